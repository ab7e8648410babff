//! How officers work: making, interviews, reviews, supplements, claims, the queue, visits.

use super::yes;
use crate::business::Business;
use crate::ids::PostCode;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use strum::VariantNames;

/// Making booklets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Making {
    /// The post that makes them, where it is another (LAX: NYC).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub centre: Option<PostCode>,
    /// Days from the receipt of the originals to the finished document, as applicants are told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_days: Option<u16>,
    /// Making waits until the old booklet is here; where it does not, the mailing notice is pushed again (LAD).
    #[serde(default = "yes")]
    pub waits_for_originals: bool,
    /// A lost passport waits for the answer of the authority that issued it.
    #[serde(default = "yes")]
    pub verify_lost_passports: bool,
    /// The finished booklet is checked by a second person.
    #[serde(default = "yes")]
    pub second_person_check: bool,
    /// Fingerprints can be given at the post on request (BRU).
    #[serde(default)]
    pub fingerprints_on_request: bool,
}

/// How strongly a cause asks for an interview.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Strength {
    /// It does not.
    No,
    /// The officer decides.
    May,
    /// The order cannot be forwarded without one.
    Must,
}

/// The comparator of the interview ban.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum BanWhen {
    /// 超过: more than the limit.
    MoreThan,
    /// 达: at the limit.
    Reaches,
}

/// Interviews and slots.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct InterviewRules {
    /// A minor's first document.
    pub minor_first: Strength,
    /// A minor's other orders.
    pub minor_other: Strength,
    /// 补发.
    pub reissue: Strength,
    /// Face check failed or skipped.
    pub face_check: Strength,
    /// Minutes a slot lasts.
    pub slot_minutes: u16,
    /// Interviews one window manages in an hour.
    pub per_window_hour: u16,
    /// Hours before the slot until which a booking may be cancelled.
    pub cancel_hours: u16,
    /// Misses and cancelled bookings.
    pub strike_limit: u16,
    /// Whether the ban comes at the limit or beyond it.
    pub ban_when: BanWhen,
    /// Days within which strikes are counted.
    pub strike_window_days: u16,
    /// Days the ban lasts.
    pub ban_days: u16,
    /// Calls before a number moves to the end.
    pub calls: u8,
    /// Minutes between two calls.
    pub call_gap_minutes: u8,
    /// How often a number moves to the end before it is 过号.
    pub move_to_end: u8,
    /// Windows that interview at once.
    pub windows: u16,
    /// Days ahead for which slots are offered.
    pub ahead_days: u16,
    /// Minutes before it at which a booked interview is reminded of.
    pub reminder_minutes: Vec<u16>,
    /// Minutes without any desk of the post during a slot that put it in doubt.
    pub outage_minutes: u16,
    /// Screenshots a video interview needs at least.
    pub min_screenshots: u8,
}

impl Default for InterviewRules {
    fn default() -> Self {
        Self {
            minor_first: Strength::Must,
            minor_other: Strength::May,
            reissue: Strength::Must,
            face_check: Strength::Must,
            slot_minutes: 60,
            per_window_hour: 6,
            cancel_hours: 24,
            strike_limit: 3,
            ban_when: BanWhen::MoreThan,
            strike_window_days: 30,
            ban_days: 30,
            calls: 3,
            call_gap_minutes: 1,
            move_to_end: 1,
            windows: 2,
            ahead_days: 30,
            reminder_minutes: vec![1440, 30],
            outage_minutes: 10,
            min_screenshots: 1,
        }
    }
}

/// First and second review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReviewRules {
    /// R10–R16 need a second person.
    pub two_people_for_legal_refusals: bool,
    /// A supervisor may bring a refused order back.
    pub restore_rejected: bool,
    /// Orders in one batch approval.
    pub batch_max: u16,
    /// Of a batch, so many are opened at random before it is signed; all when the batch is smaller.
    pub batch_sample: u16,
    /// Days until an order is kept from being put on hold any longer.
    pub hold_max_days: u16,
    /// 旅行证 2 years for several journeys may be given.
    pub two_year_travel_document: bool,
}

impl Default for ReviewRules {
    fn default() -> Self {
        Self {
            two_people_for_legal_refusals: true,
            restore_rejected: false,
            batch_max: 50,
            batch_sample: 5,
            hold_max_days: 90,
            two_year_travel_document: true,
        }
    }
}

/// Taking an application back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CancellationRules {
    /// Cancellations by one account at which new orders are refused.
    pub limit: u16,
    /// Days within which they are counted.
    pub window_days: u16,
    /// Days the refusal lasts.
    pub ban_days: u16,
    /// 取消订单 is offered while payment is awaited.
    pub while_payment_pending: bool,
    /// 取消订单 is offered while an interview is to be booked or booked.
    pub while_interview: bool,
    /// Businesses that cannot be cancelled once first review is passed.
    pub not_after_first_review: BTreeSet<Business>,
}

impl Default for CancellationRules {
    fn default() -> Self {
        Self {
            limit: 3,
            window_days: 30,
            ban_days: 30,
            while_payment_pending: true,
            while_interview: true,
            not_after_first_review: [
                Business::PpNew,
                Business::PpRenew,
                Business::PpNote,
                Business::TdNew,
                Business::TdRenew,
            ]
            .into(),
        }
    }
}

/// Supplements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SupplementRules {
    /// Days an applicant has unless the officer says otherwise.
    pub due_days: u16,
    /// The longest an officer may give.
    pub due_days_max: u16,
    /// A supplement overdue ends the order by itself.
    pub overdue_rejects: bool,
    /// Applicants may correct fields when asked to (seeds 001, 003, 004 speak of it; 000 excludes it).
    pub allow_applicant_correction: bool,
    /// The mailbox supplements are sent to.
    pub mailbox: String,
    /// Largest attachment of a mail, in bytes.
    pub mail_attachment_max: u64,
    /// The post also takes PDF by mail (Milan).
    pub mail_pdf: bool,
    /// A mail whose sender is proven to be the account is attached without an officer.
    pub mail_by_itself: bool,
}

impl Default for SupplementRules {
    fn default() -> Self {
        Self {
            due_days: 30,
            due_days_max: 90,
            overdue_rejects: true,
            allow_applicant_correction: false,
            mailbox: "zgls@csmail.mfa.gov.cn".into(),
            mail_attachment_max: 2 * 1024 * 1024,
            mail_pdf: false,
            mail_by_itself: true,
        }
    }
}

/// How long images are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RetentionRules {
    /// Months after which the images of a refused order are erased.
    pub rejected_image_months: u16,
    /// Months after which those of an order taken back or never paid are.
    pub cancelled_image_months: u16,
    /// Months after which the screenshots of an order that is done are.
    pub screenshot_months: u16,
    /// Days after which a mail that could not be taken is.
    pub failed_mail_days: u16,
}

impl Default for RetentionRules {
    fn default() -> Self {
        Self {
            rejected_image_months: 6,
            cancelled_image_months: 6,
            screenshot_months: 12,
            failed_mail_days: 30,
        }
    }
}

/// Claims on orders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClaimRules {
    /// Minutes a claim lasts unless it is extended.
    pub minutes: u32,
    /// The longest a claim for 准备断网 may be taken.
    pub offline_minutes_max: u32,
}

impl Default for ClaimRules {
    fn default() -> Self {
        Self {
            minutes: 60,
            offline_minutes_max: 3 * 24 * 60,
        }
    }
}

/// The order of the queue and how much of it a day holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct QueueRules {
    /// 应急 and 绿色通道 come first.
    pub emergency_first: bool,
    /// So do people whose passport or residence runs out within so many days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiring_days: Option<u16>,
    /// So do newborns (Seoul): children below so many days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub newborn_days: Option<u16>,
    /// First reviews a day, all businesses together.
    pub daily: u32,
    /// First reviews a day of one business.
    pub daily_by_business: BTreeMap<Business, u32>,
    /// First reviews a day of one officer.
    pub daily_by_officer: u32,
}

impl Default for QueueRules {
    fn default() -> Self {
        Self {
            emergency_first: true,
            expiring_days: None,
            newborn_days: None,
            daily: 60,
            daily_by_business: BTreeMap::new(),
            daily_by_officer: 60,
        }
    }
}

/// After which review a visit in person is booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum OnsiteAfter {
    /// After first review (London, Bangkok).
    FirstReview,
    /// After second review (Singapore).
    SecondReview,
}

/// Visits in person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Onsite {
    /// After which review.
    pub after: OnsiteAfter,
    /// Fingerprints are taken from 16 years on.
    #[serde(default = "yes")]
    pub fingerprints: bool,
}

/// What is said to applicants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NoticeRules {
    /// Every message ends with the anti-fraud sentence.
    pub antifraud_footer: bool,
}

impl Default for NoticeRules {
    fn default() -> Self {
        Self {
            antifraud_footer: true,
        }
    }
}

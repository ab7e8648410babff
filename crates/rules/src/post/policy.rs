//! The switches themselves, as the rest of the rulebook asks for them.

mod hours;
mod materials;
mod money;
mod originals;
mod work;

pub use hours::{Contact, Holiday, Hours, Span, WeekdayName};
pub use materials::MaterialRules;
pub use money::{ChargedAnnotations, Fees, MemoRule, PaymentDue, PaymentKind, PaymentRules};
pub use originals::{
    HandOver, MailIn, MailInTrigger, PaperPhotos, PickupMode, ReturnEnvelope, SlipKind, SubmitMode,
    WrongMail,
};
pub use work::{
    BanWhen, CancellationRules, ClaimRules, InterviewRules, Making, NoticeRules, Onsite,
    OnsiteAfter, QueueRules, RetentionRules, ReviewRules, Strength, SupplementRules,
};

use crate::business::{Booklet, Business};
use crate::ids::PostCode;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Everything the rulebook may ask about a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostPolicy {
    /// The shape of this file; 1.
    pub schema: u32,
    /// `BRU`.
    pub code: PostCode,
    /// What people call it.
    pub name: PostName,
    /// ISO 3166 alpha-3 of the host country, as `BEL`.
    pub country: String,
    /// The four letters its order numbers begin with (`BELA`), where they are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_prefix: Option<String>,
    /// IANA zone of the post's clock and calendar.
    pub zone: Tz,
    /// Who may apply here.
    pub scope: Scope,
    /// Originals by mail.
    pub mail_in: MailIn,
    /// How documents leave.
    pub hand_over: HandOver,
    /// What is charged.
    pub fees: Fees,
    /// How it is paid.
    pub payment: PaymentRules,
    /// Making booklets.
    pub making: Making,
    /// Interviews and slots.
    #[serde(default)]
    pub interview: InterviewRules,
    /// First and second review.
    #[serde(default)]
    pub review: ReviewRules,
    /// Taking an application back.
    #[serde(default)]
    pub cancellation: CancellationRules,
    /// Materials that are the post's choice.
    #[serde(default)]
    pub materials: MaterialRules,
    /// Supplements.
    #[serde(default)]
    pub supplement: SupplementRules,
    /// Claims on orders.
    #[serde(default)]
    pub claims: ClaimRules,
    /// The order of the queue and how much of it a day holds.
    #[serde(default)]
    pub queue: QueueRules,
    /// Visits in person instead of video and mail (posts of 2023 and later); absent where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub onsite: Option<Onsite>,
    /// What is said to applicants.
    #[serde(default)]
    pub notices: NoticeRules,
    /// How long images are kept.
    #[serde(default)]
    pub retention: RetentionRules,
    /// When the post is open.
    pub hours: Hours,
    /// Days the post is closed besides weekends.
    #[serde(default)]
    pub holidays: Vec<Holiday>,
    /// Where the post is and how it is reached.
    pub contact: Contact,
}

/// A post's names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostName {
    /// `驻比利时大使馆`
    pub zh: String,
    /// `使馆` or `总领馆`, as it calls itself in a sentence.
    pub self_zh: String,
    /// The host country, `比利时`.
    pub country_zh: String,
    /// The city, `布鲁塞尔`.
    pub city_zh: String,
    /// In English, for officers who choose it.
    pub en: String,
}

/// Who may apply here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own, named in the post's file"
)]
pub struct Scope {
    /// Only people who are in the host country.
    pub in_country_only: bool,
    /// People of another consular district of the same country are taken.
    pub cross_district: bool,
    /// People of the own district come first.
    pub own_district_first: bool,
    /// Businesses this post takes in the APP.
    pub businesses: BTreeSet<Business>,
    /// 港澳台 travel documents are taken in the APP (not so at Florence).
    #[serde(default = "yes")]
    pub hkmotw: bool,
    /// Who holds a 旅行证 may apply for a first passport while it is in hand.
    #[serde(default = "yes")]
    pub passport_after_travel_document: bool,
    /// Adults without any document may apply for a first one.
    #[serde(default = "yes")]
    pub first_documents_for_adults: bool,
}

impl PostPolicy {
    /// Paper photos this booklet needs in the envelope.
    pub fn paper_photos(&self, booklet: Booklet) -> u8 {
        match (self.mail_in.paper_photos, booklet) {
            (PaperPhotos::Always, _) | (PaperPhotos::TravelDocument, Booklet::TravelDocument) => {
                self.mail_in.paper_photo_count
            }
            (PaperPhotos::Never | PaperPhotos::IfAsked | PaperPhotos::TravelDocument, _) => 0,
        }
    }
}

fn yes() -> bool {
    true
}

//! Every key a post's file may have, so that a reader can say what was meant by one it may not have.
//!
//! The types in [`super::policy`] decide; a test compares this list with them, key by key.

use super::policy::{
    BanWhen, ChargedAnnotations, MailInTrigger, MemoRule, OnsiteAfter, PaperPhotos, PaymentDue,
    PaymentKind, PickupMode, SlipKind, Strength, SubmitMode, WeekdayName, WrongMail,
};
use strum::VariantNames;

/// The newest shape of file this program reads.
pub const SCHEMA: i64 = 1;

/// One key of a table.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Its name within its table.
    pub name: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// Whether it may be left out.
    pub need: Need,
}

/// Whether a key may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It may not.
    Required,
    /// It may, and says something by that.
    Absent,
    /// It may, and is then this, as it would be written.
    Default(&'static str),
}

/// What a key holds.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// `true` or `false`
    Flag,
    /// A whole number within these bounds, both included.
    Number(i64, i64),
    /// Several of them.
    Numbers(i64, i64),
    /// Any text.
    Text,
    /// Several texts.
    Texts,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Several of these words.
    Words(&'static [&'static str]),
    /// Texts by names the post chooses.
    TextByName,
    /// Whole numbers up to the bound, by some of these words.
    NumberByWord(&'static [&'static str], i64),
    /// An IANA zone.
    Zone,
    /// An ISO 4217 currency.
    Currency,
    /// `2026-10-01`
    Day,
    /// `09:00:00`
    Time,
    /// A table of its own.
    Table(&'static [Key]),
    /// Several tables alike.
    Tables(&'static [Key]),
}

/// It may not be left out.
pub const fn must(name: &'static str, shape: Shape) -> Key {
    Key {
        name,
        shape,
        need: Need::Required,
    }
}

/// It may be left out, and says something by that.
pub const fn may(name: &'static str, shape: Shape) -> Key {
    Key {
        name,
        shape,
        need: Need::Absent,
    }
}

const fn or(name: &'static str, shape: Shape, default: &'static str) -> Key {
    Key {
        name,
        shape,
        need: Need::Default(default),
    }
}

const BYTE: Shape = Shape::Number(0, 0xff);
const SMALL: Shape = Shape::Number(0, 0xffff);
const COUNT: Shape = Shape::Number(0, 0xffff_ffff);
const LARGE: Shape = Shape::Number(0, i64::MAX);
// Fees are signed in the types; that none is negative is checked with the other contradictions.
const MINOR: Shape = Shape::Number(i64::MIN, i64::MAX);
const STRENGTH: Shape = Shape::Word(Strength::VARIANTS);
const WRONG_MAIL: Shape = Shape::Word(WrongMail::VARIANTS);
const PICKUP: Shape = Shape::Words(PickupMode::VARIANTS);
const WEEKDAYS: Shape = Shape::Words(WeekdayName::VARIANTS);
const BUSINESSES: &[&str] = &[
    "PP_NEW",
    "PP_RENEW",
    "PP_REISSUE",
    "PP_NOTE",
    "TD_NEW",
    "TD_RENEW",
    "TD_REISSUE",
    "TD_EMERG",
    "PENSION",
];

/// The keys of a post's file.
pub const POST: &[Key] = &[
    must("schema", Shape::Number(1, SCHEMA)),
    must("code", Shape::Text),
    must("name", Shape::Table(NAME)),
    must("country", Shape::Text),
    may("order_prefix", Shape::Text),
    must("zone", Shape::Zone),
    must("scope", Shape::Table(SCOPE)),
    must("mail_in", Shape::Table(MAIL_IN)),
    must("hand_over", Shape::Table(HAND_OVER)),
    must("fees", Shape::Table(FEES)),
    must("payment", Shape::Table(PAYMENT)),
    must("making", Shape::Table(MAKING)),
    or("interview", Shape::Table(INTERVIEW), "{}"),
    or("review", Shape::Table(REVIEW), "{}"),
    or("cancellation", Shape::Table(CANCELLATION), "{}"),
    or("materials", Shape::Table(MATERIALS), "{}"),
    or("supplement", Shape::Table(SUPPLEMENT), "{}"),
    or("claims", Shape::Table(CLAIMS), "{}"),
    or("queue", Shape::Table(QUEUE), "{}"),
    may("onsite", Shape::Table(ONSITE)),
    or("notices", Shape::Table(NOTICES), "{}"),
    or("retention", Shape::Table(RETENTION), "{}"),
    must("hours", Shape::Table(HOURS)),
    or("holidays", Shape::Tables(HOLIDAY), "[]"),
    must("contact", Shape::Table(CONTACT)),
];

const NAME: &[Key] = &[
    must("zh", Shape::Text),
    must("self_zh", Shape::Text),
    must("country_zh", Shape::Text),
    must("city_zh", Shape::Text),
    must("en", Shape::Text),
];

const SCOPE: &[Key] = &[
    must("in_country_only", Shape::Flag),
    must("cross_district", Shape::Flag),
    must("own_district_first", Shape::Flag),
    must("businesses", Shape::Words(BUSINESSES)),
    or("hkmotw", Shape::Flag, "true"),
    or("passport_after_travel_document", Shape::Flag, "true"),
    or("first_documents_for_adults", Shape::Flag, "true"),
];

const MAIL_IN: &[Key] = &[
    must("trigger", Shape::Word(MailInTrigger::VARIANTS)),
    must("early", WRONG_MAIL),
    may("mark", Shape::Text),
    must("unmarked", WRONG_MAIL),
    must("modes", Shape::Words(SubmitMode::VARIANTS)),
    must("slip", Shape::Word(SlipKind::VARIANTS)),
    must("paper_photos", Shape::Word(PaperPhotos::VARIANTS)),
    or("paper_photo_count", BYTE, "0"),
    may("return_envelope", Shape::Table(RETURN_ENVELOPE)),
    or("remind_when_made", Shape::Flag, "false"),
];

const RETURN_ENVELOPE: &[Key] = &[
    or("services", Shape::Texts, "[]"),
    or("tracked", Shape::Flag, "true"),
    may("sender", Shape::Text),
];

const HAND_OVER: &[Key] = &[
    must("modes", PICKUP),
    or("emergency_modes", PICKUP, r#"["in_person", "proxy"]"#),
    must("old_document_at_pickup", Shape::Flag),
    or("receipt_enclosed", Shape::Flag, "true"),
    or("mail_disclaimer", Shape::Flag, "false"),
    or("reminder_days", Shape::Numbers(0, 0xffff), "[30, 60, 90]"),
];

const FEES: &[Key] = &[
    must("currency", Shape::Currency),
    must("booklet", MINOR),
    must("mailing", MINOR),
    or("mailing_waived_at_pickup", Shape::Flag, "true"),
    must("annotation", MINOR),
    must(
        "annotations_charged",
        Shape::Word(ChargedAnnotations::VARIANTS),
    ),
    may("emergency", MINOR),
];

const PAYMENT: &[Key] = &[
    must("kinds", Shape::Words(PaymentKind::VARIANTS)),
    must("due", Shape::Word(PaymentDue::VARIANTS)),
    may("payee", Shape::Text),
    may("memo", Shape::Word(MemoRule::VARIANTS)),
    or("counter_days", WEEKDAYS, "[]"),
    or("countdown_minutes", COUNT, "30"),
    may("settled_in", Shape::Currency),
    or("tell_online_payment", Shape::Flag, "false"),
    or("two_people_clear", Shape::Flag, "true"),
    or("refund_emergency", Shape::Flag, "false"),
];

const MAKING: &[Key] = &[
    may("centre", Shape::Text),
    may("expected_days", SMALL),
    or("waits_for_originals", Shape::Flag, "true"),
    or("verify_lost_passports", Shape::Flag, "true"),
    or("second_person_check", Shape::Flag, "true"),
    or("fingerprints_on_request", Shape::Flag, "false"),
];

const INTERVIEW: &[Key] = &[
    or("minor_first", STRENGTH, r#""must""#),
    or("minor_other", STRENGTH, r#""may""#),
    or("reissue", STRENGTH, r#""must""#),
    or("face_check", STRENGTH, r#""must""#),
    or("slot_minutes", SMALL, "60"),
    or("per_window_hour", SMALL, "6"),
    or("cancel_hours", SMALL, "24"),
    or("strike_limit", SMALL, "3"),
    or("ban_when", Shape::Word(BanWhen::VARIANTS), r#""more_than""#),
    or("strike_window_days", SMALL, "30"),
    or("ban_days", SMALL, "30"),
    or("calls", BYTE, "3"),
    or("call_gap_minutes", BYTE, "1"),
    or("move_to_end", BYTE, "1"),
    or("windows", SMALL, "2"),
    or("ahead_days", SMALL, "30"),
    or("reminder_minutes", Shape::Numbers(0, 0xffff), "[1440, 30]"),
    or("outage_minutes", SMALL, "10"),
    or("min_screenshots", BYTE, "1"),
];

const REVIEW: &[Key] = &[
    or("two_people_for_legal_refusals", Shape::Flag, "true"),
    or("restore_rejected", Shape::Flag, "false"),
    or("batch_max", SMALL, "50"),
    or("batch_sample", SMALL, "5"),
    or("hold_max_days", SMALL, "90"),
    or("two_year_travel_document", Shape::Flag, "true"),
];

const CANCELLATION: &[Key] = &[
    or("limit", SMALL, "3"),
    or("window_days", SMALL, "30"),
    or("ban_days", SMALL, "30"),
    or("while_payment_pending", Shape::Flag, "true"),
    or("while_interview", Shape::Flag, "true"),
    or(
        "not_after_first_review",
        Shape::Words(BUSINESSES),
        r#"["PP_NEW", "PP_RENEW", "PP_NOTE", "TD_NEW", "TD_RENEW"]"#,
    ),
];

const MATERIALS: &[Key] = &[
    or("address_proof", STRENGTH, "\"may\""),
    or("presence_proof", STRENGTH, "\"may\""),
    or("residence_permit", STRENGTH, "\"may\""),
    or("police_report", STRENGTH, "\"may\""),
    or("long_expired_years", BYTE, "2"),
];

const SUPPLEMENT: &[Key] = &[
    or("due_days", SMALL, "30"),
    or("due_days_max", SMALL, "90"),
    or("overdue_rejects", Shape::Flag, "true"),
    or("allow_applicant_correction", Shape::Flag, "false"),
    or("mailbox", Shape::Text, r#""zgls@csmail.mfa.gov.cn""#),
    or("mail_attachment_max", LARGE, "2097152"),
    or("mail_pdf", Shape::Flag, "false"),
    or("mail_by_itself", Shape::Flag, "true"),
];

const CLAIMS: &[Key] = &[
    or("minutes", COUNT, "60"),
    or("offline_minutes_max", COUNT, "4320"),
];

const QUEUE: &[Key] = &[
    or("emergency_first", Shape::Flag, "true"),
    may("expiring_days", SMALL),
    may("newborn_days", SMALL),
    or("daily", COUNT, "60"),
    or(
        "daily_by_business",
        Shape::NumberByWord(BUSINESSES, 0xffff_ffff),
        "{}",
    ),
    or("daily_by_officer", COUNT, "60"),
];

const ONSITE: &[Key] = &[
    must("after", Shape::Word(OnsiteAfter::VARIANTS)),
    or("fingerprints", Shape::Flag, "true"),
];

const NOTICES: &[Key] = &[or("antifraud_footer", Shape::Flag, "true")];

const RETENTION: &[Key] = &[
    or("rejected_image_months", SMALL, "6"),
    or("cancelled_image_months", SMALL, "6"),
    or("screenshot_months", SMALL, "12"),
    or("failed_mail_days", SMALL, "30"),
];

const HOURS: &[Key] = &[
    must("working_days", WEEKDAYS),
    or("hall", Shape::Tables(SPAN), "[]"),
    or("pickup", Shape::Tables(SPAN), "[]"),
    or("video", Shape::Tables(SPAN), "[]"),
    or("phone", Shape::Tables(SPAN), "[]"),
];

const SPAN: &[Key] = &[
    must("days", WEEKDAYS),
    must("from", Shape::Time),
    must("to", Shape::Time),
];

const HOLIDAY: &[Key] = &[must("day", Shape::Day), must("name", Shape::Text)];

const CONTACT: &[Key] = &[
    may("office", Shape::Text),
    may("mail_address", Shape::Text),
    or("phones", Shape::TextByName, "{}"),
    or("mailboxes", Shape::TextByName, "{}"),
    may("site", Shape::Text),
];

/// A key with the path of the table it stands in, as `hours.hall[].from`.
#[derive(Debug, Clone)]
pub struct Setting {
    /// Its dotted path; `[]` where the table is one of several.
    pub path: String,
    /// The key.
    pub key: Key,
}

/// Every key of a post's file, tables before what stands in them.
pub fn settings() -> Vec<Setting> {
    settings_of(POST)
}

/// Every key of a file with these keys at its top, tables before what stands in them.
pub(super) fn settings_of(keys: &[Key]) -> Vec<Setting> {
    let mut all = Vec::new();
    collect("", keys, &mut all);
    all
}

fn collect(prefix: &str, keys: &[Key], all: &mut Vec<Setting>) {
    for key in keys {
        let path = format!("{prefix}{}", key.name);
        all.push(Setting {
            path: path.clone(),
            key: *key,
        });
        match key.shape {
            Shape::Table(inner) => collect(&format!("{path}."), inner, all),
            Shape::Tables(inner) => collect(&format!("{path}[]."), inner, all),
            Shape::Flag
            | Shape::Number(..)
            | Shape::Numbers(..)
            | Shape::Text
            | Shape::Texts
            | Shape::Word(_)
            | Shape::Words(_)
            | Shape::TextByName
            | Shape::NumberByWord(..)
            | Shape::Zone
            | Shape::Currency
            | Shape::Day
            | Shape::Time => {}
        }
    }
}

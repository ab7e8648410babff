//! Originals by mail, and how documents leave.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use strum::{EnumIter, IntoStaticStr, VariantNames};

use super::yes;

/// When the originals are to be sent.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr, VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum MailInTrigger {
    /// As soon as the order is in second review (SFO).
    SecondReview,
    /// Only after approval (NYC, WAS, LAX, LAD, BRU).
    ToMake,
}

/// What becomes of an envelope that is early or unmarked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum WrongMail {
    /// Sent back at once (LAX).
    Return,
    /// Taken in all the same.
    Keep,
}

/// What names the order inside the envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SlipKind {
    /// Name and order number, printed or written by hand.
    NameAndNumber,
    /// The applicant page with the order's barcode, printed or written by hand.
    BarcodePage,
    /// 取证单 printed from the APP; hand-writing is not taken.
    PrintedSlip,
}

/// When paper photos are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, VariantNames)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PaperPhotos {
    /// Never.
    Never,
    /// 如需要: only where an officer asked for them.
    IfAsked,
    /// With each travel document.
    TravelDocument,
    /// With each order.
    Always,
}

/// Originals by mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailIn {
    /// The state from which originals are taken in.
    pub trigger: MailInTrigger,
    /// What becomes of mail that comes before it.
    pub early: WrongMail,
    /// The words that must stand on the envelope.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<String>,
    /// What becomes of mail without the mark.
    pub unmarked: WrongMail,
    /// How originals may be handed in.
    pub modes: BTreeSet<SubmitMode>,
    /// What names the order inside.
    pub slip: SlipKind,
    /// Paper photos.
    pub paper_photos: PaperPhotos,
    /// How many, where they are asked for.
    #[serde(default)]
    pub paper_photo_count: u8,
    /// The applicant's prepaid envelope for the way back; absent where nothing is mailed back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_envelope: Option<ReturnEnvelope>,
    /// The mailing notice is pushed a second time when the document is made (LAD).
    #[serde(default)]
    pub remind_when_made: bool,
}

/// How originals may reach the post.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumIter,
    IntoStaticStr,
    VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SubmitMode {
    /// 邮寄
    Mail,
    /// 到馆
    InPerson,
    /// 他人代交
    Proxy,
}

/// The envelope in which the new document goes home.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReturnEnvelope {
    /// Services that are taken; any when empty.
    #[serde(default)]
    pub services: BTreeSet<String>,
    /// It must be traceable.
    #[serde(default = "yes")]
    pub tracked: bool,
    /// The words the sender line must carry (SFO: the consulate itself).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<String>,
}

/// How the new document reaches its holder.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumIter,
    IntoStaticStr,
    VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PickupMode {
    /// 到馆取证 (应急: 自取)
    InPerson,
    /// 他人代取
    Proxy,
    /// 邮寄
    Mail,
}

/// How documents leave the post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandOver {
    /// What an applicant may choose.
    pub modes: BTreeSet<PickupMode>,
    /// What an applicant for an emergency document may choose; it is always collected.
    #[serde(default = "emergency_modes")]
    pub emergency_modes: BTreeSet<PickupMode>,
    /// 到馆取证: the old document is brought then and cancelled there, so making need not wait for it (BRU).
    pub old_document_at_pickup: bool,
    /// The receipt goes back with the documents.
    #[serde(default = "yes")]
    pub receipt_enclosed: bool,
    /// Loss in the mail is the applicant's risk, and is said so (SFO).
    #[serde(default)]
    pub mail_disclaimer: bool,
    /// Days after which an uncollected document is reminded of.
    #[serde(default = "pickup_reminders")]
    pub reminder_days: Vec<u16>,
}

fn emergency_modes() -> BTreeSet<PickupMode> {
    [PickupMode::InPerson, PickupMode::Proxy].into()
}
fn pickup_reminders() -> Vec<u16> {
    vec![30, 60, 90]
}

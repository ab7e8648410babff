//! The order document: one application from its draft to its end.
//!
//! It carries a schema version, keeps fields it does not know word for word, and is only ever changed
//! by [`crate::life::evolve`]. The status is one column; payment, originals, interview, old document and
//! verification are columns beside it, so that they do not multiply it.

pub mod files;
pub mod form;
pub mod interview;
pub mod log;
pub mod making;
pub mod notice;
pub mod open;
pub mod originals;
pub mod payment;
pub mod reason_fields;
pub mod reasons;
pub mod review;
pub mod status;
pub mod transition;

pub use status::Status;

use crate::business::Business;
use crate::ids::{AccountId, FileId, PostCode};
use crate::values::{Instant, OrderNo};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Fields of a newer program, kept word for word.
pub type Extra = BTreeMap<String, serde_json::Value>;

/// The shape of the document this program writes.
pub const ORDER_SCHEMA: u32 = 1;

/// How the order came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// APP
    App,
    /// 小程序
    MiniProgram,
    /// 绿色通道(邮件·电话)
    GreenChannel,
    /// 到馆
    Counter,
}

/// What is fixed when an order is opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Its number.
    pub no: OrderNo,
    /// Its post.
    pub post: PostCode,
    /// What is applied for.
    pub business: Business,
    /// The account that files it.
    pub account: AccountId,
    /// How it came.
    pub channel: Channel,
    /// 本领区; derived from the address abroad.
    pub own_district: bool,
    /// When the draft was begun.
    pub at: Instant,
    /// As far as it was filled in.
    pub form: form::Form,
}

/// One application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Shape of this document.
    pub schema: u32,
    /// Its number.
    pub no: OrderNo,
    /// Its post.
    pub post: PostCode,
    /// How many events made it what it is.
    pub version: u32,
    /// What is applied for.
    pub business: Business,
    /// Where it stands.
    pub status: Status,
    /// Since when.
    pub status_since: Instant,
    /// The account that filed it.
    pub account: AccountId,
    /// How it came.
    pub channel: Channel,
    /// 本领区.
    pub own_district: bool,
    /// When it was filed; none while it is a draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted_at: Option<Instant>,
    /// What the applicant filled in.
    pub form: form::Form,
    /// 身份验证.
    pub face_check: form::FaceCheck,
    /// Photos and materials, by id.
    #[serde(default)]
    pub files: BTreeMap<FileId, files::OrderFile>,
    /// Money.
    pub payment: payment::Payment,
    /// Originals.
    pub originals: originals::Originals,
    /// The old booklet.
    pub old_document: originals::OldDocumentState,
    /// Its clipping.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clipping: Option<originals::Clipping>,
    /// The question to the issuing authority.
    pub verification: originals::Verification,
    /// 面谈.
    pub interview: interview::Interview,
    /// What officers put on it.
    pub review: review::Review,
    /// The new booklet.
    pub making: making::Making,
    /// A visit in person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit: Option<making::Visit>,
    /// How it left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery: Option<making::Delivery>,
    /// Changes of status.
    #[serde(default)]
    pub changes: Vec<log::Change>,
    /// What the applicant was told.
    #[serde(default)]
    pub messages: Vec<log::Message>,
    /// Remarks between officers.
    #[serde(default)]
    pub notes: Vec<log::Note>,
    /// Every event in a line.
    #[serde(default)]
    pub log: Vec<log::LogLine>,
    /// Images that were erased, as the law asks; their names stay.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub erased: BTreeSet<FileId>,
    /// Fields of a newer program.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Order {
    /// The files that count: not replaced, in a slot.
    pub fn current_files(&self, slot: files::Slot) -> impl Iterator<Item = &files::OrderFile> {
        self.files
            .values()
            .filter(move |f| f.slot == slot && !f.replaced)
    }

    /// The photo that counts is the one uploaded last.
    pub fn photo(&self) -> Option<&files::OrderFile> {
        self.current_files(files::Slot::PHOTO)
            .max_by_key(|f| (f.uploaded_at, &f.id))
    }

    /// The applicant was here in person already.
    pub fn was_visited(&self) -> bool {
        self.visit.as_ref().is_some_and(|v| v.done)
    }

    /// The day ages are counted on: that of submission, or the day given while it is a draft.
    pub fn age_day(
        &self,
        policy: &crate::post::PostPolicy,
        now: Instant,
    ) -> crate::values::instant::Day {
        policy.local_day(self.submitted_at.unwrap_or(now))
    }
}

//! The new booklet, and its way to its holder.

use super::Extra;
use crate::ids::OfficerId;
use crate::post::policy::PickupMode;
use crate::values::instant::{Day, Instant};
use serde::{Deserialize, Serialize};

/// A booklet as it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// Number of the new document; for 加注 the old one's.
    pub number: String,
    /// 签发日期
    pub issued: Day,
    /// 有效期至
    pub expires: Day,
    /// Who made it.
    pub by: OfficerId,
    /// When.
    pub at: Instant,
    /// Looked over by another person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked_by: Option<OfficerId>,
}

/// Making at another post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CentreBatch {
    /// The list it was sent on.
    pub batch: String,
    /// 已发往制证中心
    pub sent: Instant,
    /// 已到馆
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back: Option<Instant>,
}

/// The document in the making.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Making {
    /// At the centre.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub centre: Option<CentreBatch>,
    /// The booklet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<Made>,
    /// Booklets spoiled on the way, by number.
    #[serde(default)]
    pub spoiled: Vec<String>,
    /// Fields of a newer program.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Who stood at the counter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", rename_all = "snake_case")]
pub enum Collector {
    /// The holder, compared with their face and document.
    Holder,
    /// The guardian of a minor.
    Guardian {
        /// Name.
        name: String,
    },
    /// 代取人 with slip, own document and authorisation.
    Proxy {
        /// Name.
        name: String,
        /// Number of their document.
        document: String,
        /// A signed authorisation was shown.
        authorised: bool,
    },
}

/// How the document left the post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// 到馆, 代取, 邮寄.
    pub mode: PickupMode,
    /// Who took it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collector: Option<Collector>,
    /// 查询号
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracking: Option<String>,
    /// When.
    pub at: Instant,
    /// Who handed or mailed it.
    pub by: OfficerId,
    /// It came back undeliverable, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undeliverable: Option<Instant>,
}

/// A visit in person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Booked for.
    pub at: Instant,
    /// Captured at the counter.
    #[serde(default)]
    pub done: bool,
    /// Fingerprints were taken.
    #[serde(default)]
    pub fingerprints: bool,
}

//! What must physically reach the post, what came, and the old booklet's way.

use super::Extra;
use crate::people::By;
use crate::values::Instant;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use strum::{EnumIter, IntoStaticStr};

/// How the order stands with its originals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum OriginalsState {
    /// 无需
    NotNeeded,
    /// 待递交
    Awaited,
    /// 已收齐
    Complete,
    /// 缺件
    Incomplete,
    /// 退回
    Returned,
}

/// Something that may be in the envelope.
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
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Original {
    /// 取证单 / 信息页
    Slip,
    /// 旧护照 / 旧旅行证
    OldDocument,
    /// Money Order, Cashier's Check, 授权表, or the note that it was paid on line
    PaymentProof,
    /// 纸质照片
    PaperPhotos,
    /// 回邮信封
    ReturnEnvelope,
}

/// One envelope, as it was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intake {
    /// What was in it and in order.
    pub found: BTreeSet<Original>,
    /// The mark stood on the envelope.
    pub marked: bool,
    /// The number read off the old booklet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_number: Option<String>,
    /// Cash was in it: a second person looked on, and it is not accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cash_witness: Option<crate::ids::OfficerId>,
    /// Tracking number it came under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracking: Option<String>,
    /// Tracking number of the return envelope.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_tracking: Option<String>,
    /// Where it lies.
    pub shelf: String,
}

/// Why an envelope went straight back.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ReturnCause {
    /// The order had not come to the state from which originals are taken.
    Early,
    /// The mark was missing.
    Unmarked,
    /// The order has ended.
    Ended,
    /// Nothing of it belongs to the order.
    NotOurs,
}

/// One envelope that went straight back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnedMail {
    /// Why.
    pub cause: ReturnCause,
    /// 查询号 it went back under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracking: Option<String>,
    /// Who sent it.
    pub by: By,
    /// When.
    pub at: Instant,
}

/// The order's originals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Originals {
    /// 无需, 待递交, 已收齐, 缺件, 退回.
    pub state: OriginalsState,
    /// What is here.
    #[serde(default)]
    pub here: BTreeSet<Original>,
    /// Where it lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shelf: Option<String>,
    /// The return envelope's tracking number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_tracking: Option<String>,
    /// Envelopes sent straight back.
    #[serde(default)]
    pub returned: Vec<ReturnedMail>,
    /// Fields of a newer program.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The old booklet's way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum OldDocumentState {
    /// 无
    None,
    /// 待收
    Awaited,
    /// 已收
    Received,
    /// 已注销 (剪角)
    Cancelled,
    /// 已退回
    Returned,
    /// 已收存: damaged booklets are kept
    Kept,
    /// 遗失
    Lost,
    /// 已上报
    Reported,
    /// 已宣布作废
    DeclaredVoid,
}

/// 原发照机关核查.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Verification {
    /// 无
    None,
    /// 已发函
    Sent,
    /// 已复
    Confirmed,
    /// 不符
    Mismatch,
}

/// 注销 of the old booklet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clipping {
    /// Who clipped it.
    pub by: By,
    /// When.
    pub at: Instant,
    /// A valid visa inside was left whole.
    pub visa_spared: bool,
}

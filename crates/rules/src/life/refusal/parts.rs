//! What refusals name: sides, deeds, texts, parts of a form, reasons against a batch, contents.

use serde::{Deserialize, Serialize};
use strum::{EnumIter, IntoStaticStr};

/// Who an action is for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Side {
    /// The applicant.
    Applicant,
    /// Officers.
    Officer,
    /// The clockwork.
    System,
    /// 人社部门.
    PensionAuthority,
}

/// What somebody did before, that now asks for another person.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Did {
    /// First review.
    FirstReview,
    /// The proposal.
    Proposal,
    /// Booking the payment.
    Booking,
    /// Making the booklet.
    Making,
    /// The refusal.
    Refusal,
}

/// A text that was given.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum TextOf {
    /// A reason.
    Reason,
    /// A comment.
    Comment,
    /// A remark.
    Note,
    /// Words to the applicant.
    Words,
    /// A value.
    Value,
    /// A number on paper.
    Number,
    /// A place on the shelf.
    Shelf,
    /// A name.
    Name,
}

/// Part of an application that is still missing.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum FormPart {
    /// Names.
    Name,
    /// 国籍状况声明.
    Statement,
    /// 电子签名.
    Signature,
    /// 证件照.
    Photo,
    /// 身份验证.
    FaceCheck,
    /// The old document's data.
    OldDocument,
    /// 加注内容.
    Annotations,
    /// 取证时间.
    PickupSlot,
    /// 代取人.
    Proxy,
}

/// Why an order may not be approved in a batch.
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
    IntoStaticStr,
    EnumIter,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum NotForBatch {
    /// Only 换发.
    Business,
    /// A minor.
    Minor,
    /// 港澳台.
    Hkmotw,
    /// Not of the own district.
    District,
    /// Face check not passed.
    FaceCheck,
    /// 绿色通道, 应急.
    GreenChannel,
    /// A flag: hold, proposal, officer's value, problem among the answers, foreign nationality stated.
    Flagged,
    /// A duplicate hit, settled or not.
    Duplicate,
    /// Annotations are not those of the old booklet.
    Annotation,
    /// It was interviewed, or an interview was asked for.
    Interviewed,
    /// The approver was the first reviewer.
    OwnReview,
}

/// What goes into the envelope home.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Content {
    /// 新证件
    NewDocument,
    /// 注销后的旧证件
    OldDocument,
    /// 收费凭证
    Receipt,
}

//! Claims, checks, hits, proposals, hold and approval: what officers put on an order.

use super::Extra;
use super::reasons::{Pick, Refusing, RejectReason};
use crate::checks::Check;
use crate::ids::OfficerId;
use crate::people::By;
use crate::values::instant::{Day, Instant};
use crate::values::{Money, PersonName};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use strum::{EnumIter, IntoStaticStr};

/// 领取: an order is claimed before work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The holder.
    pub by: OfficerId,
    /// Fencing number: a claim is lost only when a higher one was granted.
    pub fence: u64,
    /// Until when others keep off; expired, it still writes.
    pub until: Instant,
}

/// Why a claim ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimEnd {
    /// The holder gave it back.
    GivenBack,
    /// The order went on.
    WorkDone,
    /// A supervisor released it.
    BySupervisor,
    /// Its time ran out and another took the order.
    TakenOver,
}

/// 暂挂.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// Who.
    pub by: OfficerId,
    /// When.
    pub at: Instant,
    /// Why, in the officer's words.
    pub reason: String,
    /// The order leaves the queue until then.
    pub until: Instant,
}

/// How sure a duplicate hit is.
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
pub enum HitLevel {
    /// Same ID number or old document in an order not ended: blocks.
    A,
    /// Same name, birth date and sex.
    B,
    /// Weaker.
    C,
}

/// A duplicate, as look-ups show it: post and tail only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateHit {
    /// Names the pair; the same hit keeps its key.
    pub key: String,
    /// How sure.
    pub level: HitLevel,
    /// The other order's post.
    pub post: crate::ids::PostCode,
    /// The last digits of its number.
    pub tail: String,
}

/// What an officer made of a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HitResolution {
    /// 同一人-保留本单
    SameKeepThis,
    /// 同一人-驳回本单
    SameRejectThis,
    /// 非同一人
    NotSame,
}

/// A settled hit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettledHit {
    /// The hit.
    pub hit: DuplicateHit,
    /// What was decided.
    pub resolution: HitResolution,
    /// Why, in the officer's words.
    pub reason: String,
    /// Who.
    pub by: OfficerId,
    /// When.
    pub at: Instant,
}

/// The order that is kept, as its post shows it to others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptOrder {
    /// Its post.
    pub post: crate::ids::PostCode,
    /// The last digits of its number.
    pub tail: String,
}

/// An answer to one check of the business's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckAnswer {
    /// In order, a problem, not applicable.
    pub answer: super::interview::Answer,
    /// The officer's note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who.
    pub by: OfficerId,
    /// When.
    pub at: Instant,
}

/// What is proposed to a second person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Proposed {
    /// 审核不通过 under R10–R16.
    Reject {
        /// Why.
        refusing: Refusing,
    },
    /// Money back.
    Refund {
        /// How much.
        amount: Money,
    },
    /// A strike or cancellation not counted.
    Waive {
        /// Which.
        counted: Counted,
        /// When it was counted.
        counted_at: Instant,
        /// Why.
        reason: String,
    },
    /// 应急旅行证: straight to making.
    Emergency {
        /// How it is to be made.
        approval: Approval,
    },
    /// 馆方更正: an officer's value beside the applicant's.
    Correction {
        /// Path of the field in the form, as `applicant.birthplace`.
        field: String,
        /// The officer's value.
        value: String,
        /// Why.
        reason: String,
    },
}

/// The kinds of proposals.
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
pub enum ProposalKind {
    /// 拒发
    Reject,
    /// 退款
    Refund,
    /// 豁免
    Waive,
    /// 应急签发
    Emergency,
    /// 更正
    Correction,
}

impl Proposed {
    /// Which of the five.
    pub fn kind(&self) -> ProposalKind {
        match self {
            Self::Reject { .. } => ProposalKind::Reject,
            Self::Refund { .. } => ProposalKind::Refund,
            Self::Waive { .. } => ProposalKind::Waive,
            Self::Emergency { .. } => ProposalKind::Emergency,
            Self::Correction { .. } => ProposalKind::Correction,
        }
    }
}

/// 待第二人确认.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// What.
    pub what: Proposed,
    /// Who.
    pub by: OfficerId,
    /// When.
    pub at: Instant,
    /// The order's version it was made on.
    pub version: u32,
}

/// How a proposal ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalEnd {
    /// Another person agreed.
    Confirmed,
    /// Another person did not.
    Declined,
    /// Its maker took it back.
    Withdrawn,
    /// Something it stood on changed.
    Lapsed,
}

/// What an account is counted for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Counted {
    /// An order cancelled by the applicant.
    Cancellation,
    /// A booking cancelled.
    BookingCancelled,
    /// An interview missed.
    InterviewMissed,
}

/// An officer's value beside the applicant's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficerValue {
    /// The value.
    pub value: String,
    /// Why.
    pub reason: String,
    /// Who proposed it.
    pub proposed_by: OfficerId,
    /// Who confirmed it.
    pub confirmed_by: OfficerId,
    /// When.
    pub at: Instant,
}

/// How long the document will be valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Validity {
    /// A passport of somebody under sixteen.
    FiveYears,
    /// A passport from sixteen on.
    TenYears,
    /// A 旅行证 for several journeys.
    TwoYearsMultiple,
    /// A 旅行证 for one journey.
    OneYearSingle,
    /// 加注: the booklet goes on as it is.
    Unchanged,
}

/// What the approver sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// How long.
    pub validity: Validity,
    /// How many annotations are charged.
    pub annotations_charged: u8,
    /// The name as it will be printed.
    pub printed: PersonName,
    /// The batch it was signed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<String>,
}

/// A first review passed on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// Who.
    pub by: OfficerId,
    /// When.
    pub at: Instant,
}

/// 待补充材料: what was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementAsked {
    /// S01–S30 with what fills them.
    pub picks: Vec<Pick>,
    /// The slots opened.
    pub slots: Vec<super::files::Slot>,
    /// The last day, at the post.
    pub due: Day,
    /// Paragraphs the officer changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Who.
    pub by: OfficerId,
    /// When.
    pub at: Instant,
}

/// Why an order comes before its time.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, EnumIter,
)]
#[serde(rename_all = "snake_case")]
pub enum PriorityFlag {
    /// 应急
    Emergency,
    /// 绿色通道
    GreenChannel,
}

/// Everything officers put on an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Review {
    /// 领取.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<Claim>,
    /// The highest fencing number granted.
    #[serde(default)]
    pub fence: u64,
    /// Who it was granted to: a claim that merely ended still writes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_holder: Option<OfficerId>,
    /// Answers by check.
    #[serde(default)]
    pub checks: BTreeMap<Check, CheckAnswer>,
    /// Settled hits by key.
    #[serde(default)]
    pub hits: BTreeMap<String, SettledHit>,
    /// First reviews passed on; none of these persons may second-review.
    #[serde(default)]
    pub forwarded: Vec<Reviewed>,
    /// What is asked of the applicant now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplement: Option<SupplementAsked>,
    /// 补件已到, since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplement_back: Option<Instant>,
    /// How often supplements were asked for.
    #[serde(default)]
    pub supplements: u16,
    /// 暂挂.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<Hold>,
    /// 待第二人确认.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<Proposal>,
    /// Set by the approver.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<Approval>,
    /// Who approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_by: Option<OfficerId>,
    /// Why it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Refusing>,
    /// Who refused it.
    #[serde(default)]
    pub refused_by: Vec<By>,
    /// Officers' values by field.
    #[serde(default)]
    pub officer_values: BTreeMap<String, OfficerValue>,
    /// Priority.
    #[serde(default)]
    pub priority: std::collections::BTreeSet<PriorityFlag>,
    /// The order kept when this one was settled to be its duplicate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_instead: Option<KeptOrder>,
    /// Fields of a newer program.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Review {
    /// What follows from the settled hits: the order of the last one by which this order is to go.
    pub(crate) fn settle_kept(&mut self) {
        let to_go = self
            .hits
            .values()
            .filter(|h| h.resolution == HitResolution::SameRejectThis);
        self.kept_instead = to_go.max_by_key(|h| (h.at, &h.hit.key)).map(|h| KeptOrder {
            post: h.hit.post.clone(),
            tail: h.hit.tail.clone(),
        });
    }
}

impl RejectReason {
    /// R10–R16 stand on the law and need a second person.
    pub fn is_legal(self) -> bool {
        (Self::R10..=Self::R16).contains(&self)
    }
}

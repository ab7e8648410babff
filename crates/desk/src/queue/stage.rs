//! Where orders stand as a post's queue shows it: several states may be one stage.

use lingshi_rules::order::Status;
use serde::Serialize;
use strum::{EnumIter, IntoStaticStr};

/// A stage, in the order in which an order passes them.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, EnumIter, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Stage {
    /// 待初审
    FirstReview,
    /// 补件中
    Supplement,
    /// 面谈、到馆
    Meeting,
    /// 复审中
    SecondReview,
    /// 待制证
    ToMake,
    /// 已制证
    Made,
    /// 待取证、待邮寄
    HandOver,
    /// 今日办结
    EndedToday,
}

impl Stage {
    /// The stage of a state; none where no officer of the post waits for it or acts on it.
    pub fn of(status: Status) -> Option<Self> {
        match status {
            Status::Draft | Status::PendingPayment | Status::PensionProcessing => None,
            Status::FirstReview => Some(Self::FirstReview),
            Status::Supplement => Some(Self::Supplement),
            Status::InterviewToBook
            | Status::InterviewBooked
            | Status::OnsiteToBook
            | Status::OnsiteBooked => Some(Self::Meeting),
            Status::SecondReview => Some(Self::SecondReview),
            Status::ToMake => Some(Self::ToMake),
            Status::Made => Some(Self::Made),
            Status::ToCollect | Status::ToMail => Some(Self::HandOver),
            Status::Done
            | Status::Rejected
            | Status::Cancelled
            | Status::Expired
            | Status::PensionOk
            | Status::PensionFail => Some(Self::EndedToday),
        }
    }
}

/// What is particular about some orders of a stage, the more pressing first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, EnumIter, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Flag {
    /// 应急
    Emergency,
    /// 补件逾期
    Overdue,
    /// 补件已到
    Back,
    /// 今日面谈
    MeetsToday,
    /// 暂挂
    Held,
    /// 已领取
    Claimed,
}

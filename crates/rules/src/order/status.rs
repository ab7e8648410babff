//! The states of an order as the applicant's APP and the officer's queues know them.
//!
//! 初审中(补件已到) is first review with a flag; the moment an interview is over is kept as its result.

use serde::{Deserialize, Serialize};
use strum::{EnumIter, IntoStaticStr};

/// Where an order stands.
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
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum Status {
    /// 填写申请表; officers do not see it.
    Draft,
    /// 待支付
    PendingPayment,
    /// 初审中
    FirstReview,
    /// 待补充材料
    Supplement,
    /// 待预约
    InterviewToBook,
    /// 待面谈
    InterviewBooked,
    /// 待预约到馆
    OnsiteToBook,
    /// 待到馆办理
    OnsiteBooked,
    /// 复审中
    SecondReview,
    /// 待制证
    ToMake,
    /// 已制证
    Made,
    /// 待取证
    ToCollect,
    /// 待邮寄
    ToMail,
    /// 已完成
    Done,
    /// 审核不通过
    Rejected,
    /// 已取消
    Cancelled,
    /// 已过期(支付超时)
    Expired,
    /// 申请处理中 (养老金)
    PensionProcessing,
    /// 审核通过 (养老金)
    PensionOk,
    /// 审核未通过 (养老金)
    PensionFail,
}

/// Whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// The applicant has to do something.
    Applicant,
    /// An officer has.
    Officer,
    /// Both meet.
    Both,
    /// 人社部门 has.
    PensionAuthority,
    /// Nobody: it has ended.
    Nobody,
}

impl Status {
    /// The code as in the order document, as `FIRST_REVIEW`.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// Whose turn it is.
    pub fn turn(self) -> Turn {
        match self {
            Self::Draft
            | Self::PendingPayment
            | Self::Supplement
            | Self::InterviewToBook
            | Self::OnsiteToBook => Turn::Applicant,
            Self::FirstReview | Self::SecondReview | Self::ToMake | Self::Made | Self::ToMail => {
                Turn::Officer
            }
            Self::InterviewBooked | Self::OnsiteBooked | Self::ToCollect => Turn::Both,
            Self::PensionProcessing => Turn::PensionAuthority,
            Self::Done
            | Self::Rejected
            | Self::Cancelled
            | Self::Expired
            | Self::PensionOk
            | Self::PensionFail => Turn::Nobody,
        }
    }

    /// The order has ended; nothing leads out of here.
    pub fn is_terminal(self) -> bool {
        self.turn() == Turn::Nobody
    }

    /// 已审核: first review is passed.
    pub fn is_past_first_review(self) -> bool {
        matches!(
            self,
            Self::SecondReview
                | Self::ToMake
                | Self::Made
                | Self::ToCollect
                | Self::ToMail
                | Self::Done
        )
    }
}

//! Who acts on an order. Four-eyes compares persons, never roles.

use crate::ids::{AccountId, OfficerId, PostCode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use strum::{EnumIter, IntoStaticStr};

/// What an officer is allowed to do at a post; one person may hold several.
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
pub enum Role {
    /// 初审员
    FirstReviewer,
    /// 面谈官
    Interviewer,
    /// 复审官
    SecondReviewer,
    /// 收发员
    MailClerk,
    /// 制证员
    Maker,
    /// 收费员
    Cashier,
    /// 发证窗口
    Counter,
    /// 主管
    Supervisor,
    /// 系统管理
    Admin,
    /// 审计
    Auditor,
}

/// Somebody or something that gives a command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Actor {
    /// An officer, at the post they are signed in to.
    Officer {
        /// The person.
        id: OfficerId,
        /// The post they act for.
        post: PostCode,
        /// What they may do there.
        roles: BTreeSet<Role>,
    },
    /// The applicant's side, by its account.
    Applicant {
        /// The account that filed the order.
        account: AccountId,
    },
    /// The clockwork of the server: time-outs, payments reported by the provider, mail that was matched.
    System,
    /// 人社部门, who decide on pension orders.
    PensionAuthority,
}

/// Who did it, as it is written into the order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum By {
    /// An officer.
    Officer {
        /// The person.
        id: OfficerId,
    },
    /// The applicant's account.
    Applicant {
        /// The account.
        account: AccountId,
    },
    /// The clockwork.
    System,
    /// 人社部门.
    PensionAuthority,
}

impl Actor {
    /// The person behind it, if it is an officer.
    pub fn officer(&self) -> Option<&OfficerId> {
        match self {
            Self::Officer { id, .. } => Some(id),
            Self::Applicant { .. } | Self::System | Self::PensionAuthority => None,
        }
    }

    /// What is written into the order.
    pub fn by(&self) -> By {
        match self {
            Self::Officer { id, .. } => By::Officer { id: id.clone() },
            Self::Applicant { account } => By::Applicant {
                account: account.clone(),
            },
            Self::System => By::System,
            Self::PensionAuthority => By::PensionAuthority,
        }
    }
}

impl By {
    /// The person behind it, if it was an officer.
    pub fn officer(&self) -> Option<&OfficerId> {
        match self {
            Self::Officer { id } => Some(id),
            Self::Applicant { .. } | Self::System | Self::PensionAuthority => None,
        }
    }
}

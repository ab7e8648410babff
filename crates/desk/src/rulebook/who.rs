//! Who acts: an officer of one role, the applicant, the clockwork, 人社部门.

use lingshi_rules::people::{Actor, Role};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::walk;
use serde::{Deserialize, Serialize};
use strum::{EnumIter, IntoEnumIterator, IntoStaticStr};

/// Somebody who acts on orders.
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
pub enum Who {
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
    /// 申请人
    Applicant,
    /// 系统
    System,
    /// 人社部门
    PensionAuthority,
}

/// Which side somebody is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Side {
    /// Officers of the post.
    Officer,
    /// Everybody else.
    Others,
}

/// Somebody to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WhoChoice {
    /// Who.
    #[cfg_attr(test, ts(type = "WhoCode"))]
    pub who: Who,
    /// On which side.
    pub side: Side,
}

impl Who {
    /// The code, as `first_reviewer`.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// The role, if it is an officer.
    pub fn role(self) -> Option<Role> {
        Role::iter().find(|role| <&str>::from(role) == self.code())
    }

    pub(super) fn actor(self, policy: &PostPolicy) -> Actor {
        match (self.role(), self) {
            (Some(role), _) => walk::officer(policy, role),
            (None, Self::System) => Actor::System,
            (None, Self::PensionAuthority) => Actor::PensionAuthority,
            (None, _) => walk::applicant(),
        }
    }
}

pub(super) fn choices() -> Vec<WhoChoice> {
    Who::iter()
        .map(|who| WhoChoice {
            who,
            side: who.role().map_or(Side::Others, |_| Side::Officer),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_may_be_chosen() {
        let roles: Vec<Role> = Who::iter().filter_map(Who::role).collect();
        assert_eq!(roles, Role::iter().collect::<Vec<_>>());
    }
}

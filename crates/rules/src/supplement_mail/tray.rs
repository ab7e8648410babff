//! 邮件待办: a mail that waits until an officer attaches it to an order or puts it aside.
//!
//! Who may look into a mail, who may settle it, and that it is settled once. What attaching does to the order is
//! decided by `AttachMail` like anything else.

use crate::people::{Actor, By, Role};
use crate::values::{Instant, OrderNo};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// Who may open what came with a mail: those who review what it may belong to.
pub const MAY_READ: [Role; 4] = [
    Role::FirstReviewer,
    Role::Interviewer,
    Role::SecondReviewer,
    Role::Supervisor,
];
/// Who may settle a mail: those who ask for supplements.
pub const MAY_SETTLE: [Role; 2] = [Role::FirstReviewer, Role::Supervisor];

/// What has become of a mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "state", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum TrayState {
    /// Nobody has settled it.
    Waiting,
    /// It belongs to an order.
    Attached {
        /// Which.
        order: OrderNo,
        /// Which of its enclosures went there, counted from zero.
        enclosures: Vec<u32>,
        /// Who vouches for it; the system for one that was proven.
        by: By,
        /// When.
        at: Instant,
    },
    /// It was put aside.
    Discarded {
        /// Why.
        why: DiscardReason,
        /// By whom.
        by: By,
        /// When.
        at: Instant,
    },
    /// Its time was over: nothing of it is kept.
    Erased {
        /// When.
        at: Instant,
    },
}

/// Why a mail is put aside. No words: what somebody wrote of a sender would outlive the mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DiscardReason {
    /// Its sender is not the applicant, nor somebody who may act for them.
    NotTheApplicant,
    /// Nothing in it is of use.
    NothingUsable,
    /// The order has it already.
    Repeated,
    /// It is about something else.
    OffTopic,
    /// It is meant to deceive.
    Fraud,
}

/// What an officer does with a mail that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum TrayAct {
    /// Attaches some of its enclosures to an order, and vouches for it.
    Attach {
        /// To which.
        order: OrderNo,
        /// Which, counted from zero.
        enclosures: Vec<u32>,
    },
    /// Puts it aside.
    Discard {
        /// Why.
        why: DiscardReason,
    },
}

/// Why it may not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum TrayRefusal {
    /// None of the officer's roles may.
    RoleNeeded {
        /// Which may.
        roles: Vec<Role>,
    },
    /// Somebody settled it before.
    Settled,
    /// No enclosure was chosen, or one that is not there, or one twice.
    WrongEnclosures,
}

fn has_one_of(actor: &Actor, wanted: &[Role]) -> bool {
    match actor {
        Actor::Officer { roles, .. } => wanted.iter().any(|role| roles.contains(role)),
        Actor::Applicant { .. } | Actor::System | Actor::PensionAuthority => false,
    }
}

/// Whether they may open what came with a mail.
pub fn may_read(actor: &Actor) -> bool {
    has_one_of(actor, &MAY_READ)
}

/// Settles a mail that has so many enclosures; what it is afterwards.
pub fn settle(
    (state, count): (&TrayState, usize),
    act: &TrayAct,
    actor: &Actor,
    at: Instant,
) -> Result<TrayState, TrayRefusal> {
    if !has_one_of(actor, &MAY_SETTLE) {
        let roles = MAY_SETTLE.to_vec();
        return Err(TrayRefusal::RoleNeeded { roles });
    }
    match state {
        TrayState::Waiting => {}
        TrayState::Attached { .. } | TrayState::Discarded { .. } | TrayState::Erased { .. } => {
            return Err(TrayRefusal::Settled);
        }
    }
    let by = actor.by();
    match act {
        TrayAct::Discard { why } => Ok(TrayState::Discarded { why: *why, by, at }),
        TrayAct::Attach { order, enclosures } => {
            if !chosen(enclosures, count) {
                return Err(TrayRefusal::WrongEnclosures);
            }
            Ok(TrayState::Attached {
                order: order.clone(),
                enclosures: enclosures.clone(),
                by,
                at,
            })
        }
    }
}

/// Some of them, in their order, each once.
fn chosen(enclosures: &[u32], count: usize) -> bool {
    let there = |n: &u32| usize::try_from(*n).is_ok_and(|n| n < count);
    !enclosures.is_empty() && enclosures.is_sorted_by(|a, b| a < b) && enclosures.iter().all(there)
}

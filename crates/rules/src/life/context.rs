//! What a decision may ask besides the order: the actor, the post, the time, and facts from outside.

use super::refusal::{Refusal, Side};
use crate::ids::{OfficerId, PostCode};
use crate::order::interview::SlotTime;
use crate::order::review::DuplicateHit;
use crate::people::{Actor, Role};
use crate::post::PostPolicy;
use crate::values::OrderNo;
use crate::values::instant::{Day, Instant};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Everything handed in with a command.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Who acts.
    pub actor: &'a Actor,
    /// The post's settings.
    pub policy: &'a PostPolicy,
    /// The time, by the clock of record.
    pub now: Instant,
    /// Facts from outside the order.
    pub facts: &'a Facts,
}

/// What is known outside the order. Empty is what a new account at a quiet post looks like.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Facts {
    /// Moments at which the account cancelled orders, waived ones left out.
    pub cancellations: Vec<Instant>,
    /// Strikes of the account, waived ones left out.
    pub account_strikes: Vec<Instant>,
    /// Strikes of the person, whatever the account.
    pub person_strikes: Vec<Instant>,
    /// The person's other order not ended, at any post.
    pub open_order: Option<OrderNo>,
    /// Moments at which the person's pension entitlements were filed, refused ones left out.
    #[serde(default)]
    pub pensions: Vec<Instant>,
    /// Duplicate hits as they are looked up now.
    pub hits: Vec<DuplicateHit>,
    /// The slot an applicant wants, as the calendar has it.
    pub slot: Option<SlotFacts>,
    /// The next number of the hall.
    pub next_number: u32,
    /// The post was cut off during the slot in question.
    pub slot_cut_off: bool,
    /// Texts of the statement that may be signed now; empty where they are not known.
    #[serde(default)]
    pub statements: BTreeSet<String>,
    /// Orders before this one in the queue.
    pub queue_ahead: u32,
    /// The order shown includes commands of this desk that the server has not confirmed.
    pub unconfirmed: bool,
}

/// A slot as the calendar has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotFacts {
    /// From, until.
    pub time: SlotTime,
    /// How many fit.
    pub capacity: u32,
    /// How many are booked.
    pub booked: u32,
    /// Closed by the post.
    pub closed: bool,
}

impl Context<'_> {
    /// The day it is at the post.
    pub fn today(&self) -> Day {
        self.policy.local_day(self.now)
    }

    /// The post an officer acts for.
    pub(crate) fn actor_post(&self) -> Option<&PostCode> {
        match self.actor {
            Actor::Officer { post, .. } => Some(post),
            Actor::Applicant { .. } | Actor::System | Actor::PensionAuthority => None,
        }
    }

    /// One of the roles is among the actor's.
    pub(crate) fn has_any(&self, wanted: &[Role]) -> bool {
        match self.actor {
            Actor::Officer { roles, .. } => wanted.iter().any(|r| roles.contains(r)),
            Actor::Applicant { .. } | Actor::System | Actor::PensionAuthority => false,
        }
    }

    /// The officer who acts.
    pub(crate) fn officer(&self) -> Result<OfficerId, Refusal> {
        self.actor
            .officer()
            .cloned()
            .ok_or_else(|| Refusal::NotFor {
                side: vec![Side::Officer],
            })
    }
}

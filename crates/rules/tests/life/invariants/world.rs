//! One order and the people around it.

use super::particulars;
use lingshi_rules::business::Business;
use lingshi_rules::ids::{CommandId, FileId};
use lingshi_rules::life::{
    Action, ActionKind, Command, Event, RULEBOOK, Refusal, What, decide, evolve, may_do,
};
use lingshi_rules::order::Order;
use lingshi_rules::order::review::{Counted, DuplicateHit, HitLevel};
use lingshi_rules::people::{Actor, Role};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::walk::{self, Walk};
use std::collections::BTreeSet;
use strum::IntoEnumIterator;

/// One random choice: actor, action, particulars, what was seen, and how time passes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice(pub [u16; 6]);

/// What came of one command.
pub(super) struct Step {
    pub before: Order,
    pub command: Command,
    pub outcome: Result<Vec<Event>, Refusal>,
    /// What the button said.
    pub button: Result<(), Refusal>,
}

/// What happened to the world.
pub(super) enum Turn {
    /// Somebody gave a random command.
    Given(Box<Step>),
    /// The straight way was followed for a step.
    Advanced {
        before: Box<Order>,
        events: Vec<Event>,
    },
}

pub(super) struct World {
    pub walk: Walk<'static>,
    people: Vec<Actor>,
    given: Vec<CommandId>,
}

/// Several officers with overlapping roles: four-eyes must not trust roles.
fn people(policy: &PostPolicy) -> Vec<Actor> {
    let all: Vec<Role> = Role::iter().collect();
    vec![
        walk::person(policy, "zhang", &all),
        walk::person(policy, "li", &all),
        walk::person(
            policy,
            "wang",
            &[Role::FirstReviewer, Role::Interviewer, Role::MailClerk],
        ),
        walk::person(
            policy,
            "zhao",
            &[Role::SecondReviewer, Role::Cashier, Role::Counter],
        ),
        walk::applicant(),
        walk::applicant(),
        Actor::System,
        Actor::PensionAuthority,
    ]
}

impl World {
    pub(super) fn begin(policy: &'static PostPolicy, business: Business) -> Self {
        let walk = Walk::begin(policy, business).unwrap();
        Self {
            walk,
            people: people(policy),
            given: Vec::new(),
        }
    }

    pub(super) fn order(&self) -> &Order {
        &self.walk.order
    }

    pub(super) fn policy(&self) -> &'static PostPolicy {
        self.walk.policy
    }

    /// Now and then the straight way, or no history would come far.
    pub(super) fn turn(&mut self, choice: Choice) -> Turn {
        if choice.0[5] % 8 != 1 {
            return Turn::Given(Box::new(self.step(choice)));
        }
        self.walk.facts.unconfirmed = false;
        let (before, from) = (Box::new(self.order().clone()), self.walk.events.len());
        // It may well be refused: somebody else holds the claim, or stands in the way.
        drop(self.walk.advance());
        Turn::Advanced {
            before,
            events: self.walk.events[from..].to_vec(),
        }
    }

    fn step(&mut self, choice: Choice) -> Step {
        let Choice([who, what, how, seen, time, odd]) = choice;
        self.pass_time(time);
        self.walk.facts.unconfirmed = odd % 23 == 0;
        self.walk.facts.slot_cut_off = odd % 5 == 0;
        self.walk.facts.hits = if odd % 7 == 0 {
            vec![hit()]
        } else {
            Vec::new()
        };
        let actor = self.people[usize::from(who) % self.people.len()].clone();
        let kind = self.choose(&actor, what);
        let action = particulars::of(kind, self, how);
        let command = self.command(&actor, action, seen, odd);
        let button = may_do(self.order(), kind, &self.walk.context(&actor));
        let before = self.order().clone();
        let outcome = decide(self.order(), &command, &self.walk.context(&actor));
        if let Ok(events) = &outcome {
            self.take(&command, events);
        }
        Step {
            before,
            command,
            outcome,
            button,
        }
    }

    fn pass_time(&mut self, time: u16) {
        let minutes = match time % 40 {
            0 => 60 * 24 * 20,
            1 => 60 * 24,
            2..=5 => 60,
            6 => 31,
            _ => 1,
        };
        self.walk.wait_minutes(minutes);
        // Now and then the clock goes to where something is booked.
        if let Some(slot) = self.order().interview.slot.filter(|_| time % 3 == 0) {
            let at = if time % 2 == 0 { slot.start } else { slot.end };
            self.walk.now = self.walk.now.max(at);
        }
    }

    /// Mostly something that looks possible, sometimes anything.
    fn choose(&self, actor: &Actor, what: u16) -> ActionKind {
        let all: Vec<ActionKind> = ActionKind::iter().collect();
        let ctx = self.walk.context(actor);
        let open: Vec<ActionKind> = all
            .iter()
            .copied()
            .filter(|k| {
                matches!(
                    may_do(self.order(), *k, &ctx),
                    Ok(()) | Err(Refusal::ClaimNeeded)
                )
            })
            .filter(|k| what % 7 == 0 || !is_chatter(*k))
            .collect();
        let from = if open.is_empty() || what % 11 == 0 {
            &all
        } else {
            &open
        };
        from[usize::from(what / 11) % from.len()]
    }

    fn command(&self, actor: &Actor, action: Action, seen: u16, odd: u16) -> Command {
        let mut command = self.walk.command(actor, action);
        command.id = CommandId::new(format!("c{}-{odd}", self.walk.events.len()));
        if seen % 4 == 0 {
            command.seen = command.seen.saturating_sub(u32::from(seen / 4 % 6));
        }
        if seen % 8 == 0 {
            command.stands_on = self.given.iter().rev().take(3).cloned().collect();
        }
        if odd % 9 == 0 {
            command.fence = Some(u64::from(odd % 3));
            command.provisional = false;
        }
        if odd % 13 == 0 {
            command.looked_at = BTreeSet::from([FileId::new("nothing")]);
        }
        command.rulebook = RULEBOOK;
        command
    }

    fn take(&mut self, command: &Command, events: &[Event]) {
        self.given.push(command.id.clone());
        for event in events {
            if let What::AccountCounted { counted } = &event.what {
                match counted {
                    Counted::Cancellation => self.walk.facts.cancellations.push(event.at),
                    Counted::BookingCancelled | Counted::InterviewMissed => {
                        self.walk.facts.account_strikes.push(event.at);
                    }
                }
            }
        }
        self.walk.order = events.iter().fold(self.walk.order.clone(), evolve);
        self.walk.events.extend(events.iter().cloned());
        self.walk.commands.push(command.clone());
    }
}

fn hit() -> DuplicateHit {
    let post = lingshi_rules::ids::PostCode::new("LAX");
    DuplicateHit {
        key: "k".into(),
        level: HitLevel::B,
        post,
        tail: "0236".into(),
    }
}

/// Actions that change little and would fill a history.
fn is_chatter(kind: ActionKind) -> bool {
    use ActionKind as K;
    [
        K::AddNote,
        K::SetPriority,
        K::Claim,
        K::ExtendClaim,
        K::ReleaseClaim,
        K::ForceRelease,
        K::Hold,
        K::EndHold,
        K::SaveDraft,
        K::AddFile,
        K::RemoveFile,
        K::ReturnMail,
        K::Cancel,
        K::Reject,
        K::ExpirePayment,
        K::CorrectForm,
    ]
    .contains(&kind)
}

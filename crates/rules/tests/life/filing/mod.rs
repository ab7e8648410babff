//! The applicant's side, supplements and interviews.

mod asking;
mod bans;
mod booking;
mod cancelling;
mod claims;
mod documents;
mod drafting;
mod expiring;
mod faces;
mod fees;
mod guarding;
mod hall;
mod interviewing;
mod mail_supplements;
mod modes;
mod outage;
mod paying;
mod queue_order;
mod recording;
mod signing;
mod staleness;
mod submitting;
mod supplementing;
mod typing;
mod upcasting;
mod uploading;
mod working;

use crate::posts;
use lingshi_rules::business::Business;
use lingshi_rules::ids::OfficerId;
use lingshi_rules::life::event::What;
use lingshi_rules::life::{Action, Notice, Refusal, Status, TransitionId};
use lingshi_rules::people::{Actor, Role};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::Instant;
use lingshi_rules::values::instant::Day;
use lingshi_rules::walk::{self, Walk};

/// An order of this business in this state, led there by real commands.
pub(super) fn at(code: &str, business: Business, status: Status) -> Walk<'static> {
    at_post(posts::post(code), business, status)
}

/// The same at a post with other settings.
pub(super) fn at_post(
    policy: &'static PostPolicy,
    business: Business,
    status: Status,
) -> Walk<'static> {
    walk::station(policy, business, status).unwrap()
}

/// A post with one of its settings changed.
pub(super) fn post_with(code: &str, change: impl FnOnce(&mut PostPolicy)) -> &'static PostPolicy {
    let mut policy = posts::post(code).clone();
    change(&mut policy);
    Box::leak(Box::new(policy))
}

/// What follows from a command that is taken.
pub(super) fn follows(walk: &mut Walk<'_>, actor: &Actor, action: Action) -> Vec<What> {
    let before = walk.events.len();
    walk.give(actor, action).unwrap();
    walk.events[before..]
        .iter()
        .map(|e| e.what.clone())
        .collect()
}

/// What follows when the applicant does it.
pub(super) fn applicant_does(walk: &mut Walk<'_>, action: Action) -> Vec<What> {
    follows(walk, &walk::applicant(), action)
}

/// What follows when an officer of this role does it.
pub(super) fn officer_does(walk: &mut Walk<'_>, role: Role, action: Action) -> Vec<What> {
    follows(walk, &walk::officer(walk.policy, role), action)
}

/// Why a command is not taken; the order stays as it is.
pub(super) fn refused(walk: &Walk<'_>, actor: &Actor, action: Action) -> Refusal {
    walk.clone().give(actor, action).unwrap_err()
}

/// Why the applicant may not.
pub(super) fn applicant_may_not(walk: &Walk<'_>, action: Action) -> Refusal {
    refused(walk, &walk::applicant(), action)
}

/// Why an officer of this role may not.
pub(super) fn officer_may_not(walk: &Walk<'_>, role: Role, action: Action) -> Refusal {
    refused(walk, &walk::officer(walk.policy, role), action)
}

/// The person the walk names after a role.
pub(super) fn id(role: Role) -> OfficerId {
    OfficerId::new(<&str>::from(role))
}

/// A move the applicant is told of.
pub(super) fn moved(transition: TransitionId, from: Status, to: Status) -> What {
    What::Moved {
        transition,
        from,
        to,
        reason: None,
        told: true,
    }
}

/// A move nobody is told of.
pub(super) fn moved_silently(transition: TransitionId, from: Status, to: Status) -> What {
    What::Moved {
        transition,
        from,
        to,
        reason: None,
        told: false,
    }
}

/// A notice.
pub(super) fn told(notice: Notice) -> What {
    What::Told { notice }
}

/// A calendar day.
pub(super) fn day(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd_opt(year, month, day).unwrap()
}

/// A moment just before another.
pub(super) fn just_before(at: Instant) -> Instant {
    Instant::from_millis(at.millis() - 1).unwrap()
}

/// A moment just after another.
pub(super) fn just_after(at: Instant) -> Instant {
    Instant::from_millis(at.millis() + 1).unwrap()
}

//! Cancellations, strikes and bans: two rules that look alike and are not.
//!
//! Orders: cancellations by one account *reaching* the limit. Interviews: misses and cancelled bookings
//! *beyond* it, by account and by person, the worse of the two.

use super::context::Facts;
use crate::post::policy::{BanWhen, CancellationRules, InterviewRules};
use crate::values::Instant;

/// Until when new orders of the account are refused, if they are.
pub fn order_ban(facts: &Facts, rules: &CancellationRules, now: Instant) -> Option<Instant> {
    ban(
        &facts.cancellations,
        usize::from(rules.limit),
        rules.window_days,
        rules.ban_days,
        now,
    )
}

/// Until when bookings are refused, if they are.
pub fn booking_ban(facts: &Facts, rules: &InterviewRules, now: Instant) -> Option<Instant> {
    let limit = usize::from(rules.strike_limit)
        + match rules.ban_when {
            BanWhen::MoreThan => 1,
            BanWhen::Reaches => 0,
        };
    let of = |strikes| {
        ban(
            strikes,
            limit,
            rules.strike_window_days,
            rules.ban_days,
            now,
        )
    };
    of(&facts.account_strikes).max(of(&facts.person_strikes))
}

/// Strikes that count at a moment: the worse of account and person.
pub fn strikes(facts: &Facts, rules: &InterviewRules, now: Instant) -> u16 {
    let of = |strikes| within(strikes, rules.strike_window_days, now);
    of(&facts.account_strikes).max(of(&facts.person_strikes))
}

/// Cancellations that count at a moment.
pub fn cancellations(facts: &Facts, rules: &CancellationRules, now: Instant) -> u16 {
    within(&facts.cancellations, rules.window_days, now)
}

// A window holds what is younger than its days; exactly as old has left it.
fn within(events: &[Instant], window_days: u16, now: Instant) -> u16 {
    let from = now.plus_days(-i64::from(window_days));
    let count = events
        .iter()
        .filter(|at| **at > from && **at <= now)
        .count();
    u16::try_from(count).unwrap_or(u16::MAX)
}

fn ban(
    events: &[Instant],
    needed: usize,
    window_days: u16,
    ban_days: u16,
    now: Instant,
) -> Option<Instant> {
    let needed = u16::try_from(needed.max(1)).unwrap_or(u16::MAX);
    events
        .iter()
        .filter(|at| **at <= now && within(events, window_days, **at) >= needed)
        .map(|at| at.plus_days(i64::from(ban_days)))
        .filter(|until| *until > now)
        .max()
}

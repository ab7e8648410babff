//! The days between: the clock of the house is put on, and what falls due meanwhile is done when it is due.

use super::common::{House, Post};
use chrono::{Datelike, Days, NaiveTime, Weekday};
use lingshi_registry::clockwork::Clock;
use lingshi_registry::offer_ahead;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::post::policy::WeekdayName;
use lingshi_rules::values::Instant;
use lingshi_rules::values::instant::Day;

/// The day before everything begins, anywhere.
pub(crate) fn first_day() -> Instant {
    Instant::parse("2026-03-01T12:00:00.000Z").unwrap()
}

fn works(policy: &PostPolicy, day: Day) -> bool {
    let days = &policy.hours.working_days;
    days.contains(&WeekdayName::from(day.weekday())) && day.weekday() != Weekday::Sun
}

/// It is nine in the morning of the next day on which the post works.
pub(crate) fn next_morning(house: &House, post: &Post) {
    let today = post.policy.local_day(house.now());
    let day = (1..8)
        .map(|n| today + Days::new(n))
        .find(|day| works(&post.policy, *day));
    let nine = NaiveTime::from_hms_opt(9, 0, 0).unwrap();
    let at = post.policy.local_instant(day.unwrap(), nine).instant();
    wait_until(house, post, at);
}

/// Lets time pass; nobody puts a clock back.
pub(crate) fn wait_until(house: &House, post: &Post, at: Instant) {
    let registry = house.registry();
    let now = house.now();
    let mut clock: Clock = house.read(|tx| registry.wind(tx, &post.code, now));
    while let Some(due) = clock.next().filter(|due| *due <= at) {
        put_on(house, due);
        let stroke = house.write(|tx, moment| registry.strike(&clock, tx, moment));
        clock.heed(&stroke);
    }
    put_on(house, at);
    while house
        .write(|tx, moment| offer_ahead(tx, &post.policy, moment))
        .is_some()
    {}
}

/// It is this time, if it is not later already.
pub(crate) fn put_on(house: &House, at: Instant) {
    if at > house.now() {
        house.clock.set(at);
    }
}

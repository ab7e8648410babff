//! Local time, and the days on which the clock is changed.

use crate::files::{ROME, post, read};
use chrono::NaiveTime;
use lingshi_rules::order::interview::SlotTime;
use lingshi_rules::post::policy::WeekdayName;
use lingshi_rules::post::{LocalMoment, PostPolicy};
use lingshi_rules::values::{Instant, instant::Day};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn time(text: &str) -> NaiveTime {
    text.parse().unwrap()
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// Rome with another clock.
fn in_zone(zone: chrono_tz::Tz) -> PostPolicy {
    PostPolicy { zone, ..read(ROME) }
}

fn moment(code: &str, on: &str, clock: &str) -> LocalMoment {
    post(code).local_instant(day(on), time(clock))
}

#[test]
fn the_day_at_the_post_is_not_the_day_in_utc() {
    let (bru, lax, lad) = (post("BRU"), post("LAX"), post("LAD"));
    assert_eq!(
        bru.local_day(at("2026-01-01T22:59:59.999Z")),
        day("2026-01-01")
    );
    assert_eq!(bru.local_day(at("2026-01-01T23:00:00Z")), day("2026-01-02"));
    assert_eq!(
        lax.local_day(at("2026-01-01T07:59:59.999Z")),
        day("2025-12-31")
    );
    assert_eq!(lax.local_day(at("2026-01-01T08:00:00Z")), day("2026-01-01"));
    assert_eq!(lad.local_day(at("2026-07-01T23:00:00Z")), day("2026-07-02"));
    assert_eq!(lad.local_time(at("2026-07-01T23:00:00Z")), time("00:00:00"));
    assert_eq!(bru.local_time(at("2026-07-01T10:30:00Z")), time("12:30:00"));
}

#[test]
fn an_ordinary_time_comes_once() {
    assert_eq!(
        moment("BRU", "2026-03-30", "02:30:00"),
        LocalMoment::Once(at("2026-03-30T00:30:00Z"))
    );
    assert_eq!(
        moment("LAD", "2026-03-29", "02:30:00"),
        LocalMoment::Once(at("2026-03-29T01:30:00Z"))
    );
}

#[test]
fn an_hour_skipped_at_brussels_moves_to_its_end() {
    assert_eq!(
        moment("BRU", "2026-03-29", "01:59:59"),
        LocalMoment::Once(at("2026-03-29T00:59:59Z"))
    );
    let next = at("2026-03-29T01:00:00Z");
    for clock in ["02:00:00", "02:30:00", "02:59:59"] {
        assert_eq!(
            moment("BRU", "2026-03-29", clock),
            LocalMoment::Skipped { next }
        );
    }
    assert_eq!(
        moment("BRU", "2026-03-29", "03:00:00"),
        LocalMoment::Once(next)
    );
}

#[test]
fn an_hour_that_comes_twice_at_brussels_is_the_first() {
    assert_eq!(
        moment("BRU", "2026-10-25", "02:30:00"),
        LocalMoment::Twice {
            first: at("2026-10-25T00:30:00Z"),
            second: at("2026-10-25T01:30:00Z"),
        }
    );
    assert_eq!(
        moment("BRU", "2026-10-25", "02:30:00").instant(),
        at("2026-10-25T00:30:00Z")
    );
    assert_eq!(
        moment("BRU", "2026-10-25", "03:00:00"),
        LocalMoment::Once(at("2026-10-25T02:00:00Z"))
    );
}

#[test]
fn new_york_changes_its_clock_on_other_days() {
    assert_eq!(
        moment("NYC", "2026-03-08", "02:30:00"),
        LocalMoment::Skipped {
            next: at("2026-03-08T07:00:00Z")
        }
    );
    assert_eq!(
        moment("NYC", "2026-03-29", "02:30:00"),
        LocalMoment::Once(at("2026-03-29T06:30:00Z"))
    );
    assert_eq!(
        moment("NYC", "2026-11-01", "01:30:00"),
        LocalMoment::Twice {
            first: at("2026-11-01T05:30:00Z"),
            second: at("2026-11-01T06:30:00Z"),
        }
    );
}

#[test]
fn luanda_never_changes_its_clock() {
    let lad = post("LAD");
    for n in 0..730 {
        let on = day("2026-01-01") + chrono::Days::new(n);
        let length = lad.day_end(on).minutes_since(lad.day_start(on));
        assert_eq!(length, 24 * 60, "{on}");
    }
}

#[test]
fn days_are_shorter_and_longer_when_the_clock_changes() {
    let bru = post("BRU");
    let hours = |on: &str| bru.day_end(day(on)).minutes_since(bru.day_start(day(on))) / 60;
    assert_eq!(hours("2026-03-28"), 24);
    assert_eq!(hours("2026-03-29"), 23);
    assert_eq!(hours("2026-10-25"), 25);
}

#[test]
fn a_deadline_by_the_end_of_a_day_is_its_last_millisecond() {
    let bru = post("BRU");
    let due = bru.due_at_end_of(day("2026-03-29"));
    assert_eq!(due, at("2026-03-29T21:59:59.999Z"));
    assert_eq!(bru.local_day(due), day("2026-03-29"));
    assert_eq!(bru.day_end(day("2026-03-29")), at("2026-03-29T22:00:00Z"));
    assert_eq!(
        bru.day_end(day("2026-03-29")),
        bru.day_start(day("2026-03-30"))
    );
}

#[test]
fn a_day_without_a_midnight_begins_after_the_gap() {
    let havana = in_zone(chrono_tz::America::Havana);
    let start = havana.day_start(day("2026-03-08"));
    assert_eq!(start, at("2026-03-08T05:00:00Z"));
    assert_eq!(havana.local_time(start), time("01:00:00"));
}

#[test]
fn a_day_with_two_midnights_begins_with_the_first() {
    let havana = in_zone(chrono_tz::America::Havana);
    let start = havana.day_start(day("2026-11-01"));
    assert_eq!(start, at("2026-11-01T04:00:00Z"));
    assert_eq!(
        havana.day_end(day("2026-11-01")).minutes_since(start),
        25 * 60
    );
}

#[test]
fn a_day_that_an_island_left_out_is_over_as_it_begins() {
    let apia = in_zone(chrono_tz::Pacific::Apia);
    let left_out = day("2011-12-30");
    assert_eq!(apia.day_start(left_out), at("2011-12-30T10:00:00Z"));
    assert_eq!(apia.day_end(left_out), apia.day_start(left_out));
    assert_eq!(apia.local_day(apia.day_start(left_out)), day("2011-12-31"));
}

fn any_zone() -> impl Strategy<Value = chrono_tz::Tz> {
    proptest::sample::select(chrono_tz::TZ_VARIANTS.to_vec())
}

/// A moment of these days, by the quarter hour.
fn any_moment() -> impl Strategy<Value = (Day, NaiveTime)> {
    (0_u64..6000, 0_u32..96).prop_map(|(days, quarters)| {
        let on = day("2016-01-01") + chrono::Days::new(days);
        (
            on,
            NaiveTime::from_hms_opt(quarters / 4, quarters % 4 * 15, 0).unwrap(),
        )
    })
}

/// What the clock on the wall shows.
fn shown(post: &PostPolicy, at: Instant) -> chrono::NaiveDateTime {
    post.local_day(at).and_time(post.local_time(at))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn the_clock_shows_what_it_was_asked_for(zone in any_zone(), (on, clock) in any_moment()) {
        let post = in_zone(zone);
        let wanted = on.and_time(clock);
        match post.local_instant(on, clock) {
            LocalMoment::Once(at) => prop_assert_eq!(shown(&post, at), wanted),
            LocalMoment::Twice { first, second } => {
                prop_assert!(first < second);
                prop_assert_eq!(shown(&post, first), wanted);
                prop_assert_eq!(shown(&post, second), wanted);
            }
            LocalMoment::Skipped { next } => {
                let before = Instant::from_millis(next.millis() - 1).unwrap();
                prop_assert!(shown(&post, before) < wanted);
                prop_assert!(shown(&post, next) > wanted);
            }
        }
    }

    #[test]
    fn every_moment_lies_in_its_day(zone in any_zone(), (on, clock) in any_moment()) {
        let post = in_zone(zone);
        let at = post.local_instant(on, clock).instant();
        let today = post.local_day(at);
        prop_assert!(post.day_start(today) <= at && at < post.day_end(today));
        prop_assert_eq!(post.local_day(post.due_at_end_of(today)), today);
        prop_assert_eq!(post.local_day(post.day_start(today)), today);
    }
}

#[test]
fn local_times_beyond_the_ends_of_time_stay_at_the_ends() {
    let last = chrono::NaiveDate::MAX;
    let west = in_zone(chrono_tz::America::Los_Angeles);
    let evening = west.local_instant(last, time("23:59:59")).instant();
    assert_eq!(evening, chrono::DateTime::<chrono::Utc>::MAX_UTC.into());
    let east = in_zone(chrono_tz::Asia::Shanghai);
    let dawn = east
        .local_instant(chrono::NaiveDate::MIN, time("00:00:00"))
        .instant();
    assert_eq!(dawn, chrono::DateTime::<chrono::Utc>::MIN_UTC.into());
}

/// Brussels with a hall that is open in the night in which clocks are changed.
fn by_night() -> PostPolicy {
    let mut policy = post("BRU").clone();
    let mut span = policy.hours.hall[0].clone();
    span.days = [WeekdayName::Sun].into();
    (span.from, span.to) = (time("00:00:00"), time("06:00:00"));
    policy.hours.hall = vec![span];
    policy
}

#[test]
fn a_slot_is_as_long_as_any_other_when_the_clock_is_put_forward_or_back() {
    let policy = by_night();
    for (on, slots) in [("2026-03-22", 6), ("2026-03-29", 5), ("2026-10-25", 7)] {
        let offered = policy.interview_slots(day(on));
        assert_eq!(offered.len(), slots, "{on}");
        assert!(
            offered
                .iter()
                .all(|slot| slot.end.minutes_since(slot.start) == 60)
        );
        assert!(offered.windows(2).all(|two| two[0].end == two[1].start));
    }
}

#[test]
fn no_slot_is_offered_on_a_holiday_or_beyond_the_hours_of_the_hall() {
    let policy = post("BRU");
    let holiday = policy.holidays.first().unwrap();
    assert_eq!(policy.interview_slots(holiday.day), []);
    for on in day("2026-03-02").iter_days().take(14) {
        let spans = policy.open_spans(on);
        let slots = policy.interview_slots(on);
        let inside = |slot: &SlotTime| {
            spans
                .iter()
                .any(|span| span.from <= slot.start && slot.end <= span.to)
        };
        assert!(slots.iter().all(inside), "{on}");
        assert_eq!(slots.is_empty(), spans.is_empty(), "{on}");
    }
    assert_eq!(policy.slot_capacity(), 12);
}

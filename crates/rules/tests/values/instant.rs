//! Instants are UTC, to the millisecond.

use super::{is_refused, is_written_as};
use chrono::{DateTime, Utc};
use lingshi_rules::values::Instant;
use proptest::prelude::*;

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

#[test]
fn the_same_moment_in_two_zones_is_one_instant() {
    let in_brussels = at("2021-05-25T10:00:00+02:00");
    assert_eq!(in_brussels, at("2021-05-25T08:00:00Z"));
    assert_eq!(in_brussels, at("2021-05-25T16:00:00+08:00"));
    assert_eq!(in_brussels.millis(), 1_621_929_600_000);
}

#[test]
fn an_instant_is_written_in_utc_with_milliseconds() {
    assert_eq!(
        at("2021-05-25T10:00:00+02:00").to_string(),
        "2021-05-25T08:00:00.000Z"
    );
    is_written_as(
        &at("2021-05-25T08:00:00.125Z"),
        "\"2021-05-25T08:00:00.125Z\"",
    );
}

#[test]
fn what_is_finer_than_a_millisecond_is_dropped() {
    assert_eq!(
        at("2021-05-25T08:00:00.1259Z"),
        at("2021-05-25T08:00:00.125Z")
    );
}

#[test]
fn a_text_without_zone_is_no_instant() {
    for text in [
        "",
        "2021-05-25",
        "2021-05-25T08:00:00",
        "2021-02-30T08:00:00Z",
    ] {
        assert_eq!(Instant::parse(text), None, "{text}");
        is_refused::<Instant>(&format!("\"{text}\""));
    }
}

#[test]
fn hours_and_days_are_lengths_of_time_and_not_calendar_days() {
    let noon = at("2021-03-27T12:00:00+01:00");
    assert_eq!(noon.plus_minutes(1), at("2021-03-27T11:01:00Z"));
    assert_eq!(noon.plus_hours(2), at("2021-03-27T13:00:00Z"));
    assert_eq!(noon.plus_days(1), at("2021-03-28T13:00:00+02:00"));
    assert_eq!(noon.plus_days(-1), at("2021-03-26T11:00:00Z"));
}

#[test]
fn minutes_between_are_rounded_down() {
    let noon = at("2021-05-25T12:00:00Z");
    assert_eq!(at("2021-05-25T12:00:59.999Z").minutes_since(noon), 0);
    assert_eq!(at("2021-05-25T12:01:00Z").minutes_since(noon), 1);
    assert_eq!(at("2021-05-25T11:59:59.999Z").minutes_since(noon), -1);
    assert_eq!(at("2021-05-25T11:59:00Z").minutes_since(noon), -1);
    assert_eq!(at("2021-05-25T11:58:59Z").minutes_since(noon), -2);
}

#[test]
fn at_the_edge_of_time_an_instant_stays() {
    let last = Instant::from_millis(DateTime::<Utc>::MAX_UTC.timestamp_millis()).unwrap();
    assert_eq!(last.plus_minutes(1), last);
    assert_eq!(last.plus_days(i64::MAX), last);
    assert_eq!(Instant::from_millis(i64::MAX), None);
    assert_eq!(
        Instant::from_millis(0).unwrap().to_string(),
        "1970-01-01T00:00:00.000Z"
    );
}

#[test]
fn an_instant_comes_from_and_goes_to_a_calendar_value() {
    let noon = at("2021-05-25T12:00:00.5Z");
    assert_eq!(Instant::from(noon.utc()), noon);
    assert_eq!(noon.utc().timestamp_millis(), noon.millis());
}

proptest! {
    #[test]
    fn what_is_shown_is_read_as_the_same(millis in -60_000_000_000_000_i64..200_000_000_000_000) {
        let instant = Instant::from_millis(millis).unwrap();
        prop_assert_eq!(instant.millis(), millis);
        prop_assert_eq!(Instant::parse(&instant.to_string()), Some(instant));
    }

    #[test]
    fn minutes_added_are_minutes_since(
        millis in 0_i64..2_000_000_000_000, minutes in -1_000_000_i64..1_000_000
    ) {
        let from = Instant::from_millis(millis).unwrap();
        prop_assert_eq!(from.plus_minutes(minutes).minutes_since(from), minutes);
        prop_assert_eq!(from.plus_hours(minutes), from.plus_minutes(60 * minutes));
        prop_assert_eq!(from.plus_days(minutes / 100), from.plus_hours(24 * (minutes / 100)));
    }

    #[test]
    fn no_length_of_time_makes_an_instant_wrap(millis in any::<i64>(), by in any::<i64>()) {
        if let Some(from) = Instant::from_millis(millis) {
            let later = from.plus_days(by);
            prop_assert!((by < 0 || later >= from) && (by > 0 || later <= from));
        }
    }
}

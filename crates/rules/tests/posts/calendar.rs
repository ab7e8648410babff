//! Working days and opening hours of a post.

use crate::files::{ROME, post, read};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::post::policy::{Holiday, WeekdayName};
use lingshi_rules::values::{Instant, instant::Day};
use proptest::prelude::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

#[test]
fn saturdays_sundays_and_holidays_are_no_working_days() {
    let bru = post("BRU");
    assert!(bru.is_working_day(day("2026-03-06")));
    assert!(!bru.is_working_day(day("2026-03-07")));
    assert!(!bru.is_working_day(day("2026-03-08")));
    assert!(bru.is_working_day(day("2026-03-09")));
    assert!(!bru.is_working_day(day("2026-07-21")));
    assert!(bru.is_holiday(day("2026-07-21")) && !bru.is_holiday(day("2026-07-20")));
}

#[test]
fn a_weekday_is_written_as_it_is_called() {
    use chrono::Weekday as W;
    use strum::IntoEnumIterator;
    let all = [W::Mon, W::Tue, W::Wed, W::Thu, W::Fri, W::Sat, W::Sun];
    assert!(
        all.map(WeekdayName::from)
            .into_iter()
            .eq(WeekdayName::iter())
    );
}

#[test]
fn working_days_are_counted_over_weekends_and_holidays() {
    let bru = post("BRU");
    let add = |from: &str, n| bru.add_working_days(day(from), n).unwrap().to_string();
    assert_eq!(add("2026-03-06", 0), "2026-03-06");
    assert_eq!(add("2026-03-07", 0), "2026-03-07");
    assert_eq!(add("2026-03-05", 1), "2026-03-06");
    assert_eq!(add("2026-03-06", 1), "2026-03-09");
    assert_eq!(add("2026-03-07", 1), "2026-03-09");
    assert_eq!(add("2026-03-06", 5), "2026-03-13");
    // Over 除夕 to 春节初三, which stand from Monday to Thursday.
    assert_eq!(add("2026-02-13", 1), "2026-02-20");
    assert_eq!(add("2026-02-13", 2), "2026-02-23");
}

#[test]
fn working_days_between_leave_out_the_first_and_take_in_the_last() {
    let bru = post("BRU");
    let between = |from: &str, to: &str| bru.working_days_between(day(from), day(to));
    assert_eq!(between("2026-03-06", "2026-03-06"), 0);
    assert_eq!(between("2026-03-06", "2026-03-05"), 0);
    assert_eq!(between("2026-03-05", "2026-03-06"), 1);
    assert_eq!(between("2026-03-06", "2026-03-08"), 0);
    assert_eq!(between("2026-03-06", "2026-03-09"), 1);
    assert_eq!(between("2026-03-06", "2026-03-13"), 5);
    assert_eq!(between("2026-02-13", "2026-02-19"), 0);
    assert_eq!(between("2026-02-13", "2026-02-20"), 1);
    assert_eq!(between("2026-02-19", "2026-02-20"), 1);
    assert_eq!(between("2026-02-18", "2026-02-19"), 0);
}

#[test]
fn a_holiday_named_twice_counts_once() {
    let mut bru = post("BRU");
    let before = bru.working_days_between(day("2026-07-01"), day("2026-07-31"));
    bru.holidays.push(Holiday {
        day: day("2026-07-21"),
        name: "again".into(),
    });
    assert_eq!(
        bru.working_days_between(day("2026-07-01"), day("2026-07-31")),
        before
    );
}

#[test]
fn a_post_where_nobody_ever_works_has_no_next_working_day() {
    let mut bru = post("BRU");
    bru.hours.working_days.clear();
    let from = day("2026-01-01");
    assert_eq!(bru.add_working_days(from, 1), None);
    assert_eq!(bru.add_working_days(from, 0), Some(from));
    assert_eq!(bru.working_days_between(from, Day::MAX), 0);
    assert!(!bru.is_working_day(from));
}

#[test]
fn years_of_holidays_come_to_an_end() {
    let mut rome = read(ROME);
    let first = day("2026-01-01");
    rome.holidays = first
        .iter_days()
        .take(3650)
        .map(|day| Holiday {
            day,
            name: "x".into(),
        })
        .collect();
    let last = rome.holidays.last().unwrap().day;
    let next = rome.add_working_days(first, 1).unwrap();
    assert!(next > last && rome.is_working_day(next));
    assert_eq!(rome.working_days_between(first, last), 0);
    assert_eq!(rome.working_days_between(first, next), 1);
}

#[test]
fn the_ends_of_time_are_no_trouble() {
    for code in ["BRU", "LAX", "LAD"] {
        let post = post(code);
        assert_eq!(post.add_working_days(Day::MAX, 1), None);
        assert_eq!(post.add_working_days(Day::MAX, 0), Some(Day::MAX));
        assert!(post.add_working_days(Day::MIN, u16::MAX).is_some());
        assert!(post.working_days_between(Day::MIN, Day::MAX) > 130_000_000);
        for day in [Day::MIN, Day::MAX] {
            assert!(post.day_start(day) <= post.day_end(day));
            assert!(post.due_at_end_of(day) <= post.day_end(day));
            let _ = (post.open_spans(day), post.pickup_spans(day));
            for time in [
                chrono::NaiveTime::MIN,
                chrono::NaiveTime::from_hms_opt(23, 59, 59).unwrap(),
            ] {
                let _ = post.local_instant(day, time);
            }
        }
        assert!(post.day_start(Day::MIN) < at("0001-01-01T00:00:00Z"));
        assert!(post.day_end(Day::MAX) > at("9999-01-01T00:00:00Z"));
        for millis in [i64::MIN, i64::MAX] {
            assert_eq!(Instant::from_millis(millis), None);
        }
        for edge in [post.day_start(Day::MIN), post.day_end(Day::MAX)] {
            let _ = (
                post.local_day(edge),
                post.local_time(edge),
                post.pickup_open_at(edge),
            );
        }
    }
}

fn opening(post: &PostPolicy, on: &str) -> Vec<(String, String)> {
    let spans = post.open_spans(day(on)).into_iter();
    spans
        .map(|span| (span.from.to_string(), span.to.to_string()))
        .collect()
}

#[test]
fn brussels_is_open_on_monday_morning_and_not_on_friday() {
    let bru = post("BRU");
    let monday = (
        "2026-03-09T08:00:00.000Z".to_owned(),
        "2026-03-09T11:00:00.000Z".to_owned(),
    );
    assert_eq!(opening(&bru, "2026-03-09"), [monday]);
    assert_eq!(opening(&bru, "2026-03-13"), []);
}

#[test]
fn brussels_opens_an_hour_earlier_in_utc_in_summer() {
    let summer = opening(&post("BRU"), "2026-06-01");
    assert_eq!(summer[0].0, "2026-06-01T07:00:00.000Z");
}

#[test]
fn a_post_is_closed_on_holidays() {
    let bru = post("BRU");
    assert_eq!(opening(&bru, "2026-07-21"), []);
    assert_eq!(bru.pickup_spans(day("2026-07-21")), []);
    assert!(!bru.pickup_open_at(at("2026-07-21T08:00:00Z")));
    assert!(bru.pickup_open_at(at("2026-07-20T08:00:00Z")));
}

#[test]
fn pick_up_is_open_from_the_first_moment_until_just_before_the_last() {
    let lad = post("LAD");
    let open = |text: &str| lad.pickup_open_at(at(text));
    // Luanda is an hour ahead of UTC; 2026-03-12 is a Thursday.
    assert!(!open("2026-03-12T07:59:59.999Z"));
    assert!(open("2026-03-12T08:00:00Z"));
    assert!(open("2026-03-12T10:59:59.999Z"));
    assert!(!open("2026-03-12T11:00:00Z"));
    assert!(!open("2026-03-11T09:00:00Z"));
    assert!(!open("2026-03-13T09:00:00Z"));
}

#[test]
fn pick_up_is_as_the_hall_where_nothing_else_is_said() {
    let bru = post("BRU");
    assert_eq!(
        bru.pickup_spans(day("2026-03-09")),
        bru.open_spans(day("2026-03-09"))
    );
    let was = post("WAS");
    assert_eq!(was.open_spans(day("2026-03-09")), []);
    assert_eq!(was.pickup_spans(day("2026-03-09")).len(), 1);
}

#[test]
fn spans_of_a_day_stand_in_order() {
    let afternoon_first = ROME.replace(
        "hall = [",
        "hall = [{ days = [\"Mon\"], from = \"14:00:00\", to = \"16:00:00\" }, ",
    );
    let spans = read(&afternoon_first).open_spans(day("2026-03-09"));
    assert_eq!(spans.len(), 2);
    assert!(spans[0].to < spans[1].from);
    assert!(spans[1].holds(spans[1].from) && !spans[1].holds(spans[1].to));
}

#[test]
fn a_span_that_the_clock_skips_is_not_open() {
    let night = ROME.replace(
        "hall = [{ days = [\"Mon\"], from = \"09:00:00\", to = \"12:00:00\" }]",
        "hall = [{ days = [\"Sun\"], from = \"02:10:00\", to = \"02:50:00\" }]",
    );
    let night = night.replace("\"Fri\"]", "\"Fri\", \"Sun\"]");
    let rome = read(&night);
    assert_eq!(rome.open_spans(day("2026-03-29")), []);
    assert_eq!(rome.open_spans(day("2026-03-22")).len(), 1);
}

fn any_day() -> impl Strategy<Value = Day> {
    (0_u64..3000).prop_map(|n| day("2025-01-01") + chrono::Days::new(n))
}

fn any_post() -> impl Strategy<Value = PostPolicy> {
    let code = proptest::sample::select(crate::files::CODES.to_vec());
    (
        code,
        prop::collection::btree_set(0_usize..7, 1..7),
        prop::collection::vec(any_day(), 0..40),
    )
        .prop_map(|(code, weekdays, days)| {
            use strum::IntoEnumIterator;
            let mut post = post(code);
            let named = WeekdayName::iter()
                .enumerate()
                .filter(|(n, _)| weekdays.contains(n));
            post.hours.working_days = named.map(|(_, day)| day).collect();
            post.holidays = days
                .into_iter()
                .map(|day| Holiday {
                    day,
                    name: "x".into(),
                })
                .collect();
            post
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn adding_working_days_and_counting_them_agree(post in any_post(), from in any_day(), n in 0_u16..60) {
        let to = post.add_working_days(from, n).unwrap();
        prop_assert_eq!(post.working_days_between(from, to), u32::from(n));
        if n > 0 {
            prop_assert!(post.is_working_day(to));
            prop_assert_eq!(post.working_days_between(from, to.pred_opt().unwrap()), u32::from(n) - 1);
        }
    }

    #[test]
    fn counting_is_the_same_as_going_day_by_day(post in any_post(), from in any_day(), days in 0_u64..200) {
        let to = from + chrono::Days::new(days);
        let one_by_one = from.iter_days().skip(1).take_while(|day| *day <= to).filter(|day| post.is_working_day(*day));
        prop_assert_eq!(post.working_days_between(from, to) as usize, one_by_one.count());
    }

    #[test]
    fn pick_up_is_open_exactly_within_its_spans(post in any_post(), on in any_day(), minute in 0_i64..1440) {
        let at = post.day_start(on).plus_minutes(minute);
        let spans = post.pickup_spans(post.local_day(at));
        prop_assert_eq!(post.pickup_open_at(at), spans.iter().any(|span| span.holds(at)));
    }
}

//! 催领: 30, 60, 90 days, once each.

use super::{at, day, does, refused, told};
use lingshi_rules::business::Business;
use lingshi_rules::life::{Action, Notice, Refusal, Status};
use lingshi_rules::people::Actor;
use lingshi_rules::walk::Walk;

fn remind(days: u16) -> Action {
    Action::RemindPickup { days }
}

/// Ready to be collected on 2 March.
fn to_collect() -> Walk<'static> {
    at("LAD", Business::PpRenew, Status::ToCollect)
}

#[test]
fn what_is_not_collected_is_reminded_of_after_30_60_and_90_days_once_each() {
    let mut walk = to_collect();
    let since = walk.order.status_since;
    for days in [30, 60, 90] {
        walk.now = since.plus_days(i64::from(days)).plus_minutes(-1);
        let early = refused(&mut walk, &Actor::System, remind(days));
        assert!(matches!(early, Refusal::TooEarly { .. }));
        walk.now = since.plus_days(i64::from(days));
        assert_eq!(
            does(&mut walk, &Actor::System, remind(days)),
            [told(Notice::N25 { days })]
        );
        let again = refused(&mut walk, &Actor::System, remind(days));
        assert!(matches!(again, Refusal::TooEarly { .. }));
    }
    let sent = walk.order.messages.iter().filter_map(|m| {
        if let Notice::N25 { days } = m.notice {
            Some(days)
        } else {
            None
        }
    });
    assert_eq!(sent.collect::<Vec<_>>(), [30, 60, 90]);
    assert_eq!(walk.order.status, Status::ToCollect);
}

#[test]
fn a_reminder_too_early_says_from_which_day_on() {
    let mut walk = to_collect();
    assert_eq!(
        refused(&mut walk, &Actor::System, remind(30)),
        Refusal::TooEarly {
            first: day(2026, 4, 1)
        }
    );
}

#[test]
fn only_the_posts_own_days_are_reminded_of() {
    let mut walk = to_collect();
    walk.now = walk.now.plus_days(200);
    assert_eq!(
        refused(&mut walk, &Actor::System, remind(45)),
        Refusal::TooEarly {
            first: day(2026, 4, 16)
        }
    );
    does(&mut walk, &Actor::System, remind(60));
}

#[test]
fn a_reminder_of_an_earlier_time_does_not_count() {
    let mut walk = to_collect();
    walk.now = walk.now.plus_days(31);
    does(&mut walk, &Actor::System, remind(30));
    // Said before it lay here this time.
    walk.order.status_since = walk.now;
    walk.now = walk.now.plus_days(31);
    does(&mut walk, &Actor::System, remind(30));
}

/// A meeting booked three days before it.
fn booked() -> Walk<'static> {
    let mut walk = at("BRU", Business::PpReissue, Status::InterviewBooked);
    let start = walk.order.interview.slot.unwrap().start;
    walk.order.status_since = start.plus_days(-3);
    walk
}

fn remind_meeting(minutes: u16) -> Action {
    Action::RemindInterview { minutes }
}

#[test]
fn a_meeting_is_reminded_of_a_day_and_half_an_hour_before_it_once_each() {
    let mut walk = booked();
    let slot = walk.order.interview.slot.unwrap();
    for minutes in [1_440, 30] {
        let due = slot.start.plus_minutes(-i64::from(minutes));
        walk.now = due.plus_minutes(-1);
        refused(&mut walk, &Actor::System, remind_meeting(minutes));
        walk.now = due;
        let told_of = told(Notice::N07r { slot, minutes });
        assert_eq!(
            does(&mut walk, &Actor::System, remind_meeting(minutes)),
            [told_of]
        );
        refused(&mut walk, &Actor::System, remind_meeting(minutes));
    }
    assert_eq!(walk.order.status, Status::InterviewBooked);
}

#[test]
fn whoever_booked_later_than_a_reminder_or_sits_there_already_is_not_reminded() {
    let mut walk = booked();
    let start = walk.order.interview.slot.unwrap().start;
    walk.order.status_since = start.plus_hours(-5);
    walk.now = start.plus_hours(-4);
    refused(&mut walk, &Actor::System, remind_meeting(1_440));
    walk.now = start;
    refused(&mut walk, &Actor::System, remind_meeting(30));
    walk.now = start.plus_minutes(-10);
    refused(&mut walk, &Actor::System, remind_meeting(45));
    does(&mut walk, &Actor::System, remind_meeting(30));
}

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

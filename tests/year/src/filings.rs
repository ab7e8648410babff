//! Orders as they are filed in the course of a year: invented ones, cut off where they were handed in.

use lingshi_fixtures::orders::{Tables, Wish, World};
use lingshi_fixtures::people::Lists;
use lingshi_rules::life::{Event, Status, What, replay};
use lingshi_rules::order::Order;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::Instant;
use lingshi_rules::values::instant::Day;

/// One order, with the events up to its being handed in.
pub(crate) struct Filing {
    pub(crate) at: Instant,
    pub(crate) order: Order,
    pub(crate) events: Vec<Event>,
}

/// So many orders of the year that begins on this day, by the time they are filed.
pub(crate) fn filings(policy: &PostPolicy, begin: Day, orders: u32, seed: u64) -> Vec<Filing> {
    let (lists, tables) = (Lists::built_in().unwrap(), Tables::built_in().unwrap());
    let mut all = Vec::new();
    for (week, day) in (0_u64..52).zip(begin.iter_weeks()) {
        let wish = Wish::default();
        let world = World::new((&lists, &tables), policy, seed * 1_000 + week, day, wish);
        let world = world.unwrap().without_plans();
        let many = orders / 52 + u32::from(u64::from(orders % 52) > week);
        for index in 0..many {
            let made = world.order(index).unwrap();
            all.extend(handed_in(made.events));
        }
    }
    all.sort_by_key(|filing| filing.at);
    all
}

/// Cut off after what was told when it was handed in; a draft was not.
fn handed_in(mut events: Vec<Event>) -> Option<Filing> {
    let submitted = |event: &Event| matches!(event.what, What::Submitted { .. });
    let at = events.iter().position(submitted)?;
    let version = events[at].version;
    let moment = events[at].at;
    // Everything of the same command follows at once.
    let same = |event: &Event| event.at == moment && event.command == events[at].command;
    let after = events[at..].iter().take_while(|event| same(event)).count();
    debug_assert!(version > 0, "a version begins with one");
    events.truncate(at + after);
    let order = replay(&events).unwrap();
    assert_ne!(order.status, Status::Draft, "it was handed in");
    let at = moment;
    Some(Filing { at, order, events })
}

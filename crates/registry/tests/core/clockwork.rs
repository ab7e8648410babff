//! The clockwork: what falls due is done at its moment, once, whoever's clock strikes.

use crate::places::{Place, in_memory};
use crate::world::{REALM, World, file, read, write};
use lingshi_fixtures::orders::{Tables, Wish, World as Invented};
use lingshi_fixtures::people::Lists;
use lingshi_ledger::{Store, Writing};
use lingshi_registry::audit::{Witness, verify};
use lingshi_registry::clockwork::{Clock, Struck};
use lingshi_registry::presence::heard;
use lingshi_rules::business::Business;
use lingshi_rules::life::{Action, ActionKind, Status};
use lingshi_rules::order::Order;
use lingshi_rules::order::interview::InterviewState;
use lingshi_rules::order::notice::Notice;
use lingshi_rules::people::Actor;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::{Instant, OrderNo};
use lingshi_rules::walk::{self, Walk};
use lingshi_wire::Answer;
use std::collections::{BTreeMap, BTreeSet};

/// A post with invented orders in every state.
fn living(store: &mut dyn Store, post: &str, orders: u32) -> World {
    let mut world = World::new(store, post, 0, 5);
    let (lists, tables) = (Lists::built_in().unwrap(), Tables::built_in().unwrap());
    let (policy, day) = (world.policy.clone(), world.policy.local_day(world.now));
    let invented = Invented::new((&lists, &tables), &policy, 11, day, Wish::default()).unwrap();
    let invented = invented.without_plans();
    for index in 0..orders {
        let made = invented.order(index).unwrap();
        let no = world.take_in(store, &made.events);
        world.orders.push(no);
    }
    world
}

fn wind(world: &World, store: &mut dyn Store) -> Clock {
    read(store, |tx| world.registry.wind(tx, &world.post, world.now))
}

/// Everything a clock does now.
fn strike(world: &mut World, store: &mut dyn Store, clock: &mut Clock) -> Vec<Struck> {
    let registry = world.registry.clone();
    read(store, |tx| registry.follow(clock, tx, world.now));
    let mut all = Vec::new();
    loop {
        let work = |tx: &mut dyn Writing| registry.strike(clock, tx, &mut world.moment());
        let stroke = write(store, work).unwrap();
        clock.heed(&stroke);
        let Some(struck) = stroke.struck else { break };
        all.push(struck);
        assert!(all.len() < 10_000, "it never ends");
    }
    all
}

fn accepted(struck: &[Struck]) -> usize {
    let yes = |one: &&Struck| matches!(one.answer, Answer::Accepted { .. });
    struck.iter().filter(yes).count()
}

/// How often an order was told the same.
fn told_twice(order: &Order) -> Vec<Notice> {
    let mut seen: BTreeMap<(String, Instant), u32> = BTreeMap::new();
    let mut twice = Vec::new();
    for message in &order.messages {
        let told = serde_json::to_string(&message.notice).unwrap();
        let count = seen.entry((told, message.at)).or_default();
        *count += 1;
        if *count > 1 {
            twice.push(message.notice.clone());
        }
    }
    twice
}

fn two_clocks_for_a_year(mut store: Box<dyn Store>) {
    let store = &mut *store;
    let mut world = living(store, "LAD", 90);
    let mut clocks = [wind(&world, store), wind(&world, store)];
    let (mut done, mut refused) = (0, Vec::new());
    let end = world.now.plus_days(420);
    while world.now < end {
        for clock in &mut clocks {
            let struck = strike(&mut world, store, clock);
            done += accepted(&struck);
            let not = |one: &Struck| !matches!(one.answer, Answer::Accepted { .. });
            refused.extend(struck.into_iter().filter(not));
        }
        // To the next thing that falls due, or a day.
        let next = clocks.iter().filter_map(Clock::next).min();
        let tomorrow = world.now.plus_days(1);
        world.now = next.map_or(tomorrow, |next| {
            next.max(world.now.plus_minutes(1)).min(tomorrow)
        });
    }
    assert!(done > 20, "{done}");
    assert_eq!(refused, []);
    for no in world.orders.clone() {
        let order = world.order(store, &no);
        assert_eq!(told_twice(&order), [], "{no}");
        assert_ne!(order.status, Status::PendingPayment, "{no}");
        // Whoever waits in the hall, or in doubt, is looked after by officers.
        let expected = order.interview.state == InterviewState::Booked;
        assert!(order.status != Status::InterviewBooked || !expected, "{no}");
    }
    let found = read(store, |tx| {
        verify(tx, (REALM, &world.post), Witness::default())
    });
    assert_eq!(found.broken, []);
}

#[test]
fn two_clocks_at_one_post_do_each_thing_once_in_a_file() {
    let place = Place::file();
    two_clocks_for_a_year(place.open());
}

#[test]
fn two_clocks_at_one_post_do_each_thing_once_in_a_database() {
    let place = Place::schema();
    two_clocks_for_a_year(place.open());
}

/// An order whose meeting is over, with what was heard of the post meanwhile.
fn after_the_slot(post: &str, minutes: impl Fn(i64) -> bool) -> (Order, Vec<Struck>) {
    let mut store = in_memory();
    let store = &mut *store;
    let mut world = World::new(store, post, 0, 3);
    let (name, toml) = file(post);
    let policy = PostPolicy::read(&name, &toml).unwrap();
    let walk: Walk<'_> =
        walk::station(&policy, Business::PpReissue, Status::InterviewBooked).unwrap();
    let no: OrderNo = world.import(store, &walk);
    let slot = walk.order.interview.slot.unwrap();
    for minute in (0..slot.end.minutes_since(slot.start)).filter(|minute| minutes(*minute)) {
        let at = slot.start.plus_minutes(minute);
        write(store, |tx| heard(tx, &world.post, at)).unwrap();
        write(store, |tx| heard(tx, &world.post, at)).unwrap();
    }
    world.now = slot.end.plus_minutes(-1);
    let mut clock = wind(&world, store);
    let early = strike(&mut world, store, &mut clock);
    assert!(
        early
            .iter()
            .all(|one| ActionKind::from(&one.due.action) == ActionKind::RemindInterview)
    );
    world.now = slot.end;
    let struck = strike(&mut world, store, &mut clock);
    (world.order(store, &no), struck)
}

#[test]
fn a_slot_is_missed_only_if_the_post_was_there() {
    let missed = |order: &Order| order.status == Status::InterviewToBook;
    let in_doubt = |order: &Order| order.interview.state == InterviewState::Unverified;
    let (there, struck) = after_the_slot("BRU", |_| true);
    assert!(missed(&there) && accepted(&struck) == 1);
    // Nine minutes of silence are a slow line, ten an outage.
    assert!(missed(
        &after_the_slot("BRU", |minute| !(20..29).contains(&minute)).0
    ));
    for gap in [0..10, 20..30, 50..60] {
        let (order, struck) = after_the_slot("BRU", |minute| !gap.contains(&minute));
        assert!(
            in_doubt(&order) && order.status == Status::InterviewBooked,
            "{gap:?}"
        );
        assert_eq!(accepted(&struck), 1);
    }
    assert!(in_doubt(&after_the_slot("BRU", |_| false).0));
}

#[test]
fn what_happens_to_an_order_changes_what_falls_due() {
    let mut store = in_memory();
    let store = &mut *store;
    let mut world = World::new(store, "BRU", 0, 3);
    let policy = world.policy.clone();
    let walk = walk::station(&policy, Business::PpRenew, Status::PendingPayment).unwrap();
    let no = world.import(store, &walk);
    let mut clock = wind(&world, store);
    assert_eq!(clock.next(), walk.order.payment.until);
    let account = walk.order.account.clone();
    let cancel = Action::Cancel {
        written_request: None,
    };
    let answer = world.given(store, &no, &Actor::Applicant { account }, cancel);
    assert!(matches!(answer, Answer::Accepted { .. }), "{answer:?}");
    world.now = walk.order.payment.until.unwrap();
    assert_eq!(strike(&mut world, store, &mut clock), []);
    // What is left is that its images may not be kept for ever.
    let order = world.order(store, &no);
    let months = clock
        .next()
        .map(|at| at.minutes_since(order.status_since) / (60 * 24));
    let images: BTreeSet<_> = order.files.keys().collect();
    assert!(images.is_empty() == months.is_none(), "{months:?}");
}

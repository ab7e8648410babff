//! Many desks on the same orders at once, each request now and then twice and late.

use crate::places::Place;
use crate::someone::something;
use crate::world::{REALM, Seeded, World, order_of, read, write};
use lingshi_ledger::{Room, Seq, Store};
use lingshi_registry::audit::{Witness, verify};
use lingshi_rules::order::Order;
use lingshi_wire::{Answer, Header, SignedCommand};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

const WRITERS: usize = 8;
const EACH: usize = 40;

/// The commands of one writer: what it would do to the orders as they were at the start, and what follows.
fn prepared(world: &mut World, store: &mut dyn Store, seed: u64) -> Vec<SignedCommand> {
    world.chance = Seeded::new(seed);
    let numbers = world.orders.clone();
    let orders: Vec<Order> = numbers.iter().map(|no| world.order(store, no)).collect();
    let mut all: Vec<SignedCommand> = Vec::new();
    for _ in 0..EACH {
        let at = world.chance.below(orders.len());
        let desk = world.chance.below(world.desks.len());
        let action = something(world, &orders[at]);
        let mut command = world.command(&orders[at], desk, action);
        command.provisional = true;
        all.push(world.sign(desk, &numbers[at], command));
        // Sent twice, or an old one again.
        if world.chance.below(4) == 0 {
            let again = world.chance.below(all.len());
            all.push(all[again].clone());
        }
    }
    all
}

fn race(place: &Place) {
    let mut store = place.open();
    let mut world = World::new(&mut *store, "BRU", 6, 21);
    let work: Vec<Vec<SignedCommand>> = (0..WRITERS)
        .map(|writer| prepared(&mut world, &mut *store, u64::try_from(writer).unwrap()))
        .collect();
    let answers: Mutex<BTreeMap<String, BTreeSet<String>>> = Mutex::new(BTreeMap::new());
    let (registry, post, now) = (&world.registry, &world.post, world.now);
    std::thread::scope(|scope| {
        for (writer, commands) in work.iter().enumerate() {
            let (mut own, answers) = (place.open(), &answers);
            scope.spawn(move || {
                let mut chance = Seeded::new(1_000 + u64::try_from(writer).unwrap());
                for signed in commands {
                    let answer = write(&mut *own, |tx| {
                        let mut moment = lingshi_registry::Moment {
                            now,
                            chance: &mut chance,
                        };
                        registry.accept(tx, post, signed, &mut moment)
                    })
                    .unwrap();
                    let text = serde_json::to_string(&answer).unwrap();
                    let mut all = answers.lock().unwrap();
                    all.entry(signed.bytes.clone()).or_default().insert(text);
                }
            });
        }
    });
    let answers = answers.into_inner().unwrap();
    let differing = answers.values().find(|all| all.len() != 1);
    assert_eq!(differing, None, "one command, two answers");
    let accepted = answers.values().flatten().filter(|answer| {
        let answer: Answer = serde_json::from_str(answer).unwrap();
        matches!(answer, Answer::Accepted { .. })
    });
    let accepted = accepted.count();
    assert!(accepted > 20, "{accepted}");
    holds(&mut *store, &world, accepted);
}

/// One line for each accepted command, no gap, the chain holds, and each order is what its events make it.
fn holds(store: &mut dyn Store, world: &World, accepted: usize) {
    let room = Room {
        rows: usize::MAX >> 1,
        bytes: usize::MAX,
    };
    let entries = read(store, |tx| tx.entries(&world.post, Seq::START, room));
    let headers: Vec<Header> = entries.iter().map(|e| e.read_header().unwrap()).collect();
    let gap = headers.iter().zip(1..).find(|(h, n)| h.seq != Seq(*n));
    assert_eq!(gap, None);
    let commands: Vec<_> = headers.iter().filter_map(|h| h.command.clone()).collect();
    let once: BTreeSet<_> = commands.iter().collect();
    assert_eq!((commands.len(), once.len()), (accepted, accepted));
    let verified = read(store, |tx| {
        verify(tx, (REALM, &world.post), Witness::default())
    });
    assert_eq!(verified.broken, []);
    for no in &world.orders {
        let order = order_of(store, &world.post, no);
        let first: BTreeSet<_> = order.review.forwarded.iter().map(|r| &r.by).collect();
        let approved = order.review.approved_by.as_ref();
        assert!(approved.is_none_or(|by| !first.contains(by)), "{no:?}");
    }
}

#[test]
fn desks_racing_on_sqlite_leave_one_effect_each() {
    race(&Place::file());
}

#[test]
fn desks_racing_on_postgres_leave_one_effect_each() {
    race(&Place::schema());
}

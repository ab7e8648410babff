//! The same commands with the same seed leave the same bytes, on every engine.

use crate::places::{Place, in_memory};
use crate::someone::lot;
use crate::world::World;
use lingshi_ledger::{Sha, Store};
use lingshi_wire::Answer;

const COMMANDS: usize = 1_000;

/// A morning of 1,000 commands; what was kept, and how many were accepted.
fn morning(mut store: Box<dyn Store>, commands: usize) -> (Sha, Vec<Answer>) {
    let mut world = World::new(&mut *store, "BRU", 12, 7);
    let numbers = world.orders.clone();
    let mut orders: Vec<_> = numbers
        .iter()
        .map(|no| world.order(&mut *store, no))
        .collect();
    let mut answers = Vec::new();
    for _ in 0..commands {
        world.now = world.now.plus_minutes(1);
        let (at, desk, action, stale) = lot(&mut world, &orders);
        let mut command = world.command(&orders[at], desk, action);
        if stale {
            command.seen = command.seen.saturating_sub(3);
        }
        let signed = world.sign(desk, &numbers[at], command);
        answers.push(world.accept(&mut *store, &signed));
        orders[at] = world.order(&mut *store, &numbers[at]);
    }
    (store.digest().unwrap(), answers)
}

fn accepted(answers: &[Answer]) -> usize {
    let taken = |answer: &&Answer| matches!(answer, Answer::Accepted { .. });
    answers.iter().filter(taken).count()
}

#[test]
fn a_thousand_commands_twice_leave_the_same_bytes() {
    let (first, answers) = morning(in_memory(), COMMANDS);
    let (second, again) = morning(in_memory(), COMMANDS);
    assert_eq!(first, second);
    assert_eq!(answers, again);
    // Enough of both, so that something was compared.
    let accepted = accepted(&answers);
    assert!((200..800).contains(&accepted), "{accepted}");
}

#[test]
fn both_engines_keep_the_same_bytes() {
    let (memory, answers) = morning(in_memory(), 200);
    let place = Place::schema();
    let (postgres, again) = morning(place.open(), 200);
    assert_eq!(memory, postgres);
    assert_eq!(answers, again);
    let file = Place::file();
    assert_eq!(morning(file.open(), 200).0, memory);
}

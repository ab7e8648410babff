//! Who may read a file: whoever may read an order that names it.

use crate::places::in_memory;
use crate::world::{World, read};
use lingshi_fixtures::orders::{Tables, Wish, World as Invented};
use lingshi_fixtures::people::Lists;
use lingshi_ledger::Store;
use lingshi_rules::ids::PostCode;
use lingshi_rules::life::{Event, Status, What, replay};
use lingshi_rules::order::files::OrderFile;
use lingshi_wire::Sha;

fn readable(store: &mut dyn Store, world: &World, post: &PostCode, sha256: &str) -> bool {
    let sha256 = Sha::parse(sha256).unwrap();
    read(store, |tx| world.registry.readable(tx, post, &sha256))
}

/// An order nobody has taken in yet, with its first file.
fn history(world: &World) -> (Vec<Event>, OrderFile) {
    let (lists, tables) = (Lists::built_in().unwrap(), Tables::built_in().unwrap());
    let wish = Wish {
        status: Some(Status::FirstReview),
        ..Wish::default()
    };
    let day = world.policy.local_day(world.now);
    let invented = Invented::new((&lists, &tables), &world.policy, 99, day, wish).unwrap();
    let made = invented.without_plans().order(0).unwrap();
    let file = made.order.files.into_values().next().unwrap();
    (made.events, file)
}

#[test]
fn a_file_is_readable_at_the_post_whose_order_names_it_and_nowhere_else() {
    let mut store = in_memory();
    let mut world = World::new(&mut *store, "BRU", 1, 3);
    let (events, file) = history(&world);
    let (here, elsewhere) = (world.post.clone(), PostCode::new("NYC"));
    assert!(!readable(&mut *store, &world, &here, &file.sha256));
    world.take_in(&mut *store, &events);
    assert!(readable(&mut *store, &world, &here, &file.sha256));
    assert!(!readable(&mut *store, &world, &elsewhere, &file.sha256));
    assert!(!readable(&mut *store, &world, &here, &"ab".repeat(32)));
}

#[test]
fn a_file_that_was_replaced_stays_readable() {
    let mut store = in_memory();
    let mut world = World::new(&mut *store, "BRU", 1, 3);
    let (mut events, file) = history(&world);
    let last = events.last().unwrap().clone();
    events.push(Event {
        version: last.version + 1,
        what: What::FileRemoved {
            file: file.id.clone(),
        },
        ..last
    });
    assert!(replay(&events).unwrap().files[&file.id].replaced);
    world.take_in(&mut *store, &events);
    let here = world.post.clone();
    assert!(readable(&mut *store, &world, &here, &file.sha256));
}

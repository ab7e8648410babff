//! Who may read a file: whoever may read an order that names it.

use crate::places::{Place, in_memory};
use crate::world::{REALM, World, file, read, write};
use lingshi_fixtures::orders::{Tables, Wish, World as Invented};
use lingshi_fixtures::people::Lists;
use lingshi_ledger::Store;
use lingshi_registry::audit::{Witness, verify};
use lingshi_registry::blobs::named;
use lingshi_rules::business::Business;
use lingshi_rules::ids::PostCode;
use lingshi_rules::life::{Event, Status, What, replay};
use lingshi_rules::order::files::OrderFile;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::walk;
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
    let first = made.order.files.into_values().next().unwrap();
    (made.events, first)
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

fn images_that_are_due_are_erased_once(place: &Place) {
    let mut store = place.open();
    let (name, toml) = file("NYC");
    let policy = PostPolicy::read(&name, &toml).unwrap();
    let mut world = World::new(&mut *store, "NYC", 1, 3);
    let walk = walk::station(&policy, Business::PpRenew, Status::Rejected).unwrap();
    let no = world.import(&mut *store, &walk);
    let post = world.post.clone();
    let files: Vec<String> = walk
        .order
        .files
        .values()
        .map(|f| f.sha256.clone())
        .collect();
    let live = world.orders[0].clone();
    let live = world.order(&mut *store, &live).files;
    let live = live.into_values().next().unwrap().sha256;
    assert!(!files.is_empty());
    let registry = world.registry.clone();
    let erased = |store: &mut dyn Store, world: &mut World| {
        write(store, |tx| {
            registry.erase_due(tx, (&post, &no), &mut world.moment())
        })
        .unwrap()
    };
    let names = |store: &mut dyn Store, sha256: &str| {
        let all = read(store, |tx| named(tx, &walk.order.post));
        all.contains(&Sha::parse(sha256).unwrap())
    };
    assert_eq!(erased(&mut *store, &mut world).len(), 0, "not yet");
    assert!(names(&mut *store, &files[0]) && names(&mut *store, &live));
    world.now = walk.now.plus_days(400);
    let head = read(&mut *store, |tx| tx.head(&walk.order.post)).unwrap();
    // The signature below the statement is an image, too.
    assert_eq!(erased(&mut *store, &mut world).len(), files.len() + 1);
    for sha256 in &files {
        assert!(!readable(&mut *store, &world, &walk.order.post, sha256));
        assert!(!names(&mut *store, sha256));
    }
    assert!(readable(&mut *store, &world, &walk.order.post, &live));
    assert!(names(&mut *store, &live));
    let after = world.order(&mut *store, &no);
    assert!(after.files.keys().all(|file| after.erased.contains(file)));
    assert_eq!(after.status, Status::Rejected, "the facts stay");
    assert_eq!(erased(&mut *store, &mut world).len(), 0, "and once");
    let then = read(&mut *store, |tx| tx.head(&walk.order.post)).unwrap();
    assert_eq!(then.seq, head.seq.next());
    let of = (REALM, &walk.order.post);
    let found = read(&mut *store, |tx| verify(tx, of, Witness::default()));
    assert_eq!(found.broken, []);
}

#[test]
fn images_that_are_due_are_erased_once_and_readable_no_longer() {
    images_that_are_due_are_erased_once(&Place::file());
}

#[test]
fn images_that_are_due_are_erased_once_and_readable_no_longer_on_postgres() {
    images_that_are_due_are_erased_once(&Place::schema());
}

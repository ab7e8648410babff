//! A server restored from an older backup: another epoch, and what desks offer again is taken once.

use crate::places::in_memory;
use crate::world::{REALM, World, read, write};
use lingshi_ledger::sqlite::SqliteStore;
use lingshi_ledger::{Header, Room, Seq, Store};
use lingshi_registry::audit::{Witness, verify};
use lingshi_registry::changes::{Known, page};
use lingshi_registry::restore::{confirm_backup, open_epoch};
use lingshi_rules::life::Action;
use lingshi_rules::people::Role;
use lingshi_wire::changes::Rebootstrap;
use lingshi_wire::{Answer, Epoch, SignedCommand};

fn headers(store: &mut dyn Store, world: &World) -> Vec<Header> {
    let room = Room {
        rows: 10_000,
        bytes: usize::MAX,
    };
    let entries = read(store, |tx| tx.entries(&world.post, Seq::START, room));
    entries.iter().map(|e| e.read_header().unwrap()).collect()
}

/// A remark by the first reviewer, signed for the order as it was at the start.
fn remark(world: &mut World, store: &mut dyn Store, text: &str) -> SignedCommand {
    let no = world.orders[0].clone();
    let reviewer = world.desk_of(Role::FirstReviewer);
    let order = world.order(store, &no);
    let text = text.to_owned();
    let command = world.command(&order, reviewer, Action::AddNote { text });
    world.sign(reviewer, &no, command)
}

#[test]
fn what_desks_offer_again_after_a_restore_is_taken_once() {
    let folder = tempfile::tempdir().unwrap();
    let (file, copy) = (
        folder.path().join("ledger.db"),
        folder.path().join("copy.db"),
    );
    let mut store = SqliteStore::open(&file).unwrap();
    let mut world = World::new(&mut store, "BRU", 1, 13);
    let commands: Vec<SignedCommand> = ["一", "二", "三", "四"]
        .iter()
        .map(|text| remark(&mut world, &mut store, text))
        .collect();
    let mut before = Vec::new();
    for (at, signed) in commands.iter().enumerate() {
        if at == 2 {
            store.copy_to(&copy).unwrap();
        }
        before.push(world.accept(&mut store, signed));
    }
    let lost = read(&mut store, |tx| tx.head(&world.post)).unwrap();
    drop(store);

    let mut store = SqliteStore::open(&copy).unwrap();
    let post = world.post.clone();
    let (epoch, forked) =
        write(&mut store, |tx| open_epoch(tx, &post, &mut world.moment())).unwrap();
    assert_eq!(epoch, Epoch(2));
    assert_eq!(forked, Seq(lost.seq.0 - 2));
    // A desk that knows the old life is told.
    let known = Known {
        epoch: Some(Epoch(1)),
        seq: lost.seq,
    };
    let told = read(&mut store, |tx| page(tx, &post, known, 10)).unwrap_err();
    assert_eq!(told, Rebootstrap::OtherEpoch { epoch });
    // It offers everything again, twice over, the later first.
    for round in 0..2 {
        for (at, signed) in commands.iter().enumerate().rev() {
            let answer = world.accept(&mut store, signed);
            let Answer::Accepted { epoch, .. } = &answer else {
                panic!("{answer:?}");
            };
            let kept = at < 2;
            assert_eq!(*epoch, Epoch(if kept { 1 } else { 2 }), "{round} {at}");
            assert_eq!(answer == before[at], kept, "{round} {at}");
        }
    }
    let order = world.order(&mut store, &world.orders[0].clone());
    let notes: Vec<&str> = order.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(notes, ["一", "二", "四", "三"]);
    let headers = headers(&mut store, &world);
    let restored: Vec<_> = headers.iter().filter(|h| h.what == "restored").collect();
    assert_eq!(restored.len(), 1);
    assert_eq!(
        (restored[0].seq, restored[0].epoch),
        (forked.next(), Epoch(2))
    );
    let found = read(&mut store, |tx| {
        verify(tx, (REALM, &post), Witness::default())
    });
    assert_eq!(found.broken, []);
}

#[test]
fn a_confirmed_backup_is_told_and_never_taken_back() {
    let mut store = in_memory();
    let world = World::new(&mut *store, "BRU", 1, 13);
    let confirm = |store: &mut dyn Store, through| {
        write(store, |tx| confirm_backup(tx, &world.post, Seq(through)))
    };
    let durable = |store: &mut dyn Store| {
        let head = read(store, |tx| tx.head(&world.post)).unwrap();
        head.durable
    };
    confirm(&mut *store, 5).unwrap();
    assert_eq!(durable(&mut *store), Seq(5));
    confirm(&mut *store, 3).unwrap();
    assert_eq!(durable(&mut *store), Seq(5));
    assert!(confirm(&mut *store, 100_000).is_err());
}

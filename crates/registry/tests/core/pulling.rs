//! What a desk pulls: everything once, in order, with the newest documents.

use crate::places::in_memory;
use crate::world::{REALM, World, read, write};
use lingshi_ledger::{Link, Seq, Store};
use lingshi_registry::changes::{Known, page};
use lingshi_registry::heads::signed;
use lingshi_rules::life::Action;
use lingshi_rules::people::Role;
use lingshi_wire::changes::{Changes, Rebootstrap};
use lingshi_wire::{Epoch, Kind, SigningKey};
use std::collections::BTreeMap;

fn pull(
    store: &mut dyn Store,
    world: &World,
    seq: Seq,
    lines: usize,
) -> Result<Changes, Rebootstrap> {
    let known = Known {
        epoch: Some(Epoch(1)),
        seq,
    };
    let page = read(store, |tx| page(tx, &world.post, known, lines));
    page.map(|page| {
        let server = SigningKey::of_seed(&[8; 32]);
        let head = signed((REALM, &world.post), &page.head, &server, world.now);
        page.with(head)
    })
}

fn busy() -> (Box<dyn Store>, World) {
    let mut store = in_memory();
    let mut world = World::new(&mut *store, "BRU", 3, 11);
    let reviewer = world.desk_of(Role::FirstReviewer);
    for no in world.orders.clone() {
        world.does(&mut *store, reviewer, &no, Action::Claim { minutes: None });
        let text = "看过".to_owned();
        world.does(&mut *store, reviewer, &no, Action::AddNote { text });
    }
    (store, world)
}

#[test]
fn every_line_comes_once_in_order_whatever_the_size_of_the_page() {
    let (mut store, world) = busy();
    let all = pull(&mut *store, &world, Seq::START, 500).unwrap();
    assert_eq!(all.until, all.head);
    for lines in [1, 2, 3, 7, all.lines.len(), 10_000] {
        let mut link = Link::start();
        let mut newest = BTreeMap::new();
        let mut at = Seq::START;
        loop {
            let page = pull(&mut *store, &world, at, lines).unwrap();
            for line in &page.lines {
                assert!(line.follows(&link));
                link = line.link;
                at = at.next();
                assert_eq!(line.read().unwrap().seq, at);
            }
            for pulled in page.documents {
                newest.insert(pulled.key.clone(), (pulled.version, pulled.seq));
            }
            assert_eq!(page.until, at);
            if page.until == page.head {
                break;
            }
        }
        let whole: BTreeMap<_, _> = all
            .documents
            .iter()
            .map(|pulled| (pulled.key.clone(), (pulled.version, pulled.seq)))
            .collect();
        assert_eq!(newest, whole);
    }
}

#[test]
fn a_document_comes_once_on_a_page_and_as_it_is_now() {
    let (mut store, world) = busy();
    let all = pull(&mut *store, &world, Seq::START, 500).unwrap();
    let no = world.orders[0].as_str();
    let mine = all
        .documents
        .iter()
        .filter(|pulled| pulled.key.kind == Kind::Order && pulled.key.id == no);
    let mine: Vec<_> = mine.collect();
    assert_eq!(mine.len(), 1);
    let order = world.order(&mut *store, &world.orders[0]);
    assert_eq!(mine[0].body.get(), serde_json::to_string(&order).unwrap());
}

#[test]
fn nothing_new_is_an_empty_page() {
    let (mut store, world) = busy();
    let head = pull(&mut *store, &world, Seq::START, 500).unwrap().head;
    let page = pull(&mut *store, &world, head, 500).unwrap();
    assert!(page.lines.is_empty() && page.documents.is_empty());
    assert_eq!((page.until, page.head), (head, head));
}

#[test]
fn a_desk_that_cannot_go_on_is_told_why() {
    let (mut store, world) = busy();
    let head = pull(&mut *store, &world, Seq::START, 500).unwrap().head;
    let ahead = pull(&mut *store, &world, head.next(), 500).unwrap_err();
    assert_eq!(ahead, Rebootstrap::Ahead { head });
    write(&mut *store, |tx| {
        tx.lock_head(&world.post)?;
        tx.retain_from(&world.post, Seq(4))
    })
    .unwrap();
    let min_retained = Seq(4);
    let behind = pull(&mut *store, &world, Seq(3), 500).unwrap_err();
    assert_eq!(behind, Rebootstrap::TooFarBehind { min_retained });
    assert!(pull(&mut *store, &world, Seq(4), 500).is_ok());
    write(&mut *store, |tx| {
        tx.lock_head(&world.post)?;
        tx.set_epoch(&world.post, Epoch(2))
    })
    .unwrap();
    let other = pull(&mut *store, &world, head, 500).unwrap_err();
    assert_eq!(other, Rebootstrap::OtherEpoch { epoch: Epoch(2) });
}

//! Several writers at once, each with a handle of its own.

use crate::engines::{
    Place, append, bru, document, on_each_engine, open, opened, order, post, read, write,
};
use lingshi_ledger::{DocKey, Document, Kind, Room, Seq};
use std::collections::BTreeSet;
use std::sync::Barrier;

on_each_engine! {
    writers_at_once_leave_no_gap_and_lose_nothing
    writers_at_once_on_the_realm_count_right
    a_reader_sees_one_moment
}

const WRITERS: usize = 6;
const EACH: usize = 20;

fn writers_at_once_leave_no_gap_and_lose_nothing(place: &Place) {
    let mut store = opened(place);
    open(&mut *store, &post("NYC"));
    let start = Barrier::new(WRITERS);
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (mut own, start) = (place.open(), &start);
            scope.spawn(move || {
                start.wait();
                for n in 0..EACH {
                    let at = if writer % 2 == 0 { bru() } else { post("NYC") };
                    append(&mut *own, &at, &format!("{writer}/{n}")).unwrap();
                }
            });
        }
    });
    let room = Room {
        rows: usize::MAX >> 1,
        bytes: usize::MAX,
    };
    for at in [bru(), post("NYC")] {
        let lines = read(&mut *store, |tx| tx.entries(&at, Seq::START, room));
        assert_eq!(lines.len(), WRITERS / 2 * EACH);
        let gap = lines.iter().zip(1..).find(|(line, n)| line.seq != Seq(*n));
        assert_eq!(gap, None);
        let said: BTreeSet<Vec<u8>> = lines
            .into_iter()
            .map(|line| line.payload.unwrap().bytes)
            .collect();
        assert_eq!(said.len(), WRITERS / 2 * EACH);
    }
}

fn writers_at_once_on_the_realm_count_right(place: &Place) {
    let mut store = place.open();
    let posts: Vec<_> = (0..WRITERS).map(|n| post(&format!("P{n}"))).collect();
    for at in &posts {
        open(&mut *store, at);
    }
    let keys = BTreeSet::from([
        DocKey::new(Kind::Account, "a"),
        DocKey::new(Kind::Reservation, "b"),
    ]);
    let start = Barrier::new(WRITERS);
    std::thread::scope(|scope| {
        for at in &posts {
            let (mut own, start, keys) = (place.open(), &start, &keys);
            scope.spawn(move || {
                start.wait();
                for _ in 0..EACH {
                    write(&mut *own, |tx| {
                        tx.lock_head(at)?;
                        tx.lock_realm(keys)?;
                        for key in keys {
                            let known = tx.realm(key)?.map_or(0, |d| d.version);
                            let next = Document {
                                seq: Seq::START,
                                ..document(key, known + 1, "counted")
                            };
                            tx.put_realm(&next)?;
                        }
                        Ok(())
                    })
                    .unwrap();
                }
            });
        }
    });
    for key in &keys {
        let kept = read(&mut *store, |tx| tx.realm(key)).unwrap();
        assert_eq!(usize::try_from(kept.version).unwrap(), WRITERS * EACH);
    }
}

fn a_reader_sees_one_moment(place: &Place) {
    let mut store = opened(place);
    append(&mut *store, &bru(), "before").unwrap();
    let mut other = place.open();
    read(&mut *store, |tx| {
        let before = tx.head(&bru())?.unwrap();
        write(&mut *other, |tx| {
            let head = tx.lock_head(&bru())?.unwrap();
            tx.append(&bru(), &crate::engines::line(&bru(), &head, "meanwhile"))?;
            tx.put(&bru(), &document(&order("1"), 1, "meanwhile"))
        })
        .unwrap();
        assert_eq!(tx.head(&bru())?.unwrap(), before);
        assert_eq!(tx.document(&bru(), &order("1"))?, None);
        Ok(())
    });
    let head = read(&mut *store, |tx| tx.head(&bru())).unwrap();
    assert_eq!(head.seq, Seq(2));
}

//! The log: the next line and no other, the chain, what may be erased.

use crate::engines::{
    Place, append, bru, line, line_at, on_each_engine, open, opened, post, read, write,
};
use lingshi_ledger::chain::{Link, link, payload_digest};
use lingshi_ledger::{Epoch, FaultKind, Room, Seq, Store};

on_each_engine! {
    lines_are_numbered_without_a_gap
    only_the_next_line_is_taken
    each_line_holds_the_one_before_it
    an_erased_payload_leaves_its_digest
    what_is_durable_and_retained_only_moves_on
    an_epoch_follows_a_lower_one
}

const ALL: Room = Room {
    rows: 1_000,
    bytes: 1_000_000,
};

fn lines_are_numbered_without_a_gap(place: &Place) {
    let mut store = opened(place);
    open(&mut *store, &post("NYC"));
    for n in 1..=5 {
        assert_eq!(append(&mut *store, &bru(), "x"), Ok(Seq(n)));
    }
    assert_eq!(append(&mut *store, &post("NYC"), "x"), Ok(Seq(1)));
    let lines = read(&mut *store, |tx| tx.entries(&bru(), Seq::START, ALL));
    let numbers: Vec<u64> = lines.iter().map(|line| line.seq.0).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5]);
}

fn only_the_next_line_is_taken(place: &Place) {
    let mut store = opened(place);
    append(&mut *store, &bru(), "first").unwrap();
    for wrong in [0, 1, 3] {
        let refused = write(&mut *store, |tx| {
            let head = tx.lock_head(&bru())?.unwrap();
            tx.append(&bru(), &line_at(&bru(), &head.link, Seq(wrong), "x"))
        });
        assert_eq!(refused.unwrap_err().kind, FaultKind::Misused, "{wrong}");
    }
    let lines = read(&mut *store, |tx| tx.entries(&bru(), Seq::START, ALL));
    assert_eq!(lines.len(), 1);
    let head = read(&mut *store, |tx| tx.head(&bru())).unwrap();
    assert_eq!(head.seq, Seq(1));
}

fn each_line_holds_the_one_before_it(place: &Place) {
    let mut store = opened(place);
    for text in ["a", "b", "c"] {
        append(&mut *store, &bru(), text).unwrap();
    }
    let mut before = Link::start();
    for entry in read(&mut *store, |tx| tx.entries(&bru(), Seq::START, ALL)) {
        let payload = entry.payload.unwrap();
        assert_eq!(payload_digest(&payload.salt, &payload.bytes), entry.digest);
        before = link(&before, &entry.header, &entry.digest);
        assert_eq!(before, entry.link);
    }
    let head = read(&mut *store, |tx| tx.head(&bru())).unwrap();
    assert_eq!(head.link, before);
}

fn an_erased_payload_leaves_its_digest(place: &Place) {
    let mut store = opened(place);
    append(&mut *store, &bru(), "张伟").unwrap();
    let before = read(&mut *store, |tx| tx.entries(&bru(), Seq::START, ALL));
    let erase = |store: &mut dyn Store| {
        write(store, |tx| {
            let head = tx.lock_head(&bru())?.unwrap();
            let told = line(&bru(), &head, "erased");
            tx.append(&bru(), &told)?;
            tx.erase(&bru(), Seq(1), told.seq)
        })
    };
    erase(&mut *store).unwrap();
    let after = read(&mut *store, |tx| tx.entries(&bru(), Seq::START, ALL));
    assert_eq!(after[0].payload, None);
    assert_eq!(after[0].erased_by, Some(Seq(2)));
    assert_eq!(after[0].digest, before[0].digest);
    assert_eq!(after[0].link, before[0].link);
    assert_eq!(erase(&mut *store).unwrap_err().kind, FaultKind::Misused);
}

fn what_is_durable_and_retained_only_moves_on(place: &Place) {
    let mut store = opened(place);
    for _ in 0..3 {
        append(&mut *store, &bru(), "x").unwrap();
    }
    let durable = |store: &mut dyn Store, seq| {
        write(store, |tx| {
            tx.lock_head(&bru())?;
            tx.set_durable(&bru(), Seq(seq))
        })
    };
    let retain = |store: &mut dyn Store, seq| {
        write(store, |tx| {
            tx.lock_head(&bru())?;
            tx.retain_from(&bru(), Seq(seq))
        })
    };
    durable(&mut *store, 2).unwrap();
    durable(&mut *store, 2).unwrap();
    assert_eq!(
        durable(&mut *store, 1).unwrap_err().kind,
        FaultKind::Misused
    );
    // Nothing that is not there was ever saved.
    assert_eq!(
        durable(&mut *store, 4).unwrap_err().kind,
        FaultKind::Misused
    );
    retain(&mut *store, 3).unwrap();
    assert_eq!(retain(&mut *store, 2).unwrap_err().kind, FaultKind::Misused);
    let head = read(&mut *store, |tx| tx.head(&bru())).unwrap();
    assert_eq!((head.durable, head.min_retained), (Seq(2), Seq(3)));
}

fn an_epoch_follows_a_lower_one(place: &Place) {
    let mut store = opened(place);
    let set = |store: &mut dyn Store, epoch| {
        write(store, |tx| {
            tx.lock_head(&bru())?;
            tx.set_epoch(&bru(), Epoch(epoch))
        })
    };
    assert_eq!(set(&mut *store, 1).unwrap_err().kind, FaultKind::Misused);
    set(&mut *store, 2).unwrap();
    let head = read(&mut *store, |tx| tx.head(&bru())).unwrap();
    assert_eq!(head.epoch, Epoch(2));
}

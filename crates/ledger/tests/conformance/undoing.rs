//! What fails is undone, and nothing else is.

use crate::engines::{
    Place, append, bru, document, line, on_each_engine, opened, order, read, write,
};
use lingshi_ledger::{FaultKind, Room, Seq, StoreFault, Work};

on_each_engine! {
    an_error_undoes_everything_in_its_transaction
    of_several_together_only_the_one_that_fails_is_undone
    what_was_written_before_is_read_in_the_same_transaction
}

fn an_error_undoes_everything_in_its_transaction(place: &Place) {
    let mut store = opened(place);
    append(&mut *store, &bru(), "kept").unwrap();
    let digest = store.digest().unwrap();
    let refused: Result<(), _> = write(&mut *store, |tx| {
        let head = tx.lock_head(&bru())?.unwrap();
        tx.append(&bru(), &line(&bru(), &head, "undone"))?;
        tx.put(&bru(), &document(&order("1"), 1, "undone"))?;
        Err(StoreFault::misused("changed its mind"))
    });
    assert_eq!(refused.unwrap_err().detail, "changed its mind");
    assert_eq!(store.digest().unwrap(), digest);
    assert_eq!(append(&mut *store, &bru(), "next"), Ok(Seq(2)));
}

fn of_several_together_only_the_one_that_fails_is_undone(place: &Place) {
    let mut store = opened(place);
    let mut works: Vec<_> = (0..5)
        .map(|n: u32| {
            move |tx: &mut dyn lingshi_ledger::Writing| {
                let head = tx.lock_head(&bru())?.unwrap();
                tx.append(&bru(), &line(&bru(), &head, &n.to_string()))?;
                if n == 2 {
                    return Err(StoreFault::misused("changed its mind"));
                }
                Ok(())
            }
        })
        .collect();
    let mut together: Vec<Work<'_>> = works.iter_mut().map(|w| -> Work<'_> { w }).collect();
    let each = store.write_together(&mut together);
    let failed: Vec<bool> = each.iter().map(Result::is_err).collect();
    assert_eq!(failed, [false, false, true, false, false]);
    let room = Room {
        rows: 99,
        bytes: 99_999,
    };
    let lines = read(&mut *store, |tx| tx.entries(&bru(), Seq::START, room));
    let said: Vec<Vec<u8>> = lines
        .into_iter()
        .map(|l| l.payload.unwrap().bytes)
        .collect();
    assert_eq!(said, [b"0", b"1", b"3", b"4"]);
}

fn what_was_written_before_is_read_in_the_same_transaction(place: &Place) {
    let mut store = opened(place);
    let read_back = write(&mut *store, |tx| {
        tx.lock_head(&bru())?;
        tx.put(&bru(), &document(&order("1"), 1, "one"))?;
        tx.put(&bru(), &document(&order("1"), 2, "two"))?;
        let head = tx.lock_head(&bru())?.unwrap();
        tx.append(&bru(), &line(&bru(), &head, "x"))?;
        let head = tx.lock_head(&bru())?.unwrap();
        assert_eq!(head.seq, Seq(1));
        tx.document(&bru(), &order("1"))
    })
    .unwrap();
    assert_eq!(read_back.unwrap().body, b"two");
    let twice = write(&mut *store, |tx| {
        tx.lock_head(&bru())?;
        tx.put(&bru(), &document(&order("1"), 1, "again"))
    });
    assert_eq!(twice.unwrap_err().kind, FaultKind::Misused);
}

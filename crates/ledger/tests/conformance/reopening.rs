//! Opened again, cut off, written by a newer program.

use crate::engines::{Place, append, bru, on_each_engine, opened, read, server};
use lingshi_ledger::{FaultKind, Seq};

on_each_engine! {
    what_was_written_is_there_when_it_is_opened_again
    a_newer_ledger_is_not_opened
}

fn what_was_written_is_there_when_it_is_opened_again(place: &Place) {
    let mut store = opened(place);
    append(&mut *store, &bru(), "kept").unwrap();
    let digest = store.digest().unwrap();
    drop(store);
    let mut again = place.open();
    assert_eq!(again.digest().unwrap(), digest);
    assert_eq!(append(&mut *again, &bru(), "next"), Ok(Seq(2)));
    assert_ne!(again.digest().unwrap(), digest);
}

fn a_newer_ledger_is_not_opened(place: &Place) {
    drop(opened(place));
    match place {
        Place::File(dir) => {
            let file = rusqlite::Connection::open(dir.path().join("ledger.db")).unwrap();
            file.pragma_update(None, "user_version", 99).unwrap();
        }
        Place::Schema { url, .. } => {
            let mut client = postgres::Client::connect(url, postgres::NoTls).unwrap();
            client
                .batch_execute("UPDATE shape SET version = 99")
                .unwrap();
        }
    }
    let refused = place.try_open().err().unwrap();
    assert_eq!(refused.kind, FaultKind::Newer);
    assert!(refused.detail.contains("99"), "{refused}");
}

#[test]
fn a_connection_that_was_cut_is_made_again() {
    let place = Place::schema();
    let mut store = opened(&place);
    append(&mut *store, &bru(), "before").unwrap();
    let mut other = postgres::Client::connect(&server(), postgres::NoTls).unwrap();
    let Place::Schema { name, .. } = &place else {
        panic!("a schema was asked for");
    };
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1";
    other.execute(cut, &[&name]).unwrap();
    let after = append(&mut *store, &bru(), "after");
    let seq = after.or_else(|_| append(&mut *store, &bru(), "after"));
    assert_eq!(seq, Ok(Seq(2)));
    // Whoever only reads does not even notice.
    other.execute(cut, &[&name]).unwrap();
    let head = read(&mut *store, |tx| tx.head(&bru())).unwrap();
    assert_eq!(head.seq, Seq(2));
}

#[test]
fn no_server_is_told_as_away() {
    let nowhere = "host=127.0.0.1 port=1 user=nobody";
    let refused = lingshi_ledger::postgres::PostgresStore::connect(nowhere)
        .err()
        .unwrap();
    assert_eq!(refused.kind, FaultKind::Away);
}

#[test]
fn a_file_that_is_no_ledger_is_told_as_damaged() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("ledger.db");
    std::fs::write(
        &path,
        "not a database, but long enough to be looked at".repeat(99),
    )
    .unwrap();
    let refused = lingshi_ledger::sqlite::SqliteStore::open(&path)
        .err()
        .unwrap();
    assert_eq!(refused.kind, FaultKind::Damaged);
}

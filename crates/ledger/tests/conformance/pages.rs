//! Pages: bounded by rows and by bytes, and nothing is skipped at their borders.

use crate::engines::{Place, append, bru, document, on_each_engine, opened, order, read, write};
use lingshi_ledger::{Kind, Room, Seq, Store};

on_each_engine! {
    every_line_comes_once_whatever_the_size_of_the_pages
    every_document_comes_once_whatever_the_size_of_the_pages
    a_page_ends_before_it_is_too_heavy_but_holds_one
}

const PAGE: usize = 4;

fn every_line_comes_once_whatever_the_size_of_the_pages(place: &Place) {
    let mut store = opened(place);
    let mut there = 0;
    for wanted in [0, 1, PAGE - 1, PAGE, PAGE + 1, 2 * PAGE] {
        while there < wanted {
            append(&mut *store, &bru(), "x").unwrap();
            there += 1;
        }
        let mut seen = Vec::new();
        let mut after = Seq::START;
        let room = Room {
            rows: PAGE,
            bytes: usize::MAX,
        };
        loop {
            let page = read(&mut *store, |tx| tx.entries(&bru(), after, room));
            let Some(last) = page.last() else { break };
            after = last.seq;
            seen.extend(page.iter().map(|entry| entry.seq.0));
        }
        let all: Vec<u64> = (1..=u64::try_from(wanted).unwrap()).collect();
        assert_eq!(seen, all);
    }
}

fn every_document_comes_once_whatever_the_size_of_the_pages(place: &Place) {
    let mut store = opened(place);
    let mut there = 0;
    for wanted in [0, 1, PAGE - 1, PAGE, PAGE + 1, 2 * PAGE] {
        while there < wanted {
            let key = order(&format!("{there:03}"));
            write(&mut *store, |tx| {
                tx.lock_head(&bru())?;
                tx.put(&bru(), &document(&key, 1, "x"))
            })
            .unwrap();
            there += 1;
        }
        let mut seen = Vec::new();
        let mut after = String::new();
        let room = Room {
            rows: PAGE,
            bytes: usize::MAX,
        };
        loop {
            let page = read(&mut *store, |tx| {
                tx.documents(&bru(), Kind::Order, &after, room)
            });
            let Some(last) = page.last() else { break };
            after.clone_from(&last.key.id);
            seen.extend(page.into_iter().map(|document| document.key.id));
        }
        let all: Vec<String> = (0..wanted).map(|n| format!("{n:03}")).collect();
        assert_eq!(seen, all);
    }
}

fn lines(store: &mut dyn Store, room: Room) -> usize {
    read(store, |tx| tx.entries(&bru(), Seq::START, room)).len()
}

fn a_page_ends_before_it_is_too_heavy_but_holds_one(place: &Place) {
    let mut store = opened(place);
    for _ in 0..3 {
        append(&mut *store, &bru(), &"x".repeat(1_000)).unwrap();
    }
    let rows = 9;
    let room = |bytes| Room { rows, bytes };
    assert_eq!(lines(&mut *store, room(0)), 1);
    assert_eq!(lines(&mut *store, room(1_900)), 1);
    assert_eq!(lines(&mut *store, room(2_900)), 2);
    assert_eq!(lines(&mut *store, room(9_000)), 3);
}

//! A long log, written and verified.

use lingshi_central::office::Engine;
use lingshi_central_proof::place::Place;
use lingshi_ledger::sqlite::SqliteStore;
use lingshi_ledger::{Entry, Header, Payload, Seq, Store};
use lingshi_registry::audit::{Witness, verify};
use lingshi_rules::ids::PostCode;
use lingshi_rules::people::By;
use lingshi_wire::{Epoch, Link};
use std::time::Instant;

/// A log of so many lines, each as large as that of a usual command, written and then verified.
pub(crate) fn audit(lines: u64) -> (f64, f64) {
    let place = Place::folder();
    let Engine::Sqlite(path) = place.engine() else {
        return (0.0, 0.0);
    };
    let mut store = SqliteStore::open(&path).unwrap();
    let post = PostCode::new("AUD");
    store
        .write(&mut |tx| tx.open_post(&post).map(drop))
        .unwrap();
    let begun = Instant::now();
    let (mut link, mut seq) = (Link::start(), Seq::START);
    let at = lingshi_central::world::now();
    while seq.0 < lines {
        store
            .write(&mut |tx| {
                tx.lock_head(&post)?;
                for _ in 0..1_000 {
                    seq = seq.next();
                    let header = Header {
                        schema: 1,
                        post: post.clone(),
                        epoch: Epoch(1),
                        seq,
                        at,
                        by: By::System,
                        what: "command".to_owned(),
                        command: None,
                        key: None,
                        touched: Vec::new(),
                    };
                    let payload = Payload {
                        salt: [5; 16],
                        bytes: vec![b'x'; 1_200],
                    };
                    let entry = Entry::after(&link, &header, payload);
                    link = entry.link;
                    tx.append(&post, &entry)?;
                }
                Ok(())
            })
            .unwrap();
    }
    let wrote = begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    store
        .read(&mut |tx| {
            let found = verify(
                tx,
                (lingshi_central_proof::world::REALM, &post),
                Witness::default(),
            )?;
            assert!(found.broken.is_empty() && found.lines == seq.0);
            Ok(())
        })
        .unwrap();
    (wrote, begun.elapsed().as_secs_f64())
}

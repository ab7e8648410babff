//! The same history on both engines comes to the same bytes.

use crate::engines::{Place, append, bru, document, open, order, post, write};
use lingshi_ledger::chain::Sha;
use lingshi_ledger::{LookupHash, Receipt, Seq};
use lingshi_rules::ids::CommandId;
use std::collections::BTreeSet;

fn lived(place: &Place) -> Sha {
    let mut store = place.open();
    for at in [bru(), post("NYC"), post("ÅÄÖ")] {
        open(&mut *store, &at);
        for n in 0..9_u8 {
            append(&mut *store, &at, &format!("line {n} 䶮")).unwrap();
            let receipt = Receipt {
                command: CommandId::new(format!("c{n}")),
                digest: Sha::of_parts("t", &[&[n]]),
                answer: vec![n; 3],
            };
            write(&mut *store, |tx| {
                tx.lock_head(&at)?;
                tx.keep_receipt(&at, &receipt)?;
                tx.put(&at, &document(&order(&format!("Z{n}z")), 1, "one"))?;
                tx.index(&at, &order("x"), &BTreeSet::from([LookupHash([n; 32])]))
            })
            .unwrap();
        }
        write(&mut *store, |tx| {
            tx.lock_head(&at)?;
            tx.erase(&at, Seq(3), Seq(9))
        })
        .unwrap();
    }
    store.digest().unwrap()
}

#[test]
fn both_engines_remember_the_same() {
    assert_eq!(lived(&Place::file()), lived(&Place::schema()));
}

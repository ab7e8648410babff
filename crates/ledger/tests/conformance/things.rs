//! Documents, receipts, look-ups, the realm.

use crate::engines::{
    Place, bru, document, on_each_engine, open, opened, order, post, read, write,
};
use lingshi_ledger::chain::Sha;
use lingshi_ledger::{
    DocKey, Document, FaultKind, Found, Kind, LookupHash, Receipt, Room, Seq, Store,
};
use lingshi_rules::ids::CommandId;
use std::collections::BTreeSet;

on_each_engine! {
    a_new_ledger_is_empty
    a_post_is_opened_once
    a_document_goes_from_version_to_version
    nobody_writes_to_a_post_whose_head_is_not_held
    one_transaction_holds_one_head
    the_same_name_at_two_posts_is_two_documents
    an_answer_is_kept_once
    what_is_found_is_found_at_every_post_and_replaced_as_a_whole
    the_realm_has_documents_of_its_own
    names_and_bytes_come_back_as_they_were
}

fn a_new_ledger_is_empty(place: &Place) {
    let mut store = place.open();
    assert_eq!(read(&mut *store, |tx| tx.posts()), []);
    assert_eq!(read(&mut *store, |tx| tx.head(&bru())), None);
    let document = read(&mut *store, |tx| tx.document(&bru(), &order("1")));
    assert_eq!(document, None);
}

fn a_post_is_opened_once(place: &Place) {
    let mut store = opened(place);
    let again = write(&mut *store, |tx| tx.open_post(&bru())).unwrap_err();
    assert_eq!(again.kind, FaultKind::Misused);
    open(&mut *store, &post("AAA"));
    let posts = read(&mut *store, |tx| tx.posts());
    assert_eq!(posts, [post("AAA"), bru()]);
    let head = read(&mut *store, |tx| tx.head(&bru())).unwrap();
    assert_eq!((head.seq, head.epoch.0), (Seq::START, 1));
    let heads = read(&mut *store, |tx| tx.heads());
    assert_eq!(heads, [(post("AAA"), head.clone()), (bru(), head)]);
}

fn a_document_goes_from_version_to_version(place: &Place) {
    let mut store = opened(place);
    let put = |store: &mut dyn Store, version, body: &str| {
        write(store, |tx| {
            tx.lock_head(&bru())?;
            tx.put(&bru(), &document(&order("1"), version, body))
        })
    };
    for wrong in [0, 2] {
        let refused = put(&mut *store, wrong, "x").unwrap_err();
        assert_eq!(refused.kind, FaultKind::Misused, "{wrong}");
    }
    put(&mut *store, 1, "first").unwrap();
    for wrong in [0, 1, 3] {
        let refused = put(&mut *store, wrong, "x").unwrap_err();
        assert_eq!(refused.kind, FaultKind::Misused, "{wrong}");
    }
    put(&mut *store, 2, "second").unwrap();
    let kept = read(&mut *store, |tx| tx.document(&bru(), &order("1")));
    assert_eq!(kept, Some(document(&order("1"), 2, "second")));
}

fn nobody_writes_to_a_post_whose_head_is_not_held(place: &Place) {
    let mut store = opened(place);
    let receipt = Receipt {
        command: CommandId::new("c"),
        digest: Sha::start(),
        answer: Vec::new(),
    };
    let none = BTreeSet::new();
    let refused = [
        write(&mut *store, |tx| {
            tx.put(&bru(), &document(&order("1"), 1, ""))
        }),
        write(&mut *store, |tx| tx.index(&bru(), &order("1"), &none)),
        write(&mut *store, |tx| tx.keep_receipt(&bru(), &receipt)),
        write(&mut *store, |tx| tx.erase(&bru(), Seq(1), Seq(2))),
        write(&mut *store, |tx| tx.retain_from(&bru(), Seq(0))),
        write(&mut *store, |tx| tx.set_durable(&bru(), Seq(0))),
        write(&mut *store, |tx| {
            tx.set_epoch(&bru(), lingshi_ledger::Epoch(9))
        }),
    ];
    for (at, refused) in refused.into_iter().enumerate() {
        assert_eq!(refused.unwrap_err().kind, FaultKind::Misused, "{at}");
    }
    let unknown = write(&mut *store, |tx| tx.lock_head(&post("XXX")));
    assert_eq!(unknown, Ok(None));
}

fn one_transaction_holds_one_head(place: &Place) {
    let mut store = opened(place);
    open(&mut *store, &post("NYC"));
    let both = write(&mut *store, |tx| {
        tx.lock_head(&bru())?;
        tx.lock_head(&bru())?;
        tx.lock_head(&post("NYC"))
    });
    assert_eq!(both.unwrap_err().kind, FaultKind::Misused);
}

fn the_same_name_at_two_posts_is_two_documents(place: &Place) {
    let mut store = opened(place);
    open(&mut *store, &post("NYC"));
    for (at, body) in [(bru(), "here"), (post("NYC"), "there")] {
        write(&mut *store, |tx| {
            tx.lock_head(&at)?;
            tx.put(&at, &document(&order("1"), 1, body))
        })
        .unwrap();
    }
    let kept = read(&mut *store, |tx| tx.document(&bru(), &order("1")));
    assert_eq!(kept.unwrap().body, b"here");
    let other = DocKey::new(Kind::MailItem, "1");
    assert_eq!(read(&mut *store, |tx| tx.document(&bru(), &other)), None);
}

fn an_answer_is_kept_once(place: &Place) {
    let mut store = opened(place);
    let command = CommandId::new("0199-ä");
    let receipt = Receipt {
        command: command.clone(),
        digest: Sha::of_parts("t", &[b"bytes"]),
        answer: b"accepted".to_vec(),
    };
    let keep = |store: &mut dyn Store| {
        write(store, |tx| {
            tx.lock_head(&bru())?;
            tx.keep_receipt(&bru(), &receipt)
        })
    };
    assert_eq!(read(&mut *store, |tx| tx.receipt(&bru(), &command)), None);
    keep(&mut *store).unwrap();
    assert_eq!(keep(&mut *store).unwrap_err().kind, FaultKind::Misused);
    let kept = read(&mut *store, |tx| tx.receipt(&bru(), &command));
    assert_eq!(kept, Some(receipt.clone()));
    let elsewhere = read(&mut *store, |tx| tx.receipt(&post("NYC"), &command));
    assert_eq!(elsewhere, None);
}

fn what_is_found_is_found_at_every_post_and_replaced_as_a_whole(place: &Place) {
    let mut store = opened(place);
    open(&mut *store, &post("NYC"));
    let hash = |n: u8| LookupHash([n; 32]);
    let index = |store: &mut dyn Store, at: &str, id: &str, by: &[u8]| {
        let by: BTreeSet<LookupHash> = by.iter().copied().map(hash).collect();
        write(store, |tx| {
            tx.lock_head(&post(at))?;
            tx.index(&post(at), &order(id), &by)
        })
        .unwrap();
    };
    let found = |at: &str, id: &str| Found {
        post: post(at),
        key: order(id),
    };
    index(&mut *store, "NYC", "2", &[1]);
    index(&mut *store, "BRU", "1", &[1, 2]);
    let all = read(&mut *store, |tx| tx.find(&hash(1)));
    assert_eq!(all, [found("BRU", "1"), found("NYC", "2")]);
    index(&mut *store, "BRU", "1", &[3]);
    let all = read(&mut *store, |tx| tx.find(&hash(1)));
    assert_eq!(all, [found("NYC", "2")]);
    assert_eq!(read(&mut *store, |tx| tx.find(&hash(2))), []);
    assert_eq!(read(&mut *store, |tx| tx.find(&hash(3))).len(), 1);
}

fn the_realm_has_documents_of_its_own(place: &Place) {
    let mut store = place.open();
    let key = DocKey::new(Kind::Account, "account-1");
    let account = |version, body: &str| Document {
        seq: Seq::START,
        ..document(&key, version, body)
    };
    let put = |store: &mut dyn Store, version, body: &str| {
        write(store, |tx| {
            tx.lock_realm(&BTreeSet::from([key.clone()]))?;
            tx.put_realm(&account(version, body))
        })
    };
    assert_eq!(
        put(&mut *store, 2, "x").unwrap_err().kind,
        FaultKind::Misused
    );
    put(&mut *store, 1, "new").unwrap();
    assert_eq!(
        put(&mut *store, 1, "x").unwrap_err().kind,
        FaultKind::Misused
    );
    put(&mut *store, 2, "used").unwrap();
    let kept = read(&mut *store, |tx| tx.realm(&key));
    assert_eq!(kept, Some(account(2, "used")));
    let room = Room {
        rows: 9,
        bytes: 999,
    };
    let all = read(&mut *store, |tx| {
        tx.realm_documents(Kind::Account, "", room)
    });
    assert_eq!(all, [account(2, "used")]);
    write(&mut *store, |tx| tx.drop_realm(&key)).unwrap();
    assert_eq!(read(&mut *store, |tx| tx.realm(&key)), None);
    put(&mut *store, 1, "again").unwrap();
}

fn names_and_bytes_come_back_as_they_were(place: &Place) {
    let mut store = opened(place);
    let awkward = ["a'b\"c", "䶮𬭎㛃", "%_\\", "a\u{200b}b", " ", "Ａ"];
    let bytes: Vec<u8> = (0..=255).collect();
    for name in awkward {
        let document = Document {
            body: bytes.clone(),
            ..document(&order(name), 1, "")
        };
        write(&mut *store, |tx| {
            tx.lock_head(&bru())?;
            tx.put(&bru(), &document)
        })
        .unwrap();
        let kept = read(&mut *store, |tx| tx.document(&bru(), &order(name)));
        assert_eq!(kept, Some(document));
    }
    // One order of names on both engines: byte by byte.
    let room = Room {
        rows: 99,
        bytes: 99_999,
    };
    let all = read(&mut *store, |tx| {
        tx.documents(&bru(), Kind::Order, "", room)
    });
    let mut sorted = awkward;
    sorted.sort_unstable();
    let names: Vec<&str> = all.iter().map(|d| d.key.id.as_str()).collect();
    assert_eq!(names, sorted);
}

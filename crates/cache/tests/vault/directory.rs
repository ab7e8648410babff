//! The directories of the vault: what was fetched makes room, what exists here alone does not.

use crate::{PHOTO, chance, key, place, sha};
use lingshi_cache::orders::Orders;
use lingshi_cache::outbox::Outbox;
use lingshi_cache::vault::{Care, FileKey, Form};
use lingshi_rules::values::Instant;
use std::collections::BTreeSet;

fn at(seconds: i64) -> Instant {
    Instant::from_millis(1_790_000_000_000 + seconds * 1_000).unwrap()
}

#[test]
fn what_was_looked_at_longest_ago_makes_room_and_what_is_pinned_does_not() {
    let place = place();
    let orders = Orders::open(&place.folder.path().join("cache.db"), &key(1)).unwrap();
    let mut draw = chance();
    let files: Vec<Vec<u8>> = (0..6_u8).map(|n| vec![n; 1_000]).collect();
    for (second, bytes) in (0..).zip(&files) {
        let (name, file) = (sha(bytes), FileKey::draw(&mut draw));
        place
            .vault
            .keep((&name, &file), bytes, Care::Fetched, &mut draw)
            .unwrap();
        orders
            .note_file((&name, Form::Original), (&file, 1_000), at(second))
            .unwrap();
    }
    assert_eq!(orders.files_room().unwrap(), 6_000);
    let names: Vec<_> = files.iter().map(|bytes| sha(bytes)).collect();
    // The first is looked at again, the second is pinned.
    let seen = orders
        .file_key((&names[0], Form::Original))
        .unwrap()
        .unwrap();
    orders
        .looked_at((&names[0], Form::Original), at(60))
        .unwrap();
    let read = place
        .vault
        .get((&names[0], Form::Original), &seen)
        .unwrap()
        .unwrap();
    assert_eq!(&read[..], &files[0]);
    let pinned = BTreeSet::from([names[1]]);
    assert_eq!(orders.evict(&place.vault, (3_000, &pinned)).unwrap(), 3);
    let there: Vec<bool> = names
        .iter()
        .map(|name| place.vault.has(name, Form::Original))
        .collect();
    assert_eq!(there, [true, true, false, false, false, true]);
    assert!(
        orders
            .file_key((&names[3], Form::Original))
            .unwrap()
            .is_none()
    );
    assert_eq!(orders.evict(&place.vault, (3_000, &pinned)).unwrap(), 0);
    assert_eq!(orders.evict(&place.vault, (0, &pinned)).unwrap(), 2);
    assert!(
        place.vault.has(&names[1], Form::Original),
        "unsent work refers to it"
    );
}

#[test]
fn what_exists_here_alone_stays_until_the_server_has_it_and_nothing_refers_to_it() {
    let place = place();
    let path = place.folder.path().join("outbox.db");
    let outbox = Outbox::open(&path, &key(1)).unwrap();
    let (mut draw, name) = (chance(), sha(PHOTO));
    let keep = |outbox: &Outbox, draw: &mut dyn FnMut(&mut [u8])| {
        let about = ("order/A", "image/jpeg");
        outbox.keep_file(&place.vault, about, (&name, PHOTO), (at(0), draw))
    };
    keep(&outbox, &mut draw).unwrap();
    keep(&outbox, &mut draw).unwrap();
    drop(outbox);
    let outbox = Outbox::open(&path, &key(1)).unwrap();
    let unsent = outbox.unsent_files().unwrap();
    assert_eq!(unsent.len(), 1);
    assert_eq!(
        (unsent[0].sha, unsent[0].mime.as_str()),
        (name, "image/jpeg")
    );
    let bytes = outbox.file_bytes(&place.vault, &name).unwrap().unwrap();
    assert_eq!(&bytes[..], PHOTO);

    let none = BTreeSet::new();
    assert_eq!(outbox.drop_sent(&place.vault, &none).unwrap(), 0);
    assert!(outbox.file_sent(&name, at(9)).unwrap());
    assert!(!outbox.file_sent(&name, at(9)).unwrap());
    assert!(outbox.unsent_files().unwrap().is_empty());
    assert_eq!(
        outbox
            .drop_sent(&place.vault, &BTreeSet::from([name]))
            .unwrap(),
        0
    );
    assert!(place.vault.has(&name, Form::Original));
    assert_eq!(outbox.drop_sent(&place.vault, &none).unwrap(), 1);
    assert!(!place.vault.has(&name, Form::Original));
    assert!(outbox.file_bytes(&place.vault, &name).unwrap().is_none());
}

#[test]
fn a_file_that_could_not_be_kept_is_in_no_directory() {
    let place = place();
    let outbox = Outbox::open(&place.folder.path().join("outbox.db"), &key(1)).unwrap();
    let (mut draw, name) = (chance(), sha(b"something else"));
    let about = ("order/A", "image/jpeg");
    let told = outbox.keep_file(&place.vault, about, (&name, PHOTO), (at(0), &mut draw));
    assert!(told.is_err());
    assert!(outbox.unsent_files().unwrap().is_empty());
}

//! Sheets: kept for the realm or for a post, and written only when they say something else.

use crate::places::Place;
use crate::world::{REALM, World, read, write};
use lingshi_ledger::{Kind, Room, Seq, Store};
use lingshi_registry::changes::{Known, page};
use lingshi_registry::reference::{load_sheet, sheet, sheet_of_realm, sheets};
use lingshi_registry::{audit, snapshot};
use lingshi_rules::ids::PostCode;
use lingshi_rules::people::By;
use lingshi_wire::Header;
use lingshi_wire::reference::{Sheet, SheetName, SheetText};

fn file(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/reference");
    std::fs::read_to_string(format!("{folder}/{name}.toml")).unwrap()
}

fn understood(store: &mut dyn Store, world: &World, text: &str) -> Result<Sheet, Vec<String>> {
    let text = SheetText {
        file: "sheet",
        text,
    };
    let told = read(store, |tx| world.registry.read_sheet(tx, text));
    told.map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

fn load(store: &mut dyn Store, world: &mut World, text: &str) -> Option<u32> {
    let new = understood(store, world, text).unwrap();
    write(store, |tx| {
        load_sheet(tx, &new, By::System, &mut world.moment())
    })
    .unwrap()
}

fn head(store: &mut dyn Store, post: &PostCode) -> Seq {
    read(store, |tx| tx.head(post)).unwrap().seq
}

fn kept(place: &Place) {
    let mut store = place.open();
    let store = &mut *store;
    let mut world = World::new(store, "BRU", 0, 3);
    let post = world.post.clone();
    let before = head(store, &post);
    // Of the realm: no line of any log.
    for name in ["posts", "authorities"] {
        assert_eq!(load(store, &mut world, &file(name)), Some(1));
    }
    assert_eq!(head(store, &post), before);
    // Of the post: one line, that says so.
    assert_eq!(load(store, &mut world, &file("phrases.BRU")), Some(1));
    assert_eq!(head(store, &post), before.next());
    let room = Room {
        rows: 10,
        bytes: usize::MAX,
    };
    let entries = read(store, |tx| tx.entries(&post, before, room));
    let header: Header = serde_json::from_slice(&entries[0].header).unwrap();
    assert_eq!(header.what, "reference_loaded");
    assert_eq!(header.touched[0].key.kind, Kind::Reference);
    // The same again is nothing at all.
    let digest = store.digest().unwrap();
    for name in ["posts", "authorities", "phrases.BRU"] {
        assert_eq!(load(store, &mut world, &file(name)), None);
        let same = format!("# other words about it\n{}", file(name));
        assert_eq!(load(store, &mut world, &same), None);
    }
    assert_eq!(store.digest().unwrap(), digest);
    // Something else is the next version.
    let other = file("phrases.BRU").replace("感谢配合", "感谢理解");
    assert_eq!(load(store, &mut world, &other), Some(2));
    let other = file("posts").replace("Embassy in Angola", "Embassy in Luanda");
    assert_eq!(load(store, &mut world, &other), Some(2));
    let versions: Vec<(SheetName, u32)> = read(store, |tx| sheets(tx, &post))
        .iter()
        .map(|kept| (kept.value.name(), kept.version))
        .collect();
    let expected = [
        (SheetName::Posts, 2),
        (SheetName::Authorities, 1),
        (SheetName::Phrases, 2),
    ];
    assert_eq!(versions, expected);
    let verified = read(store, |tx| {
        audit::verify(tx, (REALM, &post), audit::Witness::default())
    });
    assert!(verified.broken.is_empty());
}

#[test]
fn a_sheet_is_written_once_for_what_it_says_on_a_file() {
    kept(&Place::file());
}

#[test]
fn a_sheet_is_written_once_for_what_it_says_on_postgres() {
    kept(&Place::schema());
}

fn whose(place: &Place) {
    let mut store = place.open();
    let store = &mut *store;
    let mut world = World::new(store, "BRU", 0, 3);
    load(store, &mut world, &file("phrases.BRU"));
    load(store, &mut world, &file("posts"));
    let (here, elsewhere) = (world.post.clone(), PostCode::new("NYC"));
    let name = SheetName::Phrases;
    assert!(read(store, |tx| sheet(tx, &here, name)).is_some());
    assert!(read(store, |tx| sheet(tx, &elsewhere, name)).is_none());
    assert!(read(store, |tx| sheet_of_realm(tx, name)).is_none());
    for post in [&here, &elsewhere] {
        assert!(read(store, |tx| sheet(tx, post, SheetName::Posts)).is_some());
    }
    // A desk pulls its post's as it pulls everything else, in pages and in snapshots.
    let known = Known {
        epoch: None,
        seq: Seq::START,
    };
    let page = read(store, |tx| page(tx, &here, known, 500)).unwrap();
    let pulled = page.documents().iter();
    assert_eq!(
        pulled.filter(|one| one.key.kind == Kind::Reference).count(),
        1
    );
    let mut count = 0;
    read(store, |tx| {
        snapshot::each(tx, &here, &mut |one| {
            count += usize::from(one.key.kind == Kind::Reference);
            Ok(())
        })
    });
    assert_eq!(count, 1);
}

#[test]
fn phrases_are_the_posts_and_the_directory_is_everybodys_on_a_file() {
    whose(&Place::file());
}

#[test]
fn phrases_are_the_posts_and_the_directory_is_everybodys_on_postgres() {
    whose(&Place::schema());
}

#[test]
fn phrases_are_looked_at_by_the_settings_of_their_post() {
    let mut store = crate::places::in_memory();
    let store = &mut *store;
    let world = World::new(store, "BRU", 0, 3);
    let own = file("phrases.BRU").replace("We will go on", "Call 0032-26633001. We will go on");
    assert!(understood(store, &world, &own).is_ok());
    let bad = file("phrases.BRU").replace("We will go on", "Send money. We will go on");
    let told = understood(store, &world, &bad).unwrap_err();
    assert!(told[0].contains("payment_words"), "{told:?}");
}

//! A log in a file: verified without the server, and whoever changed the file is found.

use crate::places::{Place, in_memory};
use crate::world::{REALM, World, read, write};
use lingshi_ledger::{Seq, Store};
use lingshi_registry::audit::{
    Broken, ExportVerified, NotAnExport, Remembered, Witness, export, export_of, verify,
    verify_export,
};
use lingshi_registry::erase::erase;
use lingshi_registry::heads::signed;
use lingshi_rules::life::Action;
use lingshi_rules::people::{By, Role};
use lingshi_wire::SigningKey;
use std::collections::BTreeSet;

fn server() -> SigningKey {
    SigningKey::of_seed(&[8; 32])
}

/// A post where an officer has given commands, and one line was lawfully erased.
fn world(store: &mut dyn Store) -> World {
    let mut world = World::new(store, "BRU", 3, 31);
    let reviewer = world.desk_of(Role::FirstReviewer);
    for no in world.orders.clone() {
        let text = "护照照片已核对".to_owned();
        world.does(store, reviewer, &no, Action::AddNote { text });
    }
    let post = world.post.clone();
    let head = read(store, |tx| tx.head(&post)).unwrap();
    write(store, |tx| {
        let because = (By::System, "retention");
        let lines = BTreeSet::from([head.seq]);
        erase(tx, &post, &lines, because, &mut world.moment())
    })
    .unwrap();
    world
}

fn exported_with(key: &SigningKey, store: &mut dyn Store, world: &World, payloads: bool) -> String {
    let mut out = Vec::new();
    let of = (REALM, &world.post);
    let lines = read(store, |tx| {
        let sign = |head: &_| signed(of, head, key, world.now);
        Ok(export(tx, of, payloads, &sign, &mut out).unwrap())
    });
    let text = String::from_utf8(out).unwrap();
    assert_eq!(text.lines().count() as u64, lines + 2);
    text
}

fn exported(payloads: bool) -> String {
    let mut store = in_memory();
    let world = world(&mut *store);
    exported_with(&server(), &mut *store, &world, payloads)
}

fn verified(file: &str) -> ExportVerified {
    let roots = [SigningKey::of_seed(&[1; 32]).public()];
    let witness = Witness {
        heads: &[],
        roots: &roots,
    };
    verify_export(file.as_bytes(), &server().public(), witness).unwrap()
}

fn broken(file: &str) -> Vec<Broken> {
    verified(file).found.broken
}

fn joined(lines: &[&str]) -> String {
    lines.iter().flat_map(|line| [*line, "\n"]).collect()
}

fn a_file_says_what_the_ledger_says(mut store: Box<dyn Store>) {
    let world = world(&mut *store);
    let roots = [world.root.public()];
    let witness = Witness {
        heads: &[],
        roots: &roots,
    };
    let of = (REALM, &world.post);
    let ledger = read(&mut *store, |tx| verify(tx, of, witness));
    assert_eq!(ledger.broken, []);
    let told = verified(&exported_with(&server(), &mut *store, &world, true));
    assert_eq!((told.realm.as_str(), &told.post), of);
    assert!(told.payloads);
    assert_eq!(told.found, ledger);
    assert_eq!((ledger.officers.hold, ledger.erased), (2, 1));
    let told = verified(&exported_with(&server(), &mut *store, &world, false));
    assert!(!told.payloads);
    assert_eq!(told.found.broken, []);
    assert_eq!((told.found.lines, told.found.erased), (ledger.lines, 1));
    assert_eq!(told.found.head, ledger.head);
    assert_eq!(
        (told.found.officers.hold, told.found.officers.unknown),
        (0, 3)
    );
}

#[test]
fn an_exported_log_is_verified_as_the_ledger_is() {
    a_file_says_what_the_ledger_says(Place::file().open());
}

#[test]
fn an_exported_log_is_verified_as_the_ledger_is_on_postgres() {
    let place = Place::schema();
    a_file_says_what_the_ledger_says(place.open());
}

#[test]
fn without_payloads_nothing_personal_leaves() {
    let (bare, whole) = (exported(false), exported(true));
    let mut store = in_memory();
    let world = world(&mut *store);
    let order = world.order(&mut *store, &world.orders[0].clone());
    let name = order.form.applicant.name.clone();
    let name = serde_json::to_value(&name).unwrap();
    let letters: Vec<String> = name
        .as_object()
        .unwrap()
        .values()
        .filter_map(|part| part.as_str().map(str::to_owned))
        .filter(|part| part.chars().count() > 1)
        .collect();
    assert!(!letters.is_empty(), "{name}");
    for part in letters.iter().map(String::as_str).chain(["护照照片已核对"]) {
        assert!(whole.contains(part), "{part}");
        assert!(!bare.contains(part), "{part}");
    }
}

#[test]
fn a_line_that_was_removed_or_moved_or_doubled_is_found() {
    for payloads in [true, false] {
        let file = exported(payloads);
        let lines: Vec<&str> = file.lines().collect();
        for at in 1..lines.len() {
            let mut removed = lines.clone();
            removed.remove(at);
            assert_ne!(broken(&joined(&removed)), [], "without line {at}");
            let mut doubled = lines.clone();
            doubled.insert(at, lines[at]);
            assert_ne!(broken(&joined(&doubled)), [], "line {at} twice");
            if at + 1 < lines.len() {
                let mut moved = lines.clone();
                moved.swap(at, at + 1);
                assert_ne!(broken(&joined(&moved)), [], "line {at} moved");
            }
        }
    }
}

#[test]
fn whatever_letter_is_changed_is_found() {
    let file = exported(true);
    let begins = file.lines().next().unwrap().len() + 1;
    let mut tried = 0;
    for at in (begins..file.len()).step_by(97) {
        let mut bytes = file.clone().into_bytes();
        // A digit or letter stays one; whatever else it becomes is no JSON, or no text.
        bytes[at] ^= 1;
        let Ok(changed) = String::from_utf8(bytes) else {
            continue;
        };
        tried += 1;
        assert_ne!(broken(&changed), [], "at {at}: {}", &changed[at..=at]);
    }
    assert!(tried > 100, "{tried}");
}

#[test]
fn a_cut_file_is_found_wherever_it_was_cut() {
    let file = exported(false);
    let lines: Vec<&str> = file.lines().collect();
    let without_end = joined(&lines[..lines.len() - 1]);
    assert_eq!(broken(&without_end), [Broken::NoHead]);
    // The last line of the log goes, the head stays.
    let mut cut = lines.clone();
    let gone = lines.len() - 2;
    cut.remove(gone);
    let head = Seq(gone as u64);
    let last = Seq(head.0 - 1);
    // The line that said what was erased is the one that is gone.
    let found = broken(&joined(&cut));
    assert!(found.contains(&Broken::Head { last, head }), "{found:?}");
    let half = &file[..file.len() / 2];
    assert_ne!(broken(half), []);
}

#[test]
fn only_the_server_can_end_a_file() {
    let mut store = in_memory();
    let world = world(&mut *store);
    let forged = exported_with(&SigningKey::of_seed(&[9; 32]), &mut *store, &world, true);
    assert_eq!(broken(&forged), [Broken::HeadNotSigned]);
    // A head the server signed once, under a log that went on.
    let before = exported_with(&server(), &mut *store, &world, true);
    let mut world = world;
    let no = world.orders[0].clone();
    let reviewer = world.desk_of(Role::FirstReviewer);
    world.does(&mut *store, reviewer, &no, Action::Claim { minutes: None });
    let after = exported_with(&server(), &mut *store, &world, true);
    let mut lines: Vec<&str> = after.lines().collect();
    lines.pop();
    lines.push(before.lines().last().unwrap());
    let found = verified(&joined(&lines)).found;
    let last = found.head.seq;
    let head = Seq(last.0 - 1);
    assert_eq!(found.broken, [Broken::Head { last, head }]);
    let more = format!("{after}{{}}\n");
    let line = after.lines().count() as u64 + 1;
    assert_eq!(broken(&more), [Broken::AfterEnd { line }]);
    // It says of which service and post it is, and cannot say another.
    for (is, would_be) in [("\"test\"", "\"real\""), ("\"BRU\"", "\"NYC\"")] {
        let other = after.replacen(is, would_be, 1);
        let found = broken(&other);
        assert!(found.contains(&Broken::HeadNotSigned), "{found:?}");
    }
}

#[test]
fn what_was_taken_out_of_a_file_is_found() {
    let file = exported(true);
    let mut stripped = Vec::new();
    for line in file.lines() {
        let mut value: serde_json::Value = serde_json::from_str(line).unwrap();
        let is_command = line.contains(r#"\"what\":\"command\""#);
        if let (true, Some(line)) = (is_command, value.as_object_mut()) {
            line.remove("beside");
        }
        stripped.push(value.to_string());
    }
    let stripped: Vec<&str> = stripped.iter().map(String::as_str).collect();
    let found = broken(&joined(&stripped));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|b| matches!(b, Broken::Erased { .. })));
    // Unless it says at once that nothing of the kind is in it: then nothing is claimed of officers.
    let without = file.replacen("\"payloads\":true", "\"payloads\":false", 1);
    assert!(!verified(&without).payloads);
}

#[test]
fn a_head_from_elsewhere_is_held_against_the_file() {
    let file = exported(false);
    let head = verified(&file).found.head;
    let other = Remembered {
        seq: Seq(3),
        ..head.clone()
    };
    let more = Remembered {
        seq: head.seq.next(),
        ..head.clone()
    };
    let (fork, cut) = (Broken::Fork { seq: Seq(3) }, Broken::Cut { seq: more.seq });
    for (heads, expected) in [
        (vec![head], vec![]),
        (vec![other], vec![fork]),
        (vec![more], vec![cut]),
    ] {
        let witness = Witness {
            heads: &heads,
            roots: &[],
        };
        let told = verify_export(file.as_bytes(), &server().public(), witness);
        assert_eq!(told.unwrap().found.broken, expected);
    }
}

#[test]
fn what_is_no_exported_log_is_told() {
    for none in ["", "{}\n", "[]\n", "{\"export\":1}\n", "\u{0}"] {
        let told = export_of(none.as_bytes());
        assert!(matches!(told, Err(NotAnExport::NotOne)), "{none}");
    }
    let newer = exported(false).replacen("\"export\":1", "\"export\":2", 1);
    let told = export_of(newer.as_bytes());
    assert!(matches!(told, Err(NotAnExport::Newer(2))));
    let file = exported(false).replacen("{\"header\"", "{\"reader\"", 1);
    let found = broken(&file);
    assert!(found.contains(&Broken::Unreadable { line: 2 }), "{found:?}");
}

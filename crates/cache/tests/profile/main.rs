//! A profile: one program has it; a damaged cache is built anew, and what is not sent outlives that.

#![expect(clippy::unwrap_used, reason = "what builds a test may fail it")]

use lingshi_cache::keys::{NotUnlocked, PassphraseCost};
use lingshi_cache::outbox::Decided;
use lingshi_cache::{Fault, NoProfile, Profile};
use lingshi_rules::ids::CommandId;
use lingshi_rules::values::Instant;
use lingshi_wire::command::Algorithm;
use lingshi_wire::{SignedCommand, SigningKey};
use std::path::Path;

const PASSPHRASE: &str = "plum blossom in snow";
const CHEAP: PassphraseCost = PassphraseCost {
    memory: 8,
    passes: 1,
    lanes: 1,
};

fn chance() -> impl FnMut(&mut [u8]) {
    let mut next = 1_u8;
    move |bytes| {
        bytes.fill(next);
        next = next.wrapping_add(1);
    }
}

fn now() -> Instant {
    Instant::from_millis(1_790_000_000_000).unwrap()
}

fn decided() -> Decided {
    let key = SigningKey::of_seed(&[1; 32]);
    Decided {
        id: CommandId::new("one"),
        subject: "order/A".to_owned(),
        signed: SignedCommand {
            algorithm: Algorithm::Ed25519,
            key: key.public().id(),
            signature: key.sign("test", b"one"),
            bytes: "{\"words\":\"MARKER-请补充\"}".to_owned(),
        },
    }
}

/// A profile with one decision that is not sent.
fn with_a_decision(folder: &Path) -> Profile {
    let profile = Profile::open(folder).unwrap();
    let unlocked = profile
        .keys(CHEAP)
        .make(PASSPHRASE, None, &mut chance())
        .unwrap();
    let room = profile.enter(&unlocked).unwrap();
    assert!(!room.rebuilt);
    let times = (now(), now().plus_minutes(1));
    room.outbox
        .decide::<Fault>(times, |_| Ok(decided()))
        .unwrap();
    profile
}

fn spoil(file: &Path) {
    std::fs::write(
        file,
        "This is a letter, and no database at all.".repeat(500),
    )
    .unwrap();
}

#[test]
fn one_program_has_a_profile_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let profile = Profile::open(folder.path()).unwrap();
    assert!(matches!(
        Profile::open(folder.path()),
        Err(NoProfile::InUse)
    ));
    drop(profile);
    Profile::open(folder.path()).unwrap();
}

#[test]
fn a_damaged_cache_is_built_anew_and_what_is_not_sent_is_still_there() {
    let folder = tempfile::tempdir().unwrap();
    let profile = with_a_decision(folder.path());
    spoil(&folder.path().join("cache.db"));
    let unlocked = profile.keys(CHEAP).unlock(PASSPHRASE, now()).unwrap();
    let room = profile.enter(&unlocked).unwrap();
    assert!(room.rebuilt);
    room.orders.verify().unwrap();
    let waiting = room.outbox.waiting().unwrap();
    assert_eq!(waiting[0].decided, decided());
    let room = profile.rebuild(room, &unlocked.database).unwrap();
    assert_eq!(room.outbox.waiting().unwrap().len(), 1);
}

#[test]
fn a_damaged_outbox_is_told_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let profile = with_a_decision(folder.path());
    let outbox = folder.path().join("outbox.db");
    spoil(&outbox);
    let before = std::fs::read(&outbox).unwrap();
    let unlocked = profile.keys(CHEAP).unlock(PASSPHRASE, now()).unwrap();
    assert!(matches!(
        profile.enter(&unlocked),
        Err(NoProfile::OutboxDamaged)
    ));
    assert_eq!(std::fs::read(&outbox).unwrap(), before);
}

#[test]
fn nothing_that_was_written_stands_in_the_open() {
    let folder = tempfile::tempdir().unwrap();
    let profile = with_a_decision(folder.path());
    let unlocked = profile.keys(CHEAP).unlock(PASSPHRASE, now()).unwrap();
    let room = profile.enter(&unlocked).unwrap();
    room.outbox
        .keep_draft(("order/A", "note"), "MARKER-备注", now())
        .unwrap();
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            let marked = bytes.windows(6).any(|part| part == b"MARKER");
            assert!(!marked, "{}", path.display());
        }
    }
    let told = profile
        .keys(CHEAP)
        .unlock("another passphrase", now())
        .unwrap_err();
    assert!(matches!(told, NotUnlocked::Wrong { .. }));
}

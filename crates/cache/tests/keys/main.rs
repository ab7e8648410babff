//! A profile's keys: unlocked by what unlocks them, by nothing else, and never faster for starting the program anew.

#![expect(clippy::unwrap_used, reason = "what builds a test may fail it")]
#![allow(
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    reason = "a test may fail, and picks what it looks at"
)]

use age::secrecy::ExposeSecret;
use lingshi_cache::FaultKind;
use lingshi_cache::keys::{
    FIRST_WAIT_SECONDS, Keychain, Keys, LONGEST_WAIT_SECONDS, NoKeychain, NotUnlocked,
    PassphraseCost, Unlocked,
};
use lingshi_rules::values::Instant;
use std::cell::RefCell;
use std::path::PathBuf;
use tempfile::TempDir;
use zeroize::Zeroizing;

const PASSPHRASE: &str = "plum blossom in snow";
const OTHER: &str = "a lamp in the rain";

/// As little as Argon2 takes: what is tried here is not how dear it is.
const CHEAP: PassphraseCost = PassphraseCost {
    memory: 8,
    passes: 1,
    lanes: 1,
};

/// Chance that is the same each time, and never twice the same.
fn chance() -> impl FnMut(&mut [u8]) {
    let mut next = 1_u8;
    move |bytes| {
        bytes.fill(next);
        next = next.wrapping_add(1);
    }
}

fn at(seconds: i64) -> Instant {
    Instant::from_millis(1_790_000_000_000 + seconds * 1_000).unwrap()
}

struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("keys.toml")
    }

    fn keys(&self) -> Keys {
        Keys::at(&self.path(), CHEAP)
    }

    fn text(&self) -> String {
        std::fs::read_to_string(self.path()).unwrap()
    }
}

fn same(one: &Unlocked, other: &Unlocked) -> bool {
    one.signing.public() == other.signing.public()
}

/// A keychain that does as it is told.
#[derive(Default)]
struct Chain {
    kept: RefCell<Option<Vec<u8>>>,
    says: RefCell<Option<NoKeychain>>,
    forgets: bool,
}

impl Chain {
    fn answers(&self) -> Result<(), NoKeychain> {
        self.says.borrow().clone().map_or(Ok(()), Err)
    }
}

impl Keychain for Chain {
    fn put(&self, secret: &[u8]) -> Result<(), NoKeychain> {
        self.answers()?;
        *self.kept.borrow_mut() = Some(secret.to_vec()).filter(|_| !self.forgets);
        Ok(())
    }

    fn get(&self) -> Result<Option<Zeroizing<Vec<u8>>>, NoKeychain> {
        self.answers()?;
        Ok(self.kept.borrow().clone().map(Zeroizing::new))
    }

    fn remove(&self) -> Result<(), NoKeychain> {
        self.answers()?;
        self.kept.borrow_mut().take();
        Ok(())
    }
}

#[test]
fn only_the_passphrase_unlocks() {
    let place = Place::new();
    let made = place.keys().make(PASSPHRASE, None, &mut chance()).unwrap();
    let opened = place.keys().unlock(PASSPHRASE, at(0)).unwrap();
    assert!(same(&made, &opened));
    for wrong in ["", OTHER, "plum blossom in Snow"] {
        let told = place.keys().unlock(wrong, at(0)).unwrap_err();
        assert!(
            matches!(told, NotUnlocked::Wrong { again_at: None }),
            "{told:?}"
        );
    }
    let told = place.keys().make(OTHER, None, &mut chance()).unwrap_err();
    let NotUnlocked::Fault(fault) = told else {
        panic!("{told:?}")
    };
    assert_eq!(fault.kind, FaultKind::Misused, "never over another profile");
}

#[test]
fn neither_keys_nor_passphrase_stand_in_the_file() {
    let place = Place::new();
    place.keys().make(PASSPHRASE, None, &mut chance()).unwrap();
    let text = place.text();
    // The keys of this chance are sixty-four ones.
    let ones = data_encoding_of(&[1; 64]);
    assert!(!text.contains(PASSPHRASE) && !text.contains(&ones[..20]));
    assert_eq!(
        format!("{:?}", place.keys().unlock(PASSPHRASE, at(0)).unwrap()),
        "Unlocked"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(place.path())
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

fn data_encoding_of(bytes: &[u8]) -> String {
    data_encoding::BASE64.encode(bytes)
}

#[test]
fn wrong_ones_wait_longer_each_time_and_starting_anew_does_not_help() {
    let place = Place::new();
    place.keys().make(PASSPHRASE, None, &mut chance()).unwrap();
    let mut now = 0;
    let mut waits = Vec::new();
    for _ in 0..20 {
        // Each time as a program that was just started.
        match place.keys().unlock(OTHER, at(now)).unwrap_err() {
            NotUnlocked::Wrong {
                again_at: Some(until),
            } => {
                let wait = (until.millis() - at(now).millis()) / 1_000;
                waits.push(wait);
                let early = place
                    .keys()
                    .unlock(PASSPHRASE, at(now + wait - 1))
                    .unwrap_err();
                assert!(matches!(early, NotUnlocked::Wait { .. }), "{early:?}");
                now += wait;
            }
            NotUnlocked::Wrong { again_at: None } => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(waits[0], FIRST_WAIT_SECONDS);
    assert!(
        waits
            .windows(2)
            .all(|pair| pair[1] == (pair[0] * 2).min(LONGEST_WAIT_SECONDS))
    );
    assert_eq!(waits.last(), Some(&LONGEST_WAIT_SECONDS));
    // The clock set back does not shorten the wait, and does not make it longer than it is.
    let back = place.keys().unlock(OTHER, at(now - 1)).unwrap_err();
    assert!(matches!(back, NotUnlocked::Wait { .. }));
    let long_ago = place.keys().unlock(OTHER, at(-9_000_000)).unwrap_err();
    let NotUnlocked::Wait { until } = long_ago else {
        panic!("{long_ago:?}")
    };
    assert!(until <= at(-9_000_000 + LONGEST_WAIT_SECONDS));
    place.keys().unlock(PASSPHRASE, at(now)).unwrap();
    let told = place.keys().unlock(OTHER, at(now)).unwrap_err();
    assert!(
        matches!(told, NotUnlocked::Wrong { again_at: None }),
        "it begins anew"
    );
}

#[test]
fn another_passphrase_opens_the_same_keys() {
    let place = Place::new();
    let made = place.keys().make(PASSPHRASE, None, &mut chance()).unwrap();
    let change = |old, new| {
        place
            .keys()
            .change_passphrase((old, new), at(0), &mut chance())
    };
    assert!(matches!(
        change(OTHER, "quite another one"),
        Err(NotUnlocked::Wrong { .. })
    ));
    assert!(matches!(
        change(PASSPHRASE, "short"),
        Err(NotUnlocked::Weak(_))
    ));
    assert!(matches!(
        change(PASSPHRASE, "aaaaaaaaaaaa"),
        Err(NotUnlocked::Weak(_))
    ));
    change(PASSPHRASE, OTHER).unwrap();
    assert!(same(&made, &place.keys().unlock(OTHER, at(0)).unwrap()));
    assert!(place.keys().unlock(PASSPHRASE, at(0)).is_err());
}

#[test]
fn a_keychain_opens_what_it_was_trusted_with_and_is_not_needed() {
    let place = Place::new();
    let made = place.keys().make(PASSPHRASE, None, &mut chance()).unwrap();
    let chain = Chain::default();
    let by_chain = || place.keys().unlock_by_keychain(&chain);
    assert!(matches!(by_chain(), Err(NotUnlocked::KeychainChanged)));
    place
        .keys()
        .trust_keychain(&made, &chain, &mut chance())
        .unwrap();
    assert!(same(&made, &by_chain().unwrap()));

    // Gone, changed, or not answering: the passphrase opens it all the same.
    let kept = chain.kept.borrow_mut().take();
    assert!(matches!(by_chain(), Err(NotUnlocked::KeychainChanged)));
    *chain.kept.borrow_mut() = Some(vec![9; 32]);
    assert!(matches!(by_chain(), Err(NotUnlocked::KeychainChanged)));
    *chain.kept.borrow_mut() = Some(vec![9; 7]);
    assert!(matches!(by_chain(), Err(NotUnlocked::KeychainChanged)));
    *chain.kept.borrow_mut() = kept;
    *chain.says.borrow_mut() = Some(NoKeychain::Locked);
    let told = by_chain().unwrap_err();
    assert!(matches!(told, NotUnlocked::NoKeychain(NoKeychain::Locked)));
    assert!(same(
        &made,
        &place.keys().unlock(PASSPHRASE, at(0)).unwrap()
    ));

    // A change of the passphrase leaves it trusted; forgetting it does not.
    *chain.says.borrow_mut() = None;
    let change = (PASSPHRASE, OTHER);
    place
        .keys()
        .change_passphrase(change, at(0), &mut chance())
        .unwrap();
    assert!(same(&made, &by_chain().unwrap()));
    let kept = chain.kept.borrow().clone();
    place.keys().forget_keychain(&chain).unwrap();
    *chain.kept.borrow_mut() = kept;
    assert!(matches!(by_chain(), Err(NotUnlocked::KeychainChanged)));
}

#[test]
fn a_keychain_that_forgets_is_not_trusted() {
    let place = Place::new();
    let made = place.keys().make(PASSPHRASE, None, &mut chance()).unwrap();
    let chain = Chain {
        forgets: true,
        ..Chain::default()
    };
    let before = place.text();
    let told = place
        .keys()
        .trust_keychain(&made, &chain, &mut chance())
        .unwrap_err();
    assert!(matches!(told, NotUnlocked::NoKeychain(NoKeychain::Forgets)));
    assert_eq!(place.text(), before);
}

#[test]
fn the_recovery_key_opens_the_files_and_nothing_else_does() {
    let place = Place::new();
    let recovery = age::x25519::Identity::generate();
    let to = recovery.to_public().to_string();
    assert!(
        place
            .keys()
            .make(PASSPHRASE, Some("no key"), &mut chance())
            .is_err()
    );
    assert!(
        !place.keys().are_there(),
        "a refused profile leaves nothing"
    );
    place
        .keys()
        .make(PASSPHRASE, Some(&to), &mut chance())
        .unwrap();
    let secret = recovery.to_string();
    place.keys().recover(secret.expose_secret()).unwrap();
    let other = age::x25519::Identity::generate().to_string();
    for wrong in [other.expose_secret(), "", "AGE-SECRET-KEY-1"] {
        assert!(place.keys().recover(wrong).is_err());
    }
}

#[test]
fn a_damaged_file_or_one_of_a_newer_program_is_told_and_left_alone() {
    let place = Place::new();
    place.keys().make(PASSPHRASE, None, &mut chance()).unwrap();
    let whole = place.text();
    let kind = |text: &str| {
        std::fs::write(place.path(), text).unwrap();
        let told = place.keys().unlock(PASSPHRASE, at(0)).unwrap_err();
        assert_eq!(place.text(), text, "it is left as it was");
        match told {
            NotUnlocked::Fault(fault) => fault.kind,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(kind(&whole[..whole.len() / 2]), FaultKind::Damaged);
    assert_eq!(kind(""), FaultKind::Damaged);
    assert_eq!(
        kind(&whole.replace("form = 1", "form = 2")),
        FaultKind::Newer
    );
    let dear = whole.replace("memory = 8", "memory = 4000000000");
    assert_eq!(
        kind(&dear),
        FaultKind::Damaged,
        "nobody's file uses up the machine"
    );
    std::fs::write(place.path(), &whole).unwrap();
    place.keys().unlock(PASSPHRASE, at(0)).unwrap();
}

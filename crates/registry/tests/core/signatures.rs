//! A server cannot say that an officer did something: whoever verifies the log holds it against the keys that the
//! post's root certified.

use crate::places::in_memory;
use crate::world::{REALM, World, read, write};
use lingshi_ledger::{Entry, Header, Payload, Room, Seq, Store};
use lingshi_registry::audit::{Broken, Remembered, Verified, Witness, verify};
use lingshi_registry::erase::erase;
use lingshi_registry::people::{Device, Root, enrol_device, revoke_device, set_root};
use lingshi_registry::restore::open_epoch;
use lingshi_rules::ids::CommandId;
use lingshi_rules::life::Action;
use lingshi_rules::people::{By, Role};
use lingshi_wire::{Epoch, PublicKey, SignedCommand, SigningKey};
use serde_json::json;
use std::collections::BTreeSet;

struct Scene {
    store: Box<dyn Store>,
    world: World,
    reviewer: usize,
}

fn note() -> Action {
    Action::AddNote {
        text: "看过".to_owned(),
    }
}

/// A post where an officer has given three commands.
fn scene() -> Scene {
    let mut store = in_memory();
    let mut world = World::new(&mut *store, "BRU", 3, 21);
    let reviewer = world.desk_of(Role::FirstReviewer);
    for no in world.orders.clone() {
        world.does(&mut *store, reviewer, &no, note());
    }
    Scene {
        store,
        world,
        reviewer,
    }
}

impl Scene {
    fn witnessed(&mut self, heads: &[Remembered], roots: &[PublicKey]) -> Verified {
        let post = self.world.post.clone();
        let witness = Witness { heads, roots };
        read(&mut *self.store, |tx| verify(tx, (REALM, &post), witness))
    }

    fn found(&mut self) -> Verified {
        let root = self.world.root.public();
        self.witnessed(&[], &[root])
    }

    /// A command as the officer at this desk would sign it.
    fn signed(&mut self, desk: usize) -> SignedCommand {
        let no = self.world.orders[0].clone();
        let order = self.world.order(&mut *self.store, &no);
        let command = self.world.command(&order, desk, note());
        self.world.sign(desk, &no, command)
    }

    /// The header of the line that would say so.
    fn header(&mut self, desk: usize, signed: &SignedCommand) -> Header {
        let head = read(&mut *self.store, |tx| tx.head(&self.world.post)).unwrap();
        let body = signed.open(&self.world.desks[desk].key.public()).unwrap();
        Header {
            schema: 1,
            post: self.world.post.clone(),
            epoch: head.epoch,
            seq: head.seq.next(),
            at: self.world.now,
            by: By::Officer {
                id: body.officer.clone(),
            },
            what: "command".to_owned(),
            command: Some(body.instruction.id().clone()),
            key: Some(signed.key.as_str().to_owned()),
            touched: Vec::new(),
        }
    }

    /// The server writes what it likes, chained as it should be.
    fn writes(&mut self, header: &Header, beside: &serde_json::Value) -> Seq {
        let post = self.world.post.clone();
        write(&mut *self.store, |tx| {
            let head = tx.lock_head(&post)?.unwrap();
            let payload = Payload {
                salt: [1; 16],
                bytes: beside.to_string().into_bytes(),
            };
            let entry = Entry::after(&head.link, header, payload);
            tx.append(&post, &entry)
        })
        .unwrap();
        header.seq
    }
}

#[test]
fn what_officers_signed_holds_and_is_counted() {
    let mut scene = scene();
    let found = scene.found();
    assert_eq!(found.broken, []);
    assert_eq!((found.officers.hold, found.officers.unknown), (3, 0));
    let root = scene.world.root.public().id();
    assert_eq!(found.officers.roots, BTreeSet::from([root]));
}

#[test]
fn what_the_server_says_of_an_officer_is_not_believed() {
    let mut scene = scene();
    let reviewer = scene.reviewer;
    let other = scene.world.desk_of(Role::Supervisor);
    assert_ne!(reviewer, other);
    let signed = scene.signed(reviewer);
    let right = scene.header(reviewer, &signed);
    let theirs = scene.signed(other);
    let their_header = scene.header(other, &theirs);
    let no_key = Header {
        key: None,
        ..right.clone()
    };
    let other_command = Header {
        command: Some(CommandId::new("another")),
        ..right.clone()
    };
    let said_of_another = Header {
        by: their_header.by.clone(),
        ..right.clone()
    };
    let mut forged = signed.clone();
    forged.bytes = forged.bytes.replace("看过", "通过");
    assert_ne!(forged, signed);
    for (header, beside) in [
        (&no_key, json!({ "signed": signed })),
        (&right, json!({})),
        (&right, json!({ "signed": forged })),
        (&right, json!({ "signed": theirs })),
        (&other_command, json!({ "signed": signed })),
        (&said_of_another, json!({ "signed": signed })),
    ] {
        let mut scene = self::scene();
        let seq = scene.writes(header, &beside);
        let found = scene.found();
        assert_eq!(found.broken, [Broken::NotSigned { seq }], "{beside}");
        assert_eq!(found.officers.hold, 3);
    }
    let seq = scene.writes(&right, &json!({ "signed": signed }));
    assert_eq!(scene.found().broken, [], "line {seq} is as it should be");
}

#[test]
fn a_command_for_another_service_or_post_is_none_of_this_log() {
    for (realm, post) in [("real", "BRU"), (REALM, "NYC")] {
        let mut scene = scene();
        let reviewer = scene.reviewer;
        let signed = scene.signed(reviewer);
        let key = &scene.world.desks[reviewer].key;
        let mut body = signed.open(&key.public()).unwrap();
        realm.clone_into(&mut body.realm);
        body.post = lingshi_rules::ids::PostCode::new(post);
        let signed = SignedCommand::sign(&body, key);
        let header = scene.header(reviewer, &signed);
        let seq = scene.writes(&header, &json!({ "signed": signed }));
        assert_eq!(scene.found().broken, [Broken::NotSigned { seq }]);
    }
}

#[test]
fn a_key_the_root_did_not_certify_signs_for_nobody() {
    let mut scene = scene();
    let reviewer = scene.reviewer;
    let key = SigningKey::of_seed(&[77; 32]);
    let device = Device {
        key: key.public(),
        name: "invented".to_owned(),
        officer: scene.world.desks[reviewer].officer.clone(),
        nonce: None,
        certificate: None,
        revoked: None,
    };
    let post = scene.world.post.clone();
    write(&mut *scene.store, |tx| {
        enrol_device(tx, &post, &device, By::System, &mut scene.world.moment())
    })
    .unwrap();
    scene.world.desks[reviewer].key = key;
    let signed = scene.signed(reviewer);
    let header = scene.header(reviewer, &signed);
    let seq = scene.writes(&header, &json!({ "signed": signed }));
    assert_eq!(scene.found().broken, [Broken::NotCertified { seq }]);
}

#[test]
fn a_root_nobody_knows_is_told_to_whoever_knows_the_right_one() {
    let mut scene = scene();
    let post = scene.world.post.clone();
    let mine = SigningKey::of_seed(&[78; 32]);
    let root = Root { key: mine.public() };
    write(&mut *scene.store, |tx| {
        set_root(tx, &post, &root, By::System, &mut scene.world.moment())
    })
    .unwrap();
    let found = scene.found();
    let seq = found.head.seq;
    assert_eq!(found.broken, [Broken::OtherRoot { seq }]);
    assert_eq!(found.officers.roots.len(), 2);
    // Whoever knows none takes the log's word, and is told which roots it names.
    let found = scene.witnessed(&[], &[]);
    assert_eq!(found.broken, []);
    assert!(found.officers.roots.contains(&mine.public().id()));
    // Under it the old certificates are none.
    let reviewer = scene.reviewer;
    let signed = scene.signed(reviewer);
    let header = scene.header(reviewer, &signed);
    let seq = scene.writes(&header, &json!({ "signed": signed }));
    let found = scene.witnessed(&[], &[]);
    assert_eq!(found.broken, [Broken::NotCertified { seq }]);
}

#[test]
fn a_key_that_was_revoked_signs_nothing_any_more() {
    let mut scene = scene();
    let (reviewer, post) = (scene.reviewer, scene.world.post.clone());
    let signed = scene.signed(reviewer);
    let id = signed.key.clone();
    write(&mut *scene.store, |tx| {
        let device = (&post, &id);
        revoke_device(tx, device, "lost", By::System, &mut scene.world.moment())
    })
    .unwrap();
    let header = scene.header(reviewer, &signed);
    let seq = scene.writes(&header, &json!({ "signed": signed }));
    let found = scene.found();
    assert_eq!(found.broken, [Broken::Revoked { seq }]);
    assert_eq!(found.officers.hold, 3, "what was signed before holds");
}

fn erased(scene: &mut Scene, lines: &[Seq]) {
    let post = scene.world.post.clone();
    let lines: BTreeSet<Seq> = lines.iter().copied().collect();
    write(&mut *scene.store, |tx| {
        let because = (By::System, "retention");
        erase(tx, &post, &lines, because, &mut scene.world.moment())
    })
    .unwrap();
}

fn lines(scene: &mut Scene, what: &str) -> Vec<Seq> {
    let room = Room {
        rows: 1_000,
        bytes: usize::MAX,
    };
    let post = scene.world.post.clone();
    let all = read(&mut *scene.store, |tx| tx.entries(&post, Seq::START, room));
    let headers = all.iter().map(|entry| entry.read_header().unwrap());
    let of_kind = headers.filter(|header| header.what == what);
    of_kind.map(|header| header.seq).collect()
}

fn line(scene: &mut Scene, what: &str) -> Seq {
    *lines(scene, what).last().unwrap()
}

#[test]
fn of_what_was_lawfully_erased_nothing_is_claimed() {
    let mut scene = scene();
    let seq = line(&mut scene, "command");
    erased(&mut scene, &[seq]);
    let found = scene.found();
    assert_eq!(found.broken, []);
    assert_eq!((found.officers.hold, found.officers.unknown), (2, 1));
    // Nor where the root is not there to be read, or what it said of the key.
    let mut scene = self::scene();
    let root = line(&mut scene, "root_set");
    erased(&mut scene, &[root]);
    let found = scene.found();
    assert_eq!(found.broken, []);
    assert_eq!((found.officers.hold, found.officers.unknown), (0, 3));
    let mut scene = self::scene();
    let all: Vec<Seq> = lines(&mut scene, "key_certified");
    assert!(all.len() > 1);
    erased(&mut scene, &all);
    let found = scene.found();
    assert_eq!(found.broken, []);
    assert_eq!((found.officers.hold, found.officers.unknown), (0, 3));
}

#[test]
fn a_life_of_the_log_begins_with_a_restore_and_with_nothing_else() {
    let mut scene = scene();
    let reviewer = scene.reviewer;
    let signed = scene.signed(reviewer);
    let header = Header {
        epoch: Epoch(2),
        ..scene.header(reviewer, &signed)
    };
    let seq = scene.writes(&header, &json!({ "signed": signed }));
    let broken = scene.found().broken;
    assert!(broken.contains(&Broken::Misplaced { seq }), "{broken:?}");
}

#[test]
fn a_head_of_a_life_that_ended_is_told_and_is_no_fault() {
    let mut scene = scene();
    let head = scene.found().head;
    let post = scene.world.post.clone();
    // As after a restore of a backup that is three lines older.
    let beyond = Remembered {
        seq: Seq(head.seq.0 + 3),
        ..head.clone()
    };
    let (epoch, _) = write(&mut *scene.store, |tx| {
        open_epoch(tx, &post, &mut scene.world.moment())
    })
    .unwrap();
    for _ in 0..5 {
        let no = scene.world.orders[0].clone();
        let reviewer = scene.reviewer;
        scene.world.does(&mut *scene.store, reviewer, &no, note());
    }
    let root = scene.world.root.public();
    let mut told = |heads: &[Remembered]| {
        let found = scene.witnessed(heads, std::slice::from_ref(&root));
        (found.broken, found.lost)
    };
    assert_eq!(told(std::slice::from_ref(&head)), (vec![], vec![]));
    assert_eq!(
        told(std::slice::from_ref(&beyond)),
        (vec![], vec![beyond.clone()])
    );
    // The same said of the present life is a fork.
    let seq = beyond.seq;
    let present = Remembered {
        epoch: Some(epoch),
        ..beyond.clone()
    };
    assert_eq!(told(&[present]), (vec![Broken::Fork { seq }], vec![]));
    // And of a life that never began here, too.
    let never = Remembered {
        epoch: Some(Epoch(7)),
        ..beyond
    };
    assert_eq!(told(&[never]), (vec![Broken::Fork { seq }], vec![]));
}

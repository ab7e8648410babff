//! Two administrators end a device, on both engines; and who cannot.

use crate::places::Place;
use crate::world::{REALM, World, read, write};
use lingshi_ledger::{DocKey, Entry, Header, Payload, Room, Seq, Store, Touched};
use lingshi_registry::audit::{Broken, Witness, verify};
use lingshi_registry::changes::for_desks;
use lingshi_registry::identity::Whose;
use lingshi_registry::people::{Device, NotStated, device, revoke_device};
use lingshi_rules::ids::OfficerId;
use lingshi_rules::people::{By, Role};
use lingshi_rules::values::Instant;
use lingshi_wire::statement::{
    About, Because, DeviceNonce, Ending, Endorsement, Fate, NotEffective, SignedStatement, Stated,
    Statement,
};
use lingshi_wire::{KeyId, Kind, SigningKey};
use serde_json::json;
use std::collections::BTreeSet;

mod refusing;

struct Scene {
    store: Box<dyn Store>,
    world: World,
    chen: usize,
    lin: usize,
    target: KeyId,
    _place: Place,
}

fn scene(place: Place) -> Scene {
    let mut store = place.open();
    let mut world = World::new(&mut *store, "BRU", 1, 41);
    let admin = BTreeSet::from([Role::Admin]);
    let mut hired = |id: &str, roles: &BTreeSet<Role>| {
        world.enrol(&mut *store, &OfficerId::new(id), roles);
        world.desks.len() - 1
    };
    let (chen, lin) = (hired("bru-chen", &admin), hired("bru-lin", &admin));
    let lost = hired("bru-wang", &BTreeSet::from([Role::FirstReviewer]));
    let target = world.desks[lost].key.public().id();
    Scene {
        store,
        world,
        chen,
        lin,
        target,
        _place: place,
    }
}

fn on_both(test: impl Fn(Scene)) {
    test(scene(Place::file()));
    test(scene(Place::schema()));
}

type Said<T> = Result<T, NotStated>;

impl Scene {
    fn whose(&self, desk: usize) -> Whose {
        let desk = &self.world.desks[desk];
        Whose {
            session: "session".to_owned(),
            officer: desk.officer.clone(),
            post: self.world.post.clone(),
            device: desk.key.public().id(),
            roles: desk.roles.clone(),
            first: false,
        }
    }

    fn device(&mut self, id: &KeyId) -> Device {
        let post = self.world.post.clone();
        let kept = read(&mut *self.store, |tx| device(tx, &post, id));
        kept.unwrap().value
    }

    fn nonce(&mut self) -> DeviceNonce {
        let target = self.target.clone();
        self.device(&target).nonce.unwrap()
    }

    fn says(&mut self, what: Fate) -> Statement {
        Statement {
            realm: REALM.to_owned(),
            post: self.world.post.clone(),
            device: self.target.clone(),
            nonce: self.nonce(),
            what,
            why: Because::Stolen,
            at: self.world.now,
        }
    }

    fn key(&self, desk: usize) -> &SigningKey {
        &self.world.desks[desk].key
    }

    fn proposes(&mut self, desk: usize, proposed: &SignedStatement) -> Said<Stated> {
        let whose = self.whose(desk);
        let registry = self.world.registry.clone();
        write(&mut *self.store, |tx| {
            registry.propose_end(tx, &whose, proposed, &mut self.world.moment())
        })
        .unwrap()
    }

    fn confirms(&mut self, desk: usize, signature: &Endorsement) -> Said<Stated> {
        let (whose, target) = (self.whose(desk), self.target.clone());
        let registry = self.world.registry.clone();
        write(&mut *self.store, |tx| {
            let at = (&whose, &target);
            registry.confirm_end(tx, at, signature, &mut self.world.moment())
        })
        .unwrap()
    }

    fn withdraws(&mut self, desk: usize) -> Said<()> {
        let (whose, target) = (self.whose(desk), self.target.clone());
        let registry = self.world.registry.clone();
        write(&mut *self.store, |tx| {
            registry.withdraw_end(tx, (&whose, &target), &mut self.world.moment())
        })
        .unwrap()
    }

    fn proposal(&mut self, what: Fate) -> SignedStatement {
        let says = self.says(what);
        SignedStatement::propose(&says, self.key(self.chen))
    }

    fn waiting(&mut self) -> Vec<Stated> {
        let (post, now) = (self.world.post.clone(), self.world.now);
        let registry = self.world.registry.clone();
        read(&mut *self.store, |tx| registry.waiting_ends(tx, &post, now))
    }

    fn ending(&mut self) -> Option<Ending> {
        let target = self.target.clone();
        let registry = self.world.registry.clone();
        read(&mut *self.store, |tx| registry.ending_of(tx, &target))
    }

    fn headers(&mut self) -> Vec<Header> {
        let room = Room {
            rows: 1_000,
            bytes: usize::MAX,
        };
        let post = self.world.post.clone();
        let all = read(&mut *self.store, |tx| tx.entries(&post, Seq::START, room));
        all.iter()
            .map(|entry| entry.read_header().unwrap())
            .collect()
    }

    fn lines(&mut self) -> usize {
        self.headers().len()
    }

    /// Both say it.
    fn ends(&mut self, what: Fate) -> Stated {
        let proposed = self.proposal(what);
        let (chen, lin) = (self.chen, self.lin);
        self.proposes(chen, &proposed).unwrap();
        let second = Endorsement::sign(&proposed.bytes, self.key(lin));
        self.confirms(lin, &second).unwrap()
    }
}

fn not(why: NotEffective) -> NotStated {
    NotStated::NotEffective(why)
}

#[test]
fn what_two_administrators_sign_ends_the_device_and_the_device_can_check_it() {
    on_both(|mut scene| {
        let (chen, lin, target) = (scene.chen, scene.lin, scene.target.clone());
        let proposed = scene.proposal(Fate::Wipe);
        let stated = scene.proposes(chen, &proposed).unwrap();
        assert!(!stated.complete);
        assert_eq!(stated.officer.as_str(), "bru-wang");
        assert_eq!(scene.waiting(), [stated]);
        assert_eq!(scene.ending(), None, "one is not enough");
        assert_eq!(scene.device(&target).revoked, None);
        scene.world.now = scene.world.now.plus_days(6);
        let second = Endorsement::sign(&proposed.bytes, scene.key(lin));
        let stated = scene.confirms(lin, &second).unwrap();
        assert!(stated.complete);
        assert_eq!(scene.waiting(), []);
        let revoked = scene.device(&target).revoked.unwrap();
        assert_eq!(
            (revoked.at, revoked.why.as_str()),
            (scene.world.now, "stolen")
        );
        let ending = scene.ending().unwrap();
        assert_eq!(ending.statement, stated.statement);
        let nonce = scene.nonce();
        let root = scene.world.root.public();
        let told = ending.check(&About {
            realm: REALM,
            post: &scene.world.post,
            root: &root,
            device: &target,
            nonce: &nonce,
        });
        assert_eq!(told, Ok(serde_json::from_str(&proposed.bytes).unwrap()));
        let line = scene.headers().pop().unwrap();
        let id = OfficerId::new("bru-lin");
        assert_eq!(
            (line.what.as_str(), line.by),
            ("device_wiped", By::Officer { id })
        );
        let post = scene.world.post.clone();
        let witness = Witness {
            heads: &[],
            roots: &[root],
        };
        let found = read(&mut *scene.store, |tx| verify(tx, (REALM, &post), witness));
        assert_eq!((found.broken, found.officers.hold), (vec![], 1));
    });
}

#[test]
fn the_same_again_is_answered_the_same_and_written_once() {
    on_both(|mut scene| {
        let (chen, lin) = (scene.chen, scene.lin);
        let proposed = scene.proposal(Fate::Revoke);
        let first = scene.proposes(chen, &proposed);
        let lines = scene.lines();
        scene.world.now = scene.world.now.plus_days(1);
        assert_eq!(scene.proposes(chen, &proposed), first);
        assert_eq!(scene.lines(), lines);
        let second = Endorsement::sign(&proposed.bytes, scene.key(lin));
        let confirmed = scene.confirms(lin, &second);
        let lines = scene.lines();
        scene.world.now = scene.world.now.plus_days(30);
        assert_eq!(scene.confirms(lin, &second), confirmed);
        assert_eq!(scene.proposes(chen, &proposed), confirmed);
        assert_eq!(scene.lines(), lines);
    });
}

#[test]
fn a_proposal_lapses_and_may_be_withdrawn_by_its_proposer_alone() {
    on_both(|mut scene| {
        let (chen, lin) = (scene.chen, scene.lin);
        assert_eq!(scene.withdraws(chen), Err(NotStated::NotHere));
        let proposed = scene.proposal(Fate::Wipe);
        scene.proposes(chen, &proposed).unwrap();
        let other = scene.proposal(Fate::Revoke);
        assert_eq!(scene.proposes(chen, &other), Err(NotStated::AnotherWaits));
        assert_eq!(scene.withdraws(lin), Err(NotStated::NotYours));
        assert_eq!(scene.withdraws(chen), Ok(()));
        let lines = scene.lines();
        assert_eq!(scene.withdraws(chen), Ok(()), "again");
        assert_eq!(scene.lines(), lines);
        assert_eq!(scene.waiting(), []);
        let second = Endorsement::sign(&proposed.bytes, scene.key(lin));
        assert_eq!(scene.confirms(lin, &second), Err(NotStated::NotHere));
        // What was withdrawn may be proposed again; after seven days it is too late to confirm it.
        scene.proposes(chen, &proposed).unwrap();
        let begun: Instant = scene.world.now;
        scene.world.now = begun.plus_days(7);
        assert_eq!(scene.confirms(lin, &second), Err(NotStated::NotHere));
        assert_eq!(scene.waiting(), []);
        assert_eq!(scene.withdraws(chen), Err(NotStated::NotHere));
        scene.proposes(chen, &other).unwrap();
        assert_eq!(
            scene.confirms(lin, &second),
            Err(not(NotEffective::NotSigned))
        );
    });
}

#[test]
fn a_revoked_device_may_be_wiped_and_a_wiped_one_is_wiped() {
    on_both(|mut scene| {
        let (chen, target) = (scene.chen, scene.target.clone());
        assert!(scene.ends(Fate::Revoke).complete);
        let before = scene.device(&target).revoked;
        let again = {
            scene.world.now = scene.world.now.plus_minutes(1);
            scene.proposal(Fate::Revoke)
        };
        assert_eq!(scene.proposes(chen, &again), Err(NotStated::EndedAlready));
        let revoke = scene.ending().unwrap();
        let wipe = scene.proposal(Fate::Wipe);
        scene.proposes(chen, &wipe).unwrap();
        assert_eq!(scene.ending(), Some(revoke), "until it is confirmed");
        let lin = scene.lin;
        let second = Endorsement::sign(&wipe.bytes, scene.key(lin));
        scene.confirms(lin, &second).unwrap();
        assert_eq!(scene.ending().unwrap().statement.bytes, wipe.bytes);
        assert_eq!(scene.device(&target).revoked, before, "it was locked then");
        for what in [Fate::Revoke, Fate::Wipe] {
            scene.world.now = scene.world.now.plus_minutes(1);
            let more = scene.proposal(what);
            assert_eq!(scene.proposes(chen, &more), Err(NotStated::EndedAlready));
        }
    });
}

#[test]
fn whoever_holds_the_server_locks_a_device_and_cannot_end_it() {
    on_both(|mut scene| {
        let (post, target) = (scene.world.post.clone(), scene.target.clone());
        let locked = write(&mut *scene.store, |tx| {
            let device = (&post, &target);
            revoke_device(tx, device, "lost", By::System, &mut scene.world.moment())
        });
        assert!(locked.unwrap());
        assert_eq!(scene.ending(), None);
        assert!(scene.ends(Fate::Wipe).complete);
        assert!(scene.ending().is_some());
        assert_eq!(scene.device(&target).revoked.unwrap().why, "lost");
    });
}

#[test]
fn a_device_in_the_wrong_hands_does_not_read_that_it_is_about_to_end() {
    on_both(|mut scene| {
        let proposed = scene.proposal(Fate::Wipe);
        let (chen, target) = (scene.chen, scene.target.clone());
        scene.proposes(chen, &proposed).unwrap();
        assert!(!for_desks(Kind::Statement));
        let line = scene.headers().pop().unwrap();
        let text = serde_json::to_string(&line).unwrap();
        assert!(!text.contains(target.as_str()), "{text}");
    });
}

#[test]
fn a_line_that_says_administrators_ended_a_device_is_held_against_their_signatures() {
    let mut scene = scene(Place::file());
    let (post, target) = (scene.world.post.clone(), scene.target.clone());
    // The server says that chen did it.
    write(&mut *scene.store, |tx| {
        let by = By::Officer {
            id: OfficerId::new("bru-chen"),
        };
        let device = (&post, &target);
        revoke_device(tx, device, "lost", by, &mut scene.world.moment())
    })
    .unwrap();
    let found = read(&mut *scene.store, |tx| {
        verify(tx, (REALM, &post), Witness::default())
    });
    let seq = found.head.seq;
    assert_eq!(found.broken, [Broken::NotSigned { seq }]);
}

/// A post whose server writes that administrators ended a device; what a verification finds.
fn says_ended(by: &str, device: &KeyId, ending: &Ending) -> Vec<Broken> {
    let mut scene = scene(Place::file());
    let post = scene.world.post.clone();
    let head = read(&mut *scene.store, |tx| tx.head(&post)).unwrap();
    let header = Header {
        schema: 1,
        post: post.clone(),
        epoch: head.epoch,
        seq: head.seq.next(),
        at: scene.world.now,
        by: By::Officer {
            id: OfficerId::new(by),
        },
        what: "device_wiped".to_owned(),
        command: None,
        key: None,
        touched: vec![Touched {
            key: DocKey::new(Kind::Device, device.as_str()),
            version: 3,
            events: Vec::new(),
        }],
    };
    let payload = Payload {
        salt: [1; 16],
        bytes: json!({ "says": { "ending": ending } })
            .to_string()
            .into_bytes(),
    };
    write(&mut *scene.store, |tx| {
        tx.lock_head(&post)?;
        tx.append(&post, &Entry::after(&head.link, &header, payload.clone()))
    })
    .unwrap();
    let found = read(&mut *scene.store, |tx| {
        verify(tx, (REALM, &post), Witness::default())
    });
    found.broken
}

#[test]
fn a_statement_is_taken_for_what_it_says_and_for_nothing_else() {
    let mut scene = scene(Place::file());
    scene.ends(Fate::Wipe);
    let (ending, target) = (scene.ending().unwrap(), scene.target.clone());
    for by in ["bru-chen", "bru-lin"] {
        assert_eq!(says_ended(by, &target, &ending), []);
    }
    let not_signed = |broken: Vec<Broken>| matches!(broken[..], [Broken::NotSigned { .. }]);
    assert!(not_signed(says_ended("bru-wang", &target, &ending)));
    let other = scene.key(scene.chen).public().id();
    assert!(not_signed(says_ended("bru-lin", &other, &ending)));
    // Both signed it, for another service.
    let elsewhere = Statement {
        realm: "real".to_owned(),
        ..scene.says(Fate::Wipe)
    };
    let mut statement = SignedStatement::propose(&elsewhere, scene.key(scene.chen));
    let second = Endorsement::sign(&statement.bytes, scene.key(scene.lin));
    statement.signatures.push(second);
    let ending = Ending {
        statement,
        ..ending
    };
    assert!(not_signed(says_ended("bru-lin", &target, &ending)));
}

//! Commands carried in a file: answered as by wire, once, in whatever order file and wire come.

use crate::places::Place;
use crate::world::{REALM, World, read, write};
use lingshi_ledger::{Store, StoreFault};
use lingshi_registry::outbox::{Given, in_turn};
use lingshi_registry::people::{Officer, Root, revoke_device, set_officer, set_root};
use lingshi_rules::ids::{CommandId, OfficerId, PostCode};
use lingshi_rules::life::Action;
use lingshi_rules::people::{By, Role};
use lingshi_wire::outbox::{Head, Together};
use lingshi_wire::{Answer, NotTaken, Sha, SignedCommand, SigningKey};

/// Four commands of a desk that was cut off: a claim, a note and a decision that stand on it, and a note on the
/// decision, which will be refused.
fn carried(world: &mut World, store: &mut dyn Store) -> Vec<SignedCommand> {
    let (no, desk) = (world.orders[0].clone(), world.desk_of(Role::FirstReviewer));
    let order = world.order(store, &no);
    let mut all: Vec<SignedCommand> = Vec::new();
    let mut before: Vec<CommandId> = Vec::new();
    let note = |text: &str| Action::AddNote {
        text: text.to_owned(),
    };
    for action in [
        Action::Claim { minutes: None },
        note("断网时核对"),
        Action::Forward,
        note("随后"),
    ] {
        let mut command = world.command(&order, desk, action);
        command.stands_on.clone_from(&before);
        before.push(command.id.clone());
        all.push(world.sign(desk, &no, command));
    }
    all
}

fn give(world: &mut World, store: &mut dyn Store, signed: &SignedCommand) -> Given {
    let (registry, post) = (world.registry.clone(), world.post.clone());
    write(store, |tx| {
        registry.give_from_outbox(tx, &post, signed, &mut world.moment())
    })
    .unwrap()
}

fn import(world: &mut World, store: &mut dyn Store, file: &[SignedCommand]) -> Vec<Given> {
    let (given, fault) = in_turn(file.len(), |at| {
        Ok::<_, StoreFault>(give(world, store, &file[at]))
    });
    assert_eq!(fault, None);
    given.into_iter().map(Option::unwrap).collect()
}

fn push(world: &mut World, store: &mut dyn Store, batch: &[SignedCommand]) -> Vec<Answer> {
    batch
        .iter()
        .map(|signed| world.accept(store, signed))
        .collect()
}

/// What came, and by which way.
enum Comes {
    Wire(std::ops::Range<usize>),
    File,
    /// A file whose commands stand in it the other way round.
    Backwards,
}

/// What the four are answered in the end, and what is in the ledger then.
fn answers_of(place: &Place, comings: &[Comes]) -> (Vec<Answer>, Sha) {
    let mut store = place.open();
    let store = &mut *store;
    let mut world = World::new(store, "BRU", 1, 3);
    let file = carried(&mut world, store);
    let mut new = 0;
    for comes in comings {
        new += match comes {
            Comes::Wire(range) => {
                push(&mut world, store, &file[range.clone()]);
                0
            }
            Comes::File => {
                let given = import(&mut world, store, &file);
                given.iter().filter(|given| given.is_new).count()
            }
            Comes::Backwards => {
                let mut backwards = file.clone();
                backwards.reverse();
                let given = import(&mut world, store, &backwards);
                given.iter().filter(|given| given.is_new).count()
            }
        };
    }
    assert!(new <= 2, "{new} of them are told to be new");
    let by_file: Vec<Answer> = import(&mut world, store, &file)
        .into_iter()
        .inspect(|given| assert!(!given.is_new))
        .map(|given| given.answer)
        .collect();
    assert_eq!(push(&mut world, store, &file), by_file);
    (by_file, store.digest().unwrap())
}

fn in_whatever_order(place: impl Fn() -> Place) {
    let wire = answers_of(&place(), &[Comes::Wire(0..4)]);
    let kinds: Vec<&str> = wire
        .0
        .iter()
        .map(|answer| match answer {
            Answer::Accepted { .. } => "accepted",
            Answer::Refused { .. } => "refused",
            Answer::NotTaken { .. } => "not taken",
            Answer::Later { .. } => "later",
        })
        .collect();
    assert_eq!(kinds, ["accepted", "accepted", "refused", "not taken"]);
    for comings in [
        vec![Comes::File],
        vec![Comes::File, Comes::File],
        vec![Comes::Wire(0..4), Comes::File],
        vec![Comes::File, Comes::Wire(0..4)],
        vec![Comes::Wire(0..2), Comes::File],
        vec![Comes::Wire(0..1), Comes::File, Comes::Wire(1..4)],
        // By wire the second is told to wait for the first, which only the file brings.
        vec![Comes::Wire(1..2), Comes::File, Comes::Wire(0..4)],
        vec![Comes::Backwards],
        vec![Comes::Backwards, Comes::File],
    ] {
        assert_eq!(answers_of(&place(), &comings), wire);
    }
}

#[test]
fn whatever_comes_first_every_command_is_answered_once_on_a_file() {
    in_whatever_order(Place::file);
}

#[test]
fn whatever_comes_first_every_command_is_answered_once_on_postgres() {
    in_whatever_order(Place::schema);
}

fn what_is_missing(place: &Place) {
    let mut store = place.open();
    let store = &mut *store;
    let mut world = World::new(store, "BRU", 1, 3);
    let file = carried(&mut world, store);
    let digest = store.digest().unwrap();
    let given = import(&mut world, store, &file[1..2]);
    assert_eq!(given[0].answer, Answer::Later { seconds: 2 });
    assert!(!given[0].is_answered());
    assert_eq!(store.digest().unwrap(), digest);
    push(&mut world, store, &file[..1]);
    let given = import(&mut world, store, &file[1..2]);
    assert!(given[0].is_new && given[0].is_answered());
    assert!(given[0].says.is_some());
}

#[test]
fn what_waits_for_another_is_taken_once_that_one_came_on_a_file() {
    what_is_missing(&Place::file());
}

#[test]
fn what_waits_for_another_is_taken_once_that_one_came_on_postgres() {
    what_is_missing(&Place::schema());
}

#[test]
fn after_a_fault_nothing_is_tried_out_of_its_order() {
    let later = Given {
        answer: Answer::Later { seconds: 2 },
        is_new: false,
        says: None,
    };
    let mut tried = Vec::new();
    let (given, fault) = in_turn(4, |at| {
        tried.push(at);
        if at == 2 {
            Err("away")
        } else {
            Ok(later.clone())
        }
    });
    assert_eq!(fault, Some("away"));
    assert_eq!(tried, [0, 1, 2]);
    assert_eq!(given.iter().flatten().count(), 2);
    // Whoever waits for what never comes is not asked for ever.
    let mut tried = 0;
    let (_, fault) = in_turn(3, |_| {
        tried += 1;
        Ok::<_, ()>(later.clone())
    });
    assert_eq!((tried, fault), (3, None));
}

fn head(world: &World, desk: usize) -> Head {
    Head {
        form: 1,
        realm: REALM.to_owned(),
        post: world.post.clone(),
        officer: world.desks[desk].officer.clone(),
        device: world.desks[desk].key.public().id(),
        at: world.now,
        commands: Together {
            count: 0,
            bytes: 0,
            sha256: Sha::start(),
        },
        files: Vec::new(),
    }
}

fn whose_file(place: &Place) {
    let mut store = place.open();
    let store = &mut *store;
    let mut world = World::new(store, "BRU", 0, 3);
    let good = head(&world, 0);
    let ask = |store: &mut dyn Store, world: &World, head: &Head| {
        let (registry, post) = (world.registry.clone(), world.post.clone());
        read(store, |tx| registry.signs_outbox(tx, &post, head))
    };
    let key = world.desks[0].key.public();
    assert_eq!(ask(store, &world, &good), Ok(key));
    let officer = good.officer.clone();
    let nyc = PostCode::new("NYC");
    let stranger = SigningKey::of_seed(&[200; 32]).public().id();
    let changed = |change: &dyn Fn(&mut Head)| {
        let mut head = good.clone();
        change(&mut head);
        head
    };
    let cases = [
        (
            changed(&|h| "elsewhere".clone_into(&mut h.realm)),
            NotTaken::OtherRealm,
        ),
        (
            changed(&|h| h.post = nyc.clone()),
            NotTaken::OtherPost { post: nyc.clone() },
        ),
        (
            changed(&|h| h.device = stranger.clone()),
            NotTaken::UnknownKey,
        ),
        (
            changed(&|h| {
                h.device = stranger.clone();
                h.post = nyc.clone();
            }),
            NotTaken::OtherPost { post: nyc.clone() },
        ),
        (
            changed(&|h| {
                h.device = stranger.clone();
                "elsewhere".clone_into(&mut h.realm);
            }),
            NotTaken::OtherRealm,
        ),
        (
            changed(&|h| h.officer = OfficerId::new("somebody")),
            NotTaken::OtherOfficer {
                officer: officer.clone(),
            },
        ),
    ];
    for (head, why) in cases {
        assert_eq!(ask(store, &world, &head), Err(why));
    }
    let post = world.post.clone();
    let gone = Officer {
        id: officer.clone(),
        name: String::new(),
        roles: world.desks[0].roles.clone(),
        left: true,
    };
    write(store, |tx| {
        set_officer(tx, &post, &gone, By::System, &mut world.moment())
    })
    .unwrap();
    assert_eq!(ask(store, &world, &good), Err(NotTaken::NotAnOfficer));
    let id = good.device.clone();
    write(store, |tx| {
        revoke_device(tx, (&post, &id), "lost", By::System, &mut world.moment())
    })
    .unwrap();
    assert_eq!(ask(store, &world, &good), Err(NotTaken::KeyRevoked));
    let other = Root {
        key: SigningKey::of_seed(&[77; 32]).public(),
    };
    write(store, |tx| {
        set_root(tx, &post, &other, By::System, &mut world.moment())
    })
    .unwrap();
    let second = head(&world, 1);
    assert_eq!(ask(store, &world, &second), Err(NotTaken::NotCertified));
}

#[test]
fn a_file_is_believed_only_from_a_device_that_may_sign_here_on_a_file() {
    whose_file(&Place::file());
}

#[test]
fn a_file_is_believed_only_from_a_device_that_may_sign_here_on_postgres() {
    whose_file(&Place::schema());
}

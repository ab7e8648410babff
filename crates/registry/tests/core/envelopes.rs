//! What is not taken at all, and what is answered for ever.

use crate::places::in_memory;
use crate::world::{REALM, World, write};
use lingshi_registry::people::{Officer, revoke_device, set_officer};
use lingshi_rules::ids::{CommandId, FileId, OfficerId, PostCode};
use lingshi_rules::life::{Action, RULEBOOK};
use lingshi_rules::people::{By, Role};
use lingshi_wire::{
    Answer, CommandBody, Instruction, NotTaken, Sha, SignedCommand, SigningKey, Why,
};
use std::collections::BTreeMap;

fn claim() -> Action {
    Action::Claim { minutes: None }
}

struct Scene {
    store: Box<dyn lingshi_ledger::Store>,
    world: World,
    reviewer: usize,
}

fn scene() -> Scene {
    let mut store = in_memory();
    let world = World::new(&mut *store, "BRU", 2, 3);
    let reviewer = world.desk_of(Role::FirstReviewer);
    Scene {
        store,
        world,
        reviewer,
    }
}

impl Scene {
    fn body(&mut self) -> CommandBody {
        let no = self.world.orders[0].clone();
        let order = self.world.order(&mut *self.store, &no);
        let command = self.world.command(&order, self.reviewer, claim());
        let instruction = Instruction::Order {
            no,
            command: Box::new(command),
        };
        self.world.body(self.reviewer, instruction)
    }

    fn sign(&self, body: &CommandBody) -> SignedCommand {
        SignedCommand::sign(body, &self.world.desks[self.reviewer].key)
    }

    fn accept(&mut self, signed: &SignedCommand) -> Answer {
        self.world.accept(&mut *self.store, signed)
    }

    /// Nothing of it is kept, and the command may come again.
    fn not_taken(&mut self, signed: &SignedCommand) -> NotTaken {
        let digest = self.store.digest().unwrap();
        let Answer::NotTaken { why } = self.accept(signed) else {
            panic!("it was taken");
        };
        assert_eq!(self.store.digest().unwrap(), digest);
        why
    }

    /// Signs what a body becomes when it is changed.
    fn changed(&mut self, change: impl FnOnce(&mut CommandBody)) -> NotTaken {
        let mut body = self.body();
        change(&mut body);
        let signed = self.sign(&body);
        self.not_taken(&signed)
    }
}

fn accepted(answer: &Answer) -> bool {
    matches!(answer, Answer::Accepted { .. })
}

#[test]
fn a_command_gets_the_same_answer_for_ever() {
    let mut scene = scene();
    let body = scene.body();
    let signed = scene.sign(&body);
    let first = scene.accept(&signed);
    assert!(accepted(&first), "{first:?}");
    let digest = scene.store.digest().unwrap();
    scene.world.now = scene.world.now.plus_days(400);
    assert_eq!(scene.accept(&signed), first);
    assert_eq!(scene.store.digest().unwrap(), digest);
}

#[test]
fn a_refusal_is_answered_for_ever_too() {
    let mut scene = scene();
    let mut body = scene.body();
    let Instruction::Order { command, .. } = &mut body.instruction else {
        panic!("an order was meant");
    };
    command.action = Action::Forward;
    let signed = scene.sign(&body);
    let first = scene.accept(&signed);
    assert!(
        matches!(
            first,
            Answer::Refused {
                why: Why::Order { .. }
            }
        ),
        "{first:?}"
    );
    scene.world.now = scene.world.now.plus_days(400);
    assert_eq!(scene.accept(&signed), first);
}

#[test]
fn the_same_id_with_other_bytes_is_misuse() {
    let mut scene = scene();
    let body = scene.body();
    let signed = scene.sign(&body);
    scene.accept(&signed);
    let other = CommandBody {
        device_seq: 99,
        ..body
    };
    let signed = scene.sign(&other);
    assert_eq!(scene.not_taken(&signed), NotTaken::IdTaken);
}

#[test]
fn a_key_nobody_enrolled_is_unknown() {
    let mut scene = scene();
    let body = scene.body();
    let stranger = SigningKey::of_seed(&[200; 32]);
    let signed = SignedCommand::sign(&body, &stranger);
    assert_eq!(scene.not_taken(&signed), NotTaken::UnknownKey);
}

#[test]
fn what_another_key_signed_is_not_signed() {
    let mut scene = scene();
    let body = scene.body();
    let stranger = SigningKey::of_seed(&[200; 32]);
    let forged = SignedCommand {
        key: scene.world.desks[scene.reviewer].key.public().id(),
        ..SignedCommand::sign(&body, &stranger)
    };
    assert_eq!(scene.not_taken(&forged), NotTaken::NotSigned);
    let honest = scene.sign(&body);
    let changed = SignedCommand {
        bytes: honest.bytes.replace("claim", "Claim"),
        ..honest
    };
    assert_eq!(scene.not_taken(&changed), NotTaken::NotSigned);
}

#[test]
fn another_realm_post_or_officer_is_not_taken() {
    let mut scene = scene();
    let realm = scene.changed(|body| body.realm = "elsewhere".to_owned());
    assert_eq!(realm, NotTaken::OtherRealm);
    let nyc = PostCode::new("NYC");
    let post = scene.changed(|body| body.post = nyc.clone());
    assert_eq!(post, NotTaken::OtherPost { post: nyc });
    let officer = scene.world.desks[scene.reviewer].officer.clone();
    let other = scene.changed(|body| body.officer = OfficerId::new("somebody"));
    assert_eq!(other, NotTaken::OtherOfficer { officer });
}

#[test]
fn a_revoked_key_signs_nothing_new_but_keeps_its_answers() {
    let mut scene = scene();
    let body = scene.body();
    let before = scene.sign(&body);
    let first = scene.accept(&before);
    let post = scene.world.post.clone();
    let id = scene.world.desks[scene.reviewer].key.public().id();
    let world = &mut scene.world;
    let revoked = write(&mut *scene.store, |tx| {
        revoke_device(tx, (&post, &id), "lost", By::System, &mut world.moment())
    });
    assert_eq!(revoked, Ok(true));
    assert_eq!(scene.accept(&before), first);
    let body = scene.body();
    let signed = scene.sign(&body);
    assert_eq!(scene.not_taken(&signed), NotTaken::KeyRevoked);
}

#[test]
fn a_key_of_another_root_is_not_certified() {
    let mut scene = scene();
    let post = scene.world.post.clone();
    let other = lingshi_registry::people::Root {
        key: SigningKey::of_seed(&[77; 32]).public(),
    };
    let world = &mut scene.world;
    write(&mut *scene.store, |tx| {
        lingshi_registry::people::set_root(tx, &post, &other, By::System, &mut world.moment())
    })
    .unwrap();
    let body = scene.body();
    let signed = scene.sign(&body);
    assert_eq!(scene.not_taken(&signed), NotTaken::NotCertified);
}

#[test]
fn an_officer_who_left_gives_no_commands() {
    let mut scene = scene();
    let desk = &scene.world.desks[scene.reviewer];
    let gone = Officer {
        id: desk.officer.clone(),
        name: String::new(),
        roles: desk.roles.clone(),
        left: true,
    };
    let post = scene.world.post.clone();
    let world = &mut scene.world;
    write(&mut *scene.store, |tx| {
        set_officer(tx, &post, &gone, By::System, &mut world.moment())
    })
    .unwrap();
    let body = scene.body();
    let signed = scene.sign(&body);
    assert_eq!(scene.not_taken(&signed), NotTaken::NotAnOfficer);
}

#[test]
fn a_field_nobody_reads_is_not_taken() {
    let mut scene = scene();
    let body = scene.body();
    let mut value = serde_json::to_value(&body).unwrap();
    value["instruction"]["command"]["haste"] = true.into();
    let bytes = serde_json::to_string(&value).unwrap();
    let key = &scene.world.desks[scene.reviewer].key;
    let signed = SignedCommand {
        signature: key.sign(lingshi_wire::command::SIGNED_AS, bytes.as_bytes()),
        bytes,
        ..scene.sign(&body)
    };
    let path = "instruction.command.haste".to_owned();
    assert_eq!(scene.not_taken(&signed), NotTaken::UnknownField { path });
}

#[test]
fn what_is_too_long_or_no_command_is_not_taken() {
    let mut scene = scene();
    let body = scene.body();
    let key = &scene.world.desks[scene.reviewer].key;
    let with = |bytes: String| SignedCommand {
        signature: key.sign(lingshi_wire::command::SIGNED_AS, bytes.as_bytes()),
        bytes,
        ..scene.sign(&body)
    };
    let garbage = with("{".to_owned());
    let long = with(" ".repeat(lingshi_wire::command::LONGEST + 1));
    assert_eq!(scene.not_taken(&garbage), NotTaken::NotACommand);
    assert_eq!(scene.not_taken(&long), NotTaken::TooLong);
}

#[test]
fn a_newer_rulebook_is_not_taken() {
    let mut scene = scene();
    let newer = scene.changed(|body| {
        if let Instruction::Order { command, .. } = &mut body.instruction {
            command.rulebook = RULEBOOK + 1;
        }
    });
    assert_eq!(newer, NotTaken::NewerRulebook { rulebook: RULEBOOK });
}

#[test]
fn a_command_waits_for_the_one_it_stands_on() {
    let mut scene = scene();
    let first = scene.body();
    let mut second = scene.body();
    let Instruction::Order { command, .. } = &mut second.instruction else {
        panic!("an order was meant");
    };
    command.stands_on = vec![first.instruction.id().clone()];
    command.action = Action::AddNote {
        text: "等".to_owned(),
    };
    let second = scene.sign(&second);
    assert_eq!(scene.accept(&second), Answer::Later { seconds: 2 });
    let first = scene.sign(&first);
    assert!(accepted(&scene.accept(&first)));
    let answer = scene.accept(&second);
    assert!(accepted(&answer), "{answer:?}");
}

#[test]
fn a_command_that_stands_on_a_refused_one_is_not_taken() {
    let mut scene = scene();
    let mut first = scene.body();
    if let Instruction::Order { command, .. } = &mut first.instruction {
        command.action = Action::Forward;
    }
    let refused: CommandId = first.instruction.id().clone();
    let signed = scene.sign(&first);
    scene.accept(&signed);
    let told = scene.changed(|body| {
        if let Instruction::Order { command, .. } = &mut body.instruction {
            command.stands_on = vec![refused.clone()];
        }
    });
    assert_eq!(told, NotTaken::StandsOnRefused { command: refused });
}

#[test]
fn what_was_painted_must_be_what_is_kept() {
    let mut scene = scene();
    let no = scene.world.orders[0].clone();
    let order = scene.world.order(&mut *scene.store, &no);
    let file = order.files.keys().next().unwrap().clone();
    let mut body = scene.body();
    body.displayed = BTreeMap::from([(file.clone(), Sha::of_parts("other", &[]))]);
    let signed = scene.sign(&body);
    let why = Why::Displayed { file };
    assert_eq!(scene.accept(&signed), Answer::Refused { why });
    let mut body = scene.body();
    let file = FileId::new("nowhere");
    body.displayed = BTreeMap::from([(file.clone(), Sha::start())]);
    let signed = scene.sign(&body);
    let why = Why::Displayed { file };
    assert_eq!(scene.accept(&signed), Answer::Refused { why });
}

#[test]
fn an_order_of_nobody_here_does_not_exist() {
    let mut scene = scene();
    let mut body = scene.body();
    if let Instruction::Order { no, .. } = &mut body.instruction {
        let text = no.as_str().replace("BEL", "USA");
        *no = serde_json::from_value(text.into()).unwrap();
    }
    let signed = scene.sign(&body);
    let why = Why::NoSuchSubject;
    assert_eq!(scene.accept(&signed), Answer::Refused { why });
    assert_eq!(scene.world.registry.realm(), REALM);
}

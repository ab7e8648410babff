//! Posts with orders in first review, and officers who sign.

use lingshi_central::world::{OsChance, moment};
use lingshi_fixtures::orders::{Tables, Wish, World as Invented};
use lingshi_fixtures::people::Lists;
use lingshi_ledger::{Store, StoreFault, Writing};
use lingshi_registry::people::{
    Certificate, CertifiedKey, Device, Officer, Root, certify, enrol_device, set_officer, set_root,
};
use lingshi_registry::{LookupSecret, Moment, Registry, posts};
use lingshi_rules::ids::{CommandId, OfficerId, PostCode};
use lingshi_rules::life::{Action, Command, RULEBOOK, Status};
use lingshi_rules::order::Order;
use lingshi_rules::people::{Actor, By, Role};
use lingshi_rules::post::PostPolicy;
use lingshi_wire::{CommandBody, Instruction, SignedCommand, SigningKey};
use std::collections::{BTreeMap, BTreeSet};

/// The service all of it is for.
pub const REALM: &str = "proof";

/// The registry of these worlds.
pub fn registry() -> Registry {
    Registry::new(REALM, LookupSecret::new([9; 32]))
}

/// Three capitals, as the code of a post is.
pub fn code(number: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap());
    format!("P{}{}", letter(number / 26), letter(number))
}

/// Orders taken in within one transaction: their histories are there already, and nobody waits for one.
const TAKEN_TOGETHER: u32 = 200;

/// A post.
pub struct PostWorld {
    /// Which.
    pub post: PostCode,
    /// Its settings.
    pub policy: PostPolicy,
    /// Its orders as they were taken in.
    pub orders: Vec<Order>,
    /// First reviewers with the keys of their devices.
    pub reviewers: Vec<(OfficerId, SigningKey)>,
    given: u64,
}

fn write(
    store: &mut dyn Store,
    mut work: impl FnMut(&mut dyn Writing, &mut Moment<'_>) -> Result<(), StoreFault>,
) {
    store
        .write(&mut |tx| work(tx, &mut moment(&mut OsChance)))
        .unwrap();
}

/// Settings of a post that works like Brussels under another code.
fn settings(code: &str) -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/posts/BRU.toml");
    let text = std::fs::read_to_string(path).unwrap();
    text.replace("\"BRU\"", &format!("\"{code}\""))
}

impl PostWorld {
    /// Opens a post with so many orders.
    pub fn open(store: &mut dyn Store, code: &str, orders: u32) -> Self {
        let toml = settings(code);
        let policy = PostPolicy::read(code, &toml).unwrap();
        let post = policy.code.clone();
        let root = SigningKey::of_seed(&[1; 32]);
        write(store, |tx, moment| {
            posts::set_up(tx, &post, (code, &toml), By::System, moment)?.unwrap();
            let key = root.public();
            set_root(tx, &post, &Root { key }, By::System, moment)
        });
        let mut world = Self {
            post,
            policy,
            orders: Vec::new(),
            reviewers: Vec::new(),
            given: 0,
        };
        world.fill(store, orders, &root);
        world
    }

    fn fill(&mut self, store: &mut dyn Store, orders: u32, root: &SigningKey) {
        let (lists, tables) = (Lists::built_in().unwrap(), Tables::built_in().unwrap());
        let day = self.policy.local_day(lingshi_central::world::now());
        let wish = Wish {
            status: Some(Status::FirstReview),
            ..Wish::default()
        };
        let invented = Invented::new((&lists, &tables), &self.policy, 7, day, wish);
        let invented = invented.unwrap().without_plans();
        for actor in invented.staff().officers() {
            let Actor::Officer { id, roles, .. } = actor else {
                panic!("not an officer");
            };
            if roles.contains(&Role::FirstReviewer) {
                let key = enrol(store, &self.post, (id, roles), root);
                self.reviewers.push((id.clone(), key));
            }
        }
        let registry = registry();
        for index in 0..orders {
            let made = invented.order(index).unwrap();
            write(store, |tx, moment| {
                let history = (&made.order, &made.events[..]);
                registry
                    .import(tx, &self.post, history, moment)
                    .map(|taken| taken.unwrap())
            });
            self.orders.push(made.order);
        }
    }

    /// Takes in so many orders more, in every state, without remembering them.
    pub fn take_in(&self, store: &mut dyn Store, orders: u32) {
        let (lists, tables) = (Lists::built_in().unwrap(), Tables::built_in().unwrap());
        let day = self.policy.local_day(lingshi_central::world::now());
        let invented = Invented::new((&lists, &tables), &self.policy, 8, day, Wish::default());
        let invented = invented.unwrap().without_plans();
        let registry = registry();
        for first in (0..orders).step_by(TAKEN_TOGETHER as usize) {
            let last = orders.min(first + TAKEN_TOGETHER);
            let made: Vec<_> = (first..last)
                .map(|index| invented.order(index).unwrap())
                .collect();
            write(store, |tx, moment| {
                for one in &made {
                    let history = (&one.order, &one.events[..]);
                    registry.import(tx, &self.post, history, moment)?.unwrap();
                }
                Ok(())
            });
        }
    }

    /// A remark on an order, signed: what changes an order and is refused to nobody.
    pub fn remark(&mut self, order: usize) -> SignedCommand {
        self.given += 1;
        let order = &self.orders[order % self.orders.len()];
        let (officer, key) = &self.reviewers[0];
        let command = Command {
            id: CommandId::new(format!(
                "{}-{}-{}",
                self.post,
                std::process::id(),
                self.given
            )),
            seen: order.version,
            stands_on: Vec::new(),
            fence: None,
            provisional: false,
            looked_at: BTreeSet::new(),
            rulebook: RULEBOOK,
            policy: self.policy.digest().as_str().to_owned(),
            device_time: lingshi_central::world::now(),
            action: Action::AddNote {
                text: format!("第 {} 次核对", self.given),
            },
        };
        let body = CommandBody {
            realm: REALM.to_owned(),
            post: self.post.clone(),
            key: key.public().id(),
            officer: officer.clone(),
            head: None,
            device_seq: self.given,
            displayed: BTreeMap::new(),
            instruction: Instruction::Order {
                no: order.no.clone(),
                command: Box::new(command),
            },
        };
        SignedCommand::sign(&body, key)
    }
}

fn enrol(
    store: &mut dyn Store,
    post: &PostCode,
    (id, roles): (&OfficerId, &BTreeSet<Role>),
    root: &SigningKey,
) -> SigningKey {
    let mut seed = [0; 32];
    lingshi_registry::Chance::fill(&mut OsChance, &mut seed);
    let key = SigningKey::of_seed(&seed);
    let officer = Officer {
        id: id.clone(),
        name: id.to_string(),
        roles: roles.clone(),
        left: false,
    };
    let device = Device {
        key: key.public(),
        officer: id.clone(),
        name: "desk".to_owned(),
        nonce: None,
        certificate: None,
        revoked: None,
    };
    let says = CertifiedKey {
        realm: REALM.to_owned(),
        post: post.clone(),
        officer: id.clone(),
        key: key.public(),
        at: lingshi_central::world::now(),
        admin: roles.contains(&Role::Admin),
    };
    let certificate = Certificate::sign(&says, root);
    write(store, |tx, moment| {
        set_officer(tx, post, &officer, By::System, moment)?;
        enrol_device(tx, post, &device, By::System, moment).map(drop)
    });
    write(store, |tx, moment| {
        certify(tx, (REALM, post), &certificate, By::System, moment).map(|taken| taken.unwrap())
    });
    key
}

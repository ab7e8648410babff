//! A post of the test's own: opened, with a root, officers, certified devices and invented orders.

use lingshi_fixtures::orders::{Tables, Wish, World as Invented};
use lingshi_fixtures::people::Lists;
use lingshi_ledger::{Reading, Store, Writing};
use lingshi_registry::people::{
    Certificate, CertifiedKey, Device, Officer, Root, certify, enrol_device, set_officer, set_root,
};
use lingshi_registry::{Chance, LookupSecret, Moment, Registry, Told, posts};
use lingshi_rules::ids::{CommandId, OfficerId, PostCode};
use lingshi_rules::life::{Action, Command, Event, RULEBOOK, Status, replay};
use lingshi_rules::order::Order;
use lingshi_rules::people::{Actor, By, Role};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::{Instant, OrderNo};
use lingshi_rules::walk::Walk;
use lingshi_wire::{Answer, CommandBody, DocKey, Instruction, Kind, SignedCommand, SigningKey};
use rand_pcg::Pcg64;
use rand_pcg::rand_core::{Rng, SeedableRng};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(crate) const REALM: &str = "test";

/// Chance from a seed.
pub(crate) struct Seeded(pub(crate) Pcg64);

impl Seeded {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Pcg64::seed_from_u64(seed))
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.0.next_u64() % u64::try_from(n.max(1)).unwrap()).unwrap()
    }
}

impl Chance for Seeded {
    fn fill(&mut self, bytes: &mut [u8]) {
        self.0.fill_bytes(bytes);
    }
}

/// An officer with the key of their device.
pub(crate) struct Desk {
    pub(crate) officer: OfficerId,
    pub(crate) roles: BTreeSet<Role>,
    pub(crate) key: SigningKey,
    commands: u64,
}

pub(crate) struct World {
    pub(crate) post: PostCode,
    pub(crate) policy: PostPolicy,
    pub(crate) registry: Arc<Registry>,
    pub(crate) desks: Vec<Desk>,
    pub(crate) orders: Vec<OrderNo>,
    pub(crate) root: SigningKey,
    pub(crate) chance: Seeded,
    pub(crate) now: Instant,
    next: u32,
}

pub(crate) fn file(post: &str) -> (String, String) {
    let path = format!(
        "{}/../../fixtures/posts/{post}.toml",
        env!("CARGO_MANIFEST_DIR")
    );
    (
        format!("{post}.toml"),
        std::fs::read_to_string(path).unwrap(),
    )
}

/// Writes, and gives back what the work says.
pub(crate) fn write<T>(
    store: &mut dyn Store,
    mut work: impl FnMut(&mut dyn Writing) -> Told<T>,
) -> Told<T> {
    let mut said = None;
    store.write(&mut |tx| {
        said = Some(work(tx)?);
        Ok(())
    })?;
    Ok(said.unwrap())
}

pub(crate) fn read<T>(
    store: &mut dyn Store,
    mut work: impl FnMut(&mut dyn Reading) -> Told<T>,
) -> T {
    let mut said = None;
    store
        .read(&mut |tx| {
            said = Some(work(tx)?);
            Ok(())
        })
        .unwrap();
    said.unwrap()
}

impl World {
    /// A post with so many orders in first review, and its officers.
    pub(crate) fn new(store: &mut dyn Store, post: &str, orders: u32, seed: u64) -> Self {
        let (name, toml) = file(post);
        let policy = PostPolicy::read(&name, &toml).unwrap();
        let mut world = Self {
            post: PostCode::new(post),
            registry: Arc::new(Registry::new(REALM, LookupSecret::new([9; 32]))),
            policy,
            desks: Vec::new(),
            orders: Vec::new(),
            root: SigningKey::of_seed(&[1; 32]),
            chance: Seeded::new(seed),
            now: Instant::parse("2026-03-16T09:00:00.000Z").unwrap(),
            next: 0,
        };
        world.open(store, &name, &toml);
        world.fill(store, orders, seed);
        world
    }

    pub(crate) fn moment(&mut self) -> Moment<'_> {
        Moment {
            now: self.now,
            chance: &mut self.chance,
        }
    }

    fn open(&mut self, store: &mut dyn Store, name: &str, toml: &str) {
        let post = self.post.clone();
        let root = Root {
            key: self.root.public(),
        };
        write(store, |tx| {
            let file = (name, toml);
            posts::set_up(tx, &post, file, By::System, &mut self.moment())?.unwrap();
            set_root(tx, &post, &root, By::System, &mut self.moment())
        })
        .unwrap();
    }

    fn fill(&mut self, store: &mut dyn Store, orders: u32, seed: u64) {
        let lists = Lists::built_in().unwrap();
        let tables = Tables::built_in().unwrap();
        let day = self.policy.local_day(self.now);
        let policy = self.policy.clone();
        let wish = Wish {
            status: Some(Status::FirstReview),
            ..Wish::default()
        };
        let invented = Invented::new((&lists, &tables), &policy, seed, day, wish)
            .unwrap()
            .without_plans();
        for actor in invented.staff().officers() {
            let Actor::Officer { id, roles, .. } = actor else {
                panic!("not an officer");
            };
            self.enrol(store, id, roles);
        }
        for index in 0..orders {
            let made = invented.order(index).unwrap();
            let post = self.post.clone();
            let no = made.order.no.clone();
            let registry = Arc::clone(&self.registry);
            write(store, |tx| {
                let history = (&made.order, &made.events[..]);
                registry.import(tx, &post, history, &mut self.moment())
            })
            .unwrap()
            .unwrap();
            self.orders.push(no);
        }
    }

    /// Adds an officer with a certified device.
    pub(crate) fn enrol(&mut self, store: &mut dyn Store, id: &OfficerId, roles: &BTreeSet<Role>) {
        let number = u8::try_from(self.desks.len() + 10).unwrap();
        let key = SigningKey::of_seed(&[number; 32]);
        let officer = Officer {
            id: id.clone(),
            name: format!("{id}"),
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
        let post = self.post.clone();
        let certificate = self.certificate((id, roles), &key);
        write(store, |tx| {
            set_officer(tx, &post, &officer, By::System, &mut self.moment())?;
            enrol_device(tx, &post, &device, By::System, &mut self.moment())
        })
        .unwrap();
        write(store, |tx| {
            let at = (REALM, &post);
            certify(tx, at, &certificate, By::System, &mut self.moment())
        })
        .unwrap()
        .unwrap();
        self.desks.push(Desk {
            officer: id.clone(),
            roles: roles.clone(),
            key,
            commands: 0,
        });
    }

    pub(crate) fn certificate(
        &self,
        (officer, roles): (&OfficerId, &BTreeSet<Role>),
        key: &SigningKey,
    ) -> Certificate {
        let says = CertifiedKey {
            realm: REALM.to_owned(),
            post: self.post.clone(),
            officer: officer.clone(),
            key: key.public(),
            at: self.now,
            admin: roles.contains(&Role::Admin),
        };
        Certificate::sign(&says, &self.root)
    }

    /// Takes in an order somebody walked to where it is.
    pub(crate) fn import(&mut self, store: &mut dyn Store, walk: &Walk<'_>) -> OrderNo {
        self.now = walk.now;
        self.take_in(store, &walk.events)
    }

    /// Takes in an order with its history.
    pub(crate) fn take_in(&mut self, store: &mut dyn Store, events: &[Event]) -> OrderNo {
        let registry = Arc::clone(&self.registry);
        let post = self.post.clone();
        let order = replay(events).unwrap();
        write(store, |tx| {
            registry.import(tx, &post, (&order, events), &mut self.moment())
        })
        .unwrap()
        .unwrap();
        order.no
    }

    /// Somebody who signs nothing gives a command to an order as it is now.
    pub(crate) fn given(
        &mut self,
        store: &mut dyn Store,
        no: &OrderNo,
        actor: &Actor,
        action: Action,
    ) -> Answer {
        let order = self.order(store, no);
        let command = self.command(&order, 0, action);
        let registry = Arc::clone(&self.registry);
        let post = self.post.clone();
        write(store, |tx| {
            registry.give(tx, (&post, no), actor, &command, &mut self.moment())
        })
        .unwrap()
    }

    /// The first desk whose officer has this role.
    pub(crate) fn desk_of(&self, role: Role) -> usize {
        let found = self
            .desks
            .iter()
            .position(|desk| desk.roles.contains(&role));
        found.unwrap()
    }

    pub(crate) fn order(&self, store: &mut dyn Store, no: &OrderNo) -> Order {
        order_of(store, &self.post, no)
    }

    /// A command on an order as this desk would give it now.
    pub(crate) fn command(&mut self, order: &Order, desk: usize, action: Action) -> Command {
        self.next += 1;
        let me = &self.desks[desk].officer;
        let review = &order.review;
        let holds = review.last_holder.as_ref() == Some(me);
        Command {
            id: CommandId::new(format!("{}-{}", self.post, self.next)),
            seen: order.version,
            stands_on: Vec::new(),
            fence: holds.then_some(review.fence),
            provisional: false,
            looked_at: order.files.keys().cloned().collect(),
            rulebook: RULEBOOK,
            policy: self.policy.digest().as_str().to_owned(),
            device_time: self.now,
            action,
        }
    }

    pub(crate) fn body(&mut self, desk: usize, instruction: Instruction) -> CommandBody {
        let desk = &mut self.desks[desk];
        desk.commands += 1;
        CommandBody {
            realm: REALM.to_owned(),
            post: self.post.clone(),
            key: desk.key.public().id(),
            officer: desk.officer.clone(),
            head: None,
            device_seq: desk.commands,
            displayed: BTreeMap::new(),
            instruction,
        }
    }

    pub(crate) fn sign(&mut self, desk: usize, no: &OrderNo, command: Command) -> SignedCommand {
        let instruction = Instruction::Order {
            no: no.clone(),
            command: Box::new(command),
        };
        let body = self.body(desk, instruction);
        SignedCommand::sign(&body, &self.desks[desk].key)
    }

    pub(crate) fn accept(&mut self, store: &mut dyn Store, signed: &SignedCommand) -> Answer {
        let post = self.post.clone();
        let registry = Arc::clone(&self.registry);
        write(store, |tx| {
            registry.accept(tx, &post, signed, &mut self.moment())
        })
        .unwrap()
    }

    /// Gives a command to an order as it is now, and says what was answered.
    pub(crate) fn does(
        &mut self,
        store: &mut dyn Store,
        desk: usize,
        no: &OrderNo,
        action: Action,
    ) -> Answer {
        let order = self.order(store, no);
        let command = self.command(&order, desk, action);
        let signed = self.sign(desk, no, command);
        self.accept(store, &signed)
    }
}

pub(crate) fn order_of(store: &mut dyn Store, post: &PostCode, no: &OrderNo) -> Order {
    let key = DocKey::new(Kind::Order, no.as_str());
    let document = read(store, |tx| tx.document(post, &key)).unwrap();
    serde_json::from_slice(&document.body).unwrap()
}

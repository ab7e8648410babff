//! Invented orders in a house, and commands on them as desks would sign them.

use super::officer::Officer;
use super::{House, Post, REALM};
use lingshi_central::world::now;
use lingshi_fixtures::orders::{Tables, Wish, World};
use lingshi_fixtures::people::Lists;
use lingshi_rules::ids::{AccountId, CommandId};
use lingshi_rules::life::{Action, Command, Event, RULEBOOK, Status, replay};
use lingshi_rules::order::Order;
use lingshi_rules::people::{Actor, Role};
use lingshi_rules::values::{Instant, OrderNo};
use lingshi_wire::{CommandBody, DocKey, Instruction, Kind, SignedCommand};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

static NEXT: AtomicU64 = AtomicU64::new(0);

/// Officers as they are invented: who, and with which roles.
type Staff = Vec<(String, Vec<Role>)>;

/// Which invented order.
pub(crate) struct Invented {
    pub(crate) status: Status,
    pub(crate) index: u32,
}

impl House {
    /// So many orders in each of these states, and the officers who worked on them.
    pub(crate) async fn fill(
        &self,
        post: &Post,
        orders: &[(Status, u32)],
    ) -> (Vec<Officer>, Vec<OrderNo>) {
        let (mut staff, mut numbers) = (Staff::new(), Vec::new());
        for (status, count) in orders {
            // The same seed, so that they are of the same officers.
            let from = u32::try_from(numbers.len()).unwrap();
            let wish = (*status, from..from + count);
            staff = self.invent(post, wish, &mut numbers);
        }
        let mut officers = Vec::new();
        for (id, roles) in staff {
            officers.push(self.hire(post, &id, &roles).await);
        }
        (officers, numbers)
    }

    fn invent(
        &self,
        post: &Post,
        (status, indices): (Status, Range<u32>),
        numbers: &mut Vec<OrderNo>,
    ) -> Staff {
        let (lists, tables) = (Lists::built_in().unwrap(), Tables::built_in().unwrap());
        let wish = Wish {
            status: Some(status),
            ..Wish::default()
        };
        let day = post.policy.local_day(now());
        let invented = World::new((&lists, &tables), &post.policy, 7, day, wish)
            .unwrap()
            .without_plans();
        let registry = self.registry();
        for index in indices {
            let made = invented.order(index).unwrap();
            self.write(|tx, moment| {
                let history = (&made.order, &made.events[..]);
                registry.import(tx, &post.code, history, moment)
            })
            .unwrap();
            numbers.push(made.order.no);
        }
        let staff = invented.staff();
        let officers = staff.officers().iter().map(|actor| match actor {
            Actor::Officer { id, roles, .. } => (id.to_string(), roles.iter().copied().collect()),
            other => panic!("{other:?} is not an officer"),
        });
        officers.collect()
    }

    /// An invented order in a state, filed by this account instead of an invented one.
    pub(crate) fn filed_by(
        &self,
        post: &Post,
        account: &AccountId,
        Invented { status, index }: Invented,
    ) -> OrderNo {
        let (lists, tables) = (Lists::built_in().unwrap(), Tables::built_in().unwrap());
        let wish = Wish {
            status: Some(status),
            ..Wish::default()
        };
        let day = post.policy.local_day(now());
        let invented = World::new((&lists, &tables), &post.policy, 7, day, wish)
            .unwrap()
            .without_plans();
        let made = invented.order(index).unwrap();
        let text = serde_json::to_string(&made.events).unwrap();
        let whose = |account: &AccountId| format!("\"{account}\"");
        let text = text.replace(&whose(&made.order.account), &whose(account));
        let events: Vec<Event> = serde_json::from_str(&text).unwrap();
        let order = replay(&events).unwrap();
        let registry = self.registry();
        self.write(|tx, moment| registry.import(tx, &post.code, (&order, &events), moment))
            .unwrap();
        order.no
    }

    /// An order as it is now.
    pub(crate) fn order(&self, post: &Post, no: &OrderNo) -> Order {
        let key = DocKey::new(Kind::Order, no.as_str());
        let document = self.read(|tx| tx.document(&post.code, &key)).unwrap();
        serde_json::from_slice(&document.body).unwrap()
    }
}

/// A command as this officer would sign it, having seen the order as it is here.
pub(crate) fn signed(post: &Post, by: &Officer, order: &Order, action: Action) -> SignedCommand {
    signed_at(post, by, order, action, now())
}

/// The same at another time.
pub(crate) fn signed_at(
    post: &Post,
    by: &Officer,
    order: &Order,
    action: Action,
    at: Instant,
) -> SignedCommand {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let command = Command {
        id: CommandId::new(format!("{}-{number}", post.code)),
        seen: order.version,
        stands_on: Vec::new(),
        fence: None,
        provisional: true,
        looked_at: order.files.keys().cloned().collect(),
        rulebook: RULEBOOK,
        policy: post.policy.digest().as_str().to_owned(),
        device_time: at,
        action,
    };
    let body = CommandBody {
        realm: REALM.to_owned(),
        post: post.code.clone(),
        key: by.key.public().id(),
        officer: by.id.clone(),
        head: None,
        device_seq: number,
        displayed: BTreeMap::new(),
        instruction: Instruction::Order {
            no: order.no.clone(),
            command: Box::new(command),
        },
    };
    SignedCommand::sign(&body, &by.key)
}

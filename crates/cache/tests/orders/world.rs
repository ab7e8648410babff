//! A cache of the test's own, filled with invented orders.

use chrono::NaiveDate;
use lingshi_cache::DatabaseKey;
use lingshi_cache::orders::{Cursor, Orders, Pulled};
use lingshi_fixtures::orders::{Tables, Wish, World};
use lingshi_fixtures::people::Lists;
use lingshi_fixtures::posts::POSTS;
use lingshi_rules::order::{Order, Status};
use lingshi_rules::post::PostPolicy;
use lingshi_wire::{DocKey, Epoch, Kind, Seq};
use std::path::PathBuf;
use tempfile::TempDir;
use zeroize::Zeroizing;

pub(crate) fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()
}

pub(crate) fn key() -> DatabaseKey {
    DatabaseKey::new(Zeroizing::new([7; 32]))
}

pub(crate) fn policy() -> PostPolicy {
    let (code, text) = POSTS[0];
    PostPolicy::read(&format!("{code}.toml"), text).unwrap()
}

/// So many invented orders.
pub(crate) fn invented(policy: &PostPolicy, status: Option<Status>, count: u32) -> Vec<Order> {
    let (lists, tables) = (Lists::built_in().unwrap(), Tables::built_in().unwrap());
    let wish = Wish {
        status,
        business: None,
    };
    let world = World::new((&lists, &tables), policy, 5, day(), wish).unwrap();
    let world = world.without_plans();
    (0..count).map(|n| world.order(n).unwrap().order).collect()
}

pub(crate) struct Cache {
    pub(crate) folder: TempDir,
    pub(crate) orders: Orders,
    pub(crate) policy: PostPolicy,
    pub(crate) seq: u64,
}

pub(crate) fn at(seq: u64) -> Cursor {
    let epoch = (seq > 0).then_some(Epoch(1));
    Cursor {
        epoch,
        seq: Seq(seq),
    }
}

impl Cache {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let orders = Orders::open(&folder.path().join("cache.db"), &key()).unwrap();
        Self {
            folder,
            orders,
            policy: policy(),
            seq: 0,
        }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("cache.db")
    }

    /// Keeps them as one page that goes on where the cache is.
    pub(crate) fn keep(&mut self, orders: &[Order]) {
        let texts: Vec<(DocKey, u32, String)> = orders
            .iter()
            .map(|order| {
                let key = DocKey::new(Kind::Order, order.no.as_str());
                (key, order.version, serde_json::to_string(order).unwrap())
            })
            .collect();
        let next = self.seq + texts.len() as u64;
        let pulled: Vec<Pulled<'_>> = texts
            .iter()
            .map(|(key, version, body)| Pulled {
                key,
                version: *version,
                seq: Seq(next),
                body,
            })
            .collect();
        let page = (at(self.seq), at(next));
        self.orders
            .keep(page, &pulled, (&self.policy, day()))
            .unwrap();
        self.seq = next;
    }
}

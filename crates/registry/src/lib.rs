//! The registry: the central server without its sockets.
//!
//! It takes commands, asks the rulebook, and writes what follows into the ledger, each command in one
//! transaction. Time, chance and storage are handed in: the same commands with the same seed leave the
//! same bytes. It opens no socket, starts no thread, and keeps no rule of its own about orders.

pub mod accept;
pub mod applicant;
pub mod audit;
pub mod blobs;
pub mod changes;
pub mod clockwork;
mod duplicates;
pub mod erase;
pub mod heads;
pub mod identity;
pub mod import;
mod kept;
pub mod leading;
mod line;
pub mod lookup;
pub mod mail;
pub mod outbox;
pub mod people;
pub mod posts;
pub mod presence;
pub mod reference;
pub mod restore;
pub mod snapshot;
mod subjects;
mod windows;
pub mod world;

pub use kept::Kept;
pub use lookup::LookupSecret;
pub use subjects::{Offered, offer, offer_ahead, usual};
pub use world::{Chance, Moment};

use lingshi_ledger::StoreFault;
use lingshi_rules::ids::PostCode;
use lingshi_rules::post::PostPolicy;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// The registry of one realm. It remembers nothing but settings it has read before.
pub struct Registry {
    realm: String,
    lookup: LookupSecret,
    settings: Mutex<HashMap<(PostCode, u32), Arc<PostPolicy>>>,
}

impl Registry {
    /// The registry of this realm, with the secret under which people are looked up.
    pub fn new(realm: impl Into<String>, lookup: LookupSecret) -> Self {
        Self {
            realm: realm.into(),
            lookup,
            settings: Mutex::new(HashMap::new()),
        }
    }

    /// The secret under which people are looked up.
    pub fn lookup(&self) -> &LookupSecret {
        &self.lookup
    }

    /// Which service this is.
    pub fn realm(&self) -> &str {
        &self.realm
    }
}

/// Whether two things are the same, found out in the same time whatever they are.
pub fn same(one: &[u8], other: &[u8]) -> bool {
    use subtle::ConstantTimeEq;
    one.ct_eq(other).into()
}

/// Nothing of what was asked happened, because the ledger could not.
pub type Told<T> = Result<T, StoreFault>;

//! What a desk keeps on its disk, for one officer at one post, encrypted.
//!
//! Two files: the cache is disposable, for everything in it can be fetched again; the outbox is sacred. It knows no
//! network and decides nothing: what an order may become is asked of the rulebook, what is fetched and sent is told
//! to it.

mod engine;
mod fault;
pub mod keys;
pub mod orders;
pub mod outbox;
mod profile;
mod shape;
pub mod vault;

pub use engine::{DatabaseKey, Durability, NotFit, check_engine};
pub use fault::{Fault, FaultKind};
pub use profile::{NoProfile, Profile, Room};
pub use shape::{NoUpgrade, Step};

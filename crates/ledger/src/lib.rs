//! The ledger: what the central server remembers, and the order it came in.
//!
//! A post has documents, a log in which every line has the next number, and receipts of the commands it
//! answered. Two engines keep them, `SQLite` and `PostgreSQL`, behind one narrow trait and one suite of tests.
//! The ledger decides nothing: it does not know what an order is, only that its document has a version.
//! It calls no clock and draws no lots; what is written is handed in.

pub mod chain;
pub mod document;
pub mod entry;
pub mod fault;
pub mod head;
pub mod postgres;
pub mod receipt;
pub mod sqlite;
pub mod store;
mod tables;

pub use document::{DocKey, Document, Kind};
pub use entry::{Entry, Header, Payload, Touched};
pub use fault::{FaultKind, StoreFault};
pub use head::{Epoch, Head, Seq};
pub use receipt::Receipt;
pub use store::{Found, LookupHash, Reading, Room, Store, Work, Writing};

//! The contract between desk and central server, shared by both so that neither can mean something else.
//!
//! What a command is and how it is signed, what it is answered, how the log of a post is told and chained.
//! It decides nothing and keeps nothing; only with the feature `client` does it open a socket, to ask, and only with
//! `outbox` does it draw lots, for a seal.

pub mod acts;
pub mod answer;
pub mod api;
pub mod applicant;
pub mod blobs;
pub mod certificate;
pub mod chain;
pub mod changes;
#[cfg(feature = "client")]
pub mod client;
pub mod command;
pub mod document;
pub mod duplicates;
pub mod head;
pub mod heads;
pub mod key;
pub mod line;
pub mod mail;
pub mod outbox;
pub mod reference;
pub mod seq;
pub mod snapshot;
pub mod statement;
mod unknown;

pub use answer::{Answer, NotTaken, Why};
pub use certificate::{Certificate, CertifiedKey};
pub use chain::{Link, Sha};
pub use command::{CommandBody, Instruction, SignedCommand};
pub use document::{DocKey, Kind};
pub use head::{HeadSays, NoHead, Server, SignedHead};
pub use key::{KeyId, PublicKey, Signature, SigningKey};
pub use line::{Header, Touched};
pub use seq::{Epoch, Seq};

//! The doors of the server, tried over real sockets: who is let in, what is answered, and who cannot break it.

#![expect(clippy::unwrap_used, reason = "what builds a test may fail it")]
#![allow(
    clippy::panic,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    reason = "a test may fail, picks what it looks at, and says how much it did"
)]

#[path = "../common/mod.rs"]
mod common;

mod applicants;
mod balancers;
mod clockwork;
mod endpoints;
mod files;
mod heads;
mod hostile;
mod identity;
mod mails;
mod pulling;
mod racing;
mod statements;
mod stopping;
mod tls;

//! Outboxes carried to the server by hand: taken in by its command line while it serves.

#![expect(clippy::unwrap_used, reason = "what builds a test may fail it")]
#![allow(
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    reason = "a test may fail, and picks what it looks at"
)]

#[path = "../common/mod.rs"]
mod common;

mod arriving;
mod desk;
mod key;
mod refused;

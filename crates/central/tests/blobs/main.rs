//! Files and snapshots over real sockets: what comes in, who reads it, and what survives a cut line.

#![expect(clippy::unwrap_used, reason = "what builds a test may fail it")]
#![allow(
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    reason = "a test may fail, and picks what it looks at"
)]

mod client;
mod far;
mod house;
mod reading;
mod snapshots;
mod sweeping;
mod uploading;

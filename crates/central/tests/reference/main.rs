//! Sheets over the wire and from the command line: loaded once, sent again only when they changed.

#![expect(clippy::unwrap_used, reason = "what builds a test may fail it")]
#![allow(
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    reason = "a test may fail, and picks what it looks at"
)]

#[path = "../common/mod.rs"]
mod common;

mod asking;
mod loading;

//! The life of an order, rule by rule.

#![expect(clippy::unwrap_used, reason = "what builds a test may fail it")]
#![allow(
    clippy::wildcard_enum_match_arm,
    clippy::manual_is_multiple_of,
    clippy::panic,
    reason = "tests pick what they look at, and draw lots"
)]

mod clockwork;
mod deciding;
mod fields;
mod filing;
mod golden;
mod invariants;
mod kept;
mod map;
mod outgoing;
mod posts;
mod tables;
mod walks;

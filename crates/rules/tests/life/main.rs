//! The life of an order, rule by rule.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what builds a test may fail it"
)]

mod deciding;
mod filing;
mod invariants;
mod posts;
mod walks;

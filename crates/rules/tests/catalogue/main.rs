//! The catalogues of the rulebook: what is offered, who qualifies, what is brought, what is looked at.

#![expect(clippy::unwrap_used, reason = "what builds a test may fail it")]
#![allow(
    clippy::wildcard_enum_match_arm,
    clippy::panic,
    clippy::too_many_arguments,
    reason = "tests pick what they look at"
)]

mod cases;
mod checks;
mod eligibility;
mod materials;
mod offered;
mod photo_standard;
#[path = "../life/posts.rs"]
mod posts;

//! The words are complete, right in their script, and read well in every language.

#![expect(clippy::unwrap_used, reason = "what builds a test may fail it")]
#![allow(
    clippy::wildcard_enum_match_arm,
    clippy::panic,
    reason = "tests pick what they look at"
)]

mod addressee;
mod answers;
mod cases;
mod complete;
mod gallery;
mod hard;
#[path = "../../../rules/tests/life/kept.rs"]
mod kept;
mod mailing;
mod named;
mod outgoing;
#[path = "../../../rules/tests/life/posts.rs"]
mod posts;
mod refusals;
mod said;
mod scripts;
mod specimen;
mod style;
mod templates;

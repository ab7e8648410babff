//! The officers' work beside the order's life: findings, checklists, retention, and the books of the post.

#![expect(clippy::unwrap_used, reason = "what builds a test may fail it")]
#![allow(
    clippy::wildcard_enum_match_arm,
    clippy::panic,
    reason = "tests pick what they look at"
)]

mod cash_day;
mod checklist;
mod duplicates;
#[path = "../life/kept.rs"]
mod kept;
mod legalisation;
mod nationality;
mod pension;
#[path = "../life/posts.rs"]
mod posts;
mod retention;
mod statistics;
mod stock;

use lingshi_rules::values::Instant;
use lingshi_rules::values::instant::Day;

/// A calendar day.
fn day(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd_opt(year, month, day).unwrap()
}

/// A moment, as RFC 3339 has it.
fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

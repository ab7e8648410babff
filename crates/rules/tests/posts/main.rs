//! The posts: their files, what is refused in them, their calendars and digests.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what builds a test may fail it"
)]

mod between;
mod calendar;
mod clocks;
mod contradictions;
mod digests;
mod faults;
mod files;
mod keys;
mod kinds;
mod manual;
mod money_contradictions;
mod paper_contradictions;
mod scope_and_hours;
mod seventh;
mod six_mail;
mod six_money;

//! A year of a post on a clock that is handed in: people file, send, book, come, miss and collect; officers work when
//! the post is open; the clockwork strikes. Afterwards everything is counted again by somebody else.
#![expect(
    clippy::unwrap_used,
    reason = "a world that cannot be set up proves nothing"
)]
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "people look at what concerns them"
)]

mod counting;
mod filings;
mod officers;
mod tally;
mod year;

pub use lingshi_demo::habits::Rest;
pub use year::{Life, Played};

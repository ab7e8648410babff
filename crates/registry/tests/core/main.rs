//! The registry on both engines: commands, answers, the log, and what is kept of people.

#![expect(clippy::unwrap_used, reason = "what builds a test may fail it")]
#![allow(
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    reason = "a test may fail, and picks what it looks at"
)]

mod applicants;
mod auditing;
mod carried;
mod clockwork;
mod envelopes;
mod exporting;
mod files;
mod places;
mod pulling;
mod racing;
mod restoring;
mod same_bytes;
mod sessions;
mod sheets;
mod signatures;
mod slots;
mod someone;
mod statements;
mod subjects;
mod world;

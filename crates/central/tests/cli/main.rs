//! The administration, as whoever holds the server uses it: by the command line alone.

#![expect(clippy::unwrap_used, reason = "what builds a test may fail it")]
#![allow(clippy::panic, reason = "a test may fail")]

mod auditing;
mod place;

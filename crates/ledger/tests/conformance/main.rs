//! What an engine must do, asked of both: each test runs on a file of its own and on a schema of its own.
//!
//! `PostgreSQL` is a real server, named by `LINGSHI_POSTGRES`; `./test ledger` starts one. Without it these
//! tests fail, and say so.

#![expect(clippy::unwrap_used, reason = "what builds a test may fail it")]
#![allow(clippy::panic, reason = "a test may fail")]

mod engines;
mod history;
mod log;
mod pages;
mod racing;
mod reopening;
mod things;
mod turns;
mod undoing;

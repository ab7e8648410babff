//! The cache: what was kept is what is read, in the queue's order, found by whatever somebody remembers.

#![expect(clippy::unwrap_used, reason = "what builds a test may fail it")]

mod damage;
mod finding;
mod keeping;
mod queue;
mod world;

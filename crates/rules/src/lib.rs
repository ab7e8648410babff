//! The rulebook: what an order is, what may be done with it, and what follows.
//!
//! Desk and server run this same code. It knows nobody: no I/O, no clock, no randomness, no async;
//! time and facts from outside the order are handed in. What a person will read leaves here as a
//! code with typed parameters, never as a sentence.

pub mod batch;
pub mod business;
pub mod fees;
pub mod ids;
pub mod life;
pub mod order;
pub mod people;
pub mod post;
pub mod queue;
pub mod supplement_mail;
pub mod values;
pub mod walk;

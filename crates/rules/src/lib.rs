//! The rulebook: what an order is, what may be done with it, and what follows.
//!
//! Desk and server run this same code. It knows nobody: no I/O, no clock, no randomness, no async;
//! time and facts from outside the order are handed in. What a person will read leaves here as a
//! code with typed parameters, never as a sentence.

pub mod batch;
pub mod book;
pub mod business;
pub mod cash_day;
pub mod checklist;
pub mod checks;
pub mod clockwork;
pub mod duplicates;
pub mod eligibility;
pub mod fees;
pub mod ids;
pub mod legalisation;
pub mod life;
pub mod materials;
pub mod nationality;
pub mod offered;
pub mod order;
pub mod outgoing;
pub mod pension;
pub mod people;
pub mod photo_standard;
pub mod post;
pub mod queue;
pub mod retention;
pub mod statistics;
pub mod stock;
pub mod supplement_mail;
pub mod values;
pub mod walk;

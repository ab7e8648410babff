//! Limits on what is typed.

use crate::life::refusal::{Refusal, TextOf};

/// A sentence or two.
pub(super) const SHORT: u32 = 500;
/// A message to the applicant.
pub(super) const LONG: u32 = 4_000;
/// A number on paper, a place on the shelf.
pub(super) const NUMBER: u32 = 64;

/// A text that must be there and must fit.
pub(super) fn needed(text: TextOf, given: &str, most: u32) -> Result<String, Refusal> {
    let given = given.trim();
    if given.is_empty() {
        return Err(Refusal::TextNeeded { text });
    }
    fits(text, given, most)?;
    Ok(given.to_owned())
}

/// A text that may be empty but must fit.
pub(super) fn fits(text: TextOf, given: &str, most: u32) -> Result<(), Refusal> {
    let within = given.chars().count() <= most as usize;
    if within {
        Ok(())
    } else {
        Err(Refusal::TextTooLong { text, most })
    }
}

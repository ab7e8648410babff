//! What an applicant's telephone asks. Everything beneath `/v1/applicant` is theirs alone: an officer's token opens
//! nothing here, and what is another's is answered as what is not there.

pub(super) mod account;
pub(super) mod doors;
pub(super) mod files;
pub(super) mod filing;
pub(super) mod meeting;
pub(super) mod messages;
pub(super) mod orders;
pub(super) mod paying;
pub(super) mod pensions;
pub(super) mod persons;
mod table;

pub(super) use table::routes;

use super::problem::{Code, Fault};
use crate::applicants::Shared;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::http::HeaderMap;
use lingshi_registry::applicant::Unanswered;
use lingshi_rules::values::OrderNo;
use lingshi_wire::applicant::paying::PROOF;
use serde::de::DeserializeOwned;

/// An order by its number, exactly as it is written: what only looks like one names nothing.
fn number(text: &str) -> Result<OrderNo, Fault> {
    let read = OrderNo::parse(text).map_err(|_| Fault::new(Code::NotHere))?;
    if read.value.as_str() == text {
        Ok(read.value)
    } else {
        Err(Fault::new(Code::NotHere))
    }
}

/// The telephone's own name for something: letters, digits and dashes.
fn named(id: &str) -> Result<(), Fault> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if (8..=64).contains(&id.len()) && id.chars().all(plain) {
        Ok(())
    } else {
        Err(Fault::new(Code::Unreadable))
    }
}

impl From<Unanswered> for Fault {
    fn from(why: Unanswered) -> Self {
        match why {
            Unanswered::NotHere => Self::new(Code::NotHere),
            Unanswered::IdTaken => Self::new(Code::IdTaken),
            Unanswered::Later => Self::new(Code::Later).again_in(2),
            Unanswered::Full => Self::new(Code::TooMany),
        }
    }
}

/// What was refused by the rulebook where nothing else could be answered.
fn refused(refusal: &lingshi_rules::life::Refusal) -> Fault {
    Fault::new(Code::Refused).saying(refusal.code())
}

/// What somebody tells who shares a secret with the server. Nothing of it is read before it is known whose it is.
fn proven<T: DeserializeOwned>(
    shared: &Shared,
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<T, Fault> {
    let body = body.map_err(|_| Fault::new(Code::TooLarge))?;
    let proof = headers.get(PROOF).and_then(|proof| proof.to_str().ok());
    if !proof.is_some_and(|proof| shared.proves(&body, proof)) {
        return Err(Fault::new(Code::NotLetIn));
    }
    serde_json::from_slice(&body).map_err(|_| Fault::new(Code::Unreadable))
}

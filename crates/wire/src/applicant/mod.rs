//! What an applicant's telephone and the server say to each other: the account, what is filed, what becomes of it.
//!
//! An applicant is shown what is theirs, field by field: what officers think, note, find or claim has no place here.

pub mod account;
pub mod asking;
pub mod filing;
pub mod meeting;
pub mod message;
pub mod order;
pub mod paying;
pub mod pension;

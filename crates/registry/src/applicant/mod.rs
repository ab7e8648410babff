//! The applicant's side: accounts, drafts, orders as their applicants see them, money paid on line.
//!
//! What an applicant does is decided by the rulebook like anything else. What is theirs alone, as a draft that is
//! not filed, is kept in the realm: no post's log knows of it.

mod account;
mod ask;
mod code;
mod contact;
mod draft;
mod hall;
mod message;
mod offer;
mod payment;
mod person;
mod session;
mod slip;
mod tidy;
mod view;

pub use account::{
    Account, Deleted, Shows, account, check_lock, delete_account, found, note_failure, register,
    set_language, set_password, sign_in, take_in_account,
};
pub use ask::{Doer, Doing, FaceCame, Unanswered};
pub use code::{CodeFault, CodeNotSent, Sent, send_code, use_code};
pub use contact::{BadContact, Contact};
pub(crate) use draft::files_of_drafts;
pub use draft::{LAPSES_DAYS, NotBegun};
pub use payment::{BadPayment, Noticed};
pub use person::{keep_person, persons, remove_person};
pub use session::{Whose, close, heard, renew, session_of};

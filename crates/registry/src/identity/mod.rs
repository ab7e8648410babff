//! Signing in: passwords, second factors, sessions, and the codes that enrol a device.
//!
//! Slow things, as hashing a password, are done outside transactions: what is read, looked at and written
//! are three steps, and the last one looks again.

mod credential;
mod invitation;
mod pair;
mod password;
mod second_factor;
mod session;
mod token;

pub use credential::{
    Credential, NotIn, SignIn, check_credential, credential, lock_after, note_failure,
    set_credential,
};
pub use invitation::{BadCode, Invitation, InvitationCode, invite, invited, redeem};
pub use pair::Opened;
pub(crate) use pair::{Pair, Paired, heard_in, renew_in};
pub use password::{Password, WeakPassword};
pub use second_factor::SecondFactor;
pub use session::{
    Session, SessionEnd, Whose, close, close_all_of, heard, open_session, renew, session_of,
};
pub(crate) use token::session_name;
pub use token::{Bearer, Token};

//! 邮件上传: what a supplement e-mail is taken for, and what becomes of each thing in it.
//!
//! It sees a mail that is already decoded (`Letter`), the post's settings and what was found under the
//! number; it reads no bytes and looks nothing up. The order: `order_named` tells which order to look up,
//! `judge` gives the verdict. Nothing is attached here: `AttachMail` does that, for the files called fit
//! and unfit. What a person reads is written elsewhere; from here come codes.

mod automatic;
mod body;
mod characters;
mod compare;
mod enclosures;
mod judge;
mod letter;
mod numbers;
mod subject;
pub mod tray;
mod trust;
mod verdict;

pub use judge::{Desk, Lookup, OrderFacts, judge, order_named};
pub use letter::{
    AuthMethod, AuthReport, AuthResult, AutomaticSign, Cloud, Enclosure, FileKind, Letter, Pixels,
    Place, Precedence, ReturnPath, Seal, Shortcoming, Unreadable,
};
pub use trust::Receiving;
pub use verdict::{
    Answer, Attaching, Fate, Flag, JudgedFile, LeftOut, NotRecognised, Recognised, Silence, Unfit,
    Verdict, Wait, Why,
};

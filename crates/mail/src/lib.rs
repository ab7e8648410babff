//! Supplement e-mails: from the bytes of a mailbox to what the rulebook can judge.
//!
//! `read` takes the bytes of one mail, written by anybody, and gives a [`Mail`]: the letter that
//! `lingshi_rules::supplement_mail` judges, and the bytes of each enclosure. It decides nothing about
//! orders, opens no file that came with a mail, and fetches nothing.
//!
//! The words of the format (addresses, base64, quoted-printable, character sets, entities) are read by
//! `mail-parser`. The tree of parts, encoded words and names are read here, because hostile and Chinese
//! mail need what it does not give:
//! - its tree looks for a missing boundary to the end of the mail once for each part that names one
//!   (quadratic), follows forwarded mails without a limit (and frees them by recursion), and takes a
//!   boundary for another that begins alike;
//! - it decodes each encoded word by itself, and QQ, 163 and Foxmail cut them within a character; raw GBK
//!   in a head is lost.
//!
//! Every limit is in [`bounds`]; what is beyond one is told as a shortcoming, and the rest is read.

mod alternatives;
mod authentication;
pub mod bounds;
mod charset;
mod clouds;
mod encoding;
mod envelope;
mod head;
mod html;
mod kind;
mod leaf;
mod machine;
mod params;
mod pixels;
mod reader;
mod region;
mod words;

pub use reader::{Effort, Mail, Thread, read};

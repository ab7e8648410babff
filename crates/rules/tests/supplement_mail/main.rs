//! 邮件上传, rule by rule, on letters made here. Whole mails are tried in `crates/mail/tests/mails`.

#![expect(clippy::unwrap_used, reason = "what builds a test may fail it")]
#![allow(clippy::panic, reason = "a test says what it missed")]

mod answers;
mod files;
mod letters;
mod lines;
mod senders;
mod states;
mod subjects;
mod tray;

//! The outbox of a desk in one sealed file, for when the network is dead for days: what was signed, with the
//! files it refers to, carried to the server by hand.
//!
//! ```text
//! "LSOUTB" 0x00 0x01            eight bytes: what it is, and the version of this form
//! an age file                   sealed to the server's key, within it:
//!   u32 n, n bytes              the head: JSON of a `Head`
//!   64 bytes                    the device key's signature over the head
//!   u32 raw, u32 n, n bytes     a block: one Zstandard frame of `raw` bytes
//!   …                           more blocks
//! ```
//!
//! The blocks together are the commands, each a u32 and so many bytes of JSON of `SignedCommand`, and after them
//! the files as the head lists them. Numbers are little-endian. The head counts and names by its digest all that
//! follows: one signature covers everything, and a reader knows of each part how long it will be before any of it
//! is there. Whoever finds the file reads nothing; whoever changes a bit of it ends it.
//!
//! The head only says whose file it is. Each command is signed by itself, and answered as if it had come by wire.

#[cfg(feature = "outbox")]
mod blocks;
#[cfg(feature = "outbox")]
mod key;
#[cfg(feature = "outbox")]
mod reading;
mod said;
#[cfg(test)]
#[cfg(feature = "outbox")]
mod tests;
#[cfg(feature = "outbox")]
mod writing;

#[cfg(feature = "outbox")]
pub use key::{NotAKey, SealingKey, UnsealingKeys};
#[cfg(feature = "outbox")]
pub use reading::{Claimed, Files, NotAnOutbox};
pub use said::SaidKey;
#[cfg(feature = "outbox")]
pub use writing::{NotSealed, Outbox, Writer};

use crate::blobs::{LARGEST_BLOB, TAKEN};
use crate::chain::Sha;
use crate::key::KeyId;
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::values::Instant;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Under which name a device signs the head.
pub const SIGNED_AS: &str = "lingshi/outbox/1";

/// What a file begins with; the last byte is the version of the form.
#[cfg(feature = "outbox")]
const MAGIC: [u8; 8] = *b"LSOUTB\0\x01";
/// This form, again within the seal, where the signature covers it.
#[cfg(feature = "outbox")]
const FORM: u8 = 1;
/// A head has at most so many bytes.
#[cfg(feature = "outbox")]
const LONGEST_HEAD: usize = 1024 * 1024;
/// A command has at most so many bytes: each letter of the longest one may be written as two.
#[cfg(feature = "outbox")]
const LONGEST_COMMAND: usize = 2 * crate::command::LONGEST + 1024;
/// A file holds so many commands at most: weeks of a busy desk.
pub const MOST_COMMANDS: u32 = 20_000;
/// Its commands have so many bytes at most, for they are held all at once.
pub const MOST_BYTES_OF_COMMANDS: u64 = 64 * 1024 * 1024;
/// A file holds so many others at most.
pub const MOST_FILES: usize = 5_000;
/// They have so many bytes at most: more is carried in two files.
pub const MOST_BYTES_OF_FILES: u64 = 8 * 1024 * 1024 * 1024;

/// Of what a file is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The version of the form.
    pub form: u8,
    /// For which service.
    pub realm: String,
    /// For which post.
    pub post: PostCode,
    /// Whose outbox.
    pub officer: OfficerId,
    /// With which key the head is signed.
    pub device: KeyId,
    /// When it was made, by the device's clock.
    pub at: Instant,
    /// The commands.
    pub commands: Together,
    /// The files, in their order.
    pub files: Vec<Enclosed>,
}

/// All commands of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Together {
    /// How many.
    pub count: u32,
    /// Their bytes, with the length before each.
    pub bytes: u64,
    /// The SHA-256 of these.
    pub sha256: Sha,
}

/// A file that commands refer to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enclosed {
    /// Its SHA-256.
    pub sha256: Sha,
    /// Its length.
    pub bytes: u64,
    /// Its type.
    pub mime: String,
}

impl Head {
    /// Bytes of all files.
    pub fn bytes_of_files(&self) -> u64 {
        let lengths = self.files.iter().map(|file| file.bytes);
        lengths.fold(0, u64::saturating_add)
    }

    /// What of it is more than there may be, or not as it may be.
    pub fn beyond(&self) -> Option<Beyond> {
        let names: BTreeSet<&Sha> = self.files.iter().map(|file| &file.sha256).collect();
        let is_taken = |file: &Enclosed| TAKEN.contains(&file.mime.as_str());
        let is_file = |file: &Enclosed| (1..=LARGEST_BLOB).contains(&file.bytes);
        if self.commands.count > MOST_COMMANDS || self.commands.bytes > MOST_BYTES_OF_COMMANDS {
            Some(Beyond::Commands)
        } else if self.files.len() > MOST_FILES || self.bytes_of_files() > MOST_BYTES_OF_FILES {
            Some(Beyond::Files)
        } else if !self.files.iter().all(is_file) {
            Some(Beyond::Length)
        } else if !self.files.iter().all(is_taken) {
            Some(Beyond::Kind)
        } else if names.len() != self.files.len() {
            Some(Beyond::Twice)
        } else {
            None
        }
    }
}

/// What is more than there may be, or not as it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Beyond {
    /// Of commands.
    #[error("more commands than one file may hold")]
    Commands,
    /// Of files, or of their bytes.
    #[error("more attachments than one file may hold")]
    Files,
    /// A file is empty or too long.
    #[error("an attachment is empty, or longer than one may be")]
    Length,
    /// A file is of a type that is not taken.
    #[error("an attachment is of a type that is not taken")]
    Kind,
    /// A file stands there twice.
    #[error("an attachment stands there twice")]
    Twice,
}

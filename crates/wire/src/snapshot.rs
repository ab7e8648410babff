//! A snapshot: every document a desk may read, as of one line of the post's log, in one file.
//!
//! ```text
//! "LSSNAP" 0x00 0x01            eight bytes: what it is, and the version of this form
//! u32 n, n bytes                the head: JSON of a `Head`
//! u32 raw, u32 n, n bytes       a block: one Zstandard frame of `raw` bytes
//! …                             more blocks
//! u32 0, u32 8, u64 count       the end: how many documents there were
//! ```
//!
//! A block holds documents, each a u32 and so many bytes of JSON of `Pulled`. Numbers are little-endian. Every frame carries its checksum,
//! and the whole file is named by its SHA-256, which a desk compares before it believes any of it. A block
//! is read by itself, so that a reader never holds more than one, whatever a file claims. Blocks are large
//! enough that a dictionary trained beforehand would add more than it saves.

mod reading;
#[cfg(test)]
mod tests;
mod writing;

pub use reading::{NotASnapshot, Reader};
pub use writing::{LEVEL, Writer};

use crate::chain::{Link, Sha};
use crate::seq::{Epoch, Seq};
use lingshi_rules::ids::PostCode;
use lingshi_rules::values::Instant;
use serde::{Deserialize, Serialize};

/// What a file begins with; the last byte is the version of the form.
const MAGIC: [u8; 8] = *b"LSSNAP\0\x01";
/// A head has at most so many bytes.
const LONGEST_HEAD: usize = 4 * 1024;
/// A block is closed once it has so many bytes.
const BLOCK: usize = 4 * 1024 * 1024;
/// A block has at most so many bytes: one document may be as large.
const LARGEST_BLOCK: usize = 32 * 1024 * 1024;

/// Of what a file is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Which service.
    pub realm: String,
    /// Whose log.
    pub post: PostCode,
    /// Which life of it.
    pub epoch: Epoch,
    /// As of which line; changes after it follow.
    pub seq: Seq,
    /// The chain up to and with it.
    pub link: Link,
    /// When it was made.
    pub at: Instant,
}

/// A snapshot there is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Snapshot {
    /// Which life of the log.
    #[cfg_attr(feature = "openapi", schema(value_type = u32))]
    pub epoch: Epoch,
    /// As of which line.
    #[cfg_attr(feature = "openapi", schema(value_type = u64))]
    pub seq: Seq,
    /// The chain up to and with it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub link: Link,
    /// The file's name: its SHA-256.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub name: Sha,
    /// The file's length.
    pub bytes: u64,
    /// How many documents are in it.
    pub documents: u64,
    /// When it was made.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub at: Instant,
}

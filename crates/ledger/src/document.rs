//! A document: one thing a post keeps, in its newest version.

use lingshi_wire::{DocKey, Seq};

/// A document in its newest version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Which.
    pub key: DocKey,
    /// How often it was changed; the first version is 1.
    pub version: u32,
    /// The line of the log that wrote it; 0 in the realm, which has no log.
    pub seq: Seq,
    /// What it says, as whoever wrote it wrote it.
    pub body: Vec<u8>,
}

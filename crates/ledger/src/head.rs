//! The head of a post's log: how far it has come, and the row everything of that post waits for.

use lingshi_wire::{Epoch, Link, Seq};

/// How far a post has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Which life of the log this is.
    pub epoch: Epoch,
    /// Its last line.
    pub seq: Seq,
    /// The chain up to and with that line.
    pub link: Link,
    /// Lines from here on can still be asked for; whoever is further behind takes a snapshot.
    pub min_retained: Seq,
    /// Lines up to here are in a verified backup.
    pub durable: Seq,
}

impl Head {
    /// A log without a line.
    pub fn new() -> Self {
        Self {
            epoch: Epoch(1),
            seq: Seq::START,
            link: Link::start(),
            min_retained: Seq::START,
            durable: Seq::START,
        }
    }
}

impl Default for Head {
    fn default() -> Self {
        Self::new()
    }
}

//! The head of a post's log: how far it has come, and the row everything of that post waits for.

use crate::chain::Link;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A place in the log of a post. The first line is 1; 0 stands before it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Seq(pub u64);

impl Seq {
    /// Before the first line.
    pub const START: Self = Self(0);

    /// The place after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// How often the log was restored from a backup: a desk that knows another one offers its commands again.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Epoch(pub u32);

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

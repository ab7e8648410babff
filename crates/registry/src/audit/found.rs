//! What a verification finds.

use lingshi_ledger::{Epoch, Link, Seq};
use lingshi_wire::{HeadSays, KeyId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A head somebody remembers: a desk, a printed page, another server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// The line.
    pub seq: Seq,
    /// The chain up to it.
    pub link: Link,
    /// The life of the log it is of, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epoch: Option<Epoch>,
}

impl From<&HeadSays> for Remembered {
    fn from(says: &HeadSays) -> Self {
        Self {
            seq: says.seq,
            link: says.link,
            epoch: Some(says.epoch),
        }
    }
}

/// What is wrong with a log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Broken {
    /// The next line is missing, or stands elsewhere.
    Gap {
        /// The line that should be here.
        expected: Seq,
        /// The one that is.
        found: Seq,
    },
    /// The line or one before it is not what was chained.
    Link {
        /// Which line.
        seq: Seq,
    },
    /// What stands beside the line is not what it was.
    Payload {
        /// Which line.
        seq: Seq,
    },
    /// What stood beside the line is gone, and no line says that it was erased.
    Erased {
        /// Which line.
        seq: Seq,
    },
    /// The header says another place, post or life of the log than the one it stands in.
    Misplaced {
        /// Which line.
        seq: Seq,
    },
    /// The head says another end.
    Head {
        /// The last line there is.
        last: Seq,
        /// The one the head tells of.
        head: Seq,
    },
    /// Somebody remembers a line that is not there any more: the tail was cut.
    Cut {
        /// The line remembered.
        seq: Seq,
    },
    /// Somebody remembers another line at that place: the log was written anew.
    Fork {
        /// The line remembered.
        seq: Seq,
    },
    /// The line says that an officer did it, and the officer did not sign that.
    NotSigned {
        /// Which line.
        seq: Seq,
    },
    /// The root never certified the key it is signed with, or not as this officer's.
    NotCertified {
        /// Which line.
        seq: Seq,
    },
    /// It is signed with a key that was revoked before.
    Revoked {
        /// Which line.
        seq: Seq,
    },
    /// The line names a root that is not among those known.
    OtherRoot {
        /// Which line.
        seq: Seq,
    },
    /// A remembered head is not signed by the server.
    HeadNotSigned,
    /// The exported file ends before its head: it was cut.
    NoHead,
    /// A line of the exported file is none.
    Unreadable {
        /// Which line of the file, from 1.
        line: u64,
    },
    /// Something follows after the end of the exported file.
    AfterEnd {
        /// Which line of the file, from 1.
        line: u64,
    },
}

/// How far officers' signatures could be verified.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Officers {
    /// Lines whose officer's signature and certificate hold.
    pub hold: u64,
    /// Lines of officers of which that cannot be said: what was signed, or the certificate, is not there.
    pub unknown: u64,
    /// The roots the log names. Whoever was given none from elsewhere compares them by hand.
    pub roots: BTreeSet<KeyId>,
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Lines looked at.
    pub lines: u64,
    /// Lines whose payload was lawfully erased.
    pub erased: u64,
    /// The last line, with the chain up to it.
    pub head: Remembered,
    /// What officers signed.
    pub officers: Officers,
    /// Remembered heads of an earlier life of the log that lie beyond where it was restored: the log itself
    /// tells of each restore, and people know whether there was one.
    pub lost: Vec<Remembered>,
    /// What is wrong; nothing in a log that holds.
    pub broken: Vec<Broken>,
}

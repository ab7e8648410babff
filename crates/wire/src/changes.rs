//! What a desk pulls: the log of its post in order, with the newest document of everything it touched.

use crate::chain::{Link, Sha};
use crate::document::DocKey;
use crate::head::{HeadSays, NoHead, Server, SignedHead};
use crate::line::Header;
use crate::seq::{Epoch, Seq};
use lingshi_rules::ids::PostCode;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// One page of the log.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Changes {
    /// Which life of the log.
    pub epoch: Epoch,
    /// The lines, in order.
    pub lines: Vec<Line>,
    /// Everything they touched, in its newest version, each once.
    pub documents: Vec<Pulled>,
    /// The last line of the page; go on from here.
    pub until: Seq,
    /// The last line there is.
    pub head: Seq,
    /// Lines up to here are in a verified backup.
    pub durable_through: Seq,
    /// The last line there is, signed by the server.
    pub signed_head: SignedHead,
}

impl Changes {
    /// What the signed head says, if this server signed it for this post and it is where this page ends, or
    /// beyond.
    pub fn signed_by(&self, server: &Server, post: &PostCode) -> Result<HeadSays, NoHead> {
        let says = self.signed_head.of(server, post)?;
        let is_last = self.until == says.seq;
        let same_link = self.lines.last().is_none_or(|line| line.link == says.link);
        let fits = (says.epoch, says.seq) == (self.epoch, self.head)
            && self.until <= says.seq
            && (!is_last || same_link);
        if fits {
            Ok(says)
        } else {
            Err(NoHead::OfSomethingElse)
        }
    }
}

/// One line.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Line {
    /// The header's text as it was hashed; a desk reads it after it has checked the link.
    pub header: String,
    /// The digest of what stands beside it.
    pub payload: Sha,
    /// The chain up to and with this line.
    pub link: Link,
}

impl Line {
    /// The header, read.
    pub fn read(&self) -> Option<Header> {
        serde_json::from_str(&self.header).ok()
    }

    /// Whether it follows a link.
    pub fn follows(&self, before: &Link) -> bool {
        crate::chain::link(before, self.header.as_bytes(), &self.payload) == self.link
    }
}

/// A document as it is now.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Pulled {
    /// Which.
    #[serde(flatten)]
    pub key: DocKey,
    /// Its version.
    pub version: u32,
    /// The line that wrote it.
    pub seq: Seq,
    /// What it says.
    pub body: Box<RawValue>,
}

/// Why a desk cannot go on from where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rebootstrap", rename_all = "snake_case")]
pub enum Rebootstrap {
    /// The log was restored: this is another life of it.
    OtherEpoch {
        /// The server's.
        epoch: Epoch,
    },
    /// The lines after it are no longer given.
    TooFarBehind {
        /// The first that is.
        min_retained: Seq,
    },
    /// The desk is ahead of the log.
    Ahead {
        /// The last line there is.
        head: Seq,
    },
}

//! A line of a post's log.

use crate::chain::{self, Link, Sha};
use crate::document::DocKey;
use crate::head::{Epoch, Seq};
use lingshi_rules::ids::{CommandId, PostCode};
use lingshi_rules::people::By;
use lingshi_rules::values::Instant;
use serde::{Deserialize, Serialize};

/// A document that a line wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touched {
    /// Which.
    #[serde(flatten)]
    pub key: DocKey,
    /// Its version since.
    pub version: u32,
    /// What happened to it, by the names of the events.
    pub events: Vec<String>,
}

/// What stands in the line itself: nothing personal, for it is never erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Shape of this header.
    pub schema: u16,
    /// Whose log.
    pub post: PostCode,
    /// Which life of the log.
    pub epoch: Epoch,
    /// Which line.
    pub seq: Seq,
    /// When, by the server's clock.
    pub at: Instant,
    /// Who.
    pub by: By,
    /// What kind of line, by name.
    pub what: String,
    /// By which command.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command: Option<CommandId>,
    /// The key the command was signed with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// What it wrote.
    pub touched: Vec<Touched>,
}

/// What a line says about people: beside it, with the salt of its digest.
#[derive(Clone, PartialEq, Eq)]
pub struct Payload {
    /// Random; goes with the bytes.
    pub salt: [u8; 16],
    /// The signed command as it came, its signature, and the events.
    pub bytes: Vec<u8>,
}

/// What is personal is nobody's business in a trace.
impl std::fmt::Debug for Payload {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Payload({} bytes)", self.bytes.len())
    }
}

/// One line as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which.
    pub seq: Seq,
    /// The header's bytes, as they were hashed.
    pub header: Vec<u8>,
    /// None once erased.
    pub payload: Option<Payload>,
    /// Stays.
    pub digest: Sha,
    /// The chain up to and with this line.
    pub link: Link,
    /// Why the payload was erased, where it was: the line of the log that says so.
    pub erased_by: Option<Seq>,
}

/// A header cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the header of line {0} cannot be read")]
pub struct BadHeader(pub Seq);

impl Entry {
    /// The next line after a link.
    pub fn after(before: &Link, header: &Header, payload: Payload) -> Self {
        let bytes = serde_json::to_vec(header).unwrap_or_default();
        let digest = chain::payload_digest(&payload.salt, &payload.bytes);
        Self {
            seq: header.seq,
            link: chain::link(before, &bytes, &digest),
            header: bytes,
            payload: Some(payload),
            digest,
            erased_by: None,
        }
    }

    /// The header, read.
    pub fn read_header(&self) -> Result<Header, BadHeader> {
        serde_json::from_slice(&self.header).map_err(|_| BadHeader(self.seq))
    }
}

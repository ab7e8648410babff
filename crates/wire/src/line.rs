//! A line of a post's log, as far as it is never erased.

use crate::document::DocKey;
use crate::seq::{Epoch, Seq};
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

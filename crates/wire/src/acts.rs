//! What an officer did that changes nothing, and must be known all the same: looked, printed, exported,
//! revealed. It is signed like a command and stands in the same log.

use crate::mail::MailId;
use lingshi_rules::ids::{CommandId, FileId};
use lingshi_rules::values::{Instant, OrderNo};
use serde::{Deserialize, Serialize};

/// Acts in one command at most.
pub const MOST: usize = 500;

/// Acts since the last time, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acts {
    /// The command's id.
    pub id: CommandId,
    /// Each.
    pub acts: Vec<Act>,
}

/// One act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// When, by the device's clock.
    pub at: Instant,
    /// What.
    pub what: Done,
    /// On which order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderNo>,
    /// With which file of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<FileId>,
    /// On which e-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<MailId>,
    /// With which enclosure of it, counted from zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enclosure: Option<u32>,
    /// Of how many, where it was a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Done {
    /// An order was opened.
    Viewed,
    /// A file was opened at full size.
    ViewedFile,
    /// What is masked was shown.
    Revealed,
    /// Something was printed.
    Printed,
    /// Something was written to a file outside.
    Exported,
    /// People were searched for.
    Searched,
    /// The desk was unlocked off line.
    Unlocked,
}

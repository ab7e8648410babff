//! The answer to a command, kept for ever: the same command twice gets the same answer.

use crate::chain::Sha;
use lingshi_rules::ids::CommandId;

/// An answer as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// To which command.
    pub command: CommandId,
    /// The digest of the command's bytes: the same id with other bytes is misuse.
    pub digest: Sha,
    /// What was answered, as it went out.
    pub answer: Vec<u8>,
}

//! What happened to an order: who, when, from, to, why, and what the applicant was told.

use super::notice::Notice;
use super::status::Status;
use super::transition::TransitionId;
use crate::ids::CommandId;
use crate::people::By;
use crate::values::Instant;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use strum::{EnumIter, IntoStaticStr};

/// A side of the order that a decision may stand on.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Facet {
    /// Where it stands.
    Status,
    /// What the applicant filled in, and officers' values beside it.
    Form,
    /// Photos and materials.
    Materials,
    /// Verdicts, answers and settled hits.
    Findings,
    /// Money.
    Payment,
    /// Originals and the old booklet.
    Originals,
    /// The question to the issuing authority.
    Verification,
    /// The interview.
    Interview,
    /// A proposal.
    Proposal,
    /// The claim.
    Claim,
    /// Hold and priority.
    Queue,
    /// The new booklet.
    Booklet,
    /// Remarks.
    Notes,
}

/// One line of the order's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogLine {
    /// The order's version after it.
    pub version: u32,
    /// When.
    pub at: Instant,
    /// Who.
    pub by: By,
    /// By which command.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command: Option<CommandId>,
    /// What kind of event.
    pub event: String,
    /// The sides it touched.
    pub touched: BTreeSet<Facet>,
}

/// A change of status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The order's version after it.
    pub version: u32,
    /// When.
    pub at: Instant,
    /// Who.
    pub by: By,
    /// Along which transition.
    pub transition: TransitionId,
    /// From.
    pub from: Status,
    /// To.
    pub to: Status,
    /// Why, where a reason is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Index of the message the applicant got, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<u32>,
}

/// A message to the applicant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// What is said.
    pub notice: Notice,
    /// When.
    pub at: Instant,
}

/// A remark between officers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Who.
    pub by: By,
    /// When.
    pub at: Instant,
    /// What.
    pub text: String,
}

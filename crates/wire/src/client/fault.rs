//! What may go wrong with asking, told apart by what a desk does next.

use crate::api::Problem;
use crate::changes::Rebootstrap;
use crate::head::NoHead;
use std::time::Duration;

/// Why a question was not answered as hoped.
#[derive(Debug, thiserror::Error)]
pub enum ClientFault {
    /// The server says what is wrong.
    #[error("{} {}: {}", problem.status, problem.code, problem.title)]
    Problem {
        /// What it says.
        problem: Box<Problem>,
        /// It may be asked again after so long.
        again_in: Option<Duration>,
    },
    /// The desk cannot go on from where it is, and takes a snapshot.
    #[error("the desk cannot go on from where it is: {0:?}")]
    Rebootstrap(Rebootstrap),
    /// The head that came is not one this server signed for this post: somebody else answers, or the server is
    /// not to be believed. Nothing of the answer is.
    #[error("the answer is not to be believed: {0}")]
    NotBelieved(NoHead),
    /// Nobody answered, or the line was cut: nobody knows what became of the question.
    #[error("the server cannot be reached: {0}")]
    Unreachable(#[source] reqwest::Error),
    /// Somebody answered, but not in this language: a newer server, or a gateway between.
    #[error("an answer nobody understands, with status {status}")]
    NotUnderstood {
        /// The status it came with.
        status: u16,
    },
}

impl ClientFault {
    /// What to branch on, where the server said it.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Problem { problem, .. } => Some(&problem.code),
            Self::Rebootstrap(_) => Some("rebootstrap"),
            Self::NotBelieved(_) | Self::Unreachable(_) | Self::NotUnderstood { .. } => None,
        }
    }

    /// How long the server wants to be left alone.
    pub fn again_in(&self) -> Option<Duration> {
        match self {
            Self::Problem { again_in, .. } => *again_in,
            Self::Rebootstrap(_)
            | Self::NotBelieved(_)
            | Self::Unreachable(_)
            | Self::NotUnderstood { .. } => None,
        }
    }
}

impl From<reqwest::Error> for ClientFault {
    fn from(fault: reqwest::Error) -> Self {
        // The address names a post; faults go into logs.
        Self::Unreachable(fault.without_url())
    }
}

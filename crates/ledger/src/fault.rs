//! What may go wrong in an engine.

use thiserror::Error;

/// Of what kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// Another writer was there first: the same again may go well.
    Busy,
    /// There is no room left.
    Full,
    /// The engine cannot be reached: nobody knows whether the last transaction was kept.
    Away,
    /// What was read cannot be.
    Damaged,
    /// Written by a newer program.
    Newer,
    /// Whoever wrote did not keep to the rules of the ledger.
    Misused,
}

/// What went wrong. The detail names tables and codes, never what stood in them.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{detail}")]
pub struct StoreFault {
    /// Of what kind.
    pub kind: FaultKind,
    /// For the log.
    pub detail: String,
}

impl StoreFault {
    /// A fault with its detail.
    pub fn new(kind: FaultKind, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        Self { kind, detail }
    }

    /// The caller broke a rule of the ledger.
    pub fn misused(detail: impl Into<String>) -> Self {
        Self::new(FaultKind::Misused, detail)
    }

    /// What was read cannot be.
    pub fn damaged(detail: impl Into<String>) -> Self {
        Self::new(FaultKind::Damaged, detail)
    }
}

//! Taking turns: a server that writes without a pause does not keep its administration out.
//!
//! Whoever wants to write holds a lock file while waiting for the ledger, and lets it go once it has the ledger. A
//! server that comes back for more waits at that file behind whoever waits already.

use super::db::fault;
use crate::fault::{FaultKind, StoreFault};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

pub(super) struct Turn(Option<File>);

fn away(path: &Path, fault: &std::io::Error) -> StoreFault {
    StoreFault::new(FaultKind::Away, format!("{}: {fault}", path.display()))
}

impl Turn {
    /// Nobody else knows the ledger.
    pub(super) fn alone() -> Self {
        Self(None)
    }

    /// Beside the ledger. The file is empty; nothing is lost with it.
    pub(super) fn beside(ledger: &Path) -> Result<Self, StoreFault> {
        let path: PathBuf = ledger.with_extension("turn");
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(|fault| away(&path, &fault))?;
        Ok(Self(Some(file)))
    }

    /// Begins to write when it is one's turn.
    pub(super) fn begin<'c>(
        &self,
        connection: &'c mut Connection,
    ) -> Result<Transaction<'c>, StoreFault> {
        let told = |e: std::io::Error| StoreFault::new(FaultKind::Away, format!("the turn: {e}"));
        let Some(file) = &self.0 else {
            return immediate(connection);
        };
        file.lock().map_err(told)?;
        let begun = immediate(connection);
        file.unlock().map_err(told)?;
        begun
    }
}

fn immediate(connection: &mut Connection) -> Result<Transaction<'_>, StoreFault> {
    connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(|e| fault(&e))
}

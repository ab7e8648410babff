//! One server to a file: two would not hear of each other's writing, and a restore under a running one would
//! be lost.

use lingshi_ledger::{FaultKind, StoreFault};
use std::fs::{File, TryLockError};
use std::path::Path;

/// Nobody else has the file while this lives.
#[derive(Debug)]
pub struct Alone {
    _file: File,
}

impl Alone {
    /// Waits for nobody: whoever is second is told.
    pub fn with(ledger: &Path) -> Result<Self, StoreFault> {
        let path = ledger.with_extension("lock");
        let away =
            |why: &str| StoreFault::new(FaultKind::Away, format!("{}: {why}", path.display()));
        let file = File::create(&path).map_err(|fault| away(&fault.to_string()))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(away("a server has this ledger")),
            Err(TryLockError::Error(fault)) => Err(away(&fault.to_string())),
        }
    }
}

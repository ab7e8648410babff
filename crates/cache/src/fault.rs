//! Why something could not be kept or read, told apart by what an officer does next.

use rusqlite::ErrorCode;

/// What kind of fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// The disk is full: nothing was written, and nothing will be until there is room.
    Full,
    /// The file is damaged: the cache is built anew; an outbox is set aside and looked at by hand.
    Damaged,
    /// A newer program wrote it.
    Newer,
    /// Somebody else has the file just now.
    Busy,
    /// The file cannot be used: rights, a vanished disk.
    Away,
    /// A mistake of ours.
    Misused,
}

/// Nothing of what was asked happened.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
pub struct Fault {
    /// What kind.
    pub kind: FaultKind,
    what: String,
}

impl Fault {
    /// A fault of a kind; nothing of an order stands in its text.
    pub fn new(kind: FaultKind, what: impl Into<String>) -> Self {
        Self {
            kind,
            what: what.into(),
        }
    }
}

fn kind(fault: &rusqlite::Error) -> FaultKind {
    let Some(code) = fault.sqlite_error() else {
        return FaultKind::Misused;
    };
    // SQLite tells a full disk below a page's write as an error of input and output.
    let written_short = [
        rusqlite::ffi::SQLITE_IOERR_WRITE,
        rusqlite::ffi::SQLITE_IOERR_FSYNC,
        rusqlite::ffi::SQLITE_IOERR_TRUNCATE,
    ];
    if code.code == ErrorCode::DiskFull {
        FaultKind::Full
    } else if code.code == ErrorCode::SystemIoFailure && written_short.contains(&code.extended_code)
    {
        FaultKind::Away
    } else if matches!(
        code.code,
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase
    ) {
        FaultKind::Damaged
    } else if matches!(
        code.code,
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked
    ) {
        FaultKind::Busy
    } else if matches!(
        code.code,
        ErrorCode::CannotOpen
            | ErrorCode::ReadOnly
            | ErrorCode::PermissionDenied
            | ErrorCode::SystemIoFailure
    ) {
        FaultKind::Away
    } else {
        FaultKind::Misused
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(fault: rusqlite::Error) -> Self {
        // The engine's sentence names tables, never what stands in them; the text of a statement's values is ours to
        // keep out.
        Self::new(kind(&fault), told(&fault))
    }
}

fn told(fault: &rusqlite::Error) -> String {
    if let rusqlite::Error::SqliteFailure(code, says) = fault {
        let says = says.clone().unwrap_or_else(|| code.to_string());
        return format!("the database: {says}");
    }
    "the database was asked wrongly".to_owned()
}

impl From<serde_json::Error> for Fault {
    fn from(_: serde_json::Error) -> Self {
        Self::new(FaultKind::Damaged, "a document cannot be read")
    }
}

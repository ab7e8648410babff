//! The engine beneath: an encrypted `SQLite`, opened one way, and only if it is one we trust.

use crate::fault::{Fault, FaultKind};
use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit, Mac};
use rusqlite::Connection;
use sha2::Sha256;
use std::path::Path;
use std::time::Duration;
use zeroize::Zeroizing;

/// Before this version a write-ahead log could be reset under a reader, and pages were lost.
const SQLITE: i32 = 3_051_003;
/// The cipher's own.
const CIPHER: u32 = 4;
/// Another process may hold the file so long: a second desk of the same officer, an upgrade.
const PATIENCE: Duration = Duration::from_secs(5);

/// The engine will not do.
#[derive(Debug, thiserror::Error)]
pub enum NotFit {
    /// It is too old.
    #[error("SQLite {0} loses pages under load; 3.51.3 or newer is wanted")]
    OldSqlite(String),
    /// It does not encrypt.
    #[error("this SQLite does not encrypt: {0}")]
    NoCipher(String),
    /// It cannot search.
    #[error("this SQLite has no full-text search")]
    NoSearch,
    /// It could not be asked.
    #[error(transparent)]
    Engine(#[from] rusqlite::Error),
}

/// Looks whether the engine is one we trust. Asked once, before anything is opened.
pub fn check_engine() -> Result<(), NotFit> {
    if rusqlite::version_number() < SQLITE {
        return Err(NotFit::OldSqlite(rusqlite::version().to_owned()));
    }
    let connection = Connection::open_in_memory()?;
    let said: Option<String> = connection
        .query_row("PRAGMA cipher_version", [], |row| row.get(0))
        .ok();
    let said = said.unwrap_or_default();
    let major = said.split('.').next().and_then(|text| text.parse().ok());
    if major.is_none_or(|major: u32| major < CIPHER) {
        return Err(NotFit::NoCipher(said));
    }
    let search = "CREATE VIRTUAL TABLE temp.probe USING fts5(a, content='', contentless_delete=1)";
    connection
        .execute_batch(search)
        .map_err(|_| NotFit::NoSearch)
}

/// With what the files are encrypted.
#[derive(Clone)]
pub struct DatabaseKey(Zeroizing<[u8; 32]>);

impl std::fmt::Debug for DatabaseKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DatabaseKey")
    }
}

impl DatabaseKey {
    /// From bytes that chance drew.
    pub fn new(bytes: Zeroizing<[u8; 32]>) -> Self {
        Self(bytes)
    }

    /// Another key that follows from it, for another purpose.
    pub(crate) fn derived(&self, purpose: &[u8]) -> Zeroizing<[u8; 32]> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0[..])
            .unwrap_or_else(|_| unreachable!("any length is a key"));
        mac.update(purpose);
        Zeroizing::new(mac.finalize().into_bytes().into())
    }

    /// As the engine takes it: the bytes themselves, for stretching was done where the passphrase was typed.
    fn pragma(&self) -> Zeroizing<String> {
        let hex = Zeroizing::new(HEXLOWER.encode(&*self.0));
        Zeroizing::new(format!("PRAGMA key = \"x'{}'\"", hex.as_str()))
    }
}

/// How safe a commit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Kept even if the power goes: the outbox.
    Full,
    /// Never half, but the last may be lost with the power: what can be fetched again.
    Whole,
}

/// Opens a file, and makes it if it is not there.
pub(crate) fn open(
    path: &Path,
    key: &DatabaseKey,
    durability: Durability,
) -> Result<Connection, Fault> {
    let connection = Connection::open(path)?;
    connection.execute_batch(&key.pragma())?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(64);
    // The first page is read here: another key, or a damaged file.
    let read: rusqlite::Result<i64> =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0));
    read?;
    let synchronous = match durability {
        Durability::Full => "FULL",
        Durability::Whole => "NORMAL",
    };
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", synchronous)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -65_536)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "journal_size_limit", 67_108_864)?;
    connection.pragma_update(None, "secure_delete", "FAST")?;
    Ok(connection)
}

/// Opens a file that is there, to read it alone.
pub(crate) fn open_to_read(path: &Path, key: &DatabaseKey) -> Result<Connection, Fault> {
    if !path.exists() {
        return Err(Fault::new(FaultKind::Away, "the file is not there"));
    }
    let connection = Connection::open(path)?;
    connection.execute_batch(&key.pragma())?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "cache_size", -16_384)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use super::{DatabaseKey, Durability, check_engine, open};
    use crate::fault::FaultKind;
    use zeroize::Zeroizing;

    fn key(byte: u8) -> DatabaseKey {
        DatabaseKey::new(Zeroizing::new([byte; 32]))
    }

    #[test]
    fn the_engine_we_build_is_one_we_trust() {
        check_engine().unwrap();
    }

    #[test]
    fn nothing_stands_on_the_disk_in_the_open_and_another_key_opens_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let connection = open(&path, &key(1), Durability::Full).unwrap();
        connection
            .execute_batch("CREATE TABLE a (b TEXT); INSERT INTO a VALUES ('marker-李明')")
            .unwrap();
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            let has = |text: &[u8]| bytes.windows(text.len()).any(|part| part == text);
            assert!(!has(b"marker") && !has(b"SQLite format"));
        }
        drop(connection);
        let fault = open(&path, &key(2), Durability::Full).unwrap_err();
        assert_eq!(fault.kind, FaultKind::Damaged);
        open(&path, &key(1), Durability::Full).unwrap();
    }

    #[test]
    fn a_key_is_not_shown() {
        assert_eq!(format!("{:?}", key(1)), "DatabaseKey");
    }
}

//! Shapes of a file, one after the other: each step in a transaction, after a copy that was read back.

use crate::engine::{self, DatabaseKey, Durability};
use crate::fault::Fault;
use rusqlite::Connection;
use rusqlite::backup::Backup;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// One step from a shape to the next.
#[derive(Debug, Clone, Copy)]
pub struct Step(pub &'static str);

/// A file cannot be brought to the shape of this program; it is as it was.
#[derive(Debug, thiserror::Error)]
pub enum NoUpgrade {
    /// A newer program wrote it.
    #[error("a newer program wrote this file, in shape {0}; this one knows shape {1}")]
    Newer(usize, usize),
    /// The copy that is made first does not hold.
    #[error("the copy made before an upgrade does not hold; nothing was changed")]
    CopyFailed,
    /// The file.
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<rusqlite::Error> for NoUpgrade {
    fn from(fault: rusqlite::Error) -> Self {
        Self::Fault(fault.into())
    }
}

fn shape(connection: &Connection) -> rusqlite::Result<usize> {
    let shape: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    Ok(usize::try_from(shape).unwrap_or(usize::MAX))
}

/// Where the copy of a shape stands.
fn copy_of(path: &Path, shape: usize) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{shape}.before"));
    path.with_file_name(name)
}

/// Copies a file as it is and reads the copy back.
fn copy(from: &Connection, path: &Path, key: &DatabaseKey) -> Result<(), NoUpgrade> {
    std::fs::remove_file(path).ok();
    let mut to = engine::open(path, key, Durability::Full)?;
    to.pragma_update(None, "journal_mode", "DELETE")?;
    Backup::new(from, &mut to)?.run_to_completion(1_000, Duration::ZERO, None)?;
    drop(to);
    let copied = engine::open_to_read(path, key)?;
    let holds: String = copied.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if holds == "ok" && shape(&copied)? == shape(from)? {
        Ok(())
    } else {
        Err(NoUpgrade::CopyFailed)
    }
}

/// Brings a file to the newest shape. A new file is given its shapes without a copy.
pub(crate) fn upgrade(
    connection: &mut Connection,
    (path, key): (&Path, &DatabaseKey),
    steps: &[Step],
) -> Result<(), NoUpgrade> {
    let found = shape(connection)?;
    if found > steps.len() {
        return Err(NoUpgrade::Newer(found, steps.len()));
    }
    if found == steps.len() {
        return Ok(());
    }
    if found > 0 {
        copy(connection, &copy_of(path, found), key)?;
    }
    let tx = connection.transaction()?;
    for Step(sql) in steps.iter().skip(found) {
        tx.execute_batch(sql)?;
    }
    let newest = u32::try_from(steps.len()).unwrap_or(u32::MAX);
    tx.pragma_update(None, "user_version", newest)?;
    tx.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{NoUpgrade, Step, copy_of, shape, upgrade};
    use crate::engine::{DatabaseKey, Durability, open, open_to_read};
    use zeroize::Zeroizing;

    const ONE: Step = Step("CREATE TABLE a (b TEXT)");
    const TWO: Step = Step("ALTER TABLE a ADD COLUMN c TEXT");
    const BROKEN: Step = Step("CREATE TABLE d (e); INSERT INTO nowhere VALUES (1)");

    fn key() -> DatabaseKey {
        DatabaseKey::new(Zeroizing::new([1; 32]))
    }

    #[test]
    fn an_upgrade_leaves_a_copy_and_a_broken_one_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let mut file = open(&path, &key(), Durability::Full).unwrap();
        let at = (path.as_path(), &key());
        upgrade(&mut file, at, &[ONE]).unwrap();
        assert!(!copy_of(&path, 0).exists(), "there was nothing to copy");
        file.execute_batch("INSERT INTO a VALUES ('kept')").unwrap();
        assert!(upgrade(&mut file, at, &[ONE, BROKEN]).is_err());
        assert_eq!(shape(&file).unwrap(), 1);
        let there = |name: &str| {
            let sql = "SELECT count(*) FROM sqlite_schema WHERE name = ?1";
            let count: i64 = file.query_row(sql, [name], |row| row.get(0)).unwrap();
            count == 1
        };
        assert!(there("a") && !there("d"));

        upgrade(&mut file, at, &[ONE, TWO]).unwrap();
        assert_eq!(shape(&file).unwrap(), 2);
        let copy = open_to_read(&copy_of(&path, 1), &key()).unwrap();
        let kept: String = copy
            .query_row("SELECT b FROM a", [], |row| row.get(0))
            .unwrap();
        assert_eq!((kept.as_str(), shape(&copy).unwrap()), ("kept", 1));
    }

    #[test]
    fn the_file_of_a_newer_program_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let mut file = open(&path, &key(), Durability::Full).unwrap();
        let at = (path.as_path(), &key());
        upgrade(&mut file, at, &[ONE, TWO]).unwrap();
        let told = upgrade(&mut file, at, &[ONE]);
        assert!(matches!(told, Err(NoUpgrade::Newer(2, 1))));
    }
}

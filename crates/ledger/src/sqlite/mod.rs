//! The embedded engine: one file, one writer, nothing to set up.

mod db;
mod turn;

use crate::fault::{FaultKind, StoreFault};
use crate::store::{Reading, Store, Work};
use crate::tables::{SCHEMA, Tables, digest};
use db::{Statements, fault};
use lingshi_wire::Sha;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;
use turn::Turn;

/// How safe a commit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// Kept even if the power goes: every commit waits for the disk.
    Full,
    /// Kept in memory only: for simulations and tests.
    None,
}

/// A writer waits so long for another process that has the file, as a backup does.
const PATIENCE: Duration = Duration::from_secs(10);

/// A ledger in a file.
pub struct SqliteStore {
    connection: Connection,
    turn: Turn,
}

impl SqliteStore {
    /// Opens the file, and makes it if it is not there.
    pub fn open(path: &Path) -> Result<Self, StoreFault> {
        let connection = Connection::open(path).map_err(|e| fault(&e))?;
        Self::set_up(connection, Turn::beside(path)?, Durability::Full)
    }

    /// Opens a file that is there, to read it.
    pub fn open_to_read(path: &Path) -> Result<Self, StoreFault> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(|e| fault(&e))?;
        connection.busy_timeout(PATIENCE).map_err(|e| fault(&e))?;
        connection.set_prepared_statement_cache_capacity(64);
        let turn = Turn::alone();
        Ok(Self { connection, turn })
    }

    /// A ledger that is gone with the process.
    pub fn in_memory() -> Result<Self, StoreFault> {
        let connection = Connection::open_in_memory().map_err(|e| fault(&e))?;
        Self::set_up(connection, Turn::alone(), Durability::None)
    }

    fn set_up(
        connection: Connection,
        turn: Turn,
        durability: Durability,
    ) -> Result<Self, StoreFault> {
        let told = |e: rusqlite::Error| fault(&e);
        connection.busy_timeout(PATIENCE).map_err(told)?;
        connection.set_prepared_statement_cache_capacity(64);
        let synchronous = match durability {
            Durability::Full => "FULL",
            Durability::None => "OFF",
        };
        connection
            .pragma_update(None, "journal_mode", "WAL")
            .and_then(|()| connection.pragma_update(None, "synchronous", synchronous))
            .and_then(|()| connection.pragma_update(None, "foreign_keys", true))
            .and_then(|()| connection.pragma_update(None, "cache_size", -65_536))
            .and_then(|()| connection.pragma_update(None, "journal_size_limit", 67_108_864))
            .map_err(told)?;
        let mut store = Self { connection, turn };
        store.migrate()?;
        Ok(store)
    }

    fn migrate(&mut self) -> Result<(), StoreFault> {
        let told = |e: rusqlite::Error| fault(&e);
        let transaction = self.turn.begin(&mut self.connection)?;
        let shape: i64 = transaction
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .map_err(told)?;
        if shape > SCHEMA {
            let detail = format!("the ledger has shape {shape}, this program knows {SCHEMA}");
            return Err(StoreFault::new(FaultKind::Newer, detail));
        }
        if shape == 0 {
            transaction
                .execute_batch(include_str!("schema.sql"))
                .and_then(|()| transaction.pragma_update(None, "user_version", SCHEMA))
                .map_err(told)?;
        }
        transaction.commit().map_err(told)
    }

    /// Copies the whole ledger as of one moment into a new file, while it goes on being written.
    pub fn copy_to(&self, path: &Path) -> Result<(), StoreFault> {
        let name = path
            .to_str()
            .ok_or_else(|| StoreFault::misused("the path is not readable text"))?;
        self.connection
            .execute("VACUUM INTO ?1", [name])
            .map(drop)
            .map_err(|e| fault(&e))
    }

    /// Whether the file holds together, page by page.
    pub fn is_sound(&self) -> Result<bool, StoreFault> {
        self.connection
            .pragma_query_value(None, "integrity_check", |row| row.get::<_, String>(0))
            .map(|told| told == "ok")
            .map_err(|e| fault(&e))
    }
}

impl Store for SqliteStore {
    fn read(
        &mut self,
        work: &mut dyn FnMut(&mut dyn Reading) -> Result<(), StoreFault>,
    ) -> Result<(), StoreFault> {
        let transaction = self.connection.transaction().map_err(|e| fault(&e))?;
        work(&mut Tables::new(Statements(&transaction)))
    }

    fn write(&mut self, work: Work<'_>) -> Result<(), StoreFault> {
        let transaction = self.turn.begin(&mut self.connection)?;
        work(&mut Tables::new(Statements(&transaction)))?;
        transaction.commit().map_err(|e| fault(&e))
    }

    fn commits_together(&self) -> bool {
        true
    }

    // The disk is waited for once, however many wrote.
    fn write_together(&mut self, works: &mut [Work<'_>]) -> Vec<Result<(), StoreFault>> {
        match self.together(works) {
            Ok(each) => each,
            Err(broken) => works.iter().map(|_| Err(broken.clone())).collect(),
        }
    }

    fn digest(&mut self) -> Result<Sha, StoreFault> {
        let transaction = self.connection.transaction().map_err(|e| fault(&e))?;
        digest(&mut Statements(&transaction))
    }
}

impl SqliteStore {
    fn together(
        &mut self,
        works: &mut [Work<'_>],
    ) -> Result<Vec<Result<(), StoreFault>>, StoreFault> {
        let mut transaction = self.turn.begin(&mut self.connection)?;
        let mut each = Vec::with_capacity(works.len());
        for work in works.iter_mut() {
            let part = transaction.savepoint().map_err(|e| fault(&e))?;
            let done = work(&mut Tables::new(Statements(&part)));
            match done {
                Ok(()) => part.commit().map_err(|e| fault(&e))?,
                // A full disk has undone everything already: what follows would commit by itself.
                Err(broken) if broken.kind != FaultKind::Misused => return Err(broken),
                Err(_) => drop(part),
            }
            each.push(done);
        }
        transaction.commit().map_err(|e| fault(&e))?;
        Ok(each)
    }
}

//! The tables, their statements and their rules, written once: an engine only runs the statements.

mod digest;
mod reading;
mod writing;

use crate::chain::Sha;
use crate::fault::StoreFault;
use crate::head::Seq;
use lingshi_rules::ids::PostCode;
use std::ops::ControlFlow;

pub(crate) use digest::digest;

/// The shape of the tables this program writes.
pub(crate) const SCHEMA: i64 = 1;

/// What is handed to a statement.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Given<'a> {
    Text(&'a str),
    Int(i64),
    Blob(&'a [u8]),
    Nothing,
}

/// What stands in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    Text(String),
    Int(i64),
    Blob(Vec<u8>),
    Nothing,
}

/// A row, read from the left.
pub(crate) struct Row(std::vec::IntoIter<Cell>);

impl Row {
    pub(crate) fn new(cells: Vec<Cell>) -> Self {
        Self(cells.into_iter())
    }

    pub(crate) fn cells(self) -> impl Iterator<Item = Cell> {
        self.0
    }

    fn cell(&mut self) -> Cell {
        self.0.next().unwrap_or(Cell::Nothing)
    }

    pub(crate) fn text(&mut self) -> Result<String, StoreFault> {
        match self.cell() {
            Cell::Text(text) => Ok(text),
            Cell::Int(_) | Cell::Blob(_) | Cell::Nothing => Err(StoreFault::damaged("text")),
        }
    }

    pub(crate) fn int(&mut self) -> Result<i64, StoreFault> {
        match self.cell() {
            Cell::Int(int) => Ok(int),
            Cell::Text(_) | Cell::Blob(_) | Cell::Nothing => Err(StoreFault::damaged("a number")),
        }
    }

    fn maybe_int(&mut self) -> Option<i64> {
        match self.cell() {
            Cell::Int(int) => Some(int),
            Cell::Text(_) | Cell::Blob(_) | Cell::Nothing => None,
        }
    }

    fn maybe_blob(&mut self) -> Option<Vec<u8>> {
        match self.cell() {
            Cell::Blob(bytes) => Some(bytes),
            Cell::Int(_) | Cell::Text(_) | Cell::Nothing => None,
        }
    }

    fn blob(&mut self) -> Result<Vec<u8>, StoreFault> {
        self.maybe_blob()
            .ok_or_else(|| StoreFault::damaged("bytes"))
    }

    fn seq(&mut self) -> Result<Seq, StoreFault> {
        let int = self.int()?;
        u64::try_from(int)
            .map(Seq)
            .map_err(|_| StoreFault::damaged("a place in the log"))
    }

    fn small(&mut self) -> Result<u32, StoreFault> {
        let int = self.int()?;
        u32::try_from(int).map_err(|_| StoreFault::damaged("a small number"))
    }

    fn sha(&mut self) -> Result<Sha, StoreFault> {
        let bytes = self.blob()?;
        Sha::of_kept(&bytes).ok_or_else(|| StoreFault::damaged("a digest"))
    }
}

/// Runs statements of one transaction. Parameters are `$1`, `$2` … in the order they first stand in it.
pub(crate) trait Db {
    /// Asks for the row to be locked until the transaction ends; empty where one writes at a time.
    const LOCKING: bool;

    /// Each row, until told to stop.
    fn each(
        &mut self,
        sql: &'static str,
        given: &[Given<'_>],
        row: &mut dyn FnMut(Row) -> Result<ControlFlow<()>, StoreFault>,
    ) -> Result<(), StoreFault>;

    /// Changes, and says how many rows.
    fn run(&mut self, sql: &'static str, given: &[Given<'_>]) -> Result<u64, StoreFault>;

    /// The first row.
    fn first(&mut self, sql: &'static str, given: &[Given<'_>]) -> Result<Option<Row>, StoreFault> {
        let mut found = None;
        self.each(sql, given, &mut |row| {
            found = Some(row);
            Ok(ControlFlow::Break(()))
        })?;
        Ok(found)
    }
}

/// One transaction over the tables.
pub(crate) struct Tables<D> {
    pub(crate) db: D,
    locked: Option<PostCode>,
}

impl<D: Db> Tables<D> {
    pub(crate) fn new(db: D) -> Self {
        Self { db, locked: None }
    }
}

/// Numbers are kept as 64 bits with a sign; nothing counted here comes near it.
fn kept(seq: Seq) -> i64 {
    i64::try_from(seq.0).unwrap_or(i64::MAX)
}

fn limit(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

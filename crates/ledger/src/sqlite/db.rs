//! Statements on a `SQLite` transaction.

use crate::fault::{FaultKind, StoreFault};
use crate::tables::{Cell, Db, Given, Row};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, ToSql, params_from_iter};
use std::ops::ControlFlow;

pub(super) struct Statements<'c>(pub(super) &'c Connection);

impl ToSql for Given<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match *self {
            Given::Text(text) => ValueRef::Text(text.as_bytes()),
            Given::Int(int) => ValueRef::Integer(int),
            Given::Blob(bytes) => ValueRef::Blob(bytes),
            Given::Nothing => ValueRef::Null,
        }))
    }
}

fn cell(value: ValueRef<'_>) -> Result<Cell, StoreFault> {
    match value {
        ValueRef::Null => Ok(Cell::Nothing),
        ValueRef::Integer(int) => Ok(Cell::Int(int)),
        ValueRef::Text(text) => std::str::from_utf8(text)
            .map(|text| Cell::Text(text.to_owned()))
            .map_err(|_| StoreFault::damaged("text")),
        ValueRef::Blob(bytes) => Ok(Cell::Blob(bytes.to_vec())),
        ValueRef::Real(_) => Err(StoreFault::damaged("a fraction")),
    }
}

impl Db for Statements<'_> {
    const LOCKING: bool = false;

    fn each(
        &mut self,
        sql: &'static str,
        given: &[Given<'_>],
        row: &mut dyn FnMut(Row) -> Result<ControlFlow<()>, StoreFault>,
    ) -> Result<(), StoreFault> {
        let mut statement = self.0.prepare_cached(sql).map_err(|e| fault(&e))?;
        let columns = statement.column_count();
        let mut rows = statement
            .query(params_from_iter(given))
            .map_err(|e| fault(&e))?;
        while let Some(next) = rows.next().map_err(|e| fault(&e))? {
            let cells = (0..columns)
                .map(|at| next.get_ref(at).map_err(|e| fault(&e)).and_then(cell))
                .collect::<Result<Vec<Cell>, StoreFault>>()?;
            if row(Row::new(cells))?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn run(&mut self, sql: &'static str, given: &[Given<'_>]) -> Result<u64, StoreFault> {
        let mut statement = self.0.prepare_cached(sql).map_err(|e| fault(&e))?;
        let changed = statement
            .execute(params_from_iter(given))
            .map_err(|e| fault(&e))?;
        Ok(u64::try_from(changed).unwrap_or(u64::MAX))
    }
}

/// What `SQLite` says, without what stood in the rows.
pub(super) fn fault(error: &rusqlite::Error) -> StoreFault {
    let Some(code) = error.sqlite_error() else {
        return StoreFault::damaged("sqlite: not as it was asked for");
    };
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "whatever else the engine cannot do, it is not there for us"
    )]
    let kind = match code.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => FaultKind::Busy,
        ErrorCode::DiskFull => FaultKind::Full,
        ErrorCode::ConstraintViolation => FaultKind::Misused,
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::TypeMismatch => {
            FaultKind::Damaged
        }
        _ => FaultKind::Away,
    };
    StoreFault::new(kind, format!("sqlite: code {}", code.extended_code))
}

//! Statements on a `PostgreSQL` transaction.

use crate::fault::{FaultKind, StoreFault};
use crate::tables::{Cell, Db, Given, Row};
use bytes::BytesMut;
use postgres::error::SqlState;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Statement, Transaction};
use std::collections::HashMap;
use std::ops::ControlFlow;

/// Statements this connection knows already.
#[derive(Default)]
pub(super) struct Prepared(HashMap<&'static str, Statement>);

pub(super) struct Statements<'c> {
    transaction: Transaction<'c>,
    prepared: &'c mut Prepared,
}

impl<'c> Statements<'c> {
    pub(super) fn new(transaction: Transaction<'c>, prepared: &'c mut Prepared) -> Self {
        Self {
            transaction,
            prepared,
        }
    }

    pub(super) fn commit(self) -> Result<(), StoreFault> {
        // Whether it was kept is not known when the connection is cut here.
        self.transaction.commit().map_err(|e| fault(&e))
    }

    fn statement(&mut self, sql: &'static str) -> Result<Statement, StoreFault> {
        if let Some(known) = self.prepared.0.get(sql) {
            return Ok(known.clone());
        }
        let statement = self.transaction.prepare(sql).map_err(|e| fault(&e))?;
        self.prepared.0.insert(sql, statement.clone());
        Ok(statement)
    }
}

type Boxed = Box<dyn std::error::Error + Sync + Send>;

impl ToSql for Given<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Boxed> {
        match self {
            Given::Text(text) => text.to_sql(ty, out),
            // What the database takes for a small number is one: a limit, a version.
            Given::Int(int) if *ty == Type::INT4 => i32::try_from(*int)?.to_sql(ty, out),
            Given::Int(int) => int.to_sql(ty, out),
            Given::Blob(bytes) => bytes.to_sql(ty, out),
            Given::Nothing => Ok(IsNull::Yes),
        }
    }

    fn accepts(ty: &Type) -> bool {
        [Type::TEXT, Type::INT8, Type::INT4, Type::BYTEA].contains(ty)
    }

    to_sql_checked!();
}

fn cell(row: &postgres::Row, at: usize) -> Result<Cell, StoreFault> {
    let told = |_| StoreFault::damaged("a column of another type");
    let ty = row.columns()[at].type_();
    let cell = if *ty == Type::TEXT {
        row.try_get::<_, Option<String>>(at)
            .map_err(told)?
            .map(Cell::Text)
    } else if *ty == Type::INT8 {
        row.try_get::<_, Option<i64>>(at)
            .map_err(told)?
            .map(Cell::Int)
    } else if *ty == Type::INT4 {
        let small = row.try_get::<_, Option<i32>>(at).map_err(told)?;
        small.map(|int| Cell::Int(i64::from(int)))
    } else {
        row.try_get::<_, Option<Vec<u8>>>(at)
            .map_err(told)?
            .map(Cell::Blob)
    };
    Ok(cell.unwrap_or(Cell::Nothing))
}

impl Db for Statements<'_> {
    const LOCKING: bool = true;

    fn each(
        &mut self,
        sql: &'static str,
        given: &[Given<'_>],
        row: &mut dyn FnMut(Row) -> Result<ControlFlow<()>, StoreFault>,
    ) -> Result<(), StoreFault> {
        let statement = self.statement(sql)?;
        let mut rows = self
            .transaction
            .query_raw(&statement, given.iter())
            .map_err(|e| fault(&e))?;
        while let Some(next) = rows.next().map_err(|e| fault(&e))? {
            let cells = (0..next.len())
                .map(|at| cell(&next, at))
                .collect::<Result<Vec<Cell>, StoreFault>>()?;
            if row(Row::new(cells))?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn run(&mut self, sql: &'static str, given: &[Given<'_>]) -> Result<u64, StoreFault> {
        let statement = self.statement(sql)?;
        let given: Vec<&(dyn ToSql + Sync)> = given
            .iter()
            .map(|value| -> &(dyn ToSql + Sync) { value })
            .collect();
        self.transaction
            .execute(&statement, &given)
            .map_err(|e| fault(&e))
    }
}

/// What `PostgreSQL` says, without what stood in the rows: its message may quote them.
pub(super) fn fault(error: &postgres::Error) -> StoreFault {
    let Some(code) = error.code() else {
        return StoreFault::new(FaultKind::Away, "postgres: the connection was cut");
    };
    let kind = if *code == SqlState::T_R_SERIALIZATION_FAILURE
        || *code == SqlState::T_R_DEADLOCK_DETECTED
        || *code == SqlState::LOCK_NOT_AVAILABLE
    {
        FaultKind::Busy
    } else if *code == SqlState::DISK_FULL {
        FaultKind::Full
    } else if *code == SqlState::UNIQUE_VIOLATION {
        FaultKind::Misused
    } else {
        match code.code().get(..2) {
            // Connections, shutting down, too many clients, a disk that fails.
            Some("08" | "57" | "53" | "58") => FaultKind::Away,
            _ => FaultKind::Damaged,
        }
    };
    StoreFault::new(kind, format!("postgres: state {}", code.code()))
}

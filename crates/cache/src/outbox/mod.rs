//! The outbox: what its officer decided and the server does not hold for good yet, in a file of its own. A rebuild of
//! the cache never touches it; nothing leaves it silently.
//!
//! A command is signed when it is decided and never again. It waits for some seconds in which it may be taken back, is
//! sent until it is answered, and then either stays as a receipt until the server's backups cover it, or lies in the
//! tray 未生效 until its officer settles it.

mod answers;
mod drafts;
mod files;
mod receipts;
mod tray;

pub use answers::{Heard, NotThere};
pub use drafts::Draft;
pub use files::OwnFile;
pub use receipts::KEPT_DAYS;
pub use tray::{InTray, Settled};

use crate::engine::{self, DatabaseKey, Durability};
use crate::fault::{Fault, FaultKind};
use crate::shape::{self, NoUpgrade, Step};
use lingshi_rules::ids::CommandId;
use lingshi_rules::values::Instant;
use lingshi_wire::SignedCommand;
use lingshi_wire::heads::Heads;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

const SHAPES: &[Step] = &[
    Step(include_str!("schema.sql")),
    Step(include_str!("files.sql")),
];
/// So many bytes travel together at most.
const TOGETHER: usize = 1024 * 1024;

/// A command as it was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// Its id.
    pub id: CommandId,
    /// What it is about.
    pub subject: String,
    /// As it was signed.
    pub signed: SignedCommand,
}

/// A command that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The device's count.
    pub number: u64,
    /// The command.
    pub decided: Decided,
    /// When it was decided.
    pub decided_at: Instant,
    /// Until then it may be taken back.
    pub leaves_at: Instant,
    /// How often it was sent.
    pub tries: u32,
}

/// Why something is not taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotTakenBack {
    /// There is no such command.
    #[error("there is no such command")]
    Unknown,
    /// It has left, or its time is over.
    #[error("it has left the desk")]
    Left,
    /// A later one stands on it: take that back first.
    #[error("a later decision stands on it")]
    StoodOn,
}

/// How much there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counted {
    /// Not answered yet.
    pub waiting: u64,
    /// In the tray, not settled.
    pub tray: u64,
    /// Receipts that are kept.
    pub receipts: u64,
}

/// The outbox of one officer at one post.
pub struct Outbox {
    connection: Mutex<Connection>,
}

fn instant(millis: i64) -> Result<Instant, Fault> {
    Instant::from_millis(millis)
        .ok_or_else(|| Fault::new(FaultKind::Damaged, "the outbox names a time there is not"))
}

fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

impl Outbox {
    /// Opens it, and makes it if it is not there.
    pub fn open(path: &Path, key: &DatabaseKey) -> Result<Self, NoUpgrade> {
        let mut connection = engine::open(path, key, Durability::Full)?;
        shape::upgrade(&mut connection, (path, key), SHAPES)?;
        Ok(Self {
            connection: Mutex::new(connection),
        })
    }

    fn held(&self) -> MutexGuard<'_, Connection> {
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a decision. It is signed over the number it gets, in the transaction that keeps both: a number is never
    /// given twice, and none that was signed is lost.
    pub fn decide<E: From<Fault>>(
        &self,
        (now, leaves_at): (Instant, Instant),
        sign: impl FnOnce(u64) -> Result<Decided, E>,
    ) -> Result<u64, E> {
        let mut connection = self.held();
        let told = |fault: rusqlite::Error| E::from(Fault::from(fault));
        let tx = connection.transaction().map_err(told)?;
        let number: i64 = tx
            .query_row(
                "UPDATE device SET number = number + 1 RETURNING number",
                [],
                |row| row.get(0),
            )
            .map_err(told)?;
        let decided = sign(count(number))?;
        let signed = serde_json::to_string(&decided.signed).map_err(Fault::from)?;
        tx.execute(
            "INSERT INTO commands (number, id, subject, signed, decided_at, leaves_at, state)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'waiting')",
            params![
                number,
                decided.id.as_str(),
                decided.subject,
                signed,
                now.millis(),
                leaves_at.millis()
            ],
        )
        .map_err(told)?;
        tx.commit().map_err(told)?;
        Ok(count(number))
    }

    /// Takes a decision back that has not left yet. Its words are gone; that there was one is known from its number.
    pub fn take_back(
        &self,
        id: &CommandId,
        now: Instant,
    ) -> Result<Result<(), NotTakenBack>, Fault> {
        let mut connection = self.held();
        let tx = connection.transaction()?;
        let known = tx
            .query_row(
                "SELECT number, subject, state, leaves_at, tries FROM commands WHERE id = ?1",
                [id.as_str()],
                |row| {
                    Ok((
                        row.get::<_, i64>(0)?,
                        row.get::<_, String>(1)?,
                        row.get::<_, String>(2)?,
                        row.get::<_, i64>(3)?,
                        row.get::<_, u32>(4)?,
                    ))
                },
            )
            .optional()?;
        let Some((number, subject, state, leaves_at, tries)) = known else {
            return Ok(Err(NotTakenBack::Unknown));
        };
        // Once it was sent nobody knows whether it came: it cannot be unsaid by one side.
        if state != "waiting" || leaves_at <= now.millis() || tries > 0 {
            return Ok(Err(NotTakenBack::Left));
        }
        let later: bool = tx.query_row(
            "SELECT EXISTS (SELECT 1 FROM commands WHERE subject = ?1 AND number > ?2 AND state = 'waiting')",
            params![subject, number],
            |row| row.get(0),
        )?;
        if later {
            return Ok(Err(NotTakenBack::StoodOn));
        }
        tx.execute(
            "UPDATE commands SET state = 'taken_back', signed = '', settled_at = ?2 WHERE number = ?1",
            params![number, now.millis()],
        )?;
        tx.commit()?;
        Ok(Ok(()))
    }

    /// Everything that is not answered yet, in the order it was decided: what the desk shows is decided again on top
    /// of it.
    pub fn waiting(&self) -> Result<Vec<Waiting>, Fault> {
        waiting(&self.held())
    }

    /// What leaves now: in order, and of each subject only what nothing earlier of it holds up. Each is counted as
    /// sent before it is.
    pub fn leaving(&self, now: Instant, most: usize) -> Result<Vec<Decided>, Fault> {
        let mut connection = self.held();
        let tx = connection.transaction()?;
        let mut blocked = subjects_in_tray(&tx)?;
        let (mut leaving, mut bytes) = (Vec::new(), 0);
        for one in waiting(&tx)? {
            let not_before: i64 = tx.query_row(
                "SELECT not_before FROM commands WHERE number = ?1",
                [i64::try_from(one.number).unwrap_or_default()],
                |row| row.get(0),
            )?;
            let ready = one.leaves_at <= now && not_before <= now.millis();
            let subject = &one.decided.subject;
            if !ready || blocked.contains(subject) {
                blocked.insert(subject.clone());
                continue;
            }
            bytes += one.decided.signed.bytes.len();
            if leaving.len() == most || (bytes > TOGETHER && !leaving.is_empty()) {
                break;
            }
            tx.execute(
                "UPDATE commands SET tries = tries + 1 WHERE number = ?1",
                [i64::try_from(one.number).unwrap_or_default()],
            )?;
            leaving.push(one.decided);
        }
        tx.commit()?;
        Ok(leaving)
    }

    /// How much there is.
    pub fn counted(&self) -> Result<Counted, Fault> {
        let connection = self.held();
        let of = |state: &str| -> Result<u64, Fault> {
            let sql = "SELECT count(*) FROM commands WHERE state = ?1";
            let number: i64 = connection.query_row(sql, [state], |row| row.get(0))?;
            Ok(count(number))
        };
        Ok(Counted {
            waiting: of("waiting")?,
            tray: of("tray")?,
            receipts: of("accepted")?,
        })
    }

    /// What is remembered of the heads the server signed.
    pub fn heads(&self) -> Result<Option<Heads>, Fault> {
        let text: Option<String> =
            self.held()
                .query_row("SELECT heads FROM device", [], |row| row.get(0))?;
        text.map(|text| Ok(serde_json::from_str(&text)?))
            .transpose()
    }

    /// Remembers them.
    pub fn remember(&self, heads: &Heads) -> Result<(), Fault> {
        let text = serde_json::to_string(heads)?;
        self.held()
            .execute("UPDATE device SET heads = ?1", [text])?;
        Ok(())
    }
}

fn subjects_in_tray(connection: &Connection) -> Result<BTreeSet<String>, Fault> {
    let mut read =
        connection.prepare_cached("SELECT subject FROM commands WHERE state = 'tray'")?;
    let rows = read.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn waiting(connection: &Connection) -> Result<Vec<Waiting>, Fault> {
    let mut read = connection.prepare_cached(
        "SELECT number, id, subject, signed, decided_at, leaves_at, tries FROM commands
        WHERE state = 'waiting' ORDER BY number",
    )?;
    let mut rows = read.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let id: String = row.get(1)?;
        let signed: String = row.get(3)?;
        all.push(Waiting {
            number: count(row.get(0)?),
            decided: Decided {
                id: CommandId::new(id),
                subject: row.get(2)?,
                signed: serde_json::from_str(&signed)?,
            },
            decided_at: instant(row.get(4)?)?,
            leaves_at: instant(row.get(5)?)?,
            tries: row.get(6)?,
        });
    }
    Ok(all)
}

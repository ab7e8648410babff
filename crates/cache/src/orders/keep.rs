//! Keeping what was pulled: documents and how far they go in one transaction, so that the cursor never passes what it
//! points beyond.

use super::line::{self, QueueLine};
use super::words::Words;
use super::{Cursor, Orders, held};
use crate::fault::{Fault, FaultKind};
use lingshi_rules::order::{Order, Status};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::queue::QueueKey;
use lingshi_rules::values::OrderNo;
use lingshi_rules::values::instant::Day;
use lingshi_wire::{DocKey, Epoch, Kind, Seq};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

/// A document as it was pulled.
#[derive(Debug, Clone, Copy)]
pub struct Pulled<'a> {
    /// Which.
    pub key: &'a DocKey,
    /// Its version.
    pub version: u32,
    /// The line that wrote it.
    pub seq: Seq,
    /// What it says.
    pub body: &'a str,
}

/// What became of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kept {
    /// Orders that are new or newer now.
    pub orders: Vec<OrderNo>,
    /// Other documents that are.
    pub others: Vec<DocKey>,
}

pub(super) fn cursor(connection: &Connection) -> Result<Cursor, Fault> {
    let sql = "SELECT epoch, seq FROM place WHERE one = 1";
    let mut read = connection.prepare_cached(sql)?;
    let (epoch, seq): (Option<i64>, i64) =
        read.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let epoch = epoch.and_then(|epoch| u32::try_from(epoch).ok());
    Ok(Cursor {
        epoch: epoch.map(Epoch),
        seq: Seq(u64::try_from(seq).unwrap_or_default()),
    })
}

pub(super) fn verify(connection: &Connection) -> Result<(), Fault> {
    let damaged = |what: String| Fault::new(FaultKind::Damaged, what);
    let mut pages = connection.prepare("PRAGMA cipher_integrity_check")?;
    if pages.exists([])? {
        return Err(damaged("a page of the file was changed".to_owned()));
    }
    let said: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if said == "ok" {
        Ok(())
    } else {
        Err(damaged("the file does not hold together".to_owned()))
    }
}

fn code(status: Status) -> &'static str {
    status.into()
}

fn counted(tx: &Transaction<'_>, status: &str, by: i64) -> Result<(), Fault> {
    let sql = "INSERT INTO counts (status, orders) VALUES (?1, ?2)
        ON CONFLICT (status) DO UPDATE SET orders = orders + ?2";
    tx.prepare_cached(sql)?.execute(params![status, by])?;
    Ok(())
}

struct Before {
    id: i64,
    version: u32,
    status: String,
}

fn before(tx: &Transaction<'_>, no: &OrderNo) -> Result<Option<Before>, Fault> {
    let sql = "SELECT id, version, status FROM orders WHERE no = ?1";
    let mut read = tx.prepare_cached(sql)?;
    let row = read.query_row([no.as_str()], |row| {
        Ok(Before {
            id: row.get(0)?,
            version: row.get(1)?,
            status: row.get(2)?,
        })
    });
    Ok(row.optional()?)
}

fn put(
    tx: &Transaction<'_>,
    pulled: Pulled<'_>,
    (order, line, key): (&Order, &QueueLine, QueueKey),
) -> Result<bool, Fault> {
    let before = before(tx, &order.no)?;
    if before
        .as_ref()
        .is_some_and(|before| before.version > pulled.version)
    {
        return Ok(false);
    }
    let sql = "INSERT INTO orders (id, no, version, seq, status, business, priority, district, since, flags, claim_by,
            claim_until, hold_until, line)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
        ON CONFLICT (no) DO UPDATE SET version = ?3, seq = ?4, status = ?5, business = ?6, priority = ?7,
            district = ?8, since = ?9, flags = ?10, claim_by = ?11, claim_until = ?12, hold_until = ?13, line = ?14
        RETURNING id";
    let id: i64 = tx.prepare_cached(sql)?.query_row(
        params![
            before.as_ref().map(|before| before.id),
            order.no.as_str(),
            pulled.version,
            i64::try_from(pulled.seq.0).unwrap_or(i64::MAX),
            code(order.status),
            order.business.code(),
            key.priority,
            key.district,
            key.since.millis(),
            line.flags.bits(),
            line.claim.as_ref().map(|(by, _)| by.as_str()),
            line.claim.as_ref().map(|(_, until)| until.millis()),
            line.hold_until.map(lingshi_rules::values::Instant::millis),
            serde_json::to_string(line)?,
        ],
        |row| row.get(0),
    )?;
    let sql =
        "INSERT INTO bodies (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET body = ?2";
    tx.prepare_cached(sql)?.execute(params![id, pulled.body])?;
    let words = Words::of(order);
    let sql = "INSERT OR REPLACE INTO words (rowid, han, latin, tail) VALUES (?1, ?2, ?3, ?4)";
    tx.prepare_cached(sql)?
        .execute(params![id, words.han, words.latin, words.tail])?;
    if let Some(before) = before {
        counted(tx, &before.status, -1)?;
    }
    counted(tx, code(order.status), 1)?;
    Ok(true)
}

fn put_other(tx: &Transaction<'_>, pulled: Pulled<'_>) -> Result<bool, Fault> {
    let kind: &str = pulled.key.kind.into();
    let sql = "INSERT INTO others (kind, id, version, seq, body) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (kind, id) DO UPDATE SET version = ?3, seq = ?4, body = ?5 WHERE version <= ?3";
    let seq = i64::try_from(pulled.seq.0).unwrap_or(i64::MAX);
    let changed = tx.prepare_cached(sql)?.execute(params![
        kind,
        pulled.key.id,
        pulled.version,
        seq,
        pulled.body
    ])?;
    Ok(changed == 1)
}

fn moved(tx: &Transaction<'_>, to: Cursor) -> Result<(), Fault> {
    let sql = "UPDATE place SET epoch = ?1, seq = ?2 WHERE one = 1";
    let seq = i64::try_from(to.seq.0).unwrap_or(i64::MAX);
    tx.prepare_cached(sql)?
        .execute(params![to.epoch.map(|epoch| epoch.0), seq])?;
    Ok(())
}

fn keep_all(
    tx: &Transaction<'_>,
    documents: &[Pulled<'_>],
    (policy, today): (&PostPolicy, Day),
) -> Result<Kept, Fault> {
    let mut kept = Kept::default();
    for pulled in documents {
        if pulled.key.kind == Kind::Order {
            let order: Order = serde_json::from_str(pulled.body)?;
            let (line, key) = line::of(&order, policy, today);
            if put(tx, *pulled, (&order, &line, key))? {
                kept.orders.push(order.no);
            }
        } else if put_other(tx, *pulled)? {
            kept.others.push(pulled.key.clone());
        }
    }
    Ok(kept)
}

impl Orders {
    /// Keeps a page that goes on where the cache is, and moves on to its end; all of it, or nothing.
    pub fn keep(
        &self,
        (from, to): (Cursor, Cursor),
        documents: &[Pulled<'_>],
        at: (&PostPolicy, Day),
    ) -> Result<Kept, Fault> {
        let mut writer = held(&self.writer);
        let tx = writer.transaction()?;
        let here = cursor(&tx)?;
        if here != from || to.seq < from.seq {
            return Err(Fault::new(
                FaultKind::Misused,
                "the page does not go on where the cache is",
            ));
        }
        let kept = keep_all(&tx, documents, at)?;
        moved(&tx, to)?;
        tx.commit()?;
        Ok(kept)
    }

    /// Reckons the queue's order anew for another day: what runs out soon comes first, and a day makes a difference.
    pub fn begin_day(&self, policy: &PostPolicy, today: Day) -> Result<u32, Fault> {
        let mut writer = held(&self.writer);
        let tx = writer.transaction()?;
        let known: String = tx.query_row("SELECT day FROM place", [], |row| row.get(0))?;
        if known == today.to_string() {
            return Ok(0);
        }
        let mut changed = 0;
        {
            let sql = "SELECT id, priority, body FROM orders JOIN bodies USING (id)
                WHERE status IN ('FIRST_REVIEW', 'SECOND_REVIEW', 'SUPPLEMENT', 'INTERVIEW_TO_BOOK',
                    'INTERVIEW_BOOKED', 'ONSITE_TO_BOOK', 'ONSITE_BOOKED', 'TO_MAKE', 'MADE')";
            let mut read = tx.prepare(sql)?;
            let mut write = tx.prepare(
                "UPDATE orders SET priority = ?2, district = ?3, since = ?4 WHERE id = ?1",
            )?;
            let mut rows = read.query([])?;
            while let Some(row) = rows.next()? {
                let (id, priority): (i64, u8) = (row.get(0)?, row.get(1)?);
                let order: Order = serde_json::from_str(row.get_ref(2)?.as_str().map_err(wrong)?)?;
                let key = lingshi_rules::queue::key(&order, policy, today);
                if key.priority != priority {
                    write.execute(params![id, key.priority, key.district, key.since.millis()])?;
                    changed += 1;
                }
            }
        }
        tx.execute("UPDATE place SET day = ?1", [today.to_string()])?;
        tx.commit()?;
        Ok(changed)
    }
}

fn wrong(_: rusqlite::types::FromSqlError) -> Fault {
    Fault::new(FaultKind::Damaged, "a document is no text")
}

//! A page of the queue: by its own order, from a place on, through whatever filters. Never a whole table.

use super::line::{Flags, QueueLine};
use crate::fault::{Fault, FaultKind};
use lingshi_rules::business::Business;
use lingshi_rules::ids::OfficerId;
use lingshi_rules::order::Status;
use lingshi_rules::queue::QueueKey;
use lingshi_rules::values::{Instant, OrderNo};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::collections::{BTreeMap, BTreeSet};

/// Whose claim is on an order now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ClaimIs {
    /// Whoever's.
    #[default]
    Any,
    /// This officer's.
    Of(OfficerId),
    /// Nobody's.
    Nobodys,
    /// Somebody else's than this officer's.
    OfOthers(OfficerId),
}

/// Which orders.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// That stand here; anywhere if none is named.
    pub status: BTreeSet<Status>,
    /// Of these businesses; of any if none is named.
    pub business: BTreeSet<Business>,
    /// With all of these flags.
    pub with: Flags,
    /// With none of these.
    pub without: Flags,
    /// Whose claim.
    pub claim: ClaimIs,
    /// That have waited since before.
    pub before: Option<Instant>,
    /// The time by which claims and holds are over.
    pub now: Option<Instant>,
}

/// Where a page ended: the next one begins after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its place in the queue.
    pub key: QueueKey,
    /// The number decides between equals.
    pub no: OrderNo,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// In the queue's order.
    pub lines: Vec<QueueLine>,
    /// Where it ended, if there may be more.
    pub next: Option<Place>,
}

struct Row {
    key: QueueKey,
    no: OrderNo,
    line: String,
}

fn code(status: Status) -> &'static str {
    status.into()
}

/// Conditions besides state and place, and what they are compared with.
fn conditions(filter: &Filter) -> (String, Vec<Value>) {
    let (mut sql, mut values) = (String::new(), Vec::new());
    if filter.with != Flags::NONE {
        sql.push_str(" AND flags & ? = ?");
        let bits = i64::from(filter.with.bits());
        values.extend([Value::from(bits), Value::from(bits)]);
    }
    if filter.without != Flags::NONE {
        sql.push_str(" AND flags & ? = 0");
        values.push(Value::from(i64::from(filter.without.bits())));
    }
    if !filter.business.is_empty() {
        let marks = vec!["?"; filter.business.len()].join(", ");
        sql.push_str(" AND business IN (");
        sql.push_str(&marks);
        sql.push(')');
        values.extend(
            filter
                .business
                .iter()
                .map(|b| Value::from(b.code().to_owned())),
        );
    }
    if let Some(before) = filter.before {
        sql.push_str(" AND since < ?");
        values.push(Value::from(before.millis()));
    }
    let now = filter.now.map_or(0, Instant::millis);
    match &filter.claim {
        ClaimIs::Any => {}
        ClaimIs::Of(who) => {
            sql.push_str(" AND claim_by = ? AND claim_until > ?");
            values.extend([Value::from(who.to_string()), Value::from(now)]);
        }
        ClaimIs::Nobodys => {
            sql.push_str(" AND (claim_by IS NULL OR claim_until <= ?)");
            values.push(Value::from(now));
        }
        ClaimIs::OfOthers(who) => {
            sql.push_str(" AND claim_by <> ? AND claim_until > ?");
            values.extend([Value::from(who.to_string()), Value::from(now)]);
        }
    }
    (sql, values)
}

/// So many of one state after a place.
fn of_status(
    connection: &Connection,
    (status, filter): (Status, &Filter),
    after: Option<&Place>,
    most: u32,
) -> Result<Vec<Row>, Fault> {
    let (more, values) = conditions(filter);
    let mut sql =
        "SELECT priority, district, since, no, line FROM orders WHERE status = ?".to_owned();
    let mut all = vec![Value::from(code(status).to_owned())];
    if let Some(Place { key, no }) = after {
        sql.push_str(" AND (priority, district, since, no) > (?, ?, ?, ?)");
        all.extend([
            Value::from(i64::from(key.priority)),
            Value::from(i64::from(key.district)),
            Value::from(key.since.millis()),
            Value::from(no.as_str().to_owned()),
        ]);
    }
    sql.push_str(&more);
    all.extend(values);
    sql.push_str(" ORDER BY priority, district, since, no LIMIT ?");
    all.push(Value::from(i64::from(most)));
    let mut read = connection.prepare_cached(&sql)?;
    let rows = read.query_map(params_from_iter(all), |row| {
        let since: i64 = row.get(2)?;
        Ok((row.get(0)?, row.get(1)?, since, row.get(3)?, row.get(4)?))
    })?;
    let mut out = Vec::new();
    for row in rows {
        let (priority, district, since, no, line): (u8, u8, i64, String, String) = row?;
        let since = Instant::from_millis(since)
            .ok_or_else(|| Fault::new(FaultKind::Damaged, "a time there is not"))?;
        let key = QueueKey {
            priority,
            district,
            since,
        };
        let no = serde_json::from_value(no.into())?;
        out.push(Row { key, no, line });
    }
    Ok(out)
}

pub(super) fn page(
    connection: &Connection,
    filter: &Filter,
    after: Option<&Place>,
    most: u16,
) -> Result<Page, Fault> {
    let every: BTreeSet<Status>;
    let states = if filter.status.is_empty() {
        every = counts(connection)?.into_keys().collect();
        &every
    } else {
        &filter.status
    };
    let limit = u32::from(most) + 1;
    let mut rows = Vec::new();
    // Each state is a walk along the index; what comes first of all of them is the page.
    for status in states {
        rows.extend(of_status(connection, (*status, filter), after, limit)?);
    }
    rows.sort_by(|a, b| (a.key, &a.no).cmp(&(b.key, &b.no)));
    let more = rows.len() > usize::from(most);
    rows.truncate(usize::from(most));
    let next = rows.last().filter(|_| more).map(|row| Place {
        key: row.key,
        no: row.no.clone(),
    });
    let lines = rows
        .iter()
        .map(|row| Ok(serde_json::from_str(&row.line)?))
        .collect::<Result<Vec<_>, Fault>>()?;
    Ok(Page { lines, next })
}

pub(super) fn counts(connection: &Connection) -> Result<BTreeMap<Status, u64>, Fault> {
    let mut read =
        connection.prepare_cached("SELECT status, orders FROM counts WHERE orders > 0")?;
    let rows = read.query_map([], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))
    })?;
    let mut counts = BTreeMap::new();
    for row in rows {
        let (status, orders) = row?;
        let status: Status = serde_json::from_value(status.into())?;
        counts.insert(status, u64::try_from(orders).unwrap_or_default());
    }
    Ok(counts)
}

//! Finding an order by whatever somebody remembers of it.

use super::line::QueueLine;
use super::words::asked;
use crate::fault::Fault;
use rusqlite::Connection;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The newest first.
    pub lines: Vec<QueueLine>,
    /// There are more than were asked for: type more.
    pub more: bool,
}

pub(super) fn find(connection: &Connection, words: &str, most: u16) -> Result<Found, Fault> {
    let Some(asked) = asked(words) else {
        return Ok(Found {
            lines: Vec::new(),
            more: false,
        });
    };
    let sql = "SELECT line FROM orders WHERE id IN
        (SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid DESC LIMIT ?2)
        ORDER BY id DESC";
    let mut read = connection.prepare_cached(sql)?;
    let limit = u32::from(most) + 1;
    let texts = read.query_map((&asked, limit), |row| row.get::<_, String>(0))?;
    let mut lines = Vec::new();
    for text in texts {
        lines.push(serde_json::from_str(&text?)?);
    }
    let more = lines.len() > usize::from(most);
    lines.truncate(usize::from(most));
    Ok(Found { lines, more })
}

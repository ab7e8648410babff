//! Words that are not said yet: kept as they are typed, gone when they are said or thrown away.

use super::{Outbox, instant};
use crate::fault::Fault;
use lingshi_rules::values::Instant;
use rusqlite::{OptionalExtension, params};

/// Words about something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// As they were typed.
    pub words: String,
    /// When.
    pub at: Instant,
}

impl Outbox {
    /// Keeps what is typed; another draft of the same kind about the same thing is replaced.
    pub fn keep_draft(
        &self,
        (subject, kind): (&str, &str),
        words: &str,
        now: Instant,
    ) -> Result<(), Fault> {
        self.held().execute(
            "INSERT INTO drafts (subject, kind, words, at) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (subject, kind) DO UPDATE SET words = ?3, at = ?4",
            params![subject, kind, words, now.millis()],
        )?;
        Ok(())
    }

    /// What was typed last.
    pub fn draft(&self, (subject, kind): (&str, &str)) -> Result<Option<Draft>, Fault> {
        let connection = self.held();
        let kept: Option<(String, i64)> = connection
            .query_row(
                "SELECT words, at FROM drafts WHERE subject = ?1 AND kind = ?2",
                [subject, kind],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        kept.map(|(words, at)| {
            let at = instant(at)?;
            Ok(Draft { words, at })
        })
        .transpose()
    }

    /// Throws it away.
    pub fn drop_draft(&self, (subject, kind): (&str, &str)) -> Result<(), Fault> {
        self.held().execute(
            "DELETE FROM drafts WHERE subject = ?1 AND kind = ?2",
            [subject, kind],
        )?;
        Ok(())
    }
}

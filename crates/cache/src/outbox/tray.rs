//! 未生效: what did not take effect. It stays until its officer says what becomes of it.

use super::{Decided, Outbox, instant};
use crate::fault::Fault;
use lingshi_rules::ids::CommandId;
use lingshi_rules::values::Instant;
use lingshi_wire::Answer;
use rusqlite::params;
use serde::{Deserialize, Serialize};

/// A command in the tray.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InTray {
    /// The command, with the officer's words.
    pub decided: Decided,
    /// When it was decided.
    pub decided_at: Instant,
    /// Why it did not take effect.
    pub answer: Answer,
    /// Since when it lies here.
    pub since: Instant,
}

/// What its officer says becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum Settled {
    /// Decided anew, by another command.
    Reissued {
        /// Which.
        by: CommandId,
    },
    /// It is over.
    Discarded {
        /// Why, in the officer's words.
        reason: String,
    },
    /// It is offered again as it is: what was wrong was mended, as a key that was certified since.
    OfferedAgain,
}

impl Outbox {
    /// Everything in the tray, in the order it was decided.
    pub fn tray(&self) -> Result<Vec<InTray>, Fault> {
        let connection = self.held();
        let mut read = connection.prepare_cached(
            "SELECT id, subject, signed, decided_at, answer, answered_at FROM commands
            WHERE state = 'tray' ORDER BY number",
        )?;
        let mut rows = read.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let (id, signed, answer): (String, String, String) =
                (row.get(0)?, row.get(2)?, row.get(4)?);
            all.push(InTray {
                decided: Decided {
                    id: CommandId::new(id),
                    subject: row.get(1)?,
                    signed: serde_json::from_str(&signed)?,
                },
                decided_at: instant(row.get(3)?)?,
                answer: serde_json::from_str(&answer)?,
                since: instant(row.get(5)?)?,
            });
        }
        Ok(all)
    }

    /// Settles one; false if it is not in the tray. A refused command is never offered again: its answer is for ever.
    pub fn settle(&self, id: &CommandId, how: &Settled, now: Instant) -> Result<bool, Fault> {
        let connection = self.held();
        let changed = if *how == Settled::OfferedAgain {
            connection.execute(
                "UPDATE commands SET state = 'waiting', answer = NULL, answered_at = NULL
                WHERE id = ?1 AND state = 'tray' AND json_extract(answer, '$.result') = 'not_taken'",
                [id.as_str()],
            )?
        } else {
            connection.execute(
                "UPDATE commands SET state = 'settled', settled = ?2, settled_at = ?3
                WHERE id = ?1 AND state = 'tray'",
                params![id.as_str(), serde_json::to_string(how)?, now.millis()],
            )?
        };
        Ok(changed == 1)
    }
}

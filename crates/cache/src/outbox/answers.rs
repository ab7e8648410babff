//! Hearing what a command was answered. The first answer stands; the same again changes nothing.

use super::Outbox;
use crate::fault::Fault;
use lingshi_rules::ids::CommandId;
use lingshi_rules::values::Instant;
use lingshi_wire::Answer;
use rusqlite::{OptionalExtension, params};

/// What became of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// It stands in the log; its receipt is kept.
    Accepted,
    /// It did not take effect, and lies in the tray.
    InTray,
    /// It is offered again later.
    Later,
    /// It was known already.
    Known,
    /// The server says something else than it said before: people look at that.
    Contradiction,
}

/// It is not one of this outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no command of this outbox has that id")]
pub struct NotThere;

impl Outbox {
    /// Hears an answer.
    pub fn answered(
        &self,
        id: &CommandId,
        answer: &Answer,
        now: Instant,
    ) -> Result<Result<Heard, NotThere>, Fault> {
        let mut connection = self.held();
        let tx = connection.transaction()?;
        let known: Option<(i64, String, Option<String>)> = tx
            .query_row(
                "SELECT number, state, answer FROM commands WHERE id = ?1",
                [id.as_str()],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .optional()?;
        let Some((number, state, before)) = known else {
            return Ok(Err(NotThere));
        };
        if state != "waiting" {
            let before = before.map(|text| serde_json::from_str::<Answer>(&text));
            let same = before
                .transpose()?
                .is_some_and(|before| same(&before, answer));
            let passing = matches!(answer, Answer::Later { .. });
            return Ok(Ok(if same || passing {
                Heard::Known
            } else {
                Heard::Contradiction
            }));
        }
        let heard = match answer {
            Answer::Later { seconds } => {
                let not_before = now.millis() + i64::from(*seconds) * 1_000;
                tx.execute(
                    "UPDATE commands SET not_before = ?2 WHERE number = ?1",
                    params![number, not_before],
                )?;
                Heard::Later
            }
            Answer::Accepted { epoch, seq, .. } => {
                tx.execute(
                    "UPDATE commands SET state = 'accepted', answer = ?2, answered_at = ?3, epoch = ?4, seq = ?5
                    WHERE number = ?1",
                    params![
                        number,
                        serde_json::to_string(answer)?,
                        now.millis(),
                        epoch.0,
                        i64::try_from(seq.0).unwrap_or(i64::MAX)
                    ],
                )?;
                Heard::Accepted
            }
            Answer::Refused { .. } | Answer::NotTaken { .. } => {
                tx.execute(
                    "UPDATE commands SET state = 'tray', answer = ?2, answered_at = ?3 WHERE number = ?1",
                    params![number, serde_json::to_string(answer)?, now.millis()],
                )?;
                Heard::InTray
            }
        };
        tx.commit()?;
        Ok(Ok(heard))
    }
}

/// Whether two answers say the same of a command: a line is a line of one life of the log.
fn same(one: &Answer, other: &Answer) -> bool {
    match (one, other) {
        (
            Answer::Accepted { epoch, seq, .. },
            Answer::Accepted {
                epoch: other_epoch,
                seq: other_seq,
                ..
            },
        ) => (epoch, seq) == (other_epoch, other_seq),
        _ => one == other,
    }
}

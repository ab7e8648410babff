//! Receipts: what was accepted is kept until the server's backups cover it, and some days longer. A server that was
//! restored from an older one is offered it again.

use super::Outbox;
use crate::fault::Fault;
use lingshi_rules::values::Instant;
use lingshi_wire::{Epoch, Seq};
use rusqlite::params;

/// Days a receipt is kept at least, however soon a backup covers it.
pub const KEPT_DAYS: i64 = 30;

fn number(seq: Seq) -> i64 {
    i64::try_from(seq.0).unwrap_or(i64::MAX)
}

impl Outbox {
    /// Lines of this life of the log are in a verified backup up to here: what is older than it must be goes. Tells how
    /// many receipts went.
    pub fn covered(&self, (epoch, through): (Epoch, Seq), now: Instant) -> Result<usize, Fault> {
        let before = now.plus_days(-KEPT_DAYS).millis();
        let gone = self.held().execute(
            "DELETE FROM commands WHERE state = 'accepted' AND epoch = ?1 AND seq <= ?2 AND answered_at <= ?3",
            params![epoch.0, number(through), before],
        )?;
        Ok(gone)
    }

    /// The log began another life, from a copy that goes up to a line of the life before: what was accepted beyond it is
    /// offered again, as it was signed. Tells how many.
    pub fn other_life(&self, (before, until): (Epoch, Seq)) -> Result<usize, Fault> {
        let again = self.held().execute(
            "UPDATE commands SET state = 'waiting', answer = NULL, answered_at = NULL, epoch = NULL, seq = NULL,
                not_before = 0
            WHERE state = 'accepted' AND (epoch > ?1 OR (epoch = ?1 AND seq > ?2))",
            params![before.0, number(until)],
        )?;
        Ok(again)
    }

    /// What was settled or taken back that long ago goes as well: nobody waits for it.
    pub fn tidy(&self, now: Instant) -> Result<usize, Fault> {
        let before = now.plus_days(-KEPT_DAYS).millis();
        let gone = self.held().execute(
            "DELETE FROM commands WHERE state IN ('settled', 'taken_back') AND settled_at <= ?1",
            [before],
        )?;
        Ok(gone)
    }
}

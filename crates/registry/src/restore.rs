//! After a restore from a backup: every post begins another life of its log, so that desks offer again what
//! the backup does not know; and a backup that holds tells how far they need not.

use crate::Told;
use crate::line::Line;
use crate::world::Moment;
use lingshi_ledger::{Epoch, Seq, StoreFault, Writing};
use lingshi_rules::ids::PostCode;
use lingshi_rules::people::By;
use serde_json::json;

/// Opens another life of a post's log; the log records the fork.
pub fn open_epoch(
    tx: &mut dyn Writing,
    post: &PostCode,
    moment: &mut Moment<'_>,
) -> Told<(Epoch, Seq)> {
    let head = tx
        .lock_head(post)?
        .ok_or_else(|| StoreFault::misused("no such post"))?;
    let (old, at) = (head.epoch, head.seq);
    let epoch = Epoch(old.0 + 1);
    tx.set_epoch(post, epoch)?;
    let head = tx
        .lock_head(post)?
        .ok_or_else(|| StoreFault::misused("no such post"))?;
    let says = json!({ "before": old, "forked_after": at });
    let line = Line::next(post, head, "restored", By::System, moment).says(says);
    line.write(tx, None, moment)?;
    Ok((epoch, at))
}

/// Everything up to a line is in a backup that was read back and verified.
pub fn confirm_backup(tx: &mut dyn Writing, post: &PostCode, through: Seq) -> Told<()> {
    let head = tx
        .lock_head(post)?
        .ok_or_else(|| StoreFault::misused("no such post"))?;
    if through > head.durable {
        tx.set_durable(post, through)?;
    }
    Ok(())
}

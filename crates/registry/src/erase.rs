//! Erasing what stands beside lines of the log, as the law asks: the line that says so stays for ever.

use crate::Told;
use crate::line::Line;
use crate::world::Moment;
use lingshi_ledger::{Seq, StoreFault, Writing};
use lingshi_rules::ids::PostCode;
use lingshi_rules::people::By;
use serde_json::json;
use std::collections::BTreeSet;

/// Erases the payloads of these lines, for this reason; a line erased before is misuse.
pub fn erase(
    tx: &mut dyn Writing,
    post: &PostCode,
    lines: &BTreeSet<Seq>,
    (by, why): (By, &str),
    moment: &mut Moment<'_>,
) -> Told<Seq> {
    let head = tx
        .lock_head(post)?
        .ok_or_else(|| StoreFault::misused("no such post"))?;
    let line =
        Line::next(post, head, "erased", by, moment).says(json!({ "lines": lines, "why": why }));
    let told = line.seq();
    line.write(tx, None, moment)?;
    for seq in lines {
        tx.erase(post, *seq, told)?;
    }
    Ok(told)
}

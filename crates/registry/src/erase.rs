//! Erasing what the law asks to be erased: what stands beside lines of the log, and images of orders. The line that
//! says so stays for ever.

use crate::kept::{self, Kept};
use crate::line::Line;
use crate::subjects::{order_key, reindex};
use crate::world::Moment;
use crate::{Registry, Told};
use lingshi_ledger::{Reading, Seq, StoreFault, Writing};
use lingshi_rules::ids::{FileId, PostCode};
use lingshi_rules::order::Order;
use lingshi_rules::people::By;
use lingshi_rules::retention;
use lingshi_rules::values::{Instant, OrderNo};
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

impl Registry {
    /// The images of an order that are due to be erased and were not yet; none of an order that is not there.
    pub fn due(
        &self,
        tx: &mut (impl Reading + ?Sized),
        (post, no): (&PostCode, &OrderNo),
        now: Instant,
    ) -> Told<BTreeSet<FileId>> {
        let kept: Option<Kept<Order>> = kept::of_post(tx, post, &order_key(no))?;
        let Some(kept) = kept else {
            return Ok(BTreeSet::new());
        };
        let policy = self.settings(tx, post)?;
        let order = kept.value;
        let due = retention::due(&order, &policy, now);
        let files = due.into_iter().flat_map(|erasure| erasure.files);
        let there = |id: &FileId| {
            order
                .files
                .get(id)
                .is_some_and(|file| file.erased.is_none())
        };
        Ok(files.filter(there).collect())
    }

    /// Erases the images of an order that are due: nobody may read them from now on, and whoever sweeps the files
    /// takes them away. Says which.
    pub fn erase_due(
        &self,
        tx: &mut dyn Writing,
        (post, no): (&PostCode, &OrderNo),
        moment: &mut Moment<'_>,
    ) -> Told<BTreeSet<FileId>> {
        let head = tx
            .lock_head(post)?
            .ok_or_else(|| StoreFault::misused("no such post"))?;
        let due = self.due(tx, (post, no), moment.now)?;
        let key = order_key(no);
        let kept: Option<Kept<Order>> = kept::of_post(tx, post, &key)?;
        let Some(Kept { version, value }) = kept.filter(|_| !due.is_empty()) else {
            return Ok(due);
        };
        let mut after = value.clone();
        for file in after.files.values_mut() {
            if due.contains(&file.id) {
                file.erased = Some(moment.now);
            }
        }
        let policy = self.settings(tx, post)?;
        let says = json!({ "order": no, "files": due });
        let mut line = Line::next(post, head, "images_erased", By::System, moment).says(says);
        reindex(tx, &self.lookup, &policy, Some(&value), &after)?;
        line.put(tx, key, Some(version), &after, Vec::new())?;
        line.write(tx, None, moment)?;
        Ok(due)
    }
}

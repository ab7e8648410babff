//! Erasing what the law asks to be erased: what stands beside lines of the log, and images of orders. The line that
//! says so stays for ever.

use crate::clockwork;
use crate::kept::{self, Kept};
use crate::line::Line;
use crate::subjects::order_key;
use crate::world::Moment;
use crate::{Registry, Told};
use lingshi_ledger::{Reading, Seq, StoreFault, Writing};
use lingshi_rules::clockwork::Due;
use lingshi_rules::ids::{FileId, PostCode};
use lingshi_rules::life::Action;
use lingshi_rules::order::Order;
use lingshi_rules::people::{Actor, By};
use lingshi_rules::retention::{self, Erasure};
use lingshi_rules::values::{Instant, OrderNo};
use lingshi_wire::Answer;
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
    /// The images of an order that are due to be erased; none of an order that is not there.
    pub fn due(
        &self,
        tx: &mut (impl Reading + ?Sized),
        (post, no): (&PostCode, &OrderNo),
        now: Instant,
    ) -> Told<BTreeSet<FileId>> {
        let all = self.erasures(tx, (post, no), now)?;
        Ok(all.into_iter().flat_map(|(_, due)| due.files).collect())
    }

    fn erasures(
        &self,
        tx: &mut (impl Reading + ?Sized),
        (post, no): (&PostCode, &OrderNo),
        now: Instant,
    ) -> Told<Vec<(Order, Erasure)>> {
        let kept: Option<Kept<Order>> = kept::of_post(tx, post, &order_key(no))?;
        let Some(Kept { value, .. }) = kept else {
            return Ok(Vec::new());
        };
        let policy = self.settings(tx, post)?;
        let due = retention::due(&value, &policy, now).into_iter();
        let images = due.filter(|erasure| !erasure.files.is_empty());
        Ok(images.map(|erasure| (value.clone(), erasure)).collect())
    }

    /// Erases the images of an order that are due, as the clockwork does: nobody may read them from now on, and
    /// whoever sweeps the files takes them away. Says which.
    pub fn erase_due(
        &self,
        tx: &mut dyn Writing,
        (post, no): (&PostCode, &OrderNo),
        moment: &mut Moment<'_>,
    ) -> Told<BTreeSet<FileId>> {
        tx.lock_head(post)?;
        let policy = self.settings(tx, post)?;
        let mut erased = BTreeSet::new();
        // One at a time: each moves the order on.
        while let Some((order, erasure)) = self.erasures(tx, (post, no), moment.now)?.pop() {
            let due = Due {
                at: erasure.since,
                action: Action::EraseImages {
                    erased: erasure.what,
                },
            };
            let command = clockwork::command(&order, &due, &policy, moment.now);
            let answer = self.give(tx, (post, no), &Actor::System, &command, moment)?;
            if !matches!(answer, Answer::Accepted { .. }) {
                break;
            }
            erased.extend(erasure.files);
        }
        Ok(erased)
    }
}

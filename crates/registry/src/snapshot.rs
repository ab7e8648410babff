//! A snapshot of what a desk may read of a post, as of one moment.

use crate::Told;
use crate::changes::{for_desks, pulled};
use lingshi_ledger::{Kind, Reading, Room};
use lingshi_rules::ids::PostCode;
use lingshi_wire::changes::Pulled;
use strum::IntoEnumIterator;

/// Read at once.
const ROOM: Room = Room {
    rows: 500,
    bytes: 4 * 1024 * 1024,
};

/// Shows every document, by kind and id; never more than a page of them is held.
pub fn each(
    tx: &mut (impl Reading + ?Sized),
    post: &PostCode,
    show: &mut dyn FnMut(Pulled) -> Told<()>,
) -> Told<()> {
    for kind in Kind::iter().filter(|kind| for_desks(*kind)) {
        let mut after = String::new();
        loop {
            let page = tx.documents(post, kind, &after, ROOM)?;
            let Some(last) = page.last() else { break };
            after.clone_from(&last.key.id);
            for document in page {
                show(pulled(document)?)?;
            }
        }
    }
    Ok(())
}

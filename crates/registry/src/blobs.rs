//! Who may read a file: the right follows the orders that name it, never the knowledge of its digest.

use crate::kept;
use crate::{Registry, Told};
use lingshi_ledger::{Found, Kind, Reading, Room};
use lingshi_rules::ids::PostCode;
use lingshi_rules::order::Order;
use lingshi_wire::Sha;
use std::collections::BTreeSet;

impl Registry {
    /// Whether some order of this post has a file with this digest, or had it before it was replaced.
    pub fn readable(
        &self,
        tx: &mut (impl Reading + ?Sized),
        post: &PostCode,
        sha256: &Sha,
    ) -> Told<bool> {
        let found = tx.find(&self.lookup.with_file(post, &sha256.to_string()))?;
        let here = |found: &Found| found.key.kind == Kind::Order && found.post == *post;
        Ok(found.iter().any(here))
    }
}

/// Read at once.
const ROOM: Room = Room {
    rows: 500,
    bytes: 8 * 1024 * 1024,
};

/// Every file that an order of this post, an application to it that is not filed yet, or a mail in its tray names and
/// that was not erased:
/// from the orders themselves, for what an index forgot must not be taken away. An order that cannot be read is a
/// fault, and nothing is known then.
pub fn named(tx: &mut (impl Reading + ?Sized), post: &PostCode) -> Told<BTreeSet<Sha>> {
    let mut all = crate::applicant::files_of_drafts(tx, post)?;
    all.extend(crate::mail::files_of_mails(tx, post)?);
    let mut after = String::new();
    loop {
        let page = tx.documents(post, Kind::Order, &after, ROOM)?;
        let Some(last) = page.last() else {
            return Ok(all);
        };
        after.clone_from(&last.key.id);
        for document in &page {
            let order: Order = kept::read(document)?.value;
            let files = order
                .files
                .values()
                .filter(|file| !order.erased.contains(&file.id));
            all.extend(files.filter_map(|file| Sha::parse(&file.sha256)));
        }
    }
}

//! Verifying a post's log: whoever changed, removed, inserted or moved a line is found, and a cut tail too
//! where somebody remembers a head. What officers signed is held against the keys the post's root certified.
//!
//! A log is verified in the ledger it is kept in, or from a file somebody took away.

mod export;
mod found;
mod officers;
mod walk;

pub use export::{
    ExportFault, ExportVerified, FORM, NotAnExport, export, export_of, verify_export,
};
pub use found::{Broken, Officers, Remembered, Verified};

use crate::Told;
use lingshi_ledger::{Entry, Reading, Room, Seq, StoreFault};
use lingshi_rules::ids::PostCode;
use lingshi_wire::PublicKey;
use walk::{Beside, Looked, Walk};

/// Read at once.
const PAGE: Room = Room {
    rows: 2_000,
    bytes: 32 * 1024 * 1024,
};

/// What whoever verifies knows from elsewhere.
#[derive(Debug, Clone, Copy, Default)]
pub struct Witness<'a> {
    /// Heads somebody remembers.
    pub heads: &'a [Remembered],
    /// The roots the post had; with none of them the log's own word is taken for it.
    pub roots: &'a [PublicKey],
}

fn looked(entry: &Entry) -> Looked<'_> {
    let beside = match (&entry.payload, entry.erased_by) {
        (Some(payload), _) => Beside::There(&payload.salt, &payload.bytes),
        (None, Some(by)) => Beside::Erased(by),
        (None, None) => Beside::Gone,
    };
    Looked {
        header: &entry.header,
        beside,
        digest: entry.digest,
        link: entry.link,
    }
}

/// Looks at every line of a post.
pub fn verify(
    tx: &mut (impl Reading + ?Sized),
    (realm, post): (&str, &PostCode),
    witness: Witness<'_>,
) -> Told<Verified> {
    let head = tx
        .head(post)?
        .ok_or_else(|| StoreFault::misused("no such post"))?;
    let mut walk = Walk::new((realm, post), witness);
    let mut after = Seq::START;
    loop {
        let page = tx.entries(post, after, PAGE)?;
        let Some(last) = page.last() else { break };
        after = last.seq;
        for entry in &page {
            walk.look_at(entry.seq, &looked(entry));
        }
    }
    let end = Remembered {
        seq: head.seq,
        link: head.link,
        epoch: Some(head.epoch),
    };
    Ok(walk.end(Some(&end)))
}

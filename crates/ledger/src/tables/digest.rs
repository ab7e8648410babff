//! A digest of everything kept.

use super::{Cell, Db};
use crate::chain::Sha;
use crate::fault::StoreFault;
use sha2::{Digest, Sha256};
use std::ops::ControlFlow;

const ALL: [&str; 6] = [
    "SELECT post, epoch, seq, link, min_retained, durable FROM head ORDER BY post",
    "SELECT post, kind, id, version, seq, body FROM document ORDER BY post, kind, id",
    "SELECT post, seq, header, salt, payload, digest, link, erased_by FROM entry ORDER BY post, seq",
    "SELECT post, command, digest, answer FROM receipt ORDER BY post, command",
    "SELECT hash, post, kind, id FROM lookup ORDER BY hash, post, kind, id",
    "SELECT kind, id, version, body FROM realm ORDER BY kind, id",
];

pub(crate) fn digest(db: &mut impl Db) -> Result<Sha, StoreFault> {
    let mut hasher = Sha256::new();
    for sql in ALL {
        hasher.update(b"table");
        db.each(sql, &[], &mut |row| {
            hasher.update(b"row");
            row.cells().for_each(|cell| add(&mut hasher, &cell));
            Ok(ControlFlow::Continue(()))
        })?;
    }
    let bytes: [u8; 32] = hasher.finalize().into();
    Sha::of_kept(&bytes).ok_or_else(|| StoreFault::damaged("a digest"))
}

fn add(hasher: &mut Sha256, cell: &Cell) {
    let mut part = |tag: u8, bytes: &[u8]| {
        hasher.update([tag]);
        hasher.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(bytes);
    };
    match cell {
        Cell::Text(text) => part(1, text.as_bytes()),
        Cell::Int(int) => part(2, &int.to_be_bytes()),
        Cell::Blob(bytes) => part(3, bytes),
        Cell::Nothing => part(4, &[]),
    }
}

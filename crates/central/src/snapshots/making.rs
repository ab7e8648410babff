//! Making one snapshot, as of one moment.

use super::{CARD, NEW, SNAPSHOT, file, of_disk};
use lingshi_ledger::{Reading, StoreFault};
use lingshi_registry::{Told, snapshot};
use lingshi_rules::ids::PostCode;
use lingshi_rules::values::Instant;
use lingshi_wire::Sha;
use lingshi_wire::snapshot::{Head, Snapshot, Writer};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use tempfile::NamedTempFile;

/// Counts and digests what goes through.
struct Digesting<W> {
    out: W,
    digest: Sha256,
    bytes: u64,
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.digest.update(&bytes[..written]);
        self.bytes += u64::try_from(written).unwrap_or(u64::MAX);
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

fn new_file(folder: &Path) -> std::io::Result<NamedTempFile> {
    tempfile::Builder::new()
        .suffix(&format!(".{NEW}"))
        .tempfile_in(folder)
}

/// Makes a snapshot in a folder; the card is written last.
pub(super) fn make(
    tx: &mut dyn Reading,
    folder: &Path,
    (realm, post): (&str, &PostCode),
    now: Instant,
) -> Told<Snapshot> {
    let disk = |fault: std::io::Error| of_disk(&fault);
    crate::blobs::private_folder(folder).map_err(disk)?;
    let head = tx
        .head(post)?
        .ok_or_else(|| StoreFault::misused("no such post"))?;
    let head = Head {
        realm: realm.to_owned(),
        post: post.clone(),
        epoch: head.epoch,
        seq: head.seq,
        link: head.link,
        at: now,
    };
    let new = new_file(folder).map_err(disk)?;
    let out = Digesting {
        out: BufWriter::new(new),
        digest: Sha256::new(),
        bytes: 0,
    };
    let mut writer = Writer::begin(out, &head).map_err(disk)?;
    snapshot::each(tx, post, &mut |document| {
        writer.add(&document).map_err(disk)
    })?;
    let (out, documents) = writer.end().map_err(disk)?;
    let name = Sha::of_kept(&out.digest.finalize());
    let made = Snapshot {
        epoch: head.epoch,
        seq: head.seq,
        link: head.link,
        name: name.ok_or_else(|| StoreFault::damaged("a digest of another length"))?,
        bytes: out.bytes,
        documents,
        at: head.at,
    };
    let new = out
        .out
        .into_inner()
        .map_err(|fault| disk(fault.into_error()))?;
    settle(new, &file(folder, &made, SNAPSHOT)).map_err(disk)?;
    let mut card = new_file(folder).map_err(disk)?;
    let text = serde_json::to_vec(&made).map_err(|fault| disk(fault.into()))?;
    card.write_all(&text).map_err(disk)?;
    settle(card, &file(folder, &made, CARD)).map_err(disk)?;
    Ok(made)
}

fn settle(new: NamedTempFile, at: &Path) -> std::io::Result<File> {
    new.as_file().sync_all()?;
    Ok(new.persist(at)?)
}

/// Takes away what was begun an hour ago and never ended.
pub(super) fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let is_new = path.extension().is_some_and(|extension| extension == NEW);
        let age = || entry.metadata().ok()?.modified().ok()?.elapsed().ok();
        if is_new && age().is_some_and(|age| age.as_secs() > 3_600) {
            fs::remove_file(path).ok();
        }
    }
}

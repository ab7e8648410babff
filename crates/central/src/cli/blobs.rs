//! `blobs`.

use super::said::{Said, table};
use super::{Open, Outcome, Wrong};
use clap::{Args, Subcommand};
use lingshi_central::blobs::{Blobs, LEAST_DAYS, Standing, UNPLACED};
use lingshi_central::world::now;
use lingshi_registry::blobs::named;
use lingshi_registry::mail::files_of_unplaced;
use lingshi_rules::ids::PostCode;
use lingshi_rules::values::Instant;
use lingshi_wire::Sha;
use serde_json::json;
use std::collections::BTreeSet;
use std::path::Path;
use tokio::runtime::Runtime;

#[derive(Debug, Subcommand)]
pub(super) enum Files {
    /// Take away files that no order names, and uploads nobody goes on with
    ///
    /// A file goes if no order of its post names it, or names it as erased, and it was uploaded last more than
    /// --older-than days ago: a file comes before the command that names it, and a desk may be cut off between the
    /// two. Safe while the server listens, and on several nodes; uploads that are not whole are those of this
    /// machine. Nothing is taken away if an order cannot be read.
    Sweep(Sweep),
}

#[derive(Debug, Args)]
pub(super) struct Sweep {
    /// Only say what would go
    #[arg(long)]
    dry_run: bool,
    /// Leave files alone that were uploaded within so many days
    #[arg(long, value_name = "DAYS", default_value_t = 7, value_parser = clap::value_parser!(i64).range(LEAST_DAYS..=3_650))]
    older_than: i64,
}

impl Files {
    pub(super) fn run(&self, config: &Path) -> Outcome {
        let Self::Sweep(sweep) = self;
        sweep.run(config)
    }
}

/// What was taken away of one post, or would be.
struct Gone {
    post: PostCode,
    files: usize,
    bytes: u64,
    named: usize,
    young: u64,
}

impl Sweep {
    fn run(&self, config: &Path) -> Outcome {
        let mut open = Open::new(config)?;
        let blobs = Blobs::open(&open.config.blobs, &open.config.folder)?;
        // The ledger is never asked within: an engine may not be used where others wait for the net.
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let before = now().plus_days(-self.older_than);
        let mut all = Vec::new();
        for post in open.read(|tx| tx.posts())? {
            all.push(self.of_post(&mut open, (&blobs, &runtime), &post, before)?);
        }
        let unplaced = self.of_unplaced(&mut open, (&blobs, &runtime), before)?;
        let any = unplaced.files + unplaced.named > 0 || unplaced.young > 0;
        all.extend(Some(unplaced).filter(|_| any));
        let stale = blobs.spool.give_up_stale(now(), self.dry_run)?;
        Ok(self.said(&all, stale))
    }

    fn of_post(
        &self,
        open: &mut Open,
        at: (&Blobs, &Runtime),
        post: &PostCode,
        before: Instant,
    ) -> Result<Gone, Wrong> {
        let named = || open.read(|tx| named(tx, post));
        self.of_folder(at, post.clone(), before, named)
    }

    /// Files of mails that no post can be told for.
    fn of_unplaced(
        &self,
        open: &mut Open,
        at: (&Blobs, &Runtime),
        before: Instant,
    ) -> Result<Gone, Wrong> {
        let named = || open.read(|tx| files_of_unplaced(tx));
        self.of_folder(at, PostCode::new(UNPLACED), before, named)
    }

    fn of_folder(
        &self,
        (blobs, runtime): (&Blobs, &Runtime),
        post: PostCode,
        before: Instant,
        named: impl FnOnce() -> Result<BTreeSet<Sha>, Wrong>,
    ) -> Result<Gone, Wrong> {
        let standing: Standing = runtime.block_on(blobs.store.standing(&post, before))?;
        // After the files were looked at: an order that names one meanwhile is seen.
        let named = named()?;
        let loose = standing
            .old
            .iter()
            .filter(|old| !named.contains(&old.sha256));
        let bytes = loose.clone().map(|old| old.bytes).sum();
        let loose: BTreeSet<_> = loose.map(|old| old.sha256).collect();
        if !self.dry_run {
            runtime.block_on(blobs.store.take_away(&post, &standing, &loose))?;
        }
        Ok(Gone {
            post,
            files: loose.len(),
            bytes,
            named: standing.old.len() - loose.len(),
            young: standing.young,
        })
    }

    fn said(&self, all: &[Gone], (uploads, upload_bytes): (u64, u64)) -> Said {
        let (went, gone) = if self.dry_run {
            ("would go", "Would go: ")
        } else {
            ("went", "")
        };
        let head = ["post", went, "bytes", "named", "too young"];
        let mut rows = vec![head.map(str::to_owned).to_vec()];
        rows.extend(all.iter().map(|of| {
            let (files, bytes) = (of.files.to_string(), of.bytes.to_string());
            let (named, young) = (of.named.to_string(), of.young.to_string());
            vec![of.post.to_string(), files, bytes, named, young]
        }));
        let words = format!(
            "{}{gone}{uploads} uploads nobody goes on with, {upload_bytes} bytes.",
            table(&rows)
        );
        let posts: Vec<_> = all
            .iter()
            .map(|of| {
                json!({ "post": of.post, "files": of.files, "bytes": of.bytes, "named": of.named, "young": of.young })
            })
            .collect();
        let told = json!({ "dry_run": self.dry_run, "older_than_days": self.older_than, "posts": posts,
            "uploads": uploads, "upload_bytes": upload_bytes });
        Said::new(words, told)
    }
}

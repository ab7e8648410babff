//! `backup` and `restore`.

use super::said::Said;
use super::{Open, Outcome, Wrong, environment, wrong};
use clap::Args;
use lingshi_central::config::Config;
use lingshi_central::office::Engine;
use lingshi_central::world::{OsChance, moment};
use lingshi_ledger::sqlite::SqliteStore;
use lingshi_ledger::{Seq, Store};
use lingshi_registry::audit::{Witness, verify};
use lingshi_registry::restore::{confirm_backup, open_epoch};
use lingshi_rules::ids::PostCode;
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct Backup {
    /// The new file; never written over
    file: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Restore {
    /// The backup
    file: PathBuf,
}

const ON_POSTGRES: &str = "The ledger is in a PostgreSQL: copy and restore it with PostgreSQL's own means (pg_basebackup, pg_restore).";

fn file_of(config: &Config) -> Result<PathBuf, Wrong> {
    match config.engine() {
        Engine::Sqlite(path) => Ok(path),
        Engine::Postgres(_) => Err(wrong(ON_POSTGRES)),
    }
}

/// Every post with its last line, if file and logs hold.
fn sound(path: &Path, realm: &str) -> Result<Vec<(PostCode, Seq)>, Wrong> {
    let mut store = SqliteStore::open_to_read(path)?;
    let broken = |why: &str| wrong(format!("{}: {why}", path.display()));
    if !store.is_sound()? {
        return Err(broken("the file does not hold together"));
    }
    let mut all = Vec::new();
    let mut bad = None;
    store.read(&mut |tx| {
        for post in tx.posts()? {
            let found = verify(tx, (realm, &post), Witness::default())?;
            if !found.broken.is_empty() {
                bad = Some(post.clone());
            }
            all.push((post, found.head.seq));
        }
        Ok(())
    })?;
    match bad {
        Some(post) => Err(broken(&format!("the log of {post} does not verify"))),
        None => Ok(all),
    }
}

impl Backup {
    pub(super) fn run(&self, config: &Path) -> Outcome {
        if self.file.exists() {
            return Err(wrong(format!(
                "{}: there is a file already",
                self.file.display()
            )));
        }
        let mut open = Open::new(config)?;
        let from = file_of(&open.config)?;
        // Empty and readable by nobody else, before anything of anybody is in it.
        lingshi_central::secrets::write_private(&self.file, b"")?;
        SqliteStore::open(&from)?.copy_to(&self.file)?;
        // A backup nobody read back is none.
        let covered = match sound(&self.file, &open.config.realm) {
            Ok(covered) => covered,
            Err(fault) => {
                std::fs::remove_file(&self.file).ok();
                return Err(fault);
            }
        };
        std::fs::File::open(&self.file).and_then(|file| file.sync_all())?;
        for (post, seq) in &covered {
            open.write(|_, tx, _| confirm_backup(tx, post, *seq))?;
        }
        let posts = covered.len();
        let words = format!(
            "{posts} posts are in {}, read back and verified.",
            self.file.display()
        );
        let all: Vec<_> = covered
            .iter()
            .map(|(post, seq)| json!({ "post": post, "through": seq }))
            .collect();
        Ok(Said::new(words, json!({ "posts": all })))
    }
}

impl Restore {
    pub(super) fn run(&self, config: &Path) -> Outcome {
        let config = Config::read(config, environment)?;
        let to = file_of(&config)?;
        // Not under a running server: it would go on with the ledger put aside.
        let _alone = config.engine().alone()?;
        let covered = sound(&self.file, &config.realm)?;
        let aside = to.with_extension("before-restore.db");
        if aside.exists() {
            return Err(wrong(format!(
                "{}: a ledger was put aside here before; look at it and move it away first",
                aside.display()
            )));
        }
        // Beside it first: whatever goes wrong, the ledger that was there is still there.
        let new = to.with_extension("restoring.db");
        std::fs::copy(&self.file, &new)?;
        let mut store = SqliteStore::open(&new)?;
        let mut all = Vec::new();
        for (post, seq) in &covered {
            let mut epoch = None;
            store.write(&mut |tx| {
                epoch = Some(open_epoch(tx, post, &mut moment(&mut OsChance))?.0);
                Ok(())
            })?;
            all.push(json!({ "post": post, "through": seq, "epoch": epoch }));
        }
        drop(store);
        put_in_place(&new, &to, &aside)?;
        let words = format!(
            "{} posts are as the backup has them, each in another epoch. The ledger before it is {}.\nDesks offer again what they have beyond it.",
            covered.len(),
            aside.display()
        );
        Ok(Said::new(words, json!({ "posts": all })))
    }
}

fn put_in_place(new: &Path, to: &Path, aside: &Path) -> std::io::Result<()> {
    // What a running server or a crash left beside the file belongs to it.
    let beside = |path: &Path, end: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    };
    if to.exists() {
        for end in ["-wal", "-shm"] {
            let from = beside(to, end);
            if from.exists() {
                std::fs::rename(&from, beside(aside, end))?;
            }
        }
        std::fs::rename(to, aside)?;
    }
    std::fs::rename(new, to)
}

//! Finding files that no order names any more, to take them away.
//!
//! A file is uploaded before the command that names it: so one that nothing names is left alone until it is old.
//! How old is counted from when it was uploaded last, and nobody is told that a file is there, and need not be
//! sent again, once it is half as old as the youngest that may be taken away.

use super::store::{Store, Trouble, kept_at, name};
use lingshi_rules::ids::PostCode;
use lingshi_rules::values::Instant;
use lingshi_wire::Sha;
use object_store::path::Path;
use object_store::{ObjectMeta, ObjectStoreExt};
use std::collections::BTreeSet;
use tokio_stream::StreamExt;

/// A file that nothing names is left alone for so many days at least.
pub const LEAST_DAYS: i64 = 1;
/// After so many hours it is no longer told that a file is there which nothing names.
pub(super) const TOLD_HOURS: i64 = 12;

/// A file old enough to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Old {
    /// Its digest.
    pub sha256: Sha,
    /// Its length.
    pub bytes: u64,
}

/// What stands in a post's folder.
#[derive(Debug)]
pub struct Standing {
    /// Files that are old enough.
    pub old: Vec<Old>,
    /// Files that are not.
    pub young: u64,
    before: Instant,
    /// Notes that somebody uploaded a file, with its digest.
    notes: Vec<(Sha, Path)>,
}

enum Thing {
    File(Sha),
    Note(Sha),
}

/// What an object is by its name; what is not ours is nothing to us.
fn thing(post: &PostCode, meta: &ObjectMeta) -> Option<Thing> {
    let parts: Vec<_> = meta.location.parts().collect();
    let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
    let sha256 = Sha::parse(parts.last()?)?;
    match parts[..] {
        [_, "uploaded", _, _] => Some(Thing::Note(sha256)),
        [_, _, _] if meta.location == name(post, &sha256) => Some(Thing::File(sha256)),
        _ => None,
    }
}

impl Store {
    /// What stands in a post's folder; a file is old if it was uploaded last before this.
    pub async fn standing(&self, post: &PostCode, before: Instant) -> Result<Standing, Trouble> {
        let mut all = self.0.list(Some(&Path::from(post.as_str())));
        let mut standing = Standing {
            old: Vec::new(),
            young: 0,
            before,
            notes: Vec::new(),
        };
        while let Some(meta) = all.next().await {
            let meta = meta?;
            match thing(post, &meta) {
                Some(Thing::File(sha256)) if kept_at(&meta) < before => {
                    let bytes = meta.size;
                    standing.old.push(Old { sha256, bytes });
                }
                Some(Thing::File(_)) => standing.young += 1,
                Some(Thing::Note(sha256)) if kept_at(&meta) < before => {
                    standing.notes.push((sha256, meta.location));
                }
                Some(Thing::Note(_)) | None => {}
            }
        }
        Ok(standing)
    }

    /// Takes files away, with the notes of who brought them. What is gone already is gone; what was uploaded again
    /// since it was looked at is left alone.
    pub async fn take_away(
        &self,
        post: &PostCode,
        standing: &Standing,
        files: &BTreeSet<Sha>,
    ) -> Result<(), Trouble> {
        let mut gone = BTreeSet::new();
        for sha256 in files {
            let path = name(post, sha256);
            if self.is_older(&path, standing.before).await? {
                self.remove(&path).await?;
                gone.insert(*sha256);
            }
        }
        let there: BTreeSet<Sha> = standing.old.iter().map(|old| old.sha256).collect();
        for (sha256, note) in &standing.notes {
            if gone.contains(sha256) || !there.contains(sha256) {
                self.remove(note).await?;
            }
        }
        Ok(())
    }

    async fn is_older(&self, path: &Path, before: Instant) -> Result<bool, Trouble> {
        match self.0.head(path).await.map_err(Trouble::from) {
            Ok(meta) => Ok(kept_at(&meta) < before),
            Err(Trouble::NotThere) => Ok(false),
            Err(other) => Err(other),
        }
    }

    async fn remove(&self, path: &Path) -> Result<(), Trouble> {
        match self.0.delete(path).await.map_err(Trouble::from) {
            Err(Trouble::NotThere) => Ok(()),
            other => other,
        }
    }
}

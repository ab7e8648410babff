//! Snapshots of posts: made when one is asked for and none is fresh, kept in a folder that may be thrown away.
//!
//! A snapshot is two files: the snapshot under its digest, and a card that says of what it is. The card is
//! written last. One is made at a time for a post; whoever asks meanwhile waits for it.

mod making;

use crate::blobs::{Store, Trouble, is_full};
use crate::office::Office;
use lingshi_ledger::{FaultKind, Head, StoreFault};
use lingshi_registry::Told;
use lingshi_rules::ids::PostCode;
use lingshi_rules::values::Instant;
use lingshi_wire::snapshot::Snapshot;
use serde::Deserialize;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// When a snapshot is still fresh.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// A folder; `snapshots` if nothing is said. It may be emptied at any time.
    pub folder: Option<PathBuf>,
    /// So many lines behind at most.
    pub lines: u64,
    /// So many minutes old at most.
    pub minutes: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            folder: None,
            lines: 1_000,
            minutes: 30,
        }
    }
}

/// An older one is kept so long for whoever is still fetching it.
const KEPT_MINUTES: i64 = 60;

/// Snapshots of posts.
pub struct Snapshots {
    settings: Settings,
    folder: PathBuf,
    /// The same folder, to send from.
    pub store: Store,
    making: Mutex<HashMap<PostCode, Arc<tokio::sync::Mutex<()>>>>,
}

/// The name of a snapshot's file, of its card, of one that is being made.
const SNAPSHOT: &str = "snapshot";
const CARD: &str = "card";
const NEW: &str = "new";

/// Where a snapshot stands among what is sent.
pub fn path(post: &PostCode, name: &lingshi_wire::Sha) -> object_store::path::Path {
    let file = format!("{name}.{SNAPSHOT}");
    object_store::path::Path::from_iter([post.as_str(), file.as_str()])
}

fn of_disk(fault: &std::io::Error) -> StoreFault {
    let kind = if is_full(fault.kind()) {
        FaultKind::Full
    } else {
        FaultKind::Away
    };
    StoreFault::new(kind, format!("a snapshot: {}", fault.kind()))
}

/// The cards of a post, with their files whole; the newest last.
fn cards(folder: &Path) -> Vec<Snapshot> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let mut all: Vec<Snapshot> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == CARD))
        .filter_map(|path| serde_json::from_slice(&fs::read(path).ok()?).ok())
        .filter(|card: &Snapshot| {
            let file = fs::metadata(file(folder, card, SNAPSHOT));
            file.is_ok_and(|file| file.len() == card.bytes)
        })
        .collect();
    all.sort_by_key(|card| (card.epoch, card.seq, card.at));
    all
}

fn file(folder: &Path, card: &Snapshot, extension: &str) -> PathBuf {
    folder.join(format!("{}.{extension}", card.name))
}

impl Snapshots {
    /// Opens the folder.
    pub fn open(settings: Settings, beside: &Path) -> Result<Self, Trouble> {
        let folder = settings.folder.as_deref().unwrap_or(Path::new("snapshots"));
        let folder = beside.join(folder);
        let store = Store::folder(&folder)?;
        let making = Mutex::default();
        Ok(Self {
            settings,
            folder,
            store,
            making,
        })
    }

    fn turn(&self, post: &PostCode) -> Arc<tokio::sync::Mutex<()>> {
        let mut making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(making.entry(post.clone()).or_default())
    }

    fn is_fresh(&self, card: &Snapshot, head: &Head, now: Instant) -> bool {
        let behind = head.seq.0.checked_sub(card.seq.0);
        let age = now.millis() - card.at.millis();
        // Changes must go on from it.
        let goes_on = card.epoch == head.epoch && card.seq >= head.min_retained;
        let young = age / 60_000 < i64::from(self.settings.minutes);
        goes_on
            && behind.is_some_and(|behind| behind == 0 || (behind <= self.settings.lines && young))
    }

    /// A snapshot that is fresh: one there is, or a new one.
    pub async fn fresh(&self, office: &Office, post: &PostCode) -> Told<Snapshot> {
        let turn = self.turn(post);
        let _mine = turn.lock().await;
        let (at, now) = (post.clone(), office.now());
        let head = office.read(move |tx| tx.head(&at)).await?;
        let head = head.ok_or_else(|| StoreFault::misused("no such post"))?;
        let folder = self.folder.join(post.as_str());
        let known = folder.clone();
        let newest = tokio::task::spawn_blocking(move || cards(&known).pop()).await;
        if let Ok(Some(card)) = newest
            && self.is_fresh(&card, &head, now)
        {
            return Ok(card);
        }
        let (post, realm) = (post.clone(), office.registry.realm().to_owned());
        office
            .read(move |tx| {
                let made = making::make(tx, &folder, (&realm, &post), now)?;
                sweep(&folder, now);
                Ok(made)
            })
            .await
    }
}

/// Takes away what is older than the newest, and has been for a while; and what was never ended.
fn sweep(folder: &Path, now: Instant) {
    let mut all = cards(folder);
    all.pop();
    let old = |card: &Snapshot| card.at.plus_minutes(KEPT_MINUTES) < now;
    for card in all.iter().filter(|card| old(card)) {
        for extension in [CARD, SNAPSHOT] {
            fs::remove_file(file(folder, card, extension)).ok();
        }
    }
    making::sweep(folder);
}

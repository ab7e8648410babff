//! Nudges: "there is more", and how far it goes. What it is, a desk pulls.

use lingshi_ledger::Seq;
use lingshi_rules::ids::PostCode;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::broadcast;

/// A post has come to a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nudge {
    /// Which post.
    pub post: PostCode,
    /// How far.
    pub seq: Seq,
}

/// Nudges a slow listener may be behind; beyond it is told only that there is more.
const BEHIND: usize = 1_024;

/// Whoever listens.
pub struct Nudges(Mutex<Option<broadcast::Sender<Nudge>>>);

impl Nudges {
    pub(super) fn new() -> Self {
        Self(Mutex::new(Some(broadcast::channel(BEHIND).0)))
    }

    fn sender(&self) -> MutexGuard<'_, Option<broadcast::Sender<Nudge>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells whoever listens.
    pub fn tell(&self, post: &PostCode, seq: Seq) {
        let post = post.clone();
        if let Some(sender) = &*self.sender() {
            // Nobody listening is no fault.
            sender.send(Nudge { post, seq }).ok();
        }
    }

    /// Listens from now on; once it is closed there is nothing to hear.
    pub fn listen(&self) -> broadcast::Receiver<Nudge> {
        self.sender().as_ref().map_or_else(
            || broadcast::channel(1).1,
            broadcast::Sender::<Nudge>::subscribe,
        )
    }

    /// Whoever listens hears that there is no more to hear.
    pub fn close(&self) {
        self.sender().take();
    }
}

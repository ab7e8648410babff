//! Nudges: "there is more", and how far it goes. What it is, a desk pulls.

use lingshi_ledger::Seq;
use lingshi_rules::ids::PostCode;
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
pub struct Nudges(broadcast::Sender<Nudge>);

impl Nudges {
    pub(super) fn new() -> Self {
        Self(broadcast::channel(BEHIND).0)
    }

    /// Tells whoever listens.
    pub fn tell(&self, post: &PostCode, seq: Seq) {
        let post = post.clone();
        // Nobody listening is no fault.
        self.0.send(Nudge { post, seq }).ok();
    }

    /// Listens from now on.
    pub fn listen(&self) -> broadcast::Receiver<Nudge> {
        self.0.subscribe()
    }
}

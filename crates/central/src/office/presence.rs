//! When a post was heard of: noted once a minute, so that an outage costs nobody a strike.

use super::Office;
use lingshi_registry::presence::heard;
use lingshi_rules::ids::PostCode;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError, Weak};
use std::time::Duration;

const MINUTE: i64 = 60_000;
/// Listeners are looked at so often: no minute goes by without.
const LOOK: Duration = Duration::from_secs(20);

/// The minute each post was noted in last, by this node.
#[derive(Default)]
pub(super) struct Noted(Mutex<HashMap<PostCode, i64>>);

impl Noted {
    /// Whether this minute is to be noted; it is taken as noted then.
    pub(super) fn is_new(&self, post: &PostCode, minute: i64) -> bool {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        noted.insert(post.clone(), minute) != Some(minute)
    }
}

impl Office {
    /// A desk of this post asked for something.
    pub async fn heard(&self, post: &PostCode) {
        let now = self.now();
        if !self.noted.is_new(post, now.millis().div_euclid(MINUTE)) {
            return;
        }
        let post = post.clone();
        let note = self.write(move |tx, moment| heard(tx, &post, moment.now));
        // A ledger that is full says so where it matters.
        note.await.ok();
    }

    /// Desks that listen are there, too, whether they ask or not. It goes on until the office closes.
    pub async fn hear_listeners(office: Weak<Self>) {
        let mut beat = tokio::time::interval(LOOK);
        loop {
            beat.tick().await;
            let Some(office) = office.upgrade().filter(|office| !office.is_closing()) else {
                return;
            };
            for post in office.nudges.listened_to() {
                office.heard(&post).await;
            }
        }
    }
}

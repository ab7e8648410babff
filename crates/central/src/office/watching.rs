//! Watching the heads for what other nodes and the administration wrote. Asking one small table is cheaper
//! for the database than a notice with every commit, which all commits would wait for.

use super::{Engine, Office};
use std::collections::BTreeMap;
use std::sync::Arc;

impl Office {
    /// Goes on telling listeners of what others wrote, until the office closes.
    pub async fn watch(self: Arc<Self>, engine: Engine) {
        let mut told = BTreeMap::new();
        let mut beat = tokio::time::interval(engine.look_again());
        loop {
            beat.tick().await;
            if self.is_closing() {
                return;
            }
            // Away for now: the next look finds what this one missed.
            let Ok(heads) = self.read(|tx| tx.heads()).await else {
                continue;
            };
            for (post, head) in heads {
                crate::counted::head(post.as_str(), head.seq.0);
                if told.insert(post.clone(), head.seq) != Some(head.seq) {
                    self.nudges.tell(&post, head.seq);
                }
            }
        }
    }
}

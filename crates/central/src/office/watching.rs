//! Watching the heads for what other nodes and the administration wrote. Asking one small table is cheaper
//! for the database than a notice with every commit, which all commits would wait for.

use super::{Engine, Office};
use std::collections::BTreeMap;
use std::sync::Weak;

impl Office {
    /// Goes on telling listeners of what others wrote, until the office closes.
    /// It does not keep the office open.
    pub async fn watch(office: Weak<Self>, engine: Engine) {
        let mut told = BTreeMap::new();
        let mut beat = tokio::time::interval(engine.look_again());
        loop {
            beat.tick().await;
            let Some(office) = office.upgrade().filter(|office| !office.is_closing()) else {
                return;
            };
            // Away for now: the next look finds what this one missed.
            let Ok(heads) = office.read(|tx| tx.heads()).await else {
                continue;
            };
            for (post, head) in heads {
                crate::counted::head(post.as_str(), head.seq.0);
                if told.insert(post.clone(), head.seq) != Some(head.seq) {
                    office.nudges.tell(&post, head.seq);
                }
            }
        }
    }
}

//! Officers of a post, with their roles.

use crate::Told;
use crate::kept::{self, Kept};
use crate::line::Line;
use crate::world::Moment;
use lingshi_ledger::{DocKey, Kind, Reading, StoreFault, Writing};
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::people::{Actor, By, Role};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeSet;

/// An officer at one post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officer {
    /// The person.
    pub id: OfficerId,
    /// As colleagues read it.
    pub name: String,
    /// What they may do here; nothing once they have left.
    pub roles: BTreeSet<Role>,
    /// Has left the post.
    #[serde(default)]
    pub left: bool,
}

impl Officer {
    /// As somebody who acts.
    pub fn actor(&self, post: &PostCode) -> Actor {
        Actor::Officer {
            id: self.id.clone(),
            post: post.clone(),
            roles: self.roles.clone(),
        }
    }
}

fn key(id: &OfficerId) -> DocKey {
    DocKey::new(Kind::Officer, id.as_str())
}

/// An officer of a post.
pub fn officer(
    tx: &mut (impl Reading + ?Sized),
    post: &PostCode,
    id: &OfficerId,
) -> Told<Option<Kept<Officer>>> {
    kept::of_post(tx, post, &key(id))
}

/// Adds an officer, or changes their name and roles.
pub fn set_officer(
    tx: &mut dyn Writing,
    post: &PostCode,
    changed: &Officer,
    by: By,
    moment: &mut Moment<'_>,
) -> Told<()> {
    let head = tx
        .lock_head(post)?
        .ok_or_else(|| StoreFault::misused("no such post"))?;
    let known = officer(tx, post, &changed.id)?;
    if known.as_ref().is_some_and(|known| known.value == *changed) {
        return Ok(());
    }
    let what = if known.is_none() {
        "officer_added"
    } else {
        "officer_changed"
    };
    let says = json!({ "officer": changed.id, "roles": changed.roles, "left": changed.left });
    let mut line = Line::next(post, head, what, by, moment).says(says);
    let before = known.map(|known| known.version);
    line.put(tx, key(&changed.id), before, changed, Vec::new())?;
    line.write(tx, None, moment).map(drop)
}

//! Posts and their settings.

use crate::kept::{self, Kept};
use crate::line::Line;
use crate::world::Moment;
use crate::{Registry, Told};
use lingshi_ledger::{DocKey, FaultKind, Kind, Reading, StoreFault, Writing};
use lingshi_rules::ids::PostCode;
use lingshi_rules::people::By;
use lingshi_rules::post::PostPolicy;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::sync::Arc;

/// A post's settings as they are kept: the file word for word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The name of the file, for faults.
    pub file: String,
    /// Its text.
    pub toml: String,
    /// Its digest.
    pub digest: String,
}

fn settings_key() -> DocKey {
    DocKey::new(Kind::PostSettings, "settings")
}

/// Settings cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadSettings {
    /// They cannot be read; each fault with its line.
    #[error("{}", .0.join("\n"))]
    Unreadable(Vec<String>),
    /// They are another post's.
    #[error("these are the settings of {0}")]
    OtherPost(PostCode),
}

fn read(file: &str, toml: &str) -> Result<PostPolicy, BadSettings> {
    PostPolicy::read(file, toml).map_err(|faults| {
        let told = faults.iter().map(ToString::to_string);
        BadSettings::Unreadable(told.collect())
    })
}

/// Opens a post with its settings, or gives an open one new settings; the same ones again are no change.
pub fn set_up(
    tx: &mut dyn Writing,
    post: &PostCode,
    (file, toml): (&str, &str),
    by: By,
    moment: &mut Moment<'_>,
) -> Told<Result<bool, BadSettings>> {
    let policy = match read(file, toml) {
        Ok(policy) if policy.code == *post => policy,
        Ok(other) => return Ok(Err(BadSettings::OtherPost(other.code))),
        Err(bad) => return Ok(Err(bad)),
    };
    let (head, new) = match tx.lock_head(post)? {
        Some(head) => (head, false),
        None => (tx.open_post(post)?, true),
    };
    let settings = Settings {
        file: file.to_owned(),
        toml: toml.to_owned(),
        digest: policy.digest().as_str().to_owned(),
    };
    let known: Option<Kept<Settings>> = kept::of_post(tx, post, &settings_key())?;
    if known.as_ref().is_some_and(|known| known.value == settings) {
        return Ok(Ok(false));
    }
    let what = if new {
        "post_opened"
    } else {
        "settings_changed"
    };
    let digest = settings.digest.clone();
    let mut line = Line::next(post, head, what, by, moment).says(json!({ "settings": digest }));
    let before = known.map(|known| known.version);
    line.put(tx, settings_key(), before, &settings, Vec::new())?;
    line.write(tx, None, moment)?;
    Ok(Ok(true))
}

impl Registry {
    /// A post's settings.
    pub fn settings(
        &self,
        tx: &mut (impl Reading + ?Sized),
        post: &PostCode,
    ) -> Told<Arc<PostPolicy>> {
        let kept: Kept<Settings> = kept::of_post(tx, post, &settings_key())?
            .ok_or_else(|| StoreFault::damaged("a post without settings"))?;
        let name = (post.clone(), kept.version);
        let mut known = self
            .settings
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(policy) = known.get(&name) {
            return Ok(Arc::clone(policy));
        }
        let policy = read(&kept.value.file, &kept.value.toml).map_err(|_| {
            StoreFault::new(FaultKind::Newer, "the settings of a post cannot be read")
        })?;
        let policy = Arc::new(policy);
        known.insert(name, Arc::clone(&policy));
        Ok(policy)
    }
}

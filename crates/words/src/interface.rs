//! What officers read on screen: names of codes, settings, refusals, problems, the page.

use crate::files::read;
use crate::{Language, WordsFault};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

type ByCode<T> = BTreeMap<String, T>;

/// A name, and what it means where that needs saying.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct Term {
    /// The name.
    pub name: String,
    /// What it means.
    #[serde(default)]
    pub meaning: Option<String>,
}

/// The words of a setting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct SettingWords {
    /// Its name.
    pub name: String,
    /// What it means.
    pub meaning: String,
    /// What its number counts.
    #[serde(default)]
    pub unit: Option<String>,
    /// What it says when it is left out.
    #[serde(default)]
    pub absent: Option<String>,
    /// What it says when its list is empty.
    #[serde(default)]
    pub empty: Option<String>,
    /// Its values.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
}

/// What officers read, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interface {
    /// Names with their meaning, by group and code.
    pub terms: ByCode<ByCode<Term>>,
    /// Titles of the groups of settings.
    pub setting_groups: ByCode<String>,
    /// Settings, by path.
    pub settings: ByCode<SettingWords>,
    /// Days of the week.
    pub weekdays: ByCode<String>,
    /// Sentences of refusals, by code.
    pub refusals: ByCode<String>,
    /// Sentences of problems, by code.
    pub problems: ByCode<String>,
    /// What stands on the page.
    pub page: ByCode<String>,
    /// For whoever composes a message: `field`, `finding`, `severity`.
    pub composer: ByCode<ByCode<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SettingFile {
    groups: ByCode<String>,
    settings: ByCode<SettingWords>,
    weekdays: ByCode<String>,
}

/// One group of terms a file.
const TERMS: [&str; 5] = ["status", "transition", "who", "action", "business"];

impl Interface {
    pub(crate) fn read(language: Language) -> Result<Self, WordsFault> {
        let settings: SettingFile = read(language, "setting")?;
        Ok(Self {
            terms: terms(language)?,
            setting_groups: settings.groups,
            settings: settings.settings,
            weekdays: settings.weekdays,
            refusals: read(language, "refusal")?,
            problems: read(language, "problem")?,
            page: read(language, "page")?,
            composer: read(language, "composer")?,
        })
    }
}

fn terms(language: Language) -> Result<ByCode<ByCode<Term>>, WordsFault> {
    let small: ByCode<ByCode<String>> = read(language, "term")?;
    let named = |name| Term {
        name,
        meaning: None,
    };
    let mut all: ByCode<ByCode<Term>> = small
        .into_iter()
        .map(|(group, words)| {
            let words = words.into_iter().map(|(code, name)| (code, named(name)));
            (group, words.collect())
        })
        .collect();
    for group in TERMS {
        all.insert(group.to_owned(), read(language, group)?);
    }
    Ok(all)
}

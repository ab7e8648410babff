//! The words a person reads, by the codes the rest of the program speaks in.
//!
//! They stand in `assets/words/<language>/`; tests keep codes and words from drifting apart.

use crate::Problem;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

type ByCode<T> = BTreeMap<String, T>;

/// Every word of one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Words {
    /// `zh-CN`
    pub lang: String,
    /// Names with their meaning, by group and code.
    pub terms: BTreeMap<String, BTreeMap<String, Term>>,
    /// Titles of the groups of settings.
    pub setting_groups: BTreeMap<String, String>,
    /// Settings, by path.
    pub settings: BTreeMap<String, SettingWords>,
    /// Days of the week.
    pub weekdays: BTreeMap<String, String>,
    /// Sentences of refusals, by code.
    pub refusals: BTreeMap<String, String>,
    /// Sentences of problems, by code.
    pub problems: BTreeMap<String, String>,
    /// What stands on the page.
    #[cfg_attr(test, ts(type = "Record<PageWord, string>"))]
    pub page: BTreeMap<String, String>,
}

/// A name, and what it means where that needs saying.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS))]
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
#[cfg_attr(test, derive(ts_rs::TS))]
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SettingFile {
    groups: ByCode<String>,
    settings: ByCode<SettingWords>,
    weekdays: ByCode<String>,
}

macro_rules! words_file {
    ($name:literal) => {
        (
            concat!("assets/words/zh-CN/", $name, ".toml"),
            include_str!(concat!("../../../assets/words/zh-CN/", $name, ".toml")),
        )
    };
}

type File = (&'static str, &'static str);

/// One group of terms a file.
const TERMS: [(&str, File); 5] = [
    ("status", words_file!("status")),
    ("transition", words_file!("transition")),
    ("who", words_file!("who")),
    ("action", words_file!("action")),
    ("business", words_file!("business")),
];
const SMALL_TERMS: File = words_file!("term");
const SETTINGS: File = words_file!("setting");
const REFUSALS: File = words_file!("refusal");
const PROBLEMS: File = words_file!("problem");
const PAGE: File = words_file!("page");

/// The words of a language.
pub fn words(lang: &str) -> Result<Words, Problem> {
    if lang != "zh-CN" {
        return Err(Problem::UnknownLanguage {
            lang: lang.to_owned(),
        });
    }
    let settings: SettingFile = read(SETTINGS)?;
    Ok(Words {
        lang: lang.to_owned(),
        terms: terms()?,
        setting_groups: settings.groups,
        settings: settings.settings,
        weekdays: settings.weekdays,
        refusals: read(REFUSALS)?,
        problems: read(PROBLEMS)?,
        page: read(PAGE)?,
    })
}

fn terms() -> Result<ByCode<ByCode<Term>>, Problem> {
    let small: ByCode<ByCode<String>> = read(SMALL_TERMS)?;
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
    for (group, file) in TERMS {
        all.insert(group.to_owned(), read(file)?);
    }
    Ok(all)
}

fn read<T: DeserializeOwned>((file, text): File) -> Result<T, Problem> {
    toml::from_str(text).map_err(|fault| Problem::UnreadableWords {
        file: file.to_owned(),
        detail: fault.message().to_owned(),
    })
}

#[cfg(test)]
mod specimen;
#[cfg(test)]
mod tests;

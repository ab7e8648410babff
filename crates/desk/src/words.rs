//! The words of the pages: what the catalogues hold, in the shape the window asks for.
//!
//! Files and languages are the words crate's business; tests here keep the desk's own codes and words from
//! drifting apart.

use crate::Problem;
use lingshi_words::{Language, WordsFault, catalogue};
pub use lingshi_words::{ListWords, SettingWords, Term};
use serde::Serialize;
use std::collections::BTreeMap;

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
    /// How lists are joined.
    pub lists: ListWords,
    /// Sentences of problems, by code.
    pub problems: BTreeMap<String, String>,
    /// What stands on the page.
    #[cfg_attr(test, ts(type = "Record<PageWord, string>"))]
    pub page: BTreeMap<String, String>,
}

/// The words of a language.
pub fn words(lang: &str) -> Result<Words, Problem> {
    let language = Language::parse(lang).ok_or_else(|| Problem::UnknownLanguage {
        lang: lang.to_owned(),
    })?;
    let interface = catalogue(language).map_err(unreadable)?.interface.clone();
    Ok(Words {
        lang: lang.to_owned(),
        terms: interface.terms,
        setting_groups: interface.setting_groups,
        settings: interface.settings,
        weekdays: interface.weekdays,
        lists: interface.lists,
        problems: interface.problems,
        page: interface.page,
    })
}

pub(crate) fn unreadable(fault: WordsFault) -> Problem {
    let (file, detail) = match fault {
        WordsFault::Unreadable { file, detail } => (file, detail),
        WordsFault::Missing { .. } | WordsFault::NotFilled { .. } => {
            ("assets/words".to_owned(), fault.to_string())
        }
    };
    Problem::UnreadableWords { file, detail }
}

#[cfg(test)]
mod tests;

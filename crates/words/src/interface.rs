//! What officers read on screen: names of codes, settings, refusals, problems, the page.

use crate::files::read;
use crate::{Language, Template, WordsFault};
use lingshi_rules::checklist::{AskedItem, Shown, Template as ChecklistTemplate};
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

/// How a language joins what is listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(ts_rs::TS))]
pub struct ListWords {
    /// Between two of several.
    pub comma: String,
    /// Before the last.
    pub last: String,
    /// `{first}` to `{last}`.
    pub through: String,
}

/// The words of the checklist of interviews.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChecklistWords {
    /// Titles of the templates.
    pub templates: ByCode<String>,
    /// What is asked, by item.
    pub items: ByCode<String>,
    /// What is shown beside an item.
    pub shown: ByCode<String>,
}

impl ChecklistWords {
    /// The title of a template.
    pub fn template(&self, template: ChecklistTemplate) -> Option<&str> {
        let code: &str = template.into();
        self.templates.get(code).map(String::as_str)
    }

    /// What an item asks.
    pub fn item(&self, item: &AskedItem) -> Option<&str> {
        self.items.get(item.id).map(String::as_str)
    }

    /// What something shown beside an item is called.
    pub fn shown(&self, shown: Shown) -> Option<&str> {
        let code: &str = shown.into();
        self.shown.get(code).map(String::as_str)
    }
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
    /// Sentences for applicants where the reason itself is withheld, by the refusal's code.
    pub withheld: ByCode<String>,
    /// Sentences of problems, by code.
    pub problems: ByCode<String>,
    /// How lists are joined.
    pub lists: ListWords,
    /// What stands on the page.
    pub page: ByCode<String>,
    /// Sentences of what the rulebook found, by group and code.
    pub said: ByCode<ByCode<Template>>,
    /// The checklist of interviews.
    pub checklist: ChecklistWords,
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
            withheld: read(language, "withheld")?,
            problems: read(language, "problem")?,
            lists: lists(language)?,
            page: read(language, "page")?,
            said: said(language)?,
            checklist: read(language, "checklist")?,
            composer: read(language, "composer")?,
        })
    }
}

/// Of the frame of messages, what joins lists.
#[derive(Deserialize)]
struct Joining {
    list_comma: String,
    list_last: String,
    days_through: String,
}

fn lists(language: Language) -> Result<ListWords, WordsFault> {
    let joining: Joining = read(language, "frame")?;
    Ok(ListWords {
        comma: joining.list_comma,
        last: joining.list_last,
        through: joining.days_through,
    })
}

/// Several groups of sentences a file.
const SAID: [&str; 3] = ["mail", "book", "finding"];

fn said(language: Language) -> Result<ByCode<ByCode<Template>>, WordsFault> {
    let mut all = ByCode::new();
    for file in SAID {
        all.extend(read::<ByCode<ByCode<Template>>>(language, file)?);
    }
    Ok(all)
}

fn terms(language: Language) -> Result<ByCode<ByCode<Term>>, WordsFault> {
    let mut small: ByCode<ByCode<String>> = read(language, "term")?;
    small.extend(read::<ByCode<ByCode<String>>>(language, "named")?);
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

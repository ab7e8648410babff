//! A post's settings as rows to read: every key a post's file may have, with its value.
//!
//! Which keys there are comes from the rulebook's own list, so a new switch appears by itself.

use lingshi_rules::post::PostPolicy;
use lingshi_rules::post::keys::{Setting, Shape, settings};
use lingshi_rules::values::Money;
use serde::Serialize;
use serde_json::Value as Json;

/// Settings that belong together.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SettingGroup {
    /// The table they stand in; `post` for what stands at the top of the file.
    pub group: String,
    /// The settings, in the order of the rulebook.
    pub rows: Vec<SettingRow>,
}

/// One setting.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SettingRow {
    /// Its path, as `mail_in.trigger`.
    pub key: String,
    /// What this post has.
    pub value: SettingValue,
    /// No other post has the same.
    pub only_here: bool,
}

/// What a setting holds, as it is to be shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum SettingValue {
    /// Left out, which says something by itself.
    Absent,
    /// Yes or no.
    Flag {
        /// Yes.
        on: bool,
    },
    /// A number; its unit is one of the setting's words.
    Number {
        /// The number.
        #[cfg_attr(test, ts(type = "number"))]
        n: i64,
    },
    /// Several numbers.
    Numbers {
        /// The numbers.
        #[cfg_attr(test, ts(type = "Array<number>"))]
        all: Vec<i64>,
    },
    /// A size in bytes.
    Bytes {
        /// Bytes.
        #[cfg_attr(test, ts(type = "number"))]
        n: i64,
    },
    /// An amount, as `EUR 16.00`.
    Money {
        /// Currency and amount.
        text: String,
    },
    /// Text as the post wrote it.
    Text {
        /// The text.
        text: String,
    },
    /// Several texts.
    Texts {
        /// The texts.
        all: Vec<String>,
    },
    /// One of the setting's words.
    Word {
        /// Its code.
        code: String,
    },
    /// Several of the setting's words.
    Words {
        /// Their codes.
        codes: Vec<String>,
    },
    /// Texts or numbers by name.
    Named {
        /// Name and value.
        all: Vec<Named>,
    },
    /// Opening hours.
    Spans {
        /// The spans.
        all: Vec<OpenSpan>,
    },
    /// Days with a name.
    Days {
        /// `2026-10-01` and its name.
        all: Vec<Named>,
    },
}

/// A value by its name.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Named {
    /// The name.
    pub name: String,
    /// The value.
    pub value: String,
}

/// Hours on some days of the week.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OpenSpan {
    /// `Mon`…
    pub days: Vec<String>,
    /// `09:00`
    pub from: String,
    /// `12:00`
    pub to: String,
}

/// The group of what stands at the top of a post's file.
pub(crate) const TOP: &str = "post";

/// A setting's path and whether it is shown as a row: tables are not, what stands in them is.
pub(crate) fn shown() -> impl Iterator<Item = Setting> {
    settings().into_iter().filter(|setting| {
        let inside_list = setting.path.contains("[]");
        let table = matches!(setting.key.shape, Shape::Table(_));
        !inside_list && !table && setting.path != "schema"
    })
}

/// The group a path belongs to.
pub(crate) fn group_of(path: &str) -> &str {
    match path.split_once('.') {
        Some((group, _)) => group,
        None if path == "holidays" => "hours",
        None => TOP,
    }
}

/// This post's settings, compared with those of the others.
pub(super) fn groups(post: &PostPolicy, others: &[PostPolicy]) -> Vec<SettingGroup> {
    let own = json(post);
    let others: Vec<Json> = others
        .iter()
        .filter(|other| other.code != post.code)
        .map(json)
        .collect();
    let mut groups: Vec<SettingGroup> = Vec::new();
    for setting in shown() {
        let found = at(&own, &setting.path);
        let row = SettingRow {
            value: found.map_or(SettingValue::Absent, |json| value(&setting, json, post)),
            only_here: compared(&setting) && others.iter().all(|o| at(o, &setting.path) != found),
            key: setting.path,
        };
        let group = group_of(&row.key);
        match groups.iter_mut().find(|g| g.group == group) {
            Some(there) => there.rows.push(row),
            None => groups.push(SettingGroup {
                group: group.to_owned(),
                rows: vec![row],
            }),
        }
    }
    groups
}

/// Names, addresses and days differ everywhere; that says nothing about how a post works.
fn compared(setting: &Setting) -> bool {
    let everywhere_different = [
        "name.",
        "contact.",
        "code",
        "zone",
        "country",
        "order_prefix",
        "holidays",
    ];
    !everywhere_different
        .iter()
        .any(|start| setting.path.starts_with(start))
}

fn json(post: &PostPolicy) -> Json {
    // A policy has string keys only, so writing it as JSON cannot fail; absent is the honest answer if it did.
    serde_json::to_value(post).unwrap_or_default()
}

fn at<'j>(json: &'j Json, path: &str) -> Option<&'j Json> {
    path.split('.')
        .try_fold(json, |inner, name| inner.get(name))
}

fn value(setting: &Setting, json: &Json, post: &PostPolicy) -> SettingValue {
    match setting.key.shape {
        Shape::Flag => SettingValue::Flag {
            on: json.as_bool().unwrap_or_default(),
        },
        Shape::Number(..) => number(&setting.path, json.as_i64().unwrap_or_default(), post),
        Shape::Numbers(..) => SettingValue::Numbers {
            all: list(json).iter().filter_map(Json::as_i64).collect(),
        },
        Shape::Text | Shape::Zone | Shape::Day | Shape::Time => {
            SettingValue::Text { text: text(json) }
        }
        Shape::Texts => SettingValue::Texts { all: texts(json) },
        Shape::Word(_) | Shape::Currency => SettingValue::Word { code: text(json) },
        Shape::Words(_) => SettingValue::Words { codes: texts(json) },
        Shape::TextByName | Shape::NumberByWord(..) => SettingValue::Named { all: named(json) },
        Shape::Tables(_) if setting.path == "holidays" => SettingValue::Days {
            all: list(json).iter().map(day).collect(),
        },
        Shape::Tables(_) | Shape::Table(_) => SettingValue::Spans {
            all: list(json).iter().map(span).collect(),
        },
    }
}

fn number(path: &str, n: i64, post: &PostPolicy) -> SettingValue {
    match path {
        "fees.booklet" | "fees.mailing" | "fees.annotation" | "fees.emergency" => {
            SettingValue::Money {
                text: Money::new(n, post.fees.currency).to_string(),
            }
        }
        "supplement.mail_attachment_max" => SettingValue::Bytes { n },
        _ => SettingValue::Number { n },
    }
}

fn list(json: &Json) -> &[Json] {
    json.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text(json: &Json) -> String {
    match json {
        Json::String(text) => text.clone(),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => {
            json.to_string()
        }
    }
}

fn texts(json: &Json) -> Vec<String> {
    list(json).iter().map(text).collect()
}

fn named(json: &Json) -> Vec<Named> {
    let by_name = json.as_object().into_iter().flatten();
    by_name
        .map(|(name, value)| Named {
            name: name.clone(),
            value: text(value),
        })
        .collect()
}

fn day(json: &Json) -> Named {
    Named {
        name: field(json, "day"),
        value: field(json, "name"),
    }
}

fn span(json: &Json) -> OpenSpan {
    OpenSpan {
        days: json.get("days").map(texts).unwrap_or_default(),
        from: clock(&field(json, "from")),
        to: clock(&field(json, "to")),
    }
}

/// Hours and minutes; no post opens at a second.
fn clock(time: &str) -> String {
    time.chars().take("09:00".len()).collect()
}

fn field(json: &Json, name: &str) -> String {
    json.get(name).map(text).unwrap_or_default()
}

//! A refusal's parameters, as they fill the placeholders of its sentence.
//!
//! What is one of the rulebook's words leaves as its code; moments become the post's local time.

use lingshi_rules::life::Refusal;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::{Instant, Money};
use lingshi_words::refusal_group;
use serde::Serialize;
use serde_json::Value as Json;

/// One parameter.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Param {
    /// The placeholder it fills.
    pub name: String,
    /// What fills it.
    pub value: ParamValue,
}

/// What fills a placeholder.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum ParamValue {
    /// Text as it is.
    Text {
        /// The text.
        text: String,
    },
    /// Words of the catalogue.
    Words {
        /// The group they stand in.
        group: String,
        /// Their codes.
        codes: Vec<String>,
    },
}

pub(crate) fn params(why: &Refusal, policy: &PostPolicy) -> Vec<Param> {
    // Refusals are plain data with text keys, so writing one as JSON cannot fail.
    let Ok(Json::Object(fields)) = serde_json::to_value(why) else {
        return Vec::new();
    };
    let fields = fields.into_iter().filter(|(name, _)| name != "code");
    fields
        .map(|(name, json)| Param {
            value: value(&name, &json, policy),
            name,
        })
        .collect()
}

fn value(name: &str, json: &Json, policy: &PostPolicy) -> ParamValue {
    if let Some(moment) = moment(json, policy) {
        return ParamValue::Text { text: moment };
    }
    if let Ok(money) = serde_json::from_value::<Money>(json.clone()) {
        return ParamValue::Text {
            text: money.to_string(),
        };
    }
    match refusal_group(name, json) {
        Some(group) => ParamValue::Words {
            group: group.to_owned(),
            codes: list(json),
        },
        None => ParamValue::Text {
            text: list(json).join("、"),
        },
    }
}

/// `3月5日 10:00`, by the post's clock.
fn moment(json: &Json, policy: &PostPolicy) -> Option<String> {
    let at = Instant::parse(json.as_str()?)?;
    let day = policy.local_day(at).format("%-m月%-d日");
    Some(format!("{day} {}", policy.local_time(at).format("%H:%M")))
}

fn list(json: &Json) -> Vec<String> {
    match json {
        Json::Array(all) => all.iter().map(one).collect(),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Object(_) => {
            vec![one(json)]
        }
    }
}

/// Who did something is written as a table; the person, or else the kind, is what is read.
fn one(json: &Json) -> String {
    match json {
        Json::String(text) => text.clone(),
        Json::Object(by) => by
            .get("id")
            .or_else(|| by.get("kind"))
            .map(one)
            .unwrap_or_default(),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) => json.to_string(),
    }
}

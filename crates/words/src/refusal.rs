//! Why something may not be done, as an officer reads it.

use crate::voice::{Voice, one_line};
use crate::{Fill, Language, Template, WordsFault, catalogue};
use lingshi_rules::life::{Refusal, Status};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::instant::Day;
use lingshi_rules::values::{Instant, Money};
use serde_json::Value as Json;
use strum::IntoEnumIterator;

/// The sentence of a refusal.
pub fn render_refusal(
    language: Language,
    why: &Refusal,
    policy: &PostPolicy,
) -> Result<String, WordsFault> {
    let voice = Voice::of(catalogue(language)?, policy);
    let sentences = &voice.words.interface.refusals;
    let sentence = voice.look_up(sentences, why.code())?;
    let template = Template::try_from(sentence).map_err(|detail| WordsFault::Unreadable {
        file: format!("refusal {}", why.code()),
        detail,
    })?;
    let unreadable = |fault: serde_json::Error| WordsFault::Unreadable {
        file: why.code().to_owned(),
        detail: fault.to_string(),
    };
    let json = serde_json::to_value(why).map_err(unreadable)?;
    let mut fill = Fill::new();
    for place in template.places() {
        if let Some((name, value)) = json.as_object().and_then(|all| all.get_key_value(place)) {
            let read = match (why, value.as_u64()) {
                (Refusal::FileNotTaken { .. }, Some(bytes)) => voice.size(bytes)?,
                _ => param(voice, name, value)?,
            };
            fill = fill.with(name, read);
        }
    }
    voice.fill(why.code(), &template, &fill)
}

/// What an applicant reads of a refusal whose reason is the post's own business, or another's; none of any other.
pub fn render_withheld(language: Language, code: &str) -> Result<Option<String>, WordsFault> {
    let withheld = &catalogue(language)?.interface.withheld;
    Ok(withheld.get(code).cloned())
}

fn param(voice: Voice<'_>, name: &str, json: &Json) -> Result<String, WordsFault> {
    if let (true, Some(post)) = (is_post(name), json.as_str()) {
        return Ok(voice.post(post));
    }
    if let ("place", Some(code)) = (name, json.as_str()) {
        let fields = voice.words.interface.composer.get("field");
        let field = fields.and_then(|fields| fields.get(code));
        return Ok(field.cloned().unwrap_or_else(|| one_line(code)));
    }
    if let Some(at) = json.as_str().and_then(Instant::parse) {
        return voice.stamp(at);
    }
    if let Ok(day) = serde_json::from_value::<Day>(json.clone()) {
        return voice.date(day);
    }
    if let Ok(money) = serde_json::from_value::<Money>(json.clone()) {
        return voice.money(money);
    }
    let words: Vec<String> = list(json)
        .into_iter()
        .map(|code| spoken(voice, group(name, json), &code))
        .collect();
    if is_any_of(name) {
        return voice.joined_or(&words);
    }
    voice.list(&words)
}

/// Any one of them will do.
fn is_any_of(name: &str) -> bool {
    matches!(name, "roles" | "possible_in" | "fitting")
}

fn is_post(name: &str) -> bool {
    matches!(name, "post" | "centre")
}

/// The word of a code; what is no code, as an officer's id, is read as it is.
fn spoken(voice: Voice<'_>, group: Option<&str>, code: &str) -> String {
    let word = group.and_then(|group| voice.term(group, code).ok());
    word.unwrap_or_else(|| one_line(code))
}

/// The group of words a parameter is taken from, by its name.
pub fn group(name: &str, json: &Json) -> Option<&'static str> {
    let group = match name {
        "side" => "side",
        "roles" | "by" => "who",
        "did" => "did",
        "status" | "possible_in" => "status",
        // Elsewhere it is a moment.
        "from" if is_status(json) => "status",
        "business" => "business",
        "facet" => "facet",
        "mode" => "mode",
        "parts" => "form_part",
        "slot" | "slots" => "slot",
        "level" => "hit_level",
        "causes" => "interview_cause",
        "checks" => "check",
        "kind" => "kind",
        "fitting" => "validity",
        "why" => "not_for_batch",
        "text" => "text_of",
        "found" => "finding",
        "missing" => "original",
        "state" => "payment_state",
        _ => return None,
    };
    Some(group)
}

fn is_status(json: &Json) -> bool {
    json.as_str()
        .is_some_and(|text| Status::iter().any(|s| s.code() == text))
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

//! Picked reasons as sentences: PH inside S01, S01–S30, R01–R21.

use crate::catalogue::ReasonWords;
use crate::voice::{Voice, few_words, one_line, paragraphs};
use crate::{Addressee, Fill, WordsFault};
use lingshi_rules::business::Business;
use lingshi_rules::order::reason_fields::{Field, FieldKind, FilledBy};
use lingshi_rules::order::reasons::{PhotoReason, Pick, Refusing, RejectReason, SupplementReason};
use std::collections::BTreeMap;
use strum::IntoEnumIterator;

/// All reasons picked, numbered where there is more than one.
pub(crate) fn reasons(
    voice: Voice<'_>,
    picks: &[Pick],
    to: &Addressee,
) -> Result<String, WordsFault> {
    let sentences: Vec<String> = picks
        .iter()
        .map(|pick| supplement(voice, pick, to))
        .collect::<Result<_, _>>()?;
    if let [only] = sentences.as_slice() {
        return Ok(only.clone());
    }
    let mut lines = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let n = Fill::new().with("n", (index + 1).to_string());
        lines.push(format!("{}{sentence}", voice.line("outer_number", &n)?));
    }
    Ok(lines.join("\n"))
}

fn supplement(voice: Voice<'_>, pick: &Pick, to: &Addressee) -> Result<String, WordsFault> {
    let code = pick.reason.code();
    let words = voice.words.supplement.get(code);
    let words = words.ok_or_else(|| voice.missing(code))?;
    let mut fill = Fill::new();
    if pick.reason == SupplementReason::S01 {
        fill = fill.with("photo", photo(voice, &pick.photo)?);
    }
    sentence(
        voice,
        code,
        words,
        pick.reason.fields(),
        &pick.words,
        to,
        fill,
    )
}

/// Why it was refused, and the law it stands on.
pub(crate) fn refusing(
    voice: Voice<'_>,
    refusing: &Refusing,
    to: &Addressee,
) -> Result<(String, Option<String>), WordsFault> {
    let code = refusing.reason.code();
    let words = voice.words.reject.get(code);
    let words = words.ok_or_else(|| voice.missing(code))?;
    let fields = refusing.reason.fields();
    let text = sentence(voice, code, words, fields, &refusing.words, to, Fill::new())?;
    Ok((text, words.basis.clone()))
}

/// What is wrong with a photo: one sentence, or a numbered list on lines of its own.
fn photo(voice: Voice<'_>, reasons: &[PhotoReason]) -> Result<String, WordsFault> {
    let sentences: Vec<String> = reasons
        .iter()
        .map(|reason| {
            let words = voice.words.photo.get(reason.code());
            let words = words.ok_or_else(|| voice.missing(reason.code()))?;
            Ok(words.sentence.clone())
        })
        .collect::<Result<_, WordsFault>>()?;
    match sentences.as_slice() {
        [] => Ok(String::new()),
        [only] => {
            let end = voice.plain("end")?;
            Ok(format!("{only}{end}{}", voice.plain("sentence_gap")?))
        }
        _ => Ok(format!("{}\n", voice.numbered(&sentences, "inner_number")?)),
    }
}

fn sentence(
    voice: Voice<'_>,
    code: &str,
    words: &ReasonWords,
    fields: &'static [Field],
    given: &BTreeMap<String, String>,
    to: &Addressee,
    fill: Fill,
) -> Result<String, WordsFault> {
    let mut fill = fill;
    for field in fields {
        let value = match officers(field, fields, given) {
            Some(text) => typed(voice, code, field, text)?,
            None => from_order(voice, code, field, to)?,
        };
        fill = fill.with(field.name, value);
    }
    voice.fill(code, &words.text, &fill)
}

/// What the officer wrote there. Older desks named the one place of a reason otherwise.
fn officers<'w>(
    field: &Field,
    fields: &[Field],
    given: &'w BTreeMap<String, String>,
) -> Option<&'w str> {
    let said = |text: &&str| !one_line(text).is_empty();
    let own = given.get(field.name).map(String::as_str).filter(said);
    let only = fields.iter().filter(|f| f.by == FilledBy::Officer).count() == 1;
    let known = |name: &String| fields.iter().any(|f| f.name == name);
    let mut others = given.iter().filter(|(name, _)| !known(name));
    own.or_else(|| {
        let other = others.find_map(|(_, text)| Some(text.as_str()).filter(said));
        other.filter(|_| only && field.by == FilledBy::Officer)
    })
}

fn typed(voice: Voice<'_>, code: &str, field: &Field, text: &str) -> Result<String, WordsFault> {
    match field.kind {
        FieldKind::Passage => voice.closed(&paragraphs(text)),
        FieldKind::Choice(codes) => Ok(choice(voice, code, field, codes, text)),
        FieldKind::Business => {
            let known = Business::iter().find(|business| business.code() == text.trim());
            known.map_or_else(
                || Ok(few_words(text)),
                |business| voice.term("business", business.code()),
            )
        }
        FieldKind::Line | FieldKind::Count | FieldKind::Day | FieldKind::Flag => {
            Ok(few_words(text))
        }
    }
}

/// The word of a code; a code that only tells wordings apart stays as it is.
fn choice(voice: Voice<'_>, reason: &str, field: &Field, codes: &[&str], text: &str) -> String {
    let text = text.trim();
    let own = voice.words.choice.get(&format!("{reason}_{}", field.name));
    let table = own.or_else(|| voice.words.choice.get(field.name));
    if !codes.contains(&text) {
        return few_words(text);
    }
    let word = table.and_then(|table| table.get(text));
    word.cloned().unwrap_or_else(|| text.to_owned())
}

/// What the order or the post's settings say there; empty where they say nothing.
fn from_order(
    voice: Voice<'_>,
    code: &str,
    field: &Field,
    to: &Addressee,
) -> Result<String, WordsFault> {
    let document = if code == SupplementReason::S10.code() {
        to.booklet_code()
    } else {
        to.held_code()
    };
    Ok(match (field.name, field.by) {
        ("document", _) => typed(voice, code, field, document)?,
        ("name", _) => to.annotation.as_deref().map(one_line).unwrap_or_default(),
        ("parents", _) if to.needs_both_parents() => "both".into(),
        ("parents", _) => "one".into(),
        ("minor", _) if to.minor => "1".into(),
        ("country", _) => voice.country(),
        ("years", _) if to.expired_years > 0 => to.expired_years.to_string(),
        ("no", _) => to.no.as_str().to_owned(),
        ("tail", _) => to.kept_tail.clone().unwrap_or_default(),
        ("due", _) => match to.supplement_due {
            Some(day) => voice.day(day)?,
            None => String::new(),
        },
        ("mailbox", _) => mailbox(voice),
        (_, FilledBy::Officer) => voice.plain("nothing_said").and_then(|t| voice.closed(&t))?,
        (_, FilledBy::OfficerIfKnown | FilledBy::Order) => String::new(),
    })
}

/// The post's mailbox for questions, where it has one.
pub(crate) fn mailbox(voice: Voice<'_>) -> String {
    let all = &voice.policy.contact.mailboxes;
    all.get("enquiries").cloned().unwrap_or_default()
}

/// An order ended because its applicant asked is no refusal.
pub(crate) fn was_requested(refusing: &Refusing) -> bool {
    refusing.reason == RejectReason::R20
}

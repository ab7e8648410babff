//! Words of an officer that an applicant will read: each fills its place, and none may look like fraud.

use super::text;
use crate::business::Business;
use crate::life::context::Context;
use crate::life::refusal::{Refusal, TextOf};
use crate::order::reason_fields::{Field, FieldKind, FilledBy};
use crate::order::reasons::{Pick, Refusing};
use crate::outgoing::{FindingCode, PARAGRAPHS_LIMIT, Severity, WordsPlace, findings};
use crate::post::PostPolicy;
use std::collections::{BTreeMap, BTreeSet};
use strum::IntoEnumIterator;

/// Words of the officer's own in a place that is all theirs.
pub(super) fn own(given: &str, place: WordsPlace, ctx: &Context<'_>) -> Result<String, Refusal> {
    may_stand(given, place, ctx.policy)
}

/// Words that may be written in a place, as they are then: a phrase kept for it is held to the same.
pub fn may_stand(given: &str, place: WordsPlace, policy: &PostPolicy) -> Result<String, Refusal> {
    let given = text::needed(TextOf::Words, given, place.limit())?;
    may_go_out(&given, policy)?;
    Ok(given)
}

/// What fills the sentence of a reason to ask again.
pub(super) fn of_pick(pick: &Pick, ctx: &Context<'_>) -> Result<(), Refusal> {
    let (code, fields) = (pick.reason.code(), pick.reason.fields());
    filled(!pick.unfilled().is_empty())?;
    places(code, fields, &pick.words, ctx)
}

/// What fills the sentence of a refusal.
pub(super) fn of_refusing(refusing: &Refusing, ctx: &Context<'_>) -> Result<(), Refusal> {
    let (code, fields) = (refusing.reason.code(), refusing.reason.fields());
    filled(!refusing.unfilled().is_empty())?;
    places(code, fields, &refusing.words, ctx)
}

fn filled(gap: bool) -> Result<(), Refusal> {
    let text = TextOf::Words;
    if gap {
        Err(Refusal::TextNeeded { text })
    } else {
        Ok(())
    }
}

fn places(
    reason: &str,
    fields: &[Field],
    words: &BTreeMap<String, String>,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    words.iter().try_for_each(|(place, word)| {
        // A place the order fills is not the officer's: what is typed there would say something else.
        let field = fields
            .iter()
            .find(|field| field.name == place && field.by != FilledBy::Order);
        let wrong = || Refusal::WrongPlace {
            reason: reason.to_owned(),
            place: place.clone(),
        };
        let kind = field.ok_or_else(wrong)?.kind;
        let most = u32::try_from(kind.limit()).unwrap_or(u32::MAX);
        text::fits(TextOf::Words, word, most)?;
        let word = word.trim();
        if word.is_empty() {
            return Ok(());
        }
        if kind.is_free() {
            return may_go_out(word, ctx.policy);
        }
        if speaks(kind, word) {
            Ok(())
        } else {
            Err(wrong())
        }
    })
}

/// A place that is no free text holds what its kind says.
fn speaks(kind: FieldKind, word: &str) -> bool {
    match kind {
        FieldKind::Line | FieldKind::Passage => true,
        FieldKind::Choice(codes) => codes.contains(&word),
        FieldKind::Business => Business::iter().any(|business| business.code() == word),
        // Only the order fills these.
        FieldKind::Count | FieldKind::Day | FieldKind::Flag => false,
    }
}

fn may_go_out(words: &str, policy: &PostPolicy) -> Result<(), Refusal> {
    let found: BTreeSet<FindingCode> = findings(words, policy, PARAGRAPHS_LIMIT)
        .into_iter()
        .filter(|finding| finding.severity == Severity::Block)
        .map(|finding| finding.code)
        .collect();
    if found.is_empty() {
        return Ok(());
    }
    let found = found.into_iter().collect();
    Err(Refusal::MayNotGoOut { found })
}

//! What fills the sentences of reasons, and who fills it.

use lingshi_rules::life::reasons::{Pick, Refusing, RejectReason as R, SupplementReason as S};
use lingshi_rules::order::reason_fields::{Field, FieldKind, FilledBy};
use std::collections::{BTreeMap, BTreeSet};
use strum::IntoEnumIterator;

fn all() -> Vec<&'static [Field]> {
    let supplements = S::iter().map(S::fields);
    supplements.chain(R::iter().map(R::fields)).collect()
}

/// Every place the officer must fill, filled with this where free words stand.
pub(crate) fn filled(fields: &[Field], words: &str) -> BTreeMap<String, String> {
    let officers = fields.iter().filter(|field| field.by == FilledBy::Officer);
    let pairs = officers.map(|field| {
        let word = match field.kind {
            FieldKind::Business => "TD_NEW",
            FieldKind::Choice(codes) => codes[0],
            _ => words,
        };
        (field.name.to_owned(), word.to_owned())
    });
    pairs.collect()
}

#[test]
fn a_reason_needs_words_just_where_a_place_is_the_officers() {
    let silent: Vec<S> = S::iter().filter(|r| r.needs_words()).collect();
    assert_eq!(silent, [S::S28, S::S29, S::S30]);
    let silent: Vec<R> = R::iter().filter(|r| r.needs_words()).collect();
    assert_eq!(silent, [R::R05, R::R09, R::R21]);
}

#[test]
fn places_have_names_of_their_own_and_room_within_what_is_kept() {
    for fields in all() {
        let names: BTreeSet<&str> = fields.iter().map(|field| field.name).collect();
        assert_eq!(names.len(), fields.len(), "{fields:?}");
        for field in fields {
            assert!((1..=500).contains(&field.kind.limit()), "{field:?}");
        }
    }
    assert_eq!(FieldKind::Passage.limit(), 500);
    assert_eq!(FieldKind::Line.limit(), 80);
}

#[test]
fn what_the_officer_must_still_fill_is_told() {
    let pick = |words: &[(&str, &str)]| Pick {
        reason: S::S29,
        photo: Vec::new(),
        words: given(words),
    };
    assert_eq!(pick(&[]).unfilled(), ["field"]);
    assert_eq!(pick(&[("field", " ")]).unfilled(), ["field"]);
    assert_eq!(pick(&[("stated", "1")]).unfilled(), ["field"]);
    assert!(pick(&[("field", "出生日期")]).unfilled().is_empty());
    let reason = R::R09;
    let words = BTreeMap::new();
    assert_eq!(Refusing { reason, words }.unfilled(), ["reason"]);
    let reason = R::R01;
    let words = BTreeMap::new();
    assert!(Refusing { reason, words }.unfilled().is_empty());
}

fn given(words: &[(&str, &str)]) -> BTreeMap<String, String> {
    let pairs = words
        .iter()
        .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
    pairs.collect()
}

#[test]
fn legal_refusals_never_need_an_officers_own_words() {
    // What reveals something of third parties is not left to be typed.
    for reason in R::iter().filter(|r| r.is_legal()) {
        let typed = reason.fields().iter().filter(|field| {
            field.by != FilledBy::Order && !matches!(field.kind, FieldKind::Choice(_))
        });
        assert_eq!(typed.count(), 0, "{reason:?}");
    }
}

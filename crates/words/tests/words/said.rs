//! What the rulebook found, as sentences: every variant, with hard parameters, in three languages.

mod books;
mod checks;
pub(crate) mod mails;
mod names;

use crate::posts::post;
use crate::style::doubled;
use lingshi_words::{Language, Said, catalogue, say};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use strum::IntoEnumIterator;

/// One sentence of the gallery.
pub(crate) struct Shown {
    pub(crate) group: &'static str,
    pub(crate) code: String,
    pub(crate) said: Said<'static>,
}

/// The codes of a type, as its reader lists them when it is given none of them.
pub(crate) fn codes<T: DeserializeOwned>(tag: Option<&str>) -> BTreeSet<String> {
    let unknown = tag.map_or_else(|| json!("?"), |tag| json!({ tag: "?" }));
    let Err(fault) = serde_json::from_value::<T>(unknown) else {
        panic!("? is a code");
    };
    let fault = fault.to_string();
    let list = fault.split_once("unknown variant `?`, expected ");
    let (_, list) = list.unwrap_or_else(|| panic!("{fault}"));
    list.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// The code of a value.
fn code_of(value: &impl Serialize, tag: Option<&str>) -> String {
    let json = serde_json::to_value(value).unwrap();
    let code = tag.map_or(&json, |tag| &json[tag]);
    code.as_str().unwrap().to_owned()
}

/// Sentences of all values of a type; every variant is among them.
fn every<T: Serialize + DeserializeOwned + 'static>(
    group: &'static str,
    tag: Option<&str>,
    values: Vec<T>,
    said: fn(&'static T) -> Said<'static>,
) -> Vec<Shown> {
    let shown: Vec<Shown> = values
        .into_iter()
        .map(|value| Shown {
            group,
            code: code_of(&value, tag),
            // A test's specimens live as long as the test.
            said: said(Box::leak(Box::new(value))),
        })
        .collect();
    let there: BTreeSet<String> = shown.iter().map(|one| one.code.clone()).collect();
    assert_eq!(there, codes::<T>(tag), "{group}");
    shown
}

/// Every sentence, group by group.
pub(crate) fn all() -> Vec<Shown> {
    let mut all = mails::all();
    all.extend(books::all());
    all.extend(checks::all());
    all.extend(names::all());
    all
}

pub(crate) fn read(language: Language, shown: &Shown) -> String {
    let said = say(language, shown.said, post("BRU"));
    said.unwrap_or_else(|fault| panic!("{language} {}.{}: {fault}", shown.group, shown.code))
}

/// Codes whose words stand in another group: what is said there already is not said twice.
const ELSEWHERE: [(&str, &str); 6] = [
    ("stock", "writer"),
    ("cash", "writer"),
    ("mail_flag", "shortcoming"),
    ("evidence", "id_fault"),
    ("evidence", "face"),
    ("evidence", "nationality"),
];

#[test]
fn every_code_has_its_sentence_and_every_sentence_its_code() {
    let mut wanted: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for shown in all() {
        if !ELSEWHERE.contains(&(shown.group, shown.code.as_str())) {
            wanted.entry(shown.group).or_default().insert(shown.code);
        }
    }
    for language in Language::iter() {
        let said = &catalogue(language).unwrap().interface.said;
        let kept: BTreeMap<&str, BTreeSet<String>> = said
            .iter()
            .map(|(group, all)| (group.as_str(), all.keys().cloned().collect()))
            .collect();
        // The field of a pair stands inside the sentence of the match.
        let mut wanted = wanted.clone();
        let pair = wanted.get_mut("duplicate").unwrap();
        pair.insert("differing".into());
        assert_eq!(kept, wanted, "{language}");
    }
}

#[test]
fn a_sentence_has_the_same_places_in_every_language() {
    let zh = &catalogue(Language::ZhCn).unwrap().interface.said;
    for language in Language::iter() {
        let said = &catalogue(language).unwrap().interface.said;
        for (group, all) in zh {
            for (code, template) in all {
                let own = &said[group][code];
                assert_eq!(own.places(), template.places(), "{language} {group}.{code}");
            }
        }
    }
}

#[test]
fn no_sentence_has_a_hole_a_doubled_sign_or_a_code_in_it() {
    for language in Language::iter() {
        for shown in all() {
            let text = read(language, &shown);
            let name = format!("{language} {}.{}: {text}", shown.group, shown.code);
            assert!(!text.contains(['{', '}', '[', ']', '|']), "{name}");
            assert_eq!(doubled(&text), None, "{name}");
            assert!(!text.contains("（）") && !text.contains("()"), "{name}");
            assert!(!text.contains('_') && !text.contains('\u{202E}'), "{name}");
            assert_eq!(text, text.trim(), "{name}");
            if language == Language::En {
                assert!(!text.contains(['。', '；']), "{name}");
            }
        }
    }
}

#[test]
fn clauses_are_open_and_sentences_closed() {
    let clauses = ["eligible", "doubt", "nationality_ground", "mail_sign"];
    for language in Language::iter() {
        for shown in all() {
            let text = read(language, &shown);
            let closed = text.ends_with(['。', '.']);
            let open = clauses.contains(&shown.group);
            assert_eq!(
                closed, !open,
                "{language} {}.{}: {text}",
                shown.group, shown.code
            );
        }
    }
}

#[test]
fn the_shapes_this_test_reads_codes_by_are_told_apart() {
    assert_eq!(
        codes::<lingshi_rules::values::Sex>(None),
        ["female", "male"].map(str::to_owned).into()
    );
    assert_eq!(code_of(&Value::from("male"), None), "male");
}

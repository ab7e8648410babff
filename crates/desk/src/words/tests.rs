//! Every code has its words, every word its code, every placeholder its parameter.

use super::*;
use crate::problem::Problem;
use crate::rulebook::Who;
use crate::rulebook::settings::{group_of, shown};
use crate::words::specimen::specimens;
use lingshi_rules::business::Business;
use lingshi_rules::life::{ActionKind, RefusalCode, Status, TransitionId};
use lingshi_rules::post::keys::Shape;
use std::collections::BTreeSet;
use strum::{IntoEnumIterator, VariantNames};

fn zh() -> Words {
    words("zh-CN").unwrap()
}

fn set<T: Into<String>>(codes: impl IntoIterator<Item = T>) -> BTreeSet<String> {
    codes.into_iter().map(Into::into).collect()
}

fn spoken(group: &str) -> BTreeSet<String> {
    set(zh().terms[group].keys().cloned())
}

#[test]
fn states_arrows_people_actions_and_businesses_have_their_words() {
    assert_eq!(spoken("status"), set(Status::iter().map(Status::code)));
    assert_eq!(
        spoken("transition"),
        set(TransitionId::iter().map(TransitionId::code))
    );
    assert_eq!(spoken("who"), set(Who::iter().map(Who::code)));
    assert_eq!(
        spoken("action"),
        set(ActionKind::iter().map(ActionKind::code))
    );
    assert_eq!(
        spoken("business"),
        set(Business::iter().map(Business::code))
    );
}

#[test]
fn every_refusal_has_its_sentence() {
    let codes = RefusalCode::iter().map(<&str>::from);
    assert_eq!(set(zh().refusals.into_keys()), set(codes));
}

#[test]
fn every_problem_has_its_sentence() {
    assert_eq!(
        set(zh().problems.into_keys()),
        set(Problem::VARIANTS.iter().copied())
    );
}

#[test]
fn every_placeholder_of_a_refusal_is_one_of_its_parameters() {
    let sentences = zh().refusals;
    for specimen in specimens() {
        let sentence = &sentences[&specimen.code];
        for placeholder in placeholders(sentence) {
            assert!(
                specimen.params.contains_key(&placeholder),
                "{}: {{{placeholder}}} is none of {:?}",
                specimen.code,
                specimen.params.keys()
            );
        }
    }
}

#[test]
fn every_word_a_refusal_may_be_filled_with_is_in_the_catalogue() {
    let terms = zh().terms;
    for specimen in specimens() {
        for (name, param) in &specimen.params {
            for word in &param.words {
                let group = crate::rulebook::word_group(name, word);
                let group =
                    group.unwrap_or_else(|| panic!("{}: {name} has no group", specimen.code));
                assert!(
                    terms[group].contains_key(word),
                    "{}: {name}: {group}.{word}",
                    specimen.code
                );
            }
        }
    }
}

#[test]
fn every_placeholder_of_a_problem_is_one_of_its_parameters() {
    let known = |code: &str| match code {
        "unknown_post" => vec!["post"],
        "unreadable_post" => vec!["file", "line", "column", "key"],
        "unknown_language" => vec!["lang"],
        "unreadable_words" => vec!["file", "detail"],
        "never_reached" => vec!["post", "business", "state"],
        other => panic!("{other} is not in this list"),
    };
    for (code, sentence) in zh().problems {
        for placeholder in placeholders(&sentence) {
            assert!(
                known(&code).contains(&placeholder.as_str()),
                "{code}: {placeholder}"
            );
        }
    }
}

#[test]
fn every_setting_has_its_words_and_every_value_its_name() {
    let words = zh();
    let paths = set(shown().map(|setting| setting.path));
    assert_eq!(set(words.settings.keys().cloned()), paths);
    let groups = set(shown().map(|setting| group_of(&setting.path).to_owned()));
    assert_eq!(set(words.setting_groups.keys().cloned()), groups);
    for setting in shown() {
        let named = set(words.settings[&setting.path].values.keys().cloned());
        if let Shape::Word(all) | Shape::Words(all) = setting.key.shape {
            let elsewhere = |code: &&str| {
                words.weekdays.contains_key(*code) || words.terms["business"].contains_key(*code)
            };
            let own = all.iter().copied().filter(|code| !elsewhere(code));
            assert_eq!(named, set(own), "{}", setting.path);
        }
    }
}

#[test]
fn a_group_of_terms_that_nothing_is_filled_from_is_not_kept() {
    let filled: BTreeSet<String> = specimens()
        .iter()
        .flat_map(|specimen| &specimen.params)
        .flat_map(|(name, param)| {
            param
                .words
                .iter()
                .filter_map(|w| crate::rulebook::word_group(name, w))
        })
        .map(str::to_owned)
        .collect();
    let by_other_means = [
        "status",
        "transition",
        "who",
        "action",
        "business",
        "turn",
        "slot",
        "payment_state",
        "originals_state",
    ];
    for group in zh().terms.keys() {
        assert!(
            filled.contains(group) || by_other_means.contains(&group.as_str()),
            "{group}"
        );
    }
}

#[test]
fn no_sentence_shouts_or_says_only_that_it_failed() {
    let words = zh();
    let page = words
        .page
        .values()
        .chain(words.refusals.values())
        .chain(words.problems.values());
    let settings = words
        .settings
        .values()
        .flat_map(|own| [&own.name, &own.meaning]);
    let terms = words.terms.values().flat_map(BTreeMap::values);
    let terms = terms.flat_map(|term| std::iter::once(&term.name).chain(&term.meaning));
    for text in page.chain(settings).chain(terms) {
        for banned in ["！", "!", "操作失败", "抱歉", "请稍后重试"] {
            assert!(!text.contains(banned), "{text}");
        }
        assert!(!text.trim().is_empty());
    }
}

#[test]
fn another_language_is_told_to_be_missing() {
    let lang = "tlh".to_owned();
    assert_eq!(words("tlh"), Err(Problem::UnknownLanguage { lang }));
}

fn placeholders(sentence: &str) -> Vec<String> {
    let parts = sentence.split('{').skip(1);
    parts
        .map(|part| part.split('}').next().unwrap_or_default().to_owned())
        .collect()
}

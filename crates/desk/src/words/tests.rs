//! Every code of the desk has its words in every language, every word its code.

use super::*;
use crate::problem::Problem;
use crate::rulebook::Who;
use crate::rulebook::settings::{group_of, shown};
use lingshi_rules::business::Business;
use lingshi_rules::life::{ActionKind, Status, TransitionId};
use lingshi_rules::post::keys::Shape;
use std::collections::BTreeSet;
use strum::{IntoEnumIterator, VariantNames};

fn all() -> impl Iterator<Item = Words> {
    Language::iter().map(|language| words(language.code()).unwrap())
}

fn set<T: Into<String>>(codes: impl IntoIterator<Item = T>) -> BTreeSet<String> {
    codes.into_iter().map(Into::into).collect()
}

#[test]
fn states_arrows_people_actions_and_businesses_have_their_words() {
    for words in all() {
        let spoken = |group: &str| set(words.terms[group].keys().cloned());
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
}

#[test]
fn every_problem_has_its_sentence() {
    for words in all() {
        assert_eq!(
            set(words.problems.into_keys()),
            set(Problem::VARIANTS.iter().copied())
        );
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
    for (code, sentence) in all().flat_map(|words| words.problems) {
        for placeholder in placeholders(&sentence) {
            assert!(
                known(&code).contains(&placeholder.as_str()),
                "{code}: {placeholder}"
            );
        }
    }
}

#[test]
fn the_page_says_the_same_things_in_every_language() {
    let filled = |words: &Words| -> BTreeMap<String, BTreeSet<String>> {
        let page = words.page.iter();
        page.map(|(key, text)| (key.clone(), set(placeholders(text))))
            .collect()
    };
    let zh = filled(&words("zh-CN").unwrap());
    for words in all() {
        assert_eq!(filled(&words), zh, "{}", words.lang);
    }
}

#[test]
fn every_setting_has_its_words_and_every_value_its_name() {
    for words in all() {
        let paths = set(shown().map(|setting| setting.path));
        assert_eq!(set(words.settings.keys().cloned()), paths);
        let groups = set(shown().map(|setting| group_of(&setting.path).to_owned()));
        assert_eq!(set(words.setting_groups.keys().cloned()), groups);
        for setting in shown() {
            let named = set(words.settings[&setting.path].values.keys().cloned());
            if let Shape::Word(all) | Shape::Words(all) = setting.key.shape {
                let elsewhere = |code: &&str| {
                    words.weekdays.contains_key(*code)
                        || words.terms["business"].contains_key(*code)
                };
                let own = all.iter().copied().filter(|code| !elsewhere(code));
                assert_eq!(named, set(own), "{}", setting.path);
            }
        }
    }
}

#[test]
fn settings_say_in_every_language_what_they_say_in_one() {
    let shape = |words: &Words| -> Vec<(String, [bool; 3], BTreeSet<String>)> {
        let settings = words.settings.iter();
        settings
            .map(|(path, own)| {
                let said = [
                    own.unit.is_some(),
                    own.absent.is_some(),
                    own.empty.is_some(),
                ];
                (path.clone(), said, set(own.values.keys().cloned()))
            })
            .collect()
    };
    let zh = shape(&words("zh-CN").unwrap());
    for words in all() {
        assert_eq!(shape(&words), zh, "{}", words.lang);
    }
}

#[test]
fn no_sentence_shouts_or_says_only_that_it_failed() {
    for words in all() {
        let page = words.page.values().chain(words.problems.values());
        let settings = words
            .settings
            .values()
            .flat_map(|own| [&own.name, &own.meaning]);
        let terms = words.terms.values().flat_map(BTreeMap::values);
        let terms = terms.flat_map(|term| std::iter::once(&term.name).chain(&term.meaning));
        for text in page.chain(settings).chain(terms) {
            for banned in [
                "！",
                "!",
                "操作失败",
                "操作失敗",
                "抱歉",
                "请稍后重试",
                "Sorry",
                "failed",
            ] {
                assert!(!text.contains(banned), "{text}");
            }
            assert!(!text.trim().is_empty());
        }
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

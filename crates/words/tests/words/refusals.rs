//! Every refusal as a sentence, in three languages.

use crate::named::groups;
use crate::posts::post;
use crate::specimen::specimens;
use lingshi_rules::life::{Refusal, RefusalCode};
use lingshi_words::{Language, Template, catalogue, refusal_group, render_refusal};
use serde_json::Value;
use std::collections::BTreeSet;
use strum::IntoEnumIterator;

#[test]
fn every_refusal_has_its_sentence() {
    let codes: BTreeSet<String> = RefusalCode::iter()
        .map(|c| <&str>::from(c).to_owned())
        .collect();
    for language in Language::iter() {
        let sentences = &catalogue(language).unwrap().interface.refusals;
        assert_eq!(sentences.keys().cloned().collect::<BTreeSet<_>>(), codes);
    }
}

#[test]
fn every_placeholder_of_a_refusal_is_one_of_its_parameters() {
    for language in Language::iter() {
        let sentences = &catalogue(language).unwrap().interface.refusals;
        for specimen in specimens() {
            let sentence = Template::try_from(sentences[&specimen.code].clone()).unwrap();
            for place in sentence.places() {
                assert!(
                    specimen.params.contains_key(place),
                    "{}: {{{place}}} is none of {:?}",
                    specimen.code,
                    specimen.params.keys()
                );
            }
        }
    }
}

#[test]
fn a_refusal_tells_the_same_parameters_in_every_language() {
    let places = |language, code: &str| {
        let sentence = catalogue(language).unwrap().interface.refusals[code].clone();
        let template = Template::try_from(sentence).unwrap();
        template
            .places()
            .into_iter()
            .map(str::to_owned)
            .collect::<BTreeSet<_>>()
    };
    for code in RefusalCode::iter().map(<&str>::from) {
        for language in Language::iter() {
            assert_eq!(
                places(language, code),
                places(Language::ZhCn, code),
                "{code}"
            );
        }
    }
}

#[test]
fn every_word_a_refusal_may_be_filled_with_is_in_the_catalogue() {
    for language in Language::iter() {
        let terms = &catalogue(language).unwrap().interface.terms;
        for specimen in specimens() {
            for (name, param) in &specimen.params {
                for word in &param.words {
                    let group = refusal_group(name, &Value::from(word.as_str()));
                    let group = group.unwrap_or_else(|| panic!("{}: {name}", specimen.code));
                    assert!(
                        terms[group].contains_key(word),
                        "{language} {}: {name}: {group}.{word}",
                        specimen.code
                    );
                }
            }
        }
    }
}

#[test]
fn a_group_of_terms_that_nothing_is_filled_from_is_not_kept() {
    let filled: BTreeSet<String> = specimens()
        .iter()
        .flat_map(|specimen| &specimen.params)
        .flat_map(|(name, param)| {
            let words = param.words.iter();
            words.filter_map(|word| refusal_group(name, &Value::from(word.as_str())))
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
    let named: BTreeSet<&str> = groups().into_iter().map(|(group, _)| group).collect();
    for group in catalogue(Language::ZhCn).unwrap().interface.terms.keys() {
        assert!(
            filled.contains(group)
                || by_other_means.contains(&group.as_str())
                || named.contains(group.as_str()),
            "{group}"
        );
    }
}

#[test]
fn every_refusal_is_rendered_without_a_hole() {
    for language in Language::iter() {
        for specimen in specimens() {
            let text = render_refusal(language, &specimen.refusal, post("BRU")).unwrap();
            assert!(!text.contains(['{', '}']), "{text}");
        }
    }
}

#[test]
fn a_refusal_is_read_in_the_posts_time_and_the_readers_words() {
    let json = serde_json::json!({
        "code": "stale", "facet": "materials", "version": 7,
        "by": { "kind": "officer", "id": "李四" }, "at": "2026-12-21T09:05:00.000Z",
    });
    let why: Refusal = serde_json::from_value(json).unwrap();
    let read = |language| render_refusal(language, &why, post("BRU")).unwrap();
    assert_eq!(
        read(Language::ZhCn),
        "您查看之后，李四于2026年12月21日10:05改动了“照片和材料”（第 7 版）。请重新查看后再定。"
    );
    assert_eq!(
        read(Language::En),
        "After you looked, 李四 changed “photo and materials” on 21 Dec 2026 10:05 (version 7). Please look again before you decide."
    );
}

#[test]
fn several_words_are_joined_as_the_language_joins_them() {
    let json = serde_json::json!({ "code": "material_missing", "slots": [1, 2, 13] });
    let why: Refusal = serde_json::from_value(json).unwrap();
    let read = |language| render_refusal(language, &why, post("BRU")).unwrap();
    assert_eq!(
        read(Language::ZhCn),
        "缺少必交材料：证件照、现持证件资料页和出生证明。请要求补充。"
    );
    assert_eq!(
        read(Language::ZhTw),
        "缺少必交材料：證件照、現持證件資料頁和出生證明。請要求補充。"
    );
    assert_eq!(
        read(Language::En),
        "Mandatory materials are missing: ID photo, Data page of the present document and Birth certificate. Please ask for them."
    );
}

#[test]
fn a_place_of_a_reason_is_called_as_the_composer_calls_it() {
    let json = serde_json::json!({ "code": "wrong_place", "reason": "R14", "place": "article" });
    let why: Refusal = serde_json::from_value(json).unwrap();
    let read = |language| render_refusal(language, &why, post("BRU")).unwrap();
    assert_eq!(
        read(Language::ZhCn),
        "原因 R14 的“国籍法条款”填写有误，请重新选择或填写。"
    );
    assert!(read(Language::En).contains("“Article of the Nationality Law” of reason R14"));
}

#[test]
fn what_any_one_of_will_do_is_joined_so_and_a_post_is_named() {
    let read = |json| {
        let why: Refusal = serde_json::from_value(json).unwrap();
        render_refusal(Language::ZhCn, &why, post("BRU")).unwrap()
    };
    let roles = serde_json::json!({ "code": "role_needed", "roles": ["maker", "supervisor"] });
    assert_eq!(read(roles), "须由制证员或主管办理。");
    let other = serde_json::json!({ "code": "other_post", "post": "NYC" });
    assert_eq!(read(other), "此订单属驻纽约总领馆，请由该馆办理。");
    let size = serde_json::json!({ "code": "file_not_taken", "most": 5_242_880 });
    assert_eq!(read(size), "文件为空、过大或格式不符；上限 5MB。");
}

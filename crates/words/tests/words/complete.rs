//! Every code has its words in every language, and every word its code.

use lingshi_rules::life::NoticeCode;
use lingshi_rules::order::interview::InterviewCause;
use lingshi_rules::order::reason_fields::{Field, FieldKind};
use lingshi_rules::order::reasons::{MaterialReason, PhotoReason, RejectReason, SupplementReason};
use lingshi_rules::outgoing::{FindingCode, Severity};
use lingshi_words::{Language, catalogue};
use std::collections::BTreeSet;
use strum::IntoEnumIterator;

fn set<T: Into<String>>(codes: impl IntoIterator<Item = T>) -> BTreeSet<String> {
    codes.into_iter().map(Into::into).collect()
}

fn keys<V>(table: &std::collections::BTreeMap<String, V>) -> BTreeSet<String> {
    set(table.keys().cloned())
}

#[test]
fn reasons_slots_and_causes_have_their_words() {
    for language in Language::iter() {
        let words = catalogue(language).unwrap();
        assert_eq!(
            keys(&words.photo),
            set(PhotoReason::iter().map(PhotoReason::code))
        );
        let materials = MaterialReason::iter().map(<&str>::from);
        assert_eq!(keys(&words.material), set(materials));
        let supplements = SupplementReason::iter().map(SupplementReason::code);
        assert_eq!(keys(&words.supplement), set(supplements));
        let rejects = RejectReason::iter().map(RejectReason::code);
        assert_eq!(keys(&words.reject), set(rejects));
        assert_eq!(keys(&words.slot), set((1..=24).map(|n| n.to_string())));
        let causes = InterviewCause::iter().map(<&str>::from);
        assert_eq!(keys(&words.interview), set(causes));
    }
}

#[test]
fn every_notice_has_its_words_and_so_have_those_no_event_tells() {
    let told = NoticeCode::iter().map(|code| <&str>::from(code).to_owned());
    let further = ["N23", "N26"].map(str::to_owned);
    let wanted = set(told.chain(further));
    for language in Language::iter() {
        assert_eq!(keys(&catalogue(language).unwrap().notice), wanted);
    }
}

#[test]
fn a_legal_reason_names_its_law_in_every_language() {
    for language in Language::iter() {
        let words = catalogue(language).unwrap();
        let with_basis = words.reject.iter().filter(|(_, r)| r.basis.is_some());
        let with_basis = set(with_basis.map(|(code, _)| code.clone()));
        assert_eq!(with_basis, set(["R13", "R14", "R15", "R16"]));
    }
}

/// Every place of a reason, with the code of its reason.
fn fields() -> Vec<(&'static str, &'static Field)> {
    let supplements =
        SupplementReason::iter().flat_map(|r| r.fields().iter().map(move |f| (r.code(), f)));
    let rejects = RejectReason::iter().flat_map(|r| r.fields().iter().map(move |f| (r.code(), f)));
    supplements.chain(rejects).collect()
}

#[test]
fn each_reason_names_just_the_places_the_rulebook_gives_it() {
    for language in Language::iter() {
        let words = catalogue(language).unwrap();
        let all = words.supplement.iter().chain(&words.reject);
        for (code, reason) in all {
            let mut wanted: BTreeSet<&str> = fields()
                .iter()
                .filter(|(own, _)| own == code)
                .map(|(_, field)| field.name)
                .collect();
            if code == "S01" {
                wanted.insert("photo");
            }
            assert_eq!(reason.text.places(), wanted, "{language} {code}");
        }
    }
}

#[test]
fn every_choice_an_officer_has_is_named() {
    for language in Language::iter() {
        let words = catalogue(language).unwrap();
        for (code, field) in fields() {
            let FieldKind::Choice(codes) = field.kind else {
                continue;
            };
            // 双方 and 一方 are wordings of the sentence itself.
            if field.name == "parents" {
                continue;
            }
            let own = words.choice.get(&format!("{code}_{}", field.name));
            let table = own.or_else(|| words.choice.get(field.name));
            let table = table.unwrap_or_else(|| panic!("{language} {code} {}", field.name));
            assert_eq!(keys(table), set(codes.iter().copied()));
        }
    }
}

#[test]
fn what_the_composer_shows_has_its_words() {
    let names = set(fields().iter().map(|(_, field)| field.name));
    for language in Language::iter() {
        let composer = &catalogue(language).unwrap().interface.composer;
        assert_eq!(keys(&composer["field"]), names, "{language}");
        assert_eq!(
            keys(&composer["finding"]),
            set(FindingCode::iter().map(FindingCode::code))
        );
        let severities = Severity::iter().map(<&str>::from);
        assert_eq!(keys(&composer["severity"]), set(severities));
    }
}

#[test]
fn a_language_has_the_places_of_the_others() {
    let zh = catalogue(Language::ZhCn).unwrap();
    for language in Language::iter() {
        let words = catalogue(language).unwrap();
        assert_eq!(keys(&words.interface.page), keys(&zh.interface.page));
        for (group, table) in &zh.interface.terms {
            assert_eq!(
                keys(&words.interface.terms[group]),
                keys(table),
                "{language} {group}"
            );
        }
        assert_eq!(keys(&words.interface.terms), keys(&zh.interface.terms));
    }
}

#[test]
fn a_version_names_the_words_of_one_language() {
    let versions: BTreeSet<&str> = Language::iter()
        .map(|language| catalogue(language).unwrap().version.as_str())
        .collect();
    assert_eq!(versions.len(), 3);
    assert!(versions.iter().all(|version| version.len() == 16));
}

#[test]
fn a_language_is_found_by_its_code() {
    for language in Language::iter() {
        assert_eq!(Language::parse(language.code()), Some(language));
        let json = serde_json::to_value(language).unwrap();
        assert_eq!(json, language.code());
    }
    assert_eq!(Language::parse("zh"), None);
}

//! The sheets that are kept beside the posts.

use crate::{file, post};
use lingshi_rules::outgoing::WordsPlace;
use lingshi_wire::reference::{Said, Sheet, SheetText};
use std::collections::BTreeSet;

fn kept(name: &str) -> Sheet {
    let text = file(&format!("fixtures/reference/{name}"));
    let text = SheetText {
        file: name,
        text: &text,
    };
    let policy = text.post().map(|code| post(code.as_str()));
    text.read(policy.as_ref())
        .unwrap_or_else(|faults| panic!("{}", faults[0]))
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[test]
fn the_directory_says_what_the_posts_say_of_themselves() {
    let Sheet::Posts { posts } = kept("posts.toml") else {
        panic!("not the directory");
    };
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/posts");
    let files = std::fs::read_dir(folder).unwrap().count();
    assert_eq!(posts.len(), files, "a post is missing");
    for mission in posts {
        let policy = post(mission.code.as_str());
        let at = mission.code.as_str();
        assert_eq!(mission.name.zh_cn, policy.name.zh, "{at}");
        assert_eq!(mission.name.en, policy.name.en, "{at}");
        assert_eq!(mission.city.zh_cn, policy.name.city_zh, "{at}");
        assert_eq!(mission.country, policy.country, "{at}");
        assert_eq!(mission.zone, policy.zone.name(), "{at}");
        assert_eq!(mission.page, policy.contact.site, "{at}");
        let phone = policy.contact.phones.get("enquiries");
        assert_eq!(mission.telephone.is_some(), phone.is_some(), "{at}");
        let (told, own) = (mission.telephone.unwrap_or_default(), phone.cloned());
        assert!(
            digits(&told).ends_with(&digits(&own.unwrap_or_default())),
            "{at}"
        );
    }
}

#[test]
fn the_authorities_are_those_that_issue_now_and_did() {
    let Sheet::Authorities { authorities } = kept("authorities.toml") else {
        panic!("not the authorities");
    };
    let known: BTreeSet<&str> = authorities.iter().map(|one| one.code.as_str()).collect();
    assert!(known.is_superset(&BTreeSet::from(["nia", "mps-eea", "embassy-bel"])));
    assert!(authorities.iter().any(|one| one.since.is_some()));
    assert!(authorities.iter().any(|one| one.until.is_some()));
}

#[test]
fn the_phrases_stand_in_places_of_several_kinds() {
    let Sheet::Phrases { phrases, .. } = kept("phrases.BRU.toml") else {
        panic!("not phrases");
    };
    assert_eq!(phrases.len(), 12);
    let places: BTreeSet<&str> = phrases
        .iter()
        .flat_map(|phrase| phrase.stands.iter().map(String::as_str))
        .collect();
    assert!(places.len() >= 4, "{places:?}");
    assert!(
        places
            .iter()
            .all(|place| WordsPlace::named(place).is_some())
    );
}

fn only(name: &str) -> BTreeSet<char> {
    let text = file(&format!("crates/words/tests/data/{name}"));
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::chars).collect()
}

#[test]
fn each_script_stands_in_its_own_characters() {
    let (simplified, traditional) = (only("simplified_only.txt"), only("traditional_only.txt"));
    let mut all: Vec<Said> = Vec::new();
    if let Sheet::Posts { posts } = kept("posts.toml") {
        all.extend(posts.into_iter().flat_map(|post| [post.name, post.city]));
    }
    if let Sheet::Phrases { phrases, .. } = kept("phrases.BRU.toml") {
        all.extend(phrases.into_iter().map(|phrase| phrase.text));
    }
    assert!(all.len() > 20);
    for said in all {
        let wrong: String = said
            .zh_cn
            .chars()
            .filter(|c| traditional.contains(c))
            .collect();
        assert_eq!(wrong, "", "{}", said.zh_cn);
        let wrong: String = said
            .zh_tw
            .chars()
            .filter(|c| simplified.contains(c))
            .collect();
        assert_eq!(wrong, "", "{}", said.zh_tw);
        assert!(said.en.is_ascii(), "{}", said.en);
    }
}

#[test]
fn a_sheet_is_read_back_as_it_is_sent() {
    for name in ["posts.toml", "authorities.toml", "phrases.BRU.toml"] {
        let sheet = kept(name);
        let (bytes, digest) = sheet.sent();
        let back: Sheet = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(back, sheet);
        let listed = sheet.listed(3);
        assert_eq!((listed.version, listed.etag), (3, digest));
        assert_eq!(listed.bytes, bytes.len() as u64);
    }
}

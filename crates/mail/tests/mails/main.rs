//! Every mail under `fixtures/mails`, read and judged, against what `expected.toml` says of it.

#![expect(clippy::unwrap_used, reason = "what builds a test may fail it")]
#![allow(clippy::panic, reason = "a test says what it missed")]

mod bounded;
mod heads;
mod kept_back;
mod large;
mod pages;
mod told;
mod world;

use std::collections::BTreeMap;
use std::path::PathBuf;
use told::Told;

/// What expected.toml says, by the name of the mail.
fn expected() -> BTreeMap<String, Told> {
    let path = world::folder().join("expected.toml");
    toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The mails, by name; large ones are filled up here.
fn mails() -> BTreeMap<String, Vec<u8>> {
    let mut mails = BTreeMap::new();
    for entry in std::fs::read_dir(world::folder()).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        if let Some(name) = file.strip_suffix(".eml") {
            mails.insert(name.to_owned(), std::fs::read(&path).unwrap());
        } else if let Some(name) = file.strip_suffix(".eml.in") {
            let text = std::fs::read_to_string(&path).unwrap();
            mails.insert(name.to_owned(), large::filled(&text));
        }
    }
    mails
}

#[test]
fn every_mail_is_taken_for_what_it_is() {
    let (mails, mut expected) = (mails(), expected());
    assert!(mails.len() >= 40, "only {} mails", mails.len());
    let mut wrong = Vec::new();
    for (name, bytes) in &mails {
        let expected = expected
            .remove(name)
            .unwrap_or_else(|| panic!("{name} has no expectation"));
        let told = told::of(bytes, &expected);
        if told != expected {
            wrong.push(format!(
                "{name}\n  expected {expected:?}\n  found    {told:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(expected.is_empty(), "no mail for {:?}", expected.keys());
}

#[test]
fn each_enclosure_has_its_bytes_and_its_hash() {
    for (name, bytes) in mails() {
        let Ok(mail) = lingshi_mail::read(&bytes) else {
            continue;
        };
        assert_eq!(mail.letter.enclosures.len(), mail.contents.len(), "{name}");
        for (enclosure, content) in mail.letter.enclosures.iter().zip(&mail.contents) {
            assert_eq!(enclosure.bytes, content.len() as u64, "{name}");
            assert_eq!(enclosure.sha256, large::sha256(content), "{name}");
        }
    }
}

//! `docs/rules.md` tells where each rule lives: what it names must exist.

use crate::kept;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn sources(folder: &Path, out: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}

/// The rows of the tables: rule, file, test.
fn rows() -> Vec<[String; 3]> {
    let page = std::fs::read_to_string(kept::path("docs/rules.md")).unwrap();
    let cells = |line: &str| -> Option<[String; 3]> {
        let cells: Vec<String> = line
            .trim_matches('|')
            .split('|')
            .map(|c| c.trim().replace('`', ""))
            .collect();
        let row: [String; 3] = cells.try_into().ok()?;
        (row[1] != "lives in" && !row[1].starts_with('-')).then_some(row)
    };
    page.lines()
        .filter(|l| l.starts_with('|'))
        .filter_map(cells)
        .collect()
}

/// What a row names, in its crate: `order/notice.rs` is of the rules, `words: src/notice.rs` of another crate.
fn place(named: &str) -> (String, String) {
    match named.split_once(": ") {
        Some((name, file)) => (format!("crates/{name}"), format!("crates/{name}/{file}")),
        None => ("crates/rules".into(), format!("crates/rules/src/{named}")),
    }
}

/// Every test below a crate, those beside its sources too.
fn tests_of(home: &str) -> String {
    let mut tests = String::new();
    sources(&kept::path(&format!("{home}/tests")), &mut tests);
    if home != "crates/rules" {
        sources(&kept::path(&format!("{home}/src")), &mut tests);
    }
    tests
}

#[test]
fn every_file_and_test_the_map_of_rules_names_exists() {
    let named: Vec<[String; 3]> = rows().into_iter().filter(|r| r[1] != "*next*").collect();
    assert!(named.len() > 100, "the map has {} rows", named.len());
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    let wrong: Vec<String> = named
        .iter()
        .filter(|[_, file, test]| {
            let (home, path) = place(file);
            let there = kept::path(&path).is_file();
            let tests = known.entry(home.clone()).or_insert_with(|| tests_of(&home));
            !there || !tests.contains(&format!("fn {test}("))
        })
        .map(|row| row.join(" → "))
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_transition_and_cancellation_rule_is_on_the_map() {
    let told: BTreeSet<String> = rows().into_iter().map(|[rule, ..]| rule).collect();
    let on = |code: &str| {
        told.iter()
            .any(|rule| rule.split([' ', ',']).any(|word| word == code))
    };
    let wanted = (1..=28)
        .map(|n| format!("T{n:02}"))
        .chain((1..=9).map(|n| format!("C{n}")));
    let missing: Vec<String> = wanted.filter(|code| !on(code)).collect();
    assert_eq!(missing, Vec::<String>::new());
}

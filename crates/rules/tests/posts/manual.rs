//! The manual of settings names each of them, with its values and its default.

use lingshi_rules::post::keys::{Need, Setting, Shape, settings};
use std::collections::BTreeMap;

const MANUAL: &str = include_str!("../../../../docs/posts.md");

/// The rows of the manual's tables by the setting they are about: cells after the first.
fn rows() -> BTreeMap<&'static str, Vec<&'static str>> {
    let cells = |line: &'static str| {
        let inner = line.strip_prefix("| `")?.strip_suffix(" |")?;
        let (key, rest) = inner.split_once("` | ")?;
        Some((key, rest.split(" | ").collect()))
    };
    MANUAL.lines().filter_map(cells).collect()
}

/// The settings that hold something themselves.
fn documented() -> Vec<Setting> {
    let holds =
        |setting: &Setting| !matches!(setting.key.shape, Shape::Table(_) | Shape::Tables(_));
    settings().into_iter().filter(holds).collect()
}

#[test]
fn every_setting_has_its_row_and_no_row_is_about_anything_else() {
    let mut keys: Vec<String> = documented().into_iter().map(|s| s.path).collect();
    keys.sort();
    let rows: Vec<String> = rows().into_keys().map(str::to_owned).collect();
    assert_eq!(rows, keys);
}

#[test]
fn every_row_has_chinese_values_default_meaning_and_source() {
    for (key, cells) in rows() {
        assert_eq!(cells.len(), 5, "{key}");
        assert!(cells.iter().all(|cell| !cell.trim().is_empty()), "{key}");
        assert!(
            cells[0]
                .chars()
                .any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)),
            "{key}"
        );
    }
}

#[test]
fn every_row_names_its_default() {
    let rows = rows();
    for setting in documented() {
        let wanted = match setting.key.need {
            Need::Required => "required".to_owned(),
            Need::Absent => "may be left out".to_owned(),
            Need::Default(default) => format!("`{default}`"),
        };
        assert_eq!(rows[&*setting.path][2], wanted, "{}", setting.path);
    }
}

#[test]
fn every_row_names_its_values() {
    let rows = rows();
    for setting in documented() {
        let values = rows[&*setting.path][1];
        let wanted = values_of(setting.key.shape);
        assert_eq!(values, wanted, "{}", setting.path);
    }
}

fn values_of(shape: Shape) -> String {
    let words = |list: &[&str]| {
        list.iter()
            .map(|word| format!("`{word}`"))
            .collect::<Vec<_>>()
            .join(" ")
    };
    match shape {
        Shape::Flag => "`true` `false`".into(),
        Shape::Number(i64::MIN, _) => "minor units (cents)".into(),
        Shape::Number(1, most) => format!("`{most}`"),
        Shape::Number(..) => "number".into(),
        Shape::Numbers(..) => "list of numbers".into(),
        Shape::Text => "text".into(),
        Shape::Texts => "list of texts".into(),
        Shape::Word(list) if list[0] == "no" => "strength".into(),
        Shape::Word(list) => words(list),
        Shape::Words(list) if list[0] == "PP_NEW" => "list of businesses".into(),
        Shape::Words(list) if list[0] == "Mon" => "list of weekdays".into(),
        Shape::Words(list) => format!("list of {}", words(list)),
        Shape::TextByName => "table of texts".into(),
        Shape::NumberByWord(..) => "table, business = number".into(),
        Shape::Zone => "zone".into(),
        Shape::Currency => "currency".into(),
        Shape::Day => "day".into(),
        Shape::Time => "time".into(),
        Shape::Table(_) | Shape::Tables(_) => unreachable!("tables have no row"),
    }
}

#[test]
fn the_words_it_sums_up_are_all_named_once() {
    for setting in documented() {
        if let Shape::Word(list) | Shape::Words(list) = setting.key.shape {
            for word in list {
                assert!(MANUAL.contains(&format!("`{word}`")), "{word}");
            }
        }
    }
}

//! The list of keys is that of the types: nothing can be set that it lacks, and it lists nothing else.

use crate::files::{ROME, read};
use lingshi_rules::business::Business;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::post::keys::{Key, Need, POST, Shape, settings};
use serde_json::Value;
use std::collections::BTreeSet;
use strum::IntoEnumIterator;

const REST: &str = r#"
[onsite]
after = "first_review"
[queue]
expiring_days = 60
newborn_days = 90
[queue.daily_by_business]
PP_RENEW = 20
[[hours.pickup]]
days = ["Tue"]
from = "10:00:00"
to = "11:00:00"
[[hours.video]]
days = ["Mon"]
from = "10:00:00"
to = "12:00:00"

[[hours.phone]]
days = ["Wed"]
from = "13:00:00"
to = "14:00:00"
[[holidays]]
day = "2026-06-02"
name = "意大利国庆日"
"#;

/// A post that leaves nothing out.
pub(crate) fn full_policy() -> PostPolicy {
    let text = ROME
        .replace("zone =", "order_prefix = \"ITAA\"\nzone =")
        .replace("early =", "mark = \"APP\"\nearly =")
        .replace("[mail_in.return_envelope]", "[mail_in.return_envelope]\nservices = [\"Poste\"]\nsender = \"Ambasciata\"")
        .replace("annotation = 0", "annotation = 0\nemergency = 1700")
        .replace("[\"bank_transfer\"]", "[\"bank_transfer\", \"money_order\", \"wechat\"]\npayee = \"Ambasciata\"\nmemo = \"order_no\"\nsettled_in = \"CNY\"\ncounter_days = [\"Mon\"]")
        .replace("[making]", "[making]\ncentre = \"BRU\"\nexpected_days = 14")
        .replace("[contact]", "[contact]\noffice = \"Via Bruxelles 56\"\nmail_address = \"Via Bruxelles 56\"\nsite = \"it\"\n[contact.phones]\nenquiries = \"1\"\n[contact.mailboxes]\nenquiries = \"m\"");
    read(&(text + REST))
}

/// Values that may stand for a text: another word of its list, or another text of its kind.
pub(crate) fn other_words(text: &str) -> Vec<Value> {
    let mut words: Vec<String> = settings()
        .iter()
        .filter_map(|setting| known(setting.key.shape))
        .flatten()
        .map(|&word| word.to_owned())
        .filter(|word| word != text)
        .collect();
    for kind in ["Asia/Tokyo", "JPY", "2026-12-31", "23:00:00", "another"] {
        words.push(kind.to_owned());
    }
    words.into_iter().map(Value::String).collect()
}

fn known(shape: Shape) -> Option<&'static [&'static str]> {
    if let Shape::Word(known) | Shape::Words(known) | Shape::NumberByWord(known, _) = shape {
        Some(known)
    } else {
        None
    }
}

fn compare(path: &str, value: &Value, keys: &[Key]) {
    let written: BTreeSet<&str> = value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let listed: BTreeSet<&str> = keys.iter().map(|key| key.name).collect();
    assert_eq!(written, listed, "in {path:?}");
    for key in keys {
        let inner = &value[key.name];
        if let Shape::Table(keys) = key.shape {
            compare(key.name, inner, keys);
        }
        if let Shape::Tables(keys) = key.shape {
            let list = inner.as_array().unwrap();
            assert!(!list.is_empty(), "{} must be filled", key.name);
            for each in list {
                compare(key.name, each, keys);
            }
        }
    }
}

#[test]
fn the_keys_are_those_of_the_types() {
    compare("", &serde_json::to_value(full_policy()).unwrap(), POST);
}

#[test]
fn businesses_are_all_known_by_name() {
    let setting = settings()
        .into_iter()
        .find(|s| s.path == "scope.businesses")
        .unwrap();
    let names: Vec<&str> = Business::iter().map(Business::code).collect();
    assert_eq!(known(setting.key.shape), Some(names.as_slice()));
}

/// The settings of the full post, with `value` at a dotted path without lists.
fn with(path: &str, value: Option<Value>) -> Result<PostPolicy, serde_json::Error> {
    let mut json = serde_json::to_value(full_policy()).unwrap();
    let (table, name) = path.rsplit_once('.').unwrap_or(("", path));
    let mut pointer = String::new();
    for part in table.split('.').filter(|part| !part.is_empty()) {
        pointer += "/";
        pointer += &part.replace("[]", "/0");
    }
    let table = json.pointer_mut(&pointer).unwrap().as_object_mut().unwrap();
    match value {
        Some(value) => table.insert(name.to_owned(), value),
        None => table.remove(name),
    };
    serde_json::from_value(json)
}

#[test]
fn every_known_word_is_one_the_types_take_and_no_other() {
    for setting in settings() {
        let Some(words) = known(setting.key.shape) else {
            continue;
        };
        assert!(words.len() > 1, "{}", setting.path);
        let wrap = |word: &str| {
            if let Shape::Words(_) = setting.key.shape {
                serde_json::json!([word])
            } else if let Shape::NumberByWord(..) = setting.key.shape {
                serde_json::json!({ word: 1 })
            } else {
                Value::from(word)
            }
        };
        for word in words {
            with(&setting.path, Some(wrap(word))).unwrap();
        }
        let error = with(&setting.path, Some(wrap("nonsense")))
            .unwrap_err()
            .to_string();
        let offered = error.matches('`').count() / 2 - 1;
        assert_eq!(offered, words.len(), "{}: {error}", setting.path);
    }
}

#[test]
fn numbers_go_as_far_as_the_types_take_them() {
    for setting in settings() {
        let (Shape::Number(least, most) | Shape::Numbers(least, most)) = setting.key.shape else {
            continue;
        };
        let wrap = |number: i128| {
            let number = i64::try_from(number).unwrap();
            if let Shape::Numbers(..) = setting.key.shape {
                serde_json::json!([number])
            } else {
                Value::from(number)
            }
        };
        with(&setting.path, Some(wrap(least.into()))).unwrap();
        with(&setting.path, Some(wrap(most.into()))).unwrap();
        if setting.path != "schema" && most < i64::MAX {
            assert!(
                with(&setting.path, Some(wrap(i128::from(most) + 1))).is_err(),
                "{}",
                setting.path
            );
            assert!(
                with(&setting.path, Some(wrap(i128::from(least) - 1))).is_err(),
                "{}",
                setting.path
            );
        }
    }
}

#[test]
fn what_must_be_there_must_be_there_and_the_rest_has_its_default() {
    for setting in settings() {
        let without = with(&setting.path, None);
        match setting.key.need {
            Need::Required => assert!(without.is_err(), "{}", setting.path),
            Need::Absent => assert_ne!(without.unwrap(), full_policy(), "{}", setting.path),
            Need::Default(default) => {
                let document = format!("it = {default}");
                let written: toml::Table = toml::from_str(&document).unwrap();
                let written = serde_json::to_value(&written["it"]).unwrap();
                let named = with(&setting.path, Some(written)).unwrap();
                assert_eq!(without.unwrap(), named, "{} = {default}", setting.path);
            }
        }
    }
}

//! One specimen of every refusal, found by asking its reader what is missing.
//!
//! So the tests know each refusal's parameters, and each word a parameter may be, from the types alone.

use lingshi_rules::life::{Refusal, RefusalCode};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use strum::IntoEnumIterator;

/// A refusal and its parameters.
pub(crate) struct Specimen {
    pub(crate) code: String,
    pub(crate) refusal: Refusal,
    pub(crate) params: BTreeMap<String, SpecimenParam>,
}

/// The words a parameter may be; none where it is no word.
#[derive(Default)]
pub(crate) struct SpecimenParam {
    pub(crate) words: Vec<String>,
}

pub(crate) fn specimens() -> Vec<Specimen> {
    RefusalCode::iter()
        .map(|code| specimen(code.into()))
        .collect()
}

fn specimen(code: &str) -> Specimen {
    let mut fields = Map::from_iter([("code".to_owned(), json!(code))]);
    let mut params = BTreeMap::new();
    while let Err(fault) = read(&fields) {
        let name = missing(&fault).unwrap_or_else(|| panic!("{code}: {fault}"));
        let (value, words) = fitting(&fields, &name);
        fields.insert(name.clone(), value);
        params.insert(name, SpecimenParam { words });
    }
    Specimen {
        code: code.to_owned(),
        refusal: read(&fields).unwrap(),
        params,
    }
}

fn read(fields: &Map<String, Value>) -> Result<Refusal, String> {
    serde_json::from_value(Value::Object(fields.clone())).map_err(|e| e.to_string())
}

/// The field a reader misses.
fn missing(fault: &str) -> Option<String> {
    let rest = fault.strip_prefix("missing field `")?;
    Some(rest.split('`').next()?.to_owned())
}

/// A value the field takes, and the words it is one of.
fn fitting(fields: &Map<String, Value>, name: &str) -> (Value, Vec<String>) {
    for value in values() {
        match with(fields, name, &value) {
            Ok(_) => return (value, Vec::new()),
            Err(fault) if missing(&fault).is_some() => return (value, Vec::new()),
            Err(fault) => {
                if let Some(words) = expected(&fault) {
                    let first = json!(words[0]);
                    let one = with(fields, name, &first);
                    let single = one.is_ok() || one.is_err_and(|fault| missing(&fault).is_some());
                    return (if single { first } else { json!([first]) }, words);
                }
            }
        }
    }
    panic!("nothing fits {name} of {fields:?}");
}

fn with(fields: &Map<String, Value>, name: &str, value: &Value) -> Result<Refusal, String> {
    let mut fields = fields.clone();
    fields.insert(name.to_owned(), value.clone());
    read(&fields)
}

/// Tried in this order: what is no word at all shows by what its reader says to one.
fn values() -> Vec<Value> {
    vec![
        json!({ "kind": "system" }),
        json!("?"),
        json!(["?"]),
        json!(1),
        json!([1]),
        json!("BELAA3UHHT10085224"),
        json!("2026-03-05"),
        json!("2026-03-05T09:00:00.000Z"),
        json!({ "minor": 1600, "currency": "EUR" }),
    ]
}

/// The words a reader would have taken instead of `?`.
fn expected(fault: &str) -> Option<Vec<String>> {
    let (_, list) = fault.split_once("unknown variant `?`, expected ")?;
    let words = list.split('`').skip(1).step_by(2);
    Some(words.map(str::to_owned).collect())
}

//! Reading a post's file: everything wrong with it is told at once, with its place and what was meant.

use super::fault::{Fault, Place, PolicyFault};
use super::keys::{POST, SCHEMA};
use super::policy::PostPolicy;
use super::text::Lines;
use super::walk::Walk;
use std::collections::BTreeMap;
use toml::de::{DeTable, DeValue};

impl PostPolicy {
    /// Reads a post's settings from the text of `file`; all that is wrong, in the order of the text.
    ///
    /// A text that is no TOML is told as such; only what can be read is checked for contradictions.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<PolicyFault>> {
        let reading = Reading {
            file,
            lines: Lines::of(text),
        };
        let (table, errors) = DeTable::parse_recoverable(text);
        if !errors.is_empty() {
            return Err(in_order(errors.iter().map(|e| reading.syntax(e)).collect()));
        }
        if let Some(newer) = reading.newer(table.get_ref()) {
            return Err(vec![newer]);
        }
        let walk = Walk::through(table.get_ref(), POST);
        if !walk.faults.is_empty() {
            let faults = walk.faults.into_iter();
            return Err(in_order(
                faults
                    .map(|(key, at, fault)| reading.fault(key, at, fault))
                    .collect(),
            ));
        }
        let policy = Self::deserialize_text(text).map_err(|e| vec![reading.syntax(&e)])?;
        let faults = reading.contradictions(&policy, &walk.places);
        if faults.is_empty() {
            Ok(policy)
        } else {
            Err(in_order(faults))
        }
    }

    fn deserialize_text(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }
}

struct Reading<'t> {
    file: &'t str,
    lines: Lines<'t>,
}

impl Reading<'_> {
    fn fault(&self, key: String, at: usize, fault: Fault) -> PolicyFault {
        let (line, column) = self.lines.at(at);
        PolicyFault {
            file: self.file.to_owned(),
            line,
            column,
            key,
            fault,
        }
    }

    fn syntax(&self, error: &toml::de::Error) -> PolicyFault {
        let at = error.span().map_or(0, |span| span.start);
        let detail = error.message().to_owned();
        self.fault(String::new(), at, Fault::Syntax { detail })
    }

    /// What a newer schema means is not known here, so nothing else in such a file is judged.
    fn newer(&self, table: &DeTable<'_>) -> Option<PolicyFault> {
        let value = table.get("schema")?;
        let DeValue::Integer(number) = value.get_ref() else {
            return None;
        };
        let newer = i64::from_str_radix(number.as_str(), number.radix())
            .map_or(!number.as_str().starts_with('-'), |n| n > SCHEMA);
        newer.then(|| {
            let fault = Fault::SchemaNewer {
                found: number.as_str().to_owned(),
                newest: SCHEMA,
            };
            self.fault("schema".to_owned(), value.span().start, fault)
        })
    }

    fn contradictions(
        &self,
        policy: &PostPolicy,
        places: &BTreeMap<String, usize>,
    ) -> Vec<PolicyFault> {
        let clashes = policy.check().into_iter();
        clashes
            .map(|clash| {
                let with = clash.with.map(|key| self.place(key, places));
                let at = place_of(&clash.key, places);
                let why = clash.why;
                self.fault(clash.key, at, Fault::Contradiction { why, with })
            })
            .collect()
    }

    fn place(&self, key: String, places: &BTreeMap<String, usize>) -> Place {
        let (line, column) = self.lines.at(place_of(&key, places));
        Place { key, line, column }
    }
}

/// Where a key stands; where it is left out, the table it would stand in, or else the file's beginning.
fn place_of(key: &str, places: &BTreeMap<String, usize>) -> usize {
    let mut path = key;
    loop {
        if let Some(at) = places.get(path) {
            return *at;
        }
        match path.rfind(['.', '[']) {
            Some(end) => path = path.get(..end).unwrap_or_default(),
            None => return 0,
        }
    }
}

fn in_order(mut faults: Vec<PolicyFault>) -> Vec<PolicyFault> {
    faults.sort_by_key(|fault| (fault.line, fault.column));
    faults
}

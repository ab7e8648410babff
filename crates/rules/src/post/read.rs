//! Reading a post's file, and others like it: everything wrong with it is told at once, with its place and what was meant.

use super::fault::{Fault, Place, PolicyFault};
use super::keys::{Key, POST, SCHEMA};
use super::policy::PostPolicy;
use super::text::Lines;
use super::walk::Walk;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use toml::de::{DeTable, DeValue};

impl PostPolicy {
    /// Reads a post's settings from the text of `file`; all that is wrong, in the order of the text.
    ///
    /// A text that is no TOML is told as such; only what can be read is checked for contradictions.
    pub fn read(file: &str, text: &str) -> Result<Self, Vec<PolicyFault>> {
        let read = Tables::<Self>::read((file, text), POST, SCHEMA)?;
        let faults = read.contradictions();
        if faults.is_empty() {
            Ok(read.value)
        } else {
            Err(in_order(faults))
        }
    }
}

/// A file that was read by the keys it may have, with the place of each: a post's settings, or a sheet.
pub struct Tables<'t, T> {
    /// What it says.
    pub value: T,
    reading: Reading<'t>,
    places: BTreeMap<String, usize>,
}

impl<'t, T: DeserializeOwned> Tables<'t, T> {
    /// Reads the text of a file that may have these keys, of this shape or an older one; all that is wrong, in the
    /// order of the text.
    pub fn read(
        (file, text): (&'t str, &'t str),
        keys: &[Key],
        newest: i64,
    ) -> Result<Self, Vec<PolicyFault>> {
        let reading = Reading {
            file,
            lines: Lines::of(text),
        };
        let (table, errors) = DeTable::parse_recoverable(text);
        if !errors.is_empty() {
            return Err(in_order(errors.iter().map(|e| reading.syntax(e)).collect()));
        }
        if let Some(newer) = reading.newer(table.get_ref(), newest) {
            return Err(vec![newer]);
        }
        let walk = Walk::through(table.get_ref(), keys);
        if !walk.faults.is_empty() {
            let faults = walk.faults.into_iter();
            return Err(in_order(
                faults
                    .map(|(key, at, fault)| reading.fault(key, at, fault))
                    .collect(),
            ));
        }
        let value = toml::from_str(text).map_err(|e| vec![reading.syntax(&e)])?;
        Ok(Self {
            value,
            reading,
            places: walk.places,
        })
    }
}

impl<T> Tables<'_, T> {
    /// Where a key stands; where it is left out, the table it would stand in.
    pub fn place(&self, key: &str) -> Place {
        self.reading.place(key.to_owned(), &self.places)
    }
}

impl Tables<'_, PostPolicy> {
    fn contradictions(&self) -> Vec<PolicyFault> {
        let clashes = self.value.check().into_iter();
        clashes
            .map(|clash| {
                let with = clash.with.map(|key| self.place(&key));
                let at = place_of(&clash.key, &self.places);
                let why = clash.why;
                self.reading
                    .fault(clash.key, at, Fault::Contradiction { why, with })
            })
            .collect()
    }
}

/// The text that stands under a key at the top of a file, if there is one: which kind of file it is.
pub fn word_at_top(text: &str, key: &str) -> Option<String> {
    let (table, _) = DeTable::parse_recoverable(text);
    let value = table.get_ref().get(key)?;
    value.get_ref().as_str().map(str::to_owned)
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
    fn newer(&self, table: &DeTable<'_>, newest: i64) -> Option<PolicyFault> {
        let value = table.get("schema")?;
        let DeValue::Integer(number) = value.get_ref() else {
            return None;
        };
        let newer = i64::from_str_radix(number.as_str(), number.radix())
            .map_or(!number.as_str().starts_with('-'), |n| n > newest);
        newer.then(|| {
            let fault = Fault::SchemaNewer {
                found: number.as_str().to_owned(),
                newest,
            };
            self.fault("schema".to_owned(), value.span().start, fault)
        })
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

//! Going through a parsed file key by key, against the keys there are.

use super::fault::{Fault, Kind};
use super::keys::{Key, Need, Setting, Shape, settings_of};
use super::meant::nearest;
use crate::values::{Currency, instant::Day};
use chrono::NaiveTime;
use chrono_tz::{TZ_VARIANTS, Tz};
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;
use toml::de::{DeArray, DeInteger, DeTable, DeValue};

/// What was found on the way.
pub(super) struct Walk {
    /// Every key there is, wherever.
    all: Vec<Setting>,
    /// Dotted key, byte, fault.
    pub(super) faults: Vec<(String, usize, Fault)>,
    /// Where each key and each entry of a list stands.
    pub(super) places: BTreeMap<String, usize>,
}

impl Walk {
    pub(super) fn through(table: &DeTable<'_>, keys: &[Key]) -> Self {
        let mut walk = Self {
            all: settings_of(keys),
            faults: Vec::new(),
            places: BTreeMap::new(),
        };
        walk.table("", 0, table, keys);
        walk
    }

    fn fault(&mut self, path: &str, at: usize, fault: Fault) {
        self.faults.push((path.to_owned(), at, fault));
    }

    fn table(&mut self, path: &str, at: usize, table: &DeTable<'_>, keys: &[Key]) {
        for (name, value) in table {
            let inner = joined(path, name.get_ref());
            self.places.insert(inner.clone(), name.span().start);
            match keys.iter().find(|key| key.name == name.get_ref()) {
                Some(key) => self.value(&inner, value, key.shape, name.span().start),
                None => self.unknown(&inner, name, keys),
            }
        }
        for key in keys {
            if key.need == Need::Required && !table.contains_key(key.name) {
                self.fault(&joined(path, key.name), at, Fault::Missing);
            }
        }
    }

    fn unknown(&mut self, path: &str, name: &Spanned<std::borrow::Cow<'_, str>>, keys: &[Key]) {
        let here = nearest(name.get_ref(), keys.iter().map(|key| key.name)).map(str::to_owned);
        let meant = here.or_else(|| self.elsewhere(name.get_ref()));
        self.fault(path, name.span().start, Fault::UnknownKey { meant });
    }

    /// The one setting of this name in another table.
    fn elsewhere(&self, name: &str) -> Option<String> {
        let mut found = self.all.iter().filter(|setting| setting.key.name == name);
        let first = found.next()?;
        found.next().is_none().then(|| first.path.clone())
    }

    /// `named_at` is where the key stands: a table that was opened there has its own place after it.
    fn value(&mut self, path: &str, value: &Spanned<DeValue<'_>>, shape: Shape, named_at: usize) {
        let at = value.span().start;
        match (shape, value.get_ref()) {
            (Shape::Flag, DeValue::Boolean(_)) | (Shape::Text, DeValue::String(_)) => {}
            (Shape::Number(least, most), DeValue::Integer(number)) => {
                self.number(path, at, number, least, most);
            }
            (Shape::Word(known), DeValue::String(word)) => self.word(path, at, word, known),
            (Shape::Zone | Shape::Currency | Shape::Day | Shape::Time, DeValue::String(text)) => {
                self.parsed(path, at, text, shape);
            }
            (Shape::Numbers(least, most), DeValue::Array(list)) => {
                self.list(path, list, Shape::Number(least, most));
            }
            (Shape::Texts, DeValue::Array(list)) => self.set(path, list, Shape::Text),
            (Shape::Words(known), DeValue::Array(list)) => {
                self.set(path, list, Shape::Word(known));
            }
            (Shape::Tables(keys), DeValue::Array(list)) => {
                self.list(path, list, Shape::Table(keys));
            }
            (Shape::Table(keys), DeValue::Table(table)) => self.table(path, named_at, table, keys),
            (Shape::TextByName, DeValue::Table(table)) => self.texts(path, table),
            (Shape::NumberByWord(known, most), DeValue::Table(table)) => {
                self.numbers(path, table, known, most);
            }
            (wanted, found) => {
                let (wanted, found) = (wanted_kind(wanted), kind(found));
                self.fault(path, at, Fault::WrongType { wanted, found });
            }
        }
    }

    fn list(&mut self, path: &str, list: &DeArray<'_>, shape: Shape) {
        for (index, value) in list.iter().enumerate() {
            let inner = format!("{path}[{index}]");
            self.places.insert(inner.clone(), value.span().start);
            self.value(&inner, value, shape, value.span().start);
        }
    }

    fn set(&mut self, path: &str, list: &DeArray<'_>, shape: Shape) {
        self.list(path, list, shape);
        let mut seen = BTreeSet::new();
        for (index, value) in list.iter().enumerate() {
            if let Some(found) = value.get_ref().as_str()
                && !seen.insert(found)
            {
                let found = found.to_owned();
                let inner = format!("{path}[{index}]");
                self.fault(&inner, value.span().start, Fault::Twice { found });
            }
        }
    }

    fn texts(&mut self, path: &str, table: &DeTable<'_>) {
        for (name, value) in table {
            let inner = joined(path, name.get_ref());
            self.places.insert(inner.clone(), name.span().start);
            self.value(&inner, value, Shape::Text, name.span().start);
        }
    }

    fn numbers(&mut self, path: &str, table: &DeTable<'_>, known: &[&str], most: i64) {
        for (name, value) in table {
            let inner = joined(path, name.get_ref());
            let at = name.span().start;
            self.places.insert(inner.clone(), at);
            if known.contains(&name.get_ref().as_ref()) {
                self.value(&inner, value, Shape::Number(0, most), at);
            } else {
                let meant = nearest(name.get_ref(), known.iter().copied()).map(str::to_owned);
                self.fault(&inner, at, Fault::UnknownKey { meant });
            }
        }
    }

    fn word(&mut self, path: &str, at: usize, word: &str, known: &[&str]) {
        if known.contains(&word) {
            return;
        }
        let fault = Fault::UnknownValue {
            found: word.to_owned(),
            meant: nearest(word, known.iter().copied()).map(str::to_owned),
            known: known.iter().map(|&word| word.to_owned()).collect(),
        };
        self.fault(path, at, fault);
    }

    fn number(&mut self, path: &str, at: usize, number: &DeInteger<'_>, least: i64, most: i64) {
        let read = i64::from_str_radix(number.as_str(), number.radix());
        if !read.is_ok_and(|n| (least..=most).contains(&n)) {
            let found = number.to_string();
            self.fault(path, at, Fault::OutOfRange { found, least, most });
        }
    }

    fn parsed(&mut self, path: &str, at: usize, text: &str, shape: Shape) {
        let wanted = wanted_kind(shape);
        if reads_as(text, wanted) {
            return;
        }
        let zones = TZ_VARIANTS.iter().map(|zone| zone.name());
        let fault = Fault::Unreadable {
            found: text.to_owned(),
            wanted,
            meant: (wanted == Kind::Zone)
                .then(|| nearest(text, zones).map(str::to_owned))
                .flatten(),
        };
        self.fault(path, at, fault);
    }
}

fn reads_as(text: &str, wanted: Kind) -> bool {
    match wanted {
        Kind::Zone => text.parse::<Tz>().is_ok(),
        Kind::Currency => Currency::parse(text).is_some(),
        Kind::Day => text.parse::<Day>().is_ok(),
        Kind::Time => text.parse::<NaiveTime>().is_ok(),
        Kind::Flag
        | Kind::Number
        | Kind::Float
        | Kind::Text
        | Kind::Datetime
        | Kind::List
        | Kind::Table => true,
    }
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

fn kind(value: &DeValue<'_>) -> Kind {
    match value {
        DeValue::String(_) => Kind::Text,
        DeValue::Integer(_) => Kind::Number,
        DeValue::Float(_) => Kind::Float,
        DeValue::Boolean(_) => Kind::Flag,
        DeValue::Datetime(_) => Kind::Datetime,
        DeValue::Array(_) => Kind::List,
        DeValue::Table(_) => Kind::Table,
    }
}

fn wanted_kind(shape: Shape) -> Kind {
    match shape {
        Shape::Flag => Kind::Flag,
        Shape::Number(..) => Kind::Number,
        Shape::Text | Shape::Word(_) => Kind::Text,
        Shape::Numbers(..) | Shape::Texts | Shape::Words(_) | Shape::Tables(_) => Kind::List,
        Shape::TextByName | Shape::NumberByWord(..) | Shape::Table(_) => Kind::Table,
        Shape::Zone => Kind::Zone,
        Shape::Currency => Kind::Currency,
        Shape::Day => Kind::Day,
        Shape::Time => Kind::Time,
    }
}

//! Sentences with places to fill.
//!
//! `{name}` is a place. `[name?with|without]` is one wording where the place is filled and another where it is
//! empty; `[name=value?…|…]` asks for one value. What fills a place is never read as a sentence again.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What fills places; an empty text is a place left empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fill(BTreeMap<String, String>);

impl Fill {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// With a place filled.
    #[must_use]
    pub fn with(mut self, place: &str, value: impl Into<String>) -> Self {
        self.0.insert(place.to_owned(), value.into());
        self
    }

    /// With a place filled, or empty.
    #[must_use]
    pub fn with_known(self, place: &str, value: Option<impl Into<String>>) -> Self {
        self.with(place, value.map(Into::into).unwrap_or_default())
    }

    /// With a yes, or nothing.
    #[must_use]
    pub fn with_flag(self, place: &str, on: bool) -> Self {
        self.with(place, if on { "1" } else { "" })
    }

    /// The places it knows.
    pub fn places(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Place(String),
    Choice {
        place: String,
        value: Option<String>,
        with: Vec<Part>,
        without: Vec<Part>,
    },
}

/// A sentence with places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Template {
    source: String,
    parts: Vec<Part>,
}

impl TryFrom<String> for Template {
    type Error = String;

    fn try_from(source: String) -> Result<Self, String> {
        let mut rest = source.as_str();
        let parts = parts(&mut rest, false)?;
        Ok(Self { source, parts })
    }
}

impl From<Template> for String {
    fn from(template: Template) -> Self {
        template.source
    }
}

impl Template {
    /// As it stands in the catalogue.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The places it names.
    pub fn places(&self) -> BTreeSet<&str> {
        let mut all = BTreeSet::new();
        collect(&self.parts, &mut all);
        all
    }

    /// The sentence; or the place that nothing was said about.
    pub fn fill(&self, fill: &Fill) -> Result<String, String> {
        let mut out = String::new();
        write(&self.parts, fill, &mut out)?;
        Ok(out)
    }
}

fn collect<'t>(parts: &'t [Part], all: &mut BTreeSet<&'t str>) {
    for part in parts {
        match part {
            Part::Text(_) => {}
            Part::Place(place) => {
                all.insert(place);
            }
            Part::Choice {
                place,
                with,
                without,
                ..
            } => {
                all.insert(place);
                collect(with, all);
                collect(without, all);
            }
        }
    }
}

fn write(parts: &[Part], fill: &Fill, out: &mut String) -> Result<(), String> {
    let said = |place: &String| fill.0.get(place).ok_or_else(|| place.clone());
    for part in parts {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Place(place) => out.push_str(said(place)?),
            Part::Choice {
                place,
                value,
                with,
                without,
            } => {
                let found = said(place)?;
                let holds = match value {
                    Some(value) => found == value,
                    None => !found.is_empty(),
                };
                write(if holds { with } else { without }, fill, out)?;
            }
        }
    }
    Ok(())
}

/// Reads up to the end, or inside a choice up to its `|` or `]`, which is left.
fn parts(rest: &mut &str, inside: bool) -> Result<Vec<Part>, String> {
    let mut all = Vec::new();
    loop {
        let stop = rest.find(['{', '}', '[', ']', '|']).unwrap_or(rest.len());
        let (text, tail) = rest.split_at(stop);
        if !text.is_empty() {
            all.push(Part::Text(text.to_owned()));
        }
        *rest = tail;
        match tail.chars().next() {
            None if inside => return Err("a choice has no end".into()),
            None => return Ok(all),
            Some('{') => all.push(Part::Place(name(rest, '{', '}')?)),
            Some('[') => all.push(choice(rest)?),
            Some(']' | '|') if inside => return Ok(all),
            Some(other) => return Err(format!("{other} stands alone")),
        }
    }
}

fn choice(rest: &mut &str) -> Result<Part, String> {
    let asked = between(rest, '[', '?')?;
    let (place, value) = match asked.split_once('=') {
        Some((place, value)) => (place, Some(value.to_owned())),
        None => (asked, None),
    };
    let place = named(place)?;
    let with = parts(rest, true)?;
    *rest = rest.strip_prefix('|').ok_or("a choice has one side only")?;
    let without = parts(rest, true)?;
    *rest = rest.strip_prefix(']').ok_or("a choice has three sides")?;
    Ok(Part::Choice {
        place,
        value,
        with,
        without,
    })
}

fn name(rest: &mut &str, open: char, close: char) -> Result<String, String> {
    between(rest, open, close).and_then(named)
}

fn named(text: &str) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_lowercase() || c == '_';
    if text.is_empty() || !text.chars().all(plain) {
        return Err(format!("{text:?} is no name of a place"));
    }
    Ok(text.to_owned())
}

fn between<'t>(rest: &mut &'t str, open: char, close: char) -> Result<&'t str, String> {
    let after = rest.strip_prefix(open).unwrap_or(rest);
    let (text, tail) = after
        .split_once(close)
        .ok_or_else(|| format!("{open} has no {close}"))?;
    *rest = tail;
    Ok(text)
}

//! What is wrong with a post's file, and where.

use super::contradiction::Contradiction;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One thing wrong with a post's file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyFault {
    /// The file, as the reader was told.
    pub file: String,
    /// Its line, from 1.
    pub line: u32,
    /// Its column in characters, from 1.
    pub column: u32,
    /// The dotted key, as `hours.hall[0].from`; empty where the file as a whole is meant.
    pub key: String,
    /// What is wrong.
    pub fault: Fault,
}

/// Where a key stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The dotted key.
    pub key: String,
    /// Its line, or that of the table it would stand in.
    pub line: u32,
    /// Its column.
    pub column: u32,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Fault {
    /// The text is no TOML.
    Syntax {
        /// The parser's words.
        detail: String,
    },
    /// There is no such setting.
    UnknownKey {
        /// The setting most like it: its name if it stands in the same table, its path if in another.
        meant: Option<String>,
    },
    /// There is no such value.
    UnknownValue {
        /// What is written.
        found: String,
        /// The value most like it.
        meant: Option<String>,
        /// Every value there is.
        known: Vec<String>,
    },
    /// Something of another kind is wanted.
    WrongType {
        /// What is wanted.
        wanted: Kind,
        /// What is written.
        found: Kind,
    },
    /// A number too small or too large.
    OutOfRange {
        /// What is written.
        found: String,
        /// The least there may be.
        least: i64,
        /// The most there may be.
        most: i64,
    },
    /// A text that is none of its kind.
    Unreadable {
        /// What is written.
        found: String,
        /// What is wanted.
        wanted: Kind,
        /// What is most like it.
        meant: Option<String>,
    },
    /// A setting that must be there is not.
    Missing,
    /// A value stands twice where each may stand once.
    Twice {
        /// The value.
        found: String,
    },
    /// The file is for a newer program.
    SchemaNewer {
        /// Its schema.
        found: String,
        /// The newest that is read here.
        newest: i64,
    },
    /// Settings that may not stand so, or not together.
    Contradiction {
        /// Why.
        why: Contradiction,
        /// The other setting, where there is one.
        with: Option<Place>,
    },
}

/// A kind of value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// `true` or `false`
    Flag,
    /// A whole number
    Number,
    /// A number with a fraction
    Float,
    /// Text
    Text,
    /// A date or a time without quotes
    Datetime,
    /// A list
    List,
    /// A table
    Table,
    /// A zone, as `Europe/Brussels`
    Zone,
    /// A currency, as `EUR`
    Currency,
    /// A day, as `2026-10-01`
    Day,
    /// A time of day, as `09:00:00`
    Time,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Flag => "true or false",
            Self::Number => "a whole number",
            Self::Float => "a number with a fraction",
            Self::Text => "text",
            Self::Datetime => "a date or time without quotes",
            Self::List => "a list",
            Self::Table => "a table",
            Self::Zone => "a zone as Europe/Brussels",
            Self::Currency => "a currency as EUR",
            Self::Day => "a day as 2026-10-01",
            Self::Time => "a time as 09:00:00",
        })
    }
}

impl fmt::Display for PolicyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: ", self.file, self.line, self.column)?;
        if !self.key.is_empty() {
            write!(f, "{}: ", self.key)?;
        }
        self.fault.fmt(f)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { detail } => write!(f, "no TOML, {}", one_line(detail)),
            Self::UnknownKey { meant } => write!(f, "unknown setting{}", hint(meant.as_deref())),
            Self::UnknownValue {
                found,
                meant,
                known,
            } => {
                let hint = hint(meant.as_deref());
                write!(
                    f,
                    "unknown value {found:?}{hint}; known: {}",
                    known.join(", ")
                )
            }
            Self::WrongType { wanted, found } => write!(f, "{wanted} is wanted, not {found}"),
            Self::OutOfRange { found, least, most } => {
                write!(f, "{found} is not between {least} and {most}")
            }
            Self::Unreadable {
                found,
                wanted,
                meant,
            } => write!(
                f,
                "{wanted} is wanted, not {found:?}{}",
                hint(meant.as_deref())
            ),
            Self::Missing => f.write_str("missing"),
            Self::Twice { found } => write!(f, "{found:?} stands here twice"),
            Self::SchemaNewer { found, newest } => {
                write!(
                    f,
                    "schema {found} is newer than this program, which reads {newest}"
                )
            }
            Self::Contradiction { why, with: None } => why.fmt(f),
            Self::Contradiction {
                why,
                with: Some(place),
            } => write!(f, "{why} (see {} in line {})", place.key, place.line),
        }
    }
}

fn hint(meant: Option<&str>) -> String {
    meant.map_or_else(String::new, |word| format!(", {word} was meant"))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! 民族 and 性别 as they stand in the form.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::sync::LazyLock;
use strum::IntoStaticStr;

/// 性别
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Sex {
    /// 男
    Male,
    /// 女
    Female,
}

impl Sex {
    /// From the character in the form or the letter in the passport.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim() {
            "男" | "M" | "m" => Some(Self::Male),
            "女" | "F" | "f" => Some(Self::Female),
            _ => None,
        }
    }

    /// The character in the form.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Male => "男",
            Self::Female => "女",
        }
    }

    /// The letter in the passport.
    pub fn letter(self) -> char {
        match self {
            Self::Male => 'M',
            Self::Female => 'F',
        }
    }
}

/// The number 其他 goes by beside the 56 of GB/T 3304.
pub const OTHER_NATION: u8 = 97;

/// One of the 56 民族 of GB/T 3304, or 其他; written by its number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Nation(u8);

struct Entry {
    number: u8,
    letters: &'static str,
    name: &'static str,
}

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    include_str!("data/nations.txt")
        .lines()
        .filter_map(read_entry)
        .collect()
});

fn read_entry(line: &'static str) -> Option<Entry> {
    let mut columns = line.split(' ');
    Some(Entry {
        number: columns.next()?.parse().ok()?,
        letters: columns.next()?,
        name: columns.next()?,
    })
}

impl Nation {
    /// Every one, in the order of the standard, 其他 last.
    pub fn all() -> impl Iterator<Item = Self> {
        ENTRIES.iter().map(|entry| Self(entry.number))
    }

    /// By its number in the standard; 97 is 其他.
    pub fn by_number(number: u8) -> Option<Self> {
        Self::find(|entry| entry.number == number)
    }

    /// By its two letters in the standard, `HA`.
    pub fn by_letters(letters: &str) -> Option<Self> {
        Self::find(|entry| entry.letters == letters)
    }

    /// By its name, with or without 族: ID cards leave it out.
    pub fn by_name(name: &str) -> Option<Self> {
        let name = name.trim();
        Self::find(|entry| entry.name == name || entry.name.strip_suffix('族') == Some(name))
    }

    fn find(wanted: impl Fn(&Entry) -> bool) -> Option<Self> {
        ENTRIES
            .iter()
            .find(|entry| wanted(entry))
            .map(|entry| Self(entry.number))
    }

    /// Its number in the standard.
    pub fn number(self) -> u8 {
        self.0
    }

    /// Its name, 汉族.
    pub fn name(self) -> &'static str {
        self.entry().map_or("", |entry| entry.name)
    }

    /// Its two letters in the standard.
    pub fn letters(self) -> &'static str {
        self.entry().map_or("", |entry| entry.letters)
    }

    fn entry(self) -> Option<&'static Entry> {
        ENTRIES.iter().find(|entry| entry.number == self.0)
    }
}

impl fmt::Debug for Nation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.letters())
    }
}

impl fmt::Display for Nation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Nation {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_u8(self.0)
    }
}

impl<'de> Deserialize<'de> for Nation {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let number = u8::deserialize(d)?;
        Self::by_number(number)
            .ok_or_else(|| de::Error::custom("a number of GB/T 3304 is wanted, or 97"))
    }
}

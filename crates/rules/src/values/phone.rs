//! Telephone numbers after E.164: a country code, and a number in that country.

use super::fold::{half_width, is_dash, position};
use super::mask;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::collections::BTreeSet;
use std::fmt;
use std::sync::LazyLock;
use strum::IntoStaticStr;

/// Digits E.164 allows, the country code included.
const MOST_DIGITS: usize = 15;
/// The shortest numbers of the smallest countries, the country code included.
const FEWEST_DIGITS: usize = 7;
const MAINLAND: &str = "86";
/// Italy, San Marino, Benin, Ivory Coast, Gabon, Congo: the zero in front is dialled from abroad too.
const ZERO_BELONGS: [&str; 6] = ["39", "378", "229", "225", "241", "242"];
const MAINLAND_MOBILE_DIGITS: usize = 11;

/// A telephone number with its country; written `+8615612345510`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Phone {
    country: String,
    national: String,
}

/// Why a text is not a telephone number. None of them repeats the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PhoneFault {
    /// Nothing was typed.
    Empty,
    /// Something else than digits and what people put between them.
    WrongCharacter {
        /// Where in the text as typed, counted from one.
        position: usize,
        /// What stands there.
        found: char,
    },
    /// Neither `+` nor `00` in front: the country is not known.
    NoCountryCode,
    /// No country has this code.
    UnknownCountryCode,
    /// Fewer digits than any number has.
    TooShort {
        /// How many there are, the country code included.
        found: usize,
    },
    /// More digits than E.164 allows.
    TooLong {
        /// How many there are, the country code included.
        found: usize,
    },
    /// A zero after +86 is dialled inside the country only.
    TrunkZero,
    /// A mobile number of the mainland has eleven digits.
    MainlandMobileLength {
        /// How many there are after +86.
        found: usize,
    },
}

impl Phone {
    /// Reads an international number: `+32 491903299`, `0086-156 1234 5510`, `+44 (0)20 7946 0000`.
    pub fn parse(text: &str) -> Result<Self, PhoneFault> {
        let digits = international_digits(text)?;
        Self::from_international(&digits)
    }

    /// Reads a number from a field whose country is known, where it may stand as it is dialled inside
    /// that country: without its code, and with the zero of long distance.
    pub fn parse_in(country: &str, text: &str) -> Result<Self, PhoneFault> {
        match international_digits(text) {
            Ok(digits) => Self::from_international(&digits),
            Err(PhoneFault::NoCountryCode) => {
                let digits = typed_digits(text)?;
                let national = without_trunk_zero(country, &digits);
                Self::from_international(&format!("{country}{national}"))
            }
            Err(fault) => Err(fault),
        }
    }

    fn from_international(digits: &str) -> Result<Self, PhoneFault> {
        let found = digits.len();
        let (country, national) = split_country(digits).ok_or(PhoneFault::UnknownCountryCode)?;
        if found < FEWEST_DIGITS {
            return Err(PhoneFault::TooShort { found });
        }
        if found > MOST_DIGITS {
            return Err(PhoneFault::TooLong { found });
        }
        if country == MAINLAND {
            check_mainland(national)?;
        }
        Ok(Self {
            country: country.into(),
            national: national.into(),
        })
    }

    /// The country code without plus, `86`.
    pub fn country(&self) -> &str {
        &self.country
    }

    /// The digits after the country code.
    pub fn national(&self) -> &str {
        &self.national
    }

    /// A mobile of the mainland, which takes text messages from home.
    pub fn is_mainland_mobile(&self) -> bool {
        self.country == MAINLAND && is_mobile_start(&self.national)
    }

    /// As it is stored and dialled: `+8615612345510`.
    pub fn e164(&self) -> String {
        format!("+{}{}", self.country, self.national)
    }
}

/// Splits what follows `+` or `00` into country code and the rest as typed; for texts that are no number.
pub(super) fn split_international(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix('+').or_else(|| text.strip_prefix("00"))?;
    let (country, national) = split_country(rest)?;
    Some((country, national.trim_start()))
}

fn without_trunk_zero<'a>(country: &str, digits: &'a str) -> &'a str {
    if ZERO_BELONGS.contains(&country) {
        digits
    } else {
        digits.strip_prefix('0').unwrap_or(digits)
    }
}

/// 010 is Peking; 11 and 12 are services.
fn is_mobile_start(national: &str) -> bool {
    let mut digits = national.chars();
    digits.next() == Some('1') && digits.next().is_some_and(|second| second >= '3')
}

fn check_mainland(national: &str) -> Result<(), PhoneFault> {
    let found = national.len();
    if national.starts_with('0') {
        return Err(PhoneFault::TrunkZero);
    }
    if is_mobile_start(national) && found != MAINLAND_MOBILE_DIGITS {
        return Err(PhoneFault::MainlandMobileLength { found });
    }
    Ok(())
}

fn international_digits(text: &str) -> Result<String, PhoneFault> {
    let text = text.trim();
    let digits = typed_digits(text)?;
    let plus = text.chars().next().is_some_and(|c| half_width(c) == '+');
    match (plus, digits.strip_prefix("00")) {
        (true, _) => Ok(digits),
        (false, Some(rest)) => Ok(rest.to_owned()),
        (false, None) => Err(PhoneFault::NoCountryCode),
    }
}

/// The digits alone; a zero in brackets, `(0)`, is dialled inside the country and goes.
fn typed_digits(text: &str) -> Result<String, PhoneFault> {
    let typed: Vec<char> = text.chars().map(half_width).collect();
    let mut digits = String::new();
    for (index, &found) in typed.iter().enumerate() {
        let leading_plus = found == '+' && digits.is_empty();
        if found.is_ascii_digit() {
            digits.push(found);
        } else if found == ')' && typed[..index].ends_with(&['(', '0']) {
            digits.pop();
        } else if !leading_plus && !is_between_digits(found) {
            return Err(PhoneFault::WrongCharacter {
                position: position(index),
                found,
            });
        }
    }
    if digits.is_empty() {
        return Err(PhoneFault::Empty);
    }
    Ok(digits)
}

fn is_between_digits(c: char) -> bool {
    c.is_whitespace() || is_dash(c) || matches!(c, '(' | ')' | '.' | '/')
}

static COUNTRY_CODES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    include_str!("data/calling_codes.txt")
        .split_whitespace()
        .collect()
});

/// No code is the beginning of another, so the first that fits is the one.
fn split_country(digits: &str) -> Option<(&str, &str)> {
    (1..=3)
        .filter_map(|length| digits.split_at_checked(length))
        .find(|(country, _)| COUNTRY_CODES.contains(country))
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "+{} {}", self.country, self.national)
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&mask::phone(&self.e164()))
    }
}

impl Serialize for Phone {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.e164())
    }
}

impl<'de> Deserialize<'de> for Phone {
    /// What is stored is already in its written form; anything else was not written by us.
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
        match Self::parse(&text) {
            Ok(phone) if phone.e164() == text => Ok(phone),
            Ok(_) | Err(_) => Err(de::Error::custom("a number as +8615612345510 is wanted")),
        }
    }
}

//! The 18-character order number, `BELA A3 UHHT 10085224`.

use super::fold::{code, position};
use super::read::Read;
use crate::business::Module;
use serde::{Deserialize, Deserializer, Serialize, de};
use std::fmt;
use strum::{IntoEnumIterator, IntoStaticStr};

/// Characters in an order number.
pub const ORDER_NO_LENGTH: usize = 18;
const HIGHEST_NUMBER: u32 = 99_999_999;

/// An order number as it is printed, filed and scanned; always 18 capitals and digits in the
/// layout post · module · letters · running number.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct OrderNo(String);

/// What a place of the number takes.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Expected {
    /// A capital A–Z.
    Letter,
    /// A digit.
    Digit,
    /// Either of them.
    LetterOrDigit,
}

/// Why a text is not an order number.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum OrderNoFault {
    /// Nothing was typed.
    Empty,
    /// Not 18 characters.
    WrongLength {
        /// How many there are, blanks and hyphens aside.
        found: usize,
    },
    /// A character that cannot stand there.
    WrongCharacter {
        /// Where, counted from one.
        position: usize,
        /// What stands there.
        found: char,
        /// What belongs there.
        expected: Expected,
    },
    /// A letter for the digit that looks like it, or the other way round. Not corrected silently:
    /// another order may bear the corrected number.
    LikelySlip {
        /// Where the first one is, counted from one.
        position: usize,
        /// What stands there.
        found: char,
        /// What was probably meant.
        meant: char,
        /// The whole number with every slip put right.
        suggestion: String,
    },
}

/// What is doubtful about a number that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum OrderNoWarning {
    /// The two characters in the middle name no module known here.
    UnknownModule {
        /// The two characters.
        found: String,
    },
    /// The number was issued by another post.
    OtherPost {
        /// How numbers of this post begin: four letters, or the three of the country.
        expected: String,
        /// How this one begins, as many letters.
        found: String,
    },
}

/// Why a number cannot be issued from these parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ComposeFault {
    /// The prefix is not four capitals.
    Prefix,
    /// The letters in the middle are not four capitals.
    Letters,
    /// The running number needs more than eight digits.
    NumberTooLarge,
}

impl OrderNo {
    /// Reads what was typed, scanned or pasted: blanks, hyphens, small and full-width letters are
    /// put right, everything else is a fault or a warning.
    pub fn parse(text: &str) -> Result<Read<Self, OrderNoWarning>, OrderNoFault> {
        let typed = code(text);
        if typed.is_empty() {
            return Err(OrderNoFault::Empty);
        }
        refuse_foreign_characters(&typed)?;
        if typed.len() != ORDER_NO_LENGTH {
            return Err(OrderNoFault::WrongLength { found: typed.len() });
        }
        refuse_misplaced_characters(&typed)?;
        refuse_slips(&typed)?;
        let value = Self(typed.into_iter().collect());
        let warnings = value.unknown_module().into_iter().collect();
        Ok(Read { value, warnings })
    }

    /// Puts a number together for issuing it.
    pub fn compose(
        prefix: &str,
        module: Module,
        letters: &str,
        number: u32,
    ) -> Result<Self, ComposeFault> {
        if !is_four_capitals(prefix) {
            return Err(ComposeFault::Prefix);
        }
        if !is_four_capitals(letters) {
            return Err(ComposeFault::Letters);
        }
        if number > HIGHEST_NUMBER {
            return Err(ComposeFault::NumberTooLarge);
        }
        Ok(Self(format!(
            "{prefix}{}{letters}{number:08}",
            module.code()
        )))
    }

    /// The 18 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In groups, as it is read aloud and compared: `BELA A3 UHHT 10085224`.
    pub fn grouped(&self) -> String {
        [
            self.post_prefix(),
            self.cut(4, 6),
            self.cut(6, 10),
            self.tail(),
        ]
        .join(" ")
    }

    /// The four letters of the post, `BELA`.
    pub fn post_prefix(&self) -> &str {
        self.cut(0, 4)
    }

    /// The host country in ISO 3166 alpha-3, `BEL`.
    pub fn country(&self) -> &str {
        self.cut(0, 3)
    }

    /// The module it was filed under; none for two characters not known here.
    pub fn module(&self) -> Option<Module> {
        Module::iter().find(|module| module.code() == self.cut(4, 6))
    }

    /// The running number: the last eight digits, by which some posts match bank transfers.
    pub fn tail(&self) -> &str {
        self.cut(10, ORDER_NO_LENGTH)
    }

    /// The last four digits, by which an order is called out.
    pub fn short_tail(&self) -> &str {
        self.cut(14, ORDER_NO_LENGTH)
    }

    /// Whether this post issued it: by its four letters where they are known, else by the country.
    pub fn check_post(&self, policy_prefix: Option<&str>, country: &str) -> Option<OrderNoWarning> {
        let (expected, found) = match policy_prefix {
            Some(prefix) => (prefix, self.post_prefix()),
            None => (country, self.country()),
        };
        (expected != found).then(|| OrderNoWarning::OtherPost {
            expected: expected.into(),
            found: found.into(),
        })
    }

    fn unknown_module(&self) -> Option<OrderNoWarning> {
        self.module()
            .is_none()
            .then(|| OrderNoWarning::UnknownModule {
                found: self.cut(4, 6).into(),
            })
    }

    fn cut(&self, from: usize, to: usize) -> &str {
        self.0.get(from..to).unwrap_or_default()
    }
}

impl fmt::Display for OrderNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for OrderNo {
    /// What is stored is already in its written form; anything else was not written by us.
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
        match Self::parse(&text) {
            Ok(read) if read.value.as_str() == text => Ok(read.value),
            Ok(_) | Err(_) => Err(de::Error::custom(
                "an order number is wanted, as BELAA3UHHT10085224",
            )),
        }
    }
}

fn is_four_capitals(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_uppercase())
}

/// What belongs at this place, counted from zero.
fn expected_at(index: usize) -> Expected {
    match index {
        0..=3 | 6..=9 => Expected::Letter,
        4 | 5 => Expected::LetterOrDigit,
        _ => Expected::Digit,
    }
}

fn fits(found: char, expected: Expected) -> bool {
    match expected {
        Expected::Letter => found.is_ascii_uppercase(),
        Expected::Digit => found.is_ascii_digit(),
        Expected::LetterOrDigit => found.is_ascii_uppercase() || found.is_ascii_digit(),
    }
}

/// The sign it is taken for by eye.
fn twin(found: char) -> Option<char> {
    match found {
        'O' => Some('0'),
        '0' => Some('O'),
        'I' => Some('1'),
        '1' => Some('I'),
        _ => None,
    }
}

/// Before the length is counted: an invisible character should be named, not counted.
fn refuse_foreign_characters(typed: &[char]) -> Result<(), OrderNoFault> {
    refuse_where(typed, |_, found| {
        (!fits(found, Expected::LetterOrDigit)).then_some(Expected::LetterOrDigit)
    })
}

fn refuse_misplaced_characters(typed: &[char]) -> Result<(), OrderNoFault> {
    refuse_where(typed, |index, found| {
        let expected = expected_at(index);
        (!fits(found, expected) && twin(found).is_none()).then_some(expected)
    })
}

fn refuse_where(
    typed: &[char],
    wrong: impl Fn(usize, char) -> Option<Expected>,
) -> Result<(), OrderNoFault> {
    let first = typed
        .iter()
        .enumerate()
        .find_map(|(index, &found)| wrong(index, found).map(|expected| (index, found, expected)));
    match first {
        Some((index, found, expected)) => Err(OrderNoFault::WrongCharacter {
            position: position(index),
            found,
            expected,
        }),
        None => Ok(()),
    }
}

fn refuse_slips(typed: &[char]) -> Result<(), OrderNoFault> {
    let meant = without_slips(typed);
    let first = typed
        .iter()
        .zip(&meant)
        .enumerate()
        .find(|(_, (found, meant))| found != meant);
    match first {
        Some((index, (&found, &meant_there))) => Err(OrderNoFault::LikelySlip {
            position: position(index),
            found,
            meant: meant_there,
            suggestion: meant.iter().collect(),
        }),
        None => Ok(()),
    }
}

fn without_slips(typed: &[char]) -> Vec<char> {
    let mut meant: Vec<char> = typed
        .iter()
        .enumerate()
        .map(|(index, &found)| match twin(found) {
            Some(twin) if !fits(found, expected_at(index)) => twin,
            Some(_) | None => found,
        })
        .collect();
    if let Some(module) = meant.get_mut(4..6) {
        correct_module(module);
    }
    meant
}

/// In the middle both letters and digits may stand, so only a known module tells a slip.
fn correct_module(found: &mut [char]) {
    let known = |text: &[char]| {
        let text: String = text.iter().collect();
        Module::iter().any(|module| module.code() == text)
    };
    let twins: Vec<char> = found.iter().map(|&c| twin(c).unwrap_or(c)).collect();
    if !known(found) && known(&twins) {
        found.copy_from_slice(&twins);
    }
}

//! 公民身份号码: 18 characters after GB 11643, which also tell birth date and sex.

use super::fold::{code, position};
use super::instant::Day;
use super::mask;
use super::nation::Sex;
use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, de};
use std::fmt;
use strum::IntoStaticStr;

/// Characters in an ID number.
pub const ID_LENGTH: usize = 18;
/// Nobody older has a number; an earlier year is a slip.
const FIRST_BIRTH_YEAR: i32 = 1880;
/// ISO 7064 MOD 11-2: the weights of the first 17 digits, and the character each remainder asks for.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

/// An ID number whose check character, birth date and sex can be relied on.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(into = "String")]
pub struct IdNumber {
    text: String,
    birth_date: Day,
    sex: Sex,
}

/// Why a text is not an ID number. None of them repeats the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum IdFault {
    /// Nothing was typed.
    Empty,
    /// Not 18 characters; 15 are a number of before 1999.
    WrongLength {
        /// How many there are, blanks and hyphens aside.
        found: usize,
    },
    /// Not a digit (nor, in the last place, an X).
    WrongCharacter {
        /// Where, counted from one.
        position: usize,
        /// What stands there.
        found: char,
    },
    /// Digits 7 to 14 are no day of the calendar.
    NoSuchBirthDate,
    /// The last character does not fit the others: one of them is mistyped.
    Checksum {
        /// What the first 17 ask for.
        expected: char,
        /// What stands there.
        found: char,
    },
}

/// Where the number and the form say different things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum IdContradiction {
    /// The birth dates differ.
    BirthDate {
        /// In the number.
        id: Day,
        /// In the form.
        form: Day,
    },
    /// The sexes differ.
    Sex {
        /// In the number.
        id: Sex,
        /// In the form.
        form: Sex,
    },
}

/// What stands in the form's field: a number, or the word that there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdEntry {
    /// A number.
    Number(IdNumber),
    /// 无身份证号
    NoNumber,
}

impl IdEntry {
    /// Reads the field; 无 in its usual wordings means that there is no number.
    pub fn parse(text: &str) -> Result<Self, IdFault> {
        match text.trim() {
            "无" | "無" | "无身份证" | "无身份证号" | "无身份证书" => {
                Ok(Self::NoNumber)
            }
            number => IdNumber::parse(number).map(Self::Number),
        }
    }
}

impl IdNumber {
    /// Reads what was typed: blanks, hyphens, full-width digits and a small x are put right.
    pub fn parse(text: &str) -> Result<Self, IdFault> {
        let typed = code(text);
        if typed.is_empty() {
            return Err(IdFault::Empty);
        }
        if typed.len() != ID_LENGTH {
            return Err(IdFault::WrongLength { found: typed.len() });
        }
        let (body, last) = characters(&typed)?;
        let birth_date = birth_date(&body).ok_or(IdFault::NoSuchBirthDate)?;
        let expected = check_character(&body);
        if expected != last {
            return Err(IdFault::Checksum {
                expected,
                found: last,
            });
        }
        Ok(Self {
            text: typed.into_iter().collect(),
            birth_date,
            sex: sex(&body),
        })
    }

    /// The 18 characters.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Digits 7 to 14.
    pub fn birth_date(&self) -> Day {
        self.birth_date
    }

    /// Digit 17: odd is 男, even is 女.
    pub fn sex(&self) -> Sex {
        self.sex
    }
}

/// Everything in which the number contradicts the form.
pub fn contradictions(id: &IdNumber, birth_date: Day, sex: Sex) -> Vec<IdContradiction> {
    let birth = (id.birth_date != birth_date).then_some(IdContradiction::BirthDate {
        id: id.birth_date,
        form: birth_date,
    });
    let sexes = (id.sex != sex).then_some(IdContradiction::Sex {
        id: id.sex,
        form: sex,
    });
    birth.into_iter().chain(sexes).collect()
}

/// The 17 digits as values, and the last character.
fn characters(typed: &[char]) -> Result<([u32; 17], char), IdFault> {
    let mut body = [0; 17];
    let mut last = '0';
    for (index, &found) in typed.iter().enumerate() {
        let wrong = IdFault::WrongCharacter {
            position: position(index),
            found,
        };
        match body.get_mut(index) {
            Some(place) => *place = found.to_digit(10).ok_or(wrong)?,
            None if found.is_ascii_digit() || found == 'X' => last = found,
            None => return Err(wrong),
        }
    }
    Ok((body, last))
}

fn birth_date(body: &[u32; 17]) -> Option<Day> {
    let number = |digits: &[u32]| digits.iter().fold(0, |sum, digit| sum * 10 + digit);
    let year = i32::try_from(number(&body[6..10])).ok()?;
    if year < FIRST_BIRTH_YEAR {
        return None;
    }
    NaiveDate::from_ymd_opt(year, number(&body[10..12]), number(&body[12..14]))
}

fn check_character(body: &[u32; 17]) -> char {
    let sum: u32 = body
        .iter()
        .zip(WEIGHTS)
        .map(|(digit, weight)| digit * weight)
        .sum();
    CHECK[sum as usize % CHECK.len()]
}

fn sex(body: &[u32; 17]) -> Sex {
    if body[16] % 2 == 1 {
        Sex::Male
    } else {
        Sex::Female
    }
}

impl From<IdNumber> for String {
    fn from(id: IdNumber) -> Self {
        id.text
    }
}

impl fmt::Display for IdNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for IdNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&mask::id_number(&self.text))
    }
}

impl<'de> Deserialize<'de> for IdNumber {
    /// What is stored is already in its written form; anything else was not written by us.
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
        match Self::parse(&text) {
            Ok(id) if id.text == text => Ok(id),
            Ok(_) | Err(_) => Err(de::Error::custom("an 18-character ID number is wanted")),
        }
    }
}

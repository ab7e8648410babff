//! Numbers of passports and permits. Old papers bear strange numbers, so nothing here ever refuses
//! one: it is kept, told apart by its form, and doubts are shown.

use super::fold::{code, position};
use super::mask;
use super::read::Read;
use serde::{Deserialize, Serialize};
use std::fmt;
use strum::{EnumIter, IntoStaticStr};

/// What kind of paper somebody holds.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PaperKind {
    /// 普通护照
    OrdinaryPassport,
    /// 因公护照: diplomatic, service and public-affairs passports
    OfficialPassport,
    /// 旅行证
    TravelDocument,
    /// 回乡证
    HongKongMacaoPermit,
    /// 台胞证
    TaiwanPermit,
    /// 其他
    Other,
}

/// The form a number has.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PaperForm {
    /// `E` and eight digits, until 2017.
    OrdinaryE,
    /// `E`, a letter and seven digits, since 2017.
    OrdinaryELetter,
    /// `G` and eight digits, before there were chips.
    OrdinaryG,
    /// `14` or `15` and seven digits, the oldest.
    OrdinaryDigits,
    /// 公务: `SE` and seven digits, `S` and seven or eight.
    Service,
    /// 公务普通: `PE` or `P` and seven digits.
    PublicAffairs,
    /// 外交: `DE` or `D` and seven digits.
    Diplomatic,
    /// `L` and eight digits.
    TravelDocument,
    /// `H` or `M` and eight digits for life.
    HongKongMacaoLifetime,
    /// `H` or `M`, eight digits for life and two that count renewals.
    HongKongMacaoRenewal,
    /// Eight digits for life.
    TaiwanLifetime,
    /// Eight digits for life and two that count issues, and perhaps the letter of the issuing
    /// office: until September 2008.
    TaiwanIssue,
    /// None known here.
    Unknown,
}

/// What is doubtful about a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PaperWarning {
    /// Nothing was typed.
    Empty,
    /// Neither letter nor digit; kept, but no number has it.
    StrangeCharacter {
        /// Where, counted from one, blanks and hyphens aside.
        position: usize,
        /// What stands there.
        found: char,
    },
    /// Passports never have I or O as their second letter, being too like 1 and 0.
    LetterNotUsed {
        /// Where, counted from one.
        position: usize,
        /// The letter.
        found: char,
    },
    /// A letter among the digits that is taken for a digit by eye.
    LikelySlip {
        /// Where, counted from one.
        position: usize,
        /// What stands there.
        found: char,
        /// What was probably meant.
        meant: char,
    },
    /// No form known here.
    UnknownForm,
    /// The form belongs to another kind of paper.
    OtherKind {
        /// The kind that was stated.
        stated: PaperKind,
        /// The kind such numbers belong to.
        found: PaperKind,
    },
    /// A form given up so long ago that the paper has expired.
    FormGivenUp {
        /// The form.
        form: PaperForm,
    },
}

/// A number as it is compared: capitals and digits without blanks, hyphens, dots and brackets.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct PaperNumber(String);

impl PaperNumber {
    /// Takes the number of a paper stated to be of this kind.
    pub fn read(stated: PaperKind, text: &str) -> Read<Self, PaperWarning> {
        let value = Self::from(text.to_owned());
        let warnings = value.doubts(stated);
        Read { value, warnings }
    }

    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its form; I and O among the digits are read as 1 and 0.
    pub fn form(&self) -> PaperForm {
        form_of(&without_slips(&self.characters()))
    }

    /// The part that stays the same when a permit is renewed; none where a renewal brings a new number.
    pub fn lifetime(&self) -> Option<&str> {
        match self.form() {
            PaperForm::HongKongMacaoLifetime | PaperForm::HongKongMacaoRenewal => self.0.get(..9),
            PaperForm::TaiwanLifetime | PaperForm::TaiwanIssue => self.0.get(..8),
            PaperForm::OrdinaryE
            | PaperForm::OrdinaryELetter
            | PaperForm::OrdinaryG
            | PaperForm::OrdinaryDigits
            | PaperForm::Service
            | PaperForm::PublicAffairs
            | PaperForm::Diplomatic
            | PaperForm::TravelDocument
            | PaperForm::Unknown => None,
        }
    }

    fn characters(&self) -> Vec<char> {
        self.0.chars().collect()
    }

    fn doubts(&self, stated: PaperKind) -> Vec<PaperWarning> {
        if self.0.is_empty() {
            return vec![PaperWarning::Empty];
        }
        let mut doubts = strange_characters(&self.characters());
        doubts.extend(self.letters_not_used());
        doubts.extend(slips(&self.characters()));
        doubts.extend(self.doubts_about_form(stated));
        doubts
    }

    fn letters_not_used(&self) -> Option<PaperWarning> {
        let second = self.0.chars().nth(1)?;
        (self.form() == PaperForm::OrdinaryELetter && digit_twin(second).is_some()).then_some(
            PaperWarning::LetterNotUsed {
                position: 2,
                found: second,
            },
        )
    }

    fn doubts_about_form(&self, stated: PaperKind) -> Vec<PaperWarning> {
        let form = self.form();
        let other = match (stated, form.kind()) {
            (PaperKind::Other, _) => None,
            (_, None) => Some(PaperWarning::UnknownForm),
            (stated, Some(found)) if stated != found => {
                Some(PaperWarning::OtherKind { stated, found })
            }
            (_, Some(_)) => None,
        };
        let given_up = form
            .is_given_up()
            .then_some(PaperWarning::FormGivenUp { form });
        other.into_iter().chain(given_up).collect()
    }
}

impl PaperForm {
    /// The kind of paper that bears it.
    pub fn kind(self) -> Option<PaperKind> {
        match self {
            Self::OrdinaryE | Self::OrdinaryELetter | Self::OrdinaryG | Self::OrdinaryDigits => {
                Some(PaperKind::OrdinaryPassport)
            }
            Self::Service | Self::PublicAffairs | Self::Diplomatic => {
                Some(PaperKind::OfficialPassport)
            }
            Self::TravelDocument => Some(PaperKind::TravelDocument),
            Self::HongKongMacaoLifetime | Self::HongKongMacaoRenewal => {
                Some(PaperKind::HongKongMacaoPermit)
            }
            Self::TaiwanLifetime | Self::TaiwanIssue => Some(PaperKind::TaiwanPermit),
            Self::Unknown => None,
        }
    }

    /// Papers with it have expired years ago.
    fn is_given_up(self) -> bool {
        match self {
            Self::OrdinaryDigits | Self::TaiwanIssue => true,
            Self::OrdinaryE
            | Self::OrdinaryELetter
            | Self::OrdinaryG
            | Self::Service
            | Self::PublicAffairs
            | Self::Diplomatic
            | Self::TravelDocument
            | Self::HongKongMacaoLifetime
            | Self::HongKongMacaoRenewal
            | Self::TaiwanLifetime
            | Self::Unknown => false,
        }
    }
}

/// The form of a number whose digits are digits.
fn form_of(number: &[char]) -> PaperForm {
    let digits_from = number
        .iter()
        .rposition(|c| !c.is_ascii_digit())
        .map_or(0, |last| last + 1);
    let (letters, digits) = number.split_at(digits_from);
    match (letters, digits.len()) {
        (['E'], 8) => PaperForm::OrdinaryE,
        (['E', second], 7) if second.is_ascii_uppercase() => PaperForm::OrdinaryELetter,
        (['G'], 8) => PaperForm::OrdinaryG,
        (['S', 'E'], 7) | (['S'], 7 | 8) => PaperForm::Service,
        (['P', 'E'] | ['P'], 7) => PaperForm::PublicAffairs,
        (['D', 'E'] | ['D'], 7) => PaperForm::Diplomatic,
        (['L'], 8) => PaperForm::TravelDocument,
        (['H' | 'M'], 8) => PaperForm::HongKongMacaoLifetime,
        (['H' | 'M'], 10) => PaperForm::HongKongMacaoRenewal,
        _ => form_of_digits(number),
    }
}

fn form_of_digits(number: &[char]) -> PaperForm {
    let digits = number.iter().take_while(|c| c.is_ascii_digit()).count();
    match (digits, number) {
        (8, [_, _, _, _, _, _, _, _]) => PaperForm::TaiwanLifetime,
        (9, ['1', '4' | '5', _, _, _, _, _, _, _]) => PaperForm::OrdinaryDigits,
        (10, [.., last]) if number.len() == 10 || is_office(number.len(), *last) => {
            PaperForm::TaiwanIssue
        }
        _ => PaperForm::Unknown,
    }
}

/// The issuing office stood behind the ten digits, in brackets that are not kept.
fn is_office(length: usize, last: char) -> bool {
    length == 11 && last.is_ascii_uppercase()
}

fn digit_twin(found: char) -> Option<char> {
    match found {
        'I' => Some('1'),
        'O' => Some('0'),
        _ => None,
    }
}

/// The letters in front are letters; behind them I and O stand for digits.
fn slip_at(index: usize, found: char) -> Option<char> {
    (index >= 2).then(|| digit_twin(found)).flatten()
}

fn without_slips(number: &[char]) -> Vec<char> {
    number
        .iter()
        .enumerate()
        .map(|(index, &found)| slip_at(index, found).unwrap_or(found))
        .collect()
}

fn slips(number: &[char]) -> impl Iterator<Item = PaperWarning> {
    number.iter().enumerate().filter_map(|(index, &found)| {
        slip_at(index, found).map(|meant| PaperWarning::LikelySlip {
            position: position(index),
            found,
            meant,
        })
    })
}

fn strange_characters(number: &[char]) -> Vec<PaperWarning> {
    number
        .iter()
        .enumerate()
        .filter(|(_, c)| !c.is_ascii_alphanumeric())
        .map(|(index, &found)| PaperWarning::StrangeCharacter {
            position: position(index),
            found,
        })
        .collect()
}

impl From<String> for PaperNumber {
    fn from(text: String) -> Self {
        let kept = code(&text)
            .into_iter()
            .filter(|c| !matches!(c, '.' | '(' | ')'));
        Self(kept.collect())
    }
}

impl From<PaperNumber> for String {
    fn from(number: PaperNumber) -> Self {
        number.0
    }
}

impl fmt::Display for PaperNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for PaperNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&mask::passport(&self.0))
    }
}

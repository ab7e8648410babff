//! What can be said about a name.

use super::NameRegime;
use crate::values::text::TextFinding;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// One of the four fields of a name.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum NamePart {
    /// 中文姓
    SurnameZh,
    /// 中文名
    GivenZh,
    /// 拼音或外文(姓)
    SurnameLatin,
    /// 拼音或外文(名)
    GivenLatin,
}

impl NamePart {
    /// All four, as the form shows them.
    pub const ALL: [Self; 4] = [
        Self::SurnameZh,
        Self::GivenZh,
        Self::SurnameLatin,
        Self::GivenLatin,
    ];
}

/// Whether a finding stands against the name.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Severity {
    /// The officer should look.
    Warning,
    /// The name cannot stand like this.
    Error,
}

/// A remark and its weight under the regime it was made in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NameFinding {
    /// Its weight.
    pub severity: Severity,
    /// What it is about.
    #[serde(flatten)]
    pub remark: NameRemark,
}

/// What can be remarked about a name. Positions count characters of the field from one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum NameRemark {
    /// All four fields are empty.
    NoName,
    /// Characters are given, the letters are not, or the other way round: this field is missing.
    Missing {
        /// The empty field.
        part: NamePart,
    },
    /// Longer than any name.
    TooLong {
        /// The field.
        part: NamePart,
        /// Characters it may have.
        limit: usize,
        /// Characters it has.
        found: usize,
    },
    /// Surname and given name together do not fit the machine-readable zone and are cut there.
    LongerThanMachineZone {
        /// Letters there is room for.
        limit: usize,
        /// Letters there are.
        found: usize,
    },
    /// Something that cannot be seen.
    Text {
        /// The field.
        part: NamePart,
        /// What it is.
        finding: TextFinding,
    },
    /// Not a Chinese character.
    NotACharacter {
        /// The field.
        part: NamePart,
        /// Where.
        position: usize,
        /// What stands there.
        found: char,
    },
    /// A dot, but not the `·` between the parts of a name, or not between two parts.
    WrongDot {
        /// The field.
        part: NamePart,
        /// Where.
        position: usize,
        /// What stands there.
        found: char,
    },
    /// Small or full-width letters.
    NotCapitals {
        /// The field.
        part: NamePart,
        /// The field in capitals.
        meant: String,
    },
    /// A blank in the letters.
    Blank {
        /// The field.
        part: NamePart,
        /// Where the first one is.
        position: usize,
        /// The field without blanks.
        meant: String,
    },
    /// Given names of several syllables are written together: ENMU.
    GivenNameApart {
        /// Written together.
        meant: String,
    },
    /// A hyphen in the letters.
    Hyphen {
        /// The field.
        part: NamePart,
        /// Where the first one is.
        position: usize,
        /// The field without hyphens.
        meant: String,
    },
    /// An apostrophe in the letters.
    Apostrophe {
        /// The field.
        part: NamePart,
        /// Where the first one is.
        position: usize,
        /// The field without apostrophes.
        meant: String,
    },
    /// A character that is none of A–Z.
    NotALetter {
        /// The field.
        part: NamePart,
        /// Where.
        position: usize,
        /// What stands there.
        found: char,
    },
    /// ü is not written as passports write it.
    UmlautForm {
        /// The field.
        part: NamePart,
        /// How it would be written.
        meant: String,
    },
    /// The letters are no sequence of syllables.
    NotPinyin {
        /// The field.
        part: NamePart,
    },
    /// The letters do not read this character.
    ReadingDiffers {
        /// The field with the character.
        part: NamePart,
        /// Where.
        position: usize,
        /// The character.
        character: char,
        /// How it is read, the usual reading first.
        readings: Vec<String>,
    },
    /// 多音字: a reading that exists, but is not the usual one.
    UnusualReading {
        /// The field with the character.
        part: NamePart,
        /// Where.
        position: usize,
        /// The character.
        character: char,
        /// How it is read here.
        used: String,
        /// The usual reading.
        usual: String,
    },
    /// Read as the character is, but not as the surname is: 单 as DAN.
    UnusualSurname {
        /// How the surname is read, as joined letters.
        usual: Vec<String>,
    },
    /// How this character is read is not known here.
    NoReading {
        /// The field with the character.
        part: NamePart,
        /// Where.
        position: usize,
        /// The character.
        character: char,
    },
    /// The spelling is not today's: it may stand only if the old passport has it letter by letter.
    CompareWithOldPassport,
    /// A foreign name needs the birth certificate and a statement.
    ForeignNameNeedsEvidence,
}

impl NameRemark {
    /// How heavy it is under a regime: what the old passport has may stay, and what is strange in
    /// pinyin may be right in a foreign name.
    pub(super) fn severity(&self, regime: NameRegime) -> Severity {
        let blocks = match self {
            Self::NoName | Self::TooLong { .. } => true,
            Self::LongerThanMachineZone { .. }
            | Self::UnusualReading { .. }
            | Self::UnusualSurname { .. }
            | Self::NoReading { .. }
            | Self::CompareWithOldPassport
            | Self::ForeignNameNeedsEvidence => false,
            Self::Missing { part } => match part {
                NamePart::SurnameZh | NamePart::GivenZh => regime == NameRegime::NewPassport,
                NamePart::SurnameLatin | NamePart::GivenLatin => {
                    regime != NameRegime::AsInOldPassport
                }
            },
            Self::Text { .. }
            | Self::NotACharacter { .. }
            | Self::WrongDot { .. }
            | Self::NotCapitals { .. }
            | Self::NotALetter { .. } => regime != NameRegime::AsInOldPassport,
            Self::Blank { .. }
            | Self::GivenNameApart { .. }
            | Self::Hyphen { .. }
            | Self::Apostrophe { .. }
            | Self::UmlautForm { .. }
            | Self::NotPinyin { .. }
            | Self::ReadingDiffers { .. } => regime == NameRegime::NewPassport,
        };
        if blocks {
            Severity::Error
        } else {
            Severity::Warning
        }
    }

    /// The letters are not the pinyin of the characters as it would be written today.
    pub(super) fn is_departure(&self) -> bool {
        match self {
            Self::Blank { .. }
            | Self::GivenNameApart { .. }
            | Self::Hyphen { .. }
            | Self::Apostrophe { .. }
            | Self::UmlautForm { .. }
            | Self::NotPinyin { .. }
            | Self::ReadingDiffers { .. } => true,
            Self::NoName
            | Self::Missing { .. }
            | Self::TooLong { .. }
            | Self::LongerThanMachineZone { .. }
            | Self::Text { .. }
            | Self::NotACharacter { .. }
            | Self::WrongDot { .. }
            | Self::NotCapitals { .. }
            | Self::NotALetter { .. }
            | Self::UnusualReading { .. }
            | Self::UnusualSurname { .. }
            | Self::NoReading { .. }
            | Self::CompareWithOldPassport
            | Self::ForeignNameNeedsEvidence => false,
        }
    }

    /// Said of pinyin only: a foreign name with its evidence may be so. Its letters are looked at again.
    pub(super) fn is_settled_by_evidence(&self) -> bool {
        match self {
            Self::Blank { .. }
            | Self::GivenNameApart { .. }
            | Self::Hyphen { .. }
            | Self::Apostrophe { .. }
            | Self::NotPinyin { .. }
            | Self::NotCapitals { .. }
            | Self::NotALetter { .. } => true,
            Self::UmlautForm { .. }
            | Self::ReadingDiffers { .. }
            | Self::NoName
            | Self::Missing { .. }
            | Self::TooLong { .. }
            | Self::LongerThanMachineZone { .. }
            | Self::Text { .. }
            | Self::NotACharacter { .. }
            | Self::WrongDot { .. }
            | Self::UnusualReading { .. }
            | Self::UnusualSurname { .. }
            | Self::NoReading { .. }
            | Self::CompareWithOldPassport
            | Self::ForeignNameNeedsEvidence => false,
        }
    }
}

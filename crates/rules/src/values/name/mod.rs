//! 姓名: the name in characters and in letters, and which spelling a business allows.

mod check;
mod finding;
mod letters;
mod reading;

pub use check::{NameReport, check};
pub use finding::{NameFinding, NamePart, NameRemark, Severity};

use crate::business::Business;
use serde::{Deserialize, Serialize};
use std::fmt;
use strum::{EnumIter, IntoStaticStr};

/// Characters a surname or given name holds at most; names of minorities are the longest.
pub const ZH_LIMIT: usize = 30;
/// Letters a surname or given name holds at most.
pub const LATIN_LIMIT: usize = 60;
/// Letters the machine-readable zone has for the whole name besides its two fillers; a longer name
/// is cut there, which is no fault of the name.
pub const MACHINE_ZONE_LIMIT: usize = 37;

/// A person's name as typed. Surname or given name may be empty: some people have one name only.
#[derive(Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonName {
    /// 中文姓
    #[serde(default)]
    pub surname_zh: String,
    /// 中文名
    #[serde(default)]
    pub given_zh: String,
    /// 拼音或外文(姓)
    #[serde(default)]
    pub surname_latin: String,
    /// 拼音或外文(名)
    #[serde(default)]
    pub given_latin: String,
}

impl PersonName {
    /// A name from its four fields.
    pub fn new(surname_zh: &str, given_zh: &str, surname_latin: &str, given_latin: &str) -> Self {
        Self {
            surname_zh: surname_zh.into(),
            given_zh: given_zh.into(),
            surname_latin: surname_latin.into(),
            given_latin: given_latin.into(),
        }
    }

    /// The characters as the document will show them.
    pub fn zh(&self) -> String {
        format!("{}{}", self.surname_zh, self.given_zh)
    }

    /// The letters as the document will show them: `YANG, LIUYIYI`; a single name stands alone.
    pub fn latin(&self) -> String {
        let parts = [self.surname_latin.as_str(), self.given_latin.as_str()];
        let written: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        written.join(", ")
    }

    /// 您证件上的姓名为: characters and letters together, as the applicant is asked to confirm them.
    pub fn preview(&self) -> String {
        format!("{} {}", self.zh(), self.latin()).trim().to_owned()
    }

    /// The fields in which this name is not exactly the other: a renewal keeps the old passport's.
    pub fn differences(&self, other: &Self) -> Vec<NamePart> {
        NamePart::ALL
            .into_iter()
            .filter(|part| self.part(*part) != other.part(*part))
            .collect()
    }

    /// One of the four fields.
    pub fn part(&self, part: NamePart) -> &str {
        match part {
            NamePart::SurnameZh => &self.surname_zh,
            NamePart::GivenZh => &self.given_zh,
            NamePart::SurnameLatin => &self.surname_latin,
            NamePart::GivenLatin => &self.given_latin,
        }
    }
}

impl fmt::Debug for PersonName {
    /// Names are personal: a log sees how long the fields are, and nothing else.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lengths = NamePart::ALL.map(|part| self.part(part).chars().count());
        f.debug_tuple("PersonName").field(&lengths).finish()
    }
}

/// Which spelling a business allows.
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
pub enum NameRegime {
    /// A first passport: standard pinyin and nothing else.
    NewPassport,
    /// The name stays as in the old passport, whatever its spelling.
    AsInOldPassport,
    /// A foreign name may stand, given birth certificate and statement.
    TravelDocument,
}

impl NameRegime {
    /// The regime of a business; none where no booklet is made.
    pub fn of(business: Business) -> Option<Self> {
        match business {
            Business::PpNew => Some(Self::NewPassport),
            Business::PpRenew | Business::PpReissue | Business::PpNote => {
                Some(Self::AsInOldPassport)
            }
            Business::TdNew | Business::TdRenew | Business::TdReissue | Business::TdEmerg => {
                Some(Self::TravelDocument)
            }
            Business::Pension => None,
        }
    }
}

//! 领事认证查验: a question about one sticker, answered genuine or not found. No order comes of it.
//!
//! Stickers are checked as long as documents bear them; since the Apostille Convention is in force for China
//! documents of its members carry an 附加证明书 instead, and who asks after one is shown where it is checked.

use crate::values::fold::{half_width, is_dash};
use crate::values::instant::Day;
use crate::values::text::{TextKind, findings};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use strum::{EnumIter, IntoStaticStr};

/// The shortest number anybody would print.
pub const FEWEST: usize = 4;
/// The longest; neither is published, so both are wide.
pub const MOST: usize = 24;
/// Where an 附加证明书 is checked.
pub const APOSTILLE_SITE: &str = "https://consular.mfa.gov.cn/VERIFY/";

/// What is asked: the two numbers of the sticker, and who signed it.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Query {
    number: String,
    sticker: String,
    authority: String,
}

/// A field of the question.
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
pub enum QueryField {
    /// 领事认证号
    Number,
    /// 贴纸号
    Sticker,
    /// 签署机关
    Authority,
}

/// Why a field cannot be asked with. It never repeats what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum QueryFault {
    /// Nothing was typed.
    Empty {
        /// Where.
        field: QueryField,
    },
    /// Something else than letters and digits.
    WrongCharacter {
        /// Where.
        field: QueryField,
        /// Counted from one.
        position: usize,
    },
    /// Fewer or more characters than any such number has.
    WrongLength {
        /// Where.
        field: QueryField,
        /// How many there are.
        found: usize,
    },
    /// Hidden characters, or more than a name has.
    NoName {
        /// Where.
        field: QueryField,
    },
}

/// What the register says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// 属实: number, sticker and authority belong together.
    Genuine {
        /// The day it was signed.
        signed: Day,
    },
    /// 未查到: not the same as forged; what was typed may be wrong.
    NotFound,
}

/// The members of the Apostille Convention with the day it came into force between them and China.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Convention(pub BTreeMap<String, Day>);

/// Where to ask instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pointer {
    /// Since when documents for that country carry an 附加证明书.
    pub since: Day,
    /// Where it is checked.
    pub site: String,
}

impl Query {
    /// Reads the three fields; everything wrong with them is told at once.
    pub fn read(number: &str, sticker: &str, authority: &str) -> Result<Self, Vec<QueryFault>> {
        let number = code(QueryField::Number, number);
        let sticker = code(QueryField::Sticker, sticker);
        let authority = name(authority);
        match (number, sticker, authority) {
            (Ok(number), Ok(sticker), Ok(authority)) => Ok(Self {
                number,
                sticker,
                authority,
            }),
            (number, sticker, authority) => {
                let faults = [number.err(), sticker.err(), authority.err()];
                Err(faults.into_iter().flatten().collect())
            }
        }
    }

    /// 领事认证号, in capitals without blanks.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// 贴纸号, in capitals without blanks.
    pub fn sticker(&self) -> &str {
        &self.sticker
    }

    /// 签署机关
    pub fn authority(&self) -> &str {
        &self.authority
    }
}

/// Whose document it is, is nobody's business in a log line.
impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Query").finish_non_exhaustive()
    }
}

impl Convention {
    /// The pointer for a document signed on a day for use in a country (ISO alpha-3); none where a sticker
    /// is what it bears.
    pub fn pointer(&self, country: &str, signed: Day) -> Option<Pointer> {
        let since = *self.0.get(country)?;
        (signed >= since).then(|| Pointer {
            since,
            site: APOSTILLE_SITE.into(),
        })
    }
}

fn code(field: QueryField, typed: &str) -> Result<String, QueryFault> {
    let mut read = String::new();
    for (index, c) in typed.chars().enumerate() {
        let c = half_width(c);
        if c.is_ascii_alphanumeric() {
            read.push(c.to_ascii_uppercase());
        } else if !c.is_whitespace() && !is_dash(c) {
            return Err(QueryFault::WrongCharacter {
                field,
                position: index + 1,
            });
        }
    }
    match read.len() {
        0 => Err(QueryFault::Empty { field }),
        FEWEST..=MOST => Ok(read),
        found => Err(QueryFault::WrongLength { field, found }),
    }
}

fn name(typed: &str) -> Result<String, QueryFault> {
    let field = QueryField::Authority;
    let name = typed.trim();
    if name.is_empty() {
        return Err(QueryFault::Empty { field });
    }
    if findings(name, TextKind::Word).is_empty() {
        Ok(name.to_owned())
    } else {
        Err(QueryFault::NoName { field })
    }
}

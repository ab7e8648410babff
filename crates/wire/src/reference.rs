//! Sheets a desk needs that are neither orders nor settings: which missions there are, which authorities stand in
//! passports, and what officers often write.
//!
//! A sheet comes from a TOML file and travels as JSON; the file is read whole, and everything wrong with it is told
//! with its place. The directory of missions and the authorities are the realm's, phrases are a post's.

mod fault;
mod keys;
mod looked;
mod read;

pub use fault::{SheetFault, Wrong};
pub use read::SheetText;

use crate::chain::Sha;
use lingshi_rules::ids::PostCode;
use lingshi_rules::values::instant::Day;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use strum::{EnumIter, EnumString, IntoStaticStr, VariantNames};

/// A file has at most so many bytes.
pub const LARGEST_FILE: usize = 1024 * 1024;
/// A sheet has at most so many rows.
pub const MOST_ROWS: usize = 2_000;

/// Which sheet.
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
    EnumString,
    IntoStaticStr,
    VariantNames,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SheetName {
    /// The directory of missions.
    Posts,
    /// Authorities that issue passports.
    Authorities,
    /// 常用语
    Phrases,
}

impl SheetName {
    /// As it is written.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// Whose it is.
    pub fn scope(self) -> Scope {
        match self {
            Self::Posts | Self::Authorities => Scope::Realm,
            Self::Phrases => Scope::Post,
        }
    }
}

impl fmt::Display for SheetName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Whose a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Scope {
    /// The same at every post.
    Realm,
    /// A post's own.
    Post,
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "sheet", rename_all = "snake_case")]
pub enum Sheet {
    /// The directory of missions.
    Posts {
        /// Each.
        posts: Vec<Mission>,
    },
    /// Authorities that issue passports.
    Authorities {
        /// Each.
        authorities: Vec<Authority>,
    },
    /// 常用语
    Phrases {
        /// Of which post.
        post: PostCode,
        /// Each.
        phrases: Vec<Phrase>,
    },
}

impl Sheet {
    /// Which it is.
    pub fn name(&self) -> SheetName {
        match self {
            Self::Posts { .. } => SheetName::Posts,
            Self::Authorities { .. } => SheetName::Authorities,
            Self::Phrases { .. } => SheetName::Phrases,
        }
    }

    /// As it is sent, with the digest that is its tag.
    pub fn sent(&self) -> (Vec<u8>, Sha) {
        let bytes = serde_json::to_vec(self).unwrap_or_default();
        let digest = Sha::of_kept(&Sha256::digest(&bytes));
        (
            bytes,
            digest.unwrap_or_else(|| unreachable!("it has 32 bytes")),
        )
    }

    /// As it is listed.
    pub fn listed(&self, version: u32) -> Listed {
        let (bytes, etag) = self.sent();
        Listed {
            name: self.name(),
            scope: self.name().scope(),
            version,
            etag,
            bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        }
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        match self {
            Self::Posts { posts } => posts.len(),
            Self::Authorities { authorities } => authorities.len(),
            Self::Phrases { phrases, .. } => phrases.len(),
        }
    }
}

/// The same in the three languages of the catalogues.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// 简体中文
    #[serde(rename = "zh-CN")]
    pub zh_cn: String,
    /// 繁體中文
    #[serde(rename = "zh-TW")]
    pub zh_tw: String,
    /// English
    pub en: String,
}

impl Said {
    /// Each with the code of its language.
    pub fn each(&self) -> [(&'static str, &str); 3] {
        [
            ("zh-CN", &self.zh_cn),
            ("zh-TW", &self.zh_tw),
            ("en", &self.en),
        ]
    }
}

/// A mission, so that one whose order turns up as a duplicate can be named and reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mission {
    /// Its code.
    pub code: PostCode,
    /// Its name.
    pub name: Said,
    /// The host country, in ISO 3166 alpha-3.
    pub country: String,
    /// Its city.
    pub city: Said,
    /// Its IANA zone: whether anybody is there now.
    pub zone: String,
    /// The telephone colleagues and applicants ask at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// Its page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

/// 签发机关, as it is printed in passports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    /// By what the desk names it.
    pub code: String,
    /// As it is printed.
    pub name: Printed,
    /// It issues since that day, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Day>,
    /// It issued until that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

/// As it stands in a passport: in Chinese and in English.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Printed {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// 常用语: what an officer puts in with one stroke.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phrase {
    /// By what the desk names it.
    pub code: String,
    /// Where it may stand, by the names of the rulebook's places.
    pub stands: Vec<String>,
    /// As the officer finds it.
    pub title: String,
    /// The words.
    pub text: Said,
}

/// A sheet there is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Listed {
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub name: SheetName,
    /// Whose it is.
    pub scope: Scope,
    /// How often it was loaded.
    pub version: u32,
    /// The SHA-256 of the sheet as it is sent: its strong tag, without the quotes around it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub etag: Sha,
    /// Its length as it is sent.
    pub bytes: u64,
}

/// Every sheet a desk of a post may read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct References {
    /// Each, by name.
    pub sheets: Vec<Listed>,
}

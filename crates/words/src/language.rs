//! The languages there are.

use serde::{Deserialize, Serialize};
use std::fmt;
use strum::{EnumIter, IntoStaticStr};

/// A language of the catalogues.
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
pub enum Language {
    /// 简体中文
    #[serde(rename = "zh-CN")]
    #[strum(serialize = "zh-CN")]
    ZhCn,
    /// 繁體中文
    #[serde(rename = "zh-TW")]
    #[strum(serialize = "zh-TW")]
    ZhTw,
    /// English
    #[serde(rename = "en")]
    #[strum(serialize = "en")]
    En,
}

impl Language {
    /// As it is written: `zh-CN`.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// The language of this code.
    pub fn parse(code: &str) -> Option<Self> {
        use strum::IntoEnumIterator;
        Self::iter().find(|language| language.code() == code)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

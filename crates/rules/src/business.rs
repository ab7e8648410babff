//! The nine businesses a post handles, and the APP module each is filed under.

use serde::{Deserialize, Serialize};
use strum::{EnumIter, IntoStaticStr};

/// What is applied for.
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
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[strum(serialize_all = "SCREAMING_SNAKE_CASE")]
pub enum Business {
    /// 护照颁发
    PpNew,
    /// 护照换发
    PpRenew,
    /// 护照补发
    PpReissue,
    /// 护照加注
    PpNote,
    /// 旅行证颁发
    TdNew,
    /// 旅行证换发
    TdRenew,
    /// 旅行证补发
    TdReissue,
    /// 应急旅行证
    TdEmerg,
    /// 养老金资格认证
    Pension,
}

/// The APP's module, the two characters in the middle of an order number.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, EnumIter,
)]
pub enum Module {
    /// 护照旅行证
    #[serde(rename = "A3")]
    Passport,
    /// 应急旅行证
    #[serde(rename = "03")]
    Emergency,
    /// 养老金资格
    #[serde(rename = "20")]
    Pension,
}

impl Module {
    /// The two characters in the order number.
    pub fn code(self) -> &'static str {
        match self {
            Self::Passport => "A3",
            Self::Emergency => "03",
            Self::Pension => "20",
        }
    }
}

/// What kind of booklet comes out of a business.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Booklet {
    /// 护照
    Passport,
    /// 旅行证
    TravelDocument,
}

impl Business {
    /// The code as in the order document, as `PP_RENEW`.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// The module it is filed under.
    pub fn module(self) -> Module {
        match self {
            Self::PpNew
            | Self::PpRenew
            | Self::PpReissue
            | Self::PpNote
            | Self::TdNew
            | Self::TdRenew
            | Self::TdReissue => Module::Passport,
            Self::TdEmerg => Module::Emergency,
            Self::Pension => Module::Pension,
        }
    }

    /// The booklet made; none for a pension entitlement.
    pub fn booklet(self) -> Option<Booklet> {
        match self {
            Self::PpNew | Self::PpRenew | Self::PpReissue | Self::PpNote => Some(Booklet::Passport),
            Self::TdNew | Self::TdRenew | Self::TdReissue | Self::TdEmerg => {
                Some(Booklet::TravelDocument)
            }
            Self::Pension => None,
        }
    }

    /// 补发: the old document is gone, or no longer fit for use.
    pub fn is_reissue(self) -> bool {
        matches!(self, Self::PpReissue | Self::TdReissue)
    }

    /// 颁发: the applicant holds no document of the kind.
    pub fn is_first_issue(self) -> bool {
        matches!(self, Self::PpNew | Self::TdNew)
    }
}

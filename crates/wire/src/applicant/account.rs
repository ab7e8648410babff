//! An account: how it is opened, how its owner signs in, and whom it files for.

use lingshi_rules::ids::AccountId;
use lingshi_rules::values::Instant;
use lingshi_rules::values::instant::Day;
use lingshi_words::Language;
use serde::{Deserialize, Serialize};

/// People an account keeps at most.
pub const MOST_PERSONS: usize = 50;

/// A one-time code is wanted.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodeWanted {
    /// A mail address, or a mobile number of the mainland.
    #[cfg_attr(feature = "openapi", schema(max_length = 254))]
    pub contact: String,
    /// In which language it is sent.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub language: Language,
}

/// A code is on its way, or the server says that it was: which of the two is not told to whoever asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodeOnItsWay {
    /// Until when it is good.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub until: Instant,
}

/// An account is opened.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Registering {
    /// The contact the code was sent to.
    #[cfg_attr(feature = "openapi", schema(max_length = 254))]
    pub contact: String,
    /// The code.
    #[cfg_attr(feature = "openapi", schema(max_length = 8))]
    pub code: String,
    /// A password.
    #[cfg_attr(feature = "openapi", schema(min_length = 12, max_length = 256))]
    pub password: String,
    /// In which language its owner is written to.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub language: Language,
}

/// Somebody signs in: with the password, or with a code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApplicantSigningIn {
    /// The contact of the account.
    #[cfg_attr(feature = "openapi", schema(max_length = 254))]
    pub contact: String,
    /// The password.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 256))]
    pub password: Option<String>,
    /// Or a one-time code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 8))]
    pub code: Option<String>,
}

/// The password was forgotten: another one, by a code. Whoever was signed in is signed out.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewPassword {
    /// The contact of the account.
    #[cfg_attr(feature = "openapi", schema(max_length = 254))]
    pub contact: String,
    /// The code that was sent to it.
    #[cfg_attr(feature = "openapi", schema(max_length = 8))]
    pub code: String,
    /// The new password.
    #[cfg_attr(feature = "openapi", schema(min_length = 12, max_length = 256))]
    pub password: String,
}

/// An account, to its owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyAccount {
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub account: AccountId,
    /// How it is reached, masked.
    pub contact: String,
    /// In which language its owner is written to.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub language: Language,
    /// Since when.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub since: Instant,
}

/// What its owner may change of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Wishes {
    /// In which language they are written to from now on.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub language: Language,
}

/// 常用联系人: somebody the account files for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Person {
    /// 姓名
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 80))]
    pub name: String,
    /// 出生日期
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub born: Option<Day>,
    /// 证件号码
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 40))]
    pub document: Option<String>,
    /// 联系电话
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 40))]
    pub phone: Option<String>,
}

/// A person under the name the account gave.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedPerson {
    /// The telephone's own name for them.
    pub id: String,
    /// Who.
    pub person: Person,
}

/// Everybody an account files for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Persons {
    /// In the order of their names.
    pub persons: Vec<NamedPerson>,
}

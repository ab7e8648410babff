//! Beginning an application: which posts there are, what they offer, a draft.

use lingshi_rules::business::Business;
use lingshi_rules::eligibility::{Doubt, Ground};
use lingshi_rules::ids::PostCode;
use lingshi_rules::offered::Answers;
use lingshi_rules::order::form::Form;
use lingshi_rules::values::{Instant, Money};
use lingshi_words::Language;
use serde::{Deserialize, Serialize};

/// A post that takes applications.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenPost {
    /// Its code.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub post: PostCode,
    /// Its name, in Chinese.
    pub name: String,
    /// Its name in English.
    pub name_en: String,
    /// Its host country, ISO alpha-3.
    pub country: String,
    /// What it takes.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub businesses: Vec<Business>,
}

/// Every post that takes applications.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenPosts {
    /// By code.
    pub posts: Vec<OpenPost>,
}

/// What somebody answers before they are offered anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answered {
    /// What they hold, whether it is gone, whether they are below sixteen.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub answers: Answers,
    /// The form as far as it is filled in; then it is also said why they qualify.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub form: Option<Box<Form>>,
}

/// A business that is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferedBusiness {
    /// Which.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub business: Business,
    /// Why they qualify, as far as the form says.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub grounds: Vec<Ground>,
    /// What speaks against. It refuses nothing: an officer decides.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub doubts: Vec<Doubt>,
    /// What it costs, as far as the form says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub fee: Option<Money>,
}

/// What is offered, in the order it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferedThere {
    /// Each.
    pub businesses: Vec<OfferedBusiness>,
}

/// By which door somebody came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Door {
    /// APP
    App,
    /// 小程序
    MiniProgram,
}

/// An application is begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewDraft {
    /// The telephone's own name for this command: the same again begins nothing anew.
    #[cfg_attr(feature = "openapi", schema(min_length = 8, max_length = 64))]
    pub id: String,
    /// At which post.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub post: PostCode,
    /// What is applied for.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub business: Business,
    /// By which door.
    pub door: Door,
    /// 本领区: they say that they live in the post's district; an officer looks at the address.
    pub own_district: bool,
    /// The form as far as it is filled in.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub form: Box<Form>,
}

/// 国籍状况声明 as it is to be read and signed. What was signed is named in the form, by language and version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatementToSign {
    /// In which language.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub language: Language,
    /// Names these very words.
    pub version: String,
    /// Its title.
    pub title: String,
    /// What is stated, paragraph by paragraph.
    pub paragraphs: Vec<String>,
}

/// The face check, as the server had it done. The telephone hands in what its camera saw, and is not asked what
/// came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FaceShown {
    /// The telephone's own name for this command.
    #[cfg_attr(feature = "openapi", schema(min_length = 8, max_length = 64))]
    pub id: String,
    /// Whose face it is.
    pub face: Face,
}

/// Whose face was shown, if any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Face {
    /// The applicant's.
    Applicant {
        /// SHA-256 of the capture, uploaded before.
        #[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 64, max_length = 64))]
        capture: crate::chain::Sha,
    },
    /// The guardian's, for a minor's first document.
    Guardian {
        /// SHA-256 of the capture, uploaded before.
        #[cfg_attr(feature = "openapi", schema(value_type = String, min_length = 64, max_length = 64))]
        capture: crate::chain::Sha,
    },
    /// “跳过” was pressed.
    Skipped {},
}

/// Until when a draft is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptUntil {
    /// It lapses then.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub until: Instant,
}

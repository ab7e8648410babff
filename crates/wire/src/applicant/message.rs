//! Messages: what an applicant was told, as it read when it was handed out first.

use lingshi_rules::values::Instant;
use lingshi_words::Language;
use serde::{Deserialize, Serialize};

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MessageSeen {
    /// Its place among those of the order.
    pub number: u32,
    /// When it was written.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub at: Instant,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
    /// In which language.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub language: Language,
    /// From which words.
    pub catalogue: String,
    /// When it was handed out first.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub delivered: Instant,
    /// When it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub read: Option<Instant>,
}

/// The messages of an order, the oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Messages {
    /// Each.
    pub messages: Vec<MessageSeen>,
}

/// Messages were read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReadSoFar {
    /// All up to this number.
    pub through: u32,
}

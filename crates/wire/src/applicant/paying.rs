//! Paying on line: a payment is begun with a provider, who says by itself what came in.

use lingshi_rules::ids::PaymentId;
use lingshi_rules::values::{Instant, Money};
use serde::{Deserialize, Serialize};

/// The header by which a notice shows whose it is, the provider's or 人社部门's: HMAC-SHA-256 of the body, in hex.
pub const PROOF: &str = "x-lingshi-proof";

/// A payment is begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BeginPayment {
    /// The telephone's own name for this command: the same again is the same payment.
    #[cfg_attr(feature = "openapi", schema(min_length = 8, max_length = 64))]
    pub id: String,
}

/// A payment that is begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentBegun {
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub payment: PaymentId,
    /// How much is to be paid.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub amount: Money,
    /// Until when.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub until: Instant,
    /// What the provider's own window is opened with.
    pub opens: String,
}

/// What a provider says of a payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PaymentNotice {
    /// Which payment.
    #[cfg_attr(feature = "openapi", schema(value_type = String, max_length = 64))]
    pub payment: PaymentId,
    /// How much came in.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub amount: Money,
    /// The provider's own number of it.
    #[cfg_attr(feature = "openapi", schema(max_length = 64))]
    pub reference: String,
}

/// What became of the money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Booked {
    /// It stands in the order.
    Booked,
    /// The order could not take it: it goes back.
    SentBack,
}

/// The answer to a notice; the same notice again gets the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NoticeTaken {
    /// What became of it.
    pub became: Booked,
}

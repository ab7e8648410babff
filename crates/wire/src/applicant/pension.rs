//! 养老金资格认证: 人社部门 decides, and tells by itself what it decided.

use lingshi_rules::ids::PostCode;
use lingshi_rules::values::OrderNo;
use serde::{Deserialize, Serialize};

/// What 人社部门 says of one application. It is proven as a notice of a payment is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PensionAnswer {
    /// The post it was filed at.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub post: PostCode,
    /// Which application.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub no: OrderNo,
    /// 审核通过, or else 审核未通过.
    pub passed: bool,
    /// The authority's own number of this answer: the same again is taken once.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 64))]
    pub reference: String,
}

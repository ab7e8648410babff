//! What a post wants beyond what every post wants.

use super::Strength;
use serde::{Deserialize, Serialize};

/// Materials that are the post's choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MaterialRules {
    /// 长期居住地址证明 (LAX: from everyone).
    pub address_proof: Strength,
    /// 在当地证明: a paper of the day, a receipt, an entry stamp.
    pub presence_proof: Strength,
    /// 居留证件或签证.
    pub residence_permit: Strength,
    /// 报警证明 of who lost a document.
    pub police_report: Strength,
    /// Years after its end from which a passport needs an explanation and a residence permit (SFO: 2).
    pub long_expired_years: u8,
}

impl Default for MaterialRules {
    fn default() -> Self {
        Self {
            address_proof: Strength::May,
            presence_proof: Strength::May,
            residence_permit: Strength::May,
            police_report: Strength::May,
            long_expired_years: 2,
        }
    }
}

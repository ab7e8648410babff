//! Who may be the same person, as an officer asks for it.

use lingshi_rules::duplicates::{Differing, Earlier, Ground};
use lingshi_rules::ids::PostCode;
use lingshi_rules::order::review::HitLevel;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One order that may be of the same person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicate {
    /// How sure.
    pub level: HitLevel,
    /// Its post.
    pub post: PostCode,
    /// The last digits of its number.
    pub tail: String,
    /// Why.
    pub grounds: BTreeSet<Ground>,
    /// What differs, side by side; only between orders of one post.
    pub differs: Vec<Differing>,
}

/// What there is about one order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicates {
    /// The surest first.
    pub hits: Vec<Duplicate>,
    /// The applicant's earlier orders at this post that came to nothing.
    pub earlier: Vec<Earlier>,
}

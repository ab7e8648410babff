//! The 18-character order number, `BELA A3 UHHT 10085224`.

use serde::{Deserialize, Serialize};

/// An order number as it is printed, filed and scanned.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OrderNo(String);

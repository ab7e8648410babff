//! How long orders have stood where they stand.

use crate::order::{Order, Status};
use crate::post::PostPolicy;
use crate::values::Instant;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// From how many days on each bucket counts.
pub const DAYS_OF_BUCKETS: [u32; 5] = [0, 3, 7, 14, 30];

/// The orders of one state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ageing {
    /// How many.
    pub orders: u32,
    /// How many in each bucket of [`DAYS_OF_BUCKETS`].
    pub buckets: [u32; 5],
    /// Days the oldest has stood.
    pub oldest: u32,
}

/// Orders not ended, by state, at a moment; days are days of the post's calendar. Drafts are nobody's
/// business but the applicant's.
pub fn ageing<'o>(
    orders: impl IntoIterator<Item = &'o Order>,
    now: Instant,
    policy: &PostPolicy,
) -> BTreeMap<Status, Ageing> {
    let mut all: BTreeMap<Status, Ageing> = BTreeMap::new();
    let standing = orders
        .into_iter()
        .filter(|o| !o.status.is_terminal() && o.status != Status::Draft);
    for order in standing {
        let since = policy.local_day(order.status_since);
        let days = (policy.local_day(now) - since).num_days();
        let days = u32::try_from(days).unwrap_or_default();
        all.entry(order.status).or_default().count(days);
    }
    all
}

impl Ageing {
    fn count(&mut self, days: u32) {
        self.orders += 1;
        self.oldest = self.oldest.max(days);
        let found = DAYS_OF_BUCKETS
            .iter()
            .zip(&mut self.buckets)
            .rfind(|(from, _)| days >= **from);
        if let Some((_, bucket)) = found {
            *bucket += 1;
        }
    }
}

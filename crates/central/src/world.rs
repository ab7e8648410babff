//! The real clock and real chance.

use lingshi_registry::{Chance, Moment};
use lingshi_rules::values::Instant;
use std::time::{SystemTime, UNIX_EPOCH};

/// The system's clock, to the millisecond.
#[expect(
    clippy::disallowed_methods,
    reason = "it is handed in from here, and from nowhere else"
)]
pub fn now() -> Instant {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let millis = i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
    Instant::from_millis(millis).unwrap_or_else(|| unreachable!("no clock goes that far"))
}

/// A point of time to measure from.
#[expect(
    clippy::disallowed_methods,
    reason = "it is handed in from here, and from nowhere else"
)]
pub fn instant() -> std::time::Instant {
    std::time::Instant::now()
}

/// The system's chance.
pub struct OsChance;

impl Chance for OsChance {
    fn fill(&mut self, bytes: &mut [u8]) {
        // Without chance nothing here is safe: better to stop than to go on with what can be guessed.
        if getrandom::fill(bytes).is_err() {
            std::process::abort();
        }
    }
}

/// Now, with chance.
pub fn moment(chance: &mut OsChance) -> Moment<'_> {
    Moment { now: now(), chance }
}

//! The real clock and real chance, and the clock that a server goes by.

use lingshi_registry::{Chance, Moment};
use lingshi_rules::values::Instant;
use std::sync::Arc;
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

/// The clock of record of one server: sessions, orders and what falls due go by it, and by no other.
pub trait Clock: Send + Sync {
    /// The time.
    fn now(&self) -> Instant;
}

/// The system's: the one every server has. Another one is handed in only by whoever plays days in seconds.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        now()
    }
}

/// A clock, held by all who go by it.
pub type SharedClock = Arc<dyn Clock>;

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

/// Now by the system's clock, with chance.
pub fn moment(chance: &mut OsChance) -> Moment<'_> {
    moment_by(&SystemClock, chance)
}

/// Now by this clock, with chance.
pub fn moment_by<'c>(clock: &dyn Clock, chance: &'c mut OsChance) -> Moment<'c> {
    let now = clock.now();
    Moment { now, chance }
}

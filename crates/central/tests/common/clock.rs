//! The clock of a house: it runs like any other, and may be put on.

use lingshi_central::world::{Clock, now};
use lingshi_rules::values::Instant;
use std::sync::atomic::{AtomicI64, Ordering};

/// So many milliseconds from the system's.
#[derive(Default)]
pub(crate) struct Wound(AtomicI64);

impl Wound {
    /// From now on it is this time.
    pub(crate) fn set(&self, at: Instant) {
        self.0
            .store(at.millis() - now().millis(), Ordering::Relaxed);
    }
}

impl Clock for Wound {
    fn now(&self) -> Instant {
        let from = self.0.load(Ordering::Relaxed);
        Instant::from_millis(now().millis() + from).unwrap()
    }
}

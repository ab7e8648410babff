//! How long to wait before asking again: longer each time, and anything up to that, so that the desks of a post do not
//! all come back in the same moment.

use std::time::Duration;

/// The first pause is at most so long, each later one at most twice the one before.
const FIRST: u64 = 1_000;
/// No pause is longer, unless the server asks for it.
const LONGEST: u64 = 30_000;

/// Failures in a row.
#[derive(Debug, Default)]
pub(super) struct Pauses {
    failures: u32,
}

impl Pauses {
    /// Something succeeded.
    pub(super) fn over(&mut self) {
        self.failures = 0;
    }

    /// Nothing has failed since something succeeded.
    pub(super) fn is_first(&self) -> bool {
        self.failures == 0
    }

    /// The next pause, by lot; at least what the server asks for.
    pub(super) fn next(&mut self, chance: u64, wished: Option<Duration>) -> Duration {
        let doubled = FIRST.checked_shl(self.failures.min(16)).unwrap_or(LONGEST);
        self.failures = self.failures.saturating_add(1);
        let drawn = Duration::from_millis(chance % (doubled.min(LONGEST) + 1));
        wished.map_or(drawn, |wished| wished + drawn)
    }
}

#[cfg(test)]
mod tests {
    use super::Pauses;
    use std::time::Duration;

    #[test]
    fn pauses_grow_to_half_a_minute_and_begin_anew_after_success() {
        let mut pauses = Pauses::default();
        let all_drawn = |failures: u32| (1_000_u64 << failures).min(30_000);
        for failures in 0..12 {
            let most = all_drawn(failures);
            assert_eq!(pauses.next(most, None), Duration::from_millis(most));
        }
        pauses.over();
        assert!(pauses.is_first());
        assert_eq!(pauses.next(1_001, None), Duration::ZERO);
        assert!(!pauses.is_first());
    }

    #[test]
    fn what_the_server_asks_for_is_waited_first() {
        let wished = Some(Duration::from_secs(60));
        let pause = Pauses::default().next(700, wished);
        assert_eq!(pause, Duration::from_millis(60_700));
    }
}

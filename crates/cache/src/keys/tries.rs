//! Wrong passphrases: after some, nobody tries for a while, and then twice as long. The count lies on the disk.

use lingshi_rules::values::Instant;
use serde::{Deserialize, Serialize};

/// So many wrong ones cost nothing: fingers slip.
const FREE: u32 = 3;
/// The first wait.
pub const FIRST_WAIT_SECONDS: i64 = 5;
/// And the longest.
pub const LONGEST_WAIT_SECONDS: i64 = 3_600;

/// How often it was tried wrongly, and until when it may not be again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tries {
    #[serde(default)]
    wrong: u32,
    /// When the last was tried, in milliseconds: whoever sets the clock back waits from there.
    #[serde(default)]
    last: i64,
}

impl Tries {
    fn wait(self) -> i64 {
        let over = self.wrong.saturating_sub(FREE);
        if over == 0 {
            return 0;
        }
        let doubled = FIRST_WAIT_SECONDS << (over - 1).min(12);
        doubled.min(LONGEST_WAIT_SECONDS) * 1_000
    }

    /// Until when nobody may try, if so. A clock that was set back counts from now on, and never longer than the
    /// whole wait.
    pub(super) fn waits(self, now: Instant) -> Option<Instant> {
        let wait = self.wait();
        let since = self.last.min(now.millis());
        let until = Instant::from_millis(since + wait)?;
        (until > now).then_some(until)
    }

    /// Counts one; until when the next must wait.
    pub(super) fn count(&mut self, now: Instant) -> Option<Instant> {
        self.wrong = self.wrong.saturating_add(1);
        self.last = now.millis();
        self.waits(now)
    }

    /// Forgets; whether there was anything to forget.
    pub(super) fn forget(&mut self) -> bool {
        let had = self.wrong > 0;
        *self = Self::default();
        had
    }
}

//! What the desk is handed: the time, chance, and whom to follow.

use lingshi_desk::queue::{Living, Surroundings};
use lingshi_rules::values::Instant;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The queue of a post, where there is a server to have one from.
pub type Followed = Option<Arc<Living>>;

/// The time on this machine.
#[expect(
    clippy::disallowed_methods,
    reason = "here the time comes in that is handed on"
)]
pub fn now() -> Instant {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let millis = i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
    Instant::from_millis(millis).unwrap_or_else(|| unreachable!("no clock goes that far"))
}

/// Time and chance of this machine.
#[derive(Debug)]
pub struct ThisMachine;

impl Surroundings for ThisMachine {
    fn now(&self) -> Instant {
        now()
    }

    fn chance(&mut self) -> u64 {
        // Without chance the longest pause is waited, which is the kindest to a server in need.
        getrandom::u64().unwrap_or(u64::MAX)
    }

    async fn wait(&mut self, time: Duration) {
        tokio::time::sleep(time).await;
    }
}

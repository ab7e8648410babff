//! Names nobody here has, asked for at the door: locked like those of officers and applicants, so that a lock does
//! not tell who lives here. Nothing of it is kept on a disk, and strangers do not fill the memory with it.

use lingshi_registry::identity::lock_after;
use lingshi_rules::values::Instant;
use lingshi_wire::Sha;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// So many names at most; then those whose lock is off are forgotten, or else all.
const MOST: usize = 10_000;

/// Names nobody here has.
#[derive(Default)]
pub struct Unknown(Mutex<HashMap<Sha, Failures>>);

#[derive(Default)]
struct Failures {
    count: u32,
    locked_until: Option<Instant>,
}

impl Unknown {
    fn names(&self) -> MutexGuard<'_, HashMap<Sha, Failures>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn locked_until(&self, who: &str) -> Option<Instant> {
        self.names().get(&name(who))?.locked_until
    }

    pub(super) fn note_failure(&self, who: &str, now: Instant) {
        let mut names = self.names();
        if names.len() >= MOST {
            names.retain(|_, failures| failures.locked_until.is_some_and(|until| until > now));
        }
        if names.len() >= MOST {
            names.clear();
        }
        let failures = names.entry(name(who)).or_default();
        failures.count = failures.count.saturating_add(1);
        failures.locked_until = lock_after(failures.count, now).or(failures.locked_until);
    }
}

fn name(who: &str) -> Sha {
    Sha::of_parts("lingshi/unknown/1", &[who.as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::{MOST, Unknown};
    use lingshi_rules::values::Instant;

    #[test]
    fn strangers_do_not_fill_the_memory() {
        let (unknown, now) = (
            Unknown::default(),
            Instant::parse("2026-03-16T09:00:00.000Z").unwrap(),
        );
        let locked = "locked";
        (0..5).for_each(|_| unknown.note_failure(locked, now));
        for number in 0..MOST + 10 {
            unknown.note_failure(&number.to_string(), now);
        }
        assert!(unknown.names().len() <= MOST);
        assert_eq!(unknown.locked_until(locked), Some(now.plus_minutes(5)));
    }
}

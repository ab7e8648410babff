//! What an officer signs in with: a password and a second factor, and a lock after failures.

use super::password::Password;
use super::second_factor::SecondFactor;
use crate::Told;
use crate::kept::{self, Kept};
use lingshi_ledger::{DocKey, Kind, Reading, Writing};
use lingshi_rules::ids::OfficerId;
use lingshi_rules::values::Instant;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// After so many failures in a row nobody is let in for a while, and then twice as long.
const FAILURES: u32 = 5;
const FIRST_LOCK_MINUTES: i64 = 5;
const LONGEST_LOCK_MINUTES: i64 = 24 * 60;

/// What is kept of one officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credential {
    /// The password.
    pub password: Password,
    /// The second factor.
    pub second: SecondFactor,
    /// Failures since the last time somebody came in.
    #[serde(default)]
    pub failures: u32,
    /// Nobody is let in before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locked_until: Option<Instant>,
}

/// What somebody at the door says.
#[derive(Clone, Copy)]
pub struct SignIn<'a> {
    /// The password.
    pub password: &'a str,
    /// The six digits.
    pub code: &'a str,
}

/// Why somebody is not let in. Which of the two was wrong is not said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotIn {
    /// Password or code is wrong, or there is no such officer.
    Wrong,
    /// Too many failures.
    Locked {
        /// Until when.
        until: Instant,
    },
}

fn key(officer: &OfficerId) -> DocKey {
    DocKey::new(Kind::Credential, officer.as_str())
}

/// What is kept of an officer.
pub fn credential(
    tx: &mut (impl Reading + ?Sized),
    officer: &OfficerId,
) -> Told<Option<Kept<Credential>>> {
    kept::of_realm(tx, &key(officer))
}

fn held(tx: &mut dyn Writing, officer: &OfficerId) -> Told<Option<Kept<Credential>>> {
    tx.lock_realm(&BTreeSet::from([key(officer)]))?;
    credential(tx, officer)
}

/// Keeps a new password and a new second factor; the lock is lifted.
pub fn set_credential(
    tx: &mut dyn Writing,
    officer: &OfficerId,
    (password, second): (Password, SecondFactor),
) -> Told<()> {
    let before = held(tx, officer)?.map(|kept| kept.version);
    let new = Credential {
        password,
        second,
        failures: 0,
        locked_until: None,
    };
    kept::put_realm(tx, key(officer), before, &new)
}

/// Lets somebody in whose password was found right outside, if the code is right now and no lock is on.
pub fn check_credential(
    tx: &mut dyn Writing,
    officer: &OfficerId,
    code: &str,
    now: Instant,
) -> Told<Result<(), NotIn>> {
    let Some(kept) = held(tx, officer)? else {
        return Ok(Err(NotIn::Wrong));
    };
    let mut new = kept.value;
    if let Some(until) = new.locked_until.filter(|until| *until > now) {
        return Ok(Err(NotIn::Locked { until }));
    }
    if !new.second.take(code, now) {
        return Ok(Err(NotIn::Wrong));
    }
    new.failures = 0;
    new.locked_until = None;
    kept::put_realm(tx, key(officer), Some(kept.version), &new)?;
    Ok(Ok(()))
}

/// Until when so many failures in a row lock, if this one does.
pub fn lock_after(failures: u32, now: Instant) -> Option<Instant> {
    let times = failures / FAILURES;
    if times == 0 || !failures.is_multiple_of(FAILURES) {
        return None;
    }
    let doubled = FIRST_LOCK_MINUTES << (times - 1).min(12);
    Some(now.plus_minutes(doubled.min(LONGEST_LOCK_MINUTES)))
}

/// Counts a failure, and locks after some.
pub fn note_failure(tx: &mut dyn Writing, officer: &OfficerId, now: Instant) -> Told<()> {
    let Some(kept) = held(tx, officer)? else {
        return Ok(());
    };
    let mut new = kept.value;
    // While the lock is on nothing is counted: whoever shuts others out gains nothing by going on.
    if new.locked_until.is_some_and(|until| until > now) {
        return Ok(());
    }
    new.failures = new.failures.saturating_add(1);
    new.locked_until = lock_after(new.failures, now).or(new.locked_until);
    kept::put_realm(tx, key(officer), Some(kept.version), &new)
}

//! When a post was heard of: any desk of it that asked or listened. A slot during which the post was away costs
//! nobody a strike.

use crate::Told;
use crate::kept::{self, Kept};
use lingshi_ledger::{DocKey, Kind, Reading, Writing};
use lingshi_rules::ids::PostCode;
use lingshi_rules::order::interview::SlotTime;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::Instant;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

const MINUTE: i64 = 60_000;
const MINUTES_OF_A_DAY: i64 = 24 * 60;

/// One day, as stretches of minutes in their order: the first and the last of each.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Heard {
    stretches: Vec<(i64, i64)>,
}

/// Minutes since 1970.
fn minute(at: Instant) -> i64 {
    at.millis().div_euclid(MINUTE)
}

fn key(post: &PostCode, day: i64) -> DocKey {
    DocKey::new(Kind::Presence, format!("{post}/{day}"))
}

impl Heard {
    /// Adds a minute; true if it was not known.
    fn add(&mut self, minute: i64) -> bool {
        if self.knows(minute) {
            return false;
        }
        self.stretches.push((minute, minute));
        self.stretches.sort_unstable();
        let mut joined: Vec<(i64, i64)> = Vec::new();
        for (first, last) in self.stretches.drain(..) {
            match joined.last_mut() {
                Some(before) if first <= before.1 + 1 => before.1 = before.1.max(last),
                Some(_) | None => joined.push((first, last)),
            }
        }
        self.stretches = joined;
        true
    }

    fn knows(&self, minute: i64) -> bool {
        let mut stretches = self.stretches.iter();
        stretches.any(|(first, last)| (*first..=*last).contains(&minute))
    }
}

/// Notes that a post was heard of.
pub fn heard(tx: &mut dyn Writing, post: &PostCode, at: Instant) -> Told<()> {
    let minute = minute(at);
    let key = key(post, minute.div_euclid(MINUTES_OF_A_DAY));
    tx.lock_realm(&BTreeSet::from([key.clone()]))?;
    let kept: Option<Kept<Heard>> = kept::of_realm(tx, &key)?;
    let version = kept.as_ref().map(|kept| kept.version);
    let mut day = kept.map(|kept| kept.value).unwrap_or_default();
    if day.add(minute) {
        kept::put_realm(tx, key, version, &day)?;
    }
    Ok(())
}

/// Whether the post was heard of within so many minutes.
pub(crate) fn heard_lately(
    tx: &mut (impl Reading + ?Sized),
    post: &PostCode,
    now: Instant,
    minutes: i64,
) -> Told<bool> {
    let last = minute(now);
    for minute in (last - minutes)..=last {
        let key = key(post, minute.div_euclid(MINUTES_OF_A_DAY));
        let kept: Option<Kept<Heard>> = kept::of_realm(tx, &key)?;
        if kept.is_some_and(|kept| kept.value.knows(minute)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether nothing was heard of the post for so long during a slot that it cannot be held against anybody.
pub fn cut_off(
    tx: &mut (impl Reading + ?Sized),
    policy: &PostPolicy,
    slot: SlotTime,
) -> Told<bool> {
    let minutes = minute(slot.start)..minute(slot.end);
    let length = minutes.end - minutes.start;
    let longest = i64::from(policy.interview.outage_minutes).clamp(1, length.max(1));
    let mut day: Option<(i64, Heard)> = None;
    let mut silent = 0;
    for minute in minutes {
        let number = minute.div_euclid(MINUTES_OF_A_DAY);
        if day.as_ref().is_none_or(|(known, _)| *known != number) {
            let kept: Option<Kept<Heard>> = kept::of_realm(tx, &key(&policy.code, number))?;
            day = Some((number, kept.map(|kept| kept.value).unwrap_or_default()));
        }
        let here = day.as_ref().is_some_and(|(_, heard)| heard.knows(minute));
        silent = if here { 0 } else { silent + 1 };
        if silent >= longest {
            return Ok(true);
        }
    }
    Ok(false)
}

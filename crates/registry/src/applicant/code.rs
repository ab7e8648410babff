//! One-time codes: six digits sent to a contact, good for a while and for a few tries.
//!
//! They are sent to whoever asks, whether the contact has an account or not: who has one is nobody's business.

use super::Contact;
use crate::kept::{self, Kept};
use crate::world::Moment;
use crate::{LookupSecret, Told};
use lingshi_ledger::Writing;
use lingshi_rules::values::Instant;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use zeroize::Zeroizing;

const GOOD_MINUTES: i64 = 10;
/// Another one is sent after so long at the earliest.
const PAUSE_MINUTES: i64 = 1;
/// So many a day to one contact: whoever has others flooded gains nothing.
const MOST_A_DAY: usize = 10;
/// So many wrong ones, and it is good no more.
const TRIES: u32 = 5;

/// What is kept of codes for one contact.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Codes {
    /// The name of the code that is good, if one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    good: Option<Good>,
    /// When codes were sent.
    #[serde(default)]
    sent: Vec<Instant>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Good {
    name: String,
    until: Instant,
    wrong: u32,
}

/// A code that is to be sent; it is kept nowhere.
pub struct Sent {
    /// Six digits.
    pub digits: Zeroizing<String>,
    /// Until when they are good.
    pub until: Instant,
}

/// No code is sent now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeNotSent {
    /// One is again from this moment on.
    pub from: Instant,
}

/// A code opens nothing. Whether there was one is not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeFault;

impl Codes {
    /// Nothing of it matters any more.
    pub(super) fn is_over(&self, now: Instant) -> bool {
        let good = self.good.as_ref().is_some_and(|good| good.until > now);
        let counts = |at: &Instant| at.plus_days(1) > now;
        !good && !self.sent.iter().any(counts)
    }
}

fn name(secret: &LookupSecret, contact: &Contact, digits: &str) -> String {
    // Six digits are soon guessed by whoever reads the ledger, but not without the secret.
    secret.named("code", &format!("{}/{digits}", contact.name(secret)))
}

fn six(moment: &mut Moment<'_>) -> Zeroizing<String> {
    let number = u64::from_be_bytes(moment.draw::<8>()) % 1_000_000;
    Zeroizing::new(format!("{number:06}"))
}

fn held(
    tx: &mut dyn Writing,
    secret: &LookupSecret,
    contact: &Contact,
) -> Told<Option<Kept<Codes>>> {
    kept::of_realm(tx, &contact.code_key(secret))
}

/// Makes a code for a contact; the one before is good no more.
pub fn send_code(
    tx: &mut dyn Writing,
    secret: &LookupSecret,
    contact: &Contact,
    moment: &mut Moment<'_>,
) -> Told<Result<Sent, CodeNotSent>> {
    let key = contact.code_key(secret);
    tx.lock_realm(&BTreeSet::from([key.clone()]))?;
    let known = held(tx, secret, contact)?;
    let before = known.as_ref().map(|kept| kept.version);
    let mut codes = known.map(|kept| kept.value).unwrap_or_default();
    let now = moment.now;
    codes.sent.retain(|at| at.plus_days(1) > now);
    if let Some(from) = pause(&codes.sent, now) {
        return Ok(Err(CodeNotSent { from }));
    }
    let digits = six(moment);
    let until = now.plus_minutes(GOOD_MINUTES);
    codes.good = Some(Good {
        name: name(secret, contact, &digits),
        until,
        wrong: 0,
    });
    codes.sent.push(now);
    kept::put_realm(tx, key, before, &codes)?;
    Ok(Ok(Sent { digits, until }))
}

fn pause(sent: &[Instant], now: Instant) -> Option<Instant> {
    let too_soon = sent.last().map(|last| last.plus_minutes(PAUSE_MINUTES));
    let too_many = (sent.len() >= MOST_A_DAY)
        .then(|| sent.first().map(|first| first.plus_days(1)))
        .flatten();
    too_soon.max(too_many).filter(|from| *from > now)
}

/// Whether a code is right. A wrong one is counted, a right one is used up. Whoever asks has locked the contact's codes.
pub fn use_code(
    tx: &mut dyn Writing,
    secret: &LookupSecret,
    (contact, digits): (&Contact, &str),
    now: Instant,
) -> Told<Result<(), CodeFault>> {
    let Some(kept) = held(tx, secret, contact)? else {
        return Ok(Err(CodeFault));
    };
    let mut codes = kept.value;
    let Some(mut good) = codes.good.take().filter(|good| good.until > now) else {
        return Ok(Err(CodeFault));
    };
    let shown = name(secret, contact, digits.trim());
    let right = crate::same(shown.as_bytes(), good.name.as_bytes());
    if !right {
        good.wrong += 1;
        codes.good = Some(good).filter(|good| good.wrong < TRIES);
    }
    kept::put_realm(tx, contact.code_key(secret), Some(kept.version), &codes)?;
    Ok(if right { Ok(()) } else { Err(CodeFault) })
}

//! Two tokens: a short one to ask with, and a longer one that is changed for the next pair once.
//!
//! A longer token that comes a second time was stolen, by whoever came first or second: the session ends. But an
//! answer may be lost on the line: as long as nobody has used the pair that was told last, the token before it
//! gets another, and the pair that was lost opens nothing any more.

use super::session::SessionEnd;
use super::token::{Bearer, Token};
use crate::Told;
use crate::kept::{self, Kept};
use crate::world::Moment;
use lingshi_ledger::{DocKey, Writing};
use lingshi_rules::values::Instant;
use lingshi_wire::Sha;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Minutes the short token is good for.
const ASKING_MINUTES: i64 = 15;
/// Days the longer token is good for: an outage of some days does not ask for a password.
const RENEWING_DAYS: i64 = 14;
/// So many used tokens are known again as stolen; an older one opens nothing either.
const REMEMBERED: usize = 200;

/// A session's tokens as they are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Pair {
    asking: Sha,
    asking_until: Instant,
    renewing: Sha,
    renewing_until: Instant,
    /// The token that the pair told last was given for, until somebody asks with that pair.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unheard: Option<Sha>,
    #[serde(default)]
    used: Vec<Sha>,
}

/// A session with its tokens, told once.
#[derive(Debug)]
pub struct Opened {
    /// To ask with.
    pub asking: Token,
    /// Until when.
    pub asking_until: Instant,
    /// To get the next pair with.
    pub renewing: Token,
    /// Until when.
    pub renewing_until: Instant,
}

/// Why there is no next pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Renewed {
    /// Not a token of this session.
    Unknown,
    /// It was changed before: the session ends.
    Stolen,
    /// It is too late: the session ends.
    RanOut,
}

fn draw(bearer: Bearer, name: &str, moment: &mut Moment<'_>) -> Opened {
    Opened {
        asking: Token::draw(bearer, name, moment),
        asking_until: moment.now.plus_minutes(ASKING_MINUTES),
        renewing: Token::draw(bearer, name, moment),
        renewing_until: moment.now.plus_days(RENEWING_DAYS),
    }
}

impl Pair {
    /// The first pair of a session.
    pub(crate) fn open(bearer: Bearer, name: &str, moment: &mut Moment<'_>) -> (Self, Opened) {
        let opened = draw(bearer, name, moment);
        let pair = Self {
            asking: opened.asking.digest(),
            asking_until: opened.asking_until,
            renewing: opened.renewing.digest(),
            renewing_until: opened.renewing_until,
            unheard: None,
            used: Vec::new(),
        };
        (pair, opened)
    }

    /// Whether it may be asked with this token.
    pub(crate) fn asks(&self, token: &Token, now: Instant) -> Result<(), SessionEnd> {
        if !token.is(&self.asking) {
            return Err(SessionEnd::Unknown);
        }
        if self.asking_until <= now {
            return Err(SessionEnd::RanOut);
        }
        Ok(())
    }

    /// Nobody asked with the pair told last.
    pub(crate) fn is_unheard(&self) -> bool {
        self.unheard.is_some()
    }

    /// Somebody did.
    pub(crate) fn heard(&mut self) {
        self.unheard = None;
    }

    /// Nobody will ask with it any more.
    pub(crate) fn ran_out(&self, now: Instant) -> bool {
        self.renewing_until <= now
    }

    fn lost(&self, token: &Token) -> Option<Sha> {
        self.unheard.filter(|unheard| token.is(unheard))
    }

    /// Whether this token gets the next pair.
    pub(crate) fn may_renew(&self, token: &Token, now: Instant) -> Result<(), Renewed> {
        if self.lost(token).is_none() && !token.is(&self.renewing) {
            let stolen = self.used.iter().any(|used| token.is(used));
            return Err(if stolen {
                Renewed::Stolen
            } else {
                Renewed::Unknown
            });
        }
        if self.ran_out(now) {
            return Err(Renewed::RanOut);
        }
        Ok(())
    }

    /// The next pair, for a token that may have it.
    pub(crate) fn renew(
        &mut self,
        token: &Token,
        bearer: Bearer,
        moment: &mut Moment<'_>,
    ) -> Opened {
        let opened = draw(bearer, &token.session, moment);
        self.unheard = self.lost(token).or(Some(self.renewing));
        self.used.push(self.renewing);
        let forgotten = self.used.len().saturating_sub(REMEMBERED);
        self.used.drain(..forgotten);
        self.asking = opened.asking.digest();
        self.asking_until = opened.asking_until;
        self.renewing = opened.renewing.digest();
        self.renewing_until = opened.renewing_until;
        opened
    }
}

/// A session in which it is asked with a pair.
pub(crate) trait Paired: Serialize + DeserializeOwned {
    /// Whose tokens they are.
    const BEARER: Bearer;

    /// Where a session of this name is kept.
    fn key(name: &str) -> DocKey;

    /// Its pair.
    fn pair(&mut self) -> &mut Pair;

    /// Whether whoever has it is still who they were.
    fn may_go_on(&self, tx: &mut dyn Writing) -> Told<Result<(), SessionEnd>>;
}

fn locked<S: Paired>(tx: &mut dyn Writing, name: &str) -> Told<Option<Kept<S>>> {
    tx.lock_realm(&BTreeSet::from([S::key(name)]))?;
    kept::of_realm(tx, &S::key(name))
}

/// Notes that the pair told last has come to whom it was told; the token before it is spent from now on.
pub(crate) fn heard_in<S: Paired>(tx: &mut dyn Writing, name: &str) -> Told<()> {
    let Some(Kept { version, mut value }) = locked::<S>(tx, name)? else {
        return Ok(());
    };
    if !value.pair().is_unheard() {
        return Ok(());
    }
    value.pair().heard();
    kept::put_realm(tx, S::key(name), Some(version), &value)
}

/// Changes a longer token for the next pair.
pub(crate) fn renew_in<S: Paired>(
    tx: &mut dyn Writing,
    token: &Token,
    moment: &mut Moment<'_>,
) -> Told<Result<Opened, SessionEnd>> {
    let name = &token.session;
    let Some(Kept { version, mut value }) = locked::<S>(tx, name)? else {
        return Ok(Err(SessionEnd::Unknown));
    };
    let goes_on = match value.pair().may_renew(token, moment.now) {
        Ok(()) => value.may_go_on(tx)?,
        // A stranger's token ends nothing.
        Err(Renewed::Unknown) => return Ok(Err(SessionEnd::Unknown)),
        Err(Renewed::Stolen) => Err(SessionEnd::Unknown),
        Err(Renewed::RanOut) => Err(SessionEnd::RanOut),
    };
    if let Err(end) = goes_on {
        tx.drop_realm(&S::key(name))?;
        return Ok(Err(end));
    }
    let opened = value.pair().renew(token, S::BEARER, moment);
    kept::put_realm(tx, S::key(name), Some(version), &value)?;
    Ok(Ok(opened))
}

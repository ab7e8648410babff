//! Sessions: a short token to ask with, and a longer one that is changed for the next pair once.
//!
//! A longer token that comes a second time was stolen, by whoever came first or second: the session ends. But an
//! answer may be lost on the line: as long as nobody has used the pair that was told last, the token before it
//! gets another, and the pair that was lost opens nothing any more.

use super::token::{Token, session_name};
use crate::Told;
use crate::kept::{self, Kept};
use crate::people::{device, officer};
use crate::world::Moment;
use lingshi_ledger::{DocKey, Kind, Reading, Room, Writing};
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::people::Role;
use lingshi_rules::values::Instant;
use lingshi_wire::{KeyId, Sha};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Minutes the short token is good for.
const ASKING_MINUTES: i64 = 15;
/// Days the longer token is good for: an outage of some days does not ask for a password.
const RENEWING_DAYS: i64 = 14;

/// So many used tokens are known again as stolen; an older one opens nothing either.
const REMEMBERED: usize = 200;

/// A session as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Who.
    pub officer: OfficerId,
    /// At which post.
    pub post: PostCode,
    /// On which device.
    pub device: KeyId,
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

/// Who asks, and what they may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whose {
    /// Which session.
    pub session: String,
    /// Who.
    pub officer: OfficerId,
    /// At which post.
    pub post: PostCode,
    /// On which device.
    pub device: KeyId,
    /// What they may do there now.
    pub roles: BTreeSet<Role>,
    /// They ask with a pair nobody asked with before: it is to be noted with [`heard`].
    pub first: bool,
}

/// Why a token opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionEnd {
    /// No such session, or not its token.
    Unknown,
    /// It ran out: the longer token gets another.
    RanOut,
    /// The device was revoked.
    DeviceRevoked,
    /// The officer left the post.
    Left,
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

fn key(name: &str) -> DocKey {
    DocKey::new(Kind::Session, name)
}

fn kept(tx: &mut (impl Reading + ?Sized), name: &str) -> Told<Option<Kept<Session>>> {
    kept::of_realm(tx, &key(name))
}

fn pair(name: &str, moment: &mut Moment<'_>) -> Opened {
    Opened {
        asking: Token::draw(name, moment),
        asking_until: moment.now.plus_minutes(ASKING_MINUTES),
        renewing: Token::draw(name, moment),
        renewing_until: moment.now.plus_days(RENEWING_DAYS),
    }
}

/// Opens a session for somebody who was let in.
pub fn open_session(
    tx: &mut dyn Writing,
    (post, who, on): (&PostCode, &OfficerId, &KeyId),
    moment: &mut Moment<'_>,
) -> Told<Opened> {
    let name = session_name(moment);
    let opened = pair(&name, moment);
    let session = Session {
        officer: who.clone(),
        post: post.clone(),
        device: on.clone(),
        asking: opened.asking.digest(),
        asking_until: opened.asking_until,
        renewing: opened.renewing.digest(),
        renewing_until: opened.renewing_until,
        unheard: None,
        used: Vec::new(),
    };
    kept::put_realm(tx, key(&name), None, &session)?;
    Ok(opened)
}

/// Whether its officer and device are still what they were.
fn still(
    tx: &mut (impl Reading + ?Sized),
    session: &Session,
) -> Told<Result<BTreeSet<Role>, SessionEnd>> {
    let device = device(tx, &session.post, &session.device)?;
    if device.is_none_or(|kept| kept.value.revoked.is_some()) {
        return Ok(Err(SessionEnd::DeviceRevoked));
    }
    let officer = officer(tx, &session.post, &session.officer)?;
    Ok(officer
        .filter(|kept| !kept.value.left)
        .map(|kept| kept.value.roles)
        .ok_or(SessionEnd::Left))
}

/// Whose token it is.
pub fn session_of(
    tx: &mut (impl Reading + ?Sized),
    token: &Token,
    now: Instant,
) -> Told<Result<Whose, SessionEnd>> {
    let Some(kept) = kept(tx, &token.session)? else {
        return Ok(Err(SessionEnd::Unknown));
    };
    let session = kept.value;
    if !token.is(&session.asking) {
        return Ok(Err(SessionEnd::Unknown));
    }
    if session.asking_until <= now {
        return Ok(Err(SessionEnd::RanOut));
    }
    let roles = still(tx, &session)?;
    Ok(roles.map(|roles| Whose {
        session: token.session.clone(),
        officer: session.officer,
        post: session.post,
        device: session.device,
        roles,
        first: session.unheard.is_some(),
    }))
}

/// Notes that the pair told last has come to whom it was told; the token before it is spent from now on.
pub fn heard(tx: &mut dyn Writing, name: &str) -> Told<()> {
    tx.lock_realm(&BTreeSet::from([key(name)]))?;
    let Some(kept) = kept(tx, name)?.filter(|kept| kept.value.unheard.is_some()) else {
        return Ok(());
    };
    let session = Session {
        unheard: None,
        ..kept.value
    };
    kept::put_realm(tx, key(name), Some(kept.version), &session)
}

/// Changes a longer token for the next pair.
pub fn renew(
    tx: &mut dyn Writing,
    token: &Token,
    moment: &mut Moment<'_>,
) -> Told<Result<Opened, SessionEnd>> {
    let name = &token.session;
    tx.lock_realm(&BTreeSet::from([key(name)]))?;
    let Some(kept) = kept(tx, name)? else {
        return Ok(Err(SessionEnd::Unknown));
    };
    let mut session = kept.value;
    let lost = session.unheard.filter(|unheard| token.is(unheard));
    if lost.is_none() && !token.is(&session.renewing) {
        if session.used.iter().any(|used| token.is(used)) {
            tx.drop_realm(&key(name))?;
        }
        return Ok(Err(SessionEnd::Unknown));
    }
    if session.renewing_until <= moment.now {
        tx.drop_realm(&key(name))?;
        return Ok(Err(SessionEnd::RanOut));
    }
    if let Err(end) = still(tx, &session)? {
        tx.drop_realm(&key(name))?;
        return Ok(Err(end));
    }
    let opened = pair(name, moment);
    session.unheard = lost.or(Some(session.renewing));
    session.used.push(session.renewing);
    let forgotten = session.used.len().saturating_sub(REMEMBERED);
    session.used.drain(..forgotten);
    session.asking = opened.asking.digest();
    session.asking_until = opened.asking_until;
    session.renewing = opened.renewing.digest();
    session.renewing_until = opened.renewing_until;
    kept::put_realm(tx, key(name), Some(kept.version), &session)?;
    Ok(Ok(opened))
}

/// Ends a session.
pub fn close(tx: &mut dyn Writing, name: &str) -> Told<()> {
    tx.lock_realm(&BTreeSet::from([key(name)]))?;
    tx.drop_realm(&key(name))
}

/// Ends every session of an officer.
pub fn close_all_of(tx: &mut dyn Writing, who: &OfficerId) -> Told<u32> {
    let room = Room {
        rows: 500,
        bytes: usize::MAX,
    };
    let mut after = String::new();
    let mut closed = 0;
    loop {
        let page = tx.realm_documents(Kind::Session, &after, room)?;
        let Some(last) = page.last() else {
            return Ok(closed);
        };
        after.clone_from(&last.key.id);
        for document in page {
            let session: Option<Session> = serde_json::from_slice(&document.body).ok();
            if session.is_some_and(|session| session.officer == *who) {
                tx.drop_realm(&document.key)?;
                closed += 1;
            }
        }
    }
}

//! Sessions of officers: at one post, on one device, as long as both are what they were.

use super::pair::{Opened, Pair, Paired, heard_in, renew_in};
use super::token::{Bearer, Token, session_name};
use crate::Told;
use crate::kept::{self, Kept};
use crate::people::{device, officer};
use crate::world::Moment;
use lingshi_ledger::{DocKey, Kind, Reading, Room, Writing};
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::people::Role;
use lingshi_rules::values::Instant;
use lingshi_wire::KeyId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A session as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Who.
    pub officer: OfficerId,
    /// At which post.
    pub post: PostCode,
    /// On which device.
    pub device: KeyId,
    #[serde(flatten)]
    pair: Pair,
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

fn key(name: &str) -> DocKey {
    DocKey::new(Kind::Session, name)
}

fn kept(tx: &mut (impl Reading + ?Sized), name: &str) -> Told<Option<Kept<Session>>> {
    kept::of_realm(tx, &key(name))
}

/// Opens a session for somebody who was let in.
pub fn open_session(
    tx: &mut dyn Writing,
    (post, who, on): (&PostCode, &OfficerId, &KeyId),
    moment: &mut Moment<'_>,
) -> Told<Opened> {
    let name = session_name(moment);
    let (pair, opened) = Pair::open(Bearer::Officer, &name, moment);
    let session = Session {
        officer: who.clone(),
        post: post.clone(),
        device: on.clone(),
        pair,
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

impl Paired for Session {
    const BEARER: Bearer = Bearer::Officer;

    fn key(name: &str) -> DocKey {
        key(name)
    }

    fn pair(&mut self) -> &mut Pair {
        &mut self.pair
    }

    fn may_go_on(&self, tx: &mut dyn Writing) -> Told<Result<(), SessionEnd>> {
        Ok(still(tx, self)?.map(drop))
    }
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
    if let Err(end) = session.pair.asks(token, now) {
        return Ok(Err(end));
    }
    let roles = still(tx, &session)?;
    Ok(roles.map(|roles| Whose {
        session: token.session.clone(),
        officer: session.officer,
        post: session.post,
        device: session.device,
        roles,
        first: session.pair.is_unheard(),
    }))
}

/// Notes that the pair told last has come to whom it was told; the token before it is spent from now on.
pub fn heard(tx: &mut dyn Writing, name: &str) -> Told<()> {
    heard_in::<Session>(tx, name)
}

/// Changes a longer token for the next pair.
pub fn renew(
    tx: &mut dyn Writing,
    token: &Token,
    moment: &mut Moment<'_>,
) -> Told<Result<Opened, SessionEnd>> {
    renew_in::<Session>(tx, token, moment)
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

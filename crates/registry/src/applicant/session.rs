//! Sessions of applicants: on whatever telephone, as long as the account is there.

use super::account::{account, key as account_key};
use crate::Told;
use crate::identity::{
    Bearer, Opened, Pair, Paired, SessionEnd, Token, heard_in, renew_in, session_name,
};
use crate::kept::{self, Kept};
use crate::world::Moment;
use lingshi_ledger::{DocKey, Kind, Reading, Writing};
use lingshi_rules::ids::AccountId;
use lingshi_rules::values::Instant;
use lingshi_words::Language;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A session as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Session {
    account: AccountId,
    #[serde(flatten)]
    pair: Pair,
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whose {
    /// Which session.
    pub session: String,
    /// Whose.
    pub account: AccountId,
    /// In which language they are written to.
    pub language: Language,
    /// They ask with a pair nobody asked with before: it is to be noted with [`heard`].
    pub first: bool,
}

pub(super) fn key(name: &str) -> DocKey {
    DocKey::new(Kind::ApplicantSession, name)
}

fn kept(tx: &mut (impl Reading + ?Sized), name: &str) -> Told<Option<Kept<Session>>> {
    kept::of_realm(tx, &key(name))
}

impl Session {
    /// Nobody will ask in it any more.
    pub(super) fn is_over(&self, now: Instant) -> bool {
        self.pair.ran_out(now)
    }
}

/// Opens a session; its name and its tokens.
pub(super) fn open(
    tx: &mut dyn Writing,
    account: &AccountId,
    moment: &mut Moment<'_>,
) -> Told<(String, Opened)> {
    let name = session_name(moment);
    let (pair, opened) = Pair::open(Bearer::Applicant, &name, moment);
    let account = account.clone();
    kept::put_realm(tx, key(&name), None, &Session { account, pair })?;
    Ok((name, opened))
}

/// Ends a session, whether it is there or not.
pub(super) fn end(tx: &mut dyn Writing, name: &str) -> Told<()> {
    tx.drop_realm(&key(name))
}

impl Paired for Session {
    const BEARER: Bearer = Bearer::Applicant;

    fn key(name: &str) -> DocKey {
        key(name)
    }

    fn pair(&mut self) -> &mut Pair {
        &mut self.pair
    }

    fn may_go_on(&self, tx: &mut dyn Writing) -> Told<Result<(), SessionEnd>> {
        let owner = account(tx, &self.account)?;
        Ok(owner.map(drop).ok_or(SessionEnd::Unknown))
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
    let Some(owner) = account(tx, &session.account)? else {
        return Ok(Err(SessionEnd::Unknown));
    };
    Ok(Ok(Whose {
        session: token.session.clone(),
        account: session.account,
        language: owner.value.language,
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

/// Signs out.
pub fn close(tx: &mut dyn Writing, whose: &Whose) -> Told<()> {
    let keys = BTreeSet::from([account_key(&whose.account), key(&whose.session)]);
    tx.lock_realm(&keys)?;
    super::account::change(tx, &whose.account, |account| {
        account.sessions.retain(|name| *name != whose.session);
    })?;
    end(tx, &whose.session)
}

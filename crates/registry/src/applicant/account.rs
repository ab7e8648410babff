//! An account: registered by a code, signed in to by password or by code, and ended when nothing of it is open.

use super::code::use_code;
use super::{CodeFault, Contact, session};
use crate::identity::{Opened, Password, lock_after};
use crate::kept::{self, Kept};
use crate::subjects::order_key;
use crate::world::Moment;
use crate::{LookupSecret, Registry, Told};
use data_encoding::BASE32_NOPAD;
use lingshi_ledger::{DocKey, Kind, Reading, Writing};
use lingshi_rules::ids::AccountId;
use lingshi_rules::order::Order;
use lingshi_rules::values::{Instant, OrderNo};
use lingshi_wire::Sha;
use lingshi_wire::applicant::account::Person;
use lingshi_words::Language;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Telephones somebody is signed in on at most: the one that was signed in first is signed out.
const MOST_SESSIONS: usize = 10;

/// What is kept of an account, beside the strikes that outlive it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// How its owner is reached.
    pub contact: Contact,
    /// The password.
    pub password: Password,
    /// In which language its owner is written to.
    pub language: Language,
    /// Since when.
    pub since: Instant,
    /// Wrong passwords since the last right one.
    #[serde(default)]
    pub failures: u32,
    /// Nobody is let in by password before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locked_until: Option<Instant>,
    /// Where its owner is signed in, the oldest first.
    #[serde(default)]
    pub(super) sessions: Vec<String>,
    /// 常用联系人
    #[serde(default)]
    pub(super) persons: BTreeMap<String, Person>,
    /// Applications that are not filed yet.
    #[serde(default)]
    pub(super) drafts: BTreeSet<OrderNo>,
    /// What was begun lately, by the telephone's own names: the same again begins nothing anew.
    #[serde(default)]
    pub(super) begun: BTreeMap<String, Begun>,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Account")
    }
}

impl Account {
    fn new((contact, password, language): (Contact, Password, Language), since: Instant) -> Self {
        Self {
            contact,
            password,
            language,
            since,
            failures: 0,
            locked_until: None,
            sessions: Vec::new(),
            persons: BTreeMap::new(),
            drafts: BTreeSet::new(),
            begun: BTreeMap::new(),
        }
    }
}

/// An application that was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Begun {
    pub(super) no: OrderNo,
    pub(super) digest: Sha,
    pub(super) at: Instant,
}

/// Whose a contact is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct OfContact {
    account: AccountId,
}

/// What became of the wish to end an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deleted {
    /// It is gone.
    Gone,
    /// An order of it has not ended.
    OrdersOpen,
}

pub(super) fn key(account: &AccountId) -> DocKey {
    DocKey::new(Kind::Applicant, account.as_str())
}

/// What is kept of an account.
pub fn account(
    tx: &mut (impl Reading + ?Sized),
    account: &AccountId,
) -> Told<Option<Kept<Account>>> {
    kept::of_realm(tx, &key(account))
}

/// Whose a contact is.
pub fn found(
    tx: &mut (impl Reading + ?Sized),
    secret: &LookupSecret,
    contact: &Contact,
) -> Told<Option<(AccountId, Account)>> {
    let of: Option<Kept<OfContact>> = kept::of_realm(tx, &contact.key(secret))?;
    let Some(of) = of.map(|kept| kept.value) else {
        return Ok(None);
    };
    let kept = account(tx, &of.account)?;
    Ok(kept.map(|kept| (of.account, kept.value)))
}

/// Changes what is kept of an account, if there is one; whoever changes it has locked it.
pub(super) fn change(
    tx: &mut dyn Writing,
    of: &AccountId,
    change: impl FnOnce(&mut Account),
) -> Told<bool> {
    let Some(kept) = account(tx, of)? else {
        return Ok(false);
    };
    let mut new = kept.value.clone();
    change(&mut new);
    if new != kept.value {
        kept::put_realm(tx, key(of), Some(kept.version), &new)?;
    }
    Ok(true)
}

fn changed(tx: &mut dyn Writing, of: &AccountId, how: impl FnOnce(&mut Account)) -> Told<bool> {
    tx.lock_realm(&BTreeSet::from([key(of)]))?;
    change(tx, of, how)
}

/// Opens an account for whoever shows the code that was sent to the contact. One who has an account there already
/// is told so: the code says that it is theirs.
pub fn register(
    tx: &mut dyn Writing,
    secret: &LookupSecret,
    (contact, digits): (&Contact, &str),
    (password, language): (Password, Language),
    moment: &mut Moment<'_>,
) -> Told<Result<Option<Opened>, CodeFault>> {
    let at = contact.key(secret);
    tx.lock_realm(&BTreeSet::from([at.clone(), contact.code_key(secret)]))?;
    if let Err(fault) = use_code(tx, secret, (contact, digits), moment.now)? {
        return Ok(Err(fault));
    }
    if tx.realm(&at)?.is_some() {
        return Ok(Ok(None));
    }
    let name = BASE32_NOPAD.encode(&moment.draw::<10>());
    let id = AccountId::new(name);
    let (session, opened) = session::open(tx, &id, moment)?;
    let mut new = Account::new((contact.clone(), password, language), moment.now);
    new.sessions.push(session);
    kept::put_realm(tx, key(&id), None, &new)?;
    kept::put_realm(tx, at, None, &OfContact { account: id })?;
    Ok(Ok(Some(opened)))
}

/// Takes in an account that comes with its orders under the name they know; true if it was not here. A contact has one
/// account: where it has another already, this one is left out.
pub fn take_in_account(
    tx: &mut dyn Writing,
    secret: &LookupSecret,
    (of, contact): (&AccountId, &Contact),
    (password, language): (Password, Language),
    now: Instant,
) -> Told<bool> {
    let at = contact.key(secret);
    tx.lock_realm(&BTreeSet::from([at.clone(), key(of)]))?;
    if tx.realm(&at)?.is_some() || tx.realm(&key(of))?.is_some() {
        return Ok(false);
    }
    let new = Account::new((contact.clone(), password, language), now);
    kept::put_realm(tx, key(of), None, &new)?;
    let account = of.clone();
    kept::put_realm(tx, at, None, &OfContact { account })?;
    Ok(true)
}

/// Until when nobody is let in by password, if so.
pub fn check_lock(account: &Account, now: Instant) -> Option<Instant> {
    account.locked_until.filter(|until| *until > now)
}

/// Counts a wrong password, and locks after some.
pub fn note_failure(tx: &mut dyn Writing, of: &AccountId, now: Instant) -> Told<()> {
    changed(tx, of, |account| {
        // While the lock is on nothing is counted: whoever shuts others out gains nothing by going on.
        if check_lock(account, now).is_none() {
            account.failures = account.failures.saturating_add(1);
            account.locked_until = lock_after(account.failures, now).or(account.locked_until);
        }
    })
    .map(drop)
}

/// Everything of the realm that signing in and out by a code touches, to be locked at once. Whoever renews a session
/// holds it: one that ends is held, too.
fn held(
    tx: &mut (impl Reading + ?Sized),
    secret: &LookupSecret,
    (of, contact): (&AccountId, &Contact),
) -> Told<BTreeSet<DocKey>> {
    let known = account(tx, of)?;
    let sessions = known.map(|kept| kept.value.sessions).unwrap_or_default();
    let mut keys: BTreeSet<DocKey> = sessions.iter().map(|name| session::key(name)).collect();
    keys.extend([key(of), contact.code_key(secret)]);
    Ok(keys)
}

/// How somebody shows that the account is theirs.
#[derive(Clone, Copy)]
pub enum Shows<'a> {
    /// This password was found right outside; it may have been changed since.
    Password(&'a Password),
    /// The code that was sent to the contact.
    Code(&'a str),
}

/// Signs somebody in.
pub fn sign_in(
    tx: &mut dyn Writing,
    secret: &LookupSecret,
    (of, contact): (&AccountId, &Contact),
    shows: Shows<'_>,
    moment: &mut Moment<'_>,
) -> Told<Option<Opened>> {
    let keys = held(tx, secret, (of, contact))?;
    tx.lock_realm(&keys)?;
    let Some(kept) = account(tx, of)? else {
        return Ok(None);
    };
    match shows {
        Shows::Password(found) => {
            let locked = check_lock(&kept.value, moment.now).is_some();
            if locked || kept.value.password != *found {
                return Ok(None);
            }
        }
        Shows::Code(digits) => {
            if use_code(tx, secret, (contact, digits), moment.now)?.is_err() {
                return Ok(None);
            }
        }
    }
    let (session, opened) = session::open(tx, of, moment)?;
    let mut new = kept.value;
    new.sessions.push(session);
    let oldest = new.sessions.len().saturating_sub(MOST_SESSIONS);
    for gone in new.sessions.drain(..oldest) {
        session::end(tx, &gone)?;
    }
    new.failures = 0;
    new.locked_until = None;
    kept::put_realm(tx, key(of), Some(kept.version), &new)?;
    Ok(Some(opened))
}

/// Sets a password anew for whoever shows the code; everybody is signed out.
pub fn set_password(
    tx: &mut dyn Writing,
    secret: &LookupSecret,
    (of, contact, digits): (&AccountId, &Contact, &str),
    password: &Password,
    now: Instant,
) -> Told<Result<(), CodeFault>> {
    let keys = held(tx, secret, (of, contact))?;
    tx.lock_realm(&keys)?;
    if let Err(fault) = use_code(tx, secret, (contact, digits), now)? {
        return Ok(Err(fault));
    }
    let mut ended = Vec::new();
    change(tx, of, |account| {
        account.password = password.clone();
        account.failures = 0;
        account.locked_until = None;
        ended = std::mem::take(&mut account.sessions);
    })?;
    for session in ended {
        session::end(tx, &session)?;
    }
    Ok(Ok(()))
}

/// In which language its owner is written to from now on.
pub fn set_language(tx: &mut dyn Writing, of: &AccountId, language: Language) -> Told<bool> {
    changed(tx, of, |account| account.language = language)
}

impl Registry {
    /// The orders of an account that were filed, at whatever post.
    pub(super) fn filed(
        &self,
        tx: &mut (impl Reading + ?Sized),
        of: &AccountId,
    ) -> Told<Vec<Order>> {
        let mut orders = Vec::new();
        for place in tx.find(&self.lookup.of_account(of))? {
            let kept: Option<Kept<Order>> = kept::of_post(tx, &place.post, &place.key)?;
            orders.extend(
                kept.map(|kept| kept.value)
                    .filter(|order| order.account == *of && place.key == order_key(&order.no)),
            );
        }
        Ok(orders)
    }
}

/// Ends an account of which no order is open: its owner, its persons and its drafts are forgotten. What was filed
/// stays with the posts, and strikes stay with the account's name.
pub fn delete_account(registry: &Registry, tx: &mut dyn Writing, of: &AccountId) -> Told<Deleted> {
    let secret = &registry.lookup;
    // Read before it is locked, to know what else is to be locked. Whoever touches a draft holds its account.
    let Some(before) = account(tx, of)? else {
        return Ok(Deleted::Gone);
    };
    let contact = &before.value.contact;
    let all = [key(of), contact.key(secret), contact.code_key(secret)];
    let mut keys = held(tx, secret, (of, contact))?;
    keys.extend(all.clone());
    tx.lock_realm(&keys)?;
    let Some(kept) = account(tx, of)? else {
        return Ok(Deleted::Gone);
    };
    let open = |order: &Order| !order.status.is_terminal();
    if registry.filed(tx, of)?.iter().any(open) {
        return Ok(Deleted::OrdersOpen);
    }
    for session in &kept.value.sessions {
        session::end(tx, session)?;
    }
    for no in &kept.value.drafts {
        tx.drop_realm(&super::draft::key(no))?;
    }
    for key in all {
        tx.drop_realm(&key)?;
    }
    Ok(Deleted::Gone)
}

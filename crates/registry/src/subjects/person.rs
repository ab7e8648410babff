//! What is kept of applicants across posts: an account's strikes, and one applicant, one order.

use crate::kept::{self, Kept};
use crate::lookup::LookupSecret;
use lingshi_ledger::{DocKey, Kind, Reading, StoreFault, Writing};
use lingshi_rules::ids::PostCode;
use lingshi_rules::life::{Action, Event, What};
use lingshi_rules::order::Order;
use lingshi_rules::order::review::Counted;
use lingshi_rules::values::{Instant, OrderNo};
use lingshi_rules::{duplicates, pension};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What is kept of an account.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Account {
    #[serde(default)]
    pub(super) cancellations: Vec<Instant>,
    #[serde(default)]
    pub(super) strikes: Vec<Instant>,
}

/// An order that is not ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Open {
    pub(super) post: PostCode,
    pub(super) business: lingshi_rules::business::Business,
}

/// What is kept of a person, under a name nobody can read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Person {
    #[serde(default)]
    pub(super) open: BTreeMap<OrderNo, Open>,
    #[serde(default)]
    pub(super) strikes: Vec<Instant>,
    #[serde(default)]
    pub(super) pensions: BTreeMap<OrderNo, Instant>,
}

impl Person {
    /// Another order of the same kind that is not ended.
    pub(super) fn other_open(&self, order: &Order) -> Option<OrderNo> {
        let others = self.open.iter().filter(|(no, open)| {
            **no != order.no && duplicates::of_one_kind(open.business, order.business)
        });
        others.map(|(no, _)| no.clone()).next()
    }
}

fn account_key(order: &Order) -> DocKey {
    DocKey::new(Kind::Account, order.account.as_str())
}

fn person_key(secret: &LookupSecret, order: &Order) -> Option<DocKey> {
    secret
        .person(order)
        .map(|name| DocKey::new(Kind::Reservation, name))
}

/// Everything of the realm a command on this order may touch, to be locked at once.
pub(crate) fn keys(secret: &LookupSecret, order: &Order, action: &Action) -> BTreeSet<DocKey> {
    let mut keys = BTreeSet::from([account_key(order)]);
    keys.extend(person_key(secret, order));
    // A corrected form may be another person's.
    if let Action::SaveDraft { form } | Action::CorrectForm { form } = action {
        let corrected = Order {
            form: form.as_ref().clone(),
            ..order.clone()
        };
        keys.extend(person_key(secret, &corrected));
    }
    keys
}

pub(super) fn account(
    tx: &mut (impl Reading + ?Sized),
    order: &Order,
) -> Result<Account, StoreFault> {
    let kept: Option<Kept<Account>> = kept::of_realm(tx, &account_key(order))?;
    Ok(kept.map(|kept| kept.value).unwrap_or_default())
}

pub(super) fn person(
    tx: &mut (impl Reading + ?Sized),
    secret: &LookupSecret,
    order: &Order,
) -> Result<Person, StoreFault> {
    let Some(key) = person_key(secret, order) else {
        return Ok(Person::default());
    };
    let kept: Option<Kept<Person>> = kept::of_realm(tx, &key)?;
    Ok(kept.map(|kept| kept.value).unwrap_or_default())
}

/// Changes a document of the realm, and writes it only if it changed.
fn change<T>(
    tx: &mut dyn Writing,
    key: DocKey,
    change: impl FnOnce(&mut T),
) -> Result<(), StoreFault>
where
    T: Default + Clone + PartialEq + Serialize + serde::de::DeserializeOwned,
{
    let kept: Option<Kept<T>> = kept::of_realm(tx, &key)?;
    let before = kept.as_ref().map(|kept| kept.version);
    let old = kept.map(|kept| kept.value).unwrap_or_default();
    let mut new = old.clone();
    change(&mut new);
    if new == old {
        return Ok(());
    }
    kept::put_realm(tx, key, before, &new)
}

impl Account {
    fn of(&mut self, counted: Counted) -> &mut Vec<Instant> {
        match counted {
            Counted::BookingCancelled | Counted::InterviewMissed => &mut self.strikes,
            Counted::Cancellation => &mut self.cancellations,
        }
    }

    /// Counts what an account is counted for.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "two kinds of events count; a new one that does says so in its name"
    )]
    fn count(&mut self, events: &[Event]) {
        for event in events {
            match &event.what {
                What::AccountCounted { counted } => self.of(*counted).push(event.at),
                What::CountWaived {
                    counted,
                    counted_at: at,
                } => {
                    let all = self.of(*counted);
                    if let Some(place) = all.iter().position(|counted| counted == at) {
                        all.remove(place);
                    }
                }
                _ => {}
            }
        }
    }
}

fn is_open(order: &Order) -> bool {
    order.submitted_at.is_some() && !order.status.is_terminal()
}

/// What an order says of its person now.
fn note(person: &mut Person, order: &Order) {
    if is_open(order) {
        let open = Open {
            post: order.post.clone(),
            business: order.business,
        };
        person.open.insert(order.no.clone(), open);
    } else {
        person.open.remove(&order.no);
    }
    match pension::uses_year(order) {
        Some(at) => person.pensions.insert(order.no.clone(), at),
        None => person.pensions.remove(&order.no),
    };
}

/// Keeps account and person in step with an order that changed.
pub(super) fn follow(
    tx: &mut dyn Writing,
    secret: &LookupSecret,
    before: Option<&Order>,
    after: &Order,
    events: &[Event],
) -> Result<(), StoreFault> {
    let counts = |event: &Event| {
        matches!(
            event.what,
            What::AccountCounted { .. } | What::CountWaived { .. }
        )
    };
    if events.iter().any(counts) {
        change(tx, account_key(after), |account: &mut Account| {
            account.count(events);
        })?;
    }
    let now = person_key(secret, after);
    let was = before.and_then(|before| person_key(secret, before));
    if let Some(was) = was.filter(|was| Some(was) != now.as_ref()) {
        change(tx, was, |person: &mut Person| {
            person.open.remove(&after.no);
            person.pensions.remove(&after.no);
        })?;
    }
    let Some(key) = now else {
        return Ok(());
    };
    change(tx, key, |person: &mut Person| {
        note(person, after);
        let mut counted = Account {
            strikes: std::mem::take(&mut person.strikes),
            ..Account::default()
        };
        counted.count(events);
        person.strikes = counted.strikes;
    })
}

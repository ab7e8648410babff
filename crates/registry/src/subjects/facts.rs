//! Facts from outside the order, as they are at the moment of the command.

use super::{Giver, person, slots};
use crate::lookup::LookupSecret;
use lingshi_ledger::{DocKey, Found, Kind, Reading, StoreFault};
use lingshi_rules::duplicates::{self, Looking};
use lingshi_rules::life::{Action, ActionKind, Facts, Status};
use lingshi_rules::order::Order;
use lingshi_rules::order::review::DuplicateHit;
use lingshi_rules::people::Actor;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::Instant;
use lingshi_rules::values::instant::Day;
use lingshi_words::{Language, statement};
use std::collections::BTreeSet;
use strum::IntoEnumIterator;

/// Everything the rulebook may ask about the world around an order.
pub(crate) fn gather(
    tx: &mut (impl Reading + ?Sized),
    secret: &LookupSecret,
    order: &Order,
    action: &Action,
    giver: Giver<'_>,
    now: Instant,
) -> Result<Facts, StoreFault> {
    let account = person::account(tx, order)?;
    let person = person::person(tx, secret, order)?;
    let kind = ActionKind::from(action);
    Ok(Facts {
        cancellations: account.cancellations,
        account_strikes: account.strikes,
        open_order: person.other_open(order),
        person_strikes: person.strikes,
        pensions: person.pensions.into_values().collect(),
        hits: if asks_for_hits(kind, giver.actor) {
            hits(tx, secret, order, giver, now)?
        } else {
            Vec::new()
        },
        slot: slots::wanted(tx, giver.policy, action)?,
        next_number: slots::next_number(tx, giver.policy, order)?,
        slot_cut_off: cut_off(tx, order, kind, giver)?,
        queue_ahead: if enters_queue(kind) {
            ahead(tx, secret, order)?
        } else {
            0
        },
        statements: if kind == ActionKind::Submit {
            statements(order)?
        } else {
            BTreeSet::new()
        },
        unconfirmed: false,
    })
}

/// Decisions that must know who else may be the same person.
fn asks_for_hits(kind: ActionKind, actor: &Actor) -> bool {
    let officer = matches!(actor, Actor::Officer { .. });
    officer
        && matches!(
            kind,
            ActionKind::Forward
                | ActionKind::SettleHit
                | ActionKind::AnswerCheck
                | ActionKind::Approve
                | ActionKind::Propose
                | ActionKind::ConfirmProposal
        )
}

/// Asked only when a slot is over and nobody was there.
fn cut_off(
    tx: &mut (impl Reading + ?Sized),
    order: &Order,
    kind: ActionKind,
    giver: Giver<'_>,
) -> Result<bool, StoreFault> {
    match order.interview.slot {
        Some(slot) if kind == ActionKind::MarkMissed => {
            crate::presence::cut_off(tx, giver.policy, slot)
        }
        Some(_) | None => Ok(false),
    }
}

/// The texts of the statement an applicant may sign now, in whatever language.
fn statements(order: &Order) -> Result<BTreeSet<String>, StoreFault> {
    let unreadable = |_| StoreFault::damaged("a statement has no words");
    let booklet = order.business.booklet();
    let texts = booklet
        .into_iter()
        .flat_map(|booklet| Language::iter().map(move |language| statement(language, booklet)));
    texts
        .map(|text| text.map(|text| text.version).map_err(unreadable))
        .collect()
}

fn enters_queue(kind: ActionKind) -> bool {
    matches!(
        kind,
        ActionKind::Submit | ActionKind::ChoosePayment | ActionKind::ConfirmOnlinePayment
    )
}

/// Orders anywhere that share a look-up key with this one, as they are now.
pub(crate) fn alike(
    tx: &mut (impl Reading + ?Sized),
    secret: &LookupSecret,
    order: &Order,
) -> Result<Vec<Order>, StoreFault> {
    let mut places: BTreeSet<Found> = BTreeSet::new();
    for hash in secret.of_person(order) {
        places.extend(tx.find(&hash)?);
    }
    places.remove(&Found {
        post: order.post.clone(),
        key: DocKey::new(Kind::Order, order.no.as_str()),
    });
    let mut found = Vec::new();
    for place in places {
        let kept = crate::kept::of_post(tx, &place.post, &place.key)?;
        found.extend(kept.map(|kept| kept.value));
    }
    Ok(found)
}

fn hits(
    tx: &mut (impl Reading + ?Sized),
    secret: &LookupSecret,
    order: &Order,
    giver: Giver<'_>,
    now: Instant,
) -> Result<Vec<DuplicateHit>, StoreFault> {
    let found = alike(tx, secret, order)?;
    let looking = Looking::on(giver.policy.local_day(now));
    Ok(duplicates::hits(order, &found, looking))
}

fn ahead(
    tx: &mut (impl Reading + ?Sized),
    secret: &LookupSecret,
    order: &Order,
) -> Result<u32, StoreFault> {
    let waiting = tx.find(&secret.standing(&order.post, Status::FirstReview))?;
    Ok(u32::try_from(waiting.len()).unwrap_or(u32::MAX))
}

/// Orders of a post with money that came or went on a day.
pub(super) fn paid_on(
    tx: &mut (impl Reading + ?Sized),
    secret: &LookupSecret,
    policy: &PostPolicy,
    day: Day,
) -> Result<Vec<Order>, StoreFault> {
    let mut orders = Vec::new();
    for place in tx.find(&secret.paid_on(&policy.code, day))? {
        let kept = crate::kept::of_post(tx, &place.post, &place.key)?;
        orders.extend(kept.map(|kept| kept.value));
    }
    Ok(orders)
}

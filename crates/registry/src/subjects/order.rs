//! A command given to an order: decided by the rulebook, and everything around the order kept in step.

use super::{Giver, facts, person, slots};
use crate::kept::{self, Kept};
use crate::line::Line;
use crate::lookup::LookupSecret;
use lingshi_ledger::{DocKey, Kind, StoreFault, Writing};
use lingshi_rules::ids::FileId;
use lingshi_rules::life::{Command, Context, Event, decide, evolve_in_place};
use lingshi_rules::order::Order;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::{Instant, OrderNo};
use lingshi_wire::{Sha, Why};
use serde_json::Value;
use std::collections::BTreeMap;

pub(crate) fn order_key(no: &OrderNo) -> DocKey {
    DocKey::new(Kind::Order, no.as_str())
}

/// A command to an order, with what its giver had on the screen.
#[derive(Clone, Copy)]
pub(crate) struct Given<'a> {
    pub(crate) no: &'a OrderNo,
    pub(crate) command: &'a Command,
    pub(crate) displayed: &'a BTreeMap<FileId, Sha>,
}

/// Gives a command to an order; none of it is written when it is refused.
pub(crate) fn give_to_order(
    tx: &mut dyn Writing,
    line: &mut Line<'_>,
    secret: &LookupSecret,
    order: Given<'_>,
    giver: Giver<'_>,
    now: Instant,
) -> Result<Result<(), Why>, StoreFault> {
    let key = order_key(order.no);
    let kept: Option<Kept<Order>> = kept::of_post(tx, &giver.policy.code, &key)?;
    let Some(Kept { version, value }) = kept else {
        return Ok(Err(Why::NoSuchSubject));
    };
    if let Some(file) = other_than_kept(&value, order.displayed) {
        return Ok(Err(Why::Displayed { file }));
    }
    let action = &order.command.action;
    tx.lock_realm(&person::keys(secret, &value, action))?;
    let facts = facts::gather(tx, secret, &value, action, giver, now)?;
    let ctx = Context {
        actor: giver.actor,
        policy: giver.policy,
        now,
        facts: &facts,
    };
    let events = match decide(&value, order.command, &ctx) {
        Ok(events) => events,
        Err(refusal) => return Ok(Err(Why::Order { refusal })),
    };
    let mut after = value.clone();
    for event in &events {
        evolve_in_place(&mut after, event);
    }
    if let Err(refusal) = super::books::follow(tx, line, (&value, &after), giver, now)? {
        return Ok(Err(Why::Stock { refusal }));
    }
    slots::follow(tx, line, giver.policy, (&value, &after), &events)?;
    person::follow(tx, secret, Some(&value), &after, &events)?;
    reindex(tx, secret, giver.policy, Some(&value), &after)?;
    line.put(tx, key, Some(version), &after, told(&events)?)?;
    Ok(Ok(()))
}

/// Writes an order that comes with its whole history.
pub(crate) fn put_new(
    tx: &mut dyn Writing,
    line: &mut Line<'_>,
    secret: &LookupSecret,
    policy: &PostPolicy,
    order: &Order,
    events: &[Event],
) -> Result<(), StoreFault> {
    person::follow(tx, secret, None, order, events)?;
    reindex(tx, secret, policy, None, order)?;
    line.put(tx, order_key(&order.no), None, order, told(events)?)
}

/// Says by what an order is found from now on, if that is something else.
fn reindex(
    tx: &mut dyn Writing,
    secret: &LookupSecret,
    policy: &PostPolicy,
    before: Option<&Order>,
    after: &Order,
) -> Result<(), StoreFault> {
    let new = secret.of_order(after, policy);
    if before.is_some_and(|before| secret.of_order(before, policy) == new) {
        return Ok(());
    }
    tx.index(&after.post, &order_key(&after.no), &new)
}

/// A file that was painted and is not what is kept.
fn other_than_kept(order: &Order, displayed: &BTreeMap<FileId, Sha>) -> Option<FileId> {
    let differs = |(file, digest): &(&FileId, &Sha)| {
        let kept = order.files.get(*file);
        kept.is_none_or(|kept| kept.sha256 != digest.to_string())
    };
    displayed.iter().find(differs).map(|(file, _)| file.clone())
}

fn told(events: &[Event]) -> Result<Vec<(String, Value)>, StoreFault> {
    events
        .iter()
        .map(|event| {
            let name: &str = (&event.what).into();
            let value = serde_json::to_value(event)
                .map_err(|_| StoreFault::misused("an event cannot be written"))?;
            Ok((name.to_owned(), value))
        })
        .collect()
}

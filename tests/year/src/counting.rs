//! Afterwards everything is counted again, from what the ledger says.

use crate::year::{REALM, Year, read};
use lingshi_demo::habits::Rest;
use lingshi_registry::audit::{Witness, verify};
use lingshi_rules::life::Status;
use lingshi_rules::order::Order;
use lingshi_rules::order::notice::Notice;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::{Instant, OrderNo};
use lingshi_wire::{DocKey, Kind};
use std::collections::BTreeSet;

impl Year<'_> {
    /// Everything is counted again.
    pub(crate) fn count_again(&mut self) {
        let post = self.post();
        self.played.strikes = self.tally.strikes();
        let found = read(&mut self.store, |tx| {
            verify(tx, (REALM, &post), Witness::default())
        });
        if !found.broken.is_empty() {
            self.played
                .wrong
                .push(format!("the log: {:?}", found.broken));
        }
        let mut accounts = BTreeSet::new();
        let all: Vec<OrderNo> = self.known.keys().cloned().collect();
        for no in all {
            let order = self.order(&no);
            accounts.insert(order.account.clone());
            self.ended(&order);
            let twice = told_wrongly(&order, &self.policy, self.end);
            for what in twice {
                self.wrong(&no, &what);
            }
        }
        for account in accounts {
            let key = DocKey::new(Kind::Account, account.as_str());
            let document = read(&mut self.store, |tx| tx.realm(&key));
            let kept: serde_json::Value = document.map_or(serde_json::Value::Null, |document| {
                serde_json::from_slice(&document.body).unwrap()
            });
            let (strikes, cancellations) = self.tally.of(&account);
            for (name, counted) in [("strikes", strikes), ("cancellations", cancellations)] {
                let counted = serde_json::to_value(counted).unwrap();
                let kept = kept
                    .get(name)
                    .cloned()
                    .unwrap_or_else(|| serde_json::json!([]));
                if kept != counted {
                    self.played
                        .wrong
                        .push(format!("{account}: {name} {kept}, the tally {counted}"));
                }
            }
        }
    }

    fn ended(&mut self, order: &Order) {
        if order.status.is_terminal() {
            *self.played.ended.entry(order.status.code()).or_default() += 1;
            let reason = order
                .changes
                .last()
                .and_then(|change| change.reason.clone());
            if let Some(reason) = reason.filter(|_| order.status == Status::Rejected) {
                *self.played.reasons.entry(reason).or_default() += 1;
            }
            return;
        }
        let rest = self.known.get(&order.no).and_then(|known| known.rest);
        // Whoever was banned for long books late, and the play is over before they can come.
        let slot = order.interview.slot.filter(|slot| slot.end > self.end);
        let rest = match slot {
            Some(_) => Rest::ToCome,
            None => rest.unwrap_or(Rest::Stuck),
        };
        *self.played.resting.entry(rest).or_default() += 1;
        if matches!(rest, Rest::Stuck | Rest::Clock | Rest::Ended) {
            let status = order.status.code();
            let since = order.status_since.utc().to_rfc3339();
            let interview = order.interview.state;
            self.wrong(
                &order.no,
                &format!("rests in {status} since {since} ({interview:?}): {rest:?}"),
            );
        }
    }
}

/// Notices that are doubled, and reminders of a meeting that are missing or too many.
fn told_wrongly(order: &Order, policy: &PostPolicy, end: Instant) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for message in &order.messages {
        let told = serde_json::to_string(&message.notice).unwrap();
        if !seen.insert((told.clone(), message.at)) {
            wrong.push(format!("told twice at once: {told}"));
        }
    }
    let bookings = order
        .messages
        .iter()
        .filter_map(|message| match message.notice {
            Notice::N07 { slot } => Some((message.at, slot)),
            _ => None,
        });
    for (from, slot) in bookings {
        let until = order
            .changes
            .iter()
            .map(|change| change.at)
            .find(|at| *at > from);
        let until = until.unwrap_or(slot.end).min(end);
        for minutes in &policy.interview.reminder_minutes {
            let due = slot.start.plus_minutes(-i64::from(*minutes));
            let expected = usize::from(from <= due && due < until);
            let notice = Notice::N07r {
                slot,
                minutes: *minutes,
            };
            let mut sent = order
                .messages
                .iter()
                .filter(|m| from <= m.at && m.at < until);
            let sent = sent.by_ref().filter(|m| m.notice == notice).count();
            if sent != expected {
                wrong.push(format!(
                    "{sent} reminders {minutes} minutes before, not {expected}"
                ));
            }
        }
    }
    wrong
}

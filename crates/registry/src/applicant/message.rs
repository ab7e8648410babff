//! Messages: rendered in the account's language when they are handed out first, and kept as they read.

use crate::kept::{self, Kept};
use crate::{Registry, Told};
use lingshi_ledger::{DocKey, Kind, StoreFault, Writing};
use lingshi_rules::ids::AccountId;
use lingshi_rules::order::Order;
use lingshi_rules::values::{Instant, OrderNo};
use lingshi_wire::applicant::message::{MessageSeen, Messages};
use lingshi_words::{Addressee, Language, render_notice};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What an applicant was told of one order.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Delivery {
    messages: Vec<MessageSeen>,
}

fn key(order: &Order) -> DocKey {
    let (post, no) = (&order.post, &order.no);
    DocKey::new(Kind::Delivery, format!("{post}/{no}"))
}

impl Registry {
    /// The messages of an order of this account; those that were never handed out are rendered and kept.
    pub fn messages(
        &self,
        tx: &mut dyn Writing,
        of: (&AccountId, &OrderNo),
        language: Language,
        now: Instant,
    ) -> Told<Option<Messages>> {
        let Some(order) = self.mine(tx, of)?.map(|mine| mine.order) else {
            return Ok(None);
        };
        let delivery = self.delivered(tx, &order, language, now)?;
        Ok(Some(Messages {
            messages: delivery.messages,
        }))
    }

    /// Notes that messages were read; one that was not handed out was not read.
    pub fn messages_read(
        &self,
        tx: &mut dyn Writing,
        of: (&AccountId, &OrderNo),
        through: u32,
        now: Instant,
    ) -> Told<Option<()>> {
        let Some(order) = self.mine(tx, of)?.map(|mine| mine.order) else {
            return Ok(None);
        };
        let key = key(&order);
        tx.lock_realm(&BTreeSet::from([key.clone()]))?;
        let kept: Option<Kept<Delivery>> = kept::of_realm(tx, &key)?;
        let Some(Kept { version, value }) = kept else {
            return Ok(Some(()));
        };
        let mut new = value.clone();
        for message in &mut new.messages {
            if message.number <= through {
                message.read.get_or_insert(now);
            }
        }
        if new != value {
            kept::put_realm(tx, key, Some(version), &new)?;
        }
        Ok(Some(()))
    }

    fn delivered(
        &self,
        tx: &mut dyn Writing,
        order: &Order,
        language: Language,
        now: Instant,
    ) -> Told<Delivery> {
        let key = key(order);
        tx.lock_realm(&BTreeSet::from([key.clone()]))?;
        let kept: Option<Kept<Delivery>> = kept::of_realm(tx, &key)?;
        let before = kept.as_ref().map(|kept| kept.version);
        let mut delivery = kept.map(|kept| kept.value).unwrap_or_default();
        let known = delivery.messages.len();
        if known >= order.messages.len() {
            return Ok(delivery);
        }
        let policy = self.settings(tx, &order.post)?;
        for (place, message) in order.messages.iter().enumerate().skip(known) {
            let to = Addressee::of(order, &policy, message.at);
            let rendered = render_notice(language, &message.notice, &to, &policy)
                .map_err(|_| StoreFault::damaged("a message cannot be put into words"))?;
            delivery.messages.push(MessageSeen {
                number: u32::try_from(place).unwrap_or(u32::MAX),
                at: message.at,
                title: rendered.title,
                body: rendered.body,
                language: rendered.language,
                catalogue: rendered.catalogue_version,
                delivered: now,
                read: None,
            });
        }
        kept::put_realm(tx, key, before, &delivery)?;
        Ok(delivery)
    }
}

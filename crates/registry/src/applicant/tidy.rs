//! What nobody needs any more: drafts that lapsed, codes that ran out, sessions nobody will ask in.

use super::account;
use super::code::Codes;
use super::draft::{Draft, drop_draft};
use super::session::Session;
use crate::kept;
use crate::{Registry, Told};
use lingshi_ledger::{DocKey, Document, Kind, Reading, Room, StoreFault, Writing};
use lingshi_rules::values::{Instant, OrderNo};
use std::collections::BTreeSet;
use strum::{EnumIter, IntoEnumIterator};

const PAGE: Room = Room {
    rows: 500,
    bytes: 16 * 1024 * 1024,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, EnumIter)]
enum Passing {
    Draft,
    Code,
    Session,
}

impl Passing {
    fn kind(self) -> Kind {
        match self {
            Self::Draft => Kind::Draft,
            Self::Code => Kind::OneTimeCode,
            Self::Session => Kind::ApplicantSession,
        }
    }

    fn is_over(self, document: &Document, now: Instant) -> Told<bool> {
        Ok(match self {
            Self::Draft => kept::read::<Draft>(document)?.value.until <= now,
            Self::Code => kept::read::<Codes>(document)?.value.is_over(now),
            Self::Session => kept::read::<Session>(document)?.value.is_over(now),
        })
    }
}

/// Something that is over. It is looked at again before it goes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Over {
    what: Passing,
    id: String,
}

impl Registry {
    /// What is over now.
    pub fn over(&self, tx: &mut (impl Reading + ?Sized), now: Instant) -> Told<BTreeSet<Over>> {
        let mut all = BTreeSet::new();
        for what in Passing::iter() {
            let mut after = String::new();
            loop {
                let page = tx.realm_documents(what.kind(), &after, PAGE)?;
                let Some(last) = page.last() else { break };
                after.clone_from(&last.key.id);
                for document in &page {
                    if what.is_over(document, now)? {
                        let id = document.key.id.clone();
                        all.insert(Over { what, id });
                    }
                }
            }
        }
        Ok(all)
    }

    /// Takes one thing away if it is over still; whether it was.
    pub fn take_away(&self, tx: &mut dyn Writing, over: &Over, now: Instant) -> Told<bool> {
        let key = DocKey::new(over.what.kind(), over.id.clone());
        let Some(before) = tx.realm(&key)? else {
            return Ok(false);
        };
        let mut keys = BTreeSet::from([key.clone()]);
        let owner = match over.what {
            Passing::Draft => Some(kept::read::<Draft>(&before)?.value.account),
            Passing::Code | Passing::Session => None,
        };
        keys.extend(owner.as_ref().map(account::key));
        tx.lock_realm(&keys)?;
        let Some(document) = tx.realm(&key)? else {
            return Ok(false);
        };
        if !over.what.is_over(&document, now)? {
            return Ok(false);
        }
        match owner {
            None => tx.drop_realm(&key)?,
            Some(owner) => {
                let no = OrderNo::parse(&over.id);
                let no = no.map_err(|_| StoreFault::damaged("a draft without a number"))?;
                drop_draft(tx, &owner, &no.value)?;
            }
        }
        Ok(true)
    }
}

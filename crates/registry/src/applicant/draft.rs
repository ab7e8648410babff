//! An application that is not filed yet: an order in the realm, with the events that made it so.
//!
//! The rulebook decides what becomes of it as of any order. No post's log knows of it before it is filed, and one
//! that never is leaves no trace there. Whoever touches a draft holds its account.

use super::account::{self, Begun};
use crate::kept::{self, Kept};
use crate::subjects::order_key;
use crate::world::Moment;
use crate::{Registry, Told};
use lingshi_ledger::{DocKey, Kind, Reading, Room, StoreFault, Writing};
use lingshi_rules::business::Business;
use lingshi_rules::ids::{AccountId, CommandId, PostCode};
use lingshi_rules::life::{Context, Event, Facts, Refusal, begin, open_draft};
use lingshi_rules::order::{Channel, Draft as Opening, Order};
use lingshi_rules::people::Actor;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::{Instant, OrderNo};
use lingshi_wire::Sha;
use lingshi_wire::applicant::asking::Told as Answered;
use lingshi_wire::applicant::filing::{Door, NewDraft};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A draft lapses after so many days.
pub const LAPSES_DAYS: i64 = 30;
/// An account has so many at most.
const MOST_DRAFTS: usize = 20;
/// So many commands are taken for one draft, and so many bytes: its events travel in one line.
const MOST_COMMANDS: usize = 300;
const LARGEST: usize = 1024 * 1024;
/// So many lots are drawn for a number nobody has.
const DRAWS: usize = 16;

/// A draft as it is kept. What is left of one that was filed is what its commands were answered.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Draft {
    pub(super) account: AccountId,
    pub(super) post: PostCode,
    /// Until when it is kept.
    pub(super) until: Instant,
    /// As it stands; none once it was filed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) open: Option<Open>,
    /// What commands were answered.
    #[serde(default)]
    pub(super) answers: BTreeMap<CommandId, Given>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Open {
    pub(super) order: Order,
    pub(super) events: Vec<Event>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Given {
    pub(super) digest: Sha,
    pub(super) told: Answered,
}

pub(super) fn key(no: &OrderNo) -> DocKey {
    DocKey::new(Kind::Draft, no.as_str())
}

/// A draft of this account, if it is there.
pub(super) fn of(
    tx: &mut (impl Reading + ?Sized),
    (account, no): (&AccountId, &OrderNo),
) -> Told<Option<Kept<Draft>>> {
    let kept: Option<Kept<Draft>> = kept::of_realm(tx, &key(no))?;
    Ok(kept.filter(|kept| kept.value.account == *account))
}

/// Why nothing was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotBegun {
    /// There is no such account, or no such post.
    Unknown,
    /// Its name belongs to another command.
    IdTaken,
    /// The account has too many drafts.
    TooMany,
    /// The rulebook says no.
    Refused(Refusal),
}

impl Draft {
    /// Whether it takes one more command.
    pub(super) fn has_room(&self) -> Told<bool> {
        let room = self.answers.len() < MOST_COMMANDS;
        Ok(room && kept::body(self)?.len() < LARGEST)
    }
}

fn opening(new: &NewDraft, account: &AccountId, no: OrderNo, at: Instant) -> Opening {
    Opening {
        no,
        post: new.post.clone(),
        business: new.business,
        account: account.clone(),
        channel: match new.door {
            Door::App => Channel::App,
            Door::MiniProgram => Channel::MiniProgram,
        },
        own_district: new.own_district,
        at,
        form: new.form.as_ref().clone(),
    }
}

impl Registry {
    /// Begins an application. The same command again is the same draft.
    pub fn begin_draft(
        &self,
        tx: &mut dyn Writing,
        of: &AccountId,
        new: &NewDraft,
        moment: &mut Moment<'_>,
    ) -> Told<Result<OrderNo, NotBegun>> {
        tx.lock_realm(&BTreeSet::from([account::key(of)]))?;
        let Some(owner) = account::account(tx, of)? else {
            return Ok(Err(NotBegun::Unknown));
        };
        let digest = Sha::of_parts("lingshi/begun/1", &[&kept::body(new)?]);
        if let Some(known) = owner.value.begun.get(&new.id) {
            let same = known.digest == digest;
            return Ok(same.then(|| known.no.clone()).ok_or(NotBegun::IdTaken));
        }
        if owner.value.drafts.len() >= MOST_DRAFTS {
            return Ok(Err(NotBegun::TooMany));
        }
        if tx.head(&new.post)?.is_none() {
            return Ok(Err(NotBegun::Unknown));
        }
        let policy = self.settings(tx, &new.post)?;
        let no = number(tx, &policy, new.business, moment)?;
        let opening = opening(new, of, no.clone(), moment.now);
        let open = match opened(opening, (of, &new.id), &policy, moment.now) {
            Ok(open) => open,
            Err(refusal) => return Ok(Err(NotBegun::Refused(refusal))),
        };
        let draft = Draft {
            account: of.clone(),
            post: new.post.clone(),
            until: moment.now.plus_days(LAPSES_DAYS),
            open: Some(open),
            answers: BTreeMap::new(),
        };
        kept::put_realm(tx, key(&no), None, &draft)?;
        account::change(tx, of, |account| {
            account.drafts.insert(no.clone());
            account
                .begun
                .retain(|_, begun| begun.at.plus_days(LAPSES_DAYS) > moment.now);
            let begun = Begun {
                no: no.clone(),
                digest,
                at: moment.now,
            };
            account.begun.insert(new.id.clone(), begun);
        })?;
        Ok(Ok(no))
    }

    /// Gives a draft up: it is gone with everything in it. Whether there was one.
    pub fn give_up_draft(&self, tx: &mut dyn Writing, of: &AccountId, no: &OrderNo) -> Told<bool> {
        tx.lock_realm(&BTreeSet::from([account::key(of), key(no)]))?;
        let open = self::of(tx, (of, no))?.is_some_and(|kept| kept.value.open.is_some());
        if open {
            drop_draft(tx, of, no)?;
        }
        Ok(open)
    }
}

/// Takes a draft away whose account is held.
pub(super) fn drop_draft(tx: &mut dyn Writing, of: &AccountId, no: &OrderNo) -> Told<()> {
    tx.drop_realm(&key(no))?;
    account::change(tx, of, |account| {
        account.drafts.remove(no);
    })
    .map(drop)
}

/// The rulebook opens it.
fn opened(
    opening: Opening,
    (of, id): (&AccountId, &str),
    policy: &PostPolicy,
    now: Instant,
) -> Result<Open, Refusal> {
    let actor = Actor::Applicant {
        account: of.clone(),
    };
    let facts = Facts::default();
    let ctx = Context {
        actor: &actor,
        policy,
        now,
        facts: &facts,
    };
    let event = open_draft(opening, Some(super::ask::named(of, id)), &ctx)?;
    let order = begin(&event).map_err(|_| Refusal::NoSuchOrder)?;
    let events = vec![event];
    Ok(Open { order, events })
}

/// A number nobody has.
fn number(
    tx: &mut dyn Writing,
    policy: &PostPolicy,
    business: Business,
    moment: &mut Moment<'_>,
) -> Told<OrderNo> {
    let prefix = policy.order_prefix.clone();
    let prefix = prefix.unwrap_or_else(|| format!("{}A", policy.country));
    for _ in 0..DRAWS {
        let letters = moment.draw::<4>().map(|byte| char::from(b'A' + byte % 26));
        let letters: String = letters.iter().collect();
        let running = 10_000_000 + u32::from_be_bytes(moment.draw::<4>()) % 90_000_000;
        let no = OrderNo::compose(&prefix, business.module(), &letters, running)
            .map_err(|_| StoreFault::damaged("a post whose numbers cannot be put together"))?;
        let taken =
            tx.document(&policy.code, &order_key(&no))?.is_some() || tx.realm(&key(&no))?.is_some();
        if !taken {
            return Ok(no);
        }
    }
    Err(StoreFault::misused("chance draws the same numbers"))
}

/// Every file a draft to this post names.
pub(crate) fn files_of_drafts(
    tx: &mut (impl Reading + ?Sized),
    post: &PostCode,
) -> Told<BTreeSet<Sha>> {
    let room = Room {
        rows: 200,
        bytes: 16 * 1024 * 1024,
    };
    let (mut all, mut after) = (BTreeSet::new(), String::new());
    loop {
        let page = tx.realm_documents(Kind::Draft, &after, room)?;
        let Some(last) = page.last() else {
            return Ok(all);
        };
        after.clone_from(&last.key.id);
        for document in &page {
            let draft: Draft = kept::read(document)?.value;
            let open = draft.open.filter(|_| draft.post == *post);
            let files = open.iter().flat_map(|open| open.order.files.values());
            all.extend(files.filter_map(|file| Sha::parse(&file.sha256)));
        }
    }
}

//! What was read of a post's log, as far as its queue is made of it.

use super::kept::Kept;
use super::line::Shut;
use lingshi_rules::business::Business;
use lingshi_rules::ids::OfficerId;
use lingshi_rules::life::TransitionId;
use lingshi_rules::order::open::{Opened, open};
use lingshi_rules::order::{Order, Status};
use lingshi_rules::people::By;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::{Instant, OrderNo, PersonName};
use lingshi_wire::chain::Link;
use lingshi_wire::changes::{Changes, Pulled};
use lingshi_wire::{Epoch, Kind, Seq};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// So many of the latest changes are kept.
const HAPPENED: usize = 12;

/// A change of status that happened to some order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Happened {
    pub(super) name: PersonName,
    pub(super) business: Business,
    pub(super) by: By,
    pub(super) transition: TransitionId,
    pub(super) from: Status,
    pub(super) to: Status,
}

/// When, to which order, and which of its versions: the later, the greater.
pub(super) type HappenedKey = (Instant, OrderNo, u32);

/// What was read.
#[derive(Debug)]
pub(super) struct Board {
    pub(super) policy: Option<PostPolicy>,
    pub(super) officers: BTreeMap<OfficerId, String>,
    pub(super) orders: BTreeMap<OrderNo, Kept>,
    pub(super) happened: BTreeMap<HappenedKey, Happened>,
    /// Orders that a newer program wrote; they are not counted, and that is told.
    pub(super) unread: BTreeSet<String>,
    pub(super) read: Seq,
    pub(super) head: Seq,
    pub(super) epoch: Option<Epoch>,
    /// The log was read to its end once.
    pub(super) is_whole: bool,
    link: Link,
}

impl Board {
    /// Nothing was read.
    pub(super) fn empty() -> Self {
        Self {
            policy: None,
            officers: BTreeMap::new(),
            orders: BTreeMap::new(),
            happened: BTreeMap::new(),
            unread: BTreeSet::new(),
            read: Seq::START,
            head: Seq::START,
            epoch: None,
            is_whole: false,
            link: Link::start(),
        }
    }

    /// Takes a page in; nothing of it where its lines do not follow what was read.
    pub(super) fn take(&mut self, page: &Changes) -> Result<(), Shut> {
        self.link = linked(self.link, page)?;
        for document in &page.documents {
            self.put(document);
        }
        self.epoch = Some(page.epoch);
        self.read = page.until;
        self.head = page.head;
        self.is_whole |= self.is_at_the_end();
        Ok(())
    }

    /// The post has come so far.
    pub(super) fn heard(&mut self, head: Seq) {
        self.head = self.head.max(head);
    }

    /// Everything there is was read.
    pub(super) fn is_at_the_end(&self) -> bool {
        self.read >= self.head
    }

    fn put(&mut self, document: &Pulled) {
        let body = document.body.get();
        if document.key.kind == Kind::Order {
            match open(body.as_bytes()) {
                Ok(Opened::Current(order)) => {
                    self.unread.remove(&document.key.id);
                    self.put_order(&order);
                }
                Ok(Opened::Newer(_)) | Err(_) => {
                    self.orders
                        .retain(|no, _| no.as_str() != document.key.id.as_str());
                    self.unread.insert(document.key.id.clone());
                }
            }
        } else if document.key.kind == Kind::PostSettings {
            self.policy = settings(body).or(self.policy.take());
        } else if document.key.kind == Kind::Officer
            && let Ok(officer) = serde_json::from_str::<Colleague>(body)
        {
            self.officers.insert(officer.id, officer.name);
        }
    }

    fn put_order(&mut self, order: &Order) {
        let known = self.orders.get(&order.no).map_or(0, |kept| kept.version);
        if known >= order.version {
            return;
        }
        let new = order.changes.iter().filter(|change| change.version > known);
        for change in new {
            let key = (change.at, order.no.clone(), change.version);
            let happened = Happened {
                name: order.form.applicant.name.clone(),
                business: order.business,
                by: change.by.clone(),
                transition: change.transition,
                from: change.from,
                to: change.to,
            };
            self.happened.insert(key, happened);
        }
        while self.happened.len() > HAPPENED {
            self.happened.pop_first();
        }
        self.orders.insert(order.no.clone(), Kept::of(order));
    }
}

/// The chain up to and with a page's last line.
fn linked(before: Link, page: &Changes) -> Result<Link, Shut> {
    page.lines.iter().try_fold(before, |before, line| {
        if line.follows(&before) {
            Ok(line.link)
        } else {
            Err(Shut::ChainBroken)
        }
    })
}

/// An officer, as far as a queue tells who did something.
#[derive(Deserialize)]
struct Colleague {
    id: OfficerId,
    name: String,
}

/// A post's settings as the log has them: the file, word for word.
#[derive(Deserialize)]
struct SettingsFile {
    file: String,
    toml: String,
}

fn settings(body: &str) -> Option<PostPolicy> {
    let kept: SettingsFile = serde_json::from_str(body).ok()?;
    PostPolicy::read(&kept.file, &kept.toml).ok()
}

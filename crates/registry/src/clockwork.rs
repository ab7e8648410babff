//! The clockwork of a post: what falls due by itself is given to the rulebook as a command of nobody.
//!
//! What falls due is read from the orders themselves, once, and followed along the log: nothing is remembered that
//! could be lost. Two clocks at one post do no harm: the same thing due at the same version is the same command,
//! and what the other did is refused by the rulebook or seen in the log.

use crate::kept::{self, Kept};
use crate::subjects::order_key;
use crate::world::Moment;
use crate::{Registry, Told};
use lingshi_ledger::{Document, Kind, Reading, Room, Seq, StoreFault, Writing};
use lingshi_rules::clockwork::{Due, due};
use lingshi_rules::ids::{CommandId, PostCode};
use lingshi_rules::life::{ActionKind, Command, RULEBOOK};
use lingshi_rules::order::Order;
use lingshi_rules::people::Actor;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::{Instant, OrderNo};
use lingshi_wire::Answer;
use std::collections::{BTreeMap, BTreeSet};

/// What was refused is looked at again after so long, if nothing happens to the order before.
const AGAIN_MINUTES: i64 = 60;

const PAGE: Room = Room {
    rows: 500,
    bytes: 16 * 1024 * 1024,
};

/// What falls due at one post, as far as its log was read.
#[derive(Debug)]
pub struct Clock {
    post: PostCode,
    seen: Seq,
    due: BTreeSet<(Instant, OrderNo)>,
    of: BTreeMap<OrderNo, Instant>,
}

/// One thing that fell due, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Struck {
    /// Of which order.
    pub order: OrderNo,
    /// What.
    pub due: Due,
    /// What the rulebook said.
    pub answer: Answer,
}

/// One stroke of a clock: what was done, and what the clock is to know once that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stroke {
    /// What was done; nothing if nothing was due.
    pub struck: Option<Struck>,
    next: Vec<(OrderNo, Option<Instant>)>,
}

impl Clock {
    /// A clock that was not wound: nothing falls due.
    pub fn stopped(post: PostCode) -> Self {
        Self {
            post,
            seen: Seq::START,
            due: BTreeSet::new(),
            of: BTreeMap::new(),
        }
    }

    /// Goes on after a stroke that is kept. One that was undone is not heeded, and strikes again.
    pub fn heed(&mut self, stroke: &Stroke) {
        for (no, at) in &stroke.next {
            self.set(no, *at);
        }
    }

    /// As far as the log was read.
    pub fn seen(&self) -> Seq {
        self.seen
    }

    /// The next moment at which something falls due.
    pub fn next(&self) -> Option<Instant> {
        self.due.first().map(|(at, _)| *at)
    }

    /// How many orders wait for something.
    pub fn waiting(&self) -> usize {
        self.due.len()
    }

    fn set(&mut self, no: &OrderNo, at: Option<Instant>) {
        if let Some(before) = self.of.remove(no) {
            self.due.remove(&(before, no.clone()));
        }
        if let Some(at) = at {
            self.of.insert(no.clone(), at);
            self.due.insert((at, no.clone()));
        }
    }

    fn look_at(&mut self, order: &Order, policy: &PostPolicy, now: Instant) {
        let at = due(order, policy, now).map(|due| due.at);
        self.set(&order.no, at);
    }
}

fn order(document: &Document) -> Result<Order, StoreFault> {
    serde_json::from_slice(&document.body)
        .map_err(|_| StoreFault::damaged("an order cannot be read"))
}

impl Registry {
    /// Reads every order of a post for what will fall due.
    pub fn wind(
        &self,
        tx: &mut (impl Reading + ?Sized),
        post: &PostCode,
        now: Instant,
    ) -> Told<Clock> {
        let head = tx
            .head(post)?
            .ok_or_else(|| StoreFault::misused("no such post"))?;
        let policy = self.settings(tx, post)?;
        let mut clock = Clock {
            seen: head.seq,
            ..Clock::stopped(post.clone())
        };
        let mut after = String::new();
        loop {
            let page = tx.documents(post, Kind::Order, &after, PAGE)?;
            let Some(last) = page.last() else {
                return Ok(clock);
            };
            after.clone_from(&last.key.id);
            for document in &page {
                clock.look_at(&order(document)?, &policy, now);
            }
        }
    }

    /// Reads on in the log: what happened to an order changes what falls due. New settings change it for all.
    pub fn follow(
        &self,
        clock: &mut Clock,
        tx: &mut (impl Reading + ?Sized),
        now: Instant,
    ) -> Told<()> {
        let post = clock.post.clone();
        let head = tx.head(&post)?.map_or(Seq::START, |head| head.seq);
        if head < clock.seen {
            // A backup was restored: another life of the log.
            *clock = self.wind(tx, &post, now)?;
            return Ok(());
        }
        let mut touched = BTreeSet::new();
        while clock.seen < head {
            let page = tx.entries(&post, clock.seen, PAGE)?;
            let Some(last) = page.last() else { break };
            clock.seen = last.seq;
            for entry in &page {
                let header = entry
                    .read_header()
                    .map_err(|_| StoreFault::damaged("a header cannot be read"))?;
                touched.extend(header.touched.into_iter().map(|touched| touched.key));
            }
        }
        if touched.iter().any(|key| key.kind == Kind::PostSettings) {
            *clock = self.wind(tx, &post, now)?;
            return Ok(());
        }
        let policy = self.settings(tx, &post)?;
        for key in touched.iter().filter(|key| key.kind == Kind::Order) {
            if let Some(document) = tx.document(&post, key)? {
                clock.look_at(&order(&document)?, &policy, now);
            }
        }
        Ok(())
    }

    /// Does the first thing that is due, if its moment has come. The clock is told by [`Clock::heed`], once it is
    /// kept: a transaction may be undone and tried again.
    pub fn strike(
        &self,
        clock: &Clock,
        tx: &mut dyn Writing,
        moment: &mut Moment<'_>,
    ) -> Told<Stroke> {
        tx.lock_head(&clock.post)?;
        let mut stroke = Stroke::default();
        let come = clock.due.iter().take_while(|(at, _)| *at <= moment.now);
        for (_, no) in come {
            let kept: Option<Kept<Order>> = kept::of_post(tx, &clock.post, &order_key(no))?;
            let Some(kept) = kept else {
                stroke.next.push((no.clone(), None));
                continue;
            };
            let policy = self.settings(tx, &clock.post)?;
            match due(&kept.value, &policy, moment.now) {
                Some(due) if due.at <= moment.now => {
                    let (struck, at) = self.give_due(clock, tx, (kept.value, due), moment)?;
                    stroke.next.push((no.clone(), at));
                    stroke.struck = Some(struck);
                    return Ok(stroke);
                }
                other => stroke.next.push((no.clone(), other.map(|due| due.at))),
            }
        }
        Ok(stroke)
    }

    fn give_due(
        &self,
        clock: &Clock,
        tx: &mut dyn Writing,
        (order, due): (Order, Due),
        moment: &mut Moment<'_>,
    ) -> Told<(Struck, Option<Instant>)> {
        let policy = self.settings(tx, &clock.post)?;
        let now = moment.now;
        let command = command(&order, &due, &policy, now);
        let subject = (&clock.post, &order.no);
        let answer = self.give(tx, subject, &Actor::System, &command, moment)?;
        let after: Option<Kept<Order>> = kept::of_post(tx, &clock.post, &order_key(&order.no))?;
        let next = match (&answer, after) {
            (Answer::Accepted { .. }, Some(after)) => {
                lingshi_rules::clockwork::due(&after.value, &policy, now).map(|due| due.at)
            }
            // Whatever stands in its way, it is not asked without a pause.
            _ => Some(now.plus_minutes(AGAIN_MINUTES)),
        };
        let order = order.no;
        Ok((Struck { order, due, answer }, next))
    }
}

/// The same thing due at the same version of the order has the same name, whoever's clock strikes.
pub(crate) fn command(order: &Order, due: &Due, policy: &PostPolicy, now: Instant) -> Command {
    let kind = ActionKind::from(&due.action).code();
    // What was refused may be asked again: an answer is kept for ever.
    let hours = now.minutes_since(due.at) / AGAIN_MINUTES;
    let (no, version, at) = (&order.no, order.version, due.at.millis());
    let id = format!("clock/{no}/{version}/{kind}/{at}/{hours}");
    Command {
        id: CommandId::new(id),
        seen: order.version,
        stands_on: Vec::new(),
        fence: None,
        provisional: false,
        looked_at: BTreeSet::new(),
        rulebook: RULEBOOK,
        policy: policy.digest().as_str().to_owned(),
        device_time: now,
        action: due.action.clone(),
    }
}

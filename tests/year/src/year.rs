//! The year: one moment after the other, whoever's it is.

use crate::filings::{Filing, filings};
use crate::officers::Officers;
use crate::tally::Tally;
use lingshi_demo::habits::{Deed, People, Rest};
use lingshi_fixtures::dice::Dice;
use lingshi_ledger::sqlite::SqliteStore;
use lingshi_ledger::{Reading, Store, Writing};
use lingshi_registry::clockwork::Clock;
use lingshi_registry::presence::heard;
use lingshi_registry::{Chance, LookupSecret, Moment, Registry, Told, offer_ahead, posts};
use lingshi_rules::ids::{CommandId, PostCode};
use lingshi_rules::life::{Action, ActionKind, Command, RULEBOOK, Refusal, Status};
use lingshi_rules::order::Order;
use lingshi_rules::order::interview::SlotTime;
use lingshi_rules::order::transition::TRANSITIONS;
use lingshi_rules::people::{Actor, By};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::instant::Day;
use lingshi_rules::values::{Instant, OrderNo};
use lingshi_wire::{Answer, DocKey, Kind, Why};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::sync::Arc;

pub(crate) const REALM: &str = "year";
/// So long after the year whatever is under way may come to its end.
const AFTERWARDS: i64 = 420;
/// Somebody who is refused tries again so often, a day later each time.
const TRIES: u32 = 600;

/// A year to be lived.
#[derive(Debug, Clone, Copy)]
pub struct Life<'a> {
    /// Which post.
    pub post: &'a str,
    /// Orders filed in it.
    pub orders: u32,
    /// The lot.
    pub seed: u64,
}

/// What became of everybody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Played {
    /// Orders that were filed.
    pub orders: usize,
    /// Commands accepted.
    pub accepted: u64,
    /// Commands refused, by the code of the refusal.
    pub refused: BTreeMap<String, u64>,
    /// Strikes counted.
    pub strikes: usize,
    /// Bookings refused because of a ban.
    pub bans: u64,
    /// Slots during which the post was away.
    pub outages: u64,
    /// Why orders were refused, by the code of the reason.
    pub reasons: BTreeMap<String, u64>,
    /// How orders ended.
    pub ended: BTreeMap<&'static str, u64>,
    /// Why those rest that did not end.
    pub resting: BTreeMap<Rest, u64>,
    /// What should not be.
    pub wrong: Vec<String>,
}

enum Wake {
    Morning,
    File(Box<Filing>),
    Over(SlotTime),
    Do {
        no: OrderNo,
        ticket: u32,
        deed: Box<Deed>,
    },
    Plan {
        no: OrderNo,
        ticket: u32,
    },
}

struct Lots(Dice);

impl Chance for Lots {
    fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.0.number().to_le_bytes()[..chunk.len()]);
        }
    }
}

#[derive(Default)]
pub(crate) struct Known {
    ticket: u32,
    tries: u32,
    pub(crate) rest: Option<Rest>,
}

pub(crate) struct Year<'a> {
    life: Life<'a>,
    pub(crate) store: SqliteStore,
    registry: Arc<Registry>,
    pub(crate) policy: Arc<PostPolicy>,
    officers: Officers,
    clock: Clock,
    now: Instant,
    pub(crate) end: Instant,
    lots: Lots,
    commands: u64,
    wakes: BinaryHeap<Reverse<(Instant, u64)>>,
    things: BTreeMap<u64, Wake>,
    next: u64,
    pub(crate) known: BTreeMap<OrderNo, Known>,
    slots: BTreeSet<Instant>,
    pub(crate) tally: Tally,
    pub(crate) played: Played,
}

fn settings(post: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/posts");
    std::fs::read_to_string(format!("{folder}/{post}.toml")).unwrap()
}

impl Life<'_> {
    /// Lives it.
    pub fn play(self) -> Played {
        let mut year = Year::new(self);
        while let Some(at) = year.soonest().filter(|at| *at <= year.end) {
            year.now = at.max(year.now);
            year.wake();
        }
        year.count_again();
        year.played
    }
}

impl<'a> Year<'a> {
    fn new(life: Life<'a>) -> Self {
        let toml = settings(life.post);
        let name = format!("{}.toml", life.post);
        let policy = Arc::new(PostPolicy::read(&name, &toml).unwrap());
        let registry = Arc::new(Registry::new(REALM, LookupSecret::new([9; 32])));
        let mut store = SqliteStore::in_memory().unwrap();
        let begin = Day::from_ymd_opt(2026, 3, 2).unwrap();
        let all = filings(&policy, begin, life.orders, life.seed);
        let first = all.first().map_or(policy.day_start(begin), |one| one.at);
        let now = policy.day_start(policy.local_day(first));
        let mut lots = Lots(Dice::named(life.seed, &["year", life.post]));
        let post = policy.code.clone();
        let mut officers = None;
        store
            .write(&mut |tx| {
                let chance = &mut lots;
                let mut moment = Moment { now, chance };
                posts::set_up(tx, &post, (&name, &toml), By::System, &mut moment)?.unwrap();
                officers = Some(Officers::appoint(tx, REALM, &policy, &mut moment)?);
                Ok(())
            })
            .unwrap();
        let clock = read(&mut store, |tx| registry.wind(tx, &post, now));
        let last = policy.day_start(begin).plus_days(365);
        let mut year = Self {
            life,
            store,
            registry,
            policy,
            officers: officers.unwrap(),
            clock,
            now,
            end: last.plus_days(AFTERWARDS),
            lots,
            commands: 0,
            wakes: BinaryHeap::new(),
            things: BTreeMap::new(),
            next: 0,
            known: BTreeMap::new(),
            slots: BTreeSet::new(),
            tally: Tally::default(),
            played: Played::default(),
        };
        year.at(now, Wake::Morning);
        for filing in all {
            year.at(filing.at, Wake::File(Box::new(filing)));
        }
        year
    }

    pub(crate) fn post(&self) -> PostCode {
        self.policy.code.clone()
    }

    fn at(&mut self, at: Instant, wake: Wake) {
        self.next += 1;
        self.wakes.push(Reverse((at, self.next)));
        self.things.insert(self.next, wake);
    }

    fn soonest(&self) -> Option<Instant> {
        let woken = self.wakes.peek().map(|Reverse((at, _))| *at);
        [woken, self.clock.next()].into_iter().flatten().min()
    }

    /// People first: what they did in time, they did before the clock struck.
    fn wake(&mut self) {
        let now = self.now;
        let mine = self.wakes.peek().filter(|Reverse((at, _))| *at <= now);
        if mine.is_none() {
            return self.strike();
        }
        let Some(Reverse((_, name))) = self.wakes.pop() else {
            return;
        };
        match self.things.remove(&name) {
            Some(Wake::Morning) => self.morning(),
            Some(Wake::File(filing)) => self.file(&filing),
            Some(Wake::Over(slot)) => self.over(slot),
            Some(Wake::Plan { no, ticket }) => self.plan(&no, ticket),
            Some(Wake::Do { no, ticket, deed }) => self.act(&no, ticket, &deed),
            None => {}
        }
    }

    fn write<T>(
        &mut self,
        mut work: impl FnMut(&mut dyn Writing, &mut Moment<'_>) -> Told<T>,
    ) -> T {
        let (now, lots) = (self.now, &mut self.lots);
        let mut said = None;
        self.store
            .write(&mut |tx| {
                let mut moment = Moment { now, chance: lots };
                said = Some(work(tx, &mut moment)?);
                Ok(())
            })
            .unwrap();
        said.unwrap()
    }

    pub(crate) fn order(&mut self, no: &OrderNo) -> Order {
        let (post, key) = (self.post(), DocKey::new(Kind::Order, no.as_str()));
        let document = read(&mut self.store, |tx| tx.document(&post, &key)).unwrap();
        serde_json::from_slice(&document.body).unwrap()
    }

    /// Slots of the coming days are offered, and tomorrow is another day.
    fn morning(&mut self) {
        let policy = Arc::clone(&self.policy);
        while self
            .write(|tx, moment| offer_ahead(tx, &policy, moment))
            .is_some()
        {}
        let tomorrow = policy.local_day(self.now).succ_opt().unwrap();
        self.at(policy.day_start(tomorrow), Wake::Morning);
    }

    fn file(&mut self, filing: &Filing) {
        let (registry, post) = (Arc::clone(&self.registry), self.post());
        let history = (&filing.order, &filing.events[..]);
        let taken = self.write(|tx, moment| registry.import(tx, &post, history, moment));
        if taken.is_err() {
            return;
        }
        self.played.orders += 1;
        self.known.insert(filing.order.no.clone(), Known::default());
        self.follow();
        self.plan_again(&filing.order.no, 1);
    }

    fn follow(&mut self) {
        let (registry, now) = (Arc::clone(&self.registry), self.now);
        let clock = &mut self.clock;
        read(&mut self.store, |tx| registry.follow(clock, tx, now));
    }

    /// Whatever was planned is off; the order is looked at anew.
    fn plan_again(&mut self, no: &OrderNo, minutes: i64) {
        let known = self.known.entry(no.clone()).or_default();
        known.ticket += 1;
        let (ticket, no) = (known.ticket, no.clone());
        self.at(self.now.plus_minutes(minutes), Wake::Plan { no, ticket });
    }

    fn is_current(&self, no: &OrderNo, ticket: u32) -> bool {
        self.known
            .get(no)
            .is_some_and(|known| known.ticket == ticket)
    }

    fn plan(&mut self, no: &OrderNo, ticket: u32) {
        if !self.is_current(no, ticket) {
            return;
        }
        let order = self.order(no);
        let free = self.free(&order);
        let people = People::of(&self.policy, self.life.seed, &order);
        let planned = people.next(&order, &free, self.now);
        let known = self.known.entry(no.clone()).or_default();
        known.rest = planned.as_ref().err().copied();
        match planned {
            Ok(deed) => {
                let (no, at) = (no.clone(), deed.at);
                let deed = Box::new(deed);
                self.at(at, Wake::Do { no, ticket, deed });
            }
            Err(Rest::Stuck) if known.tries < TRIES => {
                known.tries += 1;
                self.plan_again(no, 24 * 60);
            }
            Err(_) => {}
        }
    }

    /// Slots with room, as the applicant sees them.
    fn free(&mut self, order: &Order) -> Vec<SlotTime> {
        if !matches!(order.status, Status::InterviewToBook | Status::OnsiteToBook) {
            return Vec::new();
        }
        let post = self.post();
        let today = self.policy.local_day(self.now);
        let mut free = Vec::new();
        for day in today.iter_days().take(28) {
            let key = DocKey::new(Kind::SlotDay, day.to_string());
            let Some(document) = read(&mut self.store, |tx| tx.document(&post, &key)) else {
                continue;
            };
            let day: serde_json::Value = serde_json::from_slice(&document.body).unwrap();
            for (start, slot) in day["slots"].as_object().unwrap() {
                let booked = slot["booked"].as_array().map_or(0, Vec::len) as u64;
                let time = |text: &str| Instant::parse(text).unwrap();
                if booked < slot["capacity"].as_u64().unwrap() && slot["closed"] != true {
                    let (start, end) = (time(start), time(slot["end"].as_str().unwrap()));
                    free.push(SlotTime { start, end });
                }
            }
        }
        free
    }

    fn act(&mut self, no: &OrderNo, ticket: u32, deed: &Deed) {
        if !self.is_current(no, ticket) {
            return;
        }
        let before = self.order(no);
        self.commands += 1;
        let own =
            |fence: &u64| *fence > 0 && before.review.last_holder.as_ref() == deed.actor.officer();
        let command = Command {
            id: CommandId::new(format!("year-{}", self.commands)),
            seen: before.version,
            stands_on: Vec::new(),
            fence: Some(before.review.fence).filter(own),
            provisional: true,
            looked_at: before.files.keys().cloned().collect(),
            rulebook: RULEBOOK,
            policy: self.policy.digest().as_str().to_owned(),
            device_time: self.now,
            action: deed.action.clone(),
        };
        let answer = self.give(no, &deed.actor, command);
        self.ban(&before, deed, &answer);
        match answer {
            Answer::Accepted { .. } => {
                let kind = ActionKind::from(&deed.action);
                let by_applicant = matches!(deed.actor, Actor::Applicant { .. });
                self.changed(no, kind, by_applicant, &before);
                if let Action::BookInterview { slot } = deed.action
                    && self.slots.insert(slot.start)
                {
                    self.at(slot.end, Wake::Over(slot));
                }
                self.follow();
                self.plan_again(no, 1);
            }
            other => self.refused(no, deed, &other),
        }
    }

    /// Officers sign what they do; nobody else does.
    fn give(&mut self, no: &OrderNo, actor: &Actor, command: Command) -> Answer {
        let (registry, post) = (Arc::clone(&self.registry), self.post());
        if let Some(who) = actor.officer() {
            let signed = self.officers.sign(who, no, command);
            return self.write(|tx, moment| registry.accept(tx, &post, &signed, moment));
        }
        self.write(|tx, moment| registry.give(tx, (&post, no), actor, &command, moment))
    }

    fn changed(&mut self, no: &OrderNo, kind: ActionKind, by_applicant: bool, before: &Order) {
        self.played.accepted += 1;
        let after = self.order(no);
        let moved = before.status != after.status;
        let lawful =
            |from: Status, to: Status| TRANSITIONS.iter().any(|t| (t.from, t.to) == (from, to));
        let steps = after.changes.iter().skip(before.changes.len());
        let all_lawful = steps.clone().all(|change| lawful(change.from, change.to));
        let wrong = if before.status.is_terminal() && moved {
            Some("left a state that has no way out")
        } else if !all_lawful || (moved && steps.count() == 0) {
            Some("moved where no transition leads")
        } else if after.version <= before.version {
            Some("accepted, and nothing happened")
        } else {
            None
        };
        if let Some(wrong) = wrong {
            self.wrong(no, &format!("{wrong}: {kind:?}"));
        }
        self.tally
            .see(kind, by_applicant, (before, &after), self.now);
        let known = self.known.entry(no.clone()).or_default();
        (known.tries, known.rest) = (0, None);
    }

    pub(crate) fn wrong(&mut self, no: &OrderNo, what: &str) {
        if self.played.wrong.len() < 40 {
            self.played.wrong.push(format!("{no}: {what}"));
        }
    }

    /// A ban is met exactly when the tally says so.
    fn ban(&mut self, before: &Order, deed: &Deed, answer: &Answer) {
        if !matches!(deed.action, Action::BookInterview { .. }) {
            return;
        }
        let banned = self
            .tally
            .is_banned(&before.account, &self.policy, self.now);
        let refused = matches!(
            answer,
            Answer::Refused {
                why: Why::Order {
                    refusal: Refusal::BookingBan { .. }
                }
            }
        );
        self.played.bans += u64::from(refused);
        if banned != refused {
            let no = before.no.clone();
            self.wrong(
                &no,
                &format!("banned {banned} by the tally, {refused} by the rulebook"),
            );
        }
    }

    fn refused(&mut self, no: &OrderNo, deed: &Deed, answer: &Answer) {
        let told = serde_json::to_value(answer).unwrap();
        let code = &told["why"]["refusal"]["code"];
        let code = code.as_str().unwrap_or("not an order's").to_owned();
        let kind = ActionKind::from(&deed.action).code();
        *self
            .played
            .refused
            .entry(format!("{kind}: {code}"))
            .or_default() += 1;
        let known = self.known.entry(no.clone()).or_default();
        known.tries += 1;
        // Who is the same person is asked of whoever looks at both orders; nobody here does.
        let twins = matches!(
            answer,
            Answer::Refused {
                why: Why::Order {
                    refusal: Refusal::HitsOpen { .. }
                }
            }
        );
        known.rest = Some(if twins { Rest::Duplicate } else { Rest::Stuck });
        if known.tries < TRIES && !twins {
            self.plan_again(no, 24 * 60 + 7);
        }
    }

    /// A slot with somebody in it is over: was the post there?
    fn over(&mut self, slot: SlotTime) {
        let start = slot.start.millis().to_string();
        let mut dice = Dice::named(self.life.seed, &["outage", self.life.post, &start]);
        let away = if dice.chance(40) {
            self.played.outages += 1;
            20..20 + i64::from(self.policy.interview.outage_minutes)
        } else {
            0..0
        };
        let post = self.post();
        let minutes = slot.end.minutes_since(slot.start);
        self.write(|tx, _| {
            let here = (0..minutes).filter(|minute| !away.contains(minute));
            for minute in here {
                heard(tx, &post, slot.start.plus_minutes(minute))?;
            }
            Ok(())
        });
    }

    fn strike(&mut self) {
        let registry = Arc::clone(&self.registry);
        let due = self.clock.next();
        let nothing = Clock::stopped(self.post());
        let clock = std::mem::replace(&mut self.clock, nothing);
        let stroke = self.write(|tx, moment| registry.strike(&clock, tx, moment));
        self.clock = clock;
        let before = stroke.struck.as_ref().map(|struck| struck.order.clone());
        self.clock.heed(&stroke);
        let (Some(struck), Some(no)) = (stroke.struck, before) else {
            assert!(
                self.clock.next() != due || due.is_none(),
                "the clock stands still"
            );
            return;
        };
        match struck.answer {
            Answer::Accepted { .. } => {
                let kind = ActionKind::from(&struck.due.action);
                self.struck(&no, kind);
                self.follow();
                self.plan_again(&no, 1);
            }
            other => self.wrong(&no, &format!("the clock was refused: {other:?}")),
        }
    }

    /// The clock's own deeds: what it was before follows from the last change.
    fn struck(&mut self, no: &OrderNo, kind: ActionKind) {
        self.played.accepted += 1;
        let after = self.order(no);
        let mut before = after.clone();
        if let Some(change) = after.changes.last().filter(|change| change.at == self.now) {
            before.status = change.from;
        }
        self.tally.see(kind, false, (&before, &after), self.now);
    }
}

pub(crate) fn read<T>(
    store: &mut SqliteStore,
    mut work: impl FnMut(&mut dyn Reading) -> Told<T>,
) -> T {
    let mut said = None;
    store
        .read(&mut |tx| {
            said = Some(work(tx)?);
            Ok(())
        })
        .unwrap();
    said.unwrap()
}

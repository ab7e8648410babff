//! What somebody does next with an order: the applicant, an officer, or nobody. It follows from the order as it
//! stands and from the lot of its people, so that it can be asked again at any time.

use chrono::NaiveTime;
use lingshi_fixtures::dice::Dice;
use lingshi_rules::business::Business;
use lingshi_rules::ids::FileId;
use lingshi_rules::life::{Action, Status};
use lingshi_rules::order::Order;
use lingshi_rules::order::interview::{
    InterviewMode, InterviewRecord, InterviewResult, InterviewState, SlotTime,
};
use lingshi_rules::order::notice::Notice;
use lingshi_rules::people::{Actor, Role};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::Instant;
use lingshi_rules::values::instant::Day;
use lingshi_rules::walk::{Walk, ask_for_data_page, officer, refuse_as_abroad};
use std::collections::BTreeSet;

/// What somebody will do, and when.
#[derive(Debug, Clone)]
pub struct Deed {
    /// When.
    pub at: Instant,
    /// Who.
    pub actor: Actor,
    /// What.
    pub action: Action,
}

/// Nobody does anything by themselves any more, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rest {
    /// It has ended.
    Ended,
    /// Only the clock can move it.
    Clock,
    /// The applicant never books.
    NeverBooks,
    /// The applicant never sends the originals.
    NeverSends,
    /// The applicant never collects.
    NeverCollects,
    /// The applicant never sends what was asked for, and the post waits for ever.
    NeverAnswers,
    /// It may be another order's person, and nobody has settled it.
    Duplicate,
    /// The place they booked is still to come.
    ToCome,
    /// The rules let nobody go on.
    Stuck,
}

/// The people of one order, by lot.
pub struct People<'a> {
    policy: &'a PostPolicy,
    seed: u64,
    habits: Habits,
    hurry: u32,
    begun: Option<Instant>,
}

struct Habits {
    never_pays: bool,
    cancels: bool,
    refused: bool,
    supplements: usize,
    never_answers: bool,
    never_books: bool,
    careless: bool,
    never_sends: bool,
    never_collects: bool,
}

impl Habits {
    fn of(seed: u64, order: &Order) -> Self {
        let mut dice = Dice::named(seed, &["habits", order.no.as_str()]);
        // Carelessness is of the account: somebody comes to a ban that way.
        let mut family = Dice::named(seed, &["family", order.account.as_str()]);
        Self {
            never_pays: dice.chance(60),
            cancels: dice.chance(40) || family.chance(10),
            refused: dice.chance(50),
            supplements: dice.pick(&[0, 0, 0, 1, 1, 2]).copied().unwrap_or_default(),
            never_answers: dice.chance(60),
            never_books: dice.chance(30),
            careless: family.chance(150),
            never_sends: dice.chance(20),
            never_collects: dice.chance(30),
        }
    }
}

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

impl<'a> People<'a> {
    /// Those of this order.
    pub fn of(policy: &'a PostPolicy, seed: u64, order: &Order) -> Self {
        let habits = Habits::of(seed, order);
        Self {
            policy,
            seed,
            habits,
            hurry: 1,
            begun: None,
        }
    }

    /// The same people, so many times as quick to make up their minds, who begin to at this moment; officers keep no
    /// hours then. Slots, last days and whatever else the rules count are not hurried.
    #[must_use]
    pub fn hurried(self, times: u32, begun: Instant) -> Self {
        let (hurry, begun) = (times.max(1), Some(begun));
        Self {
            hurry,
            begun,
            ..self
        }
    }

    /// When the applicant looks which places are free; none if they never do, or have nothing to look for.
    pub fn looks_for_a_place(&self, order: &Order, now: Instant) -> Option<Instant> {
        let books = order.status == Status::InterviewToBook && !self.habits.never_books;
        let looks = books || order.status == Status::OnsiteToBook;
        looks.then(|| self.later(order, (HOUR, 6 * DAY), now))
    }

    fn dice(&self, order: &Order, of: &str) -> Dice {
        let version = order.version.to_string();
        Dice::named(self.seed, &[of, order.no.as_str(), &version])
    }

    /// So many minutes after the order came to where it stands, or now.
    fn later(&self, order: &Order, (low, high): (i64, i64), now: Instant) -> Instant {
        // One lot for all that happens in one state: the work goes on once it is begun.
        let since = order.status_since.millis().to_string();
        let mut dice = Dice::named(self.seed, &["wait", order.no.as_str(), &since]);
        let wait = dice.between(low, high) * 60_000 / i64::from(self.hurry);
        let begun = self.begun.unwrap_or(order.status_since);
        let from = order.status_since.max(begun).millis();
        let at = Instant::from_millis(from + wait);
        at.unwrap_or(now).max(now)
    }

    /// Minutes somebody is talked to.
    fn talk(&self) -> i64 {
        (10 / i64::from(self.hurry)).max(1)
    }

    /// The next moment at which officers work: from nine to five, and as long as interviews are held.
    fn working(&self, at: Instant) -> Instant {
        if self.hurry > 1 {
            return at;
        }
        let today = self.policy.local_day(at);
        let hours = |day: Day| {
            let clock = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
            let at = |hour| self.policy.local_instant(day, clock(hour)).instant();
            let office = self.policy.is_working_day(day).then(|| (at(9), at(17)));
            let late = self.policy.video_spans(day).into_iter();
            office
                .into_iter()
                .chain(late.map(|span| (span.from, span.to)))
        };
        let mut spans = today.iter_days().take(40).flat_map(hours);
        let open = spans.find(|(_, to)| at < *to);
        open.map_or(at, |(from, _)| from.max(at))
    }

    fn by_applicant(order: &Order, at: Instant, action: Action) -> Deed {
        let account = order.account.clone();
        let actor = Actor::Applicant { account };
        Deed { at, actor, action }
    }

    fn by(&self, role: Role, at: Instant, action: Action) -> Deed {
        let actor = officer(self.policy, role);
        let at = self.working(at);
        Deed { at, actor, action }
    }

    /// What is done next; `free` are the slots with room, as the applicant sees them.
    pub fn next(&self, order: &Order, free: &[SlotTime], now: Instant) -> Result<Deed, Rest> {
        if let Some(cancel) = self.cancel(order, now) {
            return Ok(cancel);
        }
        match order.status {
            Status::PendingPayment if self.habits.never_pays => Err(Rest::Clock),
            Status::PendingPayment => self.straight(order, now, (1, 20)),
            Status::FirstReview => self.review(order, now),
            Status::Supplement => self.supplement(order, now),
            Status::InterviewToBook => self.book(order, free, now),
            Status::InterviewBooked => self.meet(order, now),
            Status::OnsiteToBook => self.visit(order, free, now),
            Status::SecondReview => self.second(order, now),
            Status::ToMake if self.habits.never_sends && needs_originals(order, self.policy) => {
                Err(Rest::NeverSends)
            }
            Status::OnsiteBooked => {
                let at = order.visit.as_ref().map_or(now, |visit| visit.at);
                self.straight(order, now.max(at), (0, HOUR))
            }
            Status::ToMake => self.straight(order, now, (3 * DAY, 30 * DAY)),
            Status::Made | Status::ToMail => self.straight(order, now, (HOUR, 3 * DAY)),
            Status::ToCollect if self.habits.never_collects => Err(Rest::NeverCollects),
            Status::ToCollect => self.straight(order, now, (DAY, 70 * DAY)),
            Status::PensionProcessing => self.straight(order, now, (DAY, 20 * DAY)),
            Status::Draft
            | Status::Done
            | Status::Rejected
            | Status::Cancelled
            | Status::Expired
            | Status::PensionOk
            | Status::PensionFail => Err(Rest::Ended),
        }
    }

    fn cancel(&self, order: &Order, now: Instant) -> Option<Deed> {
        let early = matches!(order.status, Status::FirstReview | Status::Supplement);
        let may = !order.business.is_reissue() && order.business != Business::TdEmerg;
        if !(self.habits.cancels && early && may) {
            return None;
        }
        let at = self.later(order, (2 * HOUR, 3 * DAY), now);
        let written_request = None;
        Some(Self::by_applicant(
            order,
            at,
            Action::Cancel { written_request },
        ))
    }

    /// The straight way on, as it is walked when everything is in order.
    fn straight(&self, order: &Order, now: Instant, wait: (i64, i64)) -> Result<Deed, Rest> {
        let at = self.later(order, wait, now);
        let step = |at: Instant| {
            let mut walk = Walk::of(self.policy, order.clone(), at);
            // Whatever comes after the first step is asked again then.
            drop(walk.advance());
            let first = walk.commands.into_iter().zip(walk.actors).next();
            first.ok_or(Rest::Stuck)
        };
        let (command, actor) = step(at)?;
        if actor.officer().is_none() {
            let action = command.action;
            return Ok(Deed { at, actor, action });
        }
        let (command, actor) = step(self.working(at))?;
        let at = self.working(command.device_time);
        let action = command.action;
        Ok(Deed { at, actor, action })
    }

    fn review(&self, order: &Order, now: Instant) -> Result<Deed, Rest> {
        let at = self.later(order, (4 * HOUR, 4 * DAY), now);
        let told = |code: fn(&Notice) -> bool| {
            let notices = order.messages.iter().map(|message| &message.notice);
            notices.filter(|notice| code(notice)).count()
        };
        let pension = order.business.booklet().is_none();
        let asked = told(|notice| matches!(notice, Notice::N03 { .. }));
        if !pension && asked < self.habits.supplements {
            return Ok(self.by(Role::FirstReviewer, at, ask_for_data_page()));
        }
        if self.habits.refused {
            return Ok(self.by(Role::FirstReviewer, at, refuse_as_abroad()));
        }
        self.straight(order, at, (0, 1))
    }

    fn supplement(&self, order: &Order, now: Instant) -> Result<Deed, Rest> {
        if self.habits.never_answers {
            return Err(if self.policy.supplement.overdue_rejects {
                Rest::Clock
            } else {
                Rest::NeverAnswers
            });
        }
        self.straight(order, now, (6 * HOUR, 12 * DAY))
    }

    /// Somebody who tries and finds the slot taken tries another.
    fn book(&self, order: &Order, free: &[SlotTime], now: Instant) -> Result<Deed, Rest> {
        if self.habits.never_books {
            return Err(Rest::NeverBooks);
        }
        let at = self.later(order, (HOUR, 6 * DAY), now);
        let coming: Vec<SlotTime> = free
            .iter()
            .copied()
            .filter(|slot| slot.start > at)
            .collect();
        let mut dice = self.dice(order, "slot");
        let choice = if self.hurry > 1 { 10 } else { 60 };
        let soon = &coming[..coming.len().min(choice)];
        let slot = *dice.pick(soon).ok_or(Rest::Stuck)?;
        Ok(Self::by_applicant(
            order,
            at,
            Action::BookInterview { slot },
        ))
    }

    fn visit(&self, order: &Order, free: &[SlotTime], now: Instant) -> Result<Deed, Rest> {
        let at = self.later(order, (HOUR, 6 * DAY), now);
        let mut coming = free.iter().filter(|slot| slot.start > at);
        let slot = coming.next().ok_or(Rest::Stuck)?;
        let action = Action::BookVisit { at: slot.start };
        Ok(Self::by_applicant(order, at, action))
    }

    fn meet(&self, order: &Order, now: Instant) -> Result<Deed, Rest> {
        let Some(slot) = order.interview.slot else {
            return Err(Rest::Stuck);
        };
        let mut dice = self.dice(order, "meet");
        match order.interview.state {
            InterviewState::Unverified => {
                let at = self.working(slot.end.max(now));
                Ok(self.by(Role::Interviewer, at, Action::SettleUnverified))
            }
            InterviewState::Queued if order.interview.ringing => Ok(self.rings(order, now)),
            InterviewState::Queued => {
                let gap = i64::from(self.policy.interview.call_gap_minutes);
                let last = order.interview.last_call;
                let from = last.map_or(now, |last| last.plus_minutes(gap).max(now));
                Ok(self.by(Role::Interviewer, from.plus_minutes(1), Action::CallNumber))
            }
            InterviewState::InProgress => {
                let record = Box::new(self.passed(order, now));
                let action = Action::RecordInterview { record };
                Ok(self.by(Role::Interviewer, now.plus_minutes(self.talk()), action))
            }
            InterviewState::NotNeeded
            | InterviewState::ToBook
            | InterviewState::Booked
            | InterviewState::Passed
            | InterviewState::NeedsMaterials
            | InterviewState::NeedsVisit
            | InterviewState::Failed
            | InterviewState::Missed => {
                // One lot for a booking, whatever reminders come.
                let start = slot.start.millis().to_string();
                let mut lot = Dice::named(self.seed, &["booked", order.no.as_str(), &start]);
                let (cancels, misses) = if self.habits.careless {
                    (350, 450)
                } else {
                    (60, 60)
                };
                let cancel = slot.start.plus_minutes(-25 * HOUR);
                if lot.chance(cancels) && now <= cancel {
                    return Ok(Self::by_applicant(
                        order,
                        cancel.max(now),
                        Action::CancelBooking,
                    ));
                }
                if lot.chance(misses) {
                    return Err(Rest::Clock);
                }
                let at = slot.start.plus_minutes(dice.between(0, 20)).max(now);
                Ok(Self::by_applicant(order, at, Action::DrawNumber))
            }
        }
    }

    /// Most people answer; some have put the telephone away.
    fn rings(&self, order: &Order, now: Instant) -> Deed {
        let mut dice = self.dice(order, "rings");
        let deaf = if self.habits.careless { 500 } else { 80 };
        if dice.chance(deaf) {
            return self.by(
                Role::Interviewer,
                now.plus_minutes(1),
                Action::CallUnanswered,
            );
        }
        Self::by_applicant(order, now.plus_minutes(1), Action::AnswerCall)
    }

    fn passed(&self, order: &Order, now: Instant) -> InterviewRecord {
        let mode = InterviewMode::Video;
        let walk = Walk::of(self.policy, order.clone(), now.plus_minutes(self.talk()));
        let mut dice = self.dice(order, "result");
        InterviewRecord {
            mode,
            from: now,
            to: now.plus_minutes(self.talk()),
            lines: walk.all_in_order(mode),
            screenshots: BTreeSet::from([FileId::new("screenshot")]),
            signed_record: false,
            guardian_present: true,
            result: if dice.chance(60) {
                InterviewResult::Interrupted
            } else {
                InterviewResult::Passed
            },
            remark: None,
        }
    }

    fn second(&self, order: &Order, now: Instant) -> Result<Deed, Rest> {
        let mut lot = Dice::named(self.seed, &["second", order.no.as_str()]);
        let before = order
            .changes
            .iter()
            .any(|change| change.to == Status::SecondReview && change.at < order.status_since);
        let at = self.later(order, (2 * HOUR, 3 * DAY), now);
        if lot.chance(50) && !before {
            let comment = "请核对姓名拼音".to_owned();
            return Ok(self.by(Role::SecondReviewer, at, Action::SendBack { comment }));
        }
        self.straight(order, now, (2 * HOUR, 3 * DAY))
    }
}

fn needs_originals(order: &Order, policy: &PostPolicy) -> bool {
    !lingshi_rules::life::notices::missing_originals(order, policy).is_empty()
}

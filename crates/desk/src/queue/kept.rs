//! What is kept of one order: what the queue counts or shows, and nothing else of the person.

use super::stage::{Flag, Stage};
use lingshi_rules::business::Business;
use lingshi_rules::order::interview::{InterviewState, SlotTime};
use lingshi_rules::order::review::PriorityFlag;
use lingshi_rules::order::{Order, Status};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::instant::{Day, Instant};
use lingshi_rules::values::{OrderNo, PersonName};

/// One order, as far as the queue goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) no: OrderNo,
    pub(super) version: u32,
    pub(super) status: Status,
    pub(super) since: Instant,
    pub(super) meets: Option<Meets>,
    emergency: bool,
    back: bool,
    claimed_until: Option<Instant>,
    held_until: Option<Instant>,
    due: Option<Day>,
}

/// When the applicant and an officer meet, or met last; only for this a name is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meets {
    pub(super) name: PersonName,
    pub(super) business: Business,
    pub(super) slot: SlotTime,
    pub(super) state: InterviewState,
    pub(super) number: Option<u32>,
}

impl Kept {
    pub(super) fn of(order: &Order) -> Self {
        let review = &order.review;
        let flagged = review.priority.contains(&PriorityFlag::Emergency);
        Self {
            no: order.no.clone(),
            version: order.version,
            status: order.status,
            since: order.status_since,
            meets: meets(order),
            emergency: flagged || order.business == Business::TdEmerg,
            back: review.supplement_back.is_some(),
            claimed_until: review.claim.as_ref().map(|claim| claim.until),
            held_until: review.hold.as_ref().map(|hold| hold.until),
            due: review.supplement.as_ref().map(|asked| asked.due),
        }
    }

    /// In which stage it is counted on this day: what has ended counts on the day it ended.
    pub(super) fn stage(&self, policy: &PostPolicy, today: Day) -> Option<Stage> {
        let stage = Stage::of(self.status)?;
        let counts = stage != Stage::EndedToday || policy.local_day(self.since) == today;
        counts.then_some(stage)
    }

    /// Whether a flag stands on it at this moment.
    pub(super) fn has(&self, flag: Flag, policy: &PostPolicy, now: Instant) -> bool {
        let today = policy.local_day(now);
        match flag {
            Flag::Emergency => self.emergency && !self.status.is_terminal(),
            Flag::Overdue => {
                self.status == Status::Supplement && self.due.is_some_and(|due| due < today)
            }
            Flag::Back => self.back && self.status == Status::FirstReview,
            Flag::MeetsToday => {
                self.status == Status::InterviewBooked && self.meets_on(policy, today)
            }
            Flag::Held => self.held_until.is_some_and(|until| until > now),
            Flag::Claimed => self.claimed_until.is_some_and(|until| until > now),
        }
    }

    /// Whether they meet, or met, on this day.
    pub(super) fn meets_on(&self, policy: &PostPolicy, day: Day) -> bool {
        self.meets
            .as_ref()
            .is_some_and(|meets| policy.local_day(meets.slot.start) == day)
    }
}

/// The booked slot; once it was left, the interview that was held last.
fn meets(order: &Order) -> Option<Meets> {
    let interview = &order.interview;
    let held = interview.held.last().map(|held| SlotTime {
        start: held.record.from,
        end: held.record.to,
    });
    Some(Meets {
        name: order.form.applicant.name.clone(),
        business: order.business,
        slot: interview.slot.or(held)?,
        state: interview.state,
        number: interview.number,
    })
}

//! What falls due by itself on an order, and when: the countdown of a payment, the end of a slot, the last day of a
//! supplement, reminders, and what may no longer be kept. The server's clockwork gives it as a command of nobody,
//! and asks again afterwards; whatever an hour late or twice it comes, the rulebook decides what becomes of it.
//!
//! A claim that ran out needs no clockwork: the order is free from that moment, and whoever had it may still write.

use crate::life::Action;
use crate::order::interview::InterviewState;
use crate::order::notice::Notice;
use crate::order::{Order, Status};
use crate::post::PostPolicy;
use crate::retention;
use crate::values::Instant;

/// Something that falls due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// From this moment on.
    pub at: Instant,
    /// What is to be done then.
    pub action: Action,
}

/// What falls due first, as the order stands. Of reminders that were missed only the last is worth sending: it
/// takes the time to know that.
pub fn due(order: &Order, policy: &PostPolicy, now: Instant) -> Option<Due> {
    let mut all = Vec::new();
    match order.status {
        Status::PendingPayment => all.extend(payment(order)),
        Status::Supplement => all.extend(supplement(order, policy)),
        Status::InterviewBooked => {
            all.extend(slot_over(order));
            all.extend(meeting(order, policy, now));
        }
        Status::ToCollect => all.extend(collection(order, policy, now)),
        Status::Draft
        | Status::FirstReview
        | Status::InterviewToBook
        | Status::OnsiteToBook
        | Status::OnsiteBooked
        | Status::SecondReview
        | Status::ToMake
        | Status::Made
        | Status::ToMail
        | Status::Done
        | Status::Rejected
        | Status::Cancelled
        | Status::Expired
        | Status::PensionProcessing
        | Status::PensionOk
        | Status::PensionFail => {}
    }
    let erasures = retention::coming(order, policy).into_iter();
    all.extend(
        erasures
            .filter(|erasure| !erasure.files.is_empty())
            .map(|erasure| Due {
                at: erasure.since,
                action: Action::EraseImages {
                    erased: erasure.what,
                },
            }),
    );
    all.into_iter().min_by_key(|due| due.at)
}

fn payment(order: &Order) -> Option<Due> {
    let action = Action::ExpirePayment;
    order.payment.until.map(|at| Due { at, action })
}

fn supplement(order: &Order, policy: &PostPolicy) -> Option<Due> {
    if !policy.supplement.overdue_rejects {
        return None;
    }
    let last = order.review.supplement.as_ref()?.due;
    Some(Due {
        at: policy.day_start(last.succ_opt()?),
        action: Action::ExpireSupplement,
    })
}

/// Whoever waits in the hall or is on the screen is looked after by officers, and so is a slot in doubt.
fn slot_over(order: &Order) -> Option<Due> {
    let interview = &order.interview;
    let expected = !matches!(
        interview.state,
        InterviewState::Queued | InterviewState::InProgress | InterviewState::Unverified
    );
    let slot = interview.slot.filter(|_| expected)?;
    Some(Due {
        at: slot.end,
        action: Action::MarkMissed,
    })
}

/// A reminder with its moment, whether or not it was sent.
struct Reminder {
    due: Due,
    sent: bool,
}

/// The next one to send: the last of those whose moment has come, or else the first of those to come. One that
/// comes after it makes an earlier one useless.
fn next(reminders: impl Iterator<Item = Reminder>, now: Instant) -> Option<Due> {
    let (mut come, mut coming): (Vec<_>, Vec<_>) = reminders.partition(|one| one.due.at <= now);
    come.sort_by_key(|one| one.due.at);
    coming.sort_by_key(|one| one.due.at);
    let last = come.pop().filter(|one| !one.sent);
    let first = || coming.into_iter().find(|one| !one.sent);
    last.or_else(first).map(|one| one.due)
}

fn was_told(order: &Order, notice: &Notice) -> bool {
    let since = order.status_since;
    let mut messages = order.messages.iter();
    messages.any(|message| message.notice == *notice && message.at >= since)
}

fn meeting(order: &Order, policy: &PostPolicy, now: Instant) -> Option<Due> {
    let slot = order.interview.slot.filter(|slot| now < slot.start)?;
    let all = policy.interview.reminder_minutes.iter();
    let reminders = all.map(|minutes| Reminder {
        due: Due {
            at: slot.start.plus_minutes(-i64::from(*minutes)),
            action: Action::RemindInterview { minutes: *minutes },
        },
        sent: was_told(
            order,
            &Notice::N07r {
                slot,
                minutes: *minutes,
            },
        ),
    });
    // Whoever booked later than that knows.
    let reminders = reminders.filter(|one| one.due.at >= order.status_since);
    next(reminders, now)
}

fn collection(order: &Order, policy: &PostPolicy, now: Instant) -> Option<Due> {
    let all = policy.hand_over.reminder_days.iter();
    let reminders = all.map(|days| Reminder {
        due: Due {
            at: order.status_since.plus_days(i64::from(*days)),
            action: Action::RemindPickup { days: *days },
        },
        sent: was_told(order, &Notice::N25 { days: *days }),
    });
    next(reminders, now)
}

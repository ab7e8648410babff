//! 预约 (T08, T09): slots, the 24-hour rule, the ban.

use crate::life::account;
use crate::life::context::Context;
use crate::life::deed::Deed;
use crate::life::event::What;
use crate::life::notice::Notice;
use crate::life::refusal::Refusal;
use crate::life::transition::TransitionId as T;
use crate::order::interview::SlotTime;
use crate::order::review::Counted;
use crate::order::{Order, Status};

pub(super) fn may_book(ctx: &Context<'_>) -> Result<(), Refusal> {
    match account::booking_ban(ctx.facts, &ctx.policy.interview, ctx.now) {
        Some(until) => Err(Refusal::BookingBan { until }),
        None => Ok(()),
    }
}

pub(super) fn book(deed: &mut Deed<'_>, slot: SlotTime) -> Result<(), Refusal> {
    let facts = deed
        .ctx
        .facts
        .slot
        .filter(|s| s.time == slot && !s.closed)
        .ok_or(Refusal::SlotClosed)?;
    if slot.start <= deed.ctx.now {
        return Err(Refusal::SlotPast);
    }
    if facts.booked >= facts.capacity {
        return Err(Refusal::SlotFull);
    }
    deed.did(What::InterviewBooked { slot });
    deed.moved_and_told(T::T08, Status::InterviewBooked, None, Notice::N07 { slot });
    Ok(())
}

/// Once, at its time, if it was booked before that.
pub(super) fn remind(deed: &mut Deed<'_>, minutes: u16) -> Result<(), Refusal> {
    let (order, ctx) = (deed.order, deed.ctx);
    let slot = order.interview.slot.ok_or(Refusal::SlotClosed)?;
    let due = slot.start.plus_minutes(-i64::from(minutes));
    let notice = Notice::N07r { slot, minutes };
    let listed = ctx.policy.interview.reminder_minutes.contains(&minutes);
    let sent = order
        .messages
        .iter()
        .any(|m| m.notice == notice && m.at >= order.status_since);
    let late = slot.start <= ctx.now || due < order.status_since;
    if !listed || sent || late || ctx.now < due {
        return Err(Refusal::TooEarly {
            first: ctx.policy.local_day(due),
        });
    }
    deed.told(notice);
    Ok(())
}

pub(super) fn may_cancel(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    let Some(slot) = order.interview.slot else {
        return Err(Refusal::SlotClosed);
    };
    let until = slot
        .start
        .plus_hours(-i64::from(ctx.policy.interview.cancel_hours));
    if ctx.now <= until {
        Ok(())
    } else {
        Err(Refusal::TooLateToCancel { until })
    }
}

pub(super) fn cancel(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    deed.did(What::BookingEnded { missed: false });
    let strikes = strike(deed, Counted::BookingCancelled);
    deed.moved_and_told(
        T::T09,
        Status::InterviewToBook,
        None,
        Notice::N08 { strikes },
    );
    tell_ban(deed, strikes);
    Ok(())
}

/// Counts one strike and says how many there are now.
pub(super) fn strike(deed: &mut Deed<'_>, counted: Counted) -> u16 {
    deed.did(What::AccountCounted { counted });
    account::strikes(deed.ctx.facts, &deed.ctx.policy.interview, deed.ctx.now).saturating_add(1)
}

/// The strike that brings the ban also tells of it.
pub(super) fn tell_ban(deed: &mut Deed<'_>, strikes: u16) {
    use crate::post::policy::BanWhen;
    let rules = &deed.ctx.policy.interview;
    let banned = match rules.ban_when {
        BanWhen::MoreThan => strikes > rules.strike_limit,
        BanWhen::Reaches => strikes >= rules.strike_limit,
    };
    if banned {
        let until = deed.ctx.now.plus_days(i64::from(rules.ban_days));
        deed.told(Notice::N24 {
            until,
            booking: true,
        });
    }
}

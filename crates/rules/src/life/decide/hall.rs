//! 取号大厅: numbers, calls, missed turns (T10), and slots in doubt.

use super::booking;
use crate::life::action::ActionKind;
use crate::life::context::Context;
use crate::life::deed::Deed;
use crate::life::event::What;
use crate::life::notice::Notice;
use crate::life::refusal::Refusal;
use crate::life::transition::TransitionId as T;
use crate::order::interview::InterviewState;
use crate::order::review::Counted;
use crate::order::{Order, Status};
use crate::people::Actor;

pub(super) fn may_draw(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    let Some(slot) = order.interview.slot else {
        return Err(Refusal::SlotClosed);
    };
    if order.interview.number.is_some() {
        return Err(Refusal::NumberDrawn);
    }
    let inside = slot.start <= ctx.now && ctx.now < slot.end;
    if inside {
        Ok(())
    } else {
        Err(Refusal::NotInSlot {
            start: slot.start,
            end: slot.end,
        })
    }
}

pub(super) fn draw(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    deed.did(What::NumberDrawn {
        number: deed.ctx.facts.next_number.max(1),
    });
    Ok(())
}

pub(super) fn may_answer(order: &Order) -> Result<(), Refusal> {
    if order.interview.ringing {
        Ok(())
    } else {
        Err(Refusal::NotCalled)
    }
}

pub(super) fn may_call(order: &Order, kind: ActionKind, ctx: &Context<'_>) -> Result<(), Refusal> {
    if order.interview.state != InterviewState::Queued {
        return Err(Refusal::NoNumber);
    }
    if kind == ActionKind::CallUnanswered {
        return may_answer(order);
    }
    let gap = i64::from(ctx.policy.interview.call_gap_minutes);
    match order.interview.last_call.map(|last| last.plus_minutes(gap)) {
        Some(from) if ctx.now < from => Err(Refusal::CallTooSoon { from }),
        Some(_) | None => Ok(()),
    }
}

/// Three calls, then once to the end of the hall, then 过号.
pub(super) fn unanswered(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    let rules = &deed.ctx.policy.interview;
    let interview = &deed.order.interview;
    deed.did(What::CallUnanswered);
    if interview.unanswered + 1 < rules.calls {
        return Ok(());
    }
    if interview.moved < rules.move_to_end {
        deed.did(What::MovedToEnd {
            number: deed.ctx.facts.next_number.max(1),
        });
        return Ok(());
    }
    miss(deed);
    Ok(())
}

fn miss(deed: &mut Deed<'_>) {
    deed.did(What::BookingEnded { missed: true });
    let strikes = booking::strike(deed, Counted::InterviewMissed);
    deed.moved_and_told(
        T::T10,
        Status::InterviewToBook,
        None,
        Notice::N09 {
            strikes,
            counted: true,
        },
    );
    booking::tell_ban(deed, strikes);
}

pub(super) fn may_mark_missed(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    let Some(slot) = order.interview.slot else {
        return Err(Refusal::SlotClosed);
    };
    let waits = matches!(
        order.interview.state,
        InterviewState::Queued | InterviewState::InProgress
    );
    let in_doubt = order.interview.state == InterviewState::Unverified;
    if in_doubt || ctx.now < slot.end || waits {
        Err(Refusal::StillExpected)
    } else {
        Ok(())
    }
}

/// The clockwork does not punish an outage: a slot during which the post was cut off is put in doubt.
pub(super) fn missed(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    let clockwork = matches!(deed.ctx.actor, Actor::System);
    if clockwork && deed.ctx.facts.slot_cut_off {
        deed.did(What::SlotUnverified);
        return Ok(());
    }
    miss(deed);
    Ok(())
}

pub(super) fn may_settle(order: &Order) -> Result<(), Refusal> {
    let in_doubt = order.interview.state == InterviewState::Unverified;
    if in_doubt {
        Ok(())
    } else {
        Err(Refusal::NotUnverified)
    }
}

/// Nobody was interviewed and nobody is to blame: book again, nothing counted.
pub(super) fn settle(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    without_strike(deed);
    Ok(())
}

/// Back to booking because of the post or the line.
pub(super) fn without_strike(deed: &mut Deed<'_>) {
    deed.did(What::BookingEnded { missed: false });
    let strikes =
        crate::life::account::strikes(deed.ctx.facts, &deed.ctx.policy.interview, deed.ctx.now);
    deed.moved_and_told(
        T::T10,
        Status::InterviewToBook,
        None,
        Notice::N09 {
            strikes,
            counted: false,
        },
    );
}

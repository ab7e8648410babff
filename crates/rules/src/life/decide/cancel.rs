//! 取消订单 (T21): C1–C7.

use super::text;
use crate::business::Business;
use crate::life::account;
use crate::life::context::Context;
use crate::life::deed::Deed;
use crate::life::event::What;
use crate::life::notice::Notice;
use crate::life::refusal::{Refusal, TextOf};
use crate::life::transition::TransitionId as T;
use crate::order::review::Counted;
use crate::order::{Order, Status};
use crate::people::Actor;

pub(super) fn may_cancel(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    let rules = &ctx.policy.cancellation;
    let at_post = order.status != Status::PendingPayment;
    if at_post && order.business.is_reissue() {
        return Err(Refusal::ReissueNotCancellable);
    }
    if at_post && order.business == Business::TdEmerg {
        return Err(Refusal::EmergencyNotCancellable);
    }
    if order.status.is_past_first_review() && rules.not_after_first_review.contains(&order.business)
    {
        return Err(Refusal::ReviewedNotCancellable);
    }
    let offered = match order.status {
        Status::PendingPayment => rules.while_payment_pending,
        Status::InterviewToBook | Status::InterviewBooked => rules.while_interview,
        Status::Draft
        | Status::FirstReview
        | Status::Supplement
        | Status::OnsiteToBook
        | Status::OnsiteBooked
        | Status::SecondReview
        | Status::ToMake
        | Status::Made
        | Status::ToCollect
        | Status::ToMail
        | Status::Done
        | Status::Rejected
        | Status::Cancelled
        | Status::Expired
        | Status::PensionProcessing
        | Status::PensionOk
        | Status::PensionFail => true,
    };
    if offered {
        Ok(())
    } else {
        Err(Refusal::SwitchedOff)
    }
}

pub(super) fn cancel(deed: &mut Deed<'_>, request: Option<&str>) -> Result<(), Refusal> {
    let by_applicant = matches!(deed.ctx.actor, Actor::Applicant { .. });
    let reason = match request {
        Some(request) if !by_applicant => Some(text::needed(TextOf::Reason, request, text::SHORT)?),
        None if !by_applicant => return Err(Refusal::WrittenRequestNeeded),
        Some(_) | None => None,
    };
    let rules = &deed.ctx.policy.cancellation;
    let before = account::cancellations(deed.ctx.facts, rules, deed.ctx.now);
    let count = before + u16::from(by_applicant);
    // Only the applicant's own cancellations are counted.
    if by_applicant {
        deed.did(What::AccountCounted {
            counted: Counted::Cancellation,
        });
    }
    deed.moved_and_told(T::T21, Status::Cancelled, reason, Notice::N15 { count });
    if by_applicant && count >= rules.limit {
        let until = deed.ctx.now.plus_days(i64::from(rules.ban_days));
        deed.told(Notice::N24 {
            until,
            booking: false,
        });
    }
    Ok(())
}

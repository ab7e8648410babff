//! 复审 (T13, T14) and 恢复 (T28): another person than the first reviewer.

use super::{review, text};
use crate::business::{Booklet, Business};
use crate::life::context::Context;
use crate::life::deed::Deed;
use crate::life::event::What;
use crate::life::refusal::{Did, Refusal, TextOf};
use crate::life::transition::TransitionId as T;
use crate::order::review::{Approval, HitLevel, Validity};
use crate::order::{Order, Status};
use crate::post::policy::{MailInTrigger, OnsiteAfter, PostPolicy};
use crate::values::Money;

/// None of those who first-reviewed this order may second-review it.
pub(super) fn other_person(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    let me = ctx.actor.officer();
    let same = order.review.forwarded.iter().any(|r| Some(&r.by) == me);
    if same {
        Err(Refusal::OtherPersonNeeded {
            did: Did::FirstReview,
        })
    } else {
        Ok(())
    }
}

pub(super) fn may_approve(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    other_person(order, ctx)?;
    let open_a = review::open_hits(order, ctx)
        .filter(|h| h.level == HitLevel::A)
        .count();
    if open_a > 0 {
        let count = u32::try_from(open_a).unwrap_or(u32::MAX);
        return Err(Refusal::HitsOpen {
            count,
            level: HitLevel::A,
        });
    }
    review::not_the_one_to_go(order)?;
    if ctx.policy.mail_in.trigger == MailInTrigger::SecondReview {
        let missing = crate::life::notices::missing_originals(order, ctx.policy);
        if !missing.is_empty() {
            return Err(Refusal::OriginalsMissing {
                missing: missing.into_iter().collect(),
            });
        }
        super::money::paid(order)?;
    }
    Ok(())
}

/// The validities an approver may give.
pub fn fitting_validities(
    order: &Order,
    policy: &PostPolicy,
    on: crate::values::instant::Day,
) -> Vec<Validity> {
    match (order.business, order.business.booklet()) {
        (Business::PpNote, _) => vec![Validity::Unchanged],
        (Business::TdEmerg, _) => vec![Validity::OneYearSingle],
        (_, Some(Booklet::Passport)) if order.form.is_minor(on) => vec![Validity::FiveYears],
        (_, Some(Booklet::Passport)) => vec![Validity::TenYears],
        (_, Some(Booklet::TravelDocument)) if policy.review.two_year_travel_document => {
            vec![Validity::TwoYearsMultiple, Validity::OneYearSingle]
        }
        (_, Some(Booklet::TravelDocument)) => vec![Validity::OneYearSingle],
        (_, None) => Vec::new(),
    }
}

pub(super) fn check_approval(
    order: &Order,
    approval: &Approval,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    let fitting = fitting_validities(order, ctx.policy, order.age_day(ctx.policy, ctx.now));
    if !fitting.contains(&approval.validity) {
        return Err(Refusal::WrongValidity { fitting });
    }
    let most = u8::try_from(order.form.annotations.len()).unwrap_or(u8::MAX);
    if approval.annotations_charged > most {
        return Err(Refusal::TooManyAnnotations { most });
    }
    let printed = &approval.printed;
    let latin = format!("{}{}", printed.surname_latin, printed.given_latin);
    text::needed(TextOf::Name, &latin, 2 * text::NUMBER)?;
    Ok(())
}

/// 多退少补: the tariff with the annotations the approver counted.
pub(super) fn final_fee(order: &Order, approval: &Approval, policy: &PostPolicy) -> Money {
    let charged = approval.annotations_charged;
    crate::fees::tariff(order.business, order.form.pickup.mode, charged, policy).total()
}

pub(super) fn approve(deed: &mut Deed<'_>, approval: &Approval) -> Result<(), Refusal> {
    let (order, ctx) = (deed.order, deed.ctx);
    check_approval(order, approval, ctx)?;
    if approval.batch.is_some() {
        let why = crate::batch::why_not(order, ctx);
        if !why.is_empty() {
            return Err(Refusal::NotForBatch { why });
        }
    }
    let by = ctx.officer()?;
    deed.did(What::Approved {
        approval: Box::new(approval.clone()),
        by,
    });
    let due = final_fee(order, approval, ctx.policy);
    let visit = ctx
        .policy
        .onsite
        .as_ref()
        .filter(|o| o.after == OnsiteAfter::SecondReview && !order.was_visited());
    if let Some(onsite) = visit {
        let notice = crate::life::notices::visit(order, onsite, ctx);
        deed.moved_and_told(T::T24, Status::OnsiteToBook, None, notice);
    } else {
        let notice = crate::life::notices::to_make(order, due, ctx);
        deed.moved_and_told(T::T13, Status::ToMake, None, notice);
    }
    if due != order.payment.due {
        super::money::set_fee(deed, due);
    }
    Ok(())
}

pub(super) fn send_back(deed: &mut Deed<'_>, comment: &str) -> Result<(), Refusal> {
    let comment = text::needed(TextOf::Comment, comment, text::SHORT)?;
    deed.did(What::SentBack {
        comment: comment.clone(),
    });
    deed.moved(T::T14, Status::FirstReview, Some(comment));
    Ok(())
}

pub(super) fn may_restore(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    if !ctx.policy.review.restore_rejected {
        return Err(Refusal::SwitchedOff);
    }
    let me = ctx.actor.officer();
    let same = order
        .review
        .refused_by
        .iter()
        .any(|by| by.officer().is_some() && by.officer() == me);
    if same {
        Err(Refusal::OtherPersonNeeded { did: Did::Refusal })
    } else {
        Ok(())
    }
}

pub(super) fn restore(deed: &mut Deed<'_>, reason: &str) -> Result<(), Refusal> {
    let reason = text::needed(TextOf::Reason, reason, text::SHORT)?;
    let order = deed.order;
    deed.moved(T::T28, Status::FirstReview, Some(reason));
    let due = crate::fees::fee_of(order.business, &order.form, deed.ctx.policy).total();
    if due != order.payment.due {
        deed.did(What::FeeSet { due });
    }
    Ok(())
}

//! 制证 (T16–T18, T23): the gate, the booklet, the second look, the old booklet, lost passports.

use super::{money, text};
use crate::business::Business;
use crate::life::action::ActionKind;
use crate::life::context::Context;
use crate::life::deed::Deed;
use crate::life::event::What;
use crate::life::notices::missing_originals;
use crate::life::refusal::{Did, Refusal, TextOf};
use crate::life::transition::TransitionId as T;
use crate::order::making::Made;
use crate::order::originals::{Clipping, OldDocumentState as Old, Original, Verification};
use crate::order::review::Validity;
use crate::order::{Order, Status};
use crate::post::policy::{PickupMode, PostPolicy};
use crate::values::instant::Day;
use chrono::Months;

/// 制证 may begin: the old booklet is here, or will be cancelled at pick-up, or there is none; and a lost
/// passport was looked up with the authority that issued it.
pub fn make_gate(order: &Order, policy: &PostPolicy) -> Result<(), Refusal> {
    let at_pickup =
        order.form.pickup.mode != PickupMode::Mail && policy.hand_over.old_document_at_pickup;
    // An annotation goes into the old booklet: no post can do without it.
    let annotated = order.business == Business::PpNote;
    let waits = annotated || (policy.making.waits_for_originals && !at_pickup);
    if order.old_document == Old::Awaited && waits && order.business != Business::TdEmerg {
        return Err(Refusal::OriginalsMissing {
            missing: waited_for(order, policy),
        });
    }
    let looked_up = order.business == Business::PpReissue && order.form.old_booklet_is_missing();
    match order.verification {
        Verification::Mismatch => Err(Refusal::VerificationMismatch),
        Verification::None | Verification::Sent
            if looked_up && policy.making.verify_lost_passports =>
        {
            Err(Refusal::VerificationOpen)
        }
        Verification::None | Verification::Sent | Verification::Confirmed => Ok(()),
    }
}

/// Everything missing where the post waits for originals, and the old booklet in any case.
fn waited_for(order: &Order, policy: &PostPolicy) -> Vec<Original> {
    let missing = missing_originals(order, policy);
    if policy.making.waits_for_originals && !missing.is_empty() {
        missing.into_iter().collect()
    } else {
        vec![Original::OldDocument]
    }
}

pub(super) fn may_make(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    if let Some(centre) = &ctx.policy.making.centre {
        let back = order
            .making
            .centre
            .as_ref()
            .is_some_and(|c| c.back.is_some());
        if !back {
            return Err(Refusal::CentreNeeded {
                centre: centre.clone(),
            });
        }
    }
    make_gate(order, ctx.policy)
}

pub(super) fn centre_step(
    order: &Order,
    kind: ActionKind,
    ctx: &Context<'_>,
) -> Result<(), Refusal> {
    if ctx.policy.making.centre.is_none() {
        return Err(Refusal::NoCentre);
    }
    let out = order.making.centre.as_ref().map(|c| c.back.is_some());
    let fits = if kind == ActionKind::SendToCentre {
        out.is_none()
    } else {
        out == Some(false)
    };
    if !fits {
        return Err(Refusal::CentreStep);
    }
    if kind == ActionKind::SendToCentre {
        make_gate(order, ctx.policy)
    } else {
        Ok(())
    }
}

pub(super) fn to_centre(deed: &mut Deed<'_>, batch: &str) -> Result<(), Refusal> {
    let batch = text::needed(TextOf::Number, batch, text::NUMBER)?;
    deed.did(What::SentToCentre { batch });
    Ok(())
}

/// The last day a document issued on a day is valid; none where the old booklet goes on.
pub fn expiry_of(validity: Validity, issued: Day) -> Option<Day> {
    let years = match validity {
        Validity::FiveYears => 5,
        Validity::TenYears => 10,
        Validity::TwoYearsMultiple => 2,
        Validity::OneYearSingle => 1,
        Validity::Unchanged => return None,
    };
    issued
        .checked_add_months(Months::new(12 * years))?
        .pred_opt()
}

/// An annotation goes into the old booklet, time and again; any other booklet is a new one.
fn is_its_number(order: &Order, number: &str) -> bool {
    let old = order.form.old_document.as_ref();
    let same = old.is_some_and(|d| d.number.trim().eq_ignore_ascii_case(number));
    if order.business == Business::PpNote {
        same
    } else {
        !same && !order.making.spoiled.iter().any(|s| s == number)
    }
}

pub(super) fn made(
    deed: &mut Deed<'_>,
    number: &str,
    issued: Day,
    expires: Day,
) -> Result<(), Refusal> {
    let (order, ctx) = (deed.order, deed.ctx);
    let number = text::needed(TextOf::Number, number, text::NUMBER)?;
    if !is_its_number(order, &number) {
        return Err(Refusal::OldNumberDiffers);
    }
    if issued > ctx.today() {
        return Err(Refusal::TooLate { last: ctx.today() });
    }
    let validity = order.review.approval.as_ref().map(|a| a.validity);
    match validity.and_then(|v| expiry_of(v, issued)) {
        Some(right) if right != expires => return Err(Refusal::BookletDates { expires: right }),
        Some(_) | None => {}
    }
    let by = ctx.officer()?;
    deed.did(What::BookletMade {
        made: Made {
            number,
            issued,
            expires,
            by,
            at: ctx.now,
            checked_by: None,
        },
    });
    let notice = crate::life::notices::made(order, ctx);
    deed.moved_and_told(T::T16, Status::Made, None, notice);
    Ok(())
}

pub(super) fn may_check(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    let made = order.making.made.as_ref().ok_or(Refusal::NoBooklet)?;
    if made.checked_by.is_some() {
        return Err(Refusal::AlreadyChecked);
    }
    if ctx.actor.officer() == Some(&made.by) {
        return Err(Refusal::OtherPersonNeeded { did: Did::Making });
    }
    Ok(())
}

pub(super) fn check(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    let by = deed.ctx.officer()?;
    deed.did(What::BookletChecked { by });
    Ok(())
}

pub(super) fn spoil(deed: &mut Deed<'_>, reason: &str) -> Result<(), Refusal> {
    let reason = text::needed(TextOf::Reason, reason, text::SHORT)?;
    deed.did(What::BookletSpoiled);
    deed.moved(T::T23, Status::ToMake, Some(reason));
    Ok(())
}

fn second_look(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    let checked = order
        .making
        .made
        .as_ref()
        .is_some_and(|m| m.checked_by.is_some());
    if checked || !ctx.policy.making.second_person_check {
        Ok(())
    } else {
        Err(Refusal::BookletUnchecked)
    }
}

pub(super) fn may_be_collected(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    let mode = order.form.pickup.mode;
    if mode == PickupMode::Mail {
        return Err(Refusal::OtherPickupMode { mode });
    }
    second_look(order, ctx)
}

pub(super) fn ready_for_pickup(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    let notice = crate::life::notices::to_collect(deed.order);
    deed.moved_and_told(T::T17, Status::ToCollect, None, notice);
    Ok(())
}

pub(super) fn may_be_mailed(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    let mode = order.form.pickup.mode;
    if mode != PickupMode::Mail {
        return Err(Refusal::OtherPickupMode { mode });
    }
    second_look(order, ctx)?;
    money::paid(order)?;
    let wanted = ctx.policy.mail_in.return_envelope.is_some();
    if wanted && !order.originals.here.contains(&Original::ReturnEnvelope) {
        return Err(Refusal::ReturnEnvelopeMissing);
    }
    Ok(())
}

pub(super) fn ready_for_mail(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    let notice = crate::life::notices::to_mail();
    deed.moved_and_told(T::T18, Status::ToMail, None, notice);
    Ok(())
}

pub(super) fn old_document_step(order: &Order, kind: ActionKind) -> Result<(), Refusal> {
    let damaged = order.form.old_booklet_is_damaged();
    let keeps = kind == ActionKind::KeepOldDocument;
    // An annotated booklet goes on living; a damaged one is kept, every other is clipped.
    let fits = order.old_document == Old::Received
        && damaged == keeps
        && order.business != Business::PpNote;
    if fits {
        Ok(())
    } else {
        Err(Refusal::OldDocumentStep)
    }
}

pub(super) fn clip(deed: &mut Deed<'_>, visa_spared: bool) -> Result<(), Refusal> {
    let clipping = Clipping {
        by: deed.ctx.actor.by(),
        at: deed.ctx.now,
        visa_spared,
    };
    deed.did(What::OldDocumentMoved {
        to: Old::Cancelled,
        clipping: Some(clipping),
    });
    Ok(())
}

pub(super) fn keep(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    deed.did(What::OldDocumentMoved {
        to: Old::Kept,
        clipping: None,
    });
    Ok(())
}

pub(super) fn loss_step(order: &Order, kind: ActionKind) -> Result<(), Refusal> {
    let from = if kind == ActionKind::ReportLoss {
        Old::Lost
    } else {
        Old::Reported
    };
    if order.old_document == from {
        Ok(())
    } else {
        Err(Refusal::OldDocumentStep)
    }
}

pub(super) fn loss(deed: &mut Deed<'_>, kind: ActionKind) -> Result<(), Refusal> {
    let to = if kind == ActionKind::ReportLoss {
        Old::Reported
    } else {
        Old::DeclaredVoid
    };
    deed.did(What::OldDocumentMoved { to, clipping: None });
    Ok(())
}

pub(super) fn verification_step(order: &Order, kind: ActionKind) -> Result<(), Refusal> {
    let sent = order.verification == Verification::Sent;
    let fits = if kind == ActionKind::SendVerification {
        !sent
    } else {
        sent
    };
    if !order.form.old_booklet_is_missing() {
        return Err(Refusal::OldDocumentStep);
    }
    if fits {
        Ok(())
    } else {
        Err(Refusal::VerificationOpen)
    }
}

pub(super) fn verification(deed: &mut Deed<'_>, to: Verification) -> Result<(), Refusal> {
    deed.did(What::VerificationMoved { to });
    Ok(())
}

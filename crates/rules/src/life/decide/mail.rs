//! 收件登记: what comes in the envelope, what goes straight back, what does not agree (T22).

use super::{text, wording};
use crate::life::context::Context;
use crate::life::deed::Deed;
use crate::life::event::What;
use crate::life::notice::Notice;
use crate::life::notices::expected_originals;
use crate::life::refusal::{Refusal, TextOf};
use crate::life::transition::TransitionId as T;
use crate::order::originals::{Intake, OldDocumentState, Original, ReturnCause};
use crate::order::{Order, Status};
use crate::outgoing::WordsPlace;
use crate::post::policy::{MailInTrigger, WrongMail};
use std::collections::BTreeSet;

/// The state from which this post takes originals.
fn trigger(ctx: &Context<'_>) -> Status {
    match ctx.policy.mail_in.trigger {
        MailInTrigger::SecondReview => Status::SecondReview,
        MailInTrigger::ToMake => Status::ToMake,
    }
}

fn is_early(order: &Order, ctx: &Context<'_>) -> bool {
    let reviewed = order.status.is_past_first_review();
    let waits = order.status == Status::SecondReview && trigger(ctx) == Status::ToMake;
    !reviewed || waits
}

pub(super) fn may_receive(order: &Order, ctx: &Context<'_>) -> Result<(), Refusal> {
    if is_early(order, ctx) && ctx.policy.mail_in.early == WrongMail::Return {
        return Err(Refusal::TooEarlyForMail { from: trigger(ctx) });
    }
    Ok(())
}

pub(super) fn receive(deed: &mut Deed<'_>, intake: &Intake) -> Result<(), Refusal> {
    let (order, ctx) = (deed.order, deed.ctx);
    marked(intake, ctx)?;
    text::needed(TextOf::Shelf, &intake.shelf, text::NUMBER)?;
    for number in [&intake.tracking, &intake.return_tracking]
        .into_iter()
        .flatten()
    {
        text::fits(TextOf::Number, number, text::NUMBER)?;
    }
    if intake.cash_witness.is_some() && intake.cash_witness.as_ref() == ctx.actor.officer() {
        return Err(Refusal::CashWitnessNeeded);
    }
    same_booklet(order, intake)?;
    let here: BTreeSet<Original> = order.originals.here.union(&intake.found).copied().collect();
    let missing: BTreeSet<Original> = expected_originals(order, ctx.policy)
        .difference(&here)
        .copied()
        .collect();
    let complete = missing.is_empty();
    deed.did(What::OriginalsReceived {
        intake: Box::new(intake.clone()),
        complete,
    });
    let awaited = order.old_document == OldDocumentState::Awaited;
    if awaited && intake.found.contains(&Original::OldDocument) {
        deed.did(What::OldDocumentMoved {
            to: OldDocumentState::Received,
            clipping: None,
        });
    }
    // Before its time nothing is asked for yet.
    if !complete && !is_early(order, ctx) {
        deed.told(Notice::N19 { missing });
    }
    Ok(())
}

fn marked(intake: &Intake, ctx: &Context<'_>) -> Result<(), Refusal> {
    let rules = &ctx.policy.mail_in;
    match &rules.mark {
        Some(mark) if !intake.marked && rules.unmarked == WrongMail::Return => {
            Err(Refusal::MarkMissing { mark: mark.clone() })
        }
        Some(_) | None => Ok(()),
    }
}

/// The booklet in the envelope is the one in the order; another one is a defect to report.
fn same_booklet(order: &Order, intake: &Intake) -> Result<(), Refusal> {
    if !intake.found.contains(&Original::OldDocument) {
        return Ok(());
    }
    let read = intake
        .old_number
        .as_deref()
        .map(str::trim)
        .unwrap_or_default();
    let known = order.form.old_document.as_ref().map(|d| d.number.trim());
    let same = known.is_some_and(|known| known.eq_ignore_ascii_case(read));
    if same {
        Ok(())
    } else {
        Err(Refusal::OldNumberDiffers)
    }
}

pub(super) fn send_back(
    deed: &mut Deed<'_>,
    cause: ReturnCause,
    tracking: Option<&str>,
) -> Result<(), Refusal> {
    let (order, ctx) = (deed.order, deed.ctx);
    let tracking = tracking.map(str::trim).filter(|t| !t.is_empty());
    text::fits(TextOf::Number, tracking.unwrap_or_default(), text::NUMBER)?;
    let rules = &ctx.policy.mail_in;
    let holds = match cause {
        ReturnCause::Early => !order.status.is_terminal() && is_early(order, ctx),
        ReturnCause::Unmarked => rules.mark.is_some() && rules.unmarked == WrongMail::Return,
        ReturnCause::Ended => order.status.is_terminal(),
        ReturnCause::NotOurs => true,
    };
    if !holds {
        return Err(Refusal::MailInOrder);
    }
    deed.did(What::MailReturned {
        cause,
        tracking: tracking.map(str::to_owned),
    });
    deed.told(Notice::N20 { cause });
    Ok(())
}

pub(super) fn defect(deed: &mut Deed<'_>, what: Original, words: &str) -> Result<(), Refusal> {
    let words = wording::own(words, WordsPlace::Original, deed.ctx)?;
    let notice = Notice::N16 {
        what,
        words: words.clone(),
    };
    deed.moved_and_told(T::T22, Status::SecondReview, Some(words), notice);
    Ok(())
}

//! 发证, 寄出 (T19, T20), reminders, and visits in person (T24).

use super::{money, text};
use crate::business::Business;
use crate::life::context::Context;
use crate::life::deed::Deed;
use crate::life::event::What;
use crate::life::notice::Notice;
use crate::life::refusal::{Content, Refusal, TextOf};
use crate::life::transition::TransitionId as T;
use crate::order::making::{Collector, Delivery, Visit};
use crate::order::originals::{Clipping, OldDocumentState as Old};
use crate::order::{Order, Status};
use crate::post::policy::{OnsiteAfter, PickupMode};
use crate::values::Instant;
use std::collections::BTreeSet;

pub(super) fn may_hand_over(order: &Order, _: &Context<'_>) -> Result<(), Refusal> {
    money::paid(order)
}

/// The old booklet may leave with the new one: cancelled, or annotated, or none.
fn old_is_ready(order: &Order, clipped_now: bool) -> Result<(), Refusal> {
    let annotated = order.business == Business::PpNote;
    match order.old_document {
        Old::Received if annotated => Ok(()),
        Old::Awaited | Old::Received if clipped_now && !annotated => Ok(()),
        Old::Awaited | Old::Received => Err(Refusal::OldDocumentNotCancelled),
        Old::None
        | Old::Cancelled
        | Old::Returned
        | Old::Kept
        | Old::Lost
        | Old::Reported
        | Old::DeclaredVoid => Ok(()),
    }
}

pub(super) fn hand_over(
    deed: &mut Deed<'_>,
    collector: &Collector,
    signed: bool,
    clipped_now: bool,
) -> Result<(), Refusal> {
    let (order, ctx) = (deed.order, deed.ctx);
    old_is_ready(order, clipped_now)?;
    may_collect(order, collector, ctx)?;
    if !signed {
        return Err(Refusal::SignatureNeeded);
    }
    let by = ctx.officer()?;
    let brought = matches!(order.old_document, Old::Awaited | Old::Received);
    // An annotated booklet goes on living, whatever was ticked.
    let clips = clipped_now && brought && order.business != Business::PpNote;
    if clips && order.form.old_booklet_is_damaged() {
        // A damaged booklet stays with the post.
        deed.did(What::OldDocumentMoved {
            to: Old::Kept,
            clipping: None,
        });
    } else if clips {
        let clipping = Clipping {
            by: ctx.actor.by(),
            at: ctx.now,
            visa_spared: false,
        };
        deed.did(What::OldDocumentMoved {
            to: Old::Cancelled,
            clipping: Some(clipping),
        });
        return_old(deed, true);
    } else {
        return_old(deed, false);
    }
    let delivery = Delivery {
        mode: order.form.pickup.mode,
        collector: Some(collector.clone()),
        tracking: None,
        at: ctx.now,
        by,
        undeliverable: None,
    };
    deed.did(What::Delivered { delivery });
    deed.moved(T::T19, Status::Done, None);
    Ok(())
}

fn return_old(deed: &mut Deed<'_>, just_clipped: bool) {
    let annotated =
        deed.order.business == Business::PpNote && deed.order.old_document == Old::Received;
    if just_clipped || deed.order.old_document == Old::Cancelled || annotated {
        deed.did(What::OldDocumentMoved {
            to: Old::Returned,
            clipping: None,
        });
    }
}

fn may_collect(order: &Order, collector: &Collector, ctx: &Context<'_>) -> Result<(), Refusal> {
    match collector {
        Collector::Holder => Ok(()),
        Collector::Guardian { name } => {
            text::needed(TextOf::Name, name, text::NUMBER)?;
            let minor = order.form.is_minor(ctx.today());
            if minor {
                Ok(())
            } else {
                Err(Refusal::GuardianOnlyForMinors)
            }
        }
        Collector::Proxy {
            name,
            document,
            authorised,
        } => {
            text::needed(TextOf::Name, name, text::NUMBER)?;
            text::needed(TextOf::Number, document, text::NUMBER)?;
            let named = order.form.pickup.proxy.as_ref();
            let same = named.is_some_and(|p| p.name == *name && p.document == *document);
            // For an emergency document only the proxy named in the order collects.
            let fits = if order.business == Business::TdEmerg {
                same
            } else {
                same || *authorised
            };
            if fits {
                Ok(())
            } else {
                Err(Refusal::ProxyNotAuthorised)
            }
        }
    }
}

pub(super) fn may_mail_out(order: &Order) -> Result<(), Refusal> {
    old_is_ready(order, false)
}

pub(super) fn mail_out(
    deed: &mut Deed<'_>,
    tracking: &str,
    ticks: [bool; 3],
) -> Result<(), Refusal> {
    let (order, ctx) = (deed.order, deed.ctx);
    let tracking = text::needed(TextOf::Number, tracking, text::NUMBER)?;
    let [new_document, old_document, receipt] = ticks;
    let old_wanted = order.old_document == Old::Cancelled;
    let receipt_wanted = ctx.policy.hand_over.receipt_enclosed;
    let wanted = [
        (Content::NewDocument, true, new_document),
        (Content::OldDocument, old_wanted, old_document),
        (Content::Receipt, receipt_wanted, receipt),
    ];
    let missing: BTreeSet<Content> = wanted
        .into_iter()
        .filter(|(_, wanted, here)| *wanted && !*here)
        .map(|(c, _, _)| c)
        .collect();
    if !missing.is_empty() {
        return Err(Refusal::ContentsIncomplete { missing });
    }
    return_old(deed, false);
    let delivery = Delivery {
        mode: PickupMode::Mail,
        collector: None,
        tracking: Some(tracking.clone()),
        at: ctx.now,
        by: ctx.officer()?,
        undeliverable: None,
    };
    deed.did(What::Delivered { delivery });
    deed.moved_and_told(T::T20, Status::Done, None, Notice::N14 { tracking });
    Ok(())
}

pub(super) fn may_come_back(order: &Order) -> Result<(), Refusal> {
    let out = order.delivery.as_ref();
    let mailed = out.is_some_and(|d| d.mode == PickupMode::Mail && d.undeliverable.is_none());
    if mailed {
        Ok(())
    } else {
        Err(Refusal::NothingMailed)
    }
}

pub(super) fn may_mail_again(order: &Order) -> Result<(), Refusal> {
    let out = order.delivery.as_ref();
    if out.is_some_and(|d| d.undeliverable.is_some()) {
        Ok(())
    } else {
        Err(Refusal::NothingCameBack)
    }
}

/// What came back goes out again under another number; the order has ended and stays so.
pub(super) fn mail_again(deed: &mut Deed<'_>, tracking: &str) -> Result<(), Refusal> {
    let tracking = text::needed(TextOf::Number, tracking, text::NUMBER)?;
    let delivery = Delivery {
        mode: PickupMode::Mail,
        collector: None,
        tracking: Some(tracking.clone()),
        at: deed.ctx.now,
        by: deed.ctx.officer()?,
        undeliverable: None,
    };
    deed.did(What::Delivered { delivery });
    deed.told(Notice::N14 { tracking });
    Ok(())
}

pub(super) fn remind(deed: &mut Deed<'_>, days: u16) -> Result<(), Refusal> {
    let (order, ctx) = (deed.order, deed.ctx);
    let due = order.status_since.plus_days(i64::from(days));
    let listed = ctx.policy.hand_over.reminder_days.contains(&days);
    let sent = order
        .messages
        .iter()
        .any(|m| m.notice == Notice::N25 { days } && m.at >= order.status_since);
    if !listed || sent || ctx.now < due {
        return Err(Refusal::TooEarly {
            first: ctx.policy.local_day(due),
        });
    }
    deed.told(Notice::N25 { days });
    Ok(())
}

pub(super) fn visits_here(ctx: &Context<'_>) -> Result<(), Refusal> {
    if ctx.policy.onsite.is_some() {
        Ok(())
    } else {
        Err(Refusal::NoVisitsHere)
    }
}

pub(super) fn book_visit(deed: &mut Deed<'_>, at: Instant) -> Result<(), Refusal> {
    let facts = deed
        .ctx
        .facts
        .slot
        .filter(|s| s.time.start == at && !s.closed)
        .ok_or(Refusal::SlotClosed)?;
    if at <= deed.ctx.now {
        return Err(Refusal::SlotPast);
    }
    if facts.booked >= facts.capacity {
        return Err(Refusal::SlotFull);
    }
    deed.did(What::VisitSet {
        visit: Some(Visit {
            at,
            done: false,
            fingerprints: false,
        }),
    });
    deed.moved(T::T24, Status::OnsiteBooked, None);
    Ok(())
}

pub(super) fn cancel_visit(deed: &mut Deed<'_>) -> Result<(), Refusal> {
    deed.did(What::VisitSet { visit: None });
    deed.moved(T::T24, Status::OnsiteToBook, None);
    Ok(())
}

/// After first review the order still needs its second; after second review it may be made.
pub(super) fn visit(
    deed: &mut Deed<'_>,
    fingerprints: bool,
    identity_agrees: bool,
) -> Result<(), Refusal> {
    if !identity_agrees {
        return Err(Refusal::IdentityDiffers);
    }
    let Some(booked) = deed.order.visit.as_ref() else {
        return Err(Refusal::SlotClosed);
    };
    let at = booked.at;
    deed.did(What::VisitSet {
        visit: Some(Visit {
            at,
            done: true,
            fingerprints,
        }),
    });
    let after_first = deed
        .ctx
        .policy
        .onsite
        .as_ref()
        .is_some_and(|o| o.after == OnsiteAfter::FirstReview);
    if after_first {
        let notice = crate::life::notices::second_review(deed.order, deed.ctx);
        deed.moved_and_told(T::T24, Status::SecondReview, None, notice);
    } else {
        let notice = crate::life::notices::to_make(deed.order, deed.order.payment.due, deed.ctx);
        deed.moved_and_told(T::T24, Status::ToMake, None, notice);
    }
    Ok(())
}

//! Which notice goes with which transition. One place, so that a move is never silent by accident.

use super::context::Context;
use super::notice::Notice;
use crate::business::Business;
use crate::order::Order;
use crate::order::form::Form;
use crate::order::originals::Original;
use crate::order::payment::PaymentMode;
use crate::post::policy::{MailInTrigger, Onsite, PaperPhotos, PaymentDue, PickupMode, PostPolicy};
use crate::values::Money;
use std::collections::BTreeSet;

/// What must be in the envelope (or be brought) for this order at this post.
pub fn expected_originals(order: &Order, policy: &PostPolicy) -> BTreeSet<Original> {
    let Some(booklet) = order.business.booklet() else {
        return BTreeSet::new();
    };
    let by_mail_back = order.form.pickup.mode == PickupMode::Mail;
    let at_pickup = !by_mail_back && policy.hand_over.old_document_at_pickup;
    if order.business == Business::TdEmerg || (at_pickup && order.business != Business::PpNote) {
        return BTreeSet::new();
    }
    let mut expected = BTreeSet::from([Original::Slip]);
    if order.form.holds_old_booklet() {
        expected.insert(Original::OldDocument);
    }
    // Who paid in the APP encloses a note that says so, where the post asks for one.
    let online = order.payment.mode == Some(PaymentMode::Online);
    let proof = !online || policy.payment.tell_online_payment;
    if pays_with_mail(&order.form, policy) && proof {
        expected.insert(Original::PaymentProof);
    }
    if policy.paper_photos(booklet) > 0 && policy.mail_in.paper_photos != PaperPhotos::IfAsked {
        expected.insert(Original::PaperPhotos);
    }
    if by_mail_back && policy.mail_in.return_envelope.is_some() {
        expected.insert(Original::ReturnEnvelope);
    }
    expected
}

fn pays_with_mail(form: &Form, policy: &PostPolicy) -> bool {
    policy.payment.due == PaymentDue::WithMail && form.pickup.mode == PickupMode::Mail
}

/// Expected and not here yet.
pub fn missing_originals(order: &Order, policy: &PostPolicy) -> BTreeSet<Original> {
    let expected = expected_originals(order, policy);
    expected
        .difference(&order.originals.here)
        .copied()
        .collect()
}

/// 复审中, with the mailing instruction where the post takes originals now.
pub(super) fn second_review(order: &Order, ctx: &Context<'_>) -> Notice {
    let now = ctx.policy.mail_in.trigger == MailInTrigger::SecondReview;
    Notice::N10 {
        send: if now {
            missing_originals(order, ctx.policy)
        } else {
            BTreeSet::new()
        },
    }
}

/// 待制证, with the mailing instruction.
pub(super) fn to_make(order: &Order, due: Money, ctx: &Context<'_>) -> Notice {
    Notice::N11 {
        send: missing_originals(order, ctx.policy),
        paid: order.payment.held() >= due.minor,
    }
}

/// A visit to book; fingerprints are taken from sixteen years on.
pub(super) fn visit(order: &Order, onsite: &Onsite, ctx: &Context<'_>) -> Notice {
    let minor = order.form.is_minor(order.age_day(ctx.policy, ctx.now));
    Notice::N17 {
        fingerprints: onsite.fingerprints && !minor,
    }
}

/// It will be mailed in the next days.
pub(super) fn to_mail() -> Notice {
    Notice::N12 {
        still: BTreeSet::new(),
        by_mail: true,
    }
}

/// 已制证; the mailing instruction is pushed a second time where the post does so.
pub(super) fn made(order: &Order, ctx: &Context<'_>) -> Notice {
    let again = ctx.policy.mail_in.remind_when_made;
    Notice::N12 {
        still: if again {
            missing_originals(order, ctx.policy)
        } else {
            BTreeSet::new()
        },
        by_mail: order.form.pickup.mode == PickupMode::Mail,
    }
}

/// 待取证.
pub(super) fn to_collect(order: &Order) -> Notice {
    let owed = order.payment.difference();
    let bring_old = order.old_document == crate::order::originals::OldDocumentState::Awaited;
    Notice::N13 {
        pay: (owed.minor < 0).then(|| Money::new(-owed.minor, owed.currency)),
        bring_old,
    }
}

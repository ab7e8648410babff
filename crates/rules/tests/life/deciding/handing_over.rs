//! 发证 (T19): who stands at the counter, and what they get back.

use super::{at, by, does, filed, id, in_person, moved, named, refused, usd};
use crate::posts;
use lingshi_rules::business::Business;
use lingshi_rules::life::{Action, Refusal, Status, TransitionId as T, What};
use lingshi_rules::order::form::{Form, OldDocumentFate};
use lingshi_rules::order::making::{Collector, Delivery};
use lingshi_rules::order::originals::{Clipping, OldDocumentState as Old};
use lingshi_rules::order::payment::PaymentState;
use lingshi_rules::people::Role;
use lingshi_rules::post::policy::{PaymentKind, PickupMode};
use lingshi_rules::walk::Walk;

pub(super) fn hand_over(collector: Collector, clipped_now: bool) -> Action {
    Action::HandOver {
        collector,
        signed: true,
        clipped_now,
    }
}

fn pay(walk: &mut Walk<'_>, kind: PaymentKind) {
    walk.wait_for_counter_day();
    let receipt = walk.receipt(kind);
    walk.by(Role::Counter, Action::BookPayment { receipt })
        .unwrap();
}

/// To be collected at Luanda, paid, the old booklet clipped.
pub(super) fn paid() -> Walk<'static> {
    let mut walk = at("LAD", Business::PpRenew, Status::ToCollect);
    pay(&mut walk, PaymentKind::Cash);
    walk
}

/// To be collected at Brussels, paid, with this form.
pub(super) fn at_brussels(business: Business, change: impl FnOnce(&mut Form)) -> Walk<'static> {
    let mut walk = filed(posts::post("BRU"), business, Status::ToCollect, |form| {
        in_person(form);
        change(form);
    });
    pay(&mut walk, PaymentKind::CardCounter);
    walk
}

fn old(to: Old) -> What {
    What::OldDocumentMoved { to, clipping: None }
}

fn delivered(walk: &Walk<'_>, collector: Collector) -> What {
    What::Delivered {
        delivery: Delivery {
            mode: PickupMode::InPerson,
            collector: Some(collector),
            tracking: None,
            at: walk.now,
            by: id(&by(walk, Role::Counter)),
            undeliverable: None,
        },
    }
}

fn done() -> What {
    moved(T::T19, Status::ToCollect, Status::Done, false)
}

#[test]
fn the_holder_takes_the_new_booklet_and_the_clipped_old_one() {
    let mut walk = paid();
    assert_eq!(walk.order.old_document, Old::Cancelled);
    let counter = by(&walk, Role::Counter);
    let taken = delivered(&walk, Collector::Holder);
    assert_eq!(
        does(&mut walk, &counter, hand_over(Collector::Holder, false)),
        [old(Old::Returned), taken, done()]
    );
    assert_eq!(walk.order.status, Status::Done);
    assert_eq!(walk.order.old_document, Old::Returned);
    let delivery = walk.order.delivery.clone().unwrap();
    assert_eq!(delivery.collector, Some(Collector::Holder));
}

#[test]
fn at_brussels_the_old_booklet_is_clipped_at_the_counter() {
    let mut walk = at_brussels(Business::PpRenew, |_| {});
    assert_eq!(walk.order.old_document, Old::Awaited);
    let counter = by(&walk, Role::Counter);
    assert_eq!(
        refused(&mut walk, &counter, hand_over(Collector::Holder, false)),
        Refusal::OldDocumentNotCancelled
    );
    let clipping = Clipping {
        by: named(&counter),
        at: walk.now,
        visa_spared: false,
    };
    let taken = delivered(&walk, Collector::Holder);
    assert_eq!(
        does(&mut walk, &counter, hand_over(Collector::Holder, true)),
        [
            What::OldDocumentMoved {
                to: Old::Cancelled,
                clipping: Some(clipping.clone())
            },
            old(Old::Returned),
            taken,
            done()
        ]
    );
    assert_eq!(walk.order.clipping, Some(clipping));
}

#[test]
fn a_booklet_that_lies_here_unclipped_is_clipped_first() {
    let mut walk = paid();
    walk.order.old_document = Old::Received;
    let counter = by(&walk, Role::Counter);
    assert_eq!(
        refused(&mut walk, &counter, hand_over(Collector::Holder, false)),
        Refusal::OldDocumentNotCancelled
    );
    does(&mut walk, &counter, hand_over(Collector::Holder, true));
    assert_eq!(walk.order.old_document, Old::Returned);
}

#[test]
fn a_damaged_booklet_brought_to_the_counter_stays_there() {
    let mut walk = at_brussels(Business::PpReissue, |form| {
        if let Some(old) = &mut form.old_document {
            old.fate = OldDocumentFate::Damaged;
        }
    });
    let counter = by(&walk, Role::Counter);
    let taken = delivered(&walk, Collector::Holder);
    assert_eq!(
        does(&mut walk, &counter, hand_over(Collector::Holder, true)),
        [old(Old::Kept), taken, done()]
    );
    assert_eq!(walk.order.clipping, None);
}

#[test]
fn nothing_comes_back_to_who_had_nothing_or_lost_it() {
    for business in [Business::PpNew, Business::PpReissue] {
        let mut walk = at_brussels(business, |_| {});
        let counter = by(&walk, Role::Counter);
        let taken = delivered(&walk, Collector::Holder);
        assert_eq!(
            does(&mut walk, &counter, hand_over(Collector::Holder, true)),
            [taken, done()]
        );
    }
}

#[test]
fn an_annotated_booklet_comes_back_whole_whatever_was_ticked() {
    for clipped_now in [false, true] {
        let mut walk = at("LAD", Business::PpNote, Status::ToCollect);
        pay(&mut walk, PaymentKind::Cash);
        let counter = by(&walk, Role::Counter);
        assert_eq!(walk.order.old_document, Old::Received);
        let taken = delivered(&walk, Collector::Holder);
        let action = hand_over(Collector::Holder, clipped_now);
        assert_eq!(
            does(&mut walk, &counter, action),
            [old(Old::Returned), taken, done()]
        );
        assert_eq!(walk.order.clipping, None);
    }
}

#[test]
fn an_annotated_booklet_is_never_clipped_and_must_be_here() {
    let mut walk = at("LAD", Business::PpNote, Status::ToCollect);
    pay(&mut walk, PaymentKind::Cash);
    walk.order.old_document = Old::Awaited;
    let counter = by(&walk, Role::Counter);
    for clipped_now in [false, true] {
        assert_eq!(
            refused(
                &mut walk,
                &counter,
                hand_over(Collector::Holder, clipped_now)
            ),
            Refusal::OldDocumentNotCancelled
        );
    }
}

#[test]
fn nothing_is_handed_over_before_it_is_paid_and_cleared() {
    let mut walk = at("LAD", Business::PpRenew, Status::ToCollect);
    let counter = by(&walk, Role::Counter);
    assert_eq!(
        refused(&mut walk, &counter, hand_over(Collector::Holder, false)),
        Refusal::NotPaid {
            state: PaymentState::Unpaid,
            due: usd(1800)
        }
    );
    pay(&mut walk, PaymentKind::Cash);
    // Too much is enough.
    walk.order.payment.due = usd(1700);
    does(&mut walk, &counter, hand_over(Collector::Holder, false));
}

#[test]
fn a_payment_not_verified_yet_is_not_paid() {
    let mut walk = filed(
        posts::post("BRU"),
        Business::PpNew,
        Status::ToCollect,
        in_person,
    );
    pay(&mut walk, PaymentKind::CardCounter);
    pay_more(&mut walk);
    let counter = by(&walk, Role::Counter);
    assert_eq!(
        refused(&mut walk, &counter, hand_over(Collector::Holder, false)),
        Refusal::NotPaid {
            state: PaymentState::ToVerify,
            due: super::money(1600, "EUR")
        }
    );
}

/// Paid a second time by QR code, which waits to be verified.
fn pay_more(walk: &mut Walk<'_>) {
    let mut receipt = walk.receipt(PaymentKind::QrByMail);
    receipt.amount = super::money(100, "EUR");
    walk.by(Role::Counter, Action::BookPayment { receipt })
        .unwrap();
}

#[test]
fn the_taker_signs() {
    let mut walk = paid();
    let counter = by(&walk, Role::Counter);
    let action = Action::HandOver {
        collector: Collector::Holder,
        signed: false,
        clipped_now: false,
    };
    assert_eq!(
        refused(&mut walk, &counter, action),
        Refusal::SignatureNeeded
    );
}

//! 支付超时 (T03).

use super::{at, follows, just_before, moved, refused, told};
use lingshi_rules::business::Business;
use lingshi_rules::life::event::What;
use lingshi_rules::life::refusal::Side;
use lingshi_rules::life::{Action, Notice, Refusal, Status, TransitionId};
use lingshi_rules::order::payment::{PaymentMode, PaymentState, Receipt};
use lingshi_rules::people::Actor;
use lingshi_rules::post::policy::PaymentKind;
use lingshi_rules::values::Money;
use lingshi_rules::walk::{self, Walk};

#[test]
fn thirty_minutes_after_submission_the_order_expires_and_is_told() {
    let mut walk = at("BRU", Business::PpRenew, Status::PendingPayment);
    walk.now = walk.order.payment.until.unwrap();
    let due = Money::zero(walk.policy.fees.currency);
    assert_eq!(
        follows(&mut walk, &Actor::System, Action::ExpirePayment),
        [
            moved(TransitionId::T03, Status::PendingPayment, Status::Expired),
            told(Notice::N02),
            What::FeeSet { due },
        ]
    );
    assert_eq!(walk.order.status, Status::Expired);
    assert_eq!(walk.order.payment.due, due);
}

#[test]
fn until_then_it_waits() {
    let mut walk = at("BRU", Business::PpRenew, Status::PendingPayment);
    let until = walk.order.payment.until.unwrap();
    walk.now = just_before(until);
    assert_eq!(
        refused(&walk, &Actor::System, Action::ExpirePayment),
        Refusal::PaymentTimeRuns { until }
    );
}

#[test]
fn a_time_out_is_the_clockworks_and_counts_for_nothing() {
    let mut walk = at("BRU", Business::PpRenew, Status::PendingPayment);
    walk.wait_minutes(30);
    let side = vec![Side::System];
    let refusal = refused(&walk, &walk::applicant(), Action::ExpirePayment);
    assert_eq!(refusal, Refusal::NotFor { side });
    let whats = follows(&mut walk, &Actor::System, Action::ExpirePayment);
    let counts = whats
        .iter()
        .any(|w| matches!(w, What::AccountCounted { .. }));
    assert!(!counts);
}

#[test]
fn what_is_paid_in_the_app_too_late_is_money_to_give_back() {
    for ended in [Status::Expired, Status::Cancelled] {
        let mut walk = at("BRU", Business::PpRenew, ended);
        let receipt = late(&walk);
        let action = Action::ConfirmOnlinePayment { receipt };
        follows(&mut walk, &Actor::System, action);
        assert_eq!(walk.order.status, ended);
        assert_eq!(walk.order.payment.held(), 1600);
        assert_eq!(walk.order.payment.state, PaymentState::ToRefund);
    }
}

#[test]
fn an_emergency_order_that_never_came_to_the_post_owes_nothing() {
    let mut walk = at("BRU", Business::TdEmerg, Status::PendingPayment);
    let mode = PaymentMode::Online;
    walk.by_applicant(Action::ChoosePayment { mode }).unwrap();
    let receipt = late(&walk);
    walk.lead_to(Status::Expired).unwrap();
    walk.give(&Actor::System, Action::ConfirmOnlinePayment { receipt })
        .unwrap();
    assert_eq!(walk.order.payment.due.minor, 0);
    assert_eq!(walk.order.payment.state, PaymentState::ToRefund);
}

#[test]
fn what_is_paid_in_the_app_beside_another_way_is_money_too() {
    let mut walk = at("BRU", Business::PpRenew, Status::FirstReview);
    let receipt = late(&walk);
    let again = Action::ConfirmOnlinePayment {
        receipt: receipt.clone(),
    };
    follows(&mut walk, &Actor::System, again.clone());
    assert_eq!(walk.order.status, Status::FirstReview);
    assert_eq!(walk.order.payment.state, PaymentState::Paid);
    assert_eq!(refused(&walk, &Actor::System, again), Refusal::PaymentKnown);
}

/// The fee as the provider reports it.
fn late(walk: &Walk<'_>) -> Receipt {
    let due = at("BRU", Business::PpRenew, Status::PendingPayment)
        .order
        .payment
        .due;
    Receipt {
        amount: due,
        ..walk.receipt(PaymentKind::Wechat)
    }
}

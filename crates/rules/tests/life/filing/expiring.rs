//! 支付超时 (T03).

use super::{at, follows, just_before, moved, refused, told};
use lingshi_rules::business::Business;
use lingshi_rules::life::event::What;
use lingshi_rules::life::refusal::Side;
use lingshi_rules::life::{Action, Notice, Refusal, Status, TransitionId};
use lingshi_rules::people::Actor;
use lingshi_rules::values::Money;
use lingshi_rules::walk;

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
fn an_expired_order_is_not_paid_any_more() {
    let walk = at("BRU", Business::PpRenew, Status::Expired);
    let status = Status::Expired;
    let receipt = walk.receipt(lingshi_rules::post::policy::PaymentKind::Wechat);
    assert_eq!(
        refused(
            &walk,
            &Actor::System,
            Action::ConfirmOnlinePayment { receipt }
        ),
        Refusal::OrderEnded { status }
    );
}

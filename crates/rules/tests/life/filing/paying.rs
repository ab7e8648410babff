//! 待支付 (T02): paid in the APP, or 线下支付 chosen.

use super::{
    applicant_does, applicant_may_not, at, at_post, follows, just_before, moved, post_with,
    refused, told,
};
use lingshi_rules::business::Business;
use lingshi_rules::life::event::What;
use lingshi_rules::life::refusal::Side;
use lingshi_rules::life::{Action, Notice, Refusal, Status, TransitionId};
use lingshi_rules::order::payment::{PaymentMode, PaymentState, Receipt, ReceiptState};
use lingshi_rules::people::{Actor, By};
use lingshi_rules::post::policy::PaymentKind;
use lingshi_rules::values::{Currency, Money};
use lingshi_rules::walk::{self, Walk};

const ONLINE: PaymentMode = PaymentMode::Online;
const OFFLINE: PaymentMode = PaymentMode::Offline;

fn choose(mode: PaymentMode) -> Action {
    Action::ChoosePayment { mode }
}

fn unpaid() -> Walk<'static> {
    at("BRU", Business::PpRenew, Status::PendingPayment)
}

fn paid_in_app(receipt: Receipt) -> Action {
    Action::ConfirmOnlinePayment { receipt }
}

fn refusal_of(change: impl FnOnce(&mut Receipt)) -> Refusal {
    let walk = unpaid();
    let mut receipt = walk.receipt(PaymentKind::Wechat);
    change(&mut receipt);
    refused(&walk, &Actor::System, paid_in_app(receipt))
}

#[test]
fn who_pays_off_line_goes_on_to_first_review_and_hears_how_long_it_takes() {
    let mut walk = unpaid();
    walk.facts.queue_ahead = 60;
    assert_eq!(
        applicant_does(&mut walk, choose(OFFLINE)),
        [
            What::PaymentChosen { mode: OFFLINE },
            moved(
                TransitionId::T02,
                Status::PendingPayment,
                Status::FirstReview
            ),
            told(Notice::N01 { wait_days: 2 }),
        ]
    );
    assert_eq!(walk.order.status, Status::FirstReview);
    assert_eq!(walk.order.payment.mode, Some(OFFLINE));
    assert_eq!(walk.order.payment.state, PaymentState::Unpaid);
    assert_eq!(walk.order.messages[0].notice, Notice::N01 { wait_days: 2 });
    assert_eq!(walk.order.changes.last().unwrap().message, Some(0));
}

#[test]
fn what_costs_nothing_waits_for_no_money_however_it_was_to_be_paid() {
    let mut free = at("BRU", Business::PpNote, Status::PendingPayment);
    assert_eq!(free.order.payment.due.minor, 0);
    let begun = lingshi_rules::fees::may_be_paid_online(&free.order, free.policy);
    assert_eq!(begun, Err(Refusal::NothingToPay));
    applicant_does(&mut free, choose(ONLINE));
    assert_eq!(free.order.status, Status::FirstReview);
    assert_eq!(free.order.payment.mode, Some(ONLINE));
    let costs = unpaid();
    let begun = lingshi_rules::fees::may_be_paid_online(&costs.order, costs.policy);
    assert_eq!(begun, Ok(()));
}

#[test]
fn who_pays_in_the_app_waits_for_the_money() {
    let mut walk = unpaid();
    let whats = applicant_does(&mut walk, choose(ONLINE));
    assert_eq!(whats, [What::PaymentChosen { mode: ONLINE }]);
    assert_eq!(walk.order.status, Status::PendingPayment);
    let (now, receipt) = (walk.now, walk.receipt(PaymentKind::Wechat));
    let booked = Receipt {
        state: ReceiptState::Cleared,
        by: By::System,
        at: now,
        ..receipt.clone()
    };
    assert_eq!(
        follows(&mut walk, &Actor::System, paid_in_app(receipt)),
        [
            What::PaymentBooked { receipt: booked },
            moved(
                TransitionId::T02,
                Status::PendingPayment,
                Status::FirstReview
            ),
            told(Notice::N01 { wait_days: 1 }),
        ]
    );
    assert_eq!(walk.order.payment.state, PaymentState::Paid);
}

#[test]
fn money_that_comes_before_a_way_was_chosen_chooses_it() {
    let mut walk = unpaid();
    let mut receipt = walk.receipt(PaymentKind::Wechat);
    receipt.by = walk::applicant().by();
    receipt.at = walk.now.plus_days(-1);
    let now = walk.now;
    let whats = follows(&mut walk, &Actor::System, paid_in_app(receipt));
    assert_eq!(whats[0], What::PaymentChosen { mode: ONLINE });
    assert_eq!(whats.len(), 4);
    let booked = &walk.order.payment.receipts[0];
    assert_eq!((booked.by.clone(), booked.at), (By::System, now));
    assert_eq!(walk.order.payment.mode, Some(ONLINE));
}

#[test]
fn only_ways_the_post_offers_can_be_chosen() {
    let offline_only = at("SFO", Business::PpRenew, Status::PendingPayment);
    let not_offered = Refusal::PaymentModeNotOffered;
    assert_eq!(
        applicant_may_not(&offline_only, choose(ONLINE)),
        not_offered
    );
    let policy = post_with("BRU", |p| p.payment.kinds = [PaymentKind::Wechat].into());
    let app_only = at_post(policy, Business::PpRenew, Status::PendingPayment);
    assert_eq!(applicant_may_not(&app_only, choose(OFFLINE)), not_offered);
    assert!(app_only.clone().by_applicant(choose(ONLINE)).is_ok());
    assert!(offline_only.clone().by_applicant(choose(OFFLINE)).is_ok());
}

#[test]
fn the_app_reports_its_own_payments_and_no_others() {
    let kind = PaymentKind::CardCounter;
    assert_eq!(
        refusal_of(|r| r.kind = kind),
        Refusal::PaymentKindNotTaken { kind }
    );
    let walk = at("SFO", Business::PpRenew, Status::PendingPayment);
    let receipt = walk.receipt(PaymentKind::Wechat);
    let kind = PaymentKind::Wechat;
    assert_eq!(
        refused(&walk, &Actor::System, paid_in_app(receipt)),
        Refusal::PaymentKindNotTaken { kind }
    );
}

#[test]
fn the_whole_fee_is_paid_in_the_posts_currency() {
    let due = Money::new(1600, Currency::parse("EUR").unwrap());
    let wrong = Refusal::AmountWrong { due };
    assert_eq!(refusal_of(|r| r.amount.minor = 1599), wrong);
    assert_eq!(refusal_of(|r| r.amount.minor = 0), wrong);
    assert_eq!(
        refusal_of(|r| r.amount.currency = Currency::parse("USD").unwrap()),
        Refusal::WrongCurrency { due }
    );
    for minor in [1600, 1601] {
        let mut walk = unpaid();
        let mut receipt = walk.receipt(PaymentKind::Wechat);
        receipt.amount.minor = minor;
        walk.give(&Actor::System, paid_in_app(receipt)).unwrap();
        assert_eq!(walk.order.payment.held(), minor);
    }
}

#[test]
fn once_the_countdown_is_over_nothing_is_chosen_and_what_is_paid_goes_back() {
    let mut walk = unpaid();
    let until = walk.order.payment.until.unwrap();
    walk.now = until;
    let over = Refusal::PaymentTimeOver;
    assert_eq!(applicant_may_not(&walk, choose(OFFLINE)), over);
    let receipt = walk.receipt(PaymentKind::Wechat);
    let paid = paid_in_app(receipt);
    let mut late = walk.clone();
    late.give(&Actor::System, paid.clone()).unwrap();
    assert_eq!(late.order.status, Status::Expired);
    assert_eq!(late.order.messages.last().unwrap().notice, Notice::N02);
    assert_eq!(late.order.payment.state, PaymentState::ToRefund);
    walk.now = just_before(until);
    assert!(walk.clone().by_applicant(choose(OFFLINE)).is_ok());
    walk.give(&Actor::System, paid).unwrap();
    assert_eq!(walk.order.status, Status::FirstReview);
}

#[test]
fn applicants_do_not_confirm_their_own_payments() {
    let walk = unpaid();
    let receipt = walk.receipt(PaymentKind::Wechat);
    assert_eq!(
        applicant_may_not(&walk, paid_in_app(receipt)),
        Refusal::NotFor {
            side: vec![Side::System]
        }
    );
}

#[test]
fn the_same_payment_is_not_booked_twice() {
    let mut walk = unpaid();
    let receipt = walk.receipt(PaymentKind::Wechat);
    walk.order.payment.receipts.push(Receipt {
        state: ReceiptState::Bounced,
        ..receipt.clone()
    });
    assert_eq!(
        refused(&walk, &Actor::System, paid_in_app(receipt)),
        Refusal::PaymentKnown
    );
}

//! 退款: by two people, and only what is held beyond what is due.

use super::{at, by, does, money, named, proposal_ended, propose, refused, reject, told, usd};
use lingshi_rules::business::Business;
use lingshi_rules::life::reasons::RejectReason;
use lingshi_rules::life::refusal::Did;
use lingshi_rules::life::{Action, Notice, Refusal, Status, What};
use lingshi_rules::order::payment::{PaymentState, Refund};
use lingshi_rules::order::review::{ProposalEnd, Proposed};
use lingshi_rules::people::Role;
use lingshi_rules::post::policy::PaymentKind;
use lingshi_rules::values::Money;
use lingshi_rules::walk::{Walk, person};

/// Paid, then refused: everything is to go back.
fn to_refund() -> Walk<'static> {
    let mut walk = at("NYC", Business::PpRenew, Status::FirstReview);
    super::payments::pay(&mut walk);
    let first = by(&walk, Role::FirstReviewer);
    does(&mut walk, &first, reject(RejectReason::R01));
    assert_eq!(walk.order.payment.state, PaymentState::ToRefund);
    walk
}

fn refund(amount: Money) -> Action {
    propose(Proposed::Refund { amount })
}

#[test]
fn a_refund_confirmed_says_who_did_it_and_tells_the_applicant() {
    let mut walk = to_refund();
    let (cashier, boss) = (by(&walk, Role::Cashier), by(&walk, Role::Supervisor));
    let messages = walk.order.messages.len();
    does(&mut walk, &cashier, refund(usd(2300)));
    assert_eq!(walk.order.messages.len(), messages);
    let (amount, now) = (usd(2300), walk.now);
    let back = Refund {
        amount,
        proposed_by: named(&cashier),
        confirmed_by: named(&boss),
        at: now,
    };
    assert_eq!(
        does(&mut walk, &boss, Action::ConfirmProposal),
        [
            proposal_ended(ProposalEnd::Confirmed),
            What::Refunded {
                refund: back.clone()
            },
            told(Notice::N22 { amount }),
        ]
    );
    let payment = &walk.order.payment;
    assert_eq!(payment.refunds, [back]);
    assert_eq!(payment.held(), 0);
    assert_eq!(payment.state, PaymentState::Refunded);
}

#[test]
fn a_part_may_go_back_first() {
    let mut walk = to_refund();
    let (cashier, boss) = (by(&walk, Role::Cashier), by(&walk, Role::Supervisor));
    does(&mut walk, &cashier, refund(usd(300)));
    does(&mut walk, &boss, Action::ConfirmProposal);
    assert_eq!(walk.order.payment.state, PaymentState::ToRefund);
    assert_eq!(
        refused(&mut walk, &cashier, refund(usd(2001))),
        Refusal::NothingToRefund { most: usd(2000) }
    );
    does(&mut walk, &cashier, refund(usd(2000)));
}

#[test]
fn never_more_goes_back_than_is_held_beyond_what_is_due() {
    let mut walk = to_refund();
    let boss = by(&walk, Role::Supervisor);
    for amount in [usd(0), usd(-1), usd(2301), money(2300, "EUR")] {
        assert_eq!(
            refused(&mut walk, &boss, refund(amount)),
            Refusal::NothingToRefund { most: usd(2300) }
        );
    }
    let mut walk = at("NYC", Business::PpRenew, Status::ToMail);
    assert_eq!(walk.order.payment.state, PaymentState::Paid);
    assert_eq!(
        refused(&mut walk, &boss, refund(usd(1))),
        Refusal::NothingToRefund { most: usd(0) }
    );
}

#[test]
fn what_is_not_cleared_is_not_given_back() {
    let mut walk = at("NYC", Business::PpRenew, Status::FirstReview);
    let (clerk, boss) = (by(&walk, Role::MailClerk), by(&walk, Role::Supervisor));
    let receipt = walk.receipt(PaymentKind::MoneyOrder);
    does(&mut walk, &clerk, Action::BookPayment { receipt });
    assert_eq!(
        refused(&mut walk, &boss, refund(usd(1))),
        Refusal::NothingToRefund { most: usd(-2300) }
    );
}

#[test]
fn the_proposer_of_a_refund_does_not_confirm_it() {
    let mut walk = to_refund();
    let cashier = by(&walk, Role::Cashier);
    does(&mut walk, &cashier, refund(usd(2300)));
    let same = person(walk.policy, "cashier", &[Role::Supervisor]);
    assert_eq!(
        refused(&mut walk, &same, Action::ConfirmProposal),
        Refusal::OtherPersonNeeded { did: Did::Proposal }
    );
}

#[test]
fn who_confirms_a_refund_counts_again() {
    let mut walk = to_refund();
    let (cashier, boss) = (by(&walk, Role::Cashier), by(&walk, Role::Supervisor));
    does(&mut walk, &cashier, refund(usd(2300)));
    walk.order.payment.due = usd(500);
    assert_eq!(
        refused(&mut walk, &boss, Action::ConfirmProposal),
        Refusal::NothingToRefund { most: usd(1800) }
    );
}

#[test]
fn a_payment_booked_meanwhile_lets_a_refund_lapse() {
    let mut walk = at("LAD", Business::PpRenew, Status::ToMake);
    walk.wait_for_counter_day();
    let (counter, cashier) = (by(&walk, Role::Counter), by(&walk, Role::Cashier));
    let cash = |walk: &Walk<'_>, minor| {
        let mut receipt = walk.receipt(PaymentKind::Cash);
        receipt.amount = usd(minor);
        Action::BookPayment { receipt }
    };
    let first = cash(&walk, 2000);
    does(&mut walk, &counter, first);
    does(&mut walk, &cashier, refund(usd(200)));
    let more = cash(&walk, 100);
    let happened = does(&mut walk, &counter, more);
    assert_eq!(happened.last(), Some(&proposal_ended(ProposalEnd::Lapsed)));
    assert_eq!(walk.order.review.proposal, None);
}

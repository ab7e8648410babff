//! 登记缴费, 到账, 退票: what is taken, and who may clear it.

use super::{at, but, by, does, named, on, refused, told, usd};
use lingshi_rules::business::Business;
use lingshi_rules::ids::PaymentId;
use lingshi_rules::life::refusal::Did;
use lingshi_rules::life::{Action, Notice, Refusal, Status, What};
use lingshi_rules::order::payment::{Payment, PaymentState, Receipt, ReceiptState};
use lingshi_rules::people::{Actor, By, Role};
use lingshi_rules::post::policy::PaymentKind;
use lingshi_rules::walk::{Walk, person};

pub(super) fn book(receipt: Receipt) -> Action {
    Action::BookPayment { receipt }
}

/// What is owed, by cheque, booked and cleared.
pub(super) fn pay(walk: &mut Walk<'_>) {
    let receipt = walk.receipt(PaymentKind::MoneyOrder);
    let payment = receipt.id.clone();
    walk.by(Role::MailClerk, book(receipt)).unwrap();
    walk.by(Role::Cashier, Action::ClearPayment { payment })
        .unwrap();
}

fn to_make(post: &str) -> Walk<'static> {
    let mut walk = at(post, Business::PpRenew, Status::ToMake);
    walk.wait_for_counter_day();
    walk
}

#[test]
fn a_cheque_waits_until_it_is_cleared() {
    let mut walk = to_make("NYC");
    let (clerk, now) = (by(&walk, Role::MailClerk), walk.now);
    let receipt = Receipt {
        state: ReceiptState::Cleared,
        by: By::System,
        at: now.plus_days(-9),
        ..walk.receipt(PaymentKind::CashiersCheck)
    };
    let booked = Receipt {
        state: ReceiptState::ToVerify,
        by: named(&clerk),
        at: now,
        ..receipt.clone()
    };
    assert_eq!(
        does(&mut walk, &clerk, book(receipt)),
        [What::PaymentBooked {
            receipt: booked.clone()
        }]
    );
    let payment = &walk.order.payment;
    assert_eq!(payment.receipts, std::slice::from_ref(&booked));
    assert_eq!(payment.state, PaymentState::ToVerify);
    assert_eq!(payment.held(), 0);
    let cashier = by(&walk, Role::Cashier);
    let payment = booked.id.clone();
    assert_eq!(
        does(
            &mut walk,
            &cashier,
            Action::ClearPayment {
                payment: payment.clone()
            }
        ),
        [What::PaymentCleared { payment }]
    );
    assert_eq!(walk.order.payment.state, PaymentState::Paid);
    assert_eq!(walk.order.payment.held(), 2300);
}

#[test]
fn only_what_is_seen_at_the_window_is_in_at_once() {
    use PaymentKind as K;
    let waits = |kind| {
        let policy = but("NYC", |p| {
            p.payment.kinds.insert(kind);
        });
        let mut walk = on(policy, Business::PpRenew, Status::ToMake);
        let clerk = by(&walk, Role::MailClerk);
        let receipt = walk.receipt(kind);
        does(&mut walk, &clerk, book(receipt));
        walk.order.payment.state
    };
    for kind in [K::Cash, K::CardCounter, K::WechatCounter, K::AlipayCounter] {
        assert_eq!(waits(kind), PaymentState::Paid, "{kind:?}");
    }
    for kind in [
        K::QrByMail,
        K::MoneyOrder,
        K::CashiersCheck,
        K::CardForm,
        K::BankTransfer,
    ] {
        assert_eq!(waits(kind), PaymentState::ToVerify, "{kind:?}");
    }
}

#[test]
fn what_is_paid_in_the_app_no_officer_books() {
    let mut walk = to_make("NYC");
    let clerk = by(&walk, Role::MailClerk);
    let receipt = walk.receipt(PaymentKind::Wechat);
    let kind = PaymentKind::Wechat;
    assert_eq!(
        refused(&mut walk, &clerk, book(receipt)),
        Refusal::PaymentKindNotTaken { kind }
    );
}

#[test]
fn a_post_takes_only_its_own_kinds() {
    let not_taken = |post: &str, kind| {
        let mut walk = to_make(post);
        let clerk = by(&walk, Role::MailClerk);
        let receipt = walk.receipt(kind);
        walk.give(&clerk, book(receipt)).map(drop) == Err(Refusal::PaymentKindNotTaken { kind })
    };
    assert!(not_taken("NYC", PaymentKind::Cash));
    assert!(not_taken("LAD", PaymentKind::MoneyOrder));
    assert!(not_taken("LAD", PaymentKind::CardCounter));
    assert!(not_taken("SFO", PaymentKind::CardForm));
    assert!(!not_taken("LAX", PaymentKind::CardForm));
    assert!(!not_taken("LAD", PaymentKind::Cash));
    assert!(!not_taken("BRU", PaymentKind::QrByMail));
}

#[test]
fn money_is_of_the_posts_currency_more_than_nothing_and_booked_once() {
    let mut walk = to_make("LAD");
    let counter = by(&walk, Role::Counter);
    let cash = walk.receipt(PaymentKind::Cash);
    let kwanza = Receipt {
        amount: super::money(1800, "AOA"),
        ..cash.clone()
    };
    assert_eq!(
        refused(&mut walk, &counter, book(kwanza)),
        Refusal::WrongCurrency { due: usd(1800) }
    );
    for minor in [0, -1] {
        let none = Receipt {
            amount: usd(minor),
            ..cash.clone()
        };
        assert_eq!(
            refused(&mut walk, &counter, book(none)),
            Refusal::AmountWrong { due: usd(1800) }
        );
    }
    let one = Receipt {
        amount: usd(1),
        ..cash
    };
    does(&mut walk, &counter, book(one.clone()));
    assert_eq!(
        refused(&mut walk, &counter, book(one)),
        Refusal::PaymentKnown
    );
}

#[test]
fn too_little_and_too_much_are_told_to_the_applicant() {
    for (paid, state) in [
        (1000, PaymentState::Short),
        (2500, PaymentState::ToRefund),
        (1800, PaymentState::Paid),
    ] {
        let mut walk = to_make("LAD");
        let counter = by(&walk, Role::Counter);
        let receipt = Receipt {
            amount: usd(paid),
            ..walk.receipt(PaymentKind::Cash)
        };
        let happened = does(&mut walk, &counter, book(receipt));
        let (due, held) = (usd(1800), usd(paid));
        let notice = told(Notice::N21 { due, held });
        assert_eq!(happened.contains(&notice), state != PaymentState::Paid);
        assert_eq!(walk.order.payment.state, state);
    }
}

#[test]
fn a_difference_found_when_it_is_cleared_is_told_then() {
    let mut walk = to_make("LAX");
    let clerk = by(&walk, Role::MailClerk);
    let receipt = Receipt {
        amount: usd(2000),
        ..walk.receipt(PaymentKind::CardForm)
    };
    let payment = receipt.id.clone();
    assert_eq!(does(&mut walk, &clerk, book(receipt)).len(), 1);
    let cashier = by(&walk, Role::Cashier);
    let (due, held) = (usd(2300), usd(2000));
    assert_eq!(
        does(
            &mut walk,
            &cashier,
            Action::ClearPayment {
                payment: payment.clone()
            }
        ),
        [
            What::PaymentCleared { payment },
            told(Notice::N21 { due, held })
        ]
    );
}

fn booked() -> (Walk<'static>, PaymentId) {
    let mut walk = to_make("NYC");
    let receipt = walk.receipt(PaymentKind::MoneyOrder);
    let payment = receipt.id.clone();
    walk.by(Role::Cashier, book(receipt)).unwrap();
    (walk, payment)
}

#[test]
fn who_booked_a_payment_does_not_clear_it() {
    let (mut walk, payment) = booked();
    let same = person(walk.policy, "cashier", &[Role::Supervisor]);
    let action = Action::ClearPayment { payment };
    assert_eq!(
        refused(&mut walk, &same, action.clone()),
        Refusal::OtherPersonNeeded { did: Did::Booking }
    );
    let other = super::colleague(&walk, Role::Cashier);
    does(&mut walk, &other, action);
    assert_eq!(walk.order.payment.state, PaymentState::Paid);
}

#[test]
fn a_post_may_let_one_person_book_and_clear() {
    let policy = but("NYC", |p| p.payment.two_people_clear = false);
    let mut walk = on(policy, Business::PpRenew, Status::ToMake);
    let cashier: Actor = by(&walk, Role::Cashier);
    let receipt = walk.receipt(PaymentKind::MoneyOrder);
    let payment = receipt.id.clone();
    does(&mut walk, &cashier, book(receipt));
    does(&mut walk, &cashier, Action::ClearPayment { payment });
    assert_eq!(walk.order.payment.state, PaymentState::Paid);
}

#[test]
fn a_bounced_cheque_is_no_money_and_another_may_be_booked() {
    let (mut walk, payment) = booked();
    let cashier = by(&walk, Role::Cashier);
    assert_eq!(
        does(
            &mut walk,
            &cashier,
            Action::BouncePayment {
                payment: payment.clone()
            }
        ),
        [
            What::PaymentBounced { payment },
            What::Told {
                notice: Notice::N21 {
                    due: usd(2300),
                    held: usd(0),
                },
            },
        ]
    );
    let after = &walk.order.payment;
    assert_eq!(after.receipts[0].state, ReceiptState::Bounced);
    assert_eq!(after.state, PaymentState::Unpaid);
    pay(&mut walk);
    assert_eq!(walk.order.payment.state, PaymentState::Paid);
}

#[test]
fn only_what_waits_is_cleared_or_bounced() {
    let mut walk = to_make("NYC");
    let boss = by(&walk, Role::Supervisor);
    let payment = PaymentId::new("unknown");
    let both = |payment: &PaymentId| {
        let payment = payment.clone();
        let bounce = Action::BouncePayment {
            payment: payment.clone(),
        };
        [Action::ClearPayment { payment }, bounce]
    };
    for action in both(&payment) {
        assert_eq!(refused(&mut walk, &boss, action), Refusal::NoSuchPayment);
    }
    let (mut walk, known) = booked();
    for action in both(&payment) {
        assert_eq!(refused(&mut walk, &boss, action), Refusal::NoSuchPayment);
    }
    let [clear, _] = both(&known);
    does(&mut walk, &boss, clear);
    for action in both(&known) {
        assert_eq!(refused(&mut walk, &boss, action), Refusal::NoSuchPayment);
    }
}

#[test]
fn a_payment_nobody_asked_for_any_more_is_cleared_without_a_word() {
    let (mut walk, payment) = booked();
    walk.order.status = Status::Rejected;
    walk.order.payment.due = usd(0);
    let boss = by(&walk, Role::Supervisor);
    assert_eq!(
        does(
            &mut walk,
            &boss,
            Action::ClearPayment {
                payment: payment.clone()
            }
        ),
        [What::PaymentCleared { payment }]
    );
    assert_eq!(walk.order.payment.state, PaymentState::ToRefund);
}

#[test]
fn nothing_due_and_nothing_paid_is_settled_and_unpaid() {
    let payment = Payment::of(usd(0));
    assert!(payment.is_settled());
    assert_eq!(payment.state, PaymentState::Unpaid);
    assert!(!Payment::of(usd(1)).is_settled());
}

#[test]
fn luanda_takes_cash_on_thursdays_alone() {
    let mut walk = at("LAD", Business::PpRenew, Status::ToCollect);
    let counter = by(&walk, Role::Counter);
    let thursday = super::day(2026, 3, 5);
    let mut refusals = 0;
    for _ in 0..7 {
        let today = walk.policy.local_day(walk.now);
        let receipt = walk.receipt(PaymentKind::Cash);
        let given = walk.clone().give(&counter, book(receipt)).map(drop);
        if today == thursday || today == super::day(2026, 3, 12) {
            assert_eq!(given, Ok(()));
        } else {
            let next = if today < thursday {
                thursday
            } else {
                super::day(2026, 3, 12)
            };
            assert_eq!(given, Err(Refusal::NoCounterDay { next }));
            refusals += 1;
        }
        walk.now = walk.now.plus_days(1);
    }
    assert_eq!(refusals, 6);
}

#[test]
fn a_post_without_counter_days_takes_money_at_the_counter_every_day() {
    let mut walk = at("BRU", Business::PpRenew, Status::FirstReview);
    let counter = by(&walk, Role::Counter);
    walk.now = walk.policy.day_start(super::day(2026, 3, 6));
    let receipt = walk.receipt(PaymentKind::CardCounter);
    does(&mut walk, &counter, book(receipt));
}

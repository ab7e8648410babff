//! Money Order and Cashier's Check: exact, made out rightly, with number and memo.

use super::payments::{book, pay};
use super::{at, but, by, does, on, refused, usd};
use lingshi_rules::business::Business;
use lingshi_rules::life::{Action, Refusal, Status};
use lingshi_rules::order::payment::{PaymentState, Receipt};
use lingshi_rules::people::Role;
use lingshi_rules::post::policy::{MemoRule, PaymentKind};
use lingshi_rules::walk::Walk;

/// Booking a cheque of 23 dollars at San Francisco after this change.
fn cheque(change: impl FnOnce(&mut Receipt)) -> Result<(), Refusal> {
    let mut walk = at("SFO", Business::PpRenew, Status::SecondReview);
    let clerk = by(&walk, Role::MailClerk);
    let mut receipt = walk.receipt(PaymentKind::CashiersCheck);
    change(&mut receipt);
    walk.give(&clerk, book(receipt)).map(drop)
}

#[test]
fn a_cheque_is_of_the_exact_amount() {
    let wrong = Err(Refusal::AmountWrong { due: usd(2300) });
    assert_eq!(cheque(|_| {}), Ok(()));
    assert_eq!(cheque(|r| r.amount.minor = 2299), wrong);
    assert_eq!(cheque(|r| r.amount.minor = 2301), wrong);
    assert_eq!(cheque(|r| r.amount.minor = 0), wrong);
    assert_eq!(cheque(|r| r.amount.minor = -2300), wrong);
}

#[test]
fn a_cheque_is_made_out_to_exactly_the_post() {
    let wrong = Err(Refusal::PayeeWrong {
        payee: "Chinese Consulate".into(),
    });
    assert_eq!(
        cheque(|r| r.payee = Some(" Chinese Consulate ".into())),
        Ok(())
    );
    assert_eq!(
        cheque(|r| r.payee = Some("Chinese Consulate General".into())),
        wrong
    );
    assert_eq!(cheque(|r| r.payee = None), wrong);
}

#[test]
fn a_cheque_has_a_number() {
    let wrong = Err(Refusal::ReferenceNeeded);
    assert_eq!(cheque(|r| r.reference = None), wrong);
    assert_eq!(cheque(|r| r.reference = Some("  ".into())), wrong);
}

#[test]
fn the_memo_of_a_cheque_names_the_applicant_in_chinese_at_san_francisco() {
    assert_eq!(cheque(|r| r.memo = Some("办证 李明".into())), Ok(()));
    for memo in [None, Some("LI MING".to_owned()), Some("李".to_owned())] {
        assert_eq!(cheque(|r| r.memo = memo), Err(Refusal::MemoWrong));
    }
}

#[test]
fn another_post_may_want_the_order_number_in_the_memo_or_nothing() {
    let booked = |rule, memo: &dyn Fn(&Walk<'_>) -> String| {
        let policy = but("NYC", |p| p.payment.memo = rule);
        let mut walk = on(policy, Business::PpRenew, Status::ToMake);
        let clerk = by(&walk, Role::MailClerk);
        let receipt = Receipt {
            memo: Some(memo(&walk)),
            ..walk.receipt(PaymentKind::MoneyOrder)
        };
        walk.give(&clerk, book(receipt)).map(drop)
    };
    let number = |walk: &Walk<'_>| walk.order.no.to_string();
    let name = |_: &Walk<'_>| "李明".to_owned();
    assert_eq!(booked(Some(MemoRule::OrderNo), &number), Ok(()));
    assert_eq!(
        booked(Some(MemoRule::OrderNo), &name),
        Err(Refusal::MemoWrong)
    );
    assert_eq!(booked(None, &|_| String::new()), Ok(()));
}

#[test]
fn only_cheques_are_looked_at_so_closely() {
    let mut walk = at("LAX", Business::PpRenew, Status::ToMake);
    let clerk = by(&walk, Role::MailClerk);
    let receipt = Receipt {
        amount: usd(2000),
        reference: None,
        payee: None,
        memo: None,
        ..walk.receipt(PaymentKind::CardForm)
    };
    does(&mut walk, &clerk, book(receipt));
    assert_eq!(walk.order.payment.state, PaymentState::ToVerify);
}

#[test]
fn what_is_still_owed_is_what_the_next_cheque_is_for() {
    let mut walk = at("LAX", Business::PpRenew, Status::ToMake);
    let clerk = by(&walk, Role::MailClerk);
    let form = Receipt {
        amount: usd(2000),
        ..walk.receipt(PaymentKind::CardForm)
    };
    let payment = form.id.clone();
    does(&mut walk, &clerk, book(form));
    let cashier = by(&walk, Role::Cashier);
    does(&mut walk, &cashier, Action::ClearPayment { payment });
    let whole = Receipt {
        amount: usd(2300),
        ..walk.receipt(PaymentKind::MoneyOrder)
    };
    assert_eq!(
        refused(&mut walk, &clerk, book(whole)),
        Refusal::AmountWrong { due: usd(300) }
    );
    pay(&mut walk);
    assert_eq!(walk.order.payment.state, PaymentState::Paid);
}

//! 取消订单 (T21): C1–C7.

use super::{applicant_does, applicant_may_not, at, at_post, officer_does, officer_may_not};
use super::{moved, post_with, refused, told};
use lingshi_rules::business::Business;
use lingshi_rules::ids::AccountId;
use lingshi_rules::life::event::What;
use lingshi_rules::life::refusal::TextOf;
use lingshi_rules::life::{Action, ActionKind, Notice, Refusal, Status, TransitionId, may_do};
use lingshi_rules::order::payment::{PaymentMode, PaymentState};
use lingshi_rules::order::review::Counted;
use lingshi_rules::people::{Actor, Role};
use lingshi_rules::post::policy::PaymentKind;
use lingshi_rules::values::Money;
use lingshi_rules::walk::{self, Walk};

const CANCEL: Action = Action::Cancel {
    written_request: None,
};
const COUNTED: What = What::AccountCounted {
    counted: Counted::Cancellation,
};

fn on_request(words: &str) -> Action {
    Action::Cancel {
        written_request: Some(words.into()),
    }
}

fn refund_due(walk: &Walk<'_>) -> What {
    What::FeeSet {
        due: Money::zero(walk.policy.fees.currency),
    }
}

#[test]
fn an_applicant_cancels_while_the_post_has_not_passed_first_review() {
    let states = [
        Status::PendingPayment,
        Status::FirstReview,
        Status::Supplement,
        Status::InterviewToBook,
        Status::InterviewBooked,
    ];
    for status in states {
        let mut walk = at("BRU", Business::PpRenew, status);
        walk.order.review.claim = None;
        let refund = refund_due(&walk);
        assert_eq!(
            applicant_does(&mut walk, CANCEL),
            [
                COUNTED,
                moved(TransitionId::T21, status, Status::Cancelled),
                told(Notice::N15 { count: 1 }),
                refund,
            ],
            "{status:?}"
        );
        assert_eq!(walk.order.status, Status::Cancelled);
    }
}

#[test]
fn a_cancelled_order_leaves_its_claim() {
    let mut walk = at("BRU", Business::PpRenew, Status::FirstReview);
    assert!(walk.order.review.claim.is_some());
    applicant_does(&mut walk, CANCEL);
    assert_eq!(walk.order.review.claim, None);
}

#[test]
fn while_payment_is_awaited_or_an_interview_arranged_the_post_may_not_offer_it() {
    let policy = post_with("BRU", |p| {
        p.cancellation.while_payment_pending = false;
        p.cancellation.while_interview = false;
    });
    for status in [
        Status::PendingPayment,
        Status::InterviewToBook,
        Status::InterviewBooked,
    ] {
        let walk = at_post(policy, Business::PpRenew, status);
        let refusal = applicant_may_not(&walk, CANCEL);
        assert_eq!(refusal, Refusal::SwitchedOff, "{status:?}");
    }
    for status in [Status::FirstReview, Status::Supplement] {
        let mut walk = at_post(policy, Business::PpRenew, status);
        assert!(walk.by_applicant(CANCEL).is_ok(), "{status:?}");
    }
}

#[test]
fn a_reissue_at_the_post_is_never_taken_back() {
    for business in [Business::PpReissue, Business::TdReissue] {
        for status in [
            Status::FirstReview,
            Status::Supplement,
            Status::InterviewToBook,
            Status::InterviewBooked,
            Status::SecondReview,
        ] {
            let walk = at("BRU", business, status);
            let refusal = applicant_may_not(&walk, CANCEL);
            assert_eq!(refusal, Refusal::ReissueNotCancellable, "{status:?}");
        }
        let mut unpaid = at("BRU", business, Status::PendingPayment);
        assert!(unpaid.by_applicant(CANCEL).is_ok());
    }
}

#[test]
fn an_emergency_document_at_the_post_is_never_taken_back() {
    for status in [Status::FirstReview, Status::Supplement] {
        let walk = at("BRU", Business::TdEmerg, status);
        let refusal = applicant_may_not(&walk, CANCEL);
        assert_eq!(refusal, Refusal::EmergencyNotCancellable, "{status:?}");
    }
    let mut unpaid = at("BRU", Business::TdEmerg, Status::PendingPayment);
    assert!(unpaid.by_applicant(CANCEL).is_ok());
}

#[test]
fn what_is_reviewed_is_not_taken_back_unless_the_post_lets_that_business_go() {
    use Business as B;
    for business in [B::PpNew, B::PpRenew, B::PpNote, B::TdNew, B::TdRenew] {
        let walk = at("BRU", business, Status::SecondReview);
        let refusal = applicant_may_not(&walk, CANCEL);
        assert_eq!(refusal, Refusal::ReviewedNotCancellable, "{business:?}");
    }
    let lenient = post_with("BRU", |p| {
        p.cancellation.not_after_first_review.remove(&B::PpRenew);
    });
    let mut walk = at_post(lenient, B::PpRenew, Status::SecondReview);
    assert!(walk.by_applicant(CANCEL).is_ok());
    let walk = at_post(lenient, B::PpNew, Status::SecondReview);
    assert_eq!(
        applicant_may_not(&walk, CANCEL),
        Refusal::ReviewedNotCancellable
    );
}

#[test]
fn from_making_on_nobody_cancels() {
    for status in [Status::ToMake, Status::Made, Status::ToMail] {
        let walk = at("BRU", Business::PpRenew, status);
        let possible_in = vec![
            Status::PendingPayment,
            Status::FirstReview,
            Status::Supplement,
            Status::InterviewToBook,
            Status::InterviewBooked,
            Status::SecondReview,
        ];
        let refusal = applicant_may_not(&walk, CANCEL);
        assert_eq!(
            refusal,
            Refusal::WrongStatus {
                status,
                possible_in
            }
        );
    }
    for status in [Status::Done, Status::Rejected, Status::Cancelled] {
        let walk = at("BRU", Business::PpRenew, status);
        assert_eq!(
            applicant_may_not(&walk, CANCEL),
            Refusal::OrderEnded { status }
        );
    }
}

#[test]
fn the_third_cancellation_tells_of_the_ban_and_the_second_does_not() {
    let mut second = at("BRU", Business::PpRenew, Status::Supplement);
    second.facts.cancellations = vec![second.now.plus_days(-1)];
    let whats = applicant_does(&mut second, CANCEL);
    assert_eq!(whats[2], told(Notice::N15 { count: 2 }));
    assert_eq!(whats.len(), 4);

    let mut third = at("BRU", Business::PpRenew, Status::Supplement);
    third.facts.cancellations = vec![third.now.plus_days(-1), third.now.plus_days(-29)];
    let until = third.now.plus_days(30);
    let whats = applicant_does(&mut third, CANCEL);
    assert_eq!(whats[2], told(Notice::N15 { count: 3 }));
    let ban = Notice::N24 {
        until,
        booking: false,
    };
    assert_eq!(whats[4..], [told(ban)]);
}

#[test]
fn a_cancellation_thirty_days_old_is_forgotten() {
    let mut walk = at("BRU", Business::PpRenew, Status::Supplement);
    walk.facts.cancellations = vec![walk.now.plus_days(-1), walk.now.plus_days(-30)];
    let whats = applicant_does(&mut walk, CANCEL);
    assert_eq!(whats[2], told(Notice::N15 { count: 2 }));
    assert_eq!(whats.len(), 4);
}

#[test]
fn an_officer_cancels_on_a_written_request_and_nothing_is_counted() {
    let mut walk = at("BRU", Business::PpRenew, Status::Supplement);
    walk.facts.cancellations = vec![walk.now.plus_days(-1); 3];
    let refund = refund_due(&walk);
    assert_eq!(
        officer_does(&mut walk, Role::FirstReviewer, on_request(" 本人来信 ")),
        [
            What::Moved {
                transition: TransitionId::T21,
                from: Status::Supplement,
                to: Status::Cancelled,
                reason: Some("本人来信".into()),
                told: true,
            },
            told(Notice::N15 { count: 3 }),
            refund,
        ]
    );
}

#[test]
fn an_officer_needs_the_request_in_writing_and_a_sentence_or_two_of_it() {
    let walk = at("BRU", Business::PpRenew, Status::Supplement);
    let by = |action| officer_may_not(&walk, Role::Supervisor, action);
    let text = TextOf::Reason;
    assert_eq!(by(CANCEL), Refusal::WrittenRequestNeeded);
    assert_eq!(by(on_request(" \n")), Refusal::TextNeeded { text });
    assert_eq!(
        by(on_request(&"信".repeat(501))),
        Refusal::TextTooLong { text, most: 500 }
    );
    let longest = on_request(&"信".repeat(500));
    assert_eq!(
        officer_does(&mut walk.clone(), Role::Supervisor, longest).len(),
        3
    );
}

#[test]
fn an_officer_is_bound_by_the_same_rules() {
    let walk = at("BRU", Business::PpReissue, Status::Supplement);
    assert_eq!(
        officer_may_not(&walk, Role::Supervisor, on_request("来信")),
        Refusal::ReissueNotCancellable
    );
    let walk = at("BRU", Business::PpRenew, Status::Supplement);
    assert_eq!(
        officer_may_not(&walk, Role::Counter, on_request("来信")),
        Refusal::RoleNeeded {
            roles: vec![Role::FirstReviewer, Role::Supervisor],
        }
    );
}

#[test]
fn what_an_applicant_writes_beside_it_is_no_reason() {
    let mut walk = at("BRU", Business::PpRenew, Status::Supplement);
    applicant_does(&mut walk, on_request("不办了"));
    assert_eq!(walk.order.changes.last().unwrap().reason, None);
}

#[test]
fn money_paid_in_the_app_is_to_be_given_back() {
    let mut walk = at("BRU", Business::PpRenew, Status::PendingPayment);
    let receipt = walk.receipt(PaymentKind::Wechat);
    walk.give(&Actor::System, Action::ConfirmOnlinePayment { receipt })
        .unwrap();
    assert_eq!(walk.order.payment.mode, Some(PaymentMode::Online));
    applicant_does(&mut walk, CANCEL);
    assert_eq!(walk.order.payment.state, PaymentState::ToRefund);
    assert_eq!(walk.order.payment.difference().minor, 1600);
}

#[test]
fn the_button_says_what_the_command_would_say() {
    let walk = at("BRU", Business::PpReissue, Status::Supplement);
    let applicant = walk::applicant();
    let button = may_do(&walk.order, ActionKind::Cancel, &walk.context(&applicant));
    assert_eq!(button, Err(Refusal::ReissueNotCancellable));
    let stranger = Actor::Applicant {
        account: AccountId::new("account-2"),
    };
    assert_eq!(refused(&walk, &stranger, CANCEL), Refusal::NoSuchOrder);
}

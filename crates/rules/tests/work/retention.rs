//! §10 Minimum retention: what is erased, and since when.

use crate::{day, posts};
use lingshi_rules::business::Business;
use lingshi_rules::ids::FileId;
use lingshi_rules::life::{Action, Status};
use lingshi_rules::order::payment::ReceiptState;
use lingshi_rules::order::review::Proposed;
use lingshi_rules::people::Role;
use lingshi_rules::post::policy::{PaymentKind, RetentionRules};
use lingshi_rules::retention::{Erased, Erasure, due, failed_mail_due};
use lingshi_rules::values::Instant;
use lingshi_rules::values::instant::Day;
use lingshi_rules::walk::{self, Walk};
use std::collections::BTreeSet;
use strum::IntoEnumIterator;

fn at(post: &str, business: Business, status: Status) -> Walk<'static> {
    walk::station(posts::post(post), business, status).unwrap()
}

fn due_on(walk: &Walk<'_>, day: Day) -> Vec<Erasure> {
    due(&walk.order, walk.policy, walk.policy.day_start(day))
}

fn names(files: &BTreeSet<FileId>) -> Vec<&str> {
    files.iter().map(FileId::as_str).collect()
}

fn far_off() -> Instant {
    crate::at("2099-01-01T00:00:00Z")
}

#[test]
fn the_defaults_are_those_of_the_rules_of_the_work() {
    assert_eq!(
        RetentionRules::default(),
        RetentionRules {
            rejected_image_months: 6,
            cancelled_image_months: 6,
            screenshot_months: 12,
            failed_mail_days: 30,
        }
    );
}

#[test]
fn images_of_a_refused_order_go_after_six_months() {
    let walk = at("NYC", Business::PpRenew, Status::Rejected);
    assert_eq!(
        walk.policy.local_day(walk.order.status_since),
        day(2026, 3, 2)
    );
    assert_eq!(due_on(&walk, day(2026, 9, 1)), []);
    let all = due_on(&walk, day(2026, 9, 2));
    let [erasure] = all.as_slice() else {
        panic!("one thing is due")
    };
    assert_eq!(erasure.what, Erased::RejectedImages);
    assert_eq!(erasure.since, walk.policy.day_start(day(2026, 9, 2)));
    let mut all: Vec<&str> = walk.order.files.keys().map(FileId::as_str).collect();
    all.push("signature");
    assert_eq!(names(&erasure.files), all);
}

#[test]
fn the_signature_under_the_statement_is_an_image_too() {
    let mut walk = at("NYC", Business::PpRenew, Status::Rejected);
    walk.order.form.statement.as_mut().unwrap().image = Some(FileId::new("statement"));
    let all = due(&walk.order, walk.policy, far_off());
    assert!(all[0].files.contains(&FileId::new("statement")));
}

#[test]
fn images_of_an_order_taken_back_or_never_paid_go_by_their_own_term() {
    let mut policy = posts::post("NYC").clone();
    policy.retention.cancelled_image_months = 1;
    for status in [Status::Cancelled, Status::Expired] {
        let walk = walk::station(&policy, Business::PpRenew, status).unwrap();
        assert_eq!(due_on(&walk, day(2026, 4, 1)), []);
        let all = due_on(&walk, day(2026, 4, 2));
        assert_eq!(all[0].what, Erased::CancelledImages, "{status:?}");
    }
}

#[test]
fn screenshots_go_a_year_after_the_order_is_done_and_its_materials_stay() {
    let walk = at("SFO", Business::PpReissue, Status::Done);
    let done = walk.policy.local_day(walk.order.status_since);
    let year = done.checked_add_months(chrono::Months::new(12)).unwrap();
    assert_eq!(due_on(&walk, year.pred_opt().unwrap()), []);
    let all = due_on(&walk, year);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].what, Erased::InterviewScreenshots);
    assert_eq!(names(&all[0].files), ["screenshot"]);
}

#[test]
fn an_order_done_without_an_interview_has_nothing_to_erase() {
    let walk = at("NYC", Business::PpRenew, Status::Done);
    assert_eq!(due(&walk.order, walk.policy, far_off()), []);
}

#[test]
fn nothing_is_erased_of_a_live_order() {
    for status in Status::iter().filter(|s| !s.is_terminal()) {
        let Some(walk) = walk::station(posts::post("SFO"), Business::PpReissue, status) else {
            continue;
        };
        assert_eq!(due(&walk.order, walk.policy, far_off()), [], "{status:?}");
    }
}

#[test]
fn an_order_restored_is_live_again() {
    let mut policy = posts::post("NYC").clone();
    policy.review.restore_rejected = true;
    let mut walk = walk::station(&policy, Business::PpRenew, Status::Rejected).unwrap();
    assert_eq!(due(&walk.order, &policy, far_off()).len(), 1);
    let reason = "误作不通过".to_owned();
    walk.by(Role::Supervisor, Action::Restore { reason })
        .unwrap();
    assert_eq!(due(&walk.order, &policy, far_off()), []);
}

#[test]
fn who_is_to_confirm_something_can_still_see_what_it_stands_on() {
    let mut walk = at("NYC", Business::PpRenew, Status::FirstReview);
    let receipt = walk.receipt(PaymentKind::CashiersCheck);
    let payment = receipt.id.clone();
    walk.by(Role::MailClerk, Action::BookPayment { receipt })
        .unwrap();
    walk.by(Role::Cashier, Action::ClearPayment { payment })
        .unwrap();
    walk.lead_to(Status::Rejected).unwrap();
    let amount = walk.order.payment.difference();
    let proposed = Box::new(Proposed::Refund { amount });
    walk.by(Role::Cashier, Action::Propose { proposed })
        .unwrap();
    assert_eq!(due(&walk.order, walk.policy, far_off()), []);
    walk.by(Role::Supervisor, Action::ConfirmProposal).unwrap();
    assert_eq!(due(&walk.order, walk.policy, far_off()).len(), 1);
}

#[test]
fn a_card_form_goes_as_soon_as_the_card_was_charged_even_of_a_live_order() {
    let mut walk = at("LAX", Business::PpRenew, Status::ToMake);
    let mut receipt = walk.receipt(PaymentKind::CardForm);
    receipt.image = Some(FileId::new("card-form"));
    let payment = receipt.id.clone();
    walk.by(Role::MailClerk, Action::BookPayment { receipt })
        .unwrap();
    assert_eq!(due(&walk.order, walk.policy, walk.now), []);
    let clear = Action::ClearPayment {
        payment: payment.clone(),
    };
    walk.by(Role::Cashier, clear).unwrap();
    let all = due(&walk.order, walk.policy, walk.now);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].what, Erased::CardForm { payment });
    assert_eq!(names(&all[0].files), ["card-form"]);
}

#[test]
fn a_card_form_refused_by_the_bank_goes_too_and_a_cheque_stays() {
    let mut walk = at("LAX", Business::PpRenew, Status::ToMake);
    let receipt = walk.receipt(PaymentKind::CardForm);
    let payment = receipt.id.clone();
    walk.by(Role::MailClerk, Action::BookPayment { receipt })
        .unwrap();
    walk.by(Role::Cashier, Action::BouncePayment { payment })
        .unwrap();
    assert_eq!(due(&walk.order, walk.policy, walk.now).len(), 1);
    let mut walk = at("NYC", Business::PpRenew, Status::Done);
    let cheque = &mut walk.order.payment.receipts[0];
    assert!(cheque.kind.is_cheque() && cheque.state == ReceiptState::Cleared);
    cheque.image = Some(FileId::new("cheque"));
    assert_eq!(due(&walk.order, walk.policy, far_off()), []);
}

#[test]
fn erasing_takes_images_alone_and_the_facts_stay() {
    let walk = at("NYC", Business::PpRenew, Status::Rejected);
    let images: BTreeSet<FileId> = due(&walk.order, walk.policy, far_off())
        .into_iter()
        .flat_map(|erasure| erasure.files)
        .collect();
    let mut known: BTreeSet<FileId> = walk.order.files.keys().cloned().collect();
    known.insert(FileId::new("signature"));
    assert_eq!(images, known);
}

#[test]
fn a_mail_that_could_not_be_taken_goes_after_thirty_days() {
    let policy = posts::post("BRU");
    let received = policy.day_start(day(2026, 3, 2)).plus_hours(23);
    assert_eq!(
        failed_mail_due(received, policy),
        policy.day_start(day(2026, 4, 1))
    );
}

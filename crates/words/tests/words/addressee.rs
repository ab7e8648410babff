//! What an order says reaches its messages.

use crate::posts::post;
use lingshi_rules::business::Business;
use lingshi_rules::ids::PostCode;
use lingshi_rules::life::Status;
use lingshi_rules::order::interview::InterviewCause;
use lingshi_rules::order::reasons::SupplementReason;
use lingshi_rules::order::review::KeptOrder;
use lingshi_rules::values::{Money, PersonName};
use lingshi_rules::walk::{Walk, station};
use lingshi_words::Addressee;

fn reviewed(business: Business) -> Walk<'static> {
    station(post("BRU"), business, Status::FirstReview).unwrap()
}

fn of(walk: &Walk<'_>) -> Addressee {
    Addressee::of(&walk.order, walk.policy, walk.now)
}

#[test]
fn a_name_is_read_in_characters_or_else_in_letters() {
    let mut walk = reviewed(Business::PpRenew);
    walk.order.form.applicant.name = PersonName::new("䶮", "", "YAN", "");
    assert_eq!(of(&walk).name, "䶮");
    walk.order.form.applicant.name = PersonName::new("", "", "SMITH", "ANNA");
    assert_eq!(of(&walk).name, "SMITH, ANNA");
}

#[test]
fn what_is_owed_is_what_is_due_and_not_held() {
    let mut walk = reviewed(Business::PpRenew);
    let due = walk.order.payment.due;
    walk.order.payment.receipts.clear();
    assert_eq!(of(&walk).owed, Some(due));
    walk.order.payment.due = Money::zero(due.currency);
    assert_eq!(of(&walk).owed, None);
}

#[test]
fn years_since_expiry_are_whole_ones() {
    let mut walk = reviewed(Business::PpRenew);
    let today = walk.policy.local_day(walk.now);
    let old = walk.order.form.old_document.as_mut().unwrap();
    old.expires = today.checked_sub_months(chrono::Months::new(35));
    assert_eq!(of(&walk).expired_years, 2);
    let old = walk.order.form.old_document.as_mut().unwrap();
    old.expires = today.checked_add_months(chrono::Months::new(35));
    assert_eq!(of(&walk).expired_years, 0);
}

#[test]
fn a_lost_booklet_does_not_come_back() {
    assert!(of(&reviewed(Business::PpRenew)).old_returned);
    assert!(!of(&reviewed(Business::PpReissue)).old_returned);
}

#[test]
fn the_order_kept_and_the_last_day_are_known() {
    let mut walk = station(post("BRU"), Business::PpRenew, Status::Supplement).unwrap();
    let asked = walk.order.review.supplement.clone().unwrap();
    assert_eq!(asked.picks[0].reason, SupplementReason::S02);
    walk.order.review.kept_instead = Some(KeptOrder {
        post: PostCode::new("NYC"),
        tail: "10085111".into(),
    });
    walk.order.interview.causes.insert(InterviewCause::Name);
    let to = of(&walk);
    assert_eq!(to.supplement_due, Some(asked.due));
    assert_eq!(to.kept_tail.as_deref(), Some("10085111"));
    assert_eq!(
        to.causes.into_iter().collect::<Vec<_>>(),
        [InterviewCause::Name]
    );
}

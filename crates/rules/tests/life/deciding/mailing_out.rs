//! 寄出 (T20), and what comes back undeliverable.

use super::{at, but, by, does, id, moved, on, refused, told};
use lingshi_rules::business::Business;
use lingshi_rules::life::refusal::{Content, TextOf};
use lingshi_rules::life::{Action, Notice, Refusal, Status, TransitionId as T, What};
use lingshi_rules::order::making::Delivery;
use lingshi_rules::order::originals::OldDocumentState as Old;
use lingshi_rules::people::Role;
use lingshi_rules::post::policy::PickupMode;
use lingshi_rules::walk::Walk;
use std::collections::BTreeSet;

fn mail(tracking: &str, [new_document, old_document, receipt]: [bool; 3]) -> Action {
    Action::MailOut {
        tracking: tracking.into(),
        new_document,
        old_document,
        receipt,
    }
}

fn to_mail(business: Business) -> Walk<'static> {
    at("NYC", business, Status::ToMail)
}

#[test]
fn the_new_booklet_the_clipped_old_one_and_the_receipt_go_home_together() {
    let mut walk = to_mail(Business::PpRenew);
    let (clerk, at) = (by(&walk, Role::MailClerk), walk.now);
    let tracking = "9405".to_owned();
    let delivery = Delivery {
        mode: PickupMode::Mail,
        collector: None,
        tracking: Some(tracking.clone()),
        at,
        by: id(&clerk),
        undeliverable: None,
    };
    assert_eq!(
        does(&mut walk, &clerk, mail(" 9405 ", [true; 3])),
        [
            What::OldDocumentMoved {
                to: Old::Returned,
                clipping: None
            },
            What::Delivered {
                delivery: delivery.clone()
            },
            moved(T::T20, Status::ToMail, Status::Done, true),
            told(Notice::N14 { tracking }),
        ]
    );
    assert_eq!(walk.order.status, Status::Done);
    assert_eq!(walk.order.delivery, Some(delivery));
}

#[test]
fn each_of_the_three_is_ticked() {
    use Content as C;
    for (ticks, missing) in [
        ([false, true, true], vec![C::NewDocument]),
        ([true, false, true], vec![C::OldDocument]),
        ([true, true, false], vec![C::Receipt]),
        ([false; 3], vec![C::NewDocument, C::OldDocument, C::Receipt]),
    ] {
        let mut walk = to_mail(Business::PpRenew);
        let clerk = by(&walk, Role::MailClerk);
        let missing: BTreeSet<_> = missing.into_iter().collect();
        assert_eq!(
            refused(&mut walk, &clerk, mail("9405", ticks)),
            Refusal::ContentsIncomplete { missing }
        );
    }
}

#[test]
fn without_an_old_booklet_two_ticks_do() {
    let mut walk = to_mail(Business::PpNew);
    let clerk = by(&walk, Role::MailClerk);
    let happened = does(&mut walk, &clerk, mail("9405", [true, false, true]));
    assert_eq!(happened.len(), 3);
}

#[test]
fn an_annotated_booklet_is_itself_what_goes_home() {
    let mut walk = to_mail(Business::PpNote);
    let clerk = by(&walk, Role::MailClerk);
    assert_eq!(walk.order.old_document, Old::Received);
    does(&mut walk, &clerk, mail("9405", [true, false, true]));
    assert_eq!(walk.order.old_document, Old::Returned);
}

#[test]
fn where_no_receipt_is_enclosed_none_is_ticked() {
    let policy = but("NYC", |p| p.hand_over.receipt_enclosed = false);
    let mut walk = on(policy, Business::PpRenew, Status::ToMail);
    let clerk = by(&walk, Role::MailClerk);
    does(&mut walk, &clerk, mail("9405", [true, true, false]));
}

#[test]
fn an_old_booklet_not_clipped_stops_the_envelope() {
    for old in [Old::Received, Old::Awaited] {
        let mut walk = to_mail(Business::PpRenew);
        walk.order.old_document = old;
        let clerk = by(&walk, Role::MailClerk);
        assert_eq!(
            refused(&mut walk, &clerk, mail("9405", [true; 3])),
            Refusal::OldDocumentNotCancelled
        );
    }
}

#[test]
fn what_is_mailed_has_a_tracking_number() {
    let mut walk = to_mail(Business::PpRenew);
    let clerk = by(&walk, Role::MailClerk);
    assert_eq!(
        refused(&mut walk, &clerk, mail(" ", [true; 3])),
        Refusal::TextNeeded {
            text: TextOf::Number
        }
    );
}

#[test]
fn an_envelope_comes_back_once() {
    let mut walk = at("NYC", Business::PpRenew, Status::Done);
    let (clerk, now) = (by(&walk, Role::MailClerk), walk.now);
    assert_eq!(
        does(&mut walk, &clerk, Action::RecordUndeliverable),
        [What::CameBack]
    );
    let delivery = walk.order.delivery.clone().unwrap();
    assert_eq!(delivery.undeliverable, Some(now));
    assert_eq!(walk.order.status, Status::Done);
    assert_eq!(
        refused(&mut walk, &clerk, Action::RecordUndeliverable),
        Refusal::NothingMailed
    );
}

#[test]
fn what_was_handed_over_does_not_come_back() {
    let mut walk = at("LAD", Business::PpRenew, Status::Done);
    let clerk = by(&walk, Role::MailClerk);
    assert_eq!(
        refused(&mut walk, &clerk, Action::RecordUndeliverable),
        Refusal::NothingMailed
    );
    walk.order.delivery = None;
    assert_eq!(
        refused(&mut walk, &clerk, Action::RecordUndeliverable),
        Refusal::NothingMailed
    );
}

#[test]
fn what_came_back_is_mailed_again_under_another_number() {
    let mut walk = at("NYC", Business::PpRenew, Status::Done);
    let clerk = by(&walk, Role::MailClerk);
    let again = |tracking: &str| Action::MailAgain {
        tracking: tracking.into(),
    };
    assert_eq!(
        refused(&mut walk, &clerk, again("9406")),
        Refusal::NothingCameBack
    );
    does(&mut walk, &clerk, Action::RecordUndeliverable);
    assert_eq!(
        refused(&mut walk, &clerk, again("  ")),
        Refusal::TextNeeded {
            text: TextOf::Number
        }
    );
    let now = walk.now;
    let happened = does(&mut walk, &clerk, again(" 9406 "));
    let delivery = walk.order.delivery.clone().unwrap();
    assert_eq!(delivery.tracking.as_deref(), Some("9406"));
    assert_eq!((delivery.at, delivery.undeliverable), (now, None));
    assert_eq!(
        happened,
        [
            What::Delivered { delivery },
            told(Notice::N14 {
                tracking: "9406".into()
            }),
        ]
    );
    assert_eq!(walk.order.status, Status::Done);
    does(&mut walk, &clerk, Action::RecordUndeliverable);
    does(&mut walk, &clerk, again("9407"));
}

//! 到馆 (T24): Singapore after second review, London after the first.

use super::{
    approve, at, but, by, does, filed, moved, on, plain_approval, refused, told, twelve_years_old,
};
use lingshi_rules::business::Business;
use lingshi_rules::life::{Action, Notice, Refusal, Status, TransitionId as T, What};
use lingshi_rules::order::making::Visit;
use lingshi_rules::order::originals::Original;
use lingshi_rules::people::Role;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::post::policy::{Onsite, OnsiteAfter};
use lingshi_rules::walk::{Walk, applicant};
use std::collections::BTreeSet;

fn like(after: OnsiteAfter, fingerprints: bool) -> &'static PostPolicy {
    but("NYC", |p| {
        p.onsite = Some(Onsite {
            after,
            fingerprints,
        });
    })
}

fn singapore() -> &'static PostPolicy {
    like(OnsiteAfter::SecondReview, true)
}

fn london() -> &'static PostPolicy {
    like(OnsiteAfter::FirstReview, false)
}

fn record(identity_agrees: bool) -> Action {
    Action::RecordVisit {
        fingerprints: true,
        identity_agrees,
    }
}

fn renewal(policy: &'static PostPolicy, status: Status) -> Walk<'static> {
    on(policy, Business::PpRenew, status)
}

#[test]
fn at_singapore_the_approval_asks_for_a_visit() {
    let mut walk = renewal(singapore(), Status::SecondReview);
    let second = by(&walk, Role::SecondReviewer);
    let action = approve(plain_approval(&walk));
    let happened = does(&mut walk, &second, action);
    assert!(happened.contains(&moved(
        T::T24,
        Status::SecondReview,
        Status::OnsiteToBook,
        true
    )));
    assert!(happened.contains(&told(Notice::N17 { fingerprints: true })));
    assert_eq!(walk.order.status, Status::OnsiteToBook);
    assert!(walk.order.review.approval.is_some());
}

#[test]
fn fingerprints_are_taken_where_the_post_takes_them_and_from_sixteen_on() {
    let asked = |policy, change: fn(&mut lingshi_rules::order::form::Form)| {
        let walk = filed(policy, Business::PpRenew, Status::OnsiteToBook, change);
        let notice = walk.order.messages.last().map(|m| m.notice.clone());
        notice == Some(Notice::N17 { fingerprints: true })
    };
    assert!(asked(singapore(), |_| {}));
    assert!(!asked(singapore(), twelve_years_old));
    assert!(!asked(london(), |_| {}));
}

#[test]
fn at_singapore_the_visit_leads_to_making() {
    let mut walk = renewal(singapore(), Status::OnsiteBooked);
    let counter = by(&walk, Role::Counter);
    let at = walk.order.visit.as_ref().unwrap().at;
    let send = BTreeSet::from([
        Original::Slip,
        Original::OldDocument,
        Original::PaymentProof,
        Original::ReturnEnvelope,
    ]);
    let visit = Visit {
        at,
        done: true,
        fingerprints: true,
    };
    assert_eq!(
        does(&mut walk, &counter, record(true)),
        [
            What::VisitSet {
                visit: Some(visit.clone())
            },
            moved(T::T24, Status::OnsiteBooked, Status::ToMake, true),
            told(Notice::N11 { send, paid: false }),
            What::OriginalsAwaited,
        ]
    );
    assert_eq!(walk.order.visit, Some(visit));
}

#[test]
fn at_london_the_visit_leads_to_second_review_and_not_past_it() {
    let mut walk = renewal(london(), Status::OnsiteBooked);
    let counter = by(&walk, Role::Counter);
    let happened = does(&mut walk, &counter, record(true));
    assert_eq!(
        happened[1..],
        [
            moved(T::T24, Status::OnsiteBooked, Status::SecondReview, true),
            told(Notice::N10 {
                send: BTreeSet::new()
            }),
        ]
    );
    assert_eq!(walk.order.review.approval, None);
    let second = by(&walk, Role::SecondReviewer);
    let action = approve(plain_approval(&walk));
    does(&mut walk, &second, action);
    let last = walk.order.changes.last().unwrap();
    assert_eq!((last.transition, last.to), (T::T13, Status::ToMake));
}

#[test]
fn a_visit_made_is_not_asked_for_again() {
    let mut walk = renewal(london(), Status::SecondReview);
    let second = by(&walk, Role::SecondReviewer);
    let comment = "再看".to_owned();
    does(&mut walk, &second, Action::SendBack { comment });
    let first = by(&walk, Role::FirstReviewer);
    does(&mut walk, &first, Action::Forward);
    assert_eq!(walk.order.status, Status::SecondReview);
    let mut walk = renewal(singapore(), Status::ToMake);
    let boss = by(&walk, Role::Supervisor);
    let defect = Action::ReportDefect {
        what: Original::Slip,
        words: "缺页".into(),
    };
    does(&mut walk, &boss, defect);
    let action = approve(plain_approval(&walk));
    does(&mut walk, &second, action);
    assert_eq!(walk.order.status, Status::ToMake);
}

#[test]
fn somebody_else_is_turned_away() {
    let mut walk = renewal(london(), Status::OnsiteBooked);
    let counter = by(&walk, Role::Counter);
    assert_eq!(
        refused(&mut walk, &counter, record(false)),
        Refusal::IdentityDiffers
    );
    walk.order.visit = None;
    assert_eq!(
        refused(&mut walk, &counter, record(true)),
        Refusal::SlotClosed
    );
}

#[test]
fn a_visit_is_booked_and_cancelled_without_a_strike() {
    let mut walk = renewal(london(), Status::OnsiteToBook);
    let at = walk.offer_slot().start;
    let visit = Visit {
        at,
        done: false,
        fingerprints: false,
    };
    assert_eq!(
        does(&mut walk, &applicant(), Action::BookVisit { at }),
        [
            What::VisitSet {
                visit: Some(visit.clone())
            },
            moved(T::T24, Status::OnsiteToBook, Status::OnsiteBooked, false),
        ]
    );
    assert_eq!(walk.order.visit, Some(visit));
    assert_eq!(
        does(&mut walk, &applicant(), Action::CancelVisit),
        [
            What::VisitSet { visit: None },
            moved(T::T24, Status::OnsiteBooked, Status::OnsiteToBook, false),
        ]
    );
    assert_eq!(walk.order.visit, None);
}

#[test]
fn a_visit_is_booked_into_an_open_slot_to_come() {
    let mut walk = renewal(london(), Status::OnsiteToBook);
    let at = walk.offer_slot().start;
    let offered = walk.facts.slot.unwrap();
    let book = Action::BookVisit { at };
    let later = Action::BookVisit {
        at: at.plus_minutes(1),
    };
    assert_eq!(refused(&mut walk, &applicant(), later), Refusal::SlotClosed);
    walk.facts.slot.as_mut().unwrap().closed = true;
    assert_eq!(
        refused(&mut walk, &applicant(), book.clone()),
        Refusal::SlotClosed
    );
    walk.facts.slot = None;
    assert_eq!(
        refused(&mut walk, &applicant(), book.clone()),
        Refusal::SlotClosed
    );
    walk.facts.slot = Some(offered);
    walk.facts.slot.as_mut().unwrap().booked = offered.capacity;
    assert_eq!(
        refused(&mut walk, &applicant(), book.clone()),
        Refusal::SlotFull
    );
    walk.facts.slot.as_mut().unwrap().booked = offered.capacity - 1;
    let now = walk.now;
    walk.now = at;
    assert_eq!(
        refused(&mut walk, &applicant(), book.clone()),
        Refusal::SlotPast
    );
    walk.now = now;
    does(&mut walk, &applicant(), book);
}

#[test]
fn elsewhere_nobody_is_asked_to_come() {
    let mut walk = at("NYC", Business::PpRenew, Status::FirstReview);
    walk.order.status = Status::OnsiteToBook;
    let at = walk.offer_slot().start;
    assert_eq!(
        refused(&mut walk, &applicant(), Action::BookVisit { at }),
        Refusal::NoVisitsHere
    );
    walk.order.status = Status::OnsiteBooked;
    let counter = by(&walk, Role::Counter);
    assert_eq!(
        refused(&mut walk, &counter, record(true)),
        Refusal::NoVisitsHere
    );
    assert_eq!(
        refused(&mut walk, &applicant(), Action::CancelVisit),
        Refusal::NoVisitsHere
    );
}

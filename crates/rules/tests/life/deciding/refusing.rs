//! 审核不通过 (T15, T06, T26): which reason at which moment, and by whom.

use super::{
    at, but, by, claim_done, does, filed, moved_because, named, on, refused, refusing, reject,
    told, twelve_years_old, usd,
};
use crate::posts;
use RejectReason as R;
use lingshi_rules::business::Business;
use lingshi_rules::ids::PostCode;
use lingshi_rules::life::reasons::{Refusing, RejectReason};
use lingshi_rules::life::refusal::{Did, TextOf};
use lingshi_rules::life::{Action, Notice, Refusal, Status, TransitionId as T, What};
use lingshi_rules::order::interview::InterviewCause;
use lingshi_rules::order::review::{KeptOrder, ProposalKind};
use lingshi_rules::people::Role;
use lingshi_rules::walk::{Walk, person};
use std::collections::BTreeMap;
use strum::IntoEnumIterator;

fn wrong(reason: &str) -> Refusal {
    Refusal::WrongReason {
        reason: reason.into(),
    }
}

fn first_review() -> Walk<'static> {
    at("NYC", Business::PpRenew, Status::FirstReview)
}

#[test]
fn a_refusal_ends_the_order_tells_why_and_sets_the_fee_to_nothing() {
    let mut walk = first_review();
    let (reviewer, now) = (by(&walk, Role::FirstReviewer), walk.now);
    assert_eq!(walk.order.payment.due, usd(2300));
    assert_eq!(
        does(&mut walk, &reviewer, reject(RejectReason::R01)),
        [
            What::Refused {
                refusing: refusing(RejectReason::R01),
                by: vec![named(&reviewer)]
            },
            moved_because(T::T15, Status::FirstReview, Status::Rejected, "R01", true),
            told(Notice::N05 {
                refusing: refusing(RejectReason::R01)
            }),
            claim_done(),
            What::FeeSet { due: usd(0) },
        ]
    );
    let order = &walk.order;
    assert_eq!(order.status, Status::Rejected);
    assert_eq!(order.review.refused, Some(refusing(RejectReason::R01)));
    assert_eq!(order.review.refused_by, [named(&reviewer)]);
    assert_eq!(order.payment.due, usd(0));
    assert_eq!(
        order.messages.last().map(|m| (m.notice.clone(), m.at)),
        Some((
            Notice::N05 {
                refusing: refusing(RejectReason::R01)
            },
            now
        ))
    );
}

#[test]
fn every_reason_on_the_law_needs_a_second_person_and_no_other_does() {
    let mut legal = Vec::new();
    for reason in RejectReason::iter() {
        let mut walk = filed(
            posts::post("LAX"),
            Business::PpRenew,
            Status::InterviewBooked,
            |_| {},
        );
        walk.lead_to(Status::FirstReview).unwrap();
        // So that no reason is out of place.
        walk.order.review.supplements = 1;
        walk.order.review.kept_instead = Some(KeptOrder {
            post: PostCode::new("SFO"),
            tail: "10000042".into(),
        });
        let reviewer = by(&walk, Role::FirstReviewer);
        let given = walk.give(&reviewer, reject(reason)).map(drop);
        match given {
            Ok(()) => assert_eq!(walk.order.status, Status::Rejected),
            Err(refusal) if reason.is_legal() => {
                assert_eq!(
                    refusal,
                    Refusal::ProposalNeeded {
                        kind: ProposalKind::Reject
                    }
                );
                legal.push(reason);
            }
            Err(refusal) => {
                assert!([RejectReason::R06, RejectReason::R08].contains(&reason));
                assert_eq!(refusal, wrong(reason.code()));
            }
        }
    }
    assert_eq!(
        legal,
        [R::R10, R::R11, R::R12, R::R13, R::R14, R::R15, R::R16]
    );
}

#[test]
fn a_post_may_let_one_officer_refuse_on_the_law() {
    let policy = but("NYC", |p| p.review.two_people_for_legal_refusals = false);
    let mut walk = on(policy, Business::PpRenew, Status::FirstReview);
    let reviewer = by(&walk, Role::FirstReviewer);
    does(&mut walk, &reviewer, reject(RejectReason::R13));
    assert_eq!(walk.order.status, Status::Rejected);
}

#[test]
fn not_fit_for_an_emergency_document_is_said_of_no_other() {
    let mut walk = first_review();
    let reviewer = by(&walk, Role::FirstReviewer);
    assert_eq!(
        refused(&mut walk, &reviewer, reject(RejectReason::R06)),
        wrong("R06")
    );
    let mut walk = at("BRU", Business::TdEmerg, Status::FirstReview);
    let reviewer = by(&walk, Role::FirstReviewer);
    does(&mut walk, &reviewer, reject(RejectReason::R06));
    assert_eq!(walk.order.status, Status::Rejected);
}

#[test]
fn a_supplement_is_overdue_only_after_its_last_day() {
    let mut walk = at("NYC", Business::PpRenew, Status::Supplement);
    let reviewer = by(&walk, Role::FirstReviewer);
    assert_eq!(
        refused(&mut walk, &reviewer, reject(RejectReason::R08)),
        wrong("R08")
    );
    walk.now = walk.now.plus_days(30);
    assert_eq!(
        refused(&mut walk, &reviewer, reject(RejectReason::R08)),
        wrong("R08")
    );
    walk.now = walk.now.plus_days(1);
    assert_eq!(
        does(&mut walk, &reviewer, reject(RejectReason::R08)).first(),
        Some(&What::Refused {
            refusing: refusing(RejectReason::R08),
            by: vec![named(&reviewer)]
        })
    );
    assert_eq!(walk.order.changes.last().unwrap().transition, T::T06);
}

#[test]
fn overdue_is_not_said_where_nothing_is_asked_for() {
    let mut walk = first_review();
    let reviewer = by(&walk, Role::FirstReviewer);
    walk.now = walk.now.plus_days(400);
    assert_eq!(
        refused(&mut walk, &reviewer, reject(RejectReason::R08)),
        wrong("R08")
    );
}

#[test]
fn still_insufficient_needs_a_supplement_asked_for() {
    let mut walk = first_review();
    let reviewer = by(&walk, Role::FirstReviewer);
    assert_eq!(
        refused(&mut walk, &reviewer, reject(RejectReason::R09)),
        wrong("R09")
    );
    let mut walk = at("NYC", Business::PpRenew, Status::Supplement);
    does(&mut walk, &reviewer, reject(RejectReason::R09));
    assert_eq!(walk.order.changes.last().unwrap().transition, T::T06);
    let mut walk = at("NYC", Business::PpRenew, Status::Supplement);
    walk.lead_to(Status::FirstReview).unwrap();
    does(&mut walk, &reviewer, reject(RejectReason::R09));
    assert_eq!(walk.order.changes.last().unwrap().transition, T::T15);
}

#[test]
fn while_a_supplement_is_awaited_no_other_reason_is_given() {
    let mut walk = at("NYC", Business::PpRenew, Status::Supplement);
    let reviewer = by(&walk, Role::FirstReviewer);
    assert_eq!(
        refused(&mut walk, &reviewer, reject(RejectReason::R01)),
        wrong("R01")
    );
}

#[test]
fn failed_in_the_interview_needs_an_interview_held() {
    let policy = but("NYC", |p| p.review.two_people_for_legal_refusals = false);
    let mut walk = on(policy, Business::PpRenew, Status::FirstReview);
    let reviewer = by(&walk, Role::FirstReviewer);
    assert_eq!(
        refused(&mut walk, &reviewer, reject(RejectReason::R10)),
        wrong("R10")
    );
    let mut walk = on(policy, Business::PpRenew, Status::InterviewBooked);
    walk.lead_to(Status::FirstReview).unwrap();
    does(&mut walk, &reviewer, reject(RejectReason::R10));
    assert_eq!(walk.order.status, Status::Rejected);
}

#[test]
fn missed_again_and_again_needs_an_interview_asked_for() {
    let policy = but("NYC", |p| p.review.two_people_for_legal_refusals = false);
    let mut walk = on(policy, Business::PpRenew, Status::FirstReview);
    let reviewer = by(&walk, Role::FirstReviewer);
    assert_eq!(
        refused(&mut walk, &reviewer, reject(RejectReason::R11)),
        wrong("R11")
    );
    walk.order.interview.causes.insert(InterviewCause::Identity);
    does(&mut walk, &reviewer, reject(RejectReason::R11));
    assert_eq!(walk.order.status, Status::Rejected);
}

#[test]
fn some_reasons_say_nothing_without_the_officers_words() {
    let silent: Vec<_> = RejectReason::iter().filter(|r| r.needs_words()).collect();
    assert_eq!(silent, [R::R05, R::R09, R::R21]);
    let mut walk = first_review();
    let reviewer = by(&walk, Role::FirstReviewer);
    for words in [
        BTreeMap::new(),
        BTreeMap::from([("text".to_owned(), "  ".to_owned())]),
    ] {
        let reason = R::R21;
        let refusing = Refusing { reason, words };
        assert_eq!(
            refused(&mut walk, &reviewer, Action::Reject { refusing }),
            Refusal::TextNeeded {
                text: TextOf::Words
            }
        );
    }
    does(&mut walk, &reviewer, reject(R::R21));
    assert_eq!(walk.order.status, Status::Rejected);
}

#[test]
fn words_of_any_reason_must_fit() {
    let mut walk = first_review();
    let reviewer = by(&walk, Role::FirstReviewer);
    let with = |n: usize| Action::Reject {
        refusing: Refusing {
            reason: RejectReason::R03,
            words: BTreeMap::from([("post".to_owned(), "馆".repeat(n))]),
        },
    };
    assert_eq!(
        refused(&mut walk, &reviewer, with(81)),
        Refusal::TextTooLong {
            text: TextOf::Words,
            most: 80
        }
    );
    does(&mut walk, &reviewer, with(80));
    assert_eq!(walk.order.status, Status::Rejected);
}

#[test]
fn the_first_reviewer_may_not_refuse_in_second_review_either() {
    let mut walk = at("NYC", Business::PpRenew, Status::SecondReview);
    let both = person(
        walk.policy,
        "first_reviewer",
        &[Role::FirstReviewer, Role::SecondReviewer],
    );
    assert_eq!(
        refused(&mut walk, &both, reject(RejectReason::R01)),
        Refusal::OtherPersonNeeded {
            did: Did::FirstReview
        }
    );
    let second = by(&walk, Role::SecondReviewer);
    does(&mut walk, &second, reject(RejectReason::R01));
    let change = walk.order.changes.last().unwrap();
    assert_eq!(
        (change.transition, change.from),
        (T::T15, Status::SecondReview)
    );
}

#[test]
fn refusing_in_second_review_is_for_second_reviewers() {
    let mut walk = at("NYC", Business::PpRenew, Status::SecondReview);
    let other = super::colleague(&walk, Role::FirstReviewer);
    assert_eq!(
        refused(&mut walk, &other, reject(RejectReason::R01)),
        Refusal::RoleNeeded {
            roles: vec![Role::SecondReviewer, Role::Supervisor]
        }
    );
    let supervisor = by(&walk, Role::Supervisor);
    does(&mut walk, &supervisor, reject(RejectReason::R01));
    assert_eq!(walk.order.status, Status::Rejected);
}

#[test]
fn first_review_is_not_the_second_reviewers_business() {
    let policy = posts::post("NYC");
    let mut walk = filed(
        policy,
        Business::PpRenew,
        Status::FirstReview,
        twelve_years_old,
    );
    let first = by(&walk, Role::FirstReviewer);
    does(&mut walk, &first, Action::ReleaseClaim);
    let second = by(&walk, Role::SecondReviewer);
    let refusal = walk.give(&second, reject(RejectReason::R02)).err();
    let roles = vec![Role::FirstReviewer, Role::Supervisor];
    assert_eq!(refusal, Some(Refusal::RoleNeeded { roles }));
}

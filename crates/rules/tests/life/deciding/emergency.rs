//! 应急旅行证 (T27): one proposes, another confirms, and nobody second-reviews.

use super::{
    but, by, claim_done, does, filed, id, money, moved, plain_approval, proposal_ended, propose,
    refused, told,
};
use crate::posts;
use lingshi_rules::business::Business;
use lingshi_rules::checks::Check;
use lingshi_rules::ids::PostCode;
use lingshi_rules::life::refusal::Did;
use lingshi_rules::life::{Action, Notice, Refusal, Status, TransitionId as T, What};
use lingshi_rules::order::form::{Annotation, AnnotationKind, FaceCheck};
use lingshi_rules::order::interview::Answer;
use lingshi_rules::order::review::{
    Approval, DuplicateHit, HitLevel, ProposalEnd, Proposed, Reviewed, Validity,
};
use lingshi_rules::people::Role;
use lingshi_rules::walk::Walk;
use std::collections::{BTreeMap, BTreeSet};

fn emergency() -> Walk<'static> {
    super::at("BRU", Business::TdEmerg, Status::FirstReview)
}

fn approval(walk: &Walk<'_>) -> Approval {
    Approval {
        validity: Validity::OneYearSingle,
        ..plain_approval(walk)
    }
}

fn proposed(walk: &Walk<'_>) -> Action {
    propose(Proposed::Emergency {
        approval: approval(walk),
    })
}

#[test]
fn a_confirmed_emergency_goes_straight_to_making() {
    let mut walk = emergency();
    let (first, second) = (
        by(&walk, Role::FirstReviewer),
        by(&walk, Role::SecondReviewer),
    );
    let (approval, action) = (approval(&walk), proposed(&walk));
    does(&mut walk, &first, action);
    assert_eq!(walk.order.status, Status::FirstReview);
    let now = walk.now;
    assert_eq!(
        does(&mut walk, &second, Action::ConfirmProposal),
        [
            proposal_ended(ProposalEnd::Confirmed),
            What::Forwarded { by: id(&first) },
            What::Approved {
                approval: Box::new(approval.clone()),
                by: id(&second)
            },
            moved(T::T27, Status::FirstReview, Status::ToMake, true),
            told(Notice::N11 {
                send: BTreeSet::new(),
                paid: false
            }),
            claim_done(),
        ]
    );
    let review = &walk.order.review;
    assert_eq!(review.proposal, None);
    assert_eq!(
        review.forwarded,
        [Reviewed {
            by: id(&first),
            at: now
        }]
    );
    assert_eq!(review.approved_by, Some(id(&second)));
    assert_eq!(review.approval, Some(approval));
}

#[test]
fn the_final_fee_is_set_for_an_emergency_as_well() {
    let policy = but("BRU", |p| p.fees.annotation = 500);
    let mut walk = filed(policy, Business::TdEmerg, Status::FirstReview, |form| {
        form.annotations = vec![Annotation {
            kind: AnnotationKind::SpecialSpelling,
            name: form.applicant.name.clone(),
            on_old_passport: false,
            extra: BTreeMap::new(),
        }];
    });
    assert_eq!(walk.order.payment.due, money(2100, "EUR"));
    let (first, second) = (
        by(&walk, Role::FirstReviewer),
        by(&walk, Role::SecondReviewer),
    );
    let action = proposed(&walk);
    does(&mut walk, &first, action);
    let happened = does(&mut walk, &second, Action::ConfirmProposal);
    let due = money(1600, "EUR");
    assert_eq!(happened.last(), Some(&What::FeeSet { due }));
    assert_eq!(walk.order.payment.due, due);
}

#[test]
fn an_emergency_is_proposed_for_an_emergency_document_alone() {
    let mut walk = super::at("BRU", Business::TdReissue, Status::FirstReview);
    let first = by(&walk, Role::FirstReviewer);
    let action = proposed(&walk);
    assert_eq!(
        refused(&mut walk, &first, action),
        Refusal::WrongBusiness {
            business: Business::TdReissue
        }
    );
}

#[test]
fn an_emergency_is_proposed_in_first_review_alone() {
    let mut walk = super::at("BRU", Business::TdEmerg, Status::ToMake);
    let first = by(&walk, Role::FirstReviewer);
    let action = proposed(&walk);
    assert_eq!(
        refused(&mut walk, &first, action),
        Refusal::WrongStatus {
            status: Status::ToMake,
            possible_in: vec![Status::FirstReview]
        }
    );
}

#[test]
fn an_emergency_needs_a_passed_face_check() {
    let mut walk = emergency();
    let first = by(&walk, Role::FirstReviewer);
    let action = proposed(&walk);
    walk.order.face_check = FaceCheck::Failed { times: 3 };
    assert_eq!(
        refused(&mut walk, &first, action.clone()),
        Refusal::FaceCheckNeeded
    );
    walk.order.face_check = FaceCheck::GuardianPassed;
    does(&mut walk, &first, action);
}

#[test]
fn an_emergency_needs_fit_materials_answered_checks_and_settled_hits() {
    let mut walk = emergency();
    let first = by(&walk, Role::FirstReviewer);
    let action = proposed(&walk);
    let photo = walk.order.photo().unwrap().id.clone();
    let judged = walk.order.files[&photo].judgement.clone();
    walk.order.files.get_mut(&photo).unwrap().judgement = None;
    assert_eq!(
        refused(&mut walk, &first, action.clone()),
        Refusal::PhotoNotFit
    );
    walk.order.files.get_mut(&photo).unwrap().judgement = judged;
    walk.order.review.checks.remove(&Check::Travel);
    walk.order.form.urgency.as_mut().unwrap().travel_on = None;
    assert_eq!(
        refused(&mut walk, &first, action.clone()),
        Refusal::ChecksOpen {
            checks: vec![Check::Travel]
        }
    );
    let check = Action::AnswerCheck {
        check: Check::Travel,
        answer: Answer::InOrder,
        note: None,
    };
    does(&mut walk, &first, check);
    walk.facts.hits = vec![DuplicateHit {
        key: "x".into(),
        level: HitLevel::C,
        post: PostCode::new("NYC"),
        tail: "0001".into(),
    }];
    assert_eq!(
        refused(&mut walk, &first, action.clone()),
        Refusal::HitsOpen {
            count: 1,
            level: HitLevel::C
        }
    );
    walk.facts.hits.clear();
    does(&mut walk, &first, action);
}

#[test]
fn an_emergency_document_is_for_one_journey() {
    let mut walk = emergency();
    let first = by(&walk, Role::FirstReviewer);
    let approval = Approval {
        validity: Validity::TwoYearsMultiple,
        ..approval(&walk)
    };
    assert_eq!(
        refused(&mut walk, &first, propose(Proposed::Emergency { approval })),
        Refusal::WrongValidity {
            fitting: vec![Validity::OneYearSingle]
        }
    );
}

#[test]
fn who_confirms_an_emergency_looks_at_it_as_it_is_now() {
    let mut walk = emergency();
    let (first, second) = (
        by(&walk, Role::FirstReviewer),
        by(&walk, Role::SecondReviewer),
    );
    let action = proposed(&walk);
    does(&mut walk, &first, action);
    walk.order.form.urgency.as_mut().unwrap().travel_on = None;
    assert_eq!(
        refused(&mut walk, &second, Action::ConfirmProposal),
        Refusal::ChecksOpen {
            checks: vec![Check::Travel]
        }
    );
}

#[test]
fn the_proposer_of_an_emergency_does_not_confirm_it() {
    let mut walk = emergency();
    let second = by(&walk, Role::SecondReviewer);
    let action = proposed(&walk);
    does(&mut walk, &second, action);
    assert_eq!(
        refused(&mut walk, &second, Action::ConfirmProposal),
        Refusal::OtherPersonNeeded { did: Did::Proposal }
    );
}

#[test]
fn an_emergency_document_waits_for_no_original() {
    for code in posts::CODES {
        let walk = super::at(code, Business::TdEmerg, Status::ToMake);
        assert_eq!(
            lingshi_rules::life::make_gate(&walk.order, walk.policy),
            Ok(()),
            "{code}"
        );
    }
}

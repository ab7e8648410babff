//! 退初审, 要求补充, 要求面谈 out of second review (T14).

use super::{
    at, by, claim, claim_done, does, filed, id, moved_because, refused, told, twelve_years_old,
};
use crate::posts;
use lingshi_rules::business::Business;
use lingshi_rules::life::reasons::{Pick, SupplementReason};
use lingshi_rules::life::refusal::{Did, TextOf};
use lingshi_rules::life::{Action, Notice, Refusal, Status, TransitionId as T, What};
use lingshi_rules::order::files::Slot;
use lingshi_rules::order::interview::{InterviewCause, InterviewState};
use lingshi_rules::order::review::SupplementAsked;
use lingshi_rules::people::Role;
use lingshi_rules::walk::{Walk, person};
use std::collections::{BTreeMap, BTreeSet};

fn picks() -> Vec<Pick> {
    vec![Pick {
        reason: SupplementReason::S03,
        photo: vec![],
        words: BTreeMap::new(),
    }]
}

fn to_review(comment: &str) -> Action {
    Action::SendBack {
        comment: comment.into(),
    }
}

fn for_supplement(comment: &str) -> Action {
    Action::SendBackForSupplement {
        comment: comment.into(),
        picks: picks(),
        slots: BTreeSet::from([Slot(3)]),
    }
}

fn for_interview(comment: &str) -> Action {
    Action::SendBackForInterview {
        comment: comment.into(),
        causes: BTreeSet::from([InterviewCause::Nationality]),
    }
}

fn second_review() -> Walk<'static> {
    let mut walk = at("NYC", Business::PpRenew, Status::SecondReview);
    let second = by(&walk, Role::SecondReviewer);
    claim(&mut walk, &second);
    walk
}

fn comment_said() -> What {
    What::SentBack {
        comment: "加注页不清".into(),
    }
}

#[test]
fn an_order_sent_back_to_first_review_carries_the_comment_and_tells_nobody() {
    let mut walk = second_review();
    let second = by(&walk, Role::SecondReviewer);
    assert_eq!(
        does(&mut walk, &second, to_review(" 加注页不清 ")),
        [
            comment_said(),
            moved_because(
                T::T14,
                Status::SecondReview,
                Status::FirstReview,
                "加注页不清",
                false
            ),
            claim_done(),
        ]
    );
    assert_eq!(walk.order.status, Status::FirstReview);
    assert_eq!(walk.order.notes.last().unwrap().text, "加注页不清");
}

#[test]
fn an_order_sent_back_for_a_supplement_tells_what_is_asked() {
    let mut walk = second_review();
    let (second, now) = (by(&walk, Role::SecondReviewer), walk.now);
    let due = super::day(2026, 4, 1);
    let asked = SupplementAsked {
        picks: picks(),
        slots: vec![Slot(3)],
        due,
        words: None,
        by: id(&second),
        at: now,
    };
    assert_eq!(
        does(&mut walk, &second, for_supplement("加注页不清")),
        [
            comment_said(),
            What::SupplementAsked {
                asked: asked.clone()
            },
            moved_because(
                T::T14,
                Status::SecondReview,
                Status::Supplement,
                "加注页不清",
                true
            ),
            told(Notice::N03 {
                picks: picks(),
                words: None,
                due
            }),
            claim_done(),
        ]
    );
    assert_eq!(walk.order.review.supplement, Some(asked));
    assert_eq!(walk.order.review.supplements, 1);
}

#[test]
fn an_order_sent_back_for_an_interview_asks_for_a_booking() {
    let mut walk = second_review();
    let second = by(&walk, Role::SecondReviewer);
    assert_eq!(
        does(&mut walk, &second, for_interview("加注页不清")),
        [
            comment_said(),
            What::InterviewRequired {
                causes: BTreeSet::from([InterviewCause::Nationality])
            },
            moved_because(
                T::T14,
                Status::SecondReview,
                Status::InterviewToBook,
                "加注页不清",
                true
            ),
            told(Notice::N06 {
                with_guardian: false
            }),
            claim_done(),
        ]
    );
    assert_eq!(walk.order.interview.state, InterviewState::ToBook);
}

#[test]
fn a_childs_interview_is_with_the_guardian() {
    let mut walk = filed(
        posts::post("NYC"),
        Business::PpRenew,
        Status::SecondReview,
        twelve_years_old,
    );
    let second = by(&walk, Role::SecondReviewer);
    let happened = does(&mut walk, &second, for_interview("加注页不清"));
    assert!(happened.contains(&told(Notice::N06 {
        with_guardian: true
    })));
}

#[test]
fn sending_back_always_needs_a_comment() {
    let mut walk = second_review();
    let second = by(&walk, Role::SecondReviewer);
    for action in [to_review(" "), for_supplement(" "), for_interview(" ")] {
        assert_eq!(
            refused(&mut walk, &second, action),
            Refusal::TextNeeded {
                text: TextOf::Comment
            }
        );
    }
}

#[test]
fn the_first_reviewer_does_not_send_back_what_they_forwarded() {
    for action in [to_review("错"), for_supplement("错"), for_interview("错")] {
        let mut walk = at("NYC", Business::PpRenew, Status::SecondReview);
        let same = person(walk.policy, "first_reviewer", &[Role::Supervisor]);
        assert_eq!(
            refused(&mut walk, &same, action.clone()),
            Refusal::OtherPersonNeeded {
                did: Did::FirstReview
            }
        );
        walk.facts.unconfirmed = true;
        let second = by(&walk, Role::SecondReviewer);
        assert_eq!(refused(&mut walk, &second, action), Refusal::AwaitsUpload);
    }
}

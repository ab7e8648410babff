//! 提请确认: what may be proposed, by whom, and when.

use super::{at, by, colleague, does, filed, id, propose, refused, refusing, usd};
use crate::posts;
use lingshi_rules::business::Business;
use lingshi_rules::life::reasons::{Refusing, RejectReason};
use lingshi_rules::life::refusal::TextOf;
use lingshi_rules::life::{Action, Refusal, Status, What};
use lingshi_rules::order::interview::InterviewCause;
use lingshi_rules::order::review::{Counted, Proposal, ProposalKind, Proposed};
use lingshi_rules::people::Role;
use lingshi_rules::values::Instant;
use lingshi_rules::walk::Walk;
use std::collections::BTreeMap;

fn first_review() -> Walk<'static> {
    at("NYC", Business::PpRenew, Status::FirstReview)
}

fn refusal(reason: RejectReason) -> Action {
    propose(Proposed::Reject {
        refusing: refusing(reason),
    })
}

fn correction(field: &str, value: &str, reason: &str) -> Action {
    propose(Proposed::Correction {
        field: field.into(),
        value: value.into(),
        reason: reason.into(),
    })
}

fn waiver(counted_at: Instant, reason: &str) -> Action {
    propose(Proposed::Waive {
        counted: Counted::InterviewMissed,
        counted_at,
        reason: reason.into(),
    })
}

#[test]
fn a_proposal_waits_and_the_applicant_hears_nothing() {
    let mut walk = first_review();
    let (first, now, version) = (by(&walk, Role::FirstReviewer), walk.now, walk.order.version);
    let messages = walk.order.messages.clone();
    let what = Proposed::Reject {
        refusing: refusing(RejectReason::R14),
    };
    let proposal = Proposal {
        what: what.clone(),
        by: id(&first),
        at: now,
        version,
    };
    assert_eq!(
        does(&mut walk, &first, propose(what)),
        [What::Proposed {
            proposal: Box::new(proposal.clone())
        }]
    );
    let order = &walk.order;
    assert_eq!(order.status, Status::FirstReview);
    assert_eq!(order.review.proposal, Some(proposal));
    assert_eq!(order.messages, messages);
}

#[test]
fn while_a_proposal_waits_nothing_is_decided() {
    let mut walk = first_review();
    let first = by(&walk, Role::FirstReviewer);
    does(&mut walk, &first, refusal(RejectReason::R14));
    for action in [
        Action::Forward,
        super::reject(RejectReason::R01),
        refusal(RejectReason::R13),
    ] {
        assert_eq!(
            refused(&mut walk, &first, action),
            Refusal::ProposalOpen {
                kind: ProposalKind::Reject,
                by: id(&first)
            }
        );
    }
}

#[test]
fn only_reasons_on_the_law_are_proposed() {
    let mut walk = first_review();
    let first = by(&walk, Role::FirstReviewer);
    assert_eq!(
        refused(&mut walk, &first, refusal(RejectReason::R01)),
        Refusal::WrongReason {
            reason: "R01".into()
        }
    );
    // And each still only in its moment.
    assert_eq!(
        refused(&mut walk, &first, refusal(RejectReason::R10)),
        Refusal::WrongReason {
            reason: "R10".into()
        }
    );
}

#[test]
fn a_refusal_is_proposed_while_it_is_reviewed() {
    let mut walk = at("NYC", Business::PpRenew, Status::SecondReview);
    let second = by(&walk, Role::SecondReviewer);
    does(&mut walk, &second, refusal(RejectReason::R13));
    let mut walk = at("NYC", Business::PpRenew, Status::ToMake);
    assert_eq!(
        refused(&mut walk, &second, refusal(RejectReason::R13)),
        Refusal::WrongStatus {
            status: Status::ToMake,
            possible_in: vec![
                Status::FirstReview,
                Status::SecondReview,
                Status::InterviewToBook
            ]
        }
    );
}

#[test]
fn while_a_booking_is_awaited_only_repeated_absence_is_proposed() {
    let mut walk = at("NYC", Business::PpRenew, Status::InterviewToBook);
    let interviewer = by(&walk, Role::Interviewer);
    assert_eq!(
        refused(&mut walk, &interviewer, refusal(RejectReason::R13)),
        Refusal::WrongReason {
            reason: "R13".into()
        }
    );
    does(&mut walk, &interviewer, refusal(RejectReason::R11));
    let open = walk.order.review.proposal.as_ref().map(|p| p.what.kind());
    assert_eq!(open, Some(ProposalKind::Reject));
}

#[test]
fn in_first_review_repeated_absence_is_proposed_like_the_others() {
    let mut walk = first_review();
    walk.order.interview.causes.insert(InterviewCause::Identity);
    let first = by(&walk, Role::FirstReviewer);
    does(&mut walk, &first, refusal(RejectReason::R11));
    assert!(walk.order.review.proposal.is_some());
}

#[test]
fn each_kind_has_its_proposers() {
    let mut walk = first_review();
    let clerk = by(&walk, Role::MailClerk);
    assert_eq!(
        refused(&mut walk, &clerk, refusal(RejectReason::R13)),
        Refusal::RoleNeeded {
            roles: vec![
                Role::FirstReviewer,
                Role::Interviewer,
                Role::SecondReviewer,
                Role::Cashier,
                Role::Supervisor
            ]
        }
    );
    let cashier = by(&walk, Role::Cashier);
    assert_eq!(
        refused(&mut walk, &cashier, refusal(RejectReason::R13)),
        Refusal::RoleNeeded {
            roles: vec![
                Role::FirstReviewer,
                Role::Interviewer,
                Role::SecondReviewer,
                Role::Supervisor
            ]
        }
    );
    let first = by(&walk, Role::FirstReviewer);
    let amount = usd(100);
    assert_eq!(
        refused(&mut walk, &first, propose(Proposed::Refund { amount })),
        Refusal::RoleNeeded {
            roles: vec![Role::Cashier, Role::Supervisor]
        }
    );
}

#[test]
fn a_correction_names_a_field_that_holds_a_plain_value() {
    for field in ["applicant.birthplace", "applicant.hkmotw", "children"] {
        let mut walk = filed(
            posts::post("NYC"),
            Business::PpRenew,
            Status::FirstReview,
            |form| {
                form.extra.insert("children".into(), 2.into());
            },
        );
        let first = by(&walk, Role::FirstReviewer);
        does(&mut walk, &first, correction(field, "上海", "笔误"));
    }
    let mut walk = first_review();
    let first = by(&walk, Role::FirstReviewer);
    for field in ["applicant", "applicant.nothing", ""] {
        assert_eq!(
            refused(&mut walk, &first, correction(field, "上海", "笔误")),
            Refusal::NoSuchField
        );
    }
}

#[test]
fn a_correction_needs_a_value_a_reason_and_an_open_order() {
    let mut walk = first_review();
    let first = by(&walk, Role::FirstReviewer);
    assert_eq!(
        refused(
            &mut walk,
            &first,
            correction("applicant.birthplace", " ", "笔误")
        ),
        Refusal::TextNeeded {
            text: TextOf::Value
        }
    );
    assert_eq!(
        refused(
            &mut walk,
            &first,
            correction("applicant.birthplace", "上海", " ")
        ),
        Refusal::TextNeeded {
            text: TextOf::Reason
        }
    );
    let mut walk = at("NYC", Business::PpRenew, Status::Rejected);
    assert_eq!(
        refused(
            &mut walk,
            &first,
            correction("applicant.birthplace", "上海", "笔误")
        ),
        Refusal::OrderEnded {
            status: Status::Rejected
        }
    );
}

#[test]
fn a_waiver_is_of_something_past_and_has_a_reason() {
    let mut walk = at("NYC", Business::PpRenew, Status::Cancelled);
    let first = by(&walk, Role::FirstReviewer);
    let (since, now) = (walk.order.status_since, walk.now);
    assert_eq!(
        refused(&mut walk, &first, waiver(now, " ")),
        Refusal::TextNeeded {
            text: TextOf::Reason
        }
    );
    assert_eq!(
        refused(&mut walk, &first, waiver(now.plus_minutes(1), "网络故障")),
        Refusal::WrongMoment {
            from: since,
            to: now
        }
    );
    does(&mut walk, &first, waiver(now, "网络故障"));
    assert!(walk.order.review.proposal.is_some());
}

#[test]
fn the_words_of_a_proposed_refusal_must_fit() {
    let mut walk = first_review();
    let first = by(&walk, Role::FirstReviewer);
    let refusing = Refusing {
        reason: RejectReason::R14,
        words: BTreeMap::from([("article".to_owned(), "条".repeat(501))]),
    };
    assert_eq!(
        refused(&mut walk, &first, propose(Proposed::Reject { refusing })),
        Refusal::TextTooLong {
            text: TextOf::Words,
            most: 32
        }
    );
}

#[test]
fn an_order_on_hold_is_proposed_nothing() {
    let mut walk = first_review();
    let first = by(&walk, Role::FirstReviewer);
    let until = walk.now.plus_days(2);
    let reason = "等候".to_owned();
    does(&mut walk, &first, Action::Hold { reason, until });
    let other = colleague(&walk, Role::FirstReviewer);
    assert_eq!(
        refused(&mut walk, &other, refusal(RejectReason::R13)),
        Refusal::OnHold {
            by: id(&first),
            until
        }
    );
}

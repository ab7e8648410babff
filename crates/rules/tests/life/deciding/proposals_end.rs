//! Confirmed, declined, withdrawn, lapsed.

use super::{
    at, by, claim_done, colleague, does, id, moved_because, named, proposal_ended, propose,
    refused, refusing, told, usd,
};
use lingshi_rules::business::Business;
use lingshi_rules::life::reasons::RejectReason;
use lingshi_rules::life::refusal::{Did, TextOf};
use lingshi_rules::life::{Action, Notice, Refusal, Status, TransitionId as T, What};
use lingshi_rules::order::review::{Counted, OfficerValue, ProposalEnd, Proposed};
use lingshi_rules::people::Role;
use lingshi_rules::walk::Walk;

pub(super) fn legal() -> Proposed {
    Proposed::Reject {
        refusing: refusing(RejectReason::R14),
    }
}

pub(super) fn waiver(walk: &Walk<'_>) -> Proposed {
    Proposed::Waive {
        counted: Counted::BookingCancelled,
        counted_at: walk.now,
        reason: "网络故障".into(),
    }
}

pub(super) fn correction() -> Proposed {
    Proposed::Correction {
        field: "applicant.birthplace".into(),
        value: "上海".into(),
        reason: "笔误".into(),
    }
}

/// An order in first review with an open proposal of the first reviewer.
pub(super) fn with(what: Proposed) -> Walk<'static> {
    let mut walk = at("NYC", Business::PpRenew, Status::FirstReview);
    let first = by(&walk, Role::FirstReviewer);
    does(&mut walk, &first, propose(what));
    walk
}

pub(super) fn is_open(walk: &Walk<'_>) -> bool {
    walk.order.review.proposal.is_some()
}

#[test]
fn a_refusal_confirmed_names_both_and_tells_the_applicant() {
    let mut walk = with(legal());
    let (first, second) = (
        by(&walk, Role::FirstReviewer),
        by(&walk, Role::SecondReviewer),
    );
    let refusing = refusing(RejectReason::R14);
    let both = vec![named(&first), named(&second)];
    assert_eq!(
        does(&mut walk, &second, Action::ConfirmProposal),
        [
            proposal_ended(ProposalEnd::Confirmed),
            What::Refused {
                refusing: refusing.clone(),
                by: both.clone()
            },
            moved_because(T::T15, Status::FirstReview, Status::Rejected, "R14", true),
            told(Notice::N05 { refusing }),
            claim_done(),
            What::FeeSet { due: usd(0) },
        ]
    );
    assert_eq!(walk.order.review.refused_by, both);
    assert!(!is_open(&walk));
}

#[test]
fn repeated_absence_confirmed_ends_the_order_while_it_waits_for_a_booking() {
    let mut walk = at("NYC", Business::PpRenew, Status::InterviewToBook);
    let interviewer = by(&walk, Role::Interviewer);
    let refusing = refusing(RejectReason::R11);
    does(
        &mut walk,
        &interviewer,
        propose(Proposed::Reject { refusing }),
    );
    let boss = by(&walk, Role::Supervisor);
    does(&mut walk, &boss, Action::ConfirmProposal);
    let change = walk.order.changes.last().unwrap();
    assert_eq!(
        (change.transition, change.from, change.to),
        (T::T26, Status::InterviewToBook, Status::Rejected)
    );
}

#[test]
fn a_waiver_confirmed_takes_the_count_away() {
    let mut walk = at("NYC", Business::PpRenew, Status::FirstReview);
    let (what, counted_at) = (waiver(&walk), walk.now);
    let first = by(&walk, Role::FirstReviewer);
    does(&mut walk, &first, propose(what));
    let second = by(&walk, Role::SecondReviewer);
    assert_eq!(
        does(&mut walk, &second, Action::ConfirmProposal),
        [
            proposal_ended(ProposalEnd::Confirmed),
            What::CountWaived {
                counted: Counted::BookingCancelled,
                counted_at
            },
        ]
    );
}

#[test]
fn a_correction_confirmed_stands_beside_what_the_applicant_wrote() {
    let mut walk = with(correction());
    let (first, second, at) = (
        by(&walk, Role::FirstReviewer),
        by(&walk, Role::SecondReviewer),
        walk.now,
    );
    let value = OfficerValue {
        value: "上海".into(),
        reason: "笔误".into(),
        proposed_by: id(&first),
        confirmed_by: id(&second),
        at,
    };
    let field = "applicant.birthplace".to_owned();
    assert_eq!(
        does(&mut walk, &second, Action::ConfirmProposal),
        [
            proposal_ended(ProposalEnd::Confirmed),
            What::OfficerValueSet {
                field: field.clone(),
                value: value.clone()
            },
        ]
    );
    assert_eq!(walk.order.form.applicant.birthplace, "北京");
    assert_eq!(walk.order.review.officer_values[&field], value);
}

#[test]
fn the_proposer_neither_confirms_nor_declines() {
    let mut walk = at("NYC", Business::PpRenew, Status::FirstReview);
    let boss = by(&walk, Role::Supervisor);
    does(&mut walk, &boss, propose(legal()));
    let reason = "再议".to_owned();
    for action in [Action::ConfirmProposal, Action::DeclineProposal { reason }] {
        assert_eq!(
            refused(&mut walk, &boss, action),
            Refusal::OtherPersonNeeded { did: Did::Proposal }
        );
    }
}

#[test]
fn confirming_and_declining_are_for_second_reviewers_on_confirmed_data() {
    let mut walk = with(legal());
    let first = colleague(&walk, Role::FirstReviewer);
    let second = by(&walk, Role::SecondReviewer);
    let reason = "再议".to_owned();
    for action in [Action::ConfirmProposal, Action::DeclineProposal { reason }] {
        walk.facts.unconfirmed = false;
        assert_eq!(
            refused(&mut walk, &first, action.clone()),
            Refusal::RoleNeeded {
                roles: vec![Role::SecondReviewer, Role::Supervisor]
            }
        );
        walk.facts.unconfirmed = true;
        assert_eq!(refused(&mut walk, &second, action), Refusal::AwaitsUpload);
    }
}

#[test]
fn declining_says_why_and_lets_the_order_go_on() {
    let mut walk = with(legal());
    let second = by(&walk, Role::SecondReviewer);
    let reason = " ".to_owned();
    assert_eq!(
        refused(&mut walk, &second, Action::DeclineProposal { reason }),
        Refusal::TextNeeded {
            text: TextOf::Reason
        }
    );
    let reason = "证据不足".to_owned();
    assert_eq!(
        does(
            &mut walk,
            &second,
            Action::DeclineProposal {
                reason: reason.clone()
            }
        ),
        [What::ProposalEnded {
            how: ProposalEnd::Declined,
            reason: Some(reason)
        }]
    );
    assert!(!is_open(&walk));
    let first = by(&walk, Role::FirstReviewer);
    does(&mut walk, &first, Action::Forward);
    assert_eq!(walk.order.status, Status::SecondReview);
}

#[test]
fn only_its_maker_withdraws_a_proposal() {
    let mut walk = with(legal());
    let first = by(&walk, Role::FirstReviewer);
    let boss = by(&walk, Role::Supervisor);
    assert_eq!(
        refused(&mut walk, &boss, Action::WithdrawProposal),
        Refusal::NotYourProposal { by: id(&first) }
    );
    assert_eq!(
        does(&mut walk, &first, Action::WithdrawProposal),
        [proposal_ended(ProposalEnd::Withdrawn)]
    );
    assert!(!is_open(&walk));
}

#[test]
fn without_a_proposal_there_is_nothing_to_end() {
    let mut walk = at("NYC", Business::PpRenew, Status::FirstReview);
    let boss = by(&walk, Role::Supervisor);
    let reason = "再议".to_owned();
    for action in [
        Action::ConfirmProposal,
        Action::DeclineProposal { reason },
        Action::WithdrawProposal,
    ] {
        assert_eq!(refused(&mut walk, &boss, action), Refusal::NoProposal);
    }
}

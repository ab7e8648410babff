//! What follows by itself when an order goes on: the claim ends, the hold ends.

use super::{at, by, claim_done, colleague, does, id, moved, reject, told};
use lingshi_rules::business::Business;
use lingshi_rules::life::reasons::RejectReason;
use lingshi_rules::life::{Action, Notice, Refusal, Status, TransitionId as T, What};
use lingshi_rules::order::review::Claim;
use lingshi_rules::people::Role;
use std::collections::BTreeSet;

#[test]
fn a_claim_granted_together_with_a_decision_ends_with_it() {
    let mut walk = at("NYC", Business::PpRenew, Status::FirstReview);
    let (first, other) = (
        by(&walk, Role::FirstReviewer),
        colleague(&walk, Role::FirstReviewer),
    );
    does(&mut walk, &first, Action::ReleaseClaim);
    let fence = walk.order.review.fence + 1;
    let granted = Claim {
        by: id(&other),
        fence,
        until: walk.now.plus_minutes(60),
    };
    assert_eq!(
        does(&mut walk, &other, Action::Forward),
        [
            What::Claimed { claim: granted },
            What::Forwarded { by: id(&other) },
            moved(T::T12, Status::FirstReview, Status::SecondReview, true),
            told(Notice::N10 {
                send: BTreeSet::new()
            }),
            claim_done(),
        ]
    );
    assert_eq!(walk.order.review.claim, None);
    // The next person is not kept off by a claim nobody works under.
    let second = by(&walk, Role::SecondReviewer);
    assert_eq!(
        walk.give(&second, Action::Claim { minutes: None })
            .map(drop),
        Ok(())
    );
}

#[test]
fn an_order_nobody_claimed_ends_no_claim() {
    let mut walk = at("NYC", Business::PpRenew, Status::Made);
    assert_eq!(walk.order.review.claim, None);
    let maker = by(&walk, Role::Maker);
    let reason = "污损".to_owned();
    assert_eq!(
        does(&mut walk, &maker, Action::SpoilBooklet { reason }).len(),
        2
    );
}

#[test]
fn a_decision_waits_for_the_end_of_the_hold() {
    let mut walk = at("NYC", Business::PpRenew, Status::FirstReview);
    let reviewer = by(&walk, Role::FirstReviewer);
    let until = walk.now.plus_days(1);
    let reason = "等候答复".to_owned();
    does(&mut walk, &reviewer, Action::Hold { reason, until });
    let waits = Refusal::OnHold {
        by: id(&reviewer),
        until,
    };
    for action in [Action::Forward, reject(RejectReason::R01)] {
        assert_eq!(walk.give(&reviewer, action).map(drop), Err(waits.clone()));
    }
    walk.now = until;
    assert_eq!(
        does(&mut walk, &reviewer, Action::Forward),
        [
            What::Forwarded { by: id(&reviewer) },
            moved(T::T12, Status::FirstReview, Status::SecondReview, true),
            told(Notice::N10 {
                send: BTreeSet::new()
            }),
            claim_done(),
            What::HoldEnded,
        ]
    );
    assert_eq!(walk.order.review.hold, None);
}

#[test]
fn a_supplement_that_does_not_do_is_refused_under_a_claim() {
    let mut walk = at("NYC", Business::PpRenew, Status::Supplement);
    let other = colleague(&walk, Role::FirstReviewer);
    let mut command = walk.command(&other, reject(RejectReason::R09));
    command.provisional = false;
    assert_eq!(
        walk.give_command(&other, &command).map(drop),
        Err(Refusal::ClaimNeeded)
    );
    walk.give(&other, Action::Claim { minutes: None }).unwrap();
    walk.give(&other, Action::ExtendClaim { minutes: 30 })
        .unwrap();
    walk.give(&other, reject(RejectReason::R09)).unwrap();
    assert_eq!(walk.order.status, Status::Rejected);
    assert_eq!(walk.order.review.claim, None);
}

#[test]
fn a_claim_on_a_supplement_is_given_back_or_released_by_the_supervisor() {
    for (role, end) in [
        (Role::FirstReviewer, Action::ReleaseClaim),
        (Role::Supervisor, Action::ForceRelease),
    ] {
        let mut walk = at("NYC", Business::PpRenew, Status::Supplement);
        let reviewer = by(&walk, Role::FirstReviewer);
        super::claim(&mut walk, &reviewer);
        let who = by(&walk, role);
        does(&mut walk, &who, end);
        assert_eq!(walk.order.review.claim, None);
    }
}

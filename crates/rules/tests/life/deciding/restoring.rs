//! 恢复 (T28), where the post switches it on.

use super::{but, by, does, filed, moved_because, on, refused, refusing, reject, usd};
use lingshi_rules::business::Business;
use lingshi_rules::life::reasons::RejectReason;
use lingshi_rules::life::refusal::{Did, TextOf};
use lingshi_rules::life::{Action, Refusal, Status, TransitionId as T, What};
use lingshi_rules::order::review::Proposed;
use lingshi_rules::people::{Actor, Role};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::walk::person;

fn restore() -> Action {
    Action::Restore {
        reason: "误退".into(),
    }
}

fn restoring() -> &'static PostPolicy {
    but("NYC", |p| p.review.restore_rejected = true)
}

#[test]
fn a_mistaken_refusal_goes_back_to_first_review_and_costs_again() {
    let mut walk = on(restoring(), Business::PpRenew, Status::Rejected);
    let supervisor = by(&walk, Role::Supervisor);
    assert_eq!(
        does(&mut walk, &supervisor, restore()),
        [
            moved_because(T::T28, Status::Rejected, Status::FirstReview, "误退", false),
            What::FeeSet { due: usd(2300) },
        ]
    );
    assert_eq!(walk.order.status, Status::FirstReview);
    assert_eq!(walk.order.payment.due, usd(2300));
}

#[test]
fn the_fee_is_not_set_again_where_it_did_not_change() {
    let policy = but("NYC", |p| {
        p.review.restore_rejected = true;
        p.fees.booklet = 0;
        p.fees.mailing = 0;
    });
    let mut walk = on(policy, Business::PpRenew, Status::Rejected);
    let supervisor = by(&walk, Role::Supervisor);
    assert_eq!(
        does(&mut walk, &supervisor, restore()),
        [moved_because(
            T::T28,
            Status::Rejected,
            Status::FirstReview,
            "误退",
            false
        )]
    );
}

#[test]
fn nothing_is_restored_where_the_post_does_not_switch_it_on() {
    let mut walk = super::at("NYC", Business::PpRenew, Status::Rejected);
    let supervisor = by(&walk, Role::Supervisor);
    assert_eq!(
        refused(&mut walk, &supervisor, restore()),
        Refusal::SwitchedOff
    );
}

#[test]
fn who_refused_may_not_restore() {
    let mut walk = on(restoring(), Business::PpRenew, Status::FirstReview);
    let boss = by(&walk, Role::Supervisor);
    let reviewer = by(&walk, Role::FirstReviewer);
    does(&mut walk, &reviewer, Action::ReleaseClaim);
    does(&mut walk, &boss, reject(RejectReason::R01));
    assert_eq!(
        refused(&mut walk, &boss, restore()),
        Refusal::OtherPersonNeeded { did: Did::Refusal }
    );
    let other = super::colleague(&walk, Role::Supervisor);
    does(&mut walk, &other, restore());
    assert_eq!(walk.order.status, Status::FirstReview);
}

#[test]
fn neither_of_the_two_who_refused_on_the_law_may_restore() {
    let mut walk = on(restoring(), Business::PpRenew, Status::FirstReview);
    let (proposer, confirmer): (Actor, Actor) = (
        by(&walk, Role::FirstReviewer),
        by(&walk, Role::SecondReviewer),
    );
    let refusing = refusing(RejectReason::R14);
    does(
        &mut walk,
        &proposer,
        super::propose(Proposed::Reject { refusing }),
    );
    does(&mut walk, &confirmer, Action::ConfirmProposal);
    for name in ["first_reviewer", "second_reviewer"] {
        let boss = person(walk.policy, name, &[Role::Supervisor]);
        assert_eq!(
            refused(&mut walk, &boss, restore()),
            Refusal::OtherPersonNeeded { did: Did::Refusal }
        );
    }
}

#[test]
fn what_the_clock_refused_any_supervisor_may_restore() {
    let policy = restoring();
    let mut walk = filed(policy, Business::PpRenew, Status::Supplement, |_| {});
    walk.now = walk.now.plus_days(31);
    does(&mut walk, &Actor::System, Action::ExpireSupplement);
    assert_eq!(walk.order.status, Status::Rejected);
    let supervisor = by(&walk, Role::Supervisor);
    does(&mut walk, &supervisor, restore());
    assert_eq!(walk.order.status, Status::FirstReview);
}

#[test]
fn restoring_needs_a_reason_a_supervisor_and_confirmed_data() {
    let mut walk = on(restoring(), Business::PpRenew, Status::Rejected);
    let supervisor = by(&walk, Role::Supervisor);
    let reason = " ".to_owned();
    assert_eq!(
        refused(&mut walk, &supervisor, Action::Restore { reason }),
        Refusal::TextNeeded {
            text: TextOf::Reason
        }
    );
    let second = by(&walk, Role::SecondReviewer);
    assert_eq!(
        refused(&mut walk, &second, restore()),
        Refusal::RoleNeeded {
            roles: vec![Role::Supervisor]
        }
    );
    walk.facts.unconfirmed = true;
    assert_eq!(
        refused(&mut walk, &supervisor, restore()),
        Refusal::AwaitsUpload
    );
}

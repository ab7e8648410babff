//! 原发照机关核查: a lost passport is looked up before another one is made.

use super::{at, but, by, does, filed, on, refused};
use crate::posts;
use lingshi_rules::business::Business;
use lingshi_rules::life::{Action, Refusal, Status, What, make_gate};
use lingshi_rules::order::form::OldDocumentFate;
use lingshi_rules::order::originals::Verification;
use lingshi_rules::people::Role;
use lingshi_rules::walk::Walk;

fn lost() -> Walk<'static> {
    at("NYC", Business::PpReissue, Status::ToMake)
}

fn gate(walk: &Walk<'_>) -> Result<(), Refusal> {
    make_gate(&walk.order, walk.policy)
}

#[test]
fn a_lost_passport_is_made_only_after_the_answer_agrees() {
    let mut walk = lost();
    let maker = by(&walk, Role::Maker);
    assert_eq!(gate(&walk), Err(Refusal::VerificationOpen));
    assert_eq!(
        does(&mut walk, &maker, Action::SendVerification),
        [What::VerificationMoved {
            to: Verification::Sent
        }]
    );
    assert_eq!(gate(&walk), Err(Refusal::VerificationOpen));
    let agrees = true;
    assert_eq!(
        does(&mut walk, &maker, Action::RecordVerification { agrees }),
        [What::VerificationMoved {
            to: Verification::Confirmed
        }]
    );
    assert_eq!(walk.order.verification, Verification::Confirmed);
    assert_eq!(gate(&walk), Ok(()));
}

#[test]
fn an_answer_that_does_not_agree_stops_the_making_and_may_be_asked_again() {
    let mut walk = lost();
    let maker = by(&walk, Role::Maker);
    does(&mut walk, &maker, Action::SendVerification);
    let agrees = false;
    assert_eq!(
        does(&mut walk, &maker, Action::RecordVerification { agrees }),
        [What::VerificationMoved {
            to: Verification::Mismatch
        }]
    );
    assert_eq!(gate(&walk), Err(Refusal::VerificationMismatch));
    does(&mut walk, &maker, Action::SendVerification);
    assert_eq!(gate(&walk), Err(Refusal::VerificationOpen));
}

#[test]
fn an_answer_follows_a_question_and_a_question_waits_for_its_answer() {
    let mut walk = lost();
    let maker = by(&walk, Role::Maker);
    let answer = Action::RecordVerification { agrees: true };
    assert_eq!(
        refused(&mut walk, &maker, answer),
        Refusal::VerificationOpen
    );
    does(&mut walk, &maker, Action::SendVerification);
    assert_eq!(
        refused(&mut walk, &maker, Action::SendVerification),
        Refusal::VerificationOpen
    );
}

#[test]
fn only_what_is_lost_is_looked_up() {
    let mut walk = at("NYC", Business::PpRenew, Status::ToMake);
    let maker = by(&walk, Role::Maker);
    for action in [
        Action::SendVerification,
        Action::RecordVerification { agrees: true },
    ] {
        assert_eq!(refused(&mut walk, &maker, action), Refusal::OldDocumentStep);
    }
    let fate = |fate| {
        filed(
            posts::post("NYC"),
            Business::PpReissue,
            Status::ToMake,
            |form| {
                if let Some(old) = &mut form.old_document {
                    old.fate = fate;
                }
            },
        )
    };
    let stolen = fate(OldDocumentFate::Stolen);
    assert_eq!(gate(&stolen), Err(Refusal::VerificationOpen));
    // A damaged one is here to be looked at.
    let mut damaged = fate(OldDocumentFate::Damaged);
    let clerk = by(&damaged, Role::MailClerk);
    let intake = super::envelope(&damaged);
    does(&mut damaged, &clerk, super::take_in(intake));
    assert_eq!(gate(&damaged), Ok(()));
}

#[test]
fn a_lost_travel_document_is_not_looked_up_before_making() {
    assert_eq!(
        gate(&at("NYC", Business::TdReissue, Status::ToMake)),
        Ok(())
    );
}

#[test]
fn a_post_may_make_without_the_answer_but_never_against_it() {
    let policy = but("NYC", |p| p.making.verify_lost_passports = false);
    let mut walk = on(policy, Business::PpReissue, Status::ToMake);
    assert_eq!(gate(&walk), Ok(()));
    walk.order.verification = Verification::Sent;
    assert_eq!(gate(&walk), Ok(()));
    walk.order.verification = Verification::Mismatch;
    assert_eq!(gate(&walk), Err(Refusal::VerificationMismatch));
}

#[test]
fn the_question_may_be_sent_as_early_as_first_review() {
    let mut walk = at("NYC", Business::PpReissue, Status::FirstReview);
    let first = by(&walk, Role::FirstReviewer);
    does(&mut walk, &first, Action::SendVerification);
    assert_eq!(walk.order.verification, Verification::Sent);
}

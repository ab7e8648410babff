//! 复审 (T13): by another person, on confirmed data, with what the post wants before it.

use super::{
    approve, at, but, by, claim, claim_done, does, envelope, envelope_without, filed, id, moved,
    on, plain_approval, refused, take_in, told, twelve_years_old, usd,
};
use crate::posts;
use lingshi_rules::business::Business;
use lingshi_rules::ids::PaymentId;
use lingshi_rules::life::refusal::{Did, TextOf};
use lingshi_rules::life::{
    Action, Notice, Refusal, Status, TransitionId as T, What, fitting_validities,
};
use lingshi_rules::order::originals::{Original, OriginalsState};
use lingshi_rules::order::payment::PaymentState;
use lingshi_rules::order::review::{Approval, Validity};
use lingshi_rules::people::Role;
use lingshi_rules::post::policy::PaymentKind;
use lingshi_rules::values::PersonName;
use lingshi_rules::walk::{Walk, person};
use std::collections::BTreeSet;

fn nyc() -> Walk<'static> {
    at("NYC", Business::PpRenew, Status::SecondReview)
}

#[test]
fn an_approval_tells_what_to_send_and_awaits_it() {
    let mut walk = nyc();
    let second = by(&walk, Role::SecondReviewer);
    claim(&mut walk, &second);
    let approval = plain_approval(&walk);
    let send = BTreeSet::from([
        Original::Slip,
        Original::OldDocument,
        Original::PaymentProof,
        Original::ReturnEnvelope,
    ]);
    assert_eq!(
        does(&mut walk, &second, approve(approval.clone())),
        [
            What::Approved {
                approval: Box::new(approval.clone()),
                by: id(&second)
            },
            moved(T::T13, Status::SecondReview, Status::ToMake, true),
            told(Notice::N11 { send, paid: false }),
            What::OriginalsAwaited,
            claim_done(),
        ]
    );
    let order = &walk.order;
    assert_eq!(order.status, Status::ToMake);
    assert_eq!(order.review.approval, Some(approval));
    assert_eq!(order.review.approved_by, Some(id(&second)));
    assert_eq!(order.originals.state, OriginalsState::Awaited);
}

#[test]
fn the_first_reviewer_may_not_approve_whatever_their_roles() {
    let mut walk = nyc();
    let roles = [Role::FirstReviewer, Role::SecondReviewer, Role::Supervisor];
    let same = person(walk.policy, "first_reviewer", &roles);
    let action = approve(plain_approval(&walk));
    assert_eq!(
        refused(&mut walk, &same, action),
        Refusal::OtherPersonNeeded {
            did: Did::FirstReview
        }
    );
}

#[test]
fn the_first_reviewer_may_not_approve_even_after_a_colleague_forwarded_it_again() {
    let mut walk = nyc();
    let second = by(&walk, Role::SecondReviewer);
    let comment = "再看".to_owned();
    does(&mut walk, &second, Action::SendBack { comment });
    let again = super::colleague(&walk, Role::FirstReviewer);
    does(&mut walk, &again, Action::Forward);
    let action = approve(plain_approval(&walk));
    for name in ["first_reviewer", "colleague"] {
        let same = person(walk.policy, name, &[Role::SecondReviewer]);
        assert_eq!(
            refused(&mut walk, &same, action.clone()),
            Refusal::OtherPersonNeeded {
                did: Did::FirstReview
            }
        );
    }
    does(&mut walk, &second, action);
    assert_eq!(walk.order.status, Status::ToMake);
}

#[test]
fn a_first_review_still_in_an_outbox_is_not_second_reviewed() {
    let mut walk = nyc();
    let second = by(&walk, Role::SecondReviewer);
    let action = approve(plain_approval(&walk));
    walk.facts.unconfirmed = true;
    assert_eq!(
        refused(&mut walk, &second, action.clone()),
        Refusal::AwaitsUpload
    );
    walk.facts.unconfirmed = false;
    does(&mut walk, &second, action);
    assert_eq!(walk.order.status, Status::ToMake);
}

#[test]
fn at_san_francisco_the_originals_come_before_the_approval() {
    let mut walk = at("SFO", Business::PpRenew, Status::SecondReview);
    let second = by(&walk, Role::SecondReviewer);
    let clerk = by(&walk, Role::MailClerk);
    let action = approve(plain_approval(&walk));
    assert_eq!(
        refused(&mut walk, &second, action.clone()),
        Refusal::OriginalsMissing {
            missing: vec![
                Original::Slip,
                Original::OldDocument,
                Original::PaymentProof,
                Original::ReturnEnvelope
            ]
        }
    );
    let intake = envelope_without(&walk, Original::ReturnEnvelope);
    does(&mut walk, &clerk, take_in(intake));
    assert_eq!(
        refused(&mut walk, &second, action),
        Refusal::OriginalsMissing {
            missing: vec![Original::ReturnEnvelope]
        }
    );
}

#[test]
fn at_san_francisco_the_money_is_in_and_cleared_before_the_approval() {
    let mut walk = at("SFO", Business::PpRenew, Status::SecondReview);
    let second = by(&walk, Role::SecondReviewer);
    let clerk = by(&walk, Role::MailClerk);
    let action = approve(plain_approval(&walk));
    let intake = envelope(&walk);
    does(&mut walk, &clerk, take_in(intake));
    assert_eq!(
        refused(&mut walk, &second, action.clone()),
        Refusal::NotPaid {
            state: PaymentState::Unpaid,
            due: usd(2300)
        }
    );
    let receipt = walk.receipt(PaymentKind::CashiersCheck);
    let payment: PaymentId = receipt.id.clone();
    does(&mut walk, &clerk, Action::BookPayment { receipt });
    assert_eq!(
        refused(&mut walk, &second, action.clone()),
        Refusal::NotPaid {
            state: PaymentState::ToVerify,
            due: usd(2300)
        }
    );
    let cashier = by(&walk, Role::Cashier);
    does(&mut walk, &cashier, Action::ClearPayment { payment });
    let happened = does(&mut walk, &second, action);
    let send = BTreeSet::new();
    assert!(happened.contains(&told(Notice::N11 { send, paid: true })));
    assert_eq!(walk.order.originals.state, OriginalsState::Complete);
}

#[test]
fn elsewhere_neither_originals_nor_money_come_before_the_approval() {
    for post in ["NYC", "WAS", "LAX", "LAD", "BRU"] {
        let mut walk = at(post, Business::PpRenew, Status::SecondReview);
        let second = by(&walk, Role::SecondReviewer);
        assert!(walk.order.originals.here.is_empty());
        assert_eq!(walk.order.payment.held(), 0);
        let action = approve(plain_approval(&walk));
        does(&mut walk, &second, action);
        assert_eq!(walk.order.status, Status::ToMake, "{post}");
    }
}

fn validities(walk: &Walk<'_>) -> Vec<Validity> {
    fitting_validities(&walk.order, walk.policy, super::day(2026, 3, 2))
}

#[test]
fn the_validity_goes_with_age_and_booklet() {
    let adult = |business| validities(&at("BRU", business, Status::FirstReview));
    for business in [Business::PpNew, Business::PpRenew, Business::PpReissue] {
        assert_eq!(adult(business), [Validity::TenYears]);
    }
    assert_eq!(adult(Business::PpNote), [Validity::Unchanged]);
    assert_eq!(adult(Business::TdEmerg), [Validity::OneYearSingle]);
    for business in [Business::TdNew, Business::TdRenew, Business::TdReissue] {
        assert_eq!(
            adult(business),
            [Validity::TwoYearsMultiple, Validity::OneYearSingle]
        );
    }
    assert_eq!(
        validities(&at("BRU", Business::Pension, Status::PensionProcessing)),
        []
    );
    let one_year = but("BRU", |p| p.review.two_year_travel_document = false);
    assert_eq!(
        validities(&on(one_year, Business::TdNew, Status::FirstReview)),
        [Validity::OneYearSingle]
    );
    let child = filed(
        posts::post("BRU"),
        Business::PpRenew,
        Status::FirstReview,
        twelve_years_old,
    );
    assert_eq!(validities(&child), [Validity::FiveYears]);
}

#[test]
fn the_age_that_decides_the_validity_is_that_of_the_day_of_filing() {
    let sixteen_tomorrow = |form: &mut lingshi_rules::order::form::Form| {
        twelve_years_old(form);
        form.applicant.born = super::day(2010, 3, 3);
    };
    let mut walk = filed(
        posts::post("NYC"),
        Business::PpRenew,
        Status::SecondReview,
        sixteen_tomorrow,
    );
    walk.now = walk.now.plus_days(3);
    let second = by(&walk, Role::SecondReviewer);
    let approval = plain_approval(&walk);
    assert_eq!(
        refused(&mut walk, &second, approve(approval.clone())),
        Refusal::WrongValidity {
            fitting: vec![Validity::FiveYears]
        }
    );
    let validity = Validity::FiveYears;
    does(
        &mut walk,
        &second,
        approve(Approval {
            validity,
            ..approval
        }),
    );
    assert_eq!(walk.order.status, Status::ToMake);
}

#[test]
fn no_more_annotations_are_charged_than_were_asked_for() {
    let mut walk = at("NYC", Business::PpNote, Status::SecondReview);
    let second = by(&walk, Role::SecondReviewer);
    let approval = Approval {
        validity: Validity::Unchanged,
        annotations_charged: 2,
        ..plain_approval(&walk)
    };
    assert_eq!(
        refused(&mut walk, &second, approve(approval.clone())),
        Refusal::TooManyAnnotations { most: 1 }
    );
    let annotations_charged = 1;
    let approval = Approval {
        annotations_charged,
        ..approval
    };
    does(&mut walk, &second, approve(approval));
    assert_eq!(walk.order.status, Status::ToMake);
}

#[test]
fn the_approval_says_what_will_be_printed() {
    let mut walk = nyc();
    let second = by(&walk, Role::SecondReviewer);
    let nameless = Approval {
        printed: PersonName::new("李", "明", "", " "),
        ..plain_approval(&walk)
    };
    assert_eq!(
        refused(&mut walk, &second, approve(nameless)),
        Refusal::TextNeeded { text: TextOf::Name }
    );
    let long = Approval {
        printed: PersonName::new("李", "明", "L", &"M".repeat(128)),
        ..plain_approval(&walk)
    };
    assert_eq!(
        refused(&mut walk, &second, approve(long)),
        Refusal::TextTooLong {
            text: TextOf::Name,
            most: 128
        }
    );
    let one_name = Approval {
        printed: PersonName::new("李", "明", "", &"M".repeat(128)),
        ..plain_approval(&walk)
    };
    does(&mut walk, &second, approve(one_name));
    assert_eq!(walk.order.status, Status::ToMake);
}

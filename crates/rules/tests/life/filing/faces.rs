//! 身份验证: who may skip it, and who may show another's face.

use super::{applicant_may_not, at};
use lingshi_rules::business::Business;
use lingshi_rules::life::{Action, Refusal, Status};
use lingshi_rules::order::form::{FaceCheck, Signer};
use lingshi_rules::values::instant::Day;
use lingshi_rules::walk::Walk;

const FAILED: FaceCheck = FaceCheck::Failed { times: 10 };

fn with_face(business: Business, face: FaceCheck) -> Walk<'static> {
    let mut walk = at("BRU", business, Status::Draft);
    walk.order.face_check = face;
    walk
}

fn a_child(business: Business, born: Day) -> Walk<'static> {
    let mut walk = with_face(business, FaceCheck::NotDone);
    walk.order.form.applicant.born = born;
    walk.order.form.statement.as_mut().unwrap().signer = Signer::Mother;
    walk
}

const GUARDIAN: Action = Action::ReportFaceCheck {
    result: FaceCheck::GuardianPassed,
};

#[test]
fn a_passport_order_is_submitted_without_a_face_check_passed() {
    for face in [FaceCheck::Passed, FaceCheck::Skipped, FAILED] {
        let mut walk = with_face(Business::PpRenew, face);
        walk.by_applicant(Action::Submit).unwrap();
        assert_eq!(walk.order.status, Status::PendingPayment);
    }
}

#[test]
fn emergency_and_pension_orders_must_pass_it_or_go_to_the_counter() {
    for business in [Business::TdEmerg, Business::Pension] {
        for face in [FaceCheck::Skipped, FAILED] {
            let walk = with_face(business, face);
            let refusal = applicant_may_not(&walk, Action::Submit);
            assert_eq!(refusal, Refusal::FaceCheckNeeded, "{business:?} {face:?}");
        }
        let mut walk = with_face(business, FaceCheck::Passed);
        assert!(walk.by_applicant(Action::Submit).is_ok());
    }
}

#[test]
fn a_guardian_is_verified_for_a_minors_first_document() {
    let born = super::day(2010, 3, 3);
    for business in [Business::PpNew, Business::TdNew] {
        let mut walk = a_child(business, born);
        walk.by_applicant(GUARDIAN).unwrap();
        assert_eq!(walk.order.face_check, FaceCheck::GuardianPassed);
        walk.upload_mandatory().unwrap();
        walk.by_applicant(Action::Submit).unwrap();
        assert_eq!(walk.order.status, Status::PendingPayment);
    }
}

#[test]
fn everybody_else_shows_their_own_face() {
    let minor = super::day(2010, 3, 3);
    let sixteen_today = super::day(2010, 3, 2);
    let own = Refusal::OwnFaceNeeded;
    let renewal = a_child(Business::PpRenew, minor);
    assert_eq!(applicant_may_not(&renewal, GUARDIAN), own);
    let emergency = a_child(Business::TdEmerg, minor);
    assert_eq!(applicant_may_not(&emergency, GUARDIAN), own);
    let grown = a_child(Business::PpNew, sixteen_today);
    assert_eq!(applicant_may_not(&grown, GUARDIAN), own);
}

#[test]
fn a_guardians_face_does_not_serve_when_the_form_turns_out_to_be_an_adults() {
    let mut walk = a_child(Business::PpNew, super::day(2010, 3, 3));
    walk.by_applicant(GUARDIAN).unwrap();
    walk.order.form.applicant.born = super::day(2010, 3, 2);
    assert_eq!(
        applicant_may_not(&walk, Action::Submit),
        Refusal::OwnFaceNeeded
    );
}

#[test]
fn own_and_guardians_faces_pass_and_nothing_else_does() {
    assert!(FaceCheck::Passed.is_passed());
    assert!(FaceCheck::GuardianPassed.is_passed());
    for face in [FaceCheck::NotDone, FaceCheck::Skipped, FAILED] {
        assert!(!face.is_passed());
    }
}

//! What lets a proposal lapse, and what does not.

use super::proposals_end::{correction, is_open, legal, waiver, with};
use super::{at, by, does, filed, proposal_ended, propose, refusing};
use crate::posts;
use lingshi_rules::business::Business;
use lingshi_rules::checks::Check;
use lingshi_rules::life::reasons::RejectReason;
use lingshi_rules::life::{Action, Status, What, proposal_stands_on};
use lingshi_rules::order::files::Slot;
use lingshi_rules::order::interview::Answer;
use lingshi_rules::order::log::Facet as F;
use lingshi_rules::order::review::{PriorityFlag, ProposalEnd, ProposalKind, Proposed};
use lingshi_rules::people::{Actor, Role};
use lingshi_rules::post::policy::PaymentKind;
use lingshi_rules::walk::{Walk, applicant};

#[test]
fn each_kind_stands_on_what_it_was_made_of() {
    let on = proposal_stands_on;
    let legal = [F::Status, F::Form, F::Materials, F::Interview];
    assert_eq!(on(ProposalKind::Reject), legal);
    assert_eq!(on(ProposalKind::Emergency), legal);
    assert_eq!(on(ProposalKind::Refund), [F::Status, F::Payment]);
    assert_eq!(on(ProposalKind::Waive), []);
    assert_eq!(on(ProposalKind::Correction), [F::Status, F::Form]);
}

fn mail(walk: &mut Walk<'_>) -> Vec<What> {
    let files = vec![walk.file(Slot::OTHER)];
    does(walk, &Actor::System, Action::AttachMail { files })
}

fn cancel(walk: &mut Walk<'_>) -> Vec<What> {
    let written_request = None;
    does(walk, &applicant(), Action::Cancel { written_request })
}

#[test]
fn new_material_lets_a_refusal_lapse() {
    let mut walk = with(legal());
    assert_eq!(
        mail(&mut walk).last(),
        Some(&proposal_ended(ProposalEnd::Lapsed))
    );
    assert!(!is_open(&walk));
}

#[test]
fn new_material_leaves_a_correction_open() {
    let mut walk = with(correction());
    mail(&mut walk);
    assert!(is_open(&walk));
}

#[test]
fn a_cancelled_order_lets_everything_lapse_but_a_waiver() {
    for what in [legal(), correction()] {
        let mut walk = with(what);
        assert_eq!(
            cancel(&mut walk).last(),
            Some(&proposal_ended(ProposalEnd::Lapsed))
        );
        assert!(!is_open(&walk));
    }
    let mut walk = at("NYC", Business::PpRenew, Status::FirstReview);
    let (first, what) = (by(&walk, Role::FirstReviewer), waiver(&walk));
    does(&mut walk, &first, propose(what));
    cancel(&mut walk);
    assert!(is_open(&walk));
}

#[test]
fn findings_money_notes_and_claims_let_nothing_lapse() {
    let mut walk = with(legal());
    let first = by(&walk, Role::FirstReviewer);
    let clerk = by(&walk, Role::MailClerk);
    let photo = walk.order.photo().unwrap().id.clone();
    let receipt = walk.receipt(PaymentKind::MoneyOrder);
    let reasons = vec![];
    does(&mut walk, &clerk, Action::BookPayment { receipt });
    for action in [
        Action::JudgeFile {
            file: photo,
            reasons,
        },
        Action::AnswerCheck {
            check: Check::Agreement,
            answer: Answer::InOrder,
            note: None,
        },
        Action::AddNote {
            text: "电话".into(),
        },
        Action::SetPriority {
            flag: PriorityFlag::GreenChannel,
            on: true,
        },
        Action::ReleaseClaim,
    ] {
        does(&mut walk, &first, action);
    }
    assert!(is_open(&walk));
}

#[test]
fn a_form_corrected_by_the_applicant_lets_a_correction_lapse() {
    let mut walk = filed(
        posts::post("LAX"),
        Business::PpRenew,
        Status::Supplement,
        |_| {},
    );
    let first = by(&walk, Role::FirstReviewer);
    does(&mut walk, &first, propose(correction()));
    walk.upload(Slot::SUPPLEMENT).unwrap();
    assert!(is_open(&walk));
    let mut form = walk.order.form.clone();
    form.applicant.birthplace = "天津".into();
    let happened = does(
        &mut walk,
        &applicant(),
        Action::CorrectForm {
            form: Box::new(form),
        },
    );
    assert_eq!(happened.last(), Some(&proposal_ended(ProposalEnd::Lapsed)));
}

#[test]
fn a_booking_lets_the_charge_of_absence_lapse() {
    let mut walk = at("NYC", Business::PpRenew, Status::InterviewToBook);
    let interviewer = by(&walk, Role::Interviewer);
    let refusing = refusing(RejectReason::R11);
    does(
        &mut walk,
        &interviewer,
        propose(Proposed::Reject { refusing }),
    );
    let slot = walk.offer_slot();
    let happened = does(&mut walk, &applicant(), Action::BookInterview { slot });
    assert_eq!(happened.last(), Some(&proposal_ended(ProposalEnd::Lapsed)));
}

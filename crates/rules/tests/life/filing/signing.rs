//! 签名: who signs at which age, to the day.

use super::{applicant_may_not, at, day};
use lingshi_rules::business::Business;
use lingshi_rules::life::{Action, Refusal, Status};
use lingshi_rules::order::form::{SignedText, Signer};
use lingshi_rules::walk::Walk;

fn a_draft() -> Walk<'static> {
    at("BRU", Business::PpRenew, Status::Draft)
}

fn refusal_with(change: impl FnOnce(&mut Walk<'_>)) -> Refusal {
    let mut walk = a_draft();
    change(&mut walk);
    applicant_may_not(&walk, Action::Submit)
}

fn submits_with(change: impl FnOnce(&mut Walk<'_>)) -> bool {
    let mut walk = a_draft();
    change(&mut walk);
    walk.by_applicant(Action::Submit).is_ok()
}

/// A draft of somebody born so that a birthday falls on the day of submission or on the day after.
fn born(walk: &mut Walk<'_>, years: i32, days_later: u32) {
    let today = walk.policy.local_day(walk.now);
    assert_eq!(today, day(2026, 3, 2));
    walk.order.form.applicant.born = day(2026 - years, 3, 2 + days_later);
    walk.upload_mandatory().unwrap();
}

fn signed_by(walk: &mut Walk<'_>, statement: Signer, signature: Signer) {
    walk.order.form.statement.as_mut().unwrap().signer = statement;
    walk.order.form.signature.as_mut().unwrap().signer = signature;
}

#[test]
fn on_the_tenth_birthday_the_child_signs_and_the_day_before_a_parent_does() {
    let signed_for = |days_later: u32| {
        move |w: &mut Walk<'_>| {
            born(w, 10, days_later);
            signed_by(w, Signer::Father, Signer::Mother);
        }
    };
    assert!(submits_with(signed_for(1)));
    let refusal = refusal_with(signed_for(0));
    assert_eq!(refusal, Refusal::OwnSignatureNeeded);
    assert!(submits_with(|w| {
        born(w, 10, 0);
        signed_by(w, Signer::Guardian, Signer::Applicant);
    }));
}

#[test]
fn on_the_sixteenth_birthday_one_signs_the_statement_and_the_day_before_a_guardian_does() {
    let alone = |days_later: u32| {
        move |w: &mut Walk<'_>| {
            born(w, 16, days_later);
            signed_by(w, Signer::Applicant, Signer::Applicant);
        }
    };
    let refusal = refusal_with(alone(1));
    assert_eq!(refusal, Refusal::GuardianSignatureNeeded);
    assert!(submits_with(alone(0)));
    for parent in [Signer::Father, Signer::Mother, Signer::Guardian] {
        assert!(submits_with(|w| {
            born(w, 16, 1);
            signed_by(w, parent, Signer::Applicant);
        }));
    }
}

#[test]
fn the_childs_signature_is_printed_from_ten_years_on_and_nobody_elses_ever() {
    let mut walk = a_draft();
    let today = walk.policy.local_day(walk.now);
    born(&mut walk, 10, 1);
    assert!(!walk.order.form.signature_printable(today));
    born(&mut walk, 10, 0);
    assert!(walk.order.form.signature_printable(today));
    signed_by(&mut walk, Signer::Father, Signer::Father);
    assert!(!walk.order.form.signature_printable(today));
}

#[test]
fn a_statement_is_signed_again_when_its_text_has_changed() {
    let mut walk = a_draft();
    let mut form = walk.order.form.clone();
    form.statement.as_mut().unwrap().text = Some(SignedText {
        language: "zh-CN".into(),
        version: "old".into(),
    });
    let form = Box::new(form);
    walk.by_applicant(Action::SaveDraft { form }).unwrap();
    walk.facts.statements = ["new".to_owned()].into();
    let told = applicant_may_not(&walk, Action::Submit);
    assert_eq!(told, Refusal::StatementOutdated);
    walk.facts.statements.insert("old".to_owned());
    walk.by_applicant(Action::Submit).unwrap();
}

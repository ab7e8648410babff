//! 核对项目: each line of the list has its example.

use crate::cases::day;
use crate::posts::post;
use lingshi_rules::business::Business;
use lingshi_rules::checks::{
    Check, Evidence, GuardianFault, Line, Look, StatementFault, Verdict, list, to_answer,
};
use lingshi_rules::eligibility::Doubt;
use lingshi_rules::ids::PostCode;
use lingshi_rules::life::Status;
use lingshi_rules::order::files::Slot;
use lingshi_rules::order::form::{FaceCheck, Kinship, OldDocumentFate, Residence, Signer};
use lingshi_rules::order::interview::InterviewCause;
use lingshi_rules::order::originals::{OldDocumentState, Verification};
use lingshi_rules::order::review::{DuplicateHit, HitLevel};
use lingshi_rules::people::Role;
use lingshi_rules::values::PersonName;
use lingshi_rules::values::id_number::IdFault;
use lingshi_rules::values::papers::PaperKind;
use lingshi_rules::walk::{Walk, officer, station};
use std::collections::BTreeSet;
use strum::IntoEnumIterator;

fn first_review(code: &str, business: Business) -> Walk<'static> {
    station(post(code), business, Status::FirstReview).unwrap()
}

fn lines(walk: &Walk<'_>) -> Vec<Line> {
    let reviewer = officer(walk.policy, Role::FirstReviewer);
    list(&walk.order, &walk.context(&reviewer))
}

fn open(walk: &Walk<'_>) -> BTreeSet<Check> {
    let reviewer = officer(walk.policy, Role::FirstReviewer);
    to_answer(&walk.order, &walk.context(&reviewer))
}

/// The line of an order that differs from the plain one in this; none where its list has no such line.
fn line(business: Business, check: Check, change: impl FnOnce(&mut Walk<'static>)) -> Option<Line> {
    let mut walk = first_review("BRU", business);
    change(&mut walk);
    lines(&walk).into_iter().find(|line| line.check == check)
}

/// A person answers it.
fn asked(business: Business, check: Check) {
    let line = line(business, check, |_| ()).unwrap();
    assert_eq!(line.finding, None, "{business:?} {check:?}");
    assert!(line.to_answer);
    assert!(!line.look.is_empty());
}

/// The program finds this.
fn finds(
    business: Business,
    check: Check,
    change: impl FnOnce(&mut Walk<'static>),
    verdict: Verdict,
    evidence: Evidence,
) {
    let line = line(business, check, change).unwrap();
    let found = line.finding.unwrap();
    assert_eq!(
        (found.verdict, found.evidence),
        (verdict, evidence),
        "{business:?} {check:?}"
    );
    let asks = matches!(verdict, Verdict::Doubt | Verdict::Problem);
    assert_eq!(line.to_answer, asks);
}

fn child(walk: &mut Walk<'_>) {
    walk.order.form.applicant.born = day(2019, 6, 1);
    let form = &mut walk.order.form;
    form.statement.as_mut().unwrap().signer = Signer::Mother;
    form.relatives
        .iter_mut()
        .find(|r| r.kinship == Kinship::Mother)
        .unwrap()
        .filed = true;
}

mod annotations;
mod common;
mod emergency;
mod first_passport;
mod hong_kong_macao_taiwan;
mod minors;
mod passport_reissue;
mod passport_renewal;
mod travel_documents;

const RENEW: Business = Business::PpRenew;

#[test]
fn a_pension_has_no_list() {
    let walk = station(post("BRU"), Business::Pension, Status::PensionProcessing).unwrap();
    assert_eq!(lines(&walk), []);
}

#[test]
fn every_check_is_on_some_list() {
    let mut met = BTreeSet::new();
    for business in Business::iter().filter(|b| *b != Business::Pension) {
        for minor in [false, true] {
            for hkmotw in [false, true] {
                let mut walk = first_review("SFO", business);
                if minor {
                    child(&mut walk);
                }
                walk.order.form.applicant.hkmotw = hkmotw;
                walk.order
                    .form
                    .relatives
                    .retain(|r| r.kinship != Kinship::Father);
                walk.order.form.annotations = vec![crate::cases::annotation(true)];
                if let Some(old) = &mut walk.order.form.old_document {
                    old.expires = Some(day(2023, 1, 1));
                    old.issued = Some(day(2013, 1, 1));
                }
                met.extend(lines(&walk).into_iter().map(|l| l.check));
                walk.order.form.applicant.born = day(2005, 1, 1);
                met.extend(lines(&walk).into_iter().map(|l| l.check));
            }
        }
    }
    let never: Vec<Check> = Check::iter().filter(|c| !met.contains(c)).collect();
    assert_eq!(never, []);
}

#[test]
fn a_plain_renewal_leaves_seven_lines_to_a_person() {
    let walk = first_review("BRU", RENEW);
    let expected = [
        Check::Presence,
        Check::Agreement,
        Check::SignatureLegible,
        Check::FaceIsApplicant,
        Check::WatchList,
        Check::OldPages,
        Check::NameAsBefore,
    ];
    assert_eq!(open(&walk), expected.into());
}

#[test]
fn codes_are_written_as_they_always_were() {
    assert_eq!(Check::IdNumber.code(), "id_number");
    assert_eq!(
        serde_json::to_value(Check::SixteenthBirthday).unwrap(),
        "sixteenth_birthday"
    );
    let look = serde_json::to_value(Look::Slot(Slot(2))).unwrap();
    assert_eq!(look, serde_json::json!({ "at": "slot", "what": 2 }));
}

#[test]
fn a_permit_in_hand_does_not_make_an_old_travel_document() {
    let permit = |w: &mut Walk<'static>| {
        w.order.form.old_document.as_mut().unwrap().kind = PaperKind::HongKongMacaoPermit;
    };
    assert_eq!(
        line(Business::TdRenew, Check::OldTravelDocument, permit),
        None
    );
}

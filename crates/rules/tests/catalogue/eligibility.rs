//! 办理条件: who qualifies for what, and what speaks against.

use crate::cases::{
    Case, a_year_and_a_day_left, a_year_left, annotated, carried_over, day, hong_kong, in_hand,
    lost, minor, no_old_document, today,
};
use lingshi_rules::business::Business;
use lingshi_rules::eligibility::{
    Doubt, Eligibility, Ground, eligibility, renewable_from, years_expired,
};
use lingshi_rules::order::form::{OldDocumentFate, RenewalReason};
use lingshi_rules::order::reasons::RejectReason;
use lingshi_rules::values::papers::PaperKind;

fn of(case: &Case) -> Eligibility {
    eligibility(case.business, &case.form, today())
}

fn ground(case: &Case, ground: Ground) {
    let grounds = vec![ground];
    assert_eq!(
        of(case),
        Eligibility {
            grounds,
            doubts: vec![]
        }
    );
}

fn doubt(case: &Case, doubt: Doubt) {
    let doubts = vec![doubt];
    assert_eq!(
        of(case),
        Eligibility {
            grounds: vec![],
            doubts
        }
    );
}

#[test]
fn a_first_passport_is_for_who_never_held_one() {
    ground(&Case::of(Business::PpNew), Ground::FirstDocument);
    let mut holder = Case::of(Business::PpRenew);
    holder.business = Business::PpNew;
    doubt(&holder, Doubt::HoldsPassport);
    holder.old().kind = PaperKind::TravelDocument;
    ground(&holder, Ground::FirstDocument);
}

#[test]
fn a_passport_is_renewed_when_it_has_run_out() {
    let mut case = Case::of(Business::PpRenew);
    case.old().expires = Some(day(2026, 3, 1));
    ground(
        &case,
        Ground::Expired {
            on: day(2026, 3, 1),
        },
    );
    case.old().expires = Some(today());
    ground(&case, Ground::Expiring { on: today() });
}

#[test]
fn a_passport_is_renewed_in_its_last_year() {
    let case = Case::of(Business::PpRenew).with(a_year_left);
    ground(
        &case,
        Ground::Expiring {
            on: day(2027, 3, 2),
        },
    );
}

#[test]
fn a_passport_is_renewed_earlier_for_a_reason() {
    for reason in [
        RenewalReason::PagesFull,
        RenewalReason::Appearance,
        RenewalReason::Other,
    ] {
        let mut case = Case::of(Business::PpRenew).with(a_year_and_a_day_left);
        case.form.renewal_reason = Some(reason);
        ground(&case, Ground::EarlyForReason { reason });
    }
}

#[test]
fn without_a_reason_more_than_a_year_left_speaks_against_a_renewal() {
    let until = day(2027, 3, 3);
    for reason in [
        None,
        Some(RenewalReason::Expired),
        Some(RenewalReason::Expiring),
    ] {
        let mut case = Case::of(Business::PpRenew).with(a_year_and_a_day_left);
        case.form.renewal_reason = reason;
        doubt(&case, Doubt::StillValid { until });
    }
    assert_eq!(
        Doubt::StillValid { until }.may_lead_to(),
        Some(RejectReason::R18)
    );
}

#[test]
fn an_old_passport_without_its_last_day_is_asked_about() {
    let mut case = Case::of(Business::PpRenew);
    case.old().expires = None;
    doubt(&case, Doubt::ValidityUnknown);
    doubt(
        &Case::of(Business::PpRenew).with(no_old_document),
        Doubt::NoOldDocument,
    );
}

#[test]
fn a_passport_that_is_gone_is_not_renewed() {
    let found = of(&Case::of(Business::PpRenew).with(lost));
    assert_eq!(found.doubts, [Doubt::IsGone]);
    assert_eq!(Doubt::IsGone.may_lead_to(), Some(RejectReason::R05));
}

#[test]
fn an_official_passport_is_not_renewed_in_the_app() {
    let mut case = Case::of(Business::PpRenew);
    case.old().kind = PaperKind::OfficialPassport;
    assert_eq!(of(&case).doubts, [Doubt::OfficialPassport]);
    assert_eq!(
        Doubt::OfficialPassport.may_lead_to(),
        Some(RejectReason::R17)
    );
    case.old().kind = PaperKind::TravelDocument;
    let kind = PaperKind::TravelDocument;
    assert_eq!(of(&case).doubts, [Doubt::OtherKind { kind }]);
}

#[test]
fn a_passport_lost_stolen_or_damaged_is_issued_again() {
    for fate in [
        OldDocumentFate::Lost,
        OldDocumentFate::Stolen,
        OldDocumentFate::Damaged,
    ] {
        for business in [Business::PpReissue, Business::TdReissue] {
            let mut case = Case::of(business);
            case.old().fate = fate;
            ground(&case, Ground::Gone);
        }
    }
    doubt(&Case::of(Business::PpReissue).with(in_hand), Doubt::NotGone);
    doubt(
        &Case::of(Business::TdReissue).with(no_old_document),
        Doubt::NoOldDocument,
    );
}

#[test]
fn a_name_is_noted_that_the_passport_does_not_have() {
    ground(
        &Case::of(Business::PpNote).with(annotated),
        Ground::NameToNote,
    );
    doubt(
        &Case::of(Business::PpNote).with(carried_over),
        Doubt::NothingToNote,
    );
    let found = of(&Case::of(Business::PpNote).with(lost));
    assert_eq!(found.doubts, [Doubt::IsGone]);
}

#[test]
fn a_travel_document_is_for_who_cannot_wait() {
    let mut case = Case::of(Business::TdNew);
    ground(&case, Ground::CannotWait);
    case.form.urgency = None;
    doubt(&case, Doubt::NoUrgency);
}

#[test]
fn a_travel_document_is_for_people_of_hong_kong_macao_and_taiwan_without_their_permit() {
    ground(
        &Case::of(Business::TdNew).with(hong_kong),
        Ground::WithoutPermit,
    );
    ground(
        &Case::of(Business::TdRenew).with(hong_kong),
        Ground::WithoutPermit,
    );
}

#[test]
fn a_travel_document_is_for_children_of_two_nationalities() {
    ground(&Case::of(Business::TdNew).with(minor), Ground::Child);
}

#[test]
fn a_travel_document_is_renewed_in_its_last_six_months() {
    let mut case = Case::of(Business::TdRenew);
    case.old().expires = Some(day(2026, 9, 2));
    ground(
        &case,
        Ground::Expiring {
            on: day(2026, 9, 2),
        },
    );
    let until = day(2026, 9, 3);
    case.old().expires = Some(until);
    doubt(&case, Doubt::StillValid { until });
}

#[test]
fn an_emergency_document_is_for_short_visitors() {
    let mut case = Case::of(Business::TdEmerg);
    ground(&case, Ground::ShortVisit);
    case.form.urgency.as_mut().unwrap().short_visit = false;
    doubt(&case, Doubt::LivesHere);
    assert_eq!(Doubt::LivesHere.may_lead_to(), Some(RejectReason::R06));
    case.form.urgency = None;
    doubt(&case, Doubt::NoUrgency);
}

#[test]
fn a_pension_is_for_who_draws_one() {
    ground(&Case::of(Business::Pension), Ground::Pensioner);
}

#[test]
fn a_foreign_nationality_speaks_against_everything() {
    for naturalised in [false, true] {
        let mut case = Case::of(Business::PpRenew);
        let statement = case.form.statement.as_mut().unwrap();
        statement.foreign_nationality = !naturalised;
        statement.naturalised_on = naturalised.then(|| day(2019, 4, 1));
        assert_eq!(of(&case).doubts, [Doubt::ForeignNationality]);
    }
    assert_eq!(
        Doubt::ForeignNationality.may_lead_to(),
        Some(RejectReason::R14)
    );
}

#[test]
fn months_are_counted_back_from_the_last_day() {
    assert_eq!(renewable_from(day(2027, 2, 28), 6), day(2026, 8, 28));
    assert_eq!(renewable_from(day(2028, 2, 29), 12), day(2027, 2, 28));
    assert_eq!(years_expired(day(2024, 3, 2), today()), 2);
    assert_eq!(years_expired(day(2024, 3, 3), today()), 1);
    assert_eq!(years_expired(day(2030, 1, 1), today()), 0);
}

//! Which lines an order's list has.

use super::{Check, Seen};
use crate::business::{Booklet, Business, Module};
use crate::materials::{Column, Condition};
use crate::order::form::{Kinship, Relative};
use crate::values::age::{ADULT_FROM, birthday, birthday_between};
use crate::values::papers::PaperKind;
use chrono::Days;

/// Days before the sixteenth birthday from which an officer is told of it.
const SOON: u64 = 90;

pub(super) fn applies(check: Check, seen: &Seen<'_>) -> bool {
    let order = seen.order;
    // The authority at home decides on pensions; nothing is reviewed here.
    if order.business == Business::Pension {
        return false;
    }
    match check {
        Check::Presence => seen.ctx.policy.scope.in_country_only,
        Check::District
        | Check::Duplicates
        | Check::Agreement
        | Check::NameSpelling
        | Check::IdNumber
        | Check::Statement
        | Check::SignatureLegible
        | Check::Photo
        | Check::FaceCheck
        | Check::Family
        | Check::WatchList
        | Check::Fee
        | Check::Eligibility => true,
        Check::Filing | Check::Interview => order.business.module() == Module::Passport,
        Check::FaceIsApplicant => order.face_check.is_passed(),
        Check::OldPages
        | Check::LongExpired
        | Check::NameAsBefore
        | Check::AnnotationsCarried
        | Check::SixteenthBirthday => of_renewal(check, seen),
        Check::LossStatement
        | Check::IdentityProof
        | Check::IssuerAsked
        | Check::PreviousLosses
        | Check::LostNumber => of_reissue(check, seen),
        Check::IdentityPapers | Check::NeverHeld | Check::LeftChina => {
            order.business == Business::PpNew && !seen.applied.is_minor()
        }
        Check::AnnotationEvidence
        | Check::AnnotationWording
        | Check::AnnotationCount
        | Check::AnnotationsExisting => of_annotation(check, seen),
        Check::WhyNotPassport
        | Check::NationalityConflict
        | Check::NameAsBirthCertificate
        | Check::PaperPhotos
        | Check::OldTravelDocument => of_travel_document(check, seen),
        Check::PermitOrOther
        | Check::ResidencePermit
        | Check::ResidentIdentity
        | Check::ChineseNationality => is_ordinary_travel_document(seen) && hkmotw(seen),
        Check::ShortVisit | Check::Travel | Check::PickupSlot | Check::IdentityByData => {
            order.business == Business::TdEmerg
        }
        Check::Loss => {
            order.business == Business::TdEmerg && Condition::OldDocumentGone.holds(&seen.applied)
        }
        Check::BirthCertificate
        | Check::ParentsDocuments
        | Check::ParentsResidence
        | Check::Consent
        | Check::Custody
        | Check::GuardianFiled => seen.applied.is_minor() && of_minor(check, seen),
    }
}

fn of_renewal(check: Check, seen: &Seen<'_>) -> bool {
    let renewal = seen.order.business == Business::PpRenew;
    match check {
        Check::LongExpired => {
            let renewed = renewal || seen.order.business == Business::TdRenew;
            renewed && Condition::LongExpired.holds(&seen.applied)
        }
        Check::AnnotationsCarried => {
            renewal
                && seen
                    .order
                    .form
                    .annotations
                    .iter()
                    .any(|a| a.on_old_passport)
        }
        Check::SixteenthBirthday => renewal && turns_sixteen(seen),
        _ => renewal,
    }
}

/// The applicant turned sixteen under the old passport, or is about to.
fn turns_sixteen(seen: &Seen<'_>) -> bool {
    let form = &seen.order.form;
    let born = form.applicant.born;
    let issued = form.old_document.as_ref().and_then(|d| d.issued);
    let soon = seen.applied.today.checked_add_days(Days::new(SOON));
    match (issued, soon) {
        (Some(issued), Some(soon)) => birthday_between(born, ADULT_FROM, issued, soon),
        (None, Some(soon)) => {
            let day = birthday(born, ADULT_FROM);
            day.is_some_and(|day| seen.applied.age_day < day && day <= soon)
        }
        (_, None) => false,
    }
}

fn of_reissue(check: Check, seen: &Seen<'_>) -> bool {
    let order = seen.order;
    let passport = order.business == Business::PpReissue;
    let missing = order.form.old_booklet_is_missing();
    match check {
        Check::LossStatement | Check::PreviousLosses => order.business.is_reissue(),
        Check::IssuerAsked => passport && missing && seen.ctx.policy.making.verify_lost_passports,
        Check::LostNumber => order.business.is_reissue() && missing,
        _ => passport,
    }
}

fn of_annotation(check: Check, seen: &Seen<'_>) -> bool {
    let annotations = &seen.order.form.annotations;
    match check {
        Check::AnnotationsExisting => seen.order.business == Business::PpNote,
        // Names newly noted in any booklet need their evidence, and are counted.
        _ => {
            annotations.iter().any(|a| !a.on_old_passport)
                || seen.order.business == Business::PpNote
        }
    }
}

fn is_ordinary_travel_document(seen: &Seen<'_>) -> bool {
    let business = seen.order.business;
    business.booklet() == Some(Booklet::TravelDocument) && business != Business::TdEmerg
}

fn hkmotw(seen: &Seen<'_>) -> bool {
    Condition::HkMoTw.holds(&seen.applied)
}

fn of_travel_document(check: Check, seen: &Seen<'_>) -> bool {
    let ordinary = is_ordinary_travel_document(seen);
    let minor = seen.applied.is_minor();
    match check {
        Check::NationalityConflict => {
            let first = seen.applied.column() == Some(Column::MinorFirst);
            first || (ordinary && minor && !hkmotw(seen))
        }
        Check::NameAsBirthCertificate => {
            ordinary && (minor || Condition::ForeignName.holds(&seen.applied))
        }
        Check::PaperPhotos => seen
            .order
            .business
            .booklet()
            .is_some_and(|b| seen.ctx.policy.paper_photos(b) > 0),
        Check::OldTravelDocument => {
            let old = seen.order.form.old_document.as_ref();
            ordinary && old.is_some_and(|d| d.kind == PaperKind::TravelDocument)
        }
        _ => ordinary && !hkmotw(seen),
    }
}

fn of_minor(check: Check, seen: &Seen<'_>) -> bool {
    match check {
        Check::ParentsResidence => seen.applied.column() == Some(Column::MinorFirst),
        Check::Custody => Condition::OtherGuardian.holds(&seen.applied) || one_parent_alone(seen),
        _ => true,
    }
}

/// One of the parents is dead, unknown, or not named at all.
fn one_parent_alone(seen: &Seen<'_>) -> bool {
    let relatives = &seen.order.form.relatives;
    let living = |kin: Kinship| relatives.iter().any(|r| r.kinship == kin && is_there(r));
    living(Kinship::Father) != living(Kinship::Mother)
}

/// “无” and “去世” are answers too.
fn is_there(relative: &Relative) -> bool {
    let dead = |text: &str| text.contains("去世");
    relative.name.trim() != "无"
        && !relative.address.as_deref().is_some_and(dead)
        && !dead(&relative.name)
}

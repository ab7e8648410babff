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
    let (order, applied) = (seen.order, &seen.applied);
    let form = &order.form;
    let business = order.business;
    // The authority at home decides on pensions; nothing is reviewed here.
    if business == Business::Pension {
        return false;
    }
    let renewal = business == Business::PpRenew;
    let reissue = business.is_reissue();
    let passport_reissue = business == Business::PpReissue;
    let emergency = business == Business::TdEmerg;
    let minor = applied.is_minor();
    let hkmotw = form.applicant.hkmotw;
    let travel_document = business.booklet() == Some(Booklet::TravelDocument) && !emergency;
    let minor_first = applied.column() == Some(Column::MinorFirst);
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
        Check::Filing | Check::Interview => business.module() == Module::Passport,
        Check::FaceIsApplicant => order.face_check.is_passed(),
        Check::OldPages | Check::NameAsBefore => renewal,
        Check::LongExpired => {
            (renewal || business == Business::TdRenew) && Condition::LongExpired.holds(applied)
        }
        Check::AnnotationsCarried => renewal && form.annotations.iter().any(|a| a.on_old_passport),
        Check::SixteenthBirthday => renewal && turns_sixteen(seen),
        Check::LossStatement | Check::PreviousLosses => reissue,
        Check::IdentityProof => passport_reissue,
        Check::IssuerAsked => {
            let asked = seen.ctx.policy.making.verify_lost_passports;
            passport_reissue && asked && form.old_booklet_is_missing()
        }
        Check::LostNumber => reissue && form.old_booklet_is_missing(),
        Check::IdentityPapers | Check::NeverHeld | Check::LeftChina => {
            business == Business::PpNew && !minor
        }
        // A name newly noted in any booklet needs its evidence, and is counted.
        Check::AnnotationEvidence | Check::AnnotationWording | Check::AnnotationCount => {
            business == Business::PpNote || Condition::NewAnnotation.holds(applied)
        }
        Check::AnnotationsExisting => business == Business::PpNote,
        Check::WhyNotPassport => travel_document && !hkmotw,
        Check::NationalityConflict => minor_first || (travel_document && minor && !hkmotw),
        Check::NameAsBirthCertificate => {
            travel_document && (minor || Condition::ForeignName.holds(applied))
        }
        Check::PaperPhotos => wants_paper_photos(seen),
        Check::OldTravelDocument => travel_document && holds_travel_document(seen),
        Check::PermitOrOther
        | Check::ResidencePermit
        | Check::ResidentIdentity
        | Check::ChineseNationality => travel_document && hkmotw,
        Check::ShortVisit | Check::Travel | Check::PickupSlot | Check::IdentityByData => emergency,
        Check::Loss => emergency && Condition::OldDocumentGone.holds(applied),
        Check::BirthCertificate
        | Check::ParentsDocuments
        | Check::Consent
        | Check::GuardianFiled => minor,
        Check::ParentsResidence => minor_first,
        Check::Custody => {
            minor && (Condition::OtherGuardian.holds(applied) || one_parent_alone(seen))
        }
    }
}

/// The applicant turned sixteen under the old passport, or is about to.
fn turns_sixteen(seen: &Seen<'_>) -> bool {
    let form = &seen.order.form;
    let born = form.applicant.born;
    let issued = form.old_document.as_ref().and_then(|d| d.issued);
    let soon = seen.ctx.today().checked_add_days(Days::new(SOON));
    match (issued, soon) {
        (Some(issued), Some(soon)) => birthday_between(born, ADULT_FROM, issued, soon),
        (None, Some(soon)) => {
            let day = birthday(born, ADULT_FROM);
            day.is_some_and(|day| seen.applied.on < day && day <= soon)
        }
        (_, None) => false,
    }
}

fn wants_paper_photos(seen: &Seen<'_>) -> bool {
    let booklet = seen.order.business.booklet();
    booklet.is_some_and(|b| seen.ctx.policy.paper_photos(b) > 0)
}

fn holds_travel_document(seen: &Seen<'_>) -> bool {
    let old = seen.order.form.old_document.as_ref();
    old.is_some_and(|d| d.kind == PaperKind::TravelDocument)
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

//! Where an officer looks for each line.

use super::{Check, Look};
use crate::order::files::Slot;

pub(super) fn look(check: Check) -> Vec<Look> {
    let slots = |rows: &[u8]| {
        rows.iter()
            .map(|n| Look::Slot(Slot(*n)))
            .collect::<Vec<_>>()
    };
    let with = |first: Look, rows: &[u8]| {
        let mut all = vec![first];
        all.extend(slots(rows));
        all
    };
    match check {
        Check::Presence | Check::District => with(Look::Applicant, &[10, 11, 12]),
        Check::Duplicates => vec![Look::Hits],
        Check::Agreement => with(Look::Applicant, &[2, 3, 8, 13]),
        Check::NameSpelling => with(Look::Applicant, &[2, 3]),
        Check::IdNumber => with(Look::Applicant, &[3, 8]),
        Check::Statement | Check::SignatureLegible => with(Look::Statement, &[21]),
        Check::Photo => slots(&[1]),
        Check::FaceCheck | Check::FaceIsApplicant => with(Look::FaceCapture, &[1, 2]),
        Check::Family => vec![Look::Relatives],
        Check::WatchList => vec![Look::List],
        Check::Fee => vec![Look::Payment],
        Check::Filing => vec![Look::OldDocument, Look::Applicant],
        Check::Eligibility => with(Look::OldDocument, &[2, 9]),
        Check::Interview => vec![Look::Interview],
        Check::OldPages => slots(&[2, 4]),
        Check::LongExpired => with(Look::OldDocument, &[19, 10]),
        Check::NameAsBefore => with(Look::Applicant, &[2]),
        Check::AnnotationsCarried | Check::AnnotationsExisting => with(Look::Annotations, &[4]),
        Check::SixteenthBirthday => vec![Look::Applicant, Look::OldDocument, Look::Statement],
        Check::LossStatement | Check::Loss => with(Look::OldDocument, &[6, 7]),
        Check::IdentityProof => slots(&[3]),
        Check::IssuerAsked | Check::PreviousLosses | Check::LostNumber => vec![Look::OldDocument],
        Check::IdentityPapers => slots(&[8]),
        Check::NeverHeld | Check::LeftChina => with(Look::Applicant, &[22]),
        Check::AnnotationEvidence => with(Look::Annotations, &[5]),
        Check::AnnotationWording | Check::AnnotationCount => vec![Look::Annotations],
        Check::WhyNotPassport => with(Look::Urgency, &[22, 24]),
        Check::NationalityConflict => with(Look::Relatives, &[13, 14, 15]),
        Check::NameAsBirthCertificate => with(Look::Applicant, &[13, 18]),
        Check::PaperPhotos => slots(&[1]),
        Check::OldTravelDocument => with(Look::OldDocument, &[2]),
        Check::PermitOrOther => slots(&[9]),
        Check::ResidencePermit => slots(&[10]),
        Check::ResidentIdentity => with(Look::Applicant, &[9]),
        Check::ChineseNationality => with(Look::Statement, &[10]),
        Check::ShortVisit => with(Look::Urgency, &[10]),
        Check::Travel => with(Look::Urgency, &[24]),
        Check::PickupSlot => vec![Look::Pickup],
        Check::IdentityByData => with(Look::OldDocument, &[2, 8]),
        Check::BirthCertificate => slots(&[13]),
        Check::ParentsDocuments => slots(&[14]),
        Check::ParentsResidence => with(Look::Relatives, &[15]),
        Check::Consent => slots(&[16]),
        Check::Custody => with(Look::Relatives, &[17]),
        Check::GuardianFiled => vec![Look::Relatives, Look::Statement, Look::Interview],
    }
}

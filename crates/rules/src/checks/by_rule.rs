//! The lines a program can do: verdict and evidence.

use super::evidence::{Evidence, Finding, Verdict};
use super::{Check, Seen};
use crate::business::{Booklet, Business};
use crate::eligibility::{eligibility, years_expired};
use crate::fees::charged_annotations;
use crate::life::{open_hits, open_interview_causes};
use crate::nationality::{Suggestion, suggest_for};
use crate::offered::misfiled;
use crate::order::files::Slot;
use crate::order::form::{FaceCheck, Kinship};
use crate::order::originals::{OldDocumentState, Verification};
use crate::values::age::{ADULT_FROM, birthday, birthday_between};
use crate::values::id_number::{IdEntry, contradictions};
use crate::values::name::{NameRegime, Severity, check as check_name};

mod statement;

pub(super) fn finding(check: Check, seen: &Seen<'_>) -> Option<Finding> {
    match check {
        Check::District => Some(district(seen)),
        Check::Duplicates => Some(duplicates(seen)),
        Check::NameSpelling => name(seen),
        Check::IdNumber => Some(id_number(seen)),
        Check::Statement => Some(statement::finding(seen)),
        Check::Photo => Some(photo(seen)),
        Check::FaceCheck => Some(face(seen)),
        Check::Family => Some(family(seen)),
        Check::Fee => Some(fee(seen)),
        Check::Filing => Some(filing(seen)),
        Check::Eligibility => Some(eligible(seen)),
        Check::Interview => Some(interview(seen)),
        Check::LongExpired => expired(seen),
        Check::SixteenthBirthday => sixteen(seen),
        Check::IssuerAsked => Some(issuer(seen)),
        Check::LostNumber => Some(lost_document(seen)),
        Check::AnnotationCount => Some(annotations(seen)),
        Check::PaperPhotos => paper_photos(seen),
        Check::ShortVisit => Some(visit(seen)),
        Check::Travel => Some(travel(seen)),
        Check::PickupSlot => Some(pickup(seen)),
        Check::GuardianFiled => Some(statement::guardian(seen)),
        Check::NationalityConflict => Some(nationality(seen)),
        Check::Presence
        | Check::Agreement
        | Check::SignatureLegible
        | Check::FaceIsApplicant
        | Check::WatchList
        | Check::OldPages
        | Check::NameAsBefore
        | Check::AnnotationsCarried
        | Check::LossStatement
        | Check::IdentityProof
        | Check::PreviousLosses
        | Check::IdentityPapers
        | Check::NeverHeld
        | Check::LeftChina
        | Check::AnnotationEvidence
        | Check::AnnotationWording
        | Check::AnnotationsExisting
        | Check::WhyNotPassport
        | Check::NameAsBirthCertificate
        | Check::OldTravelDocument
        | Check::PermitOrOther
        | Check::ResidencePermit
        | Check::ResidentIdentity
        | Check::ChineseNationality
        | Check::Loss
        | Check::IdentityByData
        | Check::BirthCertificate
        | Check::ParentsDocuments
        | Check::ParentsResidence
        | Check::Consent
        | Check::Custody => None,
    }
}

fn found(verdict: Verdict, evidence: Evidence) -> Finding {
    Finding { verdict, evidence }
}

/// In order, or else this.
fn or(in_order: bool, otherwise: Verdict) -> Verdict {
    if in_order {
        Verdict::InOrder
    } else {
        otherwise
    }
}

/// Another district is accepted or refused when the order is submitted; here it is only told.
fn district(seen: &Seen<'_>) -> Finding {
    let own = seen.order.own_district;
    found(Verdict::InOrder, Evidence::District { own })
}

fn duplicates(seen: &Seen<'_>) -> Finding {
    let open = open_hits(seen.order, seen.ctx).count();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let evidence = Evidence::Hits {
        open: count(open),
        settled: count(seen.order.review.hits.len()),
    };
    found(or(open == 0, Verdict::HeldElsewhere), evidence)
}

fn name(seen: &Seen<'_>) -> Option<Finding> {
    let regime = NameRegime::of(seen.order.business)?;
    let findings = check_name(&seen.order.form.applicant.name, regime).findings;
    // The romanisation of Hong Kong, Macao or Taiwan departs from pinyin by its nature.
    let hkmotw = seen.order.form.applicant.hkmotw;
    let worst = findings.iter().map(|f| f.severity).max();
    let verdict = match worst {
        None => Verdict::InOrder,
        Some(Severity::Warning) if hkmotw => Verdict::InOrder,
        Some(Severity::Warning) => Verdict::Doubt,
        Some(Severity::Error) => Verdict::Problem,
    };
    Some(found(verdict, Evidence::Name { findings }))
}

fn id_number(seen: &Seen<'_>) -> Finding {
    let applicant = &seen.order.form.applicant;
    let typed = applicant.id_number.as_deref().unwrap_or("无");
    match IdEntry::parse(typed) {
        Ok(IdEntry::NoNumber) => {
            // Children born abroad and residents of Hong Kong, Macao and Taiwan have none.
            let usual = seen.applied.is_minor() || applicant.hkmotw;
            found(or(usual, Verdict::Doubt), Evidence::NoIdNumber)
        }
        Ok(IdEntry::Number(number)) => {
            let contradictions = contradictions(&number, applicant.born, applicant.sex);
            let verdict = or(contradictions.is_empty(), Verdict::Problem);
            found(verdict, Evidence::IdAgainstForm { contradictions })
        }
        Err(fault) => found(Verdict::Problem, Evidence::IdFault { fault }),
    }
}

fn photo(seen: &Seen<'_>) -> Finding {
    let judgement = seen.order.photo().and_then(|p| p.judgement.as_ref());
    let evidence = Evidence::Photo {
        judged: judgement.is_some(),
        reasons: judgement.map(|j| j.photo.clone()).unwrap_or_default(),
    };
    let fit = judgement.is_some_and(|j| j.verdict == crate::order::files::Verdict::Fit);
    found(or(fit, Verdict::HeldElsewhere), evidence)
}

fn face(seen: &Seen<'_>) -> Finding {
    let result = seen.order.face_check;
    let verdict = match result {
        FaceCheck::Passed | FaceCheck::GuardianPassed => Verdict::InOrder,
        // 护照旅行证 goes on to an interview instead.
        FaceCheck::Failed { .. } | FaceCheck::Skipped => Verdict::HeldElsewhere,
        FaceCheck::NotDone => Verdict::Problem,
    };
    found(verdict, Evidence::Face { result })
}

/// Father and mother are asked of everyone, “无” and “去世” being answers; 应急 asks whom to call.
fn family(seen: &Seen<'_>) -> Finding {
    let form = &seen.order.form;
    let asked: &[Kinship] = if seen.order.business == Business::TdEmerg {
        &[Kinship::EmergencyContact]
    } else {
        &[Kinship::Father, Kinship::Mother]
    };
    let named = |kin: Kinship| {
        let of_kin = |r: &&crate::order::form::Relative| r.kinship == kin;
        form.relatives
            .iter()
            .filter(of_kin)
            .any(|r| !r.name.trim().is_empty())
    };
    let missing: Vec<Kinship> = asked.iter().copied().filter(|k| !named(*k)).collect();
    found(
        or(missing.is_empty(), Verdict::Doubt),
        Evidence::Family { missing },
    )
}

fn fee(seen: &Seen<'_>) -> Finding {
    let payment = &seen.order.payment;
    let evidence = Evidence::Fee {
        state: payment.state,
        due: payment.due,
        held: payment.held(),
    };
    found(or(payment.is_settled(), Verdict::HeldElsewhere), evidence)
}

fn filing(seen: &Seen<'_>) -> Finding {
    let (order, applied) = (seen.order, &seen.applied);
    let wrong = misfiled(order.business, &order.form, seen.ctx.policy, applied.on);
    let verdict = or(wrong.is_none(), Verdict::Problem);
    let fitting = wrong.unwrap_or_default();
    found(verdict, Evidence::Filing { fitting })
}

fn eligible(seen: &Seen<'_>) -> Finding {
    let found_ = eligibility(seen.order.business, &seen.order.form, seen.applied.on);
    let verdict = or(found_.doubts.is_empty(), Verdict::Doubt);
    let (grounds, doubts) = (found_.grounds, found_.doubts);
    found(verdict, Evidence::Eligibility { grounds, doubts })
}

fn interview(seen: &Seen<'_>) -> Finding {
    let open = open_interview_causes(seen.order, seen.ctx);
    let state = seen.order.interview.state;
    let verdict = or(open.is_empty(), Verdict::HeldElsewhere);
    found(verdict, Evidence::Interview { open, state })
}

/// What a child's birth suggests, against the booklet applied for.
fn nationality(seen: &Seen<'_>) -> Finding {
    let suggestion = suggest_for(&seen.order.form);
    let fitting = match suggestion {
        Suggestion::Passport { .. } => Some(Booklet::Passport),
        Suggestion::TravelDocument { .. } => Some(Booklet::TravelDocument),
        Suggestion::NotChinese { .. } => None,
        Suggestion::Ask { .. } => {
            return found(Verdict::Doubt, Evidence::Nationality { suggestion });
        }
    };
    let fits = fitting.is_some() && fitting == seen.order.business.booklet();
    found(
        or(fits, Verdict::Problem),
        Evidence::Nationality { suggestion },
    )
}

/// 过期情况说明 and 居留证件 of who let it run out long ago.
fn expired(seen: &Seen<'_>) -> Option<Finding> {
    let day = seen.order.form.old_document.as_ref()?.expires?;
    let absent = |slot: &Slot| seen.order.current_files(*slot).next().is_none();
    let missing: Vec<Slot> = [Slot(19), Slot(10)].into_iter().filter(absent).collect();
    let verdict = or(missing.is_empty(), Verdict::Problem);
    let years = years_expired(day, seen.applied.on);
    Some(found(verdict, Evidence::Expired { years, missing }))
}

/// Five years turn to ten, and a first own signature is printed.
fn sixteen(seen: &Seen<'_>) -> Option<Finding> {
    let born = seen.order.form.applicant.born;
    let on = birthday(born, ADULT_FROM)?;
    let (from, to) = (seen.applied.on, seen.ctx.today());
    let meanwhile = birthday_between(born, ADULT_FROM, from, to);
    let verdict = or(!meanwhile, Verdict::Doubt);
    Some(found(verdict, Evidence::Sixteen { on, meanwhile }))
}

fn issuer(seen: &Seen<'_>) -> Finding {
    let state = seen.order.verification;
    let verdict = match state {
        Verification::Confirmed => Verdict::InOrder,
        Verification::None | Verification::Sent => Verdict::HeldElsewhere,
        Verification::Mismatch => Verdict::Problem,
    };
    found(verdict, Evidence::Issuer { state })
}

fn lost_document(seen: &Seen<'_>) -> Finding {
    let state = seen.order.old_document;
    let reported = matches!(
        state,
        OldDocumentState::Reported | OldDocumentState::DeclaredVoid
    );
    found(
        or(reported, Verdict::HeldElsewhere),
        Evidence::LostDocument { state },
    )
}

fn annotations(seen: &Seen<'_>) -> Finding {
    let form = &seen.order.form;
    let evidence = Evidence::Annotations {
        asked: u8::try_from(form.annotations.len()).unwrap_or(u8::MAX),
        charged: charged_annotations(form, seen.ctx.policy),
    };
    found(Verdict::InOrder, evidence)
}

fn paper_photos(seen: &Seen<'_>) -> Option<Finding> {
    let booklet = seen.order.business.booklet()?;
    let count = seen.ctx.policy.paper_photos(booklet);
    Some(found(Verdict::InOrder, Evidence::PaperPhotos { count }))
}

fn visit(seen: &Seen<'_>) -> Finding {
    let short = seen
        .order
        .form
        .urgency
        .as_ref()
        .is_some_and(|u| u.short_visit);
    found(or(short, Verdict::Doubt), Evidence::Visit { short })
}

fn travel(seen: &Seen<'_>) -> Finding {
    let on = seen.order.form.urgency.as_ref().and_then(|u| u.travel_on);
    let days = on.map(|on| (on - seen.ctx.today()).num_days());
    let ahead = days.is_some_and(|days| days >= 0);
    found(or(ahead, Verdict::Doubt), Evidence::Travel { on, days })
}

fn pickup(seen: &Seen<'_>) -> Finding {
    let slot = seen.order.form.pickup.slot;
    let ahead = slot.is_some_and(|slot| slot > seen.ctx.now);
    found(or(ahead, Verdict::Doubt), Evidence::Pickup { slot })
}

//! 提交 (T01) and the pension's own way (T25).

use super::{
    applicant_does, applicant_may_not, at, follows, moved, moved_silently, post_with, refused, told,
};
use lingshi_rules::business::Business;
use lingshi_rules::life::event::What;
use lingshi_rules::life::refusal::{FormPart, Side};
use lingshi_rules::life::{Action, Notice, Refusal, Status, TransitionId};
use lingshi_rules::order::files::Slot;
use lingshi_rules::order::form::{
    Annotation, AnnotationKind, FaceCheck, Form, OldDocumentFate, Proxy,
};
use lingshi_rules::order::originals::OldDocumentState;
use lingshi_rules::people::Actor;
use lingshi_rules::post::policy::{PickupMode, SubmitMode};
use lingshi_rules::values::PersonName;
use lingshi_rules::values::papers::PaperKind;
use lingshi_rules::walk::{self, Walk};

fn a_draft(business: Business) -> Walk<'static> {
    at("BRU", business, Status::Draft)
}

fn refusal_with(business: Business, change: impl FnOnce(&mut Walk<'_>)) -> Refusal {
    let mut walk = a_draft(business);
    change(&mut walk);
    applicant_may_not(&walk, Action::Submit)
}

fn submits_with(business: Business, change: impl FnOnce(&mut Walk<'_>)) -> bool {
    let mut walk = a_draft(business);
    change(&mut walk);
    walk.by_applicant(Action::Submit).is_ok()
}

fn missing(business: Business, change: impl FnOnce(&mut Form)) -> Vec<FormPart> {
    match refusal_with(business, |w| change(&mut w.order.form)) {
        Refusal::FormIncomplete { parts } => parts,
        other => panic!("{other:?}"),
    }
}

#[test]
fn submitting_starts_the_thirty_minutes_and_says_nothing() {
    let mut walk = a_draft(Business::PpRenew);
    let now = walk.now;
    let until = Some(now.plus_minutes(30));
    assert_eq!(
        applicant_does(&mut walk, Action::Submit),
        [
            What::Submitted {
                old_document: OldDocumentState::Awaited,
                until,
            },
            moved_silently(TransitionId::T01, Status::Draft, Status::PendingPayment),
        ]
    );
    assert_eq!(walk.order.status, Status::PendingPayment);
    assert_eq!(walk.order.status_since, now);
    assert_eq!(walk.order.submitted_at, Some(now));
    assert_eq!(walk.order.payment.until, until);
    assert_eq!(walk.order.messages, []);
}

#[test]
fn the_countdown_is_as_long_as_the_post_says() {
    let policy = post_with("BRU", |p| p.payment.countdown_minutes = 45);
    let walk = super::at_post(policy, Business::PpRenew, Status::PendingPayment);
    let submitted = walk.order.submitted_at.unwrap();
    assert_eq!(walk.order.payment.until, Some(submitted.plus_minutes(45)));
}

#[test]
fn the_old_booklet_is_awaited_lost_or_none() {
    let stands = |kind: PaperKind, fate: OldDocumentFate| {
        let mut walk = a_draft(Business::PpRenew);
        let old = walk.order.form.old_document.as_mut().unwrap();
        (old.kind, old.fate) = (kind, fate);
        walk.by_applicant(Action::Submit).unwrap();
        walk.order.old_document
    };
    let passport = PaperKind::OrdinaryPassport;
    assert_eq!(
        stands(passport, OldDocumentFate::Held),
        OldDocumentState::Awaited
    );
    assert_eq!(
        stands(passport, OldDocumentFate::Damaged),
        OldDocumentState::Awaited
    );
    assert_eq!(
        stands(passport, OldDocumentFate::Lost),
        OldDocumentState::Lost
    );
    assert_eq!(
        stands(passport, OldDocumentFate::Stolen),
        OldDocumentState::Lost
    );
    assert_eq!(
        stands(PaperKind::TravelDocument, OldDocumentFate::Held),
        OldDocumentState::Awaited
    );
    assert_eq!(
        stands(PaperKind::TaiwanPermit, OldDocumentFate::Held),
        OldDocumentState::None
    );
    assert_eq!(
        stands(PaperKind::HongKongMacaoPermit, OldDocumentFate::Lost),
        OldDocumentState::None
    );
}

#[test]
fn a_pension_order_goes_to_the_authority_at_once_and_nothing_is_paid() {
    let mut walk = a_draft(Business::Pension);
    assert_eq!(
        applicant_does(&mut walk, Action::Submit),
        [
            What::Submitted {
                old_document: OldDocumentState::None,
                until: None,
            },
            moved(TransitionId::T25, Status::Draft, Status::PensionProcessing),
            told(Notice::N18),
        ]
    );
    assert_eq!(walk.order.payment.until, None);
    assert_eq!(walk.order.payment.due.minor, 0);
}

#[test]
fn the_pension_authority_alone_answers_yes_or_no() {
    for (ok, to) in [(true, Status::PensionOk), (false, Status::PensionFail)] {
        let mut walk = at("BRU", Business::Pension, Status::PensionProcessing);
        let answer = Action::AnswerPension { ok };
        let not_for = Refusal::NotFor {
            side: vec![Side::PensionAuthority],
        };
        assert_eq!(refused(&walk, &Actor::System, answer.clone()), not_for);
        assert_eq!(
            follows(&mut walk, &Actor::PensionAuthority, answer),
            [moved_silently(
                TransitionId::T25,
                Status::PensionProcessing,
                to
            )]
        );
    }
}

#[test]
fn a_pension_order_needs_neither_statement_nor_signature_nor_photo_nor_a_way_of_collecting() {
    assert!(submits_with(Business::Pension, |w| {
        w.order.form.statement = None;
        w.order.form.signature = None;
        w.order.form.pickup.mode = PickupMode::Mail;
        w.order.form.submit = SubmitMode::Proxy;
        assert!(w.order.photo().is_none());
    }));
}

#[test]
fn each_part_of_the_form_is_asked_for_by_name() {
    let renew = Business::PpRenew;
    assert_eq!(
        missing(renew, |f| {
            f.applicant.name.surname_zh = " ".into();
            f.applicant.name.given_zh = String::new();
        }),
        [FormPart::Name]
    );
    assert_eq!(
        missing(renew, |f| f.statement = None),
        [FormPart::Statement]
    );
    assert_eq!(
        missing(renew, |f| f.signature = None),
        [FormPart::Signature]
    );
    assert_eq!(
        missing(Business::PpNote, |f| f.annotations.clear()),
        [FormPart::Annotations]
    );
    assert_eq!(
        missing(Business::TdEmerg, |f| f.pickup.slot = None),
        [FormPart::PickupSlot]
    );
    assert_eq!(
        missing(Business::TdEmerg, |f| f.pickup.mode = PickupMode::Proxy),
        [FormPart::Proxy]
    );
}

#[test]
fn a_surname_or_a_given_name_alone_is_a_name() {
    let renew = Business::PpRenew;
    assert!(submits_with(renew, |w| w
        .order
        .form
        .applicant
        .name
        .surname_zh
        .clear()));
    assert!(submits_with(renew, |w| w
        .order
        .form
        .applicant
        .name
        .given_zh
        .clear()));
}

#[test]
fn every_business_about_an_old_document_asks_for_it_and_no_other_does() {
    use Business as B;
    let about = [
        B::PpRenew,
        B::PpReissue,
        B::PpNote,
        B::TdRenew,
        B::TdReissue,
    ];
    for business in about {
        let parts = missing(business, |f| f.old_document = None);
        assert_eq!(parts, [FormPart::OldDocument], "{business:?}");
    }
    for business in [B::PpNew, B::TdNew, B::TdEmerg, B::Pension] {
        assert!(submits_with(business, |w| {
            w.order.form.old_document = None;
            w.upload_mandatory().unwrap();
        }));
    }
}

#[test]
fn a_photo_and_the_face_check_step_belong_to_the_application() {
    let fresh = Walk::begin(crate::posts::post("BRU"), Business::PpRenew).unwrap();
    assert_eq!(
        applicant_may_not(&fresh, Action::Submit),
        Refusal::FormIncomplete {
            parts: vec![FormPart::Photo, FormPart::FaceCheck],
        }
    );
    let pension = Walk::begin(crate::posts::post("BRU"), Business::Pension).unwrap();
    assert_eq!(
        applicant_may_not(&pension, Action::Submit),
        Refusal::FormIncomplete {
            parts: vec![FormPart::FaceCheck],
        }
    );
}

#[test]
fn only_an_emergency_document_is_collected_at_a_chosen_time() {
    assert!(submits_with(Business::PpRenew, |w| w
        .order
        .form
        .pickup
        .slot = None));
}

#[test]
fn a_proxy_who_is_named_collects_an_emergency_document() {
    assert!(submits_with(Business::TdEmerg, |w| {
        w.order.form.pickup.mode = PickupMode::Proxy;
        w.order.form.pickup.proxy = Some(Proxy {
            name: "王芳".into(),
            document: "E87654321".into(),
            phone: None,
        });
    }));
}

#[test]
fn mandatory_materials_must_be_there_and_those_taken_away_are_not() {
    let slots = vec![Slot(2)];
    let draft = |w: &mut Walk<'_>| {
        w.order.files.retain(|_, file| file.slot == Slot::PHOTO);
        w.order.form.annotations = vec![annotation()];
    };
    let refusal = refusal_with(Business::PpRenew, |w| {
        draft(w);
        w.upload(Slot(4)).unwrap();
        w.upload(Slot(5)).unwrap();
    });
    assert_eq!(refusal, Refusal::MaterialMissing { slots });
    assert!(submits_with(Business::PpRenew, |w| {
        draft(w);
        for row in [2, 4, 5] {
            w.upload(Slot(row)).unwrap();
        }
    }));
    let refusal = refusal_with(Business::PpRenew, |w| {
        draft(w);
        for row in [2, 4, 5] {
            w.upload(Slot(row)).unwrap();
        }
        let file = w.order.current_files(Slot(5)).next().unwrap().id.clone();
        w.by_applicant(Action::RemoveFile { file }).unwrap();
    });
    let slots = vec![Slot(5)];
    assert_eq!(refusal, Refusal::MaterialMissing { slots });
}

fn annotation() -> Annotation {
    Annotation {
        kind: AnnotationKind::FormerName,
        name: PersonName::new("李", "小明", "LI", "XIAOMING"),
        on_old_passport: false,
        extra: lingshi_rules::order::Extra::new(),
    }
}

#[test]
fn a_post_takes_what_its_switches_say() {
    let renew = Business::PpRenew;
    let with = |change: fn(&mut lingshi_rules::post::PostPolicy)| {
        move |w: &mut Walk<'static>| w.policy = post_with("BRU", change)
    };
    let refusal = |change: fn(&mut lingshi_rules::post::PostPolicy), hkmotw: bool, own: bool| {
        let mut walk = a_draft(renew);
        with(change)(&mut walk);
        walk.order.form.applicant.hkmotw = hkmotw;
        walk.order.own_district = own;
        walk.clone().by_applicant(Action::Submit).err()
    };
    let business = renew;
    let not_taken = Refusal::BusinessNotTaken { business };
    assert_eq!(
        refusal(
            |p| {
                p.scope.businesses.remove(&Business::PpRenew);
            },
            false,
            true
        ),
        Some(not_taken)
    );
    assert_eq!(refusal(|p| p.scope.hkmotw = true, true, true), None);
    assert_eq!(
        refusal(|p| p.scope.hkmotw = false, true, true),
        Some(Refusal::HkmotwNotTaken)
    );
    assert_eq!(refusal(|p| p.scope.hkmotw = false, false, true), None);
    assert_eq!(
        refusal(|p| p.scope.cross_district = false, false, false),
        Some(Refusal::OtherDistrict)
    );
    assert_eq!(
        refusal(|p| p.scope.cross_district = true, false, false),
        None
    );
    assert_eq!(
        refusal(|p| p.scope.cross_district = false, false, true),
        None
    );
}

#[test]
fn who_has_an_order_not_ended_submits_no_second_one() {
    let no = a_draft(Business::TdNew).order.no;
    let refusal = refusal_with(Business::PpRenew, |w| w.facts.open_order = Some(no.clone()));
    assert_eq!(refusal, Refusal::OpenOrderExists { no });
}

#[test]
fn the_face_check_is_reported_and_kept() {
    let mut walk = a_draft(Business::PpRenew);
    let result = FaceCheck::Failed { times: 3 };
    let whats = applicant_does(&mut walk, Action::ReportFaceCheck { result });
    assert_eq!(whats, [What::FaceChecked { result }]);
    assert_eq!(walk.order.face_check, result);
}

#[test]
fn an_officer_does_not_submit_for_the_applicant() {
    let walk = a_draft(Business::PpRenew);
    let reviewer = walk::officer(walk.policy, lingshi_rules::people::Role::Supervisor);
    let side = vec![Side::Applicant];
    assert_eq!(
        refused(&walk, &reviewer, Action::Submit),
        Refusal::NotFor { side }
    );
}

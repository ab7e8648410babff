//! 合格 and 不合格.

use super::{at, by, does, filed, named, refused};
use crate::posts;
use lingshi_rules::business::Business;
use lingshi_rules::ids::FileId;
use lingshi_rules::life::reasons::{MaterialOrPhoto, PhotoReason};
use lingshi_rules::life::{Action, Refusal, Status, What};
use lingshi_rules::order::files::{Judgement, Slot, Verdict};
use lingshi_rules::order::reasons::MaterialReason;
use lingshi_rules::people::Role;
use lingshi_rules::walk::{Walk, sample_form};

fn judge(file: &FileId, reasons: Vec<MaterialOrPhoto>) -> Action {
    Action::JudgeFile {
        file: file.clone(),
        reasons,
    }
}

fn photo_of(walk: &Walk<'_>) -> FileId {
    walk.order.photo().unwrap().id.clone()
}

/// In first review, with a data page beside the photo.
fn with_data_page() -> (Walk<'static>, FileId) {
    let policy = posts::post("NYC");
    let business = Business::PpRenew;
    let form = sample_form(
        policy,
        business,
        lingshi_rules::post::policy::PickupMode::Mail,
    );
    let mut walk = Walk::begin_with(policy, business, form).unwrap();
    walk.upload(Slot(2)).unwrap();
    walk.lead_to(Status::FirstReview).unwrap();
    let page = walk.order.current_files(Slot(2)).next().unwrap().id.clone();
    (walk, page)
}

#[test]
fn a_photo_without_a_reason_is_fit() {
    let mut walk = at("NYC", Business::PpRenew, Status::FirstReview);
    let (reviewer, photo, now) = (by(&walk, Role::FirstReviewer), photo_of(&walk), walk.now);
    let judgement = Judgement {
        verdict: Verdict::Fit,
        photo: vec![],
        material: vec![],
        by: named(&reviewer),
        at: now,
    };
    assert_eq!(
        does(&mut walk, &reviewer, judge(&photo, vec![])),
        [What::FileJudged {
            file: photo.clone(),
            judgement: judgement.clone()
        }]
    );
    assert_eq!(walk.order.photo().unwrap().judgement, Some(judgement));
}

#[test]
fn a_photo_with_reasons_is_unfit_and_keeps_each_reason_once() {
    let mut walk = at("NYC", Business::PpRenew, Status::FirstReview);
    let (reviewer, photo) = (by(&walk, Role::FirstReviewer), photo_of(&walk));
    let reasons = vec![
        MaterialOrPhoto::Photo(PhotoReason::PH06),
        MaterialOrPhoto::Photo(PhotoReason::PH01),
        MaterialOrPhoto::Photo(PhotoReason::PH06),
        MaterialOrPhoto::Material(MaterialReason::CannotOpen),
    ];
    does(&mut walk, &reviewer, judge(&photo, reasons));
    let judged = walk.order.photo().unwrap().judgement.clone().unwrap();
    assert_eq!(judged.verdict, Verdict::Unfit);
    assert_eq!(judged.photo, [PhotoReason::PH01, PhotoReason::PH06]);
    assert_eq!(judged.material, [MaterialReason::CannotOpen]);
}

#[test]
fn the_photo_reasons_are_for_the_photo_alone() {
    let (mut walk, page) = with_data_page();
    let reviewer = by(&walk, Role::FirstReviewer);
    let wrong = vec![MaterialOrPhoto::Photo(PhotoReason::PH04)];
    assert_eq!(
        refused(&mut walk, &reviewer, judge(&page, wrong)),
        Refusal::WrongReason {
            reason: "PH04".into()
        }
    );
    let right = vec![MaterialOrPhoto::Material(MaterialReason::Glare)];
    does(&mut walk, &reviewer, judge(&page, right));
    let judged = walk.order.files[&page].judgement.clone().unwrap();
    assert_eq!(judged.verdict, Verdict::Unfit);
    assert_eq!(judged.material, [MaterialReason::Glare]);
}

#[test]
fn only_files_that_count_are_judged() {
    let mut walk = at("NYC", Business::PpRenew, Status::FirstReview);
    let (reviewer, photo) = (by(&walk, Role::FirstReviewer), photo_of(&walk));
    let unknown = FileId::new("unknown");
    assert_eq!(
        refused(&mut walk, &reviewer, judge(&unknown, vec![])),
        Refusal::NoSuchFile { file: unknown }
    );
    walk.order.files.get_mut(&photo).unwrap().replaced = true;
    assert_eq!(
        refused(&mut walk, &reviewer, judge(&photo, vec![])),
        Refusal::NoSuchFile { file: photo }
    );
}

#[test]
fn an_unfit_photo_stops_the_order() {
    let mut walk = at("NYC", Business::PpRenew, Status::FirstReview);
    let (reviewer, photo) = (by(&walk, Role::FirstReviewer), photo_of(&walk));
    let wrong = vec![MaterialOrPhoto::Photo(PhotoReason::PH01)];
    does(&mut walk, &reviewer, judge(&photo, wrong));
    assert_eq!(
        refused(&mut walk, &reviewer, Action::Forward),
        Refusal::PhotoNotFit
    );
}

#[test]
fn a_photo_nobody_judged_stops_the_order() {
    let mut walk = at("NYC", Business::PpRenew, Status::FirstReview);
    let (reviewer, photo) = (by(&walk, Role::FirstReviewer), photo_of(&walk));
    walk.order.files.get_mut(&photo).unwrap().judgement = None;
    assert_eq!(
        refused(&mut walk, &reviewer, Action::Forward),
        Refusal::PhotoNotFit
    );
}

#[test]
fn an_unfit_material_stops_the_order_and_is_named() {
    let (mut walk, page) = with_data_page();
    let reviewer = by(&walk, Role::FirstReviewer);
    let blurred = vec![MaterialOrPhoto::Material(MaterialReason::Blurred)];
    does(&mut walk, &reviewer, judge(&page, blurred));
    assert_eq!(
        refused(&mut walk, &reviewer, Action::Forward),
        Refusal::FilesUnfit {
            files: vec![page.clone()]
        }
    );
    // What the applicant took away again no longer counts, as long as another page is there.
    let another = walk.file(Slot(2));
    walk.order.files.insert(another.id.clone(), another);
    walk.order.files.get_mut(&page).unwrap().replaced = true;
    does(&mut walk, &reviewer, Action::Forward);
    assert_eq!(walk.order.status, Status::SecondReview);
}

#[test]
fn a_material_nobody_judged_does_not_stop_the_order() {
    let (mut walk, page) = with_data_page();
    let reviewer = by(&walk, Role::FirstReviewer);
    walk.order.files.get_mut(&page).unwrap().judgement = None;
    does(&mut walk, &reviewer, Action::Forward);
    assert_eq!(walk.order.status, Status::SecondReview);
}

#[test]
fn the_form_of_a_filed_order_is_the_one_given() {
    let walk = filed(
        posts::post("NYC"),
        Business::PpRenew,
        Status::FirstReview,
        |form| form.applicant.birthplace = "上海".into(),
    );
    assert_eq!(walk.order.form.applicant.birthplace, "上海");
}

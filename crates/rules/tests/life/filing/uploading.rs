//! Uploading and taking away, while the application is a draft.

use super::{applicant_does, applicant_may_not, at};
use lingshi_rules::business::Business;
use lingshi_rules::ids::FileId;
use lingshi_rules::life::event::What;
use lingshi_rules::life::{Action, Refusal, Status};
use lingshi_rules::order::files::{FileSource, Judgement, OrderFile, Slot, Verdict};
use lingshi_rules::people::By;
use lingshi_rules::walk::Walk;

const FIVE_MB: u64 = 5 * 1024 * 1024;

fn a_draft() -> Walk<'static> {
    at("BRU", Business::PpRenew, Status::Draft)
}

fn add(file: OrderFile) -> Action {
    Action::AddFile {
        file: Box::new(file),
    }
}

fn refused(change: impl FnOnce(&mut OrderFile)) -> Refusal {
    let walk = a_draft();
    let mut file = walk.file(Slot(2));
    change(&mut file);
    applicant_may_not(&walk, add(file))
}

fn taken(change: impl FnOnce(&mut OrderFile)) -> OrderFile {
    let mut walk = a_draft();
    let mut file = walk.file(Slot(2));
    change(&mut file);
    let id = file.id.clone();
    walk.by_applicant(add(file)).unwrap();
    walk.order.files[&id].clone()
}

#[test]
fn an_upload_is_taken_as_new_and_unseen_whatever_it_says_of_itself() {
    let mut walk = a_draft();
    let mut file = walk.file(Slot(2));
    let expected = OrderFile {
        uploaded_at: walk.now,
        ..file.clone()
    };
    file.source = FileSource::Officer;
    file.uploaded_at = walk.now.plus_days(-9);
    file.replaced = true;
    file.judgement = Some(Judgement {
        verdict: Verdict::Fit,
        photo: Vec::new(),
        material: Vec::new(),
        by: By::System,
        at: walk.now,
    });
    let whats = applicant_does(&mut walk, add(file));
    let file = Box::new(expected.clone());
    assert_eq!(whats, [What::FileAdded { file }]);
    assert_eq!(walk.order.files[&expected.id], expected);
}

#[test]
fn a_file_may_have_five_megabytes_and_not_a_byte_more() {
    assert_eq!(taken(|f| f.bytes = FIVE_MB).bytes, FIVE_MB);
    let not_taken = Refusal::FileNotTaken { most: FIVE_MB };
    assert_eq!(refused(|f| f.bytes = FIVE_MB + 1), not_taken);
}

#[test]
fn an_empty_file_is_not_taken() {
    assert_eq!(taken(|f| f.bytes = 1).bytes, 1);
    let not_taken = Refusal::FileNotTaken { most: FIVE_MB };
    assert_eq!(refused(|f| f.bytes = 0), not_taken);
}

#[test]
fn a_file_name_has_room_for_255_characters() {
    let longest = "照".repeat(255);
    assert_eq!(taken(|f| f.name = longest.clone()).name, longest);
    let not_taken = Refusal::FileNotTaken { most: FIVE_MB };
    assert_eq!(refused(|f| f.name = "照".repeat(256)), not_taken);
}

#[test]
fn jpeg_and_png_are_uploaded_and_nothing_else() {
    for mime in ["image/jpeg", "image/png"] {
        assert_eq!(taken(|f| f.mime = mime.into()).mime, mime);
    }
    for mime in ["application/pdf", "image/svg+xml", "text/html"] {
        let not_taken = Refusal::FileNotTaken { most: FIVE_MB };
        assert_eq!(refused(|f| f.mime = mime.into()), not_taken);
    }
}

#[test]
fn slots_1_to_24_are_open_in_a_draft_but_not_the_one_for_supplements() {
    for slot in [1, 22, 24].map(Slot) {
        assert_eq!(taken(|f| f.slot = slot).slot, slot);
    }
    for slot in [Slot(0), Slot::SUPPLEMENT, Slot(25)] {
        assert_eq!(refused(|f| f.slot = slot), Refusal::SlotNotOpen { slot });
    }
}

#[test]
fn the_same_file_is_not_uploaded_twice() {
    let mut walk = a_draft();
    let file = walk.file(Slot(2));
    walk.by_applicant(add(file.clone())).unwrap();
    let id = file.id.clone();
    assert_eq!(
        applicant_may_not(&walk, add(file)),
        Refusal::FileKnown { file: id }
    );
}

#[test]
fn a_new_photo_takes_the_place_of_the_old_one_which_stays_for_comparison() {
    let mut walk = a_draft();
    let old = walk.order.photo().unwrap().id.clone();
    walk.upload(Slot::PHOTO).unwrap();
    let new = walk.order.photo().unwrap().id.clone();
    assert_ne!(old, new);
    assert!(walk.order.files[&old].replaced);
    assert_eq!(walk.order.current_files(Slot::PHOTO).count(), 1);
    assert_eq!(walk.order.current_files(Slot(2)).count(), 1);
}

#[test]
fn another_page_of_a_material_stands_beside_the_first() {
    let mut walk = a_draft();
    let first = walk.order.current_files(Slot(2)).count();
    walk.upload(Slot(2)).unwrap();
    assert_eq!(walk.order.current_files(Slot(2)).count(), first + 1);
}

/// Uploads into a place until it takes no more; how many it took.
fn fill(walk: &mut Walk<'static>, slot: Slot) -> (usize, Refusal) {
    for taken in 0..2_000 {
        let file = add(walk.file(slot));
        if let Err(refusal) = walk.by_applicant(file) {
            return (taken, refusal);
        }
    }
    panic!("{slot:?} has no end");
}

#[test]
fn a_place_takes_as_many_files_as_it_is_said_to_and_one_more_when_one_was_taken_away() {
    let mut walk = a_draft();
    for (slot, most) in [(Slot(3), 10), (Slot::OTHER, 2)] {
        let full = Refusal::TooManyFiles { slot, most };
        assert_eq!(fill(&mut walk, slot), (usize::from(most), full.clone()));
        let file = walk.order.current_files(slot).next().unwrap().id.clone();
        walk.by_applicant(Action::RemoveFile { file }).unwrap();
        assert_eq!(fill(&mut walk, slot), (1, full));
    }
}

#[test]
fn other_materials_have_two_more_places_for_minors() {
    let mut walk = a_draft();
    let mut form = walk.order.form.clone();
    form.applicant.born = "2020-03-07".parse().unwrap();
    let form = Box::new(form);
    walk.by_applicant(Action::SaveDraft { form }).unwrap();
    assert_eq!(fill(&mut walk, Slot::OTHER).0, 4);
}

#[test]
fn a_photo_is_changed_as_often_as_thirty_times() {
    let mut walk = a_draft();
    let (slot, most) = (Slot::PHOTO, 1);
    let full = Refusal::TooManyFiles { slot, most };
    // The one that is there is the first to go.
    assert_eq!(fill(&mut walk, slot), (30, full));
    assert_eq!(walk.order.current_files(slot).count(), 1);
}

#[test]
fn what_came_before_a_supplement_was_asked_for_leaves_it_its_places() {
    let mut walk = a_draft();
    fill(&mut walk, Slot(2));
    walk.lead_to(Status::Supplement).unwrap();
    let slots = walk.order.review.supplement.as_ref().unwrap();
    assert!(slots.slots.contains(&Slot(2)));
    assert_eq!(fill(&mut walk, Slot(2)).0, 10);
    assert_eq!(fill(&mut walk, Slot::SUPPLEMENT).0, 10);
}

#[test]
fn what_is_taken_away_no_longer_counts_and_is_kept_for_the_record() {
    let mut walk = a_draft();
    walk.upload(Slot(2)).unwrap();
    let id = walk.order.current_files(Slot(2)).next().unwrap().id.clone();
    let remove = Action::RemoveFile { file: id.clone() };
    let whats = applicant_does(&mut walk, remove.clone());
    assert_eq!(whats, [What::FileRemoved { file: id.clone() }]);
    assert!(walk.order.files[&id].replaced);
    let gone = Refusal::NoSuchFile { file: id };
    assert_eq!(applicant_may_not(&walk, remove), gone);
}

#[test]
fn a_file_that_never_was_cannot_be_taken_away() {
    let file = FileId::new("nowhere");
    assert_eq!(
        applicant_may_not(&a_draft(), Action::RemoveFile { file: file.clone() }),
        Refusal::NoSuchFile { file }
    );
}

#[test]
fn nothing_is_uploaded_or_taken_away_while_the_order_is_paid_for() {
    let walk = at("BRU", Business::PpRenew, Status::PendingPayment);
    let wrong = Refusal::WrongStatus {
        status: Status::PendingPayment,
        possible_in: vec![Status::Draft, Status::Supplement],
    };
    assert_eq!(applicant_may_not(&walk, add(walk.file(Slot(2)))), wrong);
    let file = walk.order.photo().unwrap().id.clone();
    assert_eq!(applicant_may_not(&walk, Action::RemoveFile { file }), wrong);
}

//! 邮件上传: what the clockwork attaches to the order a mail names.

use super::{applicant_may_not, at, follows, moved, post_with, refused, told};
use lingshi_rules::business::Business;
use lingshi_rules::ids::FileId;
use lingshi_rules::life::event::What;
use lingshi_rules::life::refusal::Side;
use lingshi_rules::life::{Action, Notice, Refusal, Status, TransitionId};
use lingshi_rules::order::files::{FileSource, Judgement, OrderFile, Slot, Verdict};
use lingshi_rules::order::reasons::MaterialReason;
use lingshi_rules::people::{Actor, By};
use lingshi_rules::walk::Walk;

const TWO_MB: u64 = 2 * 1024 * 1024;

fn asked() -> Walk<'static> {
    at("BRU", Business::PpRenew, Status::Supplement)
}

fn attachment(walk: &Walk<'_>, name: &str) -> OrderFile {
    OrderFile {
        id: FileId::new(name),
        sha256: format!("sha-{name}"),
        ..walk.file(Slot(2))
    }
}

fn mail(files: &[OrderFile]) -> Action {
    Action::AttachMail {
        files: files.to_vec(),
    }
}

fn added(walk: &Walk<'_>, file: &OrderFile) -> What {
    let file = Box::new(OrderFile {
        slot: Slot::OTHER,
        source: FileSource::Mail,
        uploaded_at: walk.now,
        ..file.clone()
    });
    What::FileAdded { file }
}

fn back() -> [What; 3] {
    [
        What::SupplementReturned,
        moved(TransitionId::T05, Status::Supplement, Status::FirstReview),
        told(Notice::N04),
    ]
}

fn unfit(walk: &Walk<'_>, file: &OrderFile, reason: MaterialReason) -> What {
    What::FileJudged {
        file: file.id.clone(),
        judgement: Judgement {
            verdict: Verdict::Unfit,
            photo: Vec::new(),
            material: vec![reason],
            by: By::System,
            at: walk.now,
        },
    }
}

fn attached(walk: &mut Walk<'_>, files: &[OrderFile]) -> Vec<What> {
    follows(walk, &Actor::System, mail(files))
}

#[test]
fn what_is_mailed_goes_to_other_materials_and_the_order_back_to_review() {
    let mut walk = asked();
    let file = attachment(&walk, "m1");
    let mut expected = vec![added(&walk, &file)];
    expected.extend(back());
    assert_eq!(attached(&mut walk, &[file]), expected);
    assert_eq!(walk.order.current_files(Slot::OTHER).count(), 1);
}

#[test]
fn mail_for_an_order_in_first_review_is_attached_and_nothing_moves() {
    let mut walk = at("BRU", Business::PpRenew, Status::FirstReview);
    let file = attachment(&walk, "m1");
    let expected = added(&walk, &file);
    assert_eq!(attached(&mut walk, &[file]), [expected]);
}

#[test]
fn mail_without_anything_new_changes_nothing() {
    let nothing = Refusal::NothingUploaded;
    let mut walk = asked();
    assert_eq!(refused(&walk, &Actor::System, mail(&[])), nothing);
    let known = OrderFile {
        sha256: walk.order.photo().unwrap().sha256.clone(),
        ..attachment(&walk, "m1")
    };
    assert_eq!(refused(&walk, &Actor::System, mail(&[known])), nothing);
    let file = attachment(&walk, "m2");
    attached(&mut walk, std::slice::from_ref(&file));
    assert_eq!(refused(&walk, &Actor::System, mail(&[file])), nothing);
}

#[test]
fn a_picture_sent_twice_is_kept_once() {
    let mut walk = asked();
    let first = attachment(&walk, "m1");
    let twin = OrderFile {
        id: FileId::new("m2"),
        ..first.clone()
    };
    let mut expected = vec![added(&walk, &first)];
    expected.extend(back());
    assert_eq!(attached(&mut walk, &[first, twin]), expected);
}

#[test]
fn a_picture_taken_away_before_may_be_mailed_again() {
    let mut walk = asked();
    walk.upload(Slot(2)).unwrap();
    let old = walk.order.current_files(Slot(2)).next().unwrap().clone();
    let file = old.id.clone();
    walk.by_applicant(Action::RemoveFile { file }).unwrap();
    let again = OrderFile {
        sha256: old.sha256,
        ..attachment(&walk, "m1")
    };
    assert_eq!(attached(&mut walk, &[again]).len(), 4);
}

#[test]
fn an_attachment_stays_below_two_megabytes_or_is_kept_as_unfit() {
    let mut walk = asked();
    let fits = OrderFile {
        bytes: TWO_MB - 1,
        ..attachment(&walk, "m1")
    };
    let large = OrderFile {
        bytes: TWO_MB,
        ..attachment(&walk, "m2")
    };
    let mut expected = vec![
        added(&walk, &fits),
        added(&walk, &large),
        unfit(&walk, &large, MaterialReason::TooLarge),
    ];
    expected.extend(back());
    assert_eq!(attached(&mut walk, &[fits, large]), expected);
}

#[test]
fn a_mail_of_unfit_attachments_alone_is_not_a_supplement_and_is_answered() {
    let mut walk = asked();
    let pdf = OrderFile {
        mime: "application/pdf".into(),
        ..attachment(&walk, "m1")
    };
    let expected = [
        added(&walk, &pdf),
        unfit(&walk, &pdf, MaterialReason::WrongType),
        told(Notice::N04b),
    ];
    assert_eq!(attached(&mut walk, &[pdf]), expected);
    assert_eq!(walk.order.status, Status::Supplement);
}

#[test]
fn a_post_may_take_pdf_by_mail() {
    let mut walk = asked();
    walk.policy = post_with("BRU", |p| p.supplement.mail_pdf = true);
    let pdf = OrderFile {
        mime: "application/pdf".into(),
        ..attachment(&walk, "m1")
    };
    assert_eq!(attached(&mut walk.clone(), &[pdf]).len(), 4);
    let html = OrderFile {
        mime: "text/html".into(),
        ..attachment(&walk, "m2")
    };
    let expected = unfit(&walk, &html, MaterialReason::WrongType);
    assert_eq!(attached(&mut walk, &[html])[1], expected);
}

#[test]
fn how_large_an_attachment_may_be_is_the_posts() {
    let mut walk = asked();
    walk.policy = post_with("BRU", |p| p.supplement.mail_attachment_max = 1000);
    let with = |bytes, name: &str| OrderFile {
        bytes,
        ..attachment(&asked(), name)
    };
    assert_eq!(attached(&mut walk.clone(), &[with(999, "m1")]).len(), 4);
    assert_eq!(attached(&mut walk, &[with(1000, "m1")]).len(), 3);
}

#[test]
fn empty_attachments_and_known_ids_are_not_taken() {
    let walk = asked();
    let empty = OrderFile {
        bytes: 0,
        ..attachment(&walk, "m1")
    };
    let most = TWO_MB - 1;
    assert_eq!(
        refused(&walk, &Actor::System, mail(&[empty])),
        Refusal::FileNotTaken { most }
    );
    let file = walk.order.photo().unwrap().id.clone();
    let known = attachment(&walk, file.as_str());
    assert_eq!(
        refused(&walk, &Actor::System, mail(&[known])),
        Refusal::FileKnown { file }
    );
}

#[test]
fn applicants_attach_no_mail_themselves() {
    let walk = asked();
    let side = vec![Side::System];
    let action = mail(&[attachment(&walk, "m1")]);
    assert_eq!(applicant_may_not(&walk, action), Refusal::NotFor { side });
}

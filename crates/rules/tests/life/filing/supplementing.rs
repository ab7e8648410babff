//! 补充材料 (T05, T06): uploading, finishing, overdue.

use super::{applicant_does, applicant_may_not, at, at_post, follows, moved, officer_does};
use super::{officer_may_not, post_with, refused, told};
use lingshi_rules::business::Business;
use lingshi_rules::life::event::What;
use lingshi_rules::life::reasons::{Pick, Refusing, RejectReason, SupplementReason};
use lingshi_rules::life::{Action, Notice, Refusal, Status, TransitionId};
use lingshi_rules::order::files::{FileSource, Slot};
use lingshi_rules::order::review::SupplementAsked;
use lingshi_rules::people::{Actor, By, Role};
use lingshi_rules::values::instant::Day;
use lingshi_rules::walk::{self, Walk};
use std::collections::{BTreeMap, BTreeSet};

fn pick(reason: SupplementReason) -> Pick {
    Pick {
        reason,
        photo: Vec::new(),
        words: BTreeMap::new(),
    }
}

fn ask(picks: Vec<Pick>, slots: &[u8], due_days: Option<u16>, words: Option<&str>) -> Action {
    Action::AskSupplement {
        picks,
        slots: slots.iter().copied().map(Slot).collect(),
        due_days,
        words: words.map(Into::into),
    }
}

fn data_page(due_days: Option<u16>) -> Action {
    ask(vec![pick(SupplementReason::S02)], &[2], due_days, None)
}

fn asked() -> Walk<'static> {
    at("BRU", Business::PpRenew, Status::Supplement)
}

fn in_days(walk: &Walk<'_>, n: u64) -> Day {
    walk.policy.local_day(walk.now) + chrono::Days::new(n)
}

#[test]
fn the_last_day_is_moved_and_the_applicant_told_again() {
    let mut walk = asked();
    let before = walk.order.review.supplement.clone().unwrap();
    let due = before.due + chrono::Days::new(1);
    let asked = SupplementAsked {
        due,
        ..before.clone()
    };
    assert_eq!(
        officer_does(
            &mut walk,
            Role::FirstReviewer,
            Action::ExtendSupplement { due }
        ),
        [
            What::SupplementAsked {
                asked: asked.clone()
            },
            told(Notice::N03 {
                picks: before.picks,
                words: None,
                due,
            }),
        ]
    );
    assert_eq!(walk.order.review.supplement, Some(asked));
    assert_eq!(walk.order.review.supplements, 1);
}

#[test]
fn it_is_moved_forward_only_and_not_beyond_the_most() {
    let mut walk = asked();
    let due = walk.order.review.supplement.as_ref().unwrap().due;
    let extend = |walk: &Walk<'_>, due| {
        officer_may_not(walk, Role::FirstReviewer, Action::ExtendSupplement { due })
    };
    let first = due + chrono::Days::new(1);
    assert_eq!(extend(&walk, due), Refusal::TooEarly { first });
    let last = in_days(&walk, 90);
    let beyond = last + chrono::Days::new(1);
    assert_eq!(extend(&walk, beyond), Refusal::TooLate { last });
    let due = last;
    let action = Action::ExtendSupplement { due };
    officer_does(&mut walk.clone(), Role::FirstReviewer, action);
    walk.now = walk.now.plus_days(40);
    let first = in_days(&walk, 0);
    assert_eq!(
        extend(&walk, first - chrono::Days::new(1)),
        Refusal::TooEarly { first }
    );
    let action = Action::ExtendSupplement { due: first };
    officer_does(&mut walk, Role::FirstReviewer, action);
}

#[test]
fn uploads_go_into_the_opened_slots_and_the_one_for_supplements() {
    let mut walk = asked();
    for slot in [Slot(2), Slot::SUPPLEMENT] {
        let file = walk.file(slot);
        let id = file.id.clone();
        applicant_does(
            &mut walk,
            Action::AddFile {
                file: Box::new(file),
            },
        );
        let file = &walk.order.files[&id];
        assert_eq!(file.source, FileSource::Online);
    }
    let slot = Slot(3);
    let file = Box::new(walk.file(slot));
    let not_open = Refusal::SlotNotOpen { slot };
    assert_eq!(applicant_may_not(&walk, Action::AddFile { file }), not_open);
}

#[test]
fn earlier_uploads_are_taken_away_from_opened_slots_alone() {
    let mut walk = asked();
    let photo = walk.order.photo().unwrap().id.clone();
    let slot = Slot::PHOTO;
    let remove = Action::RemoveFile { file: photo };
    assert_eq!(
        applicant_may_not(&walk, remove.clone()),
        Refusal::SlotNotOpen { slot }
    );
    walk.order.review.supplement.as_mut().unwrap().slots = vec![slot];
    assert_eq!(applicant_does(&mut walk, remove).len(), 1);
}

#[test]
fn finishing_sends_the_order_back_to_the_queue_with_its_return_time() {
    let mut walk = asked();
    walk.upload(Slot(2)).unwrap();
    let now = walk.now;
    assert_eq!(
        applicant_does(&mut walk, Action::FinishSupplement),
        [
            What::SupplementReturned,
            moved(TransitionId::T05, Status::Supplement, Status::FirstReview),
            told(Notice::N04),
        ]
    );
    assert_eq!(walk.order.review.supplement_back, Some(now));
    assert_eq!(walk.order.review.supplement, None);
}

#[test]
fn without_an_upload_since_it_was_asked_nothing_is_finished() {
    let mut walk = asked();
    let nothing = Refusal::NothingUploaded;
    assert_eq!(applicant_may_not(&walk, Action::FinishSupplement), nothing);
    walk.upload(Slot(2)).unwrap();
    let file = walk.order.current_files(Slot(2)).next().unwrap().id.clone();
    let mut taken_away = walk.clone();
    let action = Action::RemoveFile { file: file.clone() };
    taken_away.by_applicant(action).unwrap();
    assert_eq!(
        applicant_may_not(&taken_away, Action::FinishSupplement),
        nothing
    );
    let at = walk.order.review.supplement.as_ref().unwrap().at;
    walk.order.files.get_mut(&file).unwrap().uploaded_at = super::just_before(at);
    assert_eq!(applicant_may_not(&walk, Action::FinishSupplement), nothing);
    walk.order.files.get_mut(&file).unwrap().uploaded_at = at;
    assert_eq!(applicant_does(&mut walk, Action::FinishSupplement).len(), 3);
}

#[test]
fn the_day_after_the_last_day_the_order_ends_by_itself() {
    let mut walk = asked();
    let due = walk.order.review.supplement.as_ref().unwrap().due;
    walk.now = walk.policy.day_start(due);
    let first = due + chrono::Days::new(1);
    let expire = Action::ExpireSupplement;
    assert_eq!(
        refused(&walk, &Actor::System, expire.clone()),
        Refusal::TooEarly { first }
    );
    walk.now = walk.policy.day_start(first);
    let refusing = Refusing {
        reason: RejectReason::R08,
        words: BTreeMap::from([("due".into(), due.to_string())]),
    };
    let whats = follows(&mut walk, &Actor::System, expire);
    assert_eq!(
        whats[..3],
        [
            What::Refused {
                refusing: refusing.clone(),
                by: vec![By::System],
            },
            What::Moved {
                transition: TransitionId::T06,
                from: Status::Supplement,
                to: Status::Rejected,
                reason: Some("R08".into()),
                told: true,
            },
            told(Notice::N05 {
                refusing: refusing.clone()
            }),
        ]
    );
    assert_eq!(walk.order.review.refused, Some(refusing));
}

#[test]
fn where_the_post_decides_itself_nothing_ends_by_the_clock() {
    let policy = post_with("BRU", |p| p.supplement.overdue_rejects = false);
    let mut walk = at_post(policy, Business::PpRenew, Status::Supplement);
    walk.now = walk.now.plus_days(100);
    assert_eq!(
        refused(&walk, &Actor::System, Action::ExpireSupplement),
        Refusal::SwitchedOff
    );
}

#[test]
fn fields_are_corrected_only_where_the_post_allows_it_and_only_when_asked() {
    let mut walk = at("NYC", Business::PpRenew, Status::Supplement);
    let mut form = walk.order.form.clone();
    form.applicant.birthplace = "上海".into();
    let form = Box::new(form);
    let correct = || Action::CorrectForm { form: form.clone() };
    assert_eq!(applicant_may_not(&asked(), correct()), Refusal::SwitchedOff);
    let reviewing = at("NYC", Business::PpRenew, Status::FirstReview);
    assert_eq!(
        applicant_may_not(&reviewing, correct()),
        Refusal::WrongStatus {
            status: Status::FirstReview,
            possible_in: vec![Status::Supplement],
        }
    );
    let whats = applicant_does(&mut walk, correct());
    assert_eq!(whats, [What::FormFilled { form: form.clone() }]);
}

#[test]
fn a_correction_that_changes_a_fee_already_paid_says_so() {
    use lingshi_rules::post::policy::{PaymentKind, PickupMode};
    let mut walk = at("NYC", Business::PpRenew, Status::PendingPayment);
    let receipt = walk.receipt(PaymentKind::Wechat);
    let held = receipt.amount;
    walk.give(&Actor::System, Action::ConfirmOnlinePayment { receipt })
        .unwrap();
    walk.by(Role::FirstReviewer, data_page(None)).unwrap();
    let mut form = walk.order.form.clone();
    form.pickup.mode = PickupMode::InPerson;
    let form = Box::new(form);
    let whats = applicant_does(&mut walk, Action::CorrectForm { form });
    let due = lingshi_rules::values::Money::new(1800, held.currency);
    assert_eq!(
        whats[1..],
        [What::FeeSet { due }, told(Notice::N21 { due, held })]
    );
}

#[test]
fn asking_again_counts_and_opens_the_new_slots_alone() {
    let mut walk = asked();
    walk.upload(Slot(2)).unwrap();
    walk.by_applicant(Action::FinishSupplement).unwrap();
    let again = ask(vec![pick(SupplementReason::S03)], &[3], None, None);
    walk.by(Role::FirstReviewer, again).unwrap();
    assert_eq!(walk.order.review.supplements, 2);
    let slots: BTreeSet<Slot> = walk
        .order
        .review
        .supplement
        .iter()
        .flat_map(|s| s.slots.clone())
        .collect();
    assert_eq!(slots, BTreeSet::from([Slot(3)]));
    assert_eq!(walk.order.review.supplement_back, None);
}

#[test]
fn nobody_but_the_clockwork_lets_a_supplement_expire() {
    let walk = asked();
    let side = vec![lingshi_rules::life::refusal::Side::System];
    let refusal = refused(&walk, &walk::applicant(), Action::ExpireSupplement);
    assert_eq!(refusal, Refusal::NotFor { side });
}

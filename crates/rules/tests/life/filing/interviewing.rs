//! Who must be interviewed (§6.1), and asking for it (T07, T26).

use super::{at, day, moved, officer_does, officer_may_not, post_with, told};
use lingshi_rules::business::Business;
use lingshi_rules::life::event::What;
use lingshi_rules::life::refusal::TextOf;
use lingshi_rules::life::{
    Action, Notice, Refusal, Status, TransitionId, interview_causes, open_interview_causes,
};
use lingshi_rules::order::form::FaceCheck;
use lingshi_rules::order::interview::{
    HeldInterview, InterviewCause, InterviewResult, InterviewState,
};
use lingshi_rules::order::review::ClaimEnd;
use lingshi_rules::people::Role;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::post::policy::{Onsite, OnsiteAfter, Strength};
use lingshi_rules::walk::{self, Walk};
use std::collections::BTreeSet;

use InterviewCause as Cause;
use Strength::{May, Must, No};

fn causes_of(walk: &Walk<'_>) -> Vec<(Cause, Strength)> {
    let officer = walk::officer(walk.policy, Role::FirstReviewer);
    interview_causes(&walk.order, &walk.context(&officer))
}

fn open_of(walk: &Walk<'_>) -> Vec<Cause> {
    let officer = walk::officer(walk.policy, Role::FirstReviewer);
    open_interview_causes(&walk.order, &walk.context(&officer))
}

fn reviewing(business: Business) -> Walk<'static> {
    at("BRU", business, Status::FirstReview)
}

fn minor(business: Business) -> Walk<'static> {
    let mut walk = reviewing(business);
    walk.order.form.applicant.born = day(2010, 3, 3);
    walk
}

fn ask(causes: &[Cause]) -> Action {
    Action::RequireInterview {
        causes: causes.iter().copied().collect(),
    }
}

#[test]
fn an_adult_renewing_is_not_interviewed() {
    assert_eq!(causes_of(&reviewing(Business::PpRenew)), []);
}

#[test]
fn a_minors_first_document_must_and_another_may_be_interviewed() {
    for business in [Business::PpNew, Business::TdNew] {
        assert_eq!(causes_of(&minor(business)), [(Cause::Minor, Must)]);
    }
    let renewal = minor(Business::PpRenew);
    assert_eq!(causes_of(&renewal), [(Cause::Minor, May)]);
    assert_eq!(open_of(&renewal), []);
    assert_eq!(open_of(&minor(Business::PpNew)), [Cause::Minor]);
}

#[test]
fn age_is_counted_on_the_day_of_submission() {
    let mut walk = minor(Business::PpNew);
    walk.now = walk.now.plus_days(400);
    assert_eq!(causes_of(&walk), [(Cause::Minor, Must)]);
    walk.order.form.applicant.born = day(2010, 3, 2);
    assert_eq!(causes_of(&walk), []);
}

#[test]
fn a_reissue_must_be_interviewed() {
    for business in [Business::PpReissue, Business::TdReissue] {
        assert_eq!(causes_of(&reviewing(business)), [(Cause::Reissue, Must)]);
    }
}

#[test]
fn a_face_check_failed_or_skipped_must_be_made_good() {
    for face in [FaceCheck::Skipped, FaceCheck::Failed { times: 1 }] {
        let mut walk = reviewing(Business::PpRenew);
        walk.order.face_check = face;
        assert_eq!(causes_of(&walk), [(Cause::FaceCheck, Must)]);
    }
}

#[test]
fn emergency_and_pension_go_to_the_counter_and_not_to_an_interview() {
    let mut walk = reviewing(Business::TdEmerg);
    walk.order.face_check = FaceCheck::Skipped;
    assert_eq!(causes_of(&walk), []);
    let mut walk = at("BRU", Business::Pension, Status::PensionProcessing);
    walk.order.face_check = FaceCheck::Skipped;
    assert_eq!(causes_of(&walk), []);
}

#[test]
fn how_strongly_each_cause_asks_is_the_posts() {
    let with = |mut walk: Walk<'static>, change: fn(&mut PostPolicy)| {
        walk.policy = post_with("BRU", change);
        causes_of(&walk)
    };
    let first = minor(Business::PpNew);
    assert_eq!(with(first, |p| p.interview.minor_first = No), []);
    let other = minor(Business::PpRenew);
    assert_eq!(
        with(other, |p| p.interview.minor_other = Must),
        [(Cause::Minor, Must)]
    );
    let reissue = reviewing(Business::PpReissue);
    assert_eq!(
        with(reissue, |p| p.interview.reissue = May),
        [(Cause::Reissue, May)]
    );
    let mut skipped = reviewing(Business::PpRenew);
    skipped.order.face_check = FaceCheck::Skipped;
    assert_eq!(with(skipped, |p| p.interview.face_check = No), []);
}

#[test]
fn where_people_come_in_person_nobody_is_interviewed_by_video() {
    let mut walk = reviewing(Business::PpReissue);
    walk.policy = post_with("BRU", |p| {
        p.onsite = Some(Onsite {
            after: OnsiteAfter::SecondReview,
            fingerprints: true,
        });
    });
    assert_eq!(causes_of(&walk), []);
}

#[test]
fn what_an_officer_asked_for_must_be_and_is_not_named_twice() {
    let mut walk = minor(Business::PpRenew);
    walk.order.interview.causes = BTreeSet::from([Cause::Minor, Cause::Name]);
    assert_eq!(
        causes_of(&walk),
        [(Cause::Minor, Must), (Cause::Name, Must)]
    );
    assert_eq!(open_of(&walk), [Cause::Minor, Cause::Name]);
    walk.order.interview.state = InterviewState::Passed;
    assert_eq!(open_of(&walk), []);
}

#[test]
fn asking_for_an_interview_pushes_the_booking() {
    let mut walk = reviewing(Business::PpRenew);
    let causes = BTreeSet::from([Cause::Nationality]);
    assert_eq!(
        officer_does(&mut walk, Role::FirstReviewer, ask(&[Cause::Nationality])),
        [
            What::InterviewRequired {
                causes: causes.clone(),
            },
            moved(
                TransitionId::T07,
                Status::FirstReview,
                Status::InterviewToBook
            ),
            told(Notice::N06 {
                with_guardian: false,
            }),
            What::ClaimEnded {
                why: ClaimEnd::WorkDone,
            },
        ]
    );
    assert_eq!(walk.order.interview.causes, causes);
    assert_eq!(walk.order.interview.state, InterviewState::ToBook);
}

#[test]
fn the_guardian_of_a_minor_is_called_too() {
    let mut walk = minor(Business::PpRenew);
    let whats = officer_does(&mut walk, Role::FirstReviewer, ask(&[Cause::Minor]));
    let with_guardian = true;
    assert_eq!(whats[2], told(Notice::N06 { with_guardian }));
}

#[test]
fn an_interview_has_a_cause_and_is_not_for_emergencies() {
    let walk = reviewing(Business::PpRenew);
    let nothing = officer_may_not(&walk, Role::FirstReviewer, ask(&[]));
    assert_eq!(nothing, Refusal::NothingPicked);
    let walk = reviewing(Business::TdEmerg);
    let business = Business::TdEmerg;
    let refusal = officer_may_not(&walk, Role::FirstReviewer, ask(&[Cause::Other]));
    assert_eq!(refusal, Refusal::WrongBusiness { business });
}

fn back(reason: &str) -> Action {
    Action::ReturnToReview {
        reason: reason.into(),
    }
}

#[test]
fn an_order_waiting_to_be_booked_is_taken_back_into_review_with_a_reason() {
    let mut walk = at("BRU", Business::PpRenew, Status::InterviewToBook);
    let whats = officer_does(&mut walk, Role::Interviewer, back(" 已到馆见面 "));
    let returned = What::Moved {
        transition: TransitionId::T26,
        from: Status::InterviewToBook,
        to: Status::FirstReview,
        reason: Some("已到馆见面".into()),
        told: false,
    };
    assert!(whats.contains(&returned), "{whats:?}");
    assert_eq!(walk.order.status, Status::FirstReview);
}

#[test]
fn what_an_officer_asked_for_is_waived_and_what_the_rules_ask_for_stays() {
    let mut asked = at("BRU", Business::PpRenew, Status::InterviewToBook);
    officer_does(&mut asked, Role::Interviewer, back("已到馆见面"));
    assert!(asked.order.interview.causes.is_empty());
    assert_eq!(asked.order.interview.state, InterviewState::NotNeeded);
    asked.lead_to(Status::SecondReview).unwrap();
    let mut lost = at("BRU", Business::PpReissue, Status::InterviewToBook);
    officer_does(&mut lost, Role::Interviewer, back("已到馆见面"));
    let causes = vec![Cause::Reissue];
    let refusal = lost.by(Role::FirstReviewer, Action::Forward).err();
    assert_eq!(refusal, Some(Refusal::InterviewNeeded { causes }));
}

#[test]
fn a_supplement_that_came_after_the_interview_counts_however_often_it_is_sent_back() {
    let mut walk = reviewing(Business::PpRenew);
    walk.order.interview.state = InterviewState::NeedsMaterials;
    walk.order.interview.held = passed_before(&walk);
    let again = walk.by(Role::FirstReviewer, Action::Forward).err();
    assert_eq!(again, Some(Refusal::InterviewNotPassed));
    walk.by(
        Role::FirstReviewer,
        lingshi_rules::walk::ask_for_data_page(),
    )
    .unwrap();
    walk.advance().unwrap();
    assert_eq!(walk.order.status, Status::FirstReview);
    walk.advance().unwrap();
    assert_eq!(walk.order.status, Status::SecondReview);
    let comment = "请再核居留状况".to_owned();
    walk.by(Role::SecondReviewer, Action::SendBack { comment })
        .unwrap();
    walk.advance().unwrap();
    assert_eq!(walk.order.status, Status::SecondReview);
}

/// An interview held a minute ago that asked for materials.
fn passed_before(walk: &Walk<'_>) -> Vec<HeldInterview> {
    let mut other = at("BRU", Business::PpReissue, Status::SecondReview);
    let mut held = other.order.interview.held.remove(0);
    held.record.result = InterviewResult::NeedsMaterials;
    held.record.to = walk.now.plus_minutes(-1);
    held.record.from = walk.now.plus_minutes(-10);
    vec![held]
}

#[test]
fn the_reason_has_room_for_500_characters() {
    let walk = at("BRU", Business::PpRenew, Status::InterviewToBook);
    let text = TextOf::Reason;
    let refusal = |words: &str| officer_may_not(&walk, Role::Supervisor, back(words));
    assert_eq!(refusal("  "), Refusal::TextNeeded { text });
    let most = 500;
    assert_eq!(
        refusal(&"因".repeat(501)),
        Refusal::TextTooLong { text, most }
    );
    let mut walk = walk.clone();
    officer_does(&mut walk, Role::Supervisor, back(&"因".repeat(500)));
}

fn forward_after(state: InterviewState) -> Option<Refusal> {
    let mut walk = reviewing(Business::PpReissue);
    walk.order.interview.state = state;
    walk.by(Role::FirstReviewer, Action::Forward).err()
}

#[test]
fn an_order_goes_on_after_an_interview_passed_and_not_before() {
    use InterviewState as S;
    let causes = vec![Cause::Reissue];
    let needed = Some(Refusal::InterviewNeeded { causes });
    for state in [S::NotNeeded, S::ToBook, S::Booked, S::Queued, S::Missed] {
        assert_eq!(forward_after(state), needed, "{state:?}");
    }
    for state in [S::NeedsMaterials, S::NeedsVisit, S::Failed] {
        let refusal = Some(Refusal::InterviewNotPassed);
        assert_eq!(forward_after(state), refusal, "{state:?}");
    }
    assert_eq!(forward_after(S::Passed), None);
}

#[test]
fn materials_wanted_in_the_interview_and_sent_since_let_it_go_on() {
    let mut walk = at("BRU", Business::PpReissue, Status::InterviewBooked);
    walk.now = walk.order.interview.slot.unwrap().start;
    let mut record = super::recording::passed(&walk);
    record.result = lingshi_rules::order::interview::InterviewResult::NeedsMaterials;
    let to = record.to;
    let record = Box::new(record);
    let action = Action::RecordInterview { record };
    officer_does(&mut walk, Role::Interviewer, action);
    let not_passed = Refusal::InterviewNotPassed;
    let forward =
        |walk: &Walk<'static>| walk.clone().by(Role::FirstReviewer, Action::Forward).err();
    assert_eq!(forward(&walk), Some(not_passed.clone()));
    walk.by(
        Role::FirstReviewer,
        lingshi_rules::walk::ask_for_data_page(),
    )
    .unwrap();
    walk.advance().unwrap();
    officer_looks(&mut walk);
    assert_eq!(forward(&walk), None);
    let back = walk.order.changes.last_mut().unwrap();
    assert_eq!(back.transition, TransitionId::T05);
    back.at = to;
    assert_eq!(forward(&walk), Some(not_passed));
}

/// Judges what came, as a reviewer does before going on.
fn officer_looks(walk: &mut Walk<'_>) {
    let unjudged = walk.order.files.values().filter(|f| f.judgement.is_none());
    let ids: Vec<_> = unjudged.map(|f| f.id.clone()).collect();
    for file in ids {
        let reasons = Vec::new();
        walk.by(Role::FirstReviewer, Action::JudgeFile { file, reasons })
            .unwrap();
    }
}

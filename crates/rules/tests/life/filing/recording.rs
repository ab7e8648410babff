//! 面谈记录 (T11, T26): evidence, checklist, guardian, result.

use super::{at, at_post, day, just_after, officer_does, officer_may_not, post_with};
use lingshi_rules::business::Business;
use lingshi_rules::ids::FileId;
use lingshi_rules::life::event::What;
use lingshi_rules::life::refusal::TextOf;
use lingshi_rules::life::{Action, Refusal, Status, TransitionId};
use lingshi_rules::order::interview::{
    Answer, HeldInterview, InterviewMode, InterviewRecord, InterviewResult, InterviewState,
};
use lingshi_rules::people::Role;
use lingshi_rules::walk::{self, Walk};
use std::collections::BTreeSet;

/// A video interview in which everything was in order.
pub(super) fn passed(walk: &Walk<'_>) -> InterviewRecord {
    InterviewRecord {
        mode: InterviewMode::Video,
        from: walk.now.plus_minutes(-10),
        to: walk.now,
        lines: walk.all_in_order(InterviewMode::Video),
        screenshots: BTreeSet::from([FileId::new("shot-1")]),
        signed_record: false,
        guardian_present: false,
        result: InterviewResult::Passed,
        remark: None,
    }
}

fn in_the_slot() -> Walk<'static> {
    let mut walk = at("BRU", Business::PpRenew, Status::InterviewBooked);
    walk.now = walk.order.interview.slot.unwrap().start.plus_minutes(20);
    walk
}

fn recorded(record: InterviewRecord) -> Action {
    Action::RecordInterview {
        record: Box::new(record),
    }
}

fn refusal_in(walk: &Walk<'_>, change: impl FnOnce(&mut InterviewRecord)) -> Refusal {
    let mut record = passed(walk);
    change(&mut record);
    officer_may_not(walk, Role::Interviewer, recorded(record))
}

fn state_after(walk: &Walk<'_>, change: impl FnOnce(&mut InterviewRecord)) -> InterviewState {
    let (mut walk, mut record) = (walk.clone(), passed(walk));
    change(&mut record);
    officer_does(&mut walk, Role::Interviewer, recorded(record));
    walk.order.interview.state
}

#[test]
fn an_interview_is_recorded_and_the_order_returns_to_first_review() {
    let mut walk = in_the_slot();
    let record = passed(&walk);
    let interviewer = walk::officer(walk.policy, Role::Interviewer);
    let held = Box::new(HeldInterview {
        by: interviewer.by(),
        record: record.clone(),
    });
    assert_eq!(
        officer_does(&mut walk, Role::Interviewer, recorded(record)),
        [
            What::InterviewHeld { held: held.clone() },
            What::Moved {
                transition: TransitionId::T11,
                from: Status::InterviewBooked,
                to: Status::FirstReview,
                reason: Some("passed".into()),
                told: false,
            },
        ]
    );
    assert_eq!(walk.order.interview.held, [*held]);
    assert_eq!(walk.order.interview.slot, None);
}

#[test]
fn every_result_but_a_cut_line_returns_it_with_its_name() {
    use InterviewResult as R;
    use InterviewState as S;
    let results = [
        (R::Passed, S::Passed, "passed"),
        (R::NeedsMaterials, S::NeedsMaterials, "needs_materials"),
        (R::NeedsVisit, S::NeedsVisit, "needs_visit"),
        (R::Failed, S::Failed, "failed"),
    ];
    for (result, state, reason) in results {
        let mut walk = in_the_slot();
        let record = InterviewRecord {
            result,
            ..passed(&walk)
        };
        officer_does(&mut walk, Role::Interviewer, recorded(record));
        assert_eq!(walk.order.interview.state, state);
        assert_eq!(walk.order.status, Status::FirstReview);
        let change = walk.order.changes.last().unwrap();
        assert_eq!(change.reason.as_deref(), Some(reason));
    }
}

#[test]
fn a_video_leaves_at_least_as_many_screenshots_as_the_post_wants() {
    let walk = in_the_slot();
    let refusal = refusal_in(&walk, |r| r.screenshots.clear());
    assert_eq!(refusal, Refusal::ScreenshotNeeded { least: 1 });
    let strict = post_with("BRU", |p| p.interview.min_screenshots = 2);
    let mut walk = at_post(strict, Business::PpRenew, Status::InterviewToBook);
    let slot = walk.offer_slot();
    walk.by_applicant(Action::BookInterview { slot }).unwrap();
    let refusal = refusal_in(&walk, |_| {});
    assert_eq!(refusal, Refusal::ScreenshotNeeded { least: 2 });
    let state = state_after(&walk, |r| {
        r.screenshots.insert(FileId::new("shot-2"));
    });
    assert_eq!(state, InterviewState::Passed);
}

#[test]
fn without_video_the_officer_signs_the_record() {
    let modes = [
        InterviewMode::Telephone,
        InterviewMode::Counter,
        InterviewMode::Paper,
    ];
    let walk = in_the_slot();
    for mode in modes {
        let refusal = refusal_in(&walk, |r| r.mode = mode);
        assert_eq!(refusal, Refusal::SignedRecordNeeded, "{mode:?}");
        let state = state_after(&walk, |r| {
            r.mode = mode;
            r.lines = walk.all_in_order(mode);
            r.screenshots.clear();
            r.signed_record = true;
        });
        assert_eq!(state, InterviewState::Passed, "{mode:?}");
    }
}

#[test]
fn a_signature_is_no_screenshot() {
    let refusal = refusal_in(&in_the_slot(), |r| {
        r.screenshots.clear();
        r.signed_record = true;
    });
    assert_eq!(refusal, Refusal::ScreenshotNeeded { least: 1 });
}

#[test]
fn an_empty_checklist_records_nothing() {
    let refusal = refusal_in(&in_the_slot(), |r| r.lines.clear());
    assert_eq!(refusal, Refusal::ChecklistEmpty);
    let refusal = refusal_in(&in_the_slot(), |r| {
        r.lines.clear();
        r.result = InterviewResult::Failed;
    });
    assert_eq!(refusal, Refusal::ChecklistEmpty);
}

#[test]
fn who_passes_has_every_star_in_order() {
    let walk = in_the_slot();
    let answered = |given: &[(&str, Answer)]| {
        let mut lines = walk.all_in_order(InterviewMode::Video);
        for line in &mut lines {
            let found = given.iter().find(|(item, _)| *item == line.item);
            line.answer = found.map_or(Answer::InOrder, |(_, answer)| *answer);
        }
        lines
    };
    let lines = answered(&[
        ("C2", Answer::Problem),
        ("C4", Answer::NotApplicable),
        ("C5", Answer::Problem),
    ]);
    let items = vec!["C2".to_owned(), "C4".to_owned()];
    let refusal = refusal_in(&walk, |r| r.lines = lines.clone());
    assert_eq!(refusal, Refusal::StarsOpen { items });
    let state = state_after(&walk, |r| {
        r.lines = lines;
        r.result = InterviewResult::Failed;
    });
    assert_eq!(state, InterviewState::Failed);
    let state = state_after(&walk, |r| r.lines = answered(&[("C5", Answer::Problem)]));
    assert_eq!(state, InterviewState::Passed);
}

/// Booked for somebody born sixteen years before submission, or a day later.
fn of_sixteen(days_later: u32) -> Walk<'static> {
    let mut walk = in_the_slot();
    let submitted = walk.order.age_day(walk.policy, walk.now);
    assert_eq!(submitted, day(2026, 3, 2));
    walk.order.form.applicant.born = day(2010, 3, 2 + days_later);
    walk
}

#[test]
fn below_sixteen_the_guardian_who_filed_is_there() {
    let minor = of_sixteen(1);
    assert_eq!(refusal_in(&minor, |_| {}), Refusal::GuardianNeeded);
    let state = state_after(&minor, |r| r.guardian_present = true);
    assert_eq!(state, InterviewState::Passed);
    let state = state_after(&minor, |r| r.result = InterviewResult::Failed);
    assert_eq!(state, InterviewState::Failed);
    assert_eq!(state_after(&of_sixteen(0), |_| {}), InterviewState::Passed);
}

#[test]
fn a_record_ends_after_it_begins_and_not_in_the_future() {
    let walk = in_the_slot();
    let wrong = |from, to| Refusal::WrongMoment { from, to };
    let later = just_after(walk.now);
    let refusal = refusal_in(&walk, |r| (r.from, r.to) = (later, walk.now));
    assert_eq!(refusal, wrong(later, walk.now));
    let refusal = refusal_in(&walk, |r| r.to = later);
    assert_eq!(refusal, wrong(walk.now.plus_minutes(-10), walk.now));
    let state = state_after(&walk, |r| r.from = r.to);
    assert_eq!(state, InterviewState::Passed);
}

#[test]
fn a_remark_has_room_for_4000_characters() {
    let walk = in_the_slot();
    let (text, most) = (TextOf::Note, 4000);
    let refusal = refusal_in(&walk, |r| r.remark = Some("记".repeat(4001)));
    assert_eq!(refusal, Refusal::TextTooLong { text, most });
    let state = state_after(&walk, |r| r.remark = Some("记".repeat(4000)));
    assert_eq!(state, InterviewState::Passed);
}

#[test]
fn who_has_booked_nothing_may_be_heard_by_telephone_but_not_by_video() {
    let mut walk = at("BRU", Business::PpRenew, Status::InterviewToBook);
    let refusal = refusal_in(&walk, |_| {});
    assert_eq!(refusal, Refusal::WrongInterviewMode);
    let record = InterviewRecord {
        mode: InterviewMode::Telephone,
        lines: walk.all_in_order(InterviewMode::Telephone),
        signed_record: true,
        ..passed(&walk)
    };
    let whats = officer_does(&mut walk, Role::Interviewer, recorded(record));
    assert_eq!(
        whats[1],
        What::Moved {
            transition: TransitionId::T26,
            from: Status::InterviewToBook,
            to: Status::FirstReview,
            reason: Some("passed".into()),
            told: false,
        }
    );
}

#[test]
fn a_telephone_call_cut_off_leaves_the_applicant_where_they_were() {
    let mut walk = at("BRU", Business::PpRenew, Status::InterviewToBook);
    let record = InterviewRecord {
        mode: InterviewMode::Telephone,
        result: InterviewResult::Interrupted,
        ..passed(&walk)
    };
    let whats = officer_does(&mut walk, Role::Interviewer, recorded(record));
    assert_eq!(whats.len(), 1);
    assert_eq!(walk.order.status, Status::InterviewToBook);
    assert_eq!(walk.order.interview.state, InterviewState::ToBook);
    assert_eq!(walk.order.interview.held.len(), 1);
}

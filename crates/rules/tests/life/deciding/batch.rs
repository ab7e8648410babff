//! 批量同意: each reason why an order is looked at one by one, alone.

use super::{
    approve, at, but, by, does, filed, plain_approval, refused, refusing, twelve_years_old,
};
use crate::posts;
use lingshi_rules::batch::{fits, sample_size, why_not};
use lingshi_rules::business::Business;
use lingshi_rules::checks::Check;
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::life::reasons::RejectReason;
use lingshi_rules::life::refusal::NotForBatch as Why;
use lingshi_rules::life::{Refusal, Status};
use lingshi_rules::order::form::{Annotation, AnnotationKind, FaceCheck};
use lingshi_rules::order::interview::{
    Answer, HeldInterview, InterviewCause, InterviewMode, InterviewRecord, InterviewResult,
    InterviewState,
};
use lingshi_rules::order::review::{
    Approval, CheckAnswer, DuplicateHit, HitLevel, HitResolution, Hold, OfficerValue, PriorityFlag,
    Proposal, Proposed, Reviewed, SettledHit,
};
use lingshi_rules::order::{Channel, Order};
use lingshi_rules::people::{By, Role};
use lingshi_rules::walk::Walk;
use std::collections::{BTreeMap, BTreeSet};

fn plain() -> Walk<'static> {
    at("NYC", Business::PpRenew, Status::SecondReview)
}

fn why(walk: &Walk<'_>) -> Vec<Why> {
    let second = by(walk, Role::SecondReviewer);
    why_not(&walk.order, &walk.context(&second))
}

/// Why a plain renewal with this change is not for a batch.
fn with(change: impl FnOnce(&mut Order)) -> Vec<Why> {
    let mut walk = plain();
    change(&mut walk.order);
    why(&walk)
}

fn someone() -> OfficerId {
    OfficerId::new("someone")
}

#[test]
fn a_plain_renewal_is_for_a_batch() {
    assert_eq!(why(&plain()), []);
}

#[test]
fn only_renewals_are() {
    assert_eq!(with(|o| o.business = Business::PpNew), [Why::Business]);
    assert_eq!(with(|o| o.business = Business::TdRenew), [Why::Business]);
}

#[test]
fn a_child_is_looked_at_alone() {
    let walk = filed(
        posts::post("NYC"),
        Business::PpRenew,
        Status::SecondReview,
        twelve_years_old,
    );
    assert_eq!(why(&walk), [Why::Minor]);
}

#[test]
fn so_is_somebody_of_hong_kong_macao_or_taiwan() {
    assert_eq!(with(|o| o.form.applicant.hkmotw = true), [Why::Hkmotw]);
}

#[test]
fn so_is_somebody_of_another_district() {
    assert_eq!(with(|o| o.own_district = false), [Why::District]);
}

#[test]
fn so_is_a_face_that_was_not_checked() {
    assert_eq!(
        with(|o| o.face_check = FaceCheck::Skipped),
        [Why::FaceCheck]
    );
    assert_eq!(
        with(|o| o.face_check = FaceCheck::Failed { times: 2 }),
        [Why::FaceCheck]
    );
}

#[test]
fn so_is_what_came_by_the_green_channel_or_comes_before_its_time() {
    for flag in [PriorityFlag::GreenChannel, PriorityFlag::Emergency] {
        let flagged = with(|o| {
            o.review.priority.insert(flag);
        });
        assert_eq!(flagged, [Why::GreenChannel]);
    }
    assert_eq!(
        with(|o| o.channel = Channel::GreenChannel),
        [Why::GreenChannel]
    );
    assert_eq!(with(|o| o.channel = Channel::MiniProgram), []);
}

#[test]
fn so_is_what_carries_a_flag() {
    let mut walk = plain();
    let (now, by) = (walk.now, someone());
    walk.order.review.hold = Some(Hold {
        by: by.clone(),
        at: now,
        reason: "等候".into(),
        until: now,
    });
    assert_eq!(why(&walk), [Why::Flagged]);
    let mut walk = plain();
    walk.order.review.proposal = Some(Proposal {
        what: Proposed::Reject {
            refusing: refusing(RejectReason::R13),
        },
        by: by.clone(),
        at: now,
        version: 1,
    });
    assert_eq!(why(&walk), [Why::Flagged]);
    let mut walk = plain();
    let value = OfficerValue {
        value: "上海".into(),
        reason: "笔误".into(),
        proposed_by: by.clone(),
        confirmed_by: by.clone(),
        at: now,
    };
    let field = "applicant.birthplace".to_owned();
    walk.order.review.officer_values.insert(field, value);
    assert_eq!(why(&walk), [Why::Flagged]);
}

#[test]
fn a_problem_among_the_answers_is_a_flag_and_another_answer_is_none() {
    let answered = |answer| {
        let mut walk = plain();
        let answer = CheckAnswer {
            answer,
            note: None,
            by: someone(),
            at: walk.now,
        };
        walk.order.review.checks.insert(Check::NameSpelling, answer);
        why(&walk)
    };
    assert_eq!(answered(Answer::Problem), [Why::Flagged]);
    assert_eq!(answered(Answer::NotApplicable), []);
}

#[test]
fn a_foreign_nationality_stated_is_a_flag() {
    let stated = |foreign| {
        with(|o| {
            if let Some(statement) = &mut o.form.statement {
                statement.foreign_nationality = foreign;
            }
        })
    };
    assert_eq!(stated(true), [Why::Flagged]);
    assert_eq!(stated(false), []);
}

#[test]
fn a_duplicate_hit_counts_settled_or_not() {
    let hit = DuplicateHit {
        key: "x".into(),
        level: HitLevel::C,
        post: PostCode::new("SFO"),
        tail: "0001".into(),
    };
    let mut walk = plain();
    walk.facts.hits = vec![hit.clone()];
    assert_eq!(why(&walk), [Why::Duplicate]);
    walk.facts.hits.clear();
    let settled = SettledHit {
        hit,
        resolution: HitResolution::NotSame,
        reason: "双胞胎".into(),
        by: someone(),
        at: walk.now,
    };
    walk.order.review.hits.insert("x".into(), settled);
    assert_eq!(why(&walk), [Why::Duplicate]);
}

#[test]
fn a_new_annotation_is_looked_at_alone_and_one_carried_over_is_not() {
    let annotated = |on_old_passport| {
        with(|o| {
            let name = o.form.applicant.name.clone();
            o.form.annotations = vec![Annotation {
                kind: AnnotationKind::FormerName,
                name,
                on_old_passport,
                extra: BTreeMap::new(),
            }];
        })
    };
    assert_eq!(annotated(false), [Why::Annotation]);
    assert_eq!(annotated(true), []);
}

#[test]
fn whatever_was_to_be_interviewed_is_looked_at_alone() {
    assert_eq!(
        with(|o| o.interview.state = InterviewState::Passed),
        [Why::Interviewed]
    );
    assert_eq!(
        with(|o| {
            o.interview.causes.insert(InterviewCause::Other);
        }),
        [Why::Interviewed]
    );
    let mut walk = plain();
    let record = InterviewRecord {
        mode: InterviewMode::Telephone,
        from: walk.now,
        to: walk.now,
        lines: vec![],
        screenshots: BTreeSet::new(),
        signed_record: true,
        guardian_present: false,
        result: InterviewResult::Passed,
        remark: None,
    };
    walk.order.interview.held = vec![HeldInterview {
        by: By::System,
        record,
    }];
    assert_eq!(why(&walk), [Why::Interviewed]);
}

#[test]
fn nobody_batches_what_they_forwarded_themselves() {
    let mut walk = plain();
    let at = walk.now;
    let by = OfficerId::new("second_reviewer");
    walk.order.review.forwarded.push(Reviewed { by, at });
    assert_eq!(why(&walk), [Why::OwnReview]);
}

#[test]
fn every_reason_is_said_in_order() {
    let all = with(|o| {
        o.business = Business::TdNew;
        o.own_district = false;
        o.form.applicant.hkmotw = true;
        o.face_check = FaceCheck::Skipped;
    });
    assert_eq!(
        all,
        [Why::Business, Why::Hkmotw, Why::District, Why::FaceCheck]
    );
}

#[test]
fn an_approval_signed_in_a_batch_keeps_its_number_and_one_not_for_it_is_refused() {
    let mut walk = plain();
    let second = by(&walk, Role::SecondReviewer);
    let approval = Approval {
        batch: Some("2026-03-02-1".into()),
        ..plain_approval(&walk)
    };
    walk.order.own_district = false;
    assert_eq!(
        refused(&mut walk, &second, approve(approval.clone())),
        Refusal::NotForBatch {
            why: vec![Why::District]
        }
    );
    walk.order.own_district = true;
    does(&mut walk, &second, approve(approval.clone()));
    assert_eq!(walk.order.review.approval, Some(approval));
    // Alone it is approved all the same.
    let mut walk = plain();
    walk.order.own_district = false;
    let alone = plain_approval(&walk);
    does(&mut walk, &second, approve(alone));
    assert_eq!(walk.order.status, Status::ToMake);
}

#[test]
fn a_batch_has_a_size_and_a_sample() {
    let policy = posts::post("NYC");
    let fitting: Vec<_> = [0, 1, 50, 51].map(|n| fits(n, policy)).into();
    assert_eq!(fitting, [false, true, true, false]);
    let samples: Vec<_> = [3, 5, 6, 50].map(|n| sample_size(n, policy)).into();
    assert_eq!(samples, [3, 5, 5, 5]);
    let careful = but("NYC", |p| {
        p.review.batch_max = 2;
        p.review.batch_sample = 1;
    });
    assert!(!fits(3, careful));
    assert_eq!(sample_size(2, careful), 1);
}

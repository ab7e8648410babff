//! 转复审 (T12).

use super::{at, but, by, claim_done, does, filed, id, moved, refused, told, twelve_years_old};
use crate::posts;
use lingshi_rules::business::Business;
use lingshi_rules::ids::FileId;
use lingshi_rules::life::{Action, Notice, Refusal, Status, TransitionId as T, What};
use lingshi_rules::order::files::Slot;
use lingshi_rules::order::form::FaceCheck;
use lingshi_rules::order::interview::{InterviewCause, InterviewState};
use lingshi_rules::order::originals::{Original, OriginalsState};
use lingshi_rules::order::review::{ProposalKind, Reviewed};
use lingshi_rules::people::Role;
use lingshi_rules::post::policy::{Onsite, OnsiteAfter};
use std::collections::BTreeSet;

#[test]
fn forwarding_tells_the_applicant_and_gives_the_order_back() {
    let mut walk = at("NYC", Business::PpRenew, Status::FirstReview);
    let (reviewer, now) = (by(&walk, Role::FirstReviewer), walk.now);
    assert_eq!(
        does(&mut walk, &reviewer, Action::Forward),
        [
            What::Forwarded { by: id(&reviewer) },
            moved(T::T12, Status::FirstReview, Status::SecondReview, true),
            told(Notice::N10 {
                send: BTreeSet::new()
            }),
            claim_done(),
        ]
    );
    let order = &walk.order;
    assert_eq!(order.status, Status::SecondReview);
    assert_eq!(order.status_since, now);
    let by = id(&reviewer);
    assert_eq!(order.review.forwarded, [Reviewed { by, at: now }]);
    assert_eq!(order.review.claim, None);
    assert_eq!(order.originals.state, OriginalsState::NotNeeded);
    let change = order.changes.last().unwrap();
    assert_eq!(change.transition, T::T12);
    let message = &order.messages[change.message.unwrap() as usize];
    assert_eq!(
        message.notice,
        Notice::N10 {
            send: BTreeSet::new()
        }
    );
}

#[test]
fn where_originals_are_sent_at_second_review_the_notice_says_so_at_once() {
    let mut walk = at("SFO", Business::TdRenew, Status::FirstReview);
    let reviewer = by(&walk, Role::FirstReviewer);
    let send = BTreeSet::from([
        Original::Slip,
        Original::OldDocument,
        Original::PaymentProof,
        Original::PaperPhotos,
        Original::ReturnEnvelope,
    ]);
    assert_eq!(
        does(&mut walk, &reviewer, Action::Forward),
        [
            What::Forwarded { by: id(&reviewer) },
            moved(T::T12, Status::FirstReview, Status::SecondReview, true),
            told(Notice::N10 { send }),
            What::OriginalsAwaited,
            claim_done(),
        ]
    );
    assert_eq!(walk.order.originals.state, OriginalsState::Awaited);
}

#[test]
fn a_missing_material_stops_the_order_and_is_named() {
    let mut walk = at("NYC", Business::PpRenew, Status::FirstReview);
    let reviewer = by(&walk, Role::FirstReviewer);
    walk.order.files.retain(|_, file| file.slot != Slot(2));
    walk.order.form.old_document.as_mut().unwrap().expires =
        Some(walk.context(&reviewer).today() + chrono::Months::new(13));
    assert_eq!(
        refused(&mut walk, &reviewer, Action::Forward),
        Refusal::MaterialMissing {
            slots: vec![Slot(2), Slot(20)]
        }
    );
}

#[test]
fn without_any_file_photo_and_data_page_are_named() {
    let mut walk = at("NYC", Business::PpRenew, Status::FirstReview);
    let reviewer = by(&walk, Role::FirstReviewer);
    walk.order.files.clear();
    assert_eq!(
        refused(&mut walk, &reviewer, Action::Forward),
        Refusal::MaterialMissing {
            slots: vec![Slot::PHOTO, Slot(2)]
        }
    );
}

#[test]
fn what_was_never_painted_before_the_reviewer_cannot_be_passed() {
    let mut walk = at("NYC", Business::PpRenew, Status::FirstReview);
    let reviewer = by(&walk, Role::FirstReviewer);
    let all: Vec<FileId> = walk.order.files.keys().cloned().collect();
    let mut command = walk.command(&reviewer, Action::Forward);
    command.looked_at = BTreeSet::from([FileId::new("another")]);
    assert_eq!(
        walk.give_command(&reviewer, &command)
            .map(drop)
            .unwrap_err(),
        Refusal::NotLookedAt { files: all.clone() }
    );
    command.looked_at = all.into_iter().collect();
    walk.give_command(&reviewer, &command).unwrap();
    assert_eq!(walk.order.status, Status::SecondReview);
}

#[test]
fn a_lost_passport_is_not_forwarded_without_an_interview() {
    let mut walk = at("NYC", Business::PpReissue, Status::FirstReview);
    let reviewer = by(&walk, Role::FirstReviewer);
    assert_eq!(
        refused(&mut walk, &reviewer, Action::Forward),
        Refusal::InterviewNeeded {
            causes: vec![InterviewCause::Reissue]
        }
    );
}

#[test]
fn a_childs_renewal_needs_an_interview_only_where_the_post_says_must() {
    let forwarded = |post: &str| {
        let mut walk = filed(
            posts::post(post),
            Business::PpRenew,
            Status::FirstReview,
            twelve_years_old,
        );
        let reviewer = by(&walk, Role::FirstReviewer);
        walk.give(&reviewer, Action::Forward).map(drop)
    };
    assert_eq!(forwarded("NYC"), Ok(()));
    assert_eq!(
        forwarded("LAX"),
        Err(Refusal::InterviewNeeded {
            causes: vec![InterviewCause::Minor]
        })
    );
}

#[test]
fn a_skipped_face_check_asks_for_an_interview() {
    let mut walk = at("NYC", Business::PpRenew, Status::FirstReview);
    let reviewer = by(&walk, Role::FirstReviewer);
    walk.order.face_check = FaceCheck::Skipped;
    assert_eq!(
        refused(&mut walk, &reviewer, Action::Forward),
        Refusal::InterviewNeeded {
            causes: vec![InterviewCause::FaceCheck]
        }
    );
}

#[test]
fn a_failed_interview_stops_the_order() {
    for state in [
        InterviewState::Failed,
        InterviewState::NeedsVisit,
        InterviewState::NeedsMaterials,
    ] {
        let mut walk = at("NYC", Business::PpRenew, Status::FirstReview);
        let reviewer = by(&walk, Role::FirstReviewer);
        walk.order.interview.state = state;
        assert_eq!(
            refused(&mut walk, &reviewer, Action::Forward),
            Refusal::InterviewNotPassed
        );
    }
}

#[test]
fn an_emergency_document_goes_on_by_proposal_alone() {
    let mut walk = at("BRU", Business::TdEmerg, Status::FirstReview);
    let reviewer = by(&walk, Role::FirstReviewer);
    assert_eq!(
        refused(&mut walk, &reviewer, Action::Forward),
        Refusal::ProposalNeeded {
            kind: ProposalKind::Emergency
        }
    );
}

#[test]
fn at_a_post_like_london_first_review_leads_to_a_visit() {
    let policy = but("NYC", |p| {
        p.onsite = Some(Onsite {
            after: OnsiteAfter::FirstReview,
            fingerprints: true,
        });
    });
    let mut walk = super::on(policy, Business::PpRenew, Status::FirstReview);
    let reviewer = by(&walk, Role::FirstReviewer);
    assert_eq!(
        does(&mut walk, &reviewer, Action::Forward),
        [
            What::Forwarded { by: id(&reviewer) },
            moved(T::T24, Status::FirstReview, Status::OnsiteToBook, true),
            told(Notice::N17 { fingerprints: true }),
            claim_done(),
        ]
    );
}

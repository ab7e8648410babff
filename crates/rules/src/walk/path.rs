//! The way to each state: the shortest row of commands a real order would be given.

use super::{Walk, ask_for_data_page, face_passed, officer, refuse_as_abroad};
use crate::business::Business;
use crate::checks::{self, Line, Verdict};
use crate::life::{Action, Refusal, Status, fitting_validities, make_gate, open_interview_causes};
use crate::order::files::{OrderFile, Slot};
use crate::order::interview::{
    Answer, InterviewCause, InterviewMode, InterviewRecord, InterviewResult,
};
use crate::order::making::Collector;
use crate::order::originals::{Intake, Verification};
use crate::order::payment::{PaymentMode, Receipt, ReceiptState};
use crate::order::review::{Approval, Proposed, Validity};
use crate::people::{Actor, Role};
use crate::post::PostPolicy;
use crate::post::policy::{MailInTrigger, PaymentKind, PickupMode, WeekdayName};
use crate::values::Instant;
use crate::values::instant::Day;
use chrono::{Datelike, Days, NaiveTime, Weekday};
use std::collections::BTreeSet;

type Step = Result<(), Refusal>;

/// A working morning at the post, for a world that has to begin somewhere.
pub(super) fn first_morning(policy: &PostPolicy) -> Instant {
    let begin = Day::from_ymd_opt(2026, 3, 2).unwrap_or_default();
    let working = |day: &Day| {
        policy
            .hours
            .working_days
            .contains(&WeekdayName::from(day.weekday()))
            && day.weekday() != Weekday::Sun
    };
    let day = (0..7)
        .map(|n| begin + Days::new(n))
        .find(working)
        .unwrap_or(begin);
    let nine = NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default();
    policy.local_instant(day, nine).instant()
}

/// Leads a new order to a state.
pub(super) fn to(
    policy: &PostPolicy,
    business: Business,
    status: Status,
) -> Result<Walk<'_>, Refusal> {
    let mut walk = Walk::begin(policy, business)?;
    lead(&mut walk, status)?;
    Ok(walk)
}

/// Leads an order that was begun to a state.
pub(super) fn lead(walk: &mut Walk<'_>, status: Status) -> Step {
    let business = walk.order.business;
    let aside = match status {
        Status::Expired => Some(Status::PendingPayment),
        Status::Supplement
        | Status::Rejected
        | Status::InterviewToBook
        | Status::InterviewBooked => Some(Status::FirstReview),
        Status::Cancelled if business.is_reissue() || business == Business::TdEmerg => {
            Some(Status::PendingPayment)
        }
        Status::Cancelled => Some(Status::FirstReview),
        Status::PensionFail => Some(Status::PensionProcessing),
        Status::OnsiteToBook | Status::OnsiteBooked => None,
        Status::Draft
        | Status::PendingPayment
        | Status::FirstReview
        | Status::SecondReview
        | Status::ToMake
        | Status::Made
        | Status::ToCollect
        | Status::ToMail
        | Status::Done
        | Status::PensionProcessing
        | Status::PensionOk => None,
    };
    forward_to(walk, aside.unwrap_or(status))?;
    if aside.is_some() {
        leave_for(walk, status)?;
    }
    Ok(())
}

/// How far an order comes by itself, and what stopped it there.
pub(super) fn stuck(policy: &PostPolicy, business: Business) -> Option<(Status, Refusal)> {
    let mut walk = Walk::begin(policy, business).ok()?;
    let stopped = forward_to(&mut walk, Status::Done).err()?;
    Some((walk.order.status, stopped))
}

/// One state after the other until it is reached, or the way ends.
fn forward_to(walk: &mut Walk<'_>, status: Status) -> Step {
    // No order takes more steps than there are states twice over.
    for _ in 0..40 {
        if walk.order.status == status {
            return prepare(walk);
        }
        if walk.order.status.is_terminal() {
            return Ok(());
        }
        next(walk)?;
    }
    Ok(())
}

/// The work an officer has done before deciding, so that the decision is what stands open.
fn prepare(walk: &mut Walk<'_>) -> Step {
    match walk.order.status {
        Status::FirstReview => review(walk),
        Status::Draft => fill(walk),
        Status::PendingPayment
        | Status::Supplement
        | Status::InterviewToBook
        | Status::InterviewBooked
        | Status::OnsiteToBook
        | Status::OnsiteBooked
        | Status::SecondReview
        | Status::ToMake
        | Status::Made
        | Status::ToCollect
        | Status::ToMail
        | Status::Done
        | Status::Rejected
        | Status::Cancelled
        | Status::Expired
        | Status::PensionProcessing
        | Status::PensionOk
        | Status::PensionFail => Ok(()),
    }
}

/// What is done next on the straight way.
pub(super) fn next(walk: &mut Walk<'_>) -> Step {
    match walk.order.status {
        Status::Draft => {
            fill(walk)?;
            walk.by_applicant(Action::Submit).map(drop)
        }
        Status::PendingPayment => pay_for_submission(walk),
        Status::FirstReview => first_review(walk),
        Status::Supplement => {
            let since = walk.order.status_since;
            let brought = |file: &OrderFile| file.uploaded_at >= since;
            if !walk.order.current_files(Slot::SUPPLEMENT).any(brought) {
                walk.upload(Slot::SUPPLEMENT)?;
            }
            walk.by_applicant(Action::FinishSupplement).map(drop)
        }
        Status::InterviewToBook => {
            let slot = walk.offer_slot();
            walk.by_applicant(Action::BookInterview { slot }).map(drop)
        }
        Status::InterviewBooked => interview(walk),
        Status::OnsiteToBook => {
            let at = walk.offer_slot().start;
            walk.by_applicant(Action::BookVisit { at }).map(drop)
        }
        Status::OnsiteBooked => walk
            .by(
                Role::Counter,
                Action::RecordVisit {
                    fingerprints: false,
                    identity_agrees: true,
                },
            )
            .map(drop),
        Status::SecondReview => second_review(walk),
        Status::ToMake => make(walk),
        Status::Made => ready(walk),
        Status::ToCollect => hand_over(walk),
        Status::ToMail => mail_out(walk),
        Status::PensionProcessing => walk
            .give(&Actor::PensionAuthority, Action::AnswerPension { ok: true })
            .map(drop),
        Status::Done
        | Status::Rejected
        | Status::Cancelled
        | Status::Expired
        | Status::PensionOk
        | Status::PensionFail => Ok(()),
    }
}

/// Off the straight way.
fn leave_for(walk: &mut Walk<'_>, status: Status) -> Step {
    match status {
        Status::Expired => {
            walk.wait_minutes(i64::from(walk.policy.payment.countdown_minutes));
            walk.give(&Actor::System, Action::ExpirePayment).map(drop)
        }
        Status::Supplement => walk.by(Role::FirstReviewer, ask_for_data_page()).map(drop),
        Status::Rejected => walk.by(Role::FirstReviewer, refuse_as_abroad()).map(drop),
        Status::Cancelled => walk
            .by_applicant(Action::Cancel {
                written_request: None,
            })
            .map(drop),
        Status::InterviewToBook => require_interview(walk),
        Status::InterviewBooked => {
            require_interview(walk)?;
            next(walk)
        }
        Status::PensionFail => walk
            .give(
                &Actor::PensionAuthority,
                Action::AnswerPension { ok: false },
            )
            .map(drop),
        Status::Draft
        | Status::PendingPayment
        | Status::FirstReview
        | Status::OnsiteToBook
        | Status::OnsiteBooked
        | Status::SecondReview
        | Status::ToMake
        | Status::Made
        | Status::ToCollect
        | Status::ToMail
        | Status::Done
        | Status::PensionProcessing
        | Status::PensionOk => Ok(()),
    }
}

fn fill(walk: &mut Walk<'_>) -> Step {
    walk.upload_mandatory()?;
    if !walk.order.face_check.is_passed() {
        walk.by_applicant(face_passed())?;
    }
    Ok(())
}

fn pay_for_submission(walk: &mut Walk<'_>) -> Step {
    let offline = walk.policy.payment.kinds.iter().any(|k| !k.is_online());
    if offline {
        return walk
            .by_applicant(Action::ChoosePayment {
                mode: PaymentMode::Offline,
            })
            .map(drop);
    }
    let receipt = walk.receipt(PaymentKind::Wechat);
    walk.give(&Actor::System, Action::ConfirmOnlinePayment { receipt })
        .map(drop)
}

/// Everything looked at and in order.
fn review(walk: &mut Walk<'_>) -> Step {
    let unjudged: Vec<_> = walk
        .order
        .files
        .values()
        .filter(|f| f.judgement.is_none())
        .map(|f| f.id.clone())
        .collect();
    for file in unjudged {
        walk.by(
            Role::FirstReviewer,
            Action::JudgeFile {
                file,
                reasons: Vec::new(),
            },
        )?;
    }
    answer_checks(walk)
}

/// Every check answered; what the program found wrong is explained.
fn answer_checks(walk: &mut Walk<'_>) -> Step {
    let reviewer = officer(walk.policy, Role::FirstReviewer);
    let lines = checks::list(&walk.order, &walk.context(&reviewer));
    let open = |line: &Line| line.to_answer && !walk.order.review.checks.contains_key(&line.check);
    let open: Vec<Line> = lines.into_iter().filter(open).collect();
    for line in open {
        let wrong = line.finding.is_some_and(|f| f.verdict == Verdict::Problem);
        let action = Action::AnswerCheck {
            check: line.check,
            answer: Answer::InOrder,
            note: wrong.then(|| "已向申请人核实".into()),
        };
        walk.give(&reviewer, action)?;
    }
    Ok(())
}

fn first_review(walk: &mut Walk<'_>) -> Step {
    review(walk)?;
    let reviewer = officer(walk.policy, Role::FirstReviewer);
    if !open_interview_causes(&walk.order, &walk.context(&reviewer)).is_empty() {
        return require_interview(walk);
    }
    if walk.order.business == Business::TdEmerg {
        if walk.order.review.proposal.is_none() {
            let approval = approval(walk);
            let proposed = Box::new(Proposed::Emergency { approval });
            walk.give(&reviewer, Action::Propose { proposed })?;
        }
        return walk
            .by(Role::SecondReviewer, Action::ConfirmProposal)
            .map(drop);
    }
    walk.give(&reviewer, Action::Forward).map(drop)
}

fn require_interview(walk: &mut Walk<'_>) -> Step {
    let causes = BTreeSet::from([InterviewCause::Identity]);
    walk.by(Role::FirstReviewer, Action::RequireInterview { causes })
        .map(drop)
}

fn interview(walk: &mut Walk<'_>) -> Step {
    let Some(slot) = walk.order.interview.slot else {
        return Ok(());
    };
    if walk.now < slot.start {
        walk.now = slot.start;
    }
    walk.by_applicant(Action::DrawNumber)?;
    walk.by(Role::Interviewer, Action::CallNumber)?;
    walk.by_applicant(Action::AnswerCall)?;
    walk.by(
        Role::Interviewer,
        Action::RecordInterview {
            record: Box::new(passed(walk)),
        },
    )
    .map(drop)
}

/// A video interview in which everything was in order.
fn passed(walk: &Walk<'_>) -> InterviewRecord {
    InterviewRecord {
        mode: InterviewMode::Video,
        from: walk.now.plus_minutes(-1),
        to: walk.now,
        lines: walk.all_in_order(InterviewMode::Video),
        screenshots: BTreeSet::from([crate::ids::FileId::new("screenshot")]),
        signed_record: false,
        guardian_present: true,
        result: InterviewResult::Passed,
        remark: None,
    }
}

/// What an approver would set.
fn approval(walk: &Walk<'_>) -> Approval {
    let on = walk.order.age_day(walk.policy, walk.now);
    let fitting = fitting_validities(&walk.order, walk.policy, on);
    Approval {
        validity: fitting.first().copied().unwrap_or(Validity::Unchanged),
        annotations_charged: crate::fees::charged_annotations(&walk.order.form, walk.policy),
        printed: walk.order.form.applicant.name.clone(),
        batch: None,
    }
}

fn second_review(walk: &mut Walk<'_>) -> Step {
    let approver = officer(walk.policy, Role::SecondReviewer);
    let sent_now = walk.policy.mail_in.trigger == MailInTrigger::SecondReview;
    let missing = crate::life::notices::missing_originals(&walk.order, walk.policy);
    if sent_now && !missing.is_empty() {
        take_in(walk)?;
    } else if sent_now {
        pay_what_came(walk)?;
    }
    let approval = Box::new(approval(walk));
    walk.give(&approver, Action::Approve { approval }).map(drop)
}

/// The envelope with everything in it, and the money cleared.
fn take_in(walk: &mut Walk<'_>) -> Step {
    let found = crate::life::notices::expected_originals(&walk.order, walk.policy);
    let pays = found.contains(&crate::order::originals::Original::PaymentProof);
    let intake = Intake {
        old_number: walk
            .order
            .form
            .old_document
            .as_ref()
            .map(|d| d.number.clone()),
        found,
        marked: true,
        cash_witness: None,
        tracking: None,
        return_tracking: Some("9405500000000000000001".into()),
        shelf: "A-01".into(),
    };
    walk.by(
        Role::MailClerk,
        Action::ReceiveOriginals {
            intake: Box::new(intake),
        },
    )?;
    if pays { pay(walk) } else { Ok(()) }
}

/// Pays what is owed the way the post takes it, and has it cleared by another person.
fn pay(walk: &mut Walk<'_>) -> Step {
    let unverified = |r: &&Receipt| r.state == ReceiptState::ToVerify;
    if let Some(receipt) = walk.order.payment.receipts.iter().find(unverified) {
        let payment = receipt.id.clone();
        return walk
            .by(Role::Cashier, Action::ClearPayment { payment })
            .map(drop);
    }
    if walk.order.payment.is_settled() {
        return Ok(());
    }
    let kinds = &walk.policy.payment.kinds;
    let Some(kind) = kinds.iter().copied().find(|k| !k.is_online()) else {
        return Ok(());
    };
    if kind.needs_the_counter() {
        walk.wait_for_counter_day();
    }
    let receipt = walk.receipt(kind);
    let payment = receipt.id.clone();
    walk.by(Role::MailClerk, Action::BookPayment { receipt })?;
    if walk.order.payment.has_unverified() {
        walk.by(Role::Cashier, Action::ClearPayment { payment })?;
    }
    Ok(())
}

/// Money that came with the envelope is booked and cleared before anything is made.
fn pay_what_came(walk: &mut Walk<'_>) -> Step {
    let expected = crate::life::notices::expected_originals(&walk.order, walk.policy);
    let with_it = expected.contains(&crate::order::originals::Original::PaymentProof);
    if with_it && !walk.order.payment.is_settled() || walk.order.payment.has_unverified() {
        return pay(walk);
    }
    Ok(())
}

fn make(walk: &mut Walk<'_>) -> Step {
    if make_gate(&walk.order, walk.policy) == Err(Refusal::VerificationOpen) {
        if walk.order.verification == Verification::None {
            walk.by(Role::Maker, Action::SendVerification)?;
        }
        walk.by(Role::Maker, Action::RecordVerification { agrees: true })?;
    }
    if !crate::life::notices::missing_originals(&walk.order, walk.policy).is_empty() {
        take_in(walk)?;
    }
    pay_what_came(walk)?;
    if walk.policy.making.centre.is_some() {
        let centre = walk.order.making.centre.as_ref();
        let (sent, back) = (centre.is_some(), centre.is_some_and(|c| c.back.is_some()));
        if !sent {
            let batch = "2026-03-A".into();
            walk.by(Role::Maker, Action::SendToCentre { batch })?;
        }
        if !back {
            walk.by(Role::Maker, Action::ReceiveFromCentre)?;
        }
    }
    let issued = walk.policy.local_day(walk.now);
    let validity = walk.order.review.approval.as_ref().map(|a| a.validity);
    let expires = validity
        .and_then(|v| crate::life::expiry_of(v, issued))
        .unwrap_or(issued);
    let same = walk
        .order
        .form
        .old_document
        .as_ref()
        .filter(|_| walk.order.business == Business::PpNote);
    let number = same.map_or_else(|| "EK0000001".to_owned(), |d| d.number.clone());
    walk.by(
        Role::Maker,
        Action::RecordMade {
            number,
            issued,
            expires,
        },
    )
    .map(drop)
}

fn ready(walk: &mut Walk<'_>) -> Step {
    let made = walk.order.making.made.as_ref();
    let checked = made.is_some_and(|made| made.checked_by.is_some());
    if walk.policy.making.second_person_check && !checked {
        walk.by(Role::Supervisor, Action::CheckBooklet)?;
    }
    let clipped = walk.order.old_document == crate::order::originals::OldDocumentState::Received;
    if clipped && walk.order.form.old_booklet_is_damaged() {
        walk.by(Role::Maker, Action::KeepOldDocument)?;
    } else if clipped && walk.order.business != Business::PpNote {
        walk.by(Role::Maker, Action::CancelOldDocument { visa_spared: true })?;
    }
    if walk.order.form.pickup.mode == PickupMode::Mail {
        pay(walk)?;
        walk.by(Role::Maker, Action::ReadyForMail).map(drop)
    } else {
        walk.by(Role::Maker, Action::ReadyForPickup).map(drop)
    }
}

fn hand_over(walk: &mut Walk<'_>) -> Step {
    pay(walk)?;
    let action = Action::HandOver {
        collector: Collector::Holder,
        signed: true,
        clipped_now: true,
    };
    walk.by(Role::Counter, action).map(drop)
}

fn mail_out(walk: &mut Walk<'_>) -> Step {
    let tracking = "9405500000000000000002".into();
    let action = Action::MailOut {
        tracking,
        new_document: true,
        old_document: true,
        receipt: true,
    };
    walk.by(Role::MailClerk, action).map(drop)
}

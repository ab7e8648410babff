//! Particulars for every action: mostly fitting, sometimes not.

use super::world::World;
use crate::fields::filled;
use lingshi_rules::checks::{self, Check};
use lingshi_rules::ids::{FileId, OfficerId, PaymentId};
use lingshi_rules::life::notices::expected_originals;
use lingshi_rules::life::reasons::{
    MaterialOrPhoto, PhotoReason, Pick, Refusing, RejectReason, SupplementReason,
};
use lingshi_rules::life::{Action, ActionKind as K, expiry_of, fitting_validities};
use lingshi_rules::materials::{Applied, mandatory_files};
use lingshi_rules::order::files::Slot;
use lingshi_rules::order::form::FaceCheck;
use lingshi_rules::order::interview::{
    Answer, InterviewCause, InterviewMode, InterviewRecord, InterviewResult, SlotTime,
};
use lingshi_rules::order::making::Collector;
use lingshi_rules::order::originals::{Intake, Original, ReturnCause};
use lingshi_rules::order::payment::{PaymentMode, ReceiptState};
use lingshi_rules::order::review::{
    Approval, Counted, HitResolution, PriorityFlag, Proposed, Validity,
};
use lingshi_rules::people::Role;
use lingshi_rules::post::policy::PaymentKind;
use lingshi_rules::retention::Erased;
use lingshi_rules::values::Money;
use lingshi_rules::walk;
use std::collections::{BTreeMap, BTreeSet};
use strum::IntoEnumIterator;

fn one<T>(mut from: impl Iterator<Item = T>, n: u16) -> Option<T> {
    from.nth(usize::from(n))
}

/// Particulars for an action.
#[expect(clippy::too_many_lines, reason = "one line an action")]
pub(super) fn of(kind: K, world: &mut World, how: u16) -> Action {
    let now = world.walk.now;
    let today = world.policy().local_day(now);
    match kind {
        K::SaveDraft => Action::SaveDraft {
            form: Box::new(world.order().form.clone()),
        },
        K::CorrectForm => Action::CorrectForm {
            form: Box::new(world.order().form.clone()),
        },
        K::ReportFaceCheck => Action::ReportFaceCheck { result: face(how) },
        K::AddFile => Action::AddFile {
            file: Box::new(file(world, how)),
        },
        K::RemoveFile => Action::RemoveFile {
            file: some_file(world, how),
        },
        K::Submit => {
            prepare_to_submit(world, how);
            Action::Submit
        }
        K::ChoosePayment => Action::ChoosePayment {
            mode: if how % 3 == 0 {
                PaymentMode::Online
            } else {
                PaymentMode::Offline
            },
        },
        K::FinishSupplement => Action::FinishSupplement,
        K::Cancel => Action::Cancel {
            written_request: (how % 2 == 0).then(|| "request".into()),
        },
        K::BookInterview => Action::BookInterview {
            slot: slot(world, how),
        },
        K::CancelBooking => Action::CancelBooking,
        K::DrawNumber => Action::DrawNumber,
        K::AnswerCall => Action::AnswerCall,
        K::BookVisit => Action::BookVisit {
            at: slot(world, how).start,
        },
        K::CancelVisit => Action::CancelVisit,
        K::ConfirmOnlinePayment => Action::ConfirmOnlinePayment {
            receipt: world.walk.receipt(PaymentKind::Wechat),
        },
        K::ExpirePayment => Action::ExpirePayment,
        K::AttachMail => Action::AttachMail {
            files: vec![file(world, how)],
        },
        K::ExpireSupplement => Action::ExpireSupplement,
        K::MarkMissed => Action::MarkMissed,
        K::RemindPickup => Action::RemindPickup {
            days: [30, 60, 90, 7][usize::from(how % 4)],
        },
        K::RemindInterview => Action::RemindInterview {
            minutes: [1_440, 30, 45][usize::from(how % 3)],
        },
        K::EraseImages => Action::EraseImages {
            erased: [
                Erased::RejectedImages,
                Erased::CancelledImages,
                Erased::InterviewScreenshots,
            ][usize::from(how % 3)]
            .clone(),
        },
        K::AnswerPension => Action::AnswerPension { ok: how % 5 == 0 },
        K::Claim => Action::Claim {
            minutes: (how % 2 == 0).then_some(u32::from(how)),
        },
        K::ExtendClaim => Action::ExtendClaim {
            minutes: u32::from(how % 5_000),
        },
        K::ReleaseClaim => Action::ReleaseClaim,
        K::ForceRelease => Action::ForceRelease,
        K::Hold => Action::Hold {
            reason: text(how),
            until: now.plus_minutes(i64::from(how % 300)),
        },
        K::EndHold => Action::EndHold,
        K::SetPriority => Action::SetPriority {
            flag: PriorityFlag::GreenChannel,
            on: how % 2 == 0,
        },
        K::AddNote => Action::AddNote { text: text(how) },
        K::JudgeFile => Action::JudgeFile {
            file: some_file(world, how),
            reasons: photo_reasons(how),
        },
        K::AnswerCheck => Action::AnswerCheck {
            check: some_check(how),
            answer: answer(how),
            note: None,
        },
        K::SettleHit => Action::SettleHit {
            key: "k".into(),
            resolution: HitResolution::NotSame,
            reason: text(how),
        },
        K::AskSupplement => Action::AskSupplement {
            picks: picks(how),
            slots: slots(how),
            due_days: Some(how % 60),
            words: None,
        },
        K::ExtendSupplement => {
            let due = today
                .checked_add_days(chrono::Days::new(u64::from(how % 100)))
                .unwrap();
            Action::ExtendSupplement { due }
        }
        K::RequireInterview => Action::RequireInterview {
            causes: causes(how),
        },
        K::ReturnToReview => Action::ReturnToReview { reason: text(how) },
        K::Forward => {
            prepare_to_go_on(world, how);
            Action::Forward
        }
        K::Reject => Action::Reject {
            refusing: refusing(how),
        },
        K::CallNumber => Action::CallNumber,
        K::CallUnanswered => Action::CallUnanswered,
        K::RecordInterview => Action::RecordInterview {
            record: Box::new(record(world, how)),
        },
        K::SettleUnverified => Action::SettleUnverified,
        K::Propose => {
            prepare_to_go_on(world, how);
            Action::Propose {
                proposed: Box::new(proposed(world, how)),
            }
        }
        K::ConfirmProposal => Action::ConfirmProposal,
        K::DeclineProposal => Action::DeclineProposal { reason: text(how) },
        K::WithdrawProposal => Action::WithdrawProposal,
        K::Approve => Action::Approve {
            approval: Box::new(approval(world, how)),
        },
        K::SendBack => Action::SendBack { comment: text(how) },
        K::SendBackForSupplement => Action::SendBackForSupplement {
            comment: text(how),
            picks: picks(how),
            slots: slots(how),
        },
        K::SendBackForInterview => Action::SendBackForInterview {
            comment: text(how),
            causes: causes(how),
        },
        K::Restore => Action::Restore { reason: text(how) },
        K::BookPayment => Action::BookPayment {
            receipt: receipt(world, how),
        },
        K::ClearPayment => Action::ClearPayment {
            payment: waiting(world),
        },
        K::BouncePayment => Action::BouncePayment {
            payment: waiting(world),
        },
        K::ReceiveOriginals => Action::ReceiveOriginals {
            intake: Box::new(intake(world, how)),
        },
        K::ReturnMail => {
            let all = [
                ReturnCause::Early,
                ReturnCause::Unmarked,
                ReturnCause::Ended,
                ReturnCause::NotOurs,
            ];
            Action::ReturnMail {
                cause: all[usize::from(how % 4)],
                tracking: None,
            }
        }
        K::ReportDefect => Action::ReportDefect {
            what: Original::OldDocument,
            words: text(how),
        },
        K::SendVerification => Action::SendVerification,
        K::RecordVerification => Action::RecordVerification {
            agrees: how % 4 != 0,
        },
        K::ReportLoss => Action::ReportLoss,
        K::DeclareVoid => Action::DeclareVoid,
        K::SendToCentre => Action::SendToCentre { batch: "B1".into() },
        K::ReceiveFromCentre => Action::ReceiveFromCentre,
        K::RecordMade => made(world, how),
        K::CheckBooklet => Action::CheckBooklet,
        K::SpoilBooklet => Action::SpoilBooklet { reason: text(how) },
        K::CancelOldDocument => Action::CancelOldDocument {
            visa_spared: how % 2 == 0,
        },
        K::KeepOldDocument => Action::KeepOldDocument,
        K::ReadyForPickup => Action::ReadyForPickup,
        K::ReadyForMail => Action::ReadyForMail,
        K::HandOver => Action::HandOver {
            collector: Collector::Holder,
            signed: how % 5 != 0,
            clipped_now: how % 3 != 0,
        },
        K::MailOut => Action::MailOut {
            tracking: text(how),
            new_document: true,
            old_document: how % 5 != 0,
            receipt: true,
        },
        K::RecordUndeliverable => Action::RecordUndeliverable,
        K::MailAgain => Action::MailAgain {
            tracking: text(how),
        },
        K::RecordVisit => Action::RecordVisit {
            fingerprints: how % 2 == 0,
            identity_agrees: how % 4 != 0,
        },
    }
}

fn text(how: u16) -> String {
    if how % 17 == 0 {
        String::new()
    } else {
        format!("text {how}")
    }
}

fn face(how: u16) -> FaceCheck {
    match how % 4 {
        0 => FaceCheck::Skipped,
        1 => FaceCheck::Failed { times: 3 },
        _ => FaceCheck::Passed,
    }
}

fn answer(how: u16) -> Answer {
    if how % 9 == 0 {
        Answer::Problem
    } else {
        Answer::InOrder
    }
}

fn file(world: &World, how: u16) -> lingshi_rules::order::files::OrderFile {
    let slot = [Slot::PHOTO, Slot::SUPPLEMENT, Slot(2), Slot(24)][usize::from(how % 4)];
    let mut file = world.walk.file(slot);
    file.id = FileId::new(format!("f{}", world.walk.events.len()));
    file.sha256 = format!("{:064x}", world.walk.events.len());
    file
}

fn some_file(world: &World, how: u16) -> FileId {
    let files = &world.order().files;
    let n = how % u16::try_from(files.len().max(1)).unwrap();
    one(files.keys().cloned(), n).unwrap_or_else(|| FileId::new("none"))
}

/// A draft is only submitted with its materials and a face check, so most submissions bring them.
fn prepare_to_submit(world: &mut World, how: u16) {
    if how % 5 == 0 || world.order().status != lingshi_rules::life::Status::Draft {
        return;
    }
    let applied = Applied::of(world.order(), world.policy(), world.walk.now);
    for slot in mandatory_files(&applied) {
        if world.order().current_files(slot).next().is_none() {
            let mut file = world.walk.file(slot);
            // Histories upload files of their own, which may bear the number a walk would give.
            file.id = FileId::new(format!("m{}-{}", slot.0, file.id));
            file.sha256 = file.sha256.replacen("00", "ab", 1);
            let file = Box::new(file);
            world.walk.by_applicant(Action::AddFile { file }).unwrap();
        }
    }
    if world.order().face_check == FaceCheck::NotDone {
        world
            .walk
            .by_applicant(Action::ReportFaceCheck { result: face(how) })
            .unwrap();
    }
}

/// An order goes on only with every check answered, so most times somebody has answered them.
fn prepare_to_go_on(world: &mut World, how: u16) {
    if how % 5 == 0 {
        return;
    }
    let reviewer = walk::officer(world.policy(), Role::FirstReviewer);
    let open = checks::to_answer(world.order(), &world.walk.context(&reviewer));
    for check in open {
        if !world.order().review.checks.contains_key(&check) {
            let note = Some(text(1));
            let answer = Answer::InOrder;
            // Who holds the order may be another; then it is not answered.
            let given = Action::AnswerCheck {
                check,
                answer,
                note,
            };
            drop(world.walk.by(Role::FirstReviewer, given));
        }
    }
}

fn some_check(how: u16) -> Check {
    let all = u16::try_from(Check::iter().count()).unwrap();
    one(Check::iter(), how % all).unwrap()
}

fn slot(world: &mut World, how: u16) -> SlotTime {
    let time = world.walk.offer_slot();
    if let Some(facts) = &mut world.walk.facts.slot {
        facts.booked = if how % 9 == 0 { facts.capacity } else { 0 };
        facts.closed = how % 13 == 0;
    }
    time
}

fn photo_reasons(how: u16) -> Vec<MaterialOrPhoto> {
    if how % 6 == 0 {
        vec![MaterialOrPhoto::Photo(PhotoReason::PH02)]
    } else {
        Vec::new()
    }
}

fn picks(how: u16) -> Vec<Pick> {
    let reason = one(SupplementReason::iter(), how % 30).unwrap();
    let photo = if how % 2 == 0 {
        vec![PhotoReason::PH01]
    } else {
        Vec::new()
    };
    vec![Pick {
        reason,
        photo,
        words: filled(reason.fields(), &text(how)),
    }]
}

fn slots(how: u16) -> BTreeSet<Slot> {
    BTreeSet::from([Slot(u8::try_from(how % 26).unwrap())])
}

fn causes(how: u16) -> BTreeSet<InterviewCause> {
    if how % 19 == 0 {
        BTreeSet::new()
    } else {
        one(InterviewCause::iter(), how % 7).into_iter().collect()
    }
}

fn refusing(how: u16) -> Refusing {
    let reason = one(RejectReason::iter(), how % 21).unwrap();
    Refusing {
        reason,
        words: filled(reason.fields(), &text(how)),
    }
}

fn record(world: &World, how: u16) -> InterviewRecord {
    let now = world.walk.now;
    let results = [
        InterviewResult::Passed,
        InterviewResult::Passed,
        InterviewResult::NeedsMaterials,
        InterviewResult::NeedsVisit,
        InterviewResult::Failed,
        InterviewResult::Interrupted,
    ];
    let modes = [
        InterviewMode::Video,
        InterviewMode::Telephone,
        InterviewMode::Counter,
        InterviewMode::Paper,
    ];
    let mode = modes[usize::from(how % 4)];
    let mut lines = world.walk.all_in_order(mode);
    lines[0].answer = answer(how);
    if how % 11 == 0 {
        lines.pop();
    }
    InterviewRecord {
        mode,
        from: now.plus_minutes(-5),
        to: now,
        lines,
        screenshots: BTreeSet::from([FileId::new("shot")]),
        signed_record: how % 7 != 0,
        guardian_present: true,
        result: results[usize::from(how / 4 % 6)],
        remark: None,
    }
}

fn approval(world: &World, how: u16) -> Approval {
    let on = world.order().age_day(world.policy(), world.walk.now);
    let fitting = fitting_validities(world.order(), world.policy(), on);
    let validity = fitting
        .first()
        .copied()
        .filter(|_| how % 9 != 0)
        .unwrap_or(Validity::FiveYears);
    Approval {
        validity,
        annotations_charged: u8::try_from(how % 2).unwrap(),
        printed: world.order().form.applicant.name.clone(),
        batch: (how % 10 == 0).then(|| "batch".into()),
    }
}

fn proposed(world: &World, how: u16) -> Proposed {
    let currency = world.order().payment.due.currency;
    match how % 6 {
        0 => Proposed::Reject {
            refusing: refusing(how),
        },
        1 => Proposed::Refund {
            amount: Money::new(world.order().payment.difference().minor.max(1), currency),
        },
        2 => Proposed::Waive {
            counted: Counted::InterviewMissed,
            counted_at: world.walk.now,
            reason: text(how),
        },
        3 => Proposed::Correction {
            field: "applicant.birthplace".into(),
            value: "上海".into(),
            reason: text(how),
        },
        _ if world.order().business == lingshi_rules::business::Business::TdEmerg => {
            Proposed::Emergency {
                approval: approval(world, how),
            }
        }
        _ => Proposed::Reject {
            refusing: Refusing {
                reason: RejectReason::R15,
                words: BTreeMap::new(),
            },
        },
    }
}

fn receipt(world: &World, how: u16) -> lingshi_rules::order::payment::Receipt {
    let kinds = &world.policy().payment.kinds;
    let kind = one(
        kinds.iter().copied(),
        how % u16::try_from(kinds.len()).unwrap(),
    )
    .unwrap();
    let mut receipt = world.walk.receipt(kind);
    receipt.id = PaymentId::new(format!("p{}", world.walk.events.len()));
    if how % 4 == 0 {
        receipt.amount.minor += i64::from(how % 700) - 300;
    }
    receipt
}

fn waiting(world: &World) -> PaymentId {
    let receipts = &world.order().payment.receipts;
    let waiting = receipts.iter().find(|r| r.state == ReceiptState::ToVerify);
    waiting.map_or_else(|| PaymentId::new("none"), |r| r.id.clone())
}

fn intake(world: &World, how: u16) -> Intake {
    let mut found = expected_originals(world.order(), world.policy());
    if how % 5 == 0 {
        found.pop_first();
    }
    Intake {
        found,
        marked: how % 6 != 0,
        old_number: world
            .order()
            .form
            .old_document
            .as_ref()
            .map(|d| d.number.clone())
            .filter(|_| how % 7 != 0),
        cash_witness: (how % 8 == 0).then(|| OfficerId::new("zhang")),
        tracking: None,
        return_tracking: None,
        shelf: text(how),
    }
}

fn made(world: &World, how: u16) -> Action {
    let issued = world.policy().local_day(world.walk.now);
    let validity = world.order().review.approval.as_ref().map(|a| a.validity);
    let expires = validity
        .and_then(|v| expiry_of(v, issued))
        .filter(|_| how % 6 != 0)
        .unwrap_or(issued);
    Action::RecordMade {
        number: format!("EK{:07}", world.walk.events.len()),
        issued,
        expires,
    }
}

//! May this person do this now, and what follows.

mod applicant;
mod booking;
mod cancel;
mod counter;
mod hall;
mod interview;
mod mail;
mod making;
mod money;
mod proposal;
mod queue;
mod review;
mod second;
mod supplement;
mod text;
mod typed;
mod wording;

pub use interview::{causes as interview_causes, open_must as open_interview_causes};
pub use making::{expiry_of, make_gate};
pub use review::open_hits;
pub use second::fitting_validities;
pub(super) use typed::check_texts;
pub use wording::may_stand;

use super::action::{Action, ActionKind, Command};
use super::context::Context;
use super::deed::Deed;
use super::event::{Event, What};
use super::guard::{self, ClaimNeed};
use super::refusal::Refusal;
use crate::order::Order;
use crate::order::originals::Verification;
use strum::IntoEnumIterator;

/// Decides one command on one order.
pub fn decide(order: &Order, command: &Command, ctx: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let kind = ActionKind::from(&command.action);
    let terms = guard::may(order, kind, ctx)?;
    let claim = guard::claim_for_command(order, &terms, command, ctx)?;
    guard::fresh(order, &terms, command)?;
    possible(order, kind, ctx)?;
    let mut deed = Deed::new(order, ctx);
    if claim == ClaimNeed::GrantNow {
        queue::grant(&mut deed, ctx.policy.claims.minutes);
    }
    act(&mut deed, command)?;
    Ok(deed.events(Some(&command.id)))
}

/// Whether an action is possible at all, before its particulars are known: what buttons ask.
pub fn may_do(order: &Order, kind: ActionKind, ctx: &Context<'_>) -> Result<(), Refusal> {
    let terms = guard::may(order, kind, ctx)?;
    guard::claim_for_button(order, &terms, ctx)?;
    possible(order, kind, ctx)
}

/// Every action with the reason why it is not possible, where it is not.
pub fn allowed_actions(order: &Order, ctx: &Context<'_>) -> Vec<(ActionKind, Result<(), Refusal>)> {
    ActionKind::iter()
        .map(|kind| (kind, may_do(order, kind, ctx)))
        .collect()
}

/// What must hold for the action besides its terms, whatever its particulars.
fn possible(order: &Order, kind: ActionKind, ctx: &Context<'_>) -> Result<(), Refusal> {
    use ActionKind as K;
    match kind {
        K::Submit => applicant::may_submit(order, ctx),
        K::ChoosePayment => applicant::in_countdown(order, ctx),
        K::ExpirePayment => applicant::countdown_over(order, ctx),
        K::FinishSupplement => supplement::may_finish(order),
        K::CorrectForm => supplement::may_correct(ctx),
        K::ExpireSupplement => supplement::may_expire(order, ctx),
        K::Cancel => cancel::may_cancel(order, ctx),
        K::BookInterview => booking::may_book(ctx),
        K::CancelBooking => booking::may_cancel(order, ctx),
        K::DrawNumber => hall::may_draw(order, ctx),
        K::AnswerCall => hall::may_answer(order),
        K::CallNumber | K::CallUnanswered => hall::may_call(order, kind, ctx),
        K::MarkMissed => hall::may_mark_missed(order, ctx),
        K::SettleUnverified => hall::may_settle(order),
        K::ReleaseClaim | K::ExtendClaim => queue::holds_claim(order, ctx),
        K::Claim => queue::may_claim(order, ctx),
        K::ForceRelease => queue::is_claimed(order),
        K::EndHold => queue::is_held(order),
        K::Forward => review::may_forward(order, ctx),
        K::Reject => review::may_reject(order, ctx),
        K::SettleHit => review::has_hits(order, ctx),
        K::Approve => second::may_approve(order, ctx),
        K::SendBack | K::SendBackForSupplement | K::SendBackForInterview => {
            second::other_person(order, ctx)
        }
        K::Restore => second::may_restore(order, ctx),
        K::ConfirmProposal => proposal::may_confirm(order, ctx),
        K::DeclineProposal => proposal::may_decline(order, ctx),
        K::WithdrawProposal => proposal::may_withdraw(order, ctx),
        K::ClearPayment | K::BouncePayment => money::has_unverified(order),
        K::ReceiveOriginals => mail::may_receive(order, ctx),
        K::SendVerification | K::RecordVerification => making::verification_step(order, kind),
        K::ReportLoss | K::DeclareVoid => making::loss_step(order, kind),
        K::SendToCentre | K::ReceiveFromCentre => making::centre_step(order, kind, ctx),
        K::RecordMade => making::may_make(order, ctx),
        K::CheckBooklet => making::may_check(order, ctx),
        K::CancelOldDocument | K::KeepOldDocument => making::old_document_step(order, kind),
        K::ReadyForPickup => making::may_be_collected(order, ctx),
        K::ReadyForMail => making::may_be_mailed(order, ctx),
        K::HandOver => counter::may_hand_over(order, ctx),
        K::MailOut => counter::may_mail_out(order),
        K::RecordUndeliverable => counter::may_come_back(order),
        K::MailAgain => counter::may_mail_again(order),
        K::BookVisit | K::CancelVisit | K::RecordVisit => counter::visits_here(ctx),
        K::SaveDraft
        | K::ConfirmOnlinePayment
        | K::ReportFaceCheck
        | K::AddFile
        | K::RemoveFile
        | K::AttachMail
        | K::RemindPickup
        | K::RemindInterview
        | K::EraseImages
        | K::AnswerPension
        | K::Hold
        | K::SetPriority
        | K::AddNote
        | K::JudgeFile
        | K::AnswerCheck
        | K::RequireInterview
        | K::AskSupplement
        | K::ExtendSupplement
        | K::ReturnToReview
        | K::RecordInterview
        | K::Propose
        | K::BookPayment
        | K::ReturnMail
        | K::ReportDefect
        | K::SpoilBooklet => Ok(()),
    }
}

/// What follows, once nothing general stands against it.
#[expect(clippy::too_many_lines, reason = "one line an action")]
fn act(deed: &mut Deed<'_>, command: &Command) -> Result<(), Refusal> {
    use Action as A;
    match &command.action {
        A::SaveDraft { form } => applicant::save(deed, form),
        A::ReportFaceCheck { result } => applicant::face_check(deed, *result),
        A::AddFile { file } => supplement::add_file(deed, file),
        A::RemoveFile { file } => supplement::remove_file(deed, file),
        A::Submit => applicant::submit(deed),
        A::ChoosePayment { mode } => applicant::choose_payment(deed, *mode),
        A::ConfirmOnlinePayment { receipt } => applicant::confirm_online(deed, receipt),
        A::ExpirePayment => applicant::expire(deed),
        A::FinishSupplement => supplement::finish(deed),
        A::CorrectForm { form } => supplement::correct(deed, form),
        A::AttachMail { files } => supplement::attach_mail(deed, files),
        A::ExpireSupplement => supplement::expire(deed),
        A::Cancel { written_request } => cancel::cancel(deed, written_request.as_deref()),
        A::BookInterview { slot } => booking::book(deed, *slot),
        A::CancelBooking => booking::cancel(deed),
        A::DrawNumber => hall::draw(deed),
        A::AnswerCall => done(deed, What::CallAnswered),
        A::CallNumber => done(deed, What::NumberCalled),
        A::CallUnanswered => hall::unanswered(deed),
        A::MarkMissed => hall::missed(deed),
        A::SettleUnverified => hall::settle(deed),
        A::RecordInterview { record } => interview::record(deed, record),
        A::RemindPickup { days } => counter::remind(deed, *days),
        A::RemindInterview { minutes } => booking::remind(deed, *minutes),
        A::EraseImages { erased } => applicant::erase(deed, erased),
        A::AnswerPension { ok } => applicant::pension_answer(deed, *ok),
        A::Claim { minutes } => queue::claim(deed, *minutes),
        A::ExtendClaim { minutes } => queue::extend(deed, *minutes),
        A::ReleaseClaim => queue::release(deed, crate::order::review::ClaimEnd::GivenBack),
        A::ForceRelease => queue::release(deed, crate::order::review::ClaimEnd::BySupervisor),
        A::Hold { reason, until } => queue::hold(deed, reason, *until),
        A::EndHold => done(deed, What::HoldEnded),
        A::SetPriority { flag, on } => done(
            deed,
            What::PrioritySet {
                flag: *flag,
                on: *on,
            },
        ),
        A::AddNote { text } => queue::note(deed, text),
        A::JudgeFile { file, reasons } => review::judge(deed, file, reasons),
        A::AnswerCheck {
            check,
            answer,
            note,
        } => review::answer(deed, *check, *answer, note.as_deref()),
        A::SettleHit {
            key,
            resolution,
            reason,
        } => review::settle_hit(deed, key, *resolution, reason),
        A::AskSupplement {
            picks,
            slots,
            due_days,
            words,
        } => supplement::ask(deed, picks, slots, *due_days, words.as_deref(), None),
        A::ExtendSupplement { due } => supplement::extend(deed, *due),
        A::RequireInterview { causes } => interview::require(deed, causes, None),
        A::ReturnToReview { reason } => interview::return_to_review(deed, reason),
        A::Forward => review::forward(deed, &command.looked_at),
        A::Reject { refusing } => review::reject(deed, refusing),
        A::Propose { proposed } => proposal::propose(deed, proposed),
        A::ConfirmProposal => proposal::confirm(deed),
        A::DeclineProposal { reason } => proposal::decline(deed, reason),
        A::WithdrawProposal => proposal::withdraw(deed),
        A::Approve { approval } => second::approve(deed, approval),
        A::SendBack { comment } => second::send_back(deed, comment),
        A::SendBackForSupplement {
            comment,
            picks,
            slots,
        } => supplement::ask(deed, picks, slots, None, None, Some(comment)),
        A::SendBackForInterview { comment, causes } => {
            interview::require(deed, causes, Some(comment))
        }
        A::Restore { reason } => second::restore(deed, reason),
        A::BookPayment { receipt } => money::book(deed, receipt),
        A::ClearPayment { payment } => money::clear(deed, payment),
        A::BouncePayment { payment } => money::bounce(deed, payment),
        A::ReceiveOriginals { intake } => mail::receive(deed, intake),
        A::ReturnMail { cause, tracking } => mail::send_back(deed, *cause, tracking.as_deref()),
        A::ReportDefect { what, words } => mail::defect(deed, *what, words),
        A::SendVerification => making::verification(deed, Verification::Sent),
        A::RecordVerification { agrees: true } => {
            making::verification(deed, Verification::Confirmed)
        }
        A::RecordVerification { agrees: false } => {
            making::verification(deed, Verification::Mismatch)
        }
        A::ReportLoss | A::DeclareVoid => making::loss(deed, ActionKind::from(&command.action)),
        A::SendToCentre { batch } => making::to_centre(deed, batch),
        A::ReceiveFromCentre => done(deed, What::BackFromCentre),
        A::RecordMade {
            number,
            issued,
            expires,
        } => making::made(deed, number, *issued, *expires),
        A::CheckBooklet => making::check(deed),
        A::SpoilBooklet { reason } => making::spoil(deed, reason),
        A::CancelOldDocument { visa_spared } => making::clip(deed, *visa_spared),
        A::KeepOldDocument => making::keep(deed),
        A::ReadyForPickup => making::ready_for_pickup(deed),
        A::ReadyForMail => making::ready_for_mail(deed),
        A::HandOver {
            collector,
            signed,
            clipped_now,
        } => counter::hand_over(deed, collector, *signed, *clipped_now),
        A::MailOut {
            tracking,
            new_document,
            old_document,
            receipt,
        } => counter::mail_out(deed, tracking, [*new_document, *old_document, *receipt]),
        A::RecordUndeliverable => done(deed, What::CameBack),
        A::MailAgain { tracking } => counter::mail_again(deed, tracking),
        A::BookVisit { at } => counter::book_visit(deed, *at),
        A::CancelVisit => counter::cancel_visit(deed),
        A::RecordVisit {
            fingerprints,
            identity_agrees,
        } => counter::visit(deed, *fingerprints, *identity_agrees),
    }
}

fn done(deed: &mut Deed<'_>, what: What) -> Result<(), Refusal> {
    deed.did(what);
    Ok(())
}

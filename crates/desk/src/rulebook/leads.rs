//! Along which arrows an action may send an order.
//!
//! Only the numbers stand here; whether the action is possible, and from where to where an arrow
//! leads, is the rulebook's. A test compares this with every step of every walk.

use lingshi_rules::life::{ActionKind, TransitionId};

/// The arrows an action may follow; none where it leaves the order in its state.
pub(super) fn leads(kind: ActionKind) -> &'static [TransitionId] {
    use ActionKind as K;
    use TransitionId as T;
    match kind {
        K::Submit => &[T::T01, T::T25],
        K::ChoosePayment => &[T::T02],
        K::ConfirmOnlinePayment => &[T::T02, T::T03],
        K::ExpirePayment => &[T::T03],
        K::AskSupplement => &[T::T04],
        K::FinishSupplement | K::AttachMail => &[T::T05],
        K::ExpireSupplement => &[T::T06],
        K::RequireInterview => &[T::T07],
        K::BookInterview => &[T::T08],
        K::CancelBooking => &[T::T09],
        K::MarkMissed | K::CallUnanswered => &[T::T10],
        K::RecordInterview => &[T::T11, T::T26],
        K::Forward => &[T::T12, T::T24],
        K::Approve => &[T::T13, T::T24],
        K::SendBack | K::SendBackForSupplement | K::SendBackForInterview => &[T::T14],
        K::Reject => &[T::T06, T::T15],
        K::ConfirmProposal => &[T::T15, T::T26, T::T27],
        K::RecordMade => &[T::T16],
        K::ReadyForPickup => &[T::T17],
        K::ReadyForMail => &[T::T18],
        K::HandOver => &[T::T19],
        K::MailOut => &[T::T20],
        K::Cancel => &[T::T21],
        K::ReportDefect => &[T::T22],
        K::SpoilBooklet => &[T::T23],
        K::BookVisit | K::CancelVisit | K::RecordVisit => &[T::T24],
        K::AnswerPension => &[T::T25],
        K::ReturnToReview => &[T::T26],
        K::Restore => &[T::T28],
        K::SaveDraft
        | K::ReportFaceCheck
        | K::AddFile
        | K::RemoveFile
        | K::CorrectForm
        | K::DrawNumber
        | K::AnswerCall
        | K::RemindPickup
        | K::RemindInterview
        | K::EraseImages
        | K::Claim
        | K::ExtendClaim
        | K::ReleaseClaim
        | K::ForceRelease
        | K::Hold
        | K::EndHold
        | K::SetPriority
        | K::AddNote
        | K::JudgeFile
        | K::AnswerCheck
        | K::SettleHit
        | K::ExtendSupplement
        | K::CallNumber
        | K::SettleUnverified
        | K::Propose
        | K::DeclineProposal
        | K::WithdrawProposal
        | K::BookPayment
        | K::ClearPayment
        | K::BouncePayment
        | K::ReceiveOriginals
        | K::ReturnMail
        | K::SendVerification
        | K::RecordVerification
        | K::ReportLoss
        | K::DeclareVoid
        | K::SendToCentre
        | K::ReceiveFromCentre
        | K::CheckBooklet
        | K::CancelOldDocument
        | K::KeepOldDocument
        | K::RecordUndeliverable
        | K::MailAgain => &[],
    }
}

//! The terms of every action: for whom, in which states, under a claim or not, and what it stands on.
//!
//! These are the conditions that need no particulars; what else must hold is asked in `decide`.

use super::action::ActionKind;
use super::refusal::Side;
use crate::order::Status;
use crate::order::log::Facet;
use crate::people::Role;

/// The terms of one action.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// For whom.
    pub sides: &'static [Side],
    /// For officers: one of these roles.
    pub roles: &'static [Role],
    /// In which states.
    pub statuses: &'static [Status],
    /// Part of a review: first review belongs to first reviewers, second review to second reviewers.
    pub review: bool,
    /// While the order is under review an officer needs the claim.
    pub claim: bool,
    /// Not while the order is on hold.
    pub not_on_hold: bool,
    /// Only on what the server has confirmed.
    pub confirmed: bool,
    /// Not while a proposal waits.
    pub no_proposal: bool,
    /// The sides of the order it stands on: a later change of one of them makes it stale.
    pub stands_on: &'static [Facet],
}

use Facet as F;
use Role as R;
use Status as S;

const FIRST: &[Role] = &[R::FirstReviewer, R::Supervisor];
const SECOND: &[Role] = &[R::SecondReviewer, R::Supervisor];
const REVIEW: &[Role] = &[R::FirstReviewer, R::SecondReviewer, R::Supervisor];
const INTERVIEW: &[Role] = &[R::Interviewer, R::Supervisor];
const MAIL: &[Role] = &[R::MailClerk, R::Supervisor];
const MAKE: &[Role] = &[R::Maker, R::Supervisor];
const COUNTER: &[Role] = &[R::Counter, R::Supervisor];
const MONEY: &[Role] = &[R::Cashier, R::MailClerk, R::Counter, R::Supervisor];
const CLEAR: &[Role] = &[R::Cashier, R::Supervisor];
const BOSS: &[Role] = &[R::Supervisor];
const DESK: &[Role] = &[
    R::FirstReviewer,
    R::Interviewer,
    R::SecondReviewer,
    R::MailClerk,
    R::Maker,
    R::Cashier,
    R::Counter,
    R::Supervisor,
];

const AT_POST: [Status; 11] = [
    S::FirstReview,
    S::Supplement,
    S::InterviewToBook,
    S::InterviewBooked,
    S::OnsiteToBook,
    S::OnsiteBooked,
    S::SecondReview,
    S::ToMake,
    S::Made,
    S::ToCollect,
    S::ToMail,
];
const ENDED: [Status; 4] = [S::Done, S::Rejected, S::Cancelled, S::Expired];
const EVER_AT_POST: [Status; 15] = joined(AT_POST, ENDED);
// Money that was paid is money wherever the order has come to meanwhile.
const PAID_FOR: [Status; 16] = joined([S::PendingPayment], EVER_AT_POST);
const APPROVED: &[Status] = &[S::ToMake, S::Made, S::ToCollect, S::ToMail];
const REVIEWING: &[Status] = &[S::FirstReview, S::SecondReview];
// A supplement that does not come, or does not do, is refused under a claim as well.
const CLAIMABLE: &[Status] = &[S::FirstReview, S::SecondReview, S::Supplement];
const OFFICERS_TURN: &[Status] = &[
    S::FirstReview,
    S::SecondReview,
    S::ToMake,
    S::Made,
    S::ToMail,
];
const CANCELLABLE: &[Status] = &[
    S::PendingPayment,
    S::FirstReview,
    S::Supplement,
    S::InterviewToBook,
    S::InterviewBooked,
    S::SecondReview,
];

/// What first review stands on.
const SEEN_REVIEW: &[Facet] = &[
    F::Status,
    F::Form,
    F::Materials,
    F::Findings,
    F::Interview,
    F::Proposal,
];
/// What making and hand-over stand on.
const SEEN_MAKING: &[Facet] = &[
    F::Status,
    F::Payment,
    F::Originals,
    F::Verification,
    F::Booklet,
];
const SEEN_STATUS: &[Facet] = &[F::Status];

/// Both lists as one.
const fn joined<const A: usize, const B: usize, const BOTH: usize>(
    first: [Status; A],
    second: [Status; B],
) -> [Status; BOTH] {
    assert!(A + B == BOTH, "every state has its place");
    let mut both = [S::Draft; BOTH];
    let mut n = 0;
    while n < BOTH {
        both[n] = if n < A { first[n] } else { second[n - A] };
        n += 1;
    }
    both
}

const fn applicant(statuses: &'static [Status]) -> Terms {
    by(&[Side::Applicant], &[], statuses)
}

const fn system(statuses: &'static [Status]) -> Terms {
    by(&[Side::System], &[], statuses)
}

const fn officer(roles: &'static [Role], statuses: &'static [Status]) -> Terms {
    by(&[Side::Officer], roles, statuses)
}

const fn by(sides: &'static [Side], roles: &'static [Role], statuses: &'static [Status]) -> Terms {
    Terms {
        sides,
        roles,
        statuses,
        review: false,
        claim: false,
        not_on_hold: false,
        confirmed: false,
        no_proposal: false,
        stands_on: &[],
    }
}

impl Terms {
    /// Part of whichever review the order is in.
    const fn reviewing(mut self) -> Self {
        self.review = true;
        self
    }
    const fn claimed(mut self) -> Self {
        self.review = true;
        self.claim = true;
        self
    }
    /// A decision that sends the order on.
    const fn deciding(mut self) -> Self {
        self.not_on_hold = true;
        self.no_proposal = true;
        self
    }
    const fn on_confirmed(mut self) -> Self {
        self.confirmed = true;
        self
    }
    const fn seen(mut self, facets: &'static [Facet]) -> Self {
        self.stands_on = facets;
        self
    }
}

impl Terms {
    /// The roles that may, in a state: those of its review where the action is part of one.
    pub fn roles_in(&self, status: Status) -> &'static [Role] {
        let stage = if status == S::SecondReview {
            SECOND
        } else {
            FIRST
        };
        if self.review { stage } else { self.roles }
    }

    /// The claim is needed in this state.
    pub fn needs_claim(&self, status: Status) -> bool {
        self.claim && CLAIMABLE.contains(&status)
    }
}

/// The terms of an action.
#[expect(clippy::too_many_lines, reason = "a table")]
pub fn terms(kind: ActionKind) -> Terms {
    use ActionKind as K;
    match kind {
        // ── the applicant's side ──
        K::SaveDraft | K::ReportFaceCheck => applicant(&[S::Draft]),
        K::AddFile | K::RemoveFile => applicant(&[S::Draft, S::Supplement]),
        K::Submit => applicant(&[S::Draft]),
        K::ChoosePayment => applicant(&[S::PendingPayment]),
        K::FinishSupplement | K::CorrectForm => applicant(&[S::Supplement]),
        K::Cancel => by(
            &[Side::Applicant, Side::Officer],
            &[R::FirstReviewer, R::Supervisor],
            CANCELLABLE,
        )
        .seen(SEEN_STATUS),
        K::BookInterview => applicant(&[S::InterviewToBook]).seen(SEEN_STATUS),
        K::CancelBooking | K::DrawNumber | K::AnswerCall => applicant(&[S::InterviewBooked]),
        K::BookVisit => applicant(&[S::OnsiteToBook]).seen(SEEN_STATUS),
        K::CancelVisit => applicant(&[S::OnsiteBooked]),

        // ── the clockwork ──
        K::ConfirmOnlinePayment => system(&PAID_FOR),
        K::ExpirePayment => system(&[S::PendingPayment]),
        K::AttachMail => system(&[S::Supplement, S::FirstReview]),
        K::ExpireSupplement => system(&[S::Supplement]),
        K::MarkMissed => by(
            &[Side::System, Side::Officer],
            INTERVIEW,
            &[S::InterviewBooked],
        ),
        K::RemindPickup => system(&[S::ToCollect]),
        K::RemindInterview => system(&[S::InterviewBooked]),
        K::EraseImages => system(&PAID_FOR),
        K::AnswerPension => by(&[Side::PensionAuthority], &[], &[S::PensionProcessing]),

        // ── queue ──
        K::Claim => officer(REVIEW, CLAIMABLE).reviewing().seen(SEEN_STATUS),
        K::ExtendClaim | K::ReleaseClaim => officer(REVIEW, CLAIMABLE).reviewing(),
        K::ForceRelease => officer(BOSS, CLAIMABLE),
        K::Hold => officer(REVIEW_MAKE_MAIL, OFFICERS_TURN).seen(SEEN_STATUS),
        K::EndHold => officer(REVIEW_MAKE_MAIL, OFFICERS_TURN),
        K::SetPriority => officer(REVIEW, &AT_POST),
        K::AddNote => officer(DESK, &EVER_AT_POST),

        // ── first review ──
        K::JudgeFile | K::AnswerCheck => {
            officer(REVIEW, REVIEWING)
                .claimed()
                .seen(&[F::Status, F::Materials, F::Form])
        }
        K::SettleHit => officer(REVIEW, REVIEWING)
            .claimed()
            .seen(&[F::Status, F::Form]),
        K::AskSupplement => officer(FIRST, &[S::FirstReview])
            .claimed()
            .deciding()
            .seen(SEEN_REVIEW),
        K::ExtendSupplement => officer(FIRST, &[S::Supplement]).seen(SEEN_STATUS),
        K::RequireInterview => officer(FIRST, &[S::FirstReview])
            .claimed()
            .deciding()
            .seen(SEEN_REVIEW),
        K::ReturnToReview => officer(
            &[R::FirstReviewer, R::Interviewer, R::Supervisor],
            &[S::InterviewToBook],
        )
        .deciding()
        .seen(SEEN_STATUS),
        K::Forward => officer(FIRST, &[S::FirstReview])
            .claimed()
            .deciding()
            .seen(SEEN_REVIEW),
        K::Reject => officer(REVIEW, &[S::FirstReview, S::SecondReview, S::Supplement])
            .claimed()
            .deciding()
            .seen(SEEN_REVIEW),

        // ── interview ──
        K::CallNumber | K::CallUnanswered => officer(INTERVIEW, &[S::InterviewBooked]),
        K::RecordInterview => {
            officer(INTERVIEW, &[S::InterviewBooked, S::InterviewToBook]).seen(SEEN_STATUS)
        }
        K::SettleUnverified => officer(INTERVIEW, &[S::InterviewBooked]).seen(SEEN_STATUS),

        // ── two people ──
        K::Propose => officer(PROPOSE, &EVER_AT_POST).deciding().seen(&[
            F::Status,
            F::Form,
            F::Materials,
            F::Payment,
            F::Interview,
            F::Proposal,
        ]),
        K::ConfirmProposal => officer(SECOND, &EVER_AT_POST).on_confirmed().seen(&[
            F::Status,
            F::Form,
            F::Materials,
            F::Payment,
            F::Interview,
            F::Proposal,
        ]),
        K::DeclineProposal => officer(SECOND, &EVER_AT_POST)
            .on_confirmed()
            .seen(&[F::Status, F::Proposal]),
        K::WithdrawProposal => officer(DESK, &EVER_AT_POST).seen(&[F::Proposal]),

        // ── second review ──
        K::Approve => officer(SECOND, &[S::SecondReview])
            .claimed()
            .deciding()
            .on_confirmed()
            .seen(&[
                F::Status,
                F::Form,
                F::Materials,
                F::Findings,
                F::Payment,
                F::Originals,
                F::Interview,
                F::Proposal,
            ]),
        K::SendBack | K::SendBackForSupplement | K::SendBackForInterview => {
            officer(SECOND, &[S::SecondReview])
                .claimed()
                .deciding()
                .on_confirmed()
                .seen(SEEN_REVIEW)
        }
        K::Restore => officer(BOSS, &[S::Rejected])
            .on_confirmed()
            .seen(SEEN_STATUS),

        // ── money ──
        K::BookPayment => officer(MONEY, &AT_POST).seen(SEEN_STATUS),
        K::ClearPayment | K::BouncePayment => officer(CLEAR, &EVER_AT_POST).seen(&[F::Payment]),

        // ── mail, making ──
        K::ReceiveOriginals => officer(MAIL, &AT_POST).seen(&[F::Status, F::Originals]),
        K::ReturnMail => officer(MAIL, &EVER_AT_POST).seen(SEEN_STATUS),
        K::ReportDefect => officer(BOSS, &[S::ToMake]).deciding().seen(SEEN_MAKING),
        K::SendVerification | K::RecordVerification => {
            officer(REVIEW_MAKE, &[S::FirstReview, S::SecondReview, S::ToMake])
                .seen(&[F::Verification])
        }
        K::ReportLoss | K::DeclareVoid => {
            officer(REVIEW_MAKE, REVIEWED_OR_DONE).seen(&[F::Originals])
        }
        K::SendToCentre | K::ReceiveFromCentre => officer(MAKE, &[S::ToMake])
            .deciding()
            .seen(&[F::Status, F::Booklet]),
        K::RecordMade => officer(MAKE, &[S::ToMake]).deciding().seen(SEEN_MAKING),
        K::CheckBooklet => officer(MAKE, &[S::Made]).seen(&[F::Status, F::Booklet]),
        K::SpoilBooklet => officer(MAKE, &[S::Made])
            .deciding()
            .seen(&[F::Status, F::Booklet]),
        K::CancelOldDocument | K::KeepOldDocument => officer(
            &[R::Maker, R::MailClerk, R::Counter, R::Supervisor],
            APPROVED,
        )
        .seen(&[F::Originals]),

        // ── hand-over ──
        K::ReadyForPickup => by(
            &[Side::Officer, Side::System],
            &[R::Maker, R::MailClerk, R::Counter, R::Supervisor],
            &[S::Made],
        )
        .deciding()
        .seen(SEEN_MAKING),
        K::ReadyForMail => by(
            &[Side::Officer, Side::System],
            &[R::Maker, R::MailClerk, R::Supervisor],
            &[S::Made],
        )
        .deciding()
        .seen(SEEN_MAKING),
        K::HandOver => officer(COUNTER, &[S::ToCollect])
            .deciding()
            .seen(SEEN_MAKING),
        K::MailOut => officer(MAIL, &[S::ToMail]).deciding().seen(SEEN_MAKING),
        K::RecordUndeliverable | K::MailAgain => officer(MAIL, &[S::Done]).seen(&[F::Booklet]),
        K::RecordVisit => officer(
            &[R::Counter, R::Interviewer, R::Supervisor],
            &[S::OnsiteBooked],
        )
        .deciding()
        .seen(SEEN_STATUS),
    }
}

const REVIEW_MAKE_MAIL: &[Role] = &[
    R::FirstReviewer,
    R::SecondReviewer,
    R::Maker,
    R::MailClerk,
    R::Supervisor,
];
const REVIEW_MAKE: &[Role] = &[R::FirstReviewer, R::SecondReviewer, R::Maker, R::Supervisor];
const PROPOSE: &[Role] = &[
    R::FirstReviewer,
    R::Interviewer,
    R::SecondReviewer,
    R::Cashier,
    R::Supervisor,
];
const REVIEWED_OR_DONE: &[Status] = &[
    S::FirstReview,
    S::SecondReview,
    S::ToMake,
    S::Made,
    S::ToCollect,
    S::ToMail,
    S::Done,
];

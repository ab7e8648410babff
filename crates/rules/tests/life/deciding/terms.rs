//! The terms of what officers do: roles, states, what each stands on.

use lingshi_rules::life::ActionKind as K;
use lingshi_rules::life::Status as S;
use lingshi_rules::life::refusal::Side;
use lingshi_rules::life::terms::terms;
use lingshi_rules::order::log::Facet as F;
use lingshi_rules::people::Role as R;

/// Roles, states, claim, not on hold and no proposal, confirmed, facets.
type Row = (K, &'static [R], &'static [S], [bool; 3], &'static [F]);

const FIRST: &[R] = &[R::FirstReviewer, R::Supervisor];
const SECOND: &[R] = &[R::SecondReviewer, R::Supervisor];
const REVIEW: &[R] = &[R::FirstReviewer, R::SecondReviewer, R::Supervisor];
const MAKE: &[R] = &[R::Maker, R::Supervisor];
const MAIL: &[R] = &[R::MailClerk, R::Supervisor];
const REVIEW_MAKE: &[R] = &[R::FirstReviewer, R::SecondReviewer, R::Maker, R::Supervisor];
const REVIEWING: &[S] = &[S::FirstReview, S::SecondReview];
const APPROVED: &[S] = &[S::ToMake, S::Made, S::ToCollect, S::ToMail];
const AT_POST: &[S] = &[
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
const EVER: &[S] = &[
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
    S::Done,
    S::Rejected,
    S::Cancelled,
    S::Expired,
];
const SEEN_REVIEW: &[F] = &[
    F::Status,
    F::Form,
    F::Materials,
    F::Findings,
    F::Interview,
    F::Proposal,
];
const SEEN_MAKING: &[F] = &[
    F::Status,
    F::Payment,
    F::Originals,
    F::Verification,
    F::Booklet,
];
const PROPOSING: &[F] = &[
    F::Status,
    F::Form,
    F::Materials,
    F::Payment,
    F::Interview,
    F::Proposal,
];
const LOSS: &[S] = &[
    S::FirstReview,
    S::SecondReview,
    S::ToMake,
    S::Made,
    S::ToCollect,
    S::ToMail,
    S::Done,
];

/// Under a claim; a decision, not on hold and with no proposal open; on confirmed data.
const PLAIN: [bool; 3] = [false, false, false];
const CLAIMED: [bool; 3] = [true, false, false];
const DECIDES: [bool; 3] = [false, true, false];
const CLAIMED_DECIDES: [bool; 3] = [true, true, false];
const CONFIRMED: [bool; 3] = [false, false, true];
const SECOND_REVIEW: [bool; 3] = [true, true, true];

const REVIEWS: &[Row] = &[
    (
        K::JudgeFile,
        REVIEW,
        REVIEWING,
        CLAIMED,
        &[F::Status, F::Materials, F::Form],
    ),
    (
        K::AnswerCheck,
        REVIEW,
        REVIEWING,
        CLAIMED,
        &[F::Status, F::Materials, F::Form],
    ),
    (
        K::SettleHit,
        REVIEW,
        REVIEWING,
        CLAIMED,
        &[F::Status, F::Form],
    ),
    (
        K::Forward,
        FIRST,
        &[S::FirstReview],
        CLAIMED_DECIDES,
        SEEN_REVIEW,
    ),
    (
        K::Reject,
        REVIEW,
        &[S::FirstReview, S::SecondReview, S::Supplement],
        CLAIMED_DECIDES,
        SEEN_REVIEW,
    ),
    (
        K::Approve,
        SECOND,
        &[S::SecondReview],
        SECOND_REVIEW,
        &[
            F::Status,
            F::Form,
            F::Materials,
            F::Findings,
            F::Payment,
            F::Originals,
            F::Interview,
            F::Proposal,
        ],
    ),
    (
        K::SendBack,
        SECOND,
        &[S::SecondReview],
        SECOND_REVIEW,
        SEEN_REVIEW,
    ),
    (
        K::SendBackForSupplement,
        SECOND,
        &[S::SecondReview],
        SECOND_REVIEW,
        SEEN_REVIEW,
    ),
    (
        K::SendBackForInterview,
        SECOND,
        &[S::SecondReview],
        SECOND_REVIEW,
        SEEN_REVIEW,
    ),
    (
        K::Restore,
        &[R::Supervisor],
        &[S::Rejected],
        CONFIRMED,
        &[F::Status],
    ),
];

const PROPOSALS: &[Row] = &[
    (
        K::Propose,
        &[
            R::FirstReviewer,
            R::Interviewer,
            R::SecondReviewer,
            R::Cashier,
            R::Supervisor,
        ],
        EVER,
        DECIDES,
        PROPOSING,
    ),
    (K::ConfirmProposal, SECOND, EVER, CONFIRMED, PROPOSING),
    (
        K::DeclineProposal,
        SECOND,
        EVER,
        CONFIRMED,
        &[F::Status, F::Proposal],
    ),
    (
        K::WithdrawProposal,
        &[
            R::FirstReviewer,
            R::Interviewer,
            R::SecondReviewer,
            R::MailClerk,
            R::Maker,
            R::Cashier,
            R::Counter,
            R::Supervisor,
        ],
        EVER,
        PLAIN,
        &[F::Proposal],
    ),
];

const MONEY_AND_MAIL: &[Row] = &[
    (
        K::BookPayment,
        &[R::Cashier, R::MailClerk, R::Counter, R::Supervisor],
        AT_POST,
        PLAIN,
        &[F::Status],
    ),
    (
        K::ClearPayment,
        &[R::Cashier, R::Supervisor],
        EVER,
        PLAIN,
        &[F::Payment],
    ),
    (
        K::BouncePayment,
        &[R::Cashier, R::Supervisor],
        EVER,
        PLAIN,
        &[F::Payment],
    ),
    (
        K::ReceiveOriginals,
        MAIL,
        AT_POST,
        PLAIN,
        &[F::Status, F::Originals],
    ),
    (K::ReturnMail, MAIL, EVER, PLAIN, &[F::Status]),
    (
        K::ReportDefect,
        &[R::Supervisor],
        &[S::ToMake],
        DECIDES,
        SEEN_MAKING,
    ),
];

const VERIFYING: &[S] = &[S::FirstReview, S::SecondReview, S::ToMake];
const STATUS_BOOKLET: &[F] = &[F::Status, F::Booklet];

const MAKING: &[Row] = &[
    (
        K::SendVerification,
        REVIEW_MAKE,
        VERIFYING,
        PLAIN,
        &[F::Verification],
    ),
    (
        K::RecordVerification,
        REVIEW_MAKE,
        VERIFYING,
        PLAIN,
        &[F::Verification],
    ),
    (K::ReportLoss, REVIEW_MAKE, LOSS, PLAIN, &[F::Originals]),
    (K::DeclareVoid, REVIEW_MAKE, LOSS, PLAIN, &[F::Originals]),
    (K::SendToCentre, MAKE, &[S::ToMake], DECIDES, STATUS_BOOKLET),
    (
        K::ReceiveFromCentre,
        MAKE,
        &[S::ToMake],
        DECIDES,
        STATUS_BOOKLET,
    ),
    (K::RecordMade, MAKE, &[S::ToMake], DECIDES, SEEN_MAKING),
    (K::CheckBooklet, MAKE, &[S::Made], PLAIN, STATUS_BOOKLET),
    (K::SpoilBooklet, MAKE, &[S::Made], DECIDES, STATUS_BOOKLET),
    (
        K::CancelOldDocument,
        &[R::Maker, R::MailClerk, R::Counter, R::Supervisor],
        APPROVED,
        PLAIN,
        &[F::Originals],
    ),
    (
        K::KeepOldDocument,
        &[R::Maker, R::MailClerk, R::Counter, R::Supervisor],
        APPROVED,
        PLAIN,
        &[F::Originals],
    ),
];

const LEAVING: &[Row] = &[
    (
        K::HandOver,
        &[R::Counter, R::Supervisor],
        &[S::ToCollect],
        DECIDES,
        SEEN_MAKING,
    ),
    (K::MailOut, MAIL, &[S::ToMail], DECIDES, SEEN_MAKING),
    (
        K::RecordUndeliverable,
        MAIL,
        &[S::Done],
        PLAIN,
        &[F::Booklet],
    ),
    (
        K::RecordVisit,
        &[R::Counter, R::Interviewer, R::Supervisor],
        &[S::OnsiteBooked],
        DECIDES,
        &[F::Status],
    ),
];

#[test]
fn officers_act_in_their_roles_and_states_on_what_they_saw() {
    let rows = [REVIEWS, PROPOSALS, MONEY_AND_MAIL, MAKING, LEAVING].concat();
    for (kind, roles, statuses, [claim, decides, confirmed], facets) in rows {
        let terms = terms(kind);
        assert_eq!(terms.sides, [Side::Officer], "{kind:?}");
        assert_eq!(terms.roles, roles, "{kind:?}");
        assert_eq!(terms.statuses, statuses, "{kind:?}");
        assert_eq!(terms.claim, claim, "{kind:?}");
        assert_eq!(terms.not_on_hold, decides, "{kind:?}");
        assert_eq!(terms.no_proposal, decides, "{kind:?}");
        assert_eq!(terms.confirmed, confirmed, "{kind:?}");
        assert_eq!(terms.stands_on, facets, "{kind:?}");
    }
}

#[test]
fn the_clock_may_say_that_a_document_is_ready_as_well() {
    for (kind, roles) in [
        (
            K::ReadyForPickup,
            &[R::Maker, R::MailClerk, R::Counter, R::Supervisor][..],
        ),
        (
            K::ReadyForMail,
            &[R::Maker, R::MailClerk, R::Supervisor][..],
        ),
    ] {
        let terms = terms(kind);
        assert_eq!(terms.sides, [Side::Officer, Side::System]);
        assert_eq!(terms.roles, roles);
        assert_eq!(terms.statuses, [S::Made]);
        assert!(terms.not_on_hold && terms.no_proposal);
        assert!(!terms.claim && !terms.confirmed);
        assert_eq!(terms.stands_on, SEEN_MAKING);
    }
}

#[test]
fn visits_and_reminders_are_not_the_officers() {
    let visits = [
        (K::BookVisit, Side::Applicant, S::OnsiteToBook),
        (K::CancelVisit, Side::Applicant, S::OnsiteBooked),
        (K::RemindPickup, Side::System, S::ToCollect),
    ];
    for (kind, side, status) in visits {
        let terms = terms(kind);
        assert_eq!(terms.sides, [side]);
        assert_eq!(terms.statuses, [status]);
        assert_eq!(terms.roles, []);
    }
}

//! What happened. Replaying an order's events gives its document, byte for byte.

use super::notice::Notice;
use super::reasons::Refusing;
use super::transition::TransitionId;
use crate::checks::Check;
use crate::ids::{CommandId, FileId, OfficerId, PaymentId};
use crate::order::files::{Judgement, OrderFile};
use crate::order::form::{FaceCheck, Form};
use crate::order::interview::{HeldInterview, InterviewCause, SlotTime};
use crate::order::log::Facet;
use crate::order::making::{Delivery, Made, Visit};
use crate::order::originals::{Clipping, Intake, OldDocumentState, ReturnCause, Verification};
use crate::order::payment::{PaymentMode, Receipt, Refund};
use crate::order::review::{
    Approval, CheckAnswer, Claim, ClaimEnd, Counted, Hold, OfficerValue, PriorityFlag, Proposal,
    ProposalEnd, SettledHit, SupplementAsked,
};
use crate::order::{Draft, Status};
use crate::people::By;
use crate::retention::Erased;
use crate::values::{Instant, Money};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use strum::IntoStaticStr;

/// The shape of the events this program writes.
pub const EVENT_SCHEMA: u16 = 1;

/// One thing that happened to one order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Shape of this event.
    pub schema: u16,
    /// The order's version after it.
    pub version: u32,
    /// When, by the clock of record.
    pub at: Instant,
    /// Who.
    pub by: By,
    /// By which command.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command: Option<CommandId>,
    /// What.
    pub what: What,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "event", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum What {
    /// The order was opened as a draft.
    Drafted {
        /// What is fixed from the start.
        draft: Box<Draft>,
        /// What the tariff says.
        due: Money,
    },
    /// The form was filled in or corrected.
    FormFilled {
        /// As it is now.
        form: Box<Form>,
    },
    /// The face check was done.
    FaceChecked {
        /// What came of it.
        result: FaceCheck,
    },
    /// Submitted.
    Submitted {
        /// How the old booklet stands.
        old_document: OldDocumentState,
        /// Until when the payment is waited for; none where nothing is paid.
        until: Option<Instant>,
    },
    /// The status moved along a transition.
    Moved {
        /// Which.
        transition: TransitionId,
        /// From.
        from: Status,
        /// To.
        to: Status,
        /// Why, where a reason is given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        /// The message that goes with it is the next event.
        told: bool,
    },
    /// The applicant was told.
    Told {
        /// What.
        notice: Notice,
    },
    /// A file came.
    FileAdded {
        /// The file.
        file: Box<OrderFile>,
    },
    /// The applicant took a file away.
    FileRemoved {
        /// Which.
        file: FileId,
    },
    /// A file was judged.
    FileJudged {
        /// Which.
        file: FileId,
        /// How.
        judgement: Judgement,
    },
    /// Images were erased, as the law asks.
    FilesErased {
        /// What they were.
        erased: Erased,
        /// Which.
        files: BTreeSet<FileId>,
    },
    /// The way of paying was chosen.
    PaymentChosen {
        /// Which.
        mode: PaymentMode,
    },
    /// A payment was booked.
    PaymentBooked {
        /// The payment.
        receipt: Receipt,
    },
    /// A payment is in.
    PaymentCleared {
        /// Which.
        payment: PaymentId,
    },
    /// A payment failed.
    PaymentBounced {
        /// Which.
        payment: PaymentId,
    },
    /// What is due changed.
    FeeSet {
        /// The new amount.
        due: Money,
    },
    /// Money went back.
    Refunded {
        /// The repayment.
        refund: Refund,
    },
    /// Claimed, or the claim extended.
    Claimed {
        /// The claim.
        claim: Claim,
    },
    /// The claim ended.
    ClaimEnded {
        /// Why.
        why: ClaimEnd,
    },
    /// A check was answered.
    CheckAnswered {
        /// Which.
        check: Check,
        /// How.
        answer: CheckAnswer,
    },
    /// A duplicate hit was settled.
    HitSettled {
        /// The hit with its resolution.
        settled: SettledHit,
    },
    /// A supplement was asked for, or its last day moved.
    SupplementAsked {
        /// What.
        asked: SupplementAsked,
    },
    /// The supplement came back.
    SupplementReturned,
    /// An interview was asked for.
    InterviewRequired {
        /// Why.
        causes: BTreeSet<InterviewCause>,
    },
    /// A slot was booked.
    InterviewBooked {
        /// When.
        slot: SlotTime,
    },
    /// The booking ended without an interview.
    BookingEnded {
        /// The applicant did not come.
        missed: bool,
    },
    /// A number was drawn.
    NumberDrawn {
        /// The number.
        number: u32,
    },
    /// The number was called.
    NumberCalled,
    /// The call was not answered.
    CallUnanswered,
    /// The number moved to the end of the hall.
    MovedToEnd {
        /// Its new number.
        number: u32,
    },
    /// The call was answered.
    CallAnswered,
    /// The post was cut off during the slot.
    SlotUnverified,
    /// An interview was held.
    InterviewHeld {
        /// The record.
        held: Box<HeldInterview>,
    },
    /// First review was passed.
    Forwarded {
        /// By whom.
        by: OfficerId,
    },
    /// Second review was passed.
    Approved {
        /// What was set.
        approval: Box<Approval>,
        /// By whom.
        by: OfficerId,
    },
    /// What was found wrong, for the next reader.
    SentBack {
        /// The comment.
        comment: String,
    },
    /// The order was refused.
    Refused {
        /// Why.
        refusing: Refusing,
        /// By whom; two for refusals on the law.
        by: Vec<By>,
    },
    /// A proposal waits for another person.
    Proposed {
        /// What.
        proposal: Box<Proposal>,
    },
    /// The proposal ended.
    ProposalEnded {
        /// How.
        how: ProposalEnd,
        /// Why, where it is said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// An officer's value stands beside the applicant's.
    OfficerValueSet {
        /// Path of the field.
        field: String,
        /// The value.
        value: OfficerValue,
    },
    /// Put on hold.
    Held {
        /// The hold.
        hold: Hold,
    },
    /// No longer on hold.
    HoldEnded,
    /// Priority set or taken away.
    PrioritySet {
        /// Which.
        flag: PriorityFlag,
        /// On or off.
        on: bool,
    },
    /// A remark.
    Noted {
        /// What.
        text: String,
    },
    /// The account is counted for something.
    AccountCounted {
        /// For what.
        counted: Counted,
    },
    /// What was counted no longer counts.
    CountWaived {
        /// What.
        counted: Counted,
        /// When it was counted.
        counted_at: Instant,
    },
    /// Originals were taken in.
    OriginalsReceived {
        /// The envelope.
        intake: Box<Intake>,
        /// Nothing is missing now.
        complete: bool,
    },
    /// Mail went straight back.
    MailReturned {
        /// Why.
        cause: ReturnCause,
        /// 查询号 it went back under.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tracking: Option<String>,
    },
    /// Originals are awaited from now on.
    OriginalsAwaited,
    /// The old booklet went a step on.
    OldDocumentMoved {
        /// Where it is now.
        to: OldDocumentState,
        /// Its clipping.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clipping: Option<Clipping>,
    },
    /// The question to the issuing authority went a step on.
    VerificationMoved {
        /// Where it is now.
        to: Verification,
    },
    /// Sent to the making centre.
    SentToCentre {
        /// The list.
        batch: String,
    },
    /// Back from the making centre.
    BackFromCentre,
    /// The booklet was made.
    BookletMade {
        /// The booklet.
        made: Made,
    },
    /// The booklet was looked over by another person.
    BookletChecked {
        /// By whom.
        by: OfficerId,
    },
    /// The booklet was spoiled.
    BookletSpoiled,
    /// A visit was booked, cancelled or held.
    VisitSet {
        /// As it is now.
        visit: Option<Visit>,
    },
    /// The document left the post.
    Delivered {
        /// How.
        delivery: Delivery,
    },
    /// The mailed document came back.
    CameBack,
}

impl What {
    /// The kind of event, as `file_added`.
    pub fn code(&self) -> &'static str {
        self.into()
    }

    /// The sides of the order it touches: what a decision taken before may no longer stand on.
    pub fn touches(&self) -> &'static [Facet] {
        use Facet as F;
        match self {
            Self::Drafted { .. } | Self::Submitted { .. } => &[F::Form, F::Materials],
            Self::FormFilled { .. } | Self::OfficerValueSet { .. } => &[F::Form],
            Self::Moved { .. } => &[F::Status],
            Self::Told { .. }
            | Self::AccountCounted { .. }
            | Self::CountWaived { .. }
            | Self::FilesErased { .. } => &[],
            Self::FaceChecked { .. } | Self::FileAdded { .. } | Self::FileRemoved { .. } => {
                &[F::Materials]
            }
            Self::FileJudged { .. } | Self::CheckAnswered { .. } | Self::HitSettled { .. } => {
                &[F::Findings]
            }
            Self::PaymentChosen { .. }
            | Self::PaymentBooked { .. }
            | Self::PaymentCleared { .. }
            | Self::PaymentBounced { .. }
            | Self::FeeSet { .. }
            | Self::Refunded { .. } => &[F::Payment],
            Self::Claimed { .. } | Self::ClaimEnded { .. } => &[F::Claim],
            Self::SupplementAsked { .. } | Self::SupplementReturned => &[F::Materials],
            Self::InterviewRequired { .. }
            | Self::InterviewBooked { .. }
            | Self::BookingEnded { .. }
            | Self::NumberDrawn { .. }
            | Self::NumberCalled
            | Self::CallUnanswered
            | Self::MovedToEnd { .. }
            | Self::CallAnswered
            | Self::SlotUnverified
            | Self::InterviewHeld { .. }
            | Self::VisitSet { .. } => &[F::Interview],
            Self::Forwarded { .. }
            | Self::Approved { .. }
            | Self::SentBack { .. }
            | Self::Refused { .. } => &[F::Status],
            Self::Proposed { .. } | Self::ProposalEnded { .. } => &[F::Proposal],
            Self::Held { .. } | Self::HoldEnded | Self::PrioritySet { .. } => &[F::Queue],
            Self::Noted { .. } => &[F::Notes],
            Self::OriginalsReceived { .. }
            | Self::MailReturned { .. }
            | Self::OriginalsAwaited
            | Self::OldDocumentMoved { .. } => &[F::Originals],
            Self::VerificationMoved { .. } => &[F::Verification],
            Self::SentToCentre { .. }
            | Self::BackFromCentre
            | Self::BookletMade { .. }
            | Self::BookletChecked { .. }
            | Self::BookletSpoiled
            | Self::Delivered { .. }
            | Self::CameBack => &[F::Booklet],
        }
    }
}

//! Why something may not be done: a code with typed parameters, each with its sentence in the catalogues.

mod parts;

pub use parts::{Content, Did, FormPart, NotForBatch, Side, TextOf};

use crate::business::Business;
use crate::checks::Check;
use crate::ids::{FileId, OfficerId, PostCode};
use crate::order::Status;
use crate::order::files::Slot;
use crate::order::interview::InterviewCause;
use crate::order::log::Facet;
use crate::order::originals::Original;
use crate::order::payment::PaymentState;
use crate::order::review::{HitLevel, ProposalKind, Validity};
use crate::outgoing::FindingCode;
use crate::people::{By, Role};
use crate::post::policy::{PaymentKind, PickupMode, SubmitMode};
use crate::values::instant::{Day, Instant};
use crate::values::{Money, OrderNo};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use strum::{EnumDiscriminants, EnumIter, IntoStaticStr};

/// Why something may not be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[strum_discriminants(name(RefusalCode), doc = "A refusal without its parameters.")]
#[strum_discriminants(derive(Hash, PartialOrd, Ord, Serialize, EnumIter, IntoStaticStr))]
#[strum_discriminants(serde(rename_all = "snake_case"), strum(serialize_all = "snake_case"))]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    // ── who ──
    /// Not for this side.
    NotFor {
        /// For whom it is.
        side: Vec<Side>,
    },
    /// For another account the order does not exist.
    NoSuchOrder,
    /// The order is another post's.
    OtherPost {
        /// Whose.
        post: PostCode,
    },
    /// None of the actor's roles may.
    RoleNeeded {
        /// Which roles may.
        roles: Vec<Role>,
    },
    /// The same person may not do both.
    OtherPersonNeeded {
        /// What this person did.
        did: Did,
    },

    // ── when ──
    /// Not in this state.
    WrongStatus {
        /// Where it stands.
        status: Status,
        /// Where it is possible.
        possible_in: Vec<Status>,
    },
    /// The order has ended.
    OrderEnded {
        /// How.
        status: Status,
    },
    /// Not for this business.
    WrongBusiness {
        /// What is applied for.
        business: Business,
    },
    /// Written by a newer program.
    DocumentNewer {
        /// Its shape.
        schema: u32,
    },
    /// Something it stands on changed after it was seen.
    Stale {
        /// Which side.
        facet: Facet,
        /// In which version.
        version: u32,
        /// By whom.
        by: By,
        /// When.
        at: Instant,
    },
    /// A version that does not exist was named.
    NotSeenYet {
        /// The version named.
        seen: u32,
        /// The order's.
        version: u32,
    },
    /// A decision of this desk on the order is still on its way.
    AwaitsUpload,
    /// On hold.
    OnHold {
        /// By whom.
        by: OfficerId,
        /// Until when.
        until: Instant,
    },
    /// Not on hold.
    NotOnHold,
    /// Not claimed.
    ClaimNeeded,
    /// Claimed by another.
    ClaimedByOther {
        /// By whom.
        by: OfficerId,
        /// Until when.
        until: Instant,
    },
    /// A higher fencing number was granted since.
    ClaimLost {
        /// The highest.
        fence: u64,
    },
    /// Claimed already by the same person.
    AlreadyClaimed {
        /// Until when.
        until: Instant,
    },
    /// Longer than the post allows.
    ClaimTooLong {
        /// The most, in minutes.
        most: u32,
    },

    // ── switches of the post ──
    /// The post does not take this business in the APP.
    BusinessNotTaken {
        /// Which.
        business: Business,
    },
    /// The post does not take 港澳台 documents in the APP.
    HkmotwNotTaken,
    /// The post does not offer this way of handing in.
    SubmitModeNotOffered {
        /// Which.
        mode: SubmitMode,
    },
    /// The post does not offer this way of collecting.
    PickupModeNotOffered {
        /// Which.
        mode: PickupMode,
    },
    /// Only people of the own district.
    OtherDistrict,
    /// Switched off at this post.
    SwitchedOff,
    /// The post works with visits.
    NoVisitsHere,

    // ── the application ──
    /// Parts are missing.
    FormIncomplete {
        /// Which.
        parts: Vec<FormPart>,
    },
    /// The face check must be passed: at the counter otherwise.
    FaceCheckNeeded,
    /// Only for a minor's first document does the guardian's face stand in.
    OwnFaceNeeded,
    /// From ten years on the applicant signs.
    OwnSignatureNeeded,
    /// Below sixteen a guardian signs the statement.
    GuardianSignatureNeeded,
    /// The text of the statement is another one since it was signed.
    StatementOutdated,
    /// New orders are refused until then.
    OrderBan {
        /// Until when.
        until: Instant,
    },
    /// The person has an order not ended.
    OpenOrderExists {
        /// Which.
        no: OrderNo,
    },
    /// This calendar year's entitlement was filed already.
    PensionThisYear {
        /// The year.
        year: i32,
    },
    /// The countdown is over.
    PaymentTimeOver,
    /// The countdown still runs.
    PaymentTimeRuns {
        /// Until when.
        until: Instant,
    },
    /// Nothing has been chosen or paid that way here.
    PaymentModeNotOffered,
    /// It costs nothing, or everything is paid.
    NothingToPay,
    /// Nothing has come to the end of the time it may be kept.
    NothingToErase,
    /// No such file.
    NoSuchFile {
        /// Which.
        file: FileId,
    },
    /// The slot is not open.
    SlotNotOpen {
        /// Which.
        slot: Slot,
    },
    /// The file was here already.
    FileKnown {
        /// Which.
        file: FileId,
    },
    /// Too large, or of no use.
    FileNotTaken {
        /// Largest size in bytes.
        most: u64,
    },
    /// The place takes no more files: one is to be taken away first.
    TooManyFiles {
        /// Which.
        slot: Slot,
        /// The most.
        most: u8,
    },
    /// Nothing was uploaded.
    NothingUploaded,

    // ── cancelling ──
    /// 补发 cannot be taken back.
    ReissueNotCancellable,
    /// 应急 cannot be taken back, and nothing is refunded.
    EmergencyNotCancellable,
    /// 已审核.
    ReviewedNotCancellable,
    /// The officer needs the applicant's written request.
    WrittenRequestNeeded,

    // ── review ──
    /// Materials are missing.
    MaterialMissing {
        /// Which.
        slots: Vec<Slot>,
    },
    /// Materials were not looked at.
    NotLookedAt {
        /// Which.
        files: Vec<FileId>,
    },
    /// The photo is not 合格.
    PhotoNotFit,
    /// Files are judged 不合格.
    FilesUnfit {
        /// Which.
        files: Vec<FileId>,
    },
    /// Checks are not answered.
    ChecksOpen {
        /// Which.
        checks: Vec<Check>,
    },
    /// Checks found a problem.
    ChecksFailed {
        /// Which.
        checks: Vec<Check>,
    },
    /// Duplicate hits are not settled.
    HitsOpen {
        /// How many.
        count: u32,
        /// The surest.
        level: HitLevel,
    },
    /// The hit was settled as the same person, this order to be refused.
    DuplicateOfOther,
    /// Refusing a duplicate says which order is kept: settle the hit first.
    KeptOrderUnknown,
    /// No such hit.
    NoSuchHit,
    /// An interview is needed first.
    InterviewNeeded {
        /// Why.
        causes: Vec<InterviewCause>,
    },
    /// The last interview was not passed.
    InterviewNotPassed,
    /// Needs a second person: propose it.
    ProposalNeeded {
        /// Which kind.
        kind: ProposalKind,
    },
    /// This reason belongs to another moment.
    WrongReason {
        /// As written.
        reason: String,
    },
    /// The reason's sentence has no such place for the officer, or it holds something else.
    WrongPlace {
        /// As written.
        reason: String,
        /// As written.
        place: String,
    },
    /// Something in words to the applicant looks like fraud.
    MayNotGoOut {
        /// What.
        found: Vec<FindingCode>,
    },
    /// At least one must be picked.
    NothingPicked,
    /// Picked twice.
    PickedTwice {
        /// As written.
        reason: String,
    },
    /// Something waits for another person.
    ProposalOpen {
        /// Which kind.
        kind: ProposalKind,
        /// By whom.
        by: OfficerId,
    },
    /// Nothing waits for another person.
    NoProposal,
    /// Only its maker takes it back.
    NotYourProposal {
        /// Whose it is.
        by: OfficerId,
    },
    /// The validity does not go with age or business.
    WrongValidity {
        /// What would.
        fitting: Vec<Validity>,
    },
    /// More annotations than the order has.
    TooManyAnnotations {
        /// The most.
        most: u8,
    },
    /// Not for a batch.
    NotForBatch {
        /// Why.
        why: Vec<NotForBatch>,
    },
    /// A field that may be corrected was not named.
    NoSuchField,

    // ── texts, days, numbers ──
    /// A text is needed.
    TextNeeded {
        /// Which.
        text: TextOf,
    },
    /// A text is too long.
    TextTooLong {
        /// Which.
        text: TextOf,
        /// The most characters.
        most: u32,
    },
    /// The day is too early.
    TooEarly {
        /// The first day possible.
        first: Day,
    },
    /// The day is too late.
    TooLate {
        /// The last day possible.
        last: Day,
    },
    /// The moment is not in reach.
    WrongMoment {
        /// From.
        from: Instant,
        /// Until.
        to: Instant,
    },

    // ── interview ──
    /// No booking until then.
    BookingBan {
        /// Until when.
        until: Instant,
    },
    /// The slot does not exist or is closed.
    SlotClosed,
    /// The slot is full.
    SlotFull,
    /// The slot has begun.
    SlotPast,
    /// Cancelling ends so many hours before the slot.
    TooLateToCancel {
        /// It ended then.
        until: Instant,
    },
    /// Before or after the slot no number is drawn.
    NotInSlot {
        /// From.
        start: Instant,
        /// Until.
        end: Instant,
    },
    /// A number was drawn already.
    NumberDrawn,
    /// No number was drawn.
    NoNumber,
    /// Nobody was called.
    NotCalled,
    /// The next call is not due yet.
    CallTooSoon {
        /// From then on.
        from: Instant,
    },
    /// The slot still runs, or the applicant is in the hall.
    StillExpected,
    /// The slot is not in doubt.
    NotUnverified,
    /// The record needs a screenshot.
    ScreenshotNeeded {
        /// At least.
        least: u8,
    },
    /// The record needs the officer's signature.
    SignedRecordNeeded,
    /// The checklist is empty.
    ChecklistEmpty,
    /// Items stand on the record that are not asked here, or twice.
    ChecklistUnknown {
        /// Which.
        items: Vec<String>,
    },
    /// Items of the checklist are not answered.
    ChecklistMissing {
        /// Which.
        items: Vec<String>,
    },
    /// ★ items are not in order.
    StarsOpen {
        /// Which.
        items: Vec<String>,
    },
    /// The guardian who filed was not there.
    GuardianNeeded,
    /// The other way of meeting belongs to another state.
    WrongInterviewMode,

    // ── money ──
    /// The post does not take this kind.
    PaymentKindNotTaken {
        /// Which.
        kind: PaymentKind,
    },
    /// Another currency.
    WrongCurrency {
        /// The post's.
        due: Money,
    },
    /// The counter takes no money today.
    NoCounterDay {
        /// The next day on which it does.
        next: Day,
    },
    /// A cheque must be exact.
    AmountWrong {
        /// What is due.
        due: Money,
    },
    /// The cheque is not made out to the post.
    PayeeWrong {
        /// To whom it must be.
        payee: String,
    },
    /// The memo line is wrong.
    MemoWrong,
    /// A reference is needed.
    ReferenceNeeded,
    /// Booked already.
    PaymentKnown,
    /// No such payment, or not in that state.
    NoSuchPayment,
    /// Nothing to give back, or not so much.
    NothingToRefund {
        /// The most.
        most: Money,
    },
    /// The fee is not settled.
    NotPaid {
        /// How it stands.
        state: PaymentState,
        /// What is due.
        due: Money,
    },

    // ── mail, making, hand-over ──
    /// Originals are not taken yet: send the envelope back.
    TooEarlyForMail {
        /// From which state on they are.
        from: Status,
    },
    /// The mark is missing: send the envelope back.
    MarkMissing {
        /// The words.
        mark: String,
    },
    /// Cash needs a second person looking on.
    CashWitnessNeeded,
    /// The old booklet is another one.
    OldNumberDiffers,
    /// Mail that is in order is not sent back.
    MailInOrder,
    /// The originals are not all here.
    OriginalsMissing {
        /// Which.
        missing: Vec<Original>,
    },
    /// The issuing authority has not answered.
    VerificationOpen,
    /// The issuing authority's answer does not agree.
    VerificationMismatch,
    /// Not made at this post.
    CentreNeeded {
        /// Where.
        centre: PostCode,
    },
    /// Made at this post.
    NoCentre,
    /// It is at the centre already, or back.
    CentreStep,
    /// The old booklet is not in that state.
    OldDocumentStep,
    /// The dates do not go with what was approved.
    BookletDates {
        /// What the expiry must be.
        expires: Day,
    },
    /// There is no booklet.
    NoBooklet,
    /// Looked over already.
    AlreadyChecked,
    /// Another person must look it over first.
    BookletUnchecked,
    /// Not the way the applicant chose.
    OtherPickupMode {
        /// The way chosen.
        mode: PickupMode,
    },
    /// The return envelope is missing.
    ReturnEnvelopeMissing,
    /// The old booklet must be cancelled first.
    OldDocumentNotCancelled,
    /// The taker must sign.
    SignatureNeeded,
    /// The proxy is not the one named, or not authorised.
    ProxyNotAuthorised,
    /// A minor's guardian collects, not the guardian of an adult.
    GuardianOnlyForMinors,
    /// The contents are not complete.
    ContentsIncomplete {
        /// New, old, receipt.
        missing: BTreeSet<Content>,
    },
    /// Nothing was mailed, or it came back already.
    NothingMailed,
    /// Nothing mailed has come back.
    NothingCameBack,
    /// Not the person.
    IdentityDiffers,
}

impl Refusal {
    /// The code, as `wrong_status`.
    pub fn code(&self) -> &'static str {
        RefusalCode::from(self).into()
    }
}

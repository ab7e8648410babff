//! What the order is after an event. Only this changes an order.

use super::event::{Event, What};
use super::transition::TransitionId;
use crate::ids::PaymentId;
use crate::order::files::Slot;
use crate::order::interview::{Interview, InterviewResult, InterviewState};
use crate::order::log::{Change, LogLine, Message, Note};
use crate::order::making::{CentreBatch, Making};
use crate::order::originals::{
    OldDocumentState, Originals, OriginalsState, ReturnedMail, Verification,
};
use crate::order::payment::{Payment, ReceiptState};
use crate::order::review::{PriorityFlag, Review};
use crate::order::{Draft, ORDER_SCHEMA, Order, Status, form::FaceCheck};
use crate::values::Money;
use serde::Serialize;

/// Why a row of events is not the history of one order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum ReplayFault {
    /// No events.
    Nothing,
    /// The first is not the opening of a draft.
    NoBeginning,
    /// A draft was opened twice.
    SecondBeginning {
        /// At this version.
        version: u32,
    },
    /// A version is missing or doubled.
    Gap {
        /// The one expected.
        expected: u32,
        /// The one found.
        found: u32,
    },
}

/// The order its events make.
pub fn replay(events: &[Event]) -> Result<Order, ReplayFault> {
    let (first, rest) = events.split_first().ok_or(ReplayFault::Nothing)?;
    let mut order = begin(first)?;
    for event in rest {
        if event.version != order.version + 1 {
            return Err(ReplayFault::Gap {
                expected: order.version + 1,
                found: event.version,
            });
        }
        if matches!(event.what, What::Drafted { .. }) {
            return Err(ReplayFault::SecondBeginning {
                version: event.version,
            });
        }
        order = evolve(order, event);
    }
    Ok(order)
}

/// The order as its draft is opened.
pub fn begin(event: &Event) -> Result<Order, ReplayFault> {
    let What::Drafted { draft, due } = &event.what else {
        return Err(ReplayFault::NoBeginning);
    };
    if event.version != 1 {
        return Err(ReplayFault::Gap {
            expected: 1,
            found: event.version,
        });
    }
    let mut order = blank(draft, *due);
    log(&mut order, event);
    Ok(order)
}

fn blank(draft: &Draft, due: Money) -> Order {
    let mut review = Review::default();
    if draft.business == crate::business::Business::TdEmerg {
        review.priority.insert(PriorityFlag::Emergency);
    }
    if draft.channel == crate::order::Channel::GreenChannel {
        review.priority.insert(PriorityFlag::GreenChannel);
    }
    Order {
        schema: ORDER_SCHEMA,
        no: draft.no.clone(),
        post: draft.post.clone(),
        version: 0,
        business: draft.business,
        status: Status::Draft,
        status_since: draft.at,
        account: draft.account.clone(),
        channel: draft.channel,
        own_district: draft.own_district,
        submitted_at: None,
        form: draft.form.clone(),
        face_check: FaceCheck::NotDone,
        files: std::collections::BTreeMap::new(),
        payment: Payment::of(due),
        originals: Originals {
            state: OriginalsState::NotNeeded,
            here: std::collections::BTreeSet::new(),
            shelf: None,
            return_tracking: None,
            returned: Vec::new(),
            extra: crate::order::Extra::new(),
        },
        old_document: OldDocumentState::None,
        clipping: None,
        verification: Verification::None,
        interview: Interview::none(),
        review,
        making: Making::default(),
        visit: None,
        delivery: None,
        changes: Vec::new(),
        messages: Vec::new(),
        notes: Vec::new(),
        log: Vec::new(),
        erased: std::collections::BTreeSet::new(),
        extra: crate::order::Extra::new(),
    }
}

/// The order after one event.
#[must_use]
pub fn evolve(mut order: Order, event: &Event) -> Order {
    evolve_in_place(&mut order, event);
    order
}

/// The same, for whoever leads an order through many events and has no use for what it was before.
pub fn evolve_in_place(order: &mut Order, event: &Event) {
    apply(order, event);
    log(order, event);
}

fn log(order: &mut Order, event: &Event) {
    order.version = event.version;
    order.log.push(LogLine {
        version: event.version,
        at: event.at,
        by: event.by.clone(),
        command: event.command.clone(),
        event: event.what.code().to_owned(),
        touched: event.what.touches().iter().copied().collect(),
    });
}

fn apply(order: &mut Order, event: &Event) {
    match &event.what {
        What::Drafted { .. } => {}
        What::FormFilled { form } => order.form = (**form).clone(),
        What::FaceChecked { result } => order.face_check = *result,
        What::Submitted {
            old_document,
            until,
        } => {
            order.submitted_at = Some(event.at);
            order.old_document = *old_document;
            order.payment.until = *until;
        }
        What::Moved {
            transition,
            from,
            to,
            reason,
            told,
        } => {
            moved(
                order,
                event,
                *transition,
                (*from, *to),
                reason.as_deref(),
                *told,
            );
        }
        What::Told { notice } => order.messages.push(Message {
            notice: notice.clone(),
            at: event.at,
        }),
        What::Noted { text } => {
            order.notes.push(Note {
                by: event.by.clone(),
                at: event.at,
                text: text.clone(),
            });
        }
        What::SentBack { comment } => {
            order.notes.push(Note {
                by: event.by.clone(),
                at: event.at,
                text: comment.clone(),
            });
        }
        What::AccountCounted { .. } | What::CountWaived { .. } => {}
        What::FileAdded { .. } | What::FileRemoved { .. } | What::FileJudged { .. } => {
            files(order, &event.what);
        }
        What::FilesErased { files, .. } => order.erased.extend(files.iter().cloned()),
        What::PaymentChosen { .. }
        | What::PaymentBooked { .. }
        | What::PaymentCleared { .. }
        | What::PaymentBounced { .. }
        | What::FeeSet { .. }
        | What::Refunded { .. } => payment(order, &event.what),
        What::InterviewRequired { .. }
        | What::InterviewBooked { .. }
        | What::BookingEnded { .. }
        | What::NumberDrawn { .. }
        | What::NumberCalled
        | What::CallUnanswered
        | What::MovedToEnd { .. }
        | What::CallAnswered
        | What::SlotUnverified
        | What::InterviewHeld { .. } => interview(&mut order.interview, event),
        What::OriginalsReceived { .. }
        | What::MailReturned { .. }
        | What::OriginalsAwaited
        | What::OldDocumentMoved { .. }
        | What::VerificationMoved { .. } => originals(order, event),
        What::SentToCentre { .. }
        | What::BackFromCentre
        | What::BookletMade { .. }
        | What::BookletChecked { .. }
        | What::BookletSpoiled => making(&mut order.making, event),
        What::VisitSet { visit } => order.visit.clone_from(visit),
        What::Delivered { delivery } => order.delivery = Some(delivery.clone()),
        What::CameBack => {
            if let Some(delivery) = &mut order.delivery {
                delivery.undeliverable = Some(event.at);
            }
        }
        What::Claimed { .. }
        | What::ClaimEnded { .. }
        | What::CheckAnswered { .. }
        | What::HitSettled { .. }
        | What::SupplementAsked { .. }
        | What::SupplementReturned
        | What::Forwarded { .. }
        | What::Approved { .. }
        | What::Refused { .. }
        | What::Proposed { .. }
        | What::ProposalEnded { .. }
        | What::OfficerValueSet { .. }
        | What::Held { .. }
        | What::HoldEnded
        | What::PrioritySet { .. } => review(&mut order.review, event),
    }
}

fn moved(
    order: &mut Order,
    event: &Event,
    transition: TransitionId,
    (from, to): (Status, Status),
    reason: Option<&str>,
    told: bool,
) {
    order.status = to;
    order.status_since = event.at;
    if to != Status::Supplement {
        order.review.supplement = None;
    }
    if !matches!(to, Status::FirstReview) {
        order.review.supplement_back = None;
    }
    // Taken back into review: what an officer had asked for is waived; what the rules ask for stays.
    if transition == TransitionId::T26 && to == Status::FirstReview {
        order.interview.causes.clear();
        order.interview.leave_slot(InterviewState::NotNeeded);
    }
    let message = told.then(|| u32::try_from(order.messages.len()).unwrap_or(u32::MAX));
    order.changes.push(Change {
        version: event.version,
        at: event.at,
        by: event.by.clone(),
        transition,
        from,
        to,
        reason: reason.map(str::to_owned),
        message,
    });
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "called for its own events alone"
)]
fn files(order: &mut Order, what: &What) {
    match what {
        What::FileAdded { file } => {
            // A new photo takes the place of the old one, which stays for comparison.
            if file.slot == Slot::PHOTO {
                for old in order.files.values_mut().filter(|f| f.slot == Slot::PHOTO) {
                    old.replaced = true;
                }
            }
            order.files.insert(file.id.clone(), (**file).clone());
        }
        What::FileRemoved { file } => {
            if let Some(file) = order.files.get_mut(file) {
                file.replaced = true;
            }
        }
        What::FileJudged { file, judgement } => {
            if let Some(file) = order.files.get_mut(file) {
                file.judgement = Some(judgement.clone());
            }
        }
        _ => {}
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "called for its own events alone"
)]
fn payment(order: &mut Order, what: &What) {
    let payment = &mut order.payment;
    let mark = |payment: &mut Payment, id: &PaymentId, state| {
        if let Some(receipt) = payment.receipts.iter_mut().find(|r| r.id == *id) {
            receipt.state = state;
        }
    };
    match what {
        What::PaymentChosen { mode } => payment.mode = Some(*mode),
        What::PaymentBooked { receipt } => payment.receipts.push(receipt.clone()),
        What::PaymentCleared { payment: id } => mark(payment, id, ReceiptState::Cleared),
        What::PaymentBounced { payment: id } => mark(payment, id, ReceiptState::Bounced),
        What::FeeSet { due } => payment.due = *due,
        What::Refunded { refund } => payment.refunds.push(refund.clone()),
        _ => {}
    }
    payment.settle();
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "called for its own events alone"
)]
fn interview(interview: &mut Interview, event: &Event) {
    match &event.what {
        What::InterviewRequired { causes } => {
            interview.causes.extend(causes.iter().copied());
            interview.leave_slot(InterviewState::ToBook);
        }
        What::InterviewBooked { slot } => {
            interview.leave_slot(InterviewState::Booked);
            interview.slot = Some(*slot);
        }
        What::BookingEnded { missed } => {
            let state = if *missed {
                InterviewState::Missed
            } else {
                InterviewState::ToBook
            };
            interview.leave_slot(state);
        }
        What::NumberDrawn { number } => {
            interview.number = Some(*number);
            interview.state = InterviewState::Queued;
        }
        What::NumberCalled => {
            interview.last_call = Some(event.at);
            interview.ringing = true;
        }
        What::CallUnanswered => {
            interview.unanswered += 1;
            interview.ringing = false;
        }
        What::MovedToEnd { number } => {
            interview.number = Some(*number);
            interview.unanswered = 0;
            interview.last_call = None;
            interview.moved += 1;
        }
        What::CallAnswered => {
            interview.state = InterviewState::InProgress;
            interview.ringing = false;
        }
        What::SlotUnverified => interview.state = InterviewState::Unverified,
        What::InterviewHeld { held } => {
            let state = match held.record.result {
                InterviewResult::Passed => InterviewState::Passed,
                InterviewResult::NeedsMaterials => InterviewState::NeedsMaterials,
                InterviewResult::NeedsVisit => InterviewState::NeedsVisit,
                InterviewResult::Failed => InterviewState::Failed,
                InterviewResult::Interrupted => InterviewState::ToBook,
            };
            interview.leave_slot(state);
            interview.held.push((**held).clone());
        }
        _ => {}
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "called for its own events alone"
)]
fn originals(order: &mut Order, event: &Event) {
    match &event.what {
        What::OriginalsAwaited => order.originals.state = OriginalsState::Awaited,
        What::OriginalsReceived { intake, complete } => {
            let originals = &mut order.originals;
            originals.here.extend(intake.found.iter().copied());
            originals.shelf = Some(intake.shelf.clone());
            if intake.return_tracking.is_some() {
                originals
                    .return_tracking
                    .clone_from(&intake.return_tracking);
            }
            originals.state = if *complete {
                OriginalsState::Complete
            } else {
                OriginalsState::Incomplete
            };
        }
        What::MailReturned { cause, tracking } => {
            order.originals.returned.push(ReturnedMail {
                cause: *cause,
                tracking: tracking.clone(),
                by: event.by.clone(),
                at: event.at,
            });
            // What went back counts only while nothing else is here.
            if order.originals.here.is_empty() {
                order.originals.state = OriginalsState::Returned;
            }
        }
        What::OldDocumentMoved { to, clipping } => {
            order.old_document = *to;
            if clipping.is_some() {
                order.clipping.clone_from(clipping);
            }
        }
        What::VerificationMoved { to } => order.verification = *to,
        _ => {}
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "called for its own events alone"
)]
fn making(making: &mut Making, event: &Event) {
    match &event.what {
        What::SentToCentre { batch } => {
            making.centre = Some(CentreBatch {
                batch: batch.clone(),
                sent: event.at,
                back: None,
            });
        }
        What::BackFromCentre => {
            if let Some(centre) = &mut making.centre {
                centre.back = Some(event.at);
            }
        }
        What::BookletMade { made } => making.made = Some(made.clone()),
        What::BookletChecked { by } => {
            if let Some(made) = &mut making.made {
                made.checked_by = Some(by.clone());
            }
        }
        What::BookletSpoiled => {
            making
                .spoiled
                .extend(making.made.take().map(|made| made.number));
            making.centre = None;
        }
        _ => {}
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "called for its own events alone"
)]
fn review(review: &mut Review, event: &Event) {
    match &event.what {
        What::Claimed { claim } => {
            review.fence = claim.fence;
            review.last_holder = Some(claim.by.clone());
            review.claim = Some(claim.clone());
        }
        What::ClaimEnded { .. } => review.claim = None,
        What::CheckAnswered { check, answer } => {
            review.checks.insert(*check, answer.clone());
        }
        What::HitSettled { settled } => {
            review.hits.insert(settled.hit.key.clone(), settled.clone());
            review.settle_kept();
        }
        What::SupplementAsked { asked } => {
            // A new last day is not a new request.
            if review.supplement.is_none() {
                review.supplements += 1;
            }
            review.supplement = Some(asked.clone());
        }
        What::SupplementReturned => review.supplement_back = Some(event.at),
        What::Forwarded { by } => {
            review.forwarded.push(crate::order::review::Reviewed {
                by: by.clone(),
                at: event.at,
            });
        }
        What::Approved { approval, by } => {
            review.approval = Some((**approval).clone());
            review.approved_by = Some(by.clone());
        }
        What::Refused { refusing, by } => {
            review.refused = Some(refusing.clone());
            review.refused_by.clone_from(by);
        }
        What::Proposed { proposal } => review.proposal = Some((**proposal).clone()),
        What::ProposalEnded { .. } => review.proposal = None,
        What::OfficerValueSet { field, value } => {
            review.officer_values.insert(field.clone(), value.clone());
        }
        What::Held { hold } => review.hold = Some(hold.clone()),
        What::HoldEnded => review.hold = None,
        What::PrioritySet { flag, on } => {
            if *on {
                review.priority.insert(*flag)
            } else {
                review.priority.remove(flag)
            };
        }
        _ => {}
    }
}

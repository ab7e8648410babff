//! Retention: which images of an order are to be erased, and since when.
//!
//! Never while the order is live, and never the facts: what was decided, by whom and when stays. An image
//! named again after it was erased is erased already; naming it does no harm.

use crate::ids::{FileId, PaymentId};
use crate::order::payment::ReceiptState;
use crate::order::{Order, Status};
use crate::post::PostPolicy;
use crate::post::policy::PaymentKind;
use crate::values::instant::Instant;
use chrono::Months;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use strum::IntoStaticStr;

/// What is erased.
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(tag = "what", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Erased {
    /// Images of a refused order.
    RejectedImages,
    /// Images of an order taken back, or never paid.
    CancelledImages,
    /// Screenshots of the interviews of an order that is done.
    InterviewScreenshots,
    /// 信用卡付款授权表, once the card was charged: the scan, and the paper.
    CardForm {
        /// Of which payment.
        payment: PaymentId,
    },
}

/// One thing to be erased.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// What.
    #[serde(flatten)]
    pub what: Erased,
    /// Since when it is due.
    pub since: Instant,
    /// The images.
    pub files: BTreeSet<FileId>,
}

/// What is due to be erased of an order at a moment.
pub fn due(order: &Order, policy: &PostPolicy, now: Instant) -> Vec<Erasure> {
    let mut all = coming(order, policy);
    all.retain(|erasure| erasure.since <= now);
    all
}

/// What will be due if nothing more happens to the order; what was erased is not due again.
pub fn coming(order: &Order, policy: &PostPolicy) -> Vec<Erasure> {
    let mut all = card_forms(order);
    all.extend(images(order, policy));
    all.retain_mut(|erasure| {
        let on_paper = erasure.files.is_empty();
        erasure.files.retain(|file| !order.erased.contains(file));
        on_paper || !erasure.files.is_empty()
    });
    all
}

/// When a mail that could not be taken is to be erased.
pub fn failed_mail_due(received: Instant, policy: &PostPolicy) -> Instant {
    let days = u64::from(policy.retention.failed_mail_days);
    let day = policy.local_day(received);
    let last = day.checked_add_days(chrono::Days::new(days)).unwrap_or(day);
    policy.day_start(last)
}

/// A card's data goes as soon as the card was charged or refused, whatever the order does.
fn card_forms(order: &Order) -> Vec<Erasure> {
    let used = order.payment.receipts.iter().filter(|receipt| {
        receipt.kind == PaymentKind::CardForm && receipt.state != ReceiptState::ToVerify
    });
    used.map(|receipt| Erasure {
        what: Erased::CardForm {
            payment: receipt.id.clone(),
        },
        since: receipt.at,
        files: receipt.image.iter().cloned().collect(),
    })
    .collect()
}

fn images(order: &Order, policy: &PostPolicy) -> Option<Erasure> {
    let rules = &policy.retention;
    let (what, months, files) = match order.status {
        Status::Rejected => (
            Erased::RejectedImages,
            rules.rejected_image_months,
            all_images(order),
        ),
        Status::Cancelled | Status::Expired => (
            Erased::CancelledImages,
            rules.cancelled_image_months,
            all_images(order),
        ),
        Status::Done => (
            Erased::InterviewScreenshots,
            rules.screenshot_months,
            screenshots(order),
        ),
        // A live order keeps everything; a pension order has no image here.
        Status::Draft
        | Status::PendingPayment
        | Status::FirstReview
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
        | Status::PensionProcessing
        | Status::PensionOk
        | Status::PensionFail => return None,
    };
    // Who is asked to confirm something must be able to see what it stands on.
    if files.is_empty() || order.review.proposal.is_some() {
        return None;
    }
    let ended = policy.local_day(order.status_since);
    let last = ended.checked_add_months(Months::new(u32::from(months)))?;
    Some(Erasure {
        what,
        since: policy.day_start(last),
        files,
    })
}

fn screenshots(order: &Order) -> BTreeSet<FileId> {
    let held = order.interview.held.iter();
    held.flat_map(|h| h.record.screenshots.iter().cloned())
        .collect()
}

/// Everything that shows somebody: materials, signatures, screenshots.
fn all_images(order: &Order) -> BTreeSet<FileId> {
    let form = &order.form;
    let statement = form.statement.as_ref().and_then(|s| s.image.clone());
    let signature = form.signature.as_ref().map(|s| s.image.clone());
    let mut all = screenshots(order);
    all.extend(order.files.keys().cloned());
    all.extend(statement.into_iter().chain(signature));
    all
}

//! What the applicant is told, and when: a notice exists if and only if its cause is committed.

use super::interview::SlotTime;
use super::originals::{Original, ReturnCause};
use super::reasons::{Pick, Refusing};
use crate::values::Money;
use crate::values::instant::{Day, Instant};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use strum::{EnumIter, IntoStaticStr};

/// A notice with what fills its sentence; rendered from the catalogues.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::EnumDiscriminants)]
#[strum_discriminants(name(NoticeCode), doc = "The number of a notice, as `N03`.")]
#[strum_discriminants(derive(
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumIter,
    IntoStaticStr
))]
#[serde(tag = "code")]
pub enum Notice {
    /// Submitted.
    N01 {
        /// Working days until it is looked at.
        wait_days: u32,
    },
    /// Payment time-out.
    N02,
    /// Supplement.
    N03 {
        /// What is asked for.
        picks: Vec<Pick>,
        /// Paragraphs in the officer's own words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<String>,
        /// The last day.
        due: Day,
    },
    /// Supplement received.
    N04,
    /// Nothing of a mailed supplement could be taken.
    N04b,
    /// Rejected.
    N05 {
        /// Why.
        refusing: Refusing,
    },
    /// Interview needed.
    N06 {
        /// <16: the guardian takes part.
        with_guardian: bool,
    },
    /// Booked.
    N07 {
        /// When.
        slot: SlotTime,
    },
    /// The meeting is near.
    N07r {
        /// When it is.
        slot: SlotTime,
        /// So many minutes before it.
        minutes: u16,
    },
    /// Booking cancelled.
    N08 {
        /// Misses and cancelled bookings so far.
        strikes: u16,
    },
    /// Missed.
    N09 {
        /// Misses and cancelled bookings so far; none counted when the post was at fault.
        strikes: u16,
        /// This one counted.
        counted: bool,
    },
    /// 复审中.
    N10 {
        /// What to send now; nothing where the post takes originals later.
        send: BTreeSet<Original>,
    },
    /// 待制证.
    N11 {
        /// What to send or bring.
        send: BTreeSet<Original>,
        /// Paid already.
        paid: bool,
    },
    /// 已制证.
    N12 {
        /// Originals still awaited.
        still: BTreeSet<Original>,
        /// It will be mailed.
        by_mail: bool,
    },
    /// 待取证.
    N13 {
        /// What is still to be paid.
        pay: Option<Money>,
        /// The old booklet is to be brought.
        bring_old: bool,
    },
    /// Mailed.
    N14 {
        /// 查询号
        tracking: String,
    },
    /// Cancelled.
    N15 {
        /// Cancellations of the account so far.
        count: u16,
    },
    /// The originals do not agree with the order.
    N16 {
        /// Which.
        what: Original,
        /// How.
        words: String,
    },
    /// A visit to book.
    N17 {
        /// Fingerprints will be taken.
        fingerprints: bool,
    },
    /// Pension: handed on.
    N18,
    /// An original is missing.
    N19 {
        /// Which.
        missing: BTreeSet<Original>,
    },
    /// Mail returned.
    N20 {
        /// Why.
        cause: ReturnCause,
    },
    /// Difference in the fee.
    N21 {
        /// 应收
        due: Money,
        /// 已收
        held: Money,
    },
    /// Refunded.
    N22 {
        /// How much.
        amount: Money,
    },
    /// Ban.
    N24 {
        /// Until when.
        until: Instant,
        /// From booking, or else from new orders.
        booking: bool,
    },
    /// Not collected.
    N25 {
        /// For so many days.
        days: u16,
    },
}

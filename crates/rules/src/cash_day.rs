//! 日结: the book of one day's money at one post.
//!
//! Receipts are numbered without a gap, from day to day. The day is closed by two different people once the
//! book agrees with the orders; after that nothing in it changes, and what was wrong is corrected by a line
//! in the book of a later day.

mod decide;
mod reconcile;
mod transfer;

pub use decide::{CashAction, CashRefusal, decide};
pub use reconcile::{Difference, Sums, Totals, expected, reconcile};
pub use transfer::{Candidate, MatchedBy, Payable, Transfer, candidates};

use crate::book::BookEvent;
use crate::ids::{OfficerId, PaymentId, PostCode};
use crate::order::Extra;
use crate::post::policy::PaymentKind;
use crate::values::instant::{Day, Instant};
use crate::values::{Money, OrderNo};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// The shape of the book this program writes.
pub const CASH_SCHEMA: u32 = 1;

/// What a line is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
pub enum CashFor {
    /// 收据
    Receipt {
        /// Its number.
        no: u32,
        /// Whose fee.
        order: OrderNo,
        /// The payment in the order.
        payment: PaymentId,
    },
    /// 作废的收据: a number that was spoiled is kept, with nothing on it.
    VoidReceipt {
        /// Its number.
        no: u32,
        /// Why.
        reason: String,
    },
    /// 退款
    Refund {
        /// Whose.
        order: OrderNo,
    },
    /// 更正: of an earlier day's line.
    Correction {
        /// Of which day.
        of: Day,
        /// Of which receipt, where it is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        no: Option<u32>,
        /// Why.
        reason: String,
    },
}

/// One line of money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CashLine {
    /// What for.
    pub what: CashFor,
    /// How it was paid.
    pub kind: PaymentKind,
    /// How much; a correction may be negative, nothing else is.
    pub amount: Money,
    /// Who wrote it.
    pub by: OfficerId,
    /// When.
    pub at: Instant,
}

/// A signature under the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// Whose.
    pub by: OfficerId,
    /// When.
    pub at: Instant,
}

/// The book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CashDay {
    /// Shape of this document.
    pub schema: u32,
    /// Whose.
    pub post: PostCode,
    /// The day, in the post's calendar.
    pub day: Day,
    /// How many lines made it what it is.
    pub version: u32,
    /// The number its first receipt has.
    pub first_no: u32,
    /// Money in and out.
    pub lines: Vec<CashLine>,
    /// Bank transfers: those of today, and those no earlier day could match.
    pub transfers: Vec<Transfer>,
    /// The first of two signatures; it lapses with the next line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<Signed>,
    /// The second: closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Signed>,
    /// Fields of a newer program.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "event", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum CashWhat {
    /// Money in, out, or put right.
    Written {
        /// What for.
        what: CashFor,
        /// How it was paid.
        kind: PaymentKind,
        /// How much.
        amount: Money,
    },
    /// A transfer stands on the bank's list.
    TransferNoted {
        /// The transfer.
        transfer: Transfer,
    },
    /// A transfer is an order's.
    TransferMatched {
        /// Which.
        reference: String,
        /// Whose.
        order: OrderNo,
        /// By what.
        by: MatchedBy,
    },
    /// The first signature.
    Signed,
    /// The second.
    Closed,
}

/// A line of the book.
pub type CashEvent = BookEvent<CashWhat>;

impl CashDay {
    /// The first book a post ever keeps.
    pub fn open(post: PostCode, day: Day, first_no: u32) -> Self {
        Self {
            schema: CASH_SCHEMA,
            post,
            day,
            version: 0,
            first_no,
            lines: Vec::new(),
            transfers: Vec::new(),
            signed: None,
            closed: None,
            extra: Extra::new(),
        }
    }

    /// The book of a later day: its numbers go on, and what was not matched is carried over. None while this
    /// day is open, or for a day that is not later.
    pub fn following(&self, day: Day) -> Option<Self> {
        if self.closed.is_none() || day <= self.day {
            return None;
        }
        let mut next = Self::open(self.post.clone(), day, self.next_no());
        next.transfers = self.unmatched().cloned().collect();
        Some(next)
    }

    /// The number of the next receipt.
    pub fn next_no(&self) -> u32 {
        let written = self.lines.iter().filter(|line| line.what.no().is_some());
        let written = u32::try_from(written.count()).unwrap_or(u32::MAX);
        self.first_no.saturating_add(written)
    }

    /// Transfers that are nobody's yet.
    pub fn unmatched(&self) -> impl Iterator<Item = &Transfer> {
        self.transfers.iter().filter(|t| t.order.is_none())
    }
}

impl CashFor {
    /// The number of the receipt it is, void ones included.
    pub fn no(&self) -> Option<u32> {
        match self {
            Self::Receipt { no, .. } | Self::VoidReceipt { no, .. } => Some(*no),
            Self::Refund { .. } | Self::Correction { .. } => None,
        }
    }
}

/// The book after one line. Only this changes a book.
#[must_use]
pub fn evolve(mut book: CashDay, event: &CashEvent) -> CashDay {
    book.version = event.version;
    let signature = || Signed {
        by: event.by.clone(),
        at: event.at,
    };
    match &event.what {
        CashWhat::Written { what, kind, amount } => {
            book.lines.push(CashLine {
                what: what.clone(),
                kind: *kind,
                amount: *amount,
                by: event.by.clone(),
                at: event.at,
            });
            book.signed = None;
        }
        CashWhat::TransferNoted { transfer } => {
            book.transfers.push(transfer.clone());
            book.signed = None;
        }
        CashWhat::TransferMatched {
            reference,
            order,
            by,
        } => {
            let found = book.transfers.iter_mut();
            for transfer in found.filter(|t| t.reference == *reference) {
                transfer.order = Some(order.clone());
                transfer.matched_by = Some(*by);
            }
            book.signed = None;
        }
        CashWhat::Signed => book.signed = Some(signature()),
        CashWhat::Closed => book.closed = Some(signature()),
    }
    book
}

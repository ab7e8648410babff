//! What may be written into the book of a day.

use super::{
    CASH_SCHEMA, CashDay, CashEvent, CashFor, CashWhat, Difference, MatchedBy, Totals, Transfer,
    reconcile,
};
use crate::book::{BOOK_EVENT_SCHEMA, BookCommand, BookContext, NotTheWriter};
use crate::ids::{OfficerId, PaymentId};
use crate::people::Role;
use crate::post::policy::PaymentKind;
use crate::values::instant::Day;
use crate::values::{Currency, Money, OrderNo};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What is to be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum CashAction {
    /// 开收据
    Receive {
        /// The number on the receipt.
        no: u32,
        /// Whose fee.
        order: OrderNo,
        /// The payment in the order.
        payment: PaymentId,
        /// How it was paid.
        kind: PaymentKind,
        /// How much.
        amount: Money,
    },
    /// 收据作废
    VoidReceipt {
        /// The number on it.
        no: u32,
        /// Why.
        reason: String,
    },
    /// 退款
    Repay {
        /// Whose.
        order: OrderNo,
        /// The way it came.
        kind: PaymentKind,
        /// How much.
        amount: Money,
    },
    /// 更正以前的账
    Correct {
        /// Of which day.
        of: Day,
        /// Of which receipt.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        no: Option<u32>,
        /// How it was paid.
        kind: PaymentKind,
        /// How much more, or less.
        amount: Money,
        /// Why.
        reason: String,
    },
    /// 登记到账
    NoteTransfer {
        /// As the bank lists it.
        transfer: Transfer,
    },
    /// 认领到账
    MatchTransfer {
        /// Which.
        reference: String,
        /// Whose.
        order: OrderNo,
        /// By what.
        by: MatchedBy,
    },
    /// 签字; the transfers carried over are named, so that none is overlooked.
    Sign {
        /// Transfers that stay nobody's today.
        carried: BTreeSet<String>,
    },
    /// 复核签字: closes the day.
    Countersign,
}

/// Why it may not be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum CashRefusal {
    /// Not by this person.
    Writer {
        /// Why.
        why: NotTheWriter,
    },
    /// Written by a newer program.
    BookNewer {
        /// Its shape.
        schema: u32,
    },
    /// The day is closed: correct it in the book of a later day.
    DayClosed,
    /// It is another day by now.
    OtherDay {
        /// Today.
        today: Day,
    },
    /// Receipts are numbered without a gap.
    NumberWrong {
        /// The next one.
        next: u32,
    },
    /// This payment has its receipt.
    PaymentKnown,
    /// Nothing, or less.
    AmountWrong,
    /// A text is needed.
    TextNeeded,
    /// A correction is of an earlier day.
    NotEarlier,
    /// The bank's reference was noted already.
    TransferKnown,
    /// No such transfer, or it is somebody's.
    NoSuchTransfer,
    /// Orders and book differ.
    Differs {
        /// Where.
        differences: Vec<Difference>,
    },
    /// Transfers are neither matched nor named as carried over.
    TransfersOpen {
        /// Which.
        references: BTreeSet<String>,
    },
    /// Somebody has signed, and nothing was written since.
    SignedAlready {
        /// Who.
        by: OfficerId,
    },
    /// Nobody has signed what stands here.
    NotSigned,
    /// The second signature is another person's.
    SamePerson,
    /// What is signed is what was seen.
    Stale {
        /// The version seen.
        seen: u32,
        /// The book's.
        version: u32,
    },
}

impl From<NotTheWriter> for CashRefusal {
    fn from(why: NotTheWriter) -> Self {
        Self::Writer { why }
    }
}

const TILL: &[Role] = &[
    Role::Cashier,
    Role::Counter,
    Role::MailClerk,
    Role::Supervisor,
];
const SIGNERS: &[Role] = &[Role::Cashier, Role::Supervisor];

/// Decides one command on the book; `expected` is what the orders say of its day.
pub fn decide(
    book: &CashDay,
    command: &BookCommand<CashAction>,
    expected: &Totals,
    ctx: &BookContext<'_>,
) -> Result<CashEvent, CashRefusal> {
    if book.schema > CASH_SCHEMA {
        return Err(CashRefusal::BookNewer {
            schema: book.schema,
        });
    }
    let signs = matches!(
        command.action,
        CashAction::Sign { .. } | CashAction::Countersign
    );
    let by = ctx.writer(&book.post, if signs { SIGNERS } else { TILL })?;
    if book.closed.is_some() {
        return Err(CashRefusal::DayClosed);
    }
    let what = if signs {
        signature(book, command, expected, &by)?
    } else {
        let today = ctx.policy.local_day(ctx.now);
        if today != book.day {
            return Err(CashRefusal::OtherDay { today });
        }
        line(book, &command.action, ctx.policy.fees.currency)?
    };
    Ok(CashEvent {
        schema: BOOK_EVENT_SCHEMA,
        version: book.version + 1,
        at: ctx.now,
        by,
        command: Some(command.id.clone()),
        what,
    })
}

fn line(book: &CashDay, action: &CashAction, currency: Currency) -> Result<CashWhat, CashRefusal> {
    match action {
        CashAction::Receive {
            no,
            order,
            payment,
            kind,
            amount,
        } => {
            numbered(book, *no)?;
            positive(*amount)?;
            receipt_is_new(book, payment)?;
            let (no, order, payment) = (*no, order.clone(), payment.clone());
            Ok(written(
                CashFor::Receipt { no, order, payment },
                *kind,
                *amount,
            ))
        }
        CashAction::VoidReceipt { no, reason } => void(book, *no, reason, currency),
        CashAction::Repay {
            order,
            kind,
            amount,
        } => {
            positive(*amount)?;
            let order = order.clone();
            Ok(written(CashFor::Refund { order }, *kind, *amount))
        }
        CashAction::Correct {
            of,
            no,
            kind,
            amount,
            reason,
        } => {
            if *of >= book.day {
                return Err(CashRefusal::NotEarlier);
            }
            if amount.minor == 0 {
                return Err(CashRefusal::AmountWrong);
            }
            let (of, no, reason) = (*of, *no, text(reason)?);
            Ok(written(
                CashFor::Correction { of, no, reason },
                *kind,
                *amount,
            ))
        }
        CashAction::NoteTransfer { transfer } => note(book, transfer),
        CashAction::MatchTransfer {
            reference,
            order,
            by,
        } => matched(book, reference, order, *by),
        // Signatures are no lines.
        CashAction::Sign { .. } | CashAction::Countersign => Err(CashRefusal::NotSigned),
    }
}

fn written(what: CashFor, kind: PaymentKind, amount: Money) -> CashWhat {
    CashWhat::Written { what, kind, amount }
}

fn numbered(book: &CashDay, no: u32) -> Result<(), CashRefusal> {
    let next = book.next_no();
    if no == next {
        Ok(())
    } else {
        Err(CashRefusal::NumberWrong { next })
    }
}

fn positive(amount: Money) -> Result<(), CashRefusal> {
    if amount.minor > 0 {
        Ok(())
    } else {
        Err(CashRefusal::AmountWrong)
    }
}

fn receipt_is_new(book: &CashDay, payment: &PaymentId) -> Result<(), CashRefusal> {
    let known = book.lines.iter().any(|line| match &line.what {
        CashFor::Receipt { payment: own, .. } => own == payment,
        CashFor::VoidReceipt { .. } | CashFor::Refund { .. } | CashFor::Correction { .. } => false,
    });
    if known {
        Err(CashRefusal::PaymentKnown)
    } else {
        Ok(())
    }
}

/// A spoiled number keeps its place, with nothing on it.
fn void(
    book: &CashDay,
    no: u32,
    reason: &str,
    currency: Currency,
) -> Result<CashWhat, CashRefusal> {
    numbered(book, no)?;
    let reason = text(reason)?;
    let nothing = Money::zero(currency);
    Ok(written(
        CashFor::VoidReceipt { no, reason },
        PaymentKind::Cash,
        nothing,
    ))
}

fn note(book: &CashDay, transfer: &Transfer) -> Result<CashWhat, CashRefusal> {
    let reference = text(&transfer.reference)?;
    positive(transfer.amount)?;
    if book.transfers.iter().any(|t| t.reference == reference) {
        return Err(CashRefusal::TransferKnown);
    }
    let transfer = Transfer {
        reference,
        order: None,
        matched_by: None,
        ..transfer.clone()
    };
    Ok(CashWhat::TransferNoted { transfer })
}

fn matched(
    book: &CashDay,
    reference: &str,
    order: &OrderNo,
    by: MatchedBy,
) -> Result<CashWhat, CashRefusal> {
    let open = book.unmatched().any(|t| t.reference == reference);
    if !open {
        return Err(CashRefusal::NoSuchTransfer);
    }
    Ok(CashWhat::TransferMatched {
        reference: reference.to_owned(),
        order: order.clone(),
        by,
    })
}

fn signature(
    book: &CashDay,
    command: &BookCommand<CashAction>,
    expected: &Totals,
    by: &OfficerId,
) -> Result<CashWhat, CashRefusal> {
    if command.seen != book.version {
        return Err(CashRefusal::Stale {
            seen: command.seen,
            version: book.version,
        });
    }
    agrees(book, expected)?;
    match (&command.action, &book.signed) {
        (CashAction::Sign { .. }, Some(signed)) => Err(CashRefusal::SignedAlready {
            by: signed.by.clone(),
        }),
        (CashAction::Sign { carried }, None) => {
            let open: BTreeSet<String> = book.unmatched().map(|t| t.reference.clone()).collect();
            if open == *carried {
                Ok(CashWhat::Signed)
            } else {
                Err(CashRefusal::TransfersOpen { references: open })
            }
        }
        (_, None) => Err(CashRefusal::NotSigned),
        (_, Some(signed)) if signed.by == *by => Err(CashRefusal::SamePerson),
        (_, Some(_)) => Ok(CashWhat::Closed),
    }
}

fn agrees(book: &CashDay, expected: &Totals) -> Result<(), CashRefusal> {
    let differences = reconcile(book, expected);
    if differences.is_empty() {
        Ok(())
    } else {
        Err(CashRefusal::Differs { differences })
    }
}

fn text(given: &str) -> Result<String, CashRefusal> {
    let given = given.trim();
    if given.is_empty() || given.chars().count() > 500 {
        Err(CashRefusal::TextNeeded)
    } else {
        Ok(given.to_owned())
    }
}

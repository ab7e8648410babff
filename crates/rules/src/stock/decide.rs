//! What may be written into the book of blanks.

use super::{STOCK_SCHEMA, Serial, SerialRange, Serials, Stock, StockEvent, StockWhat};
use crate::book::{BOOK_EVENT_SCHEMA, BookCommand, BookContext, NotTheWriter, witnessed};
use crate::ids::{OfficerId, PostCode};
use crate::people::Role;
use crate::values::OrderNo;
use serde::{Deserialize, Serialize};

/// What is to be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum StockAction {
    /// 入库
    Receive {
        /// Which, as counted out of the box.
        ranges: Vec<SerialRange>,
        /// How many the delivery note says.
        count: u64,
        /// From where.
        from: String,
        /// Who looks on.
        witness: OfficerId,
    },
    /// 领用
    Use {
        /// Which.
        serial: Serial,
        /// For which order.
        order: OrderNo,
    },
    /// 作废
    Spoil {
        /// Which.
        serial: Serial,
        /// The order it was meant for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        order: Option<OrderNo>,
        /// Why.
        reason: String,
    },
    /// 调出
    Move {
        /// Which.
        range: SerialRange,
        /// To which post.
        to: PostCode,
        /// Who looks on.
        witness: OfficerId,
    },
    /// 核销
    WriteOff {
        /// Which.
        range: SerialRange,
        /// Why.
        reason: String,
        /// Who looks on.
        witness: OfficerId,
    },
    /// 盘点
    Count {
        /// What lies in the safe.
        ranges: Vec<SerialRange>,
        /// Who looks on.
        witness: OfficerId,
    },
}

/// Why it may not be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum StockRefusal {
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
    /// A count holds for the book it was made against alone.
    Stale {
        /// The version seen.
        seen: u32,
        /// The book's.
        version: u32,
    },
    /// Nothing was named.
    Nothing,
    /// A text is needed.
    TextNeeded,
    /// The note and the box differ: a serial is missing, or one too many.
    CountWrong {
        /// By the note.
        declared: u64,
        /// By the ranges.
        found: u64,
    },
    /// Named twice, or here already.
    KnownAlready {
        /// The first of them.
        range: SerialRange,
    },
    /// Never came.
    NeverReceived {
        /// The first of them.
        range: SerialRange,
    },
    /// Came, and is no longer on hand.
    GoneAlready {
        /// The first of them.
        range: SerialRange,
    },
    /// It became another order's.
    AnotherOrders {
        /// Whose.
        order: OrderNo,
    },
    /// Nothing is moved to where it is.
    SamePost,
    /// The safe and the book differ; what is missing is found or written off first.
    CountDiffers {
        /// In the book and not in the safe.
        missing: Vec<SerialRange>,
        /// In the safe and not in the book.
        surplus: Vec<SerialRange>,
    },
}

impl From<NotTheWriter> for StockRefusal {
    fn from(why: NotTheWriter) -> Self {
        Self::Writer { why }
    }
}

const KEEPERS: &[Role] = &[Role::Maker, Role::Supervisor];
const BOSS: &[Role] = &[Role::Supervisor];

/// Decides one command on the book.
pub fn decide(
    stock: &Stock,
    command: &BookCommand<StockAction>,
    ctx: &BookContext<'_>,
) -> Result<StockEvent, StockRefusal> {
    if stock.schema > STOCK_SCHEMA {
        return Err(StockRefusal::BookNewer {
            schema: stock.schema,
        });
    }
    let roles = match command.action {
        StockAction::WriteOff { .. } => BOSS,
        StockAction::Receive { .. }
        | StockAction::Use { .. }
        | StockAction::Spoil { .. }
        | StockAction::Move { .. }
        | StockAction::Count { .. } => KEEPERS,
    };
    let by = ctx.writer(&stock.post, roles)?;
    let what = what(stock, command, &by)?;
    Ok(StockEvent {
        schema: BOOK_EVENT_SCHEMA,
        version: stock.version + 1,
        at: ctx.now,
        by,
        command: Some(command.id.clone()),
        what,
    })
}

fn what(
    stock: &Stock,
    command: &BookCommand<StockAction>,
    by: &OfficerId,
) -> Result<StockWhat, StockRefusal> {
    match &command.action {
        StockAction::Receive {
            ranges,
            count,
            from,
            witness,
        } => {
            witnessed(by, witness)?;
            receive(stock, ranges, *count)?;
            Ok(StockWhat::Received {
                ranges: ranges.clone(),
                from: text(from)?,
                witness: witness.clone(),
            })
        }
        StockAction::Use { serial, order } => {
            on_hand(stock, &SerialRange::one(serial.clone()))?;
            Ok(StockWhat::Used {
                serial: serial.clone(),
                order: order.clone(),
            })
        }
        StockAction::Spoil {
            serial,
            order,
            reason,
        } => spoil(stock, serial, order.as_ref(), reason),
        StockAction::Move { range, to, witness } => {
            witnessed(by, witness)?;
            if *to == stock.post {
                return Err(StockRefusal::SamePost);
            }
            on_hand(stock, range)?;
            Ok(StockWhat::Moved {
                range: range.clone(),
                to: to.clone(),
                witness: witness.clone(),
            })
        }
        StockAction::WriteOff {
            range,
            reason,
            witness,
        } => {
            witnessed(by, witness)?;
            on_hand(stock, range)?;
            Ok(StockWhat::WrittenOff {
                range: range.clone(),
                reason: text(reason)?,
                witness: witness.clone(),
            })
        }
        StockAction::Count { ranges, witness } => {
            witnessed(by, witness)?;
            count(stock, ranges, command.seen)?;
            Ok(StockWhat::Counted {
                on_hand: stock.on_hand.count(),
                witness: witness.clone(),
            })
        }
    }
}

/// What comes was never here, or comes back whole from another post.
fn receive(stock: &Stock, ranges: &[SerialRange], declared: u64) -> Result<(), StockRefusal> {
    if ranges.is_empty() {
        return Err(StockRefusal::Nothing);
    }
    let all = Serials::of(ranges).map_err(|range| StockRefusal::KnownAlready { range })?;
    let found = all.count();
    if found != declared {
        return Err(StockRefusal::CountWrong { declared, found });
    }
    let here = stock.received.minus(&stock.moved);
    match all.ranges().iter().find_map(|range| here.common(range)) {
        Some(range) => Err(StockRefusal::KnownAlready { range }),
        None => Ok(()),
    }
}

/// All of it is blank and in the safe.
fn on_hand(stock: &Stock, range: &SerialRange) -> Result<(), StockRefusal> {
    if let Some(range) = stock.received.lacks(range) {
        return Err(StockRefusal::NeverReceived { range });
    }
    match stock.on_hand.lacks(range) {
        Some(range) => Err(StockRefusal::GoneAlready { range }),
        None => Ok(()),
    }
}

/// A blank is spoiled in the printer; a finished booklet when its order says so.
fn spoil(
    stock: &Stock,
    serial: &Serial,
    order: Option<&OrderNo>,
    reason: &str,
) -> Result<StockWhat, StockRefusal> {
    match stock.used.get(serial) {
        Some(used) if order == Some(&used.order) => {}
        Some(used) => {
            return Err(StockRefusal::AnotherOrders {
                order: used.order.clone(),
            });
        }
        None => on_hand(stock, &SerialRange::one(serial.clone()))?,
    }
    Ok(StockWhat::Spoiled {
        serial: serial.clone(),
        order: order.cloned(),
        reason: text(reason)?,
    })
}

fn count(stock: &Stock, ranges: &[SerialRange], seen: u32) -> Result<(), StockRefusal> {
    if seen != stock.version {
        return Err(StockRefusal::Stale {
            seen,
            version: stock.version,
        });
    }
    let safe = Serials::of(ranges).map_err(|range| StockRefusal::KnownAlready { range })?;
    let missing = stock.on_hand.minus(&safe).ranges().to_vec();
    let surplus = safe.minus(&stock.on_hand).ranges().to_vec();
    if missing.is_empty() && surplus.is_empty() {
        Ok(())
    } else {
        Err(StockRefusal::CountDiffers { missing, surplus })
    }
}

fn text(given: &str) -> Result<String, StockRefusal> {
    let given = given.trim();
    if given.is_empty() || given.chars().count() > 500 {
        Err(StockRefusal::TextNeeded)
    } else {
        Ok(given.to_owned())
    }
}

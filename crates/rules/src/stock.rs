//! 空白证件台账: the book of one kind of blank booklets at one post.
//!
//! Every serial that ever came is in exactly one place: on hand, used for an order, spoiled, moved to
//! another post, or written off. What came twice, went twice or never came is refused.

mod decide;
mod serial;

pub use decide::{StockAction, StockRefusal, decide};
pub use serial::{Serial, SerialRange, Serials};

use crate::book::BookEvent;
use crate::business::{Booklet, Business};
use crate::ids::{OfficerId, PostCode};
use crate::order::{Extra, Order};
use crate::values::{Instant, OrderNo};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use strum::IntoStaticStr;

/// The shape of the book this program writes.
pub const STOCK_SCHEMA: u32 = 1;

/// A booklet that became an order's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Used {
    /// Whose.
    pub order: OrderNo,
    /// Who took it.
    pub by: OfficerId,
    /// When.
    pub at: Instant,
}

/// A booklet that became none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spoiled {
    /// The order it was meant for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderNo>,
    /// Why.
    pub reason: String,
    /// Who says so.
    pub by: OfficerId,
    /// When.
    pub at: Instant,
}

/// The blanks were counted and the book agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// How many there were.
    pub on_hand: u64,
    /// Who counted.
    pub by: OfficerId,
    /// Who looked on.
    pub witness: OfficerId,
    /// When.
    pub at: Instant,
}

/// The book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stock {
    /// Shape of this document.
    pub schema: u32,
    /// Whose.
    pub post: PostCode,
    /// Of which booklets.
    pub booklet: Booklet,
    /// How many lines made it what it is.
    pub version: u32,
    /// Everything that ever came.
    pub received: Serials,
    /// Blank, in the safe.
    pub on_hand: Serials,
    /// By serial.
    pub used: BTreeMap<Serial, Used>,
    /// By serial.
    pub spoiled: BTreeMap<Serial, Spoiled>,
    /// At another post.
    pub moved: Serials,
    /// Missing or destroyed, before two people.
    pub written_off: Serials,
    /// The last count that agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<Counted>,
    /// Fields of a newer program.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "event", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum StockWhat {
    /// Blanks came.
    Received {
        /// Which.
        ranges: Vec<SerialRange>,
        /// From where.
        from: String,
        /// Who looked on.
        witness: OfficerId,
    },
    /// One became an order's.
    Used {
        /// Which.
        serial: Serial,
        /// Whose.
        order: OrderNo,
    },
    /// One became none.
    Spoiled {
        /// Which.
        serial: Serial,
        /// The order it was meant for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        order: Option<OrderNo>,
        /// Why.
        reason: String,
    },
    /// Blanks went to another post.
    Moved {
        /// Which.
        range: SerialRange,
        /// Where to.
        to: PostCode,
        /// Who looked on.
        witness: OfficerId,
    },
    /// Blanks are missing or destroyed.
    WrittenOff {
        /// Which.
        range: SerialRange,
        /// Why.
        reason: String,
        /// Who looked on.
        witness: OfficerId,
    },
    /// The blanks were counted, and the book agreed.
    Counted {
        /// How many.
        on_hand: u64,
        /// Who looked on.
        witness: OfficerId,
    },
}

/// A line of the book.
pub type StockEvent = BookEvent<StockWhat>;

/// How many are where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// Ever came.
    pub received: u64,
    /// In the safe.
    pub on_hand: u64,
    /// Became an order's.
    pub used: u64,
    /// Became none.
    pub spoiled: u64,
    /// At another post.
    pub moved: u64,
    /// Missing or destroyed.
    pub written_off: u64,
}

impl Balance {
    /// Everything that came is somewhere, and nothing else is.
    pub fn holds(&self) -> bool {
        let somewhere = self.on_hand + self.used + self.spoiled + self.moved + self.written_off;
        self.received == somewhere
    }
}

impl Stock {
    /// An empty book.
    pub fn open(post: PostCode, booklet: Booklet) -> Self {
        Self {
            schema: STOCK_SCHEMA,
            post,
            booklet,
            version: 0,
            received: Serials::default(),
            on_hand: Serials::default(),
            used: BTreeMap::new(),
            spoiled: BTreeMap::new(),
            moved: Serials::default(),
            written_off: Serials::default(),
            counted: None,
            extra: Extra::new(),
        }
    }

    /// How many are where.
    pub fn balance(&self) -> Balance {
        let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        Balance {
            received: self.received.count(),
            on_hand: self.on_hand.count(),
            used: count(self.used.len()),
            spoiled: count(self.spoiled.len()),
            moved: self.moved.count(),
            written_off: self.written_off.count(),
        }
    }

    /// Blanks still on hand although a later one of their run was taken: somebody passed them over.
    pub fn passed_over(&self) -> Vec<SerialRange> {
        let taken: Vec<&Serial> = self.used.keys().chain(self.spoiled.keys()).collect();
        let below = |range: &SerialRange| {
            let last = taken
                .iter()
                .filter(|s| SerialRange::new(range.from().clone(), (**s).clone()).is_some());
            let last = (*last.max()?).clone();
            SerialRange::new(range.from().clone(), last.min(range.to().clone()))
        };
        self.on_hand.ranges().iter().filter_map(below).collect()
    }
}

/// The book after one line. Only this changes a book.
#[must_use]
pub fn evolve(mut stock: Stock, event: &StockEvent) -> Stock {
    stock.version = event.version;
    match &event.what {
        StockWhat::Received { ranges, .. } => {
            for range in ranges {
                stock.received.insert(range);
                stock.moved.remove(range);
                stock.on_hand.insert(range);
            }
        }
        StockWhat::Used { serial, order } => {
            stock.on_hand.remove(&SerialRange::one(serial.clone()));
            let used = Used {
                order: order.clone(),
                by: event.by.clone(),
                at: event.at,
            };
            stock.used.insert(serial.clone(), used);
        }
        StockWhat::Spoiled {
            serial,
            order,
            reason,
        } => {
            stock.on_hand.remove(&SerialRange::one(serial.clone()));
            stock.used.remove(serial);
            let spoiled = Spoiled {
                order: order.clone(),
                reason: reason.clone(),
                by: event.by.clone(),
                at: event.at,
            };
            stock.spoiled.insert(serial.clone(), spoiled);
        }
        StockWhat::Moved { range, .. } => {
            stock.on_hand.remove(range);
            stock.moved.insert(range);
        }
        StockWhat::WrittenOff { range, .. } => {
            stock.on_hand.remove(range);
            stock.written_off.insert(range);
        }
        StockWhat::Counted { on_hand, witness } => {
            stock.counted = Some(Counted {
                on_hand: *on_hand,
                by: event.by.clone(),
                witness: witness.clone(),
                at: event.at,
            });
        }
    }
    stock
}

/// What an order says of a booklet and the book does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unbooked {
    /// The number in the order.
    pub number: String,
    /// How they differ.
    pub why: WhyUnbooked,
}

/// How order and book differ over a booklet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum WhyUnbooked {
    /// It never came to this post.
    NeverReceived,
    /// It is in the book, but not as this order's.
    NotThisOrders {
        /// Whose it is there.
        order: Option<OrderNo>,
    },
    /// The order says it was spoiled, the book does not.
    NotSpoiled,
}

/// Booklets of an order's making that the book does not have so. An annotation takes no booklet.
pub fn unbooked(stock: &Stock, order: &Order) -> Vec<Unbooked> {
    if order.business.booklet() != Some(stock.booklet) || order.business == Business::PpNote {
        return Vec::new();
    }
    let made = order.making.made.iter().map(|made| (&made.number, false));
    let spoiled = order.making.spoiled.iter().map(|number| (number, true));
    made.chain(spoiled)
        .filter_map(|(number, spoiled)| {
            let why = stock.differs(number, &order.no, spoiled)?;
            Some(Unbooked {
                number: number.clone(),
                why,
            })
        })
        .collect()
}

impl Stock {
    fn differs(&self, number: &str, order: &OrderNo, spoiled: bool) -> Option<WhyUnbooked> {
        let known = Serial::parse(number).filter(|serial| self.received.contains(serial));
        let Some(serial) = known else {
            return Some(WhyUnbooked::NeverReceived);
        };
        if spoiled {
            let Some(there) = self.spoiled.get(&serial) else {
                return Some(WhyUnbooked::NotSpoiled);
            };
            let own = there.order.as_ref() == Some(order);
            return (!own).then(|| WhyUnbooked::NotThisOrders {
                order: there.order.clone(),
            });
        }
        let used = self.used.get(&serial).map(|used| &used.order);
        (used != Some(order)).then(|| WhyUnbooked::NotThisOrders {
            order: used.cloned(),
        })
    }
}

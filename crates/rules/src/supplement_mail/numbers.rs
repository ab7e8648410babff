//! Order numbers standing somewhere in a text.

use crate::values::OrderNo;
use crate::values::fold::half_width;
use crate::values::order_no::{ORDER_NO_LENGTH, OrderNoFault};

/// The numbers in a text, each once, in the order they stand there; a slip counts as the number meant.
pub(super) fn numbers_in(text: &str) -> Vec<OrderNo> {
    let mut found = Vec::new();
    let mut run = String::new();
    for c in text.chars().map(half_width).chain([' ']) {
        if c.is_ascii_alphanumeric() {
            // A longer run is no number; its first characters are enough to know that.
            if run.len() <= ORDER_NO_LENGTH {
                run.push(c);
            }
            continue;
        }
        if let Some(number) = as_number(&run)
            && !found.contains(&number)
            && found.len() < MOST
        {
            found.push(number);
        }
        run.clear();
    }
    found
}

/// Enough to tell that there are several; a text of nothing but numbers must not cost more.
const MOST: usize = 8;

fn as_number(run: &str) -> Option<OrderNo> {
    if run.len() != ORDER_NO_LENGTH {
        return None;
    }
    match OrderNo::parse(run) {
        Ok(read) => Some(read.value),
        Err(OrderNoFault::LikelySlip { suggestion, .. }) => {
            OrderNo::parse(&suggestion).ok().map(|read| read.value)
        }
        Err(
            OrderNoFault::Empty
            | OrderNoFault::WrongLength { .. }
            | OrderNoFault::WrongCharacter { .. },
        ) => None,
    }
}

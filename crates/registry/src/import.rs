//! Taking in orders that come with their history: from another system, from a demo, from a post's old books.

use crate::line::Line;
use crate::subjects::{order_key, put_new};
use crate::world::Moment;
use crate::{Registry, Told};
use lingshi_ledger::{StoreFault, Writing};
use lingshi_rules::ids::PostCode;
use lingshi_rules::life::{Event, replay};
use lingshi_rules::order::Order;
use lingshi_rules::people::By;

/// An order cannot be taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadImport {
    /// Its events do not give the document.
    #[error("the events do not lead to the order as it stands")]
    OtherHistory,
    /// It is another post's.
    #[error("the order is another post's")]
    OtherPost,
    /// It is here already.
    #[error("an order with this number is here already")]
    Known,
}

impl Registry {
    /// Takes in one order with the events that made it.
    pub fn import(
        &self,
        tx: &mut dyn Writing,
        post: &PostCode,
        (order, events): (&Order, &[Event]),
        moment: &mut Moment<'_>,
    ) -> Told<Result<(), BadImport>> {
        if order.post != *post {
            return Ok(Err(BadImport::OtherPost));
        }
        if replay(events).ok().as_ref() != Some(order) {
            return Ok(Err(BadImport::OtherHistory));
        }
        let head = tx
            .lock_head(post)?
            .ok_or_else(|| StoreFault::misused("no such post"))?;
        if tx.document(post, &order_key(&order.no))?.is_some() {
            return Ok(Err(BadImport::Known));
        }
        let policy = self.settings(tx, post)?;
        let mut line = Line::next(post, head, "order_imported", By::System, moment);
        put_new(tx, &mut line, &self.lookup, &policy, order, events)?;
        line.write(tx, None, moment)?;
        Ok(Ok(()))
    }
}

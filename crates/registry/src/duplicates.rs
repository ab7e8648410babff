//! Who may be the same person, asked by an officer who has the order before them.
//!
//! Of another post's order only its post and the end of its number are told; what differs is shown for the
//! own post's orders alone.

use crate::kept::{self, Kept};
use crate::subjects::{alike, order_key};
use crate::{Registry, Told};
use lingshi_ledger::Reading;
use lingshi_rules::duplicates::{self, Looking};
use lingshi_rules::ids::PostCode;
use lingshi_rules::order::Order;
use lingshi_rules::values::{Instant, OrderNo};
use lingshi_wire::duplicates::{Duplicate, Duplicates};

impl Registry {
    /// The hits of an order as they are now; none for an order that is not here.
    pub fn duplicates(
        &self,
        tx: &mut (impl Reading + ?Sized),
        (post, no): (&PostCode, &OrderNo),
        now: Instant,
    ) -> Told<Option<Duplicates>> {
        let kept: Option<Kept<Order>> = kept::of_post(tx, post, &order_key(no))?;
        let Some(order) = kept.map(|kept| kept.value) else {
            return Ok(None);
        };
        let policy = self.settings(tx, post)?;
        let looking = Looking::on(policy.local_day(now));
        let found = alike(tx, &self.lookup, &order)?;
        let own: Vec<&Order> = found.iter().filter(|other| other.post == *post).collect();
        let hits = found
            .iter()
            .filter_map(|other| {
                let alike = duplicates::compare(&order, other, looking)?;
                let mine = other.post == *post;
                Some(Duplicate {
                    level: alike.level,
                    post: other.post.clone(),
                    tail: other.no.tail().to_owned(),
                    grounds: alike.grounds,
                    differs: if mine { alike.differs } else { Vec::new() },
                })
            })
            .collect();
        let earlier = duplicates::history(&order, own);
        Ok(Some(Duplicates { hits, earlier }))
    }
}

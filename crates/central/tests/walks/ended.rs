//! A post after everything has ended: its log holds, and desks hear of every end.

use super::common::{House, Post, root_key};
use super::staff::Staff;
use lingshi_registry::audit::{Witness, verify};
use lingshi_rules::order::Order;
use lingshi_rules::people::Role;
use lingshi_rules::values::OrderNo;
use lingshi_wire::{Kind, Seq};
use std::collections::BTreeMap;

/// The log verifies, and a desk that was away all the time pulls what the ledger has.
pub(crate) async fn look_at_the_post(
    house: &House,
    post: &Post,
    staff: &mut Staff,
    ends: &[OrderNo],
) {
    assert!(!ends.is_empty());
    let roots = [root_key().public()];
    let witness = Witness {
        heads: &[],
        roots: &roots,
    };
    let realm = super::common::REALM;
    let found = house.read(|tx| verify(tx, (realm, &post.code), witness));
    assert_eq!(found.broken, []);
    let desk = staff.desk(house, Role::Supervisor).await;
    let (mut pulled, mut after) = (BTreeMap::new(), Seq::START);
    loop {
        let page = desk.changes(after, None, None).await.unwrap();
        for document in page
            .documents
            .iter()
            .filter(|one| one.key.kind == Kind::Order)
        {
            let order: Order = serde_json::from_str(document.body.get()).unwrap();
            pulled.insert(order.no.clone(), order);
        }
        after = page.until;
        if page.until == page.head {
            break;
        }
    }
    assert_eq!(pulled.len(), ends.len());
    for no in ends {
        assert_eq!(pulled[no], house.order(post, no));
        assert!(pulled[no].status.is_terminal());
    }
}

//! A page is kept whole, once, and where the cache is.

use crate::world::{Cache, at, day, invented, policy};
use lingshi_cache::FaultKind;
use lingshi_cache::orders::Pulled;
use lingshi_rules::order::Status;
use lingshi_wire::{DocKey, Kind, Seq};

#[test]
fn what_was_kept_is_read_byte_for_byte() {
    let mut cache = Cache::new();
    let orders = invented(&policy(), None, 200);
    for page in orders.chunks(64) {
        cache.keep(page);
    }
    for order in &orders {
        assert_eq!(cache.orders.order(&order.no).unwrap().as_ref(), Some(order));
    }
    assert_eq!(cache.orders.cursor().unwrap(), at(200));
    let counts = cache.orders.counts().unwrap();
    assert_eq!(counts.values().sum::<u64>(), 200);
    for (status, count) in counts {
        let there = orders.iter().filter(|order| order.status == status);
        assert_eq!(there.count() as u64, count, "{status:?}");
    }
}

#[test]
fn a_page_that_cannot_be_read_moves_nothing() {
    let mut cache = Cache::new();
    let orders = invented(&policy(), None, 3);
    cache.keep(&orders[..1]);
    let good = serde_json::to_string(&orders[1]).unwrap();
    let (one, other) = (
        DocKey::new(Kind::Order, orders[1].no.as_str()),
        DocKey::new(Kind::Order, orders[2].no.as_str()),
    );
    let pulled = |key, body| Pulled {
        key,
        version: 1,
        seq: Seq(3),
        body,
    };
    let page = [pulled(&one, good.as_str()), pulled(&other, "{\"no\":")];
    let fault = cache
        .orders
        .keep((at(1), at(3)), &page, (&cache.policy, day()))
        .unwrap_err();
    assert_eq!(fault.kind, FaultKind::Damaged);
    assert_eq!(cache.orders.cursor().unwrap(), at(1));
    assert!(cache.orders.order(&orders[1].no).unwrap().is_none());
}

#[test]
fn a_page_from_elsewhere_and_an_older_document_change_nothing() {
    let mut cache = Cache::new();
    let orders = invented(&policy(), Some(Status::SecondReview), 1);
    cache.keep(&orders);
    let nothing = cache
        .orders
        .keep((at(0), at(9)), &[], (&cache.policy, day()));
    assert_eq!(nothing.unwrap_err().kind, FaultKind::Misused);
    let mut older = orders[0].clone();
    older.version -= 1;
    older.status = Status::FirstReview;
    cache.keep(&[older]);
    assert_eq!(
        cache.orders.order(&orders[0].no).unwrap().as_ref(),
        Some(&orders[0])
    );
    assert_eq!(cache.orders.counts().unwrap()[&Status::SecondReview], 1);
}

#[test]
fn an_order_that_moves_is_counted_where_it_is_and_found_once() {
    let mut cache = Cache::new();
    let mut order = invented(&policy(), Some(Status::FirstReview), 1).remove(0);
    cache.keep(std::slice::from_ref(&order));
    order.version += 1;
    order.status = Status::SecondReview;
    cache.keep(std::slice::from_ref(&order));
    let counts = cache.orders.counts().unwrap();
    assert_eq!(counts.get(&Status::FirstReview), None);
    assert_eq!(counts[&Status::SecondReview], 1);
    let found = cache.orders.find(order.no.as_str(), 10).unwrap();
    assert_eq!(found.lines.len(), 1);
    assert_eq!(found.lines[0].status, Status::SecondReview);
}

//! The queue page by page is the queue as the rulebook sorts it.

use crate::world::{Cache, day, invented, policy};
use chrono::Days;
use lingshi_cache::orders::{ClaimIs, Filter, Flag, Flags, Place};
use lingshi_rules::ids::OfficerId;
use lingshi_rules::order::{Order, Status};
use lingshi_rules::queue::{compare, key};
use lingshi_rules::values::OrderNo;
use std::collections::BTreeSet;

fn whole(cache: &Cache, filter: &Filter, most: u16) -> Vec<OrderNo> {
    let (mut all, mut after): (Vec<OrderNo>, Option<Place>) = (Vec::new(), None);
    loop {
        let page = cache.orders.queue(filter, after.as_ref(), most).unwrap();
        assert!(page.lines.len() <= usize::from(most));
        all.extend(page.lines.into_iter().map(|line| line.no));
        match page.next {
            Some(next) => after = Some(next),
            None => return all,
        }
    }
}

fn sorted(orders: &[Order], keep: impl Fn(&Order) -> bool) -> Vec<OrderNo> {
    let policy = policy();
    let mut kept: Vec<&Order> = orders.iter().filter(|order| keep(order)).collect();
    let place = |order: &Order| key(order, &policy, day());
    kept.sort_by(|a, b| compare((&place(a), a), (&place(b), b)));
    kept.into_iter().map(|order| order.no.clone()).collect()
}

#[test]
fn pages_of_any_size_give_the_whole_queue_in_the_rulebooks_order() {
    let mut cache = Cache::new();
    let orders = invented(&policy(), None, 150);
    cache.keep(&orders);
    let open = [Status::FirstReview, Status::SecondReview, Status::ToMake];
    let filter = Filter {
        status: BTreeSet::from(open),
        ..Filter::default()
    };
    let wanted = sorted(&orders, |order| open.contains(&order.status));
    let count = u16::try_from(wanted.len()).unwrap();
    for most in [1, 2, 7, count - 1, count, count + 1, 500] {
        assert_eq!(whole(&cache, &filter, most), wanted, "pages of {most}");
    }
    let everything = whole(&cache, &Filter::default(), 40);
    assert_eq!(everything, sorted(&orders, |_| true));
}

#[test]
fn filters_leave_what_they_say() {
    let mut cache = Cache::new();
    let orders = invented(&policy(), None, 200);
    cache.keep(&orders);
    let back = Filter {
        with: Flags::from_iter([Flag::SupplementBack]),
        ..Filter::default()
    };
    let came_back = |order: &Order| order.review.supplement_back.is_some();
    assert_eq!(whole(&cache, &back, 9), sorted(&orders, came_back));
    assert!(!whole(&cache, &back, 9).is_empty());
    let not = Filter {
        without: Flags::from_iter([Flag::SupplementBack]),
        ..Filter::default()
    };
    assert_eq!(
        whole(&cache, &not, 9),
        sorted(&orders, |order| !came_back(order))
    );

    let business = orders[0].business;
    let of = Filter {
        business: BTreeSet::from([business]),
        ..Filter::default()
    };
    assert_eq!(
        whole(&cache, &of, 9),
        sorted(&orders, |order| order.business == business)
    );

    let middle = sorted(&orders, |_| true)[100].clone();
    let before = orders.iter().find(|order| order.no == middle).unwrap();
    let before = key(before, &policy(), day()).since;
    let old = Filter {
        before: Some(before),
        ..Filter::default()
    };
    let waited = |order: &Order| key(order, &policy(), day()).since < before;
    assert_eq!(whole(&cache, &old, 9), sorted(&orders, waited));
}

#[test]
fn a_claim_counts_until_it_runs_out() {
    let mut cache = Cache::new();
    let orders = invented(&policy(), None, 200);
    cache.keep(&orders);
    let claimed = orders.iter().find_map(|order| order.review.claim.as_ref());
    let claim = claimed.unwrap().clone();
    let by = |who: &OfficerId| {
        let who = who.clone();
        move |order: &Order| {
            let claim = order.review.claim.as_ref();
            claim.is_some_and(|held| held.by == who && held.until > claim_time(order))
        }
    };
    let mine = Filter {
        claim: ClaimIs::Of(claim.by.clone()),
        now: Some(claim.until.plus_minutes(-1)),
        ..Filter::default()
    };
    let found = whole(&cache, &mine, 9);
    assert!(!found.is_empty());
    assert!(found.len() <= sorted(&orders, by(&claim.by)).len());
    let over = Filter {
        now: Some(claim.until.plus_days(400)),
        ..mine
    };
    assert!(
        whole(&cache, &over, 9).is_empty(),
        "every claim has run out"
    );
    let nobodys = Filter {
        claim: ClaimIs::Nobodys,
        now: Some(claim.until.plus_days(400)),
        ..Filter::default()
    };
    assert_eq!(whole(&cache, &nobodys, 50).len(), orders.len());
}

fn claim_time(order: &Order) -> lingshi_rules::values::Instant {
    order.status_since.plus_days(-400)
}

#[test]
fn another_day_is_reckoned_once_and_sorts_as_the_rulebook_does() {
    let mut cache = Cache::new();
    cache.policy.queue.expiring_days = Some(90);
    let orders = invented(&policy(), Some(Status::FirstReview), 120);
    cache.keep(&orders);
    let later = day().checked_add_days(Days::new(200)).unwrap();
    let changed = cache.orders.begin_day(&cache.policy, later).unwrap();
    assert!(changed > 0, "in two hundred days somebody's papers run out");
    assert_eq!(cache.orders.begin_day(&cache.policy, later).unwrap(), 0);
    let place = |order: &Order| key(order, &cache.policy, later);
    let mut wanted: Vec<&Order> = orders.iter().collect();
    wanted.sort_by(|a, b| compare((&place(a), a), (&place(b), b)));
    let wanted: Vec<OrderNo> = wanted.into_iter().map(|order| order.no.clone()).collect();
    assert_eq!(whole(&cache, &Filter::default(), 11), wanted);
}

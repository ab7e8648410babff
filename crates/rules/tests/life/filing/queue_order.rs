//! 每天按本领区优先、提交先后、最大可受理量逐一审核 (§7.2).

use super::{at, day, id, just_after, just_before, post_with};
use crate::posts::post;
use lingshi_rules::business::Business;
use lingshi_rules::life::Status;
use lingshi_rules::order::Order;
use lingshi_rules::order::review::{Hold, PriorityFlag};
use lingshi_rules::people::Role;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::post::policy::QueueRules;
use lingshi_rules::queue::{
    QueueKey, compare, daily_capacity, is_waiting, key, left_today, waiting_days,
};
use lingshi_rules::values::OrderNo;
use std::cmp::Ordering;

fn queued() -> Order {
    at("SFO", Business::PpRenew, Status::FirstReview).order
}

fn key_of(order: &Order, policy: &PostPolicy) -> QueueKey {
    key(order, policy, day(2026, 3, 2))
}

fn sfo(change: impl FnOnce(&mut QueueRules)) -> &'static PostPolicy {
    post_with("SFO", |p| change(&mut p.queue))
}

#[test]
fn an_ordinary_order_stands_by_the_moment_it_was_filed() {
    let order = queued();
    let since = order.submitted_at.unwrap();
    let expected = QueueKey {
        priority: 1,
        district: 0,
        since,
    };
    assert_eq!(key_of(&order, post("SFO")), expected);
    let mut unfiled = order;
    unfiled.submitted_at = None;
    assert_eq!(key_of(&unfiled, post("SFO")).since, unfiled.status_since);
}

#[test]
fn a_supplement_that_came_back_queues_anew() {
    let mut order = queued();
    let back = order.submitted_at.unwrap().plus_days(4);
    order.review.supplement_back = Some(back);
    assert_eq!(key_of(&order, post("SFO")).since, back);
}

#[test]
fn the_own_district_comes_first_where_the_post_says_so() {
    let mut other = queued();
    other.own_district = false;
    assert_eq!(key_of(&other, post("SFO")).district, 1);
    assert_eq!(key_of(&other, post("WAS")).district, 0);
    other.own_district = true;
    assert_eq!(key_of(&other, post("SFO")).district, 0);
}

#[test]
fn emergencies_and_the_green_channel_come_first_where_the_post_says_so() {
    let last = sfo(|q| q.emergency_first = false);
    for flag in [PriorityFlag::Emergency, PriorityFlag::GreenChannel] {
        let mut order = queued();
        order.review.priority = [flag].into();
        assert_eq!(key_of(&order, post("SFO")).priority, 0, "{flag:?}");
        assert_eq!(key_of(&order, last).priority, 1, "{flag:?}");
    }
}

#[test]
fn papers_that_run_out_within_the_days_of_the_post_come_first() {
    let rules = sfo(|q| q.expiring_days = Some(30));
    let mut order = queued();
    let mut with = |old, residence| {
        order.form.old_document.as_mut().unwrap().expires = old;
        order.form.applicant.residence_until = residence;
        (
            key_of(&order, rules).priority,
            key_of(&order, post("SFO")).priority,
        )
    };
    let (soon, later) = (Some(day(2026, 3, 31)), Some(day(2026, 4, 1)));
    assert_eq!(with(soon, None), (0, 1));
    assert_eq!(with(None, soon), (0, 1));
    assert_eq!(with(later, later), (1, 1));
    assert_eq!(with(None, None), (1, 1));
    assert_eq!(with(Some(day(2020, 1, 1)), None), (0, 1));
}

#[test]
fn newborns_come_first_where_the_post_says_so() {
    let rules = sfo(|q| q.newborn_days = Some(60));
    let mut order = queued();
    order.form.applicant.born = day(2026, 1, 2);
    assert_eq!(key_of(&order, rules).priority, 0);
    assert_eq!(key_of(&order, post("SFO")).priority, 1);
    order.form.applicant.born = day(2026, 1, 1);
    assert_eq!(key_of(&order, rules).priority, 1);
}

#[test]
fn priority_goes_before_district_and_district_before_time() {
    let since = queued().submitted_at.unwrap();
    let place = |priority, district, since| QueueKey {
        priority,
        district,
        since,
    };
    let mut keys = [
        place(1, 1, since),
        place(1, 0, just_after(since)),
        place(0, 1, just_after(since)),
        place(1, 0, since),
    ];
    keys.sort();
    assert_eq!(
        keys,
        [
            place(0, 1, just_after(since)),
            place(1, 0, since),
            place(1, 0, just_after(since)),
            place(1, 1, since),
        ]
    );
}

#[test]
fn between_equals_the_number_decides_on_every_desk() {
    let first = queued();
    let mut second = first.clone();
    let text = first.no.as_str().replace("10000001", "10000002");
    second.no = serde_json::from_value::<OrderNo>(text.into()).unwrap();
    let place = key_of(&first, post("SFO"));
    let earlier = QueueKey {
        since: just_before(place.since),
        ..place
    };
    assert_eq!(compare((&place, &first), (&place, &second)), Ordering::Less);
    assert_eq!(
        compare((&place, &second), (&place, &first)),
        Ordering::Greater
    );
    assert_eq!(compare((&place, &first), (&place, &first)), Ordering::Equal);
    assert_eq!(
        compare((&earlier, &second), (&place, &first)),
        Ordering::Less
    );
}

#[test]
fn an_order_waits_in_the_states_that_are_an_officers_turn() {
    let mut order = queued();
    let now = order.status_since;
    let waits = [
        Status::FirstReview,
        Status::SecondReview,
        Status::ToMake,
        Status::Made,
        Status::ToMail,
    ];
    for status in waits {
        order.status = status;
        assert!(is_waiting(&order, now), "{status:?}");
    }
    let does_not = [
        Status::Draft,
        Status::PendingPayment,
        Status::Supplement,
        Status::InterviewToBook,
        Status::InterviewBooked,
        Status::ToCollect,
        Status::Done,
        Status::Rejected,
    ];
    for status in does_not {
        order.status = status;
        assert!(!is_waiting(&order, now), "{status:?}");
    }
}

#[test]
fn an_order_on_hold_leaves_the_queue_until_the_hold_ends() {
    let mut order = queued();
    let until = order.status_since.plus_days(3);
    order.review.hold = Some(Hold {
        by: id(Role::FirstReviewer),
        at: order.status_since,
        reason: "等待".into(),
        until,
    });
    assert!(!is_waiting(&order, just_before(until)));
    assert!(is_waiting(&order, until));
}

#[test]
fn a_day_holds_what_the_post_says_and_a_business_may_have_less() {
    let rules = sfo(|q| {
        q.daily = 60;
        q.daily_by_business = [(Business::PpNew, 10), (Business::TdNew, 99)].into();
    });
    assert_eq!(daily_capacity(Business::PpRenew, rules), 60);
    assert_eq!(daily_capacity(Business::PpNew, rules), 10);
    assert_eq!(daily_capacity(Business::TdNew, rules), 60);
    let closed = sfo(|q| q.daily = 0);
    assert_eq!(daily_capacity(Business::PpNew, closed), 1);
}

#[test]
fn the_wait_is_the_queue_divided_by_the_day_and_at_least_one_day() {
    let rules = sfo(|q| q.daily = 10);
    let wait = |ahead| waiting_days(ahead, Business::PpRenew, rules);
    assert_eq!((wait(0), wait(9), wait(10)), (1, 1, 2));
    assert_eq!((wait(19), wait(20)), (2, 3));
}

#[test]
fn what_is_left_today_is_the_lesser_of_the_posts_and_the_officers() {
    let rules = sfo(|q| {
        q.daily = 60;
        q.daily_by_officer = 20;
    });
    assert_eq!(left_today(0, 0, rules), 20);
    assert_eq!(left_today(50, 5, rules), 10);
    assert_eq!(left_today(30, 15, rules), 5);
    assert_eq!(left_today(70, 5, rules), 0);
    assert_eq!(left_today(0, 21, rules), 0);
}

//! The order of the queue, how much a day holds, and how long it will take (每天…最大可受理量).

use crate::business::Business;
use crate::order::review::PriorityFlag;
use crate::order::{Order, Status};
use crate::post::PostPolicy;
use crate::values::instant::{Day, Instant};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// Where an order stands in the queue: smaller comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct QueueKey {
    /// 0 for what comes before its time.
    pub priority: u8,
    /// 0 for the own district.
    pub district: u8,
    /// When it was filed, or when its supplement came back.
    pub since: Instant,
}

/// The key of an order on a day at the post.
pub fn key(order: &Order, policy: &PostPolicy, today: Day) -> QueueKey {
    let first = comes_first(order, policy, today);
    let other = policy.scope.own_district_first && !order.own_district;
    let filed = order.submitted_at.unwrap_or(order.status_since);
    QueueKey {
        priority: u8::from(!first),
        district: u8::from(other),
        since: order.review.supplement_back.unwrap_or(filed),
    }
}

/// Two orders in the queue; the number decides between equals, so that every desk shows the same order.
pub fn compare(a: (&QueueKey, &Order), b: (&QueueKey, &Order)) -> Ordering {
    a.0.cmp(b.0).then_with(|| a.1.no.cmp(&b.1.no))
}

fn comes_first(order: &Order, policy: &PostPolicy, today: Day) -> bool {
    let rules = &policy.queue;
    let flags = &order.review.priority;
    let flagged =
        flags.contains(&PriorityFlag::Emergency) || flags.contains(&PriorityFlag::GreenChannel);
    let within = |until: Option<Day>| {
        let days = rules.expiring_days.map(i64::from);
        days.zip(until)
            .is_some_and(|(days, until)| (until - today).num_days() < days)
    };
    let old_expires = order.form.old_document.as_ref().and_then(|d| d.expires);
    let expiring = within(old_expires) || within(order.form.applicant.residence_until);
    let newborn = rules
        .newborn_days
        .is_some_and(|days| (today - order.form.applicant.born).num_days() < i64::from(days));
    (rules.emergency_first && flagged) || expiring || newborn
}

/// The order is in somebody's queue now: an officer's turn, and not on hold.
pub fn is_waiting(order: &Order, now: Instant) -> bool {
    let held = order.review.hold.as_ref().is_some_and(|h| h.until > now);
    let officers = matches!(
        order.status,
        Status::FirstReview | Status::SecondReview | Status::ToMake | Status::Made | Status::ToMail
    );
    officers && !held
}

/// First reviews of this business in a day.
pub fn daily_capacity(business: Business, policy: &PostPolicy) -> u32 {
    let own = policy.queue.daily_by_business.get(&business).copied();
    own.map_or(policy.queue.daily, |own| own.min(policy.queue.daily))
        .max(1)
}

/// Working days until an order with so many before it is looked at: at least one.
pub fn waiting_days(ahead: u32, business: Business, policy: &PostPolicy) -> u32 {
    ahead
        .saturating_add(1)
        .div_ceil(daily_capacity(business, policy))
}

/// How many of today's first reviews are left, for the post and for an officer.
pub fn left_today(done_by_post: u32, done_by_officer: u32, policy: &PostPolicy) -> u32 {
    let post = policy.queue.daily.saturating_sub(done_by_post);
    post.min(
        policy
            .queue
            .daily_by_officer
            .saturating_sub(done_by_officer),
    )
}

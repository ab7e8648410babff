//! Interviews on the very day: a post that rests today offers none, and whoever tries a demo in the evening wants to
//! see one.

use super::place::{NoDemo, Place};
use crate::office::Office;
use crate::world::now;
use lingshi_registry::{Offered, offer, usual};
use lingshi_rules::order::interview::SlotTime;
use lingshi_rules::people::By;
use std::sync::Arc;

/// Hours from now on in which there are slots.
const HOURS: i64 = 3;

/// Offers the slots of today as the post usually does, and more of them in the next hours if there are none.
pub(super) async fn offer_today(office: &Arc<Office>, place: &Place) -> Result<(), NoDemo> {
    let policy = place.policy.clone();
    let (from, today) = (now(), policy.local_day(now()));
    let until = from.plus_hours(HOURS);
    let mut offered = usual(&policy, today);
    let soon = |one: &Offered| one.time.start > from && one.time.start < until;
    if !offered.iter().any(soon) {
        let minutes = i64::from(policy.interview.slot_minutes.max(1));
        let step = minutes * 60_000;
        let quarter = (from.millis().div_euclid(step) + 1) * step;
        let mut start = lingshi_rules::values::Instant::from_millis(quarter).unwrap_or(from);
        while start < until && policy.local_day(start) == today {
            let end = start.plus_minutes(minutes);
            let time = SlotTime { start, end };
            let capacity = policy.slot_capacity();
            offered.push(Offered { time, capacity });
            start = end;
        }
    }
    let offers =
        office.write(move |tx, moment| offer(tx, &policy, (today, &offered), By::System, moment));
    Ok(offers.await?)
}

//! The slots of one day: how many fit, who has one, and the next number of the hall.

use crate::kept::{self, Kept};
use crate::line::Line;
use crate::world::Moment;
use lingshi_ledger::{DocKey, Kind, Reading, StoreFault, Writing};
use lingshi_rules::life::context::SlotFacts;
use lingshi_rules::life::{Action, Event, Status, What};
use lingshi_rules::order::Order;
use lingshi_rules::order::interview::SlotTime;
use lingshi_rules::people::By;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::instant::Day;
use lingshi_rules::values::{Instant, OrderNo};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One slot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Slot {
    pub(super) end: Instant,
    pub(super) capacity: u32,
    #[serde(default)]
    pub(super) closed: bool,
    #[serde(default)]
    pub(super) booked: BTreeSet<OrderNo>,
}

/// One day.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct SlotDay {
    #[serde(default)]
    pub(super) slots: BTreeMap<Instant, Slot>,
    /// Numbers drawn in the hall so far.
    #[serde(default)]
    pub(super) drawn: u32,
}

fn key(day: Day) -> DocKey {
    DocKey::new(Kind::SlotDay, day.to_string())
}

fn of_day(
    tx: &mut (impl Reading + ?Sized),
    policy: &PostPolicy,
    day: Day,
) -> Result<Option<Kept<SlotDay>>, StoreFault> {
    kept::of_post(tx, &policy.code, &key(day))
}

/// One slot as a post offers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offered {
    /// From, until.
    pub time: SlotTime,
    /// How many fit.
    pub capacity: u32,
}

/// Offers slots on a day; who is booked stays booked, and a slot no longer offered is closed.
pub fn offer(
    tx: &mut dyn Writing,
    policy: &PostPolicy,
    (day, offered): (Day, &[Offered]),
    by: By,
    moment: &mut Moment<'_>,
) -> Result<(), StoreFault> {
    let post = &policy.code;
    let head = tx
        .lock_head(post)?
        .ok_or_else(|| StoreFault::misused("no such post"))?;
    let kept = of_day(tx, policy, day)?;
    let version = kept.as_ref().map(|kept| kept.version);
    let before = kept.map(|kept| kept.value).unwrap_or_default();
    let mut after = before.clone();
    for slot in after.slots.values_mut() {
        slot.closed = true;
    }
    for offer in offered {
        let slot = after.slots.entry(offer.time.start).or_insert(Slot {
            end: offer.time.end,
            capacity: 0,
            closed: false,
            booked: BTreeSet::new(),
        });
        (slot.end, slot.capacity, slot.closed) = (offer.time.end, offer.capacity, false);
    }
    if after == before {
        return Ok(());
    }
    let mut line = Line::next(post, head, "slots_offered", by, moment);
    line.put(tx, key(day), version, &after, Vec::new())?;
    line.write(tx, None, moment).map(drop)
}

/// The slots of a day as the post's settings have them.
pub fn usual(policy: &PostPolicy, day: Day) -> Vec<Offered> {
    let capacity = policy.slot_capacity();
    let slots = policy.interview_slots(day).into_iter();
    slots.map(|time| Offered { time, capacity }).collect()
}

/// Offers the first of the coming days for which nothing was offered yet; none when all are. What an officer
/// changed stays as it is.
pub fn offer_ahead(
    tx: &mut dyn Writing,
    policy: &PostPolicy,
    moment: &mut Moment<'_>,
) -> Result<Option<Day>, StoreFault> {
    let today = policy.local_day(moment.now);
    let coming = today
        .iter_days()
        .take(usize::from(policy.interview.ahead_days) + 1);
    for day in coming {
        let offered = usual(policy, day);
        if offered.is_empty() || of_day(tx, policy, day)?.is_some() {
            continue;
        }
        offer(tx, policy, (day, &offered), By::System, moment)?;
        return Ok(Some(day));
    }
    Ok(None)
}

/// The slot an action wants, as the calendar has it.
pub(super) fn wanted(
    tx: &mut (impl Reading + ?Sized),
    policy: &PostPolicy,
    action: &Action,
) -> Result<Option<SlotFacts>, StoreFault> {
    let start = if let Action::BookInterview { slot } = action {
        slot.start
    } else if let Action::BookVisit { at } = action {
        *at
    } else {
        return Ok(None);
    };
    let day = of_day(tx, policy, policy.local_day(start))?;
    let slot = day.and_then(|day| day.value.slots.get(&start).cloned());
    Ok(slot.map(|slot| SlotFacts {
        time: SlotTime {
            start,
            end: slot.end,
        },
        capacity: slot.capacity,
        booked: u32::try_from(slot.booked.len()).unwrap_or(u32::MAX),
        closed: slot.closed,
    }))
}

/// The slots of a day that are still to come, with the places that are free in each.
pub(crate) fn free(
    tx: &mut (impl Reading + ?Sized),
    policy: &PostPolicy,
    day: Day,
    now: Instant,
) -> Result<Vec<(SlotTime, u32)>, StoreFault> {
    let day = of_day(tx, policy, day)?.map(|kept| kept.value);
    let slots = day.unwrap_or_default().slots;
    let open = slots
        .into_iter()
        .filter(|(start, slot)| *start > now && !slot.closed);
    Ok(open
        .map(|(start, slot)| {
            let booked = u32::try_from(slot.booked.len()).unwrap_or(u32::MAX);
            let time = SlotTime {
                start,
                end: slot.end,
            };
            (time, slot.capacity.saturating_sub(booked))
        })
        .collect())
}

/// Orders that have a slot on a day.
pub(crate) fn expected(
    tx: &mut (impl Reading + ?Sized),
    policy: &PostPolicy,
    day: Day,
) -> Result<BTreeSet<OrderNo>, StoreFault> {
    let day = of_day(tx, policy, day)?.map(|kept| kept.value);
    let slots = day.unwrap_or_default().slots;
    Ok(slots.into_values().flat_map(|slot| slot.booked).collect())
}

/// The next number of the hall on the day of an order's slot.
pub(super) fn next_number(
    tx: &mut (impl Reading + ?Sized),
    policy: &PostPolicy,
    order: &Order,
) -> Result<u32, StoreFault> {
    let Some(slot) = order.interview.slot else {
        return Ok(1);
    };
    let day = of_day(tx, policy, policy.local_day(slot.start))?;
    Ok(day.map_or(0, |day| day.value.drawn) + 1)
}

/// Where an order is expected.
fn place(order: &Order) -> Option<Instant> {
    if order.status == Status::InterviewBooked {
        order.interview.slot.map(|slot| slot.start)
    } else if order.status == Status::OnsiteBooked {
        order.visit.as_ref().map(|visit| visit.at)
    } else {
        None
    }
}

/// Keeps the days in step with an order that changed.
pub(super) fn follow(
    tx: &mut dyn Writing,
    line: &mut Line<'_>,
    policy: &PostPolicy,
    (before, after): (&Order, &Order),
    events: &[Event],
) -> Result<(), StoreFault> {
    let (was, is) = (place(before), place(after));
    let drew = |event: &&Event| {
        matches!(
            event.what,
            What::NumberDrawn { .. } | What::MovedToEnd { .. }
        )
    };
    let drawn = u32::try_from(events.iter().filter(drew).count()).unwrap_or(0);
    let numbered = before.interview.slot.filter(|_| drawn > 0);
    let touched = [was, is, numbered.map(|slot| slot.start)];
    let days: BTreeSet<Day> = touched
        .into_iter()
        .flatten()
        .map(|at| policy.local_day(at))
        .collect();
    for day in days {
        let Some(kept) = of_day(tx, policy, day)? else {
            continue;
        };
        let mut new = kept.value.clone();
        if let Some(slot) = was.and_then(|at| new.slots.get_mut(&at)) {
            slot.booked.remove(&after.no);
        }
        if let Some(slot) = is.and_then(|at| new.slots.get_mut(&at)) {
            slot.booked.insert(after.no.clone());
        }
        if numbered.is_some_and(|slot| policy.local_day(slot.start) == day) {
            new.drawn += drawn;
        }
        if new != kept.value {
            line.put(tx, key(day), Some(kept.version), &new, Vec::new())?;
        }
    }
    Ok(())
}

//! Slots that are free, and the hall of the day.

use super::view::Mine;
use crate::kept::{self, Kept};
use crate::subjects::{self, order_key};
use crate::{Registry, Told};
use lingshi_ledger::Reading;
use lingshi_rules::ids::AccountId;
use lingshi_rules::order::Order;
use lingshi_rules::order::interview::InterviewState;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::instant::Day;
use lingshi_rules::values::{Instant, OrderNo};
use lingshi_wire::applicant::meeting::{FreeSlot, Hall, MOST_DAYS, Slots, SlotsOfDay};

impl Registry {
    /// The slots of the post of an order from a day on, for so many days at most.
    pub fn free_slots(
        &self,
        tx: &mut (impl Reading + ?Sized),
        of: (&AccountId, &OrderNo),
        (from, days): (Option<Day>, u16),
        now: Instant,
    ) -> Told<Option<Slots>> {
        let Some(Mine { order, .. }) = self.mine(tx, of)? else {
            return Ok(None);
        };
        let policy = self.settings(tx, &order.post)?;
        let today = policy.local_day(now);
        let from = from.unwrap_or(today).max(today);
        let mut told = Vec::new();
        for day in from.iter_days().take(days.min(MOST_DAYS).into()) {
            let slots: Vec<FreeSlot> = subjects::free(tx, &policy, day, now)?
                .into_iter()
                .map(|(time, free)| FreeSlot { time, free })
                .collect();
            if !slots.is_empty() {
                told.push(SlotsOfDay { day, slots });
            }
        }
        Ok(Some(Slots {
            zone: policy.zone.to_string(),
            days: told,
        }))
    }

    /// The hall, to somebody who has a slot today; to anybody else there is none.
    pub fn hall(
        &self,
        tx: &mut (impl Reading + ?Sized),
        of: (&AccountId, &OrderNo),
        now: Instant,
    ) -> Told<Option<Hall>> {
        let Some(Mine { order, .. }) = self.mine(tx, of)? else {
            return Ok(None);
        };
        let policy = self.settings(tx, &order.post)?;
        let today = policy.local_day(now);
        let Some(slot) = order.interview.slot else {
            return Ok(None);
        };
        if policy.local_day(slot.start) != today {
            return Ok(None);
        }
        let ahead = match order.interview.number {
            Some(number) => waiting_before(tx, &policy, today, number)?,
            None => waiting_before(tx, &policy, today, u32::MAX)?,
        };
        Ok(Some(Hall {
            number: order.interview.number,
            ahead,
            windows: crate::windows::open_now(tx, &policy, now)?,
            ringing: order.interview.ringing,
        }))
    }
}

/// Numbers of a day that wait before this one.
fn waiting_before(
    tx: &mut (impl Reading + ?Sized),
    policy: &PostPolicy,
    day: Day,
    number: u32,
) -> Told<u32> {
    let mut ahead = 0;
    for no in subjects::expected(tx, policy, day)? {
        let kept: Option<Kept<Order>> = kept::of_post(tx, &policy.code, &order_key(&no))?;
        let waits = kept.is_some_and(|kept| {
            let interview = kept.value.interview;
            let queued = interview.state == InterviewState::Queued;
            queued && interview.number.is_some_and(|other| other < number)
        });
        ahead += u32::from(waits);
    }
    Ok(ahead)
}

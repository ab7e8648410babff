//! Slots where clocks, midnights and holidays come between: days are the post's, slots are moments.

use crate::places::in_memory;
use crate::world::{World, read, write};
use chrono::NaiveTime;
use lingshi_ledger::Store;
use lingshi_registry::{Offered, offer, offer_ahead, usual};
use lingshi_rules::business::Business;
use lingshi_rules::life::{Action, Refusal, Status};
use lingshi_rules::order::interview::SlotTime;
use lingshi_rules::people::By;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::post::policy::WeekdayName;
use lingshi_rules::values::instant::Day;
use lingshi_rules::values::{Instant, OrderNo};
use lingshi_rules::walk;
use lingshi_wire::{Answer, DocKey, Kind, Why};
use std::sync::Arc;

/// A post with somebody who is to be interviewed.
struct Hall {
    store: Box<dyn Store>,
    world: World,
    no: OrderNo,
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

impl Hall {
    /// At a moment by the clock of the post.
    fn at(post: &str, on: &str, clock: &str) -> Self {
        let mut store = in_memory();
        let mut world = World::new(&mut *store, post, 0, 1);
        let policy = world.policy.clone();
        let walk = walk::station(&policy, Business::PpRenew, Status::InterviewToBook).unwrap();
        let no = world.import(&mut *store, &walk);
        let mut hall = Self { store, world, no };
        hall.world.now = hall.moment(on, clock);
        hall
    }

    fn moment(&self, on: &str, clock: &str) -> Instant {
        let time: NaiveTime = clock.parse().unwrap();
        self.world.policy.local_instant(day(on), time).instant()
    }

    fn slot(&self, on: &str, clock: &str, minutes: i64) -> SlotTime {
        let start = self.moment(on, clock);
        let end = start.plus_minutes(minutes);
        SlotTime { start, end }
    }

    fn offers(&mut self, on: &str, offered: &[Offered]) {
        let policy = self.world.policy.clone();
        let world = &mut self.world;
        write(&mut *self.store, |tx| {
            let of = (day(on), offered);
            offer(tx, &policy, of, By::System, &mut world.moment())
        })
        .unwrap();
    }

    /// What the post's settings have for the coming days.
    fn offers_ahead(&mut self) {
        let policy = self.world.policy.clone();
        let world = &mut self.world;
        while write(&mut *self.store, |tx| {
            offer_ahead(tx, &policy, &mut world.moment())
        })
        .unwrap()
        .is_some()
        {}
    }

    fn one(time: SlotTime) -> Offered {
        Offered { time, capacity: 1 }
    }

    /// What a telephone is shown for one day.
    fn free(&mut self, on: &str) -> Vec<(SlotTime, u32)> {
        let account = lingshi_rules::ids::AccountId::new("account-1");
        let (registry, now) = (Arc::clone(&self.world.registry), self.world.now);
        let told = read(&mut *self.store, |tx| {
            registry.free_slots(tx, (&account, &self.no), (Some(day(on)), 1), now)
        });
        let days = told.unwrap().days.into_iter();
        let days = days.inspect(|told| assert_eq!(told.day, day(on)));
        days.flat_map(|day| day.slots)
            .map(|slot| (slot.time, slot.free))
            .collect()
    }

    fn asks(&mut self, action: Action) -> Answer {
        let no = self.no.clone();
        self.world
            .given(&mut *self.store, &no, &walk::applicant(), action)
    }

    fn done(&mut self, action: Action) {
        let answer = self.asks(action);
        assert!(matches!(answer, Answer::Accepted { .. }), "{answer:?}");
    }

    fn refused(&mut self, action: Action) -> Refusal {
        match self.asks(action) {
            Answer::Refused {
                why: Why::Order { refusal },
            } => refusal,
            other => panic!("{other:?}"),
        }
    }

    /// What is kept of a day; nothing if nothing was ever offered.
    fn kept(&mut self, on: &str) -> Option<serde_json::Value> {
        let key = DocKey::new(Kind::SlotDay, on);
        let kept = read(&mut *self.store, |tx| tx.document(&self.world.post, &key));
        kept.map(|kept| serde_json::from_slice(&kept.body).unwrap())
    }
}

/// A hall that is open in the night in which clocks are changed.
fn by_night(policy: &PostPolicy) -> PostPolicy {
    let mut policy = policy.clone();
    let mut span = policy.hours.hall[0].clone();
    span.days = [WeekdayName::Sun].into();
    (span.from, span.to) = (NaiveTime::MIN, "06:00:00".parse().unwrap());
    policy.hours.hall = vec![span];
    policy
}

#[test]
fn each_hour_of_a_night_in_which_the_clock_is_changed_is_offered_and_booked_for_itself() {
    for (on, before, hours) in [
        ("2026-03-29", "2026-03-27", 5),
        ("2026-10-25", "2026-10-23", 7),
    ] {
        let mut hall = Hall::at("BRU", before, "09:00:00");
        let offered = usual(&by_night(&hall.world.policy), day(on));
        hall.offers(on, &offered);
        let free = hall.free(on);
        assert_eq!(free.len(), hours, "{on}");
        // The hour that begins at two: skipped in spring, and in autumn it comes twice.
        let slot = free[2].0;
        hall.done(Action::BookInterview { slot });
        let after = hall.free(on);
        let changed = free.iter().zip(&after).filter(|(was, is)| was != is);
        let changed: Vec<_> = changed.map(|(was, is)| (was.0, was.1 - is.1)).collect();
        assert_eq!(changed, [(slot, 1)], "{on}");
    }
}

#[test]
fn slots_are_at_the_same_hour_of_the_post_before_and_after_the_clock_is_changed() {
    let mut hall = Hall::at("BRU", "2026-10-19", "00:00:00");
    hall.offers_ahead();
    let (summer, winter) = (hall.free("2026-10-19"), hall.free("2026-10-26"));
    assert!(!summer.is_empty() && summer.len() == winter.len());
    for (one, other) in summer.iter().zip(&winter) {
        let later = other.0.start.minutes_since(one.0.start);
        assert_eq!(later, 7 * 24 * 60 + 60, "an hour more than a week");
    }
}

#[test]
fn a_slot_before_midnight_and_one_after_it_are_of_two_days_of_the_post() {
    // By UTC it is the same day, and at the post it is not.
    let mut hall = Hall::at("LAX", "2026-03-10", "09:00:00");
    let (late, early) = (
        hall.slot("2026-03-12", "23:00:00", 60),
        hall.slot("2026-03-13", "00:00:00", 60),
    );
    hall.offers("2026-03-12", &[Hall::one(late)]);
    hall.offers("2026-03-13", &[Hall::one(early)]);
    assert_eq!(hall.free("2026-03-12"), [(late, 1)]);
    assert_eq!(hall.free("2026-03-13"), [(early, 1)]);
    hall.done(Action::BookInterview { slot: late });
    assert_eq!(hall.free("2026-03-12"), [(late, 0)]);
    assert_eq!(hall.free("2026-03-13"), [(early, 1)]);
    hall.world.now = late.start.plus_minutes(59);
    hall.done(Action::DrawNumber);
    assert_eq!(hall.kept("2026-03-12").unwrap()["drawn"], 1);
    assert_eq!(hall.kept("2026-03-13").unwrap()["drawn"], 0);
}

#[test]
fn a_number_is_drawn_up_to_the_last_moment_of_a_slot_and_not_at_midnight() {
    let mut hall = Hall::at("BRU", "2026-03-10", "09:00:00");
    let late = hall.slot("2026-03-12", "23:00:00", 60);
    hall.offers("2026-03-12", &[Hall::one(late)]);
    hall.done(Action::BookInterview { slot: late });
    hall.world.now = hall.moment("2026-03-13", "00:00:00");
    assert_eq!(hall.world.now, late.end);
    let SlotTime { start, end } = late;
    let told = hall.refused(Action::DrawNumber);
    assert_eq!(told, Refusal::NotInSlot { start, end });
    hall.world.now = Instant::from_millis(end.millis() - 1).unwrap();
    hall.done(Action::DrawNumber);
}

#[test]
fn nothing_is_offered_or_booked_on_a_holiday() {
    // Easter Monday, between two Mondays on which the hall is open.
    let mut hall = Hall::at("BRU", "2026-03-29", "09:00:00");
    hall.offers_ahead();
    assert!(!hall.free("2026-03-30").is_empty() && !hall.free("2026-04-13").is_empty());
    assert_eq!(hall.free("2026-04-06"), []);
    assert_eq!(hall.kept("2026-04-06"), None);
    let slot = hall.slot("2026-04-06", "09:00:00", 60);
    let told = hall.refused(Action::BookInterview { slot });
    assert_eq!(told, Refusal::SlotClosed);
}

#[test]
fn a_day_that_becomes_a_holiday_keeps_who_is_booked_and_takes_nobody_else() {
    let mut hall = Hall::at("BRU", "2026-03-02", "09:00:00");
    let (first, second) = (
        hall.slot("2026-03-05", "09:00:00", 60),
        hall.slot("2026-03-05", "10:00:00", 60),
    );
    hall.offers("2026-03-05", &[Hall::one(first), Hall::one(second)]);
    hall.done(Action::BookInterview { slot: first });
    hall.offers("2026-03-05", &[]);
    assert_eq!(hall.free("2026-03-05"), []);
    let kept = hall.kept("2026-03-05").unwrap();
    let slots = kept["slots"].as_object().unwrap();
    let booked: Vec<_> = slots.values().map(|slot| slot["booked"].clone()).collect();
    assert_eq!(
        booked,
        [serde_json::json!([hall.no]), serde_json::json!([])]
    );
    hall.done(Action::CancelBooking);
    let told = hall.refused(Action::BookInterview { slot: second });
    assert_eq!(told, Refusal::SlotClosed);
}

//! A post's calendar: which day it is there, when it is open, and when a day begins and ends.
//!
//! Instants are handed in. Nothing here waits, loops without end or fails at the ends of time.

use super::policy::{PostPolicy, Span, WeekdayName};
use crate::order::interview::SlotTime;
use crate::values::{Instant, instant::Day};
use chrono::{DateTime, Datelike, LocalResult, NaiveDateTime, NaiveTime, Offset, TimeZone, Utc};
use chrono_tz::{GapInfo, Tz};
use std::collections::BTreeSet;

/// When a clock on the wall shows a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LocalMoment {
    /// Once, as on nearly every day.
    Once(Instant),
    /// Twice, because the clock is put back.
    Twice {
        /// The first time.
        first: Instant,
        /// The second time.
        second: Instant,
    },
    /// Never, because the clock is put forward.
    Skipped {
        /// The first moment after the gap.
        next: Instant,
    },
}

impl LocalMoment {
    /// The moment that is meant: the first of two, and the first after a gap.
    pub fn instant(self) -> Instant {
        match self {
            Self::Once(instant)
            | Self::Twice { first: instant, .. }
            | Self::Skipped { next: instant } => instant,
        }
    }
}

/// A stretch of time in which the post is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Opening {
    /// Open from this moment on.
    pub from: Instant,
    /// And until just before this one.
    pub to: Instant,
}

impl Opening {
    /// Whether it is open then.
    pub fn holds(self, at: Instant) -> bool {
        self.from <= at && at < self.to
    }
}

impl PostPolicy {
    /// The day at the post.
    pub fn local_day(&self, at: Instant) -> Day {
        self.local(at).date()
    }

    /// The time of day at the post.
    pub fn local_time(&self, at: Instant) -> NaiveTime {
        self.local(at).time()
    }

    /// Officers work on this day: a working weekday and no holiday.
    pub fn is_working_day(&self, day: Day) -> bool {
        self.hours.working_days.contains(&weekday(day)) && !self.is_holiday(day)
    }

    /// The post is closed for a holiday.
    pub fn is_holiday(&self, day: Day) -> bool {
        self.holidays.iter().any(|holiday| holiday.day == day)
    }

    /// The `n`th working day after `day`, and `day` itself for 0; none where nobody ever works, or time ends.
    pub fn add_working_days(&self, day: Day, n: u16) -> Option<Day> {
        if n > 0 && self.hours.working_days.is_empty() {
            return None;
        }
        let mut day = day;
        for _ in 0..n {
            // Holidays are finitely many, so after them each week has a working day.
            day = day.succ_opt()?;
            while !self.is_working_day(day) {
                day = day.succ_opt()?;
            }
        }
        Some(day)
    }

    /// Working days after `from` up to and including `to`; none when `to` is not later.
    pub fn working_days_between(&self, from: Day, to: Day) -> u32 {
        let days = to.signed_duration_since(from).num_days();
        if days <= 0 {
            return 0;
        }
        let weekdays = &self.hours.working_days;
        let whole = days / 7 * i64::try_from(weekdays.len()).unwrap_or_default();
        let rest = from
            .iter_days()
            .skip(1)
            .take(usize::try_from(days % 7).unwrap_or_default())
            .filter(|day| weekdays.contains(&weekday(*day)))
            .count();
        let off = self
            .holidays
            .iter()
            .map(|holiday| holiday.day)
            .filter(|day| from < *day && *day <= to && weekdays.contains(&weekday(*day)))
            .collect::<BTreeSet<_>>()
            .len();
        let rest_less_off =
            i64::try_from(rest).unwrap_or_default() - i64::try_from(off).unwrap_or_default();
        u32::try_from(whole + rest_less_off).unwrap_or_default()
    }

    /// The first moment of a day: midnight, or where the clock skips it, the moment after the gap.
    pub fn day_start(&self, day: Day) -> Instant {
        self.local_instant(day, NaiveTime::MIN).instant()
    }

    /// The moment at which a day is over: the first one of the next day.
    pub fn day_end(&self, day: Day) -> Instant {
        day.succ_opt()
            .map_or(last_instant(), |next| self.day_start(next))
    }

    /// A deadline "by the end of this day": its last millisecond, which is still in time.
    pub fn due_at_end_of(&self, day: Day) -> Instant {
        let end = self.day_end(day);
        Instant::from_millis(end.millis().saturating_sub(1)).unwrap_or(end)
    }

    /// When the post's clock shows `time` on `day`.
    pub fn local_instant(&self, day: Day, time: NaiveTime) -> LocalMoment {
        let local = day.and_time(time);
        match self.zone.from_local_datetime(&local) {
            LocalResult::Single(at) => LocalMoment::Once(at.to_utc().into()),
            LocalResult::Ambiguous(one, other) => LocalMoment::Twice {
                first: one.min(other).to_utc().into(),
                second: one.max(other).to_utc().into(),
            },
            LocalResult::None => after_gap(local, self.zone),
        }
    }

    /// When the hall is open on this day, in order.
    pub fn open_spans(&self, day: Day) -> Vec<Opening> {
        self.openings(&self.hours.hall, day)
    }

    /// When interviews are held by video on this day, in order.
    pub fn video_spans(&self, day: Day) -> Vec<Opening> {
        let hours = &self.hours;
        let spans = if hours.video.is_empty() {
            &hours.hall
        } else {
            &hours.video
        };
        self.openings(spans, day)
    }

    /// The interview slots of a day: as many whole ones as fit into the hours for it, by the clock on the wall.
    /// Where that clock is put forward or back, a slot is as long as any other.
    pub fn interview_slots(&self, day: Day) -> Vec<SlotTime> {
        let minutes = i64::from(self.interview.slot_minutes.max(1));
        let mut slots = Vec::new();
        for span in self.video_spans(day) {
            let mut start = span.from;
            while start.plus_minutes(minutes) <= span.to {
                let end = start.plus_minutes(minutes);
                slots.push(SlotTime { start, end });
                start = end;
            }
        }
        slots
    }

    /// How many interviews fit into one slot.
    pub fn slot_capacity(&self) -> u32 {
        let rules = &self.interview;
        let each = u32::from(rules.per_window_hour) * u32::from(rules.slot_minutes) / 60;
        u32::from(rules.windows) * each
    }

    /// When documents are handed out on this day, in order.
    pub fn pickup_spans(&self, day: Day) -> Vec<Opening> {
        let hours = &self.hours;
        let spans = if hours.pickup.is_empty() {
            &hours.hall
        } else {
            &hours.pickup
        };
        self.openings(spans, day)
    }

    /// Whether documents are handed out at this moment.
    pub fn pickup_open_at(&self, at: Instant) -> bool {
        let spans = self.pickup_spans(self.local_day(at));
        spans.into_iter().any(|span| span.holds(at))
    }

    fn openings(&self, spans: &[Span], day: Day) -> Vec<Opening> {
        if self.is_holiday(day) {
            return Vec::new();
        }
        let today = spans
            .iter()
            .filter(|span| span.days.contains(&weekday(day)));
        let mut openings: Vec<Opening> = today
            .map(|span| Opening {
                from: self.local_instant(day, span.from).instant(),
                to: self.local_instant(day, span.to).instant(),
            })
            .filter(|opening| opening.from < opening.to)
            .collect();
        openings.sort();
        openings
    }

    fn local(&self, at: Instant) -> NaiveDateTime {
        let utc = at.utc().naive_utc();
        let offset = self.zone.offset_from_utc_datetime(&utc).fix();
        // At the very ends of time the local clock has no date; UTC is as near as it gets.
        utc.checked_add_offset(offset).unwrap_or(utc)
    }
}

/// Clocks are put forward by at most a day (islands that changed sides of the date line).
fn after_gap(local: NaiveDateTime, zone: Tz) -> LocalMoment {
    match GapInfo::new(&local, &zone).and_then(|gap| gap.end) {
        Some(end) => LocalMoment::Skipped {
            next: end.to_utc().into(),
        },
        // No gap: the local time lies beyond the first or last instant there is.
        None if local < DateTime::<Utc>::UNIX_EPOCH.naive_utc() => {
            LocalMoment::Once(first_instant())
        }
        None => LocalMoment::Once(last_instant()),
    }
}

fn first_instant() -> Instant {
    DateTime::<Utc>::MIN_UTC.into()
}

fn last_instant() -> Instant {
    DateTime::<Utc>::MAX_UTC.into()
}

fn weekday(day: Day) -> WeekdayName {
    day.weekday().into()
}

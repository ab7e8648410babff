//! Stretches of days, and how they are cut.

use crate::values::instant::Day;
use chrono::{Datelike, Days, Months};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// From one day to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Period {
    /// From.
    pub from: Day,
    /// Until, this day included.
    pub to: Day,
}

/// How a stretch is cut.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Grain {
    /// 日
    Day,
    /// 周, from Monday on
    Week,
    /// 月
    Month,
}

impl Period {
    /// One day.
    pub fn day(day: Day) -> Self {
        Self { from: day, to: day }
    }

    /// The day is in it.
    pub fn holds(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    /// Its parts in order; the first and the last may be cut short.
    pub fn cut(self, grain: Grain) -> Vec<Self> {
        let mut parts = Vec::new();
        let mut from = self.from;
        while from <= self.to {
            let to = grain.last_of(from).unwrap_or(self.to).min(self.to);
            parts.push(Self { from, to });
            let Some(next) = to.succ_opt() else { break };
            from = next;
        }
        parts
    }
}

impl Grain {
    /// The last day of the part a day is in; none at the end of time.
    fn last_of(self, day: Day) -> Option<Day> {
        match self {
            Self::Day => Some(day),
            Self::Week => {
                let left = 6 - day.weekday().num_days_from_monday();
                day.checked_add_days(Days::new(u64::from(left)))
            }
            Self::Month => day
                .with_day(1)?
                .checked_add_months(Months::new(1))?
                .pred_opt(),
        }
    }
}

//! Ages that change what is asked of an applicant: 10, 14 and 16, and the papers of each.

use super::instant::Day;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// From this age one signs oneself, and the signature is printed.
pub const SIGNS_FROM: u32 = 10;
/// Below this age personal data are sensitive and a guardian consents.
pub const SENSITIVE_BELOW: u32 = 14;
/// From this age one files alone, and the passport is valid for ten years.
pub const ADULT_FROM: u32 = 16;

/// The day somebody completes so many years; none beyond the calendar.
///
/// Who is born on 29 February completes a year on 1 March of a common year: 28 February is still
/// the last day of the year that is to be completed, as the Civil Code counts periods in years.
pub fn birthday(birth: Day, years: u32) -> Option<Day> {
    let year = birth.year().checked_add(i32::try_from(years).ok()?)?;
    birth
        .with_year(year)
        .or_else(|| NaiveDate::from_ymd_opt(year, 3, 1))
}

/// Years completed on that day (周岁); none before birth.
pub fn completed_years(birth: Day, on: Day) -> Option<u32> {
    let calendar_years = u32::try_from(on.year() - birth.year()).ok()?;
    if on < birth {
        return None;
    }
    if birthday(birth, calendar_years)? <= on {
        Some(calendar_years)
    } else {
        Some(calendar_years - 1)
    }
}

/// Whether so many years are completed after `from` and by `to` (that day included): on the one
/// day one rule holds, on the other day another.
pub fn birthday_between(birth: Day, years: u32, from: Day, to: Day) -> bool {
    birthday(birth, years).is_some_and(|day| from < day && day <= to)
}

/// The age a rule asks about.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum AgeClass {
    /// Below 10.
    UnderTen,
    /// 10 to 13.
    TenToThirteen,
    /// 14 and 15.
    FourteenOrFifteen,
    /// 16 and above.
    SixteenUp,
}

impl AgeClass {
    /// The class on that day; none before birth.
    pub fn at(birth: Day, on: Day) -> Option<Self> {
        completed_years(birth, on).map(Self::of_years)
    }

    /// The class of so many completed years.
    pub fn of_years(years: u32) -> Self {
        match years {
            0..SIGNS_FROM => Self::UnderTen,
            SIGNS_FROM..SENSITIVE_BELOW => Self::TenToThirteen,
            SENSITIVE_BELOW..ADULT_FROM => Self::FourteenOrFifteen,
            ADULT_FROM.. => Self::SixteenUp,
        }
    }

    /// Signs personally, and the signature is printed in the passport.
    pub fn signs_personally(self) -> bool {
        match self {
            Self::UnderTen => false,
            Self::TenToThirteen | Self::FourteenOrFifteen | Self::SixteenUp => true,
        }
    }

    /// Personal data that need a guardian's consent.
    pub fn is_sensitive_minor(self) -> bool {
        match self {
            Self::UnderTen | Self::TenToThirteen => true,
            Self::FourteenOrFifteen | Self::SixteenUp => false,
        }
    }

    /// A guardian files, consents and comes along.
    pub fn is_minor(self) -> bool {
        match self {
            Self::UnderTen | Self::TenToThirteen | Self::FourteenOrFifteen => true,
            Self::SixteenUp => false,
        }
    }

    /// Years a passport issued at this age is valid.
    pub fn passport_years(self) -> u8 {
        if self.is_minor() { 5 } else { 10 }
    }
}

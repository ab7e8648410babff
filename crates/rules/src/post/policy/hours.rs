//! When the post is open, and how it is reached.

use crate::values::instant::Day;
use chrono::{NaiveTime, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use strum::{EnumIter, VariantNames};

/// A weekday, written as in `Mon`.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumIter,
    VariantNames,
)]
pub enum WeekdayName {
    /// 周一
    Mon,
    /// 周二
    Tue,
    /// 周三
    Wed,
    /// 周四
    Thu,
    /// 周五
    Fri,
    /// 周六
    Sat,
    /// 周日
    Sun,
}

impl From<Weekday> for WeekdayName {
    fn from(day: Weekday) -> Self {
        match day {
            Weekday::Mon => Self::Mon,
            Weekday::Tue => Self::Tue,
            Weekday::Wed => Self::Wed,
            Weekday::Thu => Self::Thu,
            Weekday::Fri => Self::Fri,
            Weekday::Sat => Self::Sat,
            Weekday::Sun => Self::Sun,
        }
    }
}

/// A span of one or more weekdays, in the post's local time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// On these days.
    pub days: BTreeSet<WeekdayName>,
    /// From, as `09:00:00`.
    pub from: NaiveTime,
    /// Until.
    pub to: NaiveTime,
}

/// When the post is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    /// Days on which officers work: deadlines and waiting times count these.
    pub working_days: BTreeSet<WeekdayName>,
    /// The hall.
    #[serde(default)]
    pub hall: Vec<Span>,
    /// Collecting documents; as the hall when empty.
    #[serde(default)]
    pub pickup: Vec<Span>,
    /// Interviews by video; as the hall when empty.
    #[serde(default)]
    pub video: Vec<Span>,
    /// The telephone.
    #[serde(default)]
    pub phone: Vec<Span>,
}

/// A day the post is closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// The day.
    pub day: Day,
    /// What it is called.
    pub name: String,
}

/// Where the post is and how it is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Where people come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// Where mail goes; not always the office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail_address: Option<String>,
    /// Telephones by what they are for.
    #[serde(default)]
    pub phones: BTreeMap<String, String>,
    /// Mailboxes by what they are for.
    #[serde(default)]
    pub mailboxes: BTreeMap<String, String>,
    /// The web site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
}

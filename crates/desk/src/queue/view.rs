//! The queue as a page shows it: codes, counts, and moments as clocks at the post show them.

use super::line::{CutWhy, LockedWhy};
use super::stage::{Flag, Stage};
use lingshi_rules::business::Business;
use lingshi_rules::life::TransitionId;
use lingshi_rules::order::Status;
use lingshi_rules::order::interview::InterviewState;
use lingshi_rules::values::PersonName;
use lingshi_wire::Seq;
use serde::Serialize;
use std::fmt;

/// What a page is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum QueuePage {
    /// This desk knows no server.
    NoServer,
    /// A post's queue.
    Here {
        /// As it stands.
        queue: Box<Queue>,
    },
}

/// A post's queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Queue {
    /// Another number, another queue.
    pub turn: u32,
    /// Who is signed in.
    pub name: Option<Shown>,
    /// Everybody shown is invented.
    pub trial: bool,
    /// How the line stands.
    pub line: LineShown,
    /// How many lines of the log were read.
    #[cfg_attr(test, ts(type = "number"))]
    pub read: Seq,
    /// Of how many.
    #[cfg_attr(test, ts(type = "number"))]
    pub head: Seq,
    /// What was read; nothing before the log was read to its end once.
    pub today: Option<Today>,
}

/// How the line stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum LineShown {
    /// For the first time.
    Connecting,
    /// What is shown is what the server has.
    Live,
    /// What is shown is as of then.
    CutOff {
        /// Since when; no clock of the post is known before its settings were read.
        since: Option<When>,
        /// For how many minutes.
        minutes: u32,
        /// Why.
        #[cfg_attr(test, ts(type = "CutWhyCode"))]
        why: CutWhy,
    },
    /// Nobody is let in.
    LockedOut {
        /// Why.
        #[cfg_attr(test, ts(type = "LockedWhyCode"))]
        why: LockedWhy,
    },
}

/// The day at the post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Today {
    /// Which post.
    pub post: PostHere,
    /// What time it is there.
    pub now: When,
    /// How many orders stand where.
    pub groups: Vec<Group>,
    /// Who comes, or came, for an interview today.
    pub meetings: Vec<Meeting>,
    /// What happened, the latest first.
    pub happened: Vec<Happening>,
    /// Orders that a newer program wrote, and that are not counted.
    pub unread: u32,
}

/// A post by its names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PostHere {
    /// `BRU`
    pub code: String,
    /// `驻比利时大使馆`
    pub name: String,
    /// `布鲁塞尔`
    pub city: String,
}

/// A moment as clocks at the post show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct When {
    /// `2026-03-16`
    pub day: String,
    /// `Mon`
    pub weekday: String,
    /// `09:05`
    pub time: String,
    /// It is today.
    pub today: bool,
}

/// One stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Group {
    /// Which.
    #[cfg_attr(test, ts(type = "StageCode"))]
    pub stage: Stage,
    /// How many.
    pub count: u32,
    /// By state, where a stage has several.
    pub parts: Vec<Part>,
    /// What is particular about some.
    pub flags: Vec<FlagCount>,
    /// Who waits longest.
    pub oldest: Option<Oldest>,
}

/// So many in one state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Part {
    /// Which.
    #[cfg_attr(test, ts(type = "StatusCode"))]
    pub status: Status,
    /// How many.
    pub count: u32,
}

/// So many with a flag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FlagCount {
    /// Which.
    #[cfg_attr(test, ts(type = "FlagCode"))]
    pub flag: Flag,
    /// How many.
    pub count: u32,
}

/// The order that waits longest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Oldest {
    /// The last digits of its number.
    pub tail: String,
    /// For how many minutes.
    pub minutes: u32,
}

/// An interview of today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Meeting {
    /// The order's number, in groups.
    pub no: String,
    /// The last digits of its number.
    pub tail: String,
    /// Whose.
    pub name: Shown,
    /// What for.
    #[cfg_attr(test, ts(type = "BusinessCode"))]
    pub business: Business,
    /// From when.
    pub from: When,
    /// Until when.
    pub until: When,
    /// How it stands.
    #[cfg_attr(test, ts(type = "string"))]
    pub state: InterviewState,
    /// The number drawn in the hall.
    pub number: Option<u32>,
}

/// A change of an order's status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Happening {
    /// Names it, and nothing else.
    pub key: String,
    /// When.
    pub at: When,
    /// Along which transition.
    #[cfg_attr(test, ts(type = "TransitionCode"))]
    pub transition: TransitionId,
    /// From.
    #[cfg_attr(test, ts(type = "StatusCode"))]
    pub from: Status,
    /// To.
    #[cfg_attr(test, ts(type = "StatusCode"))]
    pub to: Status,
    /// The order's number, in groups.
    pub no: String,
    /// The last digits of its number.
    pub tail: String,
    /// Whose order.
    pub name: Shown,
    /// What for.
    #[cfg_attr(test, ts(type = "BusinessCode"))]
    pub business: Business,
    /// From which side: `officer`, `applicant`, `system`, `pension_authority`.
    pub side: String,
    /// Which officer.
    pub officer: Option<Shown>,
}

/// A name that a page shows and a log does not.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(type = "string"))]
pub struct Shown(pub String);

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Shown({})", self.0.chars().count())
    }
}

impl From<&PersonName> for Shown {
    /// In characters; in letters where somebody has no others.
    fn from(name: &PersonName) -> Self {
        let zh = name.zh();
        Self(if zh.is_empty() { name.latin() } else { zh })
    }
}

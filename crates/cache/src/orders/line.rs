//! What of an order stands in a list, and by what lists are sorted and filtered. Reckoned once, when the order comes.

use lingshi_rules::business::Business;
use lingshi_rules::ids::OfficerId;
use lingshi_rules::order::interview::InterviewState;
use lingshi_rules::order::review::PriorityFlag;
use lingshi_rules::order::{Order, Status};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::queue::{QueueKey, key};
use lingshi_rules::values::instant::Day;
use lingshi_rules::values::{Instant, OrderNo};
use serde::{Deserialize, Serialize};

/// Something a list shows at a glance, and is filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(u8)]
pub enum Flag {
    /// 暂挂
    Held,
    /// 待第二人确认
    Proposed,
    /// 补件已到
    SupplementBack,
    /// 应急
    Emergency,
    /// 绿色通道
    GreenChannel,
    /// 待核实: the post was cut off during the interview
    Unverified,
    /// 已取号
    Waiting,
    /// 正在呼叫
    Ringing,
    /// 本领区以外
    OtherDistrict,
    /// 已退回复审
    SentBack,
}

/// Some of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Flags(u32);

impl Flags {
    /// None.
    pub const NONE: Self = Self(0);

    /// With one more.
    #[must_use]
    pub fn with(self, flag: Flag, is_so: bool) -> Self {
        Self(self.0 | (u32::from(is_so) << (flag as u8)))
    }

    /// Whether it is among them.
    pub fn has(self, flag: Flag) -> bool {
        self.0 & (1 << (flag as u8)) != 0
    }

    pub(super) fn bits(self) -> u32 {
        self.0
    }
}

impl FromIterator<Flag> for Flags {
    fn from_iter<I: IntoIterator<Item = Flag>>(flags: I) -> Self {
        flags
            .into_iter()
            .fold(Self::NONE, |all, flag| all.with(flag, true))
    }
}

/// An order in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueLine {
    /// Its number.
    pub no: OrderNo,
    /// Its version: what a command says was seen.
    pub version: u32,
    /// What is applied for.
    pub business: Business,
    /// Where it stands.
    pub status: Status,
    /// Since when.
    pub status_since: Instant,
    /// The applicant's name in characters, or in letters where there are none.
    pub name: String,
    /// When it was born: lists show who is a child.
    pub born: Day,
    /// When it was filed, or its supplement came back: by this it waits.
    pub since: Instant,
    /// What is shown at a glance.
    pub flags: Flags,
    /// Who has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<(OfficerId, Instant)>,
    /// Until when it is on hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold_until: Option<Instant>,
    /// Files of it that are current.
    pub files: u32,
}

pub(super) fn flags(order: &Order) -> Flags {
    let review = &order.review;
    let meeting = &order.interview;
    let came_back = order.status == Status::FirstReview
        && order
            .changes
            .last()
            .is_some_and(|change| change.from == Status::SecondReview);
    Flags::NONE
        .with(Flag::Held, review.hold.is_some())
        .with(Flag::Proposed, review.proposal.is_some())
        .with(Flag::SupplementBack, review.supplement_back.is_some())
        .with(
            Flag::Emergency,
            review.priority.contains(&PriorityFlag::Emergency),
        )
        .with(
            Flag::GreenChannel,
            review.priority.contains(&PriorityFlag::GreenChannel),
        )
        .with(
            Flag::Unverified,
            meeting.state == InterviewState::Unverified,
        )
        .with(Flag::Waiting, meeting.state == InterviewState::Queued)
        .with(Flag::Ringing, meeting.ringing)
        .with(Flag::OtherDistrict, !order.own_district)
        .with(Flag::SentBack, came_back)
}

fn name(order: &Order) -> String {
    let name = &order.form.applicant.name;
    let characters = format!("{}{}", name.surname_zh, name.given_zh);
    if characters.is_empty() {
        format!("{} {}", name.surname_latin, name.given_latin)
            .trim()
            .to_owned()
    } else {
        characters
    }
}

/// The line of an order, and its place in the queue on a day.
pub(super) fn of(order: &Order, policy: &PostPolicy, today: Day) -> (QueueLine, QueueKey) {
    let key = key(order, policy, today);
    let claim = order.review.claim.as_ref();
    let files = order.files.values().filter(|file| !file.replaced);
    let line = QueueLine {
        no: order.no.clone(),
        version: order.version,
        business: order.business,
        status: order.status,
        status_since: order.status_since,
        name: name(order),
        born: order.form.applicant.born,
        since: key.since,
        flags: flags(order),
        claim: claim.map(|claim| (claim.by.clone(), claim.until)),
        hold_until: order.review.hold.as_ref().map(|hold| hold.until),
        files: u32::try_from(files.count()).unwrap_or(u32::MAX),
    };
    (line, key)
}

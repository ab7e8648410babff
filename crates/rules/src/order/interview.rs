//! 面谈: causes, booking, the hall, the record.

use super::Extra;
use crate::ids::FileId;
use crate::people::By;
use crate::values::Instant;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use strum::{EnumIter, IntoStaticStr};

/// How the order stands with its interview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum InterviewState {
    /// 不需
    NotNeeded,
    /// 待预约
    ToBook,
    /// 已预约
    Booked,
    /// 排队中
    Queued,
    /// 进行中
    InProgress,
    /// 通过
    Passed,
    /// 需补
    NeedsMaterials,
    /// 需到馆
    NeedsVisit,
    /// 未通过
    Failed,
    /// 未到
    Missed,
    /// 待核实: the post was cut off during the slot
    Unverified,
}

/// Why an interview is held.
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
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum InterviewCause {
    /// 未成年人
    Minor,
    /// 补发
    Reissue,
    /// 人脸识别未通过或跳过
    FaceCheck,
    /// 姓名存疑
    Name,
    /// 国籍存疑
    Nationality,
    /// 身份存疑
    Identity,
    /// 其他: the post considers it necessary
    Other,
}

/// A booked slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SlotTime {
    /// From.
    pub start: Instant,
    /// Until.
    pub end: Instant,
}

/// How the two met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InterviewMode {
    /// 视频
    Video,
    /// 电话
    Telephone,
    /// 到馆
    Counter,
    /// A paper form, typed in later
    Paper,
}

/// What came of it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum InterviewResult {
    /// 通过
    Passed,
    /// 需补充材料
    NeedsMaterials,
    /// 需到馆面谈
    NeedsVisit,
    /// 不通过
    Failed,
    /// 未完成: the line was cut; no strike
    Interrupted,
}

/// An answer of the checklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// ✓ asked and in order
    InOrder,
    /// ✗ a problem
    Problem,
    /// 不适用
    NotApplicable,
}

/// One line of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistLine {
    /// Template and number, as `A1`.
    pub item: String,
    /// ★ must be in order to pass.
    pub star: bool,
    /// What was found.
    pub answer: Answer,
    /// The officer's note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The record of one interview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InterviewRecord {
    /// How.
    pub mode: InterviewMode,
    /// From.
    pub from: Instant,
    /// Until.
    pub to: Instant,
    /// The checklist.
    pub lines: Vec<ChecklistLine>,
    /// 截图.
    #[serde(default)]
    pub screenshots: BTreeSet<FileId>,
    /// Without video: the officer's signed record.
    #[serde(default)]
    pub signed_record: bool,
    /// <16: the guardian who filed was there with the child.
    #[serde(default)]
    pub guardian_present: bool,
    /// What came of it.
    pub result: InterviewResult,
    /// Remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// A record with who made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldInterview {
    /// Who.
    pub by: By,
    /// The record.
    #[serde(flatten)]
    pub record: InterviewRecord,
}

/// The order's interview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interview {
    /// 不需, 待预约 …
    pub state: InterviewState,
    /// Why.
    #[serde(default)]
    pub causes: BTreeSet<InterviewCause>,
    /// The slot booked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<SlotTime>,
    /// The number drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Calls not answered in a row, with the last one's time.
    #[serde(default)]
    pub unanswered: u8,
    /// When the last call was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_call: Option<Instant>,
    /// The last call still rings: neither answered nor given up.
    #[serde(default)]
    pub ringing: bool,
    /// How often the number moved to the end.
    #[serde(default)]
    pub moved: u8,
    /// What was held.
    #[serde(default)]
    pub held: Vec<HeldInterview>,
    /// Fields of a newer program.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Interview {
    /// None asked for yet.
    pub fn none() -> Self {
        Self {
            state: InterviewState::NotNeeded,
            causes: BTreeSet::new(),
            slot: None,
            number: None,
            unanswered: 0,
            last_call: None,
            ringing: false,
            moved: 0,
            held: Vec::new(),
            extra: Extra::new(),
        }
    }

    /// Forgets the slot and everything that happened in its hall.
    pub(crate) fn leave_slot(&mut self, state: InterviewState) {
        self.state = state;
        self.slot = None;
        self.number = None;
        self.unanswered = 0;
        self.last_call = None;
        self.ringing = false;
        self.moved = 0;
    }
}

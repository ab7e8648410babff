//! Meetings: slots that are free, and the hall.

use lingshi_rules::order::interview::SlotTime;
use lingshi_rules::values::instant::Day;
use serde::{Deserialize, Serialize};

/// Days that are told at once at most.
pub const MOST_DAYS: u16 = 42;

/// A slot that may be booked, if a place is free.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreeSlot {
    /// From, until.
    pub time: SlotTime,
    /// Places that are free.
    pub free: u32,
}

/// The slots of one day of the post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SlotsOfDay {
    /// The day, in the post's calendar.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub day: Day,
    /// Those still to come.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub slots: Vec<FreeSlot>,
}

/// Slots of some days; a day without any is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Slots {
    /// The post's zone, by whose clock its slots are shown.
    pub zone: String,
    /// Each day.
    pub days: Vec<SlotsOfDay>,
}

/// 取号大厅
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hall {
    /// The number drawn; none before that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// 当前您的排队位次: numbers of this day that wait before it.
    pub ahead: u32,
    /// 当前在线面谈窗口数
    pub windows: u32,
    /// It is their turn: the call rings.
    pub ringing: bool,
}

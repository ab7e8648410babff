//! An order or a draft as its applicant sees it: what they filed, where it stands, and what they may do.

use lingshi_rules::business::Business;
use lingshi_rules::ids::{FileId, PostCode};
use lingshi_rules::life::ActionKind;
use lingshi_rules::materials::Wanted;
use lingshi_rules::order::files::Slot;
use lingshi_rules::order::form::{FaceCheck, Form};
use lingshi_rules::order::interview::{InterviewState, SlotTime};
use lingshi_rules::order::originals::OldDocumentState;
use lingshi_rules::order::payment::{PaymentMode, PaymentState, ReceiptState};
use lingshi_rules::order::status::Status;
use lingshi_rules::post::policy::PaymentKind;
use lingshi_rules::values::instant::Day;
use lingshi_rules::values::{Instant, Money, OrderNo};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// An order in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderLine {
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub no: OrderNo,
    /// Its post.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub post: PostCode,
    /// What is applied for.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub business: Business,
    /// For whom.
    pub name: String,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub status: Status,
    /// Since when.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub status_since: Instant,
    /// A draft lapses then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub lapses: Option<Instant>,
}

/// Everything an account has filed or begun, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyOrders {
    /// Each.
    pub orders: Vec<OrderLine>,
}

/// A file of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileSeen {
    /// Its name.
    pub id: FileId,
    /// Where it belongs.
    pub slot: Slot,
    /// The name it came with.
    pub name: String,
    /// Its type.
    pub mime: String,
    /// Its length.
    pub bytes: u64,
    /// When it came.
    pub uploaded_at: Instant,
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptSeen {
    /// How.
    pub kind: PaymentKind,
    /// How much.
    pub amount: Money,
    /// 待核, 到账, 退票
    pub state: ReceiptState,
    /// When.
    pub at: Instant,
}

/// A repayment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundSeen {
    /// How much.
    pub amount: Money,
    /// When.
    pub at: Instant,
}

/// The money of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentSeen {
    /// What is due.
    pub due: Money,
    /// How it was chosen to be paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<PaymentMode>,
    /// Until when an unpaid order waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
    /// How it stands.
    pub state: PaymentState,
    /// What came in.
    pub receipts: Vec<ReceiptSeen>,
    /// What went back.
    pub refunds: Vec<RefundSeen>,
}

/// The meeting of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingSeen {
    /// 待预约, 已预约 …
    pub state: InterviewState,
    /// The slot booked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<SlotTime>,
    /// The number drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// It is their turn: the call rings.
    pub ringing: bool,
}

/// A supplement that is asked for; why is said in the message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplementSeen {
    /// Where may be uploaded.
    pub slots: Vec<Slot>,
    /// The last day.
    pub due: Day,
}

/// A stage of the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// Where it came to.
    pub status: Status,
    /// When.
    pub at: Instant,
}

/// An order or a draft, to its applicant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderSeen {
    /// As in a list.
    #[serde(flatten)]
    pub line: OrderLine,
    /// Its version: what a command says it saw.
    pub version: u32,
    /// When it was filed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub submitted_at: Option<Instant>,
    /// What was filled in.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub form: Form,
    /// 身份验证
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub face_check: FaceCheck,
    /// What the applicant uploaded and did not take away.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub files: Vec<FileSeen>,
    /// What is wanted, while anything may be uploaded.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub wanted: Vec<Wanted>,
    /// Money.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub payment: PaymentSeen,
    /// The meeting.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub meeting: MeetingSeen,
    /// The old booklet.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub old_document: OldDocumentState,
    /// A supplement, while one is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub supplement: Option<SupplementSeen>,
    /// A visit booked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub visit: Option<Instant>,
    /// 查询号, once it was mailed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracking: Option<String>,
    /// The way so far.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub stages: Vec<Stage>,
    /// What may be done now, particulars aside.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub may: BTreeSet<ActionKind>,
}

/// 取证单: what is printed and brought along. Nothing of it is known to the telephone alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Slip {
    /// 取证条码: Code 128, this and nothing else.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub no: OrderNo,
    /// The same as it is read aloud.
    pub grouped: String,
    /// 申请人
    pub name: String,
    /// 拼音
    pub latin: String,
    /// 出生年份
    pub born: i32,
    /// 业务名称
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub business: Business,
    /// 旧证件号, masked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_number: Option<String>,
    /// 递交方式
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub submit: lingshi_rules::post::policy::SubmitMode,
    /// 取证方式
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub pickup: lingshi_rules::post::policy::PickupMode,
    /// 取证时间 of an emergency document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub pickup_at: Option<Instant>,
    /// 联系电话
    pub phone: String,
    /// What is still to be paid; nothing once it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub owed: Option<Money>,
    /// 状态
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub status: Status,
    /// Since when.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub status_since: Instant,
    /// 取证领馆
    pub post: String,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// Its telephone for questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enquiries: Option<String>,
}

//! What an applicant does to an order or a draft, and what they are answered.

use crate::chain::Sha;
use lingshi_rules::ids::FileId;
use lingshi_rules::life::Refusal;
use lingshi_rules::order::files::Slot;
use lingshi_rules::order::form::Form;
use lingshi_rules::order::interview::SlotTime;
use lingshi_rules::order::payment::PaymentMode;
use lingshi_rules::values::{Instant, OrderNo};
use serde::{Deserialize, Serialize};

/// Something an applicant does. The same again is answered the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Asking {
    /// The telephone's own name for this command: letters, digits and dashes.
    #[cfg_attr(feature = "openapi", schema(min_length = 8, max_length = 64))]
    pub id: String,
    /// The version of the order that was on the screen.
    pub seen: u32,
    /// What.
    #[serde(rename = "do")]
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub what: Ask,
}

/// What an applicant may do. The face check and money are not theirs to tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case", deny_unknown_fields)]
pub enum Ask {
    /// 保存草稿
    SaveDraft {
        /// As far as it is filled in.
        form: Box<Form>,
    },
    /// 上传: a file that was uploaded takes its place.
    AddFile {
        /// The file.
        file: NewFile,
    },
    /// 删除已上传
    RemoveFile {
        /// Which.
        file: FileId,
    },
    /// 提交
    Submit {},
    /// 选择缴费方式
    ChoosePayment {
        /// Which.
        mode: PaymentMode,
    },
    /// 补件完成
    FinishSupplement {},
    /// 修改信息, where the post allows it
    CorrectForm {
        /// As corrected.
        form: Box<Form>,
    },
    /// 取消订单
    Cancel {},
    /// 预约视频见面
    BookInterview {
        /// When.
        slot: SlotTime,
    },
    /// 取消预约
    CancelBooking {},
    /// 取号
    DrawNumber {},
    /// 接听
    AnswerCall {},
    /// 预约到馆
    BookVisit {
        /// When.
        at: Instant,
    },
    /// 取消到馆预约
    CancelVisit {},
}

/// A file takes its place. Its length and type are looked at where it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewFile {
    /// The telephone's own name for it.
    pub id: FileId,
    /// Where it belongs.
    pub slot: Slot,
    /// The name it came with.
    pub name: String,
    /// Its SHA-256, uploaded before.
    pub sha256: Sha,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Told {
    /// It is done.
    Done {
        /// Of which order.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        no: OrderNo,
        /// When, by the server's clock.
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
        at: Instant,
    },
    /// It may not be, and never will under this name.
    Refused {
        /// What to branch on.
        code: String,
        /// Why, with particulars; left out where they are nobody's business but the post's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
        why: Option<Refusal>,
        /// The same as a sentence in the account's language.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        says: Option<String>,
    },
}

//! Everything a person or the clockwork can do to an order: each is one named variant.

use super::reasons::{MaterialOrPhoto, Pick, Refusing};
use crate::checks::Check;
use crate::ids::{CommandId, FileId, PaymentId};
use crate::order::files::{OrderFile, Slot};
use crate::order::form::{FaceCheck, Form};
use crate::order::interview::{Answer, InterviewCause, InterviewRecord, SlotTime};
use crate::order::making::Collector;
use crate::order::originals::{Intake, Original, ReturnCause};
use crate::order::payment::{PaymentMode, Receipt};
use crate::order::review::{Approval, HitResolution, PriorityFlag, Proposed};
use crate::retention::Erased;
use crate::values::instant::{Day, Instant};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use strum::{EnumDiscriminants, EnumIter, IntoStaticStr};

/// A command as it is signed: what is to be done, and what its giver had seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Command {
    /// Its id; the same id is the same command for ever.
    pub id: CommandId,
    /// The confirmed version of the order its giver saw.
    pub seen: u32,
    /// Own commands before it, not confirmed when it was given.
    #[serde(default)]
    pub stands_on: Vec<CommandId>,
    /// The claim it is given under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fence: Option<u64>,
    /// Given off line on an order known to be unclaimed: claim and decision are granted together.
    #[serde(default)]
    pub provisional: bool,
    /// The files that were really painted before the giver's eyes.
    #[serde(default)]
    pub looked_at: BTreeSet<FileId>,
    /// The rulebook it was decided under.
    pub rulebook: u32,
    /// The settings it was decided under, by digest.
    pub policy: String,
    /// The giver's own clock.
    pub device_time: Instant,
    /// What is to be done.
    pub action: Action,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[strum_discriminants(
    name(ActionKind),
    doc = "An action without its particulars; what buttons are made of."
)]
#[strum_discriminants(derive(
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumIter,
    IntoStaticStr
))]
#[strum_discriminants(serde(rename_all = "snake_case"), strum(serialize_all = "snake_case"))]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Action {
    // ── the applicant's side ──
    /// 保存草稿
    SaveDraft {
        /// As far as it is filled in.
        form: Box<Form>,
    },
    /// 身份验证
    ReportFaceCheck {
        /// What came of it.
        result: FaceCheck,
    },
    /// 上传
    AddFile {
        /// The file.
        file: Box<OrderFile>,
    },
    /// 删除已上传
    RemoveFile {
        /// Which.
        file: FileId,
    },
    /// 提交
    Submit,
    /// 选择缴费方式
    ChoosePayment {
        /// Which.
        mode: PaymentMode,
    },
    /// 补件完成
    FinishSupplement,
    /// 修改信息, where the post allows it
    CorrectForm {
        /// As corrected.
        form: Box<Form>,
    },
    /// 取消订单
    Cancel {
        /// For an officer: the applicant's written request.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        written_request: Option<String>,
    },
    /// 预约视频见面
    BookInterview {
        /// When.
        slot: SlotTime,
    },
    /// 取消预约
    CancelBooking,
    /// 取号
    DrawNumber,
    /// 接听
    AnswerCall,
    /// 预约到馆
    BookVisit {
        /// When.
        at: Instant,
    },
    /// 取消到馆预约
    CancelVisit,

    // ── the clockwork ──
    /// 线上支付到账
    ConfirmOnlinePayment {
        /// The payment.
        receipt: Receipt,
    },
    /// 支付超时
    ExpirePayment,
    /// 邮件补件
    AttachMail {
        /// What was attached.
        files: Vec<OrderFile>,
    },
    /// 补件逾期
    ExpireSupplement,
    /// 过号/未到
    MarkMissed,
    /// 催领
    RemindPickup {
        /// For so many days.
        days: u16,
    },
    /// 面谈提醒
    RemindInterview {
        /// So many minutes before it.
        minutes: u16,
    },
    /// 清除影像, at the end of the time they may be kept
    EraseImages {
        /// Which.
        erased: Erased,
    },
    /// 人社部门答复
    AnswerPension {
        /// Entitled.
        ok: bool,
    },

    // ── queue ──
    /// 领取
    Claim {
        /// Minutes; the post's usual when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minutes: Option<u32>,
    },
    /// 延长领取
    ExtendClaim {
        /// Minutes from now.
        minutes: u32,
    },
    /// 释放
    ReleaseClaim,
    /// 主管释放
    ForceRelease,
    /// 暂挂
    Hold {
        /// Why.
        reason: String,
        /// Until.
        until: Instant,
    },
    /// 取消暂挂
    EndHold,
    /// 优先
    SetPriority {
        /// Which.
        flag: PriorityFlag,
        /// On or off.
        on: bool,
    },
    /// 备注
    AddNote {
        /// What.
        text: String,
    },

    // ── first review ──
    /// 合格/不合格
    JudgeFile {
        /// Which.
        file: FileId,
        /// What is wrong; fit when empty.
        reasons: Vec<MaterialOrPhoto>,
    },
    /// 核对
    AnswerCheck {
        /// Which.
        check: Check,
        /// How it stands.
        answer: Answer,
        /// The officer's note.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// 处理疑似重复
    SettleHit {
        /// Which.
        key: String,
        /// What was decided.
        resolution: HitResolution,
        /// Why.
        reason: String,
    },
    /// 补充材料
    AskSupplement {
        /// What for.
        picks: Vec<Pick>,
        /// Slots to open.
        slots: BTreeSet<Slot>,
        /// Days to do it in; the post's usual when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due_days: Option<u16>,
        /// Paragraphs the officer changed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        words: Option<String>,
    },
    /// 延长补件期限
    ExtendSupplement {
        /// The new last day.
        due: Day,
    },
    /// 要求面谈
    RequireInterview {
        /// Why.
        causes: BTreeSet<InterviewCause>,
    },
    /// 免于预约,转回初审
    ReturnToReview {
        /// Why.
        reason: String,
    },
    /// 转复审
    Forward,
    /// 审核不通过
    Reject {
        /// Why.
        refusing: Refusing,
    },

    // ── interview ──
    /// 叫号
    CallNumber,
    /// 未接听
    CallUnanswered,
    /// 面谈记录
    RecordInterview {
        /// The record.
        record: Box<InterviewRecord>,
    },
    /// 核实断线场次
    SettleUnverified,

    // ── two people ──
    /// 提请确认
    Propose {
        /// What.
        proposed: Box<Proposed>,
    },
    /// 确认
    ConfirmProposal,
    /// 不同意提请
    DeclineProposal {
        /// Why.
        reason: String,
    },
    /// 撤回提请
    WithdrawProposal,

    // ── second review ──
    /// 同意
    Approve {
        /// What the approver sets.
        approval: Box<Approval>,
    },
    /// 退初审
    SendBack {
        /// Why; mandatory.
        comment: String,
    },
    /// 复审要求补充
    SendBackForSupplement {
        /// Why; mandatory.
        comment: String,
        /// What for.
        picks: Vec<Pick>,
        /// Slots to open.
        slots: BTreeSet<Slot>,
    },
    /// 复审要求面谈
    SendBackForInterview {
        /// Why; mandatory.
        comment: String,
        /// Causes.
        causes: BTreeSet<InterviewCause>,
    },
    /// 恢复
    Restore {
        /// Why.
        reason: String,
    },

    // ── money ──
    /// 登记缴费
    BookPayment {
        /// The payment.
        receipt: Receipt,
    },
    /// 到账
    ClearPayment {
        /// Which.
        payment: PaymentId,
    },
    /// 退票
    BouncePayment {
        /// Which.
        payment: PaymentId,
    },

    // ── mail, making ──
    /// 收件登记
    ReceiveOriginals {
        /// What came.
        intake: Box<Intake>,
    },
    /// 直接退件
    ReturnMail {
        /// Why.
        cause: ReturnCause,
        /// Tracking number it goes back under.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tracking: Option<String>,
    },
    /// 原件不符
    ReportDefect {
        /// Which original.
        what: Original,
        /// How.
        words: String,
    },
    /// 发函核查
    SendVerification,
    /// 核查复函
    RecordVerification {
        /// The answer agrees.
        agrees: bool,
    },
    /// 上报遗失
    ReportLoss,
    /// 宣布作废
    DeclareVoid,
    /// 送制证中心
    SendToCentre {
        /// The list.
        batch: String,
    },
    /// 制证中心寄回
    ReceiveFromCentre,
    /// 制证完成
    RecordMade {
        /// Its number.
        number: String,
        /// 签发日期
        issued: Day,
        /// 有效期至
        expires: Day,
    },
    /// 质检
    CheckBooklet,
    /// 作废重制
    SpoilBooklet {
        /// Why.
        reason: String,
    },
    /// 注销旧证
    CancelOldDocument {
        /// A valid visa inside was left whole.
        visa_spared: bool,
    },
    /// 收存损毁旧证
    KeepOldDocument,

    // ── hand-over ──
    /// 转待取证
    ReadyForPickup,
    /// 转待邮寄
    ReadyForMail,
    /// 发证
    HandOver {
        /// Who stood there.
        collector: Collector,
        /// The taker signed.
        signed: bool,
        /// The old booklet is brought and cancelled now.
        #[serde(default)]
        clipped_now: bool,
    },
    /// 寄出
    MailOut {
        /// 查询号
        tracking: String,
        /// ① 新证件
        new_document: bool,
        /// ② 注销后的旧证件
        old_document: bool,
        /// ③ 收费凭证
        receipt: bool,
    },
    /// 无法投递退回
    RecordUndeliverable,
    /// 再次寄出, after it came back
    MailAgain {
        /// 查询号
        tracking: String,
    },
    /// 到馆采集
    RecordVisit {
        /// Fingerprints were taken.
        fingerprints: bool,
        /// Who was there is who the order is for.
        identity_agrees: bool,
    },
}

impl ActionKind {
    /// As it is written, `ask_supplement`.
    pub fn code(self) -> &'static str {
        self.into()
    }
}

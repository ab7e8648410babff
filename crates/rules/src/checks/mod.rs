//! 核对: what is looked at before an order goes on, business by business.
//!
//! The program does what can be done by rule and shows what it found and where; the rest a person
//! answers. What the program found wrong a person answers too: it may be explained, not passed over.

mod applies;
mod by_rule;
mod evidence;
mod look;

pub use evidence::{Evidence, Finding, GuardianFault, Look, StatementFault, Verdict};

use crate::life::context::Context;
use crate::materials::Applied;
use crate::order::Order;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use strum::{EnumIter, IntoEnumIterator, IntoStaticStr};

/// One line of the list.
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
pub enum Check {
    // ── all businesses ──
    /// ① 申请人在本国、本领区
    Presence,
    /// ① 本领区
    District,
    /// ② 无重复申请、无第二本有效护照
    Duplicates,
    /// ③ 申请表、旧证、身份证、依据之间一致
    Agreement,
    /// ③ 姓名与拼音
    NameSpelling,
    /// ④ 身份证号码
    IdNumber,
    /// ⑤ 国籍状况声明完整、签署人正确
    Statement,
    /// ⑤ 签名清晰
    SignatureLegible,
    /// ⑥ 证件照合格
    Photo,
    /// ⑦ 人脸识别结果
    FaceCheck,
    /// ⑦ 识别影像为申请人本人
    FaceIsApplicant,
    /// ⑧ 家庭成员齐全
    Family,
    /// ⑨ 关注名单
    WatchList,
    /// ⑩ 费用
    Fee,
    /// 业务种类与申请情形相符
    Filing,
    /// 符合办理条件
    Eligibility,
    /// 面谈要求
    Interview,

    // ── 护照换发 ──
    /// 旧护照资料页与加注页
    OldPages,
    /// 过期时间长的: 情况说明和居留证件
    LongExpired,
    /// 姓名与旧护照一致
    NameAsBefore,
    /// 应保留的加注
    AnnotationsCarried,
    /// 满十六周岁前后
    SixteenthBirthday,

    // ── 补发 ──
    /// 遗失说明
    LossStatement,
    /// 身份证明
    IdentityProof,
    /// 原发照机关核查
    IssuerAsked,
    /// 曾遗失次数
    PreviousLosses,
    /// 遗失证件上报作废
    LostNumber,

    // ── 护照颁发 (成人) ──
    /// 身份证、户口簿或出生公证
    IdentityPapers,
    /// 从未持照的原因
    NeverHeld,
    /// 出境经过
    LeftChina,

    // ── 护照加注 ──
    /// 每项加注有官方依据
    AnnotationEvidence,
    /// 加注文字
    AnnotationWording,
    /// 加注项数
    AnnotationCount,
    /// 旧护照已有的加注
    AnnotationsExisting,

    // ── 旅行证 ──
    /// 不办护照的原因
    WhyNotPassport,
    /// 国籍冲突
    NationalityConflict,
    /// 姓名与出生证一致
    NameAsBirthCertificate,
    /// 纸质照片
    PaperPhotos,
    /// 原旅行证资料页
    OldTravelDocument,

    // ── 港澳台 ──
    /// 已过期回乡证、台胞证或其他证件
    PermitOrOther,
    /// 居留证件或签证
    ResidencePermit,
    /// 居民身份
    ResidentIdentity,
    /// 未入他国国籍
    ChineseNationality,

    // ── 应急 ──
    /// 短期来访
    ShortVisit,
    /// 遗失经过
    Loss,
    /// 行程
    Travel,
    /// 取证时间
    PickupSlot,
    /// 以资料核实身份
    IdentityByData,

    // ── 未成年人 ──
    /// 出生证明
    BirthCertificate,
    /// 父母证件
    ParentsDocuments,
    /// 出生时父母居留身份
    ParentsResidence,
    /// 监护人同意
    Consent,
    /// 监护权证明
    Custody,
    /// 面谈监护人即申请监护人
    GuardianFiled,
}

impl Check {
    /// As it is written, `id_number`.
    pub fn code(self) -> &'static str {
        self.into()
    }
}

/// One line with what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Which.
    pub check: Check,
    /// What the program found; none where only a person can tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<Finding>,
    /// Where to look.
    pub look: Vec<Look>,
    /// A person answers it before the order goes on.
    pub to_answer: bool,
}

/// The whole list of an order, in the order officers work.
pub fn list(order: &Order, ctx: &Context<'_>) -> Vec<Line> {
    let seen = Seen::of(order, ctx);
    Check::iter().filter_map(|check| seen.line(check)).collect()
}

/// One line of it; none where the order's list has no such line.
pub fn line(check: Check, order: &Order, ctx: &Context<'_>) -> Option<Line> {
    Seen::of(order, ctx).line(check)
}

/// What a person must answer before the order goes on.
pub fn to_answer(order: &Order, ctx: &Context<'_>) -> BTreeSet<Check> {
    let lines = list(order, ctx).into_iter();
    lines.filter(|l| l.to_answer).map(|l| l.check).collect()
}

/// What a check looks at.
#[derive(Clone, Copy)]
struct Seen<'a> {
    order: &'a Order,
    ctx: &'a Context<'a>,
    applied: Applied<'a>,
}

impl<'a> Seen<'a> {
    fn of(order: &'a Order, ctx: &'a Context<'a>) -> Self {
        Self {
            order,
            ctx,
            applied: Applied::of(order, ctx.policy, ctx.now),
        }
    }

    fn line(&self, check: Check) -> Option<Line> {
        applies::applies(check, self).then(|| looked_at(check, self))
    }
}

fn looked_at(check: Check, seen: &Seen<'_>) -> Line {
    let finding = by_rule::finding(check, seen);
    // Whether a child is Chinese is never left to the program.
    let always = check == Check::NationalityConflict;
    let asks = finding.as_ref().is_none_or(|found| match found.verdict {
        Verdict::InOrder | Verdict::HeldElsewhere => false,
        Verdict::Doubt | Verdict::Problem => true,
    });
    Line {
        check,
        look: look::look(check),
        finding,
        to_answer: always || asks,
    }
}

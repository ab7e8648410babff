//! What the applicant filled in: never edited by the post.

use super::Extra;
use crate::ids::FileId;
use crate::post::policy::{PickupMode, SubmitMode};
use crate::values::age::AgeClass;
use crate::values::instant::{Day, Instant};
use crate::values::papers::PaperKind;
use crate::values::{PersonName, Sex};
use serde::{Deserialize, Serialize};
use std::fmt;
use strum::{EnumIter, IntoStaticStr};

/// The application form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The document holder-to-be.
    pub applicant: Applicant,
    /// The document held until now, or lost.
    pub old_document: Option<OldDocument>,
    /// 加注, as asked for.
    #[serde(default)]
    pub annotations: Vec<Annotation>,
    /// 家庭成员, 国内联系人, 紧急联系人.
    #[serde(default)]
    pub relatives: Vec<Relative>,
    /// 国籍状况声明.
    pub statement: Option<Statement>,
    /// The signature that may be printed on the passport.
    pub signature: Option<Signature>,
    /// 换发原因, as the applicant gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub renewal_reason: Option<RenewalReason>,
    /// 行程与紧急事由: why it cannot wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<Urgency>,
    /// How originals will reach the post.
    pub submit: SubmitMode,
    /// How the new document will reach the holder.
    pub pickup: Pickup,
    /// Fields of a newer program.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applicant {
    /// Names in characters and letters.
    pub name: PersonName,
    /// 性别
    pub sex: Sex,
    /// 出生日期
    pub born: Day,
    /// 民族, by its code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nation: Option<String>,
    /// 出生地点: a province, or a country.
    pub birthplace: String,
    /// Country of birth, ISO alpha-3; in China when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_country: Option<String>,
    /// 中国身份证号码; none when 无身份证号 is ticked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id_number: Option<String>,
    /// 港澳台居民.
    #[serde(default)]
    pub hkmotw: bool,
    /// 联系电话.
    pub phone: String,
    /// 电子邮箱.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<String>,
    /// 境外住址; decides the consular district.
    pub address_abroad: String,
    /// 国内住址.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address_home: Option<String>,
    /// 居留证件 or 签证, with the day it runs out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub residence_until: Option<Day>,
    /// 学历、职业、工作单位、出境口岸 and the like, optional everywhere.
    #[serde(flatten)]
    pub extra: Extra,
}

/// 换发原因.
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
pub enum RenewalReason {
    /// 已过期
    Expired,
    /// 有效期不足一年
    Expiring,
    /// 签证页将用完
    PagesFull,
    /// 容貌变化较大
    Appearance,
    /// 其他正当理由: early renewal
    Other,
}

/// 行程与紧急事由.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Urgency {
    /// The day of the journey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub travel_on: Option<Day>,
    /// 短期来访: here for a visit, not living, working or studying.
    #[serde(default)]
    pub short_visit: bool,
    /// Why it cannot wait, in the applicant's words.
    pub words: String,
}

/// What somebody's stay in a country rests on.
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
pub enum Residence {
    /// 无
    None,
    /// 签证或短期居留
    Visa,
    /// 永久居留 (绿卡): settled abroad
    Permanent,
    /// 当地公民
    Citizen,
}

/// What became of the document held until now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OldDocumentFate {
    /// 持有
    Held,
    /// 遗失
    Lost,
    /// 被盗
    Stolen,
    /// 损毁
    Damaged,
}

/// 原护照情况.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OldDocument {
    /// 普通护照, 旅行证, 回乡证 …
    pub kind: PaperKind,
    /// 证件号
    pub number: String,
    /// 签发日期
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<Day>,
    /// 有效期至
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Day>,
    /// 签发机关
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// 持有, 遗失, 被盗, 损毁
    pub fate: OldDocumentFate,
    /// 签发地点 was abroad.
    #[serde(default)]
    pub issued_abroad: bool,
    /// Number of the police report, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub police_report: Option<String>,
    /// Where, when and how it was lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loss: Option<String>,
    /// Fields of a newer program.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The two annotation kinds of the APP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnnotationKind {
    /// 姓名特殊拼写加注
    SpecialSpelling,
    /// 曾用名加注
    FormerName,
}

/// One annotation asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annotation {
    /// Which of the two.
    pub kind: AnnotationKind,
    /// The name to be noted.
    pub name: PersonName,
    /// It stands in the old booklet already.
    pub on_old_passport: bool,
    /// Fields of a newer program.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What somebody is to the applicant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Kinship {
    /// 父亲
    Father,
    /// 母亲
    Mother,
    /// 其他法定监护人
    Guardian,
    /// 配偶
    Spouse,
    /// 子女
    Child,
    /// 国内联系人
    ContactHome,
    /// 紧急联系人
    EmergencyContact,
}

/// A person attached to the order.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relative {
    /// What they are to the applicant.
    pub kinship: Kinship,
    /// Their name; “无” and “去世” are answers too.
    pub name: String,
    /// Nationality, ISO alpha-3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nationality: Option<String>,
    /// 出生日期
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born: Option<Day>,
    /// A parent's stay abroad when the child was born.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub residence_at_birth: Option<Residence>,
    /// Number of their document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Address or, for the dead, “去世”.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// This guardian filed the order and must be at the interview.
    #[serde(default)]
    pub filed: bool,
    /// Fields of a newer program.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Who signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signer {
    /// 本人
    Applicant,
    /// 父亲
    Father,
    /// 母亲
    Mother,
    /// 其他法定监护人
    Guardian,
}

/// 国籍状况声明; a statement is not the passport's signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// “不适用,跳过” was pressed.
    pub skipped: bool,
    /// Holds, or has applied for, a foreign nationality.
    pub foreign_nationality: bool,
    /// Holds a foreign passport.
    #[serde(default)]
    pub foreign_passport: bool,
    /// 入籍日期.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub naturalised_on: Option<Day>,
    /// 居留身份.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub residence: Option<Residence>,
    /// Who signed it.
    pub signer: Signer,
    /// When.
    pub signed_at: Instant,
    /// Which text was signed; older programs did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<SignedText>,
    /// The image of the signature under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<FileId>,
    /// Fields of a newer program.
    #[serde(flatten)]
    pub extra: Extra,
}

/// 电子签名.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Who wrote it.
    pub signer: Signer,
    /// The image.
    pub image: FileId,
}

/// How the new document will reach its holder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pickup {
    /// 到馆, 代取, 邮寄
    pub mode: PickupMode,
    /// 取证时间 of an emergency document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<Instant>,
    /// 代取人.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proxy: Option<Proxy>,
}

/// 代取人.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proxy {
    /// Name.
    pub name: String,
    /// ID or passport number.
    pub document: String,
    /// Telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// The text of a statement that was on the screen when it was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedText {
    /// In which language, as `zh-CN`.
    pub language: String,
    /// Names the very words.
    pub version: String,
}

/// 身份验证.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "snake_case")]
pub enum FaceCheck {
    /// Not done yet.
    NotDone,
    /// The applicant passed.
    Passed,
    /// The guardian passed, for a minor's first document.
    GuardianPassed,
    /// It failed so many times.
    Failed {
        /// Attempts.
        times: u8,
    },
    /// “跳过” was pressed.
    Skipped,
}

impl FaceCheck {
    /// Nobody doubts who is at the telephone.
    pub fn is_passed(self) -> bool {
        matches!(self, Self::Passed | Self::GuardianPassed)
    }
}

impl Form {
    /// Which side of 10, 14 and 16 the applicant is on a day; a birth date after it counts as newborn.
    pub fn age_class(&self, on: Day) -> AgeClass {
        AgeClass::at(self.applicant.born, on).unwrap_or_else(|| AgeClass::of_years(0))
    }

    /// The signature may be printed: the applicant's own, from ten years on.
    pub fn signature_printable(&self, on: Day) -> bool {
        let own = self
            .signature
            .as_ref()
            .is_some_and(|s| s.signer == Signer::Applicant);
        own && self.age_class(on).signs_personally()
    }

    /// 未满16周岁 on a day.
    pub fn is_minor(&self, on: Day) -> bool {
        self.age_class(on).is_minor()
    }

    /// A booklet of ours: it is cancelled and given back, or looked for when it is lost.
    fn old_booklet(&self) -> Option<&OldDocument> {
        self.old_document.as_ref().filter(|d| match d.kind {
            PaperKind::OrdinaryPassport | PaperKind::TravelDocument => true,
            PaperKind::OfficialPassport
            | PaperKind::HongKongMacaoPermit
            | PaperKind::TaiwanPermit
            | PaperKind::Other => false,
        })
    }

    /// The old booklet is still in the applicant's hands and can reach the post.
    pub fn holds_old_booklet(&self) -> bool {
        self.old_booklet().is_some_and(|d| d.fate.is_in_hand())
    }

    /// The old booklet is out in the world.
    pub fn old_booklet_is_missing(&self) -> bool {
        self.old_booklet().is_some_and(|d| !d.fate.is_in_hand())
    }

    /// The old booklet was damaged: it is kept, not given back.
    pub fn old_booklet_is_damaged(&self) -> bool {
        self.old_booklet()
            .is_some_and(|d| d.fate == OldDocumentFate::Damaged)
    }
}

impl OldDocumentFate {
    /// 持有: in hand and whole.
    pub fn is_held(self) -> bool {
        match self {
            Self::Held => true,
            Self::Lost | Self::Stolen | Self::Damaged => false,
        }
    }

    /// The booklet, or what is left of it, can be handed in.
    pub fn is_in_hand(self) -> bool {
        match self {
            Self::Held | Self::Damaged => true,
            Self::Lost | Self::Stolen => false,
        }
    }
}

/// Who stands in an order is nobody's business in a log line.
macro_rules! unnamed_in_logs {
    ($($name:ident),+) => {
        $(impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        })+
    };
}

unnamed_in_logs!(Applicant, OldDocument, Relative, Proxy, Urgency);

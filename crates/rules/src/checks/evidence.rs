//! What a check done by rule found, and where to look.

use crate::business::Business;
use crate::eligibility::{Doubt, Ground};
use crate::nationality::Suggestion;
use crate::order::files::Slot;
use crate::order::form::{FaceCheck, Kinship};
use crate::order::interview::{InterviewCause, InterviewState};
use crate::order::originals::{OldDocumentState, Verification};
use crate::order::payment::PaymentState;
use crate::order::reasons::PhotoReason;
use crate::values::Money;
use crate::values::id_number::{IdContradiction, IdFault};
use crate::values::instant::{Day, Instant};
use crate::values::name::NameFinding;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// How it stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Verdict {
    /// 一致
    InOrder,
    /// 存疑: a person looks and says how it is explained
    Doubt,
    /// 不符
    Problem,
    /// Open, and held by a rule of its own: a duplicate to settle, a fee to be paid, an interview to hold
    HeldElsewhere,
}

/// What was found, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// How it stands.
    pub verdict: Verdict,
    /// What it rests on.
    pub evidence: Evidence,
}

/// Where an officer looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "at", content = "what", rename_all = "snake_case")]
pub enum Look {
    /// The files of a slot.
    Slot(Slot),
    /// The applicant's part of the form.
    Applicant,
    /// The old document's part of the form.
    OldDocument,
    /// 加注
    Annotations,
    /// 家庭成员
    Relatives,
    /// 国籍状况声明 and signatures
    Statement,
    /// The capture of the face check
    FaceCapture,
    /// Payments
    Payment,
    /// Duplicate hits
    Hits,
    /// 面谈
    Interview,
    /// 取证
    Pickup,
    /// 行程与紧急事由
    Urgency,
    /// A list kept outside the order
    List,
}

/// What is wrong with a statement of nationality.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum StatementFault {
    /// There is none
    Missing,
    /// “不适用,跳过” was pressed
    Skipped,
    /// It states a foreign nationality
    ForeignNationality,
    /// It states a foreign passport
    ForeignPassport,
    /// It does not say on what the stay here rests
    NoResidence,
    /// A child below sixteen signed it
    SignedByChild,
    /// Somebody else signed for a person of sixteen or more
    SignedByOther,
    /// The passport's signature is somebody else's than the applicant's, who is ten or older
    SignatureByOther,
    /// There is no signature
    NoSignature,
}

/// What is wrong about the guardian.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum GuardianFault {
    /// Nobody is named as the guardian who filed
    NobodyFiled,
    /// Several are
    SeveralFiled,
    /// Another relative than a parent or guardian filed
    NoGuardian,
    /// The statement was signed by another person than the one who filed
    OtherSigned,
}

/// What a finding rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Evidence {
    /// 本领区, or another.
    District {
        /// Lives in the own district.
        own: bool,
    },
    /// Duplicate hits.
    Hits {
        /// Not settled.
        open: u32,
        /// Settled.
        settled: u32,
    },
    /// The name against the rules of the business.
    Name {
        /// Findings, field by field.
        findings: Vec<NameFinding>,
    },
    /// 无身份证号.
    NoIdNumber,
    /// The number is none.
    IdFault {
        /// Why.
        fault: IdFault,
    },
    /// Number and form.
    IdAgainstForm {
        /// Where they differ; nowhere when empty.
        contradictions: Vec<IdContradiction>,
    },
    /// 国籍状况声明.
    Statement {
        /// What is wrong; nothing when empty.
        faults: Vec<StatementFault>,
    },
    /// 证件照.
    Photo {
        /// Was looked at.
        judged: bool,
        /// Reasons it is not fit.
        reasons: Vec<PhotoReason>,
    },
    /// 人脸识别.
    Face {
        /// The result.
        #[serde(flatten)]
        result: FaceCheck,
    },
    /// 家庭成员.
    Family {
        /// Who is missing.
        missing: Vec<Kinship>,
    },
    /// 费用.
    Fee {
        /// How it stands.
        state: PaymentState,
        /// 应收
        due: Money,
        /// 已收, in minor units
        held: i64,
    },
    /// The business is not among those the answers lead to.
    Filing {
        /// Those they lead to.
        fitting: Vec<Business>,
    },
    /// 办理条件.
    Eligibility {
        /// Why the person qualifies.
        grounds: Vec<Ground>,
        /// What speaks against.
        doubts: Vec<Doubt>,
    },
    /// 面谈.
    Interview {
        /// Why one is needed still.
        open: Vec<InterviewCause>,
        /// How it stands.
        state: InterviewState,
    },
    /// 过期.
    Expired {
        /// Whole years.
        years: u32,
        /// What is missing of the statement and the permit.
        missing: Vec<Slot>,
    },
    /// The day of sixteen.
    Sixteen {
        /// When.
        on: Day,
        /// It lies between submission and today.
        meanwhile: bool,
    },
    /// 原发照机关核查.
    Issuer {
        /// How it stands.
        state: Verification,
    },
    /// The lost document.
    LostDocument {
        /// How it stands.
        state: OldDocumentState,
    },
    /// 加注项数.
    Annotations {
        /// Asked for.
        asked: u8,
        /// Charged.
        charged: u8,
    },
    /// 纸质照片.
    PaperPhotos {
        /// How many belong in the envelope.
        count: u8,
    },
    /// 短期来访.
    Visit {
        /// Says so.
        short: bool,
    },
    /// 行程.
    Travel {
        /// The day.
        on: Option<Day>,
        /// Days from today; past when negative.
        days: Option<i64>,
    },
    /// 取证时间.
    Pickup {
        /// The slot.
        slot: Option<Instant>,
    },
    /// 国籍.
    Nationality {
        /// What the facts of the birth suggest; the officer decides.
        suggestion: Suggestion,
    },
    /// 监护人.
    Guardian {
        /// What is wrong; nothing when empty.
        faults: Vec<GuardianFault>,
    },
}

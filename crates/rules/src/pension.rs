//! 养老金资格认证: the post looks on. 人社部门 decides, once a calendar year, and the paper form is the way
//! that is left when the APP's does not work.

use crate::ids::OfficerId;
use crate::order::{Order, Status};
use crate::people::{Actor, Role};
use crate::post::PostPolicy;
use crate::values::instant::{Day, Instant};
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use std::fmt;
use strum::{EnumIter, IntoStaticStr};

/// Working days within which 人社部门 normally answers.
pub const ANSWER_DAYS: u16 = 10;

/// Something somebody at a post might be asked to do about a pension.
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
pub enum PensionWork {
    /// 查看状态
    ReadStatus,
    /// 收纸质审核表
    TakePaperForm,
    /// 在纸质审核表上签章
    SignPaperForm,
    /// 决定是否通过
    Decide,
    /// 另出证明
    IssueCertificate,
    /// 通知养老金发放机构
    ReportToPayer,
}

impl PensionWork {
    /// The post does this; everything else is 人社部门's, or nobody's.
    pub fn is_the_posts(self) -> bool {
        match self {
            Self::ReadStatus | Self::TakePaperForm | Self::SignPaperForm => true,
            Self::Decide | Self::IssueCertificate | Self::ReportToPayer => false,
        }
    }
}

/// The calendar year, at the post, an entitlement filed then is for.
pub fn year_of(filed: Instant, policy: &PostPolicy) -> i32 {
    policy.local_day(filed).year()
}

/// This year's entitlement was filed already; a refused one may be filed again.
pub fn filed_this_year(filed: &[Instant], now: Instant, policy: &PostPolicy) -> bool {
    let year = year_of(now, policy);
    filed.iter().any(|at| year_of(*at, policy) == year)
}

/// The moment an order uses up its year with; none for one that was refused or is no pension order.
pub fn uses_year(order: &Order) -> Option<Instant> {
    let counts = match order.status {
        Status::PensionProcessing | Status::PensionOk => true,
        Status::Draft
        | Status::PendingPayment
        | Status::FirstReview
        | Status::Supplement
        | Status::InterviewToBook
        | Status::InterviewBooked
        | Status::OnsiteToBook
        | Status::OnsiteBooked
        | Status::SecondReview
        | Status::ToMake
        | Status::Made
        | Status::ToCollect
        | Status::ToMail
        | Status::Done
        | Status::Rejected
        | Status::Cancelled
        | Status::Expired
        | Status::PensionFail => false,
    };
    order.submitted_at.filter(|_| counts)
}

/// The day by which an answer is normally there; none where the post never works.
pub fn answer_expected(filed: Instant, policy: &PostPolicy) -> Option<Day> {
    policy.add_working_days(policy.local_day(filed), ANSWER_DAYS)
}

/// Why the paper form is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum PaperCause {
    /// It could not be filed in the APP.
    CouldNotFile,
    /// It was filed and refused.
    Refused,
    /// It was filed, and no answer came in its time.
    NoAnswer,
}

/// How the form came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperWay {
    /// 到馆
    Counter,
    /// 邮寄
    Mail,
}

/// 在境外居住人员领取养老金资格审核表, as somebody brought or sent it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperForm {
    /// Whose pension.
    pub name: String,
    /// 身份证号 or passport number.
    pub document: String,
    /// The calendar year it is for.
    pub year: i32,
    /// Why on paper.
    pub cause: PaperCause,
    /// How it came.
    pub way: PaperWay,
    /// Who took and signed it.
    pub by: OfficerId,
    /// When.
    pub at: Instant,
}

/// The form as somebody handed it in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperBrought {
    /// Whose pension.
    pub name: String,
    /// 身份证号 or passport number.
    pub document: String,
    /// Why on paper.
    pub cause: PaperCause,
    /// How it came.
    pub way: PaperWay,
    /// The person was seen, at the counter or with a newspaper of the day.
    pub seen_alive: bool,
}

/// Why a form is not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum PaperRefusal {
    /// Not for this person at the desk.
    RoleNeeded {
        /// Which roles may.
        roles: Vec<Role>,
    },
    /// Another post's officer.
    OtherPost,
    /// Name or document is missing.
    NotFilledIn,
    /// Nobody has seen that the person lives.
    NotSeen,
    /// This year's form was taken already.
    AlreadyThisYear {
        /// The year.
        year: i32,
    },
    /// The APP's answer may still come.
    AnswerAwaited {
        /// Until when.
        until: Option<Day>,
    },
    /// The order in the APP says otherwise.
    WrongCause,
}

const COUNTER: &[Role] = &[Role::Counter, Role::MailClerk, Role::Supervisor];

/// Takes a form in: `order` is this year's order in the APP, `earlier` this person's paper forms.
pub fn take_paper(
    brought: &PaperBrought,
    order: Option<&Order>,
    earlier: &[PaperForm],
    actor: &Actor,
    policy: &PostPolicy,
    now: Instant,
) -> Result<PaperForm, PaperRefusal> {
    let by = taker(actor, policy)?;
    if brought.name.trim().is_empty() || brought.document.trim().is_empty() {
        return Err(PaperRefusal::NotFilledIn);
    }
    if !brought.seen_alive {
        return Err(PaperRefusal::NotSeen);
    }
    let year = year_of(now, policy);
    if earlier.iter().any(|form| form.year == year) {
        return Err(PaperRefusal::AlreadyThisYear { year });
    }
    cause_holds(brought.cause, order, policy, now)?;
    Ok(PaperForm {
        name: brought.name.trim().to_owned(),
        document: brought.document.trim().to_owned(),
        year,
        cause: brought.cause,
        way: brought.way,
        by,
        at: now,
    })
}

fn taker(actor: &Actor, policy: &PostPolicy) -> Result<OfficerId, PaperRefusal> {
    let roles_needed = || PaperRefusal::RoleNeeded {
        roles: COUNTER.to_vec(),
    };
    match actor {
        Actor::Officer { post, .. } if *post != policy.code => Err(PaperRefusal::OtherPost),
        Actor::Officer { id, roles, .. } => {
            let may = COUNTER.iter().any(|role| roles.contains(role));
            may.then(|| id.clone()).ok_or_else(roles_needed)
        }
        Actor::Applicant { .. } | Actor::System | Actor::PensionAuthority => Err(roles_needed()),
    }
}

/// Paper is the fall-back: the order in the APP must have failed, or be overdue, or there is none.
fn cause_holds(
    cause: PaperCause,
    order: Option<&Order>,
    policy: &PostPolicy,
    now: Instant,
) -> Result<(), PaperRefusal> {
    let Some(order) = order else {
        let fits = cause == PaperCause::CouldNotFile;
        return if fits {
            Ok(())
        } else {
            Err(PaperRefusal::WrongCause)
        };
    };
    let processing = order.status == Status::PensionProcessing;
    let until = order
        .submitted_at
        .and_then(|filed| answer_expected(filed, policy));
    match cause {
        PaperCause::Refused if order.status == Status::PensionFail => Ok(()),
        PaperCause::NoAnswer if processing => {
            let over = until.is_some_and(|day| policy.local_day(now) > day);
            over.then_some(())
                .ok_or(PaperRefusal::AnswerAwaited { until })
        }
        PaperCause::CouldNotFile if order.status == Status::Draft => Ok(()),
        PaperCause::CouldNotFile | PaperCause::Refused | PaperCause::NoAnswer => {
            Err(PaperRefusal::WrongCause)
        }
    }
}

/// Whose pension it is, is nobody's business in a log line.
impl fmt::Debug for PaperForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PaperForm")
            .field("year", &self.year)
            .field("cause", &self.cause)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for PaperBrought {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PaperBrought")
            .field("cause", &self.cause)
            .finish_non_exhaustive()
    }
}

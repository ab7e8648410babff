//! When a conditional cell of the matrix holds.

use super::Applied;
use crate::business::Booklet;
use crate::eligibility::{PASSPORT_MONTHS, renewable_from, years_expired};
use crate::order::Channel;
use crate::order::form::{Kinship, OldDocument};
use crate::post::policy::Strength;
use crate::values::name::{NameRegime, NameRemark, check};
use crate::values::papers::PaperKind;
use serde::{Deserialize, Serialize};
use strum::{EnumIter, IntoStaticStr};

/// A condition of the matrix.
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
pub enum Condition {
    /// 需要加注 is ticked
    Annotated,
    /// A name is noted that the old booklet does not have
    NewAnnotation,
    /// The old document is lost, stolen or damaged
    OldDocumentGone,
    /// No old document is named
    NoOldDocument,
    /// 港澳台居民
    HkMoTw,
    /// 未满16周岁
    Minor,
    /// The guardian who filed is not a parent
    OtherGuardian,
    /// The 旅行证 is to bear a foreign name
    ForeignName,
    /// The old document ran out long ago; how long is the post's
    LongExpired,
    /// The passport is renewed more than a year before its end
    EarlyRenewal,
    /// Urgent without a document lost
    UrgentOtherwise,
    /// 待补充材料
    Supplementing,
    /// The post wants proof of the address from everyone
    AddressAsked,
    /// The post wants proof of being here from everyone
    PresenceAsked,
    /// The post wants the residence permit from everyone
    ResidenceAsked,
    /// The post wants the police report from everyone
    PoliceReportAsked,
}

impl Condition {
    /// Whether it holds for an application.
    pub fn holds(self, applied: &Applied<'_>) -> bool {
        let form = applied.form;
        let old = form.old_document.as_ref();
        let wanted = &applied.policy.materials;
        match self {
            Self::Annotated => !form.annotations.is_empty(),
            Self::NewAnnotation => form.annotations.iter().any(|a| !a.on_old_passport),
            Self::OldDocumentGone => old.is_some_and(|d| !d.fate.is_held()),
            Self::NoOldDocument => old.is_none(),
            Self::HkMoTw => form.applicant.hkmotw,
            Self::Minor => applied.is_minor(),
            Self::OtherGuardian => form
                .relatives
                .iter()
                .any(|r| r.filed && r.kinship == Kinship::Guardian),
            Self::ForeignName => bears_foreign_name(applied),
            Self::LongExpired => old.is_some_and(|d| is_long_expired(d, applied)),
            Self::EarlyRenewal => old.is_some_and(|d| is_early(d, applied)),
            Self::UrgentOtherwise => {
                old.is_none_or(|d| d.fate.is_held()) || applied.channel == Channel::GreenChannel
            }
            Self::Supplementing => applied.supplementing,
            Self::AddressAsked => wanted.address_proof == Strength::Must,
            Self::PresenceAsked => wanted.presence_proof == Strength::Must,
            Self::ResidenceAsked => wanted.residence_permit == Strength::Must,
            Self::PoliceReportAsked => wanted.police_report == Strength::Must,
        }
    }
}

fn is_booklet(old: &OldDocument) -> bool {
    matches!(
        old.kind,
        PaperKind::OrdinaryPassport | PaperKind::TravelDocument
    )
}

fn is_long_expired(old: &OldDocument, applied: &Applied<'_>) -> bool {
    let years = u32::from(applied.policy.materials.long_expired_years);
    let expired = |day| years_expired(day, applied.on);
    is_booklet(old) && old.expires.is_some_and(|day| expired(day) >= years)
}

fn is_early(old: &OldDocument, applied: &Applied<'_>) -> bool {
    let early = |day| renewable_from(day, PASSPORT_MONTHS) > applied.on;
    old.kind == PaperKind::OrdinaryPassport && old.expires.is_some_and(early)
}

fn bears_foreign_name(applied: &Applied<'_>) -> bool {
    // The romanisation of Hong Kong, Macao or Taiwan is no foreign name.
    if applied.form.applicant.hkmotw || applied.business.booklet() != Some(Booklet::TravelDocument)
    {
        return false;
    }
    let found = check(&applied.form.applicant.name, NameRegime::TravelDocument);
    found
        .findings
        .iter()
        .any(|f| matches!(f.remark, NameRemark::ForeignNameNeedsEvidence))
}

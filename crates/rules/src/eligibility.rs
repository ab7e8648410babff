//! Who qualifies for a business: the grounds found in the form, and what speaks against.
//!
//! Nothing here refuses an order. An officer reads the grounds and decides.

use crate::business::Business;
use crate::order::form::{Form, OldDocument, RenewalReason};
use crate::order::reasons::RejectReason;
use crate::values::instant::Day;
use crate::values::papers::PaperKind;
use chrono::Months;
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

/// Months before its end from which a passport is renewed without giving a reason.
pub const PASSPORT_MONTHS: u32 = 12;
/// The same for a 旅行证.
pub const TRAVEL_DOCUMENT_MONTHS: u32 = 6;

/// Why the person qualifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Ground {
    /// Never held a document of the kind.
    FirstDocument,
    /// The old one has run out.
    Expired {
        /// On that day.
        on: Day,
    },
    /// The old one runs out soon.
    Expiring {
        /// On that day.
        on: Day,
    },
    /// Longer valid, renewed for a reason the applicant gave.
    EarlyForReason {
        /// Which.
        reason: RenewalReason,
    },
    /// Lost, stolen or damaged.
    Gone,
    /// A name is to be noted.
    NameToNote,
    /// 港澳台居民 without 回乡证 or 台胞证.
    WithoutPermit,
    /// Cannot wait for a passport.
    CannotWait,
    /// 短期来访, the passport lost or the case urgent.
    ShortVisit,
    /// Below sixteen: no passport for a child of two nationalities.
    Child,
    /// Draws a pension at home.
    Pensioner,
}

/// What speaks against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "code", rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Doubt {
    /// More than a year left, and no reason given.
    StillValid {
        /// Until then.
        until: Day,
    },
    /// The validity of the old document is not known.
    ValidityUnknown,
    /// The form names no old document.
    NoOldDocument,
    /// The old document is another kind than the business renews.
    OtherKind {
        /// Its kind.
        kind: PaperKind,
    },
    /// 首次 with a passport in hand.
    HoldsPassport,
    /// 补发 of a document that is in hand and whole.
    NotGone,
    /// 换发 or 加注 of a document that is gone.
    IsGone,
    /// 加注 without a name to note.
    NothingToNote,
    /// No reason why it cannot wait.
    NoUrgency,
    /// Lives, works or studies here: 护照旅行证 is the module.
    LivesHere,
    /// 因公护照 is not renewed in the APP.
    OfficialPassport,
    /// States a foreign nationality.
    ForeignNationality,
}

impl Doubt {
    /// The refusal it may lead to, should it prove true.
    pub fn may_lead_to(self) -> Option<RejectReason> {
        match self {
            Self::StillValid { .. } => Some(RejectReason::R18),
            Self::OtherKind { .. }
            | Self::HoldsPassport
            | Self::NotGone
            | Self::IsGone
            | Self::NothingToNote
            | Self::NoOldDocument => Some(RejectReason::R05),
            Self::LivesHere => Some(RejectReason::R06),
            Self::OfficialPassport => Some(RejectReason::R17),
            Self::ForeignNationality => Some(RejectReason::R14),
            Self::ValidityUnknown | Self::NoUrgency => None,
        }
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Eligibility {
    /// Why the person qualifies.
    pub grounds: Vec<Ground>,
    /// What speaks against.
    pub doubts: Vec<Doubt>,
}

impl Eligibility {
    fn ground(mut self, ground: Option<Ground>) -> Self {
        self.grounds.extend(ground);
        self
    }

    fn doubt(mut self, doubt: Option<Doubt>) -> Self {
        self.doubts.extend(doubt);
        self
    }
}

/// Looks at a form as it would be decided on a day.
pub fn eligibility(business: Business, form: &Form, today: Day) -> Eligibility {
    let found = match business {
        Business::PpNew => first_passport(form),
        Business::PpRenew => renewal(form, PASSPORT_MONTHS, today).doubt(not_a_passport(form)),
        Business::PpReissue => reissue(form).doubt(not_a_passport(form)),
        Business::PpNote => note(form),
        Business::TdNew => first_travel_document(form, today),
        Business::TdRenew => travel_document_renewal(form, today),
        Business::TdReissue => reissue(form),
        Business::TdEmerg => emergency(form),
        Business::Pension => Eligibility::default().ground(Some(Ground::Pensioner)),
    };
    let foreign =
        |s: &crate::order::form::Statement| s.foreign_nationality || s.naturalised_on.is_some();
    found.doubt(
        form.statement
            .as_ref()
            .filter(|s| foreign(s))
            .map(|_| Doubt::ForeignNationality),
    )
}

/// The first day on which a document running out on `expires` is renewed without a reason.
pub fn renewable_from(expires: Day, months: u32) -> Day {
    expires
        .checked_sub_months(Months::new(months))
        .unwrap_or(expires)
}

/// Whole years since a document ran out.
pub fn years_expired(expires: Day, today: Day) -> u32 {
    crate::values::age::completed_years(expires, today).unwrap_or(0)
}

fn not_a_passport(form: &Form) -> Option<Doubt> {
    match form.old_document.as_ref()?.kind {
        PaperKind::OrdinaryPassport => None,
        PaperKind::OfficialPassport => Some(Doubt::OfficialPassport),
        kind @ (PaperKind::TravelDocument
        | PaperKind::HongKongMacaoPermit
        | PaperKind::TaiwanPermit
        | PaperKind::Other) => Some(Doubt::OtherKind { kind }),
    }
}

fn first_passport(form: &Form) -> Eligibility {
    let holds = |d: &&OldDocument| d.kind == PaperKind::OrdinaryPassport;
    match form.old_document.as_ref().filter(holds) {
        Some(_) => Eligibility::default().doubt(Some(Doubt::HoldsPassport)),
        None => Eligibility::default().ground(Some(Ground::FirstDocument)),
    }
}

fn renewal(form: &Form, months: u32, today: Day) -> Eligibility {
    let none = Eligibility::default();
    let Some(old) = &form.old_document else {
        return none.doubt(Some(Doubt::NoOldDocument));
    };
    let gone = (!old.fate.is_held()).then_some(Doubt::IsGone);
    let none = none.doubt(gone);
    let Some(expires) = old.expires else {
        return none.doubt(Some(Doubt::ValidityUnknown));
    };
    if expires < today {
        return none.ground(Some(Ground::Expired { on: expires }));
    }
    if renewable_from(expires, months) <= today {
        return none.ground(Some(Ground::Expiring { on: expires }));
    }
    match early_reason(form) {
        Some(reason) => none.ground(Some(Ground::EarlyForReason { reason })),
        None => none.doubt(Some(Doubt::StillValid { until: expires })),
    }
}

/// 已过期 and 不足一年 are no reasons when the dates say otherwise.
fn early_reason(form: &Form) -> Option<RenewalReason> {
    form.renewal_reason.filter(|reason| match reason {
        RenewalReason::PagesFull | RenewalReason::Appearance | RenewalReason::Other => true,
        RenewalReason::Expired | RenewalReason::Expiring => false,
    })
}

fn reissue(form: &Form) -> Eligibility {
    let found = Eligibility::default();
    match &form.old_document {
        None => found.doubt(Some(Doubt::NoOldDocument)),
        Some(old) if old.fate.is_held() => found.doubt(Some(Doubt::NotGone)),
        Some(_) => found.ground(Some(Ground::Gone)),
    }
}

fn note(form: &Form) -> Eligibility {
    let gone = form
        .old_document
        .as_ref()
        .is_some_and(|d| !d.fate.is_held());
    let found = Eligibility::default()
        .doubt(form.old_document.is_none().then_some(Doubt::NoOldDocument))
        .doubt(gone.then_some(Doubt::IsGone))
        .doubt(not_a_passport(form));
    if form.annotations.iter().any(|a| !a.on_old_passport) {
        found.ground(Some(Ground::NameToNote))
    } else {
        found.doubt(Some(Doubt::NothingToNote))
    }
}

fn first_travel_document(form: &Form, today: Day) -> Eligibility {
    let found = Eligibility::default();
    if form.applicant.hkmotw {
        return found.ground(Some(Ground::WithoutPermit));
    }
    if form.is_minor(today) {
        return found.ground(Some(Ground::Child));
    }
    urgency(form, found)
}

fn travel_document_renewal(form: &Form, today: Day) -> Eligibility {
    let kind = form.old_document.as_ref().map(|d| d.kind);
    if kind == Some(PaperKind::TravelDocument) {
        return renewal(form, TRAVEL_DOCUMENT_MONTHS, today);
    }
    // 旅行证换发 with a passport or a permit in hand: a journey that cannot wait for what it replaces.
    first_travel_document(form, today)
}

fn urgency(form: &Form, found: Eligibility) -> Eligibility {
    match &form.urgency {
        Some(_) => found.ground(Some(Ground::CannotWait)),
        None => found.doubt(Some(Doubt::NoUrgency)),
    }
}

fn emergency(form: &Form) -> Eligibility {
    let found = Eligibility::default();
    match &form.urgency {
        None => found.doubt(Some(Doubt::NoUrgency)),
        Some(urgency) if urgency.short_visit => found.ground(Some(Ground::ShortVisit)),
        Some(_) => found.doubt(Some(Doubt::LivesHere)),
    }
}

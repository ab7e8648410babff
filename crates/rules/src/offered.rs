//! Which businesses a person is offered: the questions of the APP, asked again at the desk.
//!
//! The applicant answered them on a small screen; an order that does not follow from its own answers is
//! filed under the wrong business (R05).

use crate::business::Business;
use crate::order::form::Form;
use crate::post::PostPolicy;
use crate::values::instant::Day;
use crate::values::papers::PaperKind;
use serde::{Deserialize, Serialize};
use strum::{EnumIter, IntoStaticStr};

/// 现持证件类型, as the APP lists them.
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
pub enum Held {
    /// 普通护照
    Passport,
    /// 旅行证
    TravelDocument,
    /// 港澳台及其他旅行证件
    Other,
    /// 无以上证件
    Nothing,
}

/// The answers that decide what is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Answers {
    /// 现持证件类型
    pub held: Held,
    /// 已选证件遗失、被盗或损毁
    pub gone: bool,
    /// 未满16周岁; asked only of who holds nothing.
    pub minor: bool,
}

impl Answers {
    /// The answers a form amounts to.
    pub fn of(form: &Form, on: Day) -> Self {
        let minor = form.is_minor(on);
        let Some(old) = &form.old_document else {
            return Self {
                held: Held::Nothing,
                gone: false,
                minor,
            };
        };
        let held = match old.kind {
            // An official passport is no document of the APP; its holder answers as one of a passport.
            PaperKind::OrdinaryPassport | PaperKind::OfficialPassport => Held::Passport,
            PaperKind::TravelDocument => Held::TravelDocument,
            PaperKind::HongKongMacaoPermit | PaperKind::TaiwanPermit | PaperKind::Other => {
                Held::Other
            }
        };
        Self {
            held,
            gone: !old.fate.is_held(),
            minor,
        }
    }
}

/// What the module 护照旅行证 offers, in the order it is shown; what the post does not take is left out.
pub fn offered(answers: Answers, policy: &PostPolicy) -> Vec<Business> {
    use Business as B;
    let all: &[Business] = match (answers.held, answers.gone) {
        (Held::Passport, false) => &[B::PpRenew, B::PpNote, B::TdRenew],
        (Held::Passport, true) => &[B::PpReissue, B::TdReissue],
        (Held::TravelDocument, false) if policy.scope.passport_after_travel_document => {
            &[B::TdRenew, B::PpNew]
        }
        (Held::TravelDocument, false) => &[B::TdRenew],
        (Held::TravelDocument, true) => &[B::TdReissue, B::PpNew],
        (Held::Other, false) => &[B::TdNew, B::TdRenew],
        (Held::Other, true) => &[B::TdReissue],
        (Held::Nothing, _) if answers.minor || policy.scope.first_documents_for_adults => {
            &[B::PpNew, B::TdNew]
        }
        (Held::Nothing, _) => &[],
    };
    let taken = |b: &Business| policy.scope.businesses.contains(b);
    all.iter().copied().filter(taken).collect()
}

/// What would have been offered instead, when the business does not follow from the form.
pub fn misfiled(
    business: Business,
    form: &Form,
    policy: &PostPolicy,
    on: Day,
) -> Option<Vec<Business>> {
    // The other two modules are entered by their own doors.
    if business.module() != crate::business::Module::Passport {
        return None;
    }
    let fitting = offered(Answers::of(form, on), policy);
    (!fitting.contains(&business)).then_some(fitting)
}

//! Applications to try the catalogues on: a plain one for every column, and what may be different.

use crate::posts::post;
use lingshi_rules::business::Business;
use lingshi_rules::materials::{Applied, Column};
use lingshi_rules::order::form::{
    Annotation, AnnotationKind, Form, Kinship, OldDocument, OldDocumentFate, Relative,
};
use lingshi_rules::order::{Channel, Extra};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::post::policy::{PickupMode, Strength};
use lingshi_rules::values::PersonName;
use lingshi_rules::values::instant::Day;
use lingshi_rules::values::papers::PaperKind;
use lingshi_rules::walk::sample_form;

/// Everything a material may depend on.
pub(crate) struct Case {
    pub(crate) business: Business,
    pub(crate) form: Form,
    pub(crate) policy: PostPolicy,
    pub(crate) channel: Channel,
    pub(crate) supplementing: bool,
}

pub(crate) fn day(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd_opt(year, month, day).unwrap()
}

/// The day on which every case is looked at.
pub(crate) fn today() -> Day {
    day(2026, 3, 2)
}

impl Case {
    pub(crate) fn of(business: Business) -> Self {
        let policy = post("BRU").clone();
        Self {
            business,
            form: sample_form(&policy, business, PickupMode::Mail),
            policy,
            channel: Channel::App,
            supplementing: false,
        }
    }

    /// A plain application of a column.
    pub(crate) fn in_column(column: Column) -> Self {
        let mut case = Self::of(match column {
            Column::PassportRenewal => Business::PpRenew,
            Column::PassportReissue => Business::PpReissue,
            Column::FirstPassport => Business::PpNew,
            Column::Annotation => Business::PpNote,
            Column::TravelDocumentRenewal => Business::TdRenew,
            Column::TravelDocumentReissue => Business::TdReissue,
            Column::HongKongMacaoTaiwan | Column::MinorFirst => Business::TdNew,
            Column::Emergency => Business::TdEmerg,
        });
        match column {
            Column::MinorFirst => minor(&mut case),
            Column::HongKongMacaoTaiwan => hong_kong(&mut case),
            Column::Annotation => case.form.annotations.clear(),
            Column::PassportRenewal
            | Column::PassportReissue
            | Column::FirstPassport
            | Column::TravelDocumentRenewal
            | Column::TravelDocumentReissue
            | Column::Emergency => {}
        }
        assert_eq!(case.applied().column(), Some(column));
        case
    }

    pub(crate) fn with(mut self, change: fn(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    pub(crate) fn applied(&self) -> Applied<'_> {
        Applied {
            business: self.business,
            form: &self.form,
            channel: self.channel,
            supplementing: self.supplementing,
            policy: &self.policy,
            on: today(),
        }
    }

    pub(crate) fn old(&mut self) -> &mut OldDocument {
        self.form.old_document.as_mut().unwrap()
    }
}

pub(crate) fn plain(_: &mut Case) {}

pub(crate) fn annotation(on_old_passport: bool) -> Annotation {
    Annotation {
        kind: AnnotationKind::FormerName,
        name: PersonName::new("李", "小明", "LI", "XIAOMING"),
        on_old_passport,
        extra: Extra::new(),
    }
}

pub(crate) fn annotated(case: &mut Case) {
    case.form.annotations = vec![annotation(false)];
}

pub(crate) fn carried_over(case: &mut Case) {
    case.form.annotations = vec![annotation(true)];
}

pub(crate) fn minor(case: &mut Case) {
    case.form.applicant.born = day(2020, 5, 1);
}

pub(crate) fn hong_kong(case: &mut Case) {
    case.form.applicant.hkmotw = true;
    let permit = sample_form(&case.policy, Business::PpRenew, PickupMode::Mail).old_document;
    case.form.old_document = permit.map(|old| OldDocument {
        kind: PaperKind::HongKongMacaoPermit,
        number: "H0123456700".into(),
        ..old
    });
}

pub(crate) fn lost(case: &mut Case) {
    case.old().fate = OldDocumentFate::Lost;
}

pub(crate) fn in_hand(case: &mut Case) {
    case.old().fate = OldDocumentFate::Held;
}

/// A child without a passport whose earlier 旅行证 is gone.
pub(crate) fn lost_travel_document(case: &mut Case) {
    let form = sample_form(&case.policy, Business::TdReissue, PickupMode::Mail);
    case.form.old_document = form.old_document;
}

pub(crate) fn no_old_document(case: &mut Case) {
    case.form.old_document = None;
}

pub(crate) fn expired_two_years(case: &mut Case) {
    case.old().expires = Some(day(2024, 3, 2));
}

pub(crate) fn expired_a_day_less_than_two_years(case: &mut Case) {
    case.old().expires = Some(day(2024, 3, 3));
}

pub(crate) fn a_year_and_a_day_left(case: &mut Case) {
    case.old().expires = Some(day(2027, 3, 3));
}

pub(crate) fn a_year_left(case: &mut Case) {
    case.old().expires = Some(day(2027, 3, 2));
}

pub(crate) fn foreign_name(case: &mut Case) {
    case.form.applicant.name = PersonName::new("", "", "DUBOIS", "LÉA MEI");
}

pub(crate) fn filed_by_grandmother(case: &mut Case) {
    let mut guardian: Relative = case.form.relatives[0].clone();
    guardian.kinship = Kinship::Guardian;
    guardian.name = "张桂兰".into();
    guardian.filed = true;
    case.form.relatives.push(guardian);
}

pub(crate) fn green_channel(case: &mut Case) {
    case.channel = Channel::GreenChannel;
}

pub(crate) fn supplementing(case: &mut Case) {
    case.supplementing = true;
}

pub(crate) fn address_asked(case: &mut Case) {
    case.policy.materials.address_proof = Strength::Must;
}

pub(crate) fn presence_asked(case: &mut Case) {
    case.policy.materials.presence_proof = Strength::Must;
}

pub(crate) fn residence_asked(case: &mut Case) {
    case.policy.materials.residence_permit = Strength::Must;
}

pub(crate) fn police_asked(case: &mut Case) {
    case.policy.materials.police_report = Strength::Must;
}

pub(crate) fn of_hong_kong(case: &mut Case) {
    case.form.applicant.hkmotw = true;
}

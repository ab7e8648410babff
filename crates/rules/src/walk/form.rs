//! The invented applicant of the walk.

use crate::business::Business;
use crate::ids::FileId;
use crate::order::form::{
    Annotation, AnnotationKind, Applicant, Form, OldDocument, OldDocumentFate, Pickup,
    RenewalReason, Residence, Signature, Signer, Statement, Urgency,
};
use crate::post::PostPolicy;
use crate::post::policy::{PickupMode, SubmitMode};
use crate::values::instant::Day;
use crate::values::papers::PaperKind;
use crate::values::{Instant, OrderNo, PersonName, Sex};
use std::collections::BTreeMap;

/// A form filled in by an adult who has everything the business asks for.
pub fn sample_form(policy: &PostPolicy, business: Business, pickup: PickupMode) -> Form {
    let name = PersonName::new("李", "明", "LI", "MING");
    let at = super::path::first_morning(policy);
    let mail = policy.mail_in.modes.contains(&SubmitMode::Mail);
    Form {
        applicant: Applicant {
            name: name.clone(),
            sex: Sex::Male,
            born: day(1990, 3, 7),
            nation: None,
            birthplace: "北京".into(),
            birth_country: None,
            id_number: Some("11010519900307283X".into()),
            hkmotw: false,
            phone: "+86 13800000000".into(),
            mail: None,
            address_abroad: format!("{} 1", policy.name.city_zh),
            address_home: None,
            residence_until: None,
            extra: BTreeMap::new(),
        },
        old_document: old_document(business),
        annotations: annotations(business, name),
        relatives: Vec::new(),
        statement: Some(statement(at)),
        signature: Some(Signature {
            signer: Signer::Applicant,
            image: FileId::new("signature"),
        }),
        renewal_reason: (business == Business::PpRenew).then_some(RenewalReason::Expiring),
        urgency: (business == Business::TdEmerg).then(|| Urgency {
            travel_on: Some(policy.local_day(at.plus_days(4))),
            short_visit: true,
            words: "旅行途中护照遗失".into(),
        }),
        submit: if mail {
            SubmitMode::Mail
        } else {
            SubmitMode::InPerson
        },
        pickup: Pickup {
            mode: pickup,
            slot: (business == Business::TdEmerg).then(|| at.plus_days(1)),
            proxy: None,
        },
        extra: BTreeMap::new(),
    }
}

fn statement(at: Instant) -> Statement {
    Statement {
        skipped: false,
        foreign_nationality: false,
        foreign_passport: false,
        naturalised_on: None,
        residence: Some(Residence::Visa),
        signer: Signer::Applicant,
        signed_at: at,
        image: None,
        extra: BTreeMap::new(),
    }
}

fn annotations(business: Business, name: PersonName) -> Vec<Annotation> {
    if business != Business::PpNote {
        return Vec::new();
    }
    let kind = AnnotationKind::FormerName;
    vec![Annotation {
        kind,
        name,
        on_old_passport: false,
        extra: BTreeMap::new(),
    }]
}

fn old_document(business: Business) -> Option<OldDocument> {
    let (kind, fate) = match business {
        Business::PpNew | Business::TdNew | Business::Pension => return None,
        Business::PpRenew | Business::PpNote => {
            (PaperKind::OrdinaryPassport, OldDocumentFate::Held)
        }
        Business::PpReissue | Business::TdEmerg => {
            (PaperKind::OrdinaryPassport, OldDocumentFate::Lost)
        }
        Business::TdRenew => (PaperKind::TravelDocument, OldDocumentFate::Held),
        Business::TdReissue => (PaperKind::TravelDocument, OldDocumentFate::Lost),
    };
    Some(OldDocument {
        kind,
        number: "E12345678".into(),
        issued: Some(day(2017, 2, 1)),
        expires: Some(day(2027, 1, 31)),
        authority: None,
        fate,
        issued_abroad: false,
        police_report: None,
        loss: None,
        extra: BTreeMap::new(),
    })
}

fn day(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// A number the post could have given.
pub(super) fn sample_number(policy: &PostPolicy, business: Business) -> Option<OrderNo> {
    let unknown = format!("{}A", policy.country);
    let prefix = policy.order_prefix.as_deref().unwrap_or(&unknown);
    OrderNo::compose(prefix, business.module(), "WALK", 10_000_001).ok()
}

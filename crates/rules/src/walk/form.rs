//! The invented applicant of the walk.

use crate::business::Business;
use crate::ids::FileId;
use crate::order::form::{
    Annotation, AnnotationKind, Applicant, Form, Kinship, OldDocument, OldDocumentFate, Pickup,
    Relative, RenewalReason, Residence, Signature, Signer, Statement, Urgency,
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
        relatives: relatives(business),
        statement: Some(statement(at)),
        signature: Some(Signature {
            signer: Signer::Applicant,
            image: FileId::new("signature"),
        }),
        renewal_reason: (business == Business::PpRenew).then_some(RenewalReason::Expiring),
        urgency: urgency(policy, business, at),
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

fn urgency(policy: &PostPolicy, business: Business, at: Instant) -> Option<Urgency> {
    let (short_visit, words) = match business {
        Business::TdEmerg => (true, "旅行途中护照遗失"),
        Business::TdNew => (false, "家人病重，不及等候护照"),
        Business::PpNew
        | Business::PpRenew
        | Business::PpReissue
        | Business::PpNote
        | Business::TdRenew
        | Business::TdReissue
        | Business::Pension => return None,
    };
    Some(Urgency {
        travel_on: Some(policy.local_day(at.plus_days(4))),
        short_visit,
        words: words.into(),
    })
}

fn relatives(business: Business) -> Vec<Relative> {
    let named = |kinship, name: &str| Relative {
        kinship,
        name: name.into(),
        nationality: Some("CHN".into()),
        born: None,
        residence_at_birth: None,
        document: None,
        address: None,
        phone: None,
        filed: false,
        extra: BTreeMap::new(),
    };
    let mut all = vec![
        named(Kinship::Father, "李国强"),
        named(Kinship::Mother, "王秀英"),
    ];
    if business == Business::TdEmerg {
        all.push(named(Kinship::EmergencyContact, "李敏"));
    }
    all
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
        text: None,
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
    // A 旅行证 is valid for two years and renewed in its last months.
    let (issued, expires) = if kind == PaperKind::TravelDocument {
        (day(2024, 7, 1), day(2026, 6, 30))
    } else {
        (day(2017, 2, 1), day(2027, 1, 31))
    };
    Some(OldDocument {
        kind,
        number: "E12345678".into(),
        issued: Some(issued),
        expires: Some(expires),
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

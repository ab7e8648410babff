//! Limits on what an applicant types: at the limit, and one over.

use super::{applicant_may_not, at};
use lingshi_rules::business::Business;
use lingshi_rules::life::refusal::TextOf;
use lingshi_rules::life::{Action, Refusal, Status};
use lingshi_rules::order::Extra;
use lingshi_rules::order::form::{
    Annotation, AnnotationKind, Form, Kinship, OldDocument, Proxy, Relative,
};
use lingshi_rules::values::PersonName;
use lingshi_rules::walk::Walk;

const NAME: (TextOf, u32) = (TextOf::Name, 64);
const LONG_NAME: (TextOf, u32) = (TextOf::Name, 500);
const NUMBER: (TextOf, u32) = (TextOf::Number, 64);
const LINE: (TextOf, u32) = (TextOf::Value, 500);
const PASSAGE: (TextOf, u32) = (TextOf::Words, 4000);

type Field = fn(&mut Form, String);

fn a_draft() -> Walk<'static> {
    at("NYC", Business::PpRenew, Status::Draft)
}

/// The longest text is saved; one character more is refused.
fn holds(field: Field, (text, most): (TextOf, u32)) {
    let mut walk = a_draft();
    let with = |count: u32| {
        let mut form = walk.order.form.clone();
        field(&mut form, "字".repeat(count as usize));
        Box::new(form)
    };
    let (longest, longer) = (with(most), with(most + 1));
    assert_eq!(
        applicant_may_not(&walk, Action::SaveDraft { form: longer }),
        Refusal::TextTooLong { text, most }
    );
    let form = longest.clone();
    walk.by_applicant(Action::SaveDraft { form }).unwrap();
    assert_eq!(walk.order.form, *longest);
}

fn annotation(form: &mut Form, name: PersonName) {
    form.annotations = vec![Annotation {
        kind: AnnotationKind::FormerName,
        name,
        on_old_passport: true,
        extra: Extra::new(),
    }];
}

fn old(form: &mut Form) -> &mut OldDocument {
    form.old_document.as_mut().unwrap()
}

fn relative(form: &mut Form) -> &mut Relative {
    form.relatives = vec![Relative {
        kinship: Kinship::Father,
        name: "李强".into(),
        nationality: None,
        born: None,
        residence_at_birth: None,
        document: None,
        address: None,
        phone: None,
        filed: false,
        extra: Extra::new(),
    }];
    &mut form.relatives[0]
}

fn proxy(form: &mut Form) -> &mut Proxy {
    form.pickup.proxy.insert(Proxy {
        name: "王芳".into(),
        document: "E1".into(),
        phone: None,
    })
}

#[test]
fn a_name_has_room_for_64_characters_in_each_part() {
    holds(|f, t| f.applicant.name.surname_zh = t, NAME);
    holds(|f, t| f.applicant.name.given_zh = t, NAME);
    holds(|f, t| f.applicant.name.surname_latin = t, NAME);
    holds(|f, t| f.applicant.name.given_latin = t, NAME);
}

#[test]
fn a_name_to_be_noted_has_room_for_64_characters() {
    holds(|f, t| annotation(f, PersonName::new(&t, "", "", "")), NAME);
}

#[test]
fn numbers_have_room_for_64_characters() {
    holds(|f, t| f.applicant.phone = t, NUMBER);
    holds(|f, t| f.applicant.id_number = Some(t), NUMBER);
    holds(|f, t| f.applicant.nation = Some(t), NUMBER);
    holds(|f, t| old(f).number = t, NUMBER);
    holds(|f, t| relative(f).nationality = Some(t), NUMBER);
    holds(|f, t| relative(f).document = Some(t), NUMBER);
    holds(|f, t| relative(f).phone = Some(t), NUMBER);
    holds(|f, t| proxy(f).document = t, NUMBER);
    holds(|f, t| proxy(f).phone = Some(t), NUMBER);
}

#[test]
fn lines_have_room_for_500_characters() {
    holds(|f, t| f.applicant.birthplace = t, LINE);
    holds(|f, t| f.applicant.address_abroad = t, LINE);
    holds(|f, t| f.applicant.address_home = Some(t), LINE);
    holds(|f, t| f.applicant.mail = Some(t), LINE);
    holds(|f, t| old(f).authority = Some(t), LINE);
    holds(|f, t| relative(f).address = Some(t), LINE);
    holds(|f, t| relative(f).name = t, LONG_NAME);
    holds(|f, t| proxy(f).name = t, LONG_NAME);
}

#[test]
fn how_it_was_lost_has_room_for_4000_characters() {
    holds(|f, t| old(f).loss = Some(t), PASSAGE);
}

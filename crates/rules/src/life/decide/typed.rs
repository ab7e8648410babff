//! What an applicant types, field by field.

use super::text;
use crate::life::refusal::{Refusal, TextOf};
use crate::order::form::{Form, Relative};
use crate::values::PersonName;

/// Nothing an applicant types is longer than paper would hold.
pub(in crate::life) fn check_texts(form: &Form) -> Result<(), Refusal> {
    let a = &form.applicant;
    fitting_name(&a.name)?;
    for annotation in &form.annotations {
        fitting_name(&annotation.name)?;
    }
    text::fits(TextOf::Number, &a.phone, text::NUMBER)?;
    for number in [&a.id_number, &a.nation, &a.birth_country]
        .into_iter()
        .flatten()
    {
        text::fits(TextOf::Number, number, text::NUMBER)?;
    }
    text::fits(TextOf::Value, &a.birthplace, text::SHORT)?;
    text::fits(TextOf::Value, &a.address_abroad, text::SHORT)?;
    for value in [&a.address_home, &a.mail].into_iter().flatten() {
        text::fits(TextOf::Value, value, text::SHORT)?;
    }
    if let Some(old) = &form.old_document {
        text::fits(TextOf::Number, &old.number, text::NUMBER)?;
        let authority = old.authority.as_deref().unwrap_or_default();
        text::fits(TextOf::Value, authority, text::SHORT)?;
        let report = old.police_report.as_deref().unwrap_or_default();
        text::fits(TextOf::Number, report, text::NUMBER)?;
        let loss = old.loss.as_deref().unwrap_or_default();
        text::fits(TextOf::Words, loss, text::LONG)?;
    }
    if let Some(urgency) = &form.urgency {
        text::fits(TextOf::Words, &urgency.words, text::LONG)?;
    }
    form.relatives.iter().try_for_each(fitting_relative)?;
    match &form.pickup.proxy {
        None => Ok(()),
        Some(proxy) => {
            text::fits(TextOf::Name, &proxy.name, text::SHORT)?;
            text::fits(TextOf::Number, &proxy.document, text::NUMBER)?;
            let phone = proxy.phone.as_deref().unwrap_or_default();
            text::fits(TextOf::Number, phone, text::NUMBER)
        }
    }
}

fn fitting_name(name: &PersonName) -> Result<(), Refusal> {
    [
        &name.surname_zh,
        &name.given_zh,
        &name.surname_latin,
        &name.given_latin,
    ]
    .into_iter()
    .try_for_each(|part| text::fits(TextOf::Name, part, text::NUMBER))
}

fn fitting_relative(relative: &Relative) -> Result<(), Refusal> {
    text::fits(TextOf::Name, &relative.name, text::SHORT)?;
    for number in [&relative.nationality, &relative.document, &relative.phone]
        .into_iter()
        .flatten()
    {
        text::fits(TextOf::Number, number, text::NUMBER)?;
    }
    let address = relative.address.as_deref().unwrap_or_default();
    text::fits(TextOf::Value, address, text::SHORT)
}

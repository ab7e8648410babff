//! Another person for each application, with everything the business asks for.

use super::ways::Way;
use chrono::{Days, Months};
use lingshi_rules::business::Business;
use lingshi_rules::order::form::{Form, Proxy};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::post::policy::PickupMode;
use lingshi_rules::values::instant::Day;
use lingshi_rules::values::papers::PaperKind;
use lingshi_rules::values::{Instant, PersonName};
use lingshi_rules::walk::sample_form;

/// ISO 7064 MOD 11-2, as GB 11643 has it.
fn id_number(born: Day, number: usize) -> String {
    let digits = format!("110105{}{:02}1", born.format("%Y%m%d"), number % 100);
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = digits
        .chars()
        .zip(weights)
        .map(|(digit, weight)| digit.to_digit(10).unwrap() * weight)
        .sum();
    let check = "10X98765432".chars().nth(sum as usize % 11).unwrap();
    format!("{digits}{check}")
}

/// A booklet in its last months.
fn dates(kind: PaperKind, today: Day) -> (Day, Day) {
    let (days, years) = if kind == PaperKind::TravelDocument {
        (100, 2)
    } else {
        (300, 10)
    };
    let expires = today + Days::new(days);
    (expires - Months::new(12 * years) + Days::new(1), expires)
}

/// Whoever goes this way, as the so manieth person of the post.
pub(crate) fn form(policy: &PostPolicy, way: Way, number: usize, now: Instant) -> Form {
    let mut form = sample_form(policy, way.business, way.pickup);
    let today = policy.local_day(now);
    let given = [
        ("明", "MING"),
        ("伟", "WEI"),
        ("强", "QIANG"),
        ("军", "JUN"),
    ][number % 4];
    let born = Day::from_ymd_opt(1970, 1, 1).unwrap() + Days::new(41 * number as u64);
    let person = &mut form.applicant;
    person.name = PersonName::new("李", given.0, "LI", given.1);
    person.born = born;
    person.id_number = Some(id_number(born, number));
    person.phone = format!("+86 138{number:08}");
    for annotation in &mut form.annotations {
        annotation.name = form.applicant.name.clone();
    }
    if let Some(old) = &mut form.old_document {
        let (issued, expires) = dates(old.kind, today);
        old.number = format!("E{:08}", 20_000_000 + number);
        (old.issued, old.expires) = (Some(issued), Some(expires));
    }
    if let Some(statement) = &mut form.statement {
        statement.signed_at = now;
    }
    if let Some(urgency) = &mut form.urgency {
        urgency.travel_on = Some(today + Days::new(4));
    }
    form.submit = way.submit;
    form.pickup.slot = (way.business == Business::TdEmerg).then(|| now.plus_days(1));
    form.pickup.proxy = (way.pickup == PickupMode::Proxy).then(proxy);
    form
}

/// Who collects for them.
pub(crate) fn proxy() -> Proxy {
    Proxy {
        name: "王秀英".to_owned(),
        document: "E87654321".to_owned(),
        phone: None,
    }
}

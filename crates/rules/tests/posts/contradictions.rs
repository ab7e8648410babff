//! Settings that cannot stand together are refused, each with both places; what borders on them is not.

use crate::files::{ROME, faults, read, replaced, rome};
use lingshi_rules::post::{Contradiction, Fault, Place, PostPolicy};

/// The faults of Rome after some replacements.
pub(crate) fn told(changes: &[(&str, &str)]) -> Vec<String> {
    let text = changed(changes);
    match PostPolicy::read("", &text) {
        Ok(_) => vec![],
        Err(faults) => faults.iter().map(ToString::to_string).collect(),
    }
}

pub(crate) fn changed(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(ROME.to_owned(), |text, (piece, by)| {
        replaced(&text, piece, by)
    })
}

pub(crate) fn fine(changes: &[(&str, &str)]) {
    assert_eq!(told(changes), [""; 0]);
}

pub(crate) fn refused(changes: &[(&str, &str)], wanted: &[&str]) {
    assert_eq!(told(changes), wanted);
}

/// `[interview]` and the like, put before the contact.
fn section(text: &str) -> String {
    format!("{text}\n[contact]")
}

#[test]
fn rome_is_without_contradiction() {
    assert_eq!(read(ROME).check(), []);
}

#[test]
fn codes_are_three_capitals() {
    for code in ["ROMA", "RO", "RoM", "RÖ", "R M", ""] {
        let by = format!("code = \"{code}\"");
        refused(
            &[("code = \"ROM\"", &by)],
            &[":2:1: code: 3 capital letters are wanted"],
        );
    }
}

#[test]
fn countries_are_three_capitals() {
    refused(
        &[("\"ITA\"", "\"it\"")],
        &[":3:1: country: 3 capital letters are wanted"],
    );
    refused(
        &[("\"ITA\"", "\"ITAL\"")],
        &[":3:1: country: 3 capital letters are wanted"],
    );
}

#[test]
fn an_order_prefix_is_four_capitals_that_begin_with_the_country() {
    let prefix = |text: &str| format!("order_prefix = \"{text}\"\nzone =");
    fine(&[("zone =", &prefix("ITAA"))]);
    refused(
        &[("zone =", &prefix("ITA"))],
        &[":4:1: order_prefix: 4 capital letters are wanted"],
    );
    refused(
        &[("zone =", &prefix("ITA1"))],
        &[":4:1: order_prefix: 4 capital letters are wanted"],
    );
    refused(
        &[("zone =", &prefix("BELA"))],
        &[":4:1: order_prefix: does not begin with the country (see country in line 3)"],
    );
}

#[test]
fn nothing_that_is_needed_may_be_empty() {
    for (piece, by, told) in [
        ("zh = \"驻意大利大使馆\"", "zh = \" \"", ":7:1: name.zh"),
        ("self_zh = \"使馆\"", "self_zh = \"\"", ":8:1: name.self_zh"),
        (
            "country_zh = \"意大利\"",
            "country_zh = \"\"",
            ":9:1: name.country_zh",
        ),
        (
            "city_zh = \"罗马\"",
            "city_zh = \"\"",
            ":10:1: name.city_zh",
        ),
        ("en = \"Embassy in Italy\"", "en = \"\"", ":11:1: name.en"),
        (
            "[\"PP_RENEW\", \"TD_EMERG\"]",
            "[]",
            ":17:1: scope.businesses",
        ),
        ("modes = [\"mail\"]", "modes = []", ":23:1: mail_in.modes"),
        ("slip =", "mark = \"\"\nslip =", ":24:1: mail_in.mark"),
        (
            "[mail_in.return_envelope]",
            "[mail_in.return_envelope]\nsender = \"\"",
            ":28:1: mail_in.return_envelope.sender",
        ),
        ("[\"bank_transfer\"]", "[]", ":41:1: payment.kinds"),
        (
            "[contact]",
            "[supplement]\nmailbox = \"\"\n[contact]",
            ":51:1: supplement.mailbox",
        ),
        (
            "days = [\"Mon\"]",
            "days = []",
            ":48:11: hours.hall[0].days",
        ),
    ] {
        let wanted = format!("{told}: may not be empty");
        assert!(
            self::told(&[(piece, by)]).contains(&wanted),
            "{wanted}: {:?}",
            self::told(&[(piece, by)])
        );
    }
}

#[test]
fn a_post_without_working_days_is_refused() {
    let told = told(&[("[\"Mon\", \"Tue\", \"Wed\", \"Thu\", \"Fri\"]", "[]")]);
    assert_eq!(
        told,
        [
            ":47:1: hours.working_days: may not be empty",
            ":48:11: hours.hall[0].days: Mon is no working day (see hours.working_days in line 47)",
        ]
    );
}

#[test]
fn zero_would_stop_the_work() {
    for key in [
        "interview.slot_minutes",
        "interview.per_window_hour",
        "interview.strike_limit",
        "interview.strike_window_days",
        "interview.ban_days",
        "interview.calls",
        "review.batch_max",
        "cancellation.limit",
        "cancellation.window_days",
        "cancellation.ban_days",
        "supplement.due_days",
        "supplement.mail_attachment_max",
        "claims.minutes",
        "queue.daily",
        "queue.daily_by_officer",
        "queue.daily_by_business.PP_RENEW",
    ] {
        let (table, name) = key.rsplit_once('.').unwrap();
        let at = |n: u8| section(&format!("[{table}]\n{name} = {n}"));
        let wanted = format!(":51:1: {key}: may not be zero");
        refused(&[("[contact]", &at(0))], &[&wanted]);
        if key != "interview.slot_minutes" {
            let one = self::told(&[("[contact]", &at(1))]);
            assert!(one.iter().all(|fault| !fault.contains("zero")), "{one:?}");
        }
    }
}

#[test]
fn zero_days_and_minutes_elsewhere_are_refused_too() {
    refused(
        &[("[making]", "[making]\nexpected_days = 0")],
        &[":45:1: making.expected_days: may not be zero"],
    );
    refused(
        &[("[making]", "countdown_minutes = 0\n[making]")],
        &[":44:1: payment.countdown_minutes: may not be zero"],
    );
    fine(&[(
        "[making]",
        "countdown_minutes = 1\n[making]\nexpected_days = 1",
    )]);
}

#[test]
fn a_supplement_may_not_be_due_beyond_the_longest() {
    let days = |due: u8, max: u8| {
        section(&format!(
            "[supplement]\ndue_days_max = {max}\ndue_days = {due}"
        ))
    };
    fine(&[("[contact]", &days(40, 40))]);
    refused(
        &[("[contact]", &days(41, 40))],
        &[
            ":52:1: supplement.due_days: beyond the maximum (see supplement.due_days_max in line 51)",
        ],
    );
}

#[test]
fn a_default_that_is_exceeded_is_told_at_its_table() {
    refused(
        &[("[contact]", &section("[supplement]\ndue_days_max = 29"))],
        &[
            ":50:2: supplement.due_days: beyond the maximum (see supplement.due_days_max in line 51)",
        ],
    );
}

#[test]
fn a_claim_may_not_last_longer_than_the_longest() {
    let minutes = |n: u16| {
        section(&format!(
            "[claims]\nminutes = {n}\noffline_minutes_max = 600"
        ))
    };
    fine(&[("[contact]", &minutes(600))]);
    refused(
        &[("[contact]", &minutes(601))],
        &[":51:1: claims.minutes: beyond the maximum (see claims.offline_minutes_max in line 52)"],
    );
}

#[test]
fn a_slot_holds_one_interview_at_least() {
    let slot = |minutes: u16, hourly: u16| {
        section(&format!(
            "[interview]\nslot_minutes = {minutes}\nper_window_hour = {hourly}"
        ))
    };
    fine(&[("[contact]", &slot(10, 6))]);
    fine(&[("[contact]", &slot(45, 2))]);
    refused(
        &[("[contact]", &slot(9, 6))],
        &[
            ":51:1: interview.slot_minutes: too short for one interview (see interview.per_window_hour in line 52)",
        ],
    );
    refused(
        &[("[contact]", &slot(0, 0))],
        &[
            ":51:1: interview.slot_minutes: may not be zero",
            ":52:1: interview.per_window_hour: may not be zero",
        ],
    );
}

#[test]
fn a_slot_fits_into_a_day() {
    let slot = |minutes: u16| section(&format!("[interview]\nslot_minutes = {minutes}"));
    fine(&[("[contact]", &slot(1440))]);
    refused(
        &[("[contact]", &slot(1441))],
        &[":51:1: interview.slot_minutes: longer than a day"],
    );
}

#[test]
fn only_what_is_taken_has_a_daily_number() {
    let daily = section("[queue.daily_by_business]\nPP_RENEW = 20\nPENSION = 20");
    refused(
        &[("[contact]", &daily)],
        &[
            ":52:1: queue.daily_by_business.PENSION: PENSION is not taken here (see scope.businesses in line 17)",
        ],
    );
}

#[test]
fn a_post_is_not_its_own_centre() {
    fine(&[("[making]", "[making]\ncentre = \"BRU\"")]);
    refused(
        &[("[making]", "[making]\ncentre = \"ROM\"")],
        &[":45:1: making.centre: a post is not its own centre (see code in line 2)"],
    );
}

#[test]
fn contradictions_are_told_all_together_in_the_order_of_the_text() {
    let told = told(&[
        ("\"ITA\"", "\"it\""),
        ("unmarked = \"keep\"", "unmarked = \"return\""),
        ("booklet = 1600", "booklet = -1"),
        ("to = \"12:00:00\"", "to = \"09:00:00\""),
    ]);
    let lines: Vec<&str> = told
        .iter()
        .map(|fault| fault.split(':').nth(1).unwrap())
        .collect();
    assert_eq!(lines, ["3", "22", "35", "48"]);
}

#[test]
fn a_contradiction_names_both_places_and_a_code() {
    let text = rome("unmarked = \"keep\"", "unmarked = \"return\"")
        .replace("early =", "mark = \"\"\nearly =");
    let faults =
        PostPolicy::read("f", &rome("[making]", "[making]\ncentre = \"ROM\"")).unwrap_err();
    assert_eq!(
        faults[0].fault,
        Fault::Contradiction {
            why: Contradiction::CentreIsItself,
            with: Some(Place {
                key: "code".into(),
                line: 2,
                column: 1
            }),
        }
    );
    let json = serde_json::to_value(&faults[0]).unwrap();
    assert_eq!(json["fault"]["code"], "contradiction");
    assert_eq!(json["fault"]["why"]["code"], "centre_is_itself");
    assert_eq!(crate::files::faults(&text).len(), 1);
    assert_eq!(faults.len(), 1);
}

#[test]
fn a_misspelt_setting_is_told_before_any_contradiction() {
    let text = rome("early = \"keep\"", "early = \"kep\"").replace("\"ITA\"", "\"it\"");
    assert_eq!(faults(&text).len(), 1);
}

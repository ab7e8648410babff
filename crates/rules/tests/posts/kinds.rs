//! Values of the wrong kind, and values that cannot be read.

use crate::faults::one;
use crate::files::rome;
use lingshi_rules::post::{Fault, Kind, PostPolicy};

/// Rome with a piece replaced has this one fault.
fn told_apart(table: &[(&str, &str, Kind, Kind)]) {
    for (piece, by, wanted, found) in table {
        let (wanted, found) = (*wanted, *found);
        let faults = PostPolicy::read("f", &rome(piece, by)).unwrap_err();
        let told: Vec<&Fault> = faults.iter().map(|fault| &fault.fault).collect();
        assert_eq!(told, [&Fault::WrongType { wanted, found }], "{by}");
    }
}

#[test]
fn single_values_are_told_from_others() {
    told_apart(&[
        (
            "in_country_only = true",
            "in_country_only = 1",
            Kind::Flag,
            Kind::Number,
        ),
        (
            "booklet = 1600",
            "booklet = 16.00",
            Kind::Number,
            Kind::Float,
        ),
        ("booklet = 1600", "booklet = true", Kind::Number, Kind::Flag),
        (
            "code = \"ROM\"",
            "code = 2026-01-01",
            Kind::Text,
            Kind::Datetime,
        ),
        (
            "zone = \"Europe/Rome\"",
            "zone = 1",
            Kind::Zone,
            Kind::Number,
        ),
        (
            "currency = \"EUR\"",
            "currency = 1",
            Kind::Currency,
            Kind::Number,
        ),
        (
            "from = \"09:00:00\"",
            "from = 09:00:00",
            Kind::Time,
            Kind::Datetime,
        ),
        (
            "modes = [\"mail\"]",
            "modes = \"mail\"",
            Kind::List,
            Kind::Text,
        ),
        (
            "slip = \"barcode_page\"",
            "slip = [\"barcode_page\"]",
            Kind::Text,
            Kind::List,
        ),
    ]);
}

#[test]
fn lists_tables_and_days_are_told_from_others() {
    told_apart(&[
        (
            "[making]",
            "[making]\n[claims]\nminutes = { a = 1 }",
            Kind::Number,
            Kind::Table,
        ),
        (
            "[contact]",
            "[contact]\nphones = \"1\"",
            Kind::Table,
            Kind::Text,
        ),
        (
            "[contact]",
            "[contact]\nphones = { a = 1 }",
            Kind::Text,
            Kind::Number,
        ),
        (
            "old_document_at_pickup = true",
            "old_document_at_pickup = true\nreminder_days = 3",
            Kind::List,
            Kind::Number,
        ),
        (
            "old_document_at_pickup = true",
            "old_document_at_pickup = true\nreminder_days = [\"3\"]",
            Kind::Number,
            Kind::Text,
        ),
        (
            "[mail_in.return_envelope]",
            "[mail_in.return_envelope]\nservices = 3",
            Kind::List,
            Kind::Number,
        ),
        (
            "[contact]",
            "[queue]\ndaily_by_business = 3\n[contact]",
            Kind::Table,
            Kind::Number,
        ),
        ("[contact]", "[[contact]]", Kind::Table, Kind::List),
        (
            "schema = 1",
            "schema = 1\nholidays = { day = 1 }",
            Kind::List,
            Kind::Table,
        ),
        (
            "schema = 1",
            "schema = 1\nholidays = [{ day = 2026-01-01, name = \"x\" }]",
            Kind::Day,
            Kind::Datetime,
        ),
    ]);
}

#[test]
fn each_kind_has_its_words() {
    let words = |by: &str| {
        let line = one("in_country_only = true", &format!("in_country_only = {by}"));
        line.rsplit_once(": ").unwrap().1.to_owned()
    };
    assert_eq!(words("1"), "true or false is wanted, not a whole number");
    assert_eq!(
        words("1.5"),
        "true or false is wanted, not a number with a fraction"
    );
    assert_eq!(words("\"x\""), "true or false is wanted, not text");
    assert_eq!(words("[]"), "true or false is wanted, not a list");
    assert_eq!(words("{}"), "true or false is wanted, not a table");
    assert_eq!(
        one("in_country_only = true", "in_country_only = 2026-01-01")
            .rsplit_once(": ")
            .unwrap()
            .1,
        "true or false is wanted, not a date or time without quotes"
    );
}

#[test]
fn numbers_stay_within_what_can_be_kept() {
    let slot = |n: &str| format!("[making]\n[interview]\nslot_minutes = {n}");
    assert_eq!(
        one("[making]", &slot("-1")),
        "posts/XYZ.toml:46:16: interview.slot_minutes: -1 is not between 0 and 65535"
    );
    assert_eq!(
        one("[making]", &slot("65536")),
        "posts/XYZ.toml:46:16: interview.slot_minutes: 65536 is not between 0 and 65535"
    );
    assert!(
        one("[making]", &slot("99999999999999999999"))
            .contains("99999999999999999999 is not between")
    );
    PostPolicy::read("f", &rome("[making]", &slot("0x1_0"))).unwrap();
    assert!(one("[making]", &slot("0x10000")).ends_with("0x10000 is not between 0 and 65535"));
}

#[test]
fn zones_currencies_days_and_times_are_read() {
    assert_eq!(
        one("Europe/Rome", "Europe/Roma"),
        "posts/XYZ.toml:4:8: zone: a zone as Europe/Brussels is wanted, not \"Europe/Roma\", Europe/Rome was meant"
    );
    assert!(one("Europe/Rome", "Middle/Earth/Shire").ends_with("not \"Middle/Earth/Shire\""));
    assert_eq!(
        one("\"EUR\"", "\"Euro\""),
        "posts/XYZ.toml:34:12: fees.currency: a currency as EUR is wanted, not \"Euro\""
    );
    assert_eq!(
        one("09:00:00", "9 o'clock"),
        "posts/XYZ.toml:48:34: hours.hall[0].from: a time as 09:00:00 is wanted, not \"9 o'clock\""
    );
    let holiday = "schema = 1\nholidays = [{ day = \"2026-02-29\", name = \"x\" }]";
    assert_eq!(
        one("schema = 1", holiday),
        "posts/XYZ.toml:2:21: holidays[0].day: a day as 2026-10-01 is wanted, not \"2026-02-29\""
    );
}

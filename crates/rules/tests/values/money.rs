//! §7.8: whole minor units and a currency.

use super::{is_refused, is_written_as};
use lingshi_rules::values::money::{Currency, Money, Rate, Rounding};
use proptest::prelude::*;

fn currency(code: &str) -> Currency {
    Currency::parse(code).unwrap()
}

fn money(minor: i64, code: &str) -> Money {
    Money::new(minor, currency(code))
}

fn rate(per_million: i64, rounding: Rounding) -> Rate {
    Rate {
        from: currency("EUR"),
        to: currency("CNY"),
        per_million,
        rounding,
    }
}

fn converted(minor: i64, per_million: i64, rounding: Rounding) -> Option<i64> {
    rate(per_million, rounding)
        .convert(money(minor, "EUR"))
        .map(|to| to.minor)
}

#[test]
fn a_currency_is_three_capitals() {
    assert_eq!(currency("EUR").as_str(), "EUR");
    assert_eq!(currency("EUR").to_string(), "EUR");
    assert_eq!(format!("{:?}", currency("USD")), "USD");
    for text in ["", "EU", "EURO", "eur", "E1R", "€"] {
        assert_eq!(Currency::parse(text), None, "{text}");
        is_refused::<Currency>(&format!("\"{text}\""));
    }
    is_written_as(&currency("CAD"), "\"CAD\"");
}

#[test]
fn an_amount_is_shown_with_the_decimals_of_its_currency() {
    for (minor, code, shown) in [
        (1600, "EUR", "EUR 16.00"),
        (5, "USD", "USD 0.05"),
        (-5, "USD", "USD -0.05"),
        (-2_350, "USD", "USD -23.50"),
        (0, "CNY", "CNY 0.00"),
        (2300, "JPY", "JPY 2300"),
        (-2300, "KRW", "KRW -2300"),
        (2_300, "XPF", "XPF 2300"),
        (1_234, "KWD", "KWD 1.234"),
        (i64::MIN, "JPY", "JPY -9223372036854775808"),
    ] {
        assert_eq!(money(minor, code).to_string(), shown);
    }
}

#[test]
fn amounts_of_one_currency_are_added_and_taken_away() {
    let fee = money(1800, "USD").plus(money(500, "USD")).unwrap();
    assert_eq!(fee, money(2300, "USD"));
    assert_eq!(fee.minus(money(2500, "USD")), Some(money(-200, "USD")));
    assert_eq!(fee.plus(Money::zero(currency("USD"))), Some(fee));
}

#[test]
fn amounts_of_two_currencies_are_never_added() {
    assert_eq!(money(1, "USD").plus(money(1, "EUR")), None);
    assert_eq!(money(1, "USD").minus(money(1, "EUR")), None);
}

#[test]
fn a_sum_that_does_not_fit_is_none() {
    assert_eq!(money(i64::MAX, "USD").plus(money(1, "USD")), None);
    assert_eq!(money(i64::MIN, "USD").minus(money(1, "USD")), None);
    assert_eq!(money(0, "USD").minus(money(i64::MIN, "USD")), None);
}

#[test]
fn the_last_minor_unit_is_decided_by_the_rounding_kept_with_the_rate() {
    assert_eq!(converted(1, 7_499_999, Rounding::HalfUp), Some(7));
    assert_eq!(converted(1, 7_500_000, Rounding::HalfUp), Some(8));
    assert_eq!(converted(1, 7_000_001, Rounding::Up), Some(8));
    assert_eq!(converted(1, 7_000_000, Rounding::Up), Some(7));
    assert_eq!(converted(1, 7_999_999, Rounding::Down), Some(7));
    assert_eq!(converted(1600, 7_812_300, Rounding::HalfUp), Some(12_500));
    assert_eq!(converted(0, 7_000_001, Rounding::Up), Some(0));
}

#[test]
fn a_rate_converts_its_own_currency_into_the_other() {
    let rate = rate(7_800_000, Rounding::HalfUp);
    assert_eq!(rate.convert(money(1600, "EUR")), Some(money(12_480, "CNY")));
    assert_eq!(rate.convert(money(1600, "USD")), None);
}

#[test]
fn a_rate_that_is_not_positive_and_an_amount_below_nothing_are_not_converted() {
    assert_eq!(converted(1600, 0, Rounding::HalfUp), None);
    assert_eq!(converted(1600, -1, Rounding::HalfUp), None);
    assert_eq!(converted(-1, 7_800_000, Rounding::HalfUp), None);
    assert_eq!(converted(i64::MAX, i64::MAX, Rounding::Down), None);
}

#[test]
fn money_and_rates_are_stored_by_name() {
    is_written_as(&money(1600, "EUR"), r#"{"minor":1600,"currency":"EUR"}"#);
    is_written_as(
        &rate(7_800_000, Rounding::HalfUp),
        r#"{"from":"EUR","to":"CNY","per_million":7800000,"rounding":"half_up"}"#,
    );
    is_refused::<Money>(r#"{"minor":1600,"currency":"EUR","note":""}"#);
    is_refused::<Money>(r#"{"minor":16.0,"currency":"EUR"}"#);
}

proptest! {
    #[test]
    fn what_is_added_can_be_taken_away(
        one in -1_000_000_000_i64..1_000_000_000, two in -1_000_000_000_i64..1_000_000_000
    ) {
        let sum = money(one, "EUR").plus(money(two, "EUR")).unwrap();
        prop_assert_eq!(sum.minus(money(two, "EUR")), Some(money(one, "EUR")));
    }

    #[test]
    fn the_three_roundings_lie_within_one_minor_unit(
        minor in 0_i64..1_000_000_000, per_million in 1_i64..1_000_000_000
    ) {
        let down = converted(minor, per_million, Rounding::Down).unwrap();
        let half = converted(minor, per_million, Rounding::HalfUp).unwrap();
        let up = converted(minor, per_million, Rounding::Up).unwrap();
        prop_assert!(down <= half && half <= up && up - down <= 1);
        prop_assert_eq!(up == down, (i128::from(minor) * i128::from(per_million)) % 1_000_000 == 0);
    }

    #[test]
    fn a_currency_is_read_as_it_is_shown(text in "[A-Z]{3}") {
        prop_assert_eq!(currency(&text).to_string(), text);
    }
}

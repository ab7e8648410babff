//! §3.8

use super::day;
use chrono::{Days, NaiveDate};
use lingshi_rules::values::age::{AgeClass, birthday, birthday_between, completed_years};
use proptest::prelude::*;

const BORN: (i32, u32, u32) = (2010, 5, 20);

fn born() -> NaiveDate {
    day(BORN.0, BORN.1, BORN.2)
}

fn class_at(years: u32) -> AgeClass {
    AgeClass::of_years(years)
}

#[test]
fn a_year_is_completed_on_the_birthday() {
    assert_eq!(completed_years(born(), day(2020, 5, 19)), Some(9));
    assert_eq!(completed_years(born(), day(2020, 5, 20)), Some(10));
    assert_eq!(completed_years(born(), day(2020, 5, 21)), Some(10));
}

#[test]
fn an_infant_has_completed_no_year() {
    assert_eq!(completed_years(born(), born()), Some(0));
    assert_eq!(completed_years(born(), day(2011, 5, 19)), Some(0));
    assert_eq!(completed_years(born(), day(2010, 12, 31)), Some(0));
}

#[test]
fn nobody_has_an_age_before_birth() {
    assert_eq!(completed_years(born(), day(2010, 5, 19)), None);
    assert_eq!(completed_years(born(), day(2009, 12, 31)), None);
    assert_eq!(AgeClass::at(born(), day(2010, 5, 19)), None);
}

#[test]
fn a_child_of_29_february_has_its_birthday_on_1_march_of_common_years() {
    let born = day(2008, 2, 29);
    assert_eq!(birthday(born, 10), Some(day(2018, 3, 1)));
    assert_eq!(completed_years(born, day(2018, 2, 28)), Some(9));
    assert_eq!(completed_years(born, day(2018, 3, 1)), Some(10));
}

#[test]
fn a_child_of_29_february_has_its_birthday_that_day_in_leap_years() {
    let born = day(2008, 2, 29);
    assert_eq!(birthday(born, 16), Some(day(2024, 2, 29)));
    assert_eq!(completed_years(born, day(2024, 2, 28)), Some(15));
    assert_eq!(completed_years(born, day(2024, 2, 29)), Some(16));
}

#[test]
fn a_birthday_beyond_the_calendar_is_none() {
    assert_eq!(birthday(born(), 300_000), None);
    assert_eq!(birthday(born(), u32::MAX), None);
    assert!(!birthday_between(born(), u32::MAX, born(), NaiveDate::MAX));
}

#[test]
fn below_ten_the_parents_sign() {
    assert_eq!(class_at(9), AgeClass::UnderTen);
    assert!(!class_at(9).signs_personally());
    assert_eq!(class_at(10), AgeClass::TenToThirteen);
    assert!(class_at(10).signs_personally());
    assert!(class_at(14).signs_personally());
    assert!(class_at(16).signs_personally());
}

#[test]
fn below_fourteen_personal_data_are_sensitive() {
    assert!(class_at(0).is_sensitive_minor());
    assert!(class_at(13).is_sensitive_minor());
    assert_eq!(class_at(13), AgeClass::TenToThirteen);
    assert_eq!(class_at(14), AgeClass::FourteenOrFifteen);
    assert!(!class_at(14).is_sensitive_minor());
    assert!(!class_at(16).is_sensitive_minor());
}

#[test]
fn below_sixteen_a_guardian_files_and_the_passport_lasts_five_years() {
    for years in [0, 9, 10, 13, 14, 15] {
        assert!(class_at(years).is_minor(), "{years}");
        assert_eq!(class_at(years).passport_years(), 5, "{years}");
    }
    for years in [16, 17, 120] {
        assert_eq!(class_at(years), AgeClass::SixteenUp);
        assert!(!class_at(years).is_minor(), "{years}");
        assert_eq!(class_at(years).passport_years(), 10, "{years}");
    }
}

#[test]
fn the_class_changes_on_the_birthday_itself() {
    for (years, before, from) in [
        (10, AgeClass::UnderTen, AgeClass::TenToThirteen),
        (14, AgeClass::TenToThirteen, AgeClass::FourteenOrFifteen),
        (16, AgeClass::FourteenOrFifteen, AgeClass::SixteenUp),
    ] {
        let birthday = birthday(born(), years).unwrap();
        assert_eq!(
            AgeClass::at(born(), birthday.pred_opt().unwrap()),
            Some(before)
        );
        assert_eq!(AgeClass::at(born(), birthday), Some(from));
    }
}

#[test]
fn a_sixteenth_birthday_between_submission_and_issue_is_seen() {
    let sixteen = day(2026, 5, 20);
    let before = day(2026, 5, 19);
    assert!(birthday_between(born(), 16, before, sixteen));
    assert!(birthday_between(
        born(),
        16,
        day(2026, 1, 1),
        day(2026, 6, 1)
    ));
}

#[test]
fn a_sixteenth_birthday_on_the_day_of_submission_changes_nothing_after_it() {
    let sixteen = day(2026, 5, 20);
    assert!(!birthday_between(born(), 16, sixteen, day(2026, 6, 1)));
    assert!(!birthday_between(
        born(),
        16,
        day(2026, 1, 1),
        day(2026, 5, 19)
    ));
    assert!(!birthday_between(
        born(),
        16,
        day(2026, 5, 21),
        day(2026, 6, 1)
    ));
    assert!(!birthday_between(
        born(),
        10,
        day(2026, 1, 1),
        day(2026, 6, 1)
    ));
}

#[test]
fn an_age_class_travels_as_a_code() {
    super::is_written_as(&AgeClass::SixteenUp, "\"sixteen_up\"");
    assert_eq!(
        <&str>::from(AgeClass::FourteenOrFifteen),
        "fourteen_or_fifteen"
    );
}

proptest! {
    #[test]
    fn nobody_grows_younger(born in 0_u64..40_000, first in 0_u64..50_000, later in 0_u64..5_000) {
        let start = day(1900, 1, 1);
        let born = start + Days::new(born);
        let (first, second) = (start + Days::new(first), start + Days::new(first + later));
        prop_assert!(completed_years(born, first) <= completed_years(born, second));
        if let (Some(one), Some(two)) = (completed_years(born, first), completed_years(born, second)) {
            prop_assert!(AgeClass::of_years(one) <= AgeClass::of_years(two));
        }
    }

    #[test]
    fn a_birthday_lies_between_two_days_when_the_age_passes_it(
        born in 0_u64..20_000, from in 0_u64..10_000, span in 0_u64..1_000, years in 1_u32..30,
    ) {
        let born = day(1950, 1, 1) + Days::new(born);
        let (from, to) = (born + Days::new(from), born + Days::new(from + span));
        let passed = completed_years(born, from).unwrap() < years
            && completed_years(born, to).unwrap() >= years;
        prop_assert_eq!(birthday_between(born, years, from, to), passed);
    }
}

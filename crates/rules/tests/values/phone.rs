//! §3.2, 联系电话

use super::{is_refused, is_written_as};
use lingshi_rules::values::Phone;
use lingshi_rules::values::phone::PhoneFault;
use proptest::prelude::*;

fn phone(text: &str) -> String {
    Phone::parse(text).unwrap().e164()
}

fn fault(text: &str) -> PhoneFault {
    Phone::parse(text).unwrap_err()
}

#[test]
fn the_number_in_the_brussels_guide_is_a_belgian_one() {
    let phone = Phone::parse("+32 491903299").unwrap();
    assert_eq!((phone.country(), phone.national()), ("32", "491903299"));
    assert_eq!(phone.to_string(), "+32 491903299");
    assert_eq!(phone.e164(), "+32491903299");
}

#[test]
fn what_people_put_between_digits_is_tolerated() {
    for typed in [
        "+86 15612345510",
        "0086 156 1234 5510",
        " +86-156-1234-5510 ",
        "+86 (156) 1234.5510",
        "+86/156/12345510",
        "＋８６ １５６１２３４５５１０",
        "00 86－156　1234–5510",
    ] {
        assert_eq!(phone(typed), "+8615612345510", "{typed}");
    }
}

#[test]
fn a_zero_in_brackets_is_not_dialled_from_abroad() {
    assert_eq!(phone("+44 (0)20 7946 0000"), "+442079460000");
    assert_eq!(phone("+44（0）20 7946 0000"), "+442079460000");
    assert_eq!(phone("+44 (020) 7946 0000"), "+4402079460000");
}

#[test]
fn country_codes_have_one_to_three_digits() {
    for (text, country) in [
        ("+1 4155552671", "1"),
        ("+7 9161234567", "7"),
        ("+244 923123456", "244"),
        ("+852 91234567", "852"),
        ("+886 912345678", "886"),
    ] {
        assert_eq!(Phone::parse(text).unwrap().country(), country);
    }
}

#[test]
fn nothing_typed_is_told_from_something_wrong() {
    assert_eq!(fault(""), PhoneFault::Empty);
    assert_eq!(fault(" - "), PhoneFault::Empty);
    assert_eq!(fault("+"), PhoneFault::Empty);
}

#[test]
fn other_characters_are_named_where_they_stand() {
    let wrong = |position, found| PhoneFault::WrongCharacter { position, found };
    assert_eq!(fault("+86 1561234551O"), wrong(15, 'O'));
    assert_eq!(fault("86+15612345510"), wrong(3, '+'));
    assert_eq!(fault("+86\u{200B}15612345510"), wrong(4, '\u{200B}'));
}

#[test]
fn without_plus_or_zeros_the_country_is_not_known() {
    assert_eq!(fault("15612345510"), PhoneFault::NoCountryCode);
    assert_eq!(fault("0491903299"), PhoneFault::NoCountryCode);
}

#[test]
fn no_country_has_every_code() {
    assert_eq!(fault("+999 1234567"), PhoneFault::UnknownCountryCode);
    assert_eq!(fault("+0 1234567"), PhoneFault::UnknownCountryCode);
    assert_eq!(fault("00"), PhoneFault::UnknownCountryCode);
}

#[test]
fn a_number_has_seven_to_fifteen_digits() {
    assert_eq!(fault("+683 400"), PhoneFault::TooShort { found: 6 });
    assert_eq!(phone("+683 4002"), "+6834002");
    assert_eq!(phone("+49 1234567890123"), "+491234567890123");
    assert_eq!(
        fault("+49 12345678901234"),
        PhoneFault::TooLong { found: 16 }
    );
}

#[test]
fn a_mainland_mobile_has_eleven_digits() {
    assert_eq!(
        fault("+86 1561234551"),
        PhoneFault::MainlandMobileLength { found: 10 }
    );
    assert_eq!(
        fault("+86 156123455100"),
        PhoneFault::MainlandMobileLength { found: 12 }
    );
    assert_eq!(
        fault("+86 130123455"),
        PhoneFault::MainlandMobileLength { found: 9 }
    );
}

#[test]
fn a_mainland_landline_is_no_mobile() {
    for text in [
        "+86 10 65963500",
        "+86 21 12345678",
        "+86 755 12345678",
        "+86 12308 00",
    ] {
        assert!(!Phone::parse(text).unwrap().is_mainland_mobile(), "{text}");
    }
    assert_eq!(fault("+86 010 65963500"), PhoneFault::TrunkZero);
    assert_eq!(phone("+39 06 1234567"), "+39061234567");
}

#[test]
fn a_mobile_of_the_mainland_is_known_as_one() {
    assert!(
        Phone::parse("+86 15612345510")
            .unwrap()
            .is_mainland_mobile()
    );
    assert!(
        Phone::parse("+86 13012345510")
            .unwrap()
            .is_mainland_mobile()
    );
    assert!(!Phone::parse("+1 3105552671").unwrap().is_mainland_mobile());
    assert!(!Phone::parse("+852 15612345").unwrap().is_mainland_mobile());
}

#[test]
fn in_a_field_of_known_country_the_code_may_be_left_out() {
    let at_home = |text| Phone::parse_in("86", text).map(|phone| phone.e164());
    assert_eq!(at_home("156 1234 5510"), Ok("+8615612345510".into()));
    assert_eq!(at_home("+32 491903299"), Ok("+32491903299".into()));
    assert_eq!(at_home("0032 491903299"), Ok("+32491903299".into()));
    assert_eq!(at_home(""), Err(PhoneFault::Empty));
    assert_eq!(at_home("010 65963500"), Ok("+861065963500".into()));
    assert_eq!(at_home("+86 010 65963500"), Err(PhoneFault::TrunkZero));
    assert_eq!(
        at_home("1561234551"),
        Err(PhoneFault::MainlandMobileLength { found: 10 })
    );
}

#[test]
fn the_zero_of_long_distance_goes_unless_the_country_keeps_it_abroad() {
    let at = |country, text| Phone::parse_in(country, text).unwrap().e164();
    assert_eq!(at("32", "0491 903299"), "+32491903299");
    assert_eq!(at("32", "491 903299"), "+32491903299");
    assert_eq!(at("39", "06 1234567"), "+39061234567");
    for country in ["378", "229", "225", "241", "242"] {
        assert_eq!(at(country, "0123456789"), format!("+{country}0123456789"));
    }
}

#[test]
fn a_number_is_stored_with_plus_and_digits_only() {
    is_written_as(
        &Phone::parse("+86 15612345510").unwrap(),
        "\"+8615612345510\"",
    );
    for json in [
        "\"8615612345510\"",
        "\"+86 15612345510\"",
        "\"008615612345510\"",
        "\"+861561234551\"",
        "\"\"",
    ] {
        is_refused::<Phone>(json);
    }
}

#[test]
fn a_log_line_shows_the_mask_of_a_number() {
    let phone = Phone::parse("+86 15612345510").unwrap();
    assert_eq!(format!("{phone:?}"), "+86 156****5510");
    assert_eq!(<&str>::from(PhoneFault::TrunkZero), "trunk_zero");
    is_written_as(
        &PhoneFault::TooLong { found: 16 },
        r#"{"code":"too_long","found":16}"#,
    );
}

proptest! {
    #[test]
    fn what_is_shown_is_read_as_the_same(digits in "[1-9][0-9]{6,14}") {
        if let Ok(phone) = Phone::parse(&format!("+{digits}")) {
            prop_assert_eq!(phone.e164(), format!("+{digits}"));
            prop_assert_eq!(Phone::parse(&phone.to_string()), Ok(phone.clone()));
            prop_assert_eq!(Phone::parse(&format!("00{digits}")), Ok(phone));
        }
    }

    #[test]
    fn no_text_makes_the_reader_stumble(text in any::<String>(), like in "[+0-9() -]{0,20}") {
        for text in [&text, &like] {
            let _ = Phone::parse(text);
            let _ = Phone::parse_in("86", text);
        }
    }
}

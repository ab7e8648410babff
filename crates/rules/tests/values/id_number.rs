//! §3.2, 中国身份证号码

use super::{day, is_refused, is_written_as};
use lingshi_rules::values::id_number::{IdContradiction, IdEntry, IdFault, contradictions};
use lingshi_rules::values::{IdNumber, Sex};
use proptest::prelude::*;

const ZHANG_SAN: &str = "330421199311300037";
const KNOWN: [&str; 5] = [
    ZHANG_SAN,
    "11010519900307283X",
    "310104198506150023",
    "440301201511201011",
    "35010220090808334X",
];

fn id(text: &str) -> IdNumber {
    IdNumber::parse(text).unwrap()
}

fn fault(text: &str) -> IdFault {
    IdNumber::parse(text).unwrap_err()
}

/// A number with the right check character, whatever its first 17 digits say.
fn with_check(first_17: &str) -> String {
    "0123456789X"
        .chars()
        .map(|last| format!("{first_17}{last}"))
        .find(|text| !matches!(IdNumber::parse(text), Err(IdFault::Checksum { .. })))
        .unwrap()
}

#[test]
fn the_number_in_the_brussels_guide_is_right() {
    let id = id(ZHANG_SAN);
    assert_eq!(id.birth_date(), day(1993, 11, 30));
    assert_eq!(id.sex(), Sex::Male);
    assert_eq!(id.as_str(), ZHANG_SAN);
    assert_eq!(id.to_string(), ZHANG_SAN);
}

#[test]
fn a_number_tells_birth_date_and_sex() {
    for (text, birth, sex) in [
        (KNOWN[1], day(1990, 3, 7), Sex::Male),
        (KNOWN[2], day(1985, 6, 15), Sex::Female),
        (KNOWN[3], day(2015, 11, 20), Sex::Male),
        (KNOWN[4], day(2009, 8, 8), Sex::Female),
    ] {
        assert_eq!((id(text).birth_date(), id(text).sex()), (birth, sex));
    }
}

#[test]
fn blanks_hyphens_full_width_digits_and_a_small_x_are_put_right() {
    for typed in [
        " 110105 19900307 283x ",
        "110105-19900307-283X",
        "１１０１０５１９９００３０７２８３Ｘ",
        "１１０１０５１９９００３０７２８３ｘ",
    ] {
        assert_eq!(id(typed).as_str(), KNOWN[1]);
    }
}

#[test]
fn a_number_has_eighteen_characters() {
    assert_eq!(fault(""), IdFault::Empty);
    assert_eq!(fault("  "), IdFault::Empty);
    assert_eq!(fault("330421931130003"), IdFault::WrongLength { found: 15 });
    assert_eq!(
        fault("33042119931130003"),
        IdFault::WrongLength { found: 17 }
    );
    assert_eq!(
        fault("3304211993113000370"),
        IdFault::WrongLength { found: 19 }
    );
}

#[test]
fn an_x_stands_in_the_last_place_only() {
    assert_eq!(
        fault("33042119931130003A"),
        IdFault::WrongCharacter {
            position: 18,
            found: 'A'
        }
    );
    assert_eq!(
        fault("3304211993113000X7"),
        IdFault::WrongCharacter {
            position: 17,
            found: 'X'
        }
    );
    assert_eq!(
        fault("x30421199311300037"),
        IdFault::WrongCharacter {
            position: 1,
            found: 'X'
        }
    );
}

#[test]
fn a_wrong_check_character_is_told_with_the_right_one() {
    assert_eq!(
        fault("330421199311300038"),
        IdFault::Checksum {
            expected: '7',
            found: '8'
        }
    );
    assert_eq!(
        fault("110105199003072830"),
        IdFault::Checksum {
            expected: 'X',
            found: '0'
        }
    );
}

#[test]
fn a_birth_date_that_is_no_day_is_named() {
    for text in [
        "330421199313300037",
        "330421199302300037",
        "330421199311310037",
        "330421199311000037",
        "330421190002290037",
    ] {
        assert_eq!(fault(text), IdFault::NoSuchBirthDate, "{text}");
    }
    assert_eq!(
        id(&with_check("33042120000229003")).birth_date(),
        day(2000, 2, 29)
    );
}

#[test]
fn nobody_with_a_number_was_born_before_1880() {
    assert_eq!(
        fault(&with_check("33042118791231003")),
        IdFault::NoSuchBirthDate
    );
    assert_eq!(
        id(&with_check("33042118800101003")).birth_date(),
        day(1880, 1, 1)
    );
}

#[test]
fn a_form_that_agrees_with_the_number_has_no_contradiction() {
    let found = contradictions(&id(ZHANG_SAN), day(1993, 11, 30), Sex::Male);
    assert_eq!(found, []);
}

#[test]
fn a_contradiction_names_both_birth_dates() {
    let found = contradictions(&id(ZHANG_SAN), day(1993, 11, 3), Sex::Male);
    let expected = IdContradiction::BirthDate {
        id: day(1993, 11, 30),
        form: day(1993, 11, 3),
    };
    assert_eq!(found, [expected]);
    is_written_as(
        &expected,
        r#"{"code":"birth_date","id":"1993-11-30","form":"1993-11-03"}"#,
    );
}

#[test]
fn a_contradiction_names_both_sexes() {
    let found = contradictions(&id(KNOWN[2]), day(1985, 6, 15), Sex::Male);
    let expected = IdContradiction::Sex {
        id: Sex::Female,
        form: Sex::Male,
    };
    assert_eq!(found, [expected]);
    assert_eq!(
        contradictions(&id(KNOWN[2]), day(1985, 6, 16), Sex::Male).len(),
        2
    );
}

#[test]
fn an_applicant_may_state_to_have_no_number() {
    for text in ["无", " 无 ", "無", "无身份证", "无身份证号", "无身份证书"] {
        assert_eq!(IdEntry::parse(text), Ok(IdEntry::NoNumber), "{text}");
    }
    assert_eq!(
        IdEntry::parse(ZHANG_SAN),
        Ok(IdEntry::Number(id(ZHANG_SAN)))
    );
    assert_eq!(IdEntry::parse(""), Err(IdFault::Empty));
    assert_eq!(
        IdEntry::parse("没有"),
        Err(IdFault::WrongLength { found: 2 })
    );
}

#[test]
fn a_number_is_stored_as_its_text() {
    for text in KNOWN {
        is_written_as(&id(text), &format!("\"{text}\""));
    }
    for json in [
        "\"330421199311300038\"",
        "\"11010519900307283x\"",
        "\" 330421199311300037\"",
        "\"\"",
        "330421199311300037",
    ] {
        is_refused::<IdNumber>(json);
    }
}

#[test]
fn a_log_line_shows_the_mask_of_a_number() {
    assert_eq!(format!("{:?}", id(ZHANG_SAN)), "**************0037");
    assert_eq!(<&str>::from(IdFault::NoSuchBirthDate), "no_such_birth_date");
    is_written_as(
        &IdFault::WrongLength { found: 15 },
        r#"{"code":"wrong_length","found":15}"#,
    );
}

proptest! {
    #[test]
    fn the_check_character_finds_any_digit_that_is_wrong(
        known in prop::sample::select(KNOWN.to_vec()), place in 0_usize..17, digit in 0_u32..10,
    ) {
        let mut typed: Vec<char> = known.chars().collect();
        let changed = char::from_digit(digit, 10).unwrap();
        prop_assume!(typed[place] != changed);
        typed[place] = changed;
        let typed: String = typed.into_iter().collect();
        prop_assert!(IdNumber::parse(&typed).is_err());
    }

    #[test]
    fn every_remainder_has_its_check_character(
        year in 1880_u32..2099, month in 1_u32..=12, date in 1_u32..=28, order in 0_u32..1000,
    ) {
        let first = format!("110105{year:04}{month:02}{date:02}{order:03}");
        let right: Vec<String> = "0123456789X".chars().map(|last| format!("{first}{last}"))
            .filter(|text| IdNumber::parse(text).is_ok()).collect();
        prop_assert_eq!(right.len(), 1);
        // ISO 7064 in its other form: weights are powers of two, and the whole is 1 modulo 11.
        let sum = right[0].chars().rev().enumerate()
            .map(|(place, c)| (1_u64 << place) * u64::from(c.to_digit(10).unwrap_or(10))).sum::<u64>();
        prop_assert_eq!(sum % 11, 1);
        let id = id(&right[0]);
        prop_assert_eq!(id.birth_date(), day(i32::try_from(year).unwrap(), month, date));
        prop_assert_eq!(id.sex(), if order % 2 == 1 { Sex::Male } else { Sex::Female });
        prop_assert_eq!(IdNumber::parse(&id.to_string()), Ok(id));
    }

    #[test]
    fn no_text_makes_the_reader_stumble(text in any::<String>()) {
        let _ = IdEntry::parse(&text);
    }

    #[test]
    fn no_text_of_eighteen_makes_the_reader_stumble(text in "[0-9Xx １-９A]{18}") {
        if let Ok(id) = IdNumber::parse(&text) {
            prop_assert_eq!(id.as_str().len(), 18);
        }
    }
}

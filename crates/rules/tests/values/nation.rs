//! §3.2, 民族 and 性别

use super::{is_refused, is_written_as};
use lingshi_rules::values::nation::OTHER_NATION;
use lingshi_rules::values::{Nation, Sex};
use std::collections::BTreeSet;

#[test]
fn there_are_fifty_six_nations_and_others() {
    let numbers: Vec<u8> = Nation::all().map(Nation::number).collect();
    let expected: Vec<u8> = (1..=56).chain([OTHER_NATION]).collect();
    assert_eq!(numbers, expected);
    let names: BTreeSet<&str> = Nation::all().map(Nation::name).collect();
    let letters: BTreeSet<&str> = Nation::all().map(Nation::letters).collect();
    assert_eq!((names.len(), letters.len()), (57, 57));
}

#[test]
fn nations_bear_the_codes_of_the_standard() {
    for (number, letters, name) in [
        (1, "HA", "汉族"),
        (5, "UG", "维吾尔族"),
        (29, "KG", "柯尔克孜族"),
        (56, "JN", "基诺族"),
        (97, "ZZ", "其他"),
    ] {
        let nation = Nation::by_number(number).unwrap();
        assert_eq!((nation.letters(), nation.name()), (letters, name));
        assert_eq!(nation.to_string(), name);
        assert_eq!(format!("{nation:?}"), letters);
        assert_eq!(Nation::by_letters(letters), Some(nation));
        assert_eq!(Nation::by_name(name), Some(nation));
    }
}

#[test]
fn id_cards_leave_out_the_word_for_nation() {
    assert_eq!(Nation::by_name(" 汉 "), Nation::by_number(1));
    assert_eq!(Nation::by_name("其他"), Nation::by_number(97));
    assert_eq!(Nation::by_name("族"), None);
    assert_eq!(Nation::by_name(""), None);
    assert_eq!(Nation::by_name("其"), None);
}

#[test]
fn there_is_no_other_number() {
    for number in [0, 57, 96, 98] {
        assert_eq!(Nation::by_number(number), None);
        is_refused::<Nation>(&number.to_string());
    }
    assert_eq!(Nation::by_letters("ha"), None);
}

#[test]
fn a_nation_is_stored_as_its_number() {
    for nation in Nation::all() {
        is_written_as(&nation, &nation.number().to_string());
    }
}

#[test]
fn a_sex_is_read_from_form_and_passport() {
    for text in ["男", " 男", "M", "m"] {
        assert_eq!(Sex::parse(text), Some(Sex::Male));
    }
    for text in ["女", "女 ", "F", "f"] {
        assert_eq!(Sex::parse(text), Some(Sex::Female));
    }
    assert_eq!(Sex::parse("X"), None);
    assert_eq!(Sex::parse(""), None);
}

#[test]
fn a_sex_is_shown_as_in_form_and_passport() {
    assert_eq!((Sex::Male.zh(), Sex::Male.letter()), ("男", 'M'));
    assert_eq!((Sex::Female.zh(), Sex::Female.letter()), ("女", 'F'));
    is_written_as(&Sex::Female, "\"female\"");
    assert_eq!(<&str>::from(Sex::Male), "male");
}

//! §3.2, 拼音: syllables, splits and readings

use lingshi_rules::values::pinyin::{
    LONGEST_SPLIT, MOST_SPLITS, is_pinyin, is_syllable, readings, splits, surname_readings,
    syllables, umlaut_slips,
};
use proptest::prelude::*;

#[test]
fn the_table_holds_the_syllables_of_standard_pinyin() {
    for syllable in [
        "A", "ER", "ZHUANG", "XIONG", "LYU", "NYU", "LUE", "NUE", "EN", "O",
    ] {
        assert!(is_syllable(syllable), "{syllable}");
    }
    for other in [
        "", "a", "LV", "LÜ", "NV", "WONG", "TSE", "KONG1", "ZHUANGA", "Q", "NG", "JV", "SMITH",
    ] {
        assert!(!is_syllable(other), "{other}");
    }
    assert_eq!(syllables().count(), 411);
}

#[test]
fn joined_letters_are_split_in_all_their_ways() {
    assert_eq!(splits("XIAN"), [vec!["XIAN"], vec!["XI", "AN"]]);
    assert_eq!(splits("FANGAN"), [vec!["FANG", "AN"], vec!["FAN", "GAN"]]);
    assert_eq!(splits("ENMU"), [vec!["EN", "MU"]]);
    assert_eq!(splits("ZHUANG"), [vec!["ZHUANG"], vec!["ZHU", "ANG"]]);
    assert_eq!(splits("LIUYIYI").len(), 1);
}

#[test]
fn what_is_no_pinyin_has_no_split() {
    for text in ["", "SMITH", "WONG", "XIANX", "xian", "LV", "XI AN", "張"] {
        assert!(splits(text).is_empty(), "{text}");
        assert!(!is_pinyin(text), "{text}");
    }
    assert!(is_pinyin("XIAN"));
    assert!(is_pinyin("A"));
}

#[test]
fn a_long_name_is_not_split_without_end() {
    assert_eq!(splits(&"XIAN".repeat(6)).len(), 64);
    assert_eq!(splits(&"XIAN".repeat(7)).len(), MOST_SPLITS);
    assert_eq!(splits(&"XIAN".repeat(5)).len(), 32);
    assert!(splits(&format!("{}Q", "XIAN".repeat(200))).is_empty());
    assert_eq!(LONGEST_SPLIT, 800);
    assert_eq!(splits(&"XIAN".repeat(200)).len(), MOST_SPLITS);
    assert!(splits(&format!("{}A", "XIAN".repeat(200))).is_empty());
    assert!(is_pinyin(&"XIAN".repeat(100_000)));
}

#[test]
fn u_with_dots_is_read_as_passports_print_it() {
    assert_eq!(readings('吕'), ["LYU"]);
    assert_eq!(readings('略'), ["LUE"]);
    assert_eq!(readings('虐'), ["NUE"]);
    assert_eq!(readings('女')[0], "NYU");
}

#[test]
fn the_usual_reading_comes_first_and_none_twice() {
    assert_eq!(readings('张'), ["ZHANG"]);
    assert_eq!(readings('曾'), ["CENG", "ZENG"]);
    assert_eq!(readings('欸')[0], "AI");
    let many = readings('都');
    assert_eq!(many, ["DOU", "DU"]);
}

#[test]
fn rare_characters_beyond_the_basic_plane_are_read() {
    assert_eq!(readings('䶮'), ["YAN"]);
    assert_eq!(readings('𬭎'), ["HONG"]);
    assert_eq!(readings('㛃'), ["JIE"]);
}

#[test]
fn a_character_without_reading_has_none() {
    for c in ['A', '·', '1', '\u{20002}', '\u{10FFFF}'] {
        assert_eq!(readings(c), Vec::<String>::new(), "{c}");
    }
}

#[test]
fn surnames_have_their_own_readings() {
    for (surname, syllables) in [
        ("单", vec![vec!["SHAN"]]),
        ("仇", vec![vec!["QIU"]]),
        ("区", vec![vec!["OU"]]),
        ("解", vec![vec!["XIE"]]),
        ("查", vec![vec!["ZHA"]]),
        ("曾", vec![vec!["ZENG"]]),
        ("朴", vec![vec!["PIAO"], vec!["PU"]]),
        ("尉迟", vec![vec!["YU", "CHI"]]),
        ("万俟", vec![vec!["MO", "QI"]]),
        ("吕", vec![vec!["LYU"]]),
    ] {
        assert_eq!(surname_readings(surname), syllables, "{surname}");
    }
    assert!(surname_readings("张").is_empty());
    assert!(surname_readings("").is_empty());
}

#[test]
fn every_surname_in_the_table_has_one_syllable_a_character() {
    let table = include_str!("../../src/values/data/surnames.txt");
    let surnames: Vec<&str> = table
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert!(surnames.len() > 100);
    for surname in &surnames {
        let all = surname_readings(surname);
        assert!(!all.is_empty(), "{surname}");
        for one in all {
            assert_eq!(one.len(), surname.chars().count(), "{surname}");
            assert!(
                one.iter().all(|syllable| is_syllable(syllable)),
                "{surname} {one:?}"
            );
        }
    }
    let unique: std::collections::BTreeSet<_> = surnames.iter().collect();
    assert_eq!(unique.len(), surnames.len());
}

#[test]
fn the_usual_mistakes_with_u_with_dots_are_known() {
    assert!(umlaut_slips("LYU").contains(&"LV"));
    assert!(umlaut_slips("LYU").contains(&"LU"));
    assert!(umlaut_slips("NYU").contains(&"NV"));
    assert!(umlaut_slips("LUE").contains(&"LYUE"));
    assert!(umlaut_slips("NUE").contains(&"NVE"));
    assert!(umlaut_slips("LI").is_empty());
}

proptest! {
    #[test]
    fn syllables_written_together_are_among_the_splits(
        chosen in prop::collection::vec(prop::sample::select(syllables().collect::<Vec<_>>()), 1..5)
    ) {
        let joined = chosen.concat();
        let found = splits(&joined);
        prop_assert!(is_pinyin(&joined));
        prop_assert!(found.len() >= MOST_SPLITS || found.contains(&chosen));
        for way in found {
            prop_assert_eq!(way.concat(), joined.clone());
            prop_assert!(way.iter().all(|syllable| is_syllable(syllable)));
        }
    }

    #[test]
    fn what_can_be_split_is_pinyin_and_the_other_way_round(text in "[AEGINOUXHZ]{0,10}") {
        prop_assert_eq!(is_pinyin(&text), !splits(&text).is_empty());
    }

    #[test]
    fn no_text_makes_the_reader_stumble(text in any::<String>(), c in any::<char>()) {
        prop_assert_eq!(is_pinyin(&text), !splits(&text).is_empty());
        prop_assert!(readings(c).iter().all(|reading| is_syllable(reading)));
    }
}

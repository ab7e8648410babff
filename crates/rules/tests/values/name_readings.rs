//! §3.2, 拼音 against the characters: ü, 多音字, surnames, characters nobody reads

use super::name::{errors, umlaut, warnings};
use lingshi_rules::values::name::{NamePart, NameRemark};

use NamePart::{GivenLatin, GivenZh, SurnameLatin, SurnameZh};

#[test]
fn u_with_dots_has_the_form_of_passports() {
    for typed in ["LV", "LU", "LUE"] {
        assert_eq!(
            errors(("吕", "三"), (typed, "SAN")),
            [umlaut(SurnameLatin, "LYU")],
            "{typed}"
        );
    }
    assert_eq!(
        errors(("李", "女"), ("LI", "NV")),
        [umlaut(GivenLatin, "NYU")]
    );
    assert_eq!(
        errors(("李", "略"), ("LI", "LYUE")),
        [umlaut(GivenLatin, "LUE")]
    );
    assert_eq!(
        errors(("李", "虐"), ("LI", "NVE")),
        [umlaut(GivenLatin, "NUE")]
    );
    assert_eq!(
        errors(("李", "律明"), ("LI", "LVMING")),
        [umlaut(GivenLatin, "LYUMING")]
    );
}

#[test]
fn u_with_dots_itself_is_no_letter_of_a_passport() {
    let dots = |found| NameRemark::NotALetter {
        part: SurnameLatin,
        position: 2,
        found,
    };
    assert_eq!(
        errors(("吕", "三"), ("LÜ", "SAN")),
        [dots('Ü'), umlaut(SurnameLatin, "LYU")]
    );
    assert_eq!(
        errors(("吕", "三"), ("Lü", "SAN")),
        [dots('ü'), umlaut(SurnameLatin, "LYU")]
    );
}

#[test]
fn without_characters_u_with_dots_is_still_known() {
    assert_eq!(
        errors(("", "三"), ("LV", "SAN")),
        [
            NameRemark::Missing { part: SurnameZh },
            umlaut(SurnameLatin, "LYU")
        ]
    );
    assert_eq!(
        errors(("", "三"), ("NVE", "SAN")),
        [
            NameRemark::Missing { part: SurnameZh },
            umlaut(SurnameLatin, "NUE")
        ]
    );
    assert_eq!(
        errors(("", "三"), ("VXQ", "SAN")),
        [
            NameRemark::Missing { part: SurnameZh },
            NameRemark::NotPinyin { part: SurnameLatin }
        ]
    );
}

#[test]
fn letters_that_do_not_read_the_character_are_an_error_naming_it() {
    assert_eq!(
        errors(("王", "三"), ("HUANG", "SAN")),
        [NameRemark::ReadingDiffers {
            part: SurnameZh,
            position: 1,
            character: '王',
            readings: vec!["WANG".into(), "YU".into()]
        }]
    );
}

#[test]
fn the_character_at_which_reading_stops_is_named() {
    let stops_at = |latin: &str| match errors(("李", "明·三丽"), ("LI", latin)).as_slice() {
        [
            NameRemark::ReadingDiffers {
                position,
                character,
                ..
            },
        ] => (*position, *character),
        other => panic!("{other:?}"),
    };
    assert_eq!(stops_at("SANLI"), (1, '明'));
    assert_eq!(stops_at("MINGLI"), (3, '三'));
    assert_eq!(stops_at("MINGSAN"), (4, '丽'));
    assert_eq!(stops_at("MINGSANLILI"), (4, '丽'));
}

#[test]
fn an_unusual_reading_of_a_given_name_is_only_warned_of() {
    assert_eq!(errors(("李", "长乐"), ("LI", "ZHANGLE")), []);
    assert_eq!(
        warnings(("李", "乐曾"), ("LI", "LEZENG")),
        [NameRemark::UnusualReading {
            part: GivenZh,
            position: 2,
            character: '曾',
            used: "ZENG".into(),
            usual: "CENG".into()
        }]
    );
    assert_eq!(warnings(("李", "曾"), ("LI", "CENG")), []);
}

#[test]
fn a_surname_not_read_as_a_surname_is_only_warned_of() {
    for (surname, typed, usual) in [
        ("单", "DAN", "SHAN"),
        ("仇", "CHOU", "QIU"),
        ("区", "QU", "OU"),
        ("解", "JIE", "XIE"),
        ("查", "CHA", "ZHA"),
        ("曾", "CENG", "ZENG"),
        ("尉迟", "WEICHI", "YUCHI"),
        ("万俟", "WANSI", "MOQI"),
    ] {
        assert_eq!(errors((surname, "三"), (typed, "SAN")), [], "{surname}");
        assert_eq!(
            warnings((surname, "三"), (typed, "SAN")),
            [NameRemark::UnusualSurname {
                usual: vec![usual.into()]
            }]
        );
        assert_eq!(warnings((surname, "三"), (usual, "SAN")), [], "{surname}");
    }
}

#[test]
fn a_surname_in_the_table_is_a_surname_only_in_front() {
    assert_eq!(
        warnings(("李", "单"), ("LI", "SHAN")),
        [NameRemark::UnusualReading {
            part: GivenZh,
            position: 1,
            character: '单',
            used: "SHAN".into(),
            usual: "DAN".into()
        }]
    );
    assert_eq!(warnings(("李", "单"), ("LI", "DAN")), []);
}

#[test]
fn a_character_without_known_reading_is_warned_of_and_read_as_any_syllable() {
    let unread = NameRemark::NoReading {
        part: GivenZh,
        position: 2,
        character: '\u{20002}',
    };
    assert_eq!(
        warnings(("李", "明\u{20002}"), ("LI", "MINGXIAN")),
        [unread]
    );
    assert_eq!(errors(("李", "明\u{20002}"), ("LI", "MINGXIAN")), []);
    assert_eq!(
        errors(("李", "明\u{20002}"), ("LI", "MINGSMITH")),
        [NameRemark::NotPinyin { part: GivenLatin }]
    );
}

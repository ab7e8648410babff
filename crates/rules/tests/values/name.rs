//! §3.2, 姓名: a first passport, where the rules are strict

use super::is_written_as;
use lingshi_rules::values::PersonName;
use lingshi_rules::values::name::{NameFinding, NamePart, NameRegime, NameRemark, Severity, check};
use lingshi_rules::values::text::{HiddenKind, TextFinding};

use NamePart::{GivenLatin, GivenZh, SurnameLatin, SurnameZh};

/// What is found under a regime, by weight.
pub(crate) fn found(name: &PersonName, regime: NameRegime, severity: Severity) -> Vec<NameRemark> {
    check(name, regime)
        .findings
        .into_iter()
        .filter(|finding| finding.severity == severity)
        .map(|finding| finding.remark)
        .collect()
}

fn errors(zh: (&str, &str), latin: (&str, &str)) -> Vec<NameRemark> {
    let name = PersonName::new(zh.0, zh.1, latin.0, latin.1);
    found(&name, NameRegime::NewPassport, Severity::Error)
}

fn warnings(zh: (&str, &str), latin: (&str, &str)) -> Vec<NameRemark> {
    let name = PersonName::new(zh.0, zh.1, latin.0, latin.1);
    found(&name, NameRegime::NewPassport, Severity::Warning)
}

fn umlaut(part: NamePart, meant: &str) -> NameRemark {
    NameRemark::UmlautForm {
        part,
        meant: meant.into(),
    }
}

#[test]
fn a_name_in_standard_pinyin_has_no_finding() {
    for (zh, latin) in [
        (("张", "三"), ("ZHANG", "SAN")),
        (("李", "恩慕"), ("LI", "ENMU")),
        (("杨", "柳依依"), ("YANG", "LIUYIYI")),
        (("欧阳", "明"), ("OUYANG", "MING")),
        (("尉迟", "恭"), ("YUCHI", "GONG")),
        (("万俟", "安"), ("MOQI", "AN")),
        (("单", "雄信"), ("SHAN", "XIONGXIN")),
        (("吕", "略"), ("LYU", "LUE")),
        (("陈", "䶮"), ("CHEN", "YAN")),
        (("王", "𬭎㛃"), ("WANG", "HONGJIE")),
        (("买买提", "吐尔逊"), ("MAIMAITI", "TUERXUN")),
        (("", "买买提·吐尔逊"), ("", "MAIMAITITUERXUN")),
        (("张", ""), ("ZHANG", "")),
        (("", "三"), ("", "SAN")),
    ] {
        let name = PersonName::new(zh.0, zh.1, latin.0, latin.1);
        let report = check(&name, NameRegime::NewPassport);
        assert_eq!(report.findings, [], "{zh:?}");
        assert!(!report.has_errors());
    }
}

#[test]
fn a_name_is_previewed_as_the_document_will_show_it() {
    let name = PersonName::new("杨", "柳依依", "YANG", "LIUYIYI");
    assert_eq!(name.zh(), "杨柳依依");
    assert_eq!(name.latin(), "YANG, LIUYIYI");
    assert_eq!(name.preview(), "杨柳依依 YANG, LIUYIYI");
    let single = PersonName::new("", "苏", "", "SU");
    assert_eq!(single.latin(), "SU");
    assert_eq!(single.preview(), "苏 SU");
    assert_eq!(PersonName::new("", "", "SMITH", "").preview(), "SMITH");
}

#[test]
fn a_name_of_nothing_is_an_error() {
    assert_eq!(errors(("", ""), ("", "")), [NameRemark::NoName]);
}

#[test]
fn characters_without_letters_and_letters_without_characters_are_errors() {
    let missing = |part| NameRemark::Missing { part };
    assert_eq!(errors(("张", "三"), ("ZHANG", "")), [missing(GivenLatin)]);
    assert_eq!(errors(("张", "三"), ("", "SAN")), [missing(SurnameLatin)]);
    assert_eq!(errors(("张", ""), ("ZHANG", "SAN")), [missing(GivenZh)]);
    assert_eq!(errors(("", "三"), ("ZHANG", "SAN")), [missing(SurnameZh)]);
}

#[test]
fn small_and_full_width_letters_are_errors() {
    let not_capitals = |part, meant: &str| NameRemark::NotCapitals {
        part,
        meant: meant.into(),
    };
    assert_eq!(
        errors(("张", "三"), ("Zhang", "san")),
        [
            not_capitals(SurnameLatin, "ZHANG"),
            not_capitals(GivenLatin, "SAN")
        ]
    );
    assert_eq!(
        errors(("张", "三"), ("ＺＨＡＮＧ", "SAN")),
        [not_capitals(SurnameLatin, "ZHANG")]
    );
}

#[test]
fn given_names_are_written_together() {
    assert_eq!(
        errors(("李", "恩慕"), ("LI", "EN MU")),
        [NameRemark::GivenNameApart {
            meant: "ENMU".into()
        }]
    );
}

#[test]
fn a_surname_has_no_blank() {
    let blank = |position, meant: &str| NameRemark::Blank {
        part: SurnameLatin,
        position,
        meant: meant.into(),
    };
    assert_eq!(
        errors(("欧阳", "明"), ("OU YANG", "MING")),
        [blank(3, "OUYANG")]
    );
    assert_eq!(errors(("李", "明"), (" LI", "MING")), [blank(1, "LI")]);
}

#[test]
fn hyphens_and_apostrophes_are_errors() {
    assert_eq!(
        errors(("李", "恩慕"), ("LI", "EN-MU")),
        [NameRemark::Hyphen {
            part: GivenLatin,
            position: 3,
            meant: "ENMU".into()
        }]
    );
    for typed in ["XI'AN", "XI’AN"] {
        assert_eq!(
            errors(("李", "西安"), ("LI", typed)),
            [NameRemark::Apostrophe {
                part: GivenLatin,
                position: 3,
                meant: "XIAN".into()
            }]
        );
    }
}

#[test]
fn other_signs_among_the_letters_are_named_with_their_place() {
    assert_eq!(
        errors(("张", "三"), ("ZHANG", "SA1N")),
        [
            NameRemark::NotALetter {
                part: GivenLatin,
                position: 3,
                found: '1'
            },
            NameRemark::NotPinyin { part: GivenLatin }
        ]
    );
}

#[test]
fn an_english_name_is_no_pinyin() {
    assert_eq!(
        errors(("张", "三"), ("ZHANG", "JOHN")),
        [NameRemark::NotPinyin { part: GivenLatin }]
    );
    assert_eq!(
        errors(("黄", "三"), ("WONG", "SAN")),
        [NameRemark::NotPinyin { part: SurnameLatin }]
    );
}

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

#[test]
fn signs_that_are_no_characters_are_named() {
    for (typed, position, sign) in [
        ("三A", 2, 'A'),
        ("1三", 1, '1'),
        ("三 丽", 2, ' '),
        ("みさ", 1, 'み'),
    ] {
        let remarks = errors(("李", typed), ("LI", "SAN"));
        assert_eq!(
            remarks.first(),
            Some(&NameRemark::NotACharacter {
                part: GivenZh,
                position,
                found: sign
            })
        );
    }
}

#[test]
fn every_block_of_characters_is_of_a_name_and_its_neighbours_are_not() {
    let strange = |c: char| {
        errors(("李", &c.to_string()), ("LI", "SAN"))
            .iter()
            .any(|remark| matches!(remark, NameRemark::NotACharacter { .. }))
    };
    for c in [
        '〇',
        '㐀',
        '䶿',
        '一',
        '鿿',
        '\u{20000}',
        '\u{2EE5D}',
        '\u{30000}',
        '\u{323AF}',
    ] {
        assert!(!strange(c), "{c}");
    }
    for c in [
        '〆',
        '々',
        '㏿',
        '䷀',
        'ꀀ',
        '\u{1FFFD}',
        '\u{2EE5E}',
        '\u{2FFFD}',
        '\u{323B0}',
    ] {
        assert!(strange(c), "{c}");
    }
}

#[test]
fn the_dot_of_a_name_stands_between_its_parts() {
    let wrong = |position, found| NameRemark::WrongDot {
        part: GivenZh,
        position,
        found,
    };
    assert_eq!(errors(("", "阿·里"), ("", "ALI")), []);
    assert_eq!(errors(("", "·阿里"), ("", "ALI")), [wrong(1, '·')]);
    assert_eq!(errors(("", "阿里·"), ("", "ALI")), [wrong(3, '·')]);
    for dot in ['•', '・', '.', '。', '‧'] {
        assert_eq!(
            errors(("", &format!("阿{dot}里")), ("", "ALI")),
            [wrong(2, dot)]
        );
    }
}

#[test]
fn a_sign_that_cannot_be_seen_is_named_and_the_rest_is_still_read() {
    let hidden = |part, position, kind, scalar: &str, name: &str| NameRemark::Text {
        part,
        finding: TextFinding::Hidden {
            position,
            kind,
            scalar: scalar.into(),
            name: name.into(),
        },
    };
    assert_eq!(
        errors(("张", "三\u{200B}"), ("ZHANG", "SAN")),
        [hidden(
            GivenZh,
            2,
            HiddenKind::ZeroWidth,
            "U+200B",
            "ZERO WIDTH SPACE"
        )]
    );
    assert_eq!(
        errors(("张", "三"), ("ZHANG\u{200B}", "SAN")),
        [hidden(
            SurnameLatin,
            6,
            HiddenKind::ZeroWidth,
            "U+200B",
            "ZERO WIDTH SPACE"
        )]
    );
    assert_eq!(
        errors(("张", "\u{E863}"), ("ZHANG", "QQQ")),
        [
            hidden(
                GivenZh,
                1,
                HiddenKind::PrivateUse,
                "U+E863",
                "PRIVATE USE AREA"
            ),
            NameRemark::NotPinyin { part: GivenLatin }
        ]
    );
}

#[test]
fn a_name_has_a_length_it_may_have() {
    let long = |part, limit| NameRemark::TooLong {
        part,
        limit,
        found: limit + 1,
    };
    assert_eq!(
        errors(("", &"三".repeat(30)), ("", "")),
        [NameRemark::Missing { part: GivenLatin }]
    );
    assert_eq!(
        errors(("", &"三".repeat(31)), ("", ""))[0],
        long(GivenZh, 30)
    );
    assert_eq!(errors(("", ""), ("", &"SAN".repeat(20))).len(), 1);
    assert_eq!(
        errors(("", ""), ("", &format!("{}A", "SAN".repeat(20))))[0],
        long(GivenLatin, 60)
    );
}

#[test]
fn a_name_that_the_machine_zone_cuts_is_warned_of() {
    let zh = |n: usize| "三".repeat(n);
    let latin = |n: usize| "SAN".repeat(n);
    let fits = warnings(
        ("张", &format!("{}一", zh(10))),
        ("ZHANG", &format!("{}YI", latin(10))),
    );
    assert_eq!(fits, []);
    let cut = warnings(("张", &zh(11)), ("ZHANG", &latin(11)));
    assert_eq!(
        cut,
        [NameRemark::LongerThanMachineZone {
            limit: 37,
            found: 38
        }]
    );
}

#[test]
fn a_finding_travels_as_a_code_with_its_weight() {
    is_written_as(
        &NameFinding {
            severity: Severity::Error,
            remark: umlaut(SurnameLatin, "LYU"),
        },
        r#"{"severity":"error","code":"umlaut_form","part":"surname_latin","meant":"LYU"}"#,
    );
    is_written_as(
        &PersonName::new("张", "三", "ZHANG", "SAN"),
        r#"{"surname_zh":"张","given_zh":"三","surname_latin":"ZHANG","given_latin":"SAN"}"#,
    );
    assert_eq!(<&str>::from(&NameRemark::NoName), "no_name");
    assert_eq!(<&str>::from(Severity::Warning), "warning");
}

#[test]
fn a_log_line_shows_nothing_of_a_name_but_its_lengths() {
    let name = PersonName::new("张", "三", "ZHANG", "SAN");
    assert_eq!(format!("{name:?}"), "PersonName([1, 1, 5, 3])");
}

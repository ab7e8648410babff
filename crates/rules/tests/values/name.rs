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

/// What stands against a name in a first passport.
pub(crate) fn errors(zh: (&str, &str), latin: (&str, &str)) -> Vec<NameRemark> {
    let name = PersonName::new(zh.0, zh.1, latin.0, latin.1);
    found(&name, NameRegime::NewPassport, Severity::Error)
}

/// What is doubtful about a name in a first passport.
pub(crate) fn warnings(zh: (&str, &str), latin: (&str, &str)) -> Vec<NameRemark> {
    let name = PersonName::new(zh.0, zh.1, latin.0, latin.1);
    found(&name, NameRegime::NewPassport, Severity::Warning)
}

/// ü in another form than passports have.
pub(crate) fn umlaut(part: NamePart, meant: &str) -> NameRemark {
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
fn a_text_far_beyond_any_name_is_measured_and_not_read() {
    let (zh, latin) = ("三".repeat(50_000), "SAN".repeat(50_000));
    assert_eq!(errors(("", &zh), ("", &latin)).len(), 2);
    assert_eq!(errors(("", &zh), ("", "SAN")).len(), 1);
    assert_eq!(errors(("", "三"), ("", &latin)).len(), 1);
}

#[test]
fn a_name_at_its_longest_is_still_read() {
    let (zh, latin) = ("一".repeat(30), "YI".repeat(30));
    assert_eq!(errors(("", &zh), ("", &latin)), []);
    let other = format!("{}ER", "YI".repeat(29));
    assert_eq!(errors(("", &zh), ("", &other)).len(), 1);
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

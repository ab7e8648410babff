//! §3.2, 换发/补发 and 旅行证: names that are not today's pinyin

use super::name::found;
use lingshi_rules::business::Business;
use lingshi_rules::values::PersonName;
use lingshi_rules::values::name::{NamePart, NameRegime, NameRemark, Severity, check};
use proptest::prelude::*;
use strum::IntoEnumIterator;

fn errors(name: &PersonName, regime: NameRegime) -> Vec<NameRemark> {
    found(name, regime, Severity::Error)
}

fn warnings(name: &PersonName, regime: NameRegime) -> Vec<NameRemark> {
    found(name, regime, Severity::Warning)
}

fn john() -> PersonName {
    PersonName::new("李", "约翰", "SMITH", "JOHN-PAUL O'NEILL")
}

#[test]
fn every_business_has_the_regime_of_its_document() {
    for business in Business::iter() {
        let expected = match business {
            Business::PpNew => Some(NameRegime::NewPassport),
            Business::PpRenew | Business::PpReissue | Business::PpNote => {
                Some(NameRegime::AsInOldPassport)
            }
            Business::TdNew | Business::TdRenew | Business::TdReissue | Business::TdEmerg => {
                Some(NameRegime::TravelDocument)
            }
            Business::Pension => None,
        };
        assert_eq!(NameRegime::of(business), expected, "{business:?}");
    }
}

#[test]
fn a_renewal_keeps_a_historic_spelling_with_a_warning_and_a_flag() {
    let wong = PersonName::new("黄", "大文", "WONG", "TAI MAN");
    assert_eq!(errors(&wong, NameRegime::AsInOldPassport), []);
    assert_eq!(
        warnings(&wong, NameRegime::AsInOldPassport),
        [
            NameRemark::NotPinyin {
                part: NamePart::SurnameLatin
            },
            NameRemark::GivenNameApart {
                meant: "TAIMAN".into()
            },
            NameRemark::ReadingDiffers {
                part: NamePart::GivenZh,
                position: 2,
                character: '文',
                readings: vec!["WEN".into()]
            },
            NameRemark::CompareWithOldPassport
        ]
    );
    assert!(check(&wong, NameRegime::NewPassport).has_errors());
}

#[test]
fn a_renewal_in_standard_pinyin_needs_no_flag() {
    let name = PersonName::new("杨", "柳依依", "YANG", "LIUYIYI");
    assert_eq!(check(&name, NameRegime::AsInOldPassport).findings, []);
}

#[test]
fn a_renewal_blocks_no_sign_that_the_old_passport_may_have() {
    for name in [
        PersonName::new("吕", "三", "LÜ", "SAN"),
        PersonName::new("李", "A", "LI", "a1"),
        PersonName::new("李", "阿•里", "LI", "ALI"),
        PersonName::new("李", "\u{E863}", "LI", "YAN"),
        PersonName::new("", "", "LI", "YAN"),
        PersonName::new("李", "龙", "", ""),
        PersonName::new("李", "恩慕", "LI", "EN-MU"),
        PersonName::new("李", "西安", "L I", "XI'AN"),
    ] {
        let report = check(&name, NameRegime::AsInOldPassport);
        assert!(!report.has_errors(), "{:?}", report.findings);
        assert!(!report.findings.is_empty());
    }
}

#[test]
fn what_the_old_passport_has_otherwise_is_told_field_by_field() {
    let old = PersonName::new("吕", "三", "LU", "SAN");
    let new = PersonName::new("吕", "三", "LYU", "SAN");
    assert_eq!(new.differences(&old), [NamePart::SurnameLatin]);
    assert_eq!(new.differences(&new), []);
    let other = PersonName::new("李", "四", "LI", "SI");
    assert_eq!(new.differences(&other), NamePart::ALL);
}

#[test]
fn a_foreign_name_in_a_travel_document_needs_evidence_and_nothing_else() {
    assert_eq!(errors(&john(), NameRegime::TravelDocument), []);
    assert_eq!(
        warnings(&john(), NameRegime::TravelDocument),
        [NameRemark::ForeignNameNeedsEvidence]
    );
}

#[test]
fn pinyin_in_a_travel_document_needs_no_evidence() {
    let name = PersonName::new("张", "三", "ZHANG", "SAN");
    assert_eq!(check(&name, NameRegime::TravelDocument).findings, []);
}

#[test]
fn pinyin_in_small_letters_is_no_foreign_name() {
    let name = PersonName::new("张", "三", "zhang", "SAN");
    assert_eq!(
        errors(&name, NameRegime::TravelDocument),
        [NameRemark::NotCapitals {
            part: NamePart::SurnameLatin,
            meant: "ZHANG".into()
        }]
    );
    assert_eq!(warnings(&name, NameRegime::TravelDocument), []);
}

#[test]
fn a_foreign_name_has_capitals_and_no_marks_above_its_letters() {
    let name = PersonName::new("李", "约翰", "MÜLLER", "john2");
    assert_eq!(
        errors(&name, NameRegime::TravelDocument),
        [
            NameRemark::NotALetter {
                part: NamePart::SurnameLatin,
                position: 2,
                found: 'Ü'
            },
            NameRemark::NotCapitals {
                part: NamePart::GivenLatin,
                meant: "JOHN2".into()
            },
            NameRemark::NotALetter {
                part: NamePart::GivenLatin,
                position: 5,
                found: '2'
            },
        ]
    );
    assert_eq!(
        warnings(&name, NameRegime::TravelDocument),
        [NameRemark::ForeignNameNeedsEvidence]
    );
}

#[test]
fn a_likely_slip_in_a_travel_document_is_still_told() {
    let name = PersonName::new("吕", "三", "LV", "SHAN");
    assert_eq!(errors(&name, NameRegime::TravelDocument), []);
    assert_eq!(
        warnings(&name, NameRegime::TravelDocument),
        [
            NameRemark::UmlautForm {
                part: NamePart::SurnameLatin,
                meant: "LYU".into()
            },
            NameRemark::ReadingDiffers {
                part: NamePart::GivenZh,
                position: 1,
                character: '三',
                readings: vec!["SAN".into()]
            },
            NameRemark::ForeignNameNeedsEvidence
        ]
    );
}

#[test]
fn every_departure_from_pinyin_alone_asks_for_evidence_and_for_the_old_passport() {
    for (surname, given) in [
        ("OU YANG", "ENMU"),
        ("OUYANG", "EN MU"),
        ("OUYANG", "EN-MU"),
        ("OUYANG", "EN'MU"),
        ("OUYANG", "EMMA"),
        ("OUYANG", "ENMA"),
        ("OUYANG", "JOHN"),
    ] {
        let name = PersonName::new("欧阳", "恩慕", surname, given);
        for (regime, flag) in [
            (
                NameRegime::AsInOldPassport,
                NameRemark::CompareWithOldPassport,
            ),
            (
                NameRegime::TravelDocument,
                NameRemark::ForeignNameNeedsEvidence,
            ),
        ] {
            assert_eq!(
                warnings(&name, regime).last(),
                Some(&flag),
                "{surname} {given}"
            );
            assert_eq!(errors(&name, regime), [], "{surname} {given}");
        }
        assert_eq!(
            errors(&name, NameRegime::NewPassport).len(),
            1,
            "{surname} {given}"
        );
    }
}

#[test]
fn only_characters_may_be_missing_from_a_travel_document() {
    let without_characters = PersonName::new("", "", "LEE", "JOHN");
    assert_eq!(errors(&without_characters, NameRegime::TravelDocument), []);
    let without_letters = PersonName::new("李", "约翰", "", "");
    assert_eq!(
        errors(&without_letters, NameRegime::TravelDocument).len(),
        2
    );
}

#[test]
fn no_regime_takes_an_empty_or_an_endless_name() {
    for regime in NameRegime::iter() {
        let nothing = PersonName::default();
        assert_eq!(errors(&nothing, regime), [NameRemark::NoName]);
        let endless = PersonName::new("李", &"三".repeat(31), "LI", "SAN");
        assert!(check(&endless, regime).has_errors());
    }
}

#[test]
fn a_regime_travels_as_a_code() {
    super::is_written_as(&NameRegime::AsInOldPassport, "\"as_in_old_passport\"");
    assert_eq!(<&str>::from(NameRegime::TravelDocument), "travel_document");
}

proptest! {
    #[test]
    fn what_a_new_passport_takes_every_document_takes(
        surname in "[张李王吕单欧]", given in "[一三明丽略乐曾]{1,3}",
        surname_latin in "(ZHANG|LI|WANG|LYU|LV|SHAN|OU)", given_latin in "(YI|SAN|MING|LI|LUE|LE|ZENG|-| ){1,3}",
    ) {
        let name = PersonName::new(&surname, &given, &surname_latin, &given_latin);
        if !check(&name, NameRegime::NewPassport).has_errors() {
            for regime in [NameRegime::AsInOldPassport, NameRegime::TravelDocument] {
                let remarks = warnings(&name, regime);
                prop_assert!(errors(&name, regime).is_empty());
                prop_assert!(!remarks.contains(&NameRemark::ForeignNameNeedsEvidence));
                prop_assert!(!remarks.contains(&NameRemark::CompareWithOldPassport));
            }
        }
    }

    #[test]
    fn the_readings_of_the_characters_are_taken(given in "[一-龥]{1,6}", pick in any::<prop::sample::Index>()) {
        let readings: Vec<Vec<String>> =
            given.chars().map(lingshi_rules::values::pinyin::readings).collect();
        prop_assume!(readings.iter().all(|of_one| !of_one.is_empty()));
        let latin: String = readings.iter().map(|of_one| of_one[pick.index(of_one.len())].clone()).collect();
        let name = PersonName::new("", &given, "", &latin);
        prop_assert_eq!(errors(&name, NameRegime::NewPassport), []);
    }

    #[test]
    fn no_text_makes_the_check_stumble(
        one in any::<String>(), two in "[一-龥·A-Za-z]{0,40}", three in "[A-ZÜü' -]{0,70}", four in any::<String>(),
    ) {
        for regime in NameRegime::iter() {
            let _ = check(&PersonName::new(&one, &two, &three, &four), regime);
            let _ = check(&PersonName::new(&two, &one, &four, &three), regime);
        }
    }
}

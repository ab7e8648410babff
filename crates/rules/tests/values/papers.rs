//! §3.2, 护照号 · 回乡证号 · 台胞证号; §3.5

use super::is_written_as;
use lingshi_rules::values::PaperNumber;
use lingshi_rules::values::papers::{PaperForm, PaperKind, PaperWarning};
use proptest::prelude::*;
use strum::IntoEnumIterator;

fn form(text: &str) -> PaperForm {
    PaperNumber::from(text.to_owned()).form()
}

fn warnings(stated: PaperKind, text: &str) -> Vec<PaperWarning> {
    PaperNumber::read(stated, text).warnings
}

#[test]
fn every_form_is_known_by_its_letters_and_its_length() {
    for (text, expected) in [
        ("E12345678", PaperForm::OrdinaryE),
        ("EA0033421", PaperForm::OrdinaryELetter),
        ("EZ0033421", PaperForm::OrdinaryELetter),
        ("G12345678", PaperForm::OrdinaryG),
        ("141234567", PaperForm::OrdinaryDigits),
        ("151234567", PaperForm::OrdinaryDigits),
        ("SE1234567", PaperForm::Service),
        ("S1234567", PaperForm::Service),
        ("S12345678", PaperForm::Service),
        ("PE1234567", PaperForm::PublicAffairs),
        ("P.1234567", PaperForm::PublicAffairs),
        ("DE0033411", PaperForm::Diplomatic),
        ("D1234567", PaperForm::Diplomatic),
        ("L12345678", PaperForm::TravelDocument),
        ("H12345678", PaperForm::HongKongMacaoLifetime),
        ("M12345678", PaperForm::HongKongMacaoLifetime),
        ("H1234567801", PaperForm::HongKongMacaoRenewal),
        ("M1234567801", PaperForm::HongKongMacaoRenewal),
        ("12345678", PaperForm::TaiwanLifetime),
        ("1234567801", PaperForm::TaiwanIssue),
        ("1234567801(D)", PaperForm::TaiwanIssue),
    ] {
        assert_eq!(form(text), expected, "{text}");
    }
}

#[test]
fn a_digit_more_or_less_is_no_form_known_here() {
    for text in [
        "",
        "E1234567",
        "E123456789",
        "EA123456",
        "EA12345678",
        "G1234567",
        "G123456789",
        "S123456",
        "S123456789",
        "SE12345678",
        "P12345678",
        "PE12345678",
        "D12345678",
        "DE12345678",
        "L1234567",
        "L123456789",
        "H1234567",
        "H123456789",
        "M12345678901",
        "1234567",
        "123456789",
        "161234567",
        "241234567",
        "12345678901",
        "1234567801AB",
        "1234567801é",
        "1234567A",
        "EAB123456",
        "A12345678",
        "12345678A",
        "123456780é",
        "E１２３４５６７８９",
    ] {
        assert_eq!(form(text), PaperForm::Unknown, "{text}");
    }
}

#[test]
fn a_number_is_kept_in_one_written_form() {
    for typed in [
        "ea 003-3421",
        " EA.003.3421 ",
        "ＥＡ００３３４２１",
        "(EA)0033421",
    ] {
        let read = PaperNumber::read(PaperKind::OrdinaryPassport, typed);
        assert_eq!(read.value.as_str(), "EA0033421", "{typed}");
        assert_eq!(read.value.to_string(), "EA0033421");
        assert_eq!(read.warnings, []);
    }
}

#[test]
fn the_letter_i_in_a_passport_of_the_guide_is_warned_of_and_never_blocks() {
    let read = PaperNumber::read(PaperKind::OrdinaryPassport, "EI3254852");
    assert_eq!(read.value.as_str(), "EI3254852");
    assert_eq!(read.value.form(), PaperForm::OrdinaryELetter);
    assert_eq!(
        read.warnings,
        [PaperWarning::LetterNotUsed {
            position: 2,
            found: 'I'
        }]
    );
}

#[test]
fn the_letter_o_is_not_used_either() {
    assert_eq!(
        warnings(PaperKind::OrdinaryPassport, "EO3254852"),
        [PaperWarning::LetterNotUsed {
            position: 2,
            found: 'O'
        }]
    );
}

#[test]
fn a_letter_among_the_digits_is_named_as_a_slip() {
    let read = PaperNumber::read(PaperKind::OrdinaryPassport, "E1234567O");
    assert_eq!(read.value.as_str(), "E1234567O");
    assert_eq!(read.value.form(), PaperForm::OrdinaryE);
    assert_eq!(
        read.warnings,
        [PaperWarning::LikelySlip {
            position: 9,
            found: 'O',
            meant: '0'
        }]
    );
    assert_eq!(
        warnings(PaperKind::OrdinaryPassport, "EAI234567"),
        [PaperWarning::LikelySlip {
            position: 3,
            found: 'I',
            meant: '1'
        }]
    );
}

#[test]
fn a_number_of_another_kind_than_stated_is_warned_of() {
    assert_eq!(
        warnings(PaperKind::OrdinaryPassport, "DE0033411"),
        [PaperWarning::OtherKind {
            stated: PaperKind::OrdinaryPassport,
            found: PaperKind::OfficialPassport
        }]
    );
    assert_eq!(
        warnings(PaperKind::TaiwanPermit, "H12345678"),
        [PaperWarning::OtherKind {
            stated: PaperKind::TaiwanPermit,
            found: PaperKind::HongKongMacaoPermit
        }]
    );
}

#[test]
fn every_kind_takes_its_own_forms_without_a_word() {
    for (stated, text) in [
        (PaperKind::OrdinaryPassport, "E12345678"),
        (PaperKind::OrdinaryPassport, "G12345678"),
        (PaperKind::OfficialPassport, "SE1234567"),
        (PaperKind::OfficialPassport, "PE1234567"),
        (PaperKind::OfficialPassport, "DE1234567"),
        (PaperKind::TravelDocument, "L12345678"),
        (PaperKind::HongKongMacaoPermit, "H1234567801"),
        (PaperKind::HongKongMacaoPermit, "M12345678"),
        (PaperKind::TaiwanPermit, "12345678"),
        (PaperKind::Other, "12345678"),
        (PaperKind::Other, "ANYTHNG"),
    ] {
        assert_eq!(warnings(stated, text), [], "{text}");
    }
}

#[test]
fn forms_of_papers_long_expired_are_warned_of() {
    for (stated, text, form) in [
        (
            PaperKind::TaiwanPermit,
            "1234567801",
            PaperForm::TaiwanIssue,
        ),
        (
            PaperKind::TaiwanPermit,
            "1234567801(B)",
            PaperForm::TaiwanIssue,
        ),
        (
            PaperKind::OrdinaryPassport,
            "141234567",
            PaperForm::OrdinaryDigits,
        ),
    ] {
        assert_eq!(
            warnings(stated, text),
            [PaperWarning::FormGivenUp { form }],
            "{text}"
        );
    }
}

#[test]
fn nothing_typed_and_nothing_known_are_warned_of() {
    assert_eq!(warnings(PaperKind::Other, " - "), [PaperWarning::Empty]);
    assert_eq!(
        warnings(PaperKind::TravelDocument, "X1"),
        [PaperWarning::UnknownForm]
    );
    assert_eq!(
        warnings(PaperKind::TravelDocument, "L1234\u{200B}5678"),
        [
            PaperWarning::StrangeCharacter {
                position: 6,
                found: '\u{200B}'
            },
            PaperWarning::UnknownForm
        ]
    );
}

#[test]
fn permits_keep_a_part_for_life() {
    for (text, lifetime) in [
        ("H1234567801", Some("H12345678")),
        ("H12345678", Some("H12345678")),
        ("12345678", Some("12345678")),
        ("1234567801(D)", Some("12345678")),
        ("E12345678", None),
        ("L12345678", None),
        ("X", None),
    ] {
        let number = PaperNumber::from(text.to_owned());
        assert_eq!(number.lifetime(), lifetime, "{text}");
    }
}

#[test]
fn every_form_but_the_unknown_one_belongs_to_a_kind() {
    for form in PaperForm::iter() {
        assert_eq!(
            form.kind().is_none(),
            form == PaperForm::Unknown,
            "{form:?}"
        );
    }
}

#[test]
fn a_number_is_stored_as_its_text_and_logged_as_its_mask() {
    let number = PaperNumber::from("DE0033411".to_owned());
    is_written_as(&number, "\"DE0033411\"");
    assert_eq!(format!("{number:?}"), "DE0****11");
    is_written_as(
        &PaperKind::HongKongMacaoPermit,
        "\"hong_kong_macao_permit\"",
    );
    is_written_as(&PaperWarning::UnknownForm, r#"{"code":"unknown_form"}"#);
    assert_eq!(
        <&str>::from(PaperForm::OrdinaryELetter),
        "ordinary_e_letter"
    );
}

proptest! {
    #[test]
    fn no_number_is_refused_and_none_changes_when_read_again(text in any::<String>()) {
        for kind in PaperKind::iter() {
            let read = PaperNumber::read(kind, &text);
            let again = PaperNumber::read(kind, read.value.as_str());
            prop_assert_eq!(&again.value, &read.value);
            prop_assert_eq!(again.warnings, read.warnings);
            let _ = read.value.lifetime();
        }
    }

    #[test]
    fn a_passport_of_today_is_taken_without_a_word(text in "(E[0-9]{8}|E[A-HJ-NP-Z][0-9]{7}|G[0-9]{8})") {
        prop_assert_eq!(warnings(PaperKind::OrdinaryPassport, &text), []);
    }
}

#[test]
fn a_character_among_the_digits_makes_no_second_letter() {
    assert_eq!(form("E中1234567"), PaperForm::Unknown);
}

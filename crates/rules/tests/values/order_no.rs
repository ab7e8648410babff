//! §3.1

use super::{is_refused, is_written_as};
use lingshi_rules::business::Module;
use lingshi_rules::values::OrderNo;
use lingshi_rules::values::order_no::{
    ComposeFault, Expected, ORDER_NO_LENGTH, OrderNoFault, OrderNoWarning,
};
use proptest::prelude::*;

const RENEWAL: &str = "BELAA3UHHT10085224";

fn number(text: &str) -> OrderNo {
    let read = OrderNo::parse(text).unwrap();
    assert_eq!(read.warnings, [], "{text}");
    read.value
}

fn fault(text: &str) -> OrderNoFault {
    OrderNo::parse(text).unwrap_err()
}

fn slip(position: usize, found: char, meant: char, suggestion: &str) -> OrderNoFault {
    OrderNoFault::LikelySlip {
        position,
        found,
        meant,
        suggestion: suggestion.into(),
    }
}

fn wrong(position: usize, found: char, expected: Expected) -> OrderNoFault {
    OrderNoFault::WrongCharacter {
        position,
        found,
        expected,
    }
}

#[test]
fn the_numbers_of_the_brussels_guide_are_order_numbers() {
    for (text, module) in [
        (RENEWAL, Module::Passport),
        ("BELAA3BNDN10085236", Module::Passport),
        ("BELAA3FAPT10085235", Module::Passport),
        ("BELA03SDXN10085150", Module::Emergency),
        ("BELA20TTKA10085237", Module::Pension),
    ] {
        assert_eq!(number(text).module(), Some(module));
        assert_eq!(number(text).as_str(), text);
    }
}

#[test]
fn a_number_is_read_aloud_in_four_groups() {
    assert_eq!(number(RENEWAL).grouped(), "BELA A3 UHHT 10085224");
}

#[test]
fn the_parts_of_a_number_can_be_asked_for() {
    let number = number(RENEWAL);
    assert_eq!(number.post_prefix(), "BELA");
    assert_eq!(number.country(), "BEL");
    assert_eq!(number.tail(), "10085224");
    assert_eq!(number.short_tail(), "5224");
    assert_eq!(number.to_string(), RENEWAL);
}

#[test]
fn blanks_hyphens_small_and_full_width_letters_are_put_right() {
    for typed in [
        "BELA A3 UHHT 10085224",
        " bela-a3-uhht-10085224\n",
        "BELA–A3—UHHT−10085224",
        "ＢＥＬＡ　Ａ３　ＵＨＨＴ　１００８５２２４",
        "bela‐a3－uhht 1008 5224",
    ] {
        assert_eq!(number(typed).as_str(), RENEWAL, "{typed}");
    }
}

#[test]
fn nothing_typed_is_told_from_something_wrong() {
    assert_eq!(fault(""), OrderNoFault::Empty);
    assert_eq!(fault(" - \u{3000}"), OrderNoFault::Empty);
}

#[test]
fn one_character_more_or_less_is_no_order_number() {
    assert_eq!(ORDER_NO_LENGTH, 18);
    assert_eq!(
        fault("BELAA3UHHT1008522"),
        OrderNoFault::WrongLength { found: 17 }
    );
    assert_eq!(
        fault("BELAA3UHHT100852244"),
        OrderNoFault::WrongLength { found: 19 }
    );
    assert_eq!(fault("B"), OrderNoFault::WrongLength { found: 1 });
}

#[test]
fn a_letter_o_among_the_digits_is_named_as_a_slip() {
    assert_eq!(fault("BELAA3UHHT1OO85224"), slip(12, 'O', '0', RENEWAL));
    assert_eq!(fault("BELAA3UHHTi0085224"), slip(11, 'I', '1', RENEWAL));
    assert_eq!(
        fault("BELAA3UHHT1008522I"),
        slip(18, 'I', '1', "BELAA3UHHT10085221")
    );
}

#[test]
fn a_digit_among_the_letters_is_named_as_a_slip() {
    assert_eq!(
        fault("1RNAA3UHHT10085224"),
        slip(1, '1', 'I', "IRNAA3UHHT10085224")
    );
    assert_eq!(
        fault("BEL0A3UHHT10085224"),
        slip(4, '0', 'O', "BELOA3UHHT10085224")
    );
    assert_eq!(
        fault("BELAA30HH110085224"),
        slip(7, '0', 'O', "BELAA3OHHI10085224")
    );
    assert_eq!(
        fault("BELAA3UHH110085224"),
        slip(10, '1', 'I', "BELAA3UHHI10085224")
    );
}

#[test]
fn an_o_in_the_module_is_a_slip_when_a_zero_makes_a_module() {
    assert_eq!(
        fault("BELAO3SDXN10085150"),
        slip(5, 'O', '0', "BELA03SDXN10085150")
    );
    assert_eq!(
        fault("BELA2OTTKA10085237"),
        slip(6, 'O', '0', "BELA20TTKA10085237")
    );
}

#[test]
fn letters_that_belong_where_they_stand_are_no_slips() {
    assert_eq!(number("OOIIA3OIOI10101010").country(), "OOI");
}

#[test]
fn other_characters_are_named_with_what_belongs_there() {
    assert_eq!(fault("BE2AA3UHHT10085224"), wrong(3, '2', Expected::Letter));
    assert_eq!(fault("BELAA3UH3T10085224"), wrong(9, '3', Expected::Letter));
    assert_eq!(fault("BELAA3UHHTX0085224"), wrong(11, 'X', Expected::Digit));
    assert_eq!(
        fault("BELA_3UHHT10085224"),
        wrong(5, '_', Expected::LetterOrDigit)
    );
}

#[test]
fn a_wrong_character_is_told_before_a_slip_because_no_number_was_meant() {
    assert_eq!(fault("BEL0A3UHHTX0085224"), wrong(11, 'X', Expected::Digit));
}

#[test]
fn a_character_that_cannot_be_seen_is_named_and_not_counted() {
    assert_eq!(
        fault("BELAA3\u{200B}UHHT10085224"),
        wrong(7, '\u{200B}', Expected::LetterOrDigit)
    );
    assert_eq!(
        fault("\u{202E}BELAA3UHHT10085224"),
        wrong(1, '\u{202E}', Expected::LetterOrDigit)
    );
    assert_eq!(
        fault("БELAA3UHHT10085224"),
        wrong(1, 'Б', Expected::LetterOrDigit)
    );
}

#[test]
fn an_unknown_module_is_taken_with_a_warning() {
    for module in ["ZZ", "99", "A4", "B3", "O1"] {
        let read = OrderNo::parse(&format!("BELA{module}UHHT10085224")).unwrap();
        assert_eq!(
            read.warnings,
            [OrderNoWarning::UnknownModule {
                found: module.into()
            }]
        );
        assert_eq!(read.value.module(), None);
    }
}

#[test]
fn a_number_of_another_post_is_told_by_its_four_letters() {
    assert_eq!(number(RENEWAL).check_post(Some("BELA"), "XXX"), None);
    assert_eq!(
        number(RENEWAL).check_post(Some("BELB"), "BEL"),
        Some(OrderNoWarning::OtherPost {
            expected: "BELB".into(),
            found: "BELA".into()
        })
    );
}

#[test]
fn a_post_whose_letters_are_not_known_goes_by_the_country() {
    assert_eq!(number(RENEWAL).check_post(None, "BEL"), None);
    assert_eq!(
        number(RENEWAL).check_post(None, "USA"),
        Some(OrderNoWarning::OtherPost {
            expected: "USA".into(),
            found: "BEL".into()
        })
    );
}

#[test]
fn a_number_is_issued_from_its_parts() {
    let issued = OrderNo::compose("BELA", Module::Passport, "UHHT", 10_085_224);
    assert_eq!(issued, Ok(number(RENEWAL)));
    let first = OrderNo::compose("USAA", Module::Emergency, "ABCD", 1).unwrap();
    assert_eq!(first.as_str(), "USAA03ABCD00000001");
    let last = OrderNo::compose("USAA", Module::Pension, "ABCD", 99_999_999).unwrap();
    assert_eq!(last.as_str(), "USAA20ABCD99999999");
}

#[test]
fn a_number_is_not_issued_from_broken_parts() {
    let issue = |prefix, letters, number| {
        OrderNo::compose(prefix, Module::Passport, letters, number).unwrap_err()
    };
    for prefix in ["", "BEL", "BELAA", "BELa", "BEL1", "BÉL"] {
        assert_eq!(issue(prefix, "UHHT", 1), ComposeFault::Prefix, "{prefix}");
    }
    for letters in ["", "UHH", "UHHTT", "uHHT", "UH0T"] {
        assert_eq!(
            issue("BELA", letters, 1),
            ComposeFault::Letters,
            "{letters}"
        );
    }
    assert_eq!(
        issue("BELA", "UHHT", 100_000_000),
        ComposeFault::NumberTooLarge
    );
}

#[test]
fn a_number_is_stored_as_its_text() {
    is_written_as(&number(RENEWAL), "\"BELAA3UHHT10085224\"");
    let unknown = OrderNo::parse("BELAZZUHHT10085224").unwrap().value;
    is_written_as(&unknown, "\"BELAZZUHHT10085224\"");
}

#[test]
fn what_is_stored_otherwise_is_refused() {
    for json in [
        "\"\"",
        "\"belaa3uhht10085224\"",
        "\"BELA A3 UHHT 10085224\"",
        "\"BELAA3UHHT1OO85224\"",
        "10085224",
    ] {
        is_refused::<OrderNo>(json);
    }
}

#[test]
fn faults_and_warnings_travel_as_codes() {
    is_written_as(&OrderNoFault::Empty, r#"{"code":"empty"}"#);
    is_written_as(
        &wrong(3, '2', Expected::Letter),
        r#"{"code":"wrong_character","position":3,"found":"2","expected":"letter"}"#,
    );
    is_written_as(
        &OrderNoWarning::UnknownModule { found: "ZZ".into() },
        r#"{"code":"unknown_module","found":"ZZ"}"#,
    );
    assert_eq!(<&str>::from(&slip(1, 'O', '0', "")), "likely_slip");
    assert_eq!(
        <&str>::from(ComposeFault::NumberTooLarge),
        "number_too_large"
    );
    assert_eq!(<&str>::from(Expected::LetterOrDigit), "letter_or_digit");
}

proptest! {
    #[test]
    fn what_is_shown_is_read_as_the_same(
        prefix in "[A-Z]{4}", letters in "[A-Z]{4}", running in 0_u32..=99_999_999,
        module in prop::sample::select(vec![Module::Passport, Module::Emergency, Module::Pension]),
    ) {
        let issued = OrderNo::compose(&prefix, module, &letters, running).unwrap();
        prop_assert_eq!(number(&issued.to_string()), issued.clone());
        prop_assert_eq!(number(&issued.grouped()), issued.clone());
        prop_assert_eq!(number(&issued.grouped().to_lowercase()), issued.clone());
        prop_assert_eq!(issued.tail().parse::<u32>(), Ok(running));
    }

    #[test]
    fn a_suggestion_is_itself_an_order_number(
        text in "[A-Z01]{4}(A3|03|20|O3|2O)[A-Z01]{4}[0-9OI]{8}"
    ) {
        match OrderNo::parse(&text) {
            Ok(read) => prop_assert_eq!(read.value.as_str(), text),
            Err(OrderNoFault::LikelySlip { position, found, meant, suggestion }) => {
                prop_assert_eq!(text.chars().nth(position - 1), Some(found));
                prop_assert_eq!(suggestion.chars().nth(position - 1), Some(meant));
                let read = OrderNo::parse(&suggestion).unwrap();
                prop_assert_eq!(read.value.as_str(), suggestion);
            }
            Err(other) => prop_assert!(false, "{:?}", other),
        }
    }

    #[test]
    fn no_text_makes_the_reader_stumble(text in any::<String>()) {
        if let Ok(read) = OrderNo::parse(&text) {
            prop_assert_eq!(read.value.as_str().len(), ORDER_NO_LENGTH);
        }
    }
}

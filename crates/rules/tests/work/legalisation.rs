//! §2.7 领事认证查验.

use crate::day;
use lingshi_rules::business::Business;
use lingshi_rules::legalisation::{APOSTILLE_SITE, Convention, Query, QueryFault, QueryField};
use std::collections::BTreeMap;
use strum::IntoEnumIterator;

#[test]
fn a_query_has_number_sticker_and_authority_as_they_are_compared() {
    let query = Query::read(" 京领 ", "", "").unwrap_err();
    assert_eq!(query.len(), 3);
    let query = Query::read("（", "a", "x").unwrap_err();
    let number = QueryFault::WrongCharacter {
        field: QueryField::Number,
        position: 1,
    };
    let sticker = QueryFault::WrongLength {
        field: QueryField::Sticker,
        found: 1,
    };
    assert_eq!(query, [number, sticker]);
    let query = Query::read("bel-2021 000123", "ａ１２３４５６", " 驻比利时使馆 ").unwrap();
    assert_eq!(query.number(), "BEL2021000123");
    assert_eq!(query.sticker(), "A123456");
    assert_eq!(query.authority(), "驻比利时使馆");
}

#[test]
fn a_number_has_four_to_twenty_four_characters() {
    let fault = |number: &str| Query::read(number, "A123456", "外交部领事司").err();
    for fits in [4, 24] {
        assert_eq!(fault(&"1".repeat(fits)), None);
    }
    for found in [3, 25] {
        let field = QueryField::Number;
        let wrong = vec![QueryFault::WrongLength { field, found }];
        assert_eq!(fault(&"1".repeat(found)), Some(wrong));
    }
}

#[test]
fn an_authority_has_no_hidden_characters() {
    let faults = Query::read("1234", "5678", "驻纽约\u{200b}总领馆").unwrap_err();
    let field = QueryField::Authority;
    assert_eq!(faults, [QueryFault::NoName { field }]);
}

#[test]
fn a_log_line_shows_no_number_of_a_query() {
    let query = Query::read("BEL2021000123", "A123456", "驻比利时使馆").unwrap();
    let line = format!("{query:?}");
    assert!(
        !line.contains("2021") && !line.contains("A123456"),
        "{line}"
    );
}

fn convention() -> Convention {
    let members = [("FRA", day(2023, 11, 7)), ("CAN", day(2024, 1, 11))];
    Convention(BTreeMap::from(members.map(|(c, d)| (c.to_owned(), d))))
}

#[test]
fn documents_for_members_point_to_apostilles_from_the_day_on_and_others_never() {
    let pointer = convention().pointer("FRA", day(2023, 11, 7)).unwrap();
    assert_eq!(pointer.site, APOSTILLE_SITE);
    assert_eq!(pointer.since, day(2023, 11, 7));
    assert_eq!(convention().pointer("FRA", day(2023, 11, 6)), None);
    assert_eq!(convention().pointer("CAN", day(2024, 1, 10)), None);
    assert!(convention().pointer("CAN", day(2024, 1, 11)).is_some());
    assert_eq!(convention().pointer("AGO", day(2026, 1, 1)), None);
}

#[test]
fn no_business_and_so_no_order_comes_of_a_query() {
    let codes: Vec<&str> = Business::iter().map(Business::code).collect();
    assert_eq!(
        codes,
        [
            "PP_NEW",
            "PP_RENEW",
            "PP_REISSUE",
            "PP_NOTE",
            "TD_NEW",
            "TD_RENEW",
            "TD_REISSUE",
            "TD_EMERG",
            "PENSION"
        ]
    );
}

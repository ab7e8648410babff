//! What applicants type: signs that cannot be seen are named, never removed.

use super::is_written_as;
use lingshi_rules::values::text::{HiddenKind, TextFinding, TextKind, findings, hidden_kind};
use proptest::prelude::*;

fn hidden(position: usize, kind: HiddenKind, scalar: &str, name: &str) -> TextFinding {
    TextFinding::Hidden {
        position,
        kind,
        scalar: scalar.into(),
        name: name.into(),
    }
}

#[test]
fn ordinary_text_of_any_script_has_no_finding() {
    for text in [
        "",
        "张三",
        "䶮𬭎㛃",
        "Rue de la Loi 16, 1040 Bruxelles",
        "买买提·吐尔逊",
        "é ü ß Ж ع",
    ] {
        for kind in [TextKind::Word, TextKind::Line, TextKind::Passage] {
            assert_eq!(findings(text, kind), [], "{text}");
        }
    }
}

#[test]
fn a_sign_without_width_is_named_with_its_place() {
    assert_eq!(
        findings("张\u{200B}三", TextKind::Word),
        [hidden(
            2,
            HiddenKind::ZeroWidth,
            "U+200B",
            "ZERO WIDTH SPACE"
        )]
    );
}

#[test]
fn a_sign_that_turns_the_direction_is_named() {
    assert_eq!(
        findings("𬭎1234\u{202E}", TextKind::Line),
        [hidden(
            6,
            HiddenKind::Bidirectional,
            "U+202E",
            "RIGHT-TO-LEFT OVERRIDE"
        )]
    );
}

#[test]
fn line_breaks_stand_in_passages_only() {
    let text = "a\nb\tc";
    let both = [
        hidden(2, HiddenKind::Control, "U+000A", "C0 CONTROL"),
        hidden(4, HiddenKind::Control, "U+0009", "C0 CONTROL"),
    ];
    assert_eq!(findings(text, TextKind::Word), both);
    assert_eq!(findings(text, TextKind::Line), both);
    assert_eq!(findings(text, TextKind::Passage), []);
    assert_eq!(
        findings("a\rb", TextKind::Passage),
        [hidden(2, HiddenKind::Control, "U+000D", "C0 CONTROL")]
    );
}

#[test]
fn every_kind_of_hidden_sign_is_told_apart() {
    for (c, kind) in [
        ('\0', HiddenKind::Control),
        ('\u{1F}', HiddenKind::Control),
        ('\u{7F}', HiddenKind::Control),
        ('\u{9F}', HiddenKind::Control),
        ('\u{2028}', HiddenKind::Control),
        ('\u{FFFD}', HiddenKind::Control),
        ('\u{AD}', HiddenKind::ZeroWidth),
        ('\u{200D}', HiddenKind::ZeroWidth),
        ('\u{2060}', HiddenKind::ZeroWidth),
        ('\u{FEFF}', HiddenKind::ZeroWidth),
        ('\u{E0041}', HiddenKind::ZeroWidth),
        ('\u{200E}', HiddenKind::Bidirectional),
        ('\u{200F}', HiddenKind::Bidirectional),
        ('\u{061C}', HiddenKind::Bidirectional),
        ('\u{2066}', HiddenKind::Bidirectional),
        ('\u{2069}', HiddenKind::Bidirectional),
        ('\u{FE0F}', HiddenKind::Variation),
        ('\u{E863}', HiddenKind::PrivateUse),
        ('\u{F8FF}', HiddenKind::PrivateUse),
        ('\u{100000}', HiddenKind::PrivateUse),
        ('\u{2F00}', HiddenKind::Lookalike),
        ('\u{F900}', HiddenKind::Lookalike),
        ('\u{2FA1F}', HiddenKind::Lookalike),
    ] {
        assert_eq!(hidden_kind(c), Some(kind), "U+{:04X}", u32::from(c));
    }
}

#[test]
fn neighbours_of_hidden_signs_are_ordinary() {
    for c in [
        ' ',
        '~',
        '\u{A0}',
        '\u{AC}',
        '\u{AE}',
        '\u{200A}',
        '\u{2010}',
        '\u{2027}',
        '\u{202F}',
        '\u{205F}',
        '\u{2070}',
        '\u{2E7F}',
        '\u{2FE0}',
        '\u{FB00}',
        '\u{FE10}',
        '\u{2F7FF}',
        '\u{2FA20}',
    ] {
        assert_eq!(hidden_kind(c), None, "U+{:04X}", u32::from(c));
    }
}

#[test]
fn a_field_holds_what_its_kind_holds_and_no_more() {
    for (kind, limit) in [
        (TextKind::Word, 80),
        (TextKind::Line, 200),
        (TextKind::Passage, 4_000),
    ] {
        assert_eq!(kind.limit(), limit);
        assert_eq!(findings(&"𬭎".repeat(limit), kind), []);
        assert_eq!(
            findings(&"𬭎".repeat(limit + 1), kind),
            [TextFinding::TooLong {
                limit,
                found: limit + 1
            }]
        );
    }
}

#[test]
fn a_finding_travels_as_a_code() {
    is_written_as(
        &hidden(2, HiddenKind::ZeroWidth, "U+200B", "ZERO WIDTH SPACE"),
        r#"{"code":"hidden","position":2,"kind":"zero_width","scalar":"U+200B","name":"ZERO WIDTH SPACE"}"#,
    );
    assert_eq!(<&str>::from(HiddenKind::PrivateUse), "private_use");
    assert_eq!(<&str>::from(TextKind::Passage), "passage");
}

proptest! {
    #[test]
    fn every_hidden_sign_is_found_where_it_stands(before in "[a-z一-龥]{0,20}", after in "[a-z]{0,20}") {
        for c in ['\u{200B}', '\u{202E}', '\u{7}', '\u{E000}'] {
            let found = findings(&format!("{before}{c}{after}"), TextKind::Word);
            let at = before.chars().count() + 1;
            let places: Vec<usize> = found.iter().map(|finding| match finding {
                TextFinding::Hidden { position, .. } => *position,
                TextFinding::TooLong { .. } => 0,
            }).collect();
            prop_assert_eq!(places, [at]);
        }
    }

    #[test]
    fn no_control_character_goes_unseen(c in any::<char>()) {
        prop_assert!(!c.is_control() || hidden_kind(c).is_some());
    }
}

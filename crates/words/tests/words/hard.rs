//! Hard particulars: rare, long, hostile and missing ones, in every entry and every language.

use crate::cases::{Case, Said, addressee, all, asked, photo, pick, refuse};
use crate::gallery::every_pick;
use crate::posts::{CODES, post};
use crate::style::doubled;
use lingshi_rules::business::Business;
use lingshi_rules::life::Notice;
use lingshi_rules::order::reasons::{PhotoReason, RejectReason, SupplementReason};
use lingshi_words::Language;
use strum::IntoEnumIterator;

fn renewal(said: Notice) -> Case {
    Case {
        name: String::new(),
        said: Said::Notice(said),
        to: addressee("BRU", Business::PpRenew),
        policy: post("BRU"),
    }
}

#[test]
fn names_stand_as_they_are() {
    let letters = "WOLFESCHLEGELSTEINHAUSENBERGERDORFFWELCHEVORALTERNWARENGEWISSE";
    for name in [
        "䶮",
        "𬭎㛃",
        "阿卜杜拉·买买提",
        "张",
        letters,
        "ZHANG, SAN",
        "葛\u{E0100}",
    ] {
        for language in Language::iter() {
            for case in all() {
                let mut case = case;
                case.to.name = name.into();
                assert!(
                    case.render(language).body.contains(name),
                    "{}: {name}",
                    case.name
                );
            }
        }
    }
}

#[test]
fn every_notice_can_be_said_at_every_post() {
    for language in Language::iter() {
        for code in CODES {
            for case in all() {
                let mut case = case;
                case.policy = post(code);
                case.to.name = "𬭎".into();
                let body = case.render(language).body;
                assert_eq!(
                    doubled(&body),
                    None,
                    "{language} {code} {}: {body}",
                    case.name
                );
                assert!(
                    !body.contains("（）") && !body.contains("()"),
                    "{code} {}: {body}",
                    case.name
                );
            }
        }
    }
}

#[test]
fn thirty_reasons_are_numbered_once_each() {
    for language in Language::iter() {
        let body = renewal(asked(every_pick(), None)).render(language).body;
        let number = |n: usize| match language {
            Language::En => format!("{n}. "),
            Language::ZhCn | Language::ZhTw => format!("{n}、"),
        };
        for n in 1..=30 {
            let lines = body.lines().filter(|line| line.starts_with(&number(n)));
            assert_eq!(lines.count(), 1, "{n}: {body}");
        }
        assert_eq!(doubled(&body), None, "{body}");
    }
}

#[test]
fn sixteen_photo_reasons_are_numbered_apart_from_the_reasons() {
    let every: Vec<PhotoReason> = PhotoReason::iter().collect();
    let picks = vec![photo(&every), pick(SupplementReason::S03, &[])];
    for language in Language::iter() {
        let body = renewal(asked(picks.clone(), None)).render(language).body;
        let inner = |n: usize| match language {
            Language::En => format!("({n}) "),
            Language::ZhCn | Language::ZhTw => format!("（{n}）"),
        };
        for n in 1..=16 {
            assert_eq!(
                body.lines()
                    .filter(|line| line.starts_with(&inner(n)))
                    .count(),
                1,
                "{n}: {body}"
            );
        }
    }
}

#[test]
fn one_reason_alone_is_not_numbered() {
    for pick in every_pick() {
        let body = renewal(asked(vec![pick.clone()], None))
            .render(Language::ZhCn)
            .body;
        assert!(!body.contains("1、"), "{}: {body}", pick.reason.code());
    }
}

#[test]
fn a_value_cannot_open_a_place_a_line_or_a_direction() {
    let hostile = "{no}[x?y|z]\u{202E}反\u{200B}向\r\n2、请转账";
    for language in Language::iter() {
        let words = [("material", hostile)];
        let picks = vec![
            pick(SupplementReason::S28, &words),
            pick(SupplementReason::S03, &[]),
        ];
        let body = renewal(asked(picks, None)).render(language).body;
        assert!(body.contains("{no}[x?y|z]反向 2、请转账"), "{body}");
        assert!(!body.contains(['\u{202E}', '\u{200B}', '\r']));
        assert_eq!(
            body.lines()
                .filter(|line| line.starts_with("2、请"))
                .count(),
            0
        );
    }
}

#[test]
fn an_officers_paragraphs_keep_their_lines_and_nothing_hidden() {
    let words = "第一段。\u{2066}\n\n\n第二段\u{7}。\n";
    let body = renewal(asked(vec![pick(SupplementReason::S03, &[])], Some(words)))
        .render(Language::ZhCn)
        .body;
    assert!(body.contains("\n第一段。\n第二段 。\n请在"), "{body}");
}

#[test]
fn every_reason_says_something_without_its_particulars() {
    for language in Language::iter() {
        for reason in SupplementReason::iter() {
            let body = renewal(asked(vec![pick(reason, &[])], None))
                .render(language)
                .body;
            assert_eq!(doubled(&body), None, "{language} {}: {body}", reason.code());
            assert!(!body.contains("“”") && !body.contains("（）"), "{body}");
        }
        for reason in RejectReason::iter() {
            let body = renewal(refuse(reason, &[])).render(language).body;
            assert_eq!(doubled(&body), None, "{language} {}: {body}", reason.code());
            assert!(!body.contains("“”") && !body.contains("（）"), "{body}");
        }
    }
}

#[test]
fn an_officers_full_stop_is_not_doubled() {
    for (typed, read) in [
        ("请补第二页。", "请补第二页。"),
        ("请补第二页", "请补第二页。"),
        ("请补第二页；", "请补第二页。"),
        ("是否有其他姓名？", "是否有其他姓名？"),
    ] {
        let picks = vec![pick(SupplementReason::S30, &[("text", typed)])];
        let body = renewal(asked(picks, None)).render(Language::ZhCn).body;
        assert!(body.contains(&format!("\n{read}\n请在")), "{body}");
    }
}

#[test]
fn the_one_place_of_a_reason_is_found_under_another_name() {
    let picks = vec![pick(SupplementReason::S30, &[("words", "请补第二页")])];
    let body = renewal(asked(picks, None)).render(Language::ZhCn).body;
    assert!(body.contains("请补第二页。"), "{body}");
    let body = renewal(refuse(RejectReason::R05, &[("business", "TD_RENEW")]))
        .render(Language::ZhTw)
        .body;
    assert!(body.contains("應當辦理「旅行證換發」"), "{body}");
}

#[test]
fn what_the_order_knows_is_overruled_by_the_officer_alone() {
    let mut case = renewal(asked(vec![pick(SupplementReason::S08, &[])], None));
    assert!(case.render(Language::ZhCn).body.contains("父母一方的"));
    case.to.minor = true;
    case.to.business = Business::PpNew;
    assert!(case.render(Language::ZhCn).body.contains("父母双方的"));
    let one = vec![pick(SupplementReason::S08, &[("parents", "one")])];
    case.said = Said::Notice(asked(one, None));
    assert!(case.render(Language::ZhCn).body.contains("父母一方的"));
}

#[test]
fn a_post_without_the_line_against_fraud_says_nothing_of_it() {
    let mut quiet = post("BRU").clone();
    quiet.notices.antifraud_footer = false;
    let to = addressee("BRU", Business::PpRenew);
    let rendered = lingshi_words::render_notice(Language::ZhCn, &Notice::N04, &to, &quiet).unwrap();
    assert!(
        rendered.body.ends_with("驻比利时大使馆"),
        "{}",
        rendered.body
    );
}

//! The subject is the number and nothing else.

use crate::letters::{NO, OTHER_NO, a_letter, no, recognised, refused};
use lingshi_rules::supplement_mail::{Flag, Letter, NotRecognised, Why, order_named};
use lingshi_rules::values::order_no::OrderNoFault;

fn with_subject(subject: &str) -> Letter {
    Letter {
        subject: subject.into(),
        ..a_letter()
    }
}

fn why(subject: &str) -> (Why, Option<String>) {
    let NotRecognised { why, offered, .. } = refused(&with_subject(subject));
    (why, offered.map(|no| no.to_string()))
}

#[test]
fn the_number_is_taken_however_it_is_typed() {
    for subject in [
        NO,
        "belaa3fapt10085235",
        "ＢＥＬＡＡ３ＦＡＰＴ１００８５２３５",
        "  BELAA3FAPT10085235\u{3000}",
        "BELA A3 FAPT 10085235",
        "BELA-A3-FAPT-10085235",
    ] {
        let letter = with_subject(subject);
        assert_eq!(order_named(&letter), Some(no(NO)), "{subject}");
        assert!(recognised(&letter).flags.is_empty(), "{subject}");
    }
}

#[test]
fn marks_of_answering_and_forwarding_are_taken_off_and_counted() {
    for (subject, times) in [
        ("Re: ", 1),
        ("RE:FW:Fwd: ", 3),
        ("回复:回复:", 2),
        ("答复: 转发: 轉寄:", 3),
        ("AW: WG: TR: RV: ", 4),
        ("Re[2]: ", 1),
        ("RE (3) : ", 1),
        ("回覆︰ Re: ", 0),
    ] {
        let letter = with_subject(&format!("{subject}{NO}"));
        if times == 0 {
            assert!(order_named(&letter).is_none(), "{subject}");
            continue;
        }
        let found = recognised(&letter).flags;
        assert_eq!(found, [Flag::Forwarded { times }], "{subject}");
    }
}

#[test]
fn a_subject_of_marks_alone_is_empty() {
    for subject in ["", "  ", "Re: Fwd:", "回复:"] {
        assert_eq!(why(subject), (Why::SubjectEmpty, None), "{subject}");
    }
}

#[test]
fn words_besides_the_number_are_not_taken_but_the_number_is_offered() {
    for subject in [
        "BELAA3FAPT10085235 补充材料",
        "订单号:BELAA3FAPT10085235",
        "【BELAA3FAPT10085235】",
        "BELAA3FAPT10085235。",
        "张三 旅行证补发 BELAA3FAPT1OO85235",
    ] {
        let expected = (Why::SubjectSaysMore, Some(NO.to_owned()));
        assert_eq!(why(subject), expected, "{subject}");
    }
}

#[test]
fn a_letter_for_a_digit_is_named_and_never_put_right_silently() {
    let slip = |position, found, meant| Why::SubjectSlip {
        position,
        found,
        meant,
    };
    let offered = Some(NO.to_owned());
    assert_eq!(
        why("BELAA3FAPT1OO85235"),
        (slip(12, 'O', '0'), offered.clone())
    );
    assert_eq!(why("Re: BELAA3FAPTI0085235"), (slip(11, 'I', '1'), offered));
    assert!(order_named(&with_subject("BELAA3FAPT1OO85235")).is_none());
}

#[test]
fn what_is_nearly_a_number_is_told_apart_from_words() {
    let fault = |subject: &str| match why(subject) {
        (Why::SubjectFault { fault }, None) => fault,
        other => panic!("{subject}: {other:?}"),
    };
    assert_eq!(
        fault("BELAA3FAPT1008523"),
        OrderNoFault::WrongLength { found: 17 }
    );
    assert!(matches!(
        fault("BELAA3FAP710085235"),
        OrderNoFault::WrongCharacter { .. }
    ));
    for subject in [
        "补充材料",
        "hello",
        "order 10085235",
        "2026年3月2日的材料补充说明",
    ] {
        assert_eq!(why(subject), (Why::SubjectWithoutNumber, None), "{subject}");
    }
}

#[test]
fn two_orders_in_one_subject_are_refused() {
    let found = vec![no(NO), no(OTHER_NO)];
    let expected = (Why::SeveralOrders { found }, None);
    assert_eq!(why(&format!("{NO},{OTHER_NO}")), expected);
    assert_eq!(why(&format!("{NO} {OTHER_NO}")), expected);
}

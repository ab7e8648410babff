//! Who is answered, and who never is.

use crate::letters::{a_letter, mail, photo, recognised, refused};
use lingshi_rules::supplement_mail::{
    Answer, AutomaticSign, Enclosure, FileKind, Letter, Precedence, ReturnPath, Silence, Why,
};

fn silent(because: Silence) -> Answer {
    Answer::None { because }
}

#[test]
fn the_account_is_told_that_it_arrived_or_that_nothing_is_fit() {
    assert_eq!(recognised(&a_letter()).answer, Answer::Acknowledge);
    let pdf = Enclosure {
        kind: FileKind::Pdf,
        ..photo("m1")
    };
    for enclosures in [vec![], vec![pdf]] {
        let letter = Letter {
            enclosures,
            ..a_letter()
        };
        assert_eq!(recognised(&letter).answer, Answer::Refuse);
    }
}

#[test]
fn strangers_and_unproven_senders_get_no_answer_whether_the_order_exists_or_not() {
    for subject in ["BELAA3FAPT10085235", "BELAA3FAPT10085235 材料", "补充材料"] {
        let stranger = Letter {
            from: vec![mail("mallory@example.net")],
            subject: subject.into(),
            ..a_letter()
        };
        let unproven = Letter {
            reports: vec![],
            subject: subject.into(),
            ..a_letter()
        };
        let answer = |letter: &Letter| {
            if subject.len() == 18 {
                recognised(letter).answer
            } else {
                refused(letter).answer
            }
        };
        assert_eq!(answer(&stranger), silent(Silence::Stranger), "{subject}");
        assert_eq!(answer(&unproven), silent(Silence::NotProven), "{subject}");
    }
    let own = Letter {
        subject: "补充材料".into(),
        ..a_letter()
    };
    assert_eq!(refused(&own).answer, Answer::Refuse);
}

#[test]
fn what_contradicts_the_order_is_answered_by_an_officer() {
    let letter = Letter {
        text: "办理人姓名:李四".into(),
        ..a_letter()
    };
    assert_eq!(recognised(&letter).answer, silent(Silence::OfficerFirst));
}

#[test]
fn what_a_machine_wrote_is_no_supplement() {
    for sign in [
        AutomaticSign::DeliveryReport,
        AutomaticSign::ReadReceipt,
        AutomaticSign::AutoSubmitted,
        AutomaticSign::AutoReply,
        AutomaticSign::RobotSender,
    ] {
        let letter = Letter {
            automatic: vec![AutomaticSign::AnswersUnwanted, sign],
            ..a_letter()
        };
        let found = refused(&letter);
        assert_eq!(found.why, Why::Automatic { sign });
        assert_eq!(found.answer, silent(Silence::Automatic { sign }));
        assert_eq!(found.offered, None);
    }
    for subject in [
        "自动回复:BELAA3FAPT10085235",
        "自動回覆: x",
        "Automatic reply: BELAA3FAPT10085235",
    ] {
        let letter = Letter {
            subject: subject.into(),
            ..a_letter()
        };
        let sign = AutomaticSign::AutoReply;
        assert_eq!(refused(&letter).why, Why::Automatic { sign });
    }
}

#[test]
fn what_wants_no_answer_gets_none_and_is_read_all_the_same() {
    let word = Precedence::Bulk;
    for sign in [
        AutomaticSign::MailingList,
        AutomaticSign::Precedence { word },
        AutomaticSign::AnswersUnwanted,
    ] {
        let letter = Letter {
            automatic: vec![sign],
            ..a_letter()
        };
        let answer = recognised(&letter).answer;
        assert_eq!(answer, silent(Silence::Automatic { sign }));
    }
    let letter = Letter {
        return_path: ReturnPath::Null,
        ..a_letter()
    };
    let sign = AutomaticSign::NullReturnPath;
    assert_eq!(
        recognised(&letter).answer,
        silent(Silence::Automatic { sign })
    );
}

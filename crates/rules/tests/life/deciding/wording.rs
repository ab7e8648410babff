//! Words to the applicant: each in its place, and none that looks like fraud.

use super::{at, by, does, refused};
use lingshi_rules::business::Business;
use lingshi_rules::life::reasons::{Pick, Refusing, RejectReason, SupplementReason};
use lingshi_rules::life::{Action, Refusal, Status};
use lingshi_rules::order::files::Slot;
use lingshi_rules::order::originals::Original;
use lingshi_rules::outgoing::FindingCode;
use lingshi_rules::people::Role;
use std::collections::{BTreeMap, BTreeSet};

fn ask(reason: SupplementReason, filled: &[(&str, &str)], words: Option<&str>) -> Action {
    let pick = Pick {
        reason,
        photo: Vec::new(),
        words: given(filled),
    };
    Action::AskSupplement {
        picks: vec![pick],
        slots: BTreeSet::from([Slot(2)]),
        due_days: None,
        words: words.map(str::to_owned),
    }
}

fn refusing(reason: RejectReason, filled: &[(&str, &str)]) -> Refusing {
    let words = given(filled);
    Refusing { reason, words }
}

fn reject(reason: RejectReason, filled: &[(&str, &str)]) -> Action {
    let refusing = refusing(reason, filled);
    Action::Reject { refusing }
}

fn given(filled: &[(&str, &str)]) -> BTreeMap<String, String> {
    let pairs = filled
        .iter()
        .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
    pairs.collect()
}

#[track_caller]
fn reviewer_refused(action: Action) -> Refusal {
    let mut walk = at("NYC", Business::PpRenew, Status::FirstReview);
    let reviewer = by(&walk, Role::FirstReviewer);
    refused(&mut walk, &reviewer, action)
}

#[track_caller]
fn reviewer_does(action: Action) {
    let mut walk = at("NYC", Business::PpRenew, Status::FirstReview);
    let reviewer = by(&walk, Role::FirstReviewer);
    does(&mut walk, &reviewer, action);
}

fn looks_like(found: &[FindingCode]) -> Refusal {
    let found = found.to_vec();
    Refusal::MayNotGoOut { found }
}

const PAY: &str = "请汇款至账号 4111 1111 1111 1111";

#[test]
fn no_word_that_looks_like_fraud_goes_out_whichever_way() {
    use FindingCode::CardOrAccount;
    let card = looks_like(&[CardOrAccount]);
    let card_in = |action| match reviewer_refused(action) {
        Refusal::MayNotGoOut { found } => assert!(found.contains(&CardOrAccount), "{found:?}"),
        other => panic!("{other:?}"),
    };
    let number = "卡号 6222020200112233445";
    assert_eq!(
        reviewer_refused(ask(SupplementReason::S02, &[], Some(number))),
        card
    );
    card_in(ask(SupplementReason::S02, &[], Some(PAY)));
    card_in(ask(SupplementReason::S30, &[("text", PAY)], None));
    card_in(ask(SupplementReason::S28, &[("material", PAY)], None));
    card_in(ask(
        SupplementReason::S29,
        &[("field", "姓名"), ("shown", PAY)],
        None,
    ));
    card_in(reject(RejectReason::R21, &[("text", PAY)]));
}

#[test]
fn a_defect_of_the_original_is_told_without_an_account_either() {
    let mut walk = at("NYC", Business::PpRenew, Status::ToMake);
    let supervisor = by(&walk, Role::Supervisor);
    let report = |words: &str| Action::ReportDefect {
        what: Original::OldDocument,
        words: words.to_owned(),
    };
    let number = "卡号 6222020200112233445";
    let told = refused(&mut walk, &supervisor, report(number));
    assert_eq!(told, looks_like(&[FindingCode::CardOrAccount]));
    does(&mut walk, &supervisor, report("旧护照第 3 页缺失"));
}

#[test]
fn every_kind_found_is_named_once() {
    let words = "加微信号 abc，汇款到账号 4111 1111 1111 1111 或 5500 0000 0000 0004，点击 https://bit.ly/x";
    let Refusal::MayNotGoOut { found } =
        reviewer_refused(ask(SupplementReason::S02, &[], Some(words)))
    else {
        panic!("it went out");
    };
    let kinds: BTreeSet<_> = found.iter().collect();
    assert_eq!(kinds.len(), found.len(), "{found:?}");
    assert!(found.len() >= 3, "{found:?}");
}

#[test]
fn what_is_only_looked_at_twice_goes_out() {
    // A number of a card's length that is none.
    let words = "请核对编号 4111111111111112。";
    reviewer_does(ask(SupplementReason::S02, &[], Some(words)));
}

#[test]
fn a_place_the_sentence_does_not_have_is_refused() {
    let wrong = |reason: &str, place: &str| Refusal::WrongPlace {
        reason: reason.to_owned(),
        place: place.to_owned(),
    };
    let unknown = ask(SupplementReason::S02, &[("text", "第二页")], None);
    assert_eq!(reviewer_refused(unknown), wrong("S02", "text"));
    let other = [("text", "第二页"), ("material", "户口簿")];
    assert_eq!(
        reviewer_refused(ask(SupplementReason::S28, &other, None)),
        wrong("S28", "text")
    );
    // The order says its own number, country and days.
    let own = ask(SupplementReason::S25, &[("no", "USAAA0RENE00000001")], None);
    assert_eq!(reviewer_refused(own), wrong("S25", "no"));
    let own = reject(RejectReason::R01, &[("country", "美国")]);
    assert_eq!(reviewer_refused(own), wrong("R01", "country"));
}

#[test]
fn a_choice_is_one_of_its_words_and_a_business_one_of_ours() {
    let s19 = |fault| ask(SupplementReason::S19, &[("fault", fault)], None);
    assert_eq!(
        reviewer_refused(s19("潦草")),
        Refusal::WrongPlace {
            reason: "S19".to_owned(),
            place: "fault".to_owned(),
        }
    );
    reviewer_does(s19("scrawled"));
    // Known or not: nothing said is no fault there.
    reviewer_does(s19(" "));
    let r05 = |business| reject(RejectReason::R05, &[("business", business)]);
    assert_eq!(
        reviewer_refused(r05("旅行证")),
        Refusal::WrongPlace {
            reason: "R05".to_owned(),
            place: "business".to_owned(),
        }
    );
    reviewer_does(r05("TD_NEW"));
}

#[test]
fn every_place_that_must_be_filled_is_asked_for() {
    use lingshi_rules::life::refusal::TextOf;
    let text = TextOf::Words;
    // Another place being filled does not help.
    let half = ask(SupplementReason::S29, &[("shown", "李明")], None);
    assert_eq!(reviewer_refused(half), Refusal::TextNeeded { text });
    let long = "字".repeat(81);
    let most = 80;
    let long = ask(SupplementReason::S28, &[("material", &long)], None);
    assert_eq!(reviewer_refused(long), Refusal::TextTooLong { text, most });
    let fits = "字".repeat(80);
    reviewer_does(ask(SupplementReason::S28, &[("material", &fits)], None));
}

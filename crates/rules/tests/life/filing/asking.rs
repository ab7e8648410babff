//! 补充材料 (T04): what is asked for, in which words, by when.

use super::{at, at_post, moved, officer_does};
use super::{officer_may_not, post_with, told};
use lingshi_rules::business::Business;
use lingshi_rules::life::event::What;
use lingshi_rules::life::reasons::{PhotoReason, Pick, SupplementReason};
use lingshi_rules::life::refusal::TextOf;
use lingshi_rules::life::{Action, Notice, Refusal, Status, TransitionId};
use lingshi_rules::order::files::Slot;
use lingshi_rules::order::review::{ClaimEnd, SupplementAsked};
use lingshi_rules::people::Role;
use lingshi_rules::values::instant::Day;
use lingshi_rules::walk::Walk;
use std::collections::BTreeMap;

fn pick(reason: SupplementReason) -> Pick {
    Pick {
        reason,
        photo: Vec::new(),
        words: BTreeMap::new(),
    }
}

fn in_words(reason: SupplementReason, words: &str) -> Pick {
    Pick {
        words: crate::fields::filled(reason.fields(), words),
        ..pick(reason)
    }
}

fn ask(picks: Vec<Pick>, slots: &[u8], due_days: Option<u16>, words: Option<&str>) -> Action {
    Action::AskSupplement {
        picks,
        slots: slots.iter().copied().map(Slot).collect(),
        due_days,
        words: words.map(Into::into),
    }
}

fn data_page(due_days: Option<u16>) -> Action {
    ask(vec![pick(SupplementReason::S02)], &[2], due_days, None)
}

fn reviewing() -> Walk<'static> {
    at("BRU", Business::PpRenew, Status::FirstReview)
}

fn in_days(walk: &Walk<'_>, n: u64) -> Day {
    walk.policy.local_day(walk.now) + chrono::Days::new(n)
}

fn refusal(action: Action) -> Refusal {
    officer_may_not(&reviewing(), Role::FirstReviewer, action)
}

#[test]
fn a_supplement_is_asked_for_with_reasons_slots_and_a_last_day() {
    let mut walk = reviewing();
    let (now, due) = (walk.now, in_days(&walk, 30));
    let picks = vec![pick(SupplementReason::S02)];
    let words = Some("请拍清楚".to_owned());
    let action = ask(picks.clone(), &[2, 9], None, Some(" 请拍清楚 "));
    let expected = SupplementAsked {
        picks: picks.clone(),
        slots: vec![Slot(2), Slot(9)],
        due,
        words: words.clone(),
        by: super::id(Role::FirstReviewer),
        at: now,
    };
    assert_eq!(
        officer_does(&mut walk, Role::FirstReviewer, action),
        [
            What::SupplementAsked {
                asked: expected.clone(),
            },
            moved(TransitionId::T04, Status::FirstReview, Status::Supplement),
            told(Notice::N03 { picks, words, due }),
            What::ClaimEnded {
                why: ClaimEnd::WorkDone,
            },
        ]
    );
    assert_eq!(walk.order.review.supplement, Some(expected));
    assert_eq!(walk.order.review.supplements, 1);
}

#[test]
fn at_least_one_reason_and_one_slot_are_picked() {
    let nothing = Refusal::NothingPicked;
    assert_eq!(refusal(ask(vec![], &[2], None, None)), nothing);
    let s02 = || vec![pick(SupplementReason::S02)];
    assert_eq!(refusal(ask(s02(), &[], None, None)), nothing);
    assert_eq!(refusal(ask(s02(), &[2, 25], None, None)), nothing);
}

#[test]
fn a_reason_is_picked_once_except_those_that_name_their_object() {
    use SupplementReason as S;
    let twice = |pick: Pick| ask(vec![pick.clone(), pick], &[2], None, None);
    let reason = "S02".to_owned();
    assert_eq!(
        refusal(twice(pick(S::S02))),
        Refusal::PickedTwice { reason }
    );
    for reason in [S::S28, S::S29, S::S30] {
        let action = twice(in_words(reason, "第二页"));
        officer_does(&mut reviewing(), Role::FirstReviewer, action);
    }
}

#[test]
fn an_unfit_photo_is_asked_for_with_what_is_wrong() {
    let nothing = refusal(ask(vec![pick(SupplementReason::S01)], &[1], None, None));
    assert_eq!(nothing, Refusal::NothingPicked);
    let with = Pick {
        photo: vec![PhotoReason::PH01],
        ..pick(SupplementReason::S01)
    };
    let action = ask(vec![with], &[1], None, None);
    officer_does(&mut reviewing(), Role::FirstReviewer, action);
}

#[test]
fn other_reasons_say_nothing_without_words() {
    let s30 = |words: &str| {
        let picks = vec![in_words(SupplementReason::S30, words)];
        ask(picks, &[2], None, None)
    };
    let text = TextOf::Words;
    let bare = ask(vec![pick(SupplementReason::S30)], &[2], None, None);
    assert_eq!(refusal(bare), Refusal::TextNeeded { text });
    assert_eq!(refusal(s30(" ")), Refusal::TextNeeded { text });
    let most = 500;
    let long = refusal(s30(&"字".repeat(501)));
    assert_eq!(long, Refusal::TextTooLong { text, most });
    officer_does(
        &mut reviewing(),
        Role::FirstReviewer,
        s30(&"字".repeat(500)),
    );
}

#[test]
fn the_officers_own_paragraphs_have_room_for_4000_characters() {
    let with = |words: &str| {
        let picks = vec![pick(SupplementReason::S02)];
        ask(picks, &[2], None, Some(words))
    };
    let (text, most) = (TextOf::Words, 4000);
    assert_eq!(refusal(with(" ")), Refusal::TextNeeded { text });
    let long = refusal(with(&"字".repeat(4001)));
    assert_eq!(long, Refusal::TextTooLong { text, most });
    officer_does(
        &mut reviewing(),
        Role::FirstReviewer,
        with(&"字".repeat(4000)),
    );
}

#[test]
fn an_applicant_has_between_one_day_and_the_most_the_post_gives() {
    let walk = reviewing();
    let first = in_days(&walk, 1);
    assert_eq!(refusal(data_page(Some(0))), Refusal::TooEarly { first });
    let last = in_days(&walk, 90);
    assert_eq!(refusal(data_page(Some(91))), Refusal::TooLate { last });
    for days in [1, 90] {
        let mut walk = reviewing();
        let due = in_days(&walk, u64::from(days));
        officer_does(&mut walk, Role::FirstReviewer, data_page(Some(days)));
        assert_eq!(walk.order.review.supplement.unwrap().due, due);
    }
}

#[test]
fn the_usual_days_are_the_posts() {
    let policy = post_with("BRU", |p| p.supplement.due_days = 10);
    let mut walk = at_post(policy, Business::PpRenew, Status::FirstReview);
    let due = in_days(&walk, 10);
    officer_does(&mut walk, Role::FirstReviewer, data_page(None));
    assert_eq!(walk.order.review.supplement.unwrap().due, due);
}

//! 核对: the list of the business.

use super::{at, by, does, id, refused};
use lingshi_rules::business::Business;
use lingshi_rules::life::refusal::TextOf;
use lingshi_rules::life::{Action, Refusal, Status, What};
use lingshi_rules::order::interview::Answer;
use lingshi_rules::order::review::CheckAnswer;
use lingshi_rules::people::Role;
use lingshi_rules::walk::Walk;

fn first_review() -> Walk<'static> {
    at("NYC", Business::PpRenew, Status::FirstReview)
}

fn answer(check: &str, answer: Answer, note: Option<&str>) -> Action {
    Action::AnswerCheck {
        check: check.into(),
        answer,
        note: note.map(str::to_owned),
    }
}

#[test]
fn an_answer_says_who_found_what_and_when() {
    let mut walk = first_review();
    let (reviewer, now) = (by(&walk, Role::FirstReviewer), walk.now);
    let answered = CheckAnswer {
        answer: Answer::NotApplicable,
        note: Some("未加注".into()),
        by: id(&reviewer),
        at: now,
    };
    let given = answer("annotation", Answer::NotApplicable, Some("  未加注 "));
    assert_eq!(
        does(&mut walk, &reviewer, given),
        [What::CheckAnswered {
            check: "annotation".into(),
            answer: answered.clone()
        }]
    );
    assert_eq!(walk.order.review.checks["annotation"], answered);
}

#[test]
fn an_answer_without_a_note_is_enough() {
    let mut walk = first_review();
    let reviewer = by(&walk, Role::FirstReviewer);
    does(&mut walk, &reviewer, answer("names", Answer::InOrder, None));
    assert_eq!(walk.order.review.checks["names"].note, None);
}

#[test]
fn a_check_has_a_name_and_a_note_says_something() {
    let mut walk = first_review();
    let reviewer = by(&walk, Role::FirstReviewer);
    assert_eq!(
        refused(&mut walk, &reviewer, answer(" ", Answer::InOrder, None)),
        Refusal::TextNeeded { text: TextOf::Name }
    );
    assert_eq!(
        refused(
            &mut walk,
            &reviewer,
            answer("names", Answer::Problem, Some(" "))
        ),
        Refusal::TextNeeded { text: TextOf::Note }
    );
    assert_eq!(
        refused(
            &mut walk,
            &reviewer,
            answer(&"n".repeat(65), Answer::InOrder, None)
        ),
        Refusal::TextTooLong {
            text: TextOf::Name,
            most: 64
        }
    );
    does(
        &mut walk,
        &reviewer,
        answer(&"n".repeat(64), Answer::InOrder, None),
    );
    let long = "字".repeat(501);
    assert_eq!(
        refused(
            &mut walk,
            &reviewer,
            answer("names", Answer::Problem, Some(&long))
        ),
        Refusal::TextTooLong {
            text: TextOf::Note,
            most: 500
        }
    );
    does(
        &mut walk,
        &reviewer,
        answer("names", Answer::InOrder, Some(&"字".repeat(500))),
    );
}

#[test]
fn an_open_check_stops_the_order_until_it_is_answered() {
    let mut walk = first_review();
    let reviewer = by(&walk, Role::FirstReviewer);
    walk.facts.needed.checks.insert("nationality".into());
    assert_eq!(
        refused(&mut walk, &reviewer, Action::Forward),
        Refusal::ChecksOpen {
            checks: vec!["nationality".into()]
        }
    );
    does(
        &mut walk,
        &reviewer,
        answer("nationality", Answer::NotApplicable, None),
    );
    does(&mut walk, &reviewer, Action::Forward);
    assert_eq!(walk.order.status, Status::SecondReview);
}

#[test]
fn a_problem_found_stops_the_order_until_it_is_cleared_up() {
    let mut walk = first_review();
    let reviewer = by(&walk, Role::FirstReviewer);
    does(
        &mut walk,
        &reviewer,
        answer("identity", Answer::Problem, None),
    );
    // A problem counts although nobody asked for the check.
    does(
        &mut walk,
        &reviewer,
        answer("stamps", Answer::Problem, None),
    );
    assert_eq!(
        refused(&mut walk, &reviewer, Action::Forward),
        Refusal::ChecksFailed {
            checks: vec!["identity".into(), "stamps".into()]
        }
    );
    for check in ["identity", "stamps"] {
        does(&mut walk, &reviewer, answer(check, Answer::InOrder, None));
    }
    does(&mut walk, &reviewer, Action::Forward);
    assert_eq!(walk.order.status, Status::SecondReview);
}

//! 核对: the list of the business.

use super::{at, by, does, id, refused};
use lingshi_rules::business::Business;
use lingshi_rules::checks::Check;
use lingshi_rules::life::refusal::TextOf;
use lingshi_rules::life::{Action, Refusal, Status, What};
use lingshi_rules::order::interview::Answer;
use lingshi_rules::order::review::CheckAnswer;
use lingshi_rules::people::Role;
use lingshi_rules::walk::Walk;

fn first_review() -> Walk<'static> {
    at("NYC", Business::PpRenew, Status::FirstReview)
}

fn answer(check: Check, answer: Answer, note: Option<&str>) -> Action {
    Action::AnswerCheck {
        check,
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
    let given = answer(
        Check::AnnotationsCarried,
        Answer::NotApplicable,
        Some("  未加注 "),
    );
    assert_eq!(
        does(&mut walk, &reviewer, given),
        [What::CheckAnswered {
            check: Check::AnnotationsCarried,
            answer: answered.clone()
        }]
    );
    assert_eq!(
        walk.order.review.checks[&Check::AnnotationsCarried],
        answered
    );
}

#[test]
fn an_answer_without_a_note_is_enough() {
    let mut walk = first_review();
    let reviewer = by(&walk, Role::FirstReviewer);
    does(
        &mut walk,
        &reviewer,
        answer(Check::NameAsBefore, Answer::InOrder, None),
    );
    assert_eq!(walk.order.review.checks[&Check::NameAsBefore].note, None);
}

#[test]
fn a_note_says_something_and_not_too_much() {
    let mut walk = first_review();
    let reviewer = by(&walk, Role::FirstReviewer);
    let with = |note: &str| answer(Check::NameAsBefore, Answer::Problem, Some(note));
    let text = TextOf::Note;
    let empty = refused(&mut walk, &reviewer, with(" "));
    assert_eq!(empty, Refusal::TextNeeded { text });
    let long = refused(&mut walk, &reviewer, with(&"字".repeat(501)));
    assert_eq!(long, Refusal::TextTooLong { text, most: 500 });
    does(&mut walk, &reviewer, with(&"字".repeat(500)));
}

#[test]
fn what_the_program_found_wrong_is_explained_and_not_passed_over() {
    let mut walk = first_review();
    let reviewer = by(&walk, Role::FirstReviewer);
    let number = &mut walk.order.form.applicant.id_number;
    *number = Some("110105199003072839".into());
    let bare = |found| answer(Check::IdNumber, found, None);
    for found in [Answer::InOrder, Answer::NotApplicable] {
        let text = TextOf::Note;
        let refusal = refused(&mut walk, &reviewer, bare(found));
        assert_eq!(refusal, Refusal::TextNeeded { text });
    }
    does(&mut walk, &reviewer, bare(Answer::Problem));
    let explained = answer(Check::IdNumber, Answer::InOrder, Some("户口簿号码更正页"));
    does(&mut walk, &reviewer, explained);
    does(&mut walk, &reviewer, Action::Forward);
    assert_eq!(walk.order.status, Status::SecondReview);
}

#[test]
fn an_open_check_stops_the_order_until_it_is_answered() {
    let mut walk = first_review();
    let reviewer = by(&walk, Role::FirstReviewer);
    walk.order.review.checks.remove(&Check::Agreement);
    assert_eq!(
        refused(&mut walk, &reviewer, Action::Forward),
        Refusal::ChecksOpen {
            checks: vec![Check::Agreement]
        }
    );
    does(
        &mut walk,
        &reviewer,
        answer(Check::Agreement, Answer::NotApplicable, None),
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
        answer(Check::Agreement, Answer::Problem, None),
    );
    // A problem counts although nobody asked for the check.
    does(
        &mut walk,
        &reviewer,
        answer(Check::Custody, Answer::Problem, None),
    );
    assert_eq!(
        refused(&mut walk, &reviewer, Action::Forward),
        Refusal::ChecksFailed {
            checks: vec![Check::Agreement, Check::Custody]
        }
    );
    for check in [Check::Agreement, Check::Custody] {
        does(&mut walk, &reviewer, answer(check, Answer::InOrder, None));
    }
    does(&mut walk, &reviewer, Action::Forward);
    assert_eq!(walk.order.status, Status::SecondReview);
}

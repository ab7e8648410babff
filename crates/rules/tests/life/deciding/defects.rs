//! 原件不符 (T22).

use super::{at, by, does, moved_because, refused, told};
use lingshi_rules::business::Business;
use lingshi_rules::life::refusal::TextOf;
use lingshi_rules::life::{Action, Notice, Refusal, Status, TransitionId as T};
use lingshi_rules::order::originals::Original;
use lingshi_rules::people::Role;

fn defect(words: &str) -> Action {
    Action::ReportDefect {
        what: Original::OldDocument,
        words: words.into(),
    }
}

#[test]
fn originals_that_do_not_agree_bring_the_order_back_to_second_review() {
    let mut walk = at("NYC", Business::PpRenew, Status::ToMake);
    let boss = by(&walk, Role::Supervisor);
    let words = "号码不符".to_owned();
    let notice = Notice::N16 {
        what: Original::OldDocument,
        words: words.clone(),
    };
    assert_eq!(
        does(&mut walk, &boss, defect(" 号码不符 ")),
        [
            moved_because(T::T22, Status::ToMake, Status::SecondReview, &words, true),
            told(notice),
        ]
    );
    assert_eq!(walk.order.status, Status::SecondReview);
}

#[test]
fn a_defect_is_described_and_reported_by_a_supervisor_before_it_is_made() {
    let mut walk = at("NYC", Business::PpRenew, Status::ToMake);
    let boss = by(&walk, Role::Supervisor);
    assert_eq!(
        refused(&mut walk, &boss, defect(" ")),
        Refusal::TextNeeded {
            text: TextOf::Words
        }
    );
    let clerk = by(&walk, Role::MailClerk);
    assert_eq!(
        refused(&mut walk, &clerk, defect("号码不符")),
        Refusal::RoleNeeded {
            roles: vec![Role::Supervisor]
        }
    );
    let mut walk = at("NYC", Business::PpRenew, Status::Made);
    assert_eq!(
        refused(&mut walk, &boss, defect("号码不符")),
        Refusal::WrongStatus {
            status: Status::Made,
            possible_in: vec![Status::ToMake]
        }
    );
}

#[test]
fn the_second_reviewer_looks_again_and_originals_here_are_not_awaited_anew() {
    let mut walk = at("NYC", Business::PpRenew, Status::ToMake);
    let clerk = by(&walk, Role::MailClerk);
    let intake = super::envelope(&walk);
    does(&mut walk, &clerk, super::take_in(intake));
    let boss = by(&walk, Role::Supervisor);
    does(&mut walk, &boss, defect("号码不符"));
    let second = by(&walk, Role::SecondReviewer);
    super::claim(&mut walk, &second);
    let action = super::approve(super::plain_approval(&walk));
    assert_eq!(does(&mut walk, &second, action).len(), 4);
    assert_eq!(walk.order.status, Status::ToMake);
}

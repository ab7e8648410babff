//! 暂挂, 优先, 备注: what officers put on an order without sending it on.

use super::{at, id, just_after, just_before, officer_does, officer_may_not, post_with};
use lingshi_rules::business::Business;
use lingshi_rules::life::event::What;
use lingshi_rules::life::refusal::TextOf;
use lingshi_rules::life::{Action, Refusal, Status};
use lingshi_rules::order::log::Note;
use lingshi_rules::order::review::{Hold, PriorityFlag};
use lingshi_rules::people::Role;
use lingshi_rules::values::Instant;
use lingshi_rules::walk::{self, Walk};

const REVIEWER: Role = Role::FirstReviewer;

fn reviewing() -> Walk<'static> {
    at("BRU", Business::PpRenew, Status::FirstReview)
}

fn hold(reason: &str, until: Instant) -> Action {
    Action::Hold {
        reason: reason.into(),
        until,
    }
}

fn held() -> (Walk<'static>, Instant) {
    let mut walk = reviewing();
    let until = walk.now.plus_days(3);
    walk.by(REVIEWER, hold("等国内核查", until)).unwrap();
    (walk, until)
}

#[test]
fn an_order_is_put_on_hold_with_a_reason_and_an_end() {
    let mut walk = reviewing();
    let until = walk.now.plus_days(3);
    let hold_of = Hold {
        by: id(REVIEWER),
        at: walk.now,
        reason: "等国内核查".into(),
        until,
    };
    let whats = officer_does(&mut walk, REVIEWER, hold(" 等国内核查 ", until));
    let held = What::Held {
        hold: hold_of.clone(),
    };
    assert_eq!(whats, [held]);
    assert_eq!(walk.order.review.hold, Some(hold_of));
}

#[test]
fn a_hold_ends_in_the_future_and_within_the_posts_days() {
    let mut walk = reviewing();
    walk.policy = post_with("BRU", |p| p.review.hold_max_days = 10);
    let (from, to) = (walk.now, walk.now.plus_days(10));
    let wrong = Refusal::WrongMoment { from, to };
    for until in [from, just_after(to)] {
        let refusal = officer_may_not(&walk, REVIEWER, hold("等", until));
        assert_eq!(refusal, wrong);
    }
    for until in [just_after(from), to] {
        officer_does(&mut walk.clone(), REVIEWER, hold("等", until));
    }
}

#[test]
fn the_reason_of_a_hold_has_room_for_500_characters() {
    let walk = reviewing();
    let until = walk.now.plus_days(1);
    let (text, most) = (TextOf::Reason, 500);
    let refusal = |words: &str| officer_may_not(&walk, REVIEWER, hold(words, until));
    assert_eq!(refusal(" "), Refusal::TextNeeded { text });
    assert_eq!(
        refusal(&"等".repeat(501)),
        Refusal::TextTooLong { text, most }
    );
    officer_does(&mut walk.clone(), REVIEWER, hold(&"等".repeat(500), until));
}

#[test]
fn an_order_on_hold_is_not_decided_until_the_hold_ends() {
    let (mut walk, until) = held();
    let by = id(REVIEWER);
    let on_hold = Refusal::OnHold { by, until };
    walk.now = just_before(until);
    for action in [
        walk::ask_for_data_page(),
        walk::refuse_as_abroad(),
        Action::Forward,
    ] {
        assert_eq!(officer_may_not(&walk, REVIEWER, action), on_hold);
    }
    walk.now = until;
    let whats = officer_does(&mut walk, REVIEWER, walk::ask_for_data_page());
    assert_eq!(whats.last(), Some(&What::HoldEnded));
    assert_eq!(walk.order.review.hold, None);
}

#[test]
fn a_hold_is_taken_off_once() {
    let (mut walk, _) = held();
    let whats = officer_does(&mut walk, REVIEWER, Action::EndHold);
    assert_eq!(whats, [What::HoldEnded]);
    assert_eq!(
        officer_may_not(&walk, REVIEWER, Action::EndHold),
        Refusal::NotOnHold
    );
}

#[test]
fn an_applicant_cancels_an_order_on_hold() {
    let (mut walk, _) = held();
    walk.by_applicant(Action::Cancel {
        written_request: None,
    })
    .unwrap();
    assert_eq!(walk.order.review.hold, None);
}

#[test]
fn what_is_the_applicants_turn_is_not_put_on_hold() {
    let walk = at("BRU", Business::PpRenew, Status::Supplement);
    let until = walk.now.plus_days(1);
    assert_eq!(
        officer_may_not(&walk, REVIEWER, hold("等", until)),
        Refusal::WrongStatus {
            status: Status::Supplement,
            possible_in: vec![
                Status::FirstReview,
                Status::SecondReview,
                Status::ToMake,
                Status::Made,
                Status::ToMail,
            ],
        }
    );
}

#[test]
fn priority_is_set_and_taken_away() {
    let mut walk = reviewing();
    let flag = PriorityFlag::GreenChannel;
    for on in [true, false] {
        let whats = officer_does(&mut walk, REVIEWER, Action::SetPriority { flag, on });
        assert_eq!(whats, [What::PrioritySet { flag, on }]);
        assert_eq!(walk.order.review.priority.contains(&flag), on);
    }
}

#[test]
fn a_remark_is_kept_with_who_and_when_and_has_room_for_4000_characters() {
    let mut walk = reviewing();
    let now = walk.now;
    let note = |text: &str| Action::AddNote { text: text.into() };
    let whats = officer_does(&mut walk, REVIEWER, note(" 已电话核实 "));
    let text = "已电话核实".to_owned();
    assert_eq!(whats, [What::Noted { text: text.clone() }]);
    let by = walk::officer(walk.policy, REVIEWER).by();
    assert_eq!(walk.order.notes, [Note { by, at: now, text }]);
    let (text, most) = (TextOf::Note, 4000);
    assert_eq!(
        officer_may_not(&walk, REVIEWER, note("")),
        Refusal::TextNeeded { text }
    );
    assert_eq!(
        officer_may_not(&walk, REVIEWER, note(&"记".repeat(4001))),
        Refusal::TextTooLong { text, most }
    );
    officer_does(&mut walk, REVIEWER, note(&"记".repeat(4000)));
}

//! 取号大厅: numbers, calls, 过号 (T10).

use super::{applicant_does, applicant_may_not, at, follows, just_before, moved, officer_does};
use super::{officer_may_not, post_with, refused, told};
use lingshi_rules::business::Business;
use lingshi_rules::life::event::What;
use lingshi_rules::life::refusal::Side;
use lingshi_rules::life::{Action, Notice, Refusal, Status, TransitionId};
use lingshi_rules::order::interview::{InterviewState, SlotTime};
use lingshi_rules::order::review::Counted;
use lingshi_rules::people::{Actor, Role};
use lingshi_rules::walk::{self, Walk};

fn booked() -> (Walk<'static>, SlotTime) {
    let walk = at("BRU", Business::PpRenew, Status::InterviewBooked);
    let slot = walk.order.interview.slot.unwrap();
    (walk, slot)
}

/// In the slot, with number 5.
fn queued() -> Walk<'static> {
    let (mut walk, slot) = booked();
    walk.now = slot.start;
    walk.facts.next_number = 5;
    walk.by_applicant(Action::DrawNumber).unwrap();
    walk
}

fn called() -> Walk<'static> {
    let mut walk = queued();
    walk.by(Role::Interviewer, Action::CallNumber).unwrap();
    walk
}

fn call_in_vain(walk: &mut Walk<'_>) -> Vec<What> {
    walk.by(Role::Interviewer, Action::CallNumber).unwrap();
    officer_does(walk, Role::Interviewer, Action::CallUnanswered)
}

fn missed(strikes: u16) -> [What; 4] {
    [
        What::BookingEnded { missed: true },
        What::AccountCounted {
            counted: Counted::InterviewMissed,
        },
        moved(
            TransitionId::T10,
            Status::InterviewBooked,
            Status::InterviewToBook,
        ),
        told(Notice::N09 {
            strikes,
            counted: true,
        }),
    ]
}

#[test]
fn a_number_is_drawn_from_the_first_moment_of_the_slot_to_the_last() {
    let (mut walk, slot) = booked();
    walk.facts.next_number = 7;
    for now in [slot.start, just_before(slot.end)] {
        let mut walk = walk.clone();
        walk.now = now;
        let whats = applicant_does(&mut walk, Action::DrawNumber);
        assert_eq!(whats, [What::NumberDrawn { number: 7 }]);
        assert_eq!(walk.order.interview.number, Some(7));
        assert_eq!(walk.order.interview.state, InterviewState::Queued);
    }
}

#[test]
fn before_and_after_the_slot_no_number_is_drawn() {
    let (mut walk, slot) = booked();
    let outside = Refusal::NotInSlot {
        start: slot.start,
        end: slot.end,
    };
    for now in [just_before(slot.start), slot.end] {
        walk.now = now;
        assert_eq!(applicant_may_not(&walk, Action::DrawNumber), outside);
    }
}

#[test]
fn one_number_is_enough_and_the_first_number_is_one() {
    let walk = queued();
    assert_eq!(
        applicant_may_not(&walk, Action::DrawNumber),
        Refusal::NumberDrawn
    );
    let (mut walk, slot) = booked();
    walk.now = slot.start;
    walk.facts.next_number = 0;
    let whats = applicant_does(&mut walk, Action::DrawNumber);
    assert_eq!(whats, [What::NumberDrawn { number: 1 }]);
}

#[test]
fn without_a_slot_there_is_no_hall() {
    let (mut walk, slot) = booked();
    walk.now = slot.start;
    walk.order.interview.slot = None;
    let closed = Refusal::SlotClosed;
    assert_eq!(applicant_may_not(&walk, Action::DrawNumber), closed);
    assert_eq!(refused(&walk, &Actor::System, Action::MarkMissed), closed);
}

#[test]
fn a_number_is_called_and_answered() {
    let mut walk = queued();
    let now = walk.now;
    let whats = officer_does(&mut walk, Role::Interviewer, Action::CallNumber);
    assert_eq!(whats, [What::NumberCalled]);
    assert_eq!(walk.order.interview.last_call, Some(now));
    assert!(walk.order.interview.ringing);
    let whats = applicant_does(&mut walk, Action::AnswerCall);
    assert_eq!(whats, [What::CallAnswered]);
    assert_eq!(walk.order.interview.state, InterviewState::InProgress);
    assert!(!walk.order.interview.ringing);
}

#[test]
fn who_drew_no_number_is_not_called() {
    let (walk, _) = booked();
    let no_number = Refusal::NoNumber;
    assert_eq!(
        officer_may_not(&walk, Role::Interviewer, Action::CallNumber),
        no_number
    );
    assert_eq!(
        officer_may_not(&walk, Role::Interviewer, Action::CallUnanswered),
        no_number
    );
}

#[test]
fn who_is_already_talking_is_not_called_again() {
    let mut walk = called();
    walk.by_applicant(Action::AnswerCall).unwrap();
    assert_eq!(
        officer_may_not(&walk, Role::Interviewer, Action::CallNumber),
        Refusal::NoNumber
    );
    assert_eq!(
        applicant_may_not(&walk, Action::AnswerCall),
        Refusal::NotCalled
    );
}

#[test]
fn nobody_answers_a_call_that_does_not_ring() {
    let not_called = Refusal::NotCalled;
    let waiting = queued();
    assert_eq!(applicant_may_not(&waiting, Action::AnswerCall), not_called);
    let mut given_up = queued();
    call_in_vain(&mut given_up);
    assert_eq!(applicant_may_not(&given_up, Action::AnswerCall), not_called);
}

#[test]
fn one_call_is_unanswered_once() {
    let mut walk = queued();
    let unanswered = Action::CallUnanswered;
    let not_called = Refusal::NotCalled;
    assert_eq!(
        officer_may_not(&walk, Role::Interviewer, unanswered.clone()),
        not_called
    );
    assert_eq!(call_in_vain(&mut walk), [What::CallUnanswered]);
    assert_eq!(walk.order.interview.unanswered, 1);
    assert_eq!(
        officer_may_not(&walk, Role::Interviewer, unanswered),
        not_called
    );
}

#[test]
fn between_two_calls_lies_a_minute() {
    let mut walk = called();
    let from = walk.order.interview.last_call.unwrap().plus_minutes(1);
    walk.now = just_before(from);
    assert_eq!(
        officer_may_not(&walk, Role::Interviewer, Action::CallNumber),
        Refusal::CallTooSoon { from }
    );
    walk.now = from;
    let whats = officer_does(&mut walk, Role::Interviewer, Action::CallNumber);
    assert_eq!(whats, [What::NumberCalled]);
}

#[test]
fn after_three_calls_the_number_moves_to_the_end_once_and_after_three_more_it_is_missed() {
    let mut walk = queued();
    walk.facts.next_number = 9;
    assert_eq!(call_in_vain(&mut walk), [What::CallUnanswered]);
    assert_eq!(call_in_vain(&mut walk), [What::CallUnanswered]);
    assert_eq!(
        call_in_vain(&mut walk),
        [What::CallUnanswered, What::MovedToEnd { number: 9 }]
    );
    let interview = &walk.order.interview;
    assert_eq!((interview.number, interview.moved), (Some(9), 1));
    assert_eq!((interview.unanswered, interview.last_call), (0, None));
    assert_eq!(interview.state, InterviewState::Queued);

    call_in_vain(&mut walk);
    call_in_vain(&mut walk);
    let whats = call_in_vain(&mut walk);
    assert_eq!(whats[0], What::CallUnanswered);
    assert_eq!(whats[1..], missed(1));
    let interview = &walk.order.interview;
    assert_eq!(interview.state, InterviewState::Missed);
    assert_eq!((interview.slot, interview.number), (None, None));
    assert_eq!((interview.moved, interview.last_call), (0, None));
}

#[test]
fn how_often_is_called_and_moved_is_the_posts() {
    let mut walk = queued();
    walk.policy = post_with("BRU", |p| {
        p.interview.calls = 1;
        p.interview.move_to_end = 0;
    });
    let whats = call_in_vain(&mut walk);
    assert_eq!(whats[1..], missed(1));
}

#[test]
fn the_end_of_an_empty_hall_is_number_one() {
    let mut walk = queued();
    walk.policy = post_with("BRU", |p| p.interview.calls = 1);
    walk.facts.next_number = 0;
    let whats = call_in_vain(&mut walk);
    assert_eq!(whats[1], What::MovedToEnd { number: 1 });
}

#[test]
fn who_is_not_in_the_hall_when_the_slot_ends_has_missed_it() {
    let (mut walk, slot) = booked();
    walk.now = just_before(slot.end);
    assert_eq!(
        refused(&walk, &Actor::System, Action::MarkMissed),
        Refusal::StillExpected
    );
    walk.now = slot.end;
    let whats = follows(&mut walk, &Actor::System, Action::MarkMissed);
    assert_eq!(whats, missed(1));
    assert_eq!(walk.order.interview.state, InterviewState::Missed);
}

#[test]
fn an_interviewer_marks_it_too_and_nobody_else() {
    let (mut walk, slot) = booked();
    walk.now = slot.end;
    assert_eq!(
        refused(&walk, &walk::applicant(), Action::MarkMissed),
        Refusal::NotFor {
            side: vec![Side::System, Side::Officer],
        }
    );
    assert_eq!(
        officer_may_not(&walk, Role::Counter, Action::MarkMissed),
        Refusal::RoleNeeded {
            roles: vec![Role::Interviewer, Role::Supervisor],
        }
    );
    let whats = officer_does(&mut walk, Role::Interviewer, Action::MarkMissed);
    assert_eq!(whats, missed(1));
}

#[test]
fn who_waits_in_the_hall_or_talks_is_not_missed_by_the_clock() {
    let mut waiting = queued();
    let mut talking = called();
    talking.by_applicant(Action::AnswerCall).unwrap();
    for walk in [&mut waiting, &mut talking] {
        walk.now = walk.order.interview.slot.unwrap().end.plus_minutes(5);
        assert_eq!(
            refused(walk, &Actor::System, Action::MarkMissed),
            Refusal::StillExpected
        );
    }
}

#[test]
fn the_fourth_miss_tells_of_the_ban() {
    let (mut walk, slot) = booked();
    walk.now = slot.end;
    walk.facts.account_strikes = vec![walk.now.plus_days(-3); 3];
    let until = walk.now.plus_days(30);
    let whats = follows(&mut walk, &Actor::System, Action::MarkMissed);
    assert_eq!(whats[..4], missed(4));
    let ban = Notice::N24 {
        until,
        booking: true,
    };
    assert_eq!(whats[4..], [told(ban)]);
}

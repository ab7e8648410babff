//! The clockwork does not punish an outage: 待核实, and no strike.

use super::{at, follows, moved, officer_does, officer_may_not, refused, told};
use lingshi_rules::business::Business;
use lingshi_rules::ids::CommandId;
use lingshi_rules::life::event::What;
use lingshi_rules::life::refusal::Side;
use lingshi_rules::life::{Action, Command, Notice, Refusal, Status, TransitionId};
use lingshi_rules::order::interview::InterviewState;
use lingshi_rules::order::review::Counted;
use lingshi_rules::people::{Actor, Role};
use lingshi_rules::walk::{self, Walk};

/// The slot is over, and the post was cut off during it.
fn cut_off() -> Walk<'static> {
    let mut walk = at("BRU", Business::PpRenew, Status::InterviewBooked);
    walk.now = walk.order.interview.slot.unwrap().end;
    walk.facts.slot_cut_off = true;
    walk
}

fn in_doubt() -> Walk<'static> {
    let mut walk = cut_off();
    walk.give(&Actor::System, Action::MarkMissed).unwrap();
    walk
}

#[test]
fn a_slot_cut_off_is_put_in_doubt_and_nobody_is_struck() {
    let mut walk = cut_off();
    let whats = follows(&mut walk, &Actor::System, Action::MarkMissed);
    assert_eq!(whats, [What::SlotUnverified]);
    assert_eq!(walk.order.status, Status::InterviewBooked);
    assert_eq!(walk.order.interview.state, InterviewState::Unverified);
}

#[test]
fn an_interviewer_who_was_there_knows_better_than_the_line() {
    let mut walk = cut_off();
    let whats = officer_does(&mut walk, Role::Interviewer, Action::MarkMissed);
    let counted = Counted::InterviewMissed;
    assert_eq!(whats[1], What::AccountCounted { counted });
    assert_eq!(walk.order.interview.state, InterviewState::Missed);
}

#[test]
fn what_is_in_doubt_is_not_marked_missed_by_anybody() {
    let walk = in_doubt();
    let expected = Refusal::StillExpected;
    assert_eq!(refused(&walk, &Actor::System, Action::MarkMissed), expected);
    assert_eq!(
        officer_may_not(&walk, Role::Interviewer, Action::MarkMissed),
        expected
    );
}

#[test]
fn settling_it_sends_the_applicant_back_to_booking_and_counts_nothing() {
    let mut walk = in_doubt();
    walk.facts.person_strikes = vec![walk.now.plus_days(-1); 2];
    assert_eq!(
        officer_does(&mut walk, Role::Interviewer, Action::SettleUnverified),
        [
            What::BookingEnded { missed: false },
            moved(
                TransitionId::T10,
                Status::InterviewBooked,
                Status::InterviewToBook
            ),
            told(Notice::N09 {
                strikes: 2,
                counted: false,
            }),
        ]
    );
    assert_eq!(walk.order.interview.state, InterviewState::ToBook);
    assert_eq!(walk.order.interview.slot, None);
}

#[test]
fn only_a_slot_in_doubt_is_settled_and_only_by_an_officer() {
    assert_eq!(
        officer_may_not(&cut_off(), Role::Interviewer, Action::SettleUnverified),
        Refusal::NotUnverified
    );
    let walk = in_doubt();
    let side = vec![Side::Officer];
    assert_eq!(
        refused(&walk, &Actor::System, Action::SettleUnverified),
        Refusal::NotFor { side: side.clone() }
    );
    assert_eq!(
        refused(&walk, &walk::applicant(), Action::SettleUnverified),
        Refusal::NotFor { side }
    );
}

#[test]
fn a_record_that_comes_later_settles_it() {
    let mut walk = in_doubt();
    let end = walk.order.interview.slot.unwrap().end;
    let mut record = super::recording::passed(&walk);
    (record.from, record.to) = (end.plus_minutes(-30), end.plus_minutes(-10));
    walk.by(
        Role::Interviewer,
        Action::RecordInterview {
            record: Box::new(record),
        },
    )
    .unwrap();
    assert_eq!(walk.order.status, Status::FirstReview);
    assert_eq!(walk.order.interview.state, InterviewState::Passed);
}

#[test]
fn a_record_made_before_the_doubt_was_known_is_not_stale() {
    let mut walk = cut_off();
    let interviewer = walk::officer(walk.policy, Role::Interviewer);
    let record = Box::new(super::recording::passed(&walk));
    let command = Command {
        id: CommandId::new("record"),
        ..walk.command(&interviewer, Action::RecordInterview { record })
    };
    walk.give(&Actor::System, Action::MarkMissed).unwrap();
    walk.give_command(&interviewer, &command).unwrap();
    assert_eq!(walk.order.interview.state, InterviewState::Passed);
}

#[test]
fn a_line_cut_in_the_middle_is_no_strike() {
    use lingshi_rules::order::interview::InterviewResult;
    let mut walk = at("BRU", Business::PpRenew, Status::InterviewBooked);
    walk.now = walk.order.interview.slot.unwrap().start.plus_minutes(10);
    walk.facts.account_strikes = vec![walk.now.plus_days(-1); 3];
    let mut record = super::recording::passed(&walk);
    record.result = InterviewResult::Interrupted;
    record.lines.clear();
    record.screenshots.clear();
    let record = Box::new(record);
    let whats = officer_does(
        &mut walk,
        Role::Interviewer,
        Action::RecordInterview { record },
    );
    assert_eq!(
        whats[1..],
        [
            What::BookingEnded { missed: false },
            moved(
                TransitionId::T10,
                Status::InterviewBooked,
                Status::InterviewToBook
            ),
            told(Notice::N09 {
                strikes: 3,
                counted: false,
            }),
        ]
    );
    assert_eq!(walk.order.interview.held.len(), 1);
    assert_eq!(walk.order.interview.state, InterviewState::ToBook);
}

//! 预约 (T07–T09): slots, the 24 hours, the ban.

use super::{
    applicant_does, applicant_may_not, at, just_after, just_before, moved, post_with, told,
};
use lingshi_rules::business::Business;
use lingshi_rules::life::event::What;
use lingshi_rules::life::{Action, Notice, Refusal, Status, TransitionId};
use lingshi_rules::order::interview::{InterviewState, SlotTime};
use lingshi_rules::order::review::Counted;
use lingshi_rules::post::policy::BanWhen;
use lingshi_rules::walk::Walk;

fn to_book() -> (Walk<'static>, SlotTime) {
    let mut walk = at("BRU", Business::PpRenew, Status::InterviewToBook);
    let slot = walk.offer_slot();
    (walk, slot)
}

fn booked() -> (Walk<'static>, SlotTime) {
    let walk = at("BRU", Business::PpRenew, Status::InterviewBooked);
    let slot = walk.order.interview.slot.unwrap();
    (walk, slot)
}

const fn book(slot: SlotTime) -> Action {
    Action::BookInterview { slot }
}

#[test]
fn a_free_slot_is_booked_and_the_applicant_told_when() {
    let (mut walk, slot) = to_book();
    assert_eq!(slot.end, slot.start.plus_minutes(60));
    assert_eq!(
        applicant_does(&mut walk, book(slot)),
        [
            What::InterviewBooked { slot },
            moved(
                TransitionId::T08,
                Status::InterviewToBook,
                Status::InterviewBooked
            ),
            told(Notice::N07 { slot }),
        ]
    );
    assert_eq!(walk.order.interview.slot, Some(slot));
    assert_eq!(walk.order.interview.state, InterviewState::Booked);
}

#[test]
fn only_a_slot_the_calendar_has_and_has_not_closed_is_booked() {
    let (mut walk, slot) = to_book();
    let other = SlotTime {
        start: slot.start.plus_hours(1),
        end: slot.end.plus_hours(1),
    };
    assert_eq!(applicant_may_not(&walk, book(other)), Refusal::SlotClosed);
    walk.facts.slot.as_mut().unwrap().closed = true;
    assert_eq!(applicant_may_not(&walk, book(slot)), Refusal::SlotClosed);
    walk.facts.slot = None;
    assert_eq!(applicant_may_not(&walk, book(slot)), Refusal::SlotClosed);
}

#[test]
fn the_last_place_is_taken_and_no_more() {
    let (mut walk, slot) = to_book();
    let facts = walk.facts.slot.as_mut().unwrap();
    (facts.capacity, facts.booked) = (6, 6);
    assert_eq!(applicant_may_not(&walk, book(slot)), Refusal::SlotFull);
    walk.facts.slot.as_mut().unwrap().booked = 5;
    assert_eq!(applicant_does(&mut walk, book(slot)).len(), 3);
}

#[test]
fn a_slot_is_booked_until_it_begins() {
    let (mut walk, slot) = to_book();
    walk.now = slot.start;
    assert_eq!(applicant_may_not(&walk, book(slot)), Refusal::SlotPast);
    walk.now = just_before(slot.start);
    assert_eq!(applicant_does(&mut walk, book(slot)).len(), 3);
}

#[test]
fn a_fourth_strike_of_account_or_person_keeps_from_booking() {
    let (mut walk, slot) = to_book();
    walk.facts.account_strikes = vec![walk.now.plus_days(-1); 3];
    walk.facts.person_strikes = vec![walk.now.plus_days(-2); 3];
    assert_eq!(applicant_does(&mut walk.clone(), book(slot)).len(), 3);
    walk.facts.person_strikes.push(walk.now.plus_days(-2));
    let until = walk.now.plus_days(28);
    assert_eq!(
        applicant_may_not(&walk, book(slot)),
        Refusal::BookingBan { until }
    );
}

#[test]
fn a_ban_on_orders_is_no_ban_on_booking() {
    let (mut walk, slot) = to_book();
    walk.facts.cancellations = vec![walk.now; 9];
    assert_eq!(applicant_does(&mut walk, book(slot)).len(), 3);
}

#[test]
fn a_booking_may_be_cancelled_exactly_24_hours_before() {
    let (mut walk, slot) = booked();
    walk.now = slot.start.plus_hours(-24);
    assert_eq!(
        applicant_does(&mut walk, Action::CancelBooking),
        [
            What::BookingEnded { missed: false },
            What::AccountCounted {
                counted: Counted::BookingCancelled,
            },
            moved(
                TransitionId::T09,
                Status::InterviewBooked,
                Status::InterviewToBook
            ),
            told(Notice::N08 { strikes: 1 }),
        ]
    );
    assert_eq!(walk.order.interview.slot, None);
    assert_eq!(walk.order.interview.state, InterviewState::ToBook);
}

#[test]
fn a_moment_later_it_may_not() {
    let (mut walk, slot) = booked();
    let until = slot.start.plus_hours(-24);
    walk.now = just_after(until);
    assert_eq!(
        applicant_may_not(&walk, Action::CancelBooking),
        Refusal::TooLateToCancel { until }
    );
}

#[test]
fn the_hours_are_the_posts() {
    let (mut walk, slot) = booked();
    walk.policy = post_with("BRU", |p| p.interview.cancel_hours = 2);
    let until = slot.start.plus_hours(-2);
    walk.now = just_after(until);
    assert_eq!(
        applicant_may_not(&walk, Action::CancelBooking),
        Refusal::TooLateToCancel { until }
    );
    walk.now = until;
    assert_eq!(applicant_does(&mut walk, Action::CancelBooking).len(), 4);
}

#[test]
fn an_order_without_a_slot_has_no_booking_to_cancel() {
    let (mut walk, _) = booked();
    walk.order.interview.slot = None;
    let refusal = applicant_may_not(&walk, Action::CancelBooking);
    assert_eq!(refusal, Refusal::SlotClosed);
}

fn told_at_strike(ban_when: BanWhen, before: usize) -> Vec<What> {
    let (mut walk, _) = booked();
    walk.policy = post_with("BRU", |p| p.interview.ban_when = ban_when);
    walk.facts.person_strikes = vec![walk.now.plus_days(-3); before];
    applicant_does(&mut walk, Action::CancelBooking)[3..].to_vec()
}

fn ban() -> What {
    let (walk, _) = booked();
    told(Notice::N24 {
        until: walk.now.plus_days(30),
        booking: true,
    })
}

#[test]
fn the_fourth_strike_tells_of_the_ban() {
    let more = BanWhen::MoreThan;
    assert_eq!(told_at_strike(more, 2), [told(Notice::N08 { strikes: 3 })]);
    assert_eq!(
        told_at_strike(more, 3),
        [told(Notice::N08 { strikes: 4 }), ban()]
    );
}

#[test]
fn where_three_are_enough_the_third_tells_of_it() {
    let reaches = BanWhen::Reaches;
    assert_eq!(
        told_at_strike(reaches, 1),
        [told(Notice::N08 { strikes: 2 })]
    );
    assert_eq!(
        told_at_strike(reaches, 2),
        [told(Notice::N08 { strikes: 3 }), ban()]
    );
}

#[test]
fn a_slot_can_be_booked_again_after_a_cancelled_booking() {
    let (mut walk, _) = booked();
    walk.by_applicant(Action::CancelBooking).unwrap();
    let slot = walk.offer_slot();
    applicant_does(&mut walk, book(slot));
    assert_eq!(walk.order.status, Status::InterviewBooked);
}

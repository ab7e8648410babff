//! Every business is walked to its end at every post.

use crate::posts;
use lingshi_rules::business::Business;
use lingshi_rules::life::{Action, Refusal, ReplayFault, Status, replay};
use lingshi_rules::order::interview::InterviewState;
use lingshi_rules::people::Actor;
use lingshi_rules::post::policy::{PickupMode, WeekdayName};
use lingshi_rules::walk::{self, Walk};

fn end_of(business: Business) -> Status {
    if business == Business::Pension {
        Status::PensionOk
    } else {
        Status::Done
    }
}

#[test]
fn every_business_comes_to_its_end_at_every_post() {
    for policy in posts::all() {
        for business in policy.scope.businesses.iter().copied() {
            let reached = walk::station(policy, business, end_of(business));
            assert!(
                reached.is_some(),
                "{} {business:?}: {:?}",
                policy.code,
                walk::stuck(policy, business)
            );
        }
    }
}

#[test]
fn a_business_the_post_does_not_take_is_not_begun() {
    let mut policy = posts::post("BRU").clone();
    policy.scope.businesses.remove(&Business::TdNew);
    assert!(Walk::begin(&policy, Business::TdNew).is_err());
    assert!(walk::station(&policy, Business::TdNew, Status::Draft).is_none());
}

#[test]
fn a_walk_begins_where_nobody_has_drawn_a_number() {
    let walk = Walk::begin(posts::post("BRU"), Business::PpRenew).unwrap();
    assert_eq!(walk.facts.next_number, 1);
}

#[test]
fn what_stops_a_walk_is_told_with_where_it_stopped() {
    let brussels = posts::post("BRU");
    assert_eq!(walk::stuck(brussels, Business::PpRenew), None);
    let mut by_proxy_alone = brussels.clone();
    by_proxy_alone.hand_over.modes = [PickupMode::Proxy].into();
    let mode = PickupMode::InPerson;
    let stopped = (Status::Draft, Refusal::PickupModeNotOffered { mode });
    assert_eq!(
        walk::stuck(&by_proxy_alone, Business::PpRenew),
        Some(stopped)
    );
}

#[test]
fn a_history_with_a_gap_names_the_version_that_is_missing() {
    let walk = walk::station(posts::post("BRU"), Business::PpRenew, Status::FirstReview).unwrap();
    let mut events = walk.events.clone();
    events.remove(2);
    let gap = ReplayFault::Gap {
        expected: 3,
        found: 4,
    };
    assert_eq!(replay(&events), Err(gap));
}

#[test]
fn a_booking_that_ended_leaves_no_slot_behind() {
    let booked = walk::station(
        posts::post("BRU"),
        Business::PpReissue,
        Status::InterviewBooked,
    )
    .unwrap();
    let mut cancelled = booked.clone();
    cancelled.by_applicant(Action::CancelBooking).unwrap();
    let interview = &cancelled.order.interview;
    assert_eq!(
        (interview.state, interview.slot),
        (InterviewState::ToBook, None)
    );
    let mut missed = booked;
    missed.now = missed.order.interview.slot.unwrap().end;
    missed.give(&Actor::System, Action::MarkMissed).unwrap();
    let interview = &missed.order.interview;
    assert_eq!(
        (interview.state, interview.slot),
        (InterviewState::Missed, None)
    );
}

#[test]
fn a_walk_begins_on_a_day_the_post_works() {
    let mut policy = posts::post("BRU").clone();
    policy.hours.working_days = [WeekdayName::Tue, WeekdayName::Sun].into();
    let walk = Walk::begin(&policy, Business::PpRenew).unwrap();
    assert_eq!(policy.local_day(walk.now).to_string(), "2026-03-03");
}

#[test]
fn an_order_is_cancelled_from_first_review_unless_that_is_never_possible() {
    let from = |business| {
        let walk = walk::station(posts::post("BRU"), business, Status::Cancelled).unwrap();
        walk.order.changes.last().unwrap().from
    };
    assert_eq!(from(Business::PpRenew), Status::FirstReview);
    assert_eq!(from(Business::PpReissue), Status::PendingPayment);
}

#[test]
fn a_refusal_is_told_by_its_code() {
    assert_eq!(Refusal::NoSuchOrder.code(), "no_such_order");
    let text = lingshi_rules::life::refusal::TextOf::Note;
    assert_eq!(Refusal::TextNeeded { text }.code(), "text_needed");
}

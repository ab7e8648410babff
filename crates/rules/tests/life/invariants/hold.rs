//! The invariants, each written down without the code it watches over.

use super::world::{Step, Turn, World};
use lingshi_rules::life::terms::terms;
use lingshi_rules::life::{
    ActionKind, Event, Notice, NoticeCode as N, Refusal, TRANSITIONS, TransitionId as T, What,
    replay,
};
use lingshi_rules::order::Order;
use lingshi_rules::order::payment::PaymentState;

/// After every turn.
pub(super) fn check(world: &World, turn: &Turn) {
    match turn {
        Turn::Given(step) => match &step.outcome {
            Ok(events) => {
                button_agrees(step);
                what_was_seen(step);
                came_to_pass(world, &step.before, events);
            }
            Err(refusal) => {
                assert_eq!(
                    *world.order(),
                    step.before,
                    "refused with {refusal:?} and yet changed"
                );
            }
        },
        Turn::Advanced { before, events } => came_to_pass(world, before, events),
    }
}

fn came_to_pass(world: &World, before: &Order, events: &[Event]) {
    let order = world.order();
    along_transitions(world, before, events);
    two_people(order, events);
    replays(world);
    told_if_moved(order, events);
    money_adds_up(order);
    assert!(
        order.review.fence >= before.review.fence,
        "a fencing number went back"
    );
    assert_eq!(
        order.version as usize,
        world.walk.events.len(),
        "versions count events"
    );
}

/// What was accepted, its button had not refused (but for a claim granted together with it).
fn button_agrees(step: &Step) {
    assert!(
        matches!(step.button, Ok(()) | Err(Refusal::ClaimNeeded)),
        "{:?} was accepted, its button said {:?}",
        step.command.action,
        step.button,
    );
}

/// 1. Status moves only along the transitions, and nothing leaves a terminal state.
fn along_transitions(world: &World, before: &Order, events: &[Event]) {
    let mut status = before.status;
    for event in events {
        let What::Moved {
            transition,
            from,
            to,
            ..
        } = &event.what
        else {
            continue;
        };
        assert_eq!(*from, status, "a move begins where the order stands");
        let listed = TRANSITIONS
            .iter()
            .any(|t| t.id == *transition && t.from == *from && t.to == *to);
        assert!(
            listed,
            "{transition:?} does not lead from {from:?} to {to:?}"
        );
        let restored = *transition == T::T28 && world.policy().review.restore_rejected;
        assert!(
            !from.is_terminal() || restored,
            "{from:?} was left for {to:?}"
        );
        status = *to;
    }
    assert_eq!(
        status,
        world.order().status,
        "status changed without a move"
    );
}

/// 2. Approvers did not first-review; refusals on the law and refunds have two people.
fn two_people(order: &Order, events: &[Event]) {
    for event in events {
        match &event.what {
            What::Approved { by, .. } => {
                let own = order.review.forwarded.iter().any(|r| r.by == *by);
                assert!(!own, "{by} approved an own first review");
            }
            What::Refused { refusing, by } if refusing.reason.is_legal() => {
                let people: std::collections::BTreeSet<_> =
                    by.iter().filter_map(|b| b.officer()).collect();
                assert_eq!(people.len(), 2, "{:?} by {by:?}", refusing.reason);
            }
            What::Refunded { refund } => assert_ne!(refund.proposed_by, refund.confirmed_by),
            What::OfficerValueSet { value, .. } => {
                assert_ne!(value.proposed_by, value.confirmed_by);
            }
            What::BookletChecked { by } => {
                assert_ne!(order.making.made.as_ref().map(|m| &m.by), Some(by));
            }
            _ => {}
        }
    }
}

/// 3. A decision holds only for what its giver saw.
fn what_was_seen(step: &Step) {
    let base = terms(ActionKind::from(&step.command.action)).stands_on;
    for line in step
        .before
        .log
        .iter()
        .filter(|line| line.version > step.command.seen)
    {
        let own = line
            .command
            .as_ref()
            .is_some_and(|id| step.command.stands_on.contains(id));
        let touched = line.touched.iter().any(|facet| base.contains(facet));
        assert!(
            own || !touched,
            "{:?} stood on a {} it had not seen",
            step.command.action,
            line.event
        );
    }
}

/// 4. Replaying the events gives the document, byte for byte, and so does reading it back.
fn replays(world: &World) {
    let order = world.order();
    // Every now and then: the whole history at every step would be quadratic.
    if order.version % 32 != 0 && !order.status.is_terminal() {
        return;
    }
    let again = replay(&world.walk.events).unwrap();
    let bytes = serde_json::to_vec(order).unwrap();
    assert_eq!(serde_json::to_vec(&again).unwrap(), bytes, "replay differs");
    let read: Order = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(
        serde_json::to_vec(&read).unwrap(),
        bytes,
        "reading back differs"
    );
}

/// The notices that go with a transition; none where it is silent.
fn notices_of(transition: T) -> &'static [N] {
    match transition {
        T::T02 => &[N::N01],
        T::T03 => &[N::N02],
        T::T04 => &[N::N03],
        T::T05 => &[N::N04],
        T::T06 | T::T15 => &[N::N05],
        T::T07 => &[N::N06],
        T::T08 => &[N::N07],
        T::T09 => &[N::N08],
        T::T10 => &[N::N09],
        T::T12 => &[N::N10],
        T::T13 | T::T27 => &[N::N11],
        T::T14 => &[N::N03, N::N06],
        T::T16 | T::T18 => &[N::N12],
        T::T17 => &[N::N13],
        T::T20 => &[N::N14],
        T::T21 => &[N::N15],
        T::T22 => &[N::N16],
        T::T24 => &[N::N17, N::N10, N::N11],
        T::T25 => &[N::N18],
        T::T26 => &[N::N05],
        T::T01 | T::T11 | T::T19 | T::T23 | T::T28 => &[],
    }
}

/// Transitions along which the applicant always hears something.
fn always_tells(transition: T) -> bool {
    !matches!(
        transition,
        T::T01 | T::T11 | T::T14 | T::T19 | T::T23 | T::T24 | T::T25 | T::T26 | T::T28
    )
}

/// 5. A notice exists if and only if its transition is committed.
fn told_if_moved(order: &Order, events: &[Event]) {
    let mut rest = events.iter().peekable();
    while let Some(event) = rest.next() {
        let What::Moved {
            transition, told, ..
        } = &event.what
        else {
            continue;
        };
        let next = rest.peek().map(|e| &e.what);
        assert!(
            *told || !always_tells(*transition),
            "{transition:?} was silent"
        );
        if *told {
            let Some(What::Told { notice }) = next else {
                panic!("{transition:?} tells nothing")
            };
            assert!(
                notices_of(*transition).contains(&N::from(notice)),
                "{transition:?} told {notice:?}"
            );
            let change = order
                .changes
                .iter()
                .find(|c| c.version == event.version)
                .unwrap();
            let message = &order.messages[change.message.unwrap() as usize];
            assert_eq!(message.notice, *notice, "the change names another message");
        }
    }
    let moved = events.iter().any(|e| matches!(e.what, What::Moved { .. }));
    for event in events {
        let What::Told { notice } = &event.what else {
            continue;
        };
        let of_move = matches!(
            N::from(notice),
            N::N01
                | N::N02
                | N::N04
                | N::N05
                | N::N06
                | N::N07
                | N::N08
                | N::N09
                | N::N10
                | N::N11
                | N::N12
                | N::N13
                | N::N15
                | N::N16
                | N::N17
                | N::N18
        );
        assert!(moved || !of_move, "{notice:?} without its transition");
        // What came back is mailed again although the order has ended.
        let mailed = N::from(notice) == N::N14;
        let left = |e: &Event| matches!(e.what, What::Delivered { .. });
        assert!(
            !mailed || events.iter().any(left),
            "{notice:?} without its envelope"
        );
    }
    let told = order.log.iter().filter(|line| line.event == "told").count();
    assert_eq!(told, order.messages.len(), "every message is an event");
    assert!(
        order
            .messages
            .iter()
            .all(|m| !matches!(m.notice, Notice::N05 { .. }) || order.review.refused.is_some())
    );
}

/// Nothing is refunded that was not held, and the state follows from the sums.
fn money_adds_up(order: &Order) {
    let payment = &order.payment;
    assert!(payment.held() >= 0, "more was given back than came in");
    match payment.state {
        PaymentState::Paid | PaymentState::Refunded => {
            assert_eq!(payment.held(), payment.due.minor);
        }
        PaymentState::Short => assert!(payment.held() < payment.due.minor && payment.held() > 0),
        PaymentState::ToRefund => assert!(payment.held() > payment.due.minor),
        PaymentState::Unpaid => assert_eq!(payment.held(), 0),
        PaymentState::ToVerify => assert!(payment.has_unverified()),
    }
}

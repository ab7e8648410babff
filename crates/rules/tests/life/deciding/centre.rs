//! Making at another post (LAX: NYC).

use super::{at, by, day, does, envelope, refused, take_in};
use lingshi_rules::business::Business;
use lingshi_rules::ids::PostCode;
use lingshi_rules::life::refusal::TextOf;
use lingshi_rules::life::{Action, Refusal, Status, What};
use lingshi_rules::order::making::CentreBatch;
use lingshi_rules::people::Role;
use lingshi_rules::walk::Walk;

fn send(batch: &str) -> Action {
    Action::SendToCentre {
        batch: batch.into(),
    }
}

fn record() -> Action {
    Action::RecordMade {
        number: "EK0000001".into(),
        issued: day(2026, 3, 2),
        expires: day(2036, 3, 1),
    }
}

fn ready() -> Walk<'static> {
    let mut walk = at("LAX", Business::PpRenew, Status::ToMake);
    let clerk = by(&walk, Role::MailClerk);
    let intake = envelope(&walk);
    does(&mut walk, &clerk, take_in(intake));
    walk
}

fn not_here() -> Refusal {
    Refusal::CentreNeeded {
        centre: PostCode::new("NYC"),
    }
}

#[test]
fn los_angeles_sends_to_new_york_and_records_what_came_back() {
    let mut walk = ready();
    let (maker, sent) = (by(&walk, Role::Maker), walk.now);
    assert_eq!(refused(&mut walk, &maker, record()), not_here());
    assert_eq!(
        does(&mut walk, &maker, send(" 2026-03-A ")),
        [What::SentToCentre {
            batch: "2026-03-A".into()
        }]
    );
    assert_eq!(refused(&mut walk, &maker, record()), not_here());
    let back = walk.now;
    assert_eq!(
        does(&mut walk, &maker, Action::ReceiveFromCentre),
        [What::BackFromCentre]
    );
    assert_eq!(
        walk.order.making.centre,
        Some(CentreBatch {
            batch: "2026-03-A".into(),
            sent,
            back: Some(back)
        })
    );
    does(&mut walk, &maker, record());
    assert_eq!(walk.order.status, Status::Made);
}

#[test]
fn it_is_sent_once_and_comes_back_once() {
    let mut walk = ready();
    let maker = by(&walk, Role::Maker);
    assert_eq!(
        refused(&mut walk, &maker, Action::ReceiveFromCentre),
        Refusal::CentreStep
    );
    does(&mut walk, &maker, send("A"));
    assert_eq!(refused(&mut walk, &maker, send("B")), Refusal::CentreStep);
    does(&mut walk, &maker, Action::ReceiveFromCentre);
    for action in [send("B"), Action::ReceiveFromCentre] {
        assert_eq!(refused(&mut walk, &maker, action), Refusal::CentreStep);
    }
}

#[test]
fn the_gate_stands_before_the_way_to_the_centre() {
    let mut walk = at("LAX", Business::PpReissue, Status::ToMake);
    let maker = by(&walk, Role::Maker);
    assert_eq!(
        refused(&mut walk, &maker, send("A")),
        Refusal::VerificationOpen
    );
}

#[test]
fn a_list_has_a_number() {
    let mut walk = ready();
    let maker = by(&walk, Role::Maker);
    assert_eq!(
        refused(&mut walk, &maker, send(" ")),
        Refusal::TextNeeded {
            text: TextOf::Number
        }
    );
}

#[test]
fn a_post_that_makes_its_own_sends_nothing_anywhere() {
    let mut walk = at("NYC", Business::PpRenew, Status::ToMake);
    let maker = by(&walk, Role::Maker);
    for action in [send("A"), Action::ReceiveFromCentre] {
        assert_eq!(refused(&mut walk, &maker, action), Refusal::NoCentre);
    }
}

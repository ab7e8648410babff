//! 作废重制 (T23).

use super::{at, by, day, does, moved_because, refused};
use lingshi_rules::business::Business;
use lingshi_rules::ids::PostCode;
use lingshi_rules::life::refusal::TextOf;
use lingshi_rules::life::{Action, Refusal, Status, TransitionId as T, What};
use lingshi_rules::people::Role;

fn spoil(reason: &str) -> Action {
    Action::SpoilBooklet {
        reason: reason.into(),
    }
}

fn record(number: &str) -> Action {
    Action::RecordMade {
        number: number.into(),
        issued: day(2026, 3, 2),
        expires: day(2036, 3, 1),
    }
}

#[test]
fn a_spoiled_booklet_is_written_down_and_made_anew_under_another_number() {
    let mut walk = at("NYC", Business::PpRenew, Status::Made);
    let maker = by(&walk, Role::Maker);
    let messages = walk.order.messages.len();
    assert_eq!(
        does(&mut walk, &maker, spoil("错印")),
        [
            What::BookletSpoiled,
            moved_because(T::T23, Status::Made, Status::ToMake, "错印", false),
        ]
    );
    assert_eq!(walk.order.messages.len(), messages);
    assert_eq!(walk.order.making.made, None);
    assert_eq!(walk.order.making.spoiled, ["EK0000001"]);
    assert_eq!(
        refused(&mut walk, &maker, record("EK0000001")),
        Refusal::OldNumberDiffers
    );
    does(&mut walk, &maker, record("EK0000002"));
    assert_eq!(walk.order.status, Status::Made);
}

#[test]
fn what_the_centre_spoiled_is_sent_there_again() {
    let mut walk = at("LAX", Business::PpRenew, Status::Made);
    let maker = by(&walk, Role::Maker);
    does(&mut walk, &maker, spoil("污损"));
    assert_eq!(walk.order.making.centre, None);
    assert_eq!(
        refused(&mut walk, &maker, record("EK0000002")),
        Refusal::CentreNeeded {
            centre: PostCode::new("NYC")
        }
    );
}

#[test]
fn a_misprinted_annotation_is_done_again_in_the_same_booklet() {
    let mut walk = at("NYC", Business::PpNote, Status::Made);
    let maker = by(&walk, Role::Maker);
    does(&mut walk, &maker, spoil("错印"));
    does(&mut walk, &maker, record("E12345678"));
    assert_eq!(walk.order.status, Status::Made);
}

#[test]
fn spoiling_needs_a_reason() {
    let mut walk = at("NYC", Business::PpRenew, Status::Made);
    let maker = by(&walk, Role::Maker);
    assert_eq!(
        refused(&mut walk, &maker, spoil(" ")),
        Refusal::TextNeeded {
            text: TextOf::Reason
        }
    );
}

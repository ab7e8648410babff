//! 制证 (T16–T18): the gate, the booklet, the second look.

use super::{at, by, day, does, envelope, filed, id, in_person, moved, refused, take_in, told};
use crate::posts;
use lingshi_rules::business::Business;
use lingshi_rules::life::refusal::TextOf;
use lingshi_rules::life::{
    Action, Notice, Refusal, Status, TransitionId as T, What, expiry_of, make_gate,
};
use lingshi_rules::order::making::Made;
use lingshi_rules::order::originals::{OldDocumentState, Original};
use lingshi_rules::order::review::Validity;
use lingshi_rules::people::Role;
use lingshi_rules::walk::Walk;
use std::collections::BTreeSet;

/// Made today, for ten years.
fn record(number: &str) -> Action {
    Action::RecordMade {
        number: number.into(),
        issued: day(2026, 3, 2),
        expires: day(2036, 3, 1),
    }
}

/// To be made, with everything here.
fn ready(post: &str) -> Walk<'static> {
    let mut walk = at(post, Business::PpRenew, Status::ToMake);
    let clerk = by(&walk, Role::MailClerk);
    let intake = envelope(&walk);
    does(&mut walk, &clerk, take_in(intake));
    walk
}

fn gate(walk: &Walk<'_>) -> Result<(), Refusal> {
    make_gate(&walk.order, walk.policy)
}

#[test]
fn making_waits_for_the_old_booklet_where_it_is_sent() {
    for post in ["NYC", "WAS", "LAX", "BRU"] {
        let mut walk = at(post, Business::PpRenew, Status::ToMake);
        let missing = lingshi_rules::life::notices::missing_originals(&walk.order, walk.policy);
        assert_eq!(
            gate(&walk),
            Err(Refusal::OriginalsMissing {
                missing: missing.into_iter().collect()
            }),
            "{post}"
        );
        let clerk = by(&walk, Role::MailClerk);
        let intake = envelope(&walk);
        does(&mut walk, &clerk, take_in(intake));
        assert_eq!(gate(&walk), Ok(()), "{post}");
    }
}

#[test]
fn the_booklet_itself_is_what_making_waits_for() {
    let mut walk = at("NYC", Business::PpRenew, Status::ToMake);
    walk.order.originals.here = envelope(&walk).found;
    assert_eq!(
        gate(&walk),
        Err(Refusal::OriginalsMissing {
            missing: vec![Original::OldDocument]
        })
    );
}

#[test]
fn without_an_old_booklet_nothing_is_waited_for() {
    for business in [Business::PpNew, Business::TdNew] {
        assert_eq!(gate(&at("NYC", business, Status::ToMake)), Ok(()));
    }
}

#[test]
fn at_san_francisco_everything_came_before() {
    let walk = at("SFO", Business::PpRenew, Status::ToMake);
    assert_eq!(walk.order.old_document, OldDocumentState::Received);
    assert_eq!(gate(&walk), Ok(()));
}

#[test]
fn at_brussels_a_booklet_collected_is_made_before_the_old_one_is_brought() {
    let bru = posts::post("BRU");
    let walk = filed(bru, Business::PpRenew, Status::ToMake, in_person);
    assert_eq!(walk.order.old_document, OldDocumentState::Awaited);
    assert_eq!(gate(&walk), Ok(()));
    // An annotation goes into the old booklet, so it must be here.
    let note = filed(bru, Business::PpNote, Status::ToMake, in_person);
    assert_eq!(
        gate(&note),
        Err(Refusal::OriginalsMissing {
            missing: vec![Original::Slip, Original::OldDocument]
        })
    );
}

#[test]
fn luanda_makes_before_the_old_booklet_is_here_and_reminds() {
    let mut walk = at("LAD", Business::PpRenew, Status::ToMake);
    assert_eq!(walk.order.old_document, OldDocumentState::Awaited);
    let maker = by(&walk, Role::Maker);
    let still = BTreeSet::from([Original::Slip, Original::OldDocument]);
    let by_mail = false;
    let happened = does(&mut walk, &maker, record("EK0000001"));
    assert_eq!(happened.last(), Some(&told(Notice::N12 { still, by_mail })));
}

#[test]
fn luanda_too_needs_the_booklet_an_annotation_goes_into() {
    let walk = at("LAD", Business::PpNote, Status::ToMake);
    assert_eq!(
        gate(&walk),
        Err(Refusal::OriginalsMissing {
            missing: vec![Original::OldDocument]
        })
    );
}

#[test]
fn a_booklet_made_has_its_number_and_dates_and_is_told() {
    let mut walk = ready("NYC");
    let (maker, now) = (by(&walk, Role::Maker), walk.now);
    let made = Made {
        number: "EK0000001".into(),
        issued: day(2026, 3, 2),
        expires: day(2036, 3, 1),
        by: id(&maker),
        at: now,
        checked_by: None,
    };
    assert_eq!(
        does(&mut walk, &maker, record(" EK0000001 ")),
        [
            What::BookletMade { made: made.clone() },
            moved(T::T16, Status::ToMake, Status::Made, true),
            told(Notice::N12 {
                still: BTreeSet::new(),
                by_mail: true
            }),
        ]
    );
    assert_eq!(walk.order.making.made, Some(made));
}

#[test]
fn a_booklet_is_not_made_while_the_gate_is_shut() {
    let mut walk = at("NYC", Business::PpReissue, Status::ToMake);
    let maker = by(&walk, Role::Maker);
    assert_eq!(
        refused(&mut walk, &maker, record("EK0000001")),
        Refusal::VerificationOpen
    );
}

#[test]
fn the_new_booklet_is_not_the_old_one() {
    let mut walk = ready("NYC");
    let maker = by(&walk, Role::Maker);
    for number in ["E12345678", "e12345678"] {
        assert_eq!(
            refused(&mut walk, &maker, record(number)),
            Refusal::OldNumberDiffers
        );
    }
    assert_eq!(
        refused(&mut walk, &maker, record("  ")),
        Refusal::TextNeeded {
            text: TextOf::Number
        }
    );
}

#[test]
fn an_annotation_goes_into_the_booklet_it_belongs_to() {
    let mut walk = at("NYC", Business::PpNote, Status::ToMake);
    let clerk = by(&walk, Role::MailClerk);
    let intake = envelope(&walk);
    does(&mut walk, &clerk, take_in(intake));
    let maker = by(&walk, Role::Maker);
    assert_eq!(
        refused(&mut walk, &maker, record("EK0000001")),
        Refusal::OldNumberDiffers
    );
    // Whatever it is valid for, it stays so.
    does(&mut walk, &maker, record("E12345678"));
    assert_eq!(walk.order.status, Status::Made);
}

#[test]
fn the_dates_go_with_what_was_approved() {
    let mut walk = ready("NYC");
    let maker = by(&walk, Role::Maker);
    let made = |issued, expires| Action::RecordMade {
        number: "EK0000001".into(),
        issued,
        expires,
    };
    assert_eq!(
        refused(&mut walk, &maker, made(day(2026, 3, 2), day(2036, 3, 2))),
        Refusal::BookletDates {
            expires: day(2036, 3, 1)
        }
    );
    assert_eq!(
        refused(&mut walk, &maker, made(day(2026, 3, 3), day(2036, 3, 2))),
        Refusal::TooLate {
            last: day(2026, 3, 2)
        }
    );
    does(&mut walk, &maker, made(day(2026, 2, 27), day(2036, 2, 26)));
}

#[test]
fn each_validity_ends_a_day_before_its_anniversary() {
    let issued = day(2026, 3, 2);
    let until = |validity| expiry_of(validity, issued);
    assert_eq!(until(Validity::TenYears), Some(day(2036, 3, 1)));
    assert_eq!(until(Validity::FiveYears), Some(day(2031, 3, 1)));
    assert_eq!(until(Validity::TwoYearsMultiple), Some(day(2028, 3, 1)));
    assert_eq!(until(Validity::OneYearSingle), Some(day(2027, 3, 1)));
    assert_eq!(until(Validity::Unchanged), None);
}

//! 制证 (T16–T18): the gate, the booklet, the second look.

use super::{
    at, but, by, day, does, envelope, filed, id, in_person, moved, on, refused, take_in, told, usd,
};
use crate::posts;
use lingshi_rules::business::Business;
use lingshi_rules::life::refusal::{Did, TextOf};
use lingshi_rules::life::{
    Action, Notice, Refusal, Status, TransitionId as T, What, expiry_of, make_gate,
};
use lingshi_rules::order::making::Made;
use lingshi_rules::order::originals::{OldDocumentState, Original};
use lingshi_rules::order::payment::PaymentState;
use lingshi_rules::order::review::Validity;
use lingshi_rules::people::{Actor, Role};
use lingshi_rules::post::policy::{PaymentKind, PickupMode};
use lingshi_rules::walk::{Walk, person};
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

/// Made and not looked over yet.
fn made(post: &str) -> Walk<'static> {
    at(post, Business::PpRenew, Status::Made)
}

#[test]
fn the_maker_does_not_look_over_their_own_booklet() {
    let mut walk = made("NYC");
    let maker = by(&walk, Role::Maker);
    assert_eq!(
        refused(&mut walk, &maker, Action::CheckBooklet),
        Refusal::OtherPersonNeeded { did: Did::Making }
    );
    let same = person(walk.policy, "maker", &[Role::Supervisor]);
    assert_eq!(
        refused(&mut walk, &same, Action::CheckBooklet),
        Refusal::OtherPersonNeeded { did: Did::Making }
    );
    let other = super::colleague(&walk, Role::Maker);
    assert_eq!(
        does(&mut walk, &other, Action::CheckBooklet),
        [What::BookletChecked { by: id(&other) }]
    );
    let checked = walk.order.making.made.as_ref().unwrap().checked_by.clone();
    assert_eq!(checked, Some(id(&other)));
    let boss = by(&walk, Role::Supervisor);
    assert_eq!(
        refused(&mut walk, &boss, Action::CheckBooklet),
        Refusal::AlreadyChecked
    );
    walk.order.making.made = None;
    assert_eq!(
        refused(&mut walk, &boss, Action::CheckBooklet),
        Refusal::NoBooklet
    );
}

fn look_over(walk: &mut Walk<'_>) {
    walk.by(Role::Supervisor, Action::CheckBooklet).unwrap();
}

#[test]
fn an_unchecked_booklet_goes_nowhere_unless_the_post_says_so() {
    for (post, action) in [
        ("NYC", Action::ReadyForMail),
        ("LAD", Action::ReadyForPickup),
    ] {
        let mut walk = made(post);
        let maker = by(&walk, Role::Maker);
        assert_eq!(
            refused(&mut walk, &maker, action.clone()),
            Refusal::BookletUnchecked
        );
    }
    let policy = but("LAD", |p| p.making.second_person_check = false);
    let mut walk = on(policy, Business::PpRenew, Status::Made);
    let maker = by(&walk, Role::Maker);
    does(&mut walk, &maker, Action::ReadyForPickup);
}

#[test]
fn a_document_to_be_collected_says_what_to_pay_and_to_bring() {
    let mut walk = made("LAD");
    look_over(&mut walk);
    let maker = by(&walk, Role::Maker);
    assert_eq!(
        does(&mut walk, &maker, Action::ReadyForPickup),
        [
            moved(T::T17, Status::Made, Status::ToCollect, true),
            told(Notice::N13 {
                pay: Some(usd(1800)),
                bring_old: false
            }),
        ]
    );
}

#[test]
fn who_has_paid_is_asked_for_nothing_and_who_holds_the_old_booklet_brings_it() {
    let bru = posts::post("BRU");
    let mut walk = filed(bru, Business::PpRenew, Status::ToMake, in_person);
    let counter = by(&walk, Role::Counter);
    let receipt = walk.receipt(PaymentKind::CardCounter);
    does(&mut walk, &counter, Action::BookPayment { receipt });
    let maker = by(&walk, Role::Maker);
    does(&mut walk, &maker, record("EK0000001"));
    look_over(&mut walk);
    let notice = Notice::N13 {
        pay: None,
        bring_old: true,
    };
    assert_eq!(
        does(&mut walk, &Actor::System, Action::ReadyForPickup),
        [
            moved(T::T17, Status::Made, Status::ToCollect, true),
            told(notice)
        ]
    );
}

#[test]
fn a_document_leaves_the_way_its_holder_chose() {
    let mut walk = made("NYC");
    let maker = by(&walk, Role::Maker);
    assert_eq!(
        refused(&mut walk, &maker, Action::ReadyForPickup),
        Refusal::OtherPickupMode {
            mode: PickupMode::Mail
        }
    );
    let mut walk = made("LAD");
    assert_eq!(
        refused(&mut walk, &maker, Action::ReadyForMail),
        Refusal::OtherPost {
            post: walk.policy.code.clone()
        }
    );
    let maker = by(&walk, Role::Maker);
    assert_eq!(
        refused(&mut walk, &maker, Action::ReadyForMail),
        Refusal::OtherPickupMode {
            mode: PickupMode::InPerson
        }
    );
}

#[test]
fn nothing_is_mailed_before_it_is_paid_and_the_return_envelope_is_here() {
    // The walk pays with the envelope: take both away again.
    let mut walk = made("NYC");
    look_over(&mut walk);
    let maker = by(&walk, Role::Maker);
    let payment = walk.order.payment.clone();
    walk.order.payment.receipts.clear();
    walk.order.payment.state = PaymentState::Unpaid;
    assert_eq!(
        refused(&mut walk, &maker, Action::ReadyForMail),
        Refusal::NotPaid {
            state: PaymentState::Unpaid,
            due: usd(2300)
        }
    );
    walk.order.payment = payment;
    walk.order.originals.here.remove(&Original::ReturnEnvelope);
    assert_eq!(
        refused(&mut walk, &maker, Action::ReadyForMail),
        Refusal::ReturnEnvelopeMissing
    );
    walk.order.originals.here.insert(Original::ReturnEnvelope);
    assert_eq!(
        does(&mut walk, &maker, Action::ReadyForMail),
        [
            moved(T::T18, Status::Made, Status::ToMail, true),
            told(Notice::N12 {
                still: BTreeSet::new(),
                by_mail: true
            }),
        ]
    );
}

#[test]
fn a_post_that_buys_the_stamps_itself_asks_for_no_envelope() {
    let policy = but("NYC", |p| p.mail_in.return_envelope = None);
    let mut walk = on(policy, Business::PpRenew, Status::Made);
    look_over(&mut walk);
    let maker = by(&walk, Role::Maker);
    assert!(
        !walk
            .order
            .originals
            .here
            .contains(&Original::ReturnEnvelope)
    );
    does(&mut walk, &maker, Action::ReadyForMail);
}

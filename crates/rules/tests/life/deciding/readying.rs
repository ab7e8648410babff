//! 质检, 转待取证, 转待邮寄 (T17, T18).

use super::{at, but, by, day, does, filed, id, in_person, moved, on, refused, told, usd};
use crate::posts;
use lingshi_rules::business::Business;
use lingshi_rules::life::refusal::Did;
use lingshi_rules::life::{Action, Notice, Refusal, Status, TransitionId as T, What};
use lingshi_rules::order::originals::Original;
use lingshi_rules::order::payment::PaymentState;
use lingshi_rules::people::{Actor, Role};
use lingshi_rules::post::policy::{PaymentKind, PickupMode};
use lingshi_rules::walk::{Walk, person};
use std::collections::BTreeSet;

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
    let made = Action::RecordMade {
        number: "EK0000001".into(),
        issued: day(2026, 3, 2),
        expires: day(2036, 3, 1),
    };
    does(&mut walk, &maker, made);
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

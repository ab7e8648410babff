//! 收件登记 (§7.9).

use super::{
    at, but, by, colleague, does, envelope, envelope_without, id, on, refused, take_in, told,
};
use lingshi_rules::business::Business;
use lingshi_rules::life::refusal::TextOf;
use lingshi_rules::life::{Notice, Refusal, Status, What};
use lingshi_rules::order::originals::{Intake, OldDocumentState, Original, OriginalsState};
use lingshi_rules::people::Role;
use lingshi_rules::post::policy::WrongMail;
use lingshi_rules::walk::Walk;
use std::collections::BTreeSet;

fn to_make(post: &str) -> Walk<'static> {
    at(post, Business::PpRenew, Status::ToMake)
}

fn old_received() -> What {
    What::OldDocumentMoved {
        to: OldDocumentState::Received,
        clipping: None,
    }
}

#[test]
fn a_complete_envelope_goes_on_the_shelf() {
    let mut walk = to_make("NYC");
    let clerk = by(&walk, Role::MailClerk);
    let intake = Intake {
        return_tracking: Some("9405".into()),
        ..envelope(&walk)
    };
    assert_eq!(
        does(&mut walk, &clerk, take_in(intake.clone())),
        [
            What::OriginalsReceived {
                intake: Box::new(intake.clone()),
                complete: true
            },
            old_received(),
        ]
    );
    let originals = &walk.order.originals;
    assert_eq!(originals.state, OriginalsState::Complete);
    assert_eq!(originals.here, intake.found);
    assert_eq!(originals.shelf.as_deref(), Some("B-07"));
    assert_eq!(originals.return_tracking.as_deref(), Some("9405"));
    assert_eq!(walk.order.old_document, OldDocumentState::Received);
}

#[test]
fn what_is_missing_is_asked_for_and_completes_the_first_envelope() {
    let mut walk = to_make("NYC");
    let clerk = by(&walk, Role::MailClerk);
    let first = envelope_without(&walk, Original::OldDocument);
    let missing = BTreeSet::from([Original::OldDocument]);
    assert_eq!(
        does(&mut walk, &clerk, take_in(first.clone())),
        [
            What::OriginalsReceived {
                intake: Box::new(first),
                complete: false
            },
            told(Notice::N19 { missing }),
        ]
    );
    assert_eq!(walk.order.originals.state, OriginalsState::Incomplete);
    assert_eq!(walk.order.old_document, OldDocumentState::Awaited);
    let later = Intake {
        found: BTreeSet::from([Original::OldDocument]),
        ..envelope(&walk)
    };
    does(&mut walk, &clerk, take_in(later));
    assert_eq!(walk.order.originals.state, OriginalsState::Complete);
    assert_eq!(walk.order.originals.here.len(), 4);
}

#[test]
fn a_later_envelope_without_one_leaves_the_return_envelope_known() {
    let mut walk = to_make("NYC");
    let clerk = by(&walk, Role::MailClerk);
    let first = Intake {
        return_tracking: Some("9405".into()),
        ..envelope(&walk)
    };
    does(&mut walk, &clerk, take_in(first));
    let later = Intake {
        found: BTreeSet::new(),
        shelf: "C-01".into(),
        ..envelope(&walk)
    };
    let happened = does(&mut walk, &clerk, take_in(later));
    assert_eq!(happened.len(), 1);
    let originals = &walk.order.originals;
    assert_eq!(originals.return_tracking.as_deref(), Some("9405"));
    assert_eq!(originals.shelf.as_deref(), Some("C-01"));
}

#[test]
fn los_angeles_takes_nothing_before_the_order_is_to_be_made() {
    for status in [
        Status::FirstReview,
        Status::Supplement,
        Status::InterviewToBook,
        Status::SecondReview,
    ] {
        let mut walk = at("LAX", Business::PpRenew, status);
        let clerk = by(&walk, Role::MailClerk);
        let intake = envelope(&walk);
        assert_eq!(
            refused(&mut walk, &clerk, take_in(intake)),
            Refusal::TooEarlyForMail {
                from: Status::ToMake
            }
        );
    }
    let mut walk = to_make("LAX");
    let clerk = by(&walk, Role::MailClerk);
    let intake = envelope(&walk);
    does(&mut walk, &clerk, take_in(intake));
}

#[test]
fn where_originals_are_taken_at_second_review_they_are_not_early_then() {
    let policy = but("SFO", |p| p.mail_in.early = WrongMail::Return);
    let mut walk = on(policy, Business::PpRenew, Status::SecondReview);
    let clerk = by(&walk, Role::MailClerk);
    let intake = envelope(&walk);
    does(&mut walk, &clerk, take_in(intake));
    let mut walk = on(policy, Business::PpRenew, Status::FirstReview);
    let intake = envelope(&walk);
    assert_eq!(
        refused(&mut walk, &clerk, take_in(intake)),
        Refusal::TooEarlyForMail {
            from: Status::SecondReview
        }
    );
}

#[test]
fn early_mail_that_is_kept_asks_for_nothing_yet() {
    let mut walk = at("NYC", Business::PpRenew, Status::SecondReview);
    let clerk = by(&walk, Role::MailClerk);
    let intake = envelope_without(&walk, Original::PaymentProof);
    assert_eq!(
        does(&mut walk, &clerk, take_in(intake.clone())),
        [
            What::OriginalsReceived {
                intake: Box::new(intake),
                complete: false
            },
            old_received(),
        ]
    );
}

#[test]
fn los_angeles_takes_nothing_without_its_mark() {
    let unmarked = |post: &str| {
        let mut walk = to_make(post);
        let clerk = by(&walk, Role::MailClerk);
        let intake = Intake {
            marked: false,
            ..envelope(&walk)
        };
        walk.give(&clerk, take_in(intake)).map(drop)
    };
    let mark = "证件办理".to_owned();
    assert_eq!(unmarked("LAX"), Err(Refusal::MarkMissing { mark }));
    // New York has a mark and keeps what lacks it; Brussels has none.
    assert_eq!(unmarked("NYC"), Ok(()));
    assert_eq!(unmarked("BRU"), Ok(()));
}

#[test]
fn cash_in_the_envelope_is_seen_by_two() {
    let mut walk = to_make("NYC");
    let clerk = by(&walk, Role::MailClerk);
    let other = colleague(&walk, Role::Counter);
    let alone = Intake {
        cash_witness: Some(id(&clerk)),
        ..envelope(&walk)
    };
    assert_eq!(
        refused(&mut walk, &clerk, take_in(alone.clone())),
        Refusal::CashWitnessNeeded
    );
    let cash_witness = Some(id(&other));
    let seen = Intake {
        cash_witness,
        ..alone
    };
    does(&mut walk, &clerk, take_in(seen));
    // It is recorded, not accepted.
    assert_eq!(walk.order.payment.receipts, []);
}

#[test]
fn another_booklet_than_the_one_in_the_order_is_not_taken_in() {
    let mut walk = to_make("NYC");
    let clerk = by(&walk, Role::MailClerk);
    for old_number in [None, Some("E87654321".to_owned())] {
        let intake = Intake {
            old_number,
            ..envelope(&walk)
        };
        assert_eq!(
            refused(&mut walk, &clerk, take_in(intake)),
            Refusal::OldNumberDiffers
        );
    }
    let read = Intake {
        old_number: Some(" e12345678 ".into()),
        ..envelope(&walk)
    };
    does(&mut walk, &clerk, take_in(read));
}

#[test]
fn without_a_booklet_in_the_envelope_no_number_is_compared() {
    let mut walk = to_make("NYC");
    let clerk = by(&walk, Role::MailClerk);
    let intake = Intake {
        old_number: None,
        ..envelope_without(&walk, Original::OldDocument)
    };
    does(&mut walk, &clerk, take_in(intake));
    assert_eq!(walk.order.originals.state, OriginalsState::Incomplete);
}

#[test]
fn a_booklet_nobody_expects_is_not_taken_in() {
    let mut walk = at("NYC", Business::PpNew, Status::ToMake);
    let clerk = by(&walk, Role::MailClerk);
    let mut intake = envelope(&walk);
    intake.found.insert(Original::OldDocument);
    assert_eq!(
        refused(&mut walk, &clerk, take_in(intake)),
        Refusal::OldNumberDiffers
    );
}

#[test]
fn it_lies_somewhere_and_numbers_fit() {
    let mut walk = to_make("NYC");
    let clerk = by(&walk, Role::MailClerk);
    let nowhere = Intake {
        shelf: " ".into(),
        ..envelope(&walk)
    };
    assert_eq!(
        refused(&mut walk, &clerk, take_in(nowhere)),
        Refusal::TextNeeded {
            text: TextOf::Shelf
        }
    );
    let long = Some("9".repeat(65));
    for intake in [
        Intake {
            tracking: long.clone(),
            ..envelope(&walk)
        },
        Intake {
            return_tracking: long,
            ..envelope(&walk)
        },
    ] {
        assert_eq!(
            refused(&mut walk, &clerk, take_in(intake)),
            Refusal::TextTooLong {
                text: TextOf::Number,
                most: 64
            }
        );
    }
}

#[test]
fn a_booklet_clipped_already_stays_clipped() {
    let mut walk = at("NYC", Business::PpRenew, Status::ToMail);
    assert_eq!(walk.order.old_document, OldDocumentState::Cancelled);
    let clerk = by(&walk, Role::MailClerk);
    let again = envelope(&walk);
    does(&mut walk, &clerk, take_in(again));
    assert_eq!(walk.order.old_document, OldDocumentState::Cancelled);
}

//! 应急.

use super::*;
const EMERGENCY: Business = Business::TdEmerg;

#[test]
fn a_short_visit() {
    finds(
        EMERGENCY,
        Check::ShortVisit,
        |_| (),
        Verdict::InOrder,
        Evidence::Visit { short: true },
    );
    let lives = |w: &mut Walk<'static>| w.order.form.urgency.as_mut().unwrap().short_visit = false;
    finds(
        EMERGENCY,
        Check::ShortVisit,
        lives,
        Verdict::Doubt,
        Evidence::Visit { short: false },
    );
}

#[test]
fn how_it_was_lost() {
    asked(EMERGENCY, Check::Loss);
    let in_hand = |w: &mut Walk<'static>| {
        w.order.form.old_document.as_mut().unwrap().fate = OldDocumentFate::Held;
    };
    assert_eq!(line(EMERGENCY, Check::Loss, in_hand), None);
}

#[test]
fn the_day_of_the_journey() {
    let travels =
        |on| move |w: &mut Walk<'static>| w.order.form.urgency.as_mut().unwrap().travel_on = on;
    let is = |on, days, verdict| {
        finds(
            EMERGENCY,
            Check::Travel,
            travels(on),
            verdict,
            Evidence::Travel { on, days },
        );
    };
    is(Some(day(2026, 3, 2)), Some(0), Verdict::InOrder);
    is(Some(day(2026, 3, 1)), Some(-1), Verdict::Doubt);
    is(None, None, Verdict::Doubt);
}

#[test]
fn the_time_of_collecting() {
    let line = line(EMERGENCY, Check::PickupSlot, |_| ()).unwrap();
    assert_eq!(line.finding.unwrap().verdict, Verdict::InOrder);
    let past = |w: &mut Walk<'static>| w.now = w.now.plus_days(30);
    let found = super::line(EMERGENCY, Check::PickupSlot, past)
        .unwrap()
        .finding
        .unwrap();
    assert_eq!(found.verdict, Verdict::Doubt);
}

#[test]
fn identity_by_the_data_there_are() {
    asked(EMERGENCY, Check::IdentityByData);
}

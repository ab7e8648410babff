//! What an order costs (§7.8), post by post.

use super::{approve, at, but, by, does, filed, in_person, money, plain_approval, told, usd};
use crate::posts;
use lingshi_rules::business::Business;
use lingshi_rules::fees::{Fee, charged_annotations, due_after_end, fee_of, tariff};
use lingshi_rules::life::{Action, Notice, Status, What};
use lingshi_rules::order::form::{Annotation, AnnotationKind, Form};
use lingshi_rules::order::payment::{PaymentMode, PaymentState};
use lingshi_rules::order::review::Approval;
use lingshi_rules::people::Role;
use lingshi_rules::post::policy::{PaymentKind, PickupMode};
use lingshi_rules::values::Money;
use lingshi_rules::walk::Walk;
use std::collections::{BTreeMap, BTreeSet};

fn cost(post: &str, business: Business, pickup: PickupMode, annotations: u8) -> Money {
    tariff(business, pickup, annotations, posts::post(post)).total()
}

/// One carried over from the old passport, two new.
fn three_annotations(form: &mut Form) {
    let one = |on_old_passport| Annotation {
        kind: AnnotationKind::SpecialSpelling,
        name: form.applicant.name.clone(),
        on_old_passport,
        extra: BTreeMap::new(),
    };
    form.annotations = vec![one(true), one(false), one(false)];
}

#[test]
fn a_booklet_mailed_home_costs_23_dollars_in_america() {
    for post in ["NYC", "SFO", "WAS", "LAX"] {
        for business in [
            Business::PpNew,
            Business::PpRenew,
            Business::PpReissue,
            Business::TdNew,
            Business::TdRenew,
            Business::TdReissue,
        ] {
            assert_eq!(cost(post, business, PickupMode::Mail, 0), usd(2300));
        }
    }
}

#[test]
fn the_parts_of_a_fee_add_up() {
    let fee = tariff(Business::PpRenew, PickupMode::Mail, 2, posts::post("NYC"));
    assert_eq!(
        fee,
        Fee {
            booklet: usd(1800),
            mailing: usd(500),
            annotations: usd(1000),
            charged: 2
        }
    );
    assert_eq!(fee.total(), usd(3300));
}

#[test]
fn a_booklet_costs_16_euros_at_brussels_however_it_is_collected() {
    let eur = money(1600, "EUR");
    for pickup in [PickupMode::Mail, PickupMode::InPerson, PickupMode::Proxy] {
        assert_eq!(cost("BRU", Business::PpRenew, pickup, 0), eur);
        assert_eq!(cost("BRU", Business::PpRenew, pickup, 3), eur);
        assert_eq!(cost("BRU", Business::TdEmerg, pickup, 0), eur);
    }
}

#[test]
fn an_emergency_booklet_may_have_a_price_of_its_own() {
    let policy = but("NYC", |p| p.fees.emergency = Some(700));
    let fee = |business| tariff(business, PickupMode::InPerson, 0, policy).total();
    assert_eq!(fee(Business::TdEmerg), usd(700));
    assert_eq!(fee(Business::TdNew), usd(1800));
    assert_eq!(
        cost("NYC", Business::TdEmerg, PickupMode::InPerson, 0),
        usd(1800)
    );
}

#[test]
fn collecting_saves_the_mailing_unless_the_post_charges_it_always() {
    for pickup in [PickupMode::InPerson, PickupMode::Proxy] {
        assert_eq!(cost("NYC", Business::PpRenew, pickup, 0), usd(1800));
        let always = but("NYC", |p| p.fees.mailing_waived_at_pickup = false);
        assert_eq!(
            tariff(Business::PpRenew, pickup, 0, always).total(),
            usd(2300)
        );
    }
}

#[test]
fn an_annotation_alone_needs_no_booklet() {
    assert_eq!(
        cost("NYC", Business::PpNote, PickupMode::Mail, 1),
        usd(1000)
    );
    assert_eq!(
        cost("LAD", Business::PpNote, PickupMode::InPerson, 1),
        usd(500)
    );
}

#[test]
fn the_pension_is_certified_free_of_charge() {
    assert_eq!(cost("NYC", Business::Pension, PickupMode::Mail, 0), usd(0));
    assert_eq!(
        cost("BRU", Business::Pension, PickupMode::InPerson, 0),
        money(0, "EUR")
    );
}

#[test]
fn san_francisco_charges_new_annotations_and_the_others_each_one() {
    let mut form = at("NYC", Business::PpRenew, Status::Draft).order.form;
    three_annotations(&mut form);
    assert_eq!(charged_annotations(&form, posts::post("SFO")), 2);
    assert_eq!(
        fee_of(Business::PpRenew, &form, posts::post("SFO")).total(),
        usd(3300)
    );
    for post in ["NYC", "WAS", "LAX"] {
        assert_eq!(charged_annotations(&form, posts::post(post)), 3);
        assert_eq!(
            fee_of(Business::PpRenew, &form, posts::post(post)).total(),
            usd(3800)
        );
    }
}

#[test]
fn a_draft_is_opened_with_what_it_costs() {
    let walk = filed(
        posts::post("SFO"),
        Business::PpRenew,
        Status::FirstReview,
        three_annotations,
    );
    assert_eq!(walk.order.payment.due, usd(3300));
}

/// In second review, with three annotations, and what was due then paid.
fn paid_for_three() -> Walk<'static> {
    let mut walk = filed(
        posts::post("NYC"),
        Business::PpRenew,
        Status::SecondReview,
        three_annotations,
    );
    super::payments::pay(&mut walk);
    assert_eq!(walk.order.payment.state, PaymentState::Paid);
    walk
}

#[test]
fn fewer_annotations_than_paid_for_leave_something_to_give_back() {
    let mut walk = paid_for_three();
    let second = by(&walk, Role::SecondReviewer);
    let approval = Approval {
        annotations_charged: 1,
        ..plain_approval(&walk)
    };
    let happened = does(&mut walk, &second, approve(approval));
    let (due, held) = (usd(2800), usd(3800));
    assert_eq!(
        happened[happened.len() - 2..],
        [What::FeeSet { due }, told(Notice::N21 { due, held })]
    );
    assert_eq!(walk.order.payment.state, PaymentState::ToRefund);
    assert_eq!(walk.order.payment.difference(), usd(1000));
}

#[test]
fn more_annotations_than_paid_for_leave_something_to_pay() {
    let mut walk = filed(
        posts::post("SFO"),
        Business::PpRenew,
        Status::SecondReview,
        three_annotations,
    );
    let clerk = by(&walk, Role::MailClerk);
    let intake = super::envelope(&walk);
    does(&mut walk, &clerk, super::take_in(intake));
    super::payments::pay(&mut walk);
    let second = by(&walk, Role::SecondReviewer);
    let approval = Approval {
        annotations_charged: 3,
        ..plain_approval(&walk)
    };
    let happened = does(&mut walk, &second, approve(approval));
    let (due, held) = (usd(3800), usd(3300));
    let send = BTreeSet::new();
    // Nobody is told in one breath that it is paid and that it is not.
    assert!(happened.contains(&told(Notice::N11 { send, paid: false })));
    assert_eq!(
        happened[happened.len() - 2..],
        [What::FeeSet { due }, told(Notice::N21 { due, held })]
    );
    assert_eq!(walk.order.payment.state, PaymentState::Short);
}

#[test]
fn a_fee_that_changes_before_anything_is_paid_is_only_set() {
    let mut walk = filed(
        posts::post("NYC"),
        Business::PpRenew,
        Status::SecondReview,
        three_annotations,
    );
    let second = by(&walk, Role::SecondReviewer);
    let action = approve(plain_approval(&walk));
    let happened = does(&mut walk, &second, action);
    let due = usd(2300);
    assert_eq!(happened.last(), Some(&What::FeeSet { due }));
}

#[test]
fn a_fee_that_does_not_change_is_not_set() {
    let mut walk = paid_for_three();
    let second = by(&walk, Role::SecondReviewer);
    let approval = Approval {
        annotations_charged: 3,
        ..plain_approval(&walk)
    };
    let happened = does(&mut walk, &second, approve(approval));
    assert!(!happened.iter().any(|w| matches!(w, What::FeeSet { .. })));
}

#[test]
fn what_is_charged_at_the_counter_is_without_the_mailing_also_after_approval() {
    let policy = but("NYC", |p| {
        p.hand_over.modes.insert(PickupMode::InPerson);
    });
    let mut walk = filed(policy, Business::PpRenew, Status::SecondReview, in_person);
    let second = by(&walk, Role::SecondReviewer);
    let action = approve(plain_approval(&walk));
    does(&mut walk, &second, action);
    assert_eq!(walk.order.payment.due, usd(1800));
}

#[test]
fn an_order_that_ends_owes_nothing_but_an_emergency_keeps_its_online_fee() {
    let mut walk = at("BRU", Business::TdEmerg, Status::FirstReview);
    let (eur, none) = (money(1600, "EUR"), money(0, "EUR"));
    assert_eq!(walk.order.payment.mode, Some(PaymentMode::Offline));
    assert_eq!(due_after_end(&walk.order, walk.policy), none);
    walk.order.payment.mode = None;
    assert_eq!(due_after_end(&walk.order, walk.policy), none);
    walk.order.payment.mode = Some(PaymentMode::Online);
    assert_eq!(due_after_end(&walk.order, walk.policy), eur);
    let kind = but("BRU", |p| p.payment.refund_emergency = true);
    assert_eq!(due_after_end(&walk.order, kind), none);
    walk.order.business = Business::TdNew;
    assert_eq!(due_after_end(&walk.order, walk.policy), none);
}

#[test]
fn a_refused_emergency_paid_on_line_has_nothing_to_give_back() {
    let mut walk = at("BRU", Business::TdEmerg, Status::PendingPayment);
    let receipt = walk.receipt(PaymentKind::Wechat);
    walk.give(
        &lingshi_rules::people::Actor::System,
        Action::ConfirmOnlinePayment { receipt },
    )
    .unwrap();
    let first = by(&walk, Role::FirstReviewer);
    let happened = does(
        &mut walk,
        &first,
        super::reject(lingshi_rules::life::reasons::RejectReason::R06),
    );
    assert!(!happened.iter().any(|w| matches!(w, What::FeeSet { .. })));
    assert_eq!(walk.order.payment.state, PaymentState::Paid);
}

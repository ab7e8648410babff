//! What an application costs.

use super::{at, post_with};
use crate::posts::post;
use lingshi_rules::business::Business;
use lingshi_rules::fees::{charged_annotations, due_after_end, fee_of, tariff};
use lingshi_rules::life::Status;
use lingshi_rules::order::Extra;
use lingshi_rules::order::form::{Annotation, AnnotationKind, Form};
use lingshi_rules::order::payment::PaymentMode;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::post::policy::PickupMode;
use lingshi_rules::values::{Currency, Money};
use lingshi_rules::walk::sample_form;

const MAIL: PickupMode = PickupMode::Mail;
const IN_PERSON: PickupMode = PickupMode::InPerson;

fn total(code: &str, business: Business, pickup: PickupMode, charged: u8) -> i64 {
    tariff(business, pickup, charged, post(code)).total().minor
}

fn with_annotations(policy: &PostPolicy, new: usize, copied: usize) -> Form {
    let mut form = sample_form(policy, Business::PpRenew, MAIL);
    let name = form.applicant.name.clone();
    let note = |on_old_passport| Annotation {
        kind: AnnotationKind::FormerName,
        name: name.clone(),
        on_old_passport,
        extra: Extra::new(),
    };
    form.annotations = vec![note(false); new];
    form.annotations.extend(vec![note(true); copied]);
    form
}

#[test]
fn a_fee_has_three_parts() {
    let fee = tariff(Business::PpRenew, MAIL, 2, post("NYC"));
    let usd = |minor| Money::new(minor, Currency::parse("USD").unwrap());
    assert_eq!(fee.booklet, usd(1800));
    assert_eq!(fee.mailing, usd(500));
    assert_eq!(fee.annotations, usd(1000));
    assert_eq!(fee.charged, 2);
    assert_eq!(fee.total(), usd(3300));
}

#[test]
fn a_booklet_costs_the_same_whatever_brings_it_about() {
    use Business as B;
    for business in [
        B::PpNew,
        B::PpRenew,
        B::PpReissue,
        B::TdNew,
        B::TdRenew,
        B::TdReissue,
    ] {
        assert_eq!(total("NYC", business, MAIL, 0), 2300, "{business:?}");
        assert_eq!(total("BRU", business, MAIL, 0), 1600, "{business:?}");
    }
}

#[test]
fn an_annotation_goes_into_the_old_booklet_and_costs_no_new_one() {
    assert_eq!(total("NYC", Business::PpNote, MAIL, 1), 1000);
    assert_eq!(total("NYC", Business::PpNote, IN_PERSON, 1), 500);
}

#[test]
fn a_pension_entitlement_costs_nothing_even_by_mail() {
    assert_eq!(total("NYC", Business::Pension, MAIL, 0), 0);
}

#[test]
fn an_emergency_booklet_costs_what_the_post_says_or_what_any_booklet_costs() {
    let policy = post_with("BRU", |p| p.fees.emergency = Some(2500));
    let fee = tariff(Business::TdEmerg, IN_PERSON, 0, policy);
    assert_eq!(fee.booklet.minor, 2500);
    assert_eq!(total("NYC", Business::TdEmerg, IN_PERSON, 0), 1800);
}

#[test]
fn mailing_is_waived_at_pick_up_where_the_post_says_so() {
    for pickup in [IN_PERSON, PickupMode::Proxy] {
        assert_eq!(total("NYC", Business::PpRenew, pickup, 0), 1800);
        let policy = post_with("NYC", |p| p.fees.mailing_waived_at_pickup = false);
        let fee = tariff(Business::PpRenew, pickup, 0, policy);
        assert_eq!(fee.mailing.minor, 500);
    }
}

#[test]
fn san_francisco_charges_new_annotations_and_new_york_all_of_them() {
    let (sfo, nyc) = (post("SFO"), post("NYC"));
    assert_eq!(charged_annotations(&with_annotations(sfo, 1, 2), sfo), 1);
    assert_eq!(charged_annotations(&with_annotations(nyc, 1, 2), nyc), 3);
    let fee = fee_of(Business::PpRenew, &with_annotations(sfo, 1, 2), sfo);
    assert_eq!(fee.total().minor, 2800);
}

#[test]
fn an_order_that_ends_is_owed_its_money_back_except_an_emergency_paid_on_line() {
    let due = |business, mode, refunds: bool| {
        let mut walk = at("BRU", business, Status::FirstReview);
        walk.order.payment.mode = mode;
        let policy = post_with("BRU", |p| p.payment.refund_emergency = refunds);
        due_after_end(&walk.order, policy).minor
    };
    let online = Some(PaymentMode::Online);
    assert_eq!(due(Business::TdEmerg, online, false), 1600);
    assert_eq!(due(Business::TdEmerg, online, true), 0);
    assert_eq!(due(Business::TdEmerg, Some(PaymentMode::Offline), false), 0);
    assert_eq!(due(Business::TdEmerg, None, false), 0);
    assert_eq!(due(Business::PpRenew, online, false), 0);
}

#[test]
fn an_order_that_never_came_to_the_post_owes_nothing() {
    let mut walk = at("BRU", Business::TdEmerg, Status::PendingPayment);
    walk.order.payment.mode = Some(PaymentMode::Online);
    assert_eq!(due_after_end(&walk.order, walk.policy).minor, 0);
}

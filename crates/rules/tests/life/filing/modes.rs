//! 递交方式 and 取证方式: what each post offers.

use super::{applicant_may_not, at, at_post, post_with};
use lingshi_rules::business::Business;
use lingshi_rules::life::{Action, Refusal, Status};
use lingshi_rules::order::form::Proxy;
use lingshi_rules::post::policy::{PickupMode, SubmitMode};
use lingshi_rules::walk::Walk;

fn with(mut walk: Walk<'static>, pickup: PickupMode, submit: SubmitMode) -> Walk<'static> {
    walk.order.form.pickup.mode = pickup;
    walk.order.form.pickup.proxy = Some(Proxy {
        name: "王芳".into(),
        document: "E87654321".into(),
        phone: None,
    });
    walk.order.form.submit = submit;
    walk
}

fn renewal(code: &str, pickup: PickupMode, submit: SubmitMode) -> Walk<'static> {
    with(at(code, Business::PpRenew, Status::Draft), pickup, submit)
}

fn emergency(code: &str, pickup: PickupMode, submit: SubmitMode) -> Walk<'static> {
    with(at(code, Business::TdEmerg, Status::Draft), pickup, submit)
}

fn is_submitted(mut walk: Walk<'static>) -> bool {
    walk.by_applicant(Action::Submit).is_ok()
}

fn no_pickup(walk: &Walk<'_>, mode: PickupMode) {
    let refusal = applicant_may_not(walk, Action::Submit);
    assert_eq!(refusal, Refusal::PickupModeNotOffered { mode });
}

fn no_handing_in(walk: &Walk<'_>, mode: SubmitMode) {
    let refusal = applicant_may_not(walk, Action::Submit);
    assert_eq!(refusal, Refusal::SubmitModeNotOffered { mode });
}

#[test]
fn a_document_is_collected_in_a_way_the_post_offers() {
    let mail = SubmitMode::Mail;
    assert!(is_submitted(renewal("NYC", PickupMode::Mail, mail)));
    for mode in [PickupMode::InPerson, PickupMode::Proxy] {
        no_pickup(&renewal("NYC", mode, mail), mode);
    }
    let mode = PickupMode::Mail;
    no_pickup(&renewal("LAD", mode, mail), mode);
}

#[test]
fn an_emergency_document_is_collected_by_oneself_or_a_proxy_everywhere() {
    let mail = SubmitMode::Mail;
    for mode in [PickupMode::InPerson, PickupMode::Proxy] {
        assert!(is_submitted(emergency("NYC", mode, mail)));
    }
    let mode = PickupMode::Mail;
    no_pickup(&emergency("NYC", mode, mail), mode);
}

#[test]
fn originals_are_handed_in_in_a_way_the_post_offers() {
    for mode in [SubmitMode::Mail, SubmitMode::InPerson, SubmitMode::Proxy] {
        assert!(is_submitted(renewal("LAD", PickupMode::InPerson, mode)));
    }
    for mode in [SubmitMode::InPerson, SubmitMode::Proxy] {
        no_handing_in(&renewal("NYC", PickupMode::Mail, mode), mode);
    }
}

#[test]
fn who_collects_in_brussels_brings_the_old_document_then_and_mails_nothing() {
    let (collects, mailed) = (PickupMode::InPerson, PickupMode::Mail);
    let brings = SubmitMode::InPerson;
    assert!(is_submitted(renewal("BRU", collects, brings)));
    assert!(is_submitted(renewal("BRU", collects, SubmitMode::Mail)));
    no_handing_in(&renewal("BRU", mailed, brings), brings);
    let mode = SubmitMode::Proxy;
    no_handing_in(&renewal("BRU", collects, mode), mode);
}

#[test]
fn where_the_old_document_comes_first_it_is_not_brought_at_pick_up() {
    let policy = post_with("BRU", |p| p.hand_over.old_document_at_pickup = false);
    let draft = at_post(policy, Business::PpRenew, Status::Draft);
    let mode = SubmitMode::InPerson;
    no_handing_in(&with(draft, PickupMode::InPerson, mode), mode);
}

#[test]
fn for_an_emergency_document_nothing_is_handed_in() {
    for mode in [SubmitMode::InPerson, SubmitMode::Proxy] {
        assert!(is_submitted(emergency("NYC", PickupMode::InPerson, mode)));
    }
}

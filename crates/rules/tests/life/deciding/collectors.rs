//! Who may take a document: the holder, a guardian, a proxy.

use super::handing_over::{at_brussels, hand_over, paid};
use super::{by, does, refused, twelve_years_old};
use lingshi_rules::business::Business;
use lingshi_rules::life::Refusal;
use lingshi_rules::life::refusal::TextOf;
use lingshi_rules::order::form::{Form, Proxy};
use lingshi_rules::order::making::Collector;
use lingshi_rules::people::Role;

fn proxy(name: &str, document: &str, authorised: bool) -> Collector {
    Collector::Proxy {
        name: name.into(),
        document: document.into(),
        authorised,
    }
}

fn guardian(name: &str) -> Collector {
    Collector::Guardian { name: name.into() }
}

#[test]
fn a_guardian_takes_a_childs_booklet_and_no_adults() {
    let mut walk = paid();
    let counter = by(&walk, Role::Counter);
    assert_eq!(
        refused(&mut walk, &counter, hand_over(guardian("李父"), false)),
        Refusal::GuardianOnlyForMinors
    );
    let mut walk = at_brussels(Business::PpRenew, twelve_years_old);
    let counter = by(&walk, Role::Counter);
    assert_eq!(
        refused(&mut walk, &counter, hand_over(guardian(" "), true)),
        Refusal::TextNeeded { text: TextOf::Name }
    );
    does(&mut walk, &counter, hand_over(guardian("李父"), true));
    let delivery = walk.order.delivery.clone().unwrap();
    assert_eq!(delivery.collector, Some(guardian("李父")));
}

#[test]
fn a_proxy_shows_a_document_and_an_authorisation() {
    let mut walk = paid();
    let counter = by(&walk, Role::Counter);
    assert_eq!(
        refused(
            &mut walk,
            &counter,
            hand_over(proxy(" ", "E1", true), false)
        ),
        Refusal::TextNeeded { text: TextOf::Name }
    );
    assert_eq!(
        refused(
            &mut walk,
            &counter,
            hand_over(proxy("王", " ", true), false)
        ),
        Refusal::TextNeeded {
            text: TextOf::Number
        }
    );
    assert_eq!(
        refused(
            &mut walk,
            &counter,
            hand_over(proxy("王", "E1", false), false)
        ),
        Refusal::ProxyNotAuthorised
    );
    does(
        &mut walk,
        &counter,
        hand_over(proxy("王", "E1", true), false),
    );
}

fn naming_wang(form: &mut Form) {
    form.pickup.proxy = Some(Proxy {
        name: "王".into(),
        document: "E1".into(),
        phone: None,
    });
}

#[test]
fn the_proxy_named_in_the_order_needs_no_other_authorisation() {
    let mut walk = at_brussels(Business::PpNew, naming_wang);
    let counter = by(&walk, Role::Counter);
    for other in [proxy("王", "E2", false), proxy("张", "E1", false)] {
        assert_eq!(
            refused(&mut walk, &counter, hand_over(other, false)),
            Refusal::ProxyNotAuthorised
        );
    }
    does(
        &mut walk,
        &counter,
        hand_over(proxy("王", "E1", false), false),
    );
}

#[test]
fn only_the_proxy_named_takes_an_emergency_document() {
    let mut walk = at_brussels(Business::TdEmerg, naming_wang);
    let counter = by(&walk, Role::Counter);
    assert_eq!(
        refused(
            &mut walk,
            &counter,
            hand_over(proxy("张", "E9", true), false)
        ),
        Refusal::ProxyNotAuthorised
    );
    does(
        &mut walk,
        &counter,
        hand_over(proxy("王", "E1", false), false),
    );
    let mut walk = at_brussels(Business::TdEmerg, |_| {});
    assert_eq!(
        refused(
            &mut walk,
            &counter,
            hand_over(proxy("王", "E1", true), false)
        ),
        Refusal::ProxyNotAuthorised
    );
}

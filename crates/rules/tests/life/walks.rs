//! Every business is walked to its end at every post.

use crate::posts;
use lingshi_rules::business::Business;
use lingshi_rules::life::Status;
use lingshi_rules::walk::{self, Walk};

fn end_of(business: Business) -> Status {
    if business == Business::Pension {
        Status::PensionOk
    } else {
        Status::Done
    }
}

#[test]
fn every_business_comes_to_its_end_at_every_post() {
    for policy in posts::all() {
        for business in policy.scope.businesses.iter().copied() {
            let reached = walk::station(policy, business, end_of(business));
            assert!(
                reached.is_some(),
                "{} {business:?}: {:?}",
                policy.code,
                walk::stuck(policy, business)
            );
        }
    }
}

#[test]
fn a_business_the_post_does_not_take_is_not_begun() {
    let mut policy = posts::post("BRU").clone();
    policy.scope.businesses.remove(&Business::TdNew);
    assert!(Walk::begin(&policy, Business::TdNew).is_err());
    assert!(walk::station(&policy, Business::TdNew, Status::Draft).is_none());
}

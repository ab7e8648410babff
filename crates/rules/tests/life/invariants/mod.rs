//! Random histories of several people on one order: what must hold whatever they do.

mod hold;
mod particulars;
mod world;

use crate::posts;
use hold::check;
use lingshi_rules::business::Business;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::post::policy::{Onsite, OnsiteAfter};
use proptest::prelude::*;
use strum::IntoEnumIterator;
use world::{Choice, World};

/// Cases a run; the proof asks for more.
fn cases() -> u32 {
    let asked = std::env::var("LINGSHI_HISTORIES").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(24)
}

/// The six posts, and the two kinds of posts with visits.
fn policies() -> Vec<PostPolicy> {
    let mut all = posts::all().to_vec();
    for after in [OnsiteAfter::FirstReview, OnsiteAfter::SecondReview] {
        let mut policy = posts::post("BRU").clone();
        policy.onsite = Some(Onsite {
            after,
            fingerprints: true,
        });
        policy.review.restore_rejected = after == OnsiteAfter::FirstReview;
        policy.supplement.allow_applicant_correction = true;
        all.push(policy);
    }
    all
}

fn choices() -> impl Strategy<Value = Vec<Choice>> {
    prop::collection::vec(any::<[u16; 6]>().prop_map(Choice), 200..500)
}

fn live(policy: &'static PostPolicy, business: Business, choices: &[Choice]) -> World {
    let mut world = World::begin(policy, business);
    for choice in choices {
        let turn = world.turn(*choice);
        check(&world, &turn);
    }
    world
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_several_people_do_to_one_order_the_invariants_hold(
        post in 0..8_usize,
        business in 0..9_usize,
        choices in choices(),
    ) {
        let policies: &'static [PostPolicy] = Box::leak(policies().into_boxed_slice());
        let business = Business::iter().nth(business).unwrap();
        live(&policies[post], business, &choices);
    }
}

#[test]
fn random_histories_come_to_every_state_and_use_nearly_every_action() {
    let policies: &'static [PostPolicy] = Box::leak(policies().into_boxed_slice());
    let (mut statuses, mut actions) = (
        std::collections::BTreeSet::new(),
        std::collections::BTreeSet::new(),
    );
    let mut seed = 1_u32;
    for policy in policies {
        for business in Business::iter() {
            let choices: Vec<Choice> = (0..400)
                .map(|_| Choice(std::array::from_fn(|_| next(&mut seed))))
                .collect();
            let world = live(policy, business, &choices);
            statuses.extend(world.order().changes.iter().map(|c| c.to.code()));
            actions.extend(world.used.iter().map(|k| k.code()));
        }
    }
    let unreached: Vec<&str> = lingshi_rules::life::Status::iter()
        .map(lingshi_rules::life::Status::code)
        .filter(|s| !statuses.contains(s) && *s != "DRAFT")
        .collect();
    assert_eq!(unreached, Vec::<&str>::new(), "states no history came to");
    let unused: Vec<&str> = lingshi_rules::life::ActionKind::iter()
        .map(lingshi_rules::life::ActionKind::code)
        .filter(|a| !actions.contains(a))
        .collect();
    assert!(unused.len() <= 6, "actions no history used: {unused:?}");
}

/// A small generator of our own, so that this history is the same everywhere.
fn next(seed: &mut u32) -> u16 {
    *seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    u16::try_from(*seed >> 16).unwrap()
}

//! Random histories of several people on one order: what must hold whatever they do.

mod hold;
mod particulars;
mod world;

use crate::posts;
use hold::check;
use lingshi_rules::business::Business;
use lingshi_rules::life::{ActionKind, Status};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::post::policy::{Onsite, OnsiteAfter};
use proptest::prelude::*;
use strum::IntoEnumIterator;
use world::{Choice, World};

/// Cases a run; the proof asks for more.
fn cases() -> u32 {
    let asked = std::env::var("LINGSHI_HISTORIES").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(16)
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

/// Lives one order after the other: one that has ended is given a few more commands, then the next begins.
fn live(policy: &'static PostPolicy, business: Business, choices: &[Choice]) -> Vec<World> {
    let mut lived = Vec::new();
    let mut world = World::begin(policy, business);
    let mut ended = 0;
    for choice in choices {
        let turn = world.turn(*choice);
        check(&world, &turn);
        ended += u32::from(world.order().status.is_terminal());
        if ended > 12 {
            lived.push(std::mem::replace(
                &mut world,
                World::begin(policy, business),
            ));
            ended = 0;
        }
    }
    lived.push(world);
    lived
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
    let mut seed = 1_u64;
    for (nth, policy) in policies.iter().enumerate() {
        for business in Business::iter().skip(nth % 2).step_by(2) {
            let choices: Vec<Choice> = (0..400)
                .map(|_| Choice(std::array::from_fn(|_| next(&mut seed))))
                .collect();
            for world in live(policy, business, &choices) {
                statuses.extend(world.order().changes.iter().map(|c| c.to.code()));
                actions.extend(
                    world
                        .walk
                        .commands
                        .iter()
                        .map(|c| ActionKind::from(&c.action).code()),
                );
            }
        }
    }
    let unreached: Vec<&str> = Status::iter()
        .map(Status::code)
        .filter(|s| !statuses.contains(s) && *s != "DRAFT")
        .collect();
    assert_eq!(unreached, Vec::<&str>::new(), "states no history came to");
    let unused: Vec<&str> = ActionKind::iter()
        .map(ActionKind::code)
        .filter(|a| !actions.contains(a))
        .collect();
    assert!(unused.len() <= 8, "actions no history used: {unused:?}");
}

/// A small generator of our own (`SplitMix64`), so that this history is the same everywhere.
fn next(seed: &mut u64) -> u16 {
    *seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *seed;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    u16::try_from((z ^ (z >> 31)) >> 48).unwrap()
}

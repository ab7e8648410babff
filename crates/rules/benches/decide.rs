//! What a decision costs: deciding, and applying what follows, on an order with a long history.

use divan::{Bencher, black_box};
use lingshi_rules::business::Business;
use lingshi_rules::checks::Check;
use lingshi_rules::life::{Action, Command, Status, allowed_actions, decide, evolve, replay};
use lingshi_rules::order::Order;
use lingshi_rules::order::interview::Answer;
use lingshi_rules::people::{Actor, Role};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::walk::{self, Walk};

fn main() {
    divan::main();
}

/// A renewal at Brussels in first review with fifty events behind it, ready to be forwarded.
fn order_of_fifty(policy: &PostPolicy) -> Walk<'_> {
    let Some(mut walk) = walk::station(policy, Business::PpRenew, Status::FirstReview) else {
        unreachable!("every renewal at Brussels comes to first review")
    };
    let reviewer = walk::officer(policy, Role::FirstReviewer);
    while walk.events.len() < 50 {
        let action = Action::AnswerCheck {
            check: Check::Agreement,
            answer: Answer::InOrder,
            note: Some(walk.events.len().to_string()),
        };
        assert!(walk.give(&reviewer, action).is_ok());
    }
    walk
}

fn brussels() -> PostPolicy {
    let text = include_str!("../../../fixtures/posts/BRU.toml");
    PostPolicy::read("BRU.toml", text).unwrap_or_else(|faults| unreachable!("{faults:?}"))
}

fn forward(walk: &Walk<'_>) -> (Actor, Command) {
    let reviewer = walk::officer(walk.policy, Role::FirstReviewer);
    let command = walk.command(&reviewer, Action::Forward);
    (reviewer, command)
}

#[divan::bench]
fn decide_and_evolve(bencher: Bencher<'_, '_>) {
    let policy = brussels();
    let walk = order_of_fifty(&policy);
    let (actor, command) = forward(&walk);
    bencher
        .with_inputs(|| walk.order.clone())
        .bench_values(|order: Order| {
            let Ok(events) = decide(&order, black_box(&command), &walk.context(&actor)) else {
                unreachable!("the order may be forwarded")
            };
            events.iter().fold(order, evolve)
        });
}

#[divan::bench]
fn every_button_of_an_order(bencher: Bencher<'_, '_>) {
    let policy = brussels();
    let walk = order_of_fifty(&policy);
    let (actor, _) = forward(&walk);
    bencher.bench(|| allowed_actions(black_box(&walk.order), &walk.context(&actor)));
}

#[divan::bench]
fn replay_fifty_events(bencher: Bencher<'_, '_>) {
    let policy = brussels();
    let walk = order_of_fifty(&policy);
    bencher.bench(|| replay(black_box(&walk.events)));
}

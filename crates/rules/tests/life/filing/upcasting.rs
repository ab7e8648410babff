//! Reading stored events: old shapes are lifted step by step, newer ones are refused.

use super::at;
use lingshi_rules::business::Business;
use lingshi_rules::life::Status;
use lingshi_rules::life::event::EVENT_SCHEMA;
use lingshi_rules::life::upcast::{EventFault, Step, lift, read_event};
use serde_json::{Value, json};

fn first(value: &mut Value) {
    value["steps"] = json!(["first"]);
}

fn second(value: &mut Value) {
    let steps = value["steps"].as_array().cloned().unwrap_or_default();
    let steps: Vec<Value> = steps.into_iter().chain([json!("second")]).collect();
    value["steps"] = json!(steps);
}

const STEPS: &[Step] = &[first, second];

#[test]
fn every_event_of_an_order_is_read_as_it_was_written() {
    let walk = at("BRU", Business::PpReissue, Status::SecondReview);
    for event in &walk.events {
        let bytes = serde_json::to_vec(event).unwrap();
        assert_eq!(read_event(&bytes).as_ref(), Ok(event));
    }
}

#[test]
fn what_is_no_event_is_refused() {
    let none = Err(EventFault::NotAnEvent);
    assert_eq!(read_event(b"garbage"), none);
    assert_eq!(read_event(b"[1]"), none);
    assert_eq!(read_event(b"{\"schema\":1}"), none);
}

#[test]
fn an_event_of_a_newer_program_is_refused_by_its_shape() {
    let schema = u64::from(EVENT_SCHEMA) + 1;
    let bytes = serde_json::to_vec(&json!({ "schema": schema })).unwrap();
    assert_eq!(read_event(&bytes), Err(EventFault::Newer { schema }));
}

#[test]
fn an_old_event_goes_through_every_step_it_has_not_been_through() {
    assert_eq!(
        lift(json!({"schema": 1}), STEPS, 3),
        Ok(json!({"schema": 3, "steps": ["first", "second"]}))
    );
    assert_eq!(
        lift(json!({"schema": 2}), STEPS, 3),
        Ok(json!({"schema": 3, "steps": ["second"]}))
    );
    assert_eq!(
        lift(json!({"schema": 3}), STEPS, 3),
        Ok(json!({"schema": 3}))
    );
    assert_eq!(
        lift(json!({"schema": 4}), STEPS, 3),
        Err(EventFault::Newer { schema: 4 })
    );
}

#[test]
fn a_shape_is_a_number_of_at_least_one() {
    let shapes = [
        json!({"schema": 0}),
        json!({"schema": "1"}),
        json!({}),
        json!(1),
    ];
    for value in shapes {
        assert_eq!(lift(value, STEPS, 3), Err(EventFault::NotAnEvent));
    }
}

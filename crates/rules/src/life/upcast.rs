//! Reading stored events: old shapes are lifted step by step, newer ones are refused.

use super::event::{EVENT_SCHEMA, Event};
use serde::Serialize;
use serde_json::Value;

/// Lifts an event from one shape to the next.
pub type Step = fn(&mut Value);

/// Why an event could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum EventFault {
    /// Not an event.
    NotAnEvent,
    /// Written by a newer program.
    Newer {
        /// Its shape.
        schema: u64,
    },
}

/// The steps from shape 1 upward; none yet, as shape 1 is the only one ever written.
const STEPS: &[Step] = &[];

/// Reads a stored event.
pub fn read_event(bytes: &[u8]) -> Result<Event, EventFault> {
    let value: Value = serde_json::from_slice(bytes).map_err(|_| EventFault::NotAnEvent)?;
    let lifted = lift(value, STEPS, u64::from(EVENT_SCHEMA))?;
    serde_json::from_value(lifted).map_err(|_| EventFault::NotAnEvent)
}

/// Lifts a value through the steps it has not been through: step 0 leads from shape 1 to shape 2.
pub fn lift(mut value: Value, steps: &[Step], newest: u64) -> Result<Value, EventFault> {
    let schema = value
        .get("schema")
        .and_then(Value::as_u64)
        .filter(|s| *s > 0)
        .ok_or(EventFault::NotAnEvent)?;
    if schema > newest {
        return Err(EventFault::Newer { schema });
    }
    let done = usize::try_from(schema - 1).map_err(|_| EventFault::NotAnEvent)?;
    for (step, to) in steps.iter().zip(2_u64..).skip(done) {
        step(&mut value);
        value["schema"] = Value::from(to);
    }
    Ok(value)
}

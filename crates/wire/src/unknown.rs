//! Finding what a reader passed over: whoever signs something nobody reads may mean something by it.

use serde_json::Value;

/// The path of a field that is in what came and not in what was read of it.
pub(crate) fn unread(came: &Value, read: &Value) -> Option<String> {
    match (came, read) {
        (Value::Object(came), Value::Object(read)) => came.iter().find_map(|(name, value)| {
            match read.get(name) {
                Some(read) => unread(value, read).map(|rest| join(name, &rest)),
                // What is not there and what is nothing are the same.
                None if value.is_null() => None,
                None => Some(name.clone()),
            }
        }),
        (Value::Array(came), Value::Array(read)) => {
            came.iter()
                .zip(read)
                .enumerate()
                .find_map(|(at, (came, read))| {
                    unread(came, read).map(|rest| join(&at.to_string(), &rest))
                })
        }
        _ => None,
    }
}

fn join(name: &str, rest: &str) -> String {
    format!("{name}.{rest}")
}

#[cfg(test)]
mod tests {
    use super::unread;
    use serde_json::json;

    #[test]
    fn what_was_passed_over_is_named_however_deep() {
        let read = json!({ "a": { "b": [{ "c": 1 }] } });
        let told = |came| unread(&came, &read);
        assert_eq!(told(json!({ "a": { "b": [{ "c": 1 }] } })), None);
        assert_eq!(told(json!({ "a": {} })), None);
        assert_eq!(told(json!({ "x": 1 })), Some("x".to_owned()));
        assert_eq!(told(json!({ "x": null })), None);
        let deep = json!({ "a": { "b": [{ "c": 1, "d": 2 }] } });
        assert_eq!(told(deep), Some("a.b.0.d".to_owned()));
    }
}

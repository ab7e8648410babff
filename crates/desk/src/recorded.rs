//! Answers of this desk, written to `ui/src/backend/recorded.json` for the page's own tests.
//!
//! `UPDATE_BINDINGS=1 cargo test -p lingshi-desk fresh` writes them anew.

use crate::queue::invented::at_noon;
use crate::rulebook::{Position, Rulebook};
use crate::words::words;
use serde::Serialize;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

const FILE: &str = "../../ui/src/backend/recorded.json";

const PLACES: [[&str; 4]; 6] = [
    ["BRU", "PP_RENEW", "FIRST_REVIEW", "first_reviewer"],
    ["BRU", "PP_RENEW", "FIRST_REVIEW", "mail_clerk"],
    ["BRU", "PP_RENEW", "SECOND_REVIEW", "first_reviewer"],
    ["BRU", "PP_RENEW", "PENSION_OK", "first_reviewer"],
    ["SFO", "PP_RENEW", "FIRST_REVIEW", "first_reviewer"],
    ["SFO", "PP_RENEW", "SECOND_REVIEW", "second_reviewer"],
];

fn recorded() -> Value {
    let book = Rulebook::read().unwrap();
    let mut all = vec![
        one("posts", &json!({}), Ok::<_, Value>(book.posts())),
        one("queue", &json!({ "seen": null }), Ok::<_, Value>(at_noon())),
        one("queue_again", &json!({}), Ok::<_, Value>(())),
        one("words", &json!({ "lang": "zh-CN" }), words("zh-CN")),
    ];
    for post in ["BRU", "SFO", "NOWHERE"] {
        all.push(one("rulebook", &json!({ "post": post }), book.page(post)));
    }
    for [post, business, state, who] in PLACES {
        let place = json!({ "post": post, "business": business, "state": state, "who": who });
        let position: Position = serde_json::from_value(place.clone()).unwrap();
        all.push(one(
            "may_do",
            &json!({ "position": place }),
            book.may_do(&position),
        ));
    }
    Value::Array(all)
}

fn one<T: Serialize, E: Serialize>(ask: &str, args: &Value, answer: Result<T, E>) -> Value {
    match answer {
        Ok(answer) => json!({ "ask": ask, "args": args, "answer": answer }),
        Err(problem) => json!({ "ask": ask, "args": args, "problem": problem }),
    }
}

#[test]
fn the_recorded_answers_are_fresh() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    let fresh = format!("{:#}\n", recorded());
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        fs::write(&file, &fresh).unwrap();
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        kept == fresh,
        "ui/src/backend/recorded.json is stale: UPDATE_BINDINGS=1 cargo test -p lingshi-desk fresh"
    );
}

//! The commands through the bridge, as the page calls them, without a window.

use super::*;
use lingshi_desk::queue::Living;
use serde_json::{Value, json};
use std::sync::Arc;
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{
    INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets,
};
use tauri::webview::InvokeRequest;
use tauri::{WebviewUrl, WebviewWindow, WebviewWindowBuilder};

fn window(followed: Followed) -> WebviewWindow<MockRuntime> {
    let app = with_commands(mock_builder(), followed)
        .build(mock_context(noop_assets()))
        .unwrap();
    WebviewWindowBuilder::new(&app, "desk", WebviewUrl::default())
        .build()
        .unwrap()
}

fn ask(name: &str, arguments: Value) -> Result<Value, Value> {
    ask_of(None, name, arguments)
}

fn ask_of(followed: Followed, name: &str, arguments: Value) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: name.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: "tauri://localhost".parse().unwrap(),
        body: InvokeBody::Json(arguments),
        headers: tauri::http::HeaderMap::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(&window(followed), request).map(|answer| answer.deserialize().unwrap())
}

#[test]
fn the_page_is_given_the_posts() {
    let posts = ask("posts", json!({})).unwrap();
    assert_eq!(posts.as_array().unwrap().len(), 6);
}

#[test]
fn the_page_is_given_one_posts_rules() {
    let page = ask("rulebook", json!({ "post": "SFO" })).unwrap();
    assert_eq!(page["life"]["mail_in_at"], "SECOND_REVIEW");
}

#[test]
fn the_page_is_given_what_may_be_done() {
    let position = json!({ "post": "BRU", "business": "PP_RENEW", "state": "FIRST_REVIEW", "who": "first_reviewer" });
    let may = ask("may_do", json!({ "position": position })).unwrap();
    assert!(may["verdicts"].as_array().unwrap().len() > 50);
}

#[test]
fn the_page_is_given_its_words() {
    let words = ask("words", json!({ "lang": "zh-CN" })).unwrap();
    assert_eq!(words["page"]["program"], "领事工作台");
}

#[test]
fn a_problem_reaches_the_page_as_a_code() {
    let problem = ask("rulebook", json!({ "post": "XXX" })).unwrap_err();
    assert_eq!(problem, json!({ "code": "unknown_post", "post": "XXX" }));
}

#[test]
fn a_state_there_is_not_is_refused_and_nothing_falls_over() {
    let position =
        json!({ "post": "BRU", "business": "PP_RENEW", "state": "NONE", "who": "first_reviewer" });
    assert!(ask("may_do", json!({ "position": position })).is_err());
}

#[test]
fn a_desk_without_a_server_says_so_and_does_not_keep_the_page_waiting() {
    for seen in [json!(null), json!(0)] {
        let page = ask("queue", json!({ "seen": seen })).unwrap();
        assert_eq!(page, json!({ "kind": "no_server" }));
    }
    assert_eq!(ask("queue_again", json!({})).unwrap(), Value::Null);
}

#[test]
fn a_queue_is_given_as_it_stands_before_the_server_was_heard() {
    let living = Arc::new(Living::default());
    let page = ask_of(Some(living), "queue", json!({ "seen": null })).unwrap();
    assert_eq!(page["kind"], "here");
    assert_eq!(page["queue"]["line"], json!({ "state": "connecting" }));
    assert_eq!(page["queue"]["today"], Value::Null);
}

//! Sheets: what is wrong with a file is told with its place, and those that are kept hold together.

#![expect(clippy::unwrap_used, reason = "what builds a test may fail it")]
#![allow(clippy::panic, reason = "a test may fail")]

mod faults;
mod kept;

use lingshi_rules::post::PostPolicy;

fn file(path: &str) -> String {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    std::fs::read_to_string(format!("{root}/{path}")).unwrap()
}

fn post(code: &str) -> PostPolicy {
    let name = format!("{code}.toml");
    PostPolicy::read(&name, &file(&format!("fixtures/posts/{name}"))).unwrap()
}

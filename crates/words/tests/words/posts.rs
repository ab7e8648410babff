//! The six posts, as their files say.

use lingshi_rules::post::PostPolicy;
use std::path::Path;
use std::sync::OnceLock;

pub(crate) const CODES: [&str; 6] = ["BRU", "NYC", "SFO", "WAS", "LAX", "LAD"];

fn read(code: &str) -> PostPolicy {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../fixtures/posts/{code}.toml"));
    let text = std::fs::read_to_string(&path).unwrap();
    PostPolicy::read(&format!("{code}.toml"), &text).unwrap()
}

/// All six, read once.
pub(crate) fn all() -> &'static [PostPolicy] {
    static POSTS: OnceLock<Vec<PostPolicy>> = OnceLock::new();
    POSTS.get_or_init(|| CODES.iter().map(|code| read(code)).collect())
}

/// One of them.
pub(crate) fn post(code: &str) -> &'static PostPolicy {
    all().iter().find(|p| p.code.as_str() == code).unwrap()
}

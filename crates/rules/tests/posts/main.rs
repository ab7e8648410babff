//! The posts: their files, what is refused in them, and their calendars.
use lingshi_rules::post::PostPolicy;

#[test]
fn the_six_posts_read() {
    for code in ["BRU", "NYC", "SFO", "WAS", "LAX", "LAD"] {
        let path = format!(
            "{}/../../fixtures/posts/{code}.toml",
            env!("CARGO_MANIFEST_DIR")
        );
        let text = std::fs::read_to_string(&path).unwrap();
        let post = PostPolicy::read(&path, &text).unwrap();
        assert_eq!(post.code.as_str(), code);
    }
}

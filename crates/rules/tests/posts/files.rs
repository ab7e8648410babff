//! The six posts as they are set up, and a seventh.

use lingshi_rules::post::PostPolicy;

pub(crate) const CODES: [&str; 6] = ["BRU", "NYC", "SFO", "WAS", "LAX", "LAD"];

/// The text of a post's file.
pub(crate) fn text(code: &str) -> String {
    let path = format!(
        "{}/../../fixtures/posts/{code}.toml",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::read_to_string(path).unwrap()
}

pub(crate) fn post(code: &str) -> PostPolicy {
    read(&text(code))
}

pub(crate) fn all() -> Vec<PostPolicy> {
    CODES.iter().map(|code| post(code)).collect()
}

pub(crate) fn read(text: &str) -> PostPolicy {
    PostPolicy::read("posts/XYZ.toml", text).unwrap_or_else(|faults| {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    })
}

/// What `read` says against a text, a line a fault.
pub(crate) fn faults(text: &str) -> Vec<String> {
    let faults = PostPolicy::read("posts/XYZ.toml", text).unwrap_err();
    faults.iter().map(ToString::to_string).collect()
}

/// A made-up post with nothing but what must be there; line numbers in tests count here.
pub(crate) const ROME: &str = r#"schema = 1
code = "ROM"
country = "ITA"
zone = "Europe/Rome"

[name]
zh = "驻意大利大使馆"
self_zh = "使馆"
country_zh = "意大利"
city_zh = "罗马"
en = "Embassy in Italy"

[scope]
in_country_only = true
cross_district = false
own_district_first = false
businesses = ["PP_RENEW", "TD_EMERG"]

[mail_in]
trigger = "second_review"
early = "keep"
unmarked = "keep"
modes = ["mail"]
slip = "barcode_page"
paper_photos = "never"

[mail_in.return_envelope]

[hand_over]
modes = ["in_person", "mail"]
old_document_at_pickup = true

[fees]
currency = "EUR"
booklet = 1600
mailing = 0
annotation = 0
annotations_charged = "all"

[payment]
kinds = ["bank_transfer"]
due = "with_mail"

[making]

[hours]
working_days = ["Mon", "Tue", "Wed", "Thu", "Fri"]
hall = [{ days = ["Mon"], from = "09:00:00", to = "12:00:00" }]

[contact]
"#;

/// Rome with one piece of its text replaced; the piece must stand there once.
pub(crate) fn rome(piece: &str, by: &str) -> String {
    replaced(ROME, piece, by)
}

pub(crate) fn replaced(text: &str, piece: &str, by: &str) -> String {
    assert_eq!(text.matches(piece).count(), 1, "{piece:?} must stand once");
    text.replacen(piece, by, 1)
}

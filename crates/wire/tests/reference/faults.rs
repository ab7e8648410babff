//! Every kind of fault, on its line and in its column.

use crate::post;
use lingshi_wire::reference::{LARGEST_FILE, MOST_ROWS, Sheet, SheetText};

const POSTS: &str = r#"schema = 1
sheet = "posts"
[[posts]]
code = "BRU"
name = { zh-CN = "驻比利时大使馆", zh-TW = "駐比利時大使館", en = "Embassy in Belgium" }
country = "BEL"
city = { zh-CN = "布鲁塞尔", zh-TW = "布魯塞爾", en = "Brussels" }
zone = "Europe/Brussels"
telephone = "0032-20000000"
page = "https://example.org/"
"#;

const AUTHORITIES: &str = r#"schema = 1
sheet = "authorities"
[[authorities]]
code = "nia"
name = { zh = "国家移民管理局", en = "National Immigration Administration" }
since = "2018-04-02"
until = "2030-01-01"
"#;

const PHRASES: &str = r#"schema = 1
sheet = "phrases"
post = "BRU"
[[phrases]]
code = "thanks"
stands = ["paragraphs", "S28.material"]
title = "感谢"
text = { zh-CN = "谢谢", zh-TW = "謝謝", en = "Thank you" }
"#;

fn read(text: &str) -> Result<Sheet, Vec<String>> {
    let text = SheetText {
        file: "sheet.toml",
        text,
    };
    text.read(Some(&post("BRU")))
        .map_err(|faults| faults.iter().map(ToString::to_string).collect())
}

/// What is told once `from` became `to`.
fn told(good: &str, from: &str, to: &str) -> Vec<String> {
    assert!(good.contains(from), "{from}");
    read(&good.replacen(from, to, 1)).unwrap_err()
}

/// The one fault that is told.
fn one(good: &str, from: &str, to: &str, expected: &str) {
    let expected = vec![format!("sheet.toml:{expected}")];
    assert_eq!(told(good, from, to), expected, "{from} -> {to}");
}

#[test]
fn a_sheet_without_a_fault_is_read() {
    for (good, rows) in [(POSTS, 1), (AUTHORITIES, 1), (PHRASES, 1)] {
        assert_eq!(read(good).unwrap().rows(), rows);
    }
}

#[test]
fn what_is_no_sheet_is_told_as_such() {
    let syntax = told(POSTS, "[[posts]]", "[[posts");
    assert!(syntax[0].starts_with("sheet.toml:3:"), "{syntax:?}");
    assert!(syntax[0].contains("no TOML"), "{syntax:?}");
    one(POSTS, "sheet = \"posts\"\n", "", "1:1: sheet: missing");
    one(
        POSTS,
        "\"posts\"",
        "\"post\"",
        "2:9: sheet: unknown value \"post\", posts was meant; known: posts, authorities, phrases",
    );
    one(
        POSTS,
        "\"posts\"",
        "7",
        "2:9: sheet: text is wanted, not a whole number",
    );
    one(
        POSTS,
        "schema = 1",
        "schema = 2",
        "1:10: schema: schema 2 is newer than this program, which reads 1",
    );
    let long = format!("{POSTS}#{}", "x".repeat(LARGEST_FILE));
    let told = read(&long).unwrap_err();
    assert_eq!(
        told,
        ["sheet.toml:1:1: the file has more than 1048576 bytes"]
    );
}

#[test]
fn a_key_is_told_with_what_was_meant() {
    let told = told(POSTS, "zone =", "zones =");
    let expected = [
        "sheet.toml:3:1: posts[0].zone: missing",
        "sheet.toml:8:1: posts[0].zones: unknown setting, zone was meant",
    ];
    assert_eq!(told, expected);
    // A key of another table is told with its path; one of a post's settings is none of a sheet.
    one(
        AUTHORITIES,
        "[[authorities]]",
        "since = \"2018-04-02\"\n[[authorities]]",
        "3:1: since: unknown setting, authorities[].since was meant",
    );
    one(
        AUTHORITIES,
        "[[authorities]]",
        "batch_max = 7\n[[authorities]]",
        "3:1: batch_max: unknown setting",
    );
}

#[test]
fn a_value_is_told_with_what_was_meant() {
    one(
        POSTS,
        "Europe/Brussels",
        "Europe/Brusels",
        "8:8: posts[0].zone: a zone as Europe/Brussels is wanted, not \"Europe/Brusels\", Europe/Brussels was meant",
    );
    one(
        AUTHORITIES,
        "2018-04-02",
        "April 2018",
        "6:9: authorities[0].since: a day as 2026-10-01 is wanted, not \"April 2018\"",
    );
    one(
        POSTS,
        ", en = \"Brussels\"",
        "",
        "7:1: posts[0].city.en: missing",
    );
    one(
        PHRASES,
        "[\"paragraphs\", \"S28.material\"]",
        "\"paragraphs\"",
        "6:10: phrases[0].stands: a list is wanted, not text",
    );
    one(
        PHRASES,
        "\"S28.material\"",
        "\"paragraphs\"",
        "6:25: phrases[0].stands[1]: \"paragraphs\" stands here twice",
    );
}

#[test]
fn what_a_mission_says_is_looked_at() {
    let code = "4:1: posts[0].code: a code has three capitals, as BRU";
    for bad in ["bru", "BRUX", "", "B1U"] {
        one(POSTS, "\"BRU\"", &format!("\"{bad}\""), code);
    }
    one(
        POSTS,
        "\"BEL\"",
        "\"BEI\"",
        "6:1: posts[0].country: \"BEI\" is no country; three capitals as BEL are wanted",
    );
    for bad in ["20000000", "+32", "+32 call me", "0032-2000000000000000000"] {
        one(
            POSTS,
            "0032-20000000",
            bad,
            "9:1: posts[0].telephone: a telephone number with its country's is wanted, as 0032-20000000",
        );
    }
    for bad in [
        "example.org",
        "ftp://example.org",
        "https://x",
        "https://a b.org",
        "javascript:alert(1)",
        "https://u@example.org/",
    ] {
        one(
            POSTS,
            "https://example.org/",
            bad,
            "10:1: posts[0].page: the address of a page is wanted, as https://example.org/",
        );
    }
    one(
        POSTS,
        "\"Brussels\"",
        "\" \"",
        "7:42: posts[0].city.en: nothing is said",
    );
    one(
        POSTS,
        "\"Brussels\"",
        &format!("\"{}\"", "B".repeat(121)),
        "7:42: posts[0].city.en: 120 characters at most",
    );
    one(
        POSTS,
        "\"Brussels\"",
        "\"Brus\\u202Esels\"",
        "7:42: posts[0].city.en: there is a character in it that is not what it seems",
    );
}

#[test]
fn a_code_stands_once() {
    let (_, row) = POSTS.split_once("[[posts]]").unwrap();
    let twice = format!("{POSTS}[[posts]]{row}");
    let told = read(&twice).unwrap_err();
    assert_eq!(
        told,
        ["sheet.toml:12:1: posts[1].code: line 4 has this code already"]
    );
    let row = "[[authorities]]\ncode = \"nia\"\nname = { zh = \"同\", en = \"Same\" }\n";
    let told = read(&format!("{AUTHORITIES}{row}")).unwrap_err();
    assert_eq!(
        told,
        ["sheet.toml:9:1: authorities[1].code: line 4 has this code already"]
    );
}

#[test]
fn a_sheet_is_not_endless() {
    let row = |n: usize| {
        format!("[[authorities]]\ncode = \"a-{n}\"\nname = {{ zh = \"甲\", en = \"A\" }}\n")
    };
    let rows: String = (0..MOST_ROWS).map(row).collect();
    let told = read(&format!("{AUTHORITIES}{rows}")).unwrap_err();
    assert_eq!(
        told,
        ["sheet.toml:3:3: authorities: a sheet has 2000 rows at most"]
    );
    assert!(read(&format!("schema = 1\nsheet = \"authorities\"\n{rows}")).is_ok());
}

#[test]
fn what_an_authority_says_is_looked_at() {
    one(
        AUTHORITIES,
        "2030-01-01",
        "2018-04-01",
        "7:1: authorities[0].until: it ends before it begins",
    );
    one(
        AUTHORITIES,
        "\"nia\"",
        "\"NIA\"",
        "4:1: authorities[0].code: a code has small letters, digits and dashes, 40 at most",
    );
    one(
        AUTHORITIES,
        "\"国家移民管理局\"",
        "\"\"",
        "5:10: authorities[0].name.zh: nothing is said",
    );
}

#[test]
fn a_phrase_stands_only_where_officers_write() {
    let unknown = told(PHRASES, "S28.material", "S28.materials");
    assert_eq!(unknown.len(), 1);
    let expected = "sheet.toml:6:25: phrases[0].stands[1]: officers write nothing at \"S28.materials\"; known: paragraphs, original, S28.material";
    assert!(unknown[0].starts_with(expected), "{unknown:?}");
    // The order fills this one, not an officer.
    let of_order = told(PHRASES, "S28.material", "S25.no");
    assert!(
        of_order[0].contains("officers write nothing"),
        "{of_order:?}"
    );
    one(
        PHRASES,
        "[\"paragraphs\", \"S28.material\"]",
        "[]",
        "6:1: phrases[0].stands: nothing is said",
    );
}

#[test]
fn a_phrase_is_held_to_what_an_officers_own_words_are_held_to() {
    one(
        PHRASES,
        "\"谢谢\"",
        "\"请汇款至下列地址\"",
        "8:10: phrases[0].text.zh-CN: this may not go out (may_not_go_out): payment_words",
    );
    one(
        PHRASES,
        "\"Thank you\"",
        "\"Please send money today\"",
        "8:38: phrases[0].text.en: this may not go out (may_not_go_out): payment_words",
    );
    one(
        PHRASES,
        "\"謝謝\"",
        "\" \"",
        "8:24: phrases[0].text.zh-TW: nothing is said (text_needed)",
    );
    let long = format!("\"{}\"", "a".repeat(81));
    one(
        PHRASES,
        "\"Thank you\"",
        &long,
        "8:38: phrases[0].text.en: S28.material holds 80 characters at most (text_too_long)",
    );
    // It may stand where there is more room.
    let roomier = PHRASES.replace(", \"S28.material\"", "");
    assert!(read(&roomier.replace("\"Thank you\"", &long)).is_ok());
    one(
        PHRASES,
        "\"感谢\"",
        &format!("\"{}\"", "谢".repeat(41)),
        "7:1: phrases[0].title: 40 characters at most",
    );
}

#[test]
fn phrases_are_of_one_post() {
    one(
        PHRASES,
        "post = \"BRU\"",
        "post = \"NYC\"",
        "3:1: post: these are not the phrases of BRU",
    );
    let text = SheetText {
        file: "sheet.toml",
        text: PHRASES,
    };
    assert_eq!(text.post().unwrap().as_str(), "BRU");
    let text = SheetText {
        text: POSTS,
        ..text
    };
    assert_eq!(text.post(), None);
}

#[test]
fn everything_that_is_wrong_is_told_at_once_in_the_order_of_the_text() {
    let bad = POSTS
        .replace("\"BRU\"", "\"bru\"")
        .replace("\"BEL\"", "\"XXX\"")
        .replace("https:", "gopher:");
    let told = read(&bad).unwrap_err();
    let lines: Vec<&str> = told
        .iter()
        .map(|fault| fault.split(':').nth(1).unwrap())
        .collect();
    assert_eq!(lines, ["4", "6", "10"], "{told:?}");
}

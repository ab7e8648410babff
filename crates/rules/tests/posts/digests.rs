//! A digest tells settings apart, and nothing else.

use crate::files::{CODES, ROME, post, read, replaced, text};
use lingshi_rules::post::{PolicyDigest, PostPolicy};
use serde_json::Value;
use std::collections::BTreeSet;

#[test]
fn the_same_settings_have_the_same_digest() {
    for code in CODES {
        assert_eq!(post(code).digest(), post(code).digest());
    }
}

#[test]
fn the_six_posts_have_six_digests() {
    let digests: BTreeSet<PolicyDigest> = CODES.iter().map(|code| post(code).digest()).collect();
    assert_eq!(digests.len(), 6);
}

#[test]
fn a_digest_is_sixty_four_hexadecimal_digits() {
    let digest = post("BRU").digest();
    assert_eq!(digest.as_str().len(), 64);
    assert_eq!(digest.to_string(), digest.as_str());
    assert_eq!(PolicyDigest::parse(digest.as_str()), Some(digest.clone()));
    let json = serde_json::to_string(&digest).unwrap();
    assert_eq!(serde_json::from_str::<PolicyDigest>(&json).unwrap(), digest);
}

#[test]
fn what_is_no_digest_is_not_taken_for_one() {
    let digits = "0123456789abcdef".repeat(4);
    assert!(PolicyDigest::parse(&digits).is_some());
    for wrong in [
        digits[1..].to_owned(),
        format!("{digits}0"),
        digits.replace('f', "F"),
        digits.replace('a', "g"),
    ] {
        assert_eq!(PolicyDigest::parse(&wrong), None, "{wrong}");
        assert!(serde_json::from_value::<PolicyDigest>(Value::String(wrong)).is_err());
    }
}

#[test]
fn the_digest_is_sha256_over_version_and_json() {
    use sha2::{Digest, Sha256};
    let bru = post("BRU");
    let written = format!(
        "lingshi post policy 1\n{}",
        serde_json::to_string(&bru).unwrap()
    );
    let hash = Sha256::digest(written.as_bytes());
    let hex: Vec<String> = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(bru.digest().as_str(), hex.concat());
}

#[test]
fn comments_and_spaces_in_the_file_do_not_matter() {
    let bare: String = text("BRU")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .fold(String::new(), |text, line| text + line.trim_end() + "\n");
    assert_ne!(bare, text("BRU"));
    assert_eq!(read(&bare).digest(), post("BRU").digest());
}

#[test]
fn the_order_of_keys_tables_and_words_does_not_matter() {
    let turned = replaced(
        ROME,
        "code = \"ROM\"\ncountry = \"ITA\"\n",
        "country = \"ITA\"\ncode = \"ROM\"\n",
    );
    let turned = replaced(
        &turned,
        r#"["in_person", "mail"]"#,
        r#"["mail", "in_person"]"#,
    );
    let turned = replaced(&turned, "[making]\n", "");
    let turned = format!("{turned}\n[making]\n");
    assert_eq!(read(&turned).digest(), read(ROME).digest());
}

#[test]
fn a_default_that_is_written_out_does_not_matter() {
    let written = replaced(ROME, "[making]\n", "[making]\nsecond_person_check = true\n");
    assert_eq!(read(&written).digest(), read(ROME).digest());
}

/// Settings with every key there is, so that every switch can be turned.
fn full() -> Value {
    serde_json::to_value(crate::keys::full_policy()).unwrap()
}

fn leaves(value: &Value, path: &str, all: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                leaves(inner, &format!("{path}/{key}"), all);
            }
        }
        Value::Array(list) => {
            for (index, inner) in list.iter().enumerate() {
                leaves(inner, &format!("{path}/{index}"), all);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            all.push(path.to_owned());
        }
    }
}

/// Other values of the same kind, of which one fits.
fn turned(value: &Value) -> Vec<Value> {
    match value {
        Value::Bool(flag) => vec![Value::Bool(!flag)],
        Value::Number(number) => vec![Value::from(number.as_i64().unwrap() + 1)],
        Value::String(text) => crate::keys::other_words(text),
        Value::Null | Value::Array(_) | Value::Object(_) => vec![],
    }
}

#[test]
fn any_switch_changed_gives_another_digest() {
    let full = full();
    let mut paths = Vec::new();
    leaves(&full, "", &mut paths);
    assert!(paths.len() > 120, "{}", paths.len());
    let mut seen = BTreeSet::from([crate::keys::full_policy().digest()]);
    for path in paths {
        let other = turned(full.pointer(&path).unwrap())
            .into_iter()
            .find_map(|other| {
                let mut changed = full.clone();
                *changed.pointer_mut(&path).unwrap() = other;
                let policy: PostPolicy = serde_json::from_value(changed).ok()?;
                (policy != crate::keys::full_policy()).then_some(policy)
            });
        let other = other.unwrap_or_else(|| panic!("{path} was not turned"));
        assert!(seen.insert(other.digest()), "{path}");
    }
}

#[test]
fn a_setting_left_out_gives_another_digest() {
    let mut policy = crate::keys::full_policy();
    policy.onsite = None;
    assert_ne!(policy.digest(), crate::keys::full_policy().digest());
}

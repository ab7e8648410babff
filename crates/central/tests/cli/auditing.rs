//! Heads and logs that leave the machine, and what is found with them.

use crate::place::Place;
use serde_json::{Value, json};
use std::fs;

/// A server, with a head kept elsewhere and the key it is verified with.
fn with_head() -> (Place, String, String) {
    let place = Place::new();
    let heads = place.at("heads.json");
    let heads = heads.to_str().unwrap().to_owned();
    let told = place
        .run(&["audit", "heads", "BRU", "--out", &heads])
        .json();
    assert_eq!(told["seq"], 3);
    let key = told["server_key"].as_str().unwrap().to_owned();
    (place, heads, key)
}

fn faults(said: &Value) -> Vec<String> {
    let found = said
        .get("found")
        .unwrap_or_else(|| &said["posts"][0]["found"]);
    let broken = found["broken"].as_array().unwrap().iter();
    broken
        .map(|broken| broken["fault"].as_str().unwrap().to_owned())
        .collect()
}

fn found(place: &Place, arguments: &[&str], exit: i32) -> Vec<String> {
    let said = place.run(&[&["audit", "verify"], arguments].concat());
    assert_eq!(said.exit, exit, "{}{}", said.out, said.aside);
    faults(&serde_json::from_str(&said.out).unwrap())
}

#[test]
fn a_head_that_was_kept_holds_as_long_as_the_log_goes_on() {
    let (place, heads, key) = with_head();
    place.hire("bru-li", "second_reviewer");
    let none: [&str; 0] = [];
    assert_eq!(found(&place, &["BRU", "--heads", &heads], 0), none);
    assert_eq!(found(&place, &["--heads", &heads], 0), none);
    let with_key = ["--heads", &heads, "--server-key", &key];
    assert_eq!(found(&place, &with_key, 0), none);
    // The same list on standard output, and the key beside it.
    let said = place.says(&["audit", "heads", "BRU"]);
    let list: Vec<Value> = serde_json::from_str(&said.out).unwrap();
    assert_eq!(list.len(), 1);
    assert!(said.aside.contains(&key), "{}", said.aside);
    // What was there is never written over.
    let again = place.run(&["audit", "heads", "BRU", "--out", &heads]);
    assert_eq!(again.exit, 1, "{}", again.aside);
    assert_eq!(found(&place, &["BRU", "--heads", &heads], 0), none);
}

#[test]
fn a_tail_that_was_cut_is_found_with_a_head_of_either_kind() {
    let (place, heads, _) = with_head();
    let plain = place.run(&["post", "list"]).out;
    let alone = json!([{ "seq": 3, "link": serde_json::from_str::<Value>(&plain).unwrap()["posts"][0]["link"] }]);
    let file = |name: &str, text: &str| {
        fs::write(place.at(name), text).unwrap();
        place.at(name).to_str().unwrap().to_owned()
    };
    let (plain, alone) = (
        file("list.json", &plain),
        file("alone.json", &alone.to_string()),
    );
    for kept in [&heads, &plain, &alone] {
        assert_eq!(found(&place, &["BRU", "--heads", kept], 0).len(), 0);
    }
    let ledger = rusqlite::Connection::open(place.at("ledger.db")).unwrap();
    ledger
        .execute_batch(
            "DELETE FROM entry WHERE seq = 3; UPDATE head SET seq = 2, link = (SELECT link FROM entry WHERE seq = 2)",
        )
        .unwrap();
    assert_eq!(
        found(&place, &["BRU"], 0).len(),
        0,
        "the log alone cannot tell"
    );
    for kept in [&heads, &plain, &alone] {
        assert_eq!(found(&place, &["BRU", "--heads", kept], 3), ["cut"]);
    }
    // A head that says no post is of none in particular.
    let said = place.run(&["audit", "verify", "--heads", &alone]);
    assert_eq!(said.exit, 1, "{}", said.out);
    // A post that is gone altogether.
    ledger
        .execute_batch("DELETE FROM entry; DELETE FROM head; DELETE FROM document")
        .unwrap();
    let said = place.run(&["audit", "verify", "--heads", &heads]);
    assert_eq!(said.exit, 3, "{}", said.aside);
    let all: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(all["gone"], json!(["BRU"]));
}

#[test]
fn a_forged_head_is_told_and_a_file_that_is_none_too() {
    let (place, heads, _) = with_head();
    let text = fs::read_to_string(&heads).unwrap();
    fs::write(&heads, text.replace("\\\"seq\\\":3", "\\\"seq\\\":2")).unwrap();
    assert_eq!(
        found(&place, &["BRU", "--heads", &heads], 3),
        ["head_not_signed"]
    );
    let said = place.says(&["audit", "verify", "BRU", "--heads", &heads]);
    assert!(said.out.contains("FORGED"), "{}", said.out);
    // Nor is a true one believed of another server.
    fs::write(&heads, text).unwrap();
    let other = Place::new();
    let told = other.run(&[
        "audit",
        "heads",
        "BRU",
        "--out",
        other.at("h").to_str().unwrap(),
    ]);
    let key = told.json()["server_key"].as_str().unwrap().to_owned();
    let with_key = ["BRU", "--heads", &heads, "--server-key", &key];
    assert_eq!(found(&place, &with_key, 3), ["head_not_signed"]);
    for none in ["", "{}", "[]", "[7]", "{\"posts\":[]}"] {
        fs::write(&heads, none).unwrap();
        let said = place.run(&["audit", "verify", "BRU", "--heads", &heads]);
        assert_eq!(said.exit, 1, "{none}");
        assert!(said.aside.contains("a list of heads"), "{}", said.aside);
    }
}

#[test]
fn an_exported_log_is_verified_where_there_is_no_server() {
    let (place, heads, key) = with_head();
    let file = place.at("log.jsonl");
    let file = file.to_str().unwrap();
    let asked = ["audit", "export", "BRU", "--with-payloads", "--out", file];
    let told = place.run(&asked).json();
    assert_eq!(
        (&told["lines"], &told["server_key"]),
        (&json!(3), &json!(key))
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    assert_eq!(place.run(&asked).exit, 1, "never written over");
    let open = place.run(&["audit", "export", "BRU", "--with-payloads"]);
    assert_eq!(
        (open.exit, open.out.as_str()),
        (2, ""),
        "never to the screen"
    );
    let bare = place.says(&["audit", "export", "BRU"]);
    assert_eq!(bare.out.lines().count(), 5);
    assert!(!bare.out.contains("beside"));
    // Another machine: a folder with nothing in it.
    let elsewhere = Place {
        folder: tempfile::tempdir().unwrap(),
    };
    fs::write(elsewhere.at("bare.jsonl"), &bare.out).unwrap();
    let bare_file = elsewhere.at("bare.jsonl");
    for file in [file, bare_file.to_str().unwrap()] {
        let asked = ["--export", file, "--server-key", &key, "--heads", &heads];
        assert_eq!(found(&elsewhere, &asked, 0).len(), 0);
    }
    let other = Place::new();
    let theirs = other.run(&[
        "audit",
        "heads",
        "BRU",
        "--out",
        other.at("h").to_str().unwrap(),
    ]);
    let theirs = theirs.json()["server_key"].as_str().unwrap().to_owned();
    let asked = ["--export", file, "--server-key", &theirs];
    assert_eq!(found(&elsewhere, &asked, 3), ["head_not_signed"]);
    let root = [
        "--export",
        file,
        "--server-key",
        &key,
        "--root-key",
        &theirs,
    ];
    assert_eq!(found(&elsewhere, &root, 3), ["other_root"]);
    let text = fs::read_to_string(file).unwrap();
    fs::write(file, text.replacen("first_reviewer", "supervisor", 1)).unwrap();
    let asked = ["--export", file, "--server-key", &key];
    assert_eq!(found(&elsewhere, &asked, 3), ["payload"]);
    // Without the key nothing can be said, and no server is looked for.
    let said = elsewhere.run(&["audit", "verify", "--export", file]);
    assert_eq!(said.exit, 2, "{}", said.aside);
    let said = elsewhere.run(&["audit", "verify", "--export", &heads, "--server-key", &key]);
    assert_eq!(said.exit, 1);
    assert!(said.aside.contains("no exported log"), "{}", said.aside);
}

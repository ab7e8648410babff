//! Taking away what no order names: never what is named, young, or another post's; and nobody reads a file by naming
//! what another post keeps.

use super::house::{Desk, House, ended, jpeg, place, said, sha};
use lingshi_central::blobs::{Bringer, Store};
use lingshi_central::world::now;
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::life::Status;
use lingshi_wire::Sha;
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

/// Where a file is kept.
fn kept(house: &House, post: &PostCode, sha256: &Sha) -> PathBuf {
    let name = sha256.to_string();
    let post = house.folder.path().join("blobs").join(post.as_str());
    post.join(&name[..2]).join(&name)
}

fn files_under(folder: PathBuf) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files_under(path));
        } else {
            all.push(path);
        }
    }
    all
}

/// Makes a file so many hours old.
fn old(path: &Path, hours: u64) {
    #[expect(clippy::disallowed_methods, reason = "files have the system's time")]
    let then = SystemTime::now() - Duration::from_secs(hours * 3_600);
    let file = File::options().write(true).open(path).unwrap();
    file.set_modified(then).unwrap();
}

/// Makes everything that is kept so many hours old.
fn age(house: &House, hours: u64) {
    for path in files_under(house.folder.path().join("blobs")) {
        old(&path, hours);
    }
}

/// What a command says, and how it ends. It runs while the server listens.
fn run(house: &House, arguments: &[&str]) -> (Value, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_lingshi-central"))
        .arg("--config")
        .arg(house.folder.path().join("central.toml"))
        .arg("--json")
        .args(arguments)
        .output()
        .unwrap();
    let said = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
    (said, output.status.code().unwrap())
}

fn swept(house: &House, more: &[&str]) -> Value {
    let (said, exit) = run(house, &[&["blobs", "sweep"], more].concat());
    assert_eq!(exit, 0, "{said}");
    said
}

async fn uploaded(desk: &Desk, seed: u8) -> Sha {
    let bytes = jpeg(2_000, seed);
    desk.upload(&bytes).await;
    sha(&bytes)
}

const DAYS: u64 = 24;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_no_order_names_goes_once_it_is_old() {
    let house = House::open("").await;
    let (bru, nyc) = (house.post("BRU"), house.post("NYC"));
    let here = house.desk(&bru, "zhang", 1);
    let there = house.desk(&nyc, "li", 1);
    let named = uploaded(&here, 1).await;
    house.orders(&bru, 1, &[Some(named)]);
    let loose = uploaded(&here, 2).await;
    // The same file at another post, where an order names it; and one that only this post's order names.
    let (theirs, alike) = (uploaded(&there, 2).await, uploaded(&there, 1).await);
    assert_eq!((theirs, alike), (loose, named));
    house.orders(&nyc, 1, &[Some(theirs)]);
    let there_all = |house: &House| {
        [
            (&bru, &named),
            (&bru, &loose),
            (&nyc, &theirs),
            (&nyc, &alike),
        ]
        .map(|(post, sha256)| kept(house, post, sha256).exists())
    };
    assert_eq!(there_all(&house), [true; 4]);
    age(&house, 6 * DAYS);
    let young = uploaded(&here, 3).await;
    let said = swept(&house, &[]);
    assert_eq!(there_all(&house), [true; 4], "six days are not seven");
    assert_eq!(said["posts"][0]["files"], 0);
    let said = swept(&house, &["--older-than", "5", "--dry-run"]);
    assert_eq!(there_all(&house), [true; 4], "nothing goes");
    let expected = json!([
        { "post": "BRU", "files": 1, "bytes": 2_000, "named": 1, "young": 1 },
        { "post": "NYC", "files": 1, "bytes": 2_000, "named": 1, "young": 0 },
    ]);
    assert_eq!(
        (&said["posts"], &said["dry_run"]),
        (&expected, &json!(true))
    );
    let said = swept(&house, &["--older-than", "5"]);
    assert_eq!(said["posts"], expected);
    assert_eq!(there_all(&house), [true, false, true, false]);
    assert!(kept(&house, &bru, &young).exists());
    let got = here.get(&format!("blobs/{named}"), &[]).await;
    assert_eq!(got.status, StatusCode::OK);
    // Nothing is left of it, not even who brought it; it may be brought again.
    let notes = files_under(house.folder.path().join("blobs/BRU/uploaded"));
    let of_loose = notes
        .iter()
        .filter(|note| note.ends_with(loose.to_string()));
    assert_eq!(of_loose.count(), 0);
    let again = here.post("uploads", &self::said(&jpeg(2_000, 2))).await;
    assert_eq!(again.status, StatusCode::CREATED);
    let said = swept(&house, &["--older-than", "5"]);
    assert_eq!(said["posts"][0]["files"], 0);
    for no in ["0", "-1", "x"] {
        let asked = format!("--older-than={no}");
        assert_eq!(run(&house, &["blobs", "sweep", &asked]).1, 2, "{no}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_told_that_a_file_need_not_be_sent_which_may_go_before_it_is_named() {
    let house = House::open("").await;
    let bru = house.post("BRU");
    let desk = house.desk(&bru, "zhang", 1);
    let bytes = jpeg(2_000, 1);
    desk.upload(&bytes).await;
    age(&house, 11);
    let there = desk.post("uploads", &said(&bytes)).await;
    assert_eq!(
        (there.status, there.json::<Value>()),
        (StatusCode::OK, json!({ "upload": "there" }))
    );
    age(&house, 13);
    let begun = desk.post("uploads", &said(&bytes)).await;
    assert_eq!(begun.status, StatusCode::CREATED);
    let added = desk.patch(&place(&begun), 0, &bytes).await;
    assert_eq!(added.status, StatusCode::NO_CONTENT);
    // It is young again.
    let there = desk.post("uploads", &said(&bytes)).await;
    assert_eq!(there.status, StatusCode::OK);
    age(&house, 13);
    swept(&house, &["--older-than", "1"]);
    assert!(kept(&house, &bru, &sha(&bytes)).exists());
    // One that an order names need not be sent, however old it is.
    house.orders(&bru, 1, &[Some(sha(&bytes))]);
    age(&house, 900 * DAYS);
    let there = desk.post("uploads", &said(&bytes)).await;
    assert_eq!(there.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_lawfully_erased_goes_with_the_next_sweep() {
    let house = House::open("").await;
    let bru = house.post("BRU");
    let desk = house.desk(&bru, "zhang", 1);
    let (refused, live) = (uploaded(&desk, 1).await, uploaded(&desk, 2).await);
    let long_ago = (Status::Rejected, 800);
    house.orders_of((&bru, 1), &[Some(refused)], long_ago);
    house.orders(&bru, 2, &[Some(live)]);
    age(&house, 30 * DAYS);
    assert_eq!(swept(&house, &[])["posts"][0]["named"], 2);
    let (said, exit) = run(&house, &["order", "erase-due", "BRU", "--dry-run"]);
    assert_eq!((exit, &said["orders"]), (0, &json!(1)), "{said}");
    let got = desk.get(&format!("blobs/{refused}"), &[]).await;
    assert_eq!(got.status, StatusCode::OK, "it was only said");
    let (said, exit) = run(&house, &["order", "erase-due", "BRU"]);
    assert_eq!((exit, &said["orders"]), (0, &json!(1)), "{said}");
    // Nobody reads it from now on, and it goes.
    let got = desk.get(&format!("blobs/{refused}"), &[]).await;
    assert_eq!(got.status, StatusCode::NOT_FOUND);
    assert!(kept(&house, &bru, &refused).exists());
    assert_eq!(swept(&house, &[])["posts"][0]["files"], 1);
    assert!(!kept(&house, &bru, &refused).exists());
    assert!(kept(&house, &bru, &live).exists());
    let (said, exit) = run(&house, &["order", "erase-due", "BRU"]);
    assert_eq!((exit, &said["images"]), (0, &json!(0)), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_goes_while_an_order_cannot_be_read() {
    let house = House::open("").await;
    let bru = house.post("BRU");
    let desk = house.desk(&bru, "zhang", 1);
    let named = uploaded(&desk, 1).await;
    let loose = uploaded(&desk, 2).await;
    house.orders(&bru, 1, &[Some(named)]);
    age(&house, 30 * DAYS);
    let ledger = rusqlite::Connection::open(house.folder.path().join("ledger.db")).unwrap();
    ledger
        .execute_batch("UPDATE document SET body = CAST('{}' AS BLOB) WHERE kind = 'order'")
        .unwrap();
    let (_, exit) = run(&house, &["blobs", "sweep"]);
    assert_eq!(exit, 1);
    assert!(kept(&house, &bru, &named).exists() && kept(&house, &bru, &loose).exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn uploads_nobody_goes_on_with_are_given_up() {
    let house = House::open("").await;
    let bru = house.post("BRU");
    let desk = house.desk(&bru, "zhang", 1);
    let (stale, fresh) = (jpeg(2_000, 1), jpeg(2_000, 2));
    let begun = desk.post("uploads", &said(&stale)).await;
    desk.patch(&place(&begun), 0, &stale[..700]).await;
    let spool = house.folder.path().join("spool");
    let cards = |end: &str| {
        let all = files_under(spool.clone());
        let all = all
            .into_iter()
            .filter(|file| file.extension().is_some_and(|e| e == end));
        all.collect::<Vec<_>>()
    };
    ended(&cards("card")[0], "until");
    let begun = desk.post("uploads", &said(&fresh)).await;
    desk.patch(&place(&begun), 0, &fresh[..600]).await;
    let dry = swept(&house, &["--dry-run"]);
    assert_eq!(
        (&dry["uploads"], &dry["upload_bytes"]),
        (&json!(1), &json!(700))
    );
    assert_eq!(cards("part").len(), 2);
    let said = swept(&house, &[]);
    assert_eq!(
        (&said["uploads"], &said["upload_bytes"]),
        (&json!(1), &json!(700))
    );
    assert_eq!((cards("part").len(), cards("card").len()), (1, 1));
    let added = desk.patch(&place(&begun), 600, &fresh[600..]).await;
    assert_eq!(added.status, StatusCode::NO_CONTENT);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn naming_the_digest_of_another_posts_file_opens_nothing() {
    let house = House::open("").await;
    let (bru, nyc) = (house.post("BRU"), house.post("NYC"));
    let here = house.desk(&bru, "zhang", 1);
    let there = house.desk(&nyc, "li", 1);
    let bytes = jpeg(2_000, 1);
    let secret = uploaded(&here, 1).await;
    house.orders(&bru, 1, &[Some(secret)]);
    // They know its digest, and an order of theirs names it.
    house.orders(&nyc, 1, &[Some(secret)]);
    let path = format!("blobs/{secret}");
    assert_eq!(here.get(&path, &[]).await.body, bytes);
    let mut bodies = Vec::new();
    for path in [path.clone(), format!("blobs/{}", sha(b"nobody's"))] {
        let answer = there.get(&path, &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        let mut body: Value = answer.json();
        body["request"].take();
        bodies.push(body);
    }
    assert_eq!(bodies[0], bodies[1]);
    assert_eq!(there.head(&path).await.status, StatusCode::NOT_FOUND);
    let range = there.get(&path, &[("range", "bytes=0-3")]).await;
    assert_eq!(range.status, StatusCode::NOT_FOUND);
    let tag = format!("\"{secret}\"");
    let known = there.get(&path, &[("if-none-match", &tag)]).await;
    assert_eq!(known.status, StatusCode::NOT_FOUND);
    // Nor are they told that it is there: they would have to send it.
    let begun = there.post("uploads", &said(&bytes)).await;
    assert_eq!(begun.status, StatusCode::CREATED);
}

#[tokio::test]
async fn what_was_uploaded_again_since_it_was_looked_at_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::folder(folder.path()).unwrap();
    let zhang = Bringer::Officer(OfficerId::new("zhang"));
    let (post, officer) = (PostCode::new("BRU"), zhang);
    let (again, gone) = (jpeg(900, 1), jpeg(900, 2));
    let by = (&post, &officer);
    for bytes in [&again, &gone] {
        let sha256 = sha(bytes);
        let kept = store.keep(by, &sha256, bytes.clone().into());
        kept.await.unwrap();
    }
    let before = now().plus_days(-1);
    for path in files_under(folder.path().to_owned()) {
        old(&path, 2 * DAYS);
    }
    let standing = store.standing(&post, before).await.unwrap();
    assert_eq!(standing.old.len(), 2);
    let both = BTreeSet::from([sha(&again), sha(&gone)]);
    let sha256 = sha(&again);
    let kept = store.keep(by, &sha256, again.clone().into());
    kept.await.unwrap();
    store.take_away(&post, &standing, &both).await.unwrap();
    let is_there = async |bytes: &[u8]| {
        let name = lingshi_central::blobs::name(&post, &sha(bytes));
        store.has(&name).await.unwrap()
    };
    assert!(is_there(&again).await);
    assert!(!is_there(&gone).await);
    // And once more of what is gone is no fault.
    store.take_away(&post, &standing, &both).await.unwrap();
}

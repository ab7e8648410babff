//! Reading files: by right, whole, in part, or not again.

use super::house::{House, jpeg, sha};
use reqwest::StatusCode;

/// A post with one order that names a file, and the file.
async fn with_file() -> (House, super::house::Desk, Vec<u8>) {
    let house = House::open("").await;
    let post = house.post("BRU");
    let bytes = jpeg(2_000, 1);
    house.orders(&post, 1, &[Some(sha(&bytes)), None]);
    let desk = house.desk(&post, "zhang", 1);
    desk.upload(&bytes).await;
    (house, desk, bytes)
}

#[tokio::test]
async fn a_file_of_an_order_is_sent_whole_with_its_type_and_its_tag() {
    let (house, desk, bytes) = with_file().await;
    let path = format!("blobs/{}", sha(&bytes));
    let got = desk.get(&path, &[("accept-encoding", "gzip, zstd")]).await;
    assert_eq!(got.status, StatusCode::OK);
    assert_eq!(got.body, bytes);
    let tag = format!("\"{}\"", sha(&bytes));
    let told = [
        ("etag", tag.as_str()),
        ("content-type", "image/jpeg"),
        ("content-length", "2000"),
        ("accept-ranges", "bytes"),
        ("content-disposition", "attachment"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("cache-control", "no-store"),
    ];
    for (name, value) in told {
        assert_eq!(got.header(name), Some(value), "{name}");
    }
    assert_eq!(got.header("content-encoding"), None);
    let head = desk.head(&path).await;
    assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
    assert_eq!(head.header("content-length"), Some("2000"));
    assert_eq!(head.header("etag"), Some(tag.as_str()));
    drop(house);
}

#[tokio::test]
async fn a_part_is_what_was_asked_and_the_whole_is_sent_if_it_is_of_something_else() {
    let (_house, desk, bytes) = with_file().await;
    let path = format!("blobs/{}", sha(&bytes));
    let parts = [
        ("bytes=0-", 0..2_000, "bytes 0-1999/2000"),
        ("bytes=500-", 500..2_000, "bytes 500-1999/2000"),
        ("bytes=10-19", 10..20, "bytes 10-19/2000"),
        ("bytes=1990-5000", 1_990..2_000, "bytes 1990-1999/2000"),
        ("bytes=-100", 1_900..2_000, "bytes 1900-1999/2000"),
    ];
    let tag = format!("\"{}\"", sha(&bytes));
    for (asked, range, place) in parts {
        for only_if in [None, Some(tag.as_str())] {
            let mut headers = vec![("range", asked)];
            headers.extend(only_if.map(|tag| ("if-range", tag)));
            let got = desk.get(&path, &headers).await;
            assert_eq!(got.status, StatusCode::PARTIAL_CONTENT, "{asked}");
            assert_eq!(got.header("content-range"), Some(place));
            assert_eq!(got.body, bytes[range.clone()], "{asked}");
        }
    }
    let beyond = desk.get(&path, &[("range", "bytes=2000-")]).await;
    assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(beyond.header("content-range"), Some("bytes */2000"));
    assert_eq!(beyond.code().as_deref(), Some("no_such_range"));
    let other = format!("\"{}\"", sha(b"other"));
    let changed = [("range", "bytes=500-"), ("if-range", other.as_str())];
    let whole = desk.get(&path, &changed).await;
    assert_eq!((whole.status, whole.body), (StatusCode::OK, bytes));
    let known = desk.get(&path, &[("if-none-match", tag.as_str())]).await;
    assert_eq!(
        (known.status, known.body.len()),
        (StatusCode::NOT_MODIFIED, 0)
    );
    assert_eq!(known.header("etag"), Some(tag.as_str()));
}

#[tokio::test]
async fn what_no_order_of_the_post_names_is_not_told_from_what_is_not_there() {
    let (house, desk, bytes) = with_file().await;
    let elsewhere = house.post("NYC");
    let theirs = house.desk(&elsewhere, "li", 1);
    // Kept, but no order names it yet.
    let loose = jpeg(700, 2);
    desk.upload(&loose).await;
    // Named by an order, but never sent.
    let never = sha(b"never sent");
    let answers = [
        theirs.get(&format!("blobs/{}", sha(&bytes)), &[]).await,
        desk.get(&format!("blobs/{}", sha(&loose)), &[]).await,
        desk.get(&format!("blobs/{never}"), &[]).await,
        desk.get("blobs/..%2f..%2fserver.key", &[]).await,
    ];
    let mut bodies: Vec<serde_json::Value> = Vec::new();
    for answer in answers {
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        let mut body: serde_json::Value = answer.json();
        body["request"].take();
        bodies.push(body);
    }
    bodies.dedup();
    assert_eq!(bodies.len(), 1);
    // Another post's path is no way around it.
    let mut strayed = theirs;
    strayed.post = desk.post.clone();
    let answer = strayed.get(&format!("blobs/{}", sha(&bytes)), &[]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    // Once an order names it, its post may read it.
    house.orders(&desk.post, 2, &[Some(sha(&loose))]);
    let now = desk.get(&format!("blobs/{}", sha(&loose)), &[]).await;
    assert_eq!((now.status, now.body), (StatusCode::OK, loose));
}

//! Uploading files: in pieces, over lines that are cut.

use super::house::{Desk, House, ended, jpeg, place, said, sha};
use reqwest::StatusCode;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

async fn one() -> (House, Desk) {
    let house = House::open("").await;
    let post = house.post("BRU");
    let desk = house.desk(&post, "zhang", 1);
    (house, desk)
}

/// How many files wait in the spool.
fn waiting(house: &House) -> usize {
    let folders = std::fs::read_dir(house.folder.path().join("spool")).unwrap();
    folders
        .map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap().count())
        .sum()
}

/// Waits until an upload is where it should be: the server may still be looking at a line that was cut.
async fn settles(desk: &Desk, path: &str, offset: usize) {
    for _ in 0..200 {
        let told = desk.head(path).await;
        if told.offset() == Some(offset) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("the upload never came to {offset}");
}

/// A line over which a piece is begun, as far as the server asks for its bytes: it holds the upload then.
async fn begins(desk: &Desk, path: &str, length: usize) -> TcpStream {
    let mut line = TcpStream::connect(&desk.address).await.unwrap();
    let head = format!(
        "PATCH /v1/posts/{}/{path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\nupload-offset: 0\r\n\
         content-type: application/offset+octet-stream\r\ncontent-length: {length}\r\n\
         expect: 100-continue\r\n\r\n",
        desk.post, desk.token
    );
    line.write_all(head.as_bytes()).await.unwrap();
    let mut answer = [0; 25];
    line.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 100 Continue\r\n\r\n");
    line
}

#[tokio::test]
async fn a_file_in_pieces_is_kept_and_told_to_whoever_brought_it() {
    let (house, desk) = one().await;
    let bytes = jpeg(700_000, 1);
    let begun = desk.post("uploads", &said(&bytes)).await;
    assert_eq!(
        (begun.status, begun.offset()),
        (StatusCode::CREATED, Some(0))
    );
    let path = place(&begun);
    for (at, until) in [(0, 1), (1, 20), (20, 400_000), (400_000, 700_000)] {
        let added = desk.patch(&path, at, &bytes[at..until]).await;
        assert_eq!(
            (added.status, added.offset()),
            (StatusCode::NO_CONTENT, Some(until))
        );
    }
    assert_eq!(desk.head(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(waiting(&house), 0);
    let again = desk.post("uploads", &said(&bytes)).await;
    assert_eq!(again.status, StatusCode::OK);
    assert_eq!(
        again.json::<serde_json::Value>(),
        json!({ "upload": "there" })
    );
    // A colleague who may not read it is not told; they may bring it too.
    let colleague = house.desk(&desk.post, "wang", 1);
    let begun = colleague.post("uploads", &said(&bytes)).await;
    assert_eq!(begun.status, StatusCode::CREATED);
    // Once an order names it, they are told.
    house.orders(&desk.post, 1, &[Some(sha(&bytes))]);
    let told = colleague.post("uploads", &said(&bytes)).await;
    assert_eq!(
        told.json::<serde_json::Value>(),
        json!({ "upload": "there" })
    );
    let got = colleague.get(&format!("blobs/{}", sha(&bytes)), &[]).await;
    assert_eq!(got.body, bytes);
}

#[tokio::test]
async fn what_came_before_a_line_was_cut_is_not_sent_again() {
    let (mut house, mut desk) = one().await;
    let bytes = jpeg(10_000, 3);
    let begun = desk.post("uploads", &said(&bytes)).await;
    let path = place(&begun);
    let mut line = begins(&desk, &path, 10_000).await;
    line.write_all(&bytes[..4_000]).await.unwrap();
    drop(line);
    settles(&desk, &path, 4_000).await;
    let wrong = desk.patch(&path, 3_999, &bytes[3_999..]).await;
    assert_eq!(
        (wrong.status, wrong.offset()),
        (StatusCode::CONFLICT, Some(4_000))
    );
    assert_eq!(wrong.code().as_deref(), Some("wrong_offset"));
    // A server that was begun anew knows it too, and so does a desk that lost its name.
    house.stop().await;
    house.begin().await;
    desk = house.desk(&desk.post, "zhang", 1);
    let again = desk.post("uploads", &said(&bytes)).await;
    assert_eq!(
        (again.status, again.offset()),
        (StatusCode::OK, Some(4_000))
    );
    assert_eq!(place(&again), path);
    let added = desk.patch(&path, 4_000, &bytes[4_000..]).await;
    assert_eq!(
        (added.status, added.offset()),
        (StatusCode::NO_CONTENT, Some(10_000))
    );
    house.orders(&desk.post, 1, &[Some(sha(&bytes))]);
    let got = desk.get(&format!("blobs/{}", sha(&bytes)), &[]).await;
    assert_eq!(got.body, bytes);
}

#[tokio::test]
async fn two_do_not_write_into_one_upload() {
    let (_house, desk) = one().await;
    let bytes = jpeg(10_000, 4);
    let begun = desk.post("uploads", &said(&bytes)).await;
    let path = place(&begun);
    let mut line = begins(&desk, &path, 10_000).await;
    let other = desk.patch(&path, 0, &bytes).await;
    assert_eq!(other.status, StatusCode::LOCKED);
    assert_eq!(other.code().as_deref(), Some("upload_busy"));
    assert!(other.header("retry-after").is_some());
    line.write_all(&bytes).await.unwrap();
    let mut rest = vec![0; 1_024];
    let read = line.read(&mut rest).await.unwrap();
    let rest = String::from_utf8_lossy(&rest[..read]).into_owned();
    assert!(rest.contains("204 No Content"), "{rest}");
}

#[tokio::test]
async fn a_file_that_is_not_what_was_said_is_not_kept() {
    let (house, desk) = one().await;
    // Another file of the same length.
    let begun = desk.post("uploads", &said(&jpeg(5_000, 5))).await;
    let path = place(&begun);
    let wrong = desk.patch(&path, 0, &jpeg(5_000, 6)).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.code().as_deref(), Some("wrong_digest"));
    assert_eq!(desk.head(&path).await.status, StatusCode::NOT_FOUND);
    // A page that says it is a picture is known by how it begins, before all of it is in.
    let page = b"<html><script>alert(1)</script>".repeat(100);
    let begun = desk.post("uploads", &said(&page)).await;
    let path = place(&begun);
    let wrong = desk.patch(&path, 0, &page[..100]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.code().as_deref(), Some("wrong_kind"));
    assert_eq!(desk.head(&path).await.status, StatusCode::NOT_FOUND);
    // Another type than was said.
    let bytes = b"%PDF-1.7 and more of it";
    let begun = desk.post("uploads", &said(bytes)).await;
    let wrong = desk.patch(&place(&begun), 0, bytes).await;
    assert_eq!(wrong.code().as_deref(), Some("wrong_kind"));
    assert_eq!(waiting(&house), 0);
    // A type that is never taken.
    let mut new = said(&page);
    new["mime"] = json!("text/html");
    let refused = desk.post("uploads", &new).await;
    assert_eq!(refused.code().as_deref(), Some("wrong_kind"));
}

#[tokio::test]
async fn a_file_or_a_piece_that_is_too_large_is_not_taken() {
    let (house, desk) = one().await;
    let mut new = said(b"x");
    new["bytes"] = json!(20 * 1024 * 1024 + 1);
    let refused = desk.post("uploads", &new).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(refused.code().as_deref(), Some("too_large"));
    new["bytes"] = json!(0);
    assert_eq!(
        desk.post("uploads", &new).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(waiting(&house), 0);
    let bytes = jpeg(3_000_000, 7);
    let begun = desk.post("uploads", &said(&bytes)).await;
    let path = place(&begun);
    let refused = desk.patch(&path, 0, &bytes[..=1024 * 1024]).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(desk.head(&path).await.offset(), Some(0));
    let most = desk.patch(&path, 0, &bytes[..1024 * 1024]).await;
    assert_eq!(most.offset(), Some(1024 * 1024));
    // More than was said, and without saying so before.
    let small = jpeg(1_000, 8);
    let begun = desk.post("uploads", &said(&small)).await;
    let path = place(&begun);
    let mut line = TcpStream::connect(&desk.address).await.unwrap();
    let head = format!(
        "PATCH /v1/posts/{}/{path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\nupload-offset: 0\r\n\
         content-type: application/offset+octet-stream\r\ntransfer-encoding: chunked\r\n\r\n7d0\r\n",
        desk.post, desk.token
    );
    line.write_all(head.as_bytes()).await.unwrap();
    line.write_all(&jpeg(2_000, 8)).await.unwrap();
    line.write_all(b"\r\n0\r\n\r\n").await.unwrap();
    let mut answer = vec![0; 1_024];
    let read = line.read(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer[..read]).into_owned();
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    settles(&desk, &path, 0).await;
}

#[tokio::test]
async fn an_upload_is_its_officers_on_that_device_and_nobody_elses() {
    let (house, desk) = one().await;
    let bytes = jpeg(1_000, 9);
    let begun = desk.post("uploads", &said(&bytes)).await;
    let path = place(&begun);
    let others = [
        house.desk(&desk.post, "wang", 1),
        house.desk(&desk.post, "zhang", 2),
        house.desk(&house.post("NYC"), "zhang", 1),
    ];
    for other in &others {
        assert_eq!(other.head(&path).await.status, StatusCode::NOT_FOUND);
        let added = other.patch(&path, 0, &bytes).await;
        assert_eq!(added.status, StatusCode::NOT_FOUND);
        assert_eq!(other.delete(&path).await.status, StatusCode::NOT_FOUND);
    }
    for stray in ["uploads/x", "uploads/..%2f..%2fserver", "uploads/%00"] {
        assert_eq!(desk.head(stray).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(desk.delete(&path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(desk.head(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(waiting(&house), 0);
}

#[tokio::test]
async fn a_device_has_few_uploads_open() {
    let (house, desk) = one().await;
    let mut first = None;
    for seed in 0..8 {
        let begun = desk.post("uploads", &said(&jpeg(1_000, seed))).await;
        assert_eq!(begun.status, StatusCode::CREATED);
        first.get_or_insert(place(&begun));
    }
    let refused = desk.post("uploads", &said(&jpeg(1_000, 50))).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.code().as_deref(), Some("too_many_uploads"));
    // The same again is no other one, and another device has its own.
    let same = desk.post("uploads", &said(&jpeg(1_000, 3))).await;
    assert_eq!(same.status, StatusCode::OK);
    let other = house.desk(&desk.post, "zhang", 2);
    let begun = other.post("uploads", &said(&jpeg(1_000, 50))).await;
    assert_eq!(begun.status, StatusCode::CREATED);
    desk.delete(&first.unwrap()).await;
    let begun = desk.post("uploads", &said(&jpeg(1_000, 50))).await;
    assert_eq!(begun.status, StatusCode::CREATED);
}

#[tokio::test]
async fn an_upload_ends_after_a_day() {
    let (house, desk) = one().await;
    let bytes = jpeg(1_000, 1);
    let begun = desk.post("uploads", &said(&bytes)).await;
    let path = place(&begun);
    desk.patch(&path, 0, &bytes[..500]).await;
    for folder in std::fs::read_dir(house.folder.path().join("spool")).unwrap() {
        for file in std::fs::read_dir(folder.unwrap().path()).unwrap() {
            let file = file.unwrap().path();
            if file
                .extension()
                .is_some_and(|extension| extension == "card")
            {
                ended(&file, "until");
            }
        }
    }
    assert_eq!(desk.head(&path).await.status, StatusCode::NOT_FOUND);
    let added = desk.patch(&path, 500, &bytes[500..]).await;
    assert_eq!(added.status, StatusCode::NOT_FOUND);
    let anew = desk.post("uploads", &said(&bytes)).await;
    assert_eq!((anew.status, anew.offset()), (StatusCode::CREATED, Some(0)));
}

#[tokio::test]
async fn a_piece_says_what_it_is_and_where_it_belongs() {
    let (_house, desk) = one().await;
    let bytes = jpeg(1_000, 1);
    let begun = desk.post("uploads", &said(&bytes)).await;
    let path = place(&begun);
    let without = |name: &'static str, value: &'static str| {
        let ask = desk.ask(reqwest::Method::PATCH, &path);
        ask.header(name, value).body(bytes.clone()).send()
    };
    let piece = without("upload-offset", "0").await.unwrap();
    assert_eq!(piece.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let nowhere = without("content-type", "application/offset+octet-stream");
    assert_eq!(nowhere.await.unwrap().status(), StatusCode::BAD_REQUEST);
    assert_eq!(desk.head(&path).await.offset(), Some(0));
}

//! The same through the client that desks use: lines are cut, and it goes on where they were.

use super::house::{Desk, House, jpeg, sha};
use lingshi_wire::Sha;
use lingshi_wire::blobs::{NewUpload, Upload};
use lingshi_wire::client::{Client, ClientFault, Coming, Session};
use lingshi_wire::snapshot::Reader;
use std::io::Read as _;

fn session(house: &House, desk: &Desk) -> Session {
    let client = Client::new(&format!("http://{}", desk.address)).unwrap();
    client.session(&desk.post, &desk.token, &house.server())
}

fn new(bytes: &[u8]) -> NewUpload {
    NewUpload {
        sha256: sha(bytes),
        bytes: bytes.len() as u64,
        mime: "image/jpeg".to_owned(),
    }
}

/// What comes, up to so many bytes.
async fn some(mut coming: Coming, most: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while bytes.len() < most
        && let Some(piece) = coming.next().await.unwrap()
    {
        bytes.extend_from_slice(&piece);
    }
    bytes.truncate(most);
    bytes
}

fn code(fault: &ClientFault) -> Option<&str> {
    match fault {
        ClientFault::Problem { problem, .. } => Some(&problem.code),
        _ => None,
    }
}

#[tokio::test]
async fn a_file_is_handed_in_and_fetched_over_lines_that_are_cut() {
    let house = House::open("").await;
    let post = house.post("BRU");
    let bytes = jpeg(900_000, 3);
    let orders = house.orders(&post, 1, &[Some(sha(&bytes))]);
    let desk = session(&house, &house.desk(&post, "zhang", 1));
    let Upload::Open { id, offset: 0, .. } = desk.begin_upload(&new(&bytes)).await.unwrap() else {
        panic!("nothing is there yet");
    };
    let at = desk.add_piece(&id, 0, bytes[..300_000].to_vec()).await;
    assert_eq!(at.unwrap(), 300_000);
    // The answer to the next piece was lost: the same again belongs elsewhere, and the server says where.
    let again = desk.add_piece(&id, 0, bytes[..300_000].to_vec()).await;
    assert_eq!(code(&again.unwrap_err()), Some("wrong_offset"));
    let from = desk.how_far(&id).await.unwrap();
    let rest = bytes[usize::try_from(from).unwrap()..].to_vec();
    assert_eq!(desk.add_piece(&id, from, rest).await.unwrap(), 900_000);
    let there = desk.begin_upload(&new(&bytes)).await.unwrap();
    assert_eq!(there, Upload::There);
    let name = sha(&bytes);
    let first = some(desk.blob_from(&name, 0).await.unwrap(), 100_000).await;
    let second = desk.blob_from(&name, 100_000).await.unwrap();
    assert_eq!(second.from, 100_000);
    let whole = [first, some(second, usize::MAX).await].concat();
    assert_eq!(sha(&whole), name);
    // Nobody else of the post has asked for the same person.
    assert_eq!(desk.duplicates(&orders[0]).await.unwrap().hits, []);
    let nothing = desk.blob_from(&Sha::of_parts("none", &[]), 0).await;
    assert_eq!(code(&nothing.unwrap_err()), Some("not_here"));
}

#[tokio::test]
async fn an_upload_that_was_given_up_is_gone() {
    let house = House::open("").await;
    let post = house.post("BRU");
    let desk = session(&house, &house.desk(&post, "zhang", 1));
    let Upload::Open { id, .. } = desk.begin_upload(&new(&jpeg(5_000, 4))).await.unwrap() else {
        panic!("nothing is there yet");
    };
    desk.give_up(&id).await.unwrap();
    assert!(desk.how_far(&id).await.is_err() && desk.give_up(&id).await.is_err());
}

#[tokio::test]
async fn a_snapshot_is_fetched_in_two_parts_and_read() {
    let house = House::open("").await;
    let post = house.post("BRU");
    house.orders(&post, 1, &[None; 20]);
    let desk = session(&house, &house.desk(&post, "zhang", 1));
    let card = desk.snapshot().await.unwrap();
    let half = usize::try_from(card.bytes / 2).unwrap();
    let first = some(desk.snapshot_from(&card.name, 0).await.unwrap(), half).await;
    let second = desk.snapshot_from(&card.name, half as u64).await.unwrap();
    let second = some(second, usize::MAX).await;
    assert_eq!(sha(&[&first[..], &second].concat()), card.name);
    let mut reader = Reader::begin(first.chain(&second[..])).unwrap();
    let mut documents = 0;
    while reader.next_document().unwrap().is_some() {
        documents += 1;
    }
    assert_eq!(documents, card.documents);
}

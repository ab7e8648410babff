//! Snapshots: the same as all changes, and gone on from by changes.

use super::house::{Answer, Desk, House, ended, sha};
use lingshi_wire::changes::{Changes, Pulled};
use lingshi_wire::snapshot::{Reader, Snapshot};
use lingshi_wire::{DocKey, Link, Seq};
use reqwest::StatusCode;
use std::collections::BTreeMap;

/// Documents by name, with version, line and text.
type Documents = BTreeMap<DocKey, (u32, Seq, String)>;

fn take(into: &mut Documents, document: Pulled) {
    let text = document.body.get().to_owned();
    into.insert(document.key, (document.version, document.seq, text));
}

/// Pulls everything after a line, checking the chain.
async fn pull(desk: &Desk, mut after: Seq, mut link: Link, into: &mut Documents) -> (Seq, Link) {
    loop {
        let path = format!("changes?after={after}&lines=7");
        let page: Changes = desk.get(&path, &[]).await.json();
        for line in &page.lines {
            assert!(line.follows(&link), "the chain goes on");
            link = line.link;
        }
        for document in page.documents {
            take(into, document);
        }
        after = page.until;
        if page.until == page.head {
            return (after, link);
        }
    }
}

async fn asked(desk: &Desk) -> Snapshot {
    let answer = desk.get("snapshot", &[]).await;
    assert_eq!(answer.status, StatusCode::OK, "{:?}", answer.code());
    answer.json()
}

async fn fetched(desk: &Desk, snapshot: &Snapshot) -> Answer {
    desk.get(&format!("snapshots/{}", snapshot.name), &[]).await
}

fn read(file: &[u8]) -> (lingshi_wire::snapshot::Head, Documents) {
    let mut reader = Reader::begin(file).unwrap();
    let mut documents = Documents::new();
    while let Some(document) = reader.next_document().unwrap() {
        take(&mut documents, document);
    }
    (reader.head().clone(), documents)
}

#[tokio::test]
async fn a_snapshot_is_the_same_as_all_changes_and_is_gone_on_from() {
    let house = House::open("").await;
    let post = house.post("BRU");
    house.orders(&post, 1, &[None; 60]);
    let desk = house.desk(&post, "zhang", 1);
    let snapshot = asked(&desk).await;
    let file = fetched(&desk, &snapshot).await;
    assert_eq!(sha(&file.body), snapshot.name);
    assert_eq!(
        file.header("etag"),
        Some(format!("\"{}\"", snapshot.name).as_str())
    );
    assert_eq!(u64::try_from(file.body.len()).unwrap(), snapshot.bytes);
    let (head, mut from_snapshot) = read(&file.body);
    assert_eq!((head.post, head.realm.as_str()), (post.clone(), "test"));
    assert_eq!(
        (head.epoch, head.seq, head.link),
        (snapshot.epoch, snapshot.seq, snapshot.link)
    );
    let mut from_changes = Documents::new();
    let (seq, link) = pull(&desk, Seq::START, Link::start(), &mut from_changes).await;
    assert_eq!((seq, link), (snapshot.seq, snapshot.link));
    assert_eq!(from_snapshot, from_changes);
    assert_eq!(
        u64::try_from(from_snapshot.len()).unwrap(),
        snapshot.documents
    );
    // The log goes on; so does whoever began with the snapshot.
    house.orders(&post, 2, &[None; 9]);
    house.desk(&post, "wang", 1);
    let (seq, link) = pull(&desk, seq, link, &mut from_snapshot).await;
    pull(&desk, snapshot.seq, snapshot.link, &mut from_changes).await;
    assert_eq!(from_snapshot, from_changes);
    let mut anew = Documents::new();
    assert_eq!(
        pull(&desk, Seq::START, Link::start(), &mut anew).await,
        (seq, link)
    );
    assert_eq!(from_snapshot, anew);
    // It is small: what orders have in common is said once.
    let raw: usize = anew.values().map(|(_, _, text)| text.len()).sum();
    assert!(file.body.len() * 4 < raw, "{} of {raw}", file.body.len());
}

#[tokio::test]
async fn a_snapshot_is_made_again_only_when_it_is_too_far_behind() {
    let house = House::open("[snapshots]\nlines = 5\nminutes = 30\n").await;
    let post = house.post("BRU");
    house.orders(&post, 1, &[None; 3]);
    let desk = house.desk(&post, "zhang", 1);
    let folder = house.folder.path().join("snapshots/BRU");
    let first = asked(&desk).await;
    assert_eq!(asked(&desk).await, first);
    house.orders(&post, 2, &[None; 5]);
    assert_eq!(asked(&desk).await, first, "five lines behind");
    house.orders(&post, 3, &[None; 1]);
    let second = asked(&desk).await;
    assert_ne!(second.name, first.name);
    assert_eq!(second.seq.0, first.seq.0 + 6);
    // Whoever fetches the older one may go on.
    assert_eq!(sha(&fetched(&desk, &first).await.body), first.name);
    // What changes no longer go on from is no use.
    house.orders(&post, 4, &[None; 2]);
    let head = second.seq.next().next();
    house.write(|tx, _| {
        tx.lock_head(&post)?;
        tx.retain_from(&post, head)
    });
    ended(&folder.join(format!("{}.card", first.name)), "at");
    let third = asked(&desk).await;
    assert_eq!(third.seq, head);
    // One that is older than the newest, and has been for a while, is gone.
    let gone = fetched(&desk, &first).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    assert_eq!(fetched(&desk, &second).await.status, StatusCode::OK);
    // One that is old is made again once the log went on, however little.
    ended(&folder.join(format!("{}.card", third.name)), "at");
    assert_eq!(
        asked(&desk).await.name,
        third.name,
        "nothing happened since"
    );
    house.orders(&post, 5, &[None; 1]);
    assert_eq!(asked(&desk).await.seq, head.next());
}

#[tokio::test]
async fn many_who_ask_at_once_get_the_same_one() {
    let house = House::open("").await;
    let post = house.post("BRU");
    house.orders(&post, 1, &[None; 40]);
    let desk = house.desk(&post, "zhang", 1);
    let (a, b, c) = tokio::join!(asked(&desk), asked(&desk), asked(&desk));
    assert_eq!((&a, &b), (&b, &c));
    let folder = house.folder.path().join("snapshots/BRU");
    let files = std::fs::read_dir(&folder).unwrap().count();
    assert_eq!(files, 2, "one snapshot and its card");
    // A snapshot that was damaged on the disk is made again.
    let file = folder.join(format!("{}.snapshot", a.name));
    std::fs::write(&file, b"cut").unwrap();
    let again = asked(&desk).await;
    assert_eq!(sha(&fetched(&desk, &again).await.body), again.name);
}

#[tokio::test]
async fn a_snapshot_is_fetched_in_parts_and_only_at_its_post() {
    let house = House::open("").await;
    let post = house.post("BRU");
    house.orders(&post, 1, &[None; 20]);
    let desk = house.desk(&post, "zhang", 1);
    let snapshot = asked(&desk).await;
    let path = format!("snapshots/{}", snapshot.name);
    let whole = desk.get(&path, &[("accept-encoding", "gzip")]).await;
    assert_eq!(whole.header("content-encoding"), None);
    let half = whole.body.len() / 2;
    let tag = whole.header("etag").unwrap();
    let rest = format!("bytes={half}-");
    let rest = desk
        .get(&path, &[("range", rest.as_str()), ("if-range", tag)])
        .await;
    assert_eq!(rest.status, StatusCode::PARTIAL_CONTENT);
    assert_eq!(rest.body, whole.body[half..]);
    let head = desk.head(&path).await;
    let length = head.header("content-length").unwrap();
    assert_eq!(length, snapshot.bytes.to_string());
    let beyond = format!("bytes={length}-");
    let beyond = desk.get(&path, &[("range", beyond.as_str())]).await;
    assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);
    let theirs = house.desk(&house.post("NYC"), "li", 1);
    let answer = theirs.get(&path, &[]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let card = desk
        .get(&format!("snapshots/{}.card", snapshot.name), &[])
        .await;
    assert_eq!(card.status, StatusCode::NOT_FOUND);
    // A post without an order has one too.
    let small = asked(&theirs).await;
    let (_, documents) = read(&fetched(&theirs, &small).await.body);
    assert_eq!(u64::try_from(documents.len()).unwrap(), small.documents);
}

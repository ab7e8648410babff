//! Pulling over the wire: every line once, whatever the page; and why a desk cannot go on.

use crate::common::House;
use lingshi_rules::life::Status;
use lingshi_wire::changes::Rebootstrap;
use lingshi_wire::client::{ClientFault, Session};
use lingshi_wire::{Epoch, Link, Seq};
use std::collections::BTreeMap;

async fn pulled(session: &Session, lines: Option<u16>) -> (Vec<String>, BTreeMap<String, u32>) {
    let (mut after, mut epoch, mut link) = (Seq::START, None, Link::start());
    let (mut headers, mut documents) = (Vec::new(), BTreeMap::new());
    loop {
        let page = session.changes(after, epoch, lines).await.unwrap();
        for line in &page.lines {
            assert!(line.follows(&link), "{}", line.header);
            link = line.link;
            headers.push(line.header.clone());
        }
        for document in page.documents {
            documents.insert(format!("{:?}", document.key), document.version);
        }
        assert!(page.until > after || page.lines.is_empty());
        (after, epoch) = (page.until, Some(page.epoch));
        if page.until == page.head {
            return (headers, documents);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_line_comes_once_whatever_the_page() {
    let house = House::open().await;
    let post = house.post("BRU");
    let (officers, _) = house.fill(&post, &[(Status::FirstReview, 3)]).await;
    let session = house.session(&officers[0]).await;
    let whole = pulled(&session, None).await;
    let lines = u16::try_from(whole.0.len()).unwrap();
    for page in [1, 2, lines - 1, lines, lines + 1, 2 * lines, u16::MAX] {
        assert_eq!(pulled(&session, Some(page)).await, whole, "{page}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_desk_that_cannot_go_on_is_told_why() {
    let house = House::open().await;
    let post = house.post("BRU");
    let (officers, _) = house.fill(&post, &[(Status::FirstReview, 1)]).await;
    let session = house.session(&officers[0]).await;
    let head = house.read(|tx| tx.head(&post.code)).unwrap();
    let why = async |after: Seq, epoch: u32| {
        let told = session.changes(after, Some(Epoch(epoch)), None).await;
        match told {
            Err(ClientFault::Rebootstrap(why)) => Some(why),
            Err(other) => panic!("{other}"),
            Ok(_) => None,
        }
    };
    let epoch = head.epoch.0;
    assert_eq!(why(head.seq, epoch).await, None);
    let ahead = Rebootstrap::Ahead { head: head.seq };
    assert_eq!(why(head.seq.next(), epoch).await, Some(ahead));
    let other = Rebootstrap::OtherEpoch { epoch: head.epoch };
    assert_eq!(why(Seq::START, epoch + 1).await, Some(other));
    house.write(|tx, _| {
        tx.lock_head(&post.code)?;
        tx.retain_from(&post.code, Seq(5))
    });
    let behind = why(Seq(1), epoch).await;
    assert!(
        matches!(behind, Some(Rebootstrap::TooFarBehind { .. })),
        "{behind:?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_answers_in_another_language_is_not_understood() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let answers = [
            "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n<html></>",
            "HTTP/1.1 502 Bad Gateway\r\ncontent-length: 3\r\n\r\nbad",
            "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\ncontent-length: 90\r\n\r\n{\"now\":",
        ];
        for answer in answers {
            use tokio::io::{AsyncReadExt, AsyncWriteExt};
            let (mut line, _) = listener.accept().await.unwrap();
            let mut asked = [0; 1024];
            assert!(line.read(&mut asked).await.unwrap() > 0);
            line.write_all(answer.as_bytes()).await.unwrap();
            line.shutdown().await.unwrap();
        }
    });
    let address = format!("http://{address}");
    for status in [200, 502, 302] {
        let client = lingshi_wire::client::Client::new(&address).unwrap();
        let told = client.time().await.err();
        assert!(
            matches!(told, Some(ClientFault::NotUnderstood { status: s }) if s == status),
            "{told:?}"
        );
    }
    let client = lingshi_wire::client::Client::new(&address).unwrap();
    let told = client.time().await.err();
    assert!(
        matches!(told, Some(ClientFault::Unreachable(_))),
        "{told:?}"
    );
}

//! The server behind its certificate: HTTP/2, as desks speak it from their posts.

use crate::common::fill::signed;
use crate::common::place::Place;
use crate::common::{House, often};
use lingshi_central::config::{Limits, Tls};
use lingshi_rules::life::{Action, Status};
use lingshi_wire::api::Commands;
use lingshi_wire::client::{BadServer, Client, ClientFault, Nudge};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// A house behind a certificate of its own, with the chain in PEM.
async fn certified() -> (House, String) {
    let place = Place::file();
    let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    let made = rcgen::generate_simple_self_signed(names).unwrap();
    let (chain, key) = (made.cert.pem(), made.signing_key.serialize_pem());
    std::fs::write(place.folder().join("chain.pem"), &chain).unwrap();
    std::fs::write(place.folder().join("key.pem"), key).unwrap();
    let tls = Tls {
        certificate: "chain.pem".into(),
        key: "key.pem".into(),
    };
    let limits = Limits {
        strangers_per_minute: often(1_000),
        officers_per_minute: often(1_000),
        ..Limits::default()
    };
    (House::with_tls(place, limits, Some(tls)).await, chain)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_desk_works_over_tls_and_trusts_nobody_else() {
    let (mut house, chain) = certified().await;
    let address = format!("https://localhost:{}", house.address().port());
    let trusting = Client::trusting(&address, chain.as_bytes()).unwrap();
    let nobody = Client::new(&address).unwrap().time().await;
    assert!(matches!(nobody, Err(ClientFault::Unreachable(_))));
    let garbage = b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    assert!(matches!(
        Client::trusting(&address, garbage),
        Err(BadServer::Certificates(_))
    ));
    house.client = trusting;
    let known = reqwest::Certificate::from_pem(chain.as_bytes()).unwrap();
    let http = reqwest::Client::builder().no_proxy();
    let http = http.tls_certs_merge([known]).build().unwrap();
    let alive = http.get(format!("{address}/healthz")).send().await.unwrap();
    assert_eq!(alive.version(), reqwest::Version::HTTP_2);
    let post = house.post("BRU");
    let (officers, orders) = house.fill(&post, &[(Status::FirstReview, 1)]).await;
    let order = house.order(&post, &orders[0]);
    let session = house.session(&officers[0]).await;
    let mut nudges = session.nudges().await.unwrap();
    let first = nudges.next().await.unwrap();
    let text = "已核对".to_owned();
    let commands = vec![signed(
        &post,
        &officers[0],
        &order,
        Action::AddNote { text },
    )];
    let answers = session.commands(&Commands { commands }).await.unwrap();
    let heard = timeout(Duration::from_secs(30), nudges.next()).await;
    let heard = heard.unwrap().unwrap();
    assert_eq!(heard, Some(Nudge::Head(answers.head)));
    assert_ne!(heard, first);
    // A stream that is held open does not hold the stop up.
    timeout(Duration::from_secs(15), house.end()).await.unwrap();
    assert_eq!(nudges.next().await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_does_not_end_their_greeting_is_hung_up_on() {
    let (house, chain) = certified().await;
    // The first bytes of a greeting of 512, and then nothing.
    let beginnings: [&[u8]; 3] = [
        b"",
        b"\x16",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ];
    let mut lines = Vec::new();
    for beginning in beginnings {
        let mut line = TcpStream::connect(house.address()).await.unwrap();
        line.write_all(beginning).await.unwrap();
        lines.push(line);
    }
    for mut line in lines {
        let mut rest = Vec::new();
        let hung_up = timeout(Duration::from_secs(20), line.read_to_end(&mut rest));
        hung_up.await.unwrap().ok();
    }
    let address = format!("https://localhost:{}", house.address().port());
    let client = Client::trusting(&address, chain.as_bytes()).unwrap();
    client.alive().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn questions_taken_back_at_once_do_not_wear_the_server_out() {
    let (house, chain) = certified().await;
    let address = format!("https://localhost:{}", house.address().port());
    let client = Client::trusting(&address, chain.as_bytes()).unwrap();
    // Asked over one line, and dropped before they are answered.
    for _ in 0..2_000 {
        let asked = client.alive();
        timeout(Duration::from_micros(50), asked).await.ok();
    }
    client.alive().await.unwrap();
}

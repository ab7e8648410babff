//! Whoever is slow or means harm: the server stays up, and answers others meanwhile.

use crate::common::fill::signed;
use crate::common::officer::Officer;
use crate::common::place::Place;
use crate::common::{House, Post};
use lingshi_central::config::Limits;
use lingshi_central::serve::{ServeFault, serve};
use lingshi_rules::life::{Action, Status};
use lingshi_rules::order::Order;
use lingshi_rules::people::Role;
use lingshi_wire::Answer;
use lingshi_wire::api::Commands;
use lingshi_wire::client::Nudge;
use std::num::NonZeroU32;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

const ROLES: [Role; 1] = [Role::FirstReviewer];

async fn house() -> (House, Post, Officer) {
    let house = House::open().await;
    let post = house.post("BRU");
    let zhang = house.hire(&post, "bru-zhang", &ROLES).await;
    (house, post, zhang)
}

async fn connect(house: &House) -> TcpStream {
    TcpStream::connect(house.address()).await.unwrap()
}

/// Everything that comes until the server hangs up.
async fn rest(line: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    // A line that is reset is hung up, too.
    line.read_to_end(&mut bytes).await.ok();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_header_that_dribbles_is_cut_off() {
    let (house, ..) = house().await;
    let mut line = connect(&house).await;
    let dribble = async {
        line.write_all(b"GET /v1/time HTTP/1.1\r\nx-a: ").await.ok();
        while line.write_all(b"a").await.is_ok() {
            let mut byte = [0];
            let hung_up = timeout(Duration::from_millis(250), line.read(&mut byte)).await;
            if matches!(hung_up, Ok(Ok(0) | Err(_))) {
                break;
            }
        }
    };
    timeout(Duration::from_secs(30), dribble).await.unwrap();
    house.client.alive().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_headers_and_one_that_is_too_long_are_not_read() {
    let (house, ..) = house().await;
    let many = "x-a: 1\r\n".repeat(10_000);
    let long = format!("x-long: {}\r\n", "a".repeat(1 << 20));
    for headers in [many, long] {
        let mut line = connect(&house).await;
        let head = format!("GET /healthz HTTP/1.1\r\nhost: a\r\n{headers}\r\n");
        line.write_all(head.as_bytes()).await.ok();
        let answer = timeout(Duration::from_secs(30), rest(&mut line)).await;
        let answer = answer.unwrap();
        assert!(!answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    house.client.alive().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_http_is_hung_up_on() {
    let (house, ..) = house().await;
    for noise in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..],
        b"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET /healthz HTTP/9.9\r\n\r\n",
        b"POST /v1/sessions HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\ncontent-length: 5\r\n\r\nabcde",
        b"POST /v1/sessions HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\xff\xff\xff\xff\xff\xff\xff\xff\xff",
    ] {
        let mut line = connect(&house).await;
        line.write_all(noise).await.ok();
        line.shutdown().await.ok();
        let answer = timeout(Duration::from_secs(15), rest(&mut line)).await;
        let answer = answer.unwrap();
        assert!(!answer.starts_with("HTTP/1.1 2"), "{answer}");
    }
    house.client.alive().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bodies_cut_in_the_middle_do_nothing() {
    let (house, post, zhang) = house().await;
    let token = house.opened(&zhang).asking;
    let head = house.read(|tx| tx.head(&post.code)).unwrap().seq;
    for path in ["/v1/sessions", "/v1/enrolments", "/v1/posts/BRU/commands"] {
        for length in ["content-length: 4000", "transfer-encoding: chunked"] {
            let mut line = connect(&house).await;
            let asked = format!(
                "POST {path} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer {token}\r\n\
                 content-type: application/json\r\n{length}\r\n\r\n20\r\n{{\"commands\":["
            );
            line.write_all(asked.as_bytes()).await.unwrap();
            line.shutdown().await.unwrap();
            let answer = timeout(Duration::from_secs(30), rest(&mut line)).await;
            let answer = answer.unwrap();
            assert!(!answer.starts_with("HTTP/1.1 2"), "{answer}");
        }
    }
    let now = house.read(|tx| tx.head(&post.code)).unwrap().seq;
    assert_eq!(now, head);
    house.client.alive().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn json_nested_deeper_than_anything_is_unreadable() {
    let (house, post, zhang) = house().await;
    let token = house.opened(&zhang).asking;
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let url = format!("http://{}/v1/posts/{}/commands", house.address(), post.code);
    for (open, close) in [("[", "]"), ("{\"commands\":", "}"), ("{\"a\":[", "]}")] {
        let body = [open.repeat(10_000), close.repeat(10_000)].concat();
        let ask = http.post(&url).bearer_auth(&token).body(body);
        let ask = ask.header("content-type", "application/json");
        assert_eq!(ask.send().await.unwrap().status(), 400, "{open}");
    }
    // Within the bytes of a command that is signed as it should be, too.
    let bytes = ["[".repeat(10_000), "]".repeat(10_000)].concat();
    let signed = lingshi_wire::SignedCommand {
        algorithm: lingshi_wire::command::Algorithm::Ed25519,
        key: zhang.key.public().id(),
        signature: zhang
            .key
            .sign(lingshi_wire::command::SIGNED_AS, bytes.as_bytes()),
        bytes,
    };
    let commands = vec![signed];
    let session = house.client.session(&post.code, &token, &house.server());
    let answers = session.commands(&Commands { commands }).await.unwrap();
    let why = lingshi_wire::NotTaken::NotACommand;
    assert_eq!(answers.answers, [Answer::NotTaken { why }]);
    house.client.alive().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_asks_too_often_is_sent_away_whatever_token_they_make_up() {
    let few = NonZeroU32::new(30).unwrap();
    let limits = Limits {
        strangers_per_minute: few,
        officers_per_minute: NonZeroU32::new(60).unwrap(),
        ..Limits::default()
    };
    let house = House::with(Place::file(), limits).await;
    let post = house.post("BRU");
    let zhang = house.hire(&post, "bru-zhang", &ROLES).await;
    let asking = house.opened(&zhang).asking;
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let ask = async |path: &str, token: String| {
        let url = format!("http://{}{path}", house.address());
        let answer = http.get(url).bearer_auth(token).send().await.unwrap();
        (
            answer.status().as_u16(),
            answer.headers().contains_key("retry-after"),
        )
    };
    let mut sent_away = 0;
    for number in 0..60 {
        let path = ["/v1/time", "/v1/sessions/current"][number % 2];
        let (status, again) = ask(path, format!("made-up-{number}")).await;
        assert!([200, 401, 429].contains(&status), "{status}");
        assert_eq!(again, status == 429);
        sent_away += u32::from(status == 429);
    }
    assert!((25..=35).contains(&sent_away), "{sent_away}");
    // An officer from the same address works on, and only so fast.
    let mut statuses = Vec::new();
    for _ in 0..70 {
        statuses.push(ask("/v1/sessions/current", asking.clone()).await.0);
    }
    assert_eq!(statuses[..50], [200; 50]);
    assert!(statuses.ends_with(&[429]), "{statuses:?}");
    house.client.alive().await.unwrap();
}

async fn order(house: &House, post: &Post) -> (Vec<Officer>, Order) {
    let states = [(Status::FirstReview, 1)];
    let (officers, orders) = house.fill(post, &states).await;
    (officers, house.order(post, &orders[0]))
}

fn note(post: &Post, by: &Officer, order: &Order) -> Commands {
    let text = "已核对".to_owned();
    Commands {
        commands: vec![signed(post, by, order, Action::AddNote { text })],
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nudges_come_at_once_and_are_not_packed() {
    let house = House::open().await;
    let post = house.post("BRU");
    let (officers, order) = order(&house, &post).await;
    let zhang = &officers[0];
    let session = house.session(zhang).await;
    let packed = |path: &str| {
        let url = format!("http://{}/v1/posts/BRU/{path}", house.address());
        let http = reqwest::Client::builder().no_proxy().no_gzip().no_zstd();
        let ask = http.build().unwrap().get(url);
        let ask = ask.header("accept-encoding", "zstd, gzip");
        let ask = ask.bearer_auth(house.opened(zhang).asking);
        async move {
            let answer = ask.send().await.unwrap();
            answer.headers().contains_key("content-encoding")
        }
    };
    // A stream that is packed may be held back until there is more of it.
    assert!(!packed("nudges").await && packed("changes").await);
    let mut nudges = session.nudges().await.unwrap();
    let before = house.read(|tx| tx.head(&post.code)).unwrap().seq;
    assert_eq!(nudges.next().await.unwrap(), Some(Nudge::Head(before)));
    session.commands(&note(&post, zhang, &order)).await.unwrap();
    let heard = timeout(Duration::from_secs(30), nudges.next()).await;
    let heard = heard.unwrap().unwrap();
    assert_eq!(heard, Some(Nudge::Head(before.next())));
    let page = session.changes(lingshi_wire::Seq::START, None, None).await;
    assert_eq!(page.unwrap().until, before.next());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_never_reads_their_nudges_hinders_nobody() {
    let house = House::open().await;
    let post = house.post("BRU");
    let (officers, order) = order(&house, &post).await;
    let zhang = &officers[0];
    let token = house.opened(zhang).asking;
    let asked = format!(
        "GET /v1/posts/BRU/nudges HTTP/1.1\r\nhost: a\r\nauthorization: Bearer {token}\r\n\r\n"
    );
    let mut deaf = Vec::new();
    for _ in 0..20 {
        let mut line = connect(&house).await;
        line.write_all(asked.as_bytes()).await.unwrap();
        deaf.push(line);
    }
    let session = house.client.session(&post.code, &token, &house.server());
    for _ in 0..50 {
        let answers = session.commands(&note(&post, zhang, &order)).await.unwrap();
        assert!(matches!(answers.answers[..], [Answer::Accepted { .. }]));
    }
    house.client.alive().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_is_taken_is_said_and_takes_nothing_down() {
    let first = House::open().await;
    for place in [Place::file(), Place::schema()] {
        let mut house = House::on(place).await;
        house.end().await;
        let mut config = house.config.clone();
        config.listen = first.address();
        let told = serve(&config).await.err();
        assert!(matches!(told, Some(ServeFault::Address { .. })));
        first.client.alive().await.unwrap();
        // Nor is its ledger held any longer.
        house.again().await;
        house.client.alive().await.unwrap();
    }
}

/// Sends the pieces of a body, half a second apart, and says what is answered.
async fn slowly(house: &House, path: &str, token: &str, pieces: &[&[u8]], length: usize) -> String {
    let mut line = connect(house).await;
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer {token}\r\nconnection: close\r\n\
         content-type: application/json\r\ncontent-length: {length}\r\n\r\n"
    );
    line.write_all(head.as_bytes()).await.unwrap();
    for piece in pieces {
        // Whoever was cut off hears it below.
        line.write_all(piece).await.ok();
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    let answer = timeout(Duration::from_secs(10), rest(&mut line)).await;
    let answer = answer.unwrap();
    answer.lines().next().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slow_line_is_waited_for_where_an_officer_is_at_its_end() {
    let house = House::open().await;
    let post = house.post("BRU");
    let (officers, order) = order(&house, &post).await;
    let token = house.opened(&officers[0]).asking;
    let body = serde_json::to_vec(&note(&post, &officers[0], &order)).unwrap();
    let pieces: Vec<&[u8]> = body.chunks(body.len() / 7).collect();
    let path = "/v1/posts/BRU/commands";
    let length = body.len();
    let whole = slowly(&house, path, &token, &pieces, length).await;
    assert_eq!(whole, "HTTP/1.1 200 OK");
    // But not when nothing comes any more.
    let half = slowly(&house, path, &token, &pieces[..2], length).await;
    assert_eq!(half, "HTTP/1.1 400 Bad Request");
    // A stranger is not waited for however long something comes.
    let stranger = slowly(&house, "/v1/sessions", "none", &pieces, length).await;
    assert_eq!(stranger, "HTTP/1.1 503 Service Unavailable");
}

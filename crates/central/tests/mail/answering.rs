//! Answers: to whom, how they read, and that each is sent once, whatever the mail server does.

use crate::common::House;
use crate::lmtp::Line;
use crate::world::{Town, lying, mail, until};
use lingshi_central::mail::AnswersBy;
use lingshi_wire::Kind;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// How a talk with the mail server goes.
#[derive(Clone, Copy)]
enum Goes {
    Well,
    /// It hangs up once it has the mail, and says nothing.
    Silent,
    /// It says this instead of taking the mail.
    Says(&'static str),
}

/// From whom, by its envelope, and the mail.
type Handed = (String, Vec<u8>);

/// A mail server as small as it can be: what it was handed, in its order.
struct Server {
    address: std::net::SocketAddr,
    handed: Arc<Mutex<Vec<Handed>>>,
}

async fn talk(stream: TcpStream, goes: Goes, handed: &Mutex<Vec<Handed>>) -> Option<()> {
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 mx\r\n").await.ok()?;
    let mut from = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        let word = line.get(..4).unwrap_or_default().to_uppercase();
        let answer = match word.as_str() {
            "DATA" => {
                stream.write_all(b"354 go\r\n").await.ok()?;
                let mut mail = Vec::new();
                while !mail.ends_with(b"\r\n.\r\n") {
                    stream.read_until(b'\n', &mut mail).await.ok()?;
                }
                handed.lock().unwrap().push((from.clone(), mail));
                match goes {
                    Goes::Silent => return None,
                    Goes::Says(text) => text,
                    Goes::Well => "250 kept",
                }
            }
            "MAIL" => {
                from.clone_from(&line);
                "250 ok"
            }
            "QUIT" => "221 bye",
            _ => "250 ok",
        };
        stream
            .write_all(format!("{answer}\r\n").as_bytes())
            .await
            .ok()?;
    }
}

impl Server {
    /// Each talk goes as the next of these; those after them go well.
    async fn open(talks: Vec<Goes>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let handed = Arc::new(Mutex::new(Vec::new()));
        let mine = Arc::clone(&handed);
        tokio::spawn(async move {
            let mut talks = talks.into_iter();
            while let Ok((stream, _)) = listener.accept().await {
                talk(stream, talks.next().unwrap_or(Goes::Well), &mine).await;
            }
        });
        Self { address, handed }
    }

    fn handed(&self) -> Vec<Handed> {
        self.handed.lock().unwrap().clone()
    }
}

async fn town(house: House, server: &Server) -> Town {
    let by = AnswersBy {
        maildir: None,
        smtp: Some(format!("smtp://{}", server.address)),
        from: None,
        signs_in: None,
    };
    Town::answering(house, Some(by)).await
}

/// As if the pause before the next try were over.
fn hurry(town: &Town) {
    for (key, queued) in town.realm(Kind::MailAnswer) {
        let at = queued["letter"]["at"].clone();
        town.house
            .change(Kind::MailAnswer, &key.id, |kept| kept["next"] = at.clone());
    }
}

/// How often the answer that waits was tried.
fn tries(town: &Town) -> u64 {
    let all = town.realm(Kind::MailAnswer);
    all.first()
        .map_or(0, |(_, queued)| queued["tries"].as_u64().unwrap())
}

/// Whether its try is over: nobody holds it for minutes any more, unless it was drawn so long.
async fn tried(town: &Town, server: &Server, times: usize) {
    until("it is tried", || server.handed().len() >= times).await;
    until("that is noted", || {
        let queued = town.realm(Kind::MailAnswer);
        // While it is being sent it is kept from others for five minutes; the pauses here are shorter.
        let limit = lingshi_central::world::now().plus_minutes(3);
        let free = |next: &serde_json::Value| {
            serde_json::from_value::<lingshi_rules::values::Instant>(next.clone()).unwrap() < limit
        };
        queued.iter().all(|(_, body)| free(&body["next"]))
    })
    .await;
}

mod of {
    use super::*;

    pub(super) async fn an_answer_is_one_mail_although_the_server_hangs_up_after_it(house: House) {
        let server = Server::open(vec![Goes::Silent, Goes::Says("451 later")]).await;
        let town = town(house, &server).await;
        let mut line = Line::greeted(&town).await;
        assert!(line.hand_in(&mail("gmail-utf8")).await.starts_with("250 "));
        for times in 1..=2 {
            tried(&town, &server, times).await;
            hurry(&town);
        }
        until("it is sent", || town.realm(Kind::MailAnswer).is_empty()).await;
        let handed = server.handed();
        assert_eq!(handed.len(), 3);
        assert!(
            handed.windows(2).all(|two| two[0] == two[1]),
            "each is the same mail"
        );
        assert_eq!(town.answer(&town.mails()[0]), "sent");
        let (from, bytes) = &handed[0];
        assert!(from.starts_with("MAIL FROM:<>"), "{from}");
        let text = String::from_utf8(bytes.clone()).unwrap();
        for head in [
            "To: zhangsan@example.com",
            "From: zgls@csmail.mfa.gov.cn",
            "Auto-Submitted: auto-replied",
            "In-Reply-To: <CAJ+h=xq7@mail.example.com>",
            "References: <CAJ+h=xq7@mail.example.com>",
            "Message-ID: <",
            "Date: ",
        ] {
            assert!(
                text.lines().any(|line| line.starts_with(head)),
                "{head}: {text}"
            );
        }
        // It says what the words say, in the account's language.
        let answer = lingshi_mail::read(bytes).unwrap().letter;
        assert!(
            answer.text.contains("BELAA3FAPT10085235"),
            "{}",
            answer.text
        );
        assert!(!answer.subject.is_ascii(), "{}", answer.subject);
        // Our own answer, come back, is a machine's and answered by nobody.
        let mut line = Line::greeted(&town).await;
        let back = bytes.strip_suffix(b".\r\n").unwrap();
        assert!(line.hand_in(back).await.starts_with("250 "));
        assert!(town.realm(Kind::MailAnswer).is_empty());
        assert_eq!(tries(&town), 0);
    }

    pub(super) async fn what_the_server_never_takes_is_given_up_and_marked(house: House) {
        let server = Server::open(vec![Goes::Says("550 no such mailbox")]).await;
        let town = town(house, &server).await;
        let mut line = Line::greeted(&town).await;
        assert!(line.hand_in(&mail("gmail-utf8")).await.starts_with("250 "));
        until("it is given up", || town.realm(Kind::MailAnswer).is_empty()).await;
        assert_eq!(town.answer(&town.mails()[0]), "given_up");
        assert_eq!(server.handed().len(), 1);
    }

    pub(super) async fn nobody_tries_for_more_than_some_days(house: House) {
        let away = vec![Goes::Says("451 later"); 50];
        let server = Server::open(away).await;
        let town = town(house, &server).await;
        let mut line = Line::greeted(&town).await;
        assert!(line.hand_in(&mail("gmail-utf8")).await.starts_with("250 "));
        tried(&town, &server, 1).await;
        assert!(tries(&town) >= 1);
        for (key, _) in town.realm(Kind::MailAnswer) {
            town.house.change(Kind::MailAnswer, &key.id, |kept| {
                kept["letter"]["at"] = "2026-03-02T00:00:00.000Z".into();
                kept["next"] = "2026-03-02T00:00:00.000Z".into();
            });
        }
        until("it is given up", || town.realm(Kind::MailAnswer).is_empty()).await;
        assert_eq!(town.answer(&town.mails()[0]), "given_up");
    }

    pub(super) async fn strangers_and_machines_are_answered_nothing(house: House) {
        let town = Town::of(house).await;
        let mut line = Line::greeted(&town).await;
        let silent = [
            "stranger-guesses-a-number",
            "stranger-guesses-a-wrong-number",
            "bounce",
            "out-of-office-of-exchange",
            "forged-report-of-another-server",
            "through-a-mailing-list",
        ];
        for name in silent {
            assert!(
                line.hand_in(&mail(name)).await.starts_with("250 "),
                "{name}"
            );
        }
        assert_eq!(town.mails().len(), silent.len());
        assert!(town.mails().iter().all(|item| town.answer(item) == "none"));
        assert!(town.realm(Kind::MailAnswer).is_empty());
        assert!(lying(&town.folder("out"), "new").is_empty());
    }
}

on_both!(
    an_answer_is_one_mail_although_the_server_hangs_up_after_it,
    what_the_server_never_takes_is_given_up_and_marked,
    nobody_tries_for_more_than_some_days,
    strangers_and_machines_are_answered_nothing,
);

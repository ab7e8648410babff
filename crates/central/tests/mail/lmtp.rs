//! Our own mail server, as the test plays it.

use crate::world::Town;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

pub(crate) const MAILBOX: &str = "zgls@csmail.mfa.gov.cn";

/// A talk by LMTP.
pub(crate) struct Line(BufReader<TcpStream>);

impl Line {
    pub(crate) async fn to(town: &Town) -> Self {
        let serving = town.house.serving.as_ref().unwrap();
        let stream = TcpStream::connect(serving.mail.lmtp.unwrap())
            .await
            .unwrap();
        Self(BufReader::new(stream))
    }

    /// One that has said good day.
    pub(crate) async fn greeted(town: &Town) -> Self {
        let mut line = Self::to(town).await;
        assert!(line.hear().await.starts_with("220 "));
        let told = line.ask("LHLO mx.csmail.example").await;
        assert!(told.starts_with("250"), "{told}");
        line
    }

    pub(crate) async fn send(&mut self, bytes: &[u8]) {
        self.0.get_mut().write_all(bytes).await.unwrap();
    }

    /// An answer, all its lines; nothing once the other hung up.
    pub(crate) async fn hear(&mut self) -> String {
        let mut all = String::new();
        loop {
            let before = all.len();
            let hearing = self.0.read_line(&mut all);
            let limit = std::time::Duration::from_secs(60);
            let read = tokio::time::timeout(limit, hearing).await.unwrap();
            if read.unwrap_or(0) == 0 || all.as_bytes().get(before + 3) != Some(&b'-') {
                return all;
            }
        }
    }

    pub(crate) async fn ask(&mut self, words: &str) -> String {
        self.send(format!("{words}\r\n").as_bytes()).await;
        self.hear().await
    }

    /// Hands a mail in, as it stands in a file; what is answered for its one recipient.
    pub(crate) async fn hand_in(&mut self, mail: &[u8]) -> String {
        let null = mail.starts_with(b"Return-Path: <>");
        let from = if null { "" } else { "somebody@example.com" };
        self.begin(from).await;
        assert!(self.ask("DATA").await.starts_with("354 "));
        self.send(&stuffed(mail)).await;
        self.hear().await
    }

    pub(crate) async fn begin(&mut self, from: &str) {
        let told = self.ask(&format!("MAIL FROM:<{from}> BODY=8BITMIME")).await;
        assert!(told.starts_with("250 "), "{told}");
        let told = self.ask(&format!("RCPT TO:<{MAILBOX}>")).await;
        assert!(told.starts_with("250 "), "{told}");
    }
}

/// With a dot before each line that begins with one, and the end.
pub(crate) fn stuffed(mail: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(mail.len() + 5);
    for (at, byte) in mail.iter().enumerate() {
        if *byte == b'.' && (at == 0 || mail[..at].ends_with(b"\r\n")) {
            out.push(b'.');
        }
        out.push(*byte);
    }
    if !out.is_empty() && !out.ends_with(b"\r\n") {
        out.extend(b"\r\n");
    }
    out.extend(b".\r\n");
    out
}

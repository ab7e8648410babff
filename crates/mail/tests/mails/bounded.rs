//! Each limit of `bounds`, reached by a mail made for it, and told. Work and memory are counted.

use allocation_counter::measure;
use lingshi_mail::{Mail, bounds, read};
use lingshi_rules::supplement_mail::{Shortcoming, Unreadable};
use std::fmt::Write as _;

const HEAD: &str = "From: <a@example.com>\r\nSubject: BELAA3FAPT10085235\r\nMIME-Version: 1.0\r\n";

fn told(mail: &Mail, shortcoming: Shortcoming) -> bool {
    mail.letter.shortcomings.contains(&shortcoming)
}

/// A mail of these parts.
fn of_parts(parts: impl Iterator<Item = String>) -> String {
    let mut mail = format!("{HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n");
    for part in parts {
        write!(mail, "--b\r\n{part}\r\n").unwrap();
    }
    mail + "--b--\r\n"
}

/// What reading costs stays in proportion, whatever the mail: the two that `mutate_mails` holds too.
fn read_cheaply(bytes: &[u8]) -> Mail {
    let mut mail = None;
    let taken = measure(|| mail = Some(read(bytes)));
    let mail = mail.unwrap().unwrap();
    let megabyte = 1024 * 1024;
    assert!(
        taken.bytes_max <= 4 * bytes.len() as u64 + 16 * megabyte,
        "{} bytes for {}",
        taken.bytes_max,
        bytes.len()
    );
    assert!(
        mail.effort.looked_at <= 60 * bytes.len() + 100_000,
        "{:?} for {}",
        mail.effort,
        bytes.len()
    );
    mail
}

#[test]
fn a_mail_larger_than_is_taken_is_refused_before_anything_is_read() {
    let bytes = vec![b'a'; bounds::MAIL_BYTES + 1];
    let most = bounds::MAIL_BYTES;
    let found = most + 1;
    assert_eq!(
        read(&bytes).unwrap_err(),
        Unreadable::TooLarge { most, found }
    );
}

#[test]
fn only_so_many_parts_are_opened() {
    let part = || "Content-Type: text/plain\r\n\r\nx".to_owned();
    let most = bounds::PARTS;
    let mail = read_cheaply(of_parts((0..50_000).map(|_| part())).as_bytes());
    assert!(told(&mail, Shortcoming::TooManyParts { most }));
    assert!(mail.effort.parts <= most);
    let mail = read_cheaply(of_parts((0..most - 2).map(|_| part())).as_bytes());
    assert!(mail.letter.shortcomings.is_empty());
}

#[test]
fn only_so_many_enclosures_are_kept() {
    let part = |n| format!("Content-Type: image/png; name={n}.png\r\n\r\n{n}");
    let most = bounds::ENCLOSURES;
    let mail = read_cheaply(of_parts((0..=most).map(part)).as_bytes());
    assert!(told(&mail, Shortcoming::TooManyEnclosures { most }));
    assert_eq!(mail.letter.enclosures.len(), most);
    let mail = read_cheaply(of_parts((0..most).map(part)).as_bytes());
    assert!(mail.letter.shortcomings.is_empty());
}

#[test]
fn forwards_within_forwards_are_followed_so_deep_and_no_deeper() {
    let nested = |times| {
        let mut mail = HEAD.to_owned();
        for _ in 0..times {
            mail.push_str("Content-Type: message/rfc822\r\n\r\nX: y\r\n");
        }
        mail + "Content-Type: text/plain\r\n\r\nthe innermost"
    };
    let most = bounds::DEPTH;
    let mail = read_cheaply(nested(100_000).as_bytes());
    assert!(told(&mail, Shortcoming::TooDeep { most }));
    let mail = read_cheaply(nested(most).as_bytes());
    assert!(mail.letter.shortcomings.is_empty());
    assert_eq!(mail.letter.enclosed_texts, ["the innermost"]);
}

#[test]
fn parts_that_each_name_a_boundary_nobody_wrote_cost_no_more_than_others() {
    let part = |n| {
        format!(
            "Content-Type: multipart/mixed; boundary=missing{n}\r\n\r\n{}",
            "-- \r\n".repeat(500)
        )
    };
    read_cheaply(of_parts((0..1000).map(part)).as_bytes());
}

#[test]
fn a_head_is_read_so_far() {
    let most = bounds::HEAD_BYTES;
    let mut mail = HEAD.to_owned();
    for n in 0..60_000 {
        write!(mail, "X-{n}: y\r\n").unwrap();
    }
    let mail = read_cheaply(format!("{mail}\r\nwords").as_bytes());
    assert!(told(&mail, Shortcoming::HeadTooLong { most }));
    assert_eq!(mail.letter.text, "words");
}

#[test]
fn a_subject_of_openings_without_an_end_costs_what_its_length_costs() {
    let subject = "=?gb2312?B?".repeat(200_000);
    let mail =
        read_cheaply(format!("Subject: {subject}\r\nFrom: <a@example.com>\r\n\r\n").as_bytes());
    assert!(mail.letter.subject.len() <= bounds::FIELD_BYTES);
}

#[test]
fn only_so_many_words_are_read() {
    let most = bounds::TEXT_BYTES;
    let words = "words ".repeat(most / 6);
    let part = |_| format!("Content-Type: text/html\r\n\r\n{words}");
    let mail = read_cheaply(of_parts((0..4).map(part)).as_bytes());
    assert!(told(&mail, Shortcoming::TextTooLong { most }));
    assert!(mail.letter.text.len() <= most + 16);
}

#[test]
fn pages_of_openings_alone_cost_what_their_length_costs() {
    for opening in [
        "<",
        "<!--",
        "<a href=\"",
        "<style>",
        "&",
        "&#",
        "<blockquote>",
        "</",
        "<img src='",
    ] {
        let page = opening.repeat(bounds::TEXT_BYTES / opening.len());
        read_cheaply(format!("{HEAD}Content-Type: text/html\r\n\r\n{page}").as_bytes());
    }
}

//! LMTP as nobody honest speaks it.

use crate::common::House;
use crate::lmtp::{Line, MAILBOX};
use crate::world::{Town, lay, lying, mail};
use lingshi_mail::bounds::MAIL_BYTES;

async fn town() -> Town {
    Town::of(House::open().await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn commands_in_a_wrong_order_are_refused_and_the_talk_goes_on() {
    let town = town().await;
    let mut line = Line::to(&town).await;
    assert!(line.hear().await.starts_with("220 "));
    let to = format!("RCPT TO:<{MAILBOX}>");
    for (words, expected) in [
        ("MAIL FROM:<a@example.com>", "503"),
        (&to, "503"),
        ("DATA", "503"),
        ("EHLO x", "500"),
        ("HELO x", "500"),
        ("nonsense", "500"),
        ("", "500"),
        ("STARTTLS", "502"),
        ("BDAT 5 LAST", "502"),
        ("NOOP", "250"),
        ("VRFY zhangsan", "252"),
        ("LHLO x", "250"),
        ("DATA", "503"),
        (&to, "503"),
        ("MAIL FROM:<a@example.com> SIZE=99999999999", "552"),
        ("MAIL FROM:<a@example.com> SIZE=1000 SMTPUTF8", "250"),
        ("MAIL FROM:<a@example.com>", "503"),
        ("DATA", "503"),
        ("RCPT TO:<nobody@csmail.mfa.gov.cn>", "550"),
        ("RCPT TO:nonsense", "501"),
        ("DATA", "503"),
        ("RSET", "250"),
        (&to, "503"),
        ("MAIL FROM:<>", "250"),
        (&to, "250"),
        ("LHLO again", "250"),
        (&to, "503"),
    ] {
        let told = line.ask(words).await;
        assert!(told.starts_with(expected), "{words}: {told}");
    }
    // The same talk still takes a mail.
    assert!(line.hand_in(&mail("gmail-utf8")).await.starts_with("250 "));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_commands_at_once_are_answered_in_their_order() {
    let town = town().await;
    let mut line = Line::greeted(&town).await;
    let said = format!(
        "MAIL FROM:<a@example.com>\r\nRCPT TO:<{MAILBOX}>\r\nRCPT TO:<no@x.example>\r\nRCPT TO:<{MAILBOX}>\r\nDATA\r\n"
    );
    line.send(said.as_bytes()).await;
    for expected in ["250", "250", "550", "250", "354"] {
        let told = line.hear().await;
        assert!(told.starts_with(expected), "{expected}: {told}");
    }
    line.send(&crate::lmtp::stuffed(&mail("gmail-utf8"))).await;
    // A word for each recipient that was taken, and no more.
    for _ in 0..2 {
        assert!(line.hear().await.starts_with("250 "));
    }
    assert!(line.ask("NOOP").await.starts_with("250 2.0.0 Here"));
    assert_eq!(town.mails().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_looks_like_an_end_to_others_is_part_of_the_mail() {
    let town = town().await;
    let mut line = Line::greeted(&town).await;
    let smuggled = format!(
        "MAIL FROM:<b@example.com>\r\nRCPT TO:<{MAILBOX}>\r\nDATA\r\nFrom: <b@example.com>\r\nSubject: second\r\n\r\nb"
    );
    for end in ["\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r\n.\r"] {
        line.begin("a@example.com").await;
        assert!(line.ask("DATA").await.starts_with("354 "));
        let first = format!("From: <a@example.com>\r\nSubject: {end:?}\r\n\r\na{end}{smuggled}");
        line.send(format!("{first}\r\n.\r\n").as_bytes()).await;
        assert!(line.hear().await.starts_with("250 "), "{end:?}");
        // One answer to one mail.
        assert!(
            line.ask("NOOP").await.starts_with("250 2.0.0 Here"),
            "{end:?}"
        );
    }
    assert_eq!(town.mails().len(), 5);
    // Commands end with both, too.
    line.send(b"MAIL FROM:<a@example.com>\n").await;
    assert!(line.hear().await.starts_with("500 "));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dot_at_the_beginning_is_only_for_the_way() {
    let town = town().await;
    let mut line = Line::greeted(&town).await;
    let text = ".From: nobody\r\nSubject: a\r\n\r\n.\r\n..a\r\n";
    assert!(line.hand_in(text.as_bytes()).await.starts_with("250 "));
    let (maildir, folder) = town.maildir();
    lay(&folder, "1", text.as_bytes());
    maildir.look().await;
    // The same bytes came both ways: it is one mail. That of nothing at all is another.
    assert_eq!(town.mails().len(), 1);
    assert!(line.hand_in(b"").await.starts_with("250 "));
    assert_eq!(town.mails().len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn endless_lines_and_mistakes_end_the_talk() {
    let town = town().await;
    let mut line = Line::greeted(&town).await;
    for _ in 0..64 {
        line.send(&vec![b'a'; 64 * 1024]).await;
    }
    line.send(b"\r\n").await;
    assert!(line.hear().await.starts_with("500 5.5.6"));
    assert!(line.ask("NOOP").await.starts_with("250 "));
    let mut mistakes = 1;
    loop {
        let told = line.ask("nonsense").await;
        mistakes += 1;
        if told.starts_with("421 ") {
            break;
        }
        assert!(told.starts_with("500 ") && mistakes < 30, "{told}");
    }
    assert_eq!(line.hear().await, "");
    // Whoever says nothing is hung up on as well.
    let mut silent = Line::greeted(&town).await;
    assert!(silent.hear().await.starts_with("421 4.4.2"));
    assert_eq!(silent.hear().await, "");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_recipients_are_a_hundred() {
    let town = town().await;
    let mut line = Line::greeted(&town).await;
    assert!(
        line.ask("MAIL FROM:<a@example.com>")
            .await
            .starts_with("250 ")
    );
    let (mut taken, mut sent_away) = (0, 0);
    for _ in 0..100 {
        let many = format!("RCPT TO:<{MAILBOX}>\r\n").repeat(100);
        line.send(many.as_bytes()).await;
        for _ in 0..100 {
            match line.hear().await.get(..3) {
                Some("250") => taken += 1,
                Some("452") => sent_away += 1,
                other => panic!("{other:?}"),
            }
        }
    }
    assert_eq!((taken, sent_away), (100, 9_900));
    assert!(line.ask("DATA").await.starts_with("354 "));
    line.send(&crate::lmtp::stuffed(&mail("gmail-utf8"))).await;
    for _ in 0..100 {
        assert!(line.hear().await.starts_with("250 "));
    }
    assert_eq!(town.mails().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_too_large_is_refused_and_what_breaks_off_is_not_taken() {
    let town = town().await;
    let mut line = Line::greeted(&town).await;
    line.begin("a@example.com").await;
    assert!(line.ask("DATA").await.starts_with("354 "));
    line.send(b"From: <a@example.com>\r\n\r\n").await;
    let piece = [b"a".repeat(998), b"\r\n".to_vec()].concat().repeat(1_000);
    for _ in 0..=MAIL_BYTES / piece.len() + 1 {
        line.send(&piece).await;
    }
    line.send(b".\r\n").await;
    assert!(line.hear().await.starts_with("552 5.3.4"));
    assert!(line.ask("NOOP").await.starts_with("250 "));
    // Cut within a mail, and without the dot that ends it.
    for cut in [
        &b"From: <a@exam"[..],
        b"From: <a@example.com>\r\n\r\nwords\r\n",
    ] {
        let mut line = Line::greeted(&town).await;
        line.begin("a@example.com").await;
        assert!(line.ask("DATA").await.starts_with("354 "));
        line.send(cut).await;
        drop(line);
    }
    // One that only stops is hung up on, and nothing of it is kept.
    line.begin("a@example.com").await;
    assert!(line.ask("DATA").await.starts_with("354 "));
    line.send(b"From: <a@example.com>\r\n\r\nwords\r\n").await;
    assert_eq!(line.hear().await, "");
    assert!(town.mails().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_ninth_who_talks_is_asked_to_come_again() {
    let town = town().await;
    let mut talking = Vec::new();
    for _ in 0..8 {
        talking.push(Line::greeted(&town).await);
    }
    let mut ninth = Line::to(&town).await;
    assert!(ninth.hear().await.starts_with("421 4.3.2"));
    talking.clear();
    crate::world::until("there is room again", || true).await;
    let mut told = String::new();
    for _ in 0..100 {
        told = Line::to(&town).await.hear().await;
        if told.starts_with("220 ") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert!(told.starts_with("220 "), "{told}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_mail_in_the_folder_is_put_aside_and_nothing_is_lost() {
    let town = town().await;
    let (maildir, folder) = town.maildir();
    lay(&folder, "1", b"");
    let large = lay(&folder, "2", b"From: <a@example.com>\r\n\r\n");
    let file = std::fs::File::options().write(true).open(&large).unwrap();
    file.set_len(u64::try_from(MAIL_BYTES).unwrap() + 1)
        .unwrap();
    drop(file);
    std::fs::create_dir(folder.join("new/3")).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", folder.join("new/4")).unwrap();
    std::fs::write(folder.join("new/.5"), b"hidden").unwrap();
    // Half written: it has its turn once nobody writes to it.
    std::fs::write(folder.join("new/6"), mail("gmail-utf8")).unwrap();
    std::fs::write(folder.join("aside/1"), b"another one").unwrap();
    maildir.look().await;
    assert_eq!(lying(&folder, "new").first().unwrap(), ".5");
    crate::world::until("the written one is taken", || true).await;
    while lying(&folder, "new").len() > 1 {
        maildir.look().await;
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let aside = lying(&folder, "aside");
    assert!(
        ["1", "1.1", "2", "3", "4"]
            .iter()
            .all(|name| aside.contains(&(*name).to_owned())),
        "{aside:?}"
    );
    assert_eq!(
        std::fs::read(folder.join("aside/1")).unwrap(),
        b"another one"
    );
    assert_eq!(
        town.mails()
            .iter()
            .filter(|item| item.post.is_some())
            .count(),
        1
    );
}

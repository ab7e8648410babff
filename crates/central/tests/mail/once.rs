//! The same mail again, after whatever came between.

use crate::lmtp::Line;
use crate::world::{Town, lay, lying, mail, until};
use lingshi_rules::life::Status;
use lingshi_rules::supplement_mail::tray::TrayState;
use lingshi_wire::Kind;

const GOOD: &str = "gmail-utf8";

/// How often the mail is in the log of the post.
fn lines(town: &Town) -> usize {
    let lines = town.house.lines(&town.bru);
    lines.iter().filter(|what| *what == "mail_taken").count()
}

fn is_attached_once(town: &Town) {
    let order = town.zhang();
    assert_eq!(order.status, Status::FirstReview);
    let mails = town.mails();
    assert_eq!(mails.len(), 1);
    assert!(matches!(mails[0].state, TrayState::Attached { .. }));
    assert_eq!((town.by_mail(&town.bru, &order.no), lines(town)), (1, 1));
    assert_eq!(town.realm(Kind::MailTaken).len(), 1);
}

mod of {
    use super::{GOOD, Line, Town, is_attached_once, lay, lines, lying, mail, until};
    use crate::common::House;
    use lingshi_central::blobs::{Bringer, Store};
    use lingshi_wire::{Kind, Sha};
    use serde_json::{Value, json};

    pub(super) async fn the_same_mail_by_every_way_is_one(house: House) {
        let town = Town::of(house).await;
        let bytes = mail(GOOD);
        lay(&town.folder("in"), "1", &bytes);
        let folder = town.folder("in");
        until("the server takes it", || lying(&folder, "new").is_empty()).await;
        is_attached_once(&town);
        let mut line = Line::greeted(&town).await;
        for _ in 0..2 {
            assert!(line.hand_in(&bytes).await.starts_with("250 "));
        }
        // Another way added heads of its own, and ended lines otherwise.
        let text = String::from_utf8(bytes).unwrap().replace("\r\n", "\n");
        let (maildir, folder) = town.maildir();
        lay(
            &folder,
            "2",
            format!("Delivered-To: x@y\n{text}").as_bytes(),
        );
        maildir.look().await;
        assert!(lying(&folder, "new").is_empty());
        is_attached_once(&town);
        until("the answer is sent", || {
            town.realm(Kind::MailAnswer).is_empty()
        })
        .await;
        assert_eq!(lying(&town.folder("out"), "new").len(), 1);
    }

    pub(super) async fn two_who_bring_it_at_once_bring_one(house: House) {
        let town = Town::of(house).await;
        let bytes = mail(GOOD);
        let bring = || async {
            let mut line = Line::greeted(&town).await;
            line.hand_in(&bytes).await
        };
        let all = tokio::join!(bring(), bring(), bring(), bring());
        for told in [all.0, all.1, all.2, all.3] {
            // One of them may have to come again; nobody is sent away for good.
            assert!(
                told.starts_with("250 ") || told.starts_with("451 "),
                "{told}"
            );
        }
        is_attached_once(&town);
    }

    pub(super) async fn whatever_was_cut_off_is_gone_on_from(house: House) {
        let town = Town::of(house).await;
        let bytes = mail(GOOD);
        let read = lingshi_mail::read(&bytes).unwrap();
        // Killed after the files were put and before the ledger heard of it.
        let store = Store::folder(&town.house.config.folder.join("blobs")).unwrap();
        let sha256 = Sha::parse(&read.letter.enclosures[0].sha256).unwrap();
        let whose = (&town.bru.code, &Bringer::Mail);
        let content = read.contents[0].clone().into();
        store.keep(whose, &sha256, content).await.unwrap();
        assert_eq!(lines(&town), 0);
        // Killed after the ledger had it and before the file went.
        let (maildir, folder) = town.maildir();
        for _ in 0..2 {
            lay(&folder, "1", &bytes);
            maildir.look().await;
            assert!(lying(&folder, "new").is_empty());
            is_attached_once(&town);
        }
        until("the answer is sent", || {
            town.realm(Kind::MailAnswer).is_empty()
        })
        .await;
    }

    /// Killed while an answer was being sent, before and after it was out: it is the same answer again.
    pub(super) async fn an_answer_that_was_cut_off_is_the_same_again(house: House) {
        let mut town = Town::answering(house, None).await;
        town.house.config.mail.answers = crate::world::into_folder();
        town.house.end().await;
        town.house.again().await;
        let mut line = Line::greeted(&town).await;
        let out = town.folder("out");
        assert!(line.hand_in(&mail(GOOD)).await.starts_with("250 "));
        until("it is sent", || lying(&out, "new").len() == 1).await;
        until("it is noted", || town.realm(Kind::MailAnswer).is_empty()).await;
        let name = lying(&out, "new").remove(0);
        let first = std::fs::read(out.join("new").join(&name)).unwrap();
        // As if the note had never been written.
        let (taken, seen) = town.realm(Kind::MailTaken).remove(0);
        let queued = json!({
            "of": taken.id,
            "letter": letter(&String::from_utf8(first.clone()).unwrap(), &seen),
            "tries": 1,
            "next": seen["at"],
        });
        let key = lingshi_wire::DocKey::new(Kind::MailAnswer, seen["id"].as_str().unwrap());
        town.house.write(|tx, _| {
            tx.put_realm(&lingshi_ledger::Document {
                key: key.clone(),
                version: 1,
                seq: lingshi_wire::Seq::START,
                body: serde_json::to_vec(&queued).unwrap(),
            })
        });
        until("it is sent again", || {
            town.realm(Kind::MailAnswer).is_empty()
        })
        .await;
        assert_eq!(lying(&out, "new"), [name.as_str()]);
        assert_eq!(town.answer(&town.mails()[0]), "sent");
    }

    /// The answer put together again from what was sent.
    fn letter(sent: &str, seen: &Value) -> Value {
        let head = |name: &str| {
            let line = sent.lines().find(|line| line.starts_with(name)).unwrap();
            line[name.len()..].trim().to_owned()
        };
        json!({
            "from": head("From:"), "to": head("To:"), "subject": "s", "body": "b",
            "id": head("Message-ID:"), "references": [], "at": seen["at"],
        })
    }
}

on_both!(
    the_same_mail_by_every_way_is_one,
    two_who_bring_it_at_once_bring_one,
    whatever_was_cut_off_is_gone_on_from,
    an_answer_that_was_cut_off_is_the_same_again,
);

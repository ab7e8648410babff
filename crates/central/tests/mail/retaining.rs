//! How long a mail is kept, and its files with it; what the administration sees of it meanwhile.

use crate::lmtp::Line;
use crate::world::{Town, mail};
use lingshi_central::world::now;
use lingshi_rules::supplement_mail::tray::TrayState;
use lingshi_rules::values::Instant;
use lingshi_wire::Kind;
use serde_json::Value;
use std::path::PathBuf;
use std::process::Command;

/// What a command of the administration says, and how it ends.
fn run(town: &Town, arguments: &[&str]) -> (Value, i32, String) {
    let folder = &town.house.config.folder;
    let ledger = match &town.house.config.ledger.postgres {
        Some(url) => format!("postgres = {}", toml::Value::from(url.as_str())),
        None => "file = \"ledger.db\"".to_owned(),
    };
    let settings = format!("realm = \"test\"\n[ledger]\n{ledger}\n");
    std::fs::write(folder.join("central.toml"), settings).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_lingshi-central"))
        .arg("--config")
        .arg(folder.join("central.toml"))
        .args(arguments)
        .output()
        .unwrap();
    let said = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
    let words = [output.stdout, output.stderr].concat();
    let words = String::from_utf8(words).unwrap();
    (said, output.status.code().unwrap(), words)
}

/// Every file in the store, but notes of who brought it; each made old enough to be swept.
fn stored(town: &Town) -> Vec<PathBuf> {
    fn under(folder: PathBuf, all: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                under(path, all);
            } else {
                all.push(path);
            }
        }
    }
    let mut all = Vec::new();
    under(town.house.config.folder.join("blobs"), &mut all);
    #[expect(clippy::disallowed_methods, reason = "files have the system's time")]
    let then = std::time::SystemTime::now() - std::time::Duration::from_secs(40 * 86_400);
    for path in &all {
        let file = std::fs::File::options().write(true).open(path).unwrap();
        file.set_modified(then).unwrap();
    }
    all.retain(|path| path.parent().unwrap().file_name().unwrap().len() == 2);
    all
}

fn swept(town: &Town) {
    let (said, exit, words) = run(town, &["--json", "blobs", "sweep"]);
    assert_eq!(exit, 0, "{words} {said}");
}

/// Erases what is over at a moment, as the server does every ten minutes.
fn erased(town: &Town, at: Instant) -> usize {
    let registry = town.house.registry();
    let over = town.house.read(|tx| registry.mails_over(tx, at));
    let erase = |one| {
        town.house.write(|tx, moment| {
            moment.now = at;
            registry.erase_mail(tx, &one, moment)
        })
    };
    over.into_iter().filter(|one| erase(one.clone())).count()
}

mod of {
    use super::*;
    use crate::common::House;

    pub(super) async fn a_mail_and_its_files_go_when_their_time_is_over(house: House) {
        let town = Town::of(house).await;
        let mut line = Line::greeted(&town).await;
        // One that is attached, one of a stranger that waits, one that no post can be told for.
        let text = String::from_utf8(mail("image-one-byte-below-2-mib")).unwrap();
        let strange = text.replace("zhangsan@example.com", "lisi@example.com");
        for bytes in [
            mail("gmail-utf8"),
            strange.into_bytes(),
            mail("subject-without-number"),
        ] {
            assert!(line.hand_in(&bytes).await.starts_with("250 "));
        }
        let before = town.mails();
        assert_eq!(before.len(), 3);
        let files =
            |item: &lingshi_wire::mail::MailItem| item.content.as_ref().unwrap().enclosures.len();
        assert!(before.iter().all(|item| files(item) > 0));
        let there = stored(&town);
        assert!(there.len() == 3, "{there:?}");
        swept(&town);
        assert_eq!(
            stored(&town).len(),
            there.len(),
            "a mail that is kept names them"
        );
        assert_eq!(erased(&town, now().plus_days(28)), 0);
        assert_eq!(erased(&town, now().plus_days(32)), 3);
        assert_eq!(erased(&town, now().plus_days(32)), 0);
        for kind in [Kind::MailTaken, Kind::MailAnswer, Kind::MailItem] {
            assert!(town.realm(kind).is_empty(), "{kind:?}");
        }
        let registry = town.house.registry();
        for item in before.iter().filter(|item| item.post.is_some()) {
            let left = town
                .house
                .read(|tx| registry.mail(tx, item.post.as_ref(), &item.id));
            let left = left.unwrap();
            assert!(matches!(left.state, TrayState::Erased { .. }));
            assert_eq!(left.content, None);
        }
        assert!(town.mails().is_empty());
        // Nothing personal of a mail ever stood in the log: its lines are all there, and their payloads tell nothing.
        assert_eq!(
            town.house
                .lines(&town.bru)
                .iter()
                .filter(|what| *what == "mail_erased")
                .count(),
            2
        );
        stored(&town);
        swept(&town);
        // The order's own file stays.
        assert_eq!(stored(&town).len(), 1);
        let order = town.zhang();
        assert_eq!(town.by_mail(&town.bru, &order.no), 1);
    }

    pub(super) async fn the_administration_sees_what_waits_and_no_address(house: House) {
        let town = Town::of(house).await;
        let mut line = Line::greeted(&town).await;
        for name in ["gmail-utf8", "name-mismatch", "subject-without-number"] {
            assert!(
                line.hand_in(&mail(name)).await.starts_with("250 "),
                "{name}"
            );
        }
        let (said, exit, _) = run(&town, &["--json", "mail", "list", "BRU"]);
        assert_eq!((exit, said["mails"].as_array().unwrap().len()), (0, 1));
        let id = said["mails"][0]["id"].as_str().unwrap();
        let (said, _, words) = run(&town, &["--json", "mail", "list", "BRU", "--settled"]);
        assert_eq!(said["mails"].as_array().unwrap().len(), 2);
        assert!(!words.contains("zhangsan@"), "{words}");
        let (said, _, _) = run(&town, &["--json", "mail", "list"]);
        assert_eq!(
            said["mails"][0]["content"]["verdict"]["why"]["code"],
            "subject_without_number"
        );
        let (_, exit, words) = run(&town, &["mail", "list", "BRU"]);
        assert!(
            exit == 0 && words.contains(id) && words.contains("contradiction"),
            "{words}"
        );
        let (_, exit, words) = run(&town, &["mail", "show", id, "--post", "BRU"]);
        assert_eq!(exit, 0, "{words}");
        for told in ["z****@example.com", "name_differs", "jpeg", "waiting"] {
            assert!(words.contains(told), "{told}: {words}");
        }
        let (_, exit, words) = run(&town, &["mail", "show", id]);
        assert!(exit == 1 && words.contains("--post"), "{words}");
        let (_, exit, words) = run(&town, &["mail", "show", "none", "--post", "BRU"]);
        assert!(
            exit == 1 && words.contains("BRU has no such mail"),
            "{words}"
        );
        let (_, exit, _) = run(&town, &["mail", "list", "XXX"]);
        assert_eq!(exit, 1);
    }

    pub(super) async fn a_mail_of_no_post_is_given_to_one_with_its_files(house: House) {
        let town = Town::of(house).await;
        let mut line = Line::greeted(&town).await;
        let bytes = mail("subject-without-number");
        assert!(line.hand_in(&bytes).await.starts_with("250 "));
        let item = town.mails().remove(0);
        assert_eq!((item.post.as_ref(), stored(&town).len()), (None, 1));
        let id = item.id.as_str();
        let (said, exit, words) = run(&town, &["--json", "mail", "assign", id, "BRU"]);
        assert_eq!((exit, &said["files"]), (0, &1.into()), "{words}");
        let given = town.mails().remove(0);
        let post = Some(town.bru.code.clone());
        let expected = lingshi_wire::mail::MailItem {
            post,
            ..item.clone()
        };
        assert_eq!(given, expected);
        assert_eq!(town.mails().len(), 1);
        let lines = town.house.lines(&town.bru);
        assert_eq!(lines.last().unwrap(), "mail_assigned");
        // Its file stands at the post; where it was, nothing names it any more.
        assert_eq!(stored(&town).len(), 2);
        swept(&town);
        let left = stored(&town);
        assert!(
            left.len() == 1 && left[0].to_str().unwrap().contains("/BRU/"),
            "{left:?}"
        );
        for post in ["BRU", "WAS"] {
            let (_, exit, words) = run(&town, &["mail", "assign", id, post]);
            assert!(exit == 1 && words.contains("no such mail"), "{words}");
        }
        // The same mail again is known, and it goes when its time is over.
        let mut line = Line::greeted(&town).await;
        assert!(line.hand_in(&bytes).await.starts_with("250 "));
        assert_eq!(town.mails().len(), 1);
        assert_eq!(erased(&town, now().plus_days(32)), 1);
    }
}

on_both!(
    a_mail_and_its_files_go_when_their_time_is_over,
    the_administration_sees_what_waits_and_no_address,
    a_mail_of_no_post_is_given_to_one_with_its_files,
);

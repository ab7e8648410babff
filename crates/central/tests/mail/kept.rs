//! Every kept mail by both ways: the same becomes of it as the verdict says.

use crate::lmtp::Line;
use crate::world::{Town, expectations, lay, lying, mail};
use lingshi_rules::supplement_mail::Verdict;
use lingshi_rules::supplement_mail::tray::TrayState;
use lingshi_wire::mail::{MailId, MailItem};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// What expected.toml says, as far as it shows from outside.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Told {
    why: Option<String>,
    offered: Option<String>,
    order: Option<String>,
    fates: Vec<String>,
    attaching: Vec<String>,
    answer: String,
}

/// Its order is another post's, which here takes mails at the same mailbox: it is judged there.
const JUDGED_THERE: &str = "order-of-another-post";

fn told() -> BTreeMap<String, Told> {
    let mut told: BTreeMap<String, Told> = toml::from_str(&expectations()).unwrap();
    assert!(told.remove(JUDGED_THERE).is_some());
    assert!(told.len() >= 70, "only {} mails", told.len());
    told
}

/// The order's picture that one of the mails brings again.
const KNOWN: &[u8] = b"already in the order";

/// The order has every picture of the mail that says so.
fn know(town: &Town, mail: &[u8]) {
    let Ok(read) = lingshi_mail::read(mail) else {
        return;
    };
    let files = read.letter.enclosures.iter().zip(&read.contents);
    for (enclosure, bytes) in files {
        if bytes.windows(KNOWN.len()).any(|window| window == KNOWN) {
            let kind = lingshi_wire::Kind::Order;
            town.house
                .change_at_post(&town.bru, kind, crate::world::ZHANG, |order| {
                    let files = order["files"].as_object_mut().unwrap();
                    let mut file = files.values().next().unwrap().clone();
                    file["id"] = "known".into();
                    file["sha256"] = enclosure.sha256.clone().into();
                    file["replaced"] = false.into();
                    files.insert("known".to_owned(), file);
                });
        }
    }
}

/// What became of a mail, against what is expected of it.
fn compare(town: &Town, name: &str, told: &Told, item: &MailItem) {
    let content = item.content.as_ref().unwrap();
    let recognised = matches!(content.verdict, Verdict::Recognised(_));
    assert_eq!(
        recognised,
        told.why.is_none(),
        "{name}: {:?}",
        content.verdict
    );
    let named = told.order.as_ref().or(told.offered.as_ref());
    let order = content.order.as_ref().map(ToString::to_string);
    assert_eq!(order.as_ref(), named, "{name}");
    if told.order.is_some() {
        assert_eq!(item.post.as_ref(), Some(&town.bru.code), "{name}");
    }
    let taken = |fate: &&String| !fate.starts_with("left_out");
    let taken = told.fates.iter().filter(taken).count();
    if told.attaching == ["by_itself"] {
        let TrayState::Attached {
            order, enclosures, ..
        } = &item.state
        else {
            panic!("{name}: {:?}", item.content);
        };
        assert_eq!(enclosures.len(), taken, "{name}");
        assert_eq!(town.by_mail(&town.bru, order), taken, "{name}");
    } else {
        assert_eq!(item.state, TrayState::Waiting, "{name}");
    }
    let answered = matches!(told.answer.as_str(), "acknowledge" | "refuse");
    let marked = town.answer(item) != "none";
    assert_eq!(marked, answered, "{name}: {}", told.answer);
}

fn new_one(town: &Town, seen: &mut BTreeSet<MailId>, name: &str) -> MailItem {
    let all = town.mails();
    let mut new = all.into_iter().filter(|item| !seen.contains(&item.id));
    let item = new
        .next()
        .unwrap_or_else(|| panic!("{name}: nothing came in"));
    assert_eq!(new.next(), None, "{name}");
    seen.insert(item.id.clone());
    item
}

mod of {
    use super::{BTreeSet, Line, Town, compare, know, lay, lying, mail, new_one, told};
    use crate::common::House;

    pub(super) async fn by_lmtp(house: House) {
        let town = Town::of(house).await;
        let mut line = Line::greeted(&town).await;
        let mut seen = BTreeSet::new();
        for (name, told) in told() {
            let bytes = mail(&name);
            know(&town, &bytes);
            let answered = line.hand_in(&bytes).await;
            assert!(answered.starts_with("250 "), "{name}: {answered}");
            compare(&town, &name, &told, &new_one(&town, &mut seen, &name));
            town.begin_again();
        }
        assert!(line.ask("QUIT").await.starts_with("221 "));
        assert_eq!(line.hear().await, "");
    }

    pub(super) async fn from_a_folder(house: House) {
        let town = Town::of(house).await;
        let (maildir, folder) = town.maildir();
        let mut seen = BTreeSet::new();
        let mut aside = Vec::new();
        for (name, told) in told() {
            let bytes = mail(&name);
            know(&town, &bytes);
            lay(&folder, &name, &bytes);
            maildir.look().await;
            assert!(lying(&folder, "new").is_empty(), "{name}");
            let unreadable = told.why.as_ref();
            if unreadable.is_some_and(|why| why.starts_with("unreadable")) {
                aside.push(name.clone());
            }
            assert_eq!(lying(&folder, "aside"), aside, "{name}");
            compare(&town, &name, &told, &new_one(&town, &mut seen, &name));
            town.begin_again();
        }
        assert!(!aside.is_empty());
    }
}

on_both!(by_lmtp, from_a_folder);

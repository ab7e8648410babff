//! The tray of a post: who sees it, who settles a mail, and that it is settled once.

use crate::common::House;
use crate::common::officer::Officer;
use crate::common::{Post, REALM};
use crate::lmtp::Line;
use crate::world::{Town, mail};
use lingshi_rules::ids::CommandId;
use lingshi_rules::life::Status;
use lingshi_rules::people::{By, Role};
use lingshi_rules::supplement_mail::tray::{DiscardReason, TrayAct, TrayRefusal, TrayState};
use lingshi_wire::api::Commands;
use lingshi_wire::client::{ClientFault, Nudge, Session};
use lingshi_wire::mail::{MailId, MailItem};
use lingshi_wire::{Answer, CommandBody, Instruction, Kind, Seq, SignedCommand, Why};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

static NEXT: AtomicU64 = AtomicU64::new(0);

fn signed(post: &Post, by: &Officer, mail: &MailId, act: TrayAct) -> SignedCommand {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let body = CommandBody {
        realm: REALM.to_owned(),
        post: post.code.clone(),
        key: by.key.public().id(),
        officer: by.id.clone(),
        head: None,
        device_seq: number,
        displayed: BTreeMap::new(),
        instruction: Instruction::Mail {
            id: CommandId::new(format!("settle-{number}")),
            mail: mail.clone(),
            act,
        },
    };
    SignedCommand::sign(&body, &by.key)
}

async fn give(session: &Session, command: &SignedCommand) -> Answer {
    let commands = vec![command.clone()];
    let answers = session.commands(&Commands { commands }).await.unwrap();
    answers.answers.into_iter().next().unwrap()
}

fn refused(answer: &Answer) -> &TrayRefusal {
    match answer {
        Answer::Refused {
            why: Why::Mail { refusal },
        } => refusal,
        other => panic!("{other:?}"),
    }
}

fn code<T: std::fmt::Debug>(asked: Result<T, ClientFault>) -> String {
    let fault = asked.err().unwrap();
    fault.code().unwrap_or("none").to_owned()
}

fn attach(town: &Town, enclosures: &[u32]) -> TrayAct {
    TrayAct::Attach {
        order: town.zhang().no,
        enclosures: enclosures.to_vec(),
    }
}

const DISCARD: TrayAct = TrayAct::Discard {
    why: DiscardReason::NotTheApplicant,
};

/// Hands in a mail that waits.
async fn waiting(town: &Town, name: &str) -> MailItem {
    let mut line = Line::greeted(town).await;
    assert!(line.hand_in(&mail(name)).await.starts_with("250 "));
    let all = town.mails();
    let item = all
        .into_iter()
        .find(|item| item.state == TrayState::Waiting);
    item.unwrap()
}

async fn read(session: &Session, item: &MailItem) -> Result<Vec<u8>, ClientFault> {
    let mut coming = session.enclosure_from(&item.id, 0, 0).await?;
    let mut all = Vec::new();
    while let Some(piece) = coming.next().await? {
        all.extend(piece);
    }
    Ok(all)
}

/// An officer signed in at a post.
async fn at(house: &House, post: &Post, id: &str, role: Role) -> (Officer, Session) {
    let officer = house.hire(post, id, &[role]).await;
    let session = house.session(&officer).await;
    (officer, session)
}

mod of {
    use super::*;

    pub(super) async fn an_officer_vouches_for_a_mail_and_the_order_goes_on(house: House) {
        let town = Town::of(house).await;
        let (zhang, desk) = at(&town.house, &town.bru, "bru-zhang", Role::FirstReviewer).await;
        let mut nudges = desk.nudges().await.unwrap();
        let before = desk.changes(Seq::START, None, None).await.unwrap().until;
        let item = waiting(&town, "name-mismatch").await;
        // The desk is nudged, and pulls the mail with the line that brought it.
        let heard = async {
            while let Some(Nudge::Head(seq)) = nudges.next().await.unwrap() {
                if seq > before {
                    return;
                }
            }
        };
        let limit = std::time::Duration::from_secs(20);
        tokio::time::timeout(limit, heard).await.unwrap();
        let page = desk.changes(before, None, None).await.unwrap();
        let pulled: Vec<_> = page
            .documents
            .iter()
            .filter(|d| d.key.kind == Kind::MailItem)
            .collect();
        let pulled: MailItem = serde_json::from_str(pulled[0].body.get()).unwrap();
        assert_eq!(pulled, item);
        let shown = page
            .documents
            .iter()
            .map(|d| d.body.get())
            .collect::<String>();
        assert!(
            !shown.contains("zhangsan@example.com"),
            "a sender is masked"
        );
        assert_eq!(
            desk.mails(false).await.unwrap().mails,
            std::slice::from_ref(&item)
        );
        assert_eq!(desk.mail(&item.id).await.unwrap(), item);
        let content = item.content.as_ref().unwrap();
        let bytes = read(&desk, &item).await.unwrap();
        assert_eq!(crate::large::sha256(&bytes), content.enclosures[0].sha256);

        let settle = signed(&town.bru, &zhang, &item.id, attach(&town, &[0]));
        let answer = give(&desk, &settle).await;
        let Answer::Accepted { versions, .. } = &answer else {
            panic!("{answer:?}");
        };
        assert_eq!(versions.len(), 2, "the order and the mail");
        assert_eq!(give(&desk, &settle).await, answer, "once and for ever");
        let order = town.zhang();
        assert_eq!(order.status, Status::FirstReview);
        assert_eq!(town.by_mail(&town.bru, &order.no), 1);
        let settled = desk.mail(&item.id).await.unwrap();
        let by = By::Officer {
            id: zhang.id.clone(),
        };
        assert!(matches!(&settled.state, TrayState::Attached { by: who, .. } if *who == by));
        assert!(desk.mails(false).await.unwrap().mails.is_empty());
        assert_eq!(desk.mails(true).await.unwrap().mails.len(), 1);
        // Settled is settled.
        for act in [DISCARD, attach(&town, &[0])] {
            let again = give(&desk, &signed(&town.bru, &zhang, &item.id, act)).await;
            assert_eq!(refused(&again), &TrayRefusal::Settled);
        }
    }

    pub(super) async fn nobody_else_sees_or_settles_it(house: House) {
        let town = Town::of(house).await;
        let (zhang, desk) = at(&town.house, &town.bru, "bru-zhang", Role::FirstReviewer).await;
        let (cashier, till) = at(&town.house, &town.bru, "bru-qian", Role::Cashier).await;
        let (wang, abroad) = at(&town.house, &town.was, "was-wang", Role::Supervisor).await;
        let item = waiting(&town, "name-mismatch").await;
        assert!(abroad.mails(true).await.unwrap().mails.is_empty());
        assert_eq!(code(abroad.mail(&item.id).await), "not_here");
        assert_eq!(code(read(&abroad, &item).await), "not_here");
        let theirs = abroad.changes(Seq::START, None, None).await.unwrap();
        assert!(
            theirs
                .documents
                .iter()
                .all(|d| d.key.kind != Kind::MailItem)
        );
        let foreign = signed(&town.was, &wang, &item.id, DISCARD);
        let told = give(&abroad, &foreign).await;
        let why = Why::NoSuchSubject;
        assert_eq!(told, Answer::Refused { why });
        // At the post, but not one who reviews.
        assert_eq!(code(read(&till, &item).await), "not_yours");
        let told = give(&till, &signed(&town.bru, &cashier, &item.id, DISCARD)).await;
        assert!(matches!(refused(&told), TrayRefusal::RoleNeeded { .. }));
        for (number, expected) in [(7, "not_here"), (u32::MAX, "not_here")] {
            let asked = desk.enclosure_from(&item.id, number, 0).await;
            assert_eq!(code(asked), expected);
        }
        let none = MailId::new("none");
        assert_eq!(code(desk.mail(&none).await), "not_here");
        let wrong = give(
            &desk,
            &signed(&town.bru, &zhang, &item.id, attach(&town, &[9])),
        )
        .await;
        assert_eq!(refused(&wrong), &TrayRefusal::WrongEnclosures);
        assert_eq!(town.mails()[0].state, TrayState::Waiting);
        let put_aside = give(&desk, &signed(&town.bru, &zhang, &item.id, DISCARD)).await;
        assert!(
            matches!(put_aside, Answer::Accepted { .. }),
            "{put_aside:?}"
        );
        let state = desk.mail(&item.id).await.unwrap().state;
        assert!(matches!(state, TrayState::Discarded { .. }));
        assert_eq!(town.zhang().status, Status::Supplement);
    }

    /// The post wants every mail looked at; and what the order would not take is not lost either.
    pub(super) async fn a_believed_mail_waits_where_it_may_not_go_by_itself(house: House) {
        let town = Town::of(house).await;
        let held = |order: &mut serde_json::Value| order["schema"] = 60_000.into();
        let no = crate::world::ZHANG;
        town.house.change_at_post(&town.bru, Kind::Order, no, held);
        let item = waiting(&town, "gmail-utf8").await;
        let content = item.content.as_ref().unwrap();
        assert_eq!(content.refused.as_deref(), Some("document_newer"));
        town.begin_again();
        assert_eq!(town.by_mail(&town.bru, &town.zhang().no), 0);

        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/posts/BRU.toml");
        let text = std::fs::read_to_string(folder).unwrap();
        let text = text.replace("[supplement]\n", "[supplement]\nmail_by_itself = false\n");
        town.house.write(|tx, moment| {
            let settings = ("BRU.toml", text.as_str());
            lingshi_registry::posts::set_up(tx, &town.bru.code, settings, By::System, moment)?
                .unwrap();
            Ok(())
        });
        let before = town.mails();
        let mut line = Line::greeted(&town).await;
        let told = line.hand_in(&mail("qq-gb18030-one-photo")).await;
        assert!(told.starts_with("250 "), "{told}");
        let new = town.mails().into_iter().find(|item| !before.contains(item));
        let new = new.unwrap();
        assert_eq!(new.state, TrayState::Waiting);
        let shown = serde_json::to_value(&new.content.as_ref().unwrap().verdict).unwrap();
        assert_eq!(shown["attaching"]["because"][0]["code"], "switched_off");
        // Its sender is told all the same that it came.
        assert_ne!(town.answer(&new), "none");
        assert_eq!(town.zhang().status, Status::Supplement);
    }

    /// What the order refuses leaves the mail as it was.
    pub(super) async fn an_order_that_takes_nothing_leaves_the_mail_waiting(house: House) {
        let town = Town::of(house).await;
        let (zhang, desk) = at(&town.house, &town.bru, "bru-zhang", Role::FirstReviewer).await;
        let item = waiting(&town, "order-already-decided").await;
        let content = item.content.as_ref().unwrap();
        let order = content.order.clone().unwrap();
        assert_eq!(town.house.order(&town.bru, &order).status, Status::Done);
        let enclosures = vec![0];
        let act = TrayAct::Attach { order, enclosures };
        let told = give(&desk, &signed(&town.bru, &zhang, &item.id, act)).await;
        let by_the_order = matches!(
            &told,
            Answer::Refused {
                why: Why::Order { .. }
            }
        );
        assert!(by_the_order, "{told:?}");
        assert_eq!(desk.mail(&item.id).await.unwrap(), item);
        // It belongs to another order of the post, as the officer can see.
        let to_other = signed(&town.bru, &zhang, &item.id, attach(&town, &[0]));
        let told = give(&desk, &to_other).await;
        assert!(matches!(told, Answer::Accepted { .. }), "{told:?}");
    }
}

on_both!(
    an_officer_vouches_for_a_mail_and_the_order_goes_on,
    nobody_else_sees_or_settles_it,
    an_order_that_takes_nothing_leaves_the_mail_waiting,
    a_believed_mail_waits_where_it_may_not_go_by_itself,
);

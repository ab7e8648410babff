//! Heads over the wire: signed for what came with them, believed of one server alone, and a log that was set back
//! is found by whoever remembers.

use crate::common::House;
use crate::common::fill::signed;
use crate::common::place::Place;
use lingshi_central::world::now;
use lingshi_registry::heads;
use lingshi_rules::life::{Action, Status};
use lingshi_wire::api::Commands;
use lingshi_wire::client::ClientFault;
use lingshi_wire::heads::{Contradiction, Heads, Seen};
use lingshi_wire::{Answer, NoHead, Seq, Server, SigningKey};

fn note() -> Action {
    Action::AddNote {
        text: "已核对".to_owned(),
    }
}

async fn every_answer_is_signed_for(place: Place) {
    let house = House::on(place).await;
    let post = house.post("BRU");
    let (officers, orders) = house.fill(&post, &[(Status::FirstReview, 2)]).await;
    let session = house.session(&officers[0]).await;
    let mut known = Heads::new(house.server(), post.code.clone());
    let asked = known.asking();
    let page = session.changes(Seq::START, None, Some(3)).await.unwrap();
    assert!(page.until < page.head);
    assert_eq!(known.see(&page.signed_head, asked), Seen::Further);
    for no in &orders {
        let asked = known.asking();
        let order = house.order(&post, no);
        let commands = vec![signed(&post, &officers[0], &order, note())];
        let answers = session.commands(&Commands { commands }).await.unwrap();
        assert!(
            matches!(answers.answers[..], [Answer::Accepted { seq, .. }] if seq == answers.head)
        );
        assert_eq!(known.see(&answers.signed_head, asked), Seen::Further);
        let asked = known.asking();
        let (says, head) = session.head().await.unwrap();
        assert_eq!(says.seq, answers.head);
        assert_eq!(known.see(&head, asked), Seen::Same);
    }
    // The last line that is pulled has the chain that was signed.
    let page = session.changes(page.until, Some(page.epoch), None).await;
    let page = page.unwrap();
    let (_, _, link) = known.newest().unwrap();
    assert_eq!(page.lines.last().unwrap().link, link);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_brings_a_head_that_was_signed_for_it() {
    every_answer_is_signed_for(Place::file()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_brings_a_head_that_was_signed_for_it_on_postgres() {
    every_answer_is_signed_for(Place::schema()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_believed_of_another_server() {
    let house = House::open().await;
    let post = house.post("BRU");
    let (officers, orders) = house.fill(&post, &[(Status::FirstReview, 1)]).await;
    let token = house.opened(&officers[0]).asking;
    let right = house.server();
    let other_key = Server {
        key: SigningKey::of_seed(&[4; 32]).public(),
        ..right.clone()
    };
    let other_realm = Server {
        realm: "real".to_owned(),
        ..right.clone()
    };
    let realm = NoHead::OtherRealm(right.realm.clone());
    for (server, why) in [(other_key, NoHead::NotSigned), (other_realm, realm)] {
        let session = house.client.session(&post.code, &token, &server);
        let order = house.order(&post, &orders[0]);
        let commands = vec![signed(&post, &officers[0], &order, note())];
        let told = [
            session.changes(Seq::START, None, None).await.map(drop),
            session.commands(&Commands { commands }).await.map(drop),
            session.head().await.map(drop),
        ];
        for told in told {
            assert!(
                matches!(&told, Err(ClientFault::NotBelieved(no)) if *no == why),
                "{told:?}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_head_of_another_page_is_not_believed() {
    let house = House::open().await;
    let post = house.post("BRU");
    let (officers, _) = house.fill(&post, &[(Status::FirstReview, 1)]).await;
    let session = house.session(&officers[0]).await;
    let page = session.changes(Seq::START, None, None).await.unwrap();
    let server = house.server();
    assert!(page.signed_by(&server, &post.code).is_ok());
    let mut cut = page.clone();
    cut.lines.pop();
    cut.until = Seq(cut.until.0 - 1);
    assert!(cut.signed_by(&server, &post.code).is_ok(), "more follows");
    cut.head = cut.until;
    let told = cut.signed_by(&server, &post.code);
    assert_eq!(told, Err(NoHead::OfSomethingElse));
    // Signed for this end, with another chain.
    let mut head = house.read(|tx| tx.head(&post.code)).unwrap();
    head.link = page.lines[0].link;
    let mut forked = page.clone();
    let (realm, key) = (&server.realm, house.secrets().server);
    forked.signed_head = heads::signed((realm, &post.code), &head, &key, now());
    let told = forked.signed_by(&server, &post.code);
    assert_eq!(told, Err(NoHead::OfSomethingElse));
    forked.epoch.0 += 1;
    forked.lines.clear();
    let told = forked.signed_by(&server, &post.code);
    assert_eq!(told, Err(NoHead::OfSomethingElse));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ledger_that_was_set_back_is_found_by_whoever_remembers() {
    let mut house = House::open().await;
    let post = house.post("BRU");
    let (officers, orders) = house.fill(&post, &[(Status::FirstReview, 1)]).await;
    let mut known = Heads::new(house.server(), post.code.clone());
    let files = ["ledger.db", "ledger.db-wal"].map(|name| house.config.folder.join(name));
    house.end().await;
    let before = files.each_ref().map(|file| std::fs::read(file).ok());
    house.again().await;
    let session = house.session(&officers[0]).await;
    let order = house.order(&post, &orders[0]);
    let commands = vec![signed(&post, &officers[0], &order, note())];
    let answers = session.commands(&Commands { commands }).await.unwrap();
    known.see(&answers.signed_head, known.asking());
    house.end().await;
    for (file, bytes) in files.iter().zip(before) {
        match bytes {
            Some(bytes) => std::fs::write(file, bytes).unwrap(),
            None => drop(std::fs::remove_file(file)),
        }
    }
    house.again().await;
    let token = house.opened(&officers[0]).asking;
    let server = house.server();
    let session = house.client.session(&post.code, &token, &server);
    let (says, head) = session.head().await.unwrap();
    let told = known.see(&head, known.asking());
    let cut = Contradiction::Cut {
        seq: says.seq,
        known: answers.signed_head.clone(),
    };
    assert_eq!(told, Seen::Contradiction(cut));
    // It goes on, and comes to the same number with something else.
    let order = house.order(&post, &orders[0]);
    let commands = vec![signed(&post, &officers[0], &order, note())];
    let other = session.commands(&Commands { commands }).await.unwrap();
    assert_eq!(other.head, answers.head);
    let told = known.see(&other.signed_head, known.asking());
    let fork = Contradiction::OtherLink {
        seq: answers.head,
        known: answers.signed_head,
    };
    assert_eq!(told, Seen::Contradiction(fork));
}

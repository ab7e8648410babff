//! Stopping: what was answered is kept, what was not is not half done, and nobody is waited for in vain.

use crate::common::fill::signed;
use crate::common::place::Place;
use crate::common::{House, Post, REALM};
use lingshi_ledger::{Room, Seq};
use lingshi_registry::audit::{Witness, verify};
use lingshi_rules::life::{Action, Status};
use lingshi_rules::order::Order;
use lingshi_wire::api::Commands;
use lingshi_wire::client::{Client, ClientFault, Session};
use lingshi_wire::{Answer, CommandBody, SignedCommand};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::time::Instant;

/// Pushes until nobody answers any more; gives back what was accepted, by id.
async fn push(
    session: Session,
    commands: Vec<SignedCommand>,
    answered: Arc<AtomicUsize>,
) -> Vec<String> {
    let mut accepted = Vec::new();
    for batch in commands.chunks(3) {
        let asked = Commands {
            commands: batch.to_vec(),
        };
        match session.commands(&asked).await {
            Ok(answers) => {
                answered.fetch_add(1, Ordering::Relaxed);
                for (signed, answer) in batch.iter().zip(answers.answers) {
                    if matches!(answer, Answer::Accepted { .. }) {
                        accepted.push(id(signed));
                    }
                }
            }
            Err(ClientFault::Unreachable(_)) => break,
            Err(fault) if fault.code() == Some("later") => break,
            Err(fault) => panic!("{fault}"),
        }
    }
    accepted
}

fn id(signed: &SignedCommand) -> String {
    let body: CommandBody = serde_json::from_str(&signed.bytes).unwrap();
    body.instruction.id().to_string()
}

fn kept(house: &House, post: &Post) -> BTreeSet<String> {
    let room = Room {
        rows: usize::MAX >> 1,
        bytes: usize::MAX,
    };
    let entries = house.read(|tx| tx.entries(&post.code, Seq::START, room));
    let headers = entries.iter().map(|entry| entry.read_header().unwrap());
    headers
        .filter_map(|header| Some(header.command?.to_string()))
        .collect()
}

async fn stop_while_desks_push(place: Place) {
    let mut house = House::on(place).await;
    let post = house.post("BRU");
    let (officers, numbers) = house.fill(&post, &[(Status::FirstReview, 4)]).await;
    let orders: Vec<Order> = numbers.iter().map(|no| house.order(&post, no)).collect();
    let answered = Arc::new(AtomicUsize::new(0));
    let mut desks = tokio::task::JoinSet::new();
    let mut streams = Vec::new();
    let tokens: Vec<_> = officers.iter().map(|by| house.opened(by).asking).collect();
    for number in 0..20 {
        let by = &officers[number % officers.len()];
        let token = &tokens[number % officers.len()];
        let address = format!("http://{}", house.address());
        let session = Client::new(&address)
            .unwrap()
            .session(&by.post, token, &house.server());
        let commands = (0..400).map(|turn| {
            let text = "已核对".to_owned();
            let order = &orders[turn % orders.len()];
            signed(&post, by, order, Action::AddNote { text })
        });
        streams.push(session.nudges().await.unwrap());
        desks.spawn(push(session, commands.collect(), Arc::clone(&answered)));
    }
    while answered.load(Ordering::Relaxed) < 40 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let begun = Instant::now();
    house.end().await;
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(5), "{took:?}");
    let mut acknowledged = BTreeSet::new();
    while let Some(accepted) = desks.join_next().await {
        acknowledged.extend(accepted.unwrap());
    }
    let kept = kept(&house, &post);
    let lost: Vec<_> = acknowledged.difference(&kept).collect();
    assert_eq!(lost, Vec::<&String>::new());
    assert!(
        acknowledged.len() >= 40 && kept.len() < 20 * 400,
        "{}",
        kept.len()
    );
    let verified = house.read(|tx| verify(tx, (REALM, &post.code), Witness::default()));
    assert_eq!(verified.broken, []);
    for mut stream in streams {
        while stream.next().await.unwrap().is_some() {}
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_answered_before_a_stop_is_kept_on_sqlite() {
    stop_while_desks_push(Place::file()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_answered_before_a_stop_is_kept_on_postgres() {
    stop_while_desks_push(Place::schema()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_stopped_goes_on_where_it_was() {
    let mut house = House::open().await;
    let post = house.post("BRU");
    let (officers, orders) = house.fill(&post, &[(Status::FirstReview, 1)]).await;
    let order = house.order(&post, &orders[0]);
    let tokens = house.sign_in(&officers[0]).await;
    let text = "已核对".to_owned();
    let commands = vec![signed(
        &post,
        &officers[0],
        &order,
        Action::AddNote { text },
    )];
    let asked = Commands { commands };
    let session = house
        .client
        .session(&post.code, &tokens.asking, &house.server());
    let before = session.commands(&asked).await.unwrap();
    house.end().await;
    assert!(matches!(
        house.client.time().await,
        Err(ClientFault::Unreachable(_))
    ));
    house.again().await;
    let session = house
        .client
        .session(&post.code, &tokens.asking, &house.server());
    let after = session.commands(&asked).await.unwrap();
    // Signed anew, at another time, and of the same line.
    assert_eq!((after.answers, after.head), (before.answers, before.head));
}

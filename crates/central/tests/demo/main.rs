//! A demo: what is there when it opens, that it lives, that it goes on where it stopped, and what it leaves alone.
#![cfg(feature = "demo")]
#![expect(clippy::unwrap_used, reason = "what builds a test may fail it")]
#![allow(clippy::panic, reason = "a test may fail")]

use lingshi_central::demo::{Demo, NoDemo, Wish, open};
use lingshi_central::world::now;
use lingshi_demo::life::Pace;
use lingshi_demo::pass::Pass;
use lingshi_rules::order::Order;
use lingshi_rules::values::OrderNo;
use lingshi_wire::Kind;
use lingshi_wire::Sha;
use lingshi_wire::client::{Follow, Session};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

/// Longer than anything here takes on a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_secs(240);

fn wish(folder: &Path) -> Wish {
    Wish {
        folder: folder.to_owned(),
        post: "BRU".to_owned(),
        seed: 3,
        listen: ([127, 0, 0, 1], 0).into(),
        fresh: false,
    }
}

const QUICK: Pace = Pace {
    hurry: 1_000,
    colleagues: true,
};

async fn orders_there(demo: &mut Demo, least: u32) {
    let there = demo.taken.wait_for(|taken| taken.orders >= least);
    tokio::time::timeout(PATIENCE, there)
        .await
        .unwrap()
        .unwrap();
}

async fn newcomer(demo: &Demo) -> Session {
    let pass = Pass::read(&demo.pass).unwrap();
    let (client, tokens) = pass.sign_in(now()).await.unwrap();
    client.session(&pass.post, &tokens.asking, &pass.server)
}

/// Everything a desk would pull by now.
async fn pulled(session: &Session) -> BTreeMap<OrderNo, Order> {
    let mut follow = Follow::from_the_first(session.clone());
    let mut orders = BTreeMap::new();
    loop {
        let page = follow.next().await.unwrap();
        for one in &page.documents {
            if one.key.kind == Kind::Order {
                let order: Order = serde_json::from_str(one.body.get()).unwrap();
                orders.insert(order.no.clone(), order);
            }
        }
        if page.until == page.head {
            return orders;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_is_let_in_and_finds_orders_with_pictures() {
    let folder = tempfile::tempdir().unwrap();
    let alone = Pace {
        hurry: 1,
        colleagues: false,
    };
    let mut demo = open(wish(folder.path()), alone).await.unwrap();
    orders_there(&mut demo, 3).await;
    let session = newcomer(&demo).await;
    let orders = pulled(&session).await;
    assert!(orders.len() >= 3);
    let mut files = 0;
    for file in orders.values().flat_map(|order| order.files.values()) {
        let name: Sha = serde_json::from_value(file.sha256.clone().into()).unwrap();
        let mut coming = session.blob_from(&name, 0).await.unwrap();
        let mut bytes = Vec::new();
        while let Some(piece) = coming.next().await.unwrap() {
            bytes.extend(piece);
        }
        assert_eq!(Sha::of_kept(&Sha256::digest(&bytes)), Some(name));
        files += 1;
    }
    assert!(files > 3, "{files}");
    demo.end().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn people_file_and_officers_work_and_it_goes_on_where_it_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let mut demo = open(wish(folder.path()), QUICK).await.unwrap();
    let alive = demo
        .lived
        .wait_for(|lived| lived.filed > 0 && lived.by_applicants > 0 && lived.by_officers > 0);
    tokio::time::timeout(PATIENCE, alive)
        .await
        .unwrap()
        .unwrap();
    let lived = demo.lived.borrow().clone();
    assert_eq!(lived.faults, 0, "{lived:?}");
    let before = pulled(&newcomer(&demo).await).await;
    demo.end().await.unwrap();

    let mut demo = open(wish(folder.path()), QUICK).await.unwrap();
    let known = u32::try_from(before.len()).unwrap();
    assert!(demo.taken.borrow().of >= known);
    let more = demo.taken.borrow().orders + 1;
    orders_there(&mut demo, more).await;
    let after = pulled(&newcomer(&demo).await).await;
    for (no, order) in &before {
        assert!(after[no].version >= order.version, "{no} went back");
    }
    assert!(after.len() > before.len());
    demo.end().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn without_colleagues_no_officer_does_anything() {
    let folder = tempfile::tempdir().unwrap();
    let alone = Pace {
        colleagues: false,
        ..QUICK
    };
    let mut demo = open(wish(folder.path()), alone).await.unwrap();
    let lives = demo
        .lived
        .wait_for(|lived| lived.filed > 1 && lived.by_applicants > 0);
    tokio::time::timeout(PATIENCE, lives)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(demo.lived.borrow().by_officers, 0);
    demo.end().await.unwrap();
}

async fn refused(wish: Wish) -> NoDemo {
    match open(wish, QUICK).await {
        Ok(_) => panic!("it opened"),
        Err(no) => no,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_demo_or_another_one_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let none = Wish {
        post: "XXX".to_owned(),
        ..wish(folder.path())
    };
    assert!(matches!(refused(none).await, NoDemo::NoPost(_)));
    let theirs = folder.path().join("letter.txt");
    std::fs::write(&theirs, "mine").unwrap();
    for fresh in [false, true] {
        let wish = Wish {
            fresh,
            ..wish(folder.path())
        };
        assert!(matches!(refused(wish).await, NoDemo::NotEmpty(_)));
    }
    assert_eq!(std::fs::read_to_string(&theirs).unwrap(), "mine");

    let place = folder.path().join("demo");
    let demo = open(wish(&place), QUICK).await.unwrap();
    demo.end().await.unwrap();
    let other = Wish {
        post: "SFO".to_owned(),
        ..wish(&place)
    };
    assert!(matches!(refused(other.clone()).await, NoDemo::Other { .. }));
    let anew = Wish {
        fresh: true,
        ..other
    };
    let demo = open(anew, QUICK).await.unwrap();
    assert_eq!(Pass::read(&demo.pass).unwrap().post.as_str(), "SFO");
    demo.end().await.unwrap();
}

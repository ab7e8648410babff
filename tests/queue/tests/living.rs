//! A desk before a real server: it counts what is there, goes on after a cut, and begins anew where it must.

use lingshi_central::demo::{Demo, Wish, open};
use lingshi_demo::life::Pace;
use lingshi_desk::queue::{CutWhy, LineShown, LockedWhy, Queue};
use lingshi_queue_test::{Desk, counted, counts};
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

fn wish(folder: &Path) -> Wish {
    Wish {
        folder: folder.to_owned(),
        post: "BRU".to_owned(),
        seed: 3,
        listen: ([127, 0, 0, 1], 0).into(),
        fresh: false,
    }
}

/// After so long, an order more may have come.
const SOON: Duration = Duration::from_secs(3);

/// Nobody does anything that the server does not do by itself.
const QUIET: Pace = Pace {
    hurry: 1,
    colleagues: false,
};
const QUICK: Pace = Pace {
    hurry: 1_000,
    colleagues: true,
};

fn at(demo: &Demo) -> Option<SocketAddr> {
    demo.address.trim_start_matches("http://").parse().ok()
}

fn live(queue: &Queue) -> bool {
    queue.line == LineShown::Live && queue.today.is_some()
}

fn post(queue: &Queue) -> Option<&str> {
    queue.today.as_ref().map(|today| today.post.code.as_str())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_counts_what_somebody_else_counts() {
    let folder = tempfile::tempdir().unwrap();
    let demo = open(wish(folder.path()), QUIET).await.unwrap();
    let desk = Desk::before(&demo.pass);
    assert!(desk.comes_to(live).await);
    let mut all = demo.taken.clone();
    let enough = all.wait_for(|taken| taken.orders >= 12);
    let in_time = tokio::time::timeout(Duration::from_secs(240), enough);
    in_time.await.unwrap().unwrap();
    let mut same = false;
    for _ in 0..20 {
        let theirs = counted(&demo).await.unwrap();
        same |= desk
            .comes_within(SOON, |queue| {
                let today = queue.today.as_ref();
                today.is_some_and(|today| !theirs.is_empty() && counts(today) == theirs)
            })
            .await;
        if same {
            break;
        }
    }
    assert!(same, "{:?}", desk.queue());
    let queue = desk.queue();
    assert!(queue.trial && queue.name.is_some());
    demo.end().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn counts_move_as_people_file_and_officers_work() {
    let folder = tempfile::tempdir().unwrap();
    let demo = open(wish(folder.path()), QUICK).await.unwrap();
    let desk = Desk::before(&demo.pass);
    assert!(desk.comes_to(live).await);
    let (turn, first) = (desk.queue().turn, desk.queue().today.unwrap().happened);
    let moved = |queue: &Queue| {
        let today = queue.today.as_ref().unwrap();
        queue.turn > turn && today.happened.first() != first.first()
    };
    assert!(desk.comes_to(moved).await, "{:?}", desk.queue());
    demo.end().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_goes_and_comes_back_needs_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let demo = open(wish(folder.path()), QUIET).await.unwrap();
    let (address, pass) = (at(&demo).unwrap(), demo.pass.clone());
    let desk = Desk::before(&pass);
    assert!(desk.comes_to(live).await);
    demo.end().await.unwrap();
    let cut = |queue: &Queue| {
        matches!(
            queue.line,
            LineShown::CutOff {
                why: CutWhy::Unreachable,
                ..
            }
        )
    };
    assert!(desk.comes_to(cut).await, "{:?}", desk.queue().line);
    assert!(
        desk.queue().today.is_some(),
        "what was read stays to be seen"
    );
    let again = Wish {
        listen: address,
        ..wish(folder.path())
    };
    let demo = open(again, QUIET).await.unwrap();
    assert!(desk.comes_to(live).await, "{:?}", desk.queue().line);
    demo.end().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demo_begun_anew_at_another_post_is_read_from_its_first_line() {
    let folder = tempfile::tempdir().unwrap();
    let demo = open(wish(folder.path()), QUIET).await.unwrap();
    let (address, pass) = (at(&demo).unwrap(), demo.pass.clone());
    let desk = Desk::before(&pass);
    assert!(desk.comes_to(|queue| post(queue) == Some("BRU")).await);
    demo.end().await.unwrap();
    let anew = Wish {
        post: "SFO".to_owned(),
        listen: address,
        fresh: true,
        ..wish(folder.path())
    };
    let demo = open(anew, QUIET).await.unwrap();
    assert!(
        desk.comes_to(|queue| post(queue) == Some("SFO") && live(queue))
            .await,
        "{:?}",
        desk.queue()
    );
    demo.end().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_that_is_there_first_waits_for_its_pass() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("demo");
    let desk = Desk::before(&place.join("pass.toml"));
    let why = LockedWhy::NoPass;
    let waits = |queue: &Queue| queue.line == LineShown::LockedOut { why };
    assert!(desk.comes_to(waits).await);
    let demo = open(wish(&place), QUIET).await.unwrap();
    assert!(desk.comes_to(live).await, "{:?}", desk.queue().line);
    demo.end().await.unwrap();
}

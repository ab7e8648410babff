//! The clockwork of a running server, beside desks that listen.

use crate::common::place::Place;
use crate::common::{House, Post};
use lingshi_registry::presence::cut_off;
use lingshi_rules::business::Business;
use lingshi_rules::life::Status;
use lingshi_rules::order::interview::SlotTime;
use lingshi_rules::people::Role;
use lingshi_rules::values::OrderNo;
use lingshi_rules::walk;
use lingshi_wire::client::Nudge;
use std::time::Duration;
use tokio::time::timeout;

/// An order whose time to pay is over long ago, at a server that does what falls due.
async fn overdue(place: Place) -> (House, Post, OrderNo) {
    let mut house = House::on(place).await;
    house.end().await;
    house.config.clockwork = true;
    let post = house.post("BRU");
    let walk = walk::station(&post.policy, Business::PpRenew, Status::PendingPayment).unwrap();
    let registry = house.registry();
    let history = (&walk.order, &walk.events[..]);
    house
        .write(|tx, moment| registry.import(tx, &post.code, history, moment))
        .unwrap();
    let no = walk.order.no;
    (house, post, no)
}

async fn expires_and_desks_hear_of_it(place: Place) {
    let (mut house, post, no) = overdue(place).await;
    house.again().await;
    let zhang = house.hire(&post, "bru-zhang", &[Role::FirstReviewer]).await;
    let desk = house.session(&zhang).await;
    let mut nudges = desk.nudges().await.unwrap();
    let gone = async {
        while house.order(&post, &no).status != Status::Expired {
            let nudge = nudges.next().await.unwrap();
            assert!(matches!(nudge, Some(Nudge::Head(_))));
        }
    };
    timeout(Duration::from_secs(30), gone).await.unwrap();
    // The desk was heard of, in this minute or the one that has just begun.
    let now = lingshi_central::world::now();
    let slot = |minutes| SlotTime {
        start: now.plus_minutes(minutes),
        end: now.plus_minutes(minutes + 1),
    };
    let away = |minutes| house.read(|tx| cut_off(tx, &post.policy, slot(minutes)));
    assert!(!away(0) || !away(-1));
    assert!(away(-600));
    house.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_overdue_is_done_and_heard_of_on_sqlite() {
    expires_and_desks_hear_of_it(Place::file()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_overdue_is_done_and_heard_of_on_postgres() {
    expires_and_desks_hear_of_it(Place::schema()).await;
}

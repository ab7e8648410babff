//! Every business at every post, over real sockets, from an account to its end: by mail, in person and by proxy, paid
//! on line and off line, with the days between played on a clock that is put on.

#![expect(clippy::unwrap_used, reason = "what builds a test may fail it")]
#![allow(
    clippy::panic,
    clippy::wildcard_enum_match_arm,
    reason = "a test may fail, and picks what it looks at"
)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../applicant/phone.rs"]
#[allow(dead_code, reason = "each suite uses a part of the telephone")]
mod phone;

mod days;
mod ended;
mod looked;
mod person;
mod staff;
mod walked;
mod ways;

use common::House;
use common::place::Place;
use staff::Staff;
use walked::Walked;

/// Walks so many of the ways of a post, and looks at the post afterwards.
async fn walk(place: Place, code: &str, which: impl Fn(usize) -> bool) {
    let house = House::on(place).await;
    house.clock.set(days::first_day());
    let post = house.post(code);
    let mut staff = Staff::hired(&house, &post).await;
    let ways = ways::of(&post.policy).into_iter().enumerate();
    let mut ends = Vec::new();
    for (number, way) in ways.filter(|(number, _)| which(*number)) {
        days::next_morning(&house, &post);
        let walked = Walked::begin((&house, &post, &mut staff), way, number).await;
        ends.push(walked.ends().await);
    }
    ended::look_at_the_post(&house, &post, &mut staff, &ends).await;
}

macro_rules! at_every_post {
    ($($name:ident: $code:literal),+ $(,)?) => {
        $(mod $name {
            use crate::common::place::Place;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn every_way_comes_to_its_end() {
                crate::walk(Place::file(), $code, |_| true).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn some_ways_come_to_their_end_in_postgres() {
                crate::walk(Place::schema(), $code, |number| number % 5 == 1).await;
            }
        })+
    };
}

at_every_post! {
    brussels: "BRU",
    luanda: "LAD",
    los_angeles: "LAX",
    new_york: "NYC",
    san_francisco: "SFO",
    washington: "WAS",
}

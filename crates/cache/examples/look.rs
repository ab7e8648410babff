//! How long a cache of many orders takes to fill, to page and to search: `cargo run --release -p lingshi-cache
//! --example look -- 100000`.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "it tells what it measured"
)]

use lingshi_cache::DatabaseKey;
use lingshi_cache::orders::{Cursor, Filter, Orders, Pulled};
use lingshi_fixtures::orders::{Tables, Wish, World};
use lingshi_fixtures::people::Lists;
use lingshi_fixtures::posts::POSTS;
use lingshi_rules::order::Order;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::values::instant::Day;
use lingshi_wire::{DocKey, Epoch, Kind, Seq};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

const PAGE: u32 = 1_000;

fn main() {
    let count: u32 = std::env::args()
        .nth(1)
        .map_or(20_000, |text| text.parse().unwrap());
    let (code, text) = POSTS[0];
    let policy = PostPolicy::read(&format!("{code}.toml"), text).unwrap();
    let day = Day::from_ymd_opt(2026, 11, 20).unwrap();
    let (lists, tables) = (Lists::built_in().unwrap(), Tables::built_in().unwrap());
    let world = World::new((&lists, &tables), &policy, 1, day, Wish::default()).unwrap();
    let world = world.without_plans();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cache.db");
    let orders = Orders::open(&path, &DatabaseKey::new(Zeroizing::new([1; 32]))).unwrap();

    let (mut filling, mut seq, mut some) = (Duration::ZERO, 0_u64, Vec::new());
    for first in (0..count).step_by(PAGE as usize) {
        let page: Vec<Order> = (first..(first + PAGE).min(count))
            .map(|index| world.order(index).unwrap().order)
            .collect();
        let texts: Vec<(DocKey, u32, String)> = page
            .iter()
            .map(|order| {
                let text = serde_json::to_string(order).unwrap();
                (
                    DocKey::new(Kind::Order, order.no.as_str()),
                    order.version,
                    text,
                )
            })
            .collect();
        let from = Cursor {
            epoch: (seq > 0).then_some(Epoch(1)),
            seq: Seq(seq),
        };
        seq += page.len() as u64;
        let to = Cursor {
            epoch: Some(Epoch(1)),
            seq: Seq(seq),
        };
        let pulled: Vec<Pulled<'_>> = texts
            .iter()
            .map(|(key, version, body)| Pulled {
                key,
                version: *version,
                seq: Seq(seq),
                body,
            })
            .collect();
        let begun = Instant::now();
        orders.keep((from, to), &pulled, (&policy, day)).unwrap();
        filling += begun.elapsed();
        some.extend(page.into_iter().step_by(97));
    }
    let size = std::fs::metadata(&path).unwrap().len();
    println!(
        "{count} orders: filled in {:.1} s ({:.0}/s), {} MiB",
        filling.as_secs_f64(),
        f64::from(count) / filling.as_secs_f64(),
        size >> 20
    );
    let waiting = Filter {
        status: BTreeSet::from([lingshi_rules::order::Status::FirstReview]),
        ..Filter::default()
    };
    let mut after = None;
    told("a page of 50 of the first queue", 400, |_| {
        let page = orders.queue(&waiting, after.as_ref(), 50).unwrap();
        after = page.next;
    });
    told("a page of 50 of everything", 400, |_| {
        orders.queue(&Filter::default(), None, 50).unwrap();
    });
    told("one order", 400, |n| {
        let no = &some[n % some.len()].no;
        orders.order(no).unwrap().unwrap();
    });
    told("two characters of a name", 400, |n| {
        let name = &some[n % some.len()].form.applicant.name.given_zh;
        orders.find(name, 50).unwrap();
    });
    told("one character of a name", 400, |n| {
        let name = &some[n % some.len()].form.applicant.name.surname_zh;
        orders.find(name, 50).unwrap();
    });
    told("a tail of four", 400, |n| {
        let no = some[n % some.len()].no.as_str();
        orders.find(&no[no.len() - 4..], 50).unwrap();
    });
    told("letters of a name", 400, |n| {
        let name = &some[n % some.len()].form.applicant.name;
        orders
            .find(&format!("{}{}", name.surname_latin, name.given_latin), 50)
            .unwrap();
    });
    told("counts", 400, |_| {
        orders.counts().unwrap();
    });
}

fn told(what: &str, times: usize, mut ask: impl FnMut(usize)) {
    let mut all: Vec<Duration> = (0..times)
        .map(|n| {
            let begun = Instant::now();
            ask(n);
            begun.elapsed()
        })
        .collect();
    all.sort_unstable();
    let at = |share: usize| all[(all.len() * share / 100).min(all.len() - 1)].as_micros();
    println!("{what}: median {} µs, p99 {} µs", at(50), at(99));
}

//! What a demo begins with, at each post.
#![cfg(feature = "life")]
#![expect(clippy::unwrap_used, reason = "what builds a test may fail it")]
#![allow(clippy::panic, reason = "a test may fail")]

use lingshi_demo::by_mail::{Letter, OUR_MAIL_SERVER, written};
use lingshi_demo::filed::contact;
use lingshi_demo::stock::{Care, ORDERS, Stock};
use lingshi_fixtures::posts::POSTS;
use lingshi_rules::life::Status;
use lingshi_rules::order::files::Slot;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::supplement_mail::{
    Attaching, Desk, Lookup, OrderFacts, Receiving, Verdict, judge, order_named,
};
use lingshi_rules::values::MailAddress;
use lingshi_rules::values::instant::Day;
use std::collections::{BTreeMap, BTreeSet};

fn stock(post: &str, text: &str) -> Stock {
    let policy = PostPolicy::read(&format!("{post}.toml"), text).unwrap();
    let on = Day::from_ymd_opt(2026, 11, 20).unwrap();
    Stock::of(policy, 1, on).unwrap()
}

#[test]
fn each_post_begins_with_three_hundred_orders_in_every_state_it_knows() {
    for (post, text) in POSTS {
        let stock = stock(post, text);
        let mut states: BTreeMap<Status, u32> = BTreeMap::new();
        let mut numbers = BTreeSet::new();
        for number in 0..ORDERS {
            let order = stock.order(number).unwrap().order;
            *states.entry(order.status).or_default() += 1;
            numbers.insert(order.no);
        }
        assert_eq!(numbers.len(), 300, "{post}");
        for status in [
            Status::FirstReview,
            Status::Supplement,
            Status::SecondReview,
            Status::ToMake,
            Status::Made,
            Status::ToCollect,
            Status::Done,
            Status::Rejected,
            Status::Cancelled,
            Status::Expired,
        ] {
            assert!(states.contains_key(&status), "{post}: {states:?}");
        }
        let meets = [Status::InterviewToBook, Status::OnsiteToBook];
        assert!(
            meets.iter().any(|status| states.contains_key(status)),
            "{post}"
        );
        // No kind comes in a row: whoever looks while it fills sees of everything.
        let first: BTreeSet<Status> = (0..40)
            .map(|number| stock.order(number).unwrap().order.status)
            .collect();
        assert!(first.len() >= 8, "{post}: {first:?}");
    }
}

#[test]
fn the_same_seed_and_morning_give_the_same_orders() {
    let (post, text) = POSTS[0];
    let (one, other) = (stock(post, text), stock(post, text));
    for number in [0, 7, 299, 300, 1_000] {
        let (one, other) = (one.order(number).unwrap(), other.order(number).unwrap());
        assert_eq!(one.order, other.order);
    }
    assert_eq!(one.numbers(), other.numbers());
}

#[test]
fn who_is_asked_again_photographs_again() {
    let (post, text) = POSTS[0];
    let stock = stock(post, text);
    let again = |care, time| {
        stock
            .again(0, (Slot(1), care), time)
            .unwrap()
            .unwrap()
            .bytes
    };
    assert_eq!(again(Care::Well, 1), again(Care::Well, 1));
    assert_ne!(again(Care::Well, 1), again(Care::Well, 2));
}

#[test]
fn a_mail_of_the_demo_is_taken_for_what_it_is() {
    let (post, text) = POSTS[0];
    let stock = stock(post, text);
    let asked = (0..ORDERS).find(|number| {
        let order = stock.order(*number).unwrap().order;
        order.status == Status::Supplement
    });
    let number = asked.unwrap();
    let order = stock.order(number).unwrap().order;
    let picture = stock.again(number, (Slot::SUPPLEMENT, Care::Well), 1);
    let picture = picture.unwrap().unwrap();
    let from = contact(&order.account);
    let sent = |from: &str| {
        let letter = Letter {
            order: &order,
            policy: stock.policy(),
            from,
            picture: &picture,
            at: order.status_since,
            name: "demo-000001",
        };
        let mail = lingshi_mail::read(written(letter).as_bytes()).unwrap();
        assert_eq!(mail.contents, std::slice::from_ref(&picture.bytes));
        assert_eq!(order_named(&mail.letter), Some(order.no.clone()));
        let receiving = Receiving {
            authserv_id: OUR_MAIL_SERVER.to_owned(),
            own_hops: 0,
        };
        let account = MailAddress::parse(&contact(&order.account)).unwrap();
        let lookup = Lookup {
            order: Some(OrderFacts::of(&order, Some(account))),
            sender_is_known: from == contact(&order.account),
        };
        let desk = Desk {
            policy: stock.policy(),
            receiving: &receiving,
        };
        match judge(&mail.letter, desk, &lookup) {
            Verdict::Recognised(recognised) => recognised,
            Verdict::NotRecognised(not) => panic!("{not:?}"),
        }
    };
    let own = sent(&from);
    assert!(matches!(own.attaching, Attaching::ByItself), "{own:?}");
    let other = sent("other@example.com");
    assert!(!matches!(other.attaching, Attaching::ByItself), "{other:?}");
}

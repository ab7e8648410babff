//! §7.7 空白证件台账: every serial is in exactly one place.

use crate::{at, posts};
use lingshi_rules::book::{BookCommand, BookContext, NotTheWriter};
use lingshi_rules::business::{Booklet, Business};
use lingshi_rules::ids::{CommandId, OfficerId, PostCode};
use lingshi_rules::life::{Action, Status};
use lingshi_rules::people::{Actor, Role};
use lingshi_rules::stock::{
    Serial, SerialRange, Serials, Stock, StockAction, StockEvent, StockRefusal, Unbooked,
    WhyUnbooked, decide, evolve, unbooked,
};
use lingshi_rules::values::OrderNo;
use lingshi_rules::walk;
use proptest::prelude::*;

fn serial(text: &str) -> Serial {
    Serial::parse(text).unwrap()
}

fn range(from: &str, to: &str) -> SerialRange {
    SerialRange::new(serial(from), serial(to)).unwrap()
}

fn one(text: &str) -> SerialRange {
    SerialRange::one(serial(text))
}

fn witness() -> OfficerId {
    OfficerId::new("witness")
}

fn order_no(n: u32) -> OrderNo {
    OrderNo::compose("USAN", lingshi_rules::business::Module::Passport, "STCK", n).unwrap()
}

fn empty() -> Stock {
    Stock::open(PostCode::new("NYC"), Booklet::Passport)
}

fn by(role: Role) -> Actor {
    walk::officer(posts::post("NYC"), role)
}

fn ask(stock: &Stock, actor: &Actor, action: StockAction) -> Result<StockEvent, StockRefusal> {
    let ctx = BookContext {
        actor,
        policy: posts::post("NYC"),
        now: at("2026-03-02T15:00:00Z"),
    };
    let command = BookCommand {
        id: CommandId::new("c"),
        seen: stock.version,
        action,
    };
    decide(stock, &command, &ctx)
}

fn refused(stock: &Stock, action: StockAction) -> StockRefusal {
    ask(stock, &by(Role::Supervisor), action).unwrap_err()
}

fn after(stock: Stock, actions: Vec<StockAction>) -> Stock {
    actions.into_iter().fold(stock, |stock, action| {
        let event = ask(&stock, &by(Role::Supervisor), action).unwrap();
        evolve(stock, &event)
    })
}

fn receive(ranges: &[SerialRange]) -> StockAction {
    StockAction::Receive {
        ranges: ranges.to_vec(),
        count: ranges.iter().map(SerialRange::count).sum(),
        from: "外交部领事司".into(),
        witness: witness(),
    }
}

fn take(text: &str, order: u32) -> StockAction {
    StockAction::Use {
        serial: serial(text),
        order: order_no(order),
    }
}

fn spoil(text: &str, order: Option<u32>) -> StockAction {
    StockAction::Spoil {
        serial: serial(text),
        order: order.map(order_no),
        reason: "错印".into(),
    }
}

fn send(range: SerialRange) -> StockAction {
    StockAction::Move {
        range,
        to: PostCode::new("LAX"),
        witness: witness(),
    }
}

fn count(ranges: &[SerialRange]) -> StockAction {
    StockAction::Count {
        ranges: ranges.to_vec(),
        witness: witness(),
    }
}

/// Ten blanks, EK0000001 to EK0000010.
fn ten() -> Stock {
    after(empty(), vec![receive(&[range("EK0000001", "EK0000010")])])
}

#[test]
fn a_serial_is_letters_and_digits_however_it_is_typed() {
    assert_eq!(serial("ek 000-0001").to_string(), "EK0000001");
    for wrong in ["", "EK", "EK12A", "ABCDE1", "EK1234567890123"] {
        assert_eq!(Serial::parse(wrong), None, "{wrong}");
    }
    assert_eq!(SerialRange::new(serial("EK2"), serial("EK1")), None);
    assert_eq!(SerialRange::new(serial("EK1"), serial("EL2")), None);
    assert_eq!(SerialRange::new(serial("EK1"), serial("EK02")), None);
    assert_eq!(range("EK0000001", "EK0000010").count(), 10);
}

#[test]
fn what_comes_used_spoiled_and_moved_is_balanced() {
    let stock = after(
        ten(),
        vec![
            take("EK0000001", 1),
            take("EK0000002", 2),
            spoil("EK0000002", Some(2)),
            spoil("EK0000003", None),
            send(range("EK0000008", "EK0000010")),
        ],
    );
    let balance = stock.balance();
    assert!(balance.holds());
    assert_eq!(
        (balance.received, balance.on_hand, balance.used),
        (10, 4, 1)
    );
    assert_eq!((balance.spoiled, balance.moved), (2, 3));
    assert_eq!(stock.on_hand.ranges(), [range("EK0000004", "EK0000007")]);
    assert_eq!(stock.used[&serial("EK0000001")].order, order_no(1));
}

#[test]
fn a_delivery_has_as_many_as_its_note_says() {
    let gap = StockAction::Receive {
        ranges: vec![
            range("EK0000001", "EK0000004"),
            range("EK0000006", "EK0000010"),
        ],
        count: 10,
        from: "外交部领事司".into(),
        witness: witness(),
    };
    assert_eq!(
        refused(&empty(), gap),
        StockRefusal::CountWrong {
            declared: 10,
            found: 9
        }
    );
    assert_eq!(refused(&empty(), receive(&[])), StockRefusal::Nothing);
}

#[test]
fn nothing_comes_twice() {
    let again = receive(&[range("EK0000010", "EK0000020")]);
    let twice = one("EK0000010");
    assert_eq!(
        refused(&ten(), again),
        StockRefusal::KnownAlready { range: twice }
    );
    let both = receive(&[one("EK0000011"), range("EK0000011", "EK0000012")]);
    assert_eq!(
        refused(&ten(), both),
        StockRefusal::KnownAlready {
            range: one("EK0000011")
        }
    );
}

#[test]
fn what_was_moved_may_come_back() {
    let away = after(ten(), vec![send(one("EK0000010"))]);
    let back = after(away, vec![receive(&[one("EK0000010")])]);
    assert!(back.balance().holds());
    assert_eq!((back.balance().on_hand, back.balance().moved), (10, 0));
}

#[test]
fn a_booklet_is_used_once_and_only_when_it_is_here() {
    let stock = after(ten(), vec![take("EK0000001", 1)]);
    let gone = StockRefusal::GoneAlready {
        range: one("EK0000001"),
    };
    assert_eq!(refused(&stock, take("EK0000001", 2)), gone);
    assert_eq!(refused(&stock, take("EK0000001", 1)), gone);
    assert_eq!(
        refused(&stock, take("EK0000011", 1)),
        StockRefusal::NeverReceived {
            range: one("EK0000011")
        }
    );
    let away = range("EK0000009", "EK0000011");
    assert_eq!(
        refused(&stock, send(away)),
        StockRefusal::NeverReceived {
            range: one("EK0000011")
        }
    );
}

#[test]
fn a_finished_booklet_is_spoiled_for_its_own_order_alone() {
    let stock = after(ten(), vec![take("EK0000001", 1)]);
    for order in [None, Some(2)] {
        assert_eq!(
            refused(&stock, spoil("EK0000001", order)),
            StockRefusal::AnotherOrders { order: order_no(1) }
        );
    }
    let spoiled = after(stock, vec![spoil("EK0000001", Some(1))]);
    assert_eq!(
        refused(&spoiled, spoil("EK0000001", Some(1))),
        StockRefusal::GoneAlready {
            range: one("EK0000001")
        }
    );
}

#[test]
fn a_count_agrees_with_the_book_or_says_what_differs() {
    let stock = after(ten(), vec![take("EK0000001", 1)]);
    let counted = after(
        stock.clone(),
        vec![count(&[range("EK0000002", "EK0000010")])],
    );
    assert_eq!(counted.counted.unwrap().on_hand, 9);
    assert_eq!(
        refused(
            &stock,
            count(&[range("EK0000001", "EK0000005"), one("EK0000010")])
        ),
        StockRefusal::CountDiffers {
            missing: vec![range("EK0000006", "EK0000009")],
            surplus: vec![one("EK0000001")],
        }
    );
}

#[test]
fn a_count_holds_for_the_book_it_was_made_against() {
    let stock = ten();
    let command = BookCommand {
        id: CommandId::new("c"),
        seen: 0,
        action: count(&[range("EK0000001", "EK0000010")]),
    };
    let ctx = BookContext {
        actor: &by(Role::Maker),
        policy: posts::post("NYC"),
        now: at("2026-03-02T15:00:00Z"),
    };
    let stale = StockRefusal::Stale {
        seen: 0,
        version: 1,
    };
    assert_eq!(decide(&stock, &command, &ctx), Err(stale));
}

#[test]
fn what_is_missing_is_written_off_by_a_supervisor_before_a_witness() {
    let off = |who: &str| StockAction::WriteOff {
        range: one("EK0000010"),
        reason: "清点短少".into(),
        witness: OfficerId::new(who),
    };
    let stock = after(ten(), vec![off("witness")]);
    assert!(stock.balance().holds());
    assert_eq!(stock.balance().written_off, 1);
    let writer = |why| Err(StockRefusal::Writer { why });
    assert_eq!(
        ask(&ten(), &by(Role::Supervisor), off("supervisor")),
        writer(NotTheWriter::WitnessNeeded)
    );
    let roles = vec![Role::Supervisor];
    assert_eq!(
        ask(&ten(), &by(Role::Maker), off("witness")),
        writer(NotTheWriter::RoleNeeded { roles })
    );
}

#[test]
fn only_makers_and_supervisors_of_the_post_write_in_the_book() {
    for role in [
        Role::FirstReviewer,
        Role::Cashier,
        Role::Counter,
        Role::Admin,
    ] {
        let answer = ask(&ten(), &by(role), take("EK0000001", 1));
        assert!(
            matches!(answer, Err(StockRefusal::Writer { .. })),
            "{role:?}"
        );
    }
    let stranger = walk::officer(posts::post("SFO"), Role::Maker);
    let other = NotTheWriter::OtherPost {
        post: PostCode::new("NYC"),
    };
    assert_eq!(
        ask(&ten(), &stranger, take("EK0000001", 1)),
        Err(StockRefusal::Writer { why: other })
    );
    assert!(ask(&ten(), &by(Role::Maker), take("EK0000001", 1)).is_ok());
}

#[test]
fn blanks_passed_over_are_seen() {
    let stock = after(ten(), vec![take("EK0000001", 1), take("EK0000004", 2)]);
    assert_eq!(stock.passed_over(), [range("EK0000002", "EK0000003")]);
    let stock = after(stock, vec![take("EK0000002", 3), spoil("EK0000003", None)]);
    assert_eq!(stock.passed_over(), []);
}

// ── orders and the book ──

fn made() -> walk::Walk<'static> {
    walk::station(posts::post("NYC"), Business::PpRenew, Status::Made).unwrap()
}

#[test]
fn every_booklet_of_an_orders_making_stands_in_the_book() {
    let mut walk = made();
    let differs = |stock: &Stock, walk: &walk::Walk<'_>| unbooked(stock, &walk.order);
    let number = "EK0000001".to_owned();
    let wrong = |why| {
        vec![Unbooked {
            number: number.clone(),
            why,
        }]
    };
    assert_eq!(differs(&empty(), &walk), wrong(WhyUnbooked::NeverReceived));
    let nobodys = WhyUnbooked::NotThisOrders { order: None };
    assert_eq!(differs(&ten(), &walk), wrong(nobodys));
    let own = StockAction::Use {
        serial: serial(&number),
        order: walk.order.no.clone(),
    };
    let stock = after(ten(), vec![own]);
    assert_eq!(differs(&stock, &walk), []);
    let reason = "错印".to_owned();
    walk.by(Role::Maker, Action::SpoilBooklet { reason })
        .unwrap();
    assert_eq!(differs(&stock, &walk), wrong(WhyUnbooked::NotSpoiled));
    let stock = after(
        stock,
        vec![StockAction::Spoil {
            serial: serial(&number),
            order: Some(walk.order.no.clone()),
            reason: "错印".into(),
        }],
    );
    assert_eq!(differs(&stock, &walk), []);
}

#[test]
fn another_orders_booklet_and_another_books_are_told_apart() {
    let walk = made();
    let stock = after(ten(), vec![take("EK0000001", 7)]);
    let order = Some(order_no(7));
    let why = WhyUnbooked::NotThisOrders { order };
    assert_eq!(unbooked(&stock, &walk.order)[0].why, why);
    let travel = Stock::open(PostCode::new("NYC"), Booklet::TravelDocument);
    assert_eq!(unbooked(&travel, &walk.order), []);
    let note = walk::station(posts::post("NYC"), Business::PpNote, Status::Made).unwrap();
    assert_eq!(unbooked(&empty(), &note.order), []);
}

#[test]
fn the_book_is_written_and_read_as_it_was() {
    let stock = after(ten(), vec![take("EK0000001", 1), spoil("EK0000002", None)]);
    let text = serde_json::to_string(&stock).unwrap();
    assert_eq!(serde_json::from_str::<Stock>(&text).unwrap(), stock);
    let backwards = r#"{"from":"EK2","to":"EK1"}"#;
    assert!(serde_json::from_str::<SerialRange>(backwards).is_err());
}

#[test]
fn a_book_of_a_newer_program_is_read_and_not_written_in() {
    let mut value = serde_json::to_value(ten()).unwrap();
    value["shelf"] = "A-01".into();
    let kept: Stock = serde_json::from_value(value).unwrap();
    assert_eq!(kept.extra["shelf"], "A-01");
    let used = after(kept.clone(), vec![take("EK0000001", 1)]);
    assert_eq!(used.extra["shelf"], "A-01");
    let newer = Stock { schema: 2, ..kept };
    let refusal = refused(&newer, take("EK0000001", 1));
    assert_eq!(refusal, StockRefusal::BookNewer { schema: 2 });
}

// ── whatever is written ──

fn any_range() -> impl Strategy<Value = SerialRange> {
    (1_u32..60, 0_u32..6).prop_map(|(from, more)| {
        let text = |n: u32| format!("EK{n:07}");
        range(&text(from), &text(from + more))
    })
}

fn any_action() -> impl Strategy<Value = StockAction> {
    let serial_of = |range: SerialRange| range.from().clone();
    prop_oneof![
        any_range().prop_map(|r| receive(&[r])),
        (any_range(), 1_u32..5).prop_map(move |(r, n)| StockAction::Use {
            serial: serial_of(r),
            order: order_no(n),
        }),
        (any_range(), prop::option::of(1_u32..5)).prop_map(move |(r, n)| StockAction::Spoil {
            serial: serial_of(r),
            order: n.map(order_no),
            reason: "错印".into(),
        }),
        any_range().prop_map(send),
        any_range().prop_map(|range| StockAction::WriteOff {
            range,
            reason: "短少".into(),
            witness: witness(),
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_is_written_every_serial_is_in_exactly_one_place(
        actions in prop::collection::vec(any_action(), 1..60)
    ) {
        let mut stock = empty();
        let mut events = Vec::new();
        for action in actions {
            if let Ok(event) = ask(&stock, &by(Role::Supervisor), action) {
                stock = evolve(stock, &event);
                events.push(event);
            }
            prop_assert!(stock.balance().holds());
            for used in stock.used.keys() {
                prop_assert!(!stock.on_hand.contains(used) && !stock.spoiled.contains_key(used));
            }
        }
        let again = events.iter().fold(empty(), evolve);
        prop_assert_eq!(again, stock);
    }

    #[test]
    fn a_set_of_serials_holds_what_was_put_in(ranges in prop::collection::vec(any_range(), 0..12)) {
        let mut kept: Vec<SerialRange> = Vec::new();
        for range in ranges {
            if kept.iter().all(|own| own.common(&range).is_none()) {
                kept.push(range);
            }
        }
        let all = Serials::of(&kept).unwrap();
        prop_assert_eq!(all.count(), kept.iter().map(SerialRange::count).sum::<u64>());
        for range in &kept {
            prop_assert_eq!(all.lacks(range), None);
        }
        for pair in all.ranges().windows(2) {
            prop_assert!(pair[0].to() < pair[1].from());
        }
    }
}

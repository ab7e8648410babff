//! §7.8 日结: numbered without a gap, agreeing with the orders, closed by two.

use crate::{at as moment, day, posts};
use lingshi_rules::book::{BookCommand, BookContext, NotTheWriter};
use lingshi_rules::business::{Business, Module};
use lingshi_rules::cash_day::{
    Candidate, CashAction, CashDay, CashEvent, CashRefusal, Difference, MatchedBy, Payable, Sums,
    Totals, Transfer, candidates, decide, evolve, expected, reconcile,
};
use lingshi_rules::ids::{CommandId, PaymentId, PostCode};
use lingshi_rules::life::{Action, Status};
use lingshi_rules::order::review::Proposed;
use lingshi_rules::people::{Actor, Role};
use lingshi_rules::post::policy::PaymentKind;
use lingshi_rules::values::instant::Day;
use lingshi_rules::values::{Currency, Instant, Money, OrderNo, PersonName};
use lingshi_rules::walk::{self, Walk, person};
use proptest::prelude::*;
use std::collections::BTreeSet;

const TODAY: (i32, u32, u32) = (2026, 3, 2);

fn today() -> Day {
    day(TODAY.0, TODAY.1, TODAY.2)
}

fn usd(minor: i64) -> Money {
    Money::new(minor, dollars())
}

fn dollars() -> Currency {
    Currency::parse("USD").unwrap()
}

fn order_no(n: u32) -> OrderNo {
    OrderNo::compose("USAN", Module::Passport, "CASH", n).unwrap()
}

fn empty() -> CashDay {
    CashDay::open(PostCode::new("NYC"), today(), 101)
}

fn cashier(name: &str) -> Actor {
    person(posts::post("NYC"), name, &[Role::Cashier])
}

fn noon() -> Instant {
    moment("2026-03-02T17:00:00Z")
}

fn ask(
    book: &CashDay,
    actor: &Actor,
    action: CashAction,
    totals: &Totals,
    now: Instant,
) -> Result<CashEvent, CashRefusal> {
    let ctx = BookContext {
        actor,
        policy: posts::post("NYC"),
        now,
    };
    let command = BookCommand {
        id: CommandId::new("c"),
        seen: book.version,
        action,
    };
    decide(book, &command, totals, &ctx)
}

fn written(book: CashDay, actions: Vec<CashAction>) -> CashDay {
    actions.into_iter().fold(book, |book, action| {
        let now = posts::post("NYC").day_start(book.day).plus_hours(12);
        let event = ask(&book, &cashier("li"), action, &Totals::default(), now).unwrap();
        evolve(book, &event)
    })
}

fn refused(book: &CashDay, action: CashAction) -> CashRefusal {
    ask(book, &cashier("li"), action, &Totals::default(), noon()).unwrap_err()
}

fn receive(no: u32, minor: i64) -> CashAction {
    CashAction::Receive {
        no,
        order: order_no(no),
        payment: PaymentId::new(format!("p{no}")),
        kind: PaymentKind::MoneyOrder,
        amount: usd(minor),
    }
}

fn repay(minor: i64) -> CashAction {
    CashAction::Repay {
        order: order_no(1),
        kind: PaymentKind::MoneyOrder,
        amount: usd(minor),
    }
}

fn void(no: u32) -> CashAction {
    CashAction::VoidReceipt {
        no,
        reason: "写错".into(),
    }
}

fn correct(of: Day, minor: i64) -> CashAction {
    CashAction::Correct {
        of,
        no: Some(101),
        kind: PaymentKind::MoneyOrder,
        amount: usd(minor),
        reason: "退票".into(),
    }
}

fn sign() -> CashAction {
    CashAction::Sign {
        carried: BTreeSet::new(),
    }
}

/// What the book itself says: orders that agree with it.
fn agreeing(book: &CashDay) -> Totals {
    book.booked()
}

fn closed(book: CashDay) -> CashDay {
    let totals = agreeing(&book);
    let carried = book.unmatched().map(|t| t.reference.clone()).collect();
    let first = ask(
        &book,
        &cashier("li"),
        CashAction::Sign { carried },
        &totals,
        noon(),
    );
    let book = evolve(book, &first.unwrap());
    let second = ask(
        &book,
        &cashier("wu"),
        CashAction::Countersign,
        &totals,
        noon(),
    );
    evolve(book, &second.unwrap())
}

// ── numbers ──

#[test]
fn receipts_are_numbered_without_a_gap_and_void_ones_keep_theirs() {
    let book = written(
        empty(),
        vec![receive(101, 2300), void(102), receive(103, 2300)],
    );
    assert_eq!(book.next_no(), 104);
    for wrong in [103, 105, 1] {
        assert_eq!(
            refused(&book, receive(wrong, 2300)),
            CashRefusal::NumberWrong { next: 104 }
        );
        assert_eq!(
            refused(&book, void(wrong)),
            CashRefusal::NumberWrong { next: 104 }
        );
    }
    let next = closed(book).following(day(2026, 3, 3)).unwrap();
    assert_eq!(next.next_no(), 104);
}

#[test]
fn a_payment_has_one_receipt_and_an_amount() {
    let book = written(empty(), vec![receive(101, 2300)]);
    let mut again = receive(102, 2300);
    if let CashAction::Receive { payment, .. } = &mut again {
        *payment = PaymentId::new("p101");
    }
    assert_eq!(refused(&book, again), CashRefusal::PaymentKnown);
    for minor in [0, -1] {
        assert_eq!(
            refused(&book, receive(102, minor)),
            CashRefusal::AmountWrong
        );
        assert_eq!(refused(&book, repay(minor)), CashRefusal::AmountWrong);
    }
}

#[test]
fn a_line_is_written_on_its_day() {
    let tomorrow = moment("2026-03-03T05:00:00Z");
    let late = ask(
        &empty(),
        &cashier("li"),
        receive(101, 2300),
        &Totals::default(),
        tomorrow,
    );
    let today = day(2026, 3, 3);
    assert_eq!(late, Err(CashRefusal::OtherDay { today }));
    let before_midnight = moment("2026-03-03T04:59:59Z");
    let just = ask(
        &empty(),
        &cashier("li"),
        receive(101, 2300),
        &Totals::default(),
        before_midnight,
    );
    assert!(just.is_ok());
}

// ── orders beside the book ──

/// Paid by money order at New York on the second of March.
fn paid() -> Walk<'static> {
    let mut walk =
        walk::station(posts::post("NYC"), Business::PpRenew, Status::FirstReview).unwrap();
    let receipt = walk.receipt(PaymentKind::MoneyOrder);
    let payment = receipt.id.clone();
    walk.by(Role::MailClerk, Action::BookPayment { receipt })
        .unwrap();
    walk.by(Role::Cashier, Action::ClearPayment { payment })
        .unwrap();
    walk
}

fn expected_of(walks: &[&Walk<'_>], on: Day) -> Sums {
    let orders = walks.iter().map(|walk| &walk.order);
    expected(orders, on, posts::post("NYC")).of(PaymentKind::MoneyOrder, dollars())
}

#[test]
fn the_orders_say_what_came_in_by_kind_and_currency() {
    let (one, two) = (paid(), paid());
    let sums = expected_of(&[&one, &two], today());
    assert_eq!((sums.received, sums.refunded), (4600, 0));
    assert_eq!(expected_of(&[&one], day(2026, 3, 3)), Sums::default());
    let totals = expected([&one.order], today(), posts::post("NYC"));
    assert_eq!(totals.of(PaymentKind::CardForm, dollars()), Sums::default());
}

#[test]
fn a_refund_goes_back_the_way_it_came() {
    let mut walk = paid();
    walk.lead_to(Status::Rejected).unwrap();
    walk.now = walk.now.plus_days(1);
    let amount = usd(2300);
    let proposed = Box::new(Proposed::Refund { amount });
    walk.by(Role::Cashier, Action::Propose { proposed })
        .unwrap();
    walk.by(Role::Supervisor, Action::ConfirmProposal).unwrap();
    assert_eq!(expected_of(&[&walk], today()).refunded, 0);
    let sums = expected_of(&[&walk], day(2026, 3, 3));
    assert_eq!((sums.received, sums.refunded), (0, 2300));
}

#[test]
fn a_cheque_that_bounced_was_no_money() {
    let mut walk =
        walk::station(posts::post("NYC"), Business::PpRenew, Status::FirstReview).unwrap();
    let receipt = walk.receipt(PaymentKind::MoneyOrder);
    let payment = receipt.id.clone();
    walk.by(Role::MailClerk, Action::BookPayment { receipt })
        .unwrap();
    assert_eq!(expected_of(&[&walk], today()).received, 2300);
    walk.by(Role::Cashier, Action::BouncePayment { payment })
        .unwrap();
    assert_eq!(expected_of(&[&walk], today()).received, 0);
}

#[test]
fn book_and_orders_are_compared_kind_by_kind() {
    let walk = paid();
    let totals = expected([&walk.order], today(), posts::post("NYC"));
    let book = written(empty(), vec![receive(101, 2300)]);
    assert_eq!(reconcile(&book, &totals), []);
    let book = written(book, vec![repay(500)]);
    let sums = |received, refunded| Sums { received, refunded };
    let difference = Difference {
        kind: PaymentKind::MoneyOrder,
        currency: dollars(),
        expected: sums(2300, 0),
        booked: sums(2300, 500),
    };
    assert_eq!(reconcile(&book, &totals), [difference]);
    assert_eq!(reconcile(&empty(), &totals).len(), 1);
}

// ── closing ──

#[test]
fn a_day_is_closed_by_two_people_once_it_agrees() {
    let walk = paid();
    let totals = expected([&walk.order], today(), posts::post("NYC"));
    let sign_as = |book: &CashDay, who, action| ask(book, &cashier(who), action, &totals, noon());
    let short = sign_as(&empty(), "li", sign());
    assert!(matches!(short, Err(CashRefusal::Differs { .. })));
    let book = written(empty(), vec![receive(101, 2300)]);
    assert_eq!(
        sign_as(&book, "wu", CashAction::Countersign),
        Err(CashRefusal::NotSigned)
    );
    let book = evolve(book.clone(), &sign_as(&book, "li", sign()).unwrap());
    assert_eq!(
        sign_as(&book, "li", CashAction::Countersign),
        Err(CashRefusal::SamePerson)
    );
    let by = cashier("li").officer().unwrap().clone();
    assert_eq!(
        sign_as(&book, "wu", sign()),
        Err(CashRefusal::SignedAlready { by })
    );
    let book = evolve(
        book.clone(),
        &sign_as(&book, "wu", CashAction::Countersign).unwrap(),
    );
    assert!(book.closed.is_some());
}

#[test]
fn a_signature_lapses_with_the_next_line() {
    let book = written(empty(), vec![receive(101, 2300)]);
    let totals = agreeing(&book);
    let event = ask(&book, &cashier("li"), sign(), &totals, noon()).unwrap();
    let signed = evolve(book, &event);
    assert!(signed.signed.is_some());
    let book = written(signed, vec![receive(102, 2300)]);
    assert_eq!(book.signed, None);
    let totals = agreeing(&book);
    let second = ask(
        &book,
        &cashier("wu"),
        CashAction::Countersign,
        &totals,
        noon(),
    );
    assert_eq!(second, Err(CashRefusal::NotSigned));
}

#[test]
fn what_is_signed_is_what_was_seen() {
    let book = written(empty(), vec![receive(101, 2300)]);
    let command = BookCommand {
        id: CommandId::new("c"),
        seen: 0,
        action: sign(),
    };
    let ctx = BookContext {
        actor: &cashier("li"),
        policy: posts::post("NYC"),
        now: noon(),
    };
    let stale = CashRefusal::Stale {
        seen: 0,
        version: 1,
    };
    assert_eq!(decide(&book, &command, &agreeing(&book), &ctx), Err(stale));
}

#[test]
fn nothing_changes_after_closing_but_by_a_correction_on_a_later_day() {
    let book = closed(written(empty(), vec![receive(101, 2300)]));
    for action in [
        receive(102, 2300),
        repay(100),
        void(102),
        correct(day(2026, 3, 1), -100),
        sign(),
        CashAction::Countersign,
    ] {
        assert_eq!(refused(&book, action), CashRefusal::DayClosed);
    }
    let next = book.following(day(2026, 3, 3)).unwrap();
    let next = written(next, vec![correct(today(), -2300)]);
    let corrected = &next.corrected()[&PaymentKind::MoneyOrder];
    assert_eq!(corrected[&dollars()], -2300);
    assert_eq!(next.booked(), Totals::default());
}

#[test]
fn a_correction_is_of_an_earlier_day_and_corrects_something() {
    for of in [today(), day(2026, 3, 3)] {
        assert_eq!(refused(&empty(), correct(of, -1)), CashRefusal::NotEarlier);
    }
    let nothing = correct(day(2026, 3, 1), 0);
    assert_eq!(refused(&empty(), nothing), CashRefusal::AmountWrong);
}

#[test]
fn the_next_book_opens_after_the_last_is_closed() {
    assert_eq!(empty().following(day(2026, 3, 3)), None);
    let book = closed(empty());
    assert_eq!(book.following(today()), None);
    assert!(book.following(day(2026, 3, 5)).is_some());
}

#[test]
fn cashiers_sign_and_the_counter_writes() {
    let counter = person(posts::post("NYC"), "chen", &[Role::Counter]);
    let by = |action| ask(&empty(), &counter, action, &Totals::default(), noon());
    assert!(by(receive(101, 2300)).is_ok());
    assert!(matches!(by(sign()), Err(CashRefusal::Writer { .. })));
    let system = ask(&empty(), &Actor::System, sign(), &Totals::default(), noon());
    let why = NotTheWriter::OfficerNeeded;
    assert_eq!(system, Err(CashRefusal::Writer { why }));
}

#[test]
fn a_book_of_a_newer_program_is_read_and_not_written_in() {
    let mut value = serde_json::to_value(empty()).unwrap();
    value["till"] = "1".into();
    let kept: CashDay = serde_json::from_value(value).unwrap();
    let written = written(kept.clone(), vec![receive(101, 2300)]);
    assert_eq!(written.extra["till"], "1");
    let newer = CashDay { schema: 2, ..kept };
    let refusal = refused(&newer, receive(101, 2300));
    assert_eq!(refusal, CashRefusal::BookNewer { schema: 2 });
}

// ── transfers ──

fn transfer(reference: &str, text: &str, payer: &str) -> Transfer {
    Transfer {
        reference: reference.into(),
        amount: usd(2300),
        payer: payer.into(),
        text: text.into(),
        at: noon(),
        order: None,
        matched_by: None,
    }
}

fn payable(n: u32, zh: (&str, &str), latin: (&str, &str), owed: i64) -> Payable {
    Payable {
        no: order_no(n),
        name: PersonName::new(zh.0, zh.1, latin.0, latin.1),
        owed: usd(owed),
    }
}

fn matched(text: &str, payer: &str) -> Vec<(MatchedBy, bool, OrderNo)> {
    let open = [
        payable(10_000_042, ("李", "明"), ("LI", "MING"), 2300),
        payable(10_000_043, ("王", "芳"), ("WANG", "FANG"), 1800),
    ];
    let found = candidates(&transfer("r", text, payer), &open);
    let part = |c: Candidate| (c.by, c.amount_differs, c.order);
    found.into_iter().map(part).collect()
}

#[test]
fn a_transfer_is_matched_by_order_number_by_its_tail_or_by_name() {
    let first = order_no(10_000_042);
    let by = |by| vec![(by, false, first.clone())];
    let text = first.grouped().to_lowercase();
    assert_eq!(matched(&text, ""), by(MatchedBy::OrderNo));
    assert_eq!(matched("fee 10000042", ""), by(MatchedBy::Tail));
    assert_eq!(matched("", "李 明"), by(MatchedBy::Name));
    assert_eq!(matched("", "Ming LI"), by(MatchedBy::Name));
    assert_eq!(matched("passport", "Li, Ming"), by(MatchedBy::Name));
}

#[test]
fn eight_digits_inside_a_longer_number_are_no_order() {
    assert_eq!(matched("ACC 5510000042", "somebody"), []);
    assert_eq!(matched("", ""), []);
}

#[test]
fn a_name_of_one_character_is_nobodys_for_certain() {
    let open = [payable(10_000_044, ("安", ""), ("AN", ""), 2300)];
    assert_eq!(candidates(&transfer("r", "平安 AN", ""), &open), []);
}

#[test]
fn the_surest_match_comes_first_and_another_amount_is_told() {
    let found = matched("10000043", "LI MING");
    let second = order_no(10_000_043);
    assert_eq!(
        found,
        [
            (MatchedBy::Tail, true, second),
            (MatchedBy::Name, false, order_no(10_000_042))
        ]
    );
}

#[test]
fn a_transfer_nobody_claims_is_carried_over_by_name() {
    let note = CashAction::NoteTransfer {
        transfer: transfer("r1", "?", "?"),
    };
    let book = written(empty(), vec![note.clone()]);
    assert_eq!(refused(&book, note), CashRefusal::TransferKnown);
    let references = BTreeSet::from(["r1".to_owned()]);
    let open = CashRefusal::TransfersOpen { references };
    assert_eq!(refused(&book, sign()), open);
    let next = closed(book.clone()).following(day(2026, 3, 3)).unwrap();
    assert_eq!(next.unmatched().count(), 1);
    let claim = |reference: &str| CashAction::MatchTransfer {
        reference: reference.into(),
        order: order_no(5),
        by: MatchedBy::Hand,
    };
    assert_eq!(refused(&book, claim("r2")), CashRefusal::NoSuchTransfer);
    let matched = written(book, vec![claim("r1")]);
    assert_eq!(matched.unmatched().count(), 0);
    assert_eq!(matched.transfers[0].order, Some(order_no(5)));
    assert_eq!(refused(&matched, claim("r1")), CashRefusal::NoSuchTransfer);
}

#[test]
fn a_log_line_shows_nobody_who_paid() {
    let line = format!("{:?}", transfer("r1", "10000042", "李明"));
    assert!(!line.contains('李') && !line.contains("10000042"), "{line}");
}

// ── whatever is written ──

fn any_action() -> impl Strategy<Value = (CashAction, bool)> {
    let action = prop_oneof![
        (95_u32..115, -100_i64..5000).prop_map(|(no, minor)| receive(no, minor)),
        (95_u32..115).prop_map(void),
        (-5_i64..2000).prop_map(repay),
        (1_u32..4, -50_i64..50).prop_map(|(d, minor)| correct(day(2026, 3, d), minor)),
        Just(sign()),
        Just(CashAction::Countersign),
    ];
    (action, any::<bool>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_is_written_numbers_have_no_gap_two_people_close_and_nothing_follows(
        actions in prop::collection::vec(any_action(), 1..80)
    ) {
        let (mut book, mut events) = (empty(), Vec::new());
        for (action, first) in actions {
            let before = book.clone();
            let who = cashier(if first { "li" } else { "wu" });
            let totals = agreeing(&book);
            if let Ok(event) = ask(&book, &who, action, &totals, noon()) {
                prop_assert!(before.closed.is_none());
                book = evolve(book, &event);
                events.push(event);
            }
            let numbers: Vec<u32> = book.lines.iter().filter_map(|l| l.what.no()).collect();
            let wanted: Vec<u32> = (101..book.next_no()).collect();
            prop_assert_eq!(numbers, wanted);
            if let (Some(one), Some(two)) = (&book.signed, &book.closed) {
                prop_assert_ne!(&one.by, &two.by);
            }
            prop_assert!(book.closed.is_none() || book.signed.is_some());
        }
        prop_assert_eq!(events.iter().fold(empty(), evolve), book.clone());
        let text = serde_json::to_string(&book).unwrap();
        prop_assert_eq!(serde_json::from_str::<CashDay>(&text).unwrap(), book);
    }
}

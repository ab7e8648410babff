//! §7.12 Statistics: counted from orders, by day, week and month of the post's calendar.

use crate::{at as moment, day, posts};
use lingshi_rules::business::Business;
use lingshi_rules::ids::OfficerId;
use lingshi_rules::life::reasons::{RejectReason, SupplementReason};
use lingshi_rules::life::{Action, Status};
use lingshi_rules::order::Order;
use lingshi_rules::order::interview::InterviewResult;
use lingshi_rules::people::{Actor, Role};
use lingshi_rules::post::policy::PaymentKind;
use lingshi_rules::statistics::{FirstPass, Grain, Load, Period, Report, ageing, report, series};
use lingshi_rules::values::Currency;
use lingshi_rules::walk::{self, Walk};
use proptest::prelude::*;
use std::sync::LazyLock;
use strum::IntoEnumIterator;

fn at(post: &str, business: Business, status: Status) -> Walk<'static> {
    walk::station(posts::post(post), business, status).unwrap()
}

fn spring() -> Period {
    Period {
        from: day(2026, 1, 1),
        to: day(2026, 6, 30),
    }
}

fn of(walks: &[&Walk<'_>]) -> Report {
    let orders = walks.iter().map(|walk| &walk.order);
    report(orders, spring(), walks[0].policy)
}

#[test]
fn an_order_that_goes_straight_through_is_counted_once_at_every_step() {
    let walk = at("NYC", Business::PpRenew, Status::Done);
    let report = of(&[&walk]);
    assert_eq!(report.received[&Business::PpRenew], 1);
    assert_eq!((report.first_reviews, report.second_reviews), (1, 1));
    assert_eq!((report.made, report.mailed, report.handed_over), (1, 1, 0));
    assert!(report.supplements.is_empty() && report.refused.is_empty());
    let usd = Currency::parse("USD").unwrap();
    let fees: Vec<_> = report.fees.values().map(|c| c[&usd].received).collect();
    assert_eq!(fees, [2300]);
    let at_once = FirstPass {
        decided: 1,
        at_once: 1,
    };
    assert_eq!(report.first_pass, at_once);
}

#[test]
fn who_collects_is_handed_over_and_who_has_none_is_nobodys() {
    let walk = at("LAD", Business::PpRenew, Status::Done);
    let report = of(&[&walk]);
    assert_eq!((report.handed_over, report.mailed), (1, 0));
    let usd = Currency::parse("USD").unwrap();
    assert_eq!(report.fees[&PaymentKind::Cash][&usd].received, 1800);
    let draft = at("NYC", Business::PpRenew, Status::Draft);
    assert_eq!(of(&[&draft]), Report::default());
}

#[test]
fn supplements_are_counted_by_reason_and_speak_against_the_first_attempt() {
    let mut walk = at("NYC", Business::PpRenew, Status::Supplement);
    assert_eq!(of(&[&walk]).first_pass, FirstPass::default());
    walk.lead_to(Status::SecondReview).unwrap();
    let report = of(&[&walk]);
    assert_eq!(report.supplements[&SupplementReason::S02], 1);
    let second = FirstPass {
        decided: 1,
        at_once: 0,
    };
    assert_eq!(report.first_pass, second);
    assert_eq!(report.first_reviews, 2);
}

#[test]
fn an_interview_does_not_speak_against_the_first_attempt() {
    let walk = at("SFO", Business::PpReissue, Status::SecondReview);
    let report = of(&[&walk]);
    assert_eq!(report.interviews[&InterviewResult::Passed], 1);
    assert_eq!(report.first_pass.permille(), Some(1000));
}

#[test]
fn refusals_are_counted_by_reason_and_are_decisions_too() {
    let refused = at("NYC", Business::PpRenew, Status::Rejected);
    let passed = at("NYC", Business::PpRenew, Status::ToMake);
    let cancelled = at("NYC", Business::PpRenew, Status::Cancelled);
    let expired = at("NYC", Business::PpRenew, Status::Expired);
    let report = of(&[&refused, &passed, &cancelled, &expired]);
    assert_eq!(report.refused[&RejectReason::R01], 1);
    assert_eq!((report.cancelled, report.expired), (1, 1));
    assert_eq!(report.received[&Business::PpRenew], 3);
    assert_eq!(report.first_pass.permille(), Some(500));
}

#[test]
fn what_second_review_sends_back_is_not_decided_a_second_time() {
    let mut walk = at("NYC", Business::PpRenew, Status::SecondReview);
    let comment = "请再核对".to_owned();
    walk.by(Role::SecondReviewer, Action::SendBack { comment })
        .unwrap();
    walk.lead_to(Status::SecondReview).unwrap();
    let report = of(&[&walk]);
    assert_eq!(report.first_pass.decided, 1);
    assert_eq!((report.first_reviews, report.second_reviews), (2, 1));
}

#[test]
fn a_rate_is_rounded_down_and_none_where_nothing_was_decided() {
    let rate = |decided, at_once| FirstPass { decided, at_once }.permille();
    assert_eq!(rate(0, 0), None);
    assert_eq!(rate(3, 2), Some(666));
    assert_eq!(rate(4_000_000_000, 4_000_000_000), Some(1000));
}

#[test]
fn misses_are_counted_apart_from_those_the_post_is_at_fault_for() {
    let mut walk = at("NYC", Business::PpRenew, Status::InterviewBooked);
    walk.now = walk.order.interview.slot.unwrap().end;
    let mut cut_off = walk.clone();
    walk.give(&Actor::System, Action::MarkMissed).unwrap();
    cut_off.facts.slot_cut_off = true;
    cut_off.give(&Actor::System, Action::MarkMissed).unwrap();
    let report = of(&[&walk, &cut_off]);
    assert_eq!((report.missed, report.missed_by_post), (1, 0));
    cut_off
        .by(Role::Interviewer, Action::SettleUnverified)
        .unwrap();
    let report = of(&[&walk, &cut_off]);
    assert_eq!((report.missed, report.missed_by_post), (1, 1));
    assert!(report.interviews.is_empty());
}

#[test]
fn a_refund_stands_beside_what_came_in() {
    let walk = at("NYC", Business::PpRenew, Status::Done);
    let mut order = walk.order.clone();
    let usd = Currency::parse("USD").unwrap();
    order
        .payment
        .refunds
        .push(lingshi_rules::order::payment::Refund {
            amount: lingshi_rules::values::Money::new(500, usd),
            proposed_by: walk::officer(walk.policy, Role::Cashier).by(),
            confirmed_by: walk::officer(walk.policy, Role::Supervisor).by(),
            at: walk.now,
        });
    let report = report([&order], spring(), walk.policy);
    let sums: Vec<_> = report.fees.values().map(|c| c[&usd]).collect();
    assert_eq!((sums[0].received, sums[0].refunded), (2300, 500));
}

#[test]
fn each_officer_is_credited_with_their_own_work() {
    let walk = at("SFO", Business::PpReissue, Status::Done);
    let load = of(&[&walk]).load;
    let own = |name: &str| load[&OfficerId::new(name)];
    let none = Load::default();
    let first_reviews = 2; // to the interview, and on to second review
    assert_eq!(
        own("first_reviewer"),
        Load {
            first_reviews,
            ..none
        }
    );
    assert_eq!(
        own("interviewer"),
        Load {
            interviews: 1,
            ..none
        }
    );
    assert_eq!(
        own("second_reviewer"),
        Load {
            second_reviews: 1,
            ..none
        }
    );
    assert_eq!(own("maker"), Load { made: 1, ..none });
    assert_eq!(
        own("mail_clerk"),
        Load {
            handed_over: 1,
            ..none
        }
    );
}

#[test]
fn a_pension_is_received_and_nothing_else_is_done_about_it() {
    let walk = at("NYC", Business::Pension, Status::PensionOk);
    let expected = Report {
        received: [(Business::Pension, 1)].into(),
        ..Report::default()
    };
    assert_eq!(of(&[&walk]), expected);
}

#[test]
fn days_are_those_of_the_post() {
    let mut walk = at("NYC", Business::PpRenew, Status::SecondReview);
    for change in &mut walk.order.changes {
        change.at = moment("2026-03-03T03:00:00Z");
    }
    let on = |n| report([&walk.order], Period::day(day(2026, 3, n)), walk.policy);
    assert_eq!(on(2).first_reviews, 1);
    assert_eq!(on(3).first_reviews, 0);
}

#[test]
fn weeks_begin_on_monday_and_months_on_the_first() {
    let period = Period {
        from: day(2026, 2, 26),
        to: day(2026, 3, 10),
    };
    let cut = |grain| -> Vec<_> {
        let parts = period.cut(grain);
        parts.iter().map(|p| (p.from, p.to)).collect()
    };
    assert_eq!(
        cut(Grain::Week),
        [
            (day(2026, 2, 26), day(2026, 3, 1)),
            (day(2026, 3, 2), day(2026, 3, 8)),
            (day(2026, 3, 9), day(2026, 3, 10)),
        ]
    );
    assert_eq!(
        cut(Grain::Month),
        [
            (day(2026, 2, 26), day(2026, 2, 28)),
            (day(2026, 3, 1), day(2026, 3, 10)),
        ]
    );
    assert_eq!(cut(Grain::Day).len(), 13);
}

#[test]
fn orders_not_ended_age_by_the_day_in_the_state_they_are_in() {
    let walk = at("NYC", Business::PpRenew, Status::FirstReview);
    let since = walk.policy.local_day(walk.order.status_since);
    let aged = |days: u64| {
        let on = since.checked_add_days(chrono::Days::new(days)).unwrap();
        let now = walk.policy.day_start(on);
        ageing([&walk.order], now, walk.policy)[&Status::FirstReview]
    };
    for (days, bucket) in [
        (0, 0),
        (2, 0),
        (3, 1),
        (6, 1),
        (7, 2),
        (13, 2),
        (14, 3),
        (29, 3),
        (30, 4),
        (400, 4),
    ] {
        let aged = aged(days);
        let mut buckets = [0; 5];
        buckets[bucket] = 1;
        assert_eq!((aged.orders, aged.buckets), (1, buckets), "{days}");
        assert_eq!(u64::from(aged.oldest), days);
    }
}

#[test]
fn what_has_ended_and_what_is_a_draft_does_not_age() {
    for status in Status::iter() {
        let Some(walk) = walk::station(posts::post("NYC"), Business::PpRenew, status) else {
            continue;
        };
        let ages = !ageing([&walk.order], walk.now, walk.policy).is_empty();
        let counts = !status.is_terminal() && status != Status::Draft;
        assert_eq!(ages, counts, "{status:?}");
    }
}

// ── sums ──

/// Orders of every state and of several businesses.
static POOL: LazyLock<Vec<Order>> = LazyLock::new(|| {
    let mut all = Vec::new();
    for business in [Business::PpRenew, Business::PpReissue, Business::TdEmerg] {
        for status in Status::iter() {
            all.extend(walk::station(posts::post("NYC"), business, status).map(|w| w.order));
        }
    }
    all
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_report_of_a_stretch_is_the_sum_of_its_parts(
        picked in prop::collection::vec(0_usize..1000, 1..12),
        from in 0_u64..10,
        length in 0_u64..40,
    ) {
        let orders: Vec<&Order> = picked.iter().map(|n| &POOL[n % POOL.len()]).collect();
        let first = day(2026, 2, 25) + chrono::Days::new(from);
        let period = Period { from: first, to: first + chrono::Days::new(length) };
        let whole = report(orders.iter().copied(), period, posts::post("NYC"));
        for grain in [Grain::Day, Grain::Week, Grain::Month] {
            let parts = series(&orders, period, grain, posts::post("NYC"));
            let sum = parts.iter().fold(Report::default(), |sum, (_, part)| sum.with(part));
            prop_assert_eq!(&sum, &whole);
        }
        let days: i64 = period.cut(Grain::Week).iter().map(|p| (p.to - p.from).num_days() + 1).sum();
        prop_assert_eq!(days, i64::try_from(length).unwrap() + 1);
    }
}

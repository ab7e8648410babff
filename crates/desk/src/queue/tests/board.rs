//! What is counted, who is shown, what has happened.

use crate::queue::board::Board;
use crate::queue::invented::{Log, brussels, house, moment, order, pulled, pulled_order};
use crate::queue::line::Line;
use crate::queue::living::Standing;
use crate::queue::look::queue;
use crate::queue::view::Queue;
use crate::queue::{Flag, Group, Stage, Today};
use lingshi_rules::business::Business;
use lingshi_rules::ids::OfficerId;
use lingshi_rules::life::Status;
use lingshi_rules::order::Order;
use lingshi_rules::order::interview::SlotTime;
use lingshi_rules::order::review::{Claim, Hold, PriorityFlag};
use lingshi_wire::changes::{Changes, Pulled};
use lingshi_wire::{Kind, Seq};
use serde_json::json;
use strum::IntoEnumIterator;

/// Noon in Brussels, in winter.
const NOON: &str = "2026-03-16T11:00:00Z";

fn read(documents: Vec<Pulled>) -> Standing {
    let mut board = Board::empty();
    let mut log = Log::new();
    let all = house().into_iter().chain(documents).collect();
    board.take(&log.page(all, 0)).unwrap();
    Standing {
        board,
        line: Line::Live,
        name: Some("沈知远".to_owned()),
        trial: false,
    }
}

fn at(documents: Vec<Pulled>, now: &str) -> Today {
    queue(&read(documents), 1, moment(now)).today.unwrap()
}

fn group(today: &Today, stage: Stage) -> &Group {
    let mut groups = today.groups.iter();
    groups.find(|group| group.stage == stage).unwrap()
}

fn flagged(group: &Group, flag: Flag) -> u32 {
    let mut flags = group.flags.iter();
    flags
        .find(|one| one.flag == flag)
        .map_or(0, |one| one.count)
}

fn renewal(status: Status, n: u32) -> Order {
    order(&brussels(), Business::PpRenew, status, n)
}

fn since(mut order: Order, at: &str) -> Order {
    order.status_since = moment(at);
    order
}

#[test]
fn every_stage_stands_in_the_order_in_which_orders_pass_it() {
    let today = at(Vec::new(), NOON);
    let stages: Vec<Stage> = today.groups.iter().map(|group| group.stage).collect();
    assert_eq!(stages, Stage::iter().collect::<Vec<_>>());
    assert!(today.groups.iter().all(|group| group.count == 0));
    assert_eq!(
        (today.post.name.as_str(), today.now.time.as_str()),
        ("驻比利时大使馆", "12:00")
    );
    assert_eq!(
        (today.now.day.as_str(), today.now.weekday.as_str()),
        ("2026-03-16", "Mon")
    );
}

#[test]
fn an_order_is_counted_where_it_stands_and_what_an_applicant_has_not_paid_is_not() {
    let states = [
        (Status::PendingPayment, None),
        (Status::FirstReview, Some(Stage::FirstReview)),
        (Status::Supplement, Some(Stage::Supplement)),
        (Status::InterviewToBook, Some(Stage::Meeting)),
        (Status::InterviewBooked, Some(Stage::Meeting)),
        (Status::SecondReview, Some(Stage::SecondReview)),
        (Status::ToMake, Some(Stage::ToMake)),
        (Status::Made, Some(Stage::Made)),
        (Status::ToMail, Some(Stage::HandOver)),
    ];
    for (status, stage) in states {
        let today = at(vec![pulled_order(&renewal(status, 1))], NOON);
        for group in &today.groups {
            let expected = u32::from(Some(group.stage) == stage);
            assert_eq!(group.count, expected, "{status:?} in {:?}", group.stage);
        }
    }
}

#[test]
fn an_order_that_moves_on_is_counted_once() {
    let mut board = Board::empty();
    let mut log = Log::new();
    board.take(&log.page(house(), 0)).unwrap();
    for status in [Status::FirstReview, Status::SecondReview] {
        let page = log.page(vec![pulled_order(&renewal(status, 1))], 0);
        board.take(&page).unwrap();
    }
    let line = Line::Live;
    let standing = Standing {
        board,
        line,
        name: None,
        trial: false,
    };
    let today = queue(&standing, 1, moment(NOON)).today.unwrap();
    let counts: Vec<u32> = today.groups.iter().map(|group| group.count).collect();
    assert_eq!(counts, [0, 0, 0, 1, 0, 0, 0, 0]);
}

#[test]
fn what_has_ended_counts_on_the_day_it_ended_at_the_post() {
    // Half past midnight in Brussels is still the day before in UTC.
    let orders = [
        since(renewal(Status::Done, 1), "2026-03-15T23:30:00Z"),
        since(renewal(Status::Done, 2), "2026-03-15T22:30:00Z"),
        since(renewal(Status::Rejected, 3), "2026-03-16T10:00:00Z"),
    ];
    let today = at(orders.iter().map(pulled_order).collect(), NOON);
    let ended = group(&today, Stage::EndedToday);
    assert_eq!((ended.count, &ended.oldest), (2, &None));
    let parts = ended.parts.iter().filter(|part| part.count > 0);
    let parts: Vec<_> = parts.map(|part| (part.status, part.count)).collect();
    assert_eq!(parts, [(Status::Done, 1), (Status::Rejected, 1)]);
}

#[test]
fn who_waits_longest_is_told_with_the_minutes() {
    let orders = [
        since(renewal(Status::FirstReview, 17), "2026-03-16T10:00:00Z"),
        since(renewal(Status::FirstReview, 18), "2026-03-16T09:30:00Z"),
    ];
    let today = at(orders.iter().map(pulled_order).collect(), NOON);
    let oldest = group(&today, Stage::FirstReview).oldest.clone().unwrap();
    assert_eq!((oldest.tail.as_str(), oldest.minutes), ("0018", 90));
}

#[test]
fn a_hold_and_a_claim_are_flags_only_as_long_as_they_last() {
    let mut held = renewal(Status::FirstReview, 1);
    held.review.hold = Some(Hold {
        by: OfficerId::new("first_reviewer"),
        at: moment(NOON),
        reason: "等复函".to_owned(),
        until: moment("2026-03-18T11:00:00Z"),
    });
    let documents = || vec![pulled_order(&held)];
    let flags = |now: &str| flagged(group(&at(documents(), now), Stage::FirstReview), Flag::Held);
    assert_eq!((flags(NOON), flags("2026-03-18T11:00:00Z")), (1, 0));

    let mut claimed = renewal(Status::FirstReview, 2);
    claimed.review.claim = Some(Claim {
        by: OfficerId::new("first_reviewer"),
        fence: 1,
        until: moment("2026-03-16T11:30:00Z"),
    });
    let documents = || vec![pulled_order(&claimed)];
    let flags = |now: &str| {
        flagged(
            group(&at(documents(), now), Stage::FirstReview),
            Flag::Claimed,
        )
    };
    assert_eq!((flags(NOON), flags("2026-03-16T11:30:00Z")), (1, 0));
}

#[test]
fn a_supplement_is_overdue_after_its_last_day_and_back_when_it_came() {
    let waiting = renewal(Status::Supplement, 1);
    let due = waiting.review.supplement.as_ref().unwrap().due;
    let mut back = renewal(Status::FirstReview, 2);
    back.review.supplement_back = Some(moment(NOON));
    let documents = || vec![pulled_order(&waiting), pulled_order(&back)];
    let on = |day: String| at(documents(), &format!("{day}T11:00:00Z"));
    let last = on(due.to_string());
    assert_eq!(flagged(group(&last, Stage::Supplement), Flag::Overdue), 0);
    let after = on(due.succ_opt().unwrap().to_string());
    assert_eq!(flagged(group(&after, Stage::Supplement), Flag::Overdue), 1);
    assert_eq!(flagged(group(&after, Stage::FirstReview), Flag::Back), 1);
}

#[test]
fn an_emergency_is_flagged_until_it_has_ended() {
    let policy = brussels();
    let urgent = |status, n| {
        let order = order(&policy, Business::TdEmerg, status, n);
        pulled_order(&since(order, NOON))
    };
    let today = at(
        vec![urgent(Status::FirstReview, 1), urgent(Status::Done, 2)],
        NOON,
    );
    assert_eq!(
        flagged(group(&today, Stage::FirstReview), Flag::Emergency),
        1
    );
    let ended = group(&today, Stage::EndedToday);
    assert_eq!(flagged(ended, Flag::Emergency), 0);
    let plain = renewal(Status::FirstReview, 3);
    let mut hurried = renewal(Status::FirstReview, 4);
    hurried.review.priority.insert(PriorityFlag::Emergency);
    let today = at(vec![pulled_order(&plain), pulled_order(&hurried)], NOON);
    let first = group(&today, Stage::FirstReview);
    assert_eq!((first.count, flagged(first, Flag::Emergency)), (2, 1));
    assert_eq!(flagged(first, Flag::Back), 0);
}

#[test]
fn interviews_of_today_stand_by_their_hour_at_the_post() {
    let booked = |n, start: &str| {
        let mut order = renewal(Status::InterviewBooked, n);
        let start = moment(start);
        order.interview.slot = Some(SlotTime {
            start,
            end: start.plus_minutes(30),
        });
        pulled_order(&order)
    };
    let today = at(
        vec![
            booked(1, "2026-03-16T13:00:00Z"),
            booked(2, "2026-03-16T09:00:00Z"),
            booked(3, "2026-03-16T23:30:00Z"),
        ],
        NOON,
    );
    let times: Vec<_> = today
        .meetings
        .iter()
        .map(|meeting| (meeting.tail.as_str(), meeting.from.time.as_str()))
        .collect();
    assert_eq!(times, [("0002", "10:00"), ("0001", "14:00")]);
    let meeting = group(&today, Stage::Meeting);
    assert_eq!((meeting.count, flagged(meeting, Flag::MeetsToday)), (3, 2));
}

#[test]
fn the_latest_twelve_changes_are_told_latest_first_with_who_and_what() {
    let orders: Vec<Pulled> = (1..=9)
        .map(|n| pulled_order(&renewal(Status::SecondReview, n)))
        .collect();
    let happened = at(orders, NOON).happened;
    assert_eq!(happened.len(), 12);
    let first = &happened[0];
    let told = (first.from, first.to, first.side.as_str());
    assert_eq!(told, (Status::FirstReview, Status::SecondReview, "officer"));
    assert_eq!(
        first.officer.as_ref().map(|name| name.0.as_str()),
        Some("沈知远")
    );
    assert_eq!(first.name.0, "李明");
    let mut keys: Vec<&str> = happened.iter().map(|one| one.key.as_str()).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), 12, "each has a name of its own");
}

#[test]
fn the_same_document_again_tells_nothing_twice_and_an_older_one_nothing_at_all() {
    let (older, newer) = (
        renewal(Status::FirstReview, 1),
        renewal(Status::SecondReview, 1),
    );
    let mut standing = read(vec![pulled_order(&newer)]);
    let mut log = Log::new();
    log.page(Vec::new(), 0); // what was read
    let before = queue(&standing, 1, moment(NOON)).today;
    for order in [&newer, &older] {
        let page = log.page(vec![pulled_order(order)], 0);
        standing.board.take(&page).unwrap();
    }
    assert_eq!(queue(&standing, 1, moment(NOON)).today, before);
}

#[test]
fn an_order_of_a_newer_program_is_told_and_not_counted() {
    let order = renewal(Status::FirstReview, 1);
    let mut body = serde_json::to_value(&order).unwrap();
    body["schema"] = json!(99);
    let newer = pulled(Kind::Order, order.no.as_str(), &body);
    let today = at(vec![pulled_order(&order), newer], NOON);
    assert_eq!(
        (today.unread, group(&today, Stage::FirstReview).count),
        (1, 0)
    );
}

#[test]
fn nothing_is_shown_before_the_log_was_read_to_its_end() {
    let mut board = Board::empty();
    board.take(&Log::new().page(house(), 7)).unwrap();
    let line = Line::Connecting;
    let standing = Standing {
        board,
        line,
        name: None,
        trial: false,
    };
    let Queue {
        today, read, head, ..
    } = queue(&standing, 1, moment(NOON));
    assert_eq!((today, read, head), (None, Seq(1), Seq(8)));
}

#[test]
fn lines_that_do_not_follow_are_not_taken() {
    let mut log = Log::new();
    let mut board = Board::empty();
    board.take(&log.page(house(), 0)).unwrap();
    let left_out = log.page(Vec::new(), 0);
    let page = log.page(vec![pulled_order(&renewal(Status::FirstReview, 1))], 0);
    assert!(board.take(&page).is_err(), "a line was left out");
    let changed = Changes {
        lines: page.lines.clone(),
        ..left_out.clone()
    };
    assert!(board.take(&changed).is_err(), "another line in its place");
    assert!(board.orders.is_empty());
    board.take(&left_out).unwrap();
    board.take(&page).unwrap();
    assert_eq!(board.orders.len(), 1);
}

#[test]
fn a_log_does_not_see_names() {
    let standing = read(vec![
        pulled_order(&renewal(Status::InterviewBooked, 1)),
        pulled_order(&renewal(Status::SecondReview, 2)),
    ]);
    let view = queue(&standing, 1, moment(NOON));
    assert!(serde_json::to_string(&view).unwrap().contains("李明"));
    let told = format!("{view:?}{:?}", standing.board.orders);
    assert!(!told.contains("李明"), "{told}");
}

//! Getting in, reading on, and going on after whatever goes wrong.

use super::script::{NOW, Script, inside, until};
use crate::queue::invented::{Log, brussels, house, moment, order, pulled_order};
use crate::queue::view::{LineShown, Queue};
use crate::queue::{CutWhy, Entered, Living, LockedWhy, Shut, Stage};
use lingshi_rules::business::Business;
use lingshi_rules::life::Status;
use lingshi_wire::api::Problem;
use lingshi_wire::changes::{Pulled, Rebootstrap};
use lingshi_wire::client::ClientFault;
use lingshi_wire::{Epoch, NoHead, Seq};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

fn waiting(status: Status, n: u32) -> Pulled {
    pulled_order(&order(&brussels(), Business::PpRenew, status, n))
}

fn count(queue: &Queue, stage: Stage) -> Option<u32> {
    let groups = &queue.today.as_ref()?.groups;
    let group = groups.iter().find(|group| group.stage == stage)?;
    Some(group.count)
}

fn problem(code: &str, again_in: Option<u64>) -> Shut {
    let problem = Box::new(Problem {
        kind: String::new(),
        title: String::new(),
        status: 400,
        code: code.to_owned(),
        detail: None,
        request: None,
    });
    let again_in = again_in.map(Duration::from_secs);
    Shut::Fault(ClientFault::Problem { problem, again_in })
}

fn no_answer() -> Shut {
    Shut::Fault(ClientFault::NotUnderstood { status: 502 })
}

#[tokio::test]
async fn a_post_is_read_to_its_end_and_then_goes_on_living() {
    let (mut log, living) = (Log::new(), Living::default());
    assert_eq!(living.view(moment(NOW)).line, LineShown::Connecting);
    let script = Script {
        pages: VecDeque::from([
            Ok(log.page(house(), 1)),
            Ok(log.page(vec![waiting(Status::FirstReview, 1)], 0)),
            Ok(log.page(vec![waiting(Status::FirstReview, 2)], 0)),
        ]),
        heads: VecDeque::from([Ok((Epoch(1), Seq(2)))]),
        ..Script::default()
    };
    let two = |queue: &Queue| count(queue, Stage::FirstReview) == Some(2);
    let (queue, diary) = until(script, 0, &living, two).await;
    assert_eq!(queue.line, LineShown::Live);
    assert_eq!(
        (queue.name.unwrap().0.as_str(), queue.trial),
        ("沈知远", true)
    );
    assert_eq!(diary, ["enter"]);
    assert!(queue.turn > 0);
}

#[tokio::test]
async fn a_cut_line_is_told_at_once_and_mended_without_anybody() {
    let (mut log, living) = (Log::new(), Living::default());
    let script = Script {
        pages: VecDeque::from([Ok(log.page(house(), 0)), Err(no_answer())]),
        enters: VecDeque::from([
            Ok(inside()),
            Err(no_answer()),
            Err(no_answer()),
            Ok(inside()),
        ]),
        heads: VecDeque::from([Ok((Epoch(1), Seq(1))), Ok((Epoch(1), Seq(1)))]),
        ..Script::default()
    };
    let diary = Arc::clone(&script.diary);
    let cut = |queue: &Queue| matches!(queue.line, LineShown::CutOff { .. });
    let back = |queue: &Queue| diary.lock().unwrap().len() > 4 && queue.line == LineShown::Live;
    let seen = Mutex::new(None);
    let wanted = |queue: &Queue| {
        if cut(queue) {
            seen.lock().unwrap().get_or_insert(queue.clone());
        }
        back(queue)
    };
    // Nothing new comes after the cut: that the server answers is enough to be live again.
    let (queue, told) = until(script, 0, &living, wanted).await;
    assert!(queue.today.is_some());
    let cut = seen.into_inner().unwrap().unwrap();
    let LineShown::CutOff {
        since,
        minutes,
        why,
    } = cut.line
    else {
        panic!("{:?}", cut.line)
    };
    assert_eq!((since.unwrap().time.as_str(), minutes), ("12:00", 0));
    assert_eq!(why, CutWhy::NotUnderstood);
    assert!(cut.today.is_some(), "what was read stays to be seen");
    let waits = [
        "enter",
        "wait 999 ms",
        "enter",
        "wait 999 ms",
        "enter",
        "wait 999 ms",
        "enter",
    ];
    assert_eq!(told, waits);
}

#[tokio::test]
async fn the_next_token_is_asked_for_before_the_last_has_run_out() {
    let (mut log, living) = (Log::new(), Living::default());
    let script = Script {
        pages: VecDeque::from([Ok(log.page(house(), 0))]),
        ..Script::default()
    };
    let diary = Arc::clone(&script.diary);
    let twice = |_: &Queue| diary.lock().unwrap().len() == 3;
    let (queue, told) = until(script, 1, &living, twice).await;
    assert_eq!(
        told,
        ["enter", "wait 720000 ms", "enter"],
        "four fifths of a quarter hour"
    );
    assert_eq!(queue.line, LineShown::Live);
}

#[tokio::test]
async fn a_token_that_ran_out_is_nothing_to_tell_but_a_server_that_takes_none_is() {
    let (mut log, living) = (Log::new(), Living::default());
    let script = Script {
        pages: VecDeque::from([
            Ok(log.page(house(), 0)),
            Err(problem("session_ran_out", None)),
            Err(problem("sign_in_needed", None)),
        ]),
        ..Script::default()
    };
    let diary = Arc::clone(&script.diary);
    let seen = Mutex::new(Vec::new());
    let wanted = |queue: &Queue| {
        let left = diary.lock().unwrap().iter().any(|one| one == "leave");
        let cut = matches!(queue.line, LineShown::CutOff { .. });
        seen.lock().unwrap().push((left, cut));
        left && queue.line == LineShown::Live
    };
    let (_, told) = until(script, 0, &living, wanted).await;
    let again = [
        "enter",
        "wait 999 ms",
        "enter",
        "leave",
        "wait 999 ms",
        "enter",
    ];
    assert_eq!(told, again, "renewed first, and only then signed in");
    let seen = seen.into_inner().unwrap();
    assert!(
        seen.iter().all(|(left, cut)| *left || !*cut),
        "told too early: {seen:?}"
    );
    assert!(seen.contains(&(true, true)), "not told: {seen:?}");
}

#[tokio::test]
async fn another_life_of_the_log_is_read_from_its_first_line() {
    let (mut log, living) = (Log::new(), Living::default());
    let before = log.page(
        house()
            .into_iter()
            .chain([waiting(Status::Made, 1)])
            .collect(),
        0,
    );
    let mut restored = Log::new();
    restored.epoch = Epoch(2);
    let other = ClientFault::Rebootstrap(Rebootstrap::OtherEpoch { epoch: Epoch(2) });
    let after = restored.page(
        house()
            .into_iter()
            .chain([waiting(Status::ToMake, 2)])
            .collect(),
        0,
    );
    let script = Script {
        pages: VecDeque::from([Ok(before), Err(Shut::Fault(other)), Ok(after)]),
        heads: VecDeque::from([Ok((Epoch(1), Seq(1))), Ok((Epoch(2), Seq(1)))]),
        ..Script::default()
    };
    let again = |queue: &Queue| count(queue, Stage::ToMake) == Some(1);
    let (queue, diary) = until(script, 0, &living, again).await;
    assert_eq!(
        count(&queue, Stage::Made),
        Some(0),
        "what was read before is forgotten"
    );
    assert!(diary.contains(&"begin anew".to_owned()), "{diary:?}");
}

#[tokio::test]
async fn another_server_behind_the_same_door_is_read_from_its_first_line() {
    let (mut log, living) = (Log::new(), Living::default());
    let before = log.page(
        house()
            .into_iter()
            .chain([waiting(Status::Made, 1)])
            .collect(),
        0,
    );
    let elsewhere = Entered {
        elsewhere: true,
        ..inside()
    };
    let script = Script {
        pages: VecDeque::from([
            Ok(before),
            Err(no_answer()),
            Ok(Log::new().page(house(), 0)),
        ]),
        enters: VecDeque::from([Ok(inside()), Ok(elsewhere)]),
        ..Script::default()
    };
    let empty = |queue: &Queue| count(queue, Stage::Made) == Some(0);
    until(script, 0, &living, empty).await;
}

#[tokio::test]
async fn who_is_not_let_in_is_not_tried_again_until_somebody_asks() {
    let reasons = [
        (problem("not_let_in", None), LockedWhy::NotLetIn),
        (problem("locked", None), LockedWhy::TooManyTries),
        (problem("device_revoked", None), LockedWhy::DeviceRevoked),
        (problem("not_an_officer", None), LockedWhy::NotAnOfficer),
        (problem("not_here", None), LockedWhy::NotAnOfficer),
    ];
    for (shut, why) in reasons {
        let living = Living::default();
        let mut log = Log::new();
        let script = Script {
            enters: VecDeque::from([Err(shut)]),
            pages: VecDeque::from([Ok(log.page(house(), 0))]),
            ..Script::default()
        };
        let asked = Mutex::new(0);
        let wanted = |queue: &Queue| {
            if queue.line == (LineShown::LockedOut { why }) {
                let mut asked = asked.lock().unwrap();
                *asked += 1;
                // Any number of looks later it is as it was.
                if *asked == 50 {
                    living.ask_again();
                }
            }
            queue.line == LineShown::Live
        };
        let (_, diary) = until(script, 0, &living, wanted).await;
        assert_eq!(diary, ["enter", "leave", "enter"], "{why:?}");
    }
}

#[tokio::test]
async fn where_there_was_nothing_to_sign_in_with_it_is_looked_for_again() {
    let (mut log, living) = (Log::new(), Living::default());
    let script = Script {
        enters: VecDeque::from([Err(Shut::NoPass), Err(Shut::NoPass)]),
        pages: VecDeque::from([Ok(log.page(house(), 0))]),
        ..Script::default()
    };
    let lines = Mutex::new(Vec::new());
    let wanted = |queue: &Queue| {
        lines.lock().unwrap().push(queue.line.clone());
        queue.line == LineShown::Live
    };
    let (_, diary) = until(script, 0, &living, wanted).await;
    let (wait, enter, leave) = ("wait 2000 ms", "enter", "leave");
    assert_eq!(diary, [enter, wait, leave, enter, wait, leave, enter]);
    let mut lines = lines.into_inner().unwrap();
    lines.dedup();
    let why = LockedWhy::NoPass;
    let locked = LineShown::LockedOut { why };
    let (connecting, live) = (LineShown::Connecting, LineShown::Live);
    let all = [connecting.clone(), locked, connecting, live];
    assert_eq!(lines, all, "nothing flickers while it is looked for");
}

#[tokio::test]
async fn after_too_many_tries_as_long_is_waited_as_the_server_says() {
    let (mut log, living) = (Log::new(), Living::default());
    let script = Script {
        enters: VecDeque::from([Err(problem("locked", Some(60)))]),
        pages: VecDeque::from([Ok(log.page(house(), 0))]),
        ..Script::default()
    };
    let live = |queue: &Queue| queue.line == LineShown::Live;
    let (_, diary) = until(script, 0, &living, live).await;
    assert_eq!(diary, ["enter", "wait 60000 ms", "leave", "enter"]);
}

#[tokio::test]
async fn a_busy_server_is_left_alone_as_long_as_it_says() {
    let (mut log, living) = (Log::new(), Living::default());
    let script = Script {
        heads: VecDeque::from([Err(problem("later", Some(7)))]),
        pages: VecDeque::from([Ok(log.page(house(), 0))]),
        ..Script::default()
    };
    let busy = Mutex::new(false);
    let live = |queue: &Queue| {
        let why = CutWhy::Busy;
        *busy.lock().unwrap() |=
            matches!(queue.line, LineShown::CutOff { why: told, .. } if told == why);
        queue.line == LineShown::Live
    };
    let (_, diary) = until(script, 0, &living, live).await;
    assert_eq!(diary, ["enter", "wait 7999 ms", "enter"]);
    assert!(busy.into_inner().unwrap());
}

#[tokio::test]
async fn what_is_not_to_be_believed_locks_the_desk_and_is_read_anew_when_somebody_asks() {
    let (mut log, living) = (Log::new(), Living::default());
    let first = log.page(house(), 0);
    log.page(vec![waiting(Status::Made, 1)], 0);
    let gap = log.page(Vec::new(), 0);
    let not_signed = Shut::Fault(ClientFault::NotBelieved(NoHead::NotSigned));
    let script = Script {
        pages: VecDeque::from([
            Ok(first),
            Ok(gap),
            Err(not_signed),
            Ok(Log::new().page(house(), 0)),
        ]),
        ..Script::default()
    };
    let times = Mutex::new(0);
    let wanted = |queue: &Queue| {
        let why = LockedWhy::NotBelieved;
        if queue.line == (LineShown::LockedOut { why }) {
            *times.lock().unwrap() += 1;
            living.ask_again();
        }
        *times.lock().unwrap() >= 2 && queue.line == LineShown::Live
    };
    let (_, diary) = until(script, 0, &living, wanted).await;
    let anew = diary.iter().filter(|one| *one == "begin anew").count();
    assert_eq!(anew, 2, "{diary:?}");
}

#[tokio::test]
async fn a_line_that_holds_again_is_live_only_when_all_of_it_was_read() {
    let (mut log, living) = (Log::new(), Living::default());
    let pages = [
        Ok(log.page(house(), 0)),
        Err(no_answer()),
        Ok(log.page(vec![waiting(Status::Made, 1)], 0)),
    ];
    let script = Script {
        pages: VecDeque::from(pages),
        heads: VecDeque::from([Ok((Epoch(1), Seq(1))), Ok((Epoch(1), Seq(2)))]),
        ..Script::default()
    };
    let seen = Mutex::new(Vec::new());
    let wanted = |queue: &Queue| {
        let live = queue.line == LineShown::Live;
        let mut seen = seen.lock().unwrap();
        seen.push((live, queue.read, queue.turn));
        live && queue.read == Seq(2)
    };
    until(script, 0, &living, wanted).await;
    let mut seen = seen.into_inner().unwrap();
    seen.dedup();
    let cut = seen.iter().rposition(|(live, ..)| !live).unwrap();
    assert_eq!(
        seen[cut + 1].1,
        Seq(2),
        "live before all was read: {seen:?}"
    );
    for pair in seen.windows(2) {
        assert_ne!(
            pair[0].2, pair[1].2,
            "another queue, and the same turn: {seen:?}"
        );
    }
}

#[tokio::test]
async fn whoever_waits_for_a_turn_is_told_when_something_happens() {
    let living = Living::default();
    let seen = living.view(moment(NOW)).turn;
    let time = Duration::from_millis(400);
    let nothing = tokio::time::timeout(time, living.turned(seen)).await;
    assert!(nothing.is_err(), "told before anything happened");
    let told = async {
        living.turned(seen).await;
        living.view(moment(NOW)).turn
    };
    let happens = async {
        tokio::task::yield_now().await;
        living.take(&Log::new().page(house(), 0)).unwrap();
    };
    let (turn, ()) = tokio::join!(told, happens);
    assert_ne!(turn, seen);
}

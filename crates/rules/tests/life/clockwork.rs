//! What falls due by itself: at its moment and not before, once, and nothing is left over.

use crate::posts;
use lingshi_rules::business::Business;
use lingshi_rules::clockwork::{Due, due};
use lingshi_rules::life::{Action, Status};
use lingshi_rules::order::interview::InterviewState;
use lingshi_rules::people::Actor;
use lingshi_rules::post::PostPolicy;
use lingshi_rules::retention::Erased;
use lingshi_rules::values::Instant;
use lingshi_rules::walk::{self, Walk};
use strum::IntoEnumIterator;

fn at(post: &str, business: Business, status: Status) -> Walk<'static> {
    walk::station(posts::post(post), business, status).unwrap()
}

fn next(walk: &Walk<'_>) -> Option<Due> {
    due(&walk.order, walk.policy, walk.now)
}

/// Whether the clockwork may do it now.
fn may(walk: &Walk<'_>, action: &Action) -> bool {
    walk.clone().give(&Actor::System, action.clone()).is_ok()
}

/// Lets time pass until nothing more falls due; tells what did, and when.
fn pass(walk: &mut Walk<'_>) -> Vec<Due> {
    let mut done = Vec::new();
    while let Some(due) = next(walk) {
        assert!(due.at >= walk.order.status_since, "{due:?} was due before");
        walk.now = due.at.plus_minutes(-1);
        assert!(!may(walk, &due.action), "a minute early: {due:?}");
        walk.now = due.at;
        walk.give(&Actor::System, due.action.clone()).unwrap();
        done.push(due);
        assert!(done.len() < 20, "it never ends: {done:?}");
    }
    done
}

fn actions(done: &[Due]) -> Vec<Action> {
    done.iter().map(|due| due.action.clone()).collect()
}

#[test]
fn whatever_state_an_order_is_in_what_falls_due_is_done_at_its_moment_and_ends() {
    for post in posts::CODES {
        let policy = posts::post(post);
        for business in Business::iter() {
            for status in Status::iter() {
                let Some(mut walk) = walk::station(policy, business, status) else {
                    continue;
                };
                pass(&mut walk);
                assert_eq!(next(&walk), None, "{post} {business:?} {status:?}");
            }
        }
    }
}

#[test]
fn a_payment_that_never_comes_ends_the_order_and_later_its_images() {
    let mut walk = at("BRU", Business::PpRenew, Status::PendingPayment);
    let until = walk.order.payment.until.unwrap();
    let done = pass(&mut walk);
    assert_eq!(done[0].at, until);
    let erased = Erased::CancelledImages;
    let then = [Action::ExpirePayment, Action::EraseImages { erased }];
    assert_eq!(actions(&done), then);
    assert_eq!(walk.order.status, Status::Expired);
    assert!(
        walk.order
            .files
            .keys()
            .all(|file| walk.order.erased.contains(file))
    );
}

#[test]
fn a_booked_meeting_is_reminded_of_twice_and_then_missed() {
    let mut walk = at("BRU", Business::PpReissue, Status::InterviewBooked);
    let slot = walk.order.interview.slot.unwrap();
    walk.order.status_since = slot.start.plus_days(-5);
    walk.now = walk.order.status_since;
    let done = pass(&mut walk);
    let remind = |minutes| Action::RemindInterview { minutes };
    assert_eq!(
        actions(&done),
        [remind(1_440), remind(30), Action::MarkMissed]
    );
    assert_eq!(done[2].at, slot.end);
    assert_eq!(walk.order.status, Status::InterviewToBook);
}

#[test]
fn after_a_long_stop_only_the_last_reminder_is_sent() {
    let mut walk = at("LAD", Business::PpRenew, Status::ToCollect);
    let since = walk.order.status_since;
    let due_on = |walk: &Walk<'_>, days| due(&walk.order, walk.policy, since.plus_days(days));
    let sent = |walk: &Walk<'_>, days: i64| due_on(walk, days).unwrap().action;
    assert_eq!(sent(&walk, 75), Action::RemindPickup { days: 60 });
    walk.now = since.plus_days(75);
    walk.give(&Actor::System, Action::RemindPickup { days: 60 })
        .unwrap();
    assert_eq!(sent(&walk, 75), Action::RemindPickup { days: 90 });
    let mut meeting = at("BRU", Business::PpReissue, Status::InterviewBooked);
    let slot = meeting.order.interview.slot.unwrap();
    meeting.order.status_since = slot.start.plus_days(-5);
    meeting.now = slot.start.plus_minutes(-20);
    assert_eq!(
        next(&meeting).unwrap().action,
        Action::RemindInterview { minutes: 30 }
    );
    // Once it has begun nobody is reminded.
    meeting.now = slot.start;
    assert_eq!(next(&meeting).unwrap().action, Action::MarkMissed);
}

#[test]
fn whoever_waits_in_the_hall_or_was_cut_off_is_left_to_officers() {
    use InterviewState as I;
    let all = [
        I::NotNeeded,
        I::ToBook,
        I::Booked,
        I::Queued,
        I::InProgress,
        I::Missed,
        I::Unverified,
    ];
    for state in all {
        let mut walk = at("BRU", Business::PpReissue, Status::InterviewBooked);
        walk.order.interview.state = state;
        walk.now = walk.order.interview.slot.unwrap().end;
        let left = matches!(
            state,
            InterviewState::Queued | InterviewState::InProgress | InterviewState::Unverified
        );
        assert_eq!(next(&walk).is_none(), left, "{state:?}");
    }
}

#[test]
fn the_last_day_of_a_supplement_is_the_posts_own() {
    let mut policy: PostPolicy = posts::post("NYC").clone();
    policy.supplement.overdue_rejects = true;
    let mut walk = walk::station(&policy, Business::PpRenew, Status::Supplement).unwrap();
    let last = walk.order.review.supplement.as_ref().unwrap().due;
    let first = next(&walk).unwrap();
    assert_eq!(first.at, policy.day_start(last.succ_opt().unwrap()));
    assert_eq!(actions(&pass(&mut walk))[0], Action::ExpireSupplement);
    assert_eq!(walk.order.status, Status::Rejected);
    policy.supplement.overdue_rejects = false;
    let patient = walk::station(&policy, Business::PpRenew, Status::Supplement).unwrap();
    assert_eq!(
        due(&patient.order, &policy, Instant::from_millis(0).unwrap()),
        None
    );
}

#[test]
fn images_are_erased_once_and_the_facts_stay() {
    let mut walk = at("NYC", Business::PpRenew, Status::Rejected);
    let files = walk.order.files.clone();
    let done = pass(&mut walk);
    let [
        Due {
            action: Action::EraseImages { erased },
            ..
        },
    ] = done.as_slice()
    else {
        panic!("{done:?}");
    };
    assert_eq!(*erased, Erased::RejectedImages);
    assert_eq!(
        (walk.order.files.clone(), walk.order.erased.is_empty()),
        (files, false)
    );
    let again = Action::EraseImages {
        erased: Erased::RejectedImages,
    };
    assert!(!may(&walk, &again));
}

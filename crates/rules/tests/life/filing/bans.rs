//! Two bans that look alike: cancelled orders reaching three, interviews missed or cancelled beyond three.

use super::{applicant_may_not, at, just_after, just_before};
use crate::posts::post;
use lingshi_rules::business::Business;
use lingshi_rules::life::account::{booking_ban, cancellations, order_ban, strikes};
use lingshi_rules::life::{Action, Facts, Refusal, Status};
use lingshi_rules::post::policy::{BanWhen, CancellationRules, InterviewRules};
use lingshi_rules::values::Instant;

fn first() -> Instant {
    Instant::parse("2026-03-02T08:00:00Z").unwrap()
}

fn days(days: &[i64]) -> Vec<Instant> {
    days.iter().map(|d| first().plus_days(*d)).collect()
}

fn cancelled(moments: Vec<Instant>) -> Facts {
    Facts {
        cancellations: moments,
        ..Facts::default()
    }
}

fn struck(account: &[i64], person: &[i64]) -> Facts {
    Facts {
        account_strikes: days(account),
        person_strikes: days(person),
        ..Facts::default()
    }
}

fn after(days: i64) -> Instant {
    first().plus_days(days)
}

fn orders() -> CancellationRules {
    post("BRU").cancellation.clone()
}

fn interviews(ban_when: BanWhen) -> InterviewRules {
    InterviewRules {
        ban_when,
        ..post("BRU").interview.clone()
    }
}

#[test]
fn two_cancellations_ban_nobody_and_the_third_bans_for_thirty_days_from_it() {
    let two = cancelled(days(&[0, 1]));
    assert_eq!(order_ban(&two, &orders(), after(1)), None);
    let three = cancelled(days(&[0, 1, 2]));
    assert_eq!(order_ban(&three, &orders(), after(2)), Some(after(32)));
}

#[test]
fn the_ban_ends_thirty_days_after_the_third_to_the_moment() {
    let three = cancelled(days(&[0, 1, 2]));
    let end = after(32);
    assert_eq!(order_ban(&three, &orders(), just_before(end)), Some(end));
    assert_eq!(order_ban(&three, &orders(), end), None);
}

#[test]
fn a_third_cancellation_thirty_days_after_the_first_is_outside_and_a_moment_earlier_inside() {
    let mut moments = days(&[0, 15, 30]);
    let outside = cancelled(moments.clone());
    assert_eq!(order_ban(&outside, &orders(), after(30)), None);
    moments[2] = just_before(after(30));
    let inside = cancelled(moments.clone());
    let until = moments[2].plus_days(30);
    assert_eq!(order_ban(&inside, &orders(), after(30)), Some(until));
    let a_day_outside = cancelled(days(&[0, 15, 31]));
    assert_eq!(order_ban(&a_day_outside, &orders(), after(31)), None);
}

#[test]
fn a_fourth_cancellation_bans_anew() {
    let four = cancelled(days(&[0, 1, 2, 20]));
    assert_eq!(order_ban(&four, &orders(), after(21)), Some(after(50)));
}

#[test]
fn what_has_not_happened_yet_does_not_count() {
    let three = cancelled(days(&[0, 1, 2]));
    let now = just_before(after(2));
    assert_eq!(order_ban(&three, &orders(), now), None);
    assert_eq!(cancellations(&three, &orders(), now), 2);
    assert_eq!(cancellations(&three, &orders(), after(2)), 3);
}

#[test]
fn the_order_in_which_cancellations_are_listed_does_not_matter() {
    let three = cancelled(days(&[2, 0, 1]));
    assert_eq!(order_ban(&three, &orders(), after(2)), Some(after(32)));
}

#[test]
fn limit_window_and_length_of_the_order_ban_are_the_posts() {
    let rules = CancellationRules {
        limit: 2,
        window_days: 10,
        ban_days: 5,
        ..orders()
    };
    let near = cancelled(days(&[0, 9]));
    assert_eq!(order_ban(&near, &rules, after(9)), Some(after(14)));
    let far = cancelled(days(&[0, 10]));
    assert_eq!(order_ban(&far, &rules, after(10)), None);
}

#[test]
fn a_limit_of_nought_bans_nobody_who_did_nothing() {
    let rules = CancellationRules {
        limit: 0,
        ..orders()
    };
    assert_eq!(order_ban(&Facts::default(), &rules, after(0)), None);
    let one = cancelled(days(&[0]));
    assert_eq!(order_ban(&one, &rules, after(0)), Some(after(30)));
}

#[test]
fn a_banned_account_submits_nothing_until_the_ban_is_over() {
    let mut walk = at("BRU", Business::PpRenew, Status::Draft);
    let third = walk.now.plus_days(-30);
    walk.facts.cancellations = vec![third.plus_days(-2), third.plus_days(-1), just_after(third)];
    let until = just_after(walk.now);
    assert_eq!(
        applicant_may_not(&walk, Action::Submit),
        Refusal::OrderBan { until }
    );
    walk.facts.cancellations[2] = third;
    assert!(walk.by_applicant(Action::Submit).is_ok());
}

#[test]
fn a_ban_on_booking_is_no_ban_on_ordering() {
    let mut walk = at("BRU", Business::PpRenew, Status::Draft);
    walk.facts.account_strikes = vec![walk.now; 9];
    walk.facts.person_strikes = vec![walk.now; 9];
    assert!(walk.by_applicant(Action::Submit).is_ok());
}

#[test]
fn beyond_three_strikes_means_the_fourth() {
    let rules = interviews(BanWhen::MoreThan);
    let three = struck(&[0, 1, 2], &[]);
    assert_eq!(booking_ban(&three, &rules, after(2)), None);
    let four = struck(&[0, 1, 2, 3], &[]);
    assert_eq!(booking_ban(&four, &rules, after(3)), Some(after(33)));
}

#[test]
fn a_post_may_ban_at_the_third_strike_already() {
    let rules = interviews(BanWhen::Reaches);
    let two = struck(&[0, 1], &[]);
    assert_eq!(booking_ban(&two, &rules, after(1)), None);
    let three = struck(&[0, 1, 2], &[]);
    assert_eq!(booking_ban(&three, &rules, after(2)), Some(after(32)));
}

#[test]
fn strikes_leave_the_window_after_thirty_days() {
    let rules = interviews(BanWhen::MoreThan);
    let inside = struck(&[0, 10, 20, 29], &[]);
    assert_eq!(booking_ban(&inside, &rules, after(29)), Some(after(59)));
    let outside = struck(&[0, 10, 20, 30], &[]);
    assert_eq!(booking_ban(&outside, &rules, after(30)), None);
}

#[test]
fn the_booking_ban_ends_to_the_moment() {
    let rules = interviews(BanWhen::MoreThan);
    let four = struck(&[0, 0, 0, 0], &[]);
    let end = after(30);
    assert_eq!(booking_ban(&four, &rules, just_before(end)), Some(end));
    assert_eq!(booking_ban(&four, &rules, end), None);
}

#[test]
fn account_and_person_are_counted_apart_and_the_worse_one_bans() {
    let rules = interviews(BanWhen::MoreThan);
    let neither = struck(&[0, 1, 2], &[0, 1, 3]);
    assert_eq!(booking_ban(&neither, &rules, after(3)), None);
    let person = struck(&[], &[0, 1, 2, 3]);
    assert_eq!(booking_ban(&person, &rules, after(3)), Some(after(33)));
    let both = struck(&[0, 1, 2, 3], &[0, 1, 2, 5]);
    assert_eq!(booking_ban(&both, &rules, after(5)), Some(after(35)));
    let both = struck(&[0, 1, 2, 5], &[0, 1, 2, 3]);
    assert_eq!(booking_ban(&both, &rules, after(5)), Some(after(35)));
}

#[test]
fn strikes_shown_are_those_of_the_worse_one_within_the_window() {
    let rules = interviews(BanWhen::MoreThan);
    assert_eq!(strikes(&struck(&[0, 1], &[1]), &rules, after(2)), 2);
    assert_eq!(strikes(&struck(&[0], &[0, 1, 2]), &rules, after(2)), 3);
    assert_eq!(strikes(&struck(&[0, 1], &[]), &rules, after(30)), 1);
    assert_eq!(
        strikes(&struck(&[0, 1], &[]), &rules, just_before(after(30))),
        2
    );
    assert_eq!(strikes(&Facts::default(), &rules, after(0)), 0);
}

#[test]
fn length_and_window_of_the_booking_ban_are_the_posts() {
    let rules = InterviewRules {
        strike_limit: 1,
        strike_window_days: 7,
        ban_days: 14,
        ..interviews(BanWhen::MoreThan)
    };
    let two = struck(&[0, 6], &[]);
    assert_eq!(booking_ban(&two, &rules, after(6)), Some(after(20)));
    let apart = struck(&[0, 7], &[]);
    assert_eq!(booking_ban(&apart, &rules, after(7)), None);
}

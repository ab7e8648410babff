//! 领取: an order is claimed before work; a claim is lost only when a higher number was granted.

use super::{at, at_post, follows, id, just_after, just_before, officer_does, post_with, refused};
use lingshi_rules::business::Business;
use lingshi_rules::checks::Check;
use lingshi_rules::ids::OfficerId;
use lingshi_rules::life::event::What;
use lingshi_rules::life::{Action, ActionKind, Command, Refusal, Status, may_do};
use lingshi_rules::order::interview::Answer;
use lingshi_rules::order::review::{Claim, ClaimEnd};
use lingshi_rules::people::{Actor, Role};
use lingshi_rules::walk::{self, Walk};

const CLAIM: Action = Action::Claim { minutes: None };

fn zhang(walk: &Walk<'_>) -> Actor {
    walk::person(walk.policy, "zhang", &[Role::FirstReviewer])
}

fn wang(walk: &Walk<'_>) -> Actor {
    walk::person(walk.policy, "wang", &[Role::FirstReviewer])
}

/// In first review, and nobody's.
fn unclaimed() -> Walk<'static> {
    let mut walk = at("BRU", Business::PpRenew, Status::PendingPayment);
    let mode = lingshi_rules::order::payment::PaymentMode::Offline;
    walk.by_applicant(Action::ChoosePayment { mode }).unwrap();
    walk
}

/// Claimed by Zhang.
fn zhangs() -> Walk<'static> {
    let mut walk = unclaimed();
    let zhang = zhang(&walk);
    walk.give(&zhang, CLAIM).unwrap();
    walk
}

fn claim(by: &str, fence: u64, until: lingshi_rules::values::Instant) -> What {
    let by = OfficerId::new(by);
    What::Claimed {
        claim: Claim { by, fence, until },
    }
}

fn check() -> Action {
    Action::AnswerCheck {
        check: Check::Agreement,
        answer: Answer::InOrder,
        note: None,
    }
}

fn command(walk: &Walk<'_>, actor: &Actor, fence: Option<u64>, provisional: bool) -> Command {
    Command {
        fence,
        provisional,
        ..walk.command(actor, check())
    }
}

fn answer(
    walk: &Walk<'_>,
    actor: &Actor,
    fence: Option<u64>,
    provisional: bool,
) -> Option<Refusal> {
    let command = command(walk, actor, fence, provisional);
    walk.clone().give_command(actor, &command).err()
}

#[test]
fn a_claim_lasts_as_long_as_the_post_says_or_as_was_asked() {
    let walk = unclaimed();
    let zhang = zhang(&walk);
    let until = walk.now.plus_minutes(60);
    let whats = follows(&mut walk.clone(), &zhang, CLAIM);
    assert_eq!(whats, [claim("zhang", 1, until)]);
    let minutes = Some(90);
    let until = walk.now.plus_minutes(90);
    let whats = follows(&mut walk.clone(), &zhang, Action::Claim { minutes });
    assert_eq!(whats, [claim("zhang", 1, until)]);
}

#[test]
fn nobody_claims_longer_than_for_days_cut_off() {
    let walk = unclaimed();
    let zhang = zhang(&walk);
    let with = |minutes| Action::Claim {
        minutes: Some(minutes),
    };
    let most = 4320;
    assert_eq!(
        refused(&walk, &zhang, with(0)),
        Refusal::ClaimTooLong { most }
    );
    assert_eq!(
        refused(&walk, &zhang, with(4321)),
        Refusal::ClaimTooLong { most }
    );
    for minutes in [1, 4320] {
        assert_eq!(follows(&mut walk.clone(), &zhang, with(minutes)).len(), 1);
    }
}

#[test]
fn anothers_claim_keeps_off_until_it_runs_out_and_then_it_is_taken_over() {
    let mut walk = zhangs();
    let wang = wang(&walk);
    let until = walk.order.review.claim.as_ref().unwrap().until;
    walk.now = just_before(until);
    let by = OfficerId::new("zhang");
    assert_eq!(
        refused(&walk, &wang, CLAIM),
        Refusal::ClaimedByOther { by, until }
    );
    walk.now = until;
    let taken = walk.now.plus_minutes(60);
    assert_eq!(
        follows(&mut walk, &wang, CLAIM),
        [
            What::ClaimEnded {
                why: ClaimEnd::TakenOver,
            },
            claim("wang", 2, taken),
        ]
    );
}

#[test]
fn ones_own_claim_is_not_taken_twice_but_taken_up_again_under_its_number() {
    let mut walk = zhangs();
    let zhang = zhang(&walk);
    let until = walk.order.review.claim.as_ref().unwrap().until;
    assert_eq!(
        refused(&walk, &zhang, CLAIM),
        Refusal::AlreadyClaimed { until }
    );
    walk.now = until;
    let again = until.plus_minutes(60);
    let whats = follows(&mut walk.clone(), &zhang, CLAIM);
    assert_eq!(whats, [claim("zhang", 1, again)]);
    walk.give(&zhang, Action::ReleaseClaim).unwrap();
    let again = walk.now.plus_minutes(60);
    assert_eq!(
        follows(&mut walk, &zhang, CLAIM),
        [claim("zhang", 1, again)]
    );
}

#[test]
fn a_claim_is_extended_from_now_by_its_holder() {
    let mut walk = zhangs();
    let (zhang, wang) = (zhang(&walk), wang(&walk));
    let extend = |minutes| Action::ExtendClaim { minutes };
    let held = walk.order.review.claim.clone().unwrap();
    let (by, until) = (held.by.clone(), held.until);
    assert_eq!(
        refused(&walk, &wang, extend(10)),
        Refusal::ClaimedByOther { by, until }
    );
    let most = 4320;
    let too_long = Refusal::ClaimTooLong { most };
    assert_eq!(refused(&walk, &zhang, extend(4321)), too_long);
    let until = walk.now.plus_minutes(4320);
    let whats = follows(&mut walk, &zhang, extend(4320));
    assert_eq!(whats, [claim("zhang", 1, until)]);
    let free = unclaimed();
    assert_eq!(refused(&free, &zhang, extend(10)), Refusal::ClaimNeeded);
}

#[test]
fn a_claim_is_given_back_or_released_by_a_supervisor() {
    let walk = zhangs();
    let (zhang, wang) = (zhang(&walk), wang(&walk));
    let ended = |why| vec![What::ClaimEnded { why }];
    let mut given_back = walk.clone();
    assert_eq!(
        follows(&mut given_back, &zhang, Action::ReleaseClaim),
        ended(ClaimEnd::GivenBack)
    );
    assert_eq!(given_back.order.review.claim, None);
    let mut released = walk.clone();
    assert_eq!(
        officer_does(&mut released, Role::Supervisor, Action::ForceRelease),
        ended(ClaimEnd::BySupervisor)
    );
    assert_eq!(
        refused(&walk, &wang, Action::ForceRelease),
        Refusal::RoleNeeded {
            roles: vec![Role::Supervisor],
        }
    );
    let free = unclaimed();
    let boss = walk::officer(free.policy, Role::Supervisor);
    let needed = Refusal::ClaimNeeded;
    assert_eq!(refused(&free, &boss, Action::ForceRelease), needed);
    assert_eq!(refused(&free, &zhang, Action::ReleaseClaim), needed);
}

#[test]
fn work_needs_a_claim_named_by_its_number() {
    let walk = zhangs();
    let zhang = zhang(&walk);
    assert_eq!(answer(&walk, &zhang, Some(1), false), None);
    assert_eq!(
        answer(&walk, &zhang, None, false),
        Some(Refusal::ClaimNeeded)
    );
    assert_eq!(
        answer(&walk, &zhang, Some(2), false),
        Some(Refusal::ClaimLost { fence: 1 })
    );
    assert_eq!(
        answer(&unclaimed(), &zhang, None, false),
        Some(Refusal::ClaimNeeded)
    );
}

#[test]
fn a_claim_that_ran_out_or_was_released_still_writes() {
    let walk = zhangs();
    let zhang = zhang(&walk);
    let mut expired = walk.clone();
    expired.now = expired.now.plus_days(9);
    assert_eq!(answer(&expired, &zhang, Some(1), false), None);
    let mut released = walk;
    released.by(Role::Supervisor, Action::ForceRelease).unwrap();
    assert_eq!(answer(&released, &zhang, Some(1), false), None);
}

#[test]
fn once_a_higher_number_was_granted_the_claim_is_lost() {
    let mut walk = zhangs();
    let (zhang, wang) = (zhang(&walk), wang(&walk));
    walk.give(&zhang, Action::ReleaseClaim).unwrap();
    walk.give(&wang, CLAIM).unwrap();
    let held = walk.order.review.claim.clone().unwrap();
    let (by, until) = (held.by, held.until);
    let others = Some(Refusal::ClaimedByOther { by, until });
    assert_eq!(answer(&walk, &zhang, Some(1), false), others);
    walk.now = until;
    let lost = Some(Refusal::ClaimLost { fence: 2 });
    assert_eq!(answer(&walk, &zhang, Some(1), false), lost);
    assert_eq!(answer(&walk, &zhang, Some(1), true), lost);
}

#[test]
fn a_number_is_good_in_its_holders_hand_alone() {
    let mut walk = zhangs();
    let wang = wang(&walk);
    let held = walk.order.review.claim.clone().unwrap();
    let (by, until) = (held.by, held.until);
    let others = Some(Refusal::ClaimedByOther { by, until });
    assert_eq!(answer(&walk, &wang, Some(1), false), others);
    assert_eq!(answer(&walk, &wang, None, true), others);
    walk.now = until;
    let lost = Some(Refusal::ClaimLost { fence: 1 });
    assert_eq!(answer(&walk, &wang, Some(1), false), lost);
    let zhang = zhang(&walk);
    walk.give(&zhang, Action::ReleaseClaim).unwrap();
    assert_eq!(answer(&walk, &wang, Some(1), true), lost);
}

#[test]
fn off_line_an_order_nobody_holds_is_claimed_together_with_the_decision() {
    let walk = unclaimed();
    let zhang = zhang(&walk);
    let mut granted = walk.clone();
    let command = command(&walk, &zhang, None, true);
    granted.give_command(&zhang, &command).unwrap();
    let codes: Vec<_> = granted.events[walk.events.len()..]
        .iter()
        .map(|e| e.what.code())
        .collect();
    assert_eq!(codes, ["claimed", "check_answered"]);
    let claim = granted.order.review.claim.unwrap();
    assert_eq!((claim.by, claim.fence), (OfficerId::new("zhang"), 1));
    assert_eq!(claim.until, walk.now.plus_minutes(60));
}

#[test]
fn off_line_ones_own_claim_is_enough_though_its_number_was_not_known() {
    let walk = zhangs();
    let zhang = zhang(&walk);
    let mut after = walk.clone();
    let command = command(&walk, &zhang, None, true);
    after.give_command(&zhang, &command).unwrap();
    assert_eq!(after.events.len(), walk.events.len() + 1);
}

#[test]
fn off_line_a_claim_run_out_is_taken_over_together_with_the_decision() {
    let mut walk = zhangs();
    walk.now = walk.order.review.claim.as_ref().unwrap().until;
    let wang = wang(&walk);
    let before = walk.events.len();
    let command = command(&walk, &wang, None, true);
    walk.give_command(&wang, &command).unwrap();
    let codes: Vec<_> = walk.events[before..]
        .iter()
        .map(|e| e.what.code())
        .collect();
    assert_eq!(codes, ["claim_ended", "claimed", "check_answered"]);
    assert_eq!(walk.order.review.fence, 2);
}

#[test]
fn a_claim_granted_with_a_decision_ends_when_the_order_goes_on() {
    let mut walk = unclaimed();
    let zhang = zhang(&walk);
    let whats = follows(&mut walk, &zhang, walk::ask_for_data_page());
    assert!(matches!(whats[0], What::Claimed { .. }));
    let why = ClaimEnd::WorkDone;
    assert_eq!(whats.last(), Some(&What::ClaimEnded { why }));
    assert_eq!(walk.order.review.claim, None);
}

#[test]
fn a_grant_follows_the_posts_minutes() {
    let policy = post_with("BRU", |p| p.claims.minutes = 15);
    let walk = at_post(policy, Business::PpRenew, Status::FirstReview);
    let (claim, granted) = (walk.order.review.claim.as_ref().unwrap(), &walk.order.log);
    let at = granted.iter().find(|l| l.event == "claimed").unwrap().at;
    assert_eq!(claim.until, at.plus_minutes(15));
    assert_eq!(claim.by, id(Role::FirstReviewer));
}

#[test]
fn buttons_stand_open_to_the_holder_and_ask_others_to_claim_first() {
    let mut walk = zhangs();
    let (zhang, wang) = (zhang(&walk), wang(&walk));
    let button = |walk: &Walk<'_>, who: &Actor| {
        may_do(&walk.order, ActionKind::AnswerCheck, &walk.context(who)).err()
    };
    assert_eq!(button(&walk, &zhang), None);
    let held = walk.order.review.claim.clone().unwrap();
    let (by, until) = (held.by, held.until);
    walk.now = just_before(until);
    let others = Some(Refusal::ClaimedByOther { by, until });
    assert_eq!(button(&walk, &wang), others);
    walk.now = until;
    assert_eq!(button(&walk, &wang), Some(Refusal::ClaimNeeded));
    assert_eq!(button(&walk, &zhang), None);
    walk.now = just_after(until);
    assert_eq!(button(&unclaimed(), &wang), Some(Refusal::ClaimNeeded));
}

#[test]
fn what_needs_no_claim_is_open_to_all() {
    let walk = zhangs();
    let wang = wang(&walk);
    let button = may_do(&walk.order, ActionKind::AddNote, &walk.context(&wang));
    assert_eq!(button, Ok(()));
    let note = Action::AddNote { text: "记".into() };
    assert_eq!(follows(&mut walk.clone(), &wang, note).len(), 1);
}

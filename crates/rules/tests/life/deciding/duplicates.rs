//! 疑似重复: hits, and what officers make of them.

use super::{approve, at, by, does, id, plain_approval, refused, reject};
use lingshi_rules::business::Business;
use lingshi_rules::ids::PostCode;
use lingshi_rules::life::reasons::RejectReason;
use lingshi_rules::life::refusal::TextOf;
use lingshi_rules::life::{Action, Notice, Refusal, Status, What, open_hits};
use lingshi_rules::order::review::{DuplicateHit, HitLevel, HitResolution, KeptOrder, SettledHit};
use lingshi_rules::people::Role;
use lingshi_rules::walk::Walk;

fn hit(key: &str, level: HitLevel) -> DuplicateHit {
    DuplicateHit {
        key: key.into(),
        level,
        post: PostCode::new("SFO"),
        tail: "0042".into(),
    }
}

fn settle(key: &str, resolution: HitResolution) -> Action {
    Action::SettleHit {
        key: key.into(),
        resolution,
        reason: "双胞胎".into(),
    }
}

fn with_hits(status: Status, hits: &[(&str, HitLevel)]) -> Walk<'static> {
    let mut walk = at("NYC", Business::PpRenew, status);
    walk.facts.hits = hits.iter().map(|(key, level)| hit(key, *level)).collect();
    walk
}

#[test]
fn open_hits_of_any_level_stop_the_first_review_and_the_surest_is_named() {
    let mut walk = with_hits(
        Status::FirstReview,
        &[("x", HitLevel::C), ("y", HitLevel::B)],
    );
    let reviewer = by(&walk, Role::FirstReviewer);
    assert_eq!(
        refused(&mut walk, &reviewer, Action::Forward),
        Refusal::HitsOpen {
            count: 2,
            level: HitLevel::B
        }
    );
    does(&mut walk, &reviewer, settle("y", HitResolution::NotSame));
    assert_eq!(
        refused(&mut walk, &reviewer, Action::Forward),
        Refusal::HitsOpen {
            count: 1,
            level: HitLevel::C
        }
    );
    let ctx = walk.context(&reviewer);
    let open: Vec<_> = open_hits(&walk.order, &ctx).map(|h| &*h.key).collect();
    assert_eq!(open, ["x"]);
}

#[test]
fn a_settled_hit_says_who_decided_what_and_why() {
    let mut walk = with_hits(Status::FirstReview, &[("x", HitLevel::A)]);
    let (reviewer, now) = (by(&walk, Role::FirstReviewer), walk.now);
    let settled = SettledHit {
        hit: hit("x", HitLevel::A),
        resolution: HitResolution::SameKeepThis,
        reason: "双胞胎".into(),
        by: id(&reviewer),
        at: now,
    };
    assert_eq!(
        does(
            &mut walk,
            &reviewer,
            settle("x", HitResolution::SameKeepThis)
        ),
        [What::HitSettled {
            settled: settled.clone()
        }]
    );
    assert_eq!(walk.order.review.hits["x"], settled);
    does(&mut walk, &reviewer, Action::Forward);
    assert_eq!(walk.order.status, Status::SecondReview);
}

#[test]
fn the_order_that_is_to_go_is_not_forwarded() {
    let mut walk = with_hits(Status::FirstReview, &[("x", HitLevel::A)]);
    let reviewer = by(&walk, Role::FirstReviewer);
    does(
        &mut walk,
        &reviewer,
        settle("x", HitResolution::SameRejectThis),
    );
    assert_eq!(
        refused(&mut walk, &reviewer, Action::Forward),
        Refusal::DuplicateOfOther
    );
}

#[test]
fn a_hit_no_longer_looked_up_may_be_settled_anew() {
    let mut walk = with_hits(Status::FirstReview, &[("x", HitLevel::B)]);
    let reviewer = by(&walk, Role::FirstReviewer);
    does(
        &mut walk,
        &reviewer,
        settle("x", HitResolution::SameRejectThis),
    );
    walk.facts.hits.clear();
    does(&mut walk, &reviewer, settle("x", HitResolution::NotSame));
    assert_eq!(
        walk.order.review.hits["x"].resolution,
        HitResolution::NotSame
    );
}

#[test]
fn there_is_nothing_to_settle_without_a_hit() {
    let mut walk = with_hits(Status::FirstReview, &[]);
    let reviewer = by(&walk, Role::FirstReviewer);
    assert_eq!(
        refused(&mut walk, &reviewer, settle("x", HitResolution::NotSame)),
        Refusal::NoSuchHit
    );
    walk.facts.hits = vec![hit("y", HitLevel::C)];
    assert_eq!(
        refused(&mut walk, &reviewer, settle("x", HitResolution::NotSame)),
        Refusal::NoSuchHit
    );
}

#[test]
fn settling_needs_a_reason() {
    let mut walk = with_hits(Status::FirstReview, &[("x", HitLevel::B)]);
    let reviewer = by(&walk, Role::FirstReviewer);
    let silent = Action::SettleHit {
        key: "x".into(),
        resolution: HitResolution::NotSame,
        reason: "  ".into(),
    };
    assert_eq!(
        refused(&mut walk, &reviewer, silent),
        Refusal::TextNeeded {
            text: TextOf::Reason
        }
    );
}

#[test]
fn a_sure_hit_found_since_stops_the_approval_and_a_weaker_one_does_not() {
    let mut walk = with_hits(
        Status::SecondReview,
        &[("x", HitLevel::A), ("y", HitLevel::B), ("z", HitLevel::A)],
    );
    let second = by(&walk, Role::SecondReviewer);
    let action = approve(plain_approval(&walk));
    assert_eq!(
        refused(&mut walk, &second, action.clone()),
        Refusal::HitsOpen {
            count: 2,
            level: HitLevel::A
        }
    );
    walk.facts.hits = vec![hit("y", HitLevel::B)];
    does(&mut walk, &second, action);
    assert_eq!(walk.order.status, Status::ToMake);
}

#[test]
fn the_order_that_is_to_go_is_not_approved() {
    let mut walk = with_hits(Status::SecondReview, &[("x", HitLevel::C)]);
    let second = by(&walk, Role::SecondReviewer);
    does(
        &mut walk,
        &second,
        settle("x", HitResolution::SameRejectThis),
    );
    let action = approve(plain_approval(&walk));
    assert_eq!(
        refused(&mut walk, &second, action.clone()),
        Refusal::DuplicateOfOther
    );
    does(&mut walk, &second, settle("x", HitResolution::NotSame));
    does(&mut walk, &second, action);
    assert_eq!(walk.order.status, Status::ToMake);
}

fn kept(post: &str) -> Option<KeptOrder> {
    Some(KeptOrder {
        post: PostCode::new(post),
        tail: "0042".into(),
    })
}

#[test]
fn the_order_that_is_to_go_knows_which_one_is_kept() {
    let mut walk = with_hits(
        Status::FirstReview,
        &[("x", HitLevel::A), ("y", HitLevel::B)],
    );
    walk.facts.hits[1].post = PostCode::new("BRU");
    let reviewer = by(&walk, Role::FirstReviewer);
    does(
        &mut walk,
        &reviewer,
        settle("x", HitResolution::SameKeepThis),
    );
    assert_eq!(walk.order.review.kept_instead, None);
    does(
        &mut walk,
        &reviewer,
        settle("x", HitResolution::SameRejectThis),
    );
    assert_eq!(walk.order.review.kept_instead, kept("SFO"));
    does(
        &mut walk,
        &reviewer,
        settle("y", HitResolution::SameRejectThis),
    );
    assert_eq!(walk.order.review.kept_instead, kept("BRU"));
    does(&mut walk, &reviewer, settle("y", HitResolution::NotSame));
    assert_eq!(walk.order.review.kept_instead, kept("SFO"));
    does(&mut walk, &reviewer, settle("x", HitResolution::NotSame));
    assert_eq!(walk.order.review.kept_instead, None);
}

#[test]
fn a_duplicate_is_refused_once_it_is_settled_which_order_is_kept_and_the_applicant_is_told() {
    let mut walk = with_hits(Status::FirstReview, &[("x", HitLevel::A)]);
    let reviewer = by(&walk, Role::FirstReviewer);
    assert_eq!(
        refused(&mut walk, &reviewer, reject(RejectReason::R04)),
        Refusal::KeptOrderUnknown
    );
    does(
        &mut walk,
        &reviewer,
        settle("x", HitResolution::SameRejectThis),
    );
    does(&mut walk, &reviewer, reject(RejectReason::R04));
    assert_eq!(walk.order.status, Status::Rejected);
    let refused = walk.order.review.refused.clone().unwrap();
    assert_eq!(refused.words["post"], "SFO");
    assert_eq!(refused.words["tail"], "0042");
    let told = &walk.order.messages.last().unwrap().notice;
    assert_eq!(*told, Notice::N05 { refusing: refused });
}

#[test]
fn another_refusal_says_nothing_of_the_order_that_is_kept() {
    let mut walk = with_hits(Status::FirstReview, &[("x", HitLevel::A)]);
    let reviewer = by(&walk, Role::FirstReviewer);
    does(
        &mut walk,
        &reviewer,
        settle("x", HitResolution::SameRejectThis),
    );
    does(&mut walk, &reviewer, reject(RejectReason::R01));
    assert!(walk.order.review.refused.clone().unwrap().words.is_empty());
}

//! Review, two people, money, mail, making, hand-over.

mod batch;
mod centre;
mod checks;
mod cheques;
mod claims_and_holds;
mod collectors;
mod defects;
mod duplicates;
mod emergency;
mod fees;
mod forwarding;
mod handing_over;
mod intake;
mod judging;
mod lost_documents;
mod mailing_out;
mod making;
mod notices;
mod old_document;
mod payments;
mod proposals;
mod proposals_end;
mod proposals_lapse;
mod readying;
mod refunds;
mod refusing;
mod reminders;
mod restoring;
mod returning_mail;
mod second_review;
mod sending_back;
mod spoiling;
mod terms;
mod verification;
mod visits;
mod wording;

use crate::posts;
use lingshi_rules::business::Business;
use lingshi_rules::ids::OfficerId;
use lingshi_rules::life::notices::expected_originals;
use lingshi_rules::life::reasons::{Refusing, RejectReason};
use lingshi_rules::life::{Action, Notice, Refusal, Status, TransitionId, What};
use lingshi_rules::order::form::{Form, Signer};
use lingshi_rules::order::originals::{Intake, Original};
use lingshi_rules::order::review::{Approval, ClaimEnd, ProposalEnd, Proposed, Validity};
use lingshi_rules::people::{Actor, By, Role};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::post::policy::PickupMode;
use lingshi_rules::values::instant::Day;
use lingshi_rules::values::{Currency, Money};
use lingshi_rules::walk::{self, Walk, officer, person, sample_form};

/// An order of this business in this state at this post.
fn at(post: &str, business: Business, status: Status) -> Walk<'static> {
    on(posts::post(post), business, status)
}

/// The same at a post of own making.
fn on(policy: &'static PostPolicy, business: Business, status: Status) -> Walk<'static> {
    walk::station(policy, business, status).unwrap()
}

/// A post as it is, but for one change.
fn but(post: &str, change: impl FnOnce(&mut PostPolicy)) -> &'static PostPolicy {
    let mut policy = posts::post(post).clone();
    change(&mut policy);
    Box::leak(Box::new(policy))
}

/// An order with a form of its own, collected by mail where the post mails.
fn filed(
    policy: &'static PostPolicy,
    business: Business,
    status: Status,
    change: impl FnOnce(&mut Form),
) -> Walk<'static> {
    let mailed = policy.hand_over.modes.contains(&PickupMode::Mail);
    let pickup = if mailed && business != Business::TdEmerg {
        PickupMode::Mail
    } else {
        PickupMode::InPerson
    };
    let mut form = sample_form(policy, business, pickup);
    change(&mut form);
    let mut walk = Walk::begin_with(policy, business, form).unwrap();
    walk.lead_to(status).unwrap();
    assert_eq!(walk.order.status, status);
    walk
}

/// Collected at the post.
fn in_person(form: &mut Form) {
    form.pickup.mode = PickupMode::InPerson;
}

/// A child of twelve, whose father signs the statement.
fn twelve_years_old(form: &mut Form) {
    form.applicant.born = day(2014, 1, 5);
    if let Some(statement) = &mut form.statement {
        statement.signer = Signer::Father;
    }
}

fn day(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd_opt(year, month, day).unwrap()
}

fn by(walk: &Walk<'_>, role: Role) -> Actor {
    officer(walk.policy, role)
}

/// Another person of this role.
fn colleague(walk: &Walk<'_>, role: Role) -> Actor {
    person(walk.policy, "colleague", &[role])
}

fn id(actor: &Actor) -> OfficerId {
    actor.officer().unwrap().clone()
}

fn named(actor: &Actor) -> By {
    actor.by()
}

/// Gives the command and says what happened, in order.
fn does(walk: &mut Walk<'_>, actor: &Actor, action: Action) -> Vec<What> {
    let before = walk.events.len();
    walk.give(actor, action).unwrap();
    let new = walk.events.iter().skip(before);
    new.map(|e| e.what.clone()).collect()
}

/// Gives the command and says why it may not be; nothing happened to the order.
fn refused(walk: &mut Walk<'_>, actor: &Actor, action: Action) -> Refusal {
    let before = walk.order.clone();
    let refusal = walk.give(actor, action).map(drop).unwrap_err();
    assert_eq!(walk.order, before);
    refusal
}

/// Claims the order, so that what follows begins with the decision itself.
fn claim(walk: &mut Walk<'_>, actor: &Actor) {
    walk.give(actor, Action::Claim { minutes: None }).unwrap();
}

fn moved(transition: TransitionId, from: Status, to: Status, told: bool) -> What {
    What::Moved {
        transition,
        from,
        to,
        reason: None,
        told,
    }
}

fn moved_because(
    transition: TransitionId,
    from: Status,
    to: Status,
    reason: &str,
    told: bool,
) -> What {
    What::Moved {
        transition,
        from,
        to,
        reason: Some(reason.into()),
        told,
    }
}

fn told(notice: Notice) -> What {
    What::Told { notice }
}

fn claim_done() -> What {
    What::ClaimEnded {
        why: ClaimEnd::WorkDone,
    }
}

fn proposal_ended(how: ProposalEnd) -> What {
    What::ProposalEnded { how, reason: None }
}

fn refusing(reason: RejectReason) -> Refusing {
    let words = crate::fields::filled(reason.fields(), "原因");
    Refusing { reason, words }
}

fn reject(reason: RejectReason) -> Action {
    Action::Reject {
        refusing: refusing(reason),
    }
}

fn propose(proposed: Proposed) -> Action {
    Action::Propose {
        proposed: Box::new(proposed),
    }
}

/// Ten years, no annotation charged, the name as it was filled in.
fn plain_approval(walk: &Walk<'_>) -> Approval {
    Approval {
        validity: Validity::TenYears,
        annotations_charged: 0,
        printed: walk.order.form.applicant.name.clone(),
        batch: None,
    }
}

fn approve(approval: Approval) -> Action {
    Action::Approve {
        approval: Box::new(approval),
    }
}

/// An envelope with everything that is expected.
fn envelope(walk: &Walk<'_>) -> Intake {
    Intake {
        found: expected_originals(&walk.order, walk.policy),
        marked: true,
        old_number: Some("E12345678".into()),
        cash_witness: None,
        tracking: None,
        return_tracking: None,
        shelf: "B-07".into(),
    }
}

/// An envelope in which something is missing.
fn envelope_without(walk: &Walk<'_>, missing: Original) -> Intake {
    let mut intake = envelope(walk);
    assert!(intake.found.remove(&missing));
    intake
}

fn take_in(intake: Intake) -> Action {
    Action::ReceiveOriginals {
        intake: Box::new(intake),
    }
}

fn money(minor: i64, currency: &str) -> Money {
    Money::new(minor, Currency::parse(currency).unwrap())
}

fn usd(minor: i64) -> Money {
    money(minor, "USD")
}

//! Who, where, and on what kind of document: the conditions every action shares.

use super::{applicant_may_not, at, officer_may_not, post_with, refused};
use crate::posts;
use lingshi_rules::business::Business;
use lingshi_rules::ids::{AccountId, CommandId, PostCode};
use lingshi_rules::life::event::EVENT_SCHEMA;
use lingshi_rules::life::refusal::Side;
use lingshi_rules::life::{Action, ActionKind, Command, Context, Refusal, Status};
use lingshi_rules::life::{allowed_actions, decide, may_do};
use lingshi_rules::order::ORDER_SCHEMA;
use lingshi_rules::people::{Actor, Role};
use lingshi_rules::walk::{self, Walk};
use strum::IntoEnumIterator;

use ActionKind as K;

const NOTE: fn() -> Action = || Action::AddNote { text: "记".into() };

fn reviewing() -> Walk<'static> {
    at("BRU", Business::PpRenew, Status::FirstReview)
}

#[test]
fn for_another_account_the_order_does_not_exist_whatever_is_asked() {
    let walk = reviewing();
    let stranger = Actor::Applicant {
        account: AccountId::new("account-2"),
    };
    for action in [NOTE(), Action::Submit, Action::FinishSupplement] {
        assert_eq!(refused(&walk, &stranger, action), Refusal::NoSuchOrder);
    }
}

#[test]
fn every_action_is_for_its_side() {
    let walk = reviewing();
    let not_for = |side| Refusal::NotFor { side: vec![side] };
    assert_eq!(applicant_may_not(&walk, NOTE()), not_for(Side::Officer));
    assert_eq!(
        refused(&walk, &Actor::System, NOTE()),
        not_for(Side::Officer)
    );
    assert_eq!(
        officer_may_not(&walk, Role::Supervisor, Action::FinishSupplement),
        not_for(Side::Applicant)
    );
    assert_eq!(
        refused(&walk, &Actor::PensionAuthority, Action::ExpirePayment),
        not_for(Side::System)
    );
}

#[test]
fn an_officer_of_another_post_finds_another_posts_order() {
    let walk = reviewing();
    let post = PostCode::new("BRU");
    let stranger = walk::officer(posts::post("NYC"), Role::FirstReviewer);
    assert_eq!(
        refused(&walk, &stranger, NOTE()),
        Refusal::OtherPost { post }
    );
}

#[test]
fn an_order_is_decided_under_its_own_posts_settings() {
    let walk = reviewing();
    let post = PostCode::new("BRU");
    let command = walk.command(&Actor::System, Action::ExpireSupplement);
    let ctx = Context {
        policy: posts::post("NYC"),
        ..walk.context(&Actor::System)
    };
    assert_eq!(
        decide(&walk.order, &command, &ctx),
        Err(Refusal::OtherPost { post })
    );
}

#[test]
fn one_of_the_roles_is_enough_and_none_is_not() {
    let walk = reviewing();
    let both = walk::person(walk.policy, "zhao", &[Role::Admin, Role::Counter]);
    assert!(walk.clone().give(&both, NOTE()).is_ok());
    let neither = walk::person(walk.policy, "zhao", &[Role::Admin, Role::Auditor]);
    let roles = vec![
        Role::FirstReviewer,
        Role::Interviewer,
        Role::SecondReviewer,
        Role::MailClerk,
        Role::Maker,
        Role::Cashier,
        Role::Counter,
        Role::Supervisor,
    ];
    assert_eq!(
        refused(&walk, &neither, NOTE()),
        Refusal::RoleNeeded { roles }
    );
}

#[test]
fn an_action_belongs_to_its_states_and_an_order_ended_says_so() {
    let walk = reviewing();
    assert_eq!(
        applicant_may_not(&walk, Action::FinishSupplement),
        Refusal::WrongStatus {
            status: Status::FirstReview,
            possible_in: vec![Status::Supplement],
        }
    );
    let ended = at("BRU", Business::PpRenew, Status::Rejected);
    assert_eq!(
        applicant_may_not(&ended, Action::FinishSupplement),
        Refusal::OrderEnded {
            status: Status::Rejected
        }
    );
}

#[test]
fn a_document_of_a_newer_program_is_not_worked_on() {
    let mut walk = reviewing();
    walk.order.schema = ORDER_SCHEMA + 1;
    let schema = ORDER_SCHEMA + 1;
    assert_eq!(
        officer_may_not(&walk, Role::Counter, NOTE()),
        Refusal::DocumentNewer { schema }
    );
    walk.order.schema = ORDER_SCHEMA;
    assert!(walk.by(Role::Counter, NOTE()).is_ok());
}

#[test]
fn second_review_waits_for_what_is_still_on_its_way() {
    let mut walk = at("BRU", Business::PpRenew, Status::SecondReview);
    walk.facts.unconfirmed = true;
    let comment = "再核".to_owned();
    assert_eq!(
        officer_may_not(&walk, Role::SecondReviewer, Action::SendBack { comment }),
        Refusal::AwaitsUpload
    );
    assert!(walk.by(Role::SecondReviewer, NOTE()).is_ok());
}

#[test]
fn events_are_numbered_and_carry_who_when_and_by_which_command() {
    let mut walk = at("BRU", Business::PpRenew, Status::PendingPayment);
    let (version, now) = (walk.order.version, walk.now);
    let mode = lingshi_rules::order::payment::PaymentMode::Offline;
    let applicant = walk::applicant();
    let command = Command {
        id: CommandId::new("pay"),
        ..walk.command(&applicant, Action::ChoosePayment { mode })
    };
    let events = decide(&walk.order, &command, &walk.context(&applicant)).unwrap();
    let versions: Vec<u32> = events.iter().map(|e| e.version).collect();
    assert_eq!(versions, [version + 1, version + 2, version + 3]);
    for event in &events {
        assert_eq!(event.schema, EVENT_SCHEMA);
        assert_eq!((event.at, &event.by), (now, &applicant.by()));
        assert_eq!(event.command, Some(CommandId::new("pay")));
    }
    walk.give_command(&applicant, &command).unwrap();
    let line = walk.order.log.last().unwrap();
    assert_eq!((line.version, line.event.as_str()), (version + 3, "told"));
    assert_eq!(line.command, Some(CommandId::new("pay")));
}

#[test]
fn every_action_has_a_button_that_says_what_it_would_say_alone() {
    let walk = reviewing();
    let reviewer = walk::officer(walk.policy, Role::FirstReviewer);
    let ctx = walk.context(&reviewer);
    let buttons = allowed_actions(&walk.order, &ctx);
    assert_eq!(buttons.len(), ActionKind::iter().count());
    for (kind, answer) in &buttons {
        assert_eq!(*answer, may_do(&walk.order, *kind, &ctx), "{kind:?}");
    }
    let open: Vec<ActionKind> = buttons
        .into_iter()
        .filter(|(_, answer)| answer.is_ok())
        .map(|(kind, _)| kind)
        .collect();
    let expected = [
        K::ExtendClaim,
        K::ReleaseClaim,
        K::Hold,
        K::SetPriority,
        K::AddNote,
        K::JudgeFile,
        K::AnswerCheck,
        K::AskSupplement,
        K::RequireInterview,
        K::Forward,
        K::Reject,
    ];
    for kind in expected {
        assert!(open.contains(&kind), "{kind:?}");
    }
    for kind in [K::Approve, K::Claim, K::EndHold, K::Submit, K::SettleHit] {
        assert!(!open.contains(&kind), "{kind:?}");
    }
}

#[test]
fn a_post_that_takes_no_businesses_opens_no_order() {
    let policy = post_with("BRU", |p| p.scope.businesses.clear());
    assert!(walk::station(policy, Business::PpRenew, Status::Draft).is_none());
}

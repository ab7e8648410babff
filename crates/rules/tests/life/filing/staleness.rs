//! A decision holds only for what its giver saw.

use super::{at, follows};
use lingshi_rules::business::Business;
use lingshi_rules::checks::Check;
use lingshi_rules::ids::CommandId;
use lingshi_rules::life::{Action, ActionKind, Command, Refusal, Status};
use lingshi_rules::order::files::Slot;
use lingshi_rules::order::interview::Answer;
use lingshi_rules::order::log::Facet;
use lingshi_rules::order::review::PriorityFlag;
use lingshi_rules::people::{Actor, By, Role};
use lingshi_rules::walk::{self, Walk};
use std::collections::BTreeSet;

fn reviewer(walk: &Walk<'_>) -> Actor {
    walk::officer(walk.policy, Role::FirstReviewer)
}

fn reviewing() -> Walk<'static> {
    at("BRU", Business::PpRenew, Status::FirstReview)
}

/// A command by the reviewer who has seen the order as it is now.
fn seen(walk: &Walk<'_>, action: Action) -> Command {
    let id = CommandId::new(ActionKind::from(&action).code());
    Command {
        id,
        ..walk.command(&reviewer(walk), action)
    }
}

fn given(walk: &Walk<'_>, command: &Command) -> Option<Refusal> {
    walk.clone().give_command(&reviewer(walk), command).err()
}

fn stale(walk: &Walk<'_>, facet: Facet) -> Option<Refusal> {
    let line = walk
        .order
        .log
        .iter()
        .rev()
        .find(|l| l.touched.contains(&facet))
        .unwrap();
    Some(Refusal::Stale {
        facet,
        version: line.version,
        by: line.by.clone(),
        at: line.at,
    })
}

fn mail(walk: &mut Walk<'_>) {
    let files = vec![walk.file(Slot(2))];
    follows(walk, &Actor::System, Action::AttachMail { files });
}

fn note(walk: &mut Walk<'_>) {
    let action = Action::AddNote { text: "记".into() };
    walk.by(Role::Counter, action).unwrap();
}

fn second_check() -> Action {
    Action::AnswerCheck {
        check: Check::Presence,
        answer: Answer::InOrder,
        note: None,
    }
}

#[test]
fn a_decision_on_everything_there_is_holds() {
    let walk = reviewing();
    assert_eq!(given(&walk, &seen(&walk, Action::Forward)), None);
}

#[test]
fn a_new_upload_makes_forwarding_stale() {
    let mut walk = reviewing();
    let command = seen(&walk, Action::Forward);
    mail(&mut walk);
    let refusal = given(&walk, &command);
    assert_eq!(refusal, stale(&walk, Facet::Materials));
    let Some(Refusal::Stale { by, version, .. }) = refusal else {
        panic!("stale");
    };
    assert_eq!((by, version), (By::System, walk.order.version));
}

#[test]
fn a_cancellation_makes_every_decision_stale_or_impossible() {
    let mut walk = reviewing();
    let command = seen(&walk, walk::ask_for_data_page());
    walk.by_applicant(Action::Cancel {
        written_request: None,
    })
    .unwrap();
    let status = Status::Cancelled;
    assert_eq!(given(&walk, &command), Some(Refusal::OrderEnded { status }));
}

#[test]
fn a_state_left_and_come_back_to_is_another_state() {
    let mut walk = reviewing();
    let command = seen(
        &walk,
        Action::Hold {
            reason: "等待".into(),
            until: walk.now.plus_days(3),
        },
    );
    walk.by(Role::FirstReviewer, walk::ask_for_data_page())
        .unwrap();
    walk.upload(Slot(2)).unwrap();
    walk.by_applicant(Action::FinishSupplement).unwrap();
    assert_eq!(given(&walk, &command), stale(&walk, Facet::Status));
}

#[test]
fn remarks_priority_and_money_do_not_make_forwarding_stale() {
    let mut walk = reviewing();
    let command = seen(&walk, Action::Forward);
    note(&mut walk);
    let flag = PriorityFlag::GreenChannel;
    walk.by(Role::SecondReviewer, Action::SetPriority { flag, on: true })
        .unwrap();
    let receipt = walk.receipt(lingshi_rules::post::policy::PaymentKind::CardCounter);
    walk.by(Role::Cashier, Action::BookPayment { receipt })
        .unwrap();
    assert_eq!(given(&walk, &command), None);
}

#[test]
fn an_answer_to_a_check_makes_forwarding_stale_but_not_another_answer() {
    let mut walk = reviewing();
    let forward = seen(&walk, Action::Forward);
    let answer = seen(&walk, second_check());
    walk.by(Role::FirstReviewer, second_check()).unwrap();
    assert_eq!(given(&walk, &forward), stale(&walk, Facet::Findings));
    assert_eq!(given(&walk, &answer), None);
}

#[test]
fn of_several_changes_the_latest_is_named() {
    let mut walk = reviewing();
    let command = seen(&walk, Action::Forward);
    mail(&mut walk);
    mail(&mut walk);
    let version = walk.order.version;
    let Some(Refusal::Stale { version: named, .. }) = given(&walk, &command) else {
        panic!("stale");
    };
    assert_eq!(named, version);
}

#[test]
fn ones_own_pending_commands_do_not_make_a_decision_stale() {
    let mut walk = reviewing();
    let first = seen(&walk, second_check());
    let alone = Command {
        id: CommandId::new("later"),
        ..seen(&walk, Action::Forward)
    };
    let standing = Command {
        stands_on: vec![first.id.clone()],
        ..alone.clone()
    };
    let reviewer = reviewer(&walk);
    walk.give_command(&reviewer, &first).unwrap();
    assert_eq!(given(&walk, &alone), stale(&walk, Facet::Findings));
    assert_eq!(given(&walk, &standing), None);
    mail(&mut walk);
    assert_eq!(given(&walk, &standing), stale(&walk, Facet::Materials));
}

#[test]
fn a_command_is_not_stale_by_what_it_did_itself() {
    let mut walk = reviewing();
    let command = seen(&walk, second_check());
    let reviewer = reviewer(&walk);
    walk.give_command(&reviewer, &command).unwrap();
    let again = Command {
        action: Action::Forward,
        ..command
    };
    assert_eq!(given(&walk, &again), None);
}

#[test]
fn nobody_has_seen_a_version_that_does_not_exist() {
    let walk = reviewing();
    let version = walk.order.version;
    let ahead = Command {
        seen: version + 1,
        ..seen(&walk, Action::Forward)
    };
    let seen = version + 1;
    assert_eq!(
        given(&walk, &ahead),
        Some(Refusal::NotSeenYet { seen, version })
    );
}

#[test]
fn a_change_in_the_very_version_seen_is_not_news() {
    let mut walk = reviewing();
    mail(&mut walk);
    let command = seen(&walk, Action::Forward);
    assert_eq!(command.seen, walk.order.version);
    assert_eq!(given(&walk, &command), None);
    let before = Command {
        seen: command.seen - 1,
        ..command
    };
    assert_eq!(given(&walk, &before), stale(&walk, Facet::Materials));
}

#[test]
fn an_applicant_books_what_was_offered_and_not_after_it_was_withdrawn_and_offered_again() {
    let mut walk = at("BRU", Business::PpRenew, Status::InterviewToBook);
    let slot = walk.offer_slot();
    let applicant = walk::applicant();
    let book = Command {
        id: CommandId::new("book"),
        ..walk.command(&applicant, Action::BookInterview { slot })
    };
    let reason = "电话已核实".to_owned();
    walk.by(Role::FirstReviewer, Action::ReturnToReview { reason })
        .unwrap();
    let causes = BTreeSet::from([lingshi_rules::order::interview::InterviewCause::Name]);
    walk.by(Role::FirstReviewer, Action::RequireInterview { causes })
        .unwrap();
    let refusal = walk.clone().give_command(&applicant, &book).err();
    assert_eq!(refusal, stale(&walk, Facet::Status));
}

//! Opening a draft, and saving it.

use super::{applicant_does, applicant_may_not, at, post_with};
use crate::posts;
use lingshi_rules::business::Business;
use lingshi_rules::ids::{AccountId, CommandId, PostCode};
use lingshi_rules::life::event::{EVENT_SCHEMA, Event, What};
use lingshi_rules::life::refusal::{Side, TextOf};
use lingshi_rules::life::{Action, Refusal, Status, begin, open_draft};
use lingshi_rules::order::form::FaceCheck;
use lingshi_rules::order::interview::InterviewState;
use lingshi_rules::order::originals::{OldDocumentState, OriginalsState, Verification};
use lingshi_rules::order::payment::PaymentState;
use lingshi_rules::order::review::PriorityFlag;
use lingshi_rules::order::{Channel, Draft, ORDER_SCHEMA};
use lingshi_rules::people::{Actor, By, Role};
use lingshi_rules::post::policy::PickupMode;
use lingshi_rules::values::Money;
use lingshi_rules::walk::{self, Walk};
use std::collections::BTreeSet;

fn draft(walk: &Walk<'_>) -> Draft {
    let What::Drafted { draft, .. } = &walk.events[0].what else {
        panic!("an order begins with its draft")
    };
    (**draft).clone()
}

fn renewal() -> Walk<'static> {
    Walk::begin(posts::post("NYC"), Business::PpRenew).unwrap()
}

fn opened_by(walk: &Walk<'_>, actor: &Actor, draft: Draft) -> Result<Event, Refusal> {
    open_draft(draft, None, &walk.context(actor))
}

#[test]
fn opening_a_draft_is_the_first_event_and_names_the_fee() {
    let walk = renewal();
    let due = Money::new(2300, walk.policy.fees.currency);
    let command = Some(CommandId::new("c9"));
    let event = open_draft(
        draft(&walk),
        command.clone(),
        &walk.context(&walk::applicant()),
    );
    assert_eq!(
        event,
        Ok(Event {
            schema: EVENT_SCHEMA,
            version: 1,
            at: walk.now,
            by: walk::applicant().by(),
            command,
            what: What::Drafted {
                draft: Box::new(draft(&walk)),
                due,
            },
        })
    );
}

#[test]
fn a_draft_begins_with_nothing_done() {
    let walk = renewal();
    let given = draft(&walk);
    let order = begin(&walk.events[0]).unwrap();
    assert_eq!(order.schema, ORDER_SCHEMA);
    assert_eq!(
        (order.no.clone(), order.post.clone()),
        (given.no, given.post)
    );
    assert_eq!((order.version, order.status), (1, Status::Draft));
    assert_eq!(order.status_since, given.at);
    assert_eq!(order.account, given.account);
    assert_eq!(order.channel, Channel::App);
    assert!(order.own_district);
    assert_eq!(order.submitted_at, None);
    assert_eq!(order.form, given.form);
    assert_eq!(order.face_check, FaceCheck::NotDone);
    assert_eq!(order.payment.due.minor, 2300);
    assert_eq!(order.payment.state, PaymentState::Unpaid);
    assert_eq!(order.originals.state, OriginalsState::NotNeeded);
    assert_eq!(order.old_document, OldDocumentState::None);
    assert_eq!(order.verification, Verification::None);
    assert_eq!(order.interview.state, InterviewState::NotNeeded);
    assert_eq!(order.review.priority, BTreeSet::new());
    assert_eq!(order.log.len(), 1);
}

#[test]
fn an_emergency_order_and_one_by_the_green_channel_come_first() {
    let emergency = Walk::begin(posts::post("NYC"), Business::TdEmerg).unwrap();
    assert_eq!(
        emergency.order.review.priority,
        BTreeSet::from([PriorityFlag::Emergency])
    );
    let walk = renewal();
    let green = Draft {
        channel: Channel::GreenChannel,
        ..draft(&walk)
    };
    let event = opened_by(&walk, &walk::applicant(), green).unwrap();
    assert_eq!(
        begin(&event).unwrap().review.priority,
        BTreeSet::from([PriorityFlag::GreenChannel])
    );
}

#[test]
fn an_account_opens_drafts_for_itself_alone() {
    let walk = renewal();
    let other = Draft {
        account: AccountId::new("account-2"),
        ..draft(&walk)
    };
    let refusal = opened_by(&walk, &walk::applicant(), other).unwrap_err();
    assert_eq!(refusal, Refusal::NoSuchOrder);
}

#[test]
fn officers_and_the_clockwork_open_drafts_for_applicants_and_the_pension_authority_does_not() {
    let walk = renewal();
    let reviewer = walk::officer(walk.policy, Role::FirstReviewer);
    let by = |actor: &Actor| opened_by(&walk, actor, draft(&walk)).map(|e| e.by);
    assert_eq!(by(&reviewer), Ok(reviewer.by()));
    assert_eq!(by(&Actor::System), Ok(By::System));
    assert_eq!(
        by(&Actor::PensionAuthority),
        Err(Refusal::NotFor {
            side: vec![Side::Applicant]
        })
    );
}

#[test]
fn a_draft_is_opened_at_the_post_it_names() {
    let walk = renewal();
    let elsewhere = Draft {
        post: PostCode::new("SFO"),
        ..draft(&walk)
    };
    let refusal = opened_by(&walk, &walk::applicant(), elsewhere).unwrap_err();
    let post = PostCode::new("SFO");
    assert_eq!(refusal, Refusal::OtherPost { post });
    let stranger = walk::officer(posts::post("SFO"), Role::FirstReviewer);
    let refusal = opened_by(&walk, &stranger, draft(&walk)).unwrap_err();
    let post = PostCode::new("NYC");
    assert_eq!(refusal, Refusal::OtherPost { post });
}

#[test]
fn a_business_the_post_does_not_take_is_not_opened() {
    let walk = renewal();
    let policy = post_with("NYC", |p| {
        p.scope.businesses.remove(&Business::PpRenew);
    });
    let refusal = Walk::begin(policy, Business::PpRenew).unwrap_err();
    let business = Business::PpRenew;
    assert_eq!(refusal, Refusal::BusinessNotTaken { business });
    assert_eq!(walk.order.business, business);
}

#[test]
fn a_draft_with_a_text_too_long_is_not_opened() {
    let walk = renewal();
    let mut long = draft(&walk);
    long.form.applicant.phone = "1".repeat(65);
    let refusal = opened_by(&walk, &walk::applicant(), long).unwrap_err();
    let text = TextOf::Number;
    assert_eq!(refusal, Refusal::TextTooLong { text, most: 64 });
}

#[test]
fn saving_keeps_what_was_filled_in_and_the_fee_as_it_is() {
    let mut walk = at("NYC", Business::PpRenew, Status::Draft);
    let mut form = walk.order.form.clone();
    form.applicant.birthplace = "上海".into();
    let form = Box::new(form);
    let whats = applicant_does(&mut walk, Action::SaveDraft { form: form.clone() });
    assert_eq!(whats, [What::FormFilled { form: form.clone() }]);
    assert_eq!(walk.order.form, *form);
}

#[test]
fn saving_another_way_of_collecting_changes_the_fee() {
    let mut walk = at("NYC", Business::PpRenew, Status::Draft);
    let mut form = walk.order.form.clone();
    form.pickup.mode = PickupMode::InPerson;
    let form = Box::new(form);
    let whats = applicant_does(&mut walk, Action::SaveDraft { form: form.clone() });
    let due = Money::new(1800, walk.policy.fees.currency);
    assert_eq!(whats, [What::FormFilled { form }, What::FeeSet { due }]);
    assert_eq!(walk.order.payment.due, due);
}

#[test]
fn what_was_submitted_cannot_be_edited() {
    let walk = at("NYC", Business::PpRenew, Status::PendingPayment);
    let form = Box::new(walk.order.form.clone());
    assert_eq!(
        applicant_may_not(&walk, Action::SaveDraft { form }),
        Refusal::WrongStatus {
            status: Status::PendingPayment,
            possible_in: vec![Status::Draft],
        }
    );
}

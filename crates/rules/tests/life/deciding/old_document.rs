//! 注销 and 收存 (§7.10).

use super::{at, by, does, filed, named, refused};
use crate::posts;
use lingshi_rules::business::Business;
use lingshi_rules::life::{Action, Refusal, Status, What};
use lingshi_rules::order::form::OldDocumentFate;
use lingshi_rules::order::originals::{Clipping, OldDocumentState as Old};
use lingshi_rules::people::Role;
use lingshi_rules::walk::Walk;

fn clip(visa_spared: bool) -> Action {
    Action::CancelOldDocument { visa_spared }
}

fn damaged(status: Status) -> Walk<'static> {
    filed(posts::post("NYC"), Business::PpReissue, status, |form| {
        if let Some(old) = &mut form.old_document {
            old.fate = OldDocumentFate::Damaged;
        }
    })
}

/// Made, and the damaged booklet lies at the post.
fn made_for_damaged() -> Walk<'static> {
    let mut walk = damaged(Status::ToMake);
    walk.lead_to(Status::Made).unwrap();
    assert_eq!(walk.order.old_document, Old::Received);
    walk
}

#[test]
fn the_old_booklet_is_clipped_and_it_is_written_down_by_whom() {
    for visa_spared in [true, false] {
        let mut walk = at("NYC", Business::PpRenew, Status::Made);
        let (clerk, at) = (by(&walk, Role::MailClerk), walk.now);
        let clipping = Clipping {
            by: named(&clerk),
            at,
            visa_spared,
        };
        assert_eq!(
            does(&mut walk, &clerk, clip(visa_spared)),
            [What::OldDocumentMoved {
                to: Old::Cancelled,
                clipping: Some(clipping.clone())
            }]
        );
        assert_eq!(walk.order.old_document, Old::Cancelled);
        assert_eq!(walk.order.clipping, Some(clipping));
        assert_eq!(
            refused(&mut walk, &clerk, clip(visa_spared)),
            Refusal::OldDocumentStep
        );
    }
}

#[test]
fn a_booklet_that_is_not_here_is_not_clipped() {
    let mut walk = at("NYC", Business::PpRenew, Status::ToMake);
    let clerk = by(&walk, Role::MailClerk);
    assert_eq!(walk.order.old_document, Old::Awaited);
    assert_eq!(
        refused(&mut walk, &clerk, clip(false)),
        Refusal::OldDocumentStep
    );
}

#[test]
fn a_damaged_booklet_is_kept_and_not_clipped() {
    let mut walk = made_for_damaged();
    let clerk = by(&walk, Role::MailClerk);
    assert_eq!(
        refused(&mut walk, &clerk, clip(false)),
        Refusal::OldDocumentStep
    );
    assert_eq!(
        does(&mut walk, &clerk, Action::KeepOldDocument),
        [What::OldDocumentMoved {
            to: Old::Kept,
            clipping: None
        }]
    );
    assert_eq!(walk.order.old_document, Old::Kept);
}

#[test]
fn a_whole_booklet_is_not_kept() {
    let mut walk = at("NYC", Business::PpRenew, Status::Made);
    let clerk = by(&walk, Role::MailClerk);
    assert_eq!(
        refused(&mut walk, &clerk, Action::KeepOldDocument),
        Refusal::OldDocumentStep
    );
}

#[test]
fn an_annotated_booklet_goes_on_living() {
    let mut walk = at("NYC", Business::PpNote, Status::Made);
    assert_eq!(walk.order.old_document, Old::Received);
    let clerk = by(&walk, Role::MailClerk);
    for action in [clip(false), Action::KeepOldDocument] {
        assert_eq!(refused(&mut walk, &clerk, action), Refusal::OldDocumentStep);
    }
}

#[test]
fn a_kept_booklet_is_not_among_what_is_mailed() {
    let mut walk = made_for_damaged();
    let clerk = by(&walk, Role::MailClerk);
    does(&mut walk, &clerk, Action::KeepOldDocument);
    walk.by(Role::Supervisor, Action::CheckBooklet).unwrap();
    walk.by(Role::Maker, Action::ReadyForMail).unwrap();
    let action = Action::MailOut {
        tracking: "9405".into(),
        new_document: true,
        old_document: false,
        receipt: true,
    };
    does(&mut walk, &clerk, action);
    assert_eq!(walk.order.status, Status::Done);
    assert_eq!(walk.order.old_document, Old::Kept);
}

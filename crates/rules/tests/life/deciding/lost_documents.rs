//! 遗失: reported, then declared void.

use super::{at, by, does, refused};
use lingshi_rules::business::Business;
use lingshi_rules::life::{Action, Refusal, Status, What};
use lingshi_rules::order::originals::OldDocumentState as Old;
use lingshi_rules::people::Role;

fn moved(to: Old) -> [What; 1] {
    [What::OldDocumentMoved { to, clipping: None }]
}

#[test]
fn a_lost_passport_is_reported_and_then_declared_void() {
    let mut walk = at("NYC", Business::PpReissue, Status::FirstReview);
    assert_eq!(walk.order.old_document, Old::Lost);
    let first = by(&walk, Role::FirstReviewer);
    assert_eq!(
        refused(&mut walk, &first, Action::DeclareVoid),
        Refusal::OldDocumentStep
    );
    assert_eq!(
        does(&mut walk, &first, Action::ReportLoss),
        moved(Old::Reported)
    );
    assert_eq!(
        refused(&mut walk, &first, Action::ReportLoss),
        Refusal::OldDocumentStep
    );
    assert_eq!(
        does(&mut walk, &first, Action::DeclareVoid),
        moved(Old::DeclaredVoid)
    );
    assert_eq!(walk.order.old_document, Old::DeclaredVoid);
    assert_eq!(
        refused(&mut walk, &first, Action::DeclareVoid),
        Refusal::OldDocumentStep
    );
}

#[test]
fn what_the_applicant_holds_is_not_reported_lost() {
    let mut walk = at("NYC", Business::PpRenew, Status::FirstReview);
    let first = by(&walk, Role::FirstReviewer);
    for action in [Action::ReportLoss, Action::DeclareVoid] {
        assert_eq!(refused(&mut walk, &first, action), Refusal::OldDocumentStep);
    }
}

#[test]
fn the_declaration_may_come_after_the_order_is_done() {
    let mut walk = at("NYC", Business::PpReissue, Status::Done);
    let maker = by(&walk, Role::Maker);
    does(&mut walk, &maker, Action::ReportLoss);
    does(&mut walk, &maker, Action::DeclareVoid);
    assert_eq!(walk.order.old_document, Old::DeclaredVoid);
}

//! 护照补发.

use super::*;
const REISSUE: Business = Business::PpReissue;

#[test]
fn the_statement_of_loss() {
    asked(REISSUE, Check::LossStatement);
    asked(Business::TdReissue, Check::LossStatement);
    assert_eq!(line(RENEW, Check::LossStatement, |_| ()), None);
}

#[test]
fn proof_of_identity() {
    asked(REISSUE, Check::IdentityProof);
    assert_eq!(
        line(Business::TdReissue, Check::IdentityProof, |_| ()),
        None
    );
}

#[test]
fn the_issuing_authority_is_asked() {
    let stands = |state, verdict| {
        let change = move |w: &mut Walk<'static>| w.order.verification = state;
        finds(
            REISSUE,
            Check::IssuerAsked,
            change,
            verdict,
            Evidence::Issuer { state },
        );
    };
    stands(Verification::None, Verdict::HeldElsewhere);
    stands(Verification::Sent, Verdict::HeldElsewhere);
    stands(Verification::Confirmed, Verdict::InOrder);
    stands(Verification::Mismatch, Verdict::Problem);
    let damaged = |w: &mut Walk<'static>| {
        w.order.form.old_document.as_mut().unwrap().fate = OldDocumentFate::Damaged;
    };
    assert_eq!(line(REISSUE, Check::IssuerAsked, damaged), None);
}

#[test]
fn how_often_documents_were_lost_before() {
    asked(REISSUE, Check::PreviousLosses);
}

#[test]
fn the_lost_number_is_reported() {
    let stands = |state, verdict| {
        let change = move |w: &mut Walk<'static>| w.order.old_document = state;
        finds(
            REISSUE,
            Check::LostNumber,
            change,
            verdict,
            Evidence::LostDocument { state },
        );
    };
    stands(OldDocumentState::Lost, Verdict::HeldElsewhere);
    stands(OldDocumentState::Reported, Verdict::InOrder);
    stands(OldDocumentState::DeclaredVoid, Verdict::InOrder);
}

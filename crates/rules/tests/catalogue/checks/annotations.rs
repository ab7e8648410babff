//! 加注.

use super::*;
const NOTE: Business = Business::PpNote;

#[test]
fn evidence_wording_and_what_stands_there_already() {
    for check in [
        Check::AnnotationEvidence,
        Check::AnnotationWording,
        Check::AnnotationsExisting,
    ] {
        asked(NOTE, check);
    }
}

#[test]
fn items_are_counted_for_the_fee() {
    let evidence = Evidence::Annotations {
        asked: 1,
        charged: 1,
    };
    finds(
        NOTE,
        Check::AnnotationCount,
        |_| (),
        Verdict::InOrder,
        evidence,
    );
}

#[test]
fn a_new_name_in_a_renewal_is_looked_at_too() {
    let new = |w: &mut Walk<'static>| {
        w.order.form.annotations = vec![crate::cases::annotation(false)];
    };
    assert!(
        line(RENEW, Check::AnnotationEvidence, new)
            .unwrap()
            .to_answer
    );
    let old =
        |w: &mut Walk<'static>| w.order.form.annotations = vec![crate::cases::annotation(true)];
    assert_eq!(line(RENEW, Check::AnnotationEvidence, old), None);
}

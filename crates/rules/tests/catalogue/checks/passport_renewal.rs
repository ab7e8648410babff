//! 护照换发.

use super::*;

#[test]
fn data_page_and_annotation_page_of_the_old_passport() {
    asked(RENEW, Check::OldPages);
    let look = line(RENEW, Check::OldPages, |_| ()).unwrap().look;
    assert_eq!(look, [Look::Slot(Slot(2)), Look::Slot(Slot(4))]);
    assert_eq!(line(Business::PpReissue, Check::OldPages, |_| ()), None);
}

#[test]
fn expired_two_years_ago_statement_and_permit() {
    let expired = |w: &mut Walk<'static>| {
        w.order.form.old_document.as_mut().unwrap().expires = Some(day(2023, 1, 31));
    };
    let missing = vec![Slot(19), Slot(10)];
    let evidence = Evidence::Expired { years: 3, missing };
    finds(
        RENEW,
        Check::LongExpired,
        expired,
        Verdict::Problem,
        evidence,
    );
    let brought = |w: &mut Walk<'static>| {
        expired(w);
        for slot in [Slot(19), Slot(10)] {
            let file = w.file(slot);
            let id = lingshi_rules::ids::FileId::new(format!("x{}", slot.0));
            w.order.files.insert(id, file);
        }
    };
    let evidence = Evidence::Expired {
        years: 3,
        missing: vec![],
    };
    finds(
        RENEW,
        Check::LongExpired,
        brought,
        Verdict::InOrder,
        evidence,
    );
    assert_eq!(line(RENEW, Check::LongExpired, |_| ()), None);
}

#[test]
fn the_name_is_as_in_the_old_passport() {
    asked(RENEW, Check::NameAsBefore);
    assert_eq!(line(Business::PpNew, Check::NameAsBefore, |_| ()), None);
}

#[test]
fn annotations_to_carry_over() {
    let carried =
        |w: &mut Walk<'static>| w.order.form.annotations = vec![crate::cases::annotation(true)];
    assert!(
        line(RENEW, Check::AnnotationsCarried, carried)
            .unwrap()
            .to_answer
    );
    assert_eq!(line(RENEW, Check::AnnotationsCarried, |_| ()), None);
}

#[test]
fn sixteen_since_the_old_passport_or_soon() {
    let sixteen = |born| {
        let change = move |w: &mut Walk<'static>| {
            w.order.form.applicant.born = born;
            w.now = w.now.plus_days(20);
        };
        line(RENEW, Check::SixteenthBirthday, change).map(|l| l.finding.unwrap())
    };
    let found = sixteen(day(2008, 5, 1)).unwrap();
    assert_eq!(
        found.evidence,
        Evidence::Sixteen {
            on: day(2024, 5, 1),
            meanwhile: false
        }
    );
    assert_eq!(found.verdict, Verdict::InOrder);
    let found = sixteen(day(2010, 3, 10)).unwrap();
    assert_eq!(
        found.evidence,
        Evidence::Sixteen {
            on: day(2026, 3, 10),
            meanwhile: true
        }
    );
    assert_eq!(found.verdict, Verdict::Doubt);
    assert!(sixteen(day(2010, 6, 20)).is_some());
    assert_eq!(sixteen(day(2010, 6, 21)), None);
    assert_eq!(sixteen(day(1990, 3, 7)), None);
}

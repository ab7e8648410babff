//! 未成年人.

use super::*;

#[test]
fn birth_certificate_parents_papers_and_consent() {
    for check in [
        Check::BirthCertificate,
        Check::ParentsDocuments,
        Check::Consent,
    ] {
        for business in [RENEW, Business::PpNew, Business::TdNew] {
            assert!(line(business, check, child).unwrap().to_answer);
            assert_eq!(line(business, check, |_| ()), None);
        }
    }
}

#[test]
fn the_parents_residence_at_birth_for_a_first_document() {
    assert!(line(Business::PpNew, Check::ParentsResidence, child).is_some());
    assert_eq!(line(RENEW, Check::ParentsResidence, child), None);
}

#[test]
fn custody_when_one_parent_is_alone_or_another_filed() {
    assert_eq!(line(RENEW, Check::Custody, child), None);
    let change_father = |change: fn(&mut lingshi_rules::order::form::Relative)| {
        let with = move |w: &mut Walk<'static>| {
            child(w);
            change(&mut w.order.form.relatives[0]);
        };
        line(RENEW, Check::Custody, with)
    };
    assert!(change_father(|f| f.name = "无".into()).is_some());
    assert!(change_father(|f| f.address = Some("去世".into())).is_some());
    assert!(change_father(|f| f.name = "李国强（已去世）".into()).is_some());
    assert!(change_father(|f| f.kinship = Kinship::ContactHome).is_some());
    assert!(
        change_father(|f| {
            f.kinship = Kinship::Guardian;
            f.filed = true;
        })
        .is_some()
    );
}

fn guardian(change: impl FnOnce(&mut Walk<'static>)) -> Vec<GuardianFault> {
    let with = |w: &mut Walk<'static>| {
        child(w);
        change(w);
    };
    let found = line(RENEW, Check::GuardianFiled, with)
        .unwrap()
        .finding
        .unwrap();
    let Evidence::Guardian { faults } = found.evidence else {
        panic!()
    };
    let expected = if faults.is_empty() {
        Verdict::InOrder
    } else {
        Verdict::Problem
    };
    assert_eq!(found.verdict, expected);
    faults
}

#[test]
fn the_guardian_of_the_order_is_the_one_who_signed() {
    assert_eq!(guardian(|_| ()), []);
    let nobody = guardian(|w| w.order.form.relatives[1].filed = false);
    assert_eq!(nobody, [GuardianFault::NobodyFiled]);
    let both = guardian(|w| w.order.form.relatives[0].filed = true);
    assert_eq!(both, [GuardianFault::SeveralFiled]);
    let father_signed =
        guardian(|w| w.order.form.statement.as_mut().unwrap().signer = Signer::Father);
    assert_eq!(father_signed, [GuardianFault::OtherSigned]);
    let contact = guardian(|w| w.order.form.relatives[1].kinship = Kinship::ContactHome);
    assert_eq!(contact, [GuardianFault::NoGuardian]);
}

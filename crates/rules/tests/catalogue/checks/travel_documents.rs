//! 旅行证.

use super::*;

#[test]
fn why_not_a_passport() {
    for business in [Business::TdNew, Business::TdRenew, Business::TdReissue] {
        asked(business, Check::WhyNotPassport);
    }
    assert_eq!(line(Business::TdEmerg, Check::WhyNotPassport, |_| ()), None);
}

#[test]
fn children_and_the_conflict_of_nationalities() {
    for business in [Business::TdNew, Business::PpNew, Business::TdRenew] {
        let found = line(business, Check::NationalityConflict, child);
        assert!(found.unwrap().to_answer, "{business:?}");
        assert_eq!(line(business, Check::NationalityConflict, |_| ()), None);
    }
    assert_eq!(line(RENEW, Check::NationalityConflict, child), None);
}

#[test]
fn what_a_birth_suggests_is_held_against_the_booklet_applied_for() {
    let born_to = |residence| {
        move |w: &mut Walk<'static>| {
            child(w);
            let form = &mut w.order.form;
            form.applicant.birth_country = Some("BEL".into());
            for parent in form.relatives.iter_mut().take(2) {
                parent.residence_at_birth = residence;
                parent.nationality = residence.map(|_| "CHN".into());
            }
        }
    };
    let verdict = |business, residence| {
        let found = line(business, Check::NationalityConflict, born_to(residence)).unwrap();
        assert!(found.to_answer, "a person decides whatever is suggested");
        found.finding.unwrap().verdict
    };
    assert_eq!(
        verdict(Business::PpNew, Some(Residence::Visa)),
        Verdict::InOrder
    );
    assert_eq!(
        verdict(Business::TdNew, Some(Residence::Visa)),
        Verdict::Problem
    );
    assert_eq!(verdict(Business::PpNew, None), Verdict::Doubt);
}

#[test]
fn the_name_as_in_the_birth_certificate() {
    assert!(line(Business::TdNew, Check::NameAsBirthCertificate, child).is_some());
    let foreign = |w: &mut Walk<'static>| {
        w.order.form.applicant.name = PersonName::new("", "", "DUBOIS", "LEA");
    };
    assert!(line(Business::TdRenew, Check::NameAsBirthCertificate, foreign).is_some());
    assert_eq!(
        line(Business::TdRenew, Check::NameAsBirthCertificate, |_| ()),
        None
    );
}

#[test]
fn two_paper_photos_at_san_francisco() {
    let of = |business| {
        let walk = first_review("SFO", business);
        lines(&walk)
            .into_iter()
            .find(|l| l.check == Check::PaperPhotos)
    };
    let found = of(Business::TdNew).unwrap().finding.unwrap();
    assert_eq!(found.evidence, Evidence::PaperPhotos { count: 2 });
    assert_eq!(of(RENEW), None);
}

#[test]
fn the_data_page_of_the_last_one() {
    asked(Business::TdRenew, Check::OldTravelDocument);
    asked(Business::TdReissue, Check::OldTravelDocument);
    assert_eq!(
        line(Business::TdNew, Check::OldTravelDocument, |_| ()),
        None
    );
}

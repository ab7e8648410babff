//! 申请人可选的业务: the table of the APP.

use crate::cases::{
    Case, day, hong_kong, in_hand, lost, lost_travel_document, minor, no_old_document, today,
};
use crate::posts::post;
use lingshi_rules::business::Business::{
    self, PpNew, PpNote, PpReissue, PpRenew, TdNew, TdReissue, TdRenew,
};
use lingshi_rules::offered::{Answers, Held, misfiled, offered};
use lingshi_rules::values::papers::PaperKind;

fn for_answers(held: Held, gone: bool, minor: bool) -> Vec<Business> {
    offered(Answers { held, gone, minor }, post("BRU"))
}

#[test]
fn with_a_passport_in_hand() {
    assert_eq!(
        for_answers(Held::Passport, false, false),
        [PpRenew, PpNote, TdRenew]
    );
}

#[test]
fn with_a_passport_lost_stolen_or_damaged() {
    assert_eq!(
        for_answers(Held::Passport, true, false),
        [PpReissue, TdReissue]
    );
}

#[test]
fn with_a_travel_document_in_hand() {
    assert_eq!(
        for_answers(Held::TravelDocument, false, false),
        [TdRenew, PpNew]
    );
    let mut policy = post("BRU").clone();
    policy.scope.passport_after_travel_document = false;
    let answers = Answers {
        held: Held::TravelDocument,
        gone: false,
        minor: false,
    };
    assert_eq!(offered(answers, &policy), [TdRenew]);
}

#[test]
fn with_a_travel_document_lost() {
    assert_eq!(
        for_answers(Held::TravelDocument, true, false),
        [TdReissue, PpNew]
    );
}

#[test]
fn with_a_permit_or_another_paper() {
    assert_eq!(for_answers(Held::Other, false, false), [TdNew, TdRenew]);
    assert_eq!(for_answers(Held::Other, true, false), [TdReissue]);
}

#[test]
fn with_nothing_below_sixteen_and_from_sixteen_on() {
    assert_eq!(for_answers(Held::Nothing, false, true), [PpNew, TdNew]);
    assert_eq!(for_answers(Held::Nothing, false, false), [PpNew, TdNew]);
    let mut policy = post("BRU").clone();
    policy.scope.first_documents_for_adults = false;
    let adult = Answers {
        held: Held::Nothing,
        gone: false,
        minor: false,
    };
    assert_eq!(offered(adult, &policy), []);
    assert_eq!(
        offered(
            Answers {
                minor: true,
                ..adult
            },
            &policy
        ),
        [PpNew, TdNew]
    );
}

#[test]
fn what_the_post_does_not_take_is_not_offered() {
    let mut policy = post("BRU").clone();
    policy.scope.businesses.remove(&PpNote);
    let answers = Answers {
        held: Held::Passport,
        gone: false,
        minor: false,
    };
    assert_eq!(offered(answers, &policy), [PpRenew, TdRenew]);
}

#[test]
fn a_form_answers_the_questions_again() {
    let of = |case: Case| Answers::of(&case.form, today());
    let held = |held, gone| Answers {
        held,
        gone,
        minor: false,
    };
    assert_eq!(of(Case::of(PpRenew)), held(Held::Passport, false));
    assert_eq!(of(Case::of(PpRenew).with(lost)), held(Held::Passport, true));
    assert_eq!(of(Case::of(TdRenew)), held(Held::TravelDocument, false));
    assert_eq!(
        of(Case::of(TdNew).with(hong_kong)),
        held(Held::Other, false)
    );
    assert_eq!(of(Case::of(PpNew)), held(Held::Nothing, false));
    let child = Answers {
        held: Held::Nothing,
        gone: false,
        minor: true,
    };
    assert_eq!(of(Case::of(PpNew).with(minor)), child);
    let mut other = Case::of(PpRenew);
    for kind in [PaperKind::TaiwanPermit, PaperKind::Other] {
        other.old().kind = kind;
        assert_eq!(Answers::of(&other.form, today()), held(Held::Other, false));
    }
    other.old().kind = PaperKind::OfficialPassport;
    assert_eq!(
        Answers::of(&other.form, today()),
        held(Held::Passport, false)
    );
}

#[test]
fn a_business_that_does_not_follow_from_the_answers_is_misfiled() {
    let wrong = |case: &Case| misfiled(case.business, &case.form, &case.policy, today());
    assert_eq!(wrong(&Case::of(PpRenew)), None);
    assert_eq!(
        wrong(&Case::of(PpRenew).with(lost)),
        Some(vec![PpReissue, TdReissue])
    );
    assert_eq!(
        wrong(&Case::of(PpReissue).with(in_hand)),
        Some(vec![PpRenew, PpNote, TdRenew])
    );
    assert_eq!(wrong(&Case::of(PpNew).with(lost_travel_document)), None);
    assert_eq!(
        wrong(&Case::of(PpRenew).with(no_old_document)),
        Some(vec![PpNew, TdNew])
    );
}

#[test]
fn emergencies_and_pensions_are_entered_by_their_own_doors() {
    for business in [Business::TdEmerg, Business::Pension] {
        let case = Case::of(business);
        assert_eq!(
            misfiled(business, &case.form, &case.policy, day(2026, 3, 2)),
            None
        );
    }
}

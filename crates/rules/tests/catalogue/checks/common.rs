//! ①–⑩: what is looked at whatever is applied for.

use super::*;

#[test]
fn line_1_the_person_is_here_and_the_district_is_told() {
    asked(RENEW, Check::Presence);
    let mut walk = first_review("BRU", RENEW);
    let mut policy = walk.policy.clone();
    policy.scope.in_country_only = false;
    walk.policy = Box::leak(Box::new(policy));
    assert!(lines(&walk).iter().all(|l| l.check != Check::Presence));
    for own in [true, false] {
        let change = |w: &mut Walk<'static>| w.order.own_district = own;
        finds(
            RENEW,
            Check::District,
            change,
            Verdict::InOrder,
            Evidence::District { own },
        );
    }
}

#[test]
fn line_2_no_duplicate_order_and_no_second_passport() {
    let none = Evidence::Hits {
        open: 0,
        settled: 0,
    };
    finds(RENEW, Check::Duplicates, |_| (), Verdict::InOrder, none);
    let hit = DuplicateHit {
        key: "k".into(),
        level: HitLevel::A,
        post: PostCode::new("NYC"),
        tail: "0001".into(),
    };
    let one = Evidence::Hits {
        open: 1,
        settled: 0,
    };
    finds(
        RENEW,
        Check::Duplicates,
        |w| w.facts.hits = vec![hit],
        Verdict::HeldElsewhere,
        one,
    );
}

#[test]
fn line_3_everything_agrees_and_the_name_is_spelt_as_its_business_asks() {
    asked(RENEW, Check::Agreement);
    let verdict = |business, name: PersonName| {
        let change = |w: &mut Walk<'static>| w.order.form.applicant.name = name;
        line(business, Check::NameSpelling, change)
            .unwrap()
            .finding
            .unwrap()
            .verdict
    };
    let plain = || PersonName::new("李", "明", "LI", "MING");
    let historic = || PersonName::new("李", "明", "LEE", "MING");
    assert_eq!(verdict(RENEW, plain()), Verdict::InOrder);
    assert_eq!(verdict(RENEW, historic()), Verdict::Doubt);
    assert_eq!(verdict(Business::PpNew, historic()), Verdict::Problem);
    let hong_kong = |w: &mut Walk<'static>| {
        w.order.form.applicant.hkmotw = true;
        w.order.form.applicant.name = PersonName::new("陳", "大文", "CHAN", "TAI MAN");
    };
    let found = line(Business::TdNew, Check::NameSpelling, hong_kong)
        .unwrap()
        .finding
        .unwrap();
    assert_eq!(found.verdict, Verdict::InOrder);
}

#[test]
fn line_4_the_id_number_and_what_it_tells() {
    let agrees = Evidence::IdAgainstForm {
        contradictions: vec![],
    };
    finds(RENEW, Check::IdNumber, |_| (), Verdict::InOrder, agrees);
    let mistyped = |w: &mut Walk<'static>| {
        w.order.form.applicant.id_number = Some("110105199003072831".into());
    };
    let fault = IdFault::Checksum {
        expected: 'X',
        found: '1',
    };
    let wrong = line(RENEW, Check::IdNumber, mistyped)
        .unwrap()
        .finding
        .unwrap();
    assert_eq!(wrong.verdict, Verdict::Problem);
    assert!(
        matches!(
            wrong.evidence,
            Evidence::IdFault {
                fault: IdFault::Checksum { .. }
            }
        ),
        "{fault:?}"
    );
    let born = |w: &mut Walk<'static>| w.order.form.applicant.born = day(1990, 3, 8);
    let found = line(RENEW, Check::IdNumber, born).unwrap().finding.unwrap();
    assert_eq!(found.verdict, Verdict::Problem);
    assert!(
        matches!(found.evidence, Evidence::IdAgainstForm { contradictions } if contradictions.len() == 1)
    );
}

#[test]
fn line_4_who_has_no_id_number_is_a_child_or_of_hong_kong_or_is_asked() {
    let without = |w: &mut Walk<'static>| w.order.form.applicant.id_number = None;
    finds(
        RENEW,
        Check::IdNumber,
        without,
        Verdict::Doubt,
        Evidence::NoIdNumber,
    );
    let no_child = |w: &mut Walk<'static>| {
        child(w);
        without(w);
    };
    finds(
        RENEW,
        Check::IdNumber,
        no_child,
        Verdict::InOrder,
        Evidence::NoIdNumber,
    );
    let hk = |w: &mut Walk<'static>| {
        w.order.form.applicant.hkmotw = true;
        without(w);
    };
    finds(
        Business::TdNew,
        Check::IdNumber,
        hk,
        Verdict::InOrder,
        Evidence::NoIdNumber,
    );
}

fn statement(change: impl FnOnce(&mut Walk<'static>)) -> (Verdict, Vec<StatementFault>) {
    let found = line(RENEW, Check::Statement, change)
        .unwrap()
        .finding
        .unwrap();
    match found.evidence {
        Evidence::Statement { faults } => (found.verdict, faults),
        other => panic!("{other:?}"),
    }
}

#[test]
fn line_5_the_statement_is_complete_and_signed_by_the_right_person() {
    assert_eq!(statement(|_| ()), (Verdict::InOrder, vec![]));
    let one = |fault| (Verdict::Problem, vec![fault]);
    let missing = statement(|w| w.order.form.statement = None);
    assert_eq!(missing, one(StatementFault::Missing));
    let says = |change: fn(&mut lingshi_rules::order::form::Statement)| {
        statement(move |w| change(w.order.form.statement.as_mut().unwrap()))
    };
    assert_eq!(says(|s| s.skipped = true), one(StatementFault::Skipped));
    assert_eq!(
        says(|s| s.foreign_nationality = true),
        one(StatementFault::ForeignNationality)
    );
    assert_eq!(
        says(|s| s.foreign_passport = true),
        one(StatementFault::ForeignPassport)
    );
    assert_eq!(
        says(|s| s.signer = Signer::Father),
        one(StatementFault::SignedByOther)
    );
    assert_eq!(
        says(|s| s.residence = None),
        (Verdict::Doubt, vec![StatementFault::NoResidence])
    );
    assert_eq!(
        says(|s| s.residence = Some(Residence::Permanent)),
        (Verdict::InOrder, vec![])
    );
}

#[test]
fn line_5_a_child_does_not_sign_the_statement_and_signs_the_passport_from_ten_on() {
    let signed_alone = statement(|w| {
        child(w);
        w.order.form.statement.as_mut().unwrap().signer = Signer::Applicant;
    });
    assert_eq!(
        signed_alone,
        (Verdict::Problem, vec![StatementFault::SignedByChild])
    );
    let by_mother = |years: i32| {
        statement(move |w| {
            child(w);
            w.order.form.applicant.born = day(2026 - years, 3, 2);
            w.order.form.signature.as_mut().unwrap().signer = Signer::Mother;
        })
    };
    assert_eq!(by_mother(9), (Verdict::InOrder, vec![]));
    assert_eq!(
        by_mother(10),
        (Verdict::Problem, vec![StatementFault::SignatureByOther])
    );
    let unsigned = statement(|w| w.order.form.signature = None);
    assert_eq!(
        unsigned,
        (Verdict::Problem, vec![StatementFault::NoSignature])
    );
}

#[test]
fn line_5_people_of_hong_kong_may_skip_the_statement_and_are_asked() {
    let skipped = |w: &mut Walk<'static>| {
        w.order.form.applicant.hkmotw = true;
        w.order.form.statement.as_mut().unwrap().skipped = true;
    };
    let faults = vec![StatementFault::Skipped];
    finds(
        Business::TdNew,
        Check::Statement,
        skipped,
        Verdict::Doubt,
        Evidence::Statement { faults },
    );
}

#[test]
fn line_5_whether_a_signature_is_legible_a_person_tells() {
    asked(RENEW, Check::SignatureLegible);
}

#[test]
fn line_6_the_photo_is_judged_by_the_officer() {
    let judged = Evidence::Photo {
        judged: true,
        reasons: vec![],
    };
    finds(RENEW, Check::Photo, |_| (), Verdict::InOrder, judged);
    let unseen = |w: &mut Walk<'static>| {
        let id = w.order.photo().unwrap().id.clone();
        w.order.files.get_mut(&id).unwrap().judgement = None;
    };
    let evidence = Evidence::Photo {
        judged: false,
        reasons: vec![],
    };
    finds(
        RENEW,
        Check::Photo,
        unseen,
        Verdict::HeldElsewhere,
        evidence,
    );
}

#[test]
fn line_7_the_face_check_and_whose_face_it_is() {
    let face = |result| move |w: &mut Walk<'static>| w.order.face_check = result;
    let is = |result, verdict| {
        finds(
            RENEW,
            Check::FaceCheck,
            face(result),
            verdict,
            Evidence::Face { result },
        );
    };
    is(FaceCheck::Passed, Verdict::InOrder);
    is(FaceCheck::GuardianPassed, Verdict::InOrder);
    is(FaceCheck::Skipped, Verdict::HeldElsewhere);
    is(FaceCheck::Failed { times: 3 }, Verdict::HeldElsewhere);
    is(FaceCheck::NotDone, Verdict::Problem);
    asked(RENEW, Check::FaceIsApplicant);
    assert_eq!(
        line(RENEW, Check::FaceIsApplicant, face(FaceCheck::Skipped)),
        None
    );
}

#[test]
fn line_8_father_and_mother_are_named_or_said_to_be_none() {
    let all = Evidence::Family { missing: vec![] };
    finds(RENEW, Check::Family, |_| (), Verdict::InOrder, all.clone());
    let none = |w: &mut Walk<'static>| w.order.form.relatives[0].name = "无".into();
    finds(RENEW, Check::Family, none, Verdict::InOrder, all);
    let blank = |w: &mut Walk<'static>| w.order.form.relatives[0].name = " ".into();
    let missing = vec![Kinship::Father];
    finds(
        RENEW,
        Check::Family,
        blank,
        Verdict::Doubt,
        Evidence::Family { missing },
    );
    let nobody = |w: &mut Walk<'static>| w.order.form.relatives.clear();
    let missing = vec![Kinship::Father, Kinship::Mother];
    finds(
        RENEW,
        Check::Family,
        nobody,
        Verdict::Doubt,
        Evidence::Family { missing },
    );
    let nobody = |w: &mut Walk<'static>| w.order.form.relatives.clear();
    let missing = vec![Kinship::EmergencyContact];
    finds(
        Business::TdEmerg,
        Check::Family,
        nobody,
        Verdict::Doubt,
        Evidence::Family { missing },
    );
}

#[test]
fn line_9_the_attention_list_is_looked_up_by_a_person() {
    asked(RENEW, Check::WatchList);
}

#[test]
fn line_10_the_fee_and_how_it_stands() {
    let found = line(RENEW, Check::Fee, |_| ()).unwrap();
    let finding = found.finding.unwrap();
    assert_eq!(finding.verdict, Verdict::HeldElsewhere);
    assert!(matches!(finding.evidence, Evidence::Fee { held: 0, due, .. } if due.minor == 1600));
    assert!(!found.to_answer);
}

#[test]
fn a_business_that_does_not_follow_from_the_form_is_a_problem() {
    finds(
        RENEW,
        Check::Filing,
        |_| (),
        Verdict::InOrder,
        Evidence::Filing { fitting: vec![] },
    );
    let lost = |w: &mut Walk<'static>| {
        w.order.form.old_document.as_mut().unwrap().fate = OldDocumentFate::Lost;
    };
    let fitting = vec![Business::PpReissue, Business::TdReissue];
    finds(
        RENEW,
        Check::Filing,
        lost,
        Verdict::Problem,
        Evidence::Filing { fitting },
    );
}

#[test]
fn what_speaks_against_is_a_doubt() {
    let early = |w: &mut Walk<'static>| {
        w.order.form.old_document.as_mut().unwrap().expires = Some(day(2030, 1, 1));
    };
    let evidence = Evidence::Eligibility {
        grounds: vec![],
        doubts: vec![Doubt::StillValid {
            until: day(2030, 1, 1),
        }],
    };
    finds(RENEW, Check::Eligibility, early, Verdict::Doubt, evidence);
}

#[test]
fn an_interview_that_is_needed_is_shown() {
    let line = line(Business::PpReissue, Check::Interview, |_| ()).unwrap();
    let finding = line.finding.unwrap();
    assert_eq!(finding.verdict, Verdict::HeldElsewhere);
    let Evidence::Interview { open, .. } = finding.evidence else {
        panic!()
    };
    assert_eq!(open, [InterviewCause::Reissue]);
    assert_eq!(
        super::line(Business::TdEmerg, Check::Interview, |_| ()),
        None
    );
}

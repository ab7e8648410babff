//! Checks, eligibility, nationality, duplicates, photos, erasures, pensions, stickers.

use super::{Shown, every};
use crate::cases::{day, usd};
use lingshi_rules::business::Business;
use lingshi_rules::checks::{Evidence, Finding, GuardianFault, StatementFault, Verdict};
use lingshi_rules::duplicates::{Differing, Ground as Alike, Match, SideField};
use lingshi_rules::eligibility::{Doubt, Ground};
use lingshi_rules::ids::PaymentId;
use lingshi_rules::legalisation::{Answer, QueryFault, QueryField};
use lingshi_rules::nationality::{Article, Fact, Ground as Basis, Missing, Suggestion};
use lingshi_rules::order::files::Slot;
use lingshi_rules::order::form::{FaceCheck, Kinship, RenewalReason};
use lingshi_rules::order::interview::{InterviewCause, InterviewState};
use lingshi_rules::order::originals::{OldDocumentState, Verification};
use lingshi_rules::order::payment::PaymentState;
use lingshi_rules::order::reasons::PhotoReason;
use lingshi_rules::order::review::HitLevel;
use lingshi_rules::pension::PaperRefusal;
use lingshi_rules::people::Role;
use lingshi_rules::photo_standard::{Departure, Measure};
use lingshi_rules::retention::Erased;
use lingshi_rules::values::id_number::{IdContradiction, IdFault};
use lingshi_rules::values::name::{NameFinding, NamePart, NameRemark, Severity};
use lingshi_rules::values::papers::PaperKind;
use lingshi_rules::values::{Instant, Sex};
use lingshi_words::Said;
use strum::IntoEnumIterator;

fn at(text: &str) -> Option<Instant> {
    Instant::parse(text)
}

/// Every evidence in every wording, with the verdict it comes with.
fn findings() -> Vec<Finding> {
    let mut all = of_person();
    all.extend(of_order());
    all.extend(of_document());
    let all = all.into_iter();
    all.map(|(verdict, evidence)| Finding { verdict, evidence })
        .collect()
}

fn of_person() -> Vec<(Verdict, Evidence)> {
    use Verdict::{Doubt as D, HeldElsewhere as H, InOrder as I, Problem as P};
    let remark = |remark| NameFinding {
        severity: Severity::Warning,
        remark,
    };
    let name = vec![
        remark(NameRemark::GivenNameApart {
            meant: "HAIQING".into(),
        }),
        remark(NameRemark::UnusualReading {
            part: NamePart::SurnameZh,
            position: 1,
            character: '单',
            used: "DAN".into(),
            usual: "SHAN".into(),
        }),
        remark(NameRemark::CompareWithOldPassport),
    ];
    let differs = vec![
        IdContradiction::BirthDate {
            id: day("1993-11-30"),
            form: day("1993-11-03"),
        },
        IdContradiction::Sex {
            id: Sex::Male,
            form: Sex::Female,
        },
    ];
    let statement = vec![
        StatementFault::ForeignPassport,
        StatementFault::NoResidence,
        StatementFault::NoSignature,
    ];
    let named = |findings| Evidence::Name { findings };
    let ids = |contradictions| Evidence::IdAgainstForm { contradictions };
    let fault = IdFault::Checksum {
        expected: '7',
        found: 'X',
    };
    let face = |result| Evidence::Face { result };
    vec![
        (I, named(Vec::new())),
        (D, named(name)),
        (I, Evidence::NoIdNumber),
        (D, Evidence::NoIdNumber),
        (P, Evidence::IdFault { fault }),
        (I, ids(Vec::new())),
        (P, ids(differs)),
        (I, Evidence::Statement { faults: Vec::new() }),
        (P, Evidence::Statement { faults: statement }),
        (I, face(FaceCheck::Passed)),
        (H, face(FaceCheck::Failed { times: 10 })),
        (
            D,
            Evidence::Family {
                missing: vec![Kinship::Father, Kinship::Mother],
            },
        ),
        (
            I,
            Evidence::Family {
                missing: Vec::new(),
            },
        ),
        (
            P,
            Evidence::Guardian {
                faults: vec![GuardianFault::SeveralFiled, GuardianFault::OtherSigned],
            },
        ),
        (I, Evidence::Guardian { faults: Vec::new() }),
        (
            D,
            Evidence::Nationality {
                suggestion: suggestions().remove(0),
            },
        ),
    ]
}

fn of_order() -> Vec<(Verdict, Evidence)> {
    use Verdict::{Doubt as D, HeldElsewhere as H, InOrder as I, Problem as P};
    let hits = |open, settled| Evidence::Hits { open, settled };
    let photo = |judged, reasons: &[PhotoReason]| Evidence::Photo {
        judged,
        reasons: reasons.to_vec(),
    };
    let fee = |state, held| Evidence::Fee {
        state,
        due: usd(2_300),
        held,
    };
    let filing = |fitting: &[Business]| Evidence::Filing {
        fitting: fitting.to_vec(),
    };
    let both = [Business::TdRenew, Business::PpNew];
    let interview = |open: &[InterviewCause], state| Evidence::Interview {
        open: open.to_vec(),
        state,
    };
    let causes = [InterviewCause::Minor, InterviewCause::FaceCheck];
    let unfit = [PhotoReason::PH01, PhotoReason::PH07, PhotoReason::PH13];
    let doubtful = Evidence::Eligibility {
        grounds: eligible()[..2].to_vec(),
        doubts: doubts()[..3].to_vec(),
    };
    let qualifies = Evidence::Eligibility {
        grounds: eligible()[1..2].to_vec(),
        doubts: Vec::new(),
    };
    let none = Evidence::Eligibility {
        grounds: Vec::new(),
        doubts: doubts()[4..5].to_vec(),
    };
    vec![
        (I, Evidence::District { own: true }),
        (I, Evidence::District { own: false }),
        (I, hits(0, 0)),
        (H, hits(2, 1)),
        (I, photo(true, &[])),
        (H, photo(true, &unfit)),
        (H, photo(true, &[])),
        (H, photo(false, &[])),
        (I, fee(PaymentState::Paid, 2_300)),
        (H, fee(PaymentState::Short, -500)),
        (I, filing(&[])),
        (P, filing(&both)),
        (P, filing(&[])),
        (I, qualifies),
        (D, doubtful),
        (D, none),
        (I, interview(&[], InterviewState::Passed)),
        (H, interview(&causes, InterviewState::ToBook)),
    ]
}

fn of_document() -> Vec<(Verdict, Evidence)> {
    use Verdict::{Doubt as D, HeldElsewhere as H, InOrder as I, Problem as P};
    let expired = |years, missing: &[u8]| Evidence::Expired {
        years,
        missing: missing.iter().copied().map(Slot).collect(),
    };
    let sixteen = |meanwhile| Evidence::Sixteen {
        on: day("2026-11-21"),
        meanwhile,
    };
    let travel = |days: Option<i64>| Evidence::Travel {
        on: days.map(|_| day("2026-12-04")),
        days,
    };
    let slot = at("2026-12-04T09:00:00Z");
    vec![
        (P, expired(2, &[19, 10])),
        (P, expired(1, &[10])),
        (I, expired(0, &[])),
        (D, sixteen(true)),
        (I, sixteen(false)),
        (
            H,
            Evidence::Issuer {
                state: Verification::Sent,
            },
        ),
        (
            H,
            Evidence::LostDocument {
                state: OldDocumentState::Lost,
            },
        ),
        (
            I,
            Evidence::Annotations {
                asked: 3,
                charged: 1,
            },
        ),
        (I, Evidence::PaperPhotos { count: 2 }),
        (I, Evidence::PaperPhotos { count: 0 }),
        (I, Evidence::Visit { short: true }),
        (D, Evidence::Visit { short: false }),
        (I, travel(Some(13))),
        (I, travel(Some(1))),
        (I, travel(Some(0))),
        (D, travel(Some(-3))),
        (D, travel(None)),
        (I, Evidence::Pickup { slot }),
        (D, Evidence::Pickup { slot }),
        (D, Evidence::Pickup { slot: None }),
    ]
}

fn eligible() -> Vec<Ground> {
    let on = day("2026-12-04");
    vec![
        Ground::EarlyForReason {
            reason: RenewalReason::PagesFull,
        },
        Ground::Expiring { on },
        Ground::FirstDocument,
        Ground::Expired { on },
        Ground::Gone,
        Ground::NameToNote,
        Ground::WithoutPermit,
        Ground::CannotWait,
        Ground::ShortVisit,
        Ground::Child,
        Ground::Pensioner,
    ]
}

fn doubts() -> Vec<Doubt> {
    vec![
        Doubt::StillValid {
            until: day("2031-03-05"),
        },
        Doubt::ForeignNationality,
        Doubt::OtherKind {
            kind: PaperKind::HongKongMacaoPermit,
        },
        Doubt::ValidityUnknown,
        Doubt::NoOldDocument,
        Doubt::HoldsPassport,
        Doubt::NotGone,
        Doubt::IsGone,
        Doubt::NothingToNote,
        Doubt::NoUrgency,
        Doubt::LivesHere,
        Doubt::OfficialPassport,
    ]
}

fn basis(all: &[(Article, Fact)]) -> std::collections::BTreeSet<Basis> {
    all.iter()
        .map(|(article, fact)| Basis {
            article: *article,
            fact: *fact,
        })
        .collect()
}

fn suggestions() -> Vec<Suggestion> {
    vec![
        Suggestion::TravelDocument {
            grounds: basis(&[
                (Article::Art3, Fact::ForeignNationality),
                (Article::Art5, Fact::ChineseParent),
                (Article::Art5, Fact::ParentNotSettled),
                (Article::Art5, Fact::JusSoli),
            ]),
        },
        Suggestion::Passport {
            grounds: basis(&[
                (Article::Art4, Fact::BornInChina),
                (Article::Art3, Fact::NoForeignNationality),
            ]),
        },
        Suggestion::Passport {
            grounds: basis(&[]),
        },
        Suggestion::NotChinese {
            grounds: basis(&[(Article::Art9, Fact::NaturalisedSettled)]),
        },
        Suggestion::Ask {
            missing: Missing::iter().collect(),
        },
    ]
}

/// Two orders of hardly one person: every field differs, one of them on one side only.
fn matches() -> Vec<Match> {
    let values = |field| match field {
        SideField::Post => ["BRU", "SFO"],
        SideField::Business => ["PP_RENEW", "TD_NEW"],
        SideField::Sex => ["F", "M"],
        SideField::Born => ["1993-11-30", "1993-11-03"],
        SideField::NameZh => ["𬭎㛃", "阿卜杜拉·买买提"],
        SideField::Photo => ["5e88…", "a3b1…"],
        _ => ["甲\u{202E}", "乙"],
    };
    let differs = SideField::iter().map(|field| Differing {
        field,
        this: (field != SideField::IdNumber).then(|| values(field)[0].to_owned()),
        other: Some(values(field)[1].to_owned()),
    });
    vec![
        Match {
            level: HitLevel::B,
            grounds: Alike::iter().collect(),
            differs: differs.collect(),
        },
        Match {
            level: HitLevel::A,
            grounds: [Alike::IdNumber].into(),
            differs: Vec::new(),
        },
    ]
}

fn departures() -> Vec<Departure> {
    let measure = |of, found, least, most| Departure::Measure {
        of,
        found,
        least,
        most,
    };
    vec![
        Departure::Format,
        Departure::TooLarge {
            most: 5 * 1024 * 1024,
        },
        Departure::TooFewPixels {
            width: 354,
            height: 472,
        },
        Departure::Proportions,
        Departure::NoSingleHead,
        Departure::CutOff,
        Departure::Tilted {
            found: 123,
            most: 50,
        },
        measure(Measure::HeadWidth, 300, 230, 283),
        measure(Measure::BetweenEyes, 345, 230, 330),
    ]
}

fn pensions() -> Vec<PaperRefusal> {
    vec![
        PaperRefusal::RoleNeeded {
            roles: vec![Role::Counter, Role::MailClerk, Role::Supervisor],
        },
        PaperRefusal::OtherPost,
        PaperRefusal::NotFilledIn,
        PaperRefusal::NotSeen,
        PaperRefusal::AlreadyThisYear { year: 2026 },
        PaperRefusal::AnswerAwaited {
            until: Some(day("2026-12-04")),
        },
        PaperRefusal::AnswerAwaited { until: None },
        PaperRefusal::WrongCause,
    ]
}

fn queries() -> Vec<QueryFault> {
    vec![
        QueryFault::Empty {
            field: QueryField::Authority,
        },
        QueryFault::WrongCharacter {
            field: QueryField::Number,
            position: 3,
        },
        QueryFault::WrongLength {
            field: QueryField::Sticker,
            found: 3,
        },
        QueryFault::NoName {
            field: QueryField::Authority,
        },
    ]
}

pub(super) fn all() -> Vec<Shown> {
    let code = Some("code");
    let faces = vec![
        FaceCheck::NotDone,
        FaceCheck::Passed,
        FaceCheck::GuardianPassed,
        FaceCheck::Failed { times: 1 },
        FaceCheck::Skipped,
    ];
    let erased = vec![
        Erased::RejectedImages,
        Erased::CancelledImages,
        Erased::InterviewScreenshots,
        Erased::CardForm {
            payment: PaymentId::new("p-1"),
        },
    ];
    let answers = vec![
        Answer::Genuine {
            signed: day("2021-05-25"),
        },
        Answer::NotFound,
    ];
    let mut all = evidence();
    all.extend(every("face_check", Some("result"), faces, |v| {
        Said::Face(*v)
    }));
    all.extend(every("eligible", code, eligible(), |v| Said::Eligible(*v)));
    all.extend(every("doubt", code, doubts(), |v| Said::Doubt(*v)));
    all.extend(every(
        "suggestion",
        Some("suggestion"),
        suggestions(),
        Said::Suggestion,
    ));
    all.push(Shown {
        group: "nationality_ground",
        code: "ground".into(),
        said: Said::NationalityGround(Basis {
            article: Article::Art3,
            fact: Fact::ForeignParent,
        }),
    });
    all.extend(matches().into_iter().map(|found| Shown {
        group: "duplicate",
        code: "match".into(),
        said: Said::Duplicate(Box::leak(Box::new(found))),
    }));
    all.extend(every("departure", code, departures(), |v| {
        Said::Departure(*v)
    }));
    all.extend(every("erased", Some("what"), erased, Said::Erased));
    all.extend(every("pension_paper", code, pensions(), Said::Pension));
    all.extend(every("sticker_query", code, queries(), |v| Said::Query(*v)));
    all.extend(every(
        "sticker_answer",
        Some("answer"),
        answers,
        Said::Sticker,
    ));
    all
}

/// Evidence bears its code inside the finding.
fn evidence() -> Vec<Shown> {
    let plain = findings().into_iter().map(|found| found.evidence).collect();
    let named: Vec<Shown> = every("evidence", Some("code"), plain, |_: &Evidence| {
        Said::Query(QueryFault::Empty {
            field: QueryField::Number,
        })
    });
    let found = findings().into_iter().zip(named);
    found
        .map(|(found, shown)| Shown {
            said: Said::Finding(Box::leak(Box::new(found))),
            ..shown
        })
        .collect()
}

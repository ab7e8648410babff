//! Realistic messages: every notice, in every wording it has, as it would be sent.

mod papers;

use crate::posts::post;
use lingshi_rules::business::Business;
use lingshi_rules::life::{Notice, Status};
use lingshi_rules::order::interview::{InterviewCause, SlotTime};
use lingshi_rules::order::originals::{Original, ReturnCause};
use lingshi_rules::order::reasons::{PhotoReason, Pick, Refusing, RejectReason, SupplementReason};
use lingshi_rules::post::PostPolicy;
use lingshi_rules::post::policy::PickupMode;
use lingshi_rules::values::instant::Day;
use lingshi_rules::values::papers::PaperKind;
use lingshi_rules::values::{Currency, Instant, Money, OrderNo};
use lingshi_rules::walk::station;
use lingshi_words::{
    Addressee, Further, Language, Rendered, preview_supplement, render_further, render_notice,
};
use std::collections::{BTreeMap, BTreeSet};

/// What a case renders.
pub(crate) enum Said {
    Notice(Notice),
    Further(Further),
    Preview(Vec<Pick>, Option<String>, u16),
}

/// One message to one applicant of one post.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) said: Said,
    pub(crate) to: Addressee,
    pub(crate) policy: &'static PostPolicy,
}

impl Case {
    pub(crate) fn render(&self, language: Language) -> Rendered {
        let (to, policy) = (&self.to, self.policy);
        let rendered = match &self.said {
            Said::Notice(notice) => render_notice(language, notice, to, policy),
            Said::Further(further) => render_further(language, further, to, policy),
            Said::Preview(picks, words, days) => {
                preview_supplement(language, picks, words.as_deref(), *days, to, policy)
            }
        };
        rendered.unwrap_or_else(|fault| panic!("{}: {fault}", self.name))
    }
}

/// Somebody with an order at a post.
pub(crate) fn addressee(code: &str, business: Business) -> Addressee {
    let policy = post(code);
    let status = match business {
        Business::Pension => Status::PensionProcessing,
        _ => Status::FirstReview,
    };
    let walk = station(policy, business, status).unwrap();
    let mut to = Addressee::of(&walk.order, policy, walk.now);
    let tail = match business {
        Business::PpRenew => "A3UHHT10085224",
        Business::TdNew => "A3BNDN10085236",
        Business::TdEmerg => "03SDXN10085150",
        Business::Pension => "20TTKA10085237",
        _ => "A3FAPT10085235",
    };
    let prefix = to.no.post_prefix().to_owned();
    to.no = OrderNo::parse(&format!("{prefix}{tail}")).unwrap().value;
    to.name = "张海青".into();
    to
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

pub(crate) fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::parse("USD").unwrap())
}

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::parse("EUR").unwrap())
}

pub(crate) fn pick(reason: SupplementReason, words: &[(&str, &str)]) -> Pick {
    Pick {
        reason,
        photo: Vec::new(),
        words: given(words),
    }
}

pub(crate) fn photo(reasons: &[PhotoReason]) -> Pick {
    Pick {
        photo: reasons.to_vec(),
        ..pick(SupplementReason::S01, &[])
    }
}

pub(crate) fn refuse(reason: RejectReason, words: &[(&str, &str)]) -> Notice {
    Notice::N05 {
        refusing: Refusing {
            reason,
            words: given(words),
        },
    }
}

fn given(words: &[(&str, &str)]) -> BTreeMap<String, String> {
    let pairs = words
        .iter()
        .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()));
    pairs.collect()
}

fn case(name: &str, code: &str, business: Business, said: Said) -> Case {
    Case {
        name: format!("{name} · {code} · {}", business.code()),
        said,
        to: addressee(code, business),
        policy: post(code),
    }
}

fn notice(name: &str, code: &str, business: Business, notice: Notice) -> Case {
    case(name, code, business, Said::Notice(notice))
}

fn renewal(name: &str, code: &str, said: Notice) -> Case {
    notice(name, code, Business::PpRenew, said)
}

fn changed(case: Case, change: impl FnOnce(&mut Addressee)) -> Case {
    let mut case = case;
    change(&mut case.to);
    case
}

pub(crate) fn asked(picks: Vec<Pick>, words: Option<&str>) -> Notice {
    Notice::N03 {
        picks,
        words: words.map(str::to_owned),
        due: day("2026-12-21"),
    }
}

/// What the envelope of this order would hold.
fn envelope(all: &[Original]) -> BTreeSet<Original> {
    all.iter().copied().collect()
}

fn slot() -> SlotTime {
    SlotTime {
        start: at("2026-12-04T14:00:00Z"),
        end: at("2026-12-04T15:00:00Z"),
    }
}

/// Every message of the gallery, in the order of the catalogue.
pub(crate) fn all() -> Vec<Case> {
    let mut all = beginnings();
    all.extend(supplements());
    all.extend(interviews());
    all.extend(papers::mailings());
    all.extend(papers::approvals());
    all.extend(papers::makings());
    all.extend(papers::endings());
    all.extend(papers::exceptions());
    all
}

fn beginnings() -> Vec<Case> {
    vec![
        renewal("N01", "BRU", Notice::N01 { wait_days: 5 }),
        renewal("N01 one day", "LAD", Notice::N01 { wait_days: 1 }),
        renewal("N02", "BRU", Notice::N02),
        renewal("N04", "BRU", Notice::N04),
        renewal("N04b", "BRU", Notice::N04b),
        changed(
            renewal(
                "N10 nothing more",
                "BRU",
                Notice::N10 {
                    send: BTreeSet::new(),
                },
            ),
            |to| to.pickup = PickupMode::InPerson,
        ),
        renewal(
            "N10 later",
            "NYC",
            Notice::N10 {
                send: BTreeSet::new(),
            },
        ),
        notice("N18", "BRU", Business::Pension, Notice::N18),
    ]
}

fn supplements() -> Vec<Case> {
    use PhotoReason as PH;
    use SupplementReason as S;
    let three = || {
        vec![
            photo(&[PH::PH07, PH::PH02, PH::PH04]),
            pick(S::S02, &[]),
            pick(
                S::S29,
                &[
                    ("field", "出生日期"),
                    ("stated", "1993-11-03"),
                    ("shown", "1993-11-30"),
                ],
            ),
        ]
    };
    let words = "第二页右下角的印章请拍清楚。\n如原件在国内，可以请家人扫描后发给您。";
    vec![
        renewal(
            "N03 one photo reason",
            "BRU",
            asked(vec![photo(&[PH::PH01])], None),
        ),
        renewal(
            "N03 three photo reasons",
            "BRU",
            asked(vec![photo(&[PH::PH07, PH::PH02, PH::PH04])], None),
        ),
        renewal("N03 three reasons", "BRU", asked(three(), None)),
        renewal(
            "N03 with the officer's words",
            "NYC",
            asked(three(), Some(words)),
        ),
        case(
            "N03 preview off line",
            "BRU",
            Business::PpRenew,
            Said::Preview(three(), None, 30),
        ),
        case(
            "N03 preview, one day",
            "LAD",
            Business::PpRenew,
            Said::Preview(vec![pick(S::S03, &[])], None, 1),
        ),
    ]
}

fn interviews() -> Vec<Case> {
    let minor = |case: Case| {
        changed(case, |to| {
            to.minor = true;
            to.causes = [InterviewCause::Minor].into();
        })
    };
    let reissue = |name, said| notice(name, "BRU", Business::PpReissue, said);
    let first = |name, said| minor(notice(name, "NYC", Business::TdNew, said));
    vec![
        changed(
            reissue(
                "N06",
                Notice::N06 {
                    with_guardian: false,
                },
            ),
            |to| {
                to.causes = [InterviewCause::Reissue, InterviewCause::FaceCheck].into();
            },
        ),
        first(
            "N06 minor",
            Notice::N06 {
                with_guardian: true,
            },
        ),
        reissue("N07", Notice::N07 { slot: slot() }),
        first("N07 minor", Notice::N07 { slot: slot() }),
        reissue(
            "N07r",
            Notice::N07r {
                slot: slot(),
                minutes: 1_440,
            },
        ),
        first(
            "N07r soon, minor",
            Notice::N07r {
                slot: slot(),
                minutes: 30,
            },
        ),
        reissue("N08", Notice::N08 { strikes: 2 }),
        reissue(
            "N09",
            Notice::N09 {
                strikes: 1,
                counted: true,
            },
        ),
        reissue(
            "N09 the post's fault",
            Notice::N09 {
                strikes: 0,
                counted: false,
            },
        ),
        reissue("N17", Notice::N17 { fingerprints: true }),
        first(
            "N17 minor",
            Notice::N17 {
                fingerprints: false,
            },
        ),
    ]
}

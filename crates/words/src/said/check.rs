//! Checks: what they rest on, who qualifies, what a birth suggests, and who may be one person.

use super::{Said, Words, n, none, tell};
use crate::voice::{Voice, one_line};
use crate::{Fill, WordsFault};
use lingshi_rules::checks::{Evidence, Finding};
use lingshi_rules::duplicates::{Differing, Match, SideField};
use lingshi_rules::eligibility::{Doubt, Ground};
use lingshi_rules::nationality::{Ground as NationalityGround, Suggestion};
use lingshi_rules::order::files::Slot;
use lingshi_rules::order::form::FaceCheck;
use lingshi_rules::order::payment::PaymentState;
use lingshi_rules::order::reasons::PhotoReason;
use lingshi_rules::values::instant::Day;
use lingshi_rules::values::{Money, Sex};
use std::collections::BTreeSet;

type Filled = Result<Fill, WordsFault>;

pub(super) fn finding(voice: Voice<'_>, found: &Finding) -> Words {
    let (code, fill) = match &found.evidence {
        Evidence::District { own } => ("district", none().with_flag("own", *own)),
        Evidence::Hits { open, settled } => ("hits", hits(*open, *settled)),
        Evidence::Name { findings } => {
            let all = findings.iter().map(|f| Said::Name(&f.remark));
            ("name", none().with("findings", voice.sentences(all)?))
        }
        Evidence::NoIdNumber => ("no_id_number", none()),
        Evidence::IdFault { fault } => return tell(voice, Said::IdFault(*fault)),
        Evidence::IdAgainstForm { contradictions } => {
            let all = contradictions.iter().copied().map(Said::IdContradiction);
            let fill = none().with("contradictions", voice.sentences(all)?);
            ("id_against_form", fill)
        }
        Evidence::Statement { faults } => {
            let all = faults.iter().map(Into::into);
            let all = voice.term_clauses("statement_fault", all)?;
            ("statement", none().with("faults", all))
        }
        Evidence::Photo { judged, reasons } => ("photo", photo(voice, *judged, reasons)?),
        Evidence::Face { result } => return face(voice, *result),
        Evidence::Family { missing } => {
            let missing = voice.terms("kinship", missing.iter().map(Into::into))?;
            ("family", none().with("missing", missing))
        }
        Evidence::Fee { state, due, held } => ("fee", fee(voice, *state, *due, *held)?),
        Evidence::Filing { fitting } => {
            let fitting = voice.terms_or("business", fitting.iter().map(|b| b.code()))?;
            ("filing", none().with("fitting", fitting))
        }
        Evidence::Eligibility { grounds, doubts } => {
            ("eligibility", eligibility(voice, grounds, doubts)?)
        }
        Evidence::Interview { open, state } => {
            let open = voice.term_clauses("interview_cause", open.iter().map(Into::into))?;
            let state = voice.term("interview_state", state.into())?;
            ("interview", none().with("open", open).with("state", state))
        }
        Evidence::Expired { years, missing } => ("expired", expired(voice, *years, missing)?),
        Evidence::Sixteen { on, meanwhile } => {
            let fill = none().with("on", voice.date(*on)?);
            ("sixteen", fill.with_flag("meanwhile", *meanwhile))
        }
        Evidence::Issuer { state } => {
            let state = voice.term("verification", state.into())?;
            ("issuer", none().with("state", state))
        }
        Evidence::LostDocument { state } => {
            let state = voice.term("old_document_state", state.into())?;
            ("lost_document", none().with("state", state))
        }
        Evidence::Annotations { asked, charged } => {
            let fill = none().with("asked", n(asked)).with("charged", n(charged));
            ("annotations", fill)
        }
        Evidence::PaperPhotos { count } => {
            let count = (*count > 0).then(|| n(count));
            ("paper_photos", none().with_known("count", count))
        }
        Evidence::Visit { short } => ("visit", none().with_flag("short", *short)),
        Evidence::Travel { on, days } => ("travel", travel(voice, *on, *days)?),
        Evidence::Pickup { slot } => {
            let slot = slot.map(|at| voice.stamp(at)).transpose()?;
            ("pickup", none().with_known("slot", slot))
        }
        Evidence::Nationality { suggestion } => return self::suggestion(voice, suggestion),
        Evidence::Guardian { faults } => {
            let all = faults.iter().map(Into::into);
            let all = voice.term_clauses("guardian_fault", all)?;
            ("guardian", none().with("faults", all))
        }
    };
    let verdict: &str = found.verdict.into();
    voice.said("evidence", code, &fill.with("verdict", verdict))
}

fn hits(open: u32, settled: u32) -> Fill {
    none()
        .with_flag("any", open + settled > 0)
        .with("open", n(open))
        .with("settled", n(settled))
}

fn photo(voice: Voice<'_>, judged: bool, reasons: &[PhotoReason]) -> Filled {
    let labels: Vec<String> = reasons
        .iter()
        .map(|reason| {
            let words = voice.words.photo.get(reason.code());
            let words = words.ok_or_else(|| voice.missing(reason.code()))?;
            Ok(words.label.clone())
        })
        .collect::<Result<_, WordsFault>>()?;
    Ok(none()
        .with_flag("judged", judged)
        .with("reasons", labels.join(&voice.plain("clause_comma")?)))
}

fn fee(voice: Voice<'_>, state: PaymentState, due: Money, held: i64) -> Filled {
    Ok(none()
        .with("state", voice.term("payment_state", state.into())?)
        .with("due", voice.money(due)?)
        .with("held", voice.money(Money::new(held, due.currency))?))
}

fn eligibility(voice: Voice<'_>, grounds: &[Ground], doubts: &[Doubt]) -> Filled {
    let grounds = voice.clauses(grounds.iter().copied().map(Said::Eligible))?;
    let doubts = voice.clauses(doubts.iter().copied().map(Said::Doubt))?;
    Ok(none().with("grounds", grounds).with("doubts", doubts))
}

fn expired(voice: Voice<'_>, years: u32, missing: &[Slot]) -> Filled {
    let slots: Vec<String> = missing.iter().map(|slot| n(slot.0)).collect();
    let missing = voice.term_clauses("slot", slots.iter().map(String::as_str))?;
    Ok(none()
        .with_known("years", (years > 0).then(|| n(years)))
        .with("missing", missing))
}

fn travel(voice: Voice<'_>, on: Option<Day>, days: Option<i64>) -> Filled {
    let when = match days {
        None => "",
        Some(0) => "today",
        Some(..0) => "past",
        Some(_) => "ahead",
    };
    Ok(none()
        .with_known("on", on.map(|on| voice.date(on)).transpose()?)
        .with("when", when)
        .with("days", n(days.unwrap_or_default().unsigned_abs())))
}

pub(super) fn face(voice: Voice<'_>, result: FaceCheck) -> Words {
    let (code, fill) = match result {
        FaceCheck::NotDone => ("not_done", none()),
        FaceCheck::Passed => ("passed", none()),
        FaceCheck::GuardianPassed => ("guardian_passed", none()),
        FaceCheck::Failed { times } => ("failed", none().with("times", n(times))),
        FaceCheck::Skipped => ("skipped", none()),
    };
    voice.said("face_check", code, &fill)
}

pub(super) fn eligible(voice: Voice<'_>, ground: Ground) -> Words {
    let (code, fill) = match ground {
        Ground::FirstDocument => ("first_document", none()),
        Ground::Expired { on } => ("expired", none().with("on", voice.date(on)?)),
        Ground::Expiring { on } => ("expiring", none().with("on", voice.date(on)?)),
        Ground::EarlyForReason { reason } => {
            let reason = voice.term("renewal_reason", reason.into())?;
            ("early_for_reason", none().with("reason", reason))
        }
        Ground::Gone => ("gone", none()),
        Ground::NameToNote => ("name_to_note", none()),
        Ground::WithoutPermit => ("without_permit", none()),
        Ground::CannotWait => ("cannot_wait", none()),
        Ground::ShortVisit => ("short_visit", none()),
        Ground::Child => ("child", none()),
        Ground::Pensioner => ("pensioner", none()),
    };
    voice.said("eligible", code, &fill)
}

pub(super) fn doubt(voice: Voice<'_>, doubt: Doubt) -> Words {
    let (code, fill) = match doubt {
        Doubt::StillValid { until } => ("still_valid", none().with("until", voice.date(until)?)),
        Doubt::ValidityUnknown => ("validity_unknown", none()),
        Doubt::NoOldDocument => ("no_old_document", none()),
        Doubt::OtherKind { kind } => {
            let kind = voice.term("paper_kind", kind.into())?;
            ("other_kind", none().with("kind", kind))
        }
        Doubt::HoldsPassport => ("holds_passport", none()),
        Doubt::NotGone => ("not_gone", none()),
        Doubt::IsGone => ("is_gone", none()),
        Doubt::NothingToNote => ("nothing_to_note", none()),
        Doubt::NoUrgency => ("no_urgency", none()),
        Doubt::LivesHere => ("lives_here", none()),
        Doubt::OfficialPassport => ("official_passport", none()),
        Doubt::ForeignNationality => ("foreign_nationality", none()),
    };
    voice.said("doubt", code, &fill)
}

pub(super) fn suggestion(voice: Voice<'_>, suggestion: &Suggestion) -> Words {
    let on = |grounds: &BTreeSet<NationalityGround>| -> Filled {
        let all = grounds.iter().copied().map(Said::NationalityGround);
        Ok(none().with("grounds", voice.clauses(all)?))
    };
    let (code, fill) = match suggestion {
        Suggestion::Passport { grounds } => ("passport", on(grounds)?),
        Suggestion::TravelDocument { grounds } => ("travel_document", on(grounds)?),
        Suggestion::NotChinese { grounds } => ("not_chinese", on(grounds)?),
        Suggestion::Ask { missing } => {
            let missing = missing.iter().map(Into::into);
            let missing = voice.term_clauses("nationality_missing", missing)?;
            ("ask", none().with("missing", missing))
        }
    };
    voice.said("suggestion", code, &fill)
}

pub(super) fn nationality_ground(voice: Voice<'_>, ground: NationalityGround) -> Words {
    let fill = none()
        .with("article", voice.term("article", ground.article.into())?)
        .with("fact", voice.term("nationality_fact", ground.fact.into())?);
    voice.said("nationality_ground", "ground", &fill)
}

pub(super) fn duplicate(voice: Voice<'_>, found: &Match) -> Words {
    let differs: Vec<String> = found
        .differs
        .iter()
        .map(|pair| differing(voice, pair))
        .collect::<Result<_, _>>()?;
    let grounds = found.grounds.iter().map(Into::into);
    let fill = none()
        .with("level", voice.term("hit_level", found.level.into())?)
        .with("grounds", voice.term_clauses("duplicate_ground", grounds)?)
        .with("differs", differs.join(&voice.plain("clause_comma")?));
    voice.said("duplicate", "match", &fill)
}

/// A field with both values; codes among them are read as words, a picture is only said to differ.
fn differing(voice: Voice<'_>, pair: &Differing) -> Words {
    let field: &str = pair.field.into();
    let fill = none()
        .with("field", voice.term("side_field", field)?)
        .with_known("this", side(voice, pair.field, pair.this.as_deref())?)
        .with_known("other", side(voice, pair.field, pair.other.as_deref())?)
        .with_flag("picture", pair.field == SideField::Photo);
    voice.said("duplicate", "differing", &fill)
}

fn side(
    voice: Voice<'_>,
    field: SideField,
    value: Option<&str>,
) -> Result<Option<String>, WordsFault> {
    let Some(value) = value else { return Ok(None) };
    let read = match field {
        SideField::Business => voice.term("business", value)?,
        SideField::Sex => match Sex::parse(value) {
            Some(sex) => voice.term("sex", sex.into())?,
            None => one_line(value),
        },
        SideField::Post => voice.post(value),
        SideField::Born => match value.parse::<Day>() {
            Ok(day) => voice.date(day)?,
            Err(_) => one_line(value),
        },
        SideField::NameZh
        | SideField::NameLatin
        | SideField::Birthplace
        | SideField::IdNumber
        | SideField::OldDocument
        | SideField::Issued
        | SideField::Phone
        | SideField::AddressAbroad
        | SideField::Father
        | SideField::Mother
        | SideField::Photo => one_line(value),
    };
    Ok((!read.is_empty()).then_some(read))
}

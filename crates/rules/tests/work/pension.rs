//! §2.6 养老金资格认证: once a year, decided elsewhere, on paper where the APP fails.

use crate::{at, day, posts};
use lingshi_rules::business::Business;
use lingshi_rules::life::{Action, Refusal, Status, allowed_actions};
use lingshi_rules::pension::{
    PaperBrought, PaperCause, PaperForm, PaperRefusal, PaperWay, PensionWork, answer_expected,
    filed_this_year, take_paper, uses_year, year_of,
};
use lingshi_rules::people::{Actor, Role};
use lingshi_rules::walk::{self, Walk};
use strum::IntoEnumIterator;

fn processing(post: &str) -> Walk<'static> {
    walk::station(
        posts::post(post),
        Business::Pension,
        Status::PensionProcessing,
    )
    .unwrap()
}

fn answered(ok: bool) -> Walk<'static> {
    let mut walk = processing("NYC");
    walk.give(&Actor::PensionAuthority, Action::AnswerPension { ok })
        .unwrap();
    walk
}

#[test]
fn the_year_is_that_of_the_posts_own_calendar() {
    let eve = at("2027-01-01T03:00:00Z");
    assert_eq!(year_of(eve, posts::post("NYC")), 2026);
    assert_eq!(year_of(eve, posts::post("BRU")), 2027);
}

#[test]
fn one_entitlement_a_calendar_year_is_filed() {
    let mut walk = walk::station(posts::post("NYC"), Business::Pension, Status::Draft).unwrap();
    walk.facts.pensions = vec![at("2026-01-01T05:00:00Z")];
    let refusal = walk.by_applicant(Action::Submit).map(drop).unwrap_err();
    assert_eq!(refusal, Refusal::PensionThisYear { year: 2026 });
    walk.facts.pensions = vec![at("2026-01-01T04:59:59Z")];
    walk.by_applicant(Action::Submit).unwrap();
    assert_eq!(walk.order.status, Status::PensionProcessing);
}

#[test]
fn another_business_has_nothing_to_do_with_the_pension_of_the_year() {
    let mut walk = walk::station(posts::post("NYC"), Business::PpRenew, Status::Draft).unwrap();
    walk.facts.pensions = vec![walk.now];
    walk.by_applicant(Action::Submit).unwrap();
    assert_eq!(walk.order.status, Status::PendingPayment);
}

#[test]
fn a_refused_entitlement_does_not_use_up_the_year() {
    let used = |walk: &Walk<'_>| uses_year(&walk.order);
    let processing = processing("NYC");
    assert_eq!(used(&processing), processing.order.submitted_at);
    assert!(used(&answered(true)).is_some());
    assert_eq!(used(&answered(false)), None);
    let renewal = walk::station(posts::post("NYC"), Business::PpRenew, Status::Done).unwrap();
    assert_eq!(used(&renewal), None);
    let policy = posts::post("NYC");
    let last_year = [at("2025-12-31T20:00:00Z")];
    assert!(!filed_this_year(
        &last_year,
        at("2026-03-01T12:00:00Z"),
        policy
    ));
}

#[test]
fn no_officer_moves_a_pension_order_and_everybody_may_read_it() {
    let walk = processing("NYC");
    for role in Role::iter() {
        let officer = walk::officer(walk.policy, role);
        for (kind, answer) in allowed_actions(&walk.order, &walk.context(&officer)) {
            assert!(answer.is_err(), "{role:?} {kind:?}");
        }
    }
}

#[test]
fn the_post_reads_and_takes_paper_and_decides_nothing() {
    let posts: Vec<PensionWork> = PensionWork::iter().filter(|w| w.is_the_posts()).collect();
    assert_eq!(
        posts,
        [
            PensionWork::ReadStatus,
            PensionWork::TakePaperForm,
            PensionWork::SignPaperForm
        ]
    );
}

fn brought(cause: PaperCause) -> PaperBrought {
    PaperBrought {
        name: "李明".into(),
        document: "11010519900307283X".into(),
        cause,
        way: PaperWay::Counter,
        seen_alive: true,
    }
}

fn counter() -> Actor {
    walk::officer(posts::post("NYC"), Role::Counter)
}

/// On a day of March 2026; the order was filed on Monday the second.
fn taken(
    brought: &PaperBrought,
    order: Option<&Walk<'_>>,
    earlier: &[PaperForm],
    of_march: u32,
) -> Result<PaperForm, PaperRefusal> {
    let policy = posts::post("NYC");
    let now = policy.day_start(day(2026, 3, of_march)).plus_hours(10);
    let order = order.map(|walk| &walk.order);
    take_paper(brought, order, earlier, &counter(), policy, now)
}

#[test]
fn who_could_not_file_brings_the_paper_form_once_a_year() {
    let form = taken(&brought(PaperCause::CouldNotFile), None, &[], 5).unwrap();
    assert_eq!((form.year, form.way), (2026, PaperWay::Counter));
    let again = taken(
        &brought(PaperCause::CouldNotFile),
        None,
        std::slice::from_ref(&form),
        9,
    );
    assert_eq!(again, Err(PaperRefusal::AlreadyThisYear { year: 2026 }));
    let of_last_year = PaperForm { year: 2025, ..form };
    assert!(taken(&brought(PaperCause::CouldNotFile), None, &[of_last_year], 9).is_ok());
}

#[test]
fn the_answer_of_the_authority_is_awaited_ten_working_days() {
    let walk = processing("NYC");
    let until = answer_expected(walk.order.submitted_at.unwrap(), walk.policy);
    assert_eq!(until, Some(day(2026, 3, 16)));
    let early = taken(&brought(PaperCause::NoAnswer), Some(&walk), &[], 16);
    assert_eq!(early, Err(PaperRefusal::AnswerAwaited { until }));
    assert!(taken(&brought(PaperCause::NoAnswer), Some(&walk), &[], 17).is_ok());
}

#[test]
fn the_cause_is_what_the_order_in_the_app_shows() {
    let (ok, failed, open) = (answered(true), answered(false), processing("NYC"));
    assert!(taken(&brought(PaperCause::Refused), Some(&failed), &[], 20).is_ok());
    let wrong = [
        (PaperCause::Refused, Some(&open)),
        (PaperCause::Refused, Some(&ok)),
        (PaperCause::Refused, None),
        (PaperCause::NoAnswer, Some(&failed)),
        (PaperCause::NoAnswer, None),
        (PaperCause::CouldNotFile, Some(&open)),
    ];
    for (cause, order) in wrong {
        let answer = taken(&brought(cause), order, &[], 30);
        assert_eq!(answer, Err(PaperRefusal::WrongCause), "{cause:?}");
    }
}

#[test]
fn a_form_is_filled_in_and_the_person_was_seen() {
    let mut form = brought(PaperCause::CouldNotFile);
    form.name = "  ".into();
    assert_eq!(taken(&form, None, &[], 5), Err(PaperRefusal::NotFilledIn));
    let mut form = brought(PaperCause::CouldNotFile);
    form.seen_alive = false;
    assert_eq!(taken(&form, None, &[], 5), Err(PaperRefusal::NotSeen));
}

#[test]
fn the_counter_of_the_own_post_takes_the_form() {
    let policy = posts::post("NYC");
    let now = policy.day_start(day(2026, 3, 5));
    let form = brought(PaperCause::CouldNotFile);
    let by = |actor: &Actor| take_paper(&form, None, &[], actor, policy, now);
    let maker = walk::officer(policy, Role::Maker);
    assert!(matches!(by(&maker), Err(PaperRefusal::RoleNeeded { .. })));
    assert!(matches!(
        by(&Actor::System),
        Err(PaperRefusal::RoleNeeded { .. })
    ));
    let stranger = walk::officer(posts::post("SFO"), Role::Counter);
    assert_eq!(by(&stranger), Err(PaperRefusal::OtherPost));
}

#[test]
fn a_log_line_shows_nothing_of_the_pensioner() {
    let form = taken(&brought(PaperCause::CouldNotFile), None, &[], 5).unwrap();
    let lines = format!("{form:?} {:?}", brought(PaperCause::CouldNotFile));
    assert!(
        !lines.contains("李明") && !lines.contains("1101"),
        "{lines}"
    );
}

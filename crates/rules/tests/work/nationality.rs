//! §2.5 The nationality suggestion for a minor's first document.

use crate::{day, kept, posts};
use lingshi_rules::business::Business;
use lingshi_rules::nationality::{
    Article, BirthCountry, ChildForeign, Fact, Ground, Missing, NationalityFacts, Parent,
    ParentNationality, Suggestion, suggest, suggest_for,
};
use lingshi_rules::order::form::{Form, Kinship, Relative, Residence};
use lingshi_rules::post::policy::PickupMode;
use lingshi_rules::walk::sample_form;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use strum::IntoEnumIterator;

const CHINESE: Option<ParentNationality> = Some(ParentNationality::Chinese);
const FOREIGN: Option<ParentNationality> = Some(ParentNationality::Foreign);

fn parent(nationality: Option<ParentNationality>, residence: Option<Residence>) -> Parent {
    Parent {
        nationality,
        residence,
    }
}

fn chinese_on(residence: Residence) -> Parent {
    parent(CHINESE, Some(residence))
}

fn foreigner() -> Parent {
    parent(FOREIGN, Some(Residence::Citizen))
}

fn birth(parents: [Parent; 2], country: BirthCountry, child: ChildForeign) -> NationalityFacts {
    NationalityFacts {
        parents,
        country: Some(country),
        child: Some(child),
        child_settled: Some(false),
    }
}

fn grounds(given: &[(Article, Fact)]) -> BTreeSet<Ground> {
    let ground = |(article, fact): &(Article, Fact)| Ground {
        article: *article,
        fact: *fact,
    };
    given.iter().map(ground).collect()
}

fn asks(missing: &[Missing]) -> Suggestion {
    Suggestion::Ask {
        missing: missing.iter().copied().collect(),
    }
}

#[test]
fn two_chinese_parents_on_visas_suggest_a_passport_where_the_soil_gives_nothing() {
    let parents = [chinese_on(Residence::Visa), chinese_on(Residence::None)];
    let facts = birth(parents, BirthCountry::Elsewhere, ChildForeign::None);
    assert_eq!(
        suggest(&facts),
        Suggestion::Passport {
            grounds: grounds(&[
                (Article::Art5, Fact::ChineseParent),
                (Article::Art3, Fact::NoForeignNationality),
            ])
        }
    );
}

#[test]
fn a_birth_under_jus_soli_to_parents_on_visas_is_a_conflict_of_nationality() {
    let parents = [chinese_on(Residence::Visa), chinese_on(Residence::Visa)];
    for stated in ChildForeign::iter().filter(|c| *c != ChildForeign::Later) {
        let facts = birth(parents, BirthCountry::JusSoli, stated);
        assert_eq!(
            suggest(&facts),
            Suggestion::TravelDocument {
                grounds: grounds(&[
                    (Article::Art5, Fact::ChineseParent),
                    (Article::Art5, Fact::ParentNotSettled),
                    (Article::Art3, Fact::ForeignNationality),
                    (Article::Art5, Fact::JusSoli),
                ])
            }
        );
    }
}

#[test]
fn one_foreign_parent_and_a_chinese_one_not_settled_suggest_a_travel_document() {
    let parents = [foreigner(), chinese_on(Residence::Visa)];
    for child in [ChildForeign::None, ChildForeign::FromBirth] {
        let facts = birth(parents, BirthCountry::Elsewhere, child);
        assert!(matches!(suggest(&facts), Suggestion::TravelDocument { .. }));
    }
}

#[test]
fn a_settled_chinese_parent_and_a_foreign_nationality_from_birth_are_not_chinese() {
    let parents = [chinese_on(Residence::Permanent), foreigner()];
    let facts = birth(parents, BirthCountry::Elsewhere, ChildForeign::FromBirth);
    assert_eq!(
        suggest(&facts),
        Suggestion::NotChinese {
            grounds: grounds(&[
                (Article::Art5, Fact::ParentSettled),
                (Article::Art5, Fact::ForeignFromBirth),
                (Article::Art3, Fact::ForeignNationality),
            ])
        }
    );
}

#[test]
fn settled_parents_whose_child_has_no_other_nationality_have_a_chinese_child() {
    let parents = [chinese_on(Residence::Permanent); 2];
    let facts = birth(parents, BirthCountry::Elsewhere, ChildForeign::None);
    assert!(matches!(suggest(&facts), Suggestion::Passport { .. }));
}

#[test]
fn a_nationality_taken_later_is_lost_by_who_is_settled_abroad_alone() {
    let parents = [chinese_on(Residence::Visa); 2];
    let mut facts = birth(parents, BirthCountry::Elsewhere, ChildForeign::Later);
    assert!(matches!(suggest(&facts), Suggestion::TravelDocument { .. }));
    facts.child_settled = Some(true);
    assert_eq!(
        suggest(&facts),
        Suggestion::NotChinese {
            grounds: grounds(&[
                (Article::Art9, Fact::NaturalisedSettled),
                (Article::Art3, Fact::ForeignNationality),
            ])
        }
    );
    facts.child_settled = None;
    assert_eq!(suggest(&facts), asks(&[Missing::ChildSettled]));
}

#[test]
fn nothing_known_asks_for_everything_that_may_tell() {
    let Suggestion::Ask { missing } = suggest(&NationalityFacts::default()) else {
        panic!("nothing was known")
    };
    assert_eq!(missing, Missing::iter().collect());
}

#[test]
fn only_what_can_change_the_answer_is_asked_for() {
    let mut facts = birth(
        [chinese_on(Residence::Visa), parent(CHINESE, None)],
        BirthCountry::Elsewhere,
        ChildForeign::None,
    );
    facts.child_settled = None;
    assert!(matches!(suggest(&facts), Suggestion::Passport { .. }));
    facts.child = Some(ChildForeign::FromBirth);
    assert_eq!(suggest(&facts), asks(&[Missing::SecondParentResidence]));
}

#[test]
fn a_chinese_citizen_who_was_a_citizen_there_contradicts_themselves() {
    let parents = [chinese_on(Residence::Citizen), chinese_on(Residence::Visa)];
    let facts = birth(parents, BirthCountry::Elsewhere, ChildForeign::None);
    assert_eq!(suggest(&facts), asks(&[Missing::FirstParentNationality]));
}

#[test]
fn the_order_of_the_parents_says_nothing() {
    for facts in every_birth() {
        let mut turned = facts;
        turned.parents.swap(0, 1);
        let (one, other) = (suggest(&facts), suggest(&turned));
        assert_eq!(mark(&one), mark(&other), "{facts:?}");
    }
}

#[test]
fn what_is_suggested_stays_when_more_becomes_known() {
    for facts in every_birth() {
        if matches!(suggest(&facts), Suggestion::Ask { .. }) {
            continue;
        }
        let kind = mark(&suggest(&facts));
        for child in ChildForeign::iter().filter(|_| facts.child.is_none()) {
            let mut more = facts;
            more.child = Some(child);
            assert_eq!(mark(&suggest(&more)), kind, "{more:?}");
        }
        for country in BirthCountry::iter().filter(|_| facts.country.is_none()) {
            let mut more = facts;
            more.country = Some(country);
            assert_eq!(mark(&suggest(&more)), kind, "{more:?}");
        }
    }
}

#[test]
fn every_suggestion_has_its_ground_and_every_question_its_fact() {
    for facts in every_birth() {
        let said = match suggest(&facts) {
            Suggestion::Passport { grounds }
            | Suggestion::TravelDocument { grounds }
            | Suggestion::NotChinese { grounds } => grounds.len(),
            Suggestion::Ask { missing } => missing.len(),
        };
        assert!(said > 0, "{facts:?}");
    }
}

#[test]
fn the_table_of_all_births_is_the_one_kept() {
    kept::says("crates/rules/tests/work/kept/nationality.txt", &table());
}

// ── from the form ──

fn child(change: impl FnOnce(&mut Form)) -> Form {
    let mut form = sample_form(posts::post("NYC"), Business::TdNew, PickupMode::Mail);
    form.applicant.born = day(2025, 12, 1);
    form.applicant.birth_country = Some("DEU".into());
    form.relatives = vec![
        relative(Kinship::Father, "CHN", Residence::Visa),
        relative(Kinship::Mother, "CHN", Residence::Visa),
    ];
    change(&mut form);
    form
}

fn relative(kinship: Kinship, nationality: &str, residence: Residence) -> Relative {
    Relative {
        kinship,
        name: "李华".into(),
        nationality: Some(nationality.into()),
        born: None,
        residence_at_birth: Some(residence),
        document: None,
        address: None,
        phone: None,
        filed: false,
        extra: BTreeMap::new(),
    }
}

#[test]
fn the_form_of_a_child_is_read_as_it_states_its_birth() {
    assert!(matches!(
        suggest_for(&child(|_| {})),
        Suggestion::Passport { .. }
    ));
    let american = child(|f| f.applicant.birth_country = Some("USA".into()));
    assert!(matches!(
        suggest_for(&american),
        Suggestion::TravelDocument { .. }
    ));
    let settled = child(|f| {
        f.applicant.birth_country = Some("CAN".into());
        f.relatives[0].residence_at_birth = Some(Residence::Permanent);
    });
    assert!(matches!(
        suggest_for(&settled),
        Suggestion::NotChinese { .. }
    ));
}

#[test]
fn a_statement_that_was_skipped_says_nothing_of_the_childs_nationality() {
    let form = child(|f| {
        f.statement.as_mut().unwrap().skipped = true;
        f.relatives[0].residence_at_birth = Some(Residence::Permanent);
    });
    let facts = NationalityFacts::from_form(&form);
    assert_eq!(facts.child, None);
    let Suggestion::Ask { missing } = suggest(&facts) else {
        panic!("the child's nationality is not known")
    };
    assert!(missing.contains(&Missing::ChildForeign));
}

#[test]
fn a_foreign_nationality_without_its_day_may_be_from_birth_or_later() {
    let stated = |on: Option<_>| {
        let form = child(|f| {
            let statement = f.statement.as_mut().unwrap();
            statement.foreign_nationality = true;
            statement.naturalised_on = on;
        });
        NationalityFacts::from_form(&form).child
    };
    assert_eq!(stated(None), None);
    assert_eq!(
        stated(Some(day(2025, 12, 1))),
        Some(ChildForeign::FromBirth)
    );
    assert_eq!(stated(Some(day(2025, 12, 2))), Some(ChildForeign::Later));
}

#[test]
fn a_parent_naturalised_since_the_birth_is_asked_what_they_were_then() {
    let form = child(|f| f.relatives[0].nationality = Some("DEU".into()));
    let facts = NationalityFacts::from_form(&form);
    assert_eq!(facts.parents[0].nationality, None);
    let citizen = child(|f| {
        f.relatives[0].nationality = Some("DEU".into());
        f.relatives[0].residence_at_birth = Some(Residence::Citizen);
    });
    let facts = NationalityFacts::from_form(&citizen);
    assert_eq!(facts.parents[0].nationality, FOREIGN);
}

#[test]
fn a_parent_the_form_does_not_name_is_not_known() {
    let form = child(|f| drop(f.relatives.pop()));
    assert_eq!(
        NationalityFacts::from_form(&form).parents[1],
        Parent::default()
    );
}

#[test]
fn countries_are_told_by_their_codes() {
    let told = [
        ("CHN", Some(BirthCountry::China)),
        ("HKG", Some(BirthCountry::China)),
        ("USA", Some(BirthCountry::JusSoli)),
        ("BRA", Some(BirthCountry::JusSoli)),
        ("BEL", Some(BirthCountry::Elsewhere)),
        ("CHL", Some(BirthCountry::Elsewhere)),
        ("美国", None),
        ("usa", None),
        ("#", None),
    ];
    for (code, country) in told {
        assert_eq!(BirthCountry::of(code), country, "{code}");
    }
}

// ── the table ──

fn maybe<T: Copy>(all: impl Iterator<Item = T>) -> Vec<Option<T>> {
    all.map(Some).chain([None]).collect()
}

fn every_parent() -> Vec<Parent> {
    let mut all = Vec::new();
    for nationality in maybe(ParentNationality::iter()) {
        for residence in maybe(Residence::iter()) {
            all.push(parent(nationality, residence));
        }
    }
    all
}

/// The other facts of a birth: whether the child is settled matters to who was naturalised alone.
fn every_circumstance() -> Vec<NationalityFacts> {
    let mut all = Vec::new();
    for country in maybe(BirthCountry::iter()) {
        for child in maybe(ChildForeign::iter()) {
            let later = child == Some(ChildForeign::Later);
            let settled = if later {
                maybe([true, false].into_iter())
            } else {
                vec![None]
            };
            for child_settled in settled {
                all.push(NationalityFacts {
                    parents: [Parent::default(); 2],
                    country,
                    child,
                    child_settled,
                });
            }
        }
    }
    all
}

fn every_birth() -> Vec<NationalityFacts> {
    let (parents, others) = (every_parent(), every_circumstance());
    let mut all = Vec::new();
    for (n, first) in parents.iter().enumerate() {
        for second in parents.iter().skip(n) {
            all.extend(others.iter().map(|circumstance| NationalityFacts {
                parents: [*first, *second],
                ..*circumstance
            }));
        }
    }
    all
}

fn mark(suggestion: &Suggestion) -> char {
    match suggestion {
        Suggestion::Passport { .. } => 'P',
        Suggestion::TravelDocument { .. } => 'T',
        Suggestion::NotChinese { .. } => 'x',
        Suggestion::Ask { .. } => '?',
    }
}

fn word(code: Option<&'static str>) -> &'static str {
    code.unwrap_or("?")
}

fn described(parent: Parent) -> String {
    let nationality = word(parent.nationality.map(Into::into));
    format!("{nationality}/{}", word(parent.residence.map(Into::into)))
}

fn table() -> String {
    let mut out = String::from(
        "# Nationality suggestions for every birth\n\n\
         P passport · T travel document (conflict) · x not Chinese · ? to be asked\n\
         Columns: birth country, child's foreign nationality, child settled (naturalised children alone)\n\n",
    );
    let circumstances = every_circumstance();
    for (n, facts) in circumstances.iter().enumerate() {
        let country = word(facts.country.map(Into::into));
        let child = word(facts.child.map(Into::into));
        let settled = facts
            .child_settled
            .map_or("?", |yes| if yes { "yes" } else { "no" });
        writeln!(out, "{:>2} {country} {child} {settled}", n + 1).unwrap();
    }
    out.push('\n');
    let births = every_birth();
    for row in births.chunks(circumstances.len()) {
        let parents = row[0].parents.map(described).join(" + ");
        let marks: String = row.iter().map(|facts| mark(&suggest(facts))).collect();
        writeln!(out, "{marks} {parents}").unwrap();
    }
    out
}

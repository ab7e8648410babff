//! The facts of a birth, as far as they are known, and every way the unknown ones could turn out.

use super::{Missing, is_settled};
use crate::order::form::{Form, Kinship, Relative, Residence};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use strum::{EnumIter, IntoEnumIterator, IntoStaticStr};

/// A parent's nationality when the child was born.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ParentNationality {
    /// 中国公民
    Chinese,
    /// 外国公民
    Foreign,
}

/// A parent when the child was born; what is not known is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Parent {
    /// Nationality.
    pub nationality: Option<ParentNationality>,
    /// What the stay abroad rested on.
    pub residence: Option<Residence>,
}

/// Where the child was born.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum BirthCountry {
    /// 中国, 港澳台 included
    China,
    /// A country whose soil makes nationals.
    JusSoli,
    /// Any other.
    Elsewhere,
}

/// The child's foreign nationality.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumIter,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum ChildForeign {
    /// 无
    None,
    /// 出生时即具有
    FromBirth,
    /// 后来取得
    Later,
}

/// Everything the suggestion stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct NationalityFacts {
    /// Both parents, in no order.
    pub parents: [Parent; 2],
    /// Where the child was born.
    pub country: Option<BirthCountry>,
    /// The child's foreign nationality.
    pub child: Option<ChildForeign>,
    /// The child itself is settled abroad.
    pub child_settled: Option<bool>,
}

static JUS_SOLI: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    include_str!("../data/jus_soli.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(str::trim)
        .collect()
});

impl BirthCountry {
    /// Of a country by its ISO 3166 alpha-3 code; none for what is no such code.
    pub fn of(code: &str) -> Option<Self> {
        let is_code = code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
        if !is_code {
            return None;
        }
        Some(match code {
            "CHN" | "HKG" | "MAC" | "TWN" => Self::China,
            other if JUS_SOLI.contains(other) => Self::JusSoli,
            _ => Self::Elsewhere,
        })
    }
}

impl NationalityFacts {
    /// As a form states them.
    pub fn from_form(form: &Form) -> Self {
        let of = |kinship| form.relatives.iter().find(move |r| r.kinship == kinship);
        let code = form.applicant.birth_country.as_deref().unwrap_or("CHN");
        let parent = |kinship| of(kinship).map_or_else(Parent::default, |r| parent(r, code));
        Self {
            parents: [parent(Kinship::Father), parent(Kinship::Mother)],
            country: BirthCountry::of(code),
            child: child_foreign(form),
            child_settled: form
                .statement
                .as_ref()
                .and_then(|s| s.residence)
                .map(is_settled),
        }
    }

    /// What contradicts itself: nobody is a Chinese citizen and a citizen there.
    pub(super) fn contradictions(self) -> BTreeSet<Missing> {
        let fields = [
            Missing::FirstParentNationality,
            Missing::SecondParentNationality,
        ];
        let wrong = self.parents.iter().zip(fields);
        wrong
            .filter(|(parent, _)| !parent.is_possible())
            .map(|(_, field)| field)
            .collect()
    }

    /// A Chinese parent was settled abroad; none where that is not known.
    pub(super) fn chinese_parent_settled(self) -> Option<bool> {
        let mut settled = false;
        for parent in &self.parents {
            if parent.nationality? == ParentNationality::Chinese {
                settled |= is_settled(parent.residence?);
            }
        }
        Some(settled)
    }

    /// Every way the unknown facts could turn out.
    pub(super) fn completions(self) -> Vec<Self> {
        let mut ways = Vec::new();
        let [first, second] = self.parents;
        let seconds = second.completions();
        for a in first.completions() {
            for b in &seconds {
                self.complete([a, *b], &mut ways);
            }
        }
        ways
    }

    fn complete(self, parents: [Parent; 2], ways: &mut Vec<Self>) {
        for country in either(self.country, BirthCountry::iter()) {
            for child in either(self.child, ChildForeign::iter()) {
                for settled in either(self.child_settled, [false, true].into_iter()) {
                    ways.push(Self {
                        parents,
                        country: Some(country),
                        child: Some(child),
                        child_settled: Some(settled),
                    });
                }
            }
        }
    }

    /// What is not known.
    pub(super) fn unknown(self) -> BTreeSet<Missing> {
        let [first, second] = self.parents;
        let fields = [
            (Missing::FirstParentNationality, first.nationality.is_none()),
            (
                Missing::SecondParentNationality,
                second.nationality.is_none(),
            ),
            (Missing::FirstParentResidence, first.residence.is_none()),
            (Missing::SecondParentResidence, second.residence.is_none()),
            (Missing::BirthCountry, self.country.is_none()),
            (Missing::ChildForeign, self.child.is_none()),
            (Missing::ChildSettled, self.child_settled.is_none()),
        ];
        fields
            .into_iter()
            .filter(|(_, unknown)| *unknown)
            .map(|(field, _)| field)
            .collect()
    }

    /// The two are alike but for one field.
    pub(super) fn differs_only_in(self, other: Self, field: Missing) -> bool {
        let mut like = other;
        let [first, second] = self.parents;
        match field {
            Missing::FirstParentNationality => like.parents[0].nationality = first.nationality,
            Missing::SecondParentNationality => like.parents[1].nationality = second.nationality,
            Missing::FirstParentResidence => like.parents[0].residence = first.residence,
            Missing::SecondParentResidence => like.parents[1].residence = second.residence,
            Missing::BirthCountry => like.country = self.country,
            Missing::ChildForeign => like.child = self.child,
            Missing::ChildSettled => like.child_settled = self.child_settled,
        }
        like == self
    }
}

impl Parent {
    fn is_possible(self) -> bool {
        self.nationality != Some(ParentNationality::Chinese)
            || self.residence != Some(Residence::Citizen)
    }

    fn completions(self) -> Vec<Self> {
        let mut ways = Vec::new();
        for nationality in either(self.nationality, ParentNationality::iter()) {
            for residence in either(self.residence, Residence::iter()) {
                ways.push(Self {
                    nationality: Some(nationality),
                    residence: Some(residence),
                });
            }
        }
        ways.retain(|way| way.is_possible());
        ways
    }
}

fn either<T>(known: Option<T>, all: impl Iterator<Item = T>) -> Vec<T> {
    known.map_or_else(|| all.collect(), |one| vec![one])
}

/// A parent as the form has them. The form knows today's nationality: who is a national of the country of
/// birth today and was not its citizen then became one since, and what they were before is not known.
fn parent(relative: &Relative, birth_country: &str) -> Parent {
    let code = relative.nationality.as_deref();
    let since = code == Some(birth_country)
        && birth_country != "CHN"
        && relative
            .residence_at_birth
            .is_some_and(|r| r != Residence::Citizen);
    let nationality = code.filter(|_| !since).map(|code| match code {
        "CHN" | "HKG" | "MAC" | "TWN" => ParentNationality::Chinese,
        _ => ParentNationality::Foreign,
    });
    Parent {
        nationality,
        residence: relative.residence_at_birth,
    }
}

/// As the statement says; a skipped statement says nothing.
fn child_foreign(form: &Form) -> Option<ChildForeign> {
    let statement = form.statement.as_ref().filter(|s| !s.skipped)?;
    if !statement.foreign_nationality && !statement.foreign_passport {
        return Some(ChildForeign::None);
    }
    let day = statement.naturalised_on?;
    Some(if day > form.applicant.born {
        ChildForeign::Later
    } else {
        ChildForeign::FromBirth
    })
}

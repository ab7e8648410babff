//! What a child's birth suggests about its nationality (国籍法 3, 4, 5, 9): passport, 旅行证, or neither.
//!
//! A finding for the officer, who decides. What is not known is never guessed: every way the missing facts
//! could turn out is looked at, and only where all of them agree is something suggested.

mod facts;

pub use facts::{BirthCountry, ChildForeign, NationalityFacts, Parent, ParentNationality};

use crate::order::form::{Form, Residence};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use strum::{EnumIter, IntoStaticStr};

/// An article of the Nationality Law.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Article {
    /// 不承认中国公民具有双重国籍
    Art3,
    /// 父母双方或一方为中国公民,本人出生在中国
    Art4,
    /// 父母双方或一方为中国公民,本人出生在外国
    Art5,
    /// 定居外国的中国公民,自愿取得外国国籍
    Art9,
}

/// The fact a suggestion stands on.
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
pub enum Fact {
    /// A parent is Chinese.
    ChineseParent,
    /// No parent is Chinese.
    NoChineseParent,
    /// Born in China.
    BornInChina,
    /// No Chinese parent was settled abroad.
    ParentNotSettled,
    /// A Chinese parent was settled abroad.
    ParentSettled,
    /// The soil of the country made the child its national.
    JusSoli,
    /// The child has had a foreign nationality from birth.
    ForeignFromBirth,
    /// The child has a foreign nationality.
    ForeignNationality,
    /// The child has no foreign nationality.
    NoForeignNationality,
    /// A parent is foreign, so that the child may have a foreign nationality by descent.
    ForeignParent,
    /// The child was naturalised while settled abroad.
    NaturalisedSettled,
    /// The child was naturalised without being settled abroad.
    NaturalisedNotSettled,
}

/// An article with the fact under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Ground {
    /// Which article.
    pub article: Article,
    /// Which fact.
    pub fact: Fact,
}

/// What must be known before anything can be suggested.
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
pub enum Missing {
    /// One parent's nationality when the child was born; also where what was stated contradicts itself.
    FirstParentNationality,
    /// The other parent's.
    SecondParentNationality,
    /// What one parent's stay abroad rested on.
    FirstParentResidence,
    /// What the other parent's did.
    SecondParentResidence,
    /// Where the child was born.
    BirthCountry,
    /// Whether, and since when, the child has a foreign nationality.
    ChildForeign,
    /// Whether the child was settled abroad when it was naturalised.
    ChildSettled,
}

/// What an officer is advised.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "suggestion", rename_all = "snake_case")]
pub enum Suggestion {
    /// Chinese, and nothing stands against a passport.
    Passport {
        /// On what.
        grounds: BTreeSet<Ground>,
    },
    /// 国籍冲突: Chinese with a foreign nationality beside it, so a 旅行证.
    TravelDocument {
        /// On what.
        grounds: BTreeSet<Ground>,
    },
    /// Not Chinese.
    NotChinese {
        /// On what.
        grounds: BTreeSet<Ground>,
    },
    /// Not to be said yet.
    Ask {
        /// What has to be known first.
        missing: BTreeSet<Missing>,
    },
}

/// The three answers, without their grounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Answer {
    Passport,
    TravelDocument,
    NotChinese,
}

type Reasoned = (Answer, BTreeSet<Ground>);

/// What the facts suggest.
pub fn suggest(facts: &NationalityFacts) -> Suggestion {
    let contradicting = facts.contradictions();
    if !contradicting.is_empty() {
        return Suggestion::Ask {
            missing: contradicting,
        };
    }
    let ways: Vec<(NationalityFacts, Reasoned)> = facts
        .completions()
        .into_iter()
        .filter_map(|way| settled(way).map(|answer| (way, answer)))
        .collect();
    agreed(&ways).unwrap_or_else(|| Suggestion::Ask {
        missing: facts.telling(&ways),
    })
}

/// What a form suggests about its applicant.
pub fn suggest_for(form: &Form) -> Suggestion {
    suggest(&NationalityFacts::from_form(form))
}

/// The answer every way leads to, with the grounds that hold in each of them.
fn agreed(ways: &[(NationalityFacts, Reasoned)]) -> Option<Suggestion> {
    let (_, (answer, first)) = ways.first()?;
    if ways.iter().any(|(_, (other, _))| other != answer) {
        return None;
    }
    let grounds = ways
        .iter()
        .fold(first.clone(), |common, (_, (_, grounds))| {
            common.intersection(grounds).copied().collect()
        });
    Some(match answer {
        Answer::Passport => Suggestion::Passport { grounds },
        Answer::TravelDocument => Suggestion::TravelDocument { grounds },
        Answer::NotChinese => Suggestion::NotChinese { grounds },
    })
}

impl NationalityFacts {
    /// The unknown facts that can change the answer.
    fn telling(self, ways: &[(Self, Reasoned)]) -> BTreeSet<Missing> {
        self.unknown()
            .into_iter()
            .filter(|field| {
                ways.iter().any(|(one, (answer, _))| {
                    ways.iter()
                        .any(|(other, (b, _))| b != answer && one.differs_only_in(*other, *field))
                })
            })
            .collect()
    }
}

/// The law, once every fact is known.
fn settled(facts: NationalityFacts) -> Option<Reasoned> {
    let country = facts.country?;
    let soil = country == BirthCountry::JusSoli;
    let child = if soil {
        // Who is born there has its nationality, whatever else is stated.
        ChildForeign::FromBirth
    } else {
        facts.child?
    };
    let [first, second] = facts.parents;
    let nationalities = [first.nationality?, second.nationality?];
    let (answer, mut grounds) = if !nationalities.contains(&ParentNationality::Chinese) {
        because(
            Answer::NotChinese,
            &[(Article::Art5, Fact::NoChineseParent)],
        )
    } else if child == ChildForeign::Later {
        naturalised(facts)?
    } else if country == BirthCountry::China {
        born_in_china(child)
    } else {
        let mixed = nationalities.contains(&ParentNationality::Foreign);
        born_abroad(child, soil, mixed, facts.chinese_parent_settled()?)
    };
    grounds.extend((child != ChildForeign::None).then_some(Ground {
        article: Article::Art3,
        fact: Fact::ForeignNationality,
    }));
    Some((answer, grounds))
}

fn born_in_china(child: ChildForeign) -> Reasoned {
    let chinese = (Article::Art4, Fact::BornInChina);
    if child == ChildForeign::FromBirth {
        return because(Answer::TravelDocument, &[chinese]);
    }
    because(
        Answer::Passport,
        &[chinese, (Article::Art3, Fact::NoForeignNationality)],
    )
}

fn born_abroad(child: ChildForeign, soil: bool, mixed: bool, settled: bool) -> Reasoned {
    let descent = (Article::Art5, Fact::ChineseParent);
    if child == ChildForeign::FromBirth {
        let (answer, mut grounds) = if settled {
            let proviso = [
                (Article::Art5, Fact::ParentSettled),
                (Article::Art5, Fact::ForeignFromBirth),
            ];
            because(Answer::NotChinese, &proviso)
        } else {
            let conflict = [descent, (Article::Art5, Fact::ParentNotSettled)];
            because(Answer::TravelDocument, &conflict)
        };
        grounds.extend(soil.then_some(Ground {
            article: Article::Art5,
            fact: Fact::JusSoli,
        }));
        return (answer, grounds);
    }
    // Practice: with one foreign parent a nationality by descent cannot be ruled out by a statement.
    if mixed {
        return because(
            Answer::TravelDocument,
            &[descent, (Article::Art3, Fact::ForeignParent)],
        );
    }
    because(
        Answer::Passport,
        &[descent, (Article::Art3, Fact::NoForeignNationality)],
    )
}

/// A nationality taken later: lost by who is settled abroad, in conflict for who is not.
fn naturalised(facts: NationalityFacts) -> Option<Reasoned> {
    Some(if facts.child_settled? {
        because(
            Answer::NotChinese,
            &[(Article::Art9, Fact::NaturalisedSettled)],
        )
    } else {
        because(
            Answer::TravelDocument,
            &[(Article::Art9, Fact::NaturalisedNotSettled)],
        )
    })
}

fn because(answer: Answer, grounds: &[(Article, Fact)]) -> Reasoned {
    let grounds = grounds
        .iter()
        .map(|(article, fact)| Ground {
            article: *article,
            fact: *fact,
        })
        .collect();
    (answer, grounds)
}

/// 定居: permanent residence; who is a citizen there is foreign and no Chinese parent.
fn is_settled(residence: Residence) -> bool {
    match residence {
        Residence::Permanent | Residence::Citizen => true,
        Residence::None | Residence::Visa => false,
    }
}

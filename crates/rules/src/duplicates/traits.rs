//! What an order has that another order of the same person would have too, written in one way.

use super::Ground;
use crate::order::Order;
use crate::order::form::Kinship;
use crate::values::instant::Day;
use crate::values::{IdNumber, Phone, Sex, fold};
use std::collections::BTreeSet;

/// Words that stand where a name is not known.
const NO_NAMES: [&str; 5] = ["无", "去世", "已故", "不详", "未知"];

/// The traits of one order; what it does not have, it shares with nobody.
pub(super) struct Traits {
    pub(super) id_number: Option<String>,
    /// The old document and the one issued.
    pub(super) documents: BTreeSet<String>,
    pub(super) name: Option<String>,
    pub(super) pinyin: Option<String>,
    pub(super) sex: Sex,
    pub(super) born: Day,
    pub(super) phone: Option<String>,
    pub(super) photo: Option<String>,
    pub(super) parents: Option<String>,
}

impl Traits {
    pub(super) fn of(order: &Order) -> Self {
        let applicant = &order.form.applicant;
        let old = order.form.old_document.as_ref().map(|old| &old.number);
        let made = order.making.made.as_ref().map(|made| &made.number);
        Self {
            id_number: applicant.id_number.as_deref().and_then(id_number),
            documents: old
                .into_iter()
                .chain(made)
                .filter_map(|number| document(number))
                .collect(),
            name: name(&applicant.name.zh()),
            pinyin: pinyin(&applicant.name.surname_latin, &applicant.name.given_latin),
            sex: applicant.sex,
            born: applicant.born,
            phone: phone(&applicant.phone),
            photo: order.photo().map(|photo| photo.sha256.clone()),
            parents: parents(order),
        }
    }

    /// What both have alike.
    pub(super) fn alike(&self, other: &Self) -> BTreeSet<Ground> {
        let born = self.born == other.born;
        let same = |one: &Option<String>, two: &Option<String>| one.is_some() && one == two;
        let found = [
            (Ground::IdNumber, same(&self.id_number, &other.id_number)),
            (
                Ground::OldDocument,
                !self.documents.is_disjoint(&other.documents),
            ),
            (
                Ground::NameBirthSex,
                born && self.sex == other.sex && same(&self.name, &other.name),
            ),
            (
                Ground::PinyinBirth,
                born && same(&self.pinyin, &other.pinyin),
            ),
            (Ground::PhoneBirth, born && same(&self.phone, &other.phone)),
            (Ground::Photo, same(&self.photo, &other.photo)),
            (
                Ground::ParentsBirth,
                born && same(&self.parents, &other.parents),
            ),
        ];
        found
            .into_iter()
            .filter(|(_, holds)| *holds)
            .map(|(ground, _)| ground)
            .collect()
    }
}

/// A number whose check character is right; a wrong one is a slip, and slips are alike by chance.
fn id_number(typed: &str) -> Option<String> {
    IdNumber::parse(typed).ok().map(|id| id.as_str().to_owned())
}

/// A document number as it is compared.
pub(super) fn document(typed: &str) -> Option<String> {
    let number: String = fold::code(typed).into_iter().collect();
    let says = number.chars().any(|c| c.is_ascii_digit());
    says.then_some(number)
}

/// A name in characters: without blanks, and with one kind of dot between its parts.
pub(super) fn name(typed: &str) -> Option<String> {
    let name: String = typed
        .chars()
        .map(fold::half_width)
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '•' | '‧' | '∙' | '⋅' | '・' | '.' => '·',
            other => other,
        })
        .collect();
    (!name.is_empty() && !NO_NAMES.contains(&name.as_str())).then_some(name)
}

/// Letters alone, the two parts in no order, and the four ways to write ü as one.
fn pinyin(surname: &str, given: &str) -> Option<String> {
    let letters = |part: &str| {
        let capitals: String = fold::code(part)
            .into_iter()
            .flat_map(char::to_uppercase)
            .map(|c| if matches!(c, 'Ü' | 'V') { 'U' } else { c })
            .filter(char::is_ascii_uppercase)
            .collect();
        capitals.replace("LYU", "LU").replace("NYU", "NU")
    };
    let mut parts = [letters(surname), letters(given)];
    parts.sort();
    let both = parts.concat();
    (!both.is_empty()).then_some(both)
}

/// The digits of E.164; a number without its country is nobody's for certain.
fn phone(typed: &str) -> Option<String> {
    let phone = Phone::parse(typed).ok()?;
    Some(format!("{}{}", phone.country(), phone.national()))
}

/// Both parents of somebody whose parents are asked for: of minors alone.
fn parents(order: &Order) -> Option<String> {
    let filed = order.submitted_at.map(|at| at.utc().date_naive());
    if !filed.is_some_and(|day| order.form.is_minor(day)) {
        return None;
    }
    let of = |kinship| {
        let found = order.form.relatives.iter().find(|r| r.kinship == kinship);
        name(&found?.name)
    };
    Some(format!("{}|{}", of(Kinship::Father)?, of(Kinship::Mother)?))
}

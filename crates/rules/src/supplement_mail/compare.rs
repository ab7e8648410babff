//! The four lines against the order.

use super::body::FourLines;
use super::characters::bare;
use super::numbers::numbers_in;
use super::verdict::Flag;
use crate::business::Business;
use crate::post::PostPolicy;
use crate::values::pinyin::readings;
use crate::values::{OrderNo, PersonName};
use std::sync::LazyLock;
use strum::IntoEnumIterator;

pub(super) fn name(said: Option<&str>, applicant: &PersonName) -> Option<Flag> {
    let Some(said) = said.map(bare).filter(|said| !said.is_empty()) else {
        return Some(Flag::NameMissing);
    };
    let (letters, characters): (String, String) = said.chars().partition(char::is_ascii);
    let zh = bare(&applicant.zh());
    let characters = without_title(&characters);
    let (surname, given) = (bare(&applicant.surname_latin), bare(&applicant.given_latin));
    let in_letters = [format!("{surname}{given}"), format!("{given}{surname}")].contains(&letters);
    if characters == zh && (letters.is_empty() || in_letters || zh.is_empty()) {
        return (zh.is_empty() && !in_letters).then_some(Flag::NameDiffers);
    }
    if characters.is_empty() && in_letters {
        return None;
    }
    if sounds_alike(characters, &zh) && (letters.is_empty() || in_letters) {
        return Some(Flag::NameOtherCharacters);
    }
    Some(Flag::NameDiffers)
}

fn without_title(name: &str) -> &str {
    ["先生", "女士", "小姐"]
        .iter()
        .find_map(|title| name.strip_suffix(title))
        .unwrap_or(name)
}

/// As many characters, each with a reading the other has: traditional for simplified, mostly.
fn sounds_alike(a: &str, b: &str) -> bool {
    let alike = |(a, b): (char, char)| {
        let of_b = readings(b);
        a == b || readings(a).iter().any(|reading| of_b.contains(reading))
    };
    !a.is_empty() && a.chars().count() == b.chars().count() && a.chars().zip(b.chars()).all(alike)
}

static NAMES: LazyLock<Vec<(Business, Vec<&'static str>)>> = LazyLock::new(|| {
    let read = |line: &'static str| {
        let mut words = line.split_whitespace();
        let code = words.next()?;
        let business = Business::iter().find(|business| business.code() == code)?;
        Some((business, words.collect()))
    };
    include_str!("data/business_names.txt")
        .lines()
        .filter_map(read)
        .collect()
});

pub(super) fn business(said: Option<&str>, expected: Business) -> Option<Flag> {
    let Some(said) = said.map(bare).filter(|said| !said.is_empty()) else {
        return Some(Flag::BusinessMissing);
    };
    let found = business_named(&said);
    (found != Some(expected)).then_some(Flag::BusinessDiffers { found, expected })
}

/// The business with the longest of its names in these words: 应急旅行证 before 旅行证.
fn business_named(said: &str) -> Option<Business> {
    let named = NAMES.iter().flat_map(|(business, names)| {
        let here = names.iter().filter(|name| said.contains(**name));
        here.map(|name| (name.len(), *business))
    });
    let longest = named.clone().map(|(length, _)| length).max()?;
    let mut best = named.filter(|(length, _)| *length == longest);
    let (_, first) = best.next()?;
    best.all(|(_, other)| other == first).then_some(first)
}

pub(super) fn order(said: Option<&str>, subject: &OrderNo) -> Option<Flag> {
    let Some(said) = said else {
        return Some(Flag::OrderMissing);
    };
    match numbers_in(said).as_slice() {
        [] => match OrderNo::parse(said) {
            Ok(read) if read.value == *subject => None,
            Ok(read) => Some(Flag::OrderDiffers { found: read.value }),
            Err(fault) => Some(Flag::OrderFault { fault }),
        },
        [only] if only == subject => None,
        [other, ..] => Some(Flag::OrderDiffers {
            found: other.clone(),
        }),
    }
}

pub(super) fn post(said: Option<&str>, policy: &PostPolicy) -> Option<Flag> {
    let Some(said) = said.map(post_words).filter(|said| !said.is_empty()) else {
        return Some(Flag::PostMissing);
    };
    let names = [&policy.name.zh, &policy.name.en];
    let same = names.iter().any(|name| post_words(name) == said);
    (!same).then_some(Flag::PostDiffers)
}

/// 中国驻比利时王国大使馆 and 驻比利时使馆 name the same post.
fn post_words(name: &str) -> String {
    let mut words = bare(name);
    for (long, short) in [
        ("中华人民共和国", ""),
        ("中国", ""),
        ("驻", ""),
        ("领事部", ""),
        ("王国", ""),
        ("合众国", ""),
        ("共和国", ""),
        ("大使馆", "使馆"),
        ("总领事馆", "总领馆"),
        ("美利坚", "美国"),
        ("纽约市", "纽约"),
        ("三藩市", "旧金山"),
    ] {
        words = words.replace(long, short);
    }
    words
}

pub(super) fn all(
    lines: &FourLines,
    applicant: &PersonName,
    of: Business,
    no: &OrderNo,
    policy: &PostPolicy,
) -> impl Iterator<Item = Flag> {
    [
        name(lines.name.as_deref(), applicant),
        business(lines.business.as_deref(), of),
        order(lines.order.as_deref(), no),
        post(lines.post.as_deref(), policy),
    ]
    .into_iter()
    .flatten()
}

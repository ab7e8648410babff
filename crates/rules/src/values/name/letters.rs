//! The writing of a name before it is read: which signs stand in its fields.

use super::finding::{NamePart, NameRemark};
use crate::values::fold::{half_width, is_dash, position};
use crate::values::text::hidden_kind;

/// The dot between the parts of a name.
const DOT: char = '·';

/// The dot, and what is typed for it.
pub(super) fn is_dot(c: char) -> bool {
    matches!(
        c,
        DOT | '•' | '‧' | '∙' | '⋅' | '・' | '･' | '.' | '．' | '。'
    )
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´')
}

/// A character of the CJK ideograph blocks, those beyond the basic plane included.
fn is_han(c: char) -> bool {
    matches!(u32::from(c),
        0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0x2_0000..=0x2_EE5D | 0x3_0000..=0x3_23AF)
}

/// What is wrong with a field of characters, hidden ones aside.
pub(super) fn characters(part: NamePart, text: &str) -> Vec<NameRemark> {
    let all: Vec<char> = text.chars().collect();
    all.iter()
        .enumerate()
        .filter_map(|(index, &found)| {
            let position = position(index);
            let between = index > 0 && index + 1 < all.len();
            if is_dot(found) {
                return (found != DOT || !between).then_some(NameRemark::WrongDot {
                    part,
                    position,
                    found,
                });
            }
            (!is_han(found) && hidden_kind(found).is_none()).then_some(NameRemark::NotACharacter {
                part,
                position,
                found,
            })
        })
        .collect()
}

/// What is wrong with a field of letters, for standard pinyin.
pub(super) fn pinyin_letters(part: NamePart, text: &str) -> Vec<NameRemark> {
    let separators = [
        blank(part, text),
        hyphen(part, text),
        apostrophe(part, text),
    ];
    separators
        .into_iter()
        .flatten()
        .chain(foreign_letters(part, text))
        .collect()
}

/// What is wrong with a field of letters when a foreign name may stand: blanks, hyphens and
/// apostrophes belong to such names.
pub(super) fn foreign_letters(part: NamePart, text: &str) -> Vec<NameRemark> {
    let meant: String = text
        .chars()
        .map(|c| half_width(c).to_ascii_uppercase())
        .collect();
    let small = (meant != text.replace('\u{3000}', " ")).then(|| NameRemark::NotCapitals {
        part,
        meant: meant.clone(),
    });
    let strange = meant
        .chars()
        .enumerate()
        .filter(|(_, c)| !is_of_a_name(*c))
        .map(|(index, found)| NameRemark::NotALetter {
            part,
            position: position(index),
            found,
        });
    small.into_iter().chain(strange).collect()
}

/// Letters and what separates them; what cannot be seen is reported on its own.
fn is_of_a_name(c: char) -> bool {
    c.is_ascii_uppercase() || is_separator(c) || hidden_kind(c).is_some()
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || is_dash(c) || is_apostrophe(c)
}

/// The letters alone, in capitals, for reading them.
pub(super) fn joined(text: &str) -> String {
    text.chars()
        .map(half_width)
        .filter(|c| !is_separator(*c) && hidden_kind(*c).is_none())
        .flat_map(char::to_uppercase)
        .collect()
}

fn blank(part: NamePart, text: &str) -> Option<NameRemark> {
    let (position, meant) = without(text, char::is_whitespace)?;
    Some(match part {
        NamePart::GivenLatin => NameRemark::GivenNameApart { meant },
        NamePart::SurnameLatin | NamePart::SurnameZh | NamePart::GivenZh => NameRemark::Blank {
            part,
            position,
            meant,
        },
    })
}

fn hyphen(part: NamePart, text: &str) -> Option<NameRemark> {
    let (position, meant) = without(text, |c| is_dash(half_width(c)))?;
    Some(NameRemark::Hyphen {
        part,
        position,
        meant,
    })
}

fn apostrophe(part: NamePart, text: &str) -> Option<NameRemark> {
    let (position, meant) = without(text, |c| is_apostrophe(half_width(c)))?;
    Some(NameRemark::Apostrophe {
        part,
        position,
        meant,
    })
}

/// Where the first such sign stands, and the text without all of them.
fn without(text: &str, unwanted: impl Fn(char) -> bool) -> Option<(usize, String)> {
    let first = text.chars().position(&unwanted)?;
    Some((
        position(first),
        text.chars().filter(|c| !unwanted(*c)).collect(),
    ))
}

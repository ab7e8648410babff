//! Reading characters with letters: which syllable stands for which character.

use crate::values::pinyin::{is_pinyin, readings, surname_readings, syllables, umlaut_slips};
use std::collections::BTreeSet;

/// A character of a name and how it may be written in letters.
pub(super) struct Sign {
    /// Its place in the field, counted from one.
    pub(super) position: usize,
    /// The character.
    pub(super) character: char,
    /// Its readings, the usual one first; empty when unknown.
    pub(super) readings: Vec<String>,
}

/// What came of reading the characters with the letters.
pub(super) enum Reading {
    /// They agree: the syllable of each character.
    Agrees(Vec<String>),
    /// They would agree if ü were written as passports do; this is the field as it should be.
    UmlautForm(String),
    /// They do not; the index of the sign at which reading stops.
    Differs(usize),
}

/// The characters that are read; the dots between the parts of a name are not.
pub(super) fn signs(zh: &str) -> Vec<Sign> {
    zh.chars()
        .enumerate()
        .filter(|(_, c)| !super::letters::is_dot(*c))
        .map(|(index, character)| Sign {
            position: index + 1,
            character,
            readings: readings(character),
        })
        .collect()
}

/// Reads the characters with these letters.
pub(super) fn read(signs: &[Sign], letters: &str) -> Reading {
    let mut exact = Reader::new(signs, letters, false);
    if let Some(used) = exact.from(0, 0) {
        return Reading::Agrees(used);
    }
    let mut lenient = Reader::new(signs, letters, true);
    match lenient.from(0, 0) {
        Some(meant) => Reading::UmlautForm(meant.concat()),
        // Letters left over at the end are the last character's.
        None => Reading::Differs(exact.furthest.min(signs.len().saturating_sub(1))),
    }
}

/// The surname's own readings as joined letters, when these letters are none of them.
pub(super) fn unusual_surname(surname: &str, letters: &str) -> Option<Vec<String>> {
    let usual: Vec<String> = surname_readings(surname)
        .iter()
        .map(|syllables| syllables.concat())
        .collect();
    (!usual.is_empty() && !usual.iter().any(|one| one == letters)).then_some(usual)
}

/// Whether these letters are one of the surname's own readings.
pub(super) fn is_surname_reading(surname: &str, letters: &str) -> bool {
    surname_readings(surname)
        .iter()
        .any(|syllables| syllables.concat() == letters)
}

struct Reader<'a> {
    signs: &'a [Sign],
    letters: &'a str,
    umlaut_slips: bool,
    /// The furthest character that could be reached: where reading stops for good.
    furthest: usize,
    /// Places known to lead nowhere, or a long name would be read again and again.
    dead: BTreeSet<(usize, usize)>,
}

impl<'a> Reader<'a> {
    fn new(signs: &'a [Sign], letters: &'a str, umlaut_slips: bool) -> Self {
        Self {
            signs,
            letters,
            umlaut_slips,
            furthest: 0,
            dead: BTreeSet::new(),
        }
    }

    /// The syllables from this character and this letter to the end; none when they do not agree.
    fn from(&mut self, sign: usize, offset: usize) -> Option<Vec<String>> {
        self.furthest = self.furthest.max(sign);
        let rest = self.letters.get(offset..)?;
        if sign == self.signs.len() {
            return rest.is_empty().then(Vec::new);
        }
        if self.dead.contains(&(sign, offset)) {
            return None;
        }
        for (written, meant) in self.ways(sign, rest) {
            if let Some(mut after) = self.from(sign + 1, offset + written) {
                after.insert(0, meant);
                return Some(after);
            }
        }
        self.dead.insert((sign, offset));
        None
    }

    /// How this character can be read at the head of the rest: bytes taken, and the syllable meant.
    fn ways(&self, sign: usize, rest: &str) -> Vec<(usize, String)> {
        let Some(sign) = self.signs.get(sign) else {
            return Vec::new();
        };
        let known = || sign.readings.iter().map(String::as_str);
        let mut ways: Vec<(usize, String)> = if sign.readings.is_empty() {
            heads(syllables(), rest)
        } else {
            heads(known(), rest)
        };
        if self.umlaut_slips {
            for meant in known() {
                let slips = umlaut_slips(meant).iter().copied();
                ways.extend(
                    heads(slips, rest)
                        .into_iter()
                        .map(|(written, _)| (written, meant.to_owned())),
                );
            }
        }
        ways
    }
}

fn heads<'b>(candidates: impl Iterator<Item = &'b str>, rest: &str) -> Vec<(usize, String)> {
    candidates
        .filter(|one| rest.starts_with(one))
        .map(|one| (one.len(), one.to_owned()))
        .collect()
}

/// Without characters to compare: the field with ü put right, if that makes it pinyin.
pub(super) fn umlaut_in_letters(letters: &str) -> Option<String> {
    let meant = letters
        .replace("ÜE", "UE")
        .replace("VE", "UE")
        .replace(['Ü', 'V'], "YU");
    let changed = meant != letters;
    (changed && is_pinyin(&meant)).then_some(meant)
}

//! Hanyu pinyin as passports print it: capitals without tones, LYU and NYU for LÜ and NÜ, LUE and
//! NUE for LÜE and NÜE.

use pinyin::ToPinyinMulti;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Letters of the longest syllable, ZHUANG.
const LONGEST_SYLLABLE: usize = 6;
/// More ways to split a name than this say nothing to anybody, and their number grows without end.
pub const MOST_SPLITS: usize = 64;
/// Letters that are split at most: far beyond any name, and short of what a stack holds.
pub const LONGEST_SPLIT: usize = 800;

static SYLLABLES: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    include_str!("data/syllables.txt")
        .split_whitespace()
        .collect()
});

/// Readings of a surname, one list of syllables each.
type SurnameReadings = Vec<Vec<&'static str>>;

static SURNAMES: LazyLock<BTreeMap<&'static str, SurnameReadings>> = LazyLock::new(|| {
    include_str!("data/surnames.txt")
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(surname, readings)| {
            let readings = readings.split(' ').map(|one| one.split(',').collect());
            (surname, readings.collect())
        })
        .collect()
});

/// Whether this is one syllable of standard pinyin, in capitals.
pub fn is_syllable(text: &str) -> bool {
    SYLLABLES.contains(text)
}

/// Every syllable there is.
pub fn syllables() -> impl Iterator<Item = &'static str> {
    SYLLABLES.iter().copied()
}

/// All ways to read joined letters as syllables: `XIAN` is XIAN and XI AN. Ways with a longer first
/// syllable come first; none when it is no pinyin or longer than [`LONGEST_SPLIT`]; at most
/// [`MOST_SPLITS`].
pub fn splits(joined: &str) -> Vec<Vec<&str>> {
    let mut found = Vec::new();
    if (1..=LONGEST_SPLIT).contains(&joined.len()) {
        collect_splits(joined, &tails(joined), &mut Vec::new(), &mut found);
    }
    found
}

/// Whether joined letters can be read as syllables in some way.
pub fn is_pinyin(joined: &str) -> bool {
    !joined.is_empty() && tails(joined).first().copied().unwrap_or(false)
}

/// For each byte offset, whether what follows can be read to its end. Without it a long text would
/// be tried in vain in all its ways.
fn tails(joined: &str) -> Vec<bool> {
    // From the end nothing is left to read; every other offset is judged below, from the back.
    let mut readable = vec![true; joined.len() + 1];
    for from in (0..joined.len()).rev() {
        readable[from] =
            first_syllables(joined, from).any(|syllable| readable[from + syllable.len()]);
    }
    readable
}

/// The syllables that can begin at this offset, the longest first.
fn first_syllables(joined: &str, from: usize) -> impl Iterator<Item = &str> {
    (1..=LONGEST_SYLLABLE)
        .rev()
        .filter_map(move |length| joined.get(from..from + length))
        .filter(|text| is_syllable(text))
}

fn collect_splits<'a>(
    joined: &'a str,
    readable: &[bool],
    before: &mut Vec<&'a str>,
    found: &mut Vec<Vec<&'a str>>,
) {
    let from: usize = before.iter().map(|syllable| syllable.len()).sum();
    if from == joined.len() {
        found.push(before.clone());
        return;
    }
    for syllable in first_syllables(joined, from) {
        if found.len() < MOST_SPLITS && readable[from + syllable.len()] {
            before.push(syllable);
            collect_splits(joined, readable, before, found);
            before.pop();
        }
    }
}

/// The readings of a character as passports print them, the usual one first; empty when unknown.
pub fn readings(character: char) -> Vec<String> {
    let mut readings: Vec<String> = Vec::new();
    for reading in character.to_pinyin_multi().into_iter().flatten() {
        let printed = passport_form(reading.plain());
        if is_syllable(&printed) && !readings.contains(&printed) {
            readings.push(printed);
        }
    }
    readings
}

/// `lü` → LYU, `nüe` → NUE; everything else in capitals.
fn passport_form(plain: &str) -> String {
    plain
        .replace("üe", "ue")
        .replace('ü', "yu")
        .to_ascii_uppercase()
}

/// How a surname is read as a surname, where that is not how its characters are usually read; the
/// readings of one surname have as many syllables as it has characters.
pub fn surname_readings(surname: &str) -> &'static [Vec<&'static str>] {
    SURNAMES.get(surname).map_or(&[], Vec::as_slice)
}

/// The ways a syllable with ü is written by people who do not know the passport's way.
///
/// `LU` is among them for LYU: it is another syllable, but 吕 is never read so.
pub fn umlaut_slips(syllable: &str) -> &'static [&'static str] {
    match syllable {
        "LYU" => &["LV", "LÜ", "LU", "LUE"],
        "NYU" => &["NV", "NÜ", "NU", "NUE"],
        "LUE" => &["LVE", "LÜE", "LYUE"],
        "NUE" => &["NVE", "NÜE", "NYUE"],
        _ => &[],
    }
}

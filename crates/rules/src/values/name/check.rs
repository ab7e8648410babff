//! A name against the rules of its regime.

use super::finding::{NameFinding, NamePart, NameRemark, Severity};
use super::letters::{characters, foreign_letters, joined, pinyin_letters};
use super::reading::{
    Reading, Sign, is_surname_reading, read, signs, umlaut_in_letters, unusual_surname,
};
use super::{LATIN_LIMIT, MACHINE_ZONE_LIMIT, NameRegime, PersonName, ZH_LIMIT};
use crate::values::pinyin::is_pinyin;
use crate::values::text::{TextFinding, TextKind, findings, hidden_kind};

/// Everything found about a name under one regime.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct NameReport {
    /// The findings, field by field.
    pub findings: Vec<NameFinding>,
}

impl NameReport {
    /// The name cannot stand like this.
    pub fn has_errors(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.severity == Severity::Error)
    }
}

/// Surname or given name: the characters with their letters.
#[derive(Clone, Copy)]
struct Half {
    zh: NamePart,
    latin: NamePart,
}

const SURNAME: Half = Half {
    zh: NamePart::SurnameZh,
    latin: NamePart::SurnameLatin,
};
const GIVEN: Half = Half {
    zh: NamePart::GivenZh,
    latin: NamePart::GivenLatin,
};

/// Looks at a name under a regime.
pub fn check(name: &PersonName, regime: NameRegime) -> NameReport {
    if NamePart::ALL.iter().all(|part| name.part(*part).is_empty()) {
        return report(vec![NameRemark::NoName], regime);
    }
    let mut remarks: Vec<NameRemark> = NamePart::ALL
        .iter()
        .flat_map(|part| written(name, *part))
        .collect();
    remarks.extend(machine_zone(name));
    let spelling: Vec<NameRemark> = [SURNAME, GIVEN]
        .into_iter()
        .flat_map(|half| spelling(name, half))
        .collect();
    remarks.extend(match regime {
        NameRegime::NewPassport => spelling,
        NameRegime::AsInOldPassport => flagged(spelling, NameRemark::CompareWithOldPassport),
        NameRegime::TravelDocument => in_travel_document(name, spelling),
    });
    report(remarks, regime)
}

/// What holds of a field whatever name it is.
fn written(name: &PersonName, part: NamePart) -> Vec<NameRemark> {
    let text = name.part(part);
    let found = text.chars().count();
    let limit = match part {
        NamePart::SurnameZh | NamePart::GivenZh => ZH_LIMIT,
        NamePart::SurnameLatin | NamePart::GivenLatin => LATIN_LIMIT,
    };
    let too_long = (found > limit).then_some(NameRemark::TooLong { part, limit, found });
    let hidden = findings(text, TextKind::Word)
        .into_iter()
        .filter(|finding| matches!(finding, TextFinding::Hidden { .. }))
        .map(|finding| NameRemark::Text { part, finding });
    too_long.into_iter().chain(hidden).collect()
}

fn machine_zone(name: &PersonName) -> Option<NameRemark> {
    let found = name.surname_latin.chars().count() + name.given_latin.chars().count();
    (found > MACHINE_ZONE_LIMIT).then_some(NameRemark::LongerThanMachineZone {
        limit: MACHINE_ZONE_LIMIT,
        found,
    })
}

/// What today's rules for a passport would say about one half of the name.
fn spelling(name: &PersonName, half: Half) -> Vec<NameRemark> {
    let (zh, latin) = (name.part(half.zh), name.part(half.latin));
    match (zh.is_empty(), latin.is_empty()) {
        (true, true) => Vec::new(),
        (false, true) => {
            let mut remarks = characters(half.zh, zh);
            remarks.push(NameRemark::Missing { part: half.latin });
            remarks
        }
        (true, false) => {
            let mut remarks = vec![NameRemark::Missing { part: half.zh }];
            remarks.extend(pinyin_letters(half.latin, latin));
            remarks.extend(letters_alone(half.latin, &joined(latin)));
            remarks
        }
        (false, false) => {
            let mut remarks = characters(half.zh, zh);
            let readable = remarks.is_empty() && is_readable(zh, latin);
            remarks.extend(pinyin_letters(half.latin, latin));
            remarks.extend(if readable {
                reading(half, zh, &joined(latin))
            } else {
                letters_alone(half.latin, &joined(latin))
                    .into_iter()
                    .collect()
            });
            remarks
        }
    }
}

/// Reading takes one step into the deep a character, so a text beyond the limits is not read; nor is
/// a sign that is not what it seems.
fn is_readable(zh: &str, latin: &str) -> bool {
    zh.chars().count() <= ZH_LIMIT
        && latin.chars().count() <= LATIN_LIMIT
        && !zh.chars().any(|c| hidden_kind(c).is_some())
}

/// Without characters to compare there is still pinyin and no pinyin.
fn letters_alone(part: NamePart, letters: &str) -> Option<NameRemark> {
    if is_pinyin(letters) {
        return None;
    }
    Some(match umlaut_in_letters(letters) {
        Some(meant) => NameRemark::UmlautForm { part, meant },
        None => NameRemark::NotPinyin { part },
    })
}

/// The letters as a reading of the characters.
fn reading(half: Half, zh: &str, letters: &str) -> Vec<NameRemark> {
    let surname = half.zh == NamePart::SurnameZh;
    if surname && is_surname_reading(zh, letters) {
        return Vec::new();
    }
    let signs = signs(zh);
    let mut remarks: Vec<NameRemark> = signs
        .iter()
        .filter(|sign| sign.readings.is_empty())
        .map(|sign| NameRemark::NoReading {
            part: half.zh,
            position: sign.position,
            character: sign.character,
        })
        .collect();
    match read(&signs, letters) {
        Reading::Agrees(used) => match unusual_surname(zh, letters).filter(|_| surname) {
            Some(usual) => remarks.push(NameRemark::UnusualSurname { usual }),
            None => remarks.extend(unusual_readings(half.zh, &signs, &used)),
        },
        Reading::UmlautForm(meant) => remarks.push(NameRemark::UmlautForm {
            part: half.latin,
            meant,
        }),
        Reading::Differs(at) => remarks.extend(differs(half, signs.get(at), letters)),
    }
    remarks
}

fn unusual_readings<'a>(
    part: NamePart,
    signs: &'a [Sign],
    used: &'a [String],
) -> impl Iterator<Item = NameRemark> + 'a {
    signs.iter().zip(used).filter_map(move |(sign, used)| {
        let usual = sign.readings.first()?;
        (usual != used).then(|| NameRemark::UnusualReading {
            part,
            position: sign.position,
            character: sign.character,
            used: used.clone(),
            usual: usual.clone(),
        })
    })
}

/// Letters that are no pinyin at all are not blamed on one character.
fn differs(half: Half, sign: Option<&Sign>, letters: &str) -> Option<NameRemark> {
    letters_alone(half.latin, letters).or_else(|| {
        sign.map(|sign| NameRemark::ReadingDiffers {
            part: half.zh,
            position: sign.position,
            character: sign.character,
            readings: sign.readings.clone(),
        })
    })
}

/// The spelling as it is, and a flag when it is not today's.
fn flagged(mut spelling: Vec<NameRemark>, flag: NameRemark) -> Vec<NameRemark> {
    if spelling.iter().any(NameRemark::is_departure) {
        spelling.push(flag);
    }
    spelling
}

/// A name that departs from the pinyin of its characters is taken for a foreign one, which has its
/// own letters and needs evidence.
fn in_travel_document(name: &PersonName, spelling: Vec<NameRemark>) -> Vec<NameRemark> {
    if !spelling.iter().any(NameRemark::is_departure) {
        return spelling;
    }
    let mut remarks: Vec<NameRemark> = spelling
        .into_iter()
        .filter(|remark| !remark.is_settled_by_evidence())
        .collect();
    for part in [NamePart::SurnameLatin, NamePart::GivenLatin] {
        remarks.extend(foreign_letters(part, name.part(part)));
    }
    remarks.push(NameRemark::ForeignNameNeedsEvidence);
    remarks
}

fn report(remarks: Vec<NameRemark>, regime: NameRegime) -> NameReport {
    let findings = remarks
        .into_iter()
        .map(|remark| NameFinding {
            severity: remark.severity(regime),
            remark,
        })
        .collect();
    NameReport { findings }
}

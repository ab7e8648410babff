//! Words fraudsters use, in both scripts, also spaced out.

use super::folded::{Folded, is_filler};
use super::{Finding, FindingCode, Severity};
use std::sync::LazyLock;

struct Phrase {
    letters: Vec<char>,
    code: FindingCode,
    severity: Severity,
}

/// Kind, severity, then the writings of one phrase.
static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    include_str!("data/phrases.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(read_line)
        .collect()
});

fn read_line(line: &str) -> Vec<Phrase> {
    let mut columns = line.split_whitespace();
    let code = match columns.next() {
        Some("payment") => FindingCode::PaymentWords,
        Some("secret") => FindingCode::SecretWords,
        Some("chat") => FindingCode::ChatAccount,
        _ => return Vec::new(),
    };
    let severity = match columns.next() {
        Some("block") => Severity::Block,
        _ => Severity::Warn,
    };
    columns
        .map(|writing| Phrase {
            letters: writing.chars().collect(),
            code,
            severity,
        })
        .collect()
}

/// Fillers between two letters of a word; more make two words of it.
const MOST_FILLERS: usize = 3;

/// What makes of a forbidden word a warning against it.
const WARNS: [&str; 16] = [
    "不会",
    "不會",
    "不要",
    "切勿",
    "请勿",
    "請勿",
    "从不",
    "從不",
    "不得",
    "无需",
    "無需",
    "谨防",
    "謹防",
    "neverask",
    "notask",
    "neversend",
];

/// Characters before a word in which it may be forbidden.
const LEAD: usize = 90;

/// Papers about a payment made, as they are asked for.
const PAPERS: [&str; 8] = [
    "凭证", "憑證", "凭单", "憑單", "回单", "回單", "记录", "記錄",
];

pub(super) fn findings(folded: &Folded) -> Vec<Finding> {
    let mut found: Vec<(usize, usize, &Phrase)> = Vec::new();
    for start in 0..folded.glyphs.len() {
        let here = PHRASES.iter().filter_map(|phrase| {
            let end = matched(folded, start, &phrase.letters)?;
            Some((start, end, phrase))
        });
        // Of several phrases beginning here the longest says most.
        if let Some(longest) = here.max_by_key(|(_, end, phrase)| (*end, phrase.severity)) {
            match found.last_mut() {
                // 请转账 and 转账到 are one request.
                Some((_, end, last)) if longest.0 < *end && last.code == longest.2.code => {
                    *end = longest.1.max(*end);
                    if longest.2.severity > last.severity {
                        *last = longest.2;
                    }
                }
                Some(_) | None => found.push(longest),
            }
        }
    }
    found
        .into_iter()
        .map(|(start, end, phrase)| finding(folded, start, end, phrase))
        .collect()
}

fn finding(folded: &Folded, start: usize, end: usize, phrase: &Phrase) -> Finding {
    let (from, to) = folded.bytes(start, end);
    let lead: String = clause(&folded.before(start, LEAD))
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let after = folded.read(end, end + 4);
    let harmless = WARNS.iter().any(|w| lead.contains(w))
        || PAPERS
            .iter()
            .any(|paper| after.trim_start().starts_with(paper));
    Finding {
        from,
        to,
        code: phrase.code,
        severity: if harmless {
            Severity::Warn
        } else {
            phrase.severity
        },
    }
}

/// The last clause: 请不要担心 forbids nothing that comes after its comma. English lists have commas too.
fn clause(lead: &str) -> &str {
    let chinese = |c: char| matches!(c, '\u{4E00}'..='\u{9FFF}');
    let cut = lead
        .rmatch_indices(',')
        .find(|(at, _)| lead[..*at].ends_with(chinese));
    cut.map_or(lead, |(at, _)| &lead[at + 1..])
}

/// The glyph after the phrase, where it begins at `start`.
fn matched(folded: &Folded, start: usize, letters: &[char]) -> Option<usize> {
    let mut at = start;
    for (index, letter) in letters.iter().enumerate() {
        if index > 0 {
            let fillers = (at..)
                .take_while(|i| folded.at(*i).is_some_and(is_filler))
                .take(MOST_FILLERS)
                .count();
            at += fillers;
        }
        if folded.at(at)? != *letter {
            return None;
        }
        at += 1;
    }
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    // A Latin word must not be the middle of another one.
    let first = letters.first().copied();
    let last = letters.last().copied();
    let cut_before = latin(first) && start > 0 && latin(folded.at(start - 1));
    let cut_after = latin(last) && latin(folded.at(at));
    (!cut_before && !cut_after).then_some(at)
}

//! The subject must be the order number and nothing else; 回复 and 转发 before it do no harm.

use super::numbers::numbers_in;
use super::verdict::Why;
use crate::values::OrderNo;
use crate::values::fold::half_width;
use crate::values::order_no::{ORDER_NO_LENGTH, OrderNoFault};

/// What mail programs write before a subject, in small letters: Chinese, English, and the languages of
/// the host countries whose people own the computers.
const MARKS: [&str; 45] = [
    "re",
    "fw",
    "fwd",
    "回复",
    "回覆",
    "答复",
    "答覆",
    "回信",
    "回應",
    "回应",
    "转发",
    "轉發",
    "轉寄",
    "转寄",
    "aw",
    "antw",
    "antwort",
    "wg",
    "tr",
    "réf",
    "rv",
    "enc",
    "res",
    "rif",
    "r",
    "i",
    "sv",
    "vs",
    "vb",
    "vl",
    "ynt",
    "ilt",
    "odp",
    "pd",
    "doorst",
    "reenv",
    "reenviado",
    "továbbítás",
    "vá",
    "atb",
    "απ",
    "πρθ",
    "отв",
    "пересл",
    "fs",
];

/// How absence notes begin.
const ABSENCE: [&str; 9] = [
    "自动回复",
    "自動回覆",
    "自動回復",
    "自动答复",
    "automatic reply",
    "auto reply",
    "auto-reply",
    "out of office",
    "réponse automatique",
];

/// What a subject says.
pub(super) struct Subject {
    /// Marks of answering and forwarding before it.
    pub(super) marks: usize,
    /// The order, or why none, with one that may be meant.
    pub(super) number: Result<OrderNo, (Why, Option<OrderNo>)>,
}

pub(super) fn read(subject: &str) -> Subject {
    let folded: String = subject.chars().map(half_width).collect();
    let (marks, rest) = without_marks(&folded);
    Subject {
        marks,
        number: number(rest),
    }
}

/// 自动回复 and its like; the number after it is that of a mail we sent.
pub(super) fn is_absence_note(subject: &str) -> bool {
    let begin: String = subject.trim().chars().take(30).map(half_width).collect();
    let begin = begin.to_lowercase();
    ABSENCE.iter().any(|words| begin.starts_with(words))
}

fn without_marks(subject: &str) -> (usize, &str) {
    let mut marks = 0;
    let mut rest = subject.trim();
    while let Some(after) = after_mark(rest) {
        marks += 1;
        rest = after.trim_start();
    }
    (marks, rest)
}

/// `Re:`, `RE[2]:`, `Fwd (3) :`.
fn after_mark(text: &str) -> Option<&str> {
    let (before, after) = text.split_once(':')?;
    let word = without_count(before.trim_end());
    // Lowering is for a word of at most a few letters: a long subject without a mark costs nothing.
    let known = word.len() <= 24 && MARKS.contains(&word.to_lowercase().as_str());
    known.then_some(after)
}

fn without_count(word: &str) -> &str {
    let Some(open) = word.strip_suffix([']', ')', '】']) else {
        return word;
    };
    let open = open.trim_end_matches(|c: char| c.is_ascii_digit());
    open.strip_suffix(['[', '(', '【'])
        .map_or(word, str::trim_end)
}

fn number(rest: &str) -> Result<OrderNo, (Why, Option<OrderNo>)> {
    if rest.is_empty() {
        return Err((Why::SubjectEmpty, None));
    }
    match OrderNo::parse(rest) {
        Ok(read) => Ok(read.value),
        Err(fault) => Err(not_a_number(rest, fault)),
    }
}

fn not_a_number(rest: &str, fault: OrderNoFault) -> (Why, Option<OrderNo>) {
    let inside = numbers_in(rest);
    match (fault, inside.as_slice()) {
        (_, [_, _, ..]) => (Why::SeveralOrders { found: inside }, None),
        (
            OrderNoFault::LikelySlip {
                position,
                found,
                meant,
                suggestion,
            },
            _,
        ) => (
            Why::SubjectSlip {
                position,
                found,
                meant,
            },
            OrderNo::parse(&suggestion).ok().map(|read| read.value),
        ),
        (_, [only]) => (Why::SubjectSaysMore, Some(only.clone())),
        (fault, []) if is_meant_as_number(rest) => (Why::SubjectFault { fault }, None),
        (_, []) => (Why::SubjectWithoutNumber, None),
    }
}

/// One run of letters and digits, about as long as a number, with digits at its end.
fn is_meant_as_number(rest: &str) -> bool {
    let signs: Vec<char> = rest
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .take(ORDER_NO_LENGTH * 2)
        .collect();
    let about = ORDER_NO_LENGTH - 4..=ORDER_NO_LENGTH + 4;
    about.contains(&signs.len())
        && signs.iter().filter(|c| c.is_ascii_alphanumeric()).count() + 2 >= signs.len()
        && signs
            .iter()
            .rev()
            .take(4)
            .filter(|c| c.is_ascii_digit())
            .count()
            >= 3
}

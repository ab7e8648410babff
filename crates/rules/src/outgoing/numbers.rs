//! Long numbers: accounts and cards, and telephone numbers that are not the post's.

use super::folded::{Folded, is_filler};
use super::{Finding, FindingCode, Severity};
use crate::post::PostPolicy;
use crate::values::IdNumber;

/// The shortest and the longest number of a card or an account.
const ACCOUNT: std::ops::RangeInclusive<usize> = 13..=19;
/// The shortest and the longest number one can telephone.
const PHONE: std::ops::RangeInclusive<usize> = 7..=15;
const ACCOUNT_WORDS: [&str; 12] = [
    "卡号",
    "卡號",
    "账号",
    "賬號",
    "帳號",
    "帐号",
    "账户",
    "賬戶",
    "帳戶",
    "account no",
    "account number",
    "card number",
];
const TRACKING: [&str; 14] = [
    "查询号",
    "查詢號",
    "单号",
    "單號",
    "快递",
    "快遞",
    "邮件号",
    "郵件號",
    "挂号",
    "掛號",
    "usps",
    "tracking",
    "parcel",
    "ups",
];
const PHONING: [&str; 13] = [
    "电话",
    "電話",
    "手机",
    "手機",
    "致电",
    "致電",
    "拨打",
    "撥打",
    "联系人",
    "聯繫人",
    "tel",
    "phone",
    "call",
];
/// 12308 with and without its country, and emergency numbers.
const OFFICIAL: [&str; 6] = ["12308", "861012308", "8610123080", "110", "112", "911"];

/// Digits that are read as one number.
struct Run {
    start: usize,
    end: usize,
    digits: String,
    plus: bool,
    glued: bool,
}

/// A digit, also in Chinese, in its plain and its formal writing.
fn digit(c: char) -> Option<char> {
    if c.is_ascii_digit() {
        return Some(c);
    }
    let rows = [
        "〇一二三四五六七八九",
        "零壹贰叁肆伍陆柒捌玖",
        "零壹貳參肆伍陸柒捌玖",
        "○幺两三四五六七八九",
    ];
    rows.iter()
        .find_map(|row| row.chars().position(|n| n == c))
        .and_then(|n| char::from_digit(u32::try_from(n).ok()?, 10))
}

fn runs(folded: &Folded) -> Vec<Run> {
    let mut all = Vec::new();
    let mut at = 0;
    while at < folded.glyphs.len() {
        if folded.at(at).and_then(digit).is_none() {
            at += 1;
            continue;
        }
        let run = run_from(folded, at);
        at = run.end;
        all.push(run);
    }
    all
}

fn run_from(folded: &Folded, start: usize) -> Run {
    let mut digits = String::new();
    let (mut at, mut end) = (start, start);
    while let Some(c) = folded.at(at) {
        if let Some(d) = digit(c) {
            digits.push(d);
            end = at + 1;
        } else if !(between(c) && at + 1 - end <= 2) {
            break;
        }
        at += 1;
    }
    let before = start.checked_sub(1).and_then(|i| folded.at(i));
    let two_before = start.checked_sub(2).and_then(|i| folded.at(i));
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    Run {
        start,
        end,
        plus: before == Some('+') || before == Some('(') && two_before == Some('+'),
        glued: letter(before) || letter(folded.at(end)),
        digits,
    }
}

/// What stands between the groups of a number.
fn between(c: char) -> bool {
    is_filler(c) && c != '/' && c != '*' || matches!(c, '(' | ')')
}

pub(super) fn findings(folded: &Folded, policy: &PostPolicy) -> Vec<Finding> {
    let judged = |run: &Run| {
        let (code, severity) = account(folded, run).or_else(|| phone(folded, run, policy))?;
        let (from, to) = folded.bytes(run.start, run.end);
        Some(Finding {
            from,
            to,
            code,
            severity,
        })
    };
    let mut found: Vec<Finding> = runs(folded)
        .iter()
        .filter(|run| !holds_a_day(folded, run))
        .filter_map(judged)
        .collect();
    found.extend(ibans(folded));
    found
}

/// Days written one after the other, or before a time, are no number.
fn holds_a_day(folded: &Folded, run: &Run) -> bool {
    let is_day = |word: &str| {
        let parts: Vec<&str> = word.split(['-', '.']).collect();
        let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        matches!(lengths.as_slice(), [4, 1..=2, 1..=2]) && word.starts_with(['1', '2'])
    };
    folded
        .read(run.start, run.end)
        .split_whitespace()
        .any(is_day)
}

fn account(folded: &Folded, run: &Run) -> Option<(FindingCode, Severity)> {
    let before = folded.before(run.start, 16);
    let said = |words: &[&str]| words.iter().any(|w| before.contains(w));
    let telephone = run.plus || run.digits.starts_with("00") && PHONE.contains(&run.digits.len());
    let found = |severity| Some((FindingCode::CardOrAccount, severity));
    if run.glued || IdNumber::parse(&run.digits).is_ok() {
        return None;
    }
    if said(&ACCOUNT_WORDS) && (8..=30).contains(&run.digits.len()) {
        return found(Severity::Block);
    }
    if telephone || !ACCOUNT.contains(&run.digits.len()) || said(&TRACKING) {
        return None;
    }
    if luhn(&run.digits) {
        return found(Severity::Block);
    }
    found(Severity::Warn)
}

/// The check digit of payment cards.
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .chars()
        .rev()
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(|(index, d)| match (index % 2, d * 2) {
            (0, _) => d,
            (_, twice) if twice > 9 => twice - 9,
            (_, twice) => twice,
        })
        .sum();
    sum.is_multiple_of(10)
}

fn phone(folded: &Folded, run: &Run, policy: &PostPolicy) -> Option<(FindingCode, Severity)> {
    let before = folded.before(run.start, 12);
    let international = run.plus || run.digits.starts_with("00");
    let mobile = is_mainland_mobile(&run.digits);
    let said = PHONING.iter().any(|w| before.contains(w));
    let length = PHONE.contains(&run.digits.len());
    if run.glued || !length || !(international || mobile || said) {
        return None;
    }
    let own = policy
        .contact
        .phones
        .values()
        .map(|number| plain(number))
        .any(|number| same_number(&number, &run.digits));
    let official = OFFICIAL.contains(&run.digits.trim_start_matches('0'));
    (!own && !official).then_some((FindingCode::ForeignPhone, Severity::Warn))
}

fn is_mainland_mobile(digits: &str) -> bool {
    let mut chars = digits.chars();
    digits.len() == 11 && chars.next() == Some('1') && matches!(chars.next(), Some('3'..='9'))
}

fn plain(number: &str) -> String {
    number.chars().filter_map(digit).collect()
}

/// With or without the country and the zeros dialled before it.
fn same_number(one: &str, other: &str) -> bool {
    let one = one.trim_start_matches('0');
    let other = other.trim_start_matches('0');
    let shorter = one.len().min(other.len());
    shorter >= 7 && (one.ends_with(other) || other.ends_with(one))
}

/// International account numbers: two letters, two digits, a remainder of one by 97.
fn ibans(folded: &Folded) -> Vec<Finding> {
    let mut found = Vec::new();
    for start in 0..folded.glyphs.len() {
        let previous = start.checked_sub(1).and_then(|i| folded.at(i));
        if previous.is_some_and(|c| c.is_ascii_alphanumeric()) {
            continue;
        }
        if let Some(end) = iban_end(folded, start) {
            let (from, to) = folded.bytes(start, end);
            found.push(Finding {
                from,
                to,
                code: FindingCode::CardOrAccount,
                severity: Severity::Block,
            });
        }
    }
    found
}

fn iban_end(folded: &Folded, start: usize) -> Option<usize> {
    let mut read = String::new();
    let mut best = None;
    let mut at = start;
    while read.len() < 34 {
        match folded.at(at) {
            Some(c) if c.is_ascii_alphanumeric() => read.push(c),
            Some(' ' | '-') if !read.is_empty() => {
                at += 1;
                continue;
            }
            Some(_) | None => break,
        }
        at += 1;
        let ends = !folded.at(at).is_some_and(|c| c.is_ascii_alphanumeric());
        if ends && read.len() >= 15 && is_iban(&read) {
            best = Some(at);
        }
    }
    best
}

fn is_iban(read: &str) -> bool {
    let shape = read.chars().enumerate().all(|(i, c)| match i {
        0 | 1 => c.is_ascii_alphabetic(),
        2 | 3 => c.is_ascii_digit(),
        _ => c.is_ascii_alphanumeric(),
    });
    if !shape {
        return false;
    }
    let turned = read[4..].chars().chain(read[..4].chars());
    let remainder = turned
        .filter_map(|c| c.to_digit(36))
        .fold(0_u32, |rest, n| {
            if n > 9 {
                (rest * 100 + n) % 97
            } else {
                (rest * 10 + n) % 97
            }
        });
    remainder == 1
}

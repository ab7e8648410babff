//! 正文: the four lines, as people really write them.
//!
//! 1、 or (1) or ① before them or nothing, any colon or none, traditional characters, all four in one line
//! or each value in the line below its name (as tables arrive), in any order, quoted or not.

use super::characters::folded;
use super::numbers::numbers_in;
use crate::values::OrderNo;
use crate::values::order_no::ORDER_NO_LENGTH;

/// What the four lines say. Values are as written, but for folding.
#[derive(Default)]
pub(super) struct FourLines {
    pub(super) name: Option<String>,
    pub(super) business: Option<String>,
    pub(super) order: Option<String>,
    pub(super) post: Option<String>,
}

/// What was read of the words of a mail.
pub(super) struct Body {
    pub(super) lines: FourLines,
    /// The four lines stand only in what is quoted or forwarded.
    pub(super) quoted: bool,
    /// Order numbers in what the sender wrote; in what is quoted where they wrote none of the four lines.
    pub(super) numbers: Vec<OrderNo>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Name,
    Business,
    Order,
    Post,
}

/// What people call the four; of two that begin together the longer comes first.
const LABELS: [(&str, Line); 20] = [
    ("办理人姓名", Line::Name),
    ("申请人姓名", Line::Name),
    ("办理人", Line::Name),
    ("申请人", Line::Name),
    ("姓名", Line::Name),
    ("业务名称", Line::Business),
    ("业务类型", Line::Business),
    ("业务类别", Line::Business),
    ("办理业务", Line::Business),
    ("业务", Line::Business),
    ("订单号码", Line::Order),
    ("订单编号", Line::Order),
    ("订单号", Line::Order),
    ("预约使领馆", Line::Post),
    ("预约使馆", Line::Post),
    ("预约领馆", Line::Post),
    ("预约总领馆", Line::Post),
    ("预约领事馆", Line::Post),
    ("使领馆", Line::Post),
    ("办理使领馆", Line::Post),
];

/// A value is a name or a number; more of a line is not read.
const LONGEST_VALUE: usize = 120;

/// Lines after which everything is somebody's earlier mail.
const QUOTING: [&str; 16] = [
    "原始邮件",
    "原邮件",
    "original message",
    "original mail",
    "forwarded message",
    "转发邮件信息",
    "转发的邮件",
    "begin forwarded message",
    "reply message",
    "回复的原邮件",
    "-------- 转发",
    "message d'origine",
    "message transféré",
    "ursprüngliche nachricht",
    "weitergeleitete nachricht",
    "mensaje original",
];

pub(super) fn read(text: &str, enclosed: &[String]) -> Body {
    let (own, quoted) = own_and_quoted(text);
    let own_lines = four_lines(&own);
    if own_lines.any() {
        return Body {
            lines: own_lines,
            quoted: false,
            numbers: numbers(&own),
        };
    }
    let mut earlier = quoted;
    for inner in enclosed {
        let (own, quoted) = own_and_quoted(inner);
        earlier.extend(own);
        earlier.extend(quoted);
    }
    let lines = four_lines(&earlier);
    Body {
        quoted: lines.any(),
        numbers: numbers(if lines.any() { &earlier } else { &own }),
        lines,
    }
}

impl FourLines {
    fn any(&self) -> bool {
        self.of_each().iter().any(|line| line.is_some())
    }

    fn of_each(&self) -> [&Option<String>; 4] {
        [&self.name, &self.business, &self.order, &self.post]
    }

    /// The first that says something stands: below it stand older mails.
    fn say(&mut self, line: Line, value: &str) {
        let place = match line {
            Line::Name => &mut self.name,
            Line::Business => &mut self.business,
            Line::Order => &mut self.order,
            Line::Post => &mut self.post,
        };
        if place.is_none() && !value.is_empty() {
            *place = Some(value.chars().take(LONGEST_VALUE).collect());
        }
    }
}

fn numbers(lines: &[String]) -> Vec<OrderNo> {
    numbers_in(&lines.join("\n"))
}

/// Folded lines: those of the sender, and those of earlier mails without their marks.
fn own_and_quoted(text: &str) -> (Vec<String>, Vec<String>) {
    let (mut own, mut quoted) = (Vec::new(), Vec::new());
    let mut earlier = false;
    for line in text.lines() {
        let line = folded(line);
        let bare = line.trim_start_matches([' ', '>', '|']);
        let marked = bare.len() < line.trim_start().len();
        earlier = earlier || begins_earlier_mail(bare);
        if marked || earlier {
            quoted.push(bare.trim_end().to_owned());
        } else {
            own.push(bare.trim_end().to_owned());
        }
    }
    (own, quoted)
}

/// `----- 原始邮件 -----`, `在 2026-03-02 09:11:00,"…" 写道:`, `On … wrote:`.
fn begins_earlier_mail(line: &str) -> bool {
    if line.is_empty() {
        return false;
    }
    let said = line.to_lowercase();
    let ruled = said.starts_with("--") || said.starts_with("__") || said.starts_with("begin ");
    let named = QUOTING.iter().any(|words| said.contains(words));
    let wrote = ["写道:", "wrote:", "a écrit :", "schrieb:", "escribió:"];
    (ruled && named) || wrote.iter().any(|word| said.ends_with(word))
}

fn four_lines(lines: &[String]) -> FourLines {
    let mut found = FourLines::default();
    for (at, line) in lines.iter().enumerate() {
        let labels = labels_in(line);
        for (nth, label) in labels.iter().enumerate() {
            let end = labels.get(nth + 1).map_or(line.len(), |next| next.begin);
            let value = line.get(label.end..end).unwrap_or_default();
            let value = match label.line {
                Line::Order => number_alone(without_next_marker(value)),
                Line::Name | Line::Business | Line::Post => without_next_marker(value),
            };
            if value.is_empty() && nth + 1 == labels.len() {
                found.say(label.line, value_below(lines.get(at + 1..)));
            } else {
                found.say(label.line, value);
            }
        }
    }
    found
}

struct Label {
    line: Line,
    begin: usize,
    end: usize,
}

/// The names of lines in this line, from left to right.
fn labels_in(line: &str) -> Vec<Label> {
    let mut found: Vec<Label> = Vec::new();
    let mut from = 0;
    while let Some(next) = next_label(line, from) {
        from = next.end;
        found.push(next);
        if found.len() == LABELS.len() {
            break;
        }
    }
    found
}

fn next_label(line: &str, from: usize) -> Option<Label> {
    let rest = line.get(from..)?;
    let (at, words, kind) = LABELS
        .iter()
        .filter_map(|(words, kind)| rest.find(words).map(|at| (at, *words, *kind)))
        .min_by_key(|(at, words, _)| (*at, usize::MAX - words.len()))?;
    let begin = from + at;
    let after = begin + words.len();
    match end_of_label(line, begin, after) {
        Some(end) => Some(Label {
            line: kind,
            begin,
            end,
        }),
        // The same words in a sentence; what follows them may be a name of a line again.
        None => next_label(line, after),
    }
}

/// After the colon; without one only where the line begins with the name, or the number follows it.
fn end_of_label(line: &str, begin: usize, after: usize) -> Option<usize> {
    let rest = line.get(after..)?;
    let spaced = rest.trim_start_matches(' ');
    let begins = without_marker(line.get(..begin)?).is_empty();
    let skipped = after + rest.len() - spaced.len();
    match spaced.chars().next() {
        Some(colon @ (':' | '=' | '﹕' | '∶' | '︰')) => Some(skipped + colon.len_utf8()),
        Some('-' | '—' | '是' | '为') if begins => {
            Some(skipped + spaced.chars().next().map_or(0, char::len_utf8))
        }
        Some(_) if begins && (spaced.len() < rest.len() || is_number_sign(spaced)) => Some(skipped),
        None if begins => Some(skipped),
        Some(_) | None => None,
    }
}

fn is_number_sign(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// The line without the `1、`, `(2)`, `③` or `*` before it.
fn without_marker(text: &str) -> &str {
    text.trim_matches(is_marker)
}

/// The value without the marker of the line that follows in the same line, `张三 2、`.
fn without_next_marker(value: &str) -> &str {
    let value = value.trim();
    let cut = value.trim_end_matches(['、', '.', ')', ',', ';', '。', '(', ' ']);
    let without_digit = cut.trim_end_matches(|c: char| matches!(c, '1'..='4' | '①'..='④'));
    let marked = cut.len() < value.len() || cut.ends_with(['①', '②', '③', '④']);
    let separate = without_digit.ends_with([' ', '(', ',', ';', '、'])
        || without_digit
            .chars()
            .next_back()
            .is_some_and(|c| !c.is_ascii());
    let value = if marked && separate {
        without_digit
    } else {
        cut
    };
    value.trim_matches([' ', ',', ';', '、', '。', '(', '.', '*', ':'])
}

/// Where the lines ran together the digit after the number counts the next line.
fn number_alone(value: &str) -> &str {
    let run = value.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let counted =
        run == ORDER_NO_LENGTH + 1 && matches!(value.as_bytes().get(run - 1), Some(b'1'..=b'4'));
    value
        .get(..run - usize::from(counted))
        .filter(|_| counted)
        .unwrap_or(value)
}

fn is_marker(c: char) -> bool {
    matches!(c, ' ' | '0'..='9' | '、' | '.' | '(' | ')' | ',' | '①'..='⑳' | '*' | '-' | '•' | '·' | '【' | '[' | '。' | ';' | '一' | '二' | '三' | '四')
}

/// Tables put the value below its name.
fn value_below(lines: Option<&[String]>) -> &str {
    let mut below = lines.unwrap_or_default().iter().take(3);
    let value = below.find(|line| !line.trim().is_empty());
    value
        .filter(|line| labels_in(line).is_empty())
        .map_or("", |line| without_next_marker(line))
}

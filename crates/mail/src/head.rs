//! The head of a mail or part: its fields, still as they came.

use crate::bounds::{FIELD_BYTES, HEAD_BYTES, HEAD_FIELDS};
use std::ops::Range;

/// Where one field stands; the value may be folded.
struct Field {
    name: Range<usize>,
    value: Range<usize>,
}

/// A head.
pub(crate) struct Head<'m> {
    region: &'m [u8],
    fields: Vec<Field>,
    /// There was more than is read.
    pub(crate) too_long: bool,
}

impl<'m> Head<'m> {
    /// The head, and the body after it.
    pub(crate) fn read(region: &'m [u8]) -> (Self, &'m [u8]) {
        let mut head = Self {
            region,
            fields: Vec::new(),
            too_long: false,
        };
        // A mailbox file begins each mail with a line that is no field.
        let mailbox = region.starts_with(b"From ") || region.starts_with(b">From ");
        let mut at = if mailbox { line_end(region, 0) } else { 0 };
        while at < region.len() {
            let end = line_end(region, at);
            if is_blank(cut(region, at..end)) {
                return (head, cut(region, end..region.len()));
            }
            if !head.take(at..end) {
                return (head, cut(region, at..region.len()));
            }
            head.too_long |= end > HEAD_BYTES;
            at = end;
        }
        (head, &[])
    }

    /// No field at all was found.
    pub(crate) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Whether the line belongs to the head. One that is no field ends it, unless a field follows:
    /// then a program forgot the blank before the rest of a long value.
    fn take(&mut self, line: Range<usize>) -> bool {
        let text = cut(self.region, line.clone());
        if matches!(text.first(), Some(b' ' | b'\t')) {
            self.lengthen(line.end);
            return !self.fields.is_empty();
        }
        if let Some(name) = name_of(text) {
            if self.too_long || self.fields.len() >= HEAD_FIELDS {
                self.too_long = true;
            } else {
                let end = line.start + name;
                self.fields.push(Field {
                    name: line.start..end,
                    value: end + 1..line.end.min(end + 1 + FIELD_BYTES),
                });
            }
            return true;
        }
        let next = cut(self.region, line.end..line_end(self.region, line.end));
        let goes_on = !self.fields.is_empty() && name_of(next).is_some();
        if goes_on {
            self.lengthen(line.end);
        }
        goes_on
    }

    /// The lines of a value stand together, so it grows to the end of this one.
    fn lengthen(&mut self, end: usize) {
        let Some(last) = self.fields.last_mut() else {
            return;
        };
        if self.too_long || end - last.value.start > FIELD_BYTES {
            self.too_long = true;
        } else {
            last.value.end = end;
        }
    }

    /// Every field, the topmost first.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&'m [u8], &'m [u8])> + '_ {
        let region = self.region;
        self.fields.iter().map(move |field| {
            let name = cut(region, field.name.clone());
            (name.trim_ascii(), cut(region, field.value.clone()))
        })
    }

    /// The first field of this name.
    pub(crate) fn first(&self, name: &str) -> Option<&'m [u8]> {
        self.fields()
            .find(|(found, _)| found.eq_ignore_ascii_case(name.as_bytes()))
            .map(|(_, value)| value)
    }

    /// The first field of this name as text, without its folds.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.first(name).map(unfolded)
    }
}

/// A value in one line; what is not UTF-8 in it does not matter where this is asked.
pub(crate) fn unfolded(value: &[u8]) -> String {
    let text = String::from_utf8_lossy(value);
    let one_line: String = text.chars().filter(|c| !matches!(c, '\r' | '\n')).collect();
    one_line.trim().to_owned()
}

/// How long the name is, of a line that is a field.
fn name_of(line: &[u8]) -> Option<usize> {
    let colon = line.iter().take(80).position(|b| *b == b':')?;
    let name = line.get(..colon)?.trim_ascii_end();
    let fits = !name.is_empty() && name.iter().all(|b| (33..=126).contains(b));
    fits.then_some(colon)
}

/// Where the line that begins here ends, its line break included.
pub(crate) fn line_end(region: &[u8], from: usize) -> usize {
    let rest = region.get(from..).unwrap_or_default();
    let length = rest.iter().position(|b| *b == b'\n').map(|at| at + 1);
    from.min(region.len()) + length.unwrap_or(rest.len())
}

fn is_blank(line: &[u8]) -> bool {
    line.trim_ascii().is_empty() && !line.starts_with(b" ") && !line.starts_with(b"\t")
}

pub(crate) fn cut(region: &[u8], range: Range<usize>) -> &[u8] {
    region.get(range).unwrap_or_default()
}

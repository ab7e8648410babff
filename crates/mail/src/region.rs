//! A region of a mail cut at its boundary.
//!
//! Only a whole line is a boundary: one that merely begins like it belongs to another (`----=_Part_1` and
//! `----=_Part_12` are neighbours in many mails). The lines are looked at once.

use crate::head::{cut, line_end};

/// The parts of a region.
pub(crate) struct Cut<'m> {
    pub(crate) parts: Vec<&'m [u8]>,
    /// The closing boundary was there.
    pub(crate) closed: bool,
    /// There were more parts than asked for.
    pub(crate) more: bool,
}

enum Line {
    Opens,
    Closes,
}

/// Cuts a region at a boundary, into at most so many parts. None when the boundary is not in it.
pub(crate) fn at_boundary<'m>(region: &'m [u8], boundary: &[u8], most: usize) -> Option<Cut<'m>> {
    let mut parts = Vec::new();
    let mut begun: Option<usize> = None;
    let mut at = 0;
    while at < region.len() {
        let end = line_end(region, at);
        let found = boundary_line(cut(region, at..end), boundary);
        if found.is_some()
            && let Some(begin) = begun
        {
            parts.push(cut(region, begin..without_break(region, begin, at)));
        }
        let full = parts.len() >= most;
        match found {
            Some(Line::Opens) if full => return Some(done(parts, false, true)),
            Some(Line::Opens) => begun = Some(end),
            Some(Line::Closes) if begun.is_some() => return Some(done(parts, true, false)),
            Some(Line::Closes) | None => {}
        }
        at = end;
    }
    parts.push(cut(region, begun?..region.len()));
    Some(done(parts, false, false))
}

fn done(parts: Vec<&[u8]>, closed: bool, more: bool) -> Cut<'_> {
    Cut {
        parts,
        closed,
        more,
    }
}

/// The line break before a boundary belongs to the boundary.
fn without_break(region: &[u8], begin: usize, end: usize) -> usize {
    let part = cut(region, begin..end);
    let part = part.strip_suffix(b"\n").unwrap_or(part);
    let part = part.strip_suffix(b"\r").unwrap_or(part);
    begin + part.len()
}

fn boundary_line(line: &[u8], boundary: &[u8]) -> Option<Line> {
    let rest = line.strip_prefix(b"--")?.strip_prefix(boundary)?;
    match rest.strip_prefix(b"--") {
        Some(rest) if rest.trim_ascii().is_empty() => Some(Line::Closes),
        _ if rest.trim_ascii().is_empty() => Some(Line::Opens),
        Some(_) | None => None,
    }
}

/// No boundary may be longer (RFC 2046), and programs that break the rule stay near it.
pub(crate) const LONGEST_BOUNDARY: usize = 200;

/// What stands where the boundary should: the first line that looks like one and has a head below it.
/// Some gateways rename the boundary in the head or in the body alone.
pub(crate) fn guessed_boundary(region: &[u8]) -> Option<&[u8]> {
    let mut at = 0;
    while at < region.len() {
        let end = line_end(region, at);
        let line = cut(region, at..end).trim_ascii_end();
        if let Some(boundary) = line.strip_prefix(b"--")
            && (1..=LONGEST_BOUNDARY).contains(&boundary.len())
        {
            let below = cut(region, end..line_end(region, end));
            let head = below
                .get(..8)
                .is_some_and(|b| b.eq_ignore_ascii_case(b"content-"));
            if head {
                return Some(boundary);
            }
        }
        at = end;
    }
    None
}

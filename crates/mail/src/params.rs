//! A value with parameters: `image/jpeg; name="…"`, with names in RFC 2231, RFC 2047 or raw bytes.

use crate::bounds::PARAMETERS;
use crate::charset;
use crate::encoding::hex_pair;
use crate::words;

/// The value before the first semicolon in small letters, and the parameters.
#[derive(Default)]
pub(crate) struct Valued {
    pub(crate) value: String,
    parameters: Vec<(String, String)>,
}

/// A piece of a parameter, `filename*2*=`.
struct Piece {
    name: String,
    nth: usize,
    escaped: bool,
    bytes: Vec<u8>,
}

impl Valued {
    pub(crate) fn read(value: &[u8], raw_charset: Option<&str>) -> Self {
        let mut segments = segments(value).into_iter();
        let main = segments.next().unwrap_or_default();
        let mut pieces: Vec<Piece> = segments
            .take(PARAMETERS)
            .filter_map(|s| piece(&s))
            .collect();
        // One that was put together tells more than the plain one beside it, which older programs read.
        pieces.sort_by(|a, b| (&a.name, a.nth).cmp(&(&b.name, b.nth)));
        let mut parameters = Vec::new();
        let mut pieces = pieces.into_iter().peekable();
        while let Some(first) = pieces.next() {
            let mut group = vec![first];
            while let Some(next) =
                pieces.next_if(|p| group.last().is_some_and(|l| l.name == p.name))
            {
                group.push(next);
            }
            parameters.extend(put_together(group, raw_charset));
        }
        Self {
            value: String::from_utf8_lossy(main.trim_ascii()).to_ascii_lowercase(),
            parameters,
        }
    }

    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Cut at semicolons outside quotation marks; marks and line breaks are gone.
fn segments(value: &[u8]) -> Vec<Vec<u8>> {
    let mut all = vec![Vec::new()];
    let (mut quoted, mut escaped) = (false, false);
    for &b in value {
        let Some(last) = all.last_mut() else {
            return all;
        };
        match b {
            b'\r' | b'\n' => {}
            _ if escaped => {
                last.push(b);
                escaped = false;
            }
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b';' if !quoted => {
                if all.len() > PARAMETERS {
                    return all;
                }
                all.push(Vec::new());
            }
            _ => last.push(b),
        }
    }
    all
}

fn piece(segment: &[u8]) -> Option<Piece> {
    let equals = segment.iter().position(|b| *b == b'=')?;
    let name = String::from_utf8_lossy(segment.get(..equals)?.trim_ascii()).to_ascii_lowercase();
    let bytes = segment.get(equals + 1..)?.trim_ascii().to_vec();
    let (name, escaped) = match name.strip_suffix('*') {
        Some(name) => (name.to_owned(), true),
        None => (name, false),
    };
    let (name, nth) = match name.rsplit_once('*') {
        Some((name, nth)) => (
            name.to_owned(),
            nth.parse::<u16>().ok().map(usize::from)? + 1,
        ),
        None => (name, 0),
    };
    Some(Piece {
        name,
        nth,
        escaped,
        bytes,
    })
}

fn put_together(group: Vec<Piece>, raw_charset: Option<&str>) -> Option<(String, String)> {
    let name = group.first()?.name.clone();
    let better = group.iter().any(|p| p.escaped || p.nth > 0);
    let pieces = group
        .into_iter()
        .filter(|p| !better || p.escaped || p.nth > 0);
    let mut charset: Option<String> = None;
    let mut bytes = Vec::new();
    for (at, piece) in pieces.enumerate() {
        if !piece.escaped {
            bytes.extend(piece.bytes);
            continue;
        }
        let mut text = piece.bytes.as_slice();
        if at == 0
            && let Some((named, rest)) = named_charset(text)
        {
            charset = Some(named);
            text = rest;
        }
        bytes.extend(unescaped(text));
    }
    let value = match charset {
        Some(charset) => charset::read(&bytes, Some(&charset)).text,
        None => words::decode(&bytes, raw_charset),
    };
    Some((name, value))
}

/// `gb18030'zh'…`
fn named_charset(text: &[u8]) -> Option<(String, &[u8])> {
    let first = text.iter().position(|b| *b == b'\'')?;
    let after = text.get(first + 1..)?;
    let second = after.iter().position(|b| *b == b'\'')?;
    let named = String::from_utf8_lossy(text.get(..first)?).into_owned();
    Some((named, after.get(second + 1..)?))
}

fn unescaped(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, after @ ..] = rest {
        rest = after;
        match (first, after) {
            (b'%', [high, low, tail @ ..]) if hex_pair(*high, *low).is_some() => {
                bytes.extend(hex_pair(*high, *low));
                rest = tail;
            }
            _ => bytes.push(*first),
        }
    }
    bytes
}

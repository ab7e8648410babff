//! Encoded words (`=?GB18030?B?…?=`) and names in heads.
//!
//! Neighbours in one character set are put together before they are decoded: several programs cut them
//! after so many bytes, within a character.

use crate::charset;
use crate::encoding::{base64, hex_pair};

/// A piece of a value.
enum Piece {
    Plain(Vec<u8>),
    Encoded { charset: String, bytes: Vec<u8> },
}

/// A value as a person reads it; raw bytes are read in `raw_charset` where they are not UTF-8.
pub(crate) fn decode(value: &[u8], raw_charset: Option<&str>) -> String {
    let value: Vec<u8> = value
        .iter()
        .copied()
        .filter(|b| !matches!(b, b'\r' | b'\n'))
        .map(|b| if b == b'\t' { b' ' } else { b })
        .collect();
    let mut text = String::new();
    for piece in joined(pieces(&value)) {
        match piece {
            Piece::Plain(bytes) => text.push_str(&charset::read(&bytes, raw_charset).text),
            Piece::Encoded { charset, bytes } => {
                text.push_str(&charset::read(&bytes, Some(&charset)).text);
            }
        }
    }
    text.trim().to_owned()
}

fn pieces(value: &[u8]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut plain = Vec::new();
    let mut rest = value;
    // Without a closing sign ahead none is looked for, or a head of nothing but openings would be read
    // to its end from each of them.
    let last = value.windows(2).rposition(|pair| pair == b"?=");
    while let Some(first) = rest.first() {
        let ahead = last.map(|last| last + rest.len());
        if let Some((word, after)) =
            encoded_word(rest, ahead.and_then(|a| a.checked_sub(value.len())))
        {
            if !plain.is_empty() {
                pieces.push(Piece::Plain(std::mem::take(&mut plain)));
            }
            pieces.push(word);
            rest = after;
        } else {
            plain.push(*first);
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    if !plain.is_empty() {
        pieces.push(Piece::Plain(plain));
    }
    pieces
}

/// Blanks between two encoded words are no part of the text.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut pieces = pieces.into_iter().peekable();
    let mut after_word = false;
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Plain(bytes) => {
                let before_word = matches!(pieces.peek(), Some(Piece::Encoded { .. }));
                if !(after_word && before_word && bytes.trim_ascii().is_empty()) {
                    out.push(Piece::Plain(bytes));
                }
                after_word = false;
            }
            Piece::Encoded { charset, bytes } => {
                match out.last_mut() {
                    Some(Piece::Encoded {
                        charset: before,
                        bytes: all,
                    }) if before.eq_ignore_ascii_case(&charset) => all.extend(bytes),
                    Some(_) | None => out.push(Piece::Encoded { charset, bytes }),
                }
                after_word = true;
            }
        }
    }
    out
}

/// No name of a character set is longer.
const LONGEST_CHARSET: usize = 40;

/// The encoded word that begins here, and what follows it; `last` is where the last closing sign stands.
fn encoded_word(text: &[u8], last: Option<usize>) -> Option<(Piece, &[u8])> {
    let rest = text.strip_prefix(b"=?")?;
    let name_end = rest.iter().take(LONGEST_CHARSET).position(|b| *b == b'?')?;
    let charset = String::from_utf8_lossy(rest.get(..name_end)?).into_owned();
    let (packing, words) = match rest.get(name_end + 1..)? {
        [packing @ (b'B' | b'b' | b'Q' | b'q'), b'?', words @ ..] => (*packing, words),
        _ => return None,
    };
    if last.is_none_or(|last| last < text.len() - words.len()) {
        return None;
    }
    let end = words.windows(2).position(|pair| pair == b"?=")?;
    let (packed, after) = (words.get(..end)?, words.get(end + 2..)?);
    let bytes = if matches!(packing, b'B' | b'b') {
        base64(packed).bytes
    } else {
        underscored(packed)
    };
    // `=?GB2312*zh?B?`: a language may follow the name.
    let charset = charset.split('*').next().unwrap_or_default().to_owned();
    Some((Piece::Encoded { charset, bytes }, after))
}

fn underscored(packed: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(packed.len());
    let mut rest = packed;
    while let [first, after @ ..] = rest {
        rest = after;
        match (first, after) {
            (b'_', _) => bytes.push(b' '),
            (b'=', [high, low, tail @ ..]) if hex_pair(*high, *low).is_some() => {
                bytes.extend(hex_pair(*high, *low));
                rest = tail;
            }
            _ => bytes.push(*first),
        }
    }
    bytes
}

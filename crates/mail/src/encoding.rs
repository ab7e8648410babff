//! Content-Transfer-Encoding: what a part was packed into for the way.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;

/// How a part is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    /// Not at all: 7bit, 8bit, binary, or a word nobody knows.
    Plain,
    Base64,
    QuotedPrintable,
}

/// What came out, and whether all of it made sense.
pub(crate) struct Unpacked {
    pub(crate) bytes: Vec<u8>,
    pub(crate) sound: bool,
}

impl Packing {
    pub(crate) fn read(value: &str) -> Self {
        let word = value.trim().trim_matches('"');
        if word.eq_ignore_ascii_case("base64") {
            Self::Base64
        } else if word.eq_ignore_ascii_case("quoted-printable") {
            Self::QuotedPrintable
        } else {
            Self::Plain
        }
    }

    pub(crate) fn unpack(self, packed: &[u8]) -> Unpacked {
        match self {
            Self::Plain => Unpacked {
                bytes: packed.to_vec(),
                sound: true,
            },
            Self::Base64 => base64(packed),
            Self::QuotedPrintable => quoted_printable(packed),
        }
    }
}

/// Signs that cannot stand in base64 are left out, as mail programs do; the rest may still be a picture,
/// but nobody can say so.
pub(crate) fn base64(packed: &[u8]) -> Unpacked {
    let signs = packed.iter().filter(|b| is_base64(**b)).count();
    let complete = signs % 4 != 1;
    match base64_decode(packed) {
        Some(bytes) => Unpacked {
            bytes,
            sound: complete,
        },
        None => Unpacked {
            bytes: base64_decode(&without_foreign(packed)).unwrap_or_default(),
            sound: false,
        },
    }
}

fn without_foreign(packed: &[u8]) -> Vec<u8> {
    let own = |b: &u8| is_base64(*b) || *b == b'=';
    packed.iter().copied().filter(own).collect()
}

fn is_base64(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'+' || b == b'/'
}

/// Escapes that are none stand as they are.
fn quoted_printable(packed: &[u8]) -> Unpacked {
    match quoted_printable_decode(packed) {
        Some(bytes) => Unpacked { bytes, sound: true },
        None => Unpacked {
            bytes: quoted_printable_by_hand(packed),
            sound: false,
        },
    }
}

fn quoted_printable_by_hand(packed: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(packed.len());
    let mut rest = packed;
    while let [first, after @ ..] = rest {
        match (first, after) {
            (b'=', [b'\r', b'\n', tail @ ..] | [b'\n', tail @ ..]) => rest = tail,
            (b'=', [high, low, tail @ ..]) if hex_pair(*high, *low).is_some() => {
                bytes.extend(hex_pair(*high, *low));
                rest = tail;
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    bytes
}

/// Two digits of sixteen as a byte.
pub(crate) fn hex_pair(high: u8, low: u8) -> Option<u8> {
    let digit = |b: u8| char::from(b).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

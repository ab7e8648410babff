//! Mails too large to be kept: a real JPEG of any size, made when the test runs.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// A grey square in baseline JPEG up to its frame; comments go between.
const BEGIN: &[u8] = b"\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00";

/// Quantisation, a frame of 64 × 64, the two shortest Huffman tables, the scan and the end.
fn picture() -> Vec<u8> {
    let mut bytes = b"\xFF\xDB\x00\x43\x00".to_vec();
    bytes.extend([1; 64]);
    bytes.extend(b"\xFF\xC0\x00\x0B\x08\x00\x40\x00\x40\x01\x01\x11\x00");
    for table in [0x00, 0x10] {
        bytes.extend(b"\xFF\xC4\x00\x14");
        bytes.extend([table, 1]);
        bytes.extend([0; 16]);
    }
    bytes.extend(b"\xFF\xDA\x00\x08\x01\x01\x00\x00\x3F\x00");
    bytes.extend([0; 16]);
    bytes.extend(b"\xFF\xD9");
    bytes
}

/// A JPEG of exactly so many bytes.
pub(crate) fn jpeg(length: usize) -> Vec<u8> {
    let picture = picture();
    let mut bytes = BEGIN.to_vec();
    let mut left = length - bytes.len() - picture.len();
    while left > 0 {
        // A comment holds 65,533 bytes at most, and is at least its four own ones.
        let mut comment = left.min(65_537);
        if left > comment && left - comment < 4 {
            comment -= 4;
        }
        bytes.extend(b"\xFF\xFE");
        bytes.extend(u16::try_from(comment - 2).unwrap().to_be_bytes());
        bytes.resize(bytes.len() + comment - 4, b'.');
        left -= comment;
    }
    bytes.extend(picture);
    assert_eq!(bytes.len(), length);
    bytes
}

/// The mail with `@@JPEG n@@` replaced by a JPEG of n bytes in base64.
pub(crate) fn filled(text: &str) -> Vec<u8> {
    let (before, rest) = text.split_once("@@JPEG ").unwrap();
    let (length, after) = rest.split_once("@@").unwrap();
    let packed = base64(&jpeg(length.parse().unwrap()));
    format!("{before}{packed}{after}").into_bytes()
}

/// Base64 in lines of 76, as mail programs write it.
pub(crate) fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut packed = String::with_capacity(bytes.len() * 7 / 5 + 4);
    for (nth, three) in bytes.chunks(3).enumerate() {
        if nth > 0 && nth % 19 == 0 {
            packed.push_str("\r\n");
        }
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let word = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4_usize {
            let sign = SIGNS[(word >> (18 - 6 * at)) as usize & 63];
            packed.push(if at > three.len() {
                '='
            } else {
                char::from(sign)
            });
        }
    }
    packed
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    let mut hex = String::new();
    for byte in Sha256::digest(bytes) {
        write!(hex, "{byte:02x}").unwrap();
    }
    hex
}

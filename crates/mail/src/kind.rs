//! What the first bytes of a file say it is. The name and the type a mail gives it are not believed.

use lingshi_rules::supplement_mail::FileKind;
use std::str;

/// So far from the beginning may `%PDF-` stand, as readers of PDF allow.
const PDF_WITHIN: usize = 1024;
/// So much of an archive or a text is looked at to tell which.
const LOOKED_AT: usize = 4096;

/// Beginnings that tell a kind by themselves.
const BEGINNINGS: [(&[u8], FileKind); 25] = [
    (b"\xFF\xD8\xFF", FileKind::Jpeg),
    (b"\x89PNG\r\n\x1A\n", FileKind::Png),
    (b"GIF87a", FileKind::Gif),
    (b"GIF89a", FileKind::Gif),
    (b"II*\0", FileKind::Tiff),
    (b"MM\0*", FileKind::Tiff),
    (b"Rar!\x1A\x07", FileKind::Rar),
    (b"7z\xBC\xAF\x27\x1C", FileKind::SevenZip),
    (b"\x1F\x8B", FileKind::Gzip),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", FileKind::Office),
    (b"{\\rtf", FileKind::Office),
    (b"\x78\x9F\x3E\x22", FileKind::Winmail),
    (b"BEGIN:VCALENDAR", FileKind::Calendar),
    (b"BEGIN:VCARD", FileKind::VisitingCard),
    (b"-----BEGIN PGP MESSAGE", FileKind::Encrypted),
    (b"-----BEGIN PGP SIGNATURE", FileKind::MailSignature),
    (b"MZ", FileKind::Program),
    (b"\x7FELF", FileKind::Program),
    (b"dex\n", FileKind::Program),
    (b"#!/", FileKind::Program),
    (b"ID3", FileKind::Recording),
    (b"OggS", FileKind::Recording),
    (b"#!AMR", FileKind::Recording),
    (b"\x1A\x45\xDF\xA3", FileKind::Recording),
    (b"%PDF-", FileKind::Pdf),
];

/// The kind of these bytes; the declared type is asked only for what has no sign of its own.
pub(crate) fn of(bytes: &[u8], declared: &str) -> FileKind {
    let begun = BEGINNINGS
        .iter()
        .find(|(beginning, _)| bytes.starts_with(beginning));
    if let Some((_, kind)) = begun {
        return *kind;
    }
    boxed(bytes)
        .or_else(|| packed(bytes))
        .or_else(|| bitmap(bytes))
        .or_else(|| late_pdf(bytes))
        .or_else(|| sealed(declared))
        .unwrap_or_else(|| written(bytes))
}

/// HEIC, MP4 and MOV are boxes that say at the fifth byte what is in them.
fn boxed(bytes: &[u8]) -> Option<FileKind> {
    let brand = bytes
        .get(8..12)
        .filter(|_| bytes.get(4..8) == Some(b"ftyp"))?;
    Some(match brand {
        b"heic" | b"heix" | b"hevc" | b"hevx" | b"heim" | b"heis" | b"mif1" | b"msf1" | b"avif" => {
            FileKind::Heic
        }
        _ => FileKind::Recording,
    })
}

fn packed(bytes: &[u8]) -> Option<FileKind> {
    if bytes.starts_with(b"RIFF") {
        let webp = bytes.get(8..12) == Some(b"WEBP");
        return Some(if webp {
            FileKind::Webp
        } else {
            FileKind::Recording
        });
    }
    if !bytes.starts_with(b"PK\x03\x04") && !bytes.starts_with(b"PK\x05\x06") {
        return None;
    }
    let names: [&[u8]; 5] = [
        b"[Content_Types].xml",
        b"word/",
        b"xl/",
        b"ppt/",
        b"mimetypeapplication/vnd.oasis",
    ];
    let office = names.iter().any(|name| contains(start(bytes), name));
    Some(if office {
        FileKind::Office
    } else {
        FileKind::Zip
    })
}

/// `BM` alone begins many a text; the length after it must be right.
fn bitmap(bytes: &[u8]) -> Option<FileKind> {
    let length: [u8; 4] = bytes.get(2..6)?.try_into().ok()?;
    let right = bytes.starts_with(b"BM") && u32::from_le_bytes(length) as usize == bytes.len();
    right.then_some(FileKind::Bmp)
}

fn late_pdf(bytes: &[u8]) -> Option<FileKind> {
    let begin = bytes.get(..PDF_WITHIN).unwrap_or(bytes);
    contains(begin, b"%PDF-").then_some(FileKind::Pdf)
}

fn sealed(declared: &str) -> Option<FileKind> {
    match declared {
        "application/pkcs7-signature"
        | "application/x-pkcs7-signature"
        | "application/pgp-signature" => Some(FileKind::MailSignature),
        "application/pkcs7-mime" | "application/x-pkcs7-mime" | "application/pgp-encrypted" => {
            Some(FileKind::Encrypted)
        }
        _ => None,
    }
}

fn written(bytes: &[u8]) -> FileKind {
    if !is_text(bytes) {
        return FileKind::Unknown;
    }
    let begin = start(bytes).to_ascii_lowercase();
    if contains(&begin, b"<svg") {
        FileKind::Svg
    } else if contains(&begin, b"<html") || contains(&begin, b"<!doctype html") {
        FileKind::Html
    } else {
        FileKind::Text
    }
}

/// No control signs but blanks; the character set does not matter.
fn is_text(bytes: &[u8]) -> bool {
    let begin = start(bytes);
    let plain = |b: &u8| *b >= 0x20 || matches!(b, b'\t' | b'\r' | b'\n' | 0x0C | 0x1B);
    let ascii = begin.iter().filter(|b| b.is_ascii()).count();
    begin.iter().all(plain) && (str::from_utf8(begin).is_ok() || ascii * 4 >= begin.len())
}

fn start(bytes: &[u8]) -> &[u8] {
    bytes.get(..LOOKED_AT).unwrap_or(bytes)
}

fn contains(within: &[u8], part: &[u8]) -> bool {
    within.windows(part.len()).any(|window| window == part)
}

/// So near its end a file of this kind has its closing sign; what is cut off lacks it.
const END_WITHIN: usize = 1024;

/// Whether the end of a file can be seen in it; what has no closing sign may be whole.
pub(crate) fn has_end(kind: FileKind, bytes: &[u8]) -> bool {
    let tail = bytes
        .get(bytes.len().saturating_sub(END_WITHIN)..)
        .unwrap_or(bytes);
    match kind {
        FileKind::Jpeg => contains(tail, b"\xFF\xD9"),
        FileKind::Png => contains(tail, b"IEND"),
        FileKind::Pdf => contains(tail, b"%%EOF"),
        FileKind::Heic
        | FileKind::Gif
        | FileKind::Bmp
        | FileKind::Tiff
        | FileKind::Webp
        | FileKind::Svg
        | FileKind::Zip
        | FileKind::Rar
        | FileKind::SevenZip
        | FileKind::Gzip
        | FileKind::Office
        | FileKind::Winmail
        | FileKind::Calendar
        | FileKind::VisitingCard
        | FileKind::MailSignature
        | FileKind::Encrypted
        | FileKind::Recording
        | FileKind::Program
        | FileKind::Html
        | FileKind::Text
        | FileKind::Unknown => true,
    }
}

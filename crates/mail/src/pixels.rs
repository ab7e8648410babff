//! How large a picture is, by its head; the picture itself is not opened here.

use lingshi_rules::supplement_mail::{FileKind, Pixels};

/// Width and height, where the head tells them.
pub(crate) fn of(kind: FileKind, bytes: &[u8]) -> Option<Pixels> {
    let (width, height) = match kind {
        FileKind::Png => (four(bytes, 16)?, four(bytes, 20)?),
        FileKind::Gif => (two_little(bytes, 6)?, two_little(bytes, 8)?),
        FileKind::Jpeg => jpeg(bytes)?,
        FileKind::Heic
        | FileKind::Bmp
        | FileKind::Tiff
        | FileKind::Webp
        | FileKind::Svg
        | FileKind::Pdf
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
        | FileKind::Unknown => return None,
    };
    Some(Pixels { width, height })
}

fn four(bytes: &[u8], at: usize) -> Option<u32> {
    let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    Some(u32::from_be_bytes(four))
}

fn two(bytes: &[u8], at: usize) -> Option<u32> {
    let two: [u8; 2] = bytes.get(at..at + 2)?.try_into().ok()?;
    Some(u32::from(u16::from_be_bytes(two)))
}

fn two_little(bytes: &[u8], at: usize) -> Option<u32> {
    let two: [u8; 2] = bytes.get(at..at + 2)?.try_into().ok()?;
    Some(u32::from(u16::from_le_bytes(two)))
}

/// From segment to segment until the one that begins the frame.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        let (sign, marker) = (bytes.get(at)?, bytes.get(at + 1)?);
        if *sign != 0xFF {
            return None;
        }
        match marker {
            0xFF => at += 1,
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                return Some((two(bytes, at + 7)?, two(bytes, at + 5)?));
            }
            0x01 | 0xD0..=0xD8 => at += 2,
            0xD9 | 0xDA => return None,
            _ => at += 2 + usize::try_from(two(bytes, at + 2)?).ok()?.max(2),
        }
    }
}

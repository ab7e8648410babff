//! 附件: jpg or png, each smaller than 2M; what is not is kept as 不合格, and the applicant is told what
//! to do about it.

use super::letter::{Enclosure, FileKind, Letter, Pixels, Place};
use super::verdict::{Fate, JudgedFile, LeftOut, Unfit};
use crate::post::policy::SupplementRules;
use std::collections::BTreeSet;

/// A picture shown in the text that is narrower or lower than this shows no document.
const SMALLEST_SIDE: u32 = 32;
/// A picture shown in the signature alone that has fewer bytes than this is a logo.
const SMALLEST_IN_SIGNATURE: u64 = 4 * 1024;

/// The fate of each enclosure, in the letter's order.
pub(super) fn judge(
    letter: &Letter,
    known: &BTreeSet<String>,
    rules: &SupplementRules,
) -> Vec<JudgedFile> {
    let mut seen = BTreeSet::new();
    let mut judged = Vec::new();
    for (enclosure, file) in letter.enclosures.iter().enumerate() {
        let left_out = left_out(file).or_else(|| known_already(file, known, &mut seen));
        let fate = match left_out {
            Some(reason) => Fate::LeftOut { reason },
            None => unfit(file, rules).map_or(Fate::Fit, |reason| Fate::Unfit { reason }),
        };
        judged.push(JudgedFile { enclosure, fate });
    }
    judged
}

fn left_out(file: &Enclosure) -> Option<LeftOut> {
    if file.bytes == 0 {
        return Some(LeftOut::Empty);
    }
    match file.kind {
        FileKind::Calendar => Some(LeftOut::Calendar),
        FileKind::VisitingCard => Some(LeftOut::VisitingCard),
        FileKind::MailSignature => Some(LeftOut::MailSignature),
        FileKind::Jpeg
        | FileKind::Png
        | FileKind::Gif
        | FileKind::Bmp
        | FileKind::Webp
        | FileKind::Svg => is_ornament(file).then_some(LeftOut::SignaturePicture),
        FileKind::Heic
        | FileKind::Tiff
        | FileKind::Pdf
        | FileKind::Zip
        | FileKind::Rar
        | FileKind::SevenZip
        | FileKind::Gzip
        | FileKind::Office
        | FileKind::Winmail
        | FileKind::Encrypted
        | FileKind::Recording
        | FileKind::Program
        | FileKind::Html
        | FileKind::Text
        | FileKind::Unknown => None,
    }
}

/// What was attached by hand is a material, however small; what is shown in the mail may be a logo.
fn is_ornament(file: &Enclosure) -> bool {
    let small = |p: Pixels| p.width < SMALLEST_SIDE || p.height < SMALLEST_SIDE;
    let tiny = file.pixels.is_some_and(small);
    match file.place {
        Place::Attached => false,
        Place::InText | Place::Unshown => tiny,
        Place::InSignature => tiny || file.bytes < SMALLEST_IN_SIGNATURE,
    }
}

fn known_already(
    file: &Enclosure,
    known: &BTreeSet<String>,
    seen: &mut BTreeSet<String>,
) -> Option<LeftOut> {
    if known.contains(&file.sha256) {
        return Some(LeftOut::KnownToOrder);
    }
    let first = seen.insert(file.sha256.clone());
    (!first).then_some(LeftOut::TwiceInMail)
}

/// “小于2M”: 2M is 2 × 1024 × 1024 bytes, as telephones and Windows count, and 小于 leaves the limit
/// itself out. `AttachMail` counts the same, and a test holds the two together.
fn too_large(file: &Enclosure, rules: &SupplementRules) -> Option<Unfit> {
    let most = rules.mail_attachment_max.saturating_sub(1);
    (file.bytes > most).then_some(Unfit::TooLarge {
        most,
        found: file.bytes,
    })
}

fn damaged(file: &Enclosure) -> Option<Unfit> {
    (!file.whole).then_some(Unfit::Damaged)
}

fn unfit(file: &Enclosure, rules: &SupplementRules) -> Option<Unfit> {
    let found = file.kind;
    match found {
        FileKind::Jpeg | FileKind::Png => damaged(file).or_else(|| too_large(file, rules)),
        FileKind::Pdf if rules.mail_pdf => damaged(file).or_else(|| too_large(file, rules)),
        FileKind::Pdf => Some(Unfit::Pdf),
        FileKind::Heic => Some(Unfit::Heic),
        FileKind::Gif | FileKind::Bmp | FileKind::Tiff | FileKind::Webp | FileKind::Svg => {
            Some(Unfit::OtherPicture { found })
        }
        FileKind::Zip | FileKind::Rar | FileKind::SevenZip | FileKind::Gzip => {
            Some(Unfit::Archive { found })
        }
        FileKind::Winmail => Some(Unfit::Winmail),
        FileKind::Office => Some(Unfit::Office),
        FileKind::Recording => Some(Unfit::Recording),
        FileKind::Program => Some(Unfit::Program),
        FileKind::Encrypted => Some(Unfit::Encrypted),
        FileKind::Calendar
        | FileKind::VisitingCard
        | FileKind::MailSignature
        | FileKind::Html
        | FileKind::Text
        | FileKind::Unknown => Some(Unfit::OtherType { found }),
    }
}

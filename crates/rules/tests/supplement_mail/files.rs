//! What becomes of each thing that came with a letter.

use crate::letters::{a_letter, brussels, judged, photo, recognised, recognised_with, the_order};
use lingshi_rules::order::reasons::MaterialReason;
use lingshi_rules::supplement_mail::{
    Cloud, Enclosure, Fate, FileKind, Flag, LeftOut, Letter, Pixels, Place, Shortcoming, Unfit,
    Verdict,
};
use strum::IntoEnumIterator;

const TWO_MB: u64 = 2 * 1024 * 1024;

fn with(enclosures: Vec<Enclosure>) -> Letter {
    Letter {
        enclosures,
        ..a_letter()
    }
}

fn fate(enclosure: Enclosure) -> Fate {
    recognised(&with(vec![enclosure])).files[0].fate.clone()
}

fn of(kind: FileKind) -> Enclosure {
    Enclosure {
        kind,
        ..photo("m1")
    }
}

fn unfit(reason: Unfit) -> Fate {
    Fate::Unfit { reason }
}

fn left_out(reason: LeftOut) -> Fate {
    Fate::LeftOut { reason }
}

#[test]
fn only_jpg_and_png_by_their_bytes_are_fit() {
    let fit: Vec<FileKind> = FileKind::iter()
        .filter(|kind| fate(of(*kind)) == Fate::Fit)
        .collect();
    assert_eq!(fit, [FileKind::Jpeg, FileKind::Png]);
    let named = Enclosure {
        name: "passport.pdf".into(),
        declared: "application/pdf".into(),
        ..photo("m1")
    };
    assert_eq!(fate(named), Fate::Fit);
}

#[test]
fn each_kind_asks_the_applicant_for_something_else() {
    for (kind, reason) in [
        (FileKind::Heic, Unfit::Heic),
        (FileKind::Pdf, Unfit::Pdf),
        (
            FileKind::Zip,
            Unfit::Archive {
                found: FileKind::Zip,
            },
        ),
        (
            FileKind::Rar,
            Unfit::Archive {
                found: FileKind::Rar,
            },
        ),
        (
            FileKind::Tiff,
            Unfit::OtherPicture {
                found: FileKind::Tiff,
            },
        ),
        (FileKind::Winmail, Unfit::Winmail),
        (FileKind::Office, Unfit::Office),
        (FileKind::Recording, Unfit::Recording),
        (FileKind::Program, Unfit::Program),
        (FileKind::Encrypted, Unfit::Encrypted),
        (
            FileKind::Html,
            Unfit::OtherType {
                found: FileKind::Html,
            },
        ),
    ] {
        assert_eq!(fate(of(kind)), unfit(reason));
        assert_eq!(reason.material(), MaterialReason::WrongType);
    }
}

#[test]
fn smaller_than_2m_leaves_the_limit_itself_out() {
    let sized = |bytes| Enclosure {
        bytes,
        ..photo("m1")
    };
    let most = TWO_MB - 1;
    assert_eq!(fate(sized(most)), Fate::Fit);
    for found in [TWO_MB, TWO_MB + 1] {
        let reason = Unfit::TooLarge { most, found };
        assert_eq!(fate(sized(found)), unfit(reason));
        assert_eq!(reason.material(), MaterialReason::TooLarge);
    }
}

#[test]
fn a_post_may_take_pdf_and_another_size() {
    let mut milan = brussels().clone();
    milan.supplement.mail_pdf = true;
    milan.supplement.mail_attachment_max = 1000;
    let sized = |bytes| Enclosure {
        bytes,
        sha256: bytes.to_string(),
        ..of(FileKind::Pdf)
    };
    let letter = with(vec![sized(999), sized(1000)]);
    let Verdict::Recognised(found) = judged(&letter, &milan, Some(the_order())) else {
        panic!("not recognised");
    };
    let large = Unfit::TooLarge {
        most: 999,
        found: 1000,
    };
    let fates: Vec<Fate> = found.files.into_iter().map(|file| file.fate).collect();
    assert_eq!(fates, [Fate::Fit, unfit(large)]);
}

#[test]
fn what_did_not_arrive_whole_is_kept_as_unfit_and_not_as_a_picture() {
    let cut = Enclosure {
        whole: false,
        ..photo("m1")
    };
    let damaged = unfit(Unfit::Damaged);
    assert_eq!(fate(cut), damaged);
    assert_eq!(Unfit::Damaged.material(), MaterialReason::CannotOpen);
    assert_eq!(damaged.mime(FileKind::Jpeg), "application/octet-stream");
    assert_eq!(Fate::Fit.mime(FileKind::Jpeg), "image/jpeg");
}

#[test]
fn what_the_order_has_or_the_mail_brings_twice_is_left_out() {
    let mut order = the_order();
    order.known.insert("known".into());
    let letter = with(vec![photo("known"), photo("m1"), photo("m1")]);
    let found = recognised_with(&letter, order).files;
    let fates: Vec<Fate> = found.into_iter().map(|file| file.fate).collect();
    let expected = [
        left_out(LeftOut::KnownToOrder),
        Fate::Fit,
        left_out(LeftOut::TwiceInMail),
    ];
    assert_eq!(fates, expected);
}

#[test]
fn logos_and_dots_within_the_mail_are_no_materials() {
    let picture = |place, side, bytes| Enclosure {
        place,
        bytes,
        pixels: Some(Pixels {
            width: side,
            height: 100,
        }),
        ..photo("m1")
    };
    let logo = left_out(LeftOut::SignaturePicture);
    for (place, side, bytes, expected) in [
        (Place::InText, 31, 90_000, logo.clone()),
        (Place::InText, 32, 900, Fate::Fit),
        (Place::Unshown, 1, 40, logo.clone()),
        (Place::InSignature, 120, 4095, logo.clone()),
        (Place::InSignature, 120, 4096, Fate::Fit),
        (Place::InSignature, 31, 90_000, logo),
        (Place::Attached, 1, 40, Fate::Fit),
    ] {
        assert_eq!(
            fate(picture(place, side, bytes)),
            expected,
            "{place:?} {side} {bytes}"
        );
    }
}

#[test]
fn what_mail_programs_add_is_listed_and_left_out() {
    for (kind, reason) in [
        (FileKind::Calendar, LeftOut::Calendar),
        (FileKind::VisitingCard, LeftOut::VisitingCard),
        (FileKind::MailSignature, LeftOut::MailSignature),
    ] {
        assert_eq!(fate(of(kind)), left_out(reason));
    }
    let empty = Enclosure {
        bytes: 0,
        ..photo("m1")
    };
    assert_eq!(fate(empty), left_out(LeftOut::Empty));
}

#[test]
fn a_mail_without_anything_fit_says_so() {
    let flags = |enclosures| recognised(&with(enclosures)).flags;
    assert_eq!(flags(vec![]), [Flag::NothingEnclosed]);
    assert_eq!(flags(vec![of(FileKind::Calendar)]), [Flag::NothingEnclosed]);
    assert_eq!(flags(vec![of(FileKind::Pdf)]), [Flag::NothingFit]);
    let letter = Letter {
        clouds: vec![Cloud::Qq],
        remote_pictures: 2,
        shortcomings: vec![Shortcoming::CutOff],
        ..a_letter()
    };
    let expected = [
        Flag::LeftInCloud { cloud: Cloud::Qq },
        Flag::RemotePictures { count: 2 },
        Flag::Shortcoming {
            of: Shortcoming::CutOff,
        },
    ];
    assert_eq!(recognised(&letter).flags, expected);
}

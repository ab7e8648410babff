//! Names, texts, ID numbers.

use super::{Shown, every};
use crate::cases::day;
use lingshi_rules::values::Sex;
use lingshi_rules::values::id_number::{IdContradiction, IdFault};
use lingshi_rules::values::mail::MailFault;
use lingshi_rules::values::name::{NamePart, NameRemark};
use lingshi_rules::values::papers::{PaperForm, PaperKind, PaperWarning};
use lingshi_rules::values::phone::PhoneFault;
use lingshi_rules::values::text::{HiddenKind, TextFinding};
use lingshi_words::Said;

fn hidden(kind: HiddenKind, scalar: &str, name: &str) -> TextFinding {
    TextFinding::Hidden {
        position: 2,
        kind,
        scalar: scalar.into(),
        name: name.into(),
    }
}

fn texts() -> Vec<TextFinding> {
    vec![
        TextFinding::TooLong {
            limit: 60,
            found: 61,
        },
        hidden(
            HiddenKind::Bidirectional,
            "U+202E",
            "RIGHT-TO-LEFT OVERRIDE",
        ),
        hidden(HiddenKind::PrivateUse, "U+E000", "Private Use Area"),
    ]
}

fn remarks() -> Vec<NameRemark> {
    use NameRemark as R;
    let meant = || "HAIQING".to_owned();
    let (zh, part) = (NamePart::GivenZh, NamePart::GivenLatin);
    vec![
        R::NoName,
        R::Missing {
            part: NamePart::SurnameLatin,
        },
        R::TooLong {
            part: zh,
            limit: 30,
            found: 31,
        },
        R::LongerThanMachineZone {
            limit: 37,
            found: 60,
        },
        R::Text {
            part: zh,
            finding: hidden(HiddenKind::ZeroWidth, "U+200B", "ZERO WIDTH SPACE"),
        },
        R::NotACharacter {
            part: zh,
            position: 1,
            found: '\u{200B}',
        },
        R::WrongDot {
            part: zh,
            position: 5,
            found: '.',
        },
        R::NotCapitals {
            part,
            meant: meant(),
        },
        R::Blank {
            part,
            position: 4,
            meant: meant(),
        },
        R::GivenNameApart { meant: meant() },
        R::Hyphen {
            part,
            position: 4,
            meant: meant(),
        },
        R::Apostrophe {
            part,
            position: 3,
            meant: "XIAN".into(),
        },
        R::NotALetter {
            part,
            position: 2,
            found: 'Ł',
        },
        R::UmlautForm {
            part: NamePart::SurnameLatin,
            meant: "LYU".into(),
        },
        R::NotPinyin { part },
        R::ReadingDiffers {
            part: zh,
            position: 2,
            character: '䶮',
            readings: vec!["YAN".into(), "GONG".into(), "YIN".into()],
        },
        R::UnusualReading {
            part: zh,
            position: 1,
            character: '行',
            used: "HANG".into(),
            usual: "XING".into(),
        },
        R::UnusualSurname {
            usual: vec!["SHAN".into(), "CHAN".into()],
        },
        R::NoReading {
            part: zh,
            position: 1,
            character: '𬭎',
        },
        R::CompareWithOldPassport,
        R::ForeignNameNeedsEvidence,
    ]
}

fn phones() -> Vec<PhoneFault> {
    vec![
        PhoneFault::Empty,
        PhoneFault::WrongCharacter {
            position: 5,
            found: '\u{202E}',
        },
        PhoneFault::NoCountryCode,
        PhoneFault::UnknownCountryCode,
        PhoneFault::TooShort { found: 1 },
        PhoneFault::TooShort { found: 5 },
        PhoneFault::TooLong { found: 17 },
        PhoneFault::TrunkZero,
        PhoneFault::MainlandMobileLength { found: 10 },
    ]
}

fn addresses() -> Vec<MailFault> {
    vec![
        MailFault::Empty,
        MailFault::TooLong {
            limit: 254,
            found: 300,
        },
        MailFault::MailboxTooLong {
            limit: 64,
            found: 65,
        },
        MailFault::NoAt,
        MailFault::SeveralAts,
        MailFault::NoMailbox,
        MailFault::NoDomain,
        MailFault::WrongCharacter {
            position: 3,
            found: '，',
        },
        MailFault::MisplacedDot,
        MailFault::BrokenDomain,
        MailFault::BrokenTopLevel,
    ]
}

fn papers() -> Vec<PaperWarning> {
    vec![
        PaperWarning::Empty,
        PaperWarning::StrangeCharacter {
            position: 4,
            found: '/',
        },
        PaperWarning::LetterNotUsed {
            position: 2,
            found: 'I',
        },
        PaperWarning::LikelySlip {
            position: 5,
            found: 'O',
            meant: '0',
        },
        PaperWarning::UnknownForm,
        PaperWarning::OtherKind {
            stated: PaperKind::OrdinaryPassport,
            found: PaperKind::HongKongMacaoPermit,
        },
        PaperWarning::FormGivenUp {
            form: PaperForm::OrdinaryE,
        },
    ]
}

pub(super) fn all() -> Vec<Shown> {
    let code = Some("code");
    let faults = vec![
        IdFault::Empty,
        IdFault::WrongLength { found: 15 },
        IdFault::WrongLength { found: 19 },
        IdFault::WrongCharacter {
            position: 18,
            found: 'Y',
        },
        IdFault::NoSuchBirthDate,
        IdFault::Checksum {
            expected: 'X',
            found: '1',
        },
    ];
    let contradictions = vec![
        IdContradiction::BirthDate {
            id: day("1993-11-30"),
            form: day("1993-11-03"),
        },
        IdContradiction::Sex {
            id: Sex::Female,
            form: Sex::Male,
        },
    ];
    let mut all = every("name_remark", code, remarks(), Said::Name);
    all.extend(every("text_finding", code, texts(), Said::Text));
    all.extend(every("phone_fault", code, phones(), |v| Said::Phone(*v)));
    all.extend(every("address_fault", code, addresses(), |v| {
        Said::Address(*v)
    }));
    all.extend(every("paper_warning", code, papers(), |v| Said::Paper(*v)));
    all.extend(every("id_fault", code, faults, |v| Said::IdFault(*v)));
    all.extend(every("id_contradiction", code, contradictions, |v| {
        Said::IdContradiction(*v)
    }));
    all
}

//! Supplement mails.

use super::{Shown, every};
use lingshi_rules::business::Business;
use lingshi_rules::life::Status;
use lingshi_rules::supplement_mail::{
    AutomaticSign, Cloud, FileKind, Flag, LeftOut, Precedence, Seal, Shortcoming, Silence, Unfit,
    Unreadable, Wait, Why,
};
use lingshi_rules::values::OrderNo;
use lingshi_rules::values::order_no::{Expected, OrderNoFault, OrderNoWarning};
use lingshi_words::Said;

const MEGABYTE: u64 = 1024 * 1024;

pub(crate) fn no(text: &str) -> OrderNo {
    OrderNo::parse(text).unwrap().value
}

pub(crate) fn number_faults() -> Vec<OrderNoFault> {
    vec![
        OrderNoFault::Empty,
        OrderNoFault::WrongLength { found: 17 },
        OrderNoFault::WrongCharacter {
            position: 11,
            found: '丨',
            expected: Expected::Digit,
        },
        OrderNoFault::WrongCharacter {
            position: 1,
            found: '\u{200B}',
            expected: Expected::LetterOrDigit,
        },
        OrderNoFault::LikelySlip {
            position: 11,
            found: 'O',
            meant: '0',
            suggestion: "BELAA3UHHT00085224".into(),
        },
    ]
}

pub(crate) fn whys() -> Vec<Why> {
    vec![
        Why::Unreadable {
            fault: Unreadable::TooLarge {
                most: 40 * 1024 * 1024,
                found: 61_923_551,
            },
        },
        Why::Automatic {
            sign: AutomaticSign::Precedence {
                word: Precedence::Bulk,
            },
        },
        Why::Encrypted { seal: Seal::Smime },
        Why::SubjectEmpty,
        Why::SubjectWithoutNumber,
        Why::SubjectSaysMore,
        Why::SubjectFault {
            fault: OrderNoFault::WrongLength { found: 16 },
        },
        Why::SubjectSlip {
            position: 11,
            found: 'O',
            meant: '0',
        },
        Why::SeveralOrders {
            found: vec![
                no("BELAA3UHHT10085224"),
                no("BELAA3BNDN10085236"),
                no("BELA20TTKA10085237"),
            ],
        },
        Why::NoSuchOrder,
        Why::OtherPost,
        Why::NotAwaited {
            status: Status::ToMake,
        },
    ]
}

pub(crate) fn unfits() -> Vec<Unfit> {
    vec![
        Unfit::TooLarge {
            most: 2 * MEGABYTE - 1,
            found: 3_460_301,
        },
        Unfit::Damaged,
        Unfit::Heic,
        Unfit::OtherPicture {
            found: FileKind::Tiff,
        },
        Unfit::Pdf,
        Unfit::Archive {
            found: FileKind::SevenZip,
        },
        Unfit::Winmail,
        Unfit::Office,
        Unfit::Recording,
        Unfit::Program,
        Unfit::Encrypted,
        Unfit::OtherType {
            found: FileKind::Unknown,
        },
        Unfit::OtherType {
            found: FileKind::Html,
        },
    ]
}

pub(crate) fn left_outs() -> Vec<LeftOut> {
    vec![
        LeftOut::Empty,
        LeftOut::KnownToOrder,
        LeftOut::TwiceInMail,
        LeftOut::SignaturePicture,
        LeftOut::Calendar,
        LeftOut::VisitingCard,
        LeftOut::MailSignature,
    ]
}

pub(crate) fn flags() -> Vec<Flag> {
    vec![
        Flag::InFirstReview,
        Flag::NameMissing,
        Flag::NameDiffers,
        Flag::NameOtherCharacters,
        Flag::BusinessMissing,
        Flag::BusinessDiffers {
            found: Some(Business::TdNew),
            expected: Business::PpRenew,
        },
        Flag::BusinessDiffers {
            found: None,
            expected: Business::PpRenew,
        },
        Flag::OrderMissing,
        Flag::OrderDiffers {
            found: no("BELAA3BNDN10085236"),
        },
        Flag::OrderFault {
            fault: OrderNoFault::WrongLength { found: 19 },
        },
        Flag::PostMissing,
        Flag::PostDiffers,
        Flag::LinesQuoted,
        Flag::Forwarded { times: 1 },
        Flag::Forwarded { times: 3 },
        Flag::NothingEnclosed,
        Flag::NothingFit,
        Flag::LeftInCloud { cloud: Cloud::Qq },
        Flag::RemotePictures { count: 1 },
        Flag::RemotePictures { count: 12 },
        Flag::Shortcoming {
            of: Shortcoming::TooManyEnclosures { most: 50 },
        },
    ]
}

fn signs() -> Vec<AutomaticSign> {
    vec![
        AutomaticSign::DeliveryReport,
        AutomaticSign::ReadReceipt,
        AutomaticSign::AutoSubmitted,
        AutomaticSign::AutoReply,
        AutomaticSign::MailingList,
        AutomaticSign::Precedence {
            word: Precedence::Junk,
        },
        AutomaticSign::NullReturnPath,
        AutomaticSign::AnswersUnwanted,
        AutomaticSign::RobotSender,
    ]
}

pub(crate) fn shortcomings() -> Vec<Shortcoming> {
    vec![
        Shortcoming::CutOff,
        Shortcoming::BoundaryMissing,
        Shortcoming::DamagedEncoding,
        Shortcoming::DamagedCharacters,
        Shortcoming::UnknownCharset,
        Shortcoming::HeadTooLong { most: 256 * 1024 },
        Shortcoming::TooManyParts { most: 500 },
        Shortcoming::TooManyEnclosures { most: 50 },
        Shortcoming::TooDeep { most: 10 },
        Shortcoming::TextTooLong { most: 1024 * 1024 },
    ]
}

fn waits() -> Vec<Wait> {
    let sign = AutomaticSign::MailingList;
    vec![
        Wait::SenderUnclear { named: 0 },
        Wait::SenderUnclear { named: 2 },
        Wait::Stranger,
        Wait::NoReport,
        Wait::NotProven,
        Wait::Automatic { sign },
        Wait::Contradiction,
        Wait::Nothing,
        Wait::SwitchedOff,
    ]
}

pub(super) fn all() -> Vec<Shown> {
    let code = Some("code");
    let silences = vec![
        Silence::Automatic {
            sign: AutomaticSign::AutoReply,
        },
        Silence::Stranger,
        Silence::NotProven,
        Silence::OfficerFirst,
    ];
    let unreadable = vec![
        Unreadable::Empty,
        Unreadable::TooLarge {
            most: 1024 * 1024,
            found: 1024 * 1024 + 1,
        },
        Unreadable::NotAMail,
    ];
    let warnings = vec![
        OrderNoWarning::UnknownModule { found: "Z9".into() },
        OrderNoWarning::OtherPost {
            expected: "BELA".into(),
            found: "USAA".into(),
        },
    ];
    let mut all = every("mail_why", code, whys(), Said::MailWhy);
    all.extend(every("mail_flag", code, flags(), Said::MailFlag));
    all.extend(every("mail_unfit", code, unfits(), |v| Said::MailUnfit(*v)));
    let left_out = every("mail_left_out", code, left_outs(), |v| {
        Said::MailLeftOut(*v)
    });
    all.extend(left_out);
    all.extend(every("mail_wait", code, waits(), |v| Said::MailWait(*v)));
    let silent = every("mail_silence", code, silences, |v| Said::MailSilence(*v));
    all.extend(silent);
    all.extend(every("mail_sign", code, signs(), |v| Said::MailSign(*v)));
    let short = every("mail_shortcoming", code, shortcomings(), |v| {
        Said::MailShortcoming(*v)
    });
    all.extend(short);
    let unreadable = every("mail_unreadable", code, unreadable, |v| {
        Said::MailUnreadable(*v)
    });
    all.extend(unreadable);
    let faults = every("order_no_fault", code, number_faults(), Said::OrderNoFault);
    all.extend(faults);
    let warned = every("order_no_warning", code, warnings, Said::OrderNoWarning);
    all.extend(warned);
    all
}

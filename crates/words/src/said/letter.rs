//! Mails: what they were taken for, and why not.

use super::{Said, Words, n, none, sign as seen, tell};
use crate::Fill;
use crate::voice::{Voice, one_line};
use lingshi_rules::business::Business;
use lingshi_rules::supplement_mail::{
    AutomaticSign, Flag, LeftOut, Shortcoming, Silence, Unfit, Unreadable, Wait, Why,
};
use lingshi_rules::values::OrderNo;
use lingshi_rules::values::order_no::{OrderNoFault, OrderNoWarning};

/// An attachment must be smaller than the limit, so the most is one byte less.
fn limit(voice: Voice<'_>, most: u64) -> Words {
    voice.bytes(most.saturating_add(1))
}

fn numbers(voice: Voice<'_>, all: &[OrderNo]) -> Words {
    let all: Vec<String> = all.iter().map(|no| no.as_str().to_owned()).collect();
    voice.list(&all)
}

pub(super) fn why(voice: Voice<'_>, why: &Why) -> Words {
    let (code, fill) = match why {
        Why::Unreadable { fault } => (
            "unreadable",
            none().with("fault", tell(voice, Said::MailUnreadable(*fault))?),
        ),
        Why::Automatic { sign } => (
            "automatic",
            none().with("sign", tell(voice, Said::MailSign(*sign))?),
        ),
        Why::Encrypted { seal } => (
            "encrypted",
            none().with("seal", voice.term("seal", seal.into())?),
        ),
        Why::SubjectEmpty => ("subject_empty", none()),
        Why::SubjectWithoutNumber => ("subject_without_number", none()),
        Why::SubjectSaysMore => ("subject_says_more", none()),
        Why::SubjectFault { fault } => (
            "subject_fault",
            none().with("fault", tell(voice, Said::OrderNoFault(fault))?),
        ),
        Why::SubjectSlip {
            position,
            found,
            meant,
        } => (
            "subject_slip",
            none()
                .with("position", n(position))
                .with("found", seen(*found))
                .with("meant", seen(*meant)),
        ),
        Why::SeveralOrders { found } => (
            "several_orders",
            none().with("found", numbers(voice, found)?),
        ),
        Why::NoSuchOrder => ("no_such_order", none()),
        Why::OtherPost => ("other_post", none()),
        Why::NotAwaited { status } => (
            "not_awaited",
            none().with("status", voice.term("status", status.code())?),
        ),
    };
    voice.said("mail_why", code, &fill)
}

fn business(voice: Voice<'_>, found: Option<Business>) -> Words {
    found.map_or_else(
        || Ok(String::new()),
        |found| voice.term("business", found.code()),
    )
}

pub(super) fn flag(voice: Voice<'_>, flag: &Flag) -> Words {
    let (code, fill) = match flag {
        Flag::InFirstReview => ("in_first_review", none()),
        Flag::NameMissing => ("name_missing", none()),
        Flag::NameDiffers => ("name_differs", none()),
        Flag::NameOtherCharacters => ("name_other_characters", none()),
        Flag::BusinessMissing => ("business_missing", none()),
        Flag::BusinessDiffers { found, expected } => (
            "business_differs",
            none()
                .with("found", business(voice, *found)?)
                .with("expected", business(voice, Some(*expected))?),
        ),
        Flag::OrderMissing => ("order_missing", none()),
        Flag::OrderDiffers { found } => ("order_differs", none().with("found", found.as_str())),
        Flag::OrderFault { fault } => (
            "order_fault",
            none().with("fault", tell(voice, Said::OrderNoFault(fault))?),
        ),
        Flag::PostMissing => ("post_missing", none()),
        Flag::PostDiffers => ("post_differs", none()),
        Flag::LinesQuoted => ("lines_quoted", none()),
        Flag::Forwarded { times } => ("forwarded", none().with("times", n(times))),
        Flag::NothingEnclosed => ("nothing_enclosed", none()),
        Flag::NothingFit => ("nothing_fit", none()),
        Flag::LeftInCloud { cloud } => (
            "left_in_cloud",
            none().with("cloud", voice.term("cloud", cloud.into())?),
        ),
        Flag::RemotePictures { count } => ("remote_pictures", none().with("count", n(count))),
        Flag::Shortcoming { of } => return shortcoming(voice, *of),
    };
    voice.said("mail_flag", code, &fill)
}

/// The code of a reason and what fills it; the officer's sentence and the applicant's have both.
pub(crate) fn unfit_parts(
    voice: Voice<'_>,
    reason: Unfit,
) -> Result<(&'static str, Fill), crate::WordsFault> {
    let kind = |found: lingshi_rules::supplement_mail::FileKind| {
        Ok::<Fill, crate::WordsFault>(none().with("found", voice.term("file_kind", found.into())?))
    };
    Ok(match reason {
        Unfit::TooLarge { most, found } => (
            "too_large",
            none()
                .with("most", limit(voice, most)?)
                .with("found", voice.size(found)?),
        ),
        Unfit::Damaged => ("damaged", none()),
        Unfit::Heic => ("heic", none()),
        Unfit::OtherPicture { found } => ("other_picture", kind(found)?),
        Unfit::Pdf => ("pdf", none()),
        Unfit::Archive { found } => ("archive", kind(found)?),
        Unfit::Winmail => ("winmail", none()),
        Unfit::Office => ("office", none()),
        Unfit::Recording => ("recording", none()),
        Unfit::Program => ("program", none()),
        Unfit::Encrypted => ("encrypted", none()),
        Unfit::OtherType { found } => ("other_type", kind(found)?),
    })
}

pub(super) fn unfit(voice: Voice<'_>, reason: Unfit) -> Words {
    let (code, fill) = unfit_parts(voice, reason)?;
    voice.said("mail_unfit", code, &fill)
}

/// The code of a reason; the officer's sentence and the applicant's have it alike.
pub(crate) fn left_out_code(reason: LeftOut) -> &'static str {
    match reason {
        LeftOut::Empty => "empty",
        LeftOut::KnownToOrder => "known_to_order",
        LeftOut::TwiceInMail => "twice_in_mail",
        LeftOut::SignaturePicture => "signature_picture",
        LeftOut::Calendar => "calendar",
        LeftOut::VisitingCard => "visiting_card",
        LeftOut::MailSignature => "mail_signature",
    }
}

pub(super) fn left_out(voice: Voice<'_>, reason: LeftOut) -> Words {
    voice.said("mail_left_out", left_out_code(reason), &none())
}

pub(super) fn wait(voice: Voice<'_>, wait: Wait) -> Words {
    let (code, fill) = match wait {
        Wait::SenderUnclear { named } => (
            "sender_unclear",
            none().with_known("named", (named > 0).then(|| n(named))),
        ),
        Wait::Stranger => ("stranger", none()),
        Wait::NoReport => ("no_report", none()),
        Wait::NotProven => ("not_proven", none()),
        Wait::Automatic { sign } => (
            "automatic",
            none().with("sign", tell(voice, Said::MailSign(sign))?),
        ),
        Wait::Contradiction => ("contradiction", none()),
        Wait::Nothing => ("nothing", none()),
        Wait::SwitchedOff => ("switched_off", none()),
    };
    voice.said("mail_wait", code, &fill)
}

pub(super) fn silence(voice: Voice<'_>, silence: Silence) -> Words {
    let (code, fill) = match silence {
        Silence::Automatic { sign } => (
            "automatic",
            none().with("sign", tell(voice, Said::MailSign(sign))?),
        ),
        Silence::Stranger => ("stranger", none()),
        Silence::NotProven => ("not_proven", none()),
        Silence::OfficerFirst => ("officer_first", none()),
    };
    voice.said("mail_silence", code, &fill)
}

/// A few words that stand inside a sentence.
pub(super) fn sign(voice: Voice<'_>, sign: AutomaticSign) -> Words {
    let (code, fill) = match sign {
        AutomaticSign::DeliveryReport => ("delivery_report", none()),
        AutomaticSign::ReadReceipt => ("read_receipt", none()),
        AutomaticSign::AutoSubmitted => ("auto_submitted", none()),
        AutomaticSign::AutoReply => ("auto_reply", none()),
        AutomaticSign::MailingList => ("mailing_list", none()),
        AutomaticSign::Precedence { word } => (
            "precedence",
            none().with("word", voice.term("precedence", word.into())?),
        ),
        AutomaticSign::NullReturnPath => ("null_return_path", none()),
        AutomaticSign::AnswersUnwanted => ("answers_unwanted", none()),
        AutomaticSign::RobotSender => ("robot_sender", none()),
    };
    voice.said("mail_sign", code, &fill)
}

pub(super) fn shortcoming(voice: Voice<'_>, of: Shortcoming) -> Words {
    let most = |most: usize| none().with("most", n(most));
    let bytes = |most: usize| -> Result<Fill, crate::WordsFault> {
        let most = u64::try_from(most).unwrap_or(u64::MAX);
        Ok(none().with("most", voice.size(most)?))
    };
    let (code, fill) = match of {
        Shortcoming::CutOff => ("cut_off", none()),
        Shortcoming::BoundaryMissing => ("boundary_missing", none()),
        Shortcoming::DamagedEncoding => ("damaged_encoding", none()),
        Shortcoming::DamagedCharacters => ("damaged_characters", none()),
        Shortcoming::UnknownCharset => ("unknown_charset", none()),
        Shortcoming::HeadTooLong { most } => ("head_too_long", bytes(most)?),
        Shortcoming::TooManyParts { most: all } => ("too_many_parts", most(all)),
        Shortcoming::TooManyEnclosures { most: all } => ("too_many_enclosures", most(all)),
        Shortcoming::TooDeep { most: all } => ("too_deep", most(all)),
        Shortcoming::TextTooLong { most } => ("text_too_long", bytes(most)?),
    };
    voice.said("mail_shortcoming", code, &fill)
}

pub(super) fn unreadable(voice: Voice<'_>, fault: Unreadable) -> Words {
    let size = |n: usize| voice.size(u64::try_from(n).unwrap_or(u64::MAX));
    let (code, fill) = match fault {
        Unreadable::Empty => ("empty", none()),
        Unreadable::TooLarge { most, found } => (
            "too_large",
            none().with("most", size(most)?).with("found", size(found)?),
        ),
        Unreadable::NotAMail => ("not_a_mail", none()),
    };
    voice.said("mail_unreadable", code, &fill)
}

pub(super) fn number_fault(voice: Voice<'_>, fault: &OrderNoFault) -> Words {
    let (code, fill) = match fault {
        OrderNoFault::Empty => ("empty", none()),
        OrderNoFault::WrongLength { found } => ("wrong_length", none().with("found", n(found))),
        OrderNoFault::WrongCharacter {
            position,
            found,
            expected,
        } => (
            "wrong_character",
            none()
                .with("position", n(position))
                .with("found", seen(*found))
                .with("expected", voice.term("order_no_place", expected.into())?),
        ),
        OrderNoFault::LikelySlip {
            position,
            found,
            meant,
            suggestion,
        } => (
            "likely_slip",
            none()
                .with("position", n(position))
                .with("found", seen(*found))
                .with("meant", seen(*meant))
                .with("suggestion", one_line(suggestion)),
        ),
    };
    voice.said("order_no_fault", code, &fill)
}

pub(super) fn number_warning(voice: Voice<'_>, warning: &OrderNoWarning) -> Words {
    let (code, fill) = match warning {
        OrderNoWarning::UnknownModule { found } => {
            ("unknown_module", none().with("found", one_line(found)))
        }
        OrderNoWarning::OtherPost { expected, found } => (
            "other_post",
            none()
                .with("expected", one_line(expected))
                .with("found", one_line(found)),
        ),
    };
    voice.said("order_no_warning", code, &fill)
}

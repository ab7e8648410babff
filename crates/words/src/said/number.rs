//! ID numbers, telephone numbers, addresses and documents' numbers: what is wrong with them.

use super::{Words, n, none, sign};
use crate::Fill;
use crate::voice::Voice;
use lingshi_rules::values::id_number::{IdContradiction, IdFault};
use lingshi_rules::values::mail::MailFault;
use lingshi_rules::values::papers::PaperWarning;
use lingshi_rules::values::phone::PhoneFault;

/// A character and where it stands.
fn at(position: usize, found: char) -> Fill {
    none()
        .with("position", n(position))
        .with("found", sign(found))
}

fn counted(limit: usize, found: usize) -> Fill {
    none().with("limit", n(limit)).with("found", n(found))
}

pub(super) fn phone(voice: Voice<'_>, fault: PhoneFault) -> Words {
    let digits = |found: usize| none().with("found", n(found));
    let (code, fill) = match fault {
        PhoneFault::Empty => ("empty", none()),
        PhoneFault::WrongCharacter { position, found } => ("wrong_character", at(position, found)),
        PhoneFault::NoCountryCode => ("no_country_code", none()),
        PhoneFault::UnknownCountryCode => ("unknown_country_code", none()),
        PhoneFault::TooShort { found } => ("too_short", digits(found)),
        PhoneFault::TooLong { found } => ("too_long", digits(found)),
        PhoneFault::TrunkZero => ("trunk_zero", none()),
        PhoneFault::MainlandMobileLength { found } => ("mainland_mobile_length", digits(found)),
    };
    voice.said("phone_fault", code, &fill)
}

pub(super) fn address(voice: Voice<'_>, fault: MailFault) -> Words {
    let (code, fill) = match fault {
        MailFault::Empty => ("empty", none()),
        MailFault::TooLong { limit, found } => ("too_long", counted(limit, found)),
        MailFault::MailboxTooLong { limit, found } => ("mailbox_too_long", counted(limit, found)),
        MailFault::NoAt => ("no_at", none()),
        MailFault::SeveralAts => ("several_ats", none()),
        MailFault::NoMailbox => ("no_mailbox", none()),
        MailFault::NoDomain => ("no_domain", none()),
        MailFault::WrongCharacter { position, found } => ("wrong_character", at(position, found)),
        MailFault::MisplacedDot => ("misplaced_dot", none()),
        MailFault::BrokenDomain => ("broken_domain", none()),
        MailFault::BrokenTopLevel => ("broken_top_level", none()),
    };
    voice.said("address_fault", code, &fill)
}

pub(super) fn paper(voice: Voice<'_>, warning: PaperWarning) -> Words {
    let (code, fill) = match warning {
        PaperWarning::Empty => ("empty", none()),
        PaperWarning::StrangeCharacter { position, found } => {
            ("strange_character", at(position, found))
        }
        PaperWarning::LetterNotUsed { position, found } => ("letter_not_used", at(position, found)),
        PaperWarning::LikelySlip {
            position,
            found,
            meant,
        } => (
            "likely_slip",
            at(position, found).with("meant", sign(meant)),
        ),
        PaperWarning::UnknownForm => ("unknown_form", none()),
        PaperWarning::OtherKind { stated, found } => {
            let fill = none().with("stated", voice.term("paper_kind", stated.into())?);
            let found = voice.term("paper_kind", found.into())?;
            ("other_kind", fill.with("found", found))
        }
        PaperWarning::FormGivenUp { form: _ } => ("form_given_up", none()),
    };
    voice.said("paper_warning", code, &fill)
}

pub(super) fn id_fault(voice: Voice<'_>, fault: IdFault) -> Words {
    let (code, fill) = match fault {
        IdFault::Empty => ("empty", none()),
        IdFault::WrongLength { found } => {
            let old = none().with_flag("old", found == 15);
            ("wrong_length", old.with("found", n(found)))
        }
        IdFault::WrongCharacter { position, found } => {
            let fill = none().with("position", n(position));
            ("wrong_character", fill.with("found", sign(found)))
        }
        IdFault::NoSuchBirthDate => ("no_such_birth_date", none()),
        IdFault::Checksum { expected, found } => {
            let fill = none().with("expected", sign(expected));
            ("checksum", fill.with("found", sign(found)))
        }
    };
    voice.said("id_fault", code, &fill)
}

pub(super) fn id_contradiction(voice: Voice<'_>, contradiction: IdContradiction) -> Words {
    let (code, fill) = match contradiction {
        IdContradiction::BirthDate { id, form } => {
            let fill = none().with("id", voice.date(id)?);
            ("birth_date", fill.with("form", voice.date(form)?))
        }
        IdContradiction::Sex { id, form } => {
            let fill = none().with("id", voice.term("sex", id.into())?);
            ("sex", fill.with("form", voice.term("sex", form.into())?))
        }
    };
    voice.said("id_contradiction", code, &fill)
}

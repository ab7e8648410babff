//! What may not stand together in a post's settings.

use super::policy::WeekdayName;
use crate::business::Business;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Why settings that can each be read are refused all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Contradiction {
    /// Nothing stands where something is needed.
    Empty,
    /// Zero would stop the work.
    Zero,
    /// A fee below zero.
    Negative,
    /// So many capital letters are wanted.
    NotCapitals {
        /// How many.
        wanted: u8,
    },
    /// Order numbers begin with the country.
    PrefixOfAnotherCountry,
    /// Paper photos are asked for, but none.
    NoPhotosCounted,
    /// Paper photos are counted, but never asked for.
    PhotosNeverAsked,
    /// Unmarked mail is returned, but there is no mark.
    NoMarkToBear,
    /// Documents go home by mail, but in no envelope.
    NoReturnEnvelope,
    /// An envelope is asked for, but nothing goes home by mail.
    EnvelopeForNothing,
    /// Emergency documents are always collected.
    EmergencyByMail,
    /// The old document is to be brought to a pick-up that is not offered.
    NoPickupInPerson,
    /// Reminders must come later and later.
    NotAscending,
    /// Mailing is charged at the pick-up, and nothing goes by mail.
    MailingChargedForNothing,
    /// Cheques are taken, but made out to nobody.
    NoPayee,
    /// This is about cheques, and none is taken.
    NoChequeTaken,
    /// The money is due with the mail, but is taken at the counter only.
    NothingComesByMail,
    /// The money is due with the mail, but nothing is mailed.
    NothingIsMailed,
    /// Cash would have to come in the envelope.
    CashInEnvelope,
    /// What goes home by mail could be paid at the counter only.
    MailedButPaidAtCounter,
    /// Amounts are converted, but no kind does so.
    NothingConverted,
    /// Payments in the APP are to be told, but there are none.
    NothingPaidOnline,
    /// On a day on which nobody works.
    OutsideWorkingDays {
        /// The day.
        day: WeekdayName,
    },
    /// On a day on which nobody is let in.
    ClosedThatDay {
        /// The day.
        day: WeekdayName,
    },
    /// A span ends before it begins.
    EndsBeforeItBegins,
    /// Two spans run into each other.
    Overlaps {
        /// On this day.
        day: WeekdayName,
    },
    /// People are to come, but it is never open.
    NeverOpen,
    /// Stands here twice.
    Repeated,
    /// A post that makes its own documents names no centre.
    CentreIsItself,
    /// Beyond what is allowed at most.
    BeyondMax,
    /// A slot is too short for one interview.
    SlotHoldsNobody,
    /// A slot is longer than a day.
    SlotBeyondDay,
    /// A business that is not taken here.
    BusinessNotTaken {
        /// Which.
        business: Business,
    },
}

impl fmt::Display for Contradiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "may not be empty",
            Self::Zero => "may not be zero",
            Self::Negative => "may not be negative",
            Self::NotCapitals { wanted } => {
                return write!(f, "{wanted} capital letters are wanted");
            }
            Self::PrefixOfAnotherCountry => "does not begin with the country",
            Self::NoPhotosCounted => "photos are asked for, but none",
            Self::PhotosNeverAsked => "photos are counted, but never asked for",
            Self::NoMarkToBear => "unmarked mail is returned, but no mark is set",
            Self::NoReturnEnvelope => "documents go by mail, but no return envelope is set",
            Self::EnvelopeForNothing => "nothing goes home by mail",
            Self::EmergencyByMail => "emergency documents are always collected",
            Self::NoPickupInPerson => "pick-up in person is not offered",
            Self::NotAscending => "days must ascend",
            Self::MailingChargedForNothing => "mailing is charged, but nothing goes by mail",
            Self::NoPayee => "cheques are taken, but no payee is set",
            Self::NoChequeTaken => "no cheque is taken",
            Self::NothingComesByMail => "due with the mail, but taken at the counter only",
            Self::NothingIsMailed => "due with the mail, but nothing is mailed",
            Self::CashInEnvelope => "cash would have to come in the envelope",
            Self::MailedButPaidAtCounter => {
                "documents go by mail, but are paid at the counter only"
            }
            Self::NothingConverted => "no kind of payment is converted",
            Self::NothingPaidOnline => "nothing is paid in the APP",
            Self::OutsideWorkingDays { day } => return write!(f, "{day:?} is no working day"),
            Self::ClosedThatDay { day } => return write!(f, "{day:?} has no opening hours"),
            Self::EndsBeforeItBegins => "ends before it begins",
            Self::Overlaps { day } => return write!(f, "spans overlap on {day:?}"),
            Self::NeverOpen => "people are to come, but it is never open",
            Self::Repeated => "stands here twice",
            Self::CentreIsItself => "a post is not its own centre",
            Self::BeyondMax => "beyond the maximum",
            Self::SlotHoldsNobody => "too short for one interview",
            Self::SlotBeyondDay => "longer than a day",
            Self::BusinessNotTaken { business } => {
                return write!(f, "{} is not taken here", business.code());
            }
        })
    }
}

//! Mail that machines send. It is never answered, or two machines would talk for ever.

use super::letter::{AutomaticSign, Letter, ReturnPath};
use super::subject::is_absence_note;

/// The sign that a machine wrote this mail: whatever its subject, it brings no supplement.
pub(super) fn written_by_machine(letter: &Letter) -> Option<AutomaticSign> {
    if is_absence_note(&letter.subject) {
        return Some(AutomaticSign::AutoReply);
    }
    signs(letter).find(|sign| match sign {
        AutomaticSign::DeliveryReport
        | AutomaticSign::ReadReceipt
        | AutomaticSign::AutoSubmitted
        | AutomaticSign::AutoReply
        | AutomaticSign::RobotSender => true,
        AutomaticSign::MailingList
        | AutomaticSign::Precedence { .. }
        | AutomaticSign::NullReturnPath
        | AutomaticSign::AnswersUnwanted => false,
    })
}

/// The sign that a person may have written it, and it went through a machine all the same.
pub(super) fn sent_by_machine(letter: &Letter) -> Option<AutomaticSign> {
    signs(letter).find(|sign| *sign != AutomaticSign::AnswersUnwanted)
}

/// The first sign that no answer must be sent.
pub(super) fn must_not_be_answered(letter: &Letter) -> Option<AutomaticSign> {
    written_by_machine(letter).or_else(|| signs(letter).next())
}

fn signs(letter: &Letter) -> impl Iterator<Item = AutomaticSign> + '_ {
    let null = letter.return_path == ReturnPath::Null;
    letter
        .automatic
        .iter()
        .copied()
        .chain(null.then_some(AutomaticSign::NullReturnPath))
}

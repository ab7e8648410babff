//! 邮件上传: e-mails that were sent as supplements, from their arrival until nothing of them is kept.
//!
//! A mail comes here read and with its digest; its files stand in the store of files before. What it is taken for is
//! the rulebook's; here it is looked up, given to its order or put into a tray, and its answer is kept in the same
//! transaction. The same mail again, however it came, is known and changes nothing.

mod answers;
mod assigning;
mod judging;
mod placing;
mod retention;
mod taking;
mod tray;

pub use answers::{AnswerName, GIVEN_UP_AFTER_DAYS, Outgoing, SentOr};
pub use judging::Arrived;
pub use placing::Placed;
pub use retention::MailOver;
pub use taking::{Became, Taken};
pub use tray::Wanted;
pub use tray::files_of_unplaced;
pub(crate) use tray::{files_of_mails, give_to_mail};

use crate::Told;
use crate::kept::{self, Kept};
use lingshi_ledger::{DocKey, Kind, Reading};
use lingshi_rules::ids::PostCode;
use lingshi_rules::values::Instant;
use lingshi_wire::mail::MailId;
use serde::{Deserialize, Serialize};

/// That a mail was taken in. It is kept as long as the mail is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct TakenIn {
    id: MailId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    post: Option<PostCode>,
    at: Instant,
    answer: AnswerMark,
}

/// What has become of the answer to a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum AnswerMark {
    /// Nobody is answered.
    None,
    /// It is not sent yet.
    Waiting,
    /// It was sent.
    Sent {
        /// When.
        at: Instant,
    },
    /// It could not be sent.
    GivenUp {
        /// Since when nobody tries any more.
        at: Instant,
    },
}

fn taken_key(name: &str) -> DocKey {
    DocKey::new(Kind::MailTaken, name)
}

fn item_key(id: &MailId) -> DocKey {
    DocKey::new(Kind::MailItem, id.as_str())
}

/// Named by when it came, so that those of a time are found together.
fn id_of(name: &str, at: Instant) -> MailId {
    let begin = name.get(..12).unwrap_or(name);
    MailId::new(format!("{:012x}-{begin}", at.millis().max(0)))
}

/// The name that mails have which came at a moment, or later.
fn first_id(at: Instant) -> String {
    format!("{:012x}", at.millis().max(0))
}

fn taken_in(tx: &mut (impl Reading + ?Sized), name: &str) -> Told<Option<Kept<TakenIn>>> {
    kept::of_realm(tx, &taken_key(name))
}

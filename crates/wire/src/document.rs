//! The names of what is kept: by kind and id.

use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

/// What a document is of.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumIter,
    EnumString,
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Kind {
    // ── of a post ──
    /// An order.
    Order,
    /// The interview slots of one day.
    SlotDay,
    /// An e-mail that was sent as a supplement; the realm has those that no post can be told for.
    MailItem,
    /// Orders approved together, or sent to the making centre together.
    Batch,
    /// The book of one kind of blank booklets.
    Stock,
    /// One day's money.
    CashDay,
    /// An officer, with roles.
    Officer,
    /// A device, with its key.
    Device,
    /// The post's settings.
    PostSettings,
    /// The post's root key.
    Root,
    /// The windows at which officers interview, by the day.
    Windows,
    /// A sheet beside orders and settings; the realm has some too.
    Reference,
    /// What administrators say of a device's end.
    Statement,

    // ── of the realm ──
    /// An applicant's account.
    Account,
    /// One applicant, one order.
    Reservation,
    /// A place to begin at: which posts there are, the server's own name.
    Realm,
    /// An officer's password and second factor.
    Credential,
    /// A one-time code that enrols a device.
    Invitation,
    /// Somebody signed in.
    Session,
    /// When a post was heard of, by the day.
    Presence,
    /// How an applicant signs in, and what is theirs.
    Applicant,
    /// Whose a mail address or a telephone number is, under a name nobody can read.
    Contact,
    /// A one-time code that was sent to one.
    OneTimeCode,
    /// An applicant who is signed in.
    ApplicantSession,
    /// An application that is not filed yet; no post knows of it.
    Draft,
    /// What an applicant was told of an order, as it read.
    Delivery,
    /// A payment on line.
    Payment,
    /// An e-mail that was taken in: the same one again is known.
    MailTaken,
    /// An answer to an e-mail that is not sent yet.
    MailAnswer,
}

impl Kind {
    /// As it is written.
    pub fn code(self) -> &'static str {
        self.into()
    }
}

/// Which document.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DocKey {
    /// Of what.
    pub kind: Kind,
    /// Its name among those.
    pub id: String,
}

impl DocKey {
    /// Names a document.
    pub fn new(kind: Kind, id: impl Into<String>) -> Self {
        let id = id.into();
        Self { kind, id }
    }
}

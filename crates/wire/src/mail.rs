//! An e-mail that was sent as a supplement, as the officers of a post see it.

use lingshi_rules::ids::PostCode;
use lingshi_rules::supplement_mail::tray::TrayState;
use lingshi_rules::supplement_mail::{Fate, FileKind, Verdict};
use lingshi_rules::values::{Instant, OrderNo};
use serde::{Deserialize, Serialize};

/// Mails in one answer at most.
pub const MOST_MAILS: usize = 200;

/// The name of a mail; it tells nothing of what is in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MailId(String);

impl MailId {
    /// Takes the name as given.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for MailId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// One thing that came with a mail.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailEnclosure {
    /// The name it came with; applicants name files after people.
    pub name: String,
    /// What its first bytes say it is.
    pub kind: FileKind,
    /// Its length.
    pub bytes: u64,
    /// SHA-256 in hex.
    pub sha256: String,
    /// It arrived to its end.
    pub whole: bool,
    /// What the rulebook made of it, where the mail was recognised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fate: Option<Fate>,
}

impl std::fmt::Debug for MailEnclosure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MailEnclosure")
            .field("kind", &self.kind)
            .field("bytes", &self.bytes)
            .finish_non_exhaustive()
    }
}

/// What is kept of a mail until its time is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailContent {
    /// From whom it says it is, masked; none where it names nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<String>,
    /// The order it names, or may have meant, where there is one at this post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderNo>,
    /// What it was taken for, and why.
    pub verdict: Verdict,
    /// The order would not take it, although it was believed: the code of why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
    /// Everything that came with it.
    pub enclosures: Vec<MailEnclosure>,
}

/// A mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailItem {
    /// Its name.
    pub id: MailId,
    /// Its post; none for one that no post can be told for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<PostCode>,
    /// When it was taken in.
    pub at: Instant,
    /// What has become of it.
    pub state: TrayState,
    /// What it is; none once it was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<MailContent>,
}

/// Mails of a post, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mails {
    /// Each.
    pub mails: Vec<MailItem>,
    /// There are older ones that are not told.
    pub more: bool,
}

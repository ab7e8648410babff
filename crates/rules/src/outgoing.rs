//! What an officer wrote, looked at before it goes out: nothing in it may look like fraud.
//!
//! Fraudsters write in the name of posts. So a post's own message never holds an account number, never asks
//! for a transfer, a password or a chat contact, and names no telephone, mailbox or site but official ones.
//! Desk and server run the same look; what blocks on the desk blocks there.

mod folded;
mod links;
mod numbers;
mod phrases;
mod place;

pub use place::WordsPlace;

use crate::post::PostPolicy;
use crate::values::text::{HiddenKind, hidden_kind};
use folded::Folded;
use serde::{Deserialize, Serialize};
use strum::{EnumIter, IntoStaticStr};

/// Characters an officer's own paragraphs may have.
pub const PARAGRAPHS_LIMIT: usize = 4_000;

/// What was found.
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
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum FindingCode {
    /// The number of a card or an account.
    CardOrAccount,
    /// 转账, 汇款, 打款 …
    PaymentWords,
    /// 密码, 验证码.
    SecretWords,
    /// 加微信, QQ …
    ChatAccount,
    /// A link neither of the post nor of the state.
    ForeignLink,
    /// A link that hides where it leads.
    ShortLink,
    /// A link to pay by.
    PaymentLink,
    /// A telephone number not of the post.
    ForeignPhone,
    /// A mailbox not of the post.
    ForeignMail,
    /// A character that cannot be seen.
    HiddenCharacter,
    /// Longer than allowed.
    TooLong,
    /// Nothing but blanks.
    NothingSaid,
}

impl FindingCode {
    /// As it is written.
    pub fn code(self) -> &'static str {
        self.into()
    }
}

/// How bad it is.
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
    IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Severity {
    /// The officer looks again.
    Warn,
    /// It does not go out.
    Block,
}

/// One finding, with its place in bytes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Finding {
    /// From this byte on.
    pub from: usize,
    /// Until just before this one.
    pub to: usize,
    /// What.
    pub code: FindingCode,
    /// How bad.
    pub severity: Severity,
}

/// All that is wrong with a text of at most so many characters, in the order of the text.
pub fn findings(text: &str, policy: &PostPolicy, limit: usize) -> Vec<Finding> {
    let folded = Folded::of(text);
    let mut found: Vec<Finding> = extent(text, limit).into_iter().collect();
    found.extend(hidden(text));
    found.extend(links::findings(&folded, policy));
    found.extend(phrases::findings(&folded));
    // The digits of a link or an address were judged with it.
    let taken: Vec<(usize, usize)> = links::places(&folded);
    let outside = |f: &Finding| !taken.iter().any(|(a, b)| *a <= f.from && f.to <= *b);
    found.extend(
        numbers::findings(&folded, policy)
            .into_iter()
            .filter(outside),
    );
    found.sort_unstable();
    found
}

/// Nothing in it stops it.
pub fn may_go_out(found: &[Finding]) -> bool {
    found.iter().all(|f| f.severity == Severity::Warn)
}

fn extent(text: &str, limit: usize) -> Option<Finding> {
    let block = |from, code| Finding {
        from,
        to: text.len(),
        code,
        severity: Severity::Block,
    };
    if text.trim().is_empty() {
        return Some(block(0, FindingCode::NothingSaid));
    }
    let (past, _) = text.char_indices().nth(limit)?;
    Some(block(past, FindingCode::TooLong))
}

fn hidden(text: &str) -> impl Iterator<Item = Finding> {
    // Rare characters of names stand in private and compatibility blocks; they hide nothing.
    let hides = |c: char| match hidden_kind(c) {
        Some(HiddenKind::Control) => !matches!(c, '\n' | '\t'),
        Some(HiddenKind::ZeroWidth | HiddenKind::Bidirectional) => true,
        Some(HiddenKind::Variation | HiddenKind::PrivateUse | HiddenKind::Lookalike) | None => {
            false
        }
    };
    text.char_indices()
        .filter(move |(_, c)| hides(*c))
        .map(|(from, c)| Finding {
            from,
            to: from + c.len_utf8(),
            code: FindingCode::HiddenCharacter,
            severity: Severity::Block,
        })
}

//! What a command is answered. Accepted and refused are for ever; later is not an answer yet.

use crate::document::DocKey;
use crate::seq::{Epoch, Seq};
use lingshi_rules::cash_day::CashRefusal;
use lingshi_rules::ids::{CommandId, FileId, OfficerId, PostCode};
use lingshi_rules::life::Refusal;
use lingshi_rules::stock::StockRefusal;
use lingshi_rules::supplement_mail::tray::TrayRefusal;
use lingshi_rules::values::Instant;
use serde::{Deserialize, Serialize};

/// The answer to one command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "snake_case")]
pub enum Answer {
    /// It stands in the log.
    Accepted {
        /// In which life of it.
        epoch: Epoch,
        /// As which line.
        seq: Seq,
        /// When, by the server's clock.
        at: Instant,
        /// The versions it made.
        versions: Vec<Version>,
    },
    /// It may not be, and never will with this id.
    Refused {
        /// Why.
        why: Why,
    },
    /// Not taken, and not kept: whatever was wrong may be mended, and the same command offered again.
    NotTaken {
        /// Why.
        why: NotTaken,
    },
    /// Nobody knows yet: offer it again.
    Later {
        /// In so many seconds at the earliest.
        seconds: u32,
    },
}

/// A document's version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Which document.
    #[serde(flatten)]
    pub key: DocKey,
    /// Its version now.
    pub version: u32,
}

/// Why the rulebook refused it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Why {
    /// The order may not.
    Order {
        /// Why.
        refusal: Refusal,
    },
    /// The book of blank booklets may not.
    Stock {
        /// Why.
        refusal: StockRefusal,
    },
    /// The book of the day's money may not.
    CashDay {
        /// Why.
        refusal: CashRefusal,
    },
    /// The mail may not be settled so.
    Mail {
        /// Why.
        refusal: TrayRefusal,
    },
    /// What was painted is not what is kept.
    Displayed {
        /// Which file.
        file: FileId,
    },
    /// No such thing at this post.
    NoSuchSubject,
    /// No acts, or too many at once.
    ActsCount {
        /// The most.
        most: u32,
    },
}

/// Why it was not taken at all: nothing about it was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum NotTaken {
    /// Longer than a command may be.
    TooLong,
    /// Not signed by the key it names.
    NotSigned,
    /// No command this server knows: the desk is newer, or it is none.
    NotACommand,
    /// It has a field this server does not read.
    UnknownField {
        /// By its path.
        path: String,
    },
    /// Nobody enrolled this key at this post.
    UnknownKey,
    /// The key was revoked.
    KeyRevoked,
    /// The post's root did not certify the key.
    NotCertified,
    /// It names another service.
    OtherRealm,
    /// It names another post.
    OtherPost {
        /// Which.
        post: PostCode,
    },
    /// The key is another officer's.
    OtherOfficer {
        /// Whose.
        officer: OfficerId,
    },
    /// The officer may not act at this post, or no longer.
    NotAnOfficer,
    /// Decided under a newer rulebook than the server's.
    NewerRulebook {
        /// The server's.
        rulebook: u32,
    },
    /// A command it stands on was not accepted.
    StandsOnRefused {
        /// Which.
        command: CommandId,
    },
    /// Its id belongs to another command.
    IdTaken,
}

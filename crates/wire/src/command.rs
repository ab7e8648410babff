//! A command as it is signed: once, when it is decided, and never again.
//!
//! The bytes travel as one opaque string. They are parsed only after their signature holds, and kept as
//! they came.

use crate::acts::Acts;
use crate::chain::{Link, Sha};
use crate::key::{KeyId, PublicKey, Signature, SigningKey};
use crate::mail::MailId;
use crate::seq::{Epoch, Seq};
use crate::unknown::unread;
use lingshi_rules::book::BookCommand;
use lingshi_rules::business::Booklet;
use lingshi_rules::cash_day::CashAction;
use lingshi_rules::ids::{CommandId, FileId, OfficerId, PostCode};
use lingshi_rules::life::Command;
use lingshi_rules::stock::StockAction;
use lingshi_rules::supplement_mail::tray::TrayAct;
use lingshi_rules::values::OrderNo;
use lingshi_rules::values::instant::Day;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Under which name commands are signed.
pub const SIGNED_AS: &str = "lingshi/cmd/1";

/// A command has at most so many bytes.
pub const LONGEST: usize = 256 * 1024;

/// How a command was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Algorithm {
    /// Ed25519 over the name, a zero and the bytes.
    Ed25519,
}

/// A command on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedCommand {
    /// How it was signed.
    pub algorithm: Algorithm,
    /// With which key.
    pub key: KeyId,
    /// The signature.
    pub signature: Signature,
    /// The bytes: text of a [`CommandBody`].
    pub bytes: String,
}

/// The line of the log its giver knew last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadKnown {
    /// Of which life of the log.
    pub epoch: Epoch,
    /// Which line.
    pub seq: Seq,
    /// The chain up to it.
    pub link: Link,
}

/// What stands in the bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommandBody {
    /// For which service it is meant: a test's commands are worth nothing elsewhere.
    pub realm: String,
    /// For which post.
    pub post: PostCode,
    /// The key it is signed with.
    pub key: KeyId,
    /// Who gives it.
    pub officer: OfficerId,
    /// The line known last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<HeadKnown>,
    /// The device's own count of its commands.
    pub device_seq: u64,
    /// The digests of the materials that were painted before the giver's eyes.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub displayed: BTreeMap<FileId, Sha>,
    /// What is to be done, and to what.
    pub instruction: Instruction,
}

/// What is to be done, and to what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "subject", rename_all = "snake_case")]
pub enum Instruction {
    /// Something done to an order.
    Order {
        /// Which.
        no: OrderNo,
        /// What.
        command: Box<Command>,
    },
    /// Something written into the book of blank booklets.
    Stock {
        /// Which book.
        booklet: Booklet,
        /// What.
        command: BookCommand<StockAction>,
    },
    /// Something written into the book of a day's money.
    CashDay {
        /// Which day.
        day: Day,
        /// What.
        command: BookCommand<CashAction>,
    },
    /// 在线面谈窗口: the officer opens theirs, or closes it.
    Window {
        /// The command's id.
        id: CommandId,
        /// Open from now on, or closed.
        open: bool,
    },
    /// An e-mail that waits: attached to an order, or put aside.
    Mail {
        /// The command's id.
        id: CommandId,
        /// Which.
        mail: MailId,
        /// What is done with it.
        act: TrayAct,
    },
    /// Looked at, printed, exported: nothing is changed.
    Acts(Acts),
}

impl Instruction {
    /// The command's id.
    pub fn id(&self) -> &CommandId {
        match self {
            Self::Order { command, .. } => &command.id,
            Self::Stock { command, .. } => &command.id,
            Self::CashDay { command, .. } => &command.id,
            Self::Window { id, .. } | Self::Mail { id, .. } => id,
            Self::Acts(acts) => &acts.id,
        }
    }
}

/// Why bytes are no command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// Too many of them.
    TooLong,
    /// Not signed by that key.
    NotSigned,
    /// Not a command this program knows.
    NotACommand,
    /// A field nobody reads, by its path.
    Unknown(String),
}

impl SignedCommand {
    /// Signs what stands in the body.
    pub fn sign(body: &CommandBody, key: &SigningKey) -> Self {
        let bytes = serde_json::to_string(body).unwrap_or_default();
        Self {
            algorithm: Algorithm::Ed25519,
            key: key.public().id(),
            signature: key.sign(SIGNED_AS, bytes.as_bytes()),
            bytes,
        }
    }

    /// The digest of the bytes: the same id with other bytes is misuse.
    pub fn digest(&self) -> Sha {
        Sha::of_parts(SIGNED_AS, &[self.bytes.as_bytes()])
    }

    /// Reads the bytes, but only if the key signed them.
    pub fn open(&self, key: &PublicKey) -> Result<CommandBody, Unreadable> {
        if self.bytes.len() > LONGEST {
            return Err(Unreadable::TooLong);
        }
        let signed =
            key.id() == self.key && key.signed(SIGNED_AS, self.bytes.as_bytes(), &self.signature);
        if !signed {
            return Err(Unreadable::NotSigned);
        }
        let body: CommandBody =
            serde_json::from_str(&self.bytes).map_err(|_| Unreadable::NotACommand)?;
        let came = serde_json::from_str(&self.bytes).map_err(|_| Unreadable::NotACommand)?;
        let read = serde_json::to_value(&body).map_err(|_| Unreadable::NotACommand)?;
        match unread(&came, &read) {
            None => Ok(body),
            Some(path) => Err(Unreadable::Unknown(path)),
        }
    }
}

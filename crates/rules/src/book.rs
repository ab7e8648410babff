//! What the books of a post have in common: who writes, when, and lines that are only ever added.

use crate::ids::{CommandId, OfficerId, PostCode};
use crate::people::{Actor, Role};
use crate::post::PostPolicy;
use crate::values::Instant;
use serde::{Deserialize, Serialize};

/// The shape of the lines this program writes.
pub const BOOK_EVENT_SCHEMA: u16 = 1;

/// One line of a book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookEvent<W> {
    /// Shape of this line.
    pub schema: u16,
    /// The book's version after it.
    pub version: u32,
    /// When, by the clock of record.
    pub at: Instant,
    /// Who wrote it.
    pub by: OfficerId,
    /// By which command.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command: Option<CommandId>,
    /// What.
    pub what: W,
}

/// A command to a book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookCommand<A> {
    /// Its id; the same id is the same command for ever.
    pub id: CommandId,
    /// The version of the book its giver saw.
    pub seen: u32,
    /// What is to be written.
    pub action: A,
}

/// Who writes, at which post, and when.
#[derive(Debug, Clone, Copy)]
pub struct BookContext<'a> {
    /// Who acts.
    pub actor: &'a Actor,
    /// The post's settings.
    pub policy: &'a PostPolicy,
    /// The time, by the clock of record.
    pub now: Instant,
}

/// Why nobody may write, whatever the line: shared by all books.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum NotTheWriter {
    /// Books are officers' work.
    OfficerNeeded,
    /// Another post's book.
    OtherPost {
        /// Whose.
        post: PostCode,
    },
    /// None of the actor's roles may.
    RoleNeeded {
        /// Which roles may.
        roles: Vec<Role>,
    },
    /// A second person has to look on.
    WitnessNeeded,
}

impl BookContext<'_> {
    /// The officer who writes into this post's book in one of these roles.
    pub fn writer(&self, post: &PostCode, roles: &[Role]) -> Result<OfficerId, NotTheWriter> {
        let Actor::Officer {
            id,
            post: own,
            roles: held,
        } = self.actor
        else {
            return Err(NotTheWriter::OfficerNeeded);
        };
        if own != post || self.policy.code != *post {
            return Err(NotTheWriter::OtherPost { post: post.clone() });
        }
        if roles.iter().any(|role| held.contains(role)) {
            Ok(id.clone())
        } else {
            Err(NotTheWriter::RoleNeeded {
                roles: roles.to_vec(),
            })
        }
    }
}

/// Another person looked on.
pub fn witnessed(writer: &OfficerId, witness: &OfficerId) -> Result<(), NotTheWriter> {
    if witness == writer || witness.as_str().trim().is_empty() {
        Err(NotTheWriter::WitnessNeeded)
    } else {
        Ok(())
    }
}

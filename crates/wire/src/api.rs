//! What goes over HTTP besides commands and changes: enrolment, signing in, the time, what went wrong.

use crate::answer::Answer;
use crate::command::SignedCommand;
use crate::head::{HeadSays, NoHead, Server, SignedHead};
use crate::key::{KeyId, PublicKey, Signature};
use crate::outbox::SaidKey;
use crate::seq::{Epoch, Seq};
use crate::statement::DeviceNonce;
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::people::Role;
use lingshi_rules::values::Instant;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Under which name a device signs that it holds its key, when it is enrolled.
pub const ENROLS_AS: &str = "lingshi/enrol/1";
/// Under which name a device signs the nonce it signs in with.
pub const SIGNS_IN_AS: &str = "lingshi/sign-in/1";
/// Commands in one batch at most.
pub const MOST_COMMANDS: usize = 100;

/// The server's time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TimeNow {
    /// Now.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub now: Instant,
}

/// A device asks to be enrolled.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Enrolment {
    /// The one-time code.
    pub code: String,
    /// As its officer calls it.
    #[cfg_attr(feature = "openapi", schema(max_length = 80))]
    pub name: String,
    /// What it will sign with, in base64.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub key: PublicKey,
    /// The code, signed with it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub signature: Signature,
    /// The officer's password: a new one with the first device, the known one with another.
    #[cfg_attr(feature = "openapi", schema(min_length = 12, max_length = 256))]
    pub password: String,
}

/// A device was enrolled.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Enrolled {
    /// Which service.
    pub realm: String,
    /// At which post.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub post: PostCode,
    /// Whose device it is.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub officer: OfficerId,
    /// The name of its key.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub device: KeyId,
    /// The server's key.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub server: PublicKey,
    /// To which key an outbox is sealed.
    pub sealing: SaidKey,
    /// What a statement that ends this device must name.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub nonce: DeviceNonce,
    /// For the authenticator; told once, with the first device.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_factor: Option<String>,
}

impl Enrolled {
    /// The server, as this device knows it from now on.
    pub fn known_server(&self) -> Server {
        Server {
            realm: self.realm.clone(),
            key: self.server.clone(),
        }
    }
}

/// Something to sign before signing in: nobody can have signed it before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Challenge {
    /// To be signed.
    pub nonce: String,
}

/// An officer signs in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SigningIn {
    /// At which post.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub post: PostCode,
    /// Who.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub officer: OfficerId,
    /// The password.
    #[cfg_attr(feature = "openapi", schema(max_length = 256))]
    pub password: String,
    /// The six digits.
    #[cfg_attr(feature = "openapi", schema(max_length = 8))]
    pub code: String,
    /// On which device.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub device: KeyId,
    /// As it was given.
    #[cfg_attr(feature = "openapi", schema(max_length = 200))]
    pub nonce: String,
    /// The nonce, signed by the device.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub signature: Signature,
}

/// Somebody is signed in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedIn {
    /// To ask with.
    pub asking: String,
    /// Until when.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub asking_until: Instant,
    /// To get the next pair with, once.
    pub renewing: String,
    /// Until when.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub renewing_until: Instant,
}

/// A longer token is changed for the next pair.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Renewing {
    /// The longer token.
    #[cfg_attr(feature = "openapi", schema(max_length = 200))]
    pub renewing: String,
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Myself {
    /// Which service.
    pub realm: String,
    /// At which post.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub post: PostCode,
    /// Who.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub officer: OfficerId,
    /// What they may do.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub roles: BTreeSet<Role>,
    /// On which device.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub device: KeyId,
    /// To which key an outbox is sealed. It stands here because a desk asks for this after every sign-in: one that
    /// was enrolled before there was such a key, or before it was changed, has it without a door of its own. It is
    /// signed, for whoever could put another key here would read what is sealed.
    pub sealing: SaidKey,
}

/// Commands, in the order they were given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Commands {
    /// Each signed; 100 at most.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>, max_items = 100))]
    pub commands: Vec<SignedCommand>,
}

/// Their answers, in the same order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answers {
    /// One each.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<Object>))]
    pub answers: Vec<Answer>,
    /// Which life of the log.
    #[cfg_attr(feature = "openapi", schema(value_type = u32))]
    pub epoch: Epoch,
    /// Its last line.
    #[cfg_attr(feature = "openapi", schema(value_type = u64))]
    pub head: Seq,
    /// Lines up to here are in a verified backup.
    #[cfg_attr(feature = "openapi", schema(value_type = u64))]
    pub durable_through: Seq,
    /// The last line, signed by the server.
    pub signed_head: SignedHead,
}

impl Answers {
    /// What the signed head says, if this server signed it for this post.
    pub fn signed_by(&self, server: &Server, post: &PostCode) -> Result<HeadSays, NoHead> {
        let says = self.signed_head.of(server, post)?;
        if (says.epoch, says.seq) == (self.epoch, self.head) {
            Ok(says)
        } else {
            Err(NoHead::OfSomethingElse)
        }
    }
}

/// What went wrong with a request, as RFC 9457 has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A name for this kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// In words.
    pub title: String,
    /// The status, again.
    pub status: u16,
    /// What to branch on.
    pub code: String,
    /// More of it, where there is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// To be found in the server's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
}

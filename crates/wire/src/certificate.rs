//! Certificates: what a post's root, which is kept off line, says of a device's key.
//!
//! Without them the server could invent officers. A root signs one thing only: that a key is an officer's, and
//! whether that officer is an administrator, whose word with another's ends devices.

use crate::key::{PublicKey, Signature, SigningKey};
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::values::Instant;
use serde::{Deserialize, Serialize};

/// Under which name certificates are signed.
pub const SIGNED_AS: &str = "lingshi/officer-key/1";

/// What the root says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertifiedKey {
    /// For which service.
    pub realm: String,
    /// At which post.
    pub post: PostCode,
    /// Whose.
    pub officer: OfficerId,
    /// The device key.
    pub key: PublicKey,
    /// When it was signed, by the clock of whoever did.
    pub at: Instant,
    /// Whether its officer is an administrator: a server could give anybody the role, and a desk that was away
    /// for long would know of no new one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub admin: bool,
}

/// What the root says, signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Certificate {
    /// The text of a [`CertifiedKey`].
    pub bytes: String,
    /// The root's signature.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub signature: Signature,
}

/// Why a certificate says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotCertified {
    /// Not signed by the post's root.
    #[error("not signed by the root of this post")]
    NotSigned,
    /// It cannot be read.
    #[error("not a certificate this program can read")]
    Unreadable,
}

impl Certificate {
    /// Signs, away from the server.
    pub fn sign(says: &CertifiedKey, root: &SigningKey) -> Self {
        let bytes = serde_json::to_string(says).unwrap_or_default();
        let signature = root.sign(SIGNED_AS, bytes.as_bytes());
        Self { bytes, signature }
    }

    /// What it says, if the root signed it.
    pub fn read(&self, root: &PublicKey) -> Result<CertifiedKey, NotCertified> {
        if !root.signed(SIGNED_AS, self.bytes.as_bytes(), &self.signature) {
            return Err(NotCertified::NotSigned);
        }
        serde_json::from_str(&self.bytes).map_err(|_| NotCertified::Unreadable)
    }
}

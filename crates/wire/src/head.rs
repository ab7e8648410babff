//! Signed heads: how far the log of a post had come, said so that the server cannot take it back.
//!
//! A chain alone does not show that its tail was cut, or that all of it was written anew. A head that somebody
//! else keeps, with the server's signature on it, does: it is worth as much to an auditor as to the desk.

use crate::chain::Link;
use crate::key::{PublicKey, Signature, SigningKey};
use crate::seq::{Epoch, Seq};
use lingshi_rules::ids::PostCode;
use lingshi_rules::values::Instant;
use serde::{Deserialize, Serialize};

/// Under which name heads are signed.
pub const SIGNED_AS: &str = "lingshi/head/1";

/// A head has at most so many bytes; ours have two hundred.
const LONGEST: usize = 1024;

/// The server as it is known to whoever asks it: learnt when a device was enrolled, or told by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Server {
    /// Which service.
    pub realm: String,
    /// What it signs heads with.
    pub key: PublicKey,
}

/// How far a log had come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadSays {
    /// Of which service.
    pub realm: String,
    /// Whose log.
    pub post: PostCode,
    /// Which life of it.
    pub epoch: Epoch,
    /// Its last line.
    pub seq: Seq,
    /// The chain up to and with that line.
    pub link: Link,
    /// When it was signed, by the server's clock.
    pub at: Instant,
}

/// A head, signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedHead {
    /// The text of a [`HeadSays`], as it was signed.
    pub bytes: String,
    /// The server's signature.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub signature: Signature,
}

/// Why something is no head of this server and post.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoHead {
    /// The server's key did not sign it.
    #[error("the server's key did not sign this head")]
    NotSigned,
    /// It was signed, and is not a head as this program knows them.
    #[error("this is no head this program can read")]
    NotAHead,
    /// It is of another service.
    #[error("the head is of the service '{0}'")]
    OtherRealm(String),
    /// It is of another post.
    #[error("the head is of the post {0}")]
    OtherPost(PostCode),
    /// What came with it says another end of the log.
    #[error("the head is not of what came with it")]
    OfSomethingElse,
}

impl SignedHead {
    /// Signs what a head says.
    pub fn sign(says: &HeadSays, server: &SigningKey) -> Self {
        let bytes = serde_json::to_string(says).unwrap_or_default();
        let signature = server.sign(SIGNED_AS, bytes.as_bytes());
        Self { bytes, signature }
    }

    /// What it says, if this key signed it; nothing is read before that is known.
    pub fn open(&self, key: &PublicKey) -> Result<HeadSays, NoHead> {
        let bytes = self.bytes.as_bytes();
        if bytes.len() > LONGEST || !key.signed(SIGNED_AS, bytes, &self.signature) {
            return Err(NoHead::NotSigned);
        }
        serde_json::from_str(&self.bytes).map_err(|_| NoHead::NotAHead)
    }

    /// What it says, if it is of this server and this post.
    pub fn of(&self, server: &Server, post: &PostCode) -> Result<HeadSays, NoHead> {
        let says = self.open(&server.key)?;
        if says.realm != server.realm {
            return Err(NoHead::OtherRealm(says.realm));
        }
        if says.post != *post {
            return Err(NoHead::OtherPost(says.post));
        }
        Ok(says)
    }
}

#[cfg(test)]
mod tests {
    use super::{HeadSays, NoHead, SIGNED_AS, Server, SignedHead};
    use crate::chain::Sha;
    use crate::key::SigningKey;
    use crate::seq::{Epoch, Seq};
    use lingshi_rules::ids::PostCode;
    use lingshi_rules::values::Instant;

    fn key() -> SigningKey {
        SigningKey::of_seed(&[3; 32])
    }

    fn says() -> HeadSays {
        HeadSays {
            realm: "test".to_owned(),
            post: PostCode::new("BRU"),
            epoch: Epoch(1),
            seq: Seq(7),
            link: Sha::of_parts("line", &[b"7"]),
            at: Instant::parse("2026-03-16T09:00:00.000Z").unwrap(),
        }
    }

    /// Somebody with the server's key signs any text.
    fn signed(bytes: &str) -> SignedHead {
        SignedHead {
            bytes: bytes.to_owned(),
            signature: key().sign(SIGNED_AS, bytes.as_bytes()),
        }
    }

    #[test]
    fn a_head_says_what_was_signed() {
        let head = SignedHead::sign(&says(), &key());
        assert_eq!(head.open(&key().public()), Ok(says()));
        let text = serde_json::to_string(&head).unwrap();
        assert_eq!(serde_json::from_str::<SignedHead>(&text).unwrap(), head);
    }

    #[test]
    fn whatever_is_changed_in_a_head_is_found() {
        let head = SignedHead::sign(&says(), &key());
        let mut changed = Vec::new();
        for at in 0..head.bytes.len() {
            let mut bytes = head.bytes.clone().into_bytes();
            bytes[at] ^= 1;
            changed.extend(String::from_utf8(bytes).ok());
        }
        assert_eq!(changed.len(), head.bytes.len());
        for bytes in changed {
            let signature = head.signature;
            let told = SignedHead { bytes, signature }.open(&key().public());
            assert_eq!(told, Err(NoHead::NotSigned));
        }
    }

    #[test]
    fn what_another_key_or_another_name_signed_is_no_head() {
        let other = SigningKey::of_seed(&[4; 32]);
        let head = SignedHead::sign(&says(), &other);
        assert_eq!(head.open(&key().public()), Err(NoHead::NotSigned));
        let bytes = serde_json::to_string(&says()).unwrap();
        let signature = key().sign("lingshi/cmd/1", bytes.as_bytes());
        let told = SignedHead { bytes, signature }.open(&key().public());
        assert_eq!(told, Err(NoHead::NotSigned));
    }

    #[test]
    fn what_was_signed_and_is_no_head_is_told() {
        for none in ["", "{}", "[]", "null", "7"] {
            let told = signed(none).open(&key().public());
            assert_eq!(told, Err(NoHead::NotAHead), "{none}");
        }
        let more = serde_json::to_string(&says()).unwrap();
        let more = more.replacen('{', "{\"also\":1,", 1);
        let told = signed(&more).open(&key().public());
        assert_eq!(told, Err(NoHead::NotAHead), "a field nobody reads");
        let long = signed(&format!("{}{more}", " ".repeat(2_000)));
        assert_eq!(long.open(&key().public()), Err(NoHead::NotSigned));
    }

    #[test]
    fn a_head_of_another_service_or_post_is_told() {
        let server = |realm: &str| Server {
            realm: realm.to_owned(),
            key: key().public(),
        };
        let (bru, nyc) = (PostCode::new("BRU"), PostCode::new("NYC"));
        let head = SignedHead::sign(&says(), &key());
        assert_eq!(head.of(&server("test"), &bru), Ok(says()));
        let realm = NoHead::OtherRealm("test".to_owned());
        assert_eq!(head.of(&server("real"), &bru), Err(realm));
        let post = NoHead::OtherPost(bru);
        assert_eq!(head.of(&server("test"), &nyc), Err(post));
    }
}

//! Keys and signatures: Ed25519, and nothing else is taken.

use crate::chain::Sha;
use data_encoding::BASE64;
use ed25519_dalek::{Signer, VerifyingKey};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A key by name: the beginning of the digest of its public half.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KeyId(String);

impl KeyId {
    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The public half of a key.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// From its 32 bytes; weak keys, which sign for others, are none.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let key = VerifyingKey::from_bytes(bytes.try_into().ok()?).ok()?;
        (!key.is_weak()).then_some(Self(key))
    }

    /// Its 32 bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// Its name.
    pub fn id(&self) -> KeyId {
        let mut digest = Sha::of_parts("lingshi/key/1", &[self.bytes()]).to_string();
        digest.truncate(32);
        KeyId(digest)
    }

    /// Whether this key signed these bytes under this name.
    pub fn signed(&self, name: &str, bytes: &[u8], signature: &Signature) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        self.0
            .verify_strict(&under(name, bytes), &signature)
            .is_ok()
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.id())
    }
}

/// The secret half; gone from memory when it is dropped, and never shown.
pub struct SigningKey(ed25519_dalek::SigningKey);

impl SigningKey {
    /// From 32 random bytes.
    pub fn of_seed(seed: &[u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// The 32 bytes it was made of.
    pub fn seed(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// The other half.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// Signs bytes under a name, so that what was signed for one end is worth nothing for another.
    pub fn sign(&self, name: &str, bytes: &[u8]) -> Signature {
        Signature(self.0.sign(&under(name, bytes)).to_bytes())
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.public().id())
    }
}

fn under(name: &str, bytes: &[u8]) -> Vec<u8> {
    [name.as_bytes(), &[0], bytes].concat()
}

/// A signature.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Signature([u8; 64]);

impl Signature {
    /// From its bytes; whether it holds is asked of a key.
    pub fn of_bytes(bytes: [u8; 64]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8; 64] {
        &self.0
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signature")
    }
}

impl Serialize for Signature {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Signature {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wrong = || serde::de::Error::custom("64 bytes in base64 are wanted");
        let text = String::deserialize(deserializer)?;
        let bytes = BASE64.decode(text.as_bytes()).map_err(|_| wrong())?;
        bytes.try_into().map(Self).map_err(|_| wrong())
    }
}

impl Serialize for PublicKey {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64.encode(self.bytes()))
    }
}

impl<'de> Deserialize<'de> for PublicKey {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wrong = || serde::de::Error::custom("an Ed25519 key in base64 is wanted");
        let text = String::deserialize(deserializer)?;
        let bytes = BASE64.decode(text.as_bytes()).map_err(|_| wrong())?;
        Self::of_bytes(&bytes).ok_or_else(wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::{PublicKey, SigningKey};

    #[test]
    fn what_is_signed_under_one_name_is_not_signed_under_another() {
        let key = SigningKey::of_seed(&[1; 32]);
        let signature = key.sign("lingshi/cmd/1", b"bytes");
        let public = key.public();
        assert!(public.signed("lingshi/cmd/1", b"bytes", &signature));
        assert!(!public.signed("lingshi/cmd/2", b"bytes", &signature));
        assert!(!public.signed("lingshi/cmd/1", b"bytez", &signature));
        let other = SigningKey::of_seed(&[2; 32]).public();
        assert!(!other.signed("lingshi/cmd/1", b"bytes", &signature));
        assert_ne!(other.id(), public.id());
    }

    #[test]
    fn a_weak_key_is_no_key() {
        // The neutral element: it verifies signatures nobody made.
        let mut neutral = [0; 32];
        neutral[0] = 1;
        assert_eq!(PublicKey::of_bytes(&neutral), None);
        assert_eq!(PublicKey::of_bytes(&[0; 31]), None);
    }

    #[test]
    fn a_secret_is_not_shown() {
        let key = SigningKey::of_seed(&[7; 32]);
        assert_eq!(
            format!("{key:?}"),
            format!("SigningKey({})", key.public().id())
        );
    }
}

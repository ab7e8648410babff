//! The chain over a post's log: each line's hash holds the line before it.
//!
//! What is personal stands beside the line as a payload, and only its salted digest is in the chain. So a
//! payload can be erased by law and the chain still verifies; without the salt, which goes with it, nobody
//! can find by trying what it was.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// A digest of 32 bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sha([u8; 32]);

impl Sha {
    /// As it was kept.
    pub fn of_kept(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// From 64 hexadecimal digits, none of them a capital.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        if digits.len() != 64 || digits.iter().any(u8::is_ascii_uppercase) {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The digest of several parts, each with its length before it, under a name of its own.
    pub fn of_parts(name: &str, parts: &[&[u8]]) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(name.as_bytes());
        hasher.update([0]);
        for part in parts {
            hasher.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hasher.update(part);
        }
        Self(hasher.finalize().into())
    }
}

impl fmt::Display for Sha {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Sha {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sha {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| serde::de::Error::custom("64 hexadecimal digits are wanted"))
    }
}

/// The chain up to and with one line.
pub type Link = Sha;

impl Sha {
    /// The chain before the first line.
    pub fn start() -> Self {
        Self([0; 32])
    }
}

/// The digest of a payload, which stays when the payload goes.
pub fn payload_digest(salt: &[u8; 16], bytes: &[u8]) -> Sha {
    Sha::of_parts("lingshi/payload/1", &[salt, bytes])
}

/// The chain with one more line.
pub fn link(before: &Link, header: &[u8], payload: &Sha) -> Link {
    Sha::of_parts(
        "lingshi/entry/1",
        &[before.bytes(), header, payload.bytes()],
    )
}

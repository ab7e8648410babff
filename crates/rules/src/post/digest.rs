//! Which settings an order was decided under, in one line.

use super::policy::PostPolicy;
use serde::{Deserialize, Deserializer, Serialize, de};
use sha2::{Digest, Sha256};
use std::fmt;

/// Said before the settings, so that another way of writing them can never give an old digest.
const VERSION: &[u8] = b"lingshi post policy 1\n";

/// SHA-256 over a post's settings, as 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct PolicyDigest(String);

impl PolicyDigest {
    /// From its 64 lower-case hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        (text.len() == 64 && text.bytes().all(hex)).then(|| Self(text.to_owned()))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PolicyDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for PolicyDigest {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
        Self::parse(&text)
            .ok_or_else(|| de::Error::custom("a digest is 64 lower-case hexadecimal digits"))
    }
}

impl PostPolicy {
    /// The digest of these settings: the same for the same settings, however their file is written.
    pub fn digest(&self) -> PolicyDigest {
        // Structs are written in the order of their declaration and maps in that of their keys.
        // Writing them cannot fail; if it ever did, another form that tells all apart takes its place.
        let settings =
            serde_json::to_vec(self).unwrap_or_else(|_| format!("{self:?}").into_bytes());
        let hash = Sha256::new()
            .chain_update(VERSION)
            .chain_update(&settings)
            .finalize();
        let nibbles = hash.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
        let digits = nibbles.filter_map(|nibble| char::from_digit(nibble.into(), 16));
        PolicyDigest(digits.collect())
    }
}

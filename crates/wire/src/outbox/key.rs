//! The two halves of what an outbox is sealed with. The secret one is an age identity, so that a file can be opened
//! with the program of that name where ours is not at hand.

use age::secrecy::ExposeSecret;
use std::fmt;
use std::str::FromStr;
use zeroize::Zeroizing;

/// It is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no sealing key")]
pub struct NotAKey;

/// What is sealed to.
#[derive(Clone, PartialEq, Eq)]
pub struct SealingKey(pub(super) age::x25519::Recipient);

impl FromStr for SealingKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        text.parse().map(Self).map_err(|_| NotAKey)
    }
}

impl fmt::Display for SealingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealingKey({self})")
    }
}

/// What opens: the first is told to desks, those after it open what was sealed before it was changed.
pub struct UnsealingKeys {
    newest: age::x25519::Identity,
    older: Vec<age::x25519::Identity>,
}

impl UnsealingKeys {
    /// A new secret, as one line of text.
    pub fn make() -> Zeroizing<String> {
        let secret = age::x25519::Identity::generate().to_string();
        Zeroizing::new(format!("{}\n", secret.expose_secret()))
    }

    /// Reads secrets, one a line; a line with a # before it is none.
    pub fn read(text: &str) -> Result<Self, NotAKey> {
        let lines = text.lines().map(str::trim);
        let secrets = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        let mut all = secrets.map(|line| line.parse().map_err(|_| NotAKey));
        Ok(Self {
            newest: all.next().ok_or(NotAKey)??,
            older: all.collect::<Result<_, NotAKey>>()?,
        })
    }

    /// What desks seal to from now on.
    pub fn public(&self) -> SealingKey {
        SealingKey(self.newest.to_public())
    }

    pub(super) fn each(&self) -> impl Iterator<Item = &dyn age::Identity> {
        let all = std::iter::once(&self.newest).chain(&self.older);
        all.map(|key| -> &dyn age::Identity { key })
    }
}

impl fmt::Debug for UnsealingKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UnsealingKeys({})", self.public())
    }
}

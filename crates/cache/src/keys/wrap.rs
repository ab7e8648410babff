//! Wrapping: a passphrase made long, and bytes sealed under a key for one purpose.

use crate::fault::{Fault, FaultKind};
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

const NONCE: usize = 24;
/// Characters a passphrase has at least, and bytes at most.
const SHORTEST: usize = 10;
const LONGEST: usize = 256;

/// What a passphrase costs to try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PassphraseCost {
    /// Memory, in KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl PassphraseCost {
    /// Off line a thief tries without anybody counting: dearer than at the server's door.
    pub const USUAL: Self = Self {
        memory: 65_536,
        passes: 3,
        lanes: 1,
    };
    /// The most that is believed of a file: another's would only be there to use up the machine.
    const MOST: u32 = 1_048_576;
}

/// A new passphrase is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassphrase {
    /// Too short.
    #[error("a passphrase has at least {SHORTEST} characters")]
    TooShort,
    /// Too long.
    #[error("a passphrase has at most {LONGEST} bytes")]
    TooLong,
    /// A few characters again and again.
    #[error("this passphrase is easily guessed")]
    Guessed,
}

/// Whether a new passphrase will do.
pub fn check_passphrase(text: &str) -> Result<(), WeakPassphrase> {
    if text.len() > LONGEST {
        return Err(WeakPassphrase::TooLong);
    }
    if text.chars().count() < SHORTEST {
        return Err(WeakPassphrase::TooShort);
    }
    let mut different: Vec<char> = text.chars().collect();
    different.sort_unstable();
    different.dedup();
    if different.len() < 5 {
        return Err(WeakPassphrase::Guessed);
    }
    Ok(())
}

/// What is wrapped with which kind of key: one is never taken for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Passphrase,
    Keychain,
}

impl Purpose {
    fn name(self) -> &'static [u8] {
        match self {
            Self::Passphrase => b"lingshi/keys/passphrase/1",
            Self::Keychain => b"lingshi/keys/keychain/1",
        }
    }
}

fn wrong(what: &str) -> Fault {
    Fault::new(FaultKind::Damaged, what)
}

/// A passphrase, made into a key.
pub(super) fn stretched(
    passphrase: &str,
    salt: &[u8],
    cost: PassphraseCost,
) -> Result<Zeroizing<[u8; 32]>, Fault> {
    let beyond = cost.memory > PassphraseCost::MOST || cost.passes > 64 || cost.lanes > 16;
    let params = Params::new(cost.memory, cost.passes, cost.lanes, Some(32))
        .ok()
        .filter(|_| !beyond)
        .ok_or_else(|| wrong("the keys of this profile name a cost there is not"))?;
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, &mut *key)
        .map_err(|_| wrong("the keys of this profile are damaged"))?;
    Ok(key)
}

/// Seals bytes: a nonce of chance, and what only this key opens for this purpose.
pub(super) fn wrap(
    (key, purpose): (&[u8; 32], Purpose),
    bytes: &[u8],
    draw: &mut dyn FnMut(&mut [u8]),
) -> Result<Vec<u8>, Fault> {
    let mut nonce = [0; NONCE];
    draw(&mut nonce);
    let payload = Payload {
        msg: bytes,
        aad: purpose.name(),
    };
    let sealed = XChaCha20Poly1305::new(key.into())
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| Fault::new(FaultKind::Misused, "the keys could not be wrapped"))?;
    Ok([&nonce[..], &sealed].concat())
}

/// Opens what was sealed so; nothing under another key, for another purpose, or changed.
pub(super) fn unwrap(
    (key, purpose): (&[u8; 32], Purpose),
    sealed: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>()?;
    let payload = Payload {
        msg: sealed,
        aad: purpose.name(),
    };
    let opened = XChaCha20Poly1305::new(key.into()).decrypt(&XNonce::from(*nonce), payload);
    opened.ok().map(Zeroizing::new)
}

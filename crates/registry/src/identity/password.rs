//! Passwords: Argon2id, and nothing of them in any message.

use argon2::{Algorithm, Argon2, Params, Version};
use data_encoding::BASE64;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// Characters a password has at least, and bytes at most.
const SHORTEST: usize = 12;
const LONGEST: usize = 256;

/// What a hash costs: memory in KiB, passes, lanes. As OWASP has it for Argon2id.
const COST: (u32, u32, u32) = (19_456, 2, 1);

/// A password as it is kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Password {
    memory: u32,
    passes: u32,
    lanes: u32,
    salt: String,
    hash: String,
}

/// A new password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Too short.
    #[error("a password has at least {SHORTEST} characters")]
    TooShort,
    /// Too long.
    #[error("a password has at most {LONGEST} bytes")]
    TooLong,
    /// One character again and again, or the officer's own name.
    #[error("this password is easily guessed")]
    Guessed,
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password")
    }
}

fn hash(
    text: &str,
    salt: &[u8],
    (memory, passes, lanes): (u32, u32, u32),
) -> Option<Zeroizing<[u8; 32]>> {
    let params = Params::new(memory, passes, lanes, Some(32)).ok()?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut out = Zeroizing::new([0; 32]);
    argon
        .hash_password_into(text.as_bytes(), salt, &mut *out)
        .ok()?;
    Some(out)
}

impl Password {
    /// A new password, if it will do for this officer.
    pub fn new(text: &str, officer: &str, salt: [u8; 16]) -> Result<Self, WeakPassword> {
        if text.len() > LONGEST {
            return Err(WeakPassword::TooLong);
        }
        if text.chars().count() < SHORTEST {
            return Err(WeakPassword::TooShort);
        }
        let mut different: Vec<char> = text.chars().collect();
        different.sort_unstable();
        different.dedup();
        let named = text.to_lowercase().contains(&officer.to_lowercase());
        if different.len() < 5 || named {
            return Err(WeakPassword::Guessed);
        }
        let hash = hash(text, &salt, COST).ok_or(WeakPassword::TooLong)?;
        let (memory, passes, lanes) = COST;
        Ok(Self {
            memory,
            passes,
            lanes,
            salt: BASE64.encode(&salt),
            hash: BASE64.encode(&*hash),
        })
    }

    /// Whether this is it; takes as long whatever it is.
    pub fn is(&self, text: &str) -> bool {
        let cost = (self.memory, self.passes, self.lanes);
        let salt = BASE64.decode(self.salt.as_bytes()).unwrap_or_default();
        let kept = BASE64.decode(self.hash.as_bytes()).unwrap_or_default();
        let text = if text.len() > LONGEST { "" } else { text };
        hash(text, &salt, cost).is_some_and(|hash| hash.ct_eq(&kept).into())
    }

    /// Takes as long as a real one: whoever knocks does not learn who lives here.
    pub fn nobodys(text: &str) -> bool {
        let nobody = Self {
            memory: COST.0,
            passes: COST.1,
            lanes: COST.2,
            salt: BASE64.encode(&[0; 16]),
            hash: BASE64.encode(&[0; 32]),
        };
        nobody.is(text)
    }
}

#[cfg(test)]
mod tests {
    use super::{Password, WeakPassword};

    #[test]
    fn only_the_password_is_the_password() {
        let kept = Password::new("correct horse battery", "zhang", [3; 16]).unwrap();
        assert!(kept.is("correct horse battery"));
        assert!(!kept.is("correct horse batterY"));
        assert!(!kept.is(""));
        assert!(!Password::nobodys("correct horse battery"));
    }

    #[test]
    fn a_password_that_is_easily_guessed_is_not_taken() {
        let told = |text: &str| Password::new(text, "bru-zhang", [3; 16]).unwrap_err();
        assert_eq!(told("short"), WeakPassword::TooShort);
        assert_eq!(told("一二三四五六七八九十甲"), WeakPassword::TooShort);
        assert_eq!(told(&"长".repeat(100)), WeakPassword::TooLong);
        assert_eq!(told("aaaaaaaaaaaaaaaa"), WeakPassword::Guessed);
        assert_eq!(told("my-Bru-Zhang-2026"), WeakPassword::Guessed);
    }

    #[test]
    fn nothing_of_it_is_shown() {
        let kept = Password::new("correct horse battery", "zhang", [3; 16]).unwrap();
        assert_eq!(format!("{kept:?}"), "Password");
    }
}

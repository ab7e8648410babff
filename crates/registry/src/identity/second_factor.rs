//! The second factor: six digits of thirty seconds, each used once.

use data_encoding::BASE32_NOPAD;
use lingshi_rules::values::Instant;
use serde::{Deserialize, Serialize};
use totp_rs::{Builder, Totp};

/// A second factor as it is kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactor {
    secret: String,
    /// The last step a code was taken of: none is taken twice.
    #[serde(default)]
    used: u64,
}

impl std::fmt::Debug for SecondFactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecondFactor")
    }
}

impl SecondFactor {
    /// From 20 random bytes.
    pub fn new(secret: [u8; 20]) -> Self {
        let secret = BASE32_NOPAD.encode(&secret);
        Self { secret, used: 0 }
    }

    /// As it is typed into an authenticator, or shown to one as a square code.
    pub fn address(&self, officer: &str, realm: &str) -> String {
        let secret = &self.secret;
        format!(
            "otpauth://totp/Lingshi%20{realm}:{officer}?secret={secret}&issuer=Lingshi%20{realm}"
        )
    }

    fn generator(&self) -> Option<Totp> {
        let secret = BASE32_NOPAD.decode(self.secret.as_bytes()).ok()?;
        Builder::new().with_secret(secret).build().ok()
    }

    /// Takes a code: the present one, the one before or the one after, and none a second time.
    pub fn take(&mut self, code: &str, now: Instant) -> bool {
        let step = self
            .generator()
            .and_then(|generator| generator.check(code, now.unix_seconds()));
        match step {
            Some(step) if step > self.used => {
                self.used = step;
                true
            }
            Some(_) | None => false,
        }
    }

    /// The code of a moment, for whoever holds the secret.
    pub fn code(&self, now: Instant) -> Option<String> {
        let generator = self.generator()?;
        Some(generator.generate(now.unix_seconds()).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::SecondFactor;
    use lingshi_rules::values::Instant;

    #[test]
    fn a_code_is_taken_once_and_in_its_time() {
        let mut factor = SecondFactor::new([5; 20]);
        let now = Instant::parse("2026-03-16T09:00:10.000Z").unwrap();
        let code = factor.code(now).unwrap();
        assert_eq!(code.len(), 6);
        assert!(!factor.take(&code, now.plus_minutes(2)), "too late");
        assert!(!factor.take("12345", now) && !factor.take("", now));
        assert!(factor.take(&code, now));
        assert!(!factor.take(&code, now), "a second time");
        let next = factor.code(now.plus_minutes(1)).unwrap();
        assert!(factor.take(&next, now.plus_minutes(1)));
        assert!(!factor.take(&code, now), "an earlier one after a later one");
    }

    #[test]
    fn the_known_vector_holds() {
        // RFC 6238, appendix B, cut to six digits.
        let factor = SecondFactor::new(*b"12345678901234567890");
        let at = Instant::parse("1970-01-01T00:00:59.000Z").unwrap();
        assert_eq!(factor.code(at).unwrap(), "287082");
    }
}

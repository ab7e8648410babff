//! Tokens: what a desk shows to say who it is. Only their digest is kept.

use crate::world::Moment;
use data_encoding::BASE32_NOPAD;
use lingshi_wire::Sha;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// A token: the name of its session, and a secret.
pub struct Token {
    /// Which session.
    pub session: String,
    secret: Zeroizing<String>,
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token")
    }
}

impl Token {
    pub(super) fn draw(session: &str, moment: &mut Moment<'_>) -> Self {
        let secret = BASE32_NOPAD.encode(&moment.draw::<20>());
        Self {
            session: session.to_owned(),
            secret: Zeroizing::new(secret),
        }
    }

    /// As it was shown.
    pub fn parse(text: &str) -> Option<Self> {
        let (session, secret) = text.strip_prefix("ls1.")?.split_once('.')?;
        let plain = |part: &str, length| {
            part.len() == length
                && part
                    .bytes()
                    .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        };
        (plain(session, 26) && plain(secret, 32)).then(|| Self {
            session: session.to_owned(),
            secret: Zeroizing::new(secret.to_owned()),
        })
    }

    /// As it is shown.
    pub fn show(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("ls1.{}.{}", self.session, self.secret.as_str()))
    }

    pub(super) fn digest(&self) -> Sha {
        Sha::of_parts("lingshi/token/1", &[self.secret.as_bytes()])
    }

    pub(super) fn is(&self, kept: &Sha) -> bool {
        self.digest().bytes().ct_eq(kept.bytes()).into()
    }
}

pub(super) fn session_name(moment: &mut Moment<'_>) -> String {
    BASE32_NOPAD.encode(&moment.draw::<16>())
}

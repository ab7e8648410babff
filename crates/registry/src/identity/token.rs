//! Tokens: what a desk or a telephone shows to say who it is. Only their digest is kept.
//!
//! Those of officers and of applicants are written differently: neither is looked for among the other's sessions.

use crate::world::Moment;
use data_encoding::BASE32_NOPAD;
use lingshi_wire::Sha;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// Whose tokens they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bearer {
    /// An officer's.
    Officer,
    /// An applicant's.
    Applicant,
}

impl Bearer {
    fn mark(self) -> &'static str {
        match self {
            Self::Officer => "ls1",
            Self::Applicant => "la1",
        }
    }
}

/// A token: the name of its session, and a secret.
pub struct Token {
    bearer: Bearer,
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
    pub(crate) fn draw(bearer: Bearer, session: &str, moment: &mut Moment<'_>) -> Self {
        let secret = BASE32_NOPAD.encode(&moment.draw::<20>());
        Self {
            bearer,
            session: session.to_owned(),
            secret: Zeroizing::new(secret),
        }
    }

    /// An officer's, as it was shown.
    pub fn parse(text: &str) -> Option<Self> {
        Self::parse_of(Bearer::Officer, text)
    }

    /// One of these bearers', as it was shown.
    pub fn parse_of(bearer: Bearer, text: &str) -> Option<Self> {
        let rest = text.strip_prefix(bearer.mark())?.strip_prefix('.')?;
        let (session, secret) = rest.split_once('.')?;
        let plain = |part: &str, length| {
            part.len() == length
                && part
                    .bytes()
                    .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        };
        (plain(session, 26) && plain(secret, 32)).then(|| Self {
            bearer,
            session: session.to_owned(),
            secret: Zeroizing::new(secret.to_owned()),
        })
    }

    /// As it is shown.
    pub fn show(&self) -> Zeroizing<String> {
        let (mark, session) = (self.bearer.mark(), &self.session);
        Zeroizing::new(format!("{mark}.{session}.{}", self.secret.as_str()))
    }

    pub(crate) fn digest(&self) -> Sha {
        Sha::of_parts("lingshi/token/1", &[self.secret.as_bytes()])
    }

    pub(crate) fn is(&self, kept: &Sha) -> bool {
        self.digest().bytes().ct_eq(kept.bytes()).into()
    }
}

pub(crate) fn session_name(moment: &mut Moment<'_>) -> String {
    BASE32_NOPAD.encode(&moment.draw::<16>())
}

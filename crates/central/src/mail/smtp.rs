//! Answers through a mail server.

use super::answers::{AnswerSender, Going, message};
use super::settings::SignsIn;
use lettre::address::Envelope;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use lingshi_registry::mail::{Outgoing, SentOr};
use std::time::Duration;

/// One word of the server is waited for so long.
const PATIENCE: Duration = Duration::from_secs(60);

/// Sends answers through one mail server.
pub struct AnswersBySmtp {
    server: AsyncSmtpTransport<Tokio1Executor>,
    from: Option<String>,
}

/// How a line to the server is kept from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// Not at all: it does not leave this machine.
    Here,
    /// From the first byte.
    Tls,
    /// After a word in the open.
    StartTls,
}

/// Where a server is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Server {
    host: String,
    port: u16,
    kept: Kept,
}

impl AnswersBySmtp {
    /// Reads where the server is; says what will not do.
    pub(super) fn read_server(text: &str) -> Result<Server, String> {
        let wrong = || {
            format!(
                "mail.answers.smtp: '{text}' is not smtps://HOST, starttls://HOST or smtp://HOST on this machine, each with :PORT or without"
            )
        };
        let (scheme, rest) = text.split_once("://").ok_or_else(wrong)?;
        let (kept, usual) = match scheme {
            "smtps" => (Kept::Tls, 465),
            "starttls" => (Kept::StartTls, 587),
            "smtp" => (Kept::Here, 25),
            _ => return Err(wrong()),
        };
        let (host, port) = match rest.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => {
                (host, port.parse().map_err(|_| wrong())?)
            }
            Some(_) | None => (rest, usual),
        };
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':');
        if host.is_empty() || !host.chars().all(plain) {
            return Err(wrong());
        }
        let number = host.parse::<std::net::IpAddr>();
        let here = host == "localhost" || number.is_ok_and(|address| address.is_loopback());
        if kept == Kept::Here && !here {
            return Err(format!(
                "mail.answers.smtp: answers to {text} would travel in the open; write smtps:// or starttls://"
            ));
        }
        let host = host.to_owned();
        Ok(Server { host, port, kept })
    }

    /// Opens no line before there is something to send.
    pub(super) fn open(
        server: &str,
        from: Option<String>,
        signs_in: Option<&SignsIn>,
    ) -> Result<Self, String> {
        let Server { host, port, kept } = Self::read_server(server)?;
        // Whoever installed one before is right, too.
        rustls::crypto::ring::default_provider()
            .install_default()
            .ok();
        let parameters = || TlsParameters::new(host.clone()).map_err(|fault| fault.to_string());
        let tls = match kept {
            Kept::Here => Tls::None,
            Kept::Tls => Tls::Wrapper(parameters()?),
            Kept::StartTls => Tls::Required(parameters()?),
        };
        let mut building = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&host)
            .port(port)
            .tls(tls)
            .timeout(Some(PATIENCE));
        if let Some(SignsIn { name, password }) = signs_in {
            let password = password.as_str().to_owned();
            building = building.credentials(Credentials::new(name.clone(), password));
        }
        Ok(Self {
            server: building.build(),
            from,
        })
    }
}

impl AnswerSender for AnswersBySmtp {
    fn send<'a>(&'a self, answer: &'a Outgoing) -> Going<'a> {
        Box::pin(async move {
            let Some(message) = message(answer, self.from.as_deref()) else {
                return SentOr::Never;
            };
            // No way back: two machines never write to each other for ever.
            let to = message.envelope().to().to_vec();
            let Ok(envelope) = Envelope::new(None, to) else {
                return SentOr::Never;
            };
            match self.server.send_raw(&envelope, &message.formatted()).await {
                Ok(_) => SentOr::Sent,
                Err(fault) => {
                    // The server's own words may name the recipient.
                    let code = fault.status().map(u16::from);
                    tracing::warn!(?code, "an answer could not be sent");
                    // 55x is about this mail; anything else may be put right.
                    if code.is_some_and(|code| (550..=559).contains(&code)) {
                        SentOr::Never
                    } else {
                        SentOr::Later
                    }
                }
            }
        })
    }
}

//! How a server is set up: a TOML file, and the environment over it.

use serde::Deserialize;
use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

/// A server's settings.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The name of the service; a command for another is worth nothing here.
    pub realm: String,
    /// Where it listens.
    #[serde(default = "listen")]
    pub listen: SocketAddr,
    /// Where the ledger is: a file, or the address of a `PostgreSQL`.
    #[serde(default)]
    pub ledger: Ledger,
    /// Where files of orders are.
    #[serde(default)]
    pub blobs: crate::blobs::Settings,
    /// When a snapshot is fresh.
    #[serde(default)]
    pub snapshots: crate::snapshots::Settings,
    /// Certificate and key; without them only this machine is listened to.
    pub tls: Option<Tls>,
    /// Balancers of ours: what they say of whom they were asked by is believed.
    #[serde(default)]
    pub balancers: BTreeSet<IpAddr>,
    /// Whether this node does what falls due by itself, when it leads.
    #[serde(default = "yes")]
    pub clockwork: bool,
    /// What is done for applicants by others than this server.
    #[serde(default)]
    pub applicants: crate::applicants::Settings,
    /// How e-mails come in and answers go out.
    #[serde(default)]
    pub mail: crate::mail::Settings,
    /// How often somebody may ask.
    #[serde(default)]
    pub limits: Limits,
    /// How long it waits.
    #[serde(default)]
    pub patience: Patience,
    /// The folder the file is in; everything else that is not absolute is beside it.
    #[serde(skip)]
    pub folder: PathBuf,
}

/// Where the ledger is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ledger {
    /// A file.
    pub file: Option<PathBuf>,
    /// The address of a `PostgreSQL`.
    pub postgres: Option<String>,
}

/// Certificate and key.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// The chain, in PEM.
    pub certificate: PathBuf,
    /// The key, in PEM.
    pub key: PathBuf,
}

/// Requests a minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// From one address, by whoever is not signed in.
    pub strangers_per_minute: NonZeroU32,
    /// In one session.
    pub officers_per_minute: NonZeroU32,
    /// By one account of an applicant.
    pub applicants_per_minute: NonZeroU32,
    /// One-time codes, from one address.
    pub codes_per_hour: NonZeroU32,
}

impl Default for Limits {
    fn default() -> Self {
        let of = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        Self {
            strangers_per_minute: of(60),
            officers_per_minute: of(3_000),
            applicants_per_minute: of(300),
            codes_per_hour: of(20),
        }
    }
}

/// How long the server waits, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Patience {
    /// For a header.
    pub header_seconds: NonZeroU32,
    /// For the next piece of what an officer sends.
    pub stall_seconds: NonZeroU32,
    /// For all of what an officer sends, as long as it keeps coming: lines are slow where posts are.
    pub upload_seconds: NonZeroU32,
    /// For an answer of its own.
    pub answer_seconds: NonZeroU32,
    /// For requests under way when it stops.
    pub ending_seconds: NonZeroU32,
}

impl Default for Patience {
    fn default() -> Self {
        let of = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        Self {
            header_seconds: of(10),
            stall_seconds: of(30),
            upload_seconds: of(900),
            answer_seconds: of(30),
            ending_seconds: of(20),
        }
    }
}

fn yes() -> bool {
    true
}

fn listen() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 7443))
}

/// The settings will not do.
#[derive(Debug, thiserror::Error)]
pub enum ConfigFault {
    /// The file cannot be read.
    #[error("{}: {source}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// It is not what is expected; the message names line and column.
    #[error("{}: {detail}", path.display())]
    Wrong {
        /// Which file.
        path: PathBuf,
        /// What is wrong.
        detail: String,
    },
}

impl Config {
    /// Reads a file, with `LINGSHI_LISTEN` and `LINGSHI_POSTGRES_URL` over it; the key of an S3 is only there.
    pub fn read(
        path: &Path,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, ConfigFault> {
        let text = std::fs::read_to_string(path).map_err(|source| ConfigFault::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        let wrong = |detail: String| ConfigFault::Wrong {
            path: path.to_owned(),
            detail,
        };
        let mut config: Self =
            toml::from_str(&text).map_err(|fault| wrong(fault.to_string().trim().to_owned()))?;
        if let Some(address) = environment("LINGSHI_LISTEN") {
            config.listen = address.parse().map_err(|_| {
                wrong(format!(
                    "LINGSHI_LISTEN: '{address}' is not an address with a port"
                ))
            })?;
        }
        if let Some(url) = environment("LINGSHI_POSTGRES_URL") {
            config.ledger = Ledger {
                file: None,
                postgres: Some(url),
            };
        }
        config.blobs.complete(&environment).map_err(wrong)?;
        config.mail.complete(&environment).map_err(wrong)?;
        path.parent()
            .unwrap_or(Path::new("."))
            .clone_into(&mut config.folder);
        config.check().map_err(wrong)?;
        Ok(config)
    }

    fn check(&self) -> Result<(), String> {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if self.realm.is_empty() || self.realm.len() > 40 || !self.realm.chars().all(plain) {
            return Err("realm: 1 to 40 letters, digits and dashes are wanted".to_owned());
        }
        if self.ledger.file.is_some() && self.ledger.postgres.is_some() {
            return Err("ledger: either a file or a postgres, not both".to_owned());
        }
        if self.tls.is_none() && !self.listen.ip().is_loopback() {
            return Err(format!(
                "listen: {} can be reached from elsewhere, and there is no [tls]: passwords would travel in the open",
                self.listen
            ));
        }
        Ok(())
    }

    /// A path beside the file, unless it is absolute.
    pub fn beside(&self, path: &Path) -> PathBuf {
        self.folder.join(path)
    }

    /// Where the ledger is.
    pub fn engine(&self) -> crate::office::Engine {
        if let Some(url) = &self.ledger.postgres {
            return crate::office::Engine::Postgres(url.clone());
        }
        let file = self.ledger.file.as_deref();
        let file = file.unwrap_or(Path::new("ledger.db"));
        crate::office::Engine::Sqlite(self.beside(file))
    }
}

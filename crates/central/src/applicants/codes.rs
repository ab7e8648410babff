//! Sending one-time codes.

use lingshi_registry::Chance;
use lingshi_registry::applicant::{Contact, Sent};
use lingshi_words::Language;
use serde::Serialize;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;

/// A code could not be sent. Neither code nor contact stands in it.
#[derive(Debug, thiserror::Error)]
#[error("a code could not be sent: {0}")]
pub struct NotSent(pub std::io::ErrorKind);

/// Sends codes by mail or text message.
pub trait CodeSender: Send + Sync {
    /// Sends one.
    fn send(&self, to: &Contact, code: &Sent, language: Language) -> Result<(), NotSent>;
}

/// Writes each code as a file, for a gateway that sends it on and takes the file away. Nobody else may read it.
pub struct CodesInFolder(PathBuf);

#[derive(Serialize)]
struct Letter<'a> {
    to: &'a str,
    code: &'a str,
    until: lingshi_rules::values::Instant,
    language: Language,
}

impl CodesInFolder {
    /// Makes the folder if it is not there.
    pub fn open(folder: PathBuf) -> std::io::Result<Self> {
        crate::blobs::private_folder(&folder)?;
        Ok(Self(folder))
    }

    fn write(&self, letter: &Letter<'_>) -> std::io::Result<()> {
        let mut bytes = [0; 10];
        crate::world::OsChance.fill(&mut bytes);
        let name = data_encoding::BASE32_NOPAD.encode(&bytes);
        let coming = self.0.join(&name).with_extension("part");
        let mut create = OpenOptions::new();
        create.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut create, 0o600);
        let mut file = create.open(&coming)?;
        let text = serde_json::to_vec(letter).map_err(std::io::Error::other)?;
        file.write_all(&text)?;
        file.sync_all()?;
        // Whoever takes letters from here never finds half of one.
        std::fs::rename(&coming, coming.with_extension("json"))
    }
}

impl CodeSender for CodesInFolder {
    fn send(&self, to: &Contact, code: &Sent, language: Language) -> Result<(), NotSent> {
        let letter = Letter {
            to: &to.written(),
            code: &code.digits,
            until: code.until,
            language,
        };
        self.write(&letter).map_err(|fault| NotSent(fault.kind()))
    }
}

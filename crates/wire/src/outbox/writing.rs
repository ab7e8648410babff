//! Sealing an outbox into a file.

use super::blocks::Pressing;
use super::{
    Beyond, Enclosed, FORM, Head, LONGEST_COMMAND, LONGEST_HEAD, MAGIC, SIGNED_AS, SealingKey,
    Together,
};
use crate::chain::Sha;
use crate::command::SignedCommand;
use crate::key::SigningKey;
use age::Encryptor;
use age::stream::StreamWriter;
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::values::Instant;
use sha2::{Digest, Sha256};
use std::io::{self, ErrorKind, Read, Write};

/// It cannot be sealed.
#[derive(Debug, thiserror::Error)]
pub enum NotSealed {
    /// It cannot be written, or a file of it not be read.
    #[error("the outbox cannot be written: {0}")]
    Disk(#[from] io::Error),
    /// It is more than one file may hold.
    #[error("{0}")]
    Beyond(#[from] Beyond),
    /// A file is not what was said of it.
    #[error("an attachment is not the one that was said")]
    OtherFile,
    /// Not as many files came as were said.
    #[error("not as many attachments as were said")]
    OtherCount,
}

/// What is to be sealed; the files follow one by one.
pub struct Outbox<'a> {
    /// For which service.
    pub realm: &'a str,
    /// For which post.
    pub post: &'a PostCode,
    /// Whose.
    pub officer: &'a OfficerId,
    /// Now, by the device's clock.
    pub at: Instant,
    /// The commands in the device's order, as they were signed.
    pub commands: &'a [SignedCommand],
    /// What files will follow.
    pub files: Vec<Enclosed>,
}

/// Writes files one by one; nothing is whole before [`Writer::end`].
pub struct Writer<W: Write> {
    press: Pressing<StreamWriter<W>>,
    coming: std::vec::IntoIter<Enclosed>,
}

fn written(commands: &[SignedCommand]) -> Result<Vec<u8>, NotSealed> {
    let mut bytes = Vec::new();
    for command in commands {
        let text = serde_json::to_vec(command).map_err(io::Error::from)?;
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        if text.len() > LONGEST_COMMAND {
            return Err(Beyond::Commands.into());
        }
        bytes.extend_from_slice(&length.to_le_bytes());
        bytes.extend_from_slice(&text);
    }
    Ok(bytes)
}

fn sha256(digest: Sha256) -> Sha {
    Sha::of_kept(&digest.finalize()).unwrap_or_else(|| unreachable!("it has 32 bytes"))
}

impl<W: Write> Writer<W> {
    /// Begins: seals to the server's key, and signs of what it is.
    pub fn begin(
        mut out: W,
        to: &SealingKey,
        device: &SigningKey,
        outbox: Outbox<'_>,
    ) -> Result<Self, NotSealed> {
        let commands = written(outbox.commands)?;
        let head = Head {
            form: FORM,
            realm: outbox.realm.to_owned(),
            post: outbox.post.clone(),
            officer: outbox.officer.clone(),
            device: device.public().id(),
            at: outbox.at,
            commands: Together {
                count: u32::try_from(outbox.commands.len()).unwrap_or(u32::MAX),
                bytes: u64::try_from(commands.len()).unwrap_or(u64::MAX),
                sha256: sha256(Sha256::new().chain_update(&commands)),
            },
            files: outbox.files,
        };
        if let Some(beyond) = head.beyond() {
            return Err(beyond.into());
        }
        let text = serde_json::to_vec(&head).map_err(io::Error::from)?;
        let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
        if text.len() > LONGEST_HEAD {
            return Err(Beyond::Files.into());
        }
        out.write_all(&MAGIC)?;
        let to: [&dyn age::Recipient; 1] = [&to.0];
        let sealed = Encryptor::with_recipients(to.into_iter());
        let mut sealed = sealed.map_err(io::Error::other)?.wrap_output(out)?;
        sealed.write_all(&length.to_le_bytes())?;
        sealed.write_all(&text)?;
        sealed.write_all(device.sign(SIGNED_AS, &text).bytes())?;
        let mut press = Pressing::new(sealed)?;
        press.add(&commands)?;
        let coming = head.files.into_iter();
        Ok(Self { press, coming })
    }

    /// Adds the next of the files that were said.
    pub fn add(&mut self, mut file: impl Read) -> Result<(), NotSealed> {
        let said = self.coming.next().ok_or(NotSealed::OtherCount)?;
        let (mut digest, mut bytes) = (Sha256::new(), 0_u64);
        let mut piece = vec![0; 64 * 1024];
        loop {
            let read = match file.read(&mut piece) {
                Ok(0) => break,
                Ok(read) => &piece[..read],
                Err(fault) if fault.kind() == ErrorKind::Interrupted => continue,
                Err(fault) => return Err(fault.into()),
            };
            bytes += u64::try_from(read.len()).unwrap_or(u64::MAX);
            if bytes > said.bytes {
                return Err(NotSealed::OtherFile);
            }
            digest.update(read);
            self.press.add(read)?;
        }
        if bytes == said.bytes && sha256(digest) == said.sha256 {
            Ok(())
        } else {
            Err(NotSealed::OtherFile)
        }
    }

    /// Ends, and gives back where it was written to.
    pub fn end(mut self) -> Result<W, NotSealed> {
        if self.coming.next().is_some() {
            return Err(NotSealed::OtherCount);
        }
        let mut out = self.press.end()?.finish()?;
        out.flush()?;
        Ok(out)
    }
}

//! Reading a sealed outbox, whatever it claims to be.

use super::blocks::Unpressing;
use super::{
    Beyond, Enclosed, FORM, Head, LONGEST_COMMAND, LONGEST_HEAD, MAGIC, SIGNED_AS, UnsealingKeys,
};
use crate::chain::Sha;
use crate::command::SignedCommand;
use crate::key::{PublicKey, Signature};
use age::stream::StreamReader;
use age::{DecryptError, Decryptor};
use sha2::{Digest, Sha256};
use std::io::{self, Chain, Cursor, ErrorKind, Read};

/// What names the keys it is sealed to ends within so many bytes: ours has a few hundred.
const LONGEST_SEAL: usize = 4 * 1024;
/// With this line it ends.
const SEAL_ENDS: &[u8] = b"\n--- ";

/// It cannot be read. Nothing in it is told before its signature holds.
#[derive(Debug, thiserror::Error)]
pub enum NotAnOutbox {
    /// The file could not be read.
    #[error("the file cannot be read: {0}")]
    Unreadable(#[source] io::Error),
    /// Another program wrote it, or it is none.
    #[error("this is no sealed outbox")]
    OtherForm,
    /// A newer program wrote it.
    #[error("this outbox is of the newer form {0}: update this program first")]
    Newer(u8),
    /// It is sealed to a key that is not here.
    #[error("it is sealed to another server's key")]
    OtherKey,
    /// It is not as it was sealed.
    #[error("the file was cut or changed since it was sealed")]
    Changed,
    /// The device it names did not sign it.
    #[error("it is not signed by the device it names")]
    NotSigned,
    /// It was sealed like this.
    #[error("what is sealed in it is not as it should be: {0}")]
    Wrong(&'static str),
    /// It is more than one file may hold.
    #[error("what is sealed in it is not as it should be: {0}")]
    Beyond(#[from] Beyond),
}

impl From<io::Error> for NotAnOutbox {
    fn from(fault: io::Error) -> Self {
        let changed = [ErrorKind::UnexpectedEof, ErrorKind::InvalidData];
        if changed.contains(&fault.kind()) {
            Self::Changed
        } else {
            Self::Unreadable(fault)
        }
    }
}

impl From<DecryptError> for NotAnOutbox {
    fn from(fault: DecryptError) -> Self {
        if let DecryptError::Io(fault) = fault {
            fault.into()
        } else if matches!(fault, DecryptError::NoMatchingKeys) {
            Self::OtherKey
        } else {
            Self::Changed
        }
    }
}

type Unsealed<R> = StreamReader<Chain<Cursor<Vec<u8>>, R>>;

/// What a file says of itself, before anybody knows who says it.
pub struct Claimed<R: Read> {
    head: Head,
    text: Vec<u8>,
    signature: Signature,
    from: Unsealed<R>,
}

fn exactly(from: &mut impl Read, length: usize) -> Result<Vec<u8>, NotAnOutbox> {
    let mut bytes = Vec::new();
    let wanted = u64::try_from(length).unwrap_or(u64::MAX);
    // Room is taken only as they come.
    from.take(wanted).read_to_end(&mut bytes)?;
    if bytes.len() == length {
        Ok(bytes)
    } else {
        Err(NotAnOutbox::Changed)
    }
}

fn length(from: &mut impl Read, most: usize) -> Result<usize, NotAnOutbox> {
    let mut bytes = [0; 4];
    from.read_exact(&mut bytes)?;
    let length = usize::try_from(u32::from_le_bytes(bytes)).ok();
    let wrong = NotAnOutbox::Wrong("a part claims to be too long");
    length.filter(|length| *length <= most).ok_or(wrong)
}

/// The beginning of a file: what it is, and to whom it is sealed. Whatever comes, it is no longer than it may be.
fn begin<R: Read>(mut from: R) -> Result<Chain<Cursor<Vec<u8>>, R>, NotAnOutbox> {
    let mut magic = [0; MAGIC.len()];
    let most = u64::try_from(LONGEST_SEAL).unwrap_or(u64::MAX);
    if let Err(fault) = from.read_exact(&mut magic) {
        return Err(if fault.kind() == ErrorKind::UnexpectedEof {
            NotAnOutbox::OtherForm
        } else {
            NotAnOutbox::Unreadable(fault)
        });
    }
    let (name, form) = (&magic[..7], magic[7]);
    if name != &MAGIC[..7] || form == 0 {
        return Err(NotAnOutbox::OtherForm);
    }
    if form > FORM {
        return Err(NotAnOutbox::Newer(form));
    }
    let mut seal = Vec::new();
    from.by_ref().take(most).read_to_end(&mut seal)?;
    if !seal.windows(SEAL_ENDS.len()).any(|part| part == SEAL_ENDS) {
        return Err(NotAnOutbox::Changed);
    }
    Ok(Cursor::new(seal).chain(from))
}

impl<R: Read> Claimed<R> {
    /// Unseals a file, and reads what it says of itself.
    pub fn open(from: R, keys: &UnsealingKeys) -> Result<Self, NotAnOutbox> {
        let sealed = Decryptor::new(begin(from)?)?;
        let mut from = sealed.decrypt(keys.each())?;
        let n = length(&mut from, LONGEST_HEAD)?;
        let text = exactly(&mut from, n)?;
        let wrong = NotAnOutbox::Wrong("its head");
        let head: Head = serde_json::from_slice(&text).map_err(|_| wrong)?;
        let mut signature = [0; 64];
        from.read_exact(&mut signature)?;
        if head.form != FORM {
            return Err(NotAnOutbox::Wrong("its form"));
        }
        if let Some(beyond) = head.beyond() {
            return Err(beyond.into());
        }
        Ok(Self {
            head,
            text,
            signature: Signature::of_bytes(signature),
            from,
        })
    }

    /// What it says: believe none of it yet but by whom it asks to be believed.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Reads the commands, if this device signed the file.
    pub fn signed_by(
        self,
        device: &PublicKey,
    ) -> Result<(Head, Vec<SignedCommand>, Files<R>), NotAnOutbox> {
        let is_named = device.id() == self.head.device;
        if !is_named || !device.signed(SIGNED_AS, &self.text, &self.signature) {
            return Err(NotAnOutbox::NotSigned);
        }
        let mut from = Unpressing::new(self.from)?;
        let commands = commands(&mut from, &self.head)?;
        let files = Files {
            coming: self.head.files.clone().into_iter(),
            from,
        };
        Ok((self.head, commands, files))
    }
}

fn commands(from: &mut impl Read, head: &Head) -> Result<Vec<SignedCommand>, NotAnOutbox> {
    let said = &head.commands;
    let bytes = exactly(from, usize::try_from(said.bytes).unwrap_or(usize::MAX))?;
    if Sha::of_kept(&Sha256::digest(&bytes)) != Some(said.sha256) {
        return Err(NotAnOutbox::Wrong("other commands than it says"));
    }
    let mut left = &bytes[..];
    let mut commands = Vec::new();
    while !left.is_empty() {
        let n = length(&mut left, LONGEST_COMMAND)?;
        let text = exactly(&mut left, n)?;
        let command = serde_json::from_slice(&text);
        commands.push(command.map_err(|_| NotAnOutbox::Wrong("a command"))?);
    }
    if u32::try_from(commands.len()) == Ok(said.count) {
        Ok(commands)
    } else {
        Err(NotAnOutbox::Wrong("another count of commands"))
    }
}

/// The files, one by one: one is held at a time.
pub struct Files<R: Read> {
    from: Unpressing<Unsealed<R>>,
    coming: std::vec::IntoIter<Enclosed>,
}

impl<R: Read> Files<R> {
    /// The next file, looked at; none after the last, once the end was found to be right.
    pub fn next_file(&mut self) -> Result<Option<(Enclosed, Vec<u8>)>, NotAnOutbox> {
        let Some(said) = self.coming.next() else {
            return self.from.ends().map(|()| None).map_err(NotAnOutbox::from);
        };
        let length = usize::try_from(said.bytes).unwrap_or(usize::MAX);
        let bytes = exactly(&mut self.from, length)?;
        if Sha::of_kept(&Sha256::digest(&bytes)) != Some(said.sha256) {
            return Err(NotAnOutbox::Wrong("another attachment than it says"));
        }
        Ok(Some((said, bytes)))
    }
}

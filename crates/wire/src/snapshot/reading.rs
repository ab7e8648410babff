//! Reading a snapshot, whatever it claims to be.

use super::{Head, LARGEST_BLOCK, LONGEST_HEAD, MAGIC};
use crate::changes::Pulled;
use std::io::Read;
use zstd::bulk::Decompressor;

/// It cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum NotASnapshot {
    /// The file could not be read.
    #[error("the snapshot cannot be read: {0}")]
    Unreadable(#[from] std::io::Error),
    /// It ends too early.
    #[error("the snapshot was cut")]
    Cut,
    /// Another program wrote it, or it is none.
    #[error("this is no snapshot of a form this program knows")]
    OtherForm,
    /// A newer program wrote it.
    #[error("the snapshot is of the newer form {0}")]
    Newer(u8),
    /// It says what cannot be.
    #[error("the snapshot is damaged: {0}")]
    Damaged(&'static str),
}

/// Reads documents one by one, holding one block at a time.
pub struct Reader<R: Read> {
    from: R,
    head: Head,
    press: Decompressor<'static>,
    block: Vec<u8>,
    at: usize,
    seen: u64,
    ended: bool,
}

fn exactly<const N: usize>(from: &mut impl Read) -> Result<[u8; N], NotASnapshot> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes).map_err(cut)?;
    Ok(bytes)
}

fn cut(fault: std::io::Error) -> NotASnapshot {
    if fault.kind() == std::io::ErrorKind::UnexpectedEof {
        NotASnapshot::Cut
    } else {
        NotASnapshot::Unreadable(fault)
    }
}

fn length(from: &mut impl Read, most: usize) -> Result<usize, NotASnapshot> {
    let length = u32::from_le_bytes(exactly(from)?);
    usize::try_from(length)
        .ok()
        .filter(|length| *length <= most)
        .ok_or(NotASnapshot::Damaged("a part claims to be too long"))
}

/// So many bytes; room is taken only as they come.
fn bytes(from: &mut impl Read, length: usize) -> Result<Vec<u8>, NotASnapshot> {
    let mut bytes = Vec::new();
    let wanted = u64::try_from(length).unwrap_or(u64::MAX);
    from.take(wanted).read_to_end(&mut bytes)?;
    if bytes.len() == length {
        Ok(bytes)
    } else {
        Err(NotASnapshot::Cut)
    }
}

/// The text of the first document of what is left of a block.
fn document(rest: &[u8]) -> Result<&[u8], NotASnapshot> {
    let text = rest.split_first_chunk().and_then(|(length, rest)| {
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        rest.get(..length)
    });
    text.ok_or(NotASnapshot::Damaged("a document longer than its block"))
}

impl<R: Read> Reader<R> {
    /// Begins: reads what it is of.
    pub fn begin(mut from: R) -> Result<Self, NotASnapshot> {
        let magic: [u8; 8] = exactly(&mut from)?;
        let (name, version) = (&magic[..7], magic[7]);
        if name != &MAGIC[..7] || version == 0 {
            return Err(NotASnapshot::OtherForm);
        }
        if version > MAGIC[7] {
            return Err(NotASnapshot::Newer(version));
        }
        let n = length(&mut from, LONGEST_HEAD)?;
        let head = serde_json::from_slice(&bytes(&mut from, n)?)
            .map_err(|_| NotASnapshot::Damaged("its head"))?;
        let press = Decompressor::new()?;
        Ok(Self {
            from,
            head,
            press,
            block: Vec::new(),
            at: 0,
            seen: 0,
            ended: false,
        })
    }

    /// Of what it is.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// The next document; none after the last, once the end was found to be right.
    pub fn next_document(&mut self) -> Result<Option<Pulled>, NotASnapshot> {
        if self.ended {
            return Ok(None);
        }
        if self.at == self.block.len() && !self.next_block()? {
            self.ended = true;
            return Ok(None);
        }
        let document = document(&self.block[self.at..])?;
        self.at += document.len() + 4;
        let document = serde_json::from_slice(document);
        let document = document.map_err(|_| NotASnapshot::Damaged("a document"))?;
        self.seen += 1;
        Ok(Some(document))
    }

    /// Reads the next block; false at the end.
    fn next_block(&mut self) -> Result<bool, NotASnapshot> {
        let raw = length(&mut self.from, LARGEST_BLOCK)?;
        // What cannot be pressed grows by less than this.
        let n = length(&mut self.from, LARGEST_BLOCK + LARGEST_BLOCK / 128)?;
        if raw == 0 {
            return self.end(n).map(|()| false);
        }
        let pressed = bytes(&mut self.from, n)?;
        let block = self.press.decompress(&pressed, raw);
        self.block = block.map_err(|_| NotASnapshot::Damaged("a block"))?;
        self.at = 0;
        if self.block.len() == raw {
            Ok(true)
        } else {
            Err(NotASnapshot::Damaged("a block of another length"))
        }
    }

    fn end(&mut self, n: usize) -> Result<(), NotASnapshot> {
        if n != 8 || u64::from_le_bytes(exactly(&mut self.from)?) != self.seen {
            return Err(NotASnapshot::Damaged("another count of documents"));
        }
        let mut more = [0; 1];
        if self.from.read(&mut more)? > 0 {
            return Err(NotASnapshot::Damaged("more after its end"));
        }
        Ok(())
    }
}

//! Writing a snapshot.

use super::{BLOCK, Head, LARGEST_BLOCK, LONGEST_HEAD, MAGIC};
use crate::changes::Pulled;
use std::io::{Error, ErrorKind, Result, Write};
use zstd::bulk::Compressor;
use zstd::zstd_safe::CParameter;

/// How hard it is pressed: a snapshot is made once and travels often, over thin lines too. On 1,500 orders a
/// seventh smaller than the usual 3; the levels above cost seconds and save little.
pub const LEVEL: i32 = 9;

/// Writes documents one by one; nothing is whole before [`Writer::end`].
pub struct Writer<W: Write> {
    out: W,
    press: Compressor<'static>,
    block: Vec<u8>,
    documents: u64,
}

fn wrong(what: &'static str) -> Error {
    Error::new(ErrorKind::InvalidInput, what)
}

fn length(n: usize) -> Result<[u8; 4]> {
    let n = u32::try_from(n).map_err(|_| wrong("a part is too long"))?;
    Ok(n.to_le_bytes())
}

impl<W: Write> Writer<W> {
    /// Begins: says of what it is.
    pub fn begin(mut out: W, head: &Head) -> Result<Self> {
        let head = serde_json::to_vec(head)?;
        if head.len() > LONGEST_HEAD {
            return Err(wrong("the head is too long"));
        }
        out.write_all(&MAGIC)?;
        out.write_all(&length(head.len())?)?;
        out.write_all(&head)?;
        let mut press = Compressor::new(LEVEL)?;
        press.set_parameter(CParameter::ChecksumFlag(true))?;
        Ok(Self {
            out,
            press,
            block: Vec::new(),
            documents: 0,
        })
    }

    /// Adds a document.
    pub fn add(&mut self, document: &Pulled) -> Result<()> {
        let text = serde_json::to_vec(document)?;
        let more = text.len() + 4;
        if more > LARGEST_BLOCK {
            return Err(wrong("a document is too long"));
        }
        if !self.block.is_empty() && self.block.len() + more > BLOCK {
            self.close_block()?;
        }
        self.block.extend_from_slice(&length(text.len())?);
        self.block.extend_from_slice(&text);
        self.documents += 1;
        Ok(())
    }

    fn close_block(&mut self) -> Result<()> {
        let pressed = self.press.compress(&self.block)?;
        self.out.write_all(&length(self.block.len())?)?;
        self.out.write_all(&length(pressed.len())?)?;
        self.out.write_all(&pressed)?;
        self.block.clear();
        Ok(())
    }

    /// Ends, and gives back where it was written to, with how many documents there are.
    pub fn end(mut self) -> Result<(W, u64)> {
        if !self.block.is_empty() {
            self.close_block()?;
        }
        self.out.write_all(&length(0)?)?;
        self.out.write_all(&length(8)?)?;
        self.out.write_all(&self.documents.to_le_bytes())?;
        self.out.flush()?;
        Ok((self.out, self.documents))
    }
}

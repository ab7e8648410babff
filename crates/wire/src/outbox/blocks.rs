//! Bytes in blocks, each pressed by itself: a reader never holds more than one, whatever a file claims.

use std::io::{ErrorKind, Read, Result, Write};
use zstd::bulk::{Compressor, Decompressor};

/// A block has so many bytes; the last one may have fewer.
const BLOCK: usize = 1024 * 1024;
/// What cannot be pressed grows by less than this.
const GROWS: usize = BLOCK / 128 + 64;
/// How hard it is pressed: most of it are pictures, which do not get smaller.
const LEVEL: i32 = 3;

fn length(n: usize) -> Result<[u8; 4]> {
    let n = u32::try_from(n).map_err(|_| ErrorKind::InvalidInput)?;
    Ok(n.to_le_bytes())
}

pub(super) struct Pressing<W: Write> {
    out: W,
    press: Compressor<'static>,
    block: Vec<u8>,
}

impl<W: Write> Pressing<W> {
    pub(super) fn new(out: W) -> Result<Self> {
        Ok(Self {
            out,
            press: Compressor::new(LEVEL)?,
            block: Vec::with_capacity(BLOCK),
        })
    }

    pub(super) fn add(&mut self, mut bytes: &[u8]) -> Result<()> {
        while !bytes.is_empty() {
            let room = BLOCK - self.block.len();
            let (now, rest) = bytes.split_at(room.min(bytes.len()));
            self.block.extend_from_slice(now);
            bytes = rest;
            if self.block.len() == BLOCK {
                self.close()?;
            }
        }
        Ok(())
    }

    fn close(&mut self) -> Result<()> {
        let pressed = self.press.compress(&self.block)?;
        self.out.write_all(&length(self.block.len())?)?;
        self.out.write_all(&length(pressed.len())?)?;
        self.out.write_all(&pressed)?;
        self.block.clear();
        Ok(())
    }

    pub(super) fn end(mut self) -> Result<W> {
        if !self.block.is_empty() {
            self.close()?;
        }
        Ok(self.out)
    }
}

/// Bytes as they were before they were pressed.
pub(super) struct Unpressing<R: Read> {
    from: R,
    press: Decompressor<'static>,
    block: Vec<u8>,
    at: usize,
}

impl<R: Read> Unpressing<R> {
    pub(super) fn new(from: R) -> Result<Self> {
        Ok(Self {
            from,
            press: Decompressor::new()?,
            block: Vec::new(),
            at: 0,
        })
    }

    /// The next block; false at the end.
    fn next(&mut self) -> Result<bool> {
        let mut first = [0; 1];
        if self.from.read(&mut first)? == 0 {
            return Ok(false);
        }
        let mut rest = [0; 7];
        self.from.read_exact(&mut rest)?;
        let [b, c, d, n @ ..] = rest;
        let number = |bytes| usize::try_from(u32::from_le_bytes(bytes)).unwrap_or(usize::MAX);
        let (raw, n) = (number([first[0], b, c, d]), number(n));
        if raw == 0 || raw > BLOCK || n > BLOCK + GROWS {
            return Err(ErrorKind::InvalidData.into());
        }
        let mut pressed = vec![0; n];
        self.from.read_exact(&mut pressed)?;
        let block = self.press.decompress(&pressed, raw);
        self.block = block.map_err(|_| ErrorKind::InvalidData)?;
        self.at = 0;
        if self.block.len() == raw {
            Ok(true)
        } else {
            Err(ErrorKind::InvalidData.into())
        }
    }

    /// Nothing may come any more.
    pub(super) fn ends(&mut self) -> Result<()> {
        if self.at < self.block.len() || self.next()? {
            return Err(ErrorKind::InvalidData.into());
        }
        Ok(())
    }
}

impl<R: Read> Read for Unpressing<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        if self.at == self.block.len() && !self.next()? {
            return Ok(0);
        }
        let mut left = &self.block[self.at..];
        let read = left.read(into)?;
        self.at += read;
        Ok(read)
    }
}

//! Bytes as they come: lines until somebody hands in a mail, then the mail.

use lingshi_mail::bounds::MAIL_BYTES;
use smtp_proto::request::receiver::{DataReceiver, DummyDataReceiver};
use std::io::{Error, ErrorKind};
use std::time::Duration;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;

/// A line has so many bytes at most, its end included (RFC 5321 asks for 512, extensions for more).
const LONGEST_LINE: usize = 4_096;
/// Read at once.
const PIECE: usize = 16 * 1024;
/// Of a mail that is too large so much is heard out, for the answer comes after its end.
const HEARD_OUT: usize = 4 * MAIL_BYTES;

/// What was read and not looked at yet.
pub(super) struct Lines {
    pending: Vec<u8>,
    patience: Duration,
}

/// One line.
pub(super) enum Line {
    /// With its end.
    Whole(Vec<u8>),
    /// Longer than a line may be; the rest of it is passed over.
    TooLong,
    /// Ended by something else than CR and LF.
    WrongEnd,
    /// There is no more.
    End,
}

/// A mail that was handed in.
pub(super) enum Handed {
    /// As it was written, without dots that were only there for the way.
    Mail(Vec<u8>),
    /// More than is taken; it was heard to its end.
    TooLarge,
}

impl Lines {
    pub(super) fn new(patience: Duration) -> Self {
        Self {
            pending: Vec::new(),
            patience,
        }
    }

    /// Whether more was said already: whoever says several things at once is answered at once.
    pub(super) fn has_more(&self) -> bool {
        self.pending.contains(&b'\n')
    }

    /// Waits for more; false at the end.
    async fn read(&mut self, stream: &mut TcpStream) -> std::io::Result<bool> {
        let before = self.pending.len();
        self.pending.resize(before + PIECE, 0);
        let read = tokio::time::timeout(self.patience, stream.read(&mut self.pending[before..]));
        let read = read.await.unwrap_or(Err(Error::from(ErrorKind::TimedOut)));
        let came = read.as_ref().copied().unwrap_or(0);
        self.pending.truncate(before + came);
        read.map(|came| came > 0)
    }

    /// The next line.
    pub(super) async fn next(&mut self, stream: &mut TcpStream) -> std::io::Result<Line> {
        let mut too_long = false;
        loop {
            if let Some(end) = self.pending.iter().position(|byte| *byte == b'\n') {
                let line: Vec<u8> = self.pending.drain(..=end).collect();
                return Ok(if too_long || line.len() > LONGEST_LINE {
                    Line::TooLong
                } else if line.ends_with(b"\r\n") {
                    Line::Whole(line)
                } else {
                    Line::WrongEnd
                });
            }
            if self.pending.len() > LONGEST_LINE {
                too_long = true;
                self.pending.clear();
            }
            if !self.read(stream).await? {
                return Ok(Line::End);
            }
        }
    }

    /// The mail that follows. It ends with a dot between two whole line ends, and with nothing else: what only looks
    /// like an end to another server is part of it.
    pub(super) async fn mail(&mut self, stream: &mut TcpStream) -> std::io::Result<Handed> {
        let (mut data, mut mail) = (DataReceiver::new(), Vec::new());
        // The line before the first ended, too: a dot may be all there is.
        data.ingest(&mut b"\r\n".iter(), &mut mail);
        mail.clear();
        loop {
            let mut bytes = self.pending.iter();
            let ended = data.ingest(&mut bytes, &mut mail);
            let left = bytes.as_slice().len();
            self.pending.drain(..self.pending.len() - left);
            if mail.len() > MAIL_BYTES {
                if !ended {
                    drop(mail);
                    self.hear_out(DummyDataReceiver::new_data(&data), stream)
                        .await?;
                }
                return Ok(Handed::TooLarge);
            }
            if ended {
                return Ok(Handed::Mail(mail));
            }
            self.more(stream).await?;
        }
    }

    async fn hear_out(
        &mut self,
        mut data: DummyDataReceiver,
        stream: &mut TcpStream,
    ) -> std::io::Result<()> {
        let mut heard = 0;
        loop {
            let mut bytes = self.pending.iter();
            let ended = data.ingest(&mut bytes);
            let left = bytes.as_slice().len();
            heard += self.pending.len() - left;
            self.pending.drain(..self.pending.len() - left);
            if ended {
                return Ok(());
            }
            if heard > HEARD_OUT {
                return Err(Error::other("a mail without an end"));
            }
            self.more(stream).await?;
        }
    }

    async fn more(&mut self, stream: &mut TcpStream) -> std::io::Result<()> {
        if self.read(stream).await? {
            Ok(())
        } else {
            // Nothing of it was taken: whoever handed it in hands it in again.
            Err(Error::from(ErrorKind::UnexpectedEof))
        }
    }
}

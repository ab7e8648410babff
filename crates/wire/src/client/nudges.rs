//! Hearing that there is more: a stream of events, read line by line.

use super::ClientFault;
use crate::seq::Seq;
use reqwest::Response;
use std::collections::VecDeque;

/// A line has so many bytes at most; ours have twenty.
const LONGEST: usize = 4 * 1024;

/// There is more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nudge {
    /// The post has come to this line.
    Head(Seq),
    /// Too much came at once to tell how far.
    More,
}

/// A stream of nudges.
#[derive(Debug)]
pub struct Nudges {
    response: Response,
    lines: Lines,
    heard: VecDeque<Nudge>,
}

impl Nudges {
    pub(super) fn new(response: Response) -> Self {
        Self {
            response,
            lines: Lines::default(),
            heard: VecDeque::new(),
        }
    }

    /// The next; none when the server ends the stream, which it does now and then: ask for another.
    pub async fn next(&mut self) -> Result<Option<Nudge>, ClientFault> {
        loop {
            if let Some(nudge) = self.heard.pop_front() {
                return Ok(Some(nudge));
            }
            let Some(chunk) = self.response.chunk().await? else {
                return Ok(None);
            };
            if !self.lines.take(&chunk, &mut self.heard) {
                let status = self.response.status().as_u16();
                return Err(ClientFault::NotUnderstood { status });
            }
        }
    }
}

/// What came of the event that is coming.
#[derive(Debug, Default)]
struct Lines {
    line: Vec<u8>,
    event: String,
    data: String,
}

impl Lines {
    /// Takes bytes as they come; false if they are no events.
    fn take(&mut self, bytes: &[u8], heard: &mut VecDeque<Nudge>) -> bool {
        for byte in bytes {
            match byte {
                b'\n' => {
                    let line = std::mem::take(&mut self.line);
                    let Ok(line) = String::from_utf8(line) else {
                        return false;
                    };
                    heard.extend(self.end_of(line.trim_end_matches('\r')));
                }
                _ if self.line.len() == LONGEST => return false,
                byte => self.line.push(*byte),
            }
        }
        true
    }

    fn end_of(&mut self, line: &str) -> Option<Nudge> {
        if line.is_empty() {
            let (event, data) = (
                std::mem::take(&mut self.event),
                std::mem::take(&mut self.data),
            );
            return (event == "head").then(|| {
                data.parse()
                    .map_or(Nudge::More, |seq| Nudge::Head(Seq(seq)))
            });
        }
        // A line that begins with a colon says nothing but that the line holds.
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.event),
            "data" => value.clone_into(&mut self.data),
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Lines, Nudge};
    use crate::seq::Seq;
    use std::collections::VecDeque;

    fn heard(chunks: &[&[u8]]) -> Option<Vec<Nudge>> {
        let (mut lines, mut heard) = (Lines::default(), VecDeque::new());
        chunks
            .iter()
            .all(|chunk| lines.take(chunk, &mut heard))
            .then(|| heard.into())
    }

    #[test]
    fn nudges_are_heard_however_the_bytes_are_cut() {
        let stream = b"event: head\ndata: 7\n\n:\n\nevent:head\r\ndata:12\r\n\r\nevent: head\ndata: more\n\n\
            event: other\ndata: 3\n\nevent: head\ndata: 99";
        let told = vec![Nudge::Head(Seq(7)), Nudge::Head(Seq(12)), Nudge::More];
        for at in 0..stream.len() {
            let (one, other) = stream.split_at(at);
            assert_eq!(heard(&[one, other]), Some(told.clone()), "cut at {at}");
        }
    }

    #[test]
    fn what_is_no_stream_of_events_is_not_kept() {
        assert_eq!(heard(&[&[b'a'; LONGEST + 1]]), None);
        assert_eq!(heard(&[b"\xff\n"]), None);
        assert_eq!(heard(&[&[b'a'; LONGEST], b"\n"]), Some(Vec::new()));
    }
}

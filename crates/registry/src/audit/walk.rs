//! Looking at line after line.

use super::Witness;
use super::found::{Broken, Remembered, Verified};
use super::officers::Signatures;
use lingshi_ledger::chain::{link, payload_digest};
use lingshi_ledger::{Epoch, Header, Link, Seq, Sha};
use lingshi_rules::ids::PostCode;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Faults are listed up to so many; a log with more is broken anyway.
const MOST_FAULTS: usize = 100;

/// What stands beside a line.
#[derive(Debug, Clone, Copy)]
pub(super) enum Beside<'a> {
    /// It is there, with its salt.
    There(&'a [u8; 16], &'a [u8]),
    /// It was erased, as this line says.
    Erased(Seq),
    /// It is not there, and should be.
    Gone,
    /// It was not taken along.
    LeftOut,
}

/// A line as it is looked at.
pub(super) struct Looked<'a> {
    pub(super) header: &'a [u8],
    pub(super) beside: Beside<'a>,
    pub(super) digest: Sha,
    pub(super) link: Link,
}

/// Which lines a line erases.
#[derive(Deserialize)]
struct Erasing {
    says: Lines,
}

#[derive(Deserialize)]
struct Lines {
    lines: BTreeSet<Seq>,
}

pub(super) struct Walk<'a> {
    post: &'a PostCode,
    heads: &'a [Remembered],
    found: Verified,
    epoch: Epoch,
    signatures: Signatures<'a>,
    /// Lines that are erased, with the line that says so.
    erasures: Vec<(Seq, Seq)>,
    /// Lines that erase others; which, where that can be read.
    erasing: BTreeMap<Seq, Option<BTreeSet<Seq>>>,
}

impl<'a> Walk<'a> {
    pub(super) fn new((realm, post): (&'a str, &'a PostCode), witness: Witness<'a>) -> Self {
        let start = Remembered {
            seq: Seq::START,
            link: Link::start(),
            epoch: None,
        };
        let found = Verified {
            lines: 0,
            erased: 0,
            head: start,
            officers: super::Officers::default(),
            lost: Vec::new(),
            broken: Vec::new(),
        };
        Self {
            post,
            heads: witness.heads,
            found,
            epoch: Epoch(1),
            signatures: Signatures::new((realm, post), witness.roots),
            erasures: Vec::new(),
            erasing: BTreeMap::new(),
        }
    }

    pub(super) fn fault(&mut self, broken: Broken) {
        if self.found.broken.len() < MOST_FAULTS {
            self.found.broken.push(broken);
        }
    }

    /// The place that is looked at next.
    pub(super) fn next(&self) -> Seq {
        self.found.head.seq.next()
    }

    /// Looks at the next line, which stands at this place.
    pub(super) fn look_at(&mut self, seq: Seq, line: &Looked<'_>) {
        let expected = self.next();
        if seq != expected {
            let found = seq;
            self.fault(Broken::Gap { expected, found });
        }
        if link(&self.found.head.link, line.header, &line.digest) != line.link {
            self.fault(Broken::Link { seq });
        }
        let header: Option<Header> = serde_json::from_slice(line.header).ok();
        match header.filter(|header| self.is_in_place(header, seq)) {
            Some(header) => {
                self.epoch = header.epoch;
                self.beside(&header, &line.beside);
                if let Some(broken) = self.signatures.look_at(&header, &line.beside) {
                    self.fault(broken);
                }
            }
            None => self.fault(Broken::Misplaced { seq }),
        }
        if let Beside::There(salt, bytes) = &line.beside
            && payload_digest(salt, bytes) != line.digest
        {
            self.fault(Broken::Payload { seq });
        }
        self.found.lines += 1;
        self.found.head = Remembered {
            seq,
            link: line.link,
            epoch: Some(self.epoch),
        };
        self.remembered_here();
    }

    /// A life of the log ends with a restore, and with nothing else.
    fn is_in_place(&self, header: &Header, seq: Seq) -> bool {
        let restored = header.what == "restored" && header.epoch.0 == self.epoch.0 + 1;
        header.seq == seq && header.post == *self.post && (restored || header.epoch == self.epoch)
    }

    fn beside(&mut self, header: &Header, beside: &Beside<'_>) {
        match beside {
            Beside::There(_, bytes) if header.what == "erased" => {
                let says: Option<Erasing> = serde_json::from_slice(bytes).ok();
                let lines = says.map(|erasing| erasing.says.lines);
                self.erasing.insert(header.seq, lines);
            }
            Beside::LeftOut if header.what == "erased" => {
                self.erasing.insert(header.seq, None);
            }
            Beside::There(..) | Beside::LeftOut => {}
            Beside::Erased(by) => self.erasures.push((header.seq, *by)),
            Beside::Gone => self.fault(Broken::Erased { seq: header.seq }),
        }
    }

    /// Holds the heads somebody remembers of this place against the line that stands there.
    fn remembered_here(&mut self) {
        let (heads, here) = (self.heads, self.found.head.clone());
        for head in heads.iter().filter(|head| head.seq == here.seq) {
            if head.epoch.is_some_and(|epoch| epoch < self.epoch) {
                self.found.lost.push(head.clone());
            } else if head.link != here.link || head.epoch.is_some_and(|epoch| epoch > self.epoch) {
                self.fault(Broken::Fork { seq: head.seq });
            }
        }
    }

    /// Ends, where this is the end the log should have.
    pub(super) fn end(mut self, end: Option<&Remembered>) -> Verified {
        self.lawful();
        let last = self.found.head.clone();
        if let Some(end) = end {
            let (last_seq, head) = (last.seq, end.seq);
            let same_life = last.epoch.is_none() || last.epoch == end.epoch;
            if last_seq != head || last.link != end.link || !same_life {
                let last = last_seq;
                self.fault(Broken::Head { last, head });
            }
        }
        let heads = self.heads;
        for head in heads.iter().filter(|head| head.seq > last.seq) {
            if head.epoch.is_some_and(|epoch| epoch < self.epoch) {
                self.found.lost.push(head.clone());
            } else {
                self.fault(Broken::Cut { seq: head.seq });
            }
        }
        self.found.officers = self.signatures.told();
        self.found
    }

    /// A payload is erased lawfully when the line it names says so.
    fn lawful(&mut self) {
        for (seq, by) in std::mem::take(&mut self.erasures) {
            let says = self.erasing.get(&by);
            let named = |lines: &Option<BTreeSet<Seq>>| {
                lines.as_ref().is_none_or(|lines| lines.contains(&seq))
            };
            if says.is_some_and(named) {
                self.found.erased += 1;
            } else {
                self.fault(Broken::Erased { seq });
            }
        }
    }
}

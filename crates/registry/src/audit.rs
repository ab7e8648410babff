//! Verifying a post's log: whoever changed, removed, inserted or moved a line is found, and a cut tail too
//! where somebody remembers a head.

use crate::Told;
use lingshi_ledger::chain::{link, payload_digest};
use lingshi_ledger::{Entry, Link, Reading, Room, Seq, StoreFault};
use lingshi_rules::ids::PostCode;
use serde::{Deserialize, Serialize};

/// A head somebody remembers: a desk, a printed page, another server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// The line.
    pub seq: Seq,
    /// The chain up to it.
    pub link: Link,
}

/// What is wrong with a log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Broken {
    /// The next line is missing, or stands elsewhere.
    Gap {
        /// The line that should be here.
        expected: Seq,
        /// The one that is.
        found: Seq,
    },
    /// The line or one before it is not what was chained.
    Link {
        /// Which line.
        seq: Seq,
    },
    /// What stands beside the line is not what it was.
    Payload {
        /// Which line.
        seq: Seq,
    },
    /// What stood beside the line is gone, and no line says that it was erased.
    Erased {
        /// Which line.
        seq: Seq,
    },
    /// The header says another place, post or life of the log than the one it stands in.
    Misplaced {
        /// Which line.
        seq: Seq,
    },
    /// The head says another end.
    Head {
        /// The last line there is.
        last: Seq,
        /// The one the head tells of.
        head: Seq,
    },
    /// Somebody remembers a line that is not there any more: the tail was cut.
    Cut {
        /// The line remembered.
        seq: Seq,
    },
    /// Somebody remembers another line at that place: the log was written anew.
    Fork {
        /// The line remembered.
        seq: Seq,
    },
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Lines looked at.
    pub lines: u64,
    /// Lines whose payload was lawfully erased.
    pub erased: u64,
    /// The last line, with the chain up to it.
    pub head: Remembered,
    /// What is wrong; nothing in a log that holds.
    pub broken: Vec<Broken>,
}

/// Faults are listed up to so many; a log with more is broken anyway.
const MOST_FAULTS: usize = 100;
const PAGE: Room = Room {
    rows: 2_000,
    bytes: 32 * 1024 * 1024,
};

struct Walk<'a> {
    post: &'a PostCode,
    remembered: &'a [Remembered],
    found: Verified,
    erasures: Vec<(Seq, Seq)>,
}

impl Walk<'_> {
    fn fault(&mut self, broken: Broken) {
        if self.found.broken.len() < MOST_FAULTS {
            self.found.broken.push(broken);
        }
    }

    fn look_at(&mut self, entry: &Entry) {
        let expected = self.found.head.seq.next();
        let seq = entry.seq;
        if seq != expected {
            let found = seq;
            self.fault(Broken::Gap { expected, found });
        }
        if link(&self.found.head.link, &entry.header, &entry.digest) != entry.link {
            self.fault(Broken::Link { seq });
        }
        let header = entry.read_header().ok();
        let in_place = header
            .as_ref()
            .is_some_and(|header| header.seq == seq && header.post == *self.post);
        if !in_place {
            self.fault(Broken::Misplaced { seq });
        }
        match (&entry.payload, entry.erased_by) {
            (Some(payload), _) => {
                if payload_digest(&payload.salt, &payload.bytes) != entry.digest {
                    self.fault(Broken::Payload { seq });
                }
            }
            (None, Some(by)) => {
                self.found.erased += 1;
                self.erasures.push((seq, by));
            }
            (None, None) => self.fault(Broken::Erased { seq }),
        }
        let remembered = self.remembered.iter().find(|head| head.seq == seq);
        if remembered.is_some_and(|head| head.link != entry.link) {
            self.fault(Broken::Fork { seq });
        }
        self.found.lines += 1;
        let link = entry.link;
        self.found.head = Remembered { seq, link };
    }
}

/// Looks at every line of a post.
pub fn verify(
    tx: &mut (impl Reading + ?Sized),
    post: &PostCode,
    remembered: &[Remembered],
) -> Told<Verified> {
    let head = tx
        .head(post)?
        .ok_or_else(|| StoreFault::misused("no such post"))?;
    let start = Remembered {
        seq: Seq::START,
        link: Link::start(),
    };
    let mut walk = Walk {
        post,
        remembered,
        found: Verified {
            lines: 0,
            erased: 0,
            head: start,
            broken: Vec::new(),
        },
        erasures: Vec::new(),
    };
    loop {
        let page = tx.entries(post, walk.found.head.seq, PAGE)?;
        if page.is_empty() {
            break;
        }
        for entry in &page {
            walk.look_at(entry);
        }
    }
    lawful(tx, post, &mut walk)?;
    let last = walk.found.head.clone();
    if last.seq != head.seq || last.link != head.link {
        let (last, head) = (last.seq, head.seq);
        walk.fault(Broken::Head { last, head });
    }
    for cut in remembered.iter().filter(|head| head.seq > last.seq) {
        walk.fault(Broken::Cut { seq: cut.seq });
    }
    Ok(walk.found)
}

/// A payload is erased lawfully when the line it names says so.
fn lawful(tx: &mut (impl Reading + ?Sized), post: &PostCode, walk: &mut Walk<'_>) -> Told<()> {
    let one = Room { rows: 1, bytes: 0 };
    for (seq, by) in std::mem::take(&mut walk.erasures) {
        let before = Seq(by.0.saturating_sub(1));
        let says = tx.entries(post, before, one)?;
        let header = says.first().and_then(|line| line.read_header().ok());
        let erases = header.is_some_and(|header| header.seq == by && header.what == "erased");
        if !erases {
            walk.fault(Broken::Erased { seq });
        }
    }
    Ok(())
}

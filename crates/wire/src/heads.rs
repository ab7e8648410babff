//! What a desk remembers of the heads it was shown, and what it says of a new one.
//!
//! A server that cut the tail of a log, or wrote it anew, can show each desk a log that holds together. It
//! cannot make two desks, or one desk twice, believe it: the heads it signed contradict each other, and the two
//! are the proof. So the signed heads themselves are kept, and may be handed to whoever verifies the log.
//!
//! Answers may overtake each other on the way. A head is therefore held against what was known when it was
//! asked for, not against what came in meanwhile: [`Heads::asking`] first, [`Heads::see`] with it afterwards.

use crate::chain::Link;
use crate::head::{HeadSays, NoHead, Server, SignedHead};
use crate::seq::{Epoch, Seq};
use lingshi_rules::ids::PostCode;
use serde::{Deserialize, Serialize};

/// So many heads of the log's present life are kept: the newest, and older ones about evenly apart.
const MOST: usize = 64;
/// Of so many earlier lives the last head is kept.
const MOST_LIVES: usize = 16;

/// A head that was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    epoch: Epoch,
    seq: Seq,
    link: Link,
    signed: SignedHead,
}

/// The heads of one post that were seen, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heads {
    server: Server,
    post: PostCode,
    kept: Vec<Kept>,
}

/// What was known when something was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asked(Option<(Epoch, Seq)>);

/// What a head says beside those that are remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// The newest that is known.
    Same,
    /// The log has come further.
    Further,
    /// The log was restored: this is another life of it, which its first line says, and people should know.
    OtherLife {
        /// The life before.
        before: Epoch,
    },
    /// It was asked for before the newest came, and fits between those that are known.
    Overtaken,
    /// It cannot be true together with what the server signed before. Nothing was remembered of it.
    Contradiction(Contradiction),
}

/// Why a head cannot be true together with another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contradiction {
    /// It is no head of this server and post.
    None(NoHead),
    /// The same line has another chain: the log was written anew.
    OtherLink {
        /// Which line.
        seq: Seq,
        /// The head that says otherwise.
        known: SignedHead,
    },
    /// The log is shorter than it was: its tail was cut.
    Cut {
        /// The last line it has now.
        seq: Seq,
        /// The head that knows more of them.
        known: SignedHead,
    },
    /// It is of a life of the log that has ended.
    OlderLife {
        /// Which.
        epoch: Epoch,
        /// The head of a later one.
        known: SignedHead,
    },
}

impl Heads {
    /// Nothing was seen yet.
    pub fn new(server: Server, post: PostCode) -> Self {
        let kept = Vec::new();
        Self { server, post, kept }
    }

    /// The last line known, in the newest life of the log.
    pub fn newest(&self) -> Option<(Epoch, Seq, Link)> {
        let last = self.kept.last()?;
        Some((last.epoch, last.seq, last.link))
    }

    /// Every head that is kept, oldest first, as it was signed.
    pub fn kept(&self) -> impl Iterator<Item = &SignedHead> {
        self.kept.iter().map(|kept| &kept.signed)
    }

    /// Whether a line with this chain can stand at this place, as far as is remembered.
    pub fn fits(&self, epoch: Epoch, seq: Seq, link: &Link) -> bool {
        self.at(epoch, seq).is_none_or(|kept| kept.link == *link)
    }

    fn at(&self, epoch: Epoch, seq: Seq) -> Option<&Kept> {
        let place = (epoch, seq);
        self.kept
            .iter()
            .find(|kept| (kept.epoch, kept.seq) == place)
    }

    /// To be called before a head is asked for.
    pub fn asking(&self) -> Asked {
        Asked(self.newest().map(|(epoch, seq, _)| (epoch, seq)))
    }

    /// Looks at a head that was asked for then, and remembers it.
    pub fn see(&mut self, head: &SignedHead, asked: Asked) -> Seen {
        let says = match head.of(&self.server, &self.post) {
            Ok(says) => says,
            Err(none) => return Seen::Contradiction(Contradiction::None(none)),
        };
        if let Some(contradiction) = self.contradiction(&says, asked) {
            return Seen::Contradiction(contradiction);
        }
        let place = (says.epoch, says.seq);
        let newest = self.newest();
        let seen = match newest {
            Some((epoch, seq, _)) if place == (epoch, seq) => return Seen::Same,
            Some((epoch, seq, _)) if place < (epoch, seq) => Seen::Overtaken,
            Some((before, _, _)) if says.epoch > before => Seen::OtherLife { before },
            Some(_) | None => Seen::Further,
        };
        self.remember(&says, head);
        seen
    }

    fn contradiction(&self, says: &HeadSays, asked: Asked) -> Option<Contradiction> {
        let (epoch, seq) = (says.epoch, says.seq);
        if let Some(known) = self.at(epoch, seq)
            && known.link != says.link
        {
            let known = known.signed.clone();
            return Some(Contradiction::OtherLink { seq, known });
        }
        // Whatever was known when it was asked for, the server knew as well when it answered.
        let (asked_epoch, asked_seq) = asked.0?;
        if epoch > asked_epoch || (epoch == asked_epoch && seq >= asked_seq) {
            return None;
        }
        let known = self.kept.iter().rfind(|kept| kept.epoch == asked_epoch)?;
        let known = known.signed.clone();
        Some(if epoch < asked_epoch {
            Contradiction::OlderLife { epoch, known }
        } else {
            Contradiction::Cut { seq, known }
        })
    }

    fn remember(&mut self, says: &HeadSays, head: &SignedHead) {
        let (epoch, seq, link) = (says.epoch, says.seq, says.link);
        let at = self
            .kept
            .partition_point(|kept| (kept.epoch, kept.seq) < (epoch, seq));
        if self
            .kept
            .get(at)
            .is_some_and(|kept| (kept.epoch, kept.seq) == (epoch, seq))
        {
            return;
        }
        let signed = head.clone();
        let new = Kept {
            epoch,
            seq,
            link,
            signed,
        };
        self.kept.insert(at, new);
        self.thin();
    }

    /// Forgets what need not be remembered: all of an earlier life but its last head, and of the present one
    /// whichever lies closest between two others.
    fn thin(&mut self) {
        let present = self.kept.last().map(|last| last.epoch);
        let mut later = None;
        for at in (0..self.kept.len()).rev() {
            let epoch = self.kept[at].epoch;
            if later == Some(epoch) && Some(epoch) != present {
                self.kept.remove(at);
            }
            later = Some(epoch);
        }
        let first = self.kept.partition_point(|kept| Some(kept.epoch) < present);
        let lives = first.saturating_sub(MOST_LIVES);
        self.kept.drain(..lives);
        let first = first - lives;
        if self.kept.len() - first <= MOST {
            return;
        }
        let apart = |at: &usize| self.kept[at + 1].seq.0 - self.kept[at - 1].seq.0;
        let between = first + 1..self.kept.len() - 1;
        if let Some(closest) = between.min_by_key(apart) {
            self.kept.remove(closest);
        }
    }
}

#[cfg(test)]
mod tests;

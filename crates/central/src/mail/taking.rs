//! A mail on its way from bytes to the ledger: read, its files put where it belongs, then one transaction.

use crate::blobs::{Blobs, Bringer, Trouble, UNPLACED};
use crate::office::Office;
use bytes::Bytes;
use lingshi_ledger::StoreFault;
use lingshi_registry::mail::{Arrived, Became, Placed, Taken};
use lingshi_rules::ids::PostCode;
use lingshi_rules::supplement_mail::{Receiving, ReturnPath};
use lingshi_wire::Sha;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is around a mail that came by LMTP.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Envelope {
    /// Nobody wants to hear of a failure: a machine sent it.
    pub null_sender: bool,
    /// The mailboxes it came to, in small letters.
    pub to: BTreeSet<String>,
}

/// A mail that is in the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Took {
    /// What became of it.
    pub became: Became,
    /// It could be read as a mail.
    pub readable: bool,
}

/// It is not in the ledger; it is to come again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// The ledger could not.
    #[error("the ledger: {0}")]
    Ledger(#[from] StoreFault),
    /// The store of files could not.
    #[error("the store of files: {0}")]
    Files(#[from] Trouble),
    /// Reading it broke off: it would again.
    #[error("reading it broke off")]
    Broken,
    /// It belonged elsewhere each time it was looked at.
    #[error("where it belongs changed all the while")]
    Unsettled,
}

/// Where mails are taken in.
pub struct Mailroom {
    office: Arc<Office>,
    blobs: Arc<Blobs>,
    receiving: Receiving,
    answering: bool,
}

/// Settings of posts may change between two looks, not all the time.
const LOOKS: usize = 3;

/// Heads that only the way here adds: the same mail has others by another way.
const OF_THE_WAY: [&[u8]; 3] = [b"return-path:", b"delivered-to:", b"x-original-to:"];

/// By what a mail is known again, however it came: without what its way added, and whatever ends its lines.
pub fn digest(bytes: &[u8]) -> Sha {
    let mut mail = bytes;
    while let Some(rest) = after_head_of_the_way(mail) {
        mail = rest;
    }
    let mail = mail.trim_ascii_end();
    let mut same = Vec::with_capacity(mail.len());
    for (at, byte) in mail.iter().enumerate() {
        if *byte != b'\r' || mail.get(at + 1) != Some(&b'\n') {
            same.push(*byte);
        }
    }
    Sha::of_parts("lingshi/mail/1", &[&same])
}

fn after_head_of_the_way(mail: &[u8]) -> Option<&[u8]> {
    let begins = |head: &&[u8]| {
        mail.get(..head.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(head))
    };
    OF_THE_WAY.iter().find(|head| begins(head))?;
    let end = mail.iter().position(|byte| *byte == b'\n')? + 1;
    let rest = mail.get(end..)?;
    // A folded one goes on: it is left as it is.
    (!rest.starts_with(b" ") && !rest.starts_with(b"\t")).then_some(rest)
}

struct Read {
    arrived: Arrived,
    files: Vec<(Sha, Bytes)>,
}

fn read(bytes: &[u8], envelope: Option<Envelope>) -> Read {
    let digest = digest(bytes);
    let to = envelope.as_ref().map(|envelope| envelope.to.clone());
    let to = to.unwrap_or_default();
    match lingshi_mail::read(bytes) {
        Err(fault) => Read {
            arrived: Arrived {
                digest,
                letter: Err(fault),
                id: None,
                before: Vec::new(),
                to,
            },
            files: Vec::new(),
        },
        Ok(mut mail) => {
            if let Some(envelope) = envelope {
                mail.letter.return_path = if envelope.null_sender {
                    ReturnPath::Null
                } else {
                    ReturnPath::Given
                };
            }
            let names = mail.letter.enclosures.iter();
            let names = names.map(|enclosure| Sha::parse(&enclosure.sha256));
            let files = names.zip(mail.contents).filter_map(|(name, bytes)| {
                let bytes = Some(Bytes::from(bytes)).filter(|bytes| !bytes.is_empty());
                Some((name?, bytes?))
            });
            let files = files.collect();
            Read {
                arrived: Arrived {
                    digest,
                    letter: Ok(mail.letter),
                    id: mail.thread.id,
                    before: mail.thread.before,
                    to,
                },
                files,
            }
        }
    }
}

impl Mailroom {
    /// With whose word on senders is believed, and whether anybody sends answers.
    pub fn new(
        office: Arc<Office>,
        blobs: Arc<Blobs>,
        receiving: Receiving,
        answering: bool,
    ) -> Self {
        Self {
            office,
            blobs,
            receiving,
            answering,
        }
    }

    /// The mailboxes of all posts, in small letters.
    pub async fn mailboxes(&self) -> Result<BTreeSet<String>, StoreFault> {
        let registry = Arc::clone(&self.office.registry);
        let all = self.office.read(move |tx| registry.mailboxes(tx)).await?;
        Ok(all.into_keys().collect())
    }

    /// Takes a mail in. Once this returns it is kept; the same mail again changes nothing.
    pub async fn take(&self, bytes: Vec<u8>, envelope: Option<Envelope>) -> Result<Took, NotTaken> {
        let read = tokio::task::spawn_blocking(move || read(&bytes, envelope));
        let Read { arrived, files } = read.await.map_err(|_| NotTaken::Broken)?;
        let readable = arrived.letter.is_ok();
        for _ in 0..LOOKS {
            let Some(placed) = self.place(&arrived).await? else {
                let became = Became::Known;
                return Ok(took(became, readable));
            };
            self.keep(placed.post.as_ref(), &files).await?;
            if let Taken::Done { became, post } = self.write(&arrived, placed).await? {
                if let Some(post) = post {
                    self.nudge(post).await;
                }
                return Ok(took(became, readable));
            }
        }
        Err(NotTaken::Unsettled)
    }

    async fn place(&self, arrived: &Arrived) -> Result<Option<Placed>, StoreFault> {
        let (registry, arrived) = (Arc::clone(&self.office.registry), arrived.clone());
        let receiving = self.receiving.clone();
        let place = self
            .office
            .read(move |tx| registry.place_mail(tx, &arrived, &receiving));
        place.await
    }

    /// A file comes before what names it: one that nothing names in the end goes with the next sweep.
    async fn keep(&self, post: Option<&PostCode>, files: &[(Sha, Bytes)]) -> Result<(), Trouble> {
        let unplaced = PostCode::new(UNPLACED);
        let at = post.unwrap_or(&unplaced);
        for (sha256, bytes) in files {
            let whose = (at, &Bringer::Mail);
            self.blobs.store.keep(whose, sha256, bytes.clone()).await?;
        }
        Ok(())
    }

    async fn write(&self, arrived: &Arrived, placed: Placed) -> Result<Taken, StoreFault> {
        let (registry, arrived) = (Arc::clone(&self.office.registry), arrived.clone());
        let (receiving, answering) = (self.receiving.clone(), self.answering);
        let take = self.office.write(move |tx, moment| {
            registry.take_mail(tx, &arrived, (&placed, &receiving), answering, moment)
        });
        take.await
    }

    /// Desks of the post need not wait until somebody looks at its head.
    async fn nudge(&self, post: PostCode) {
        let at = post.clone();
        if let Ok(Some(head)) = self.office.read(move |tx| tx.head(&at)).await {
            self.office.nudges.tell(&post, head.seq);
        }
    }
}

fn took(became: Became, readable: bool) -> Took {
    crate::counted::mail(became.into());
    Took { became, readable }
}

#[cfg(test)]
mod tests {
    use super::digest;

    #[test]
    fn the_way_and_the_ends_of_lines_do_not_make_another_mail() {
        let plain = digest(b"From: a\n\nwords\n");
        for same in [
            "From: a\r\n\r\nwords\r\n",
            "Return-Path: <x@y>\nDelivered-To: b\nFrom: a\n\nwords",
            "return-path:<>\r\nX-Original-To: b\r\nFrom: a\r\n\r\nwords\r\n\r\n",
        ] {
            assert_eq!(digest(same.as_bytes()), plain, "{same}");
        }
        for other in [
            "From: a\n\nword",
            "From: a\n\nReturn-Path: x\nwords\n",
            "Return-Path: <x>\n folded\nFrom: a\n\nwords\n",
            "From: a\r\r\n\nwords\n",
        ] {
            assert_ne!(digest(other.as_bytes()), plain, "{other}");
        }
    }
}

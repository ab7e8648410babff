//! What a desk pulls.

use crate::Told;
use lingshi_ledger::{DocKey, Document, Entry, Head, Kind, Reading, Room, Seq, StoreFault};
use lingshi_rules::ids::PostCode;
use lingshi_wire::changes::{Changes, Line, Pulled, Rebootstrap};
use lingshi_wire::{Epoch, SignedHead};
use serde_json::value::RawValue;
use std::collections::BTreeSet;

/// A page has at most so many lines.
pub const MOST_LINES: usize = 500;
/// A page has at most so many bytes of documents, but for one document that alone has more.
pub const MOST_BYTES: usize = 4 * 1024 * 1024;

/// Where a desk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// In which life of the log; none on a desk that has nothing yet.
    pub epoch: Option<Epoch>,
    /// At which line.
    pub seq: Seq,
}

/// What a desk may read of a post's documents, by changes and by snapshot alike; the rest is the server's own.
pub fn for_desks(kind: Kind) -> bool {
    match kind {
        Kind::Order
        | Kind::SlotDay
        | Kind::MailItem
        | Kind::Batch
        | Kind::Stock
        | Kind::CashDay
        | Kind::Officer
        | Kind::Device
        | Kind::Root
        | Kind::Windows
        | Kind::Reference
        | Kind::PostSettings => true,
        // Whoever has a lost device in their hands is not told that it is about to end.
        Kind::Statement
        | Kind::Account
        | Kind::Reservation
        | Kind::Realm
        | Kind::Credential
        | Kind::Invitation
        | Kind::Session
        | Kind::Presence
        | Kind::Applicant
        | Kind::Contact
        | Kind::OneTimeCode
        | Kind::ApplicantSession
        | Kind::Draft
        | Kind::Delivery
        | Kind::Payment
        | Kind::MailTaken
        | Kind::MailAnswer => false,
    }
}

/// A page as it was read, of which the server has signed nothing yet.
#[derive(Debug, Clone)]
pub struct Page {
    /// The head as of the same moment.
    pub head: Head,
    lines: Vec<Line>,
    documents: Vec<Pulled>,
    until: Seq,
}

impl Page {
    /// What the lines touched, as it is now.
    pub fn documents(&self) -> &[Pulled] {
        &self.documents
    }

    /// As it is given to a desk, with its head signed.
    pub fn with(self, signed_head: SignedHead) -> Changes {
        Changes {
            epoch: self.head.epoch,
            lines: self.lines,
            documents: self.documents,
            until: self.until,
            head: self.head.seq,
            durable_through: self.head.durable,
            signed_head,
        }
    }
}

/// The next page after what a desk knows, as of one moment.
pub fn page(
    tx: &mut (impl Reading + ?Sized),
    post: &PostCode,
    known: Known,
    lines: usize,
) -> Told<Result<Page, Rebootstrap>> {
    let head = tx
        .head(post)?
        .ok_or_else(|| StoreFault::misused("no such post"))?;
    if known.epoch.is_some_and(|epoch| epoch != head.epoch) {
        let epoch = head.epoch;
        return Ok(Err(Rebootstrap::OtherEpoch { epoch }));
    }
    if known.seq > head.seq {
        return Ok(Err(Rebootstrap::Ahead { head: head.seq }));
    }
    if known.seq < head.min_retained {
        let min_retained = head.min_retained;
        return Ok(Err(Rebootstrap::TooFarBehind { min_retained }));
    }
    let room = Room {
        rows: lines.clamp(1, MOST_LINES),
        bytes: usize::MAX,
    };
    let entries = tx.entries(post, known.seq, room)?;
    let mut page = Page {
        head,
        lines: Vec::new(),
        documents: Vec::new(),
        until: known.seq,
    };
    let mut seen: BTreeSet<DocKey> = BTreeSet::new();
    let mut bytes = 0;
    for entry in entries {
        // A line and all it touched come on one page, or not at all.
        let documents = touched(tx, post, &entry, &mut seen)?;
        bytes += documents.iter().map(|d| d.body.len()).sum::<usize>();
        if bytes > MOST_BYTES && !page.lines.is_empty() {
            break;
        }
        page.until = entry.seq;
        page.lines.push(line(&entry)?);
        for document in documents {
            page.documents.push(pulled(document)?);
        }
    }
    Ok(Ok(page))
}

fn touched(
    tx: &mut (impl Reading + ?Sized),
    post: &PostCode,
    entry: &Entry,
    seen: &mut BTreeSet<DocKey>,
) -> Told<Vec<Document>> {
    let header = entry
        .read_header()
        .map_err(|bad| StoreFault::damaged(bad.to_string()))?;
    let mut all = Vec::new();
    for touched in header.touched {
        if for_desks(touched.key.kind) && seen.insert(touched.key.clone()) {
            all.extend(tx.document(post, &touched.key)?);
        }
    }
    Ok(all)
}

fn line(entry: &Entry) -> Told<Line> {
    let header = String::from_utf8(entry.header.clone())
        .map_err(|_| StoreFault::damaged("a header is not text"))?;
    Ok(Line {
        header,
        payload: entry.digest,
        link: entry.link,
    })
}

pub(crate) fn pulled(document: Document) -> Told<Pulled> {
    let damaged = || StoreFault::damaged("a document is not text");
    let text = String::from_utf8(document.body).map_err(|_| damaged())?;
    Ok(Pulled {
        key: document.key,
        version: document.version,
        seq: document.seq,
        body: RawValue::from_string(text).map_err(|_| damaged())?,
    })
}

//! Writing one line of a post's log, with everything it touches.

use crate::kept;
use crate::world::Moment;
use lingshi_ledger::{
    DocKey, Document, Entry, Head, Header, Payload, Seq, StoreFault, Touched, Writing,
};
use lingshi_rules::ids::{CommandId, PostCode};
use lingshi_rules::people::By;
use lingshi_wire::answer::Version;
use lingshi_wire::{KeyId, SignedCommand};
use serde::Serialize;
use serde_json::Value;

/// The shape of the headers this program writes.
const HEADER_SCHEMA: u16 = 1;

/// What stands beside a line.
#[derive(Debug, Serialize)]
struct Beside<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    signed: Option<&'a SignedCommand>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    happened: Vec<Happened>,
    #[serde(skip_serializing_if = "Option::is_none")]
    says: Option<Value>,
}

#[derive(Debug, Serialize)]
struct Happened {
    #[serde(flatten)]
    key: DocKey,
    events: Vec<Value>,
}

/// A line that is being written: documents are put as it goes, the line itself last.
pub(crate) struct Line<'a> {
    post: &'a PostCode,
    head: Head,
    header: Header,
    happened: Vec<Happened>,
    says: Option<Value>,
}

impl<'a> Line<'a> {
    /// The next line of a post whose head is held.
    pub(crate) fn next(
        post: &'a PostCode,
        head: Head,
        what: &str,
        by: By,
        moment: &Moment<'_>,
    ) -> Self {
        let header = Header {
            schema: HEADER_SCHEMA,
            post: post.clone(),
            epoch: head.epoch,
            seq: head.seq.next(),
            at: moment.now,
            by,
            what: what.to_owned(),
            command: None,
            key: None,
            touched: Vec::new(),
        };
        Self {
            post,
            head,
            header,
            happened: Vec::new(),
            says: None,
        }
    }

    /// By this command.
    pub(crate) fn by_command(mut self, id: CommandId, key: Option<KeyId>) -> Self {
        self.header.command = Some(id);
        self.header.key = key.map(|key| key.as_str().to_owned());
        self
    }

    /// What a line without events says; it may be personal.
    pub(crate) fn says(mut self, value: Value) -> Self {
        self.says = Some(value);
        self
    }

    /// Of which post.
    pub(crate) fn post(&self) -> &'a PostCode {
        self.post
    }

    /// Which line it is.
    pub(crate) fn seq(&self) -> Seq {
        self.header.seq
    }

    /// Writes a document in the version after this one, because of these events.
    pub(crate) fn put<T: Serialize>(
        &mut self,
        tx: &mut dyn Writing,
        key: DocKey,
        before: Option<u32>,
        value: &T,
        events: Vec<(String, Value)>,
    ) -> Result<(), StoreFault> {
        let version = before.unwrap_or(0) + 1;
        let document = Document {
            key: key.clone(),
            version,
            seq: self.header.seq,
            body: kept::body(value)?,
        };
        tx.put(self.post, &document)?;
        let (names, events): (Vec<String>, Vec<Value>) = events.into_iter().unzip();
        self.header.touched.push(Touched {
            key: key.clone(),
            version,
            events: names,
        });
        if !events.is_empty() {
            self.happened.push(Happened { key, events });
        }
        Ok(())
    }

    /// Writes the line, and says which versions it made.
    pub(crate) fn write(
        self,
        tx: &mut dyn Writing,
        signed: Option<&SignedCommand>,
        moment: &mut Moment<'_>,
    ) -> Result<(Header, Vec<Version>), StoreFault> {
        let beside = Beside {
            signed,
            happened: self.happened,
            says: self.says,
        };
        let payload = Payload {
            salt: moment.draw(),
            bytes: kept::body(&beside)?,
        };
        let entry = Entry::after(&self.head.link, &self.header, payload);
        tx.append(self.post, &entry)?;
        let versions = self.header.touched.iter().map(|touched| Version {
            key: touched.key.clone(),
            version: touched.version,
        });
        let versions = versions.collect();
        Ok((self.header, versions))
    }
}

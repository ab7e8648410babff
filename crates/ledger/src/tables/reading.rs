//! Reading rows.

use super::{Db, Given, Row, Tables, kept, limit};
use crate::document::Document;
use crate::entry::{Entry, Payload};
use crate::fault::StoreFault;
use crate::head::Head;
use crate::receipt::Receipt;
use crate::store::{Found, LookupHash, Reading, Room};
use lingshi_rules::ids::{CommandId, PostCode};
use lingshi_wire::{DocKey, Kind};
use lingshi_wire::{Epoch, Seq};
use std::ops::ControlFlow;

pub(super) const HEAD: &str =
    "SELECT epoch, seq, link, min_retained, durable FROM head WHERE post = $1";
const HEADS: &str = "SELECT post, epoch, seq, link, min_retained, durable FROM head ORDER BY post";
const POSTS: &str = "SELECT post FROM head ORDER BY post";
const DOCUMENT: &str =
    "SELECT version, seq, body FROM document WHERE post = $1 AND kind = $2 AND id = $3";
const DOCUMENTS: &str = "SELECT id, version, seq, body FROM document
    WHERE post = $1 AND kind = $2 AND id > $3 ORDER BY id LIMIT $4";
const ENTRIES: &str = "SELECT seq, header, salt, payload, digest, link, erased_by FROM entry
    WHERE post = $1 AND seq > $2 ORDER BY seq LIMIT $3";
const RECEIPT: &str = "SELECT digest, answer FROM receipt WHERE post = $1 AND command = $2";
const FIND: &str = "SELECT post, kind, id FROM lookup WHERE hash = $1 ORDER BY post, kind, id";
const REALM: &str = "SELECT version, body FROM realm WHERE kind = $1 AND id = $2";
const REALM_DOCUMENTS: &str =
    "SELECT id, version, body FROM realm WHERE kind = $1 AND id > $2 ORDER BY id LIMIT $3";

pub(super) fn read_head(mut row: Row) -> Result<Head, StoreFault> {
    Ok(Head {
        epoch: Epoch(row.small()?),
        seq: row.seq()?,
        link: row.sha()?,
        min_retained: row.seq()?,
        durable: row.seq()?,
    })
}

fn read_entry(mut row: Row) -> Result<Entry, StoreFault> {
    let seq = row.seq()?;
    let header = row.blob()?;
    let salt = row.maybe_blob().and_then(|salt| salt.try_into().ok());
    let bytes = row.maybe_blob();
    let erased_by = |int: i64| u64::try_from(int).map(Seq).ok();
    Ok(Entry {
        seq,
        header,
        payload: salt.zip(bytes).map(|(salt, bytes)| Payload { salt, bytes }),
        digest: row.sha()?,
        link: row.sha()?,
        erased_by: row.maybe_int().and_then(erased_by),
    })
}

/// Goes on until the page is full; the first row is always taken.
struct Page {
    room: Room,
    rows: usize,
    bytes: usize,
}

impl Page {
    fn new(room: Room) -> Self {
        let (rows, bytes) = (0, 0);
        Self { room, rows, bytes }
    }

    fn takes(&mut self, bytes: usize) -> bool {
        self.rows += 1;
        self.bytes = self.bytes.saturating_add(bytes);
        self.rows == 1 || (self.rows <= self.room.rows && self.bytes <= self.room.bytes)
    }
}

impl<D: Db> Tables<D> {
    fn page<T>(
        &mut self,
        sql: &'static str,
        given: &[Given<'_>],
        room: Room,
        read: impl Fn(Row) -> Result<(T, usize), StoreFault>,
    ) -> Result<Vec<T>, StoreFault> {
        let mut page = Page::new(room);
        let mut all = Vec::new();
        self.db.each(sql, given, &mut |row| {
            let (item, bytes) = read(row)?;
            if !page.takes(bytes) {
                return Ok(ControlFlow::Break(()));
            }
            all.push(item);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(all)
    }
}

fn kind_of(text: &str) -> Result<Kind, StoreFault> {
    text.parse()
        .map_err(|_| StoreFault::damaged("a kind of document"))
}

impl<D: Db> Reading for Tables<D> {
    fn head(&mut self, post: &PostCode) -> Result<Option<Head>, StoreFault> {
        let row = self.db.first(HEAD, &[Given::Text(post.as_str())])?;
        row.map(read_head).transpose()
    }

    fn posts(&mut self) -> Result<Vec<PostCode>, StoreFault> {
        let mut posts = Vec::new();
        self.db.each(POSTS, &[], &mut |mut row| {
            posts.push(PostCode::new(row.text()?));
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(posts)
    }

    fn heads(&mut self) -> Result<Vec<(PostCode, Head)>, StoreFault> {
        let mut heads = Vec::new();
        self.db.each(HEADS, &[], &mut |mut row| {
            let post = PostCode::new(row.text()?);
            heads.push((post, read_head(row)?));
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(heads)
    }

    fn document(&mut self, post: &PostCode, key: &DocKey) -> Result<Option<Document>, StoreFault> {
        let given = [
            Given::Text(post.as_str()),
            Given::Text(key.kind.code()),
            Given::Text(&key.id),
        ];
        let Some(mut row) = self.db.first(DOCUMENT, &given)? else {
            return Ok(None);
        };
        Ok(Some(Document {
            key: key.clone(),
            version: row.small()?,
            seq: row.seq()?,
            body: row.blob()?,
        }))
    }

    fn documents(
        &mut self,
        post: &PostCode,
        kind: Kind,
        after: &str,
        room: Room,
    ) -> Result<Vec<Document>, StoreFault> {
        let given = [
            Given::Text(post.as_str()),
            Given::Text(kind.code()),
            Given::Text(after),
            Given::Int(limit(room.rows)),
        ];
        self.page(DOCUMENTS, &given, room, |mut row| {
            let document = Document {
                key: DocKey::new(kind, row.text()?),
                version: row.small()?,
                seq: row.seq()?,
                body: row.blob()?,
            };
            let bytes = document.body.len();
            Ok((document, bytes))
        })
    }

    fn entries(
        &mut self,
        post: &PostCode,
        after: Seq,
        room: Room,
    ) -> Result<Vec<Entry>, StoreFault> {
        let given = [
            Given::Text(post.as_str()),
            Given::Int(kept(after)),
            Given::Int(limit(room.rows)),
        ];
        self.page(ENTRIES, &given, room, |row| {
            let entry = read_entry(row)?;
            let beside = entry.payload.as_ref().map_or(0, |p| p.bytes.len());
            let bytes = entry.header.len() + beside;
            Ok((entry, bytes))
        })
    }

    fn receipt(
        &mut self,
        post: &PostCode,
        command: &CommandId,
    ) -> Result<Option<Receipt>, StoreFault> {
        let given = [Given::Text(post.as_str()), Given::Text(command.as_str())];
        let Some(mut row) = self.db.first(RECEIPT, &given)? else {
            return Ok(None);
        };
        Ok(Some(Receipt {
            command: command.clone(),
            digest: row.sha()?,
            answer: row.blob()?,
        }))
    }

    fn find(&mut self, key: &LookupHash) -> Result<Vec<Found>, StoreFault> {
        let mut all = Vec::new();
        self.db.each(FIND, &[Given::Blob(&key.0)], &mut |mut row| {
            let post = PostCode::new(row.text()?);
            let kind = kind_of(&row.text()?)?;
            let key = DocKey::new(kind, row.text()?);
            all.push(Found { post, key });
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(all)
    }

    fn realm(&mut self, key: &DocKey) -> Result<Option<Document>, StoreFault> {
        let given = [Given::Text(key.kind.code()), Given::Text(&key.id)];
        let Some(mut row) = self.db.first(REALM, &given)? else {
            return Ok(None);
        };
        Ok(Some(Document {
            key: key.clone(),
            version: row.small()?,
            seq: Seq::START,
            body: row.blob()?,
        }))
    }

    fn realm_documents(
        &mut self,
        kind: Kind,
        after: &str,
        room: Room,
    ) -> Result<Vec<Document>, StoreFault> {
        let given = [
            Given::Text(kind.code()),
            Given::Text(after),
            Given::Int(limit(room.rows)),
        ];
        self.page(REALM_DOCUMENTS, &given, room, |mut row| {
            let document = Document {
                key: DocKey::new(kind, row.text()?),
                version: row.small()?,
                seq: Seq::START,
                body: row.blob()?,
            };
            let bytes = document.body.len();
            Ok((document, bytes))
        })
    }
}

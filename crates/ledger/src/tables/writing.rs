//! Writing rows: each rule of the ledger is asked here, whatever the engine.

use super::reading::{HEAD, read_head};
use super::{Db, Given, Tables, kept};
use crate::document::{DocKey, Document};
use crate::entry::Entry;
use crate::fault::StoreFault;
use crate::head::{Epoch, Head, Seq};
use crate::receipt::Receipt;
use crate::store::{LookupHash, Writing};
use lingshi_rules::ids::PostCode;
use std::collections::BTreeSet;

const OPEN: &str = "INSERT INTO head (post, epoch, seq, link, min_retained, durable)
    VALUES ($1, $2, 0, $3, 0, 0)";
const HEAD_LOCKED: &str =
    "SELECT epoch, seq, link, min_retained, durable FROM head WHERE post = $1 FOR UPDATE";
const LOCK_REALM: &str = "SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended($1, 7))) l";
const INSERT: &str =
    "INSERT INTO document (post, kind, id, version, seq, body) VALUES ($1, $2, $3, 1, $4, $5)";
const UPDATE: &str = "UPDATE document SET version = version + 1, seq = $1, body = $2
    WHERE post = $3 AND kind = $4 AND id = $5 AND version = $6";
const INSERT_REALM: &str = "INSERT INTO realm (kind, id, version, body) VALUES ($1, $2, 1, $3)";
const UPDATE_REALM: &str = "UPDATE realm SET version = version + 1, body = $1
    WHERE kind = $2 AND id = $3 AND version = $4";
const DROP_REALM: &str = "DELETE FROM realm WHERE kind = $1 AND id = $2";
const UNINDEX: &str = "DELETE FROM lookup WHERE post = $1 AND kind = $2 AND id = $3";
const INDEX: &str = "INSERT INTO lookup (hash, post, kind, id) VALUES ($1, $2, $3, $4)";
const APPEND: &str = "INSERT INTO entry (post, seq, header, salt, payload, digest, link)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";
const ADVANCE: &str = "UPDATE head SET seq = $1, link = $2 WHERE post = $3 AND seq = $4";
const KEEP_RECEIPT: &str =
    "INSERT INTO receipt (post, command, digest, answer) VALUES ($1, $2, $3, $4)";
const ERASE: &str = "UPDATE entry SET salt = NULL, payload = NULL, erased_by = $1
    WHERE post = $2 AND seq = $3 AND erased_by IS NULL";
const RETAIN: &str = "UPDATE head SET min_retained = $1 WHERE post = $2 AND min_retained <= $1";
const DURABLE: &str =
    "UPDATE head SET durable = $1 WHERE post = $2 AND durable <= $1 AND seq >= $1";
const EPOCH: &str = "UPDATE head SET epoch = $1 WHERE post = $2 AND epoch < $1";

impl<D: Db> Tables<D> {
    /// Whoever writes to a post holds its head.
    fn holds(&self, post: &PostCode) -> Result<(), StoreFault> {
        if self.locked.as_ref() == Some(post) {
            Ok(())
        } else {
            Err(StoreFault::misused("the head of the post is not locked"))
        }
    }

    fn one(
        &mut self,
        sql: &'static str,
        given: &[Given<'_>],
        otherwise: &str,
    ) -> Result<(), StoreFault> {
        match self.db.run(sql, given)? {
            1 => Ok(()),
            _ => Err(StoreFault::misused(otherwise)),
        }
    }
}

impl<D: Db> Writing for Tables<D> {
    fn open_post(&mut self, post: &PostCode) -> Result<Head, StoreFault> {
        let head = Head::new();
        let given = [
            Given::Text(post.as_str()),
            Given::Int(i64::from(head.epoch.0)),
            Given::Blob(head.link.bytes()),
        ];
        self.one(OPEN, &given, "the post was opened before")?;
        self.lock_head(post)?;
        Ok(head)
    }

    fn lock_head(&mut self, post: &PostCode) -> Result<Option<Head>, StoreFault> {
        if self.locked.as_ref().is_some_and(|locked| locked != post) {
            return Err(StoreFault::misused("a second head in one transaction"));
        }
        let sql = if D::LOCKING { HEAD_LOCKED } else { HEAD };
        let row = self.db.first(sql, &[Given::Text(post.as_str())])?;
        let head = row.map(read_head).transpose()?;
        if head.is_some() {
            self.locked = Some(post.clone());
        }
        Ok(head)
    }

    fn lock_realm(&mut self, keys: &BTreeSet<DocKey>) -> Result<(), StoreFault> {
        if !D::LOCKING {
            return Ok(());
        }
        // Sorted, so that two who want the same never wait for each other in a ring.
        for key in keys {
            let name = format!("{}/{}", key.kind.code(), key.id);
            self.db.first(LOCK_REALM, &[Given::Text(&name)])?;
        }
        Ok(())
    }

    fn put(&mut self, post: &PostCode, document: &Document) -> Result<(), StoreFault> {
        self.holds(post)?;
        let (kind, id) = (document.key.kind.code(), document.key.id.as_str());
        let seq = Given::Int(kept(document.seq));
        let body = Given::Blob(&document.body);
        let (post, kind, id) = (
            Given::Text(post.as_str()),
            Given::Text(kind),
            Given::Text(id),
        );
        match document.version {
            0 => Err(StoreFault::misused("versions begin at 1")),
            1 => self.one(INSERT, &[post, kind, id, seq, body], "the document exists"),
            later => {
                let before = Given::Int(i64::from(later) - 1);
                self.one(
                    UPDATE,
                    &[seq, body, post, kind, id, before],
                    "another version of the document is kept",
                )
            }
        }
    }

    fn put_realm(&mut self, document: &Document) -> Result<(), StoreFault> {
        let kind = Given::Text(document.key.kind.code());
        let id = Given::Text(&document.key.id);
        let body = Given::Blob(&document.body);
        match document.version {
            0 => Err(StoreFault::misused("versions begin at 1")),
            1 => self.one(INSERT_REALM, &[kind, id, body], "the document exists"),
            later => {
                let before = Given::Int(i64::from(later) - 1);
                self.one(
                    UPDATE_REALM,
                    &[body, kind, id, before],
                    "another version of the document is kept",
                )
            }
        }
    }

    fn drop_realm(&mut self, key: &DocKey) -> Result<(), StoreFault> {
        let given = [Given::Text(key.kind.code()), Given::Text(&key.id)];
        self.db.run(DROP_REALM, &given).map(drop)
    }

    fn index(
        &mut self,
        post: &PostCode,
        key: &DocKey,
        by: &BTreeSet<LookupHash>,
    ) -> Result<(), StoreFault> {
        self.holds(post)?;
        let place = [
            Given::Text(post.as_str()),
            Given::Text(key.kind.code()),
            Given::Text(&key.id),
        ];
        self.db.run(UNINDEX, &place)?;
        for hash in by {
            let [post, kind, id] = place;
            self.db
                .run(INDEX, &[Given::Blob(&hash.0), post, kind, id])?;
        }
        Ok(())
    }

    fn append(&mut self, post: &PostCode, entry: &Entry) -> Result<(), StoreFault> {
        self.holds(post)?;
        let payload = entry.payload.as_ref();
        let given = [
            Given::Text(post.as_str()),
            Given::Int(kept(entry.seq)),
            Given::Blob(&entry.header),
            payload.map_or(Given::Nothing, |p| Given::Blob(&p.salt)),
            payload.map_or(Given::Nothing, |p| Given::Blob(&p.bytes)),
            Given::Blob(entry.digest.bytes()),
            Given::Blob(entry.link.bytes()),
        ];
        self.one(APPEND, &given, "the line is there already")?;
        let before = Seq(entry.seq.0.saturating_sub(1));
        let given = [
            Given::Int(kept(entry.seq)),
            Given::Blob(entry.link.bytes()),
            Given::Text(post.as_str()),
            Given::Int(kept(before)),
        ];
        self.one(ADVANCE, &given, "the line is not the next one")
    }

    fn keep_receipt(&mut self, post: &PostCode, receipt: &Receipt) -> Result<(), StoreFault> {
        self.holds(post)?;
        let given = [
            Given::Text(post.as_str()),
            Given::Text(receipt.command.as_str()),
            Given::Blob(receipt.digest.bytes()),
            Given::Blob(&receipt.answer),
        ];
        self.one(KEEP_RECEIPT, &given, "the command was answered before")
    }

    fn erase(&mut self, post: &PostCode, seq: Seq, by: Seq) -> Result<(), StoreFault> {
        self.holds(post)?;
        let given = [
            Given::Int(kept(by)),
            Given::Text(post.as_str()),
            Given::Int(kept(seq)),
        ];
        self.one(ERASE, &given, "the line is not there, or was erased before")
    }

    fn retain_from(&mut self, post: &PostCode, seq: Seq) -> Result<(), StoreFault> {
        self.holds(post)?;
        let given = [Given::Int(kept(seq)), Given::Text(post.as_str())];
        self.one(RETAIN, &given, "what is retained only moves on")
    }

    fn set_durable(&mut self, post: &PostCode, seq: Seq) -> Result<(), StoreFault> {
        self.holds(post)?;
        let given = [Given::Int(kept(seq)), Given::Text(post.as_str())];
        self.one(
            DURABLE,
            &given,
            "what is durable only moves on, and not beyond the log",
        )
    }

    fn set_epoch(&mut self, post: &PostCode, epoch: Epoch) -> Result<(), StoreFault> {
        self.holds(post)?;
        let given = [Given::Int(i64::from(epoch.0)), Given::Text(post.as_str())];
        self.one(EPOCH, &given, "an epoch only follows a lower one")
    }
}

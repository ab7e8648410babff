//! What an engine must do.

use crate::document::Document;
use crate::entry::Entry;
use crate::fault::StoreFault;
use crate::head::Head;
use crate::receipt::Receipt;
use lingshi_rules::ids::{CommandId, PostCode};
use lingshi_wire::Sha;
use lingshi_wire::{DocKey, Kind};
use lingshi_wire::{Epoch, Seq};
use std::collections::BTreeSet;

/// A look-up key as it is kept: hashed with a key that is not in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LookupHash(pub [u8; 32]);

/// A document found by a look-up key, at whatever post.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Whose.
    pub post: PostCode,
    /// Which.
    pub key: DocKey,
}

/// How much one page may hold: it ends before the row that would go beyond either, but holds at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Rows.
    pub rows: usize,
    /// Bytes of what is in the rows.
    pub bytes: usize,
}

/// A post's things, and the realm's, read within one transaction: everything is as of one moment.
pub trait Reading {
    /// How far a post has come; none for a post that was never opened.
    fn head(&mut self, post: &PostCode) -> Result<Option<Head>, StoreFault>;
    /// Every post there is.
    fn posts(&mut self) -> Result<Vec<PostCode>, StoreFault>;
    /// How far each post has come.
    fn heads(&mut self) -> Result<Vec<(PostCode, Head)>, StoreFault>;
    /// A document.
    fn document(&mut self, post: &PostCode, key: &DocKey) -> Result<Option<Document>, StoreFault>;
    /// Documents of a kind with ids after this one, by id.
    fn documents(
        &mut self,
        post: &PostCode,
        kind: Kind,
        after: &str,
        room: Room,
    ) -> Result<Vec<Document>, StoreFault>;
    /// Lines after this one, in order.
    fn entries(
        &mut self,
        post: &PostCode,
        after: Seq,
        room: Room,
    ) -> Result<Vec<Entry>, StoreFault>;
    /// What a command was answered.
    fn receipt(
        &mut self,
        post: &PostCode,
        command: &CommandId,
    ) -> Result<Option<Receipt>, StoreFault>;
    /// Documents with this key, at any post.
    fn find(&mut self, key: &LookupHash) -> Result<Vec<Found>, StoreFault>;
    /// A document of the realm.
    fn realm(&mut self, key: &DocKey) -> Result<Option<Document>, StoreFault>;
    /// Documents of the realm of a kind with ids after this one, by id.
    fn realm_documents(
        &mut self,
        kind: Kind,
        after: &str,
        room: Room,
    ) -> Result<Vec<Document>, StoreFault>;
}

/// A post's things, written within one transaction.
///
/// Whoever writes locks the head of the post first, then what it needs of the realm, all at once: two
/// transactions that keep to this never wait for each other in a ring.
pub trait Writing: Reading {
    /// Opens a post.
    fn open_post(&mut self, post: &PostCode) -> Result<Head, StoreFault>;
    /// Locks the head of a post until the transaction ends. The same post again is no other lock; a second
    /// post is misuse.
    fn lock_head(&mut self, post: &PostCode) -> Result<Option<Head>, StoreFault>;
    /// Locks documents of the realm, whether they exist or not.
    fn lock_realm(&mut self, keys: &BTreeSet<DocKey>) -> Result<(), StoreFault>;
    /// Writes a document; its version must be one more than the one kept.
    fn put(&mut self, post: &PostCode, document: &Document) -> Result<(), StoreFault>;
    /// Writes a document of the realm; its version must be one more than the one kept.
    fn put_realm(&mut self, document: &Document) -> Result<(), StoreFault>;
    /// Takes a document of the realm away.
    fn drop_realm(&mut self, key: &DocKey) -> Result<(), StoreFault>;
    /// Says by which keys a document is found from now on.
    fn index(
        &mut self,
        post: &PostCode,
        key: &DocKey,
        by: &BTreeSet<LookupHash>,
    ) -> Result<(), StoreFault>;
    /// Adds the next line; its number must be the next one.
    fn append(&mut self, post: &PostCode, entry: &Entry) -> Result<(), StoreFault>;
    /// Keeps an answer; there must be none yet.
    fn keep_receipt(&mut self, post: &PostCode, receipt: &Receipt) -> Result<(), StoreFault>;
    /// Erases the payload of a line, named by the line that says so.
    fn erase(&mut self, post: &PostCode, seq: Seq, by: Seq) -> Result<(), StoreFault>;
    /// Lines before this one are no longer asked for; the log keeps them.
    fn retain_from(&mut self, post: &PostCode, seq: Seq) -> Result<(), StoreFault>;
    /// Everything up to this line is in a verified backup.
    fn set_durable(&mut self, post: &PostCode, seq: Seq) -> Result<(), StoreFault>;
    /// Opens a new life of the log.
    fn set_epoch(&mut self, post: &PostCode, epoch: Epoch) -> Result<(), StoreFault>;
}

/// What is done within one transaction. An error undoes all of it. An engine may call it again after
/// undoing it, when another writer was there first.
pub type Work<'a> = &'a mut dyn FnMut(&mut dyn Writing) -> Result<(), StoreFault>;

/// An engine. Every call is completed on the calling thread.
pub trait Store: Send {
    /// Reads as of one moment.
    fn read(
        &mut self,
        work: &mut dyn FnMut(&mut dyn Reading) -> Result<(), StoreFault>,
    ) -> Result<(), StoreFault>;

    /// Writes one transaction. What it says is kept once this returns.
    fn write(&mut self, work: Work<'_>) -> Result<(), StoreFault>;

    /// Writes several, each undone by itself if it fails. An engine that pays for every commit pays once.
    fn write_together(&mut self, works: &mut [Work<'_>]) -> Vec<Result<(), StoreFault>> {
        works.iter_mut().map(|work| self.write(work)).collect()
    }

    /// Whether several written together cost one commit.
    fn commits_together(&self) -> bool {
        false
    }

    /// The digest of everything that is kept, in an order of its own: two stores with the same digest
    /// remember the same.
    fn digest(&mut self) -> Result<Sha, StoreFault>;
}

//! Documents with their meaning: read from the ledger and written back one version on.

use lingshi_ledger::{DocKey, Document, Reading, Seq, StoreFault, Writing};
use lingshi_rules::ids::PostCode;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A document, read.
#[derive(Debug, Clone)]
pub struct Kept<T> {
    /// Its version.
    pub version: u32,
    /// What it says.
    pub value: T,
}

pub(crate) fn read<T: DeserializeOwned>(document: &Document) -> Result<Kept<T>, StoreFault> {
    let value = serde_json::from_slice(&document.body).map_err(|_| {
        let kind = document.key.kind.code();
        StoreFault::damaged(format!("a document of kind {kind} cannot be read"))
    })?;
    let version = document.version;
    Ok(Kept { version, value })
}

pub(crate) fn body<T: Serialize>(value: &T) -> Result<Vec<u8>, StoreFault> {
    serde_json::to_vec(value).map_err(|_| StoreFault::misused("a document cannot be written"))
}

pub(crate) fn of_post<T: DeserializeOwned>(
    tx: &mut (impl Reading + ?Sized),
    post: &PostCode,
    key: &DocKey,
) -> Result<Option<Kept<T>>, StoreFault> {
    tx.document(post, key)?.as_ref().map(read).transpose()
}

pub(crate) fn of_realm<T: DeserializeOwned>(
    tx: &mut (impl Reading + ?Sized),
    key: &DocKey,
) -> Result<Option<Kept<T>>, StoreFault> {
    tx.realm(key)?.as_ref().map(read).transpose()
}

/// Writes a document of the realm in the version after this one.
pub(crate) fn put_realm<T: Serialize>(
    tx: &mut dyn Writing,
    key: DocKey,
    before: Option<u32>,
    value: &T,
) -> Result<(), StoreFault> {
    let body = body(value)?;
    let version = before.unwrap_or(0) + 1;
    let seq = Seq::START;
    tx.put_realm(&Document {
        key,
        version,
        seq,
        body,
    })
}

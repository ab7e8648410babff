//! Opening a stored document: of this program, or of a newer one and then only to be read.

use super::{ORDER_SCHEMA, Order};
use crate::ids::PostCode;
use crate::values::OrderNo;
use serde::{Deserialize, Serialize};

/// A document as it could be opened.
#[derive(Debug, Clone, PartialEq)]
pub enum Opened {
    /// To work with.
    Current(Box<Order>),
    /// Written by a newer program: may be shown, never changed or written back.
    Newer(NewerOrder),
}

/// What an older program may know of a newer document.
#[derive(Debug, Clone, PartialEq)]
pub struct NewerOrder {
    /// Its shape.
    pub schema: u32,
    /// Its number.
    pub no: OrderNo,
    /// Its post.
    pub post: PostCode,
    /// Everything, as it was written.
    pub whole: serde_json::Value,
}

/// Why a document could not be opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum DocumentFault {
    /// The bytes are not a document.
    NotADocument {
        /// Line of the first thing wrong.
        line: usize,
        /// Column.
        column: usize,
    },
    /// A document needs a schema of at least 1.
    NoSchema,
}

#[derive(Deserialize)]
struct Head {
    schema: u32,
    no: OrderNo,
    post: PostCode,
}

/// Opens a stored document.
pub fn open(bytes: &[u8]) -> Result<Opened, DocumentFault> {
    let head: Head = serde_json::from_slice(bytes).map_err(|e| fault(&e))?;
    if head.schema == 0 {
        return Err(DocumentFault::NoSchema);
    }
    if head.schema > ORDER_SCHEMA {
        let whole = serde_json::from_slice(bytes).map_err(|e| fault(&e))?;
        return Ok(Opened::Newer(NewerOrder {
            schema: head.schema,
            no: head.no,
            post: head.post,
            whole,
        }));
    }
    let order = serde_json::from_slice(bytes).map_err(|e| fault(&e))?;
    Ok(Opened::Current(Box::new(order)))
}

// The parser's own words could quote what stands in the document; only the place is kept.
fn fault(error: &serde_json::Error) -> DocumentFault {
    DocumentFault::NotADocument {
        line: error.line(),
        column: error.column(),
    }
}

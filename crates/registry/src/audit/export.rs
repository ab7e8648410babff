//! A log in one file, to be verified without the server and its ledger.
//!
//! Each line is a JSON document: first what it is, then the lines of the log in their order, last the head with
//! the server's signature. A header is one string, for its bytes are what was chained:
//!
//! ```text
//! {"export":1,"realm":"…","post":"…","payloads":true}
//! {"header":"{…}","payload":"HEX","link":"HEX","beside":{"salt":"HEX","bytes":"{…}"}}
//! {"header":"{…}","payload":"HEX","link":"HEX","erased_by":17}
//! {"head":{"bytes":"{…}","signature":"BASE64"}}
//! ```

use super::found::{Broken, Remembered, Verified};
use super::walk::{Beside, Looked, Walk};
use super::{PAGE, Witness};
use data_encoding::HEXLOWER;
use lingshi_ledger::{Entry, Head, Header, Link, Reading, Seq, Sha, StoreFault};
use lingshi_rules::ids::PostCode;
use lingshi_wire::{PublicKey, SignedHead};
use serde::{Deserialize, Serialize};
use std::io::{BufRead, Read, Write};

/// The form of the file this program writes.
pub const FORM: u8 = 1;
/// A line of the file has at most so many bytes.
const LONGEST: u64 = 64 * 1024 * 1024;

/// What the file is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Begins {
    export: u8,
    realm: String,
    post: PostCode,
    payloads: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    header: String,
    payload: Sha,
    link: Link,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    erased_by: Option<Seq>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    beside: Option<Salted>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Salted {
    salt: String,
    bytes: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ends {
    head: SignedHead,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Next {
    Line(Line),
    Ends(Ends),
}

/// A log could not be written to a file.
#[derive(Debug, thiserror::Error)]
pub enum ExportFault {
    /// The ledger.
    #[error("{0}")]
    Ledger(#[from] StoreFault),
    /// Where it is written to.
    #[error("{0}")]
    Out(#[from] std::io::Error),
}

/// A file is no exported log.
#[derive(Debug, thiserror::Error)]
pub enum NotAnExport {
    /// It cannot be read.
    #[error("{0}")]
    Unreadable(#[from] std::io::Error),
    /// It begins as none does.
    #[error("this is no exported log")]
    NotOne,
    /// A newer program wrote it.
    #[error("this log was exported in the newer form {0}")]
    Newer(u8),
}

fn text(bytes: &[u8]) -> Result<String, StoreFault> {
    String::from_utf8(bytes.to_vec()).map_err(|_| StoreFault::damaged("a line is not text"))
}

fn line(entry: &Entry, payloads: bool) -> Result<Line, StoreFault> {
    let beside = entry.payload.as_ref().filter(|_| payloads);
    let beside = beside.map(|payload| {
        let salt = HEXLOWER.encode(&payload.salt);
        text(&payload.bytes).map(|bytes| Salted { salt, bytes })
    });
    Ok(Line {
        header: text(&entry.header)?,
        payload: entry.digest,
        link: entry.link,
        erased_by: entry.erased_by,
        beside: beside.transpose()?,
    })
}

fn write_line(out: &mut dyn Write, value: &impl Serialize) -> Result<(), ExportFault> {
    serde_json::to_writer(&mut *out, value).map_err(std::io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

/// Writes the log of a post as of one moment, with what stands beside its lines or without. Says how many
/// lines there were.
pub fn export(
    tx: &mut (impl Reading + ?Sized),
    (realm, post): (&str, &PostCode),
    payloads: bool,
    sign: &dyn Fn(&Head) -> SignedHead,
    out: &mut dyn Write,
) -> Result<u64, ExportFault> {
    let head = tx.head(post)?;
    let head = head.ok_or_else(|| StoreFault::misused("no such post"))?;
    let begins = Begins {
        export: FORM,
        realm: realm.to_owned(),
        post: post.clone(),
        payloads,
    };
    write_line(out, &begins)?;
    let (mut after, mut lines) = (Seq::START, 0);
    loop {
        let page = tx.entries(post, after, PAGE)?;
        let Some(last) = page.last() else { break };
        after = last.seq;
        for entry in &page {
            write_line(out, &line(entry, payloads)?)?;
            lines += 1;
        }
    }
    let head = sign(&head);
    write_line(out, &Ends { head })?;
    out.flush()?;
    Ok(lines)
}

/// What a file that was read to its end says.
pub struct ExportVerified {
    /// Of which service.
    pub realm: String,
    /// Whose log.
    pub post: PostCode,
    /// Whether what stands beside the lines is in it.
    pub payloads: bool,
    /// What was found.
    pub found: Verified,
}

struct Lines<R> {
    from: R,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    /// The next line; none at the end. A line that is longer than any is cut, and so is none.
    fn next(&mut self) -> Result<Option<Vec<u8>>, std::io::Error> {
        let mut line = Vec::new();
        let read = (&mut self.from)
            .take(LONGEST)
            .read_until(b'\n', &mut line)?;
        self.number += 1;
        Ok((read > 0).then_some(line))
    }
}

fn begins(line: Option<&[u8]>) -> Result<Begins, NotAnExport> {
    #[derive(Deserialize)]
    struct Form {
        export: u8,
    }
    let line = line.ok_or(NotAnExport::NotOne)?;
    let form: Form = serde_json::from_slice(line).map_err(|_| NotAnExport::NotOne)?;
    if form.export > FORM {
        return Err(NotAnExport::Newer(form.export));
    }
    serde_json::from_slice(line).map_err(|_| NotAnExport::NotOne)
}

/// Of which service and post a file says it is; it is believed once the whole was verified.
pub fn export_of(from: impl BufRead) -> Result<(String, PostCode), NotAnExport> {
    let mut lines = Lines { from, number: 0 };
    let begins = begins(lines.next()?.as_deref())?;
    Ok((begins.realm, begins.post))
}

/// Looks at every line of an exported log, and at the server's signature under it.
pub fn verify_export(
    from: impl BufRead,
    server: &PublicKey,
    witness: Witness<'_>,
) -> Result<ExportVerified, NotAnExport> {
    let mut lines = Lines { from, number: 0 };
    let Begins {
        realm,
        post,
        payloads,
        ..
    } = begins(lines.next()?.as_deref())?;
    let mut walk = Walk::new((&realm, &post), witness);
    let mut end = None;
    while let Some(line) = lines.next()? {
        let number = lines.number;
        match serde_json::from_slice(&line) {
            _ if end.is_some() => {
                walk.fault(Broken::AfterEnd { line: number });
                break;
            }
            Ok(Next::Line(line)) => look_at(&mut walk, &line, payloads),
            Ok(Next::Ends(Ends { head })) => end = Some(head),
            Err(_) => {
                walk.fault(Broken::Unreadable { line: number });
                break;
            }
        }
    }
    let end = match end.map(|head| head.open(server)) {
        Some(Ok(says)) if says.realm == realm && says.post == post => Some(Remembered::from(&says)),
        Some(Ok(_) | Err(_)) => {
            walk.fault(Broken::HeadNotSigned);
            None
        }
        None => {
            walk.fault(Broken::NoHead);
            None
        }
    };
    let found = walk.end(end.as_ref());
    Ok(ExportVerified {
        realm,
        post,
        payloads,
        found,
    })
}

fn salt(text: &str) -> Option<[u8; 16]> {
    HEXLOWER.decode(text.as_bytes()).ok()?.try_into().ok()
}

fn look_at(walk: &mut Walk<'_>, line: &Line, payloads: bool) {
    let header = line.header.as_bytes();
    // A line stands where its header says: in a file there is no other place.
    let says: Option<Header> = serde_json::from_slice(header).ok();
    let seq = says.map_or(walk.next(), |header| header.seq);
    let salt = line.beside.as_ref().map(|beside| salt(&beside.salt));
    let beside = match (&line.beside, &salt, line.erased_by) {
        (Some(beside), Some(Some(salt)), _) => Beside::There(salt, beside.bytes.as_bytes()),
        (Some(_), _, _) => Beside::Gone,
        (None, _, Some(by)) => Beside::Erased(by),
        (None, _, None) if payloads => Beside::Gone,
        (None, _, None) => Beside::LeftOut,
    };
    let looked = Looked {
        header,
        beside,
        digest: line.payload,
        link: line.link,
    };
    walk.look_at(seq, &looked);
}

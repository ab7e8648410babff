//! Files that exist on this desk alone: what was scanned and captured, until the server has it.

use super::{Outbox, instant};
use crate::fault::Fault;
use crate::keys::Draw;
use crate::vault::{Care, FileKey, Form, Vault};
use lingshi_rules::values::Instant;
use lingshi_wire::Sha;
use rusqlite::params;
use std::collections::BTreeSet;
use zeroize::Zeroizing;

/// A file of the desk's own.
#[derive(Debug, Clone)]
pub struct OwnFile {
    /// Its name.
    pub sha: Sha,
    /// What it is about.
    pub subject: String,
    /// Its type.
    pub mime: String,
    /// Its length.
    pub bytes: u64,
    /// Its key.
    pub key: FileKey,
    /// Since when.
    pub at: Instant,
}

impl Outbox {
    /// Keeps a file: its bytes are on the disk before its line says so, and a line is never without its bytes.
    pub fn keep_file(
        &self,
        vault: &Vault,
        (subject, mime): (&str, &str),
        (sha, bytes): (&Sha, &[u8]),
        (now, draw): (Instant, Draw<'_>),
    ) -> Result<(), Fault> {
        if self.own_file(sha)?.is_some() {
            return Ok(());
        }
        let key = FileKey::draw(draw);
        vault.keep((sha, &key), bytes, Care::Own, draw)?;
        self.held().execute(
            "INSERT INTO files (sha, subject, mime, bytes, key, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                sha.to_string(),
                subject,
                mime,
                i64::try_from(bytes.len()).unwrap_or(i64::MAX),
                &key.bytes()[..],
                now.millis()
            ],
        )?;
        Ok(())
    }

    /// One of them.
    pub fn own_file(&self, sha: &Sha) -> Result<Option<OwnFile>, Fault> {
        Ok(self
            .own_files("sha = ?1", &sha.to_string())?
            .into_iter()
            .next())
    }

    /// Those the server does not have yet, the oldest first.
    pub fn unsent_files(&self) -> Result<Vec<OwnFile>, Fault> {
        self.own_files("sent_at IS NULL AND ?1 = ''", "")
    }

    fn own_files(&self, which: &str, value: &str) -> Result<Vec<OwnFile>, Fault> {
        let connection = self.held();
        let sql = format!(
            "SELECT sha, subject, mime, bytes, key, at FROM files WHERE {which} ORDER BY at, sha"
        );
        let mut read = connection.prepare_cached(&sql)?;
        let mut rows = read.query([value])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let sha: String = row.get(0)?;
            let key = Zeroizing::new(row.get::<_, Vec<u8>>(4)?);
            let damaged =
                || Fault::new(crate::FaultKind::Damaged, "a file of the outbox has no key");
            all.push(OwnFile {
                sha: serde_json::from_value(sha.into())?,
                subject: row.get(1)?,
                mime: row.get(2)?,
                bytes: super::count(row.get(3)?),
                key: FileKey::of_kept(&key).ok_or_else(damaged)?,
                at: instant(row.get(5)?)?,
            });
        }
        Ok(all)
    }

    /// The server has it.
    pub fn file_sent(&self, sha: &Sha, now: Instant) -> Result<bool, Fault> {
        let sql = "UPDATE files SET sent_at = ?2 WHERE sha = ?1 AND sent_at IS NULL";
        let changed = self
            .held()
            .execute(sql, params![sha.to_string(), now.millis()])?;
        Ok(changed == 1)
    }

    /// Takes away what the server has, but for what is still referred to by whatever may be offered again. Tells how
    /// many went.
    pub fn drop_sent(&self, vault: &Vault, referred: &BTreeSet<Sha>) -> Result<usize, Fault> {
        let sent = self.own_files("sent_at IS NOT NULL AND ?1 = ''", "")?;
        let mut gone = 0;
        for file in sent
            .into_iter()
            .filter(|file| !referred.contains(&file.sha))
        {
            let sha = file.sha.to_string();
            self.held()
                .execute("DELETE FROM files WHERE sha = ?1", [sha])?;
            vault.remove(&file.sha, Form::Original)?;
            gone += 1;
        }
        Ok(gone)
    }

    /// Bytes of a file of the desk's own.
    pub fn file_bytes(
        &self,
        vault: &Vault,
        sha: &Sha,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, Fault> {
        match self.own_file(sha)? {
            Some(file) => vault.get((sha, Form::Original), &file.key),
            None => Ok(None),
        }
    }
}

//! The directory of files that were fetched: the key of each, how large it is, and when it was looked at last. Without
//! its line here a file of the vault opens no more.

use super::{Orders, held};
use crate::fault::Fault;
use crate::vault::{FileKey, Form, Vault};
use lingshi_rules::values::Instant;
use lingshi_wire::Sha;
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeSet;
use zeroize::Zeroizing;

fn form_of(code: &str) -> Option<Form> {
    [Form::Original, Form::Thumbnail, Form::Screen]
        .into_iter()
        .find(|form| form.code() == code)
}

impl Orders {
    /// Notes a file that lies in the vault.
    pub fn note_file(
        &self,
        (sha, form): (&Sha, Form),
        (key, bytes): (&FileKey, u64),
        now: Instant,
    ) -> Result<(), Fault> {
        let sql = "INSERT INTO files (sha, form, key, bytes, used_at) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (sha, form) DO UPDATE SET key = ?3, bytes = ?4, used_at = ?5";
        held(&self.writer).prepare_cached(sql)?.execute(params![
            sha.to_string(),
            form.code(),
            &key.bytes()[..],
            i64::try_from(bytes).unwrap_or(i64::MAX),
            now.millis()
        ])?;
        Ok(())
    }

    /// The key of a file, if it was noted. Whoever looks at a file does not wait for a page that is being kept.
    pub fn file_key(&self, (sha, form): (&Sha, Form)) -> Result<Option<FileKey>, Fault> {
        self.readers.read(|connection| {
            let sql = "SELECT key FROM files WHERE sha = ?1 AND form = ?2";
            let mut noted = connection.prepare_cached(sql)?;
            let key: Option<Vec<u8>> = noted
                .query_row([sha.to_string().as_str(), form.code()], |row| row.get(0))
                .optional()?;
            let key = key.map(Zeroizing::new);
            Ok(key.and_then(|key| FileKey::of_kept(&key)))
        })
    }

    /// Notes that a file was looked at, once it is on the screen: it makes room later than others.
    pub fn looked_at(&self, (sha, form): (&Sha, Form), now: Instant) -> Result<(), Fault> {
        let sql = "UPDATE files SET used_at = max(used_at, ?3) WHERE sha = ?1 AND form = ?2";
        held(&self.writer).prepare_cached(sql)?.execute(params![
            sha.to_string(),
            form.code(),
            now.millis()
        ])?;
        Ok(())
    }

    /// How much room the noted files take.
    pub fn files_room(&self) -> Result<u64, Fault> {
        self.readers.read(|connection| {
            let sql = "SELECT coalesce(sum(bytes), 0) FROM files";
            let room: i64 = connection.query_row(sql, [], |row| row.get(0))?;
            Ok(u64::try_from(room).unwrap_or_default())
        })
    }

    /// Takes away what was looked at longest ago until the rest fits, and never what is pinned: what unsent work refers
    /// to. The key goes first, and with it whatever of the file might stay on the disk. Tells how many went.
    pub fn evict(
        &self,
        vault: &Vault,
        (most, pinned): (u64, &BTreeSet<Sha>),
    ) -> Result<usize, Fault> {
        let mut over = self.files_room()?.saturating_sub(most);
        let old = self.oldest()?;
        let mut gone = 0;
        for (sha, form, bytes) in old {
            if over == 0 {
                break;
            }
            if pinned.contains(&sha) {
                continue;
            }
            self.shred(vault, (&sha, form))?;
            over = over.saturating_sub(bytes);
            gone += 1;
        }
        Ok(gone)
    }

    /// Takes one file away, its key first.
    pub fn shred(&self, vault: &Vault, (sha, form): (&Sha, Form)) -> Result<(), Fault> {
        let sql = "DELETE FROM files WHERE sha = ?1 AND form = ?2";
        held(&self.writer)
            .prepare_cached(sql)?
            .execute([sha.to_string().as_str(), form.code()])?;
        vault.remove(sha, form)
    }

    fn oldest(&self) -> Result<Vec<(Sha, Form, u64)>, Fault> {
        self.readers.read(|connection| {
            let sql = "SELECT sha, form, bytes FROM files ORDER BY used_at, sha, form";
            let mut read = connection.prepare_cached(sql)?;
            let mut rows = read.query([])?;
            let mut all = Vec::new();
            while let Some(row) = rows.next()? {
                let (sha, form, bytes): (String, String, i64) =
                    (row.get(0)?, row.get(1)?, row.get(2)?);
                let sha = serde_json::from_value(sha.into())?;
                let bytes = u64::try_from(bytes).unwrap_or_default();
                all.extend(form_of(&form).map(|form| (sha, form, bytes)));
            }
            Ok(all)
        })
    }
}

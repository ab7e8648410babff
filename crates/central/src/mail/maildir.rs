//! Mails from a folder: each file in `new` is one. It goes only after the ledger holds the mail; what cannot be taken
//! is put into `aside`, so that nothing is lost and nothing is tried for ever.

use super::{Mailroom, NotTaken};
use crate::blobs::private_folder;
use lingshi_ledger::FaultKind;
use lingshi_mail::bounds::MAIL_BYTES;
use std::fs::{self, Metadata};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Mails of one look; the others have the next.
const AT_ONCE: usize = 200;
/// A file that was written within so many milliseconds may not be whole.
const SETTLED_MILLIS: i64 = 500;

/// A folder mails come from.
pub struct Maildir {
    folder: PathBuf,
    room: Arc<Mailroom>,
}

/// A file that may be taken now, or may not.
enum Looked {
    Mail(Vec<u8>),
    /// No mail will come of it.
    NoMail(&'static str),
    /// It may still be written, or is gone.
    NotYet,
}

impl Maildir {
    /// Makes what is missing of it.
    pub fn open(folder: PathBuf, room: Arc<Mailroom>) -> std::io::Result<Self> {
        for part in ["new", "cur", "tmp", "aside"] {
            private_folder(&folder.join(part))?;
        }
        Ok(Self { folder, room })
    }

    /// Looks again and again.
    pub async fn go_on(self, every: Duration) {
        let mut beat = tokio::time::interval(every);
        beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            beat.tick().await;
            self.look().await;
        }
    }

    /// Takes in what lies there, the oldest name first. When the ledger is away the rest waits.
    pub async fn look(&self) {
        let files = match self.files() {
            Ok(files) => files,
            Err(fault) => {
                tracing::warn!(kind = %fault.kind(), "the folder of mails cannot be looked into");
                return;
            }
        };
        for file in files {
            if !self.take(&file).await {
                return;
            }
        }
    }

    fn files(&self) -> std::io::Result<Vec<PathBuf>> {
        let mut all = Vec::new();
        for entry in fs::read_dir(self.folder.join("new"))? {
            let entry = entry?;
            // A name that begins with a dot is none of a mail, in every maildir.
            if !entry.file_name().as_encoded_bytes().starts_with(b".") {
                all.push(entry.path());
            }
        }
        all.sort();
        all.truncate(AT_ONCE);
        Ok(all)
    }

    /// Whether the next one may be tried.
    async fn take(&self, file: &Path) -> bool {
        let at = file.to_owned();
        let looked = tokio::task::spawn_blocking(move || looked_at(&at)).await;
        let bytes = match looked {
            Ok(Looked::Mail(bytes)) => bytes,
            Ok(Looked::NoMail(why)) => {
                self.put_aside(file, why);
                return true;
            }
            Ok(Looked::NotYet) | Err(_) => return true,
        };
        match self.room.take(bytes, None).await {
            Ok(took) if took.readable => remove(file),
            Ok(_) => self.put_aside(file, "it is no mail"),
            Err(NotTaken::Ledger(fault)) if passes(fault.kind) => {
                tracing::warn!(kind = ?fault.kind, "mails wait for the ledger");
                return false;
            }
            Err(NotTaken::Files(fault)) => {
                tracing::warn!(%fault, "mails wait for the store of files");
                return false;
            }
            Err(NotTaken::Unsettled) => {}
            Err(fault @ (NotTaken::Ledger(_) | NotTaken::Broken)) => {
                tracing::warn!(%fault, "a mail could not be taken in");
                self.put_aside(file, "it could not be taken in");
            }
        }
        true
    }

    fn put_aside(&self, file: &Path, why: &'static str) {
        let Some(name) = file.file_name() else { return };
        let mut to = self.folder.join("aside").join(name);
        let mut times = 0_u32;
        // What lies there under the same name is another file.
        while to.symlink_metadata().is_ok() {
            times += 1;
            let mut name = name.to_owned();
            name.push(format!(".{times}"));
            to = self.folder.join("aside").join(name);
        }
        match fs::rename(file, to) {
            Ok(()) => tracing::warn!(why, "a file among the mails was put aside"),
            Err(fault) => {
                tracing::warn!(kind = %fault.kind(), "a file among the mails cannot be put aside");
            }
        }
    }
}

/// What the ledger can do another time.
fn passes(kind: FaultKind) -> bool {
    match kind {
        FaultKind::Busy | FaultKind::Full | FaultKind::Away => true,
        FaultKind::Damaged | FaultKind::Newer | FaultKind::Misused => false,
    }
}

/// It is in the ledger: found again it would be known.
fn remove(file: &Path) {
    if let Err(fault) = fs::remove_file(file) {
        tracing::warn!(kind = %fault.kind(), "a mail that was taken in cannot be removed");
    }
}

fn is_settled(known: &Metadata) -> bool {
    let modified = known.modified().ok();
    let since = modified.and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
    let millis = since.and_then(|since| i64::try_from(since.as_millis()).ok());
    let now = crate::world::now().millis();
    // A clock that stood in the future holds nothing up for ever.
    millis.is_none_or(|millis| !(now - SETTLED_MILLIS..=now).contains(&millis))
}

/// Its length is looked at before it is read, and again while it is.
fn looked_at(file: &Path) -> Looked {
    let Ok(known) = fs::symlink_metadata(file) else {
        return Looked::NotYet;
    };
    if !known.is_file() {
        return Looked::NoMail("it is no file");
    }
    if !is_settled(&known) {
        return Looked::NotYet;
    }
    let most = u64::try_from(MAIL_BYTES).unwrap_or(u64::MAX);
    if known.len() > most {
        return Looked::NoMail("it is too large");
    }
    let mut bytes = Vec::new();
    let read = fs::File::open(file).and_then(|open| open.take(most + 1).read_to_end(&mut bytes));
    match read {
        Ok(_) if bytes.len() <= MAIL_BYTES => Looked::Mail(bytes),
        Ok(_) => Looked::NoMail("it is too large"),
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => Looked::NotYet,
        Err(_) => Looked::NoMail("it cannot be read"),
    }
}

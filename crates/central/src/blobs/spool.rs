//! Uploads that are not whole yet: a file that grows, and a card beside it that says what it will be.
//!
//! Each device has a folder of its own. Whoever works on an upload holds the lock of its file, so that two
//! requests, or two servers over one folder, never write into each other. No length is told before what it
//! counts was handed to the disk.

use data_encoding::BASE32_NOPAD;
use lingshi_registry::Chance;
use lingshi_rules::ids::{AccountId, OfficerId, PostCode};
use lingshi_rules::values::Instant;
use lingshi_wire::{KeyId, Sha};
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, UNIX_EPOCH};

/// Hours an upload may be gone on with.
const HOURS: i64 = 24;
/// A device has so many uploads open at most.
const MOST_OPEN: usize = 8;

/// Who brings a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Bringer {
    /// An officer.
    Officer(OfficerId),
    /// An applicant, by their account.
    Applicant(AccountId),
    /// An e-mail.
    Mail,
}

/// Whose upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mine {
    /// At which post.
    pub post: PostCode,
    /// Who.
    pub who: Bringer,
    folder: String,
}

impl Mine {
    /// An officer's, on one device.
    pub fn of_officer(post: PostCode, officer: OfficerId, device: &KeyId) -> Self {
        // A device's name is made of digits by this server; nothing else is a folder here.
        let name = device.as_str().chars().filter(char::is_ascii_hexdigit);
        Self {
            post,
            who: Bringer::Officer(officer),
            folder: name.collect(),
        }
    }

    /// An applicant's, on whatever telephone.
    pub fn of_applicant(post: PostCode, account: AccountId) -> Self {
        let name = Sha::of_parts("lingshi/spool/applicant/1", &[account.as_str().as_bytes()]);
        Self {
            post,
            who: Bringer::Applicant(account),
            folder: format!("applicant-{name}"),
        }
    }
}

/// What an upload will be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// At which post.
    pub post: PostCode,
    /// Whose.
    pub who: Bringer,
    /// The digest of the whole.
    pub sha256: Sha,
    /// Its length.
    pub bytes: u64,
    /// Its type, as it was said.
    pub mime: String,
    /// Until when it may be gone on with.
    pub until: Instant,
}

/// Why an upload cannot be worked on.
#[derive(Debug)]
pub enum NotOpen {
    /// There is none like it that is yours.
    Unknown,
    /// Somebody works on it.
    Busy,
    /// A device has too many.
    TooMany,
    /// The disk.
    Disk(io::Error),
}

impl From<io::Error> for NotOpen {
    fn from(fault: io::Error) -> Self {
        if fault.kind() == io::ErrorKind::NotFound {
            Self::Unknown
        } else {
            Self::Disk(fault)
        }
    }
}

/// An upload with its lock.
#[derive(Debug)]
pub struct Part {
    /// Its name.
    pub id: String,
    /// What it will be.
    pub card: Card,
    /// Bytes that are in, and on the disk.
    pub offset: u64,
    /// The bytes.
    pub file: File,
    place: PathBuf,
}

impl Part {
    /// Ends it: what was sent is gone.
    pub fn remove(self) -> io::Result<()> {
        // The card first: a part without one is nobody's.
        fs::remove_file(self.place.with_extension("card"))?;
        fs::remove_file(&self.place)
    }
}

/// Uploads that are not whole yet.
pub struct Spool {
    folder: PathBuf,
    swept: AtomicI64,
}

fn read_card(path: &Path) -> Option<Card> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

fn is_id(text: &str) -> bool {
    text.len() == 26 && BASE32_NOPAD.decode(text.as_bytes()).is_ok()
}

impl Spool {
    /// Opens the folder.
    pub fn open(folder: PathBuf) -> io::Result<Self> {
        super::private_folder(&folder)?;
        let swept = AtomicI64::new(0);
        Ok(Self { folder, swept })
    }

    fn of(&self, mine: &Mine) -> PathBuf {
        self.folder.join(&mine.folder)
    }

    /// The upload of this file that is open already, or a new one; whether it is new.
    pub fn begin(&self, mine: &Mine, card: Card, now: Instant) -> Result<(Part, bool), NotOpen> {
        let folder = self.of(mine);
        super::private_folder(&folder)?;
        self.sweep(now);
        let mut open = 0;
        for (id, known) in cards(&folder, now)? {
            open += 1;
            let same = known.sha256 == card.sha256 && known.bytes == card.bytes;
            if same && known.who == mine.who && known.mime == card.mime {
                return self.resume(mine, &id, now).map(|part| (part, false));
            }
        }
        if open >= MOST_OPEN {
            return Err(NotOpen::TooMany);
        }
        let mut bytes = [0; 16];
        crate::world::OsChance.fill(&mut bytes);
        let id = BASE32_NOPAD.encode(&bytes);
        let place = folder.join(&id).with_extension("part");
        let mut create = OpenOptions::new();
        create.read(true).append(true).create_new(true);
        let file = private(&mut create).open(&place)?;
        let written = serde_json::to_vec(&card).map_err(io::Error::other)?;
        let mut create = OpenOptions::new();
        create.write(true).create_new(true);
        let mut beside = private(&mut create).open(place.with_extension("card"))?;
        beside.write_all(&written)?;
        beside.sync_all()?;
        File::open(&folder)?.sync_all()?;
        let part = Part {
            id,
            card,
            offset: 0,
            file,
            place,
        };
        Ok((part, true))
    }

    /// When an upload that is new now ends.
    pub fn until(now: Instant) -> Instant {
        now.plus_minutes(HOURS * 60)
    }

    /// Takes up an upload again.
    pub fn resume(&self, mine: &Mine, id: &str, now: Instant) -> Result<Part, NotOpen> {
        if !is_id(id) {
            return Err(NotOpen::Unknown);
        }
        let place = self.of(mine).join(id).with_extension("part");
        let mut open = OpenOptions::new();
        let file = open.read(true).append(true).open(&place)?;
        file.try_lock().map_err(|fault| match fault {
            fs::TryLockError::WouldBlock => NotOpen::Busy,
            fs::TryLockError::Error(fault) => NotOpen::Disk(fault),
        })?;
        // Looked at under the lock: whoever had it may have ended it.
        let card = read_card(&place.with_extension("card")).ok_or(NotOpen::Unknown)?;
        let is_mine = card.post == mine.post && card.who == mine.who;
        if !is_mine || card.until <= now {
            return Err(NotOpen::Unknown);
        }
        file.sync_all()?;
        let offset = file.metadata()?.len();
        Ok(Part {
            id: id.to_owned(),
            card,
            offset,
            file,
            place,
        })
    }

    /// Takes away what ran out, once an hour.
    fn sweep(&self, now: Instant) {
        let hour = now.millis() / 3_600_000;
        if self.swept.swap(hour, Ordering::Relaxed) == hour {
            return;
        }
        for file in self.ran_out(now) {
            fs::remove_file(file).ok();
        }
    }

    fn ran_out(&self, now: Instant) -> Vec<PathBuf> {
        let mut all = Vec::new();
        for folder in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let files = fs::read_dir(folder.path()).into_iter().flatten().flatten();
            all.extend(
                files
                    .map(|file| file.path())
                    .filter(|file| ran_out(file, now)),
            );
        }
        // A part before its card: left alone it is old by itself, and its card says that it ran out.
        all.sort_by_key(|file| file.extension().is_some_and(|end| end == "card"));
        all
    }

    /// Gives up what ran out, or only says what would go: how many uploads, and their bytes.
    pub fn give_up_stale(&self, now: Instant, only_say: bool) -> io::Result<(u64, u64)> {
        let (mut uploads, mut bytes) = (0, 0);
        for file in self.ran_out(now) {
            let length = fs::metadata(&file).map_or(0, |file| file.len());
            if !only_say {
                gone(fs::remove_file(&file))?;
            }
            if file.extension().is_some_and(|end| end == "part") {
                uploads += 1;
                bytes += length;
            }
        }
        Ok((uploads, bytes))
    }
}

/// What is gone already is gone: a server may look at the same folder.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// A file goes once its card ran out; one without a card, once it is as old.
fn ran_out(path: &Path, now: Instant) -> bool {
    if let Some(card) = read_card(&path.with_extension("card")) {
        return card.until <= now;
    }
    let age = || {
        let changed = fs::metadata(path).ok()?.modified().ok()?;
        let millis = u64::try_from(now.millis()).ok()?;
        (UNIX_EPOCH + Duration::from_millis(millis))
            .duration_since(changed)
            .ok()
    };
    age().is_some_and(|age| age > Duration::from_secs(24 * 3_600))
}

/// The open uploads of a device.
fn cards(folder: &Path, now: Instant) -> io::Result<Vec<(String, Card)>> {
    let mut all = Vec::new();
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        let is_card = path
            .extension()
            .is_some_and(|extension| extension == "card");
        let id = path.file_stem().and_then(|name| name.to_str());
        if let (true, Some(id), Some(card)) = (is_card, id, read_card(&path))
            && card.until > now
        {
            all.push((id.to_owned(), card));
        }
    }
    Ok(all)
}

//! The vault: files of orders on the disk, each under a key of its own.
//!
//! A file is known by the SHA-256 of its bytes, and lies under a name that says nothing without the profile's key: who
//! finds the disk cannot tell whether a picture they know is among them. Its key lies in a directory, in one of the two
//! databases; without the key the file is as good as gone, which is how it is shredded.

mod sealed;

use crate::engine::DatabaseKey;
use crate::fault::{Fault, FaultKind};
use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit, Mac};
use lingshi_wire::Sha;
use sealed::{open, seal};
use sha2::{Digest, Sha256};
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// A file has at most so many bytes.
pub const LARGEST: u64 = 20 * 1024 * 1024;

/// What is kept of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// As it was handed in.
    Original,
    /// As large as a list shows it.
    Thumbnail,
    /// As large as a screen shows it.
    Screen,
}

impl Form {
    /// As the directory writes it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Original => "original",
            Self::Thumbnail => "thumbnail",
            Self::Screen => "screen",
        }
    }
}

/// The key of one file.
#[derive(Clone)]
pub struct FileKey(Zeroizing<[u8; 32]>);

impl std::fmt::Debug for FileKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FileKey")
    }
}

impl FileKey {
    /// Drawn by chance.
    pub fn draw(draw: &mut dyn FnMut(&mut [u8])) -> Self {
        let mut key = Zeroizing::new([0; 32]);
        draw(&mut *key);
        Self(key)
    }

    /// As the directory keeps it.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// As the directory kept it.
    pub fn of_kept(bytes: &[u8]) -> Option<Self> {
        let key: [u8; 32] = bytes.try_into().ok()?;
        Some(Self(Zeroizing::new(key)))
    }
}

/// How safe a file must be when it is told as kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// It can be fetched again.
    Fetched,
    /// It exists here alone: it is on the disk before anybody is told so.
    Own,
}

/// What the files of one profile lie in.
pub struct Vault {
    folder: PathBuf,
    names: Zeroizing<[u8; 32]>,
}

fn away(fault: &io::Error) -> Fault {
    let full = [ErrorKind::StorageFull, ErrorKind::QuotaExceeded].contains(&fault.kind());
    let kind = if full {
        FaultKind::Full
    } else {
        FaultKind::Away
    };
    Fault::new(kind, format!("the vault: {}", fault.kind()))
}

fn damaged() -> Fault {
    Fault::new(FaultKind::Damaged, "a file of the vault is not what it was")
}

fn is_named(sha: &Sha, bytes: &[u8]) -> bool {
    Sha::of_kept(&Sha256::digest(bytes)).as_ref() == Some(sha)
}

impl Vault {
    /// Opens a folder, and makes it if it is not there.
    pub fn open(folder: &Path, key: &DatabaseKey) -> Result<Self, Fault> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder).map_err(|fault| away(&fault))?;
        Ok(Self {
            folder: folder.to_owned(),
            names: key.derived(b"lingshi/vault/names/1"),
        })
    }

    fn place(&self, sha: &Sha, form: Form) -> PathBuf {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.names[..])
            .unwrap_or_else(|_| unreachable!("any length is a key"));
        mac.update(sha.to_string().as_bytes());
        mac.update(form.code().as_bytes());
        let name = HEXLOWER.encode(&mac.finalize().into_bytes());
        self.folder.join(&name[..2]).join(&name[2..])
    }

    /// Keeps a file as it was handed in, if it is the one of this name.
    pub fn keep(
        &self,
        (sha, key): (&Sha, &FileKey),
        bytes: &[u8],
        care: Care,
        draw: &mut dyn FnMut(&mut [u8]),
    ) -> Result<(), Fault> {
        if !is_named(sha, bytes) {
            return Err(Fault::new(
                FaultKind::Damaged,
                "what came is not the file of this name",
            ));
        }
        self.put((sha, Form::Original), key, bytes, care, draw)
    }

    /// Keeps what was made of a file.
    pub fn keep_made(
        &self,
        (sha, form): (&Sha, Form),
        key: &FileKey,
        bytes: &[u8],
        draw: &mut dyn FnMut(&mut [u8]),
    ) -> Result<(), Fault> {
        if form == Form::Original {
            return Err(Fault::new(FaultKind::Misused, "an original is not made"));
        }
        self.put((sha, form), key, bytes, Care::Fetched, draw)
    }

    fn put(
        &self,
        (sha, form): (&Sha, Form),
        key: &FileKey,
        bytes: &[u8],
        care: Care,
        draw: &mut dyn FnMut(&mut [u8]),
    ) -> Result<(), Fault> {
        if bytes.len() as u64 > LARGEST {
            return Err(Fault::new(FaultKind::Misused, "no file is that large"));
        }
        let place = self.place(sha, form);
        let sealed = seal((key.bytes(), sha, form), bytes, draw)?;
        let write = || -> io::Result<()> {
            let folder = place.parent().unwrap_or(&self.folder);
            fs::create_dir_all(folder)?;
            // Beside it first: nobody finds half a file, and whoever wrote it before loses nothing.
            let coming = place.with_extension("part");
            let mut create = OpenOptions::new();
            create.write(true).create(true).truncate(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut create, 0o600);
            let written = create.open(&coming).and_then(|mut file| {
                file.write_all(&sealed)?;
                if care == Care::Own {
                    file.sync_all()?;
                }
                Ok(())
            });
            if let Err(fault) = written {
                fs::remove_file(&coming).ok();
                return Err(fault);
            }
            fs::rename(&coming, &place)?;
            #[cfg(unix)]
            if care == Care::Own {
                fs::File::open(folder)?.sync_all()?;
            }
            Ok(())
        };
        write().map_err(|fault| away(&fault))
    }

    /// A file, if it is there and still what it was; whatever is wrong with it, nothing of it is shown.
    pub fn get(
        &self,
        (sha, form): (&Sha, Form),
        key: &FileKey,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, Fault> {
        let file = match fs::File::open(self.place(sha, form)) {
            Ok(file) => file,
            Err(fault) if fault.kind() == ErrorKind::NotFound => return Ok(None),
            Err(fault) => return Err(away(&fault)),
        };
        let mut sealed = Vec::new();
        file.take(LARGEST + 1024)
            .read_to_end(&mut sealed)
            .map_err(|fault| away(&fault))?;
        let bytes = open((key.bytes(), sha, form), &sealed).ok_or_else(damaged)?;
        if form == Form::Original && !is_named(sha, &bytes) {
            return Err(damaged());
        }
        Ok(Some(bytes))
    }

    /// Whether it is there; not whether it is whole.
    pub fn has(&self, sha: &Sha, form: Form) -> bool {
        self.place(sha, form).exists()
    }

    /// Takes a file away; its key goes with its line in the directory.
    pub fn remove(&self, sha: &Sha, form: Form) -> Result<(), Fault> {
        match fs::remove_file(self.place(sha, form)) {
            Err(fault) if fault.kind() != ErrorKind::NotFound => Err(away(&fault)),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// How much room the files take.
    pub fn room(&self) -> Result<u64, Fault> {
        let mut room = 0;
        for folder in fs::read_dir(&self.folder).map_err(|fault| away(&fault))? {
            let folder = folder.map_err(|fault| away(&fault))?.path();
            if !folder.is_dir() {
                continue;
            }
            for file in fs::read_dir(folder).map_err(|fault| away(&fault))? {
                let file = file.map_err(|fault| away(&fault))?;
                room += file.metadata().map_or(0, |meta| meta.len());
            }
        }
        Ok(room)
    }
}

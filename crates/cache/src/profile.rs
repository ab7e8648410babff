//! A profile: everything one officer has at one post on this machine, in one folder.
//!
//! ```text
//! keys.toml      the wrapped keys
//! cache.db       orders of the post: thrown away and fetched again when it is damaged
//! outbox.db      what is not sent: never thrown away
//! vault/         files, each under a key of its own
//! lock           held by the one program that has the profile
//! ```

use crate::engine::check_engine;
use crate::fault::{Fault, FaultKind};
use crate::keys::{Keys, PassphraseCost, Unlocked};
use crate::orders::Orders;
use crate::outbox::Outbox;
use crate::shape::NoUpgrade;
use crate::vault::Vault;
use crate::{DatabaseKey, NotFit};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// A profile cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum NoProfile {
    /// Another program has it: a second window, or one that did not end yet.
    #[error("another program has this profile open")]
    InUse,
    /// The engine will not do.
    #[error(transparent)]
    NotFit(#[from] NotFit),
    /// The outbox is damaged. It is left as it is: what it holds is not sent, and may still be saved.
    #[error("the outbox is damaged; it was left as it is")]
    OutboxDamaged,
    /// A newer program wrote one of its files.
    #[error(transparent)]
    NoUpgrade(#[from] NoUpgrade),
    /// The folder.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// A profile that this program has to itself.
pub struct Profile {
    folder: PathBuf,
    // Held as long as the profile is.
    _lock: File,
}

/// An unlocked profile.
pub struct Room {
    /// Orders of the post.
    pub orders: Orders,
    /// What is not sent.
    pub outbox: Outbox,
    /// Files.
    pub vault: Vault,
    /// The cache was damaged and is built anew: everything is fetched again.
    pub rebuilt: bool,
}

fn away(fault: &io::Error) -> Fault {
    let full = fault.kind() == io::ErrorKind::StorageFull;
    let kind = if full {
        FaultKind::Full
    } else {
        FaultKind::Away
    };
    Fault::new(kind, format!("the profile: {}", fault.kind()))
}

fn is_damage(fault: &NoUpgrade) -> bool {
    matches!(fault, NoUpgrade::Fault(fault) if fault.kind == FaultKind::Damaged)
}

impl Profile {
    /// Takes the profile in this folder; makes the folder if it is not there.
    pub fn open(folder: &Path) -> Result<Self, NoProfile> {
        check_engine()?;
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder).map_err(|fault| away(&fault))?;
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        let lock = options
            .open(folder.join("lock"))
            .map_err(|fault| away(&fault))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                folder: folder.to_owned(),
                _lock: lock,
            }),
            Err(TryLockError::WouldBlock) => Err(NoProfile::InUse),
            Err(TryLockError::Error(fault)) => Err(away(&fault).into()),
        }
    }

    /// Its wrapped keys.
    pub fn keys(&self, cost: PassphraseCost) -> Keys {
        Keys::at(&self.folder.join("keys.toml"), cost)
    }

    fn cache(&self) -> PathBuf {
        self.folder.join("cache.db")
    }

    /// Opens what was unlocked. A damaged cache is thrown away, for everything in it can be fetched again; the outbox
    /// never is.
    pub fn enter(&self, unlocked: &Unlocked) -> Result<Room, NoProfile> {
        self.enter_with(&unlocked.database)
    }

    /// The same with the key of the files alone, as it is recovered: nothing can be signed.
    pub fn enter_with(&self, key: &DatabaseKey) -> Result<Room, NoProfile> {
        let outbox = Outbox::open(&self.folder.join("outbox.db"), key).map_err(|fault| {
            if is_damage(&fault) {
                NoProfile::OutboxDamaged
            } else {
                fault.into()
            }
        })?;
        let vault = Vault::open(&self.folder.join("vault"), key)?;
        let (orders, rebuilt) = match Orders::open(&self.cache(), key) {
            Ok(orders) => (orders, false),
            Err(fault) if is_damage(&fault) => (self.anew(key)?, true),
            Err(fault) => return Err(fault.into()),
        };
        Ok(Room {
            orders,
            outbox,
            vault,
            rebuilt,
        })
    }

    /// Builds the cache anew, as when a page of it turned out to be damaged while it was read.
    pub fn rebuild(&self, room: Room, key: &DatabaseKey) -> Result<Room, NoProfile> {
        let Room { outbox, vault, .. } = room;
        Ok(Room {
            orders: self.anew(key)?,
            outbox,
            vault,
            rebuilt: true,
        })
    }

    fn anew(&self, key: &DatabaseKey) -> Result<Orders, NoProfile> {
        for file in Orders::files(&self.cache()) {
            match fs::remove_file(file) {
                Err(fault) if fault.kind() != io::ErrorKind::NotFound => {
                    return Err(away(&fault).into());
                }
                Ok(()) | Err(_) => {}
            }
        }
        Ok(Orders::open(&self.cache(), key)?)
    }
}

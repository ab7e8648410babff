//! The keys of a profile: one for its files, one its device signs with. Both are drawn by chance once and lie on the
//! disk wrapped alone: by the officer's passphrase, and, where there is one, by the keychain of the system. The key of
//! the files is also sealed to the post's recovery key, so that a lost keychain and a forgotten passphrase cost no
//! unsent work; the signing key never is, for nobody signs as somebody else.

mod file;
mod keychain;
mod tries;
mod wrap;

pub use keychain::{Keychain, NoKeychain};
pub use tries::{FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS};
pub use wrap::{PassphraseCost, WeakPassphrase, check_passphrase};

use crate::engine::DatabaseKey;
use crate::fault::{Fault, FaultKind};
use file::{KeysFile, Wrapped};
use lingshi_rules::values::Instant;
use lingshi_wire::SigningKey;
use std::path::{Path, PathBuf};
use wrap::{Purpose, stretched, unwrap, wrap};
use zeroize::Zeroizing;

/// Fills bytes with chance.
pub type Draw<'a> = &'a mut dyn FnMut(&mut [u8]);

/// Why nothing was unlocked.
#[derive(Debug, thiserror::Error)]
pub enum NotUnlocked {
    /// The passphrase is another one.
    #[error("this is not the passphrase")]
    Wrong {
        /// Nobody is let try before.
        again_at: Option<Instant>,
    },
    /// Too many wrong ones: wait.
    #[error("too many wrong passphrases; wait")]
    Wait {
        /// Until when.
        until: Instant,
    },
    /// The keychain does not hold this profile's entry, or holds another: the passphrase opens it.
    #[error("the keychain does not open this profile; the passphrase does")]
    KeychainChanged,
    /// The keychain cannot be asked: the passphrase opens the profile all the same.
    #[error(transparent)]
    NoKeychain(#[from] NoKeychain),
    /// The passphrase will not do.
    #[error(transparent)]
    Weak(#[from] WeakPassphrase),
    /// There is no profile here, it is damaged, or it cannot be written.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// What opens a profile's files, and what its device signs with. Gone from memory when it is dropped.
pub struct Unlocked {
    /// Of the files.
    pub database: DatabaseKey,
    /// Of the device.
    pub signing: SigningKey,
    bytes: Zeroizing<[u8; 64]>,
}

impl std::fmt::Debug for Unlocked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Unlocked")
    }
}

fn damaged(what: &str) -> Fault {
    Fault::new(FaultKind::Damaged, what)
}

impl Unlocked {
    fn of(bytes: Zeroizing<[u8; 64]>) -> Self {
        let (mut database, mut seed) = (Zeroizing::new([0; 32]), Zeroizing::new([0; 32]));
        database.copy_from_slice(&bytes[..32]);
        seed.copy_from_slice(&bytes[32..]);
        Self {
            database: DatabaseKey::new(database),
            signing: SigningKey::of_seed(&seed),
            bytes,
        }
    }

    fn of_slice(bytes: &[u8]) -> Result<Self, Fault> {
        let mut both = Zeroizing::new([0; 64]);
        if bytes.len() != both.len() {
            return Err(damaged("the keys of this profile are damaged"));
        }
        both.copy_from_slice(bytes);
        Ok(Self::of(both))
    }
}

/// The wrapped keys of one profile, in one file.
#[derive(Debug)]
pub struct Keys {
    path: PathBuf,
    cost: PassphraseCost,
}

impl Keys {
    /// Those in this file.
    pub fn at(path: &Path, cost: PassphraseCost) -> Self {
        Self {
            path: path.to_owned(),
            cost,
        }
    }

    /// Whether there are any.
    pub fn are_there(&self) -> bool {
        self.path.exists()
    }

    /// Draws the keys of a new profile and wraps them; those of another are never written over.
    pub fn make(
        &self,
        passphrase: &str,
        recovery: Option<&str>,
        draw: Draw<'_>,
    ) -> Result<Unlocked, NotUnlocked> {
        check_passphrase(passphrase)?;
        if self.are_there() {
            return Err(Fault::new(FaultKind::Misused, "there is a profile here already").into());
        }
        let mut bytes = Zeroizing::new([0; 64]);
        draw(&mut *bytes);
        let unlocked = Unlocked::of(bytes);
        let recovery = recovery
            .map(|to| file::sealed_for_recovery(to, &unlocked.bytes[..32]))
            .transpose()?;
        let by_passphrase = self.wrapped(passphrase, &unlocked, draw)?;
        KeysFile::new(by_passphrase, recovery).write(&self.path)?;
        Ok(unlocked)
    }

    fn wrapped(
        &self,
        passphrase: &str,
        unlocked: &Unlocked,
        draw: Draw<'_>,
    ) -> Result<Wrapped, Fault> {
        let mut salt = [0; 16];
        draw(&mut salt);
        let key = stretched(passphrase, &salt, self.cost)?;
        let sealed = wrap((&key, Purpose::Passphrase), &unlocked.bytes[..], draw)?;
        Ok(Wrapped {
            salt: Some(salt.to_vec()),
            cost: Some(self.cost),
            sealed,
        })
    }

    /// Unlocks with the passphrase. A wrong one is counted on the disk before it is told, so that another start of the
    /// program lets nobody try faster.
    pub fn unlock(&self, passphrase: &str, now: Instant) -> Result<Unlocked, NotUnlocked> {
        let mut file = KeysFile::read(&self.path)?;
        if let Some(until) = file.tries.waits(now) {
            return Err(NotUnlocked::Wait { until });
        }
        let Some(unlocked) = opened(&file.by_passphrase, passphrase)? else {
            let again_at = file.tries.count(now);
            file.write(&self.path)?;
            return Err(NotUnlocked::Wrong { again_at });
        };
        if file.tries.forget() {
            file.write(&self.path)?;
        }
        Ok(unlocked)
    }

    /// Puts a key into the keychain that opens this profile without the passphrase.
    pub fn trust_keychain(
        &self,
        unlocked: &Unlocked,
        keychain: &dyn Keychain,
        draw: Draw<'_>,
    ) -> Result<(), NotUnlocked> {
        let mut file = KeysFile::read(&self.path)?;
        let mut key = Zeroizing::new([0; 32]);
        draw(&mut *key);
        let sealed = wrap((&key, Purpose::Keychain), &unlocked.bytes[..], draw)?;
        keychain.put(&*key)?;
        // Believed only when it is found again: some keychains forget with the session.
        let found = keychain.get()?;
        if found.is_none_or(|found| found[..] != key[..]) {
            return Err(NoKeychain::Forgets.into());
        }
        file.by_keychain = Some(Wrapped {
            salt: None,
            cost: None,
            sealed,
        });
        Ok(file.write(&self.path)?)
    }

    /// Unlocks with what the keychain holds.
    pub fn unlock_by_keychain(&self, keychain: &dyn Keychain) -> Result<Unlocked, NotUnlocked> {
        let file = KeysFile::read(&self.path)?;
        let Some(wrapped) = &file.by_keychain else {
            return Err(NotUnlocked::KeychainChanged);
        };
        let key = keychain.get()?.ok_or(NotUnlocked::KeychainChanged)?;
        let key: &[u8; 32] = key[..]
            .try_into()
            .map_err(|_| NotUnlocked::KeychainChanged)?;
        match unwrap((key, Purpose::Keychain), &wrapped.sealed) {
            Some(bytes) => Ok(Unlocked::of_slice(&bytes)?),
            None => Err(NotUnlocked::KeychainChanged),
        }
    }

    /// Trusts the keychain no more.
    pub fn forget_keychain(&self, keychain: &dyn Keychain) -> Result<(), NotUnlocked> {
        let mut file = KeysFile::read(&self.path)?;
        file.by_keychain = None;
        file.write(&self.path)?;
        // What it still holds opens nothing any more.
        keychain.remove().ok();
        Ok(())
    }

    /// Wraps the same keys by another passphrase; whoever asks shows the old one.
    pub fn change_passphrase(
        &self,
        (old, new): (&str, &str),
        now: Instant,
        draw: Draw<'_>,
    ) -> Result<(), NotUnlocked> {
        check_passphrase(new)?;
        let unlocked = self.unlock(old, now)?;
        let mut file = KeysFile::read(&self.path)?;
        file.by_passphrase = self.wrapped(new, &unlocked, draw)?;
        Ok(file.write(&self.path)?)
    }

    /// The key of the files alone, by the post's recovery key, which is kept off line in parts. Nothing can be signed
    /// with it.
    pub fn recover(&self, identity: &str) -> Result<DatabaseKey, NotUnlocked> {
        let file = KeysFile::read(&self.path)?;
        let sealed = file
            .recovery
            .as_ref()
            .ok_or_else(|| Fault::new(FaultKind::Misused, "this profile has no recovery key"))?;
        Ok(DatabaseKey::new(file::opened_by_recovery(
            identity, sealed,
        )?))
    }
}

fn opened(wrapped: &Wrapped, passphrase: &str) -> Result<Option<Unlocked>, Fault> {
    let (Some(salt), Some(cost)) = (&wrapped.salt, wrapped.cost) else {
        return Err(damaged("the keys of this profile are damaged"));
    };
    let key = stretched(passphrase, salt, cost)?;
    match unwrap((&key, Purpose::Passphrase), &wrapped.sealed) {
        Some(bytes) => Unlocked::of_slice(&bytes).map(Some),
        None => Ok(None),
    }
}

//! The server's own secrets: files that nobody else may read.

use lingshi_registry::LookupSecret;
use lingshi_wire::SigningKey;
use lingshi_wire::outbox::UnsealingKeys;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// What the server must never tell.
pub struct Secrets {
    /// Signs heads, and names the server to desks.
    pub server: SigningKey,
    /// People are looked up under it.
    pub lookup: LookupSecret,
    /// Nonces are sealed with it.
    pub nonces: Zeroizing<[u8; 32]>,
    /// Sealed outboxes are opened with it.
    pub sealing: UnsealingKeys,
}

/// A secret cannot be read or made.
#[derive(Debug, thiserror::Error)]
pub enum SecretFault {
    /// The file is not there, or cannot be read.
    #[error("{}: {source}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Others may read it.
    #[error("{}: others may read this file; run chmod 600 on it", .0.display())]
    Open(PathBuf),
    /// It is of a server made before there was such a key.
    #[error(
        "{}: it is not there; copy it from another node of this server, or let 'migrate' make it if there is none",
        .0.display()
    )]
    NoSealing(PathBuf),
    /// It is not 32 bytes in base32.
    #[error("{}: this is not a secret this program wrote", .0.display())]
    NotASecret(PathBuf),
}

const NAMES: [&str; 3] = ["server.key", "lookup.key", "nonces.key"];
/// In the form of age: one secret a line, the newest first.
const SEALING: &str = "sealing.key";
/// Notices of payments are proven with it; wanted only where money is taken on line.
pub const PAYMENTS: &str = "payments.key";
/// What 人社部门 tells of pensions is proven with it; wanted only where it tells.
pub const PENSIONS: &str = "pensions.key";

fn unreadable(path: &Path) -> impl Fn(std::io::Error) -> SecretFault + '_ {
    |source| SecretFault::Unreadable {
        path: path.to_owned(),
        source,
    }
}

/// Reads a file that nobody else may read.
fn read_private(path: &Path) -> Result<Zeroizing<String>, SecretFault> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(path)
            .map_err(unreadable(path))?
            .permissions()
            .mode();
        if mode & 0o077 != 0 {
            return Err(SecretFault::Open(path.to_owned()));
        }
    }
    let text = std::fs::read_to_string(path).map_err(unreadable(path))?;
    Ok(Zeroizing::new(text))
}

/// Reads one secret.
pub fn read(path: &Path) -> Result<Zeroizing<[u8; 32]>, SecretFault> {
    let text = read_private(path)?;
    let wrong = || SecretFault::NotASecret(path.to_owned());
    let bytes = data_encoding::BASE32_NOPAD
        .decode(text.trim().as_bytes())
        .map_err(|_| wrong())?;
    let bytes = Zeroizing::new(bytes);
    let bytes: [u8; 32] = bytes.as_slice().try_into().map_err(|_| wrong())?;
    Ok(Zeroizing::new(bytes))
}

fn read_sealing(path: &Path) -> Result<UnsealingKeys, SecretFault> {
    let missing = |fault: &SecretFault| matches!(fault, SecretFault::Unreadable { source, .. } if source.kind() == ErrorKind::NotFound);
    let text = read_private(path).map_err(|fault| {
        if missing(&fault) {
            SecretFault::NoSealing(path.to_owned())
        } else {
            fault
        }
    })?;
    UnsealingKeys::read(&text).map_err(|_| SecretFault::NotASecret(path.to_owned()))
}

/// Writes a new secret; never over another one.
pub fn write(path: &Path, secret: &[u8; 32]) -> Result<(), SecretFault> {
    let text = Zeroizing::new(data_encoding::BASE32_NOPAD.encode(secret));
    write_private(path, text.as_bytes())
}

/// Writes a new file that nobody else may read.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<(), SecretFault> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path).map_err(unreadable(path))?;
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .map_err(unreadable(path))
}

fn make_one(path: &Path) -> Result<bool, SecretFault> {
    if path.exists() {
        return Ok(false);
    }
    let mut secret = Zeroizing::new([0; 32]);
    lingshi_registry::Chance::fill(&mut crate::world::OsChance, &mut *secret);
    write(path, &secret)?;
    Ok(true)
}

impl Secrets {
    /// Reads the secrets of a server.
    pub fn read(folder: &Path) -> Result<Self, SecretFault> {
        let [server, lookup, nonces] = NAMES.map(|name| read(&folder.join(name)));
        Ok(Self {
            server: SigningKey::of_seed(&*server?),
            lookup: LookupSecret::new(*lookup?),
            nonces: nonces?,
            sealing: read_sealing(&folder.join(SEALING))?,
        })
    }

    /// Makes the secrets of a new server; those that are there stay.
    pub fn make(folder: &Path) -> Result<(), SecretFault> {
        for name in NAMES {
            make_one(&folder.join(name))?;
        }
        Self::make_payments(folder)?;
        Self::make_pensions(folder)?;
        Self::make_sealing(folder).map(drop)
    }

    /// Makes the secret that notices of payments are proven with, for a server that has none yet; whether it had to.
    pub fn make_payments(folder: &Path) -> Result<bool, SecretFault> {
        make_one(&folder.join(PAYMENTS))
    }

    /// Makes the secret that answers about pensions are proven with, for a server that has none yet; whether it had to.
    pub fn make_pensions(folder: &Path) -> Result<bool, SecretFault> {
        make_one(&folder.join(PENSIONS))
    }

    /// Makes the key outboxes are sealed to, for a server that has none yet; whether it had to. The other secrets
    /// are never made for a server that is there: another `lookup.key` would find nobody.
    pub fn make_sealing(folder: &Path) -> Result<bool, SecretFault> {
        let path = folder.join(SEALING);
        if path.exists() {
            return Ok(false);
        }
        write_private(&path, UnsealingKeys::make().as_bytes())?;
        Ok(true)
    }
}

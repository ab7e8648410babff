//! The file the wrapped keys lie in. It is replaced whole or not at all, and nobody else may read it, though there is
//! nothing in it to read.

use super::tries::Tries;
use super::wrap::PassphraseCost;
use crate::fault::{Fault, FaultKind};
use serde::{Deserialize, Serialize};
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::Path;
use zeroize::Zeroizing;

const FORM: u32 = 1;
/// A file of keys has at most so many bytes; ours have a thousand.
const LONGEST: u64 = 64 * 1024;

/// Keys wrapped one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wrapped {
    #[serde(default, with = "text::maybe", skip_serializing_if = "Option::is_none")]
    pub(super) salt: Option<Vec<u8>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) cost: Option<PassphraseCost>,
    #[serde(with = "text")]
    pub(super) sealed: Vec<u8>,
}

/// The key of the files, sealed to the post's recovery key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Recovery {
    /// To whom.
    pub(super) to: String,
    #[serde(with = "text")]
    pub(super) sealed: Vec<u8>,
}

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeysFile {
    form: u32,
    #[serde(default)]
    pub(super) tries: Tries,
    pub(super) by_passphrase: Wrapped,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) by_keychain: Option<Wrapped>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) recovery: Option<Recovery>,
}

/// Bytes as text.
mod text {
    use data_encoding::BASE64;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&BASE64.encode(bytes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(from)?;
        let bytes = BASE64.decode(text.as_bytes());
        bytes.map_err(|_| serde::de::Error::custom("no base64"))
    }

    pub(super) mod maybe {
        use serde::{Deserializer, Serializer};

        #[expect(clippy::ref_option, reason = "serde hands it so")]
        pub(in super::super) fn serialize<S: Serializer>(
            bytes: &Option<Vec<u8>>,
            to: S,
        ) -> Result<S::Ok, S::Error> {
            match bytes {
                Some(bytes) => super::serialize(bytes, to),
                None => to.serialize_none(),
            }
        }

        pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
            from: D,
        ) -> Result<Option<Vec<u8>>, D::Error> {
            super::deserialize(from).map(Some)
        }
    }
}

fn away(fault: &io::Error) -> Fault {
    let full = [ErrorKind::StorageFull, ErrorKind::QuotaExceeded].contains(&fault.kind());
    let kind = if full {
        FaultKind::Full
    } else {
        FaultKind::Away
    };
    Fault::new(kind, format!("the keys of this profile: {}", fault.kind()))
}

impl KeysFile {
    pub(super) fn new(by_passphrase: Wrapped, recovery: Option<Recovery>) -> Self {
        Self {
            form: FORM,
            tries: Tries::default(),
            by_passphrase,
            by_keychain: None,
            recovery,
        }
    }

    pub(super) fn read(path: &Path) -> Result<Self, Fault> {
        let file = fs::File::open(path).map_err(|fault| away(&fault))?;
        let mut text = String::new();
        file.take(LONGEST)
            .read_to_string(&mut text)
            .map_err(|fault| away(&fault))?;
        let damaged = || Fault::new(FaultKind::Damaged, "the keys of this profile are damaged");
        let form: Form = toml::from_str(&text).map_err(|_| damaged())?;
        if form.form > FORM {
            let what = "a newer program wrote the keys of this profile";
            return Err(Fault::new(FaultKind::Newer, what));
        }
        toml::from_str(&text).map_err(|_| damaged())
    }

    /// Beside it first, then in its place: a full disk costs nothing that was there.
    pub(super) fn write(&self, path: &Path) -> Result<(), Fault> {
        let text = toml::to_string(self)
            .map_err(|_| Fault::new(FaultKind::Misused, "the keys cannot be written down"))?;
        let coming = path.with_extension("part");
        let write = || -> io::Result<()> {
            match fs::remove_file(&coming) {
                Err(fault) if fault.kind() != ErrorKind::NotFound => return Err(fault),
                Ok(()) | Err(_) => {}
            }
            let mut create = OpenOptions::new();
            create.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut create, 0o600);
            let mut file = create.open(&coming)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            fs::rename(&coming, path)?;
            #[cfg(unix)]
            fs::File::open(path.parent().unwrap_or(Path::new(".")))?.sync_all()?;
            Ok(())
        };
        write().map_err(|fault| {
            fs::remove_file(&coming).ok();
            away(&fault)
        })
    }
}

#[derive(Deserialize)]
struct Form {
    form: u32,
}

/// Seals the key of the files to the post's recovery key.
pub(super) fn sealed_for_recovery(to: &str, key: &[u8]) -> Result<Recovery, Fault> {
    let wrong = |_| Fault::new(FaultKind::Misused, "this is no recovery key");
    let recipient: age::x25519::Recipient = to.parse().map_err(wrong)?;
    let sealed = age::encrypt(&recipient, key)
        .map_err(|_| Fault::new(FaultKind::Misused, "the recovery key seals nothing"))?;
    Ok(Recovery {
        to: recipient.to_string(),
        sealed,
    })
}

/// Opens it with the secret half.
pub(super) fn opened_by_recovery(
    identity: &str,
    recovery: &Recovery,
) -> Result<Zeroizing<[u8; 32]>, Fault> {
    let wrong = || {
        Fault::new(
            FaultKind::Misused,
            "this is not the recovery key of this profile",
        )
    };
    let identity: age::x25519::Identity = identity.trim().parse().map_err(|_| wrong())?;
    let opened = age::decrypt(&identity, &recovery.sealed).map_err(|_| wrong())?;
    let opened = Zeroizing::new(opened);
    let key: [u8; 32] = opened[..].try_into().map_err(|_| wrong())?;
    Ok(Zeroizing::new(key))
}

//! A pass: everything with which a program signs in as an officer of a demo, without anybody typing.
//!
//! It holds a password and a key in the open, of somebody who does not exist, at a server of this machine alone. No
//! officer who exists is ever given one.

use data_encoding::{BASE32_NOPAD, BASE64};
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::values::Instant;
use lingshi_wire::api::{SIGNS_IN_AS, SignedIn, SigningIn};
use lingshi_wire::client::{BadServer, Client, ClientFault};
use lingshi_wire::{Server, SigningKey};
use serde::{Deserialize, Serialize};
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use totp_rs::Builder;

/// Seconds for which six digits hold.
const STEP: u64 = 30;

/// With what one signs in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pass {
    /// Where the server listens.
    pub address: String,
    /// The server.
    pub server: Server,
    /// At which post.
    pub post: PostCode,
    /// Who.
    pub officer: OfficerId,
    /// The name colleagues read.
    pub name: String,
    /// The seed of the device's key, in base64.
    pub device: String,
    /// The password.
    pub password: String,
    /// What an authenticator takes, in base32.
    pub second_factor: String,
}

impl std::fmt::Debug for Pass {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pass({} at {})", self.officer, self.post)
    }
}

/// A pass will not do.
#[derive(Debug, thiserror::Error)]
pub enum BadPass {
    /// The file cannot be read.
    #[error("the pass cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    /// It is no pass.
    #[error("this is no pass of a demo")]
    NoPass,
    /// Its address is none that may be asked.
    #[error(transparent)]
    Server(#[from] BadServer),
    /// The server does not let it in, or does not answer.
    #[error(transparent)]
    NotLetIn(#[from] ClientFault),
}

impl Pass {
    /// Reads one from a file.
    pub fn read(file: &Path) -> Result<Self, BadPass> {
        let text = fs::read_to_string(file)?;
        let pass: Self = toml::from_str(&text).map_err(|_| BadPass::NoPass)?;
        pass.key().map(|_| pass).ok_or(BadPass::NoPass)
    }

    /// Writes it where nobody else may read it; a file that was there is replaced whole.
    pub fn write(&self, file: &Path) -> io::Result<()> {
        let text = toml::to_string(self).map_err(io::Error::other)?;
        let coming = file.with_extension("part");
        fs::remove_file(&coming).or_else(|fault| {
            let gone = fault.kind() == io::ErrorKind::NotFound;
            if gone { Ok(()) } else { Err(fault) }
        })?;
        let mut create = OpenOptions::new();
        create.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut create, 0o600);
        create.open(&coming)?.write_all(text.as_bytes())?;
        fs::rename(&coming, file)
    }

    /// The device's key.
    pub fn key(&self) -> Option<SigningKey> {
        let seed = BASE64.decode(self.device.as_bytes()).ok()?;
        let seed: [u8; 32] = seed.try_into().ok()?;
        Some(SigningKey::of_seed(&seed))
    }

    fn digits(&self, seconds: u64) -> Option<String> {
        let secret = BASE32_NOPAD.decode(self.second_factor.as_bytes()).ok()?;
        let generator = Builder::new().with_secret(secret).build().ok()?;
        Some(generator.generate(seconds).to_string())
    }

    /// Asks at the server's door to be let in.
    pub async fn sign_in(&self, now: Instant) -> Result<(Client, SignedIn), BadPass> {
        let client = Client::new(&self.address)?;
        // Whoever signed in a moment ago has used the digits of now: those that come next are taken as well.
        let seconds = now.unix_seconds();
        let tokens = match self.knock(&client, seconds).await {
            Err(BadPass::NotLetIn(ClientFault::Problem { .. })) => {
                self.knock(&client, seconds + STEP).await?
            }
            told => told?,
        };
        Ok((client, tokens))
    }

    async fn knock(&self, client: &Client, seconds: u64) -> Result<SignedIn, BadPass> {
        let key = self.key().ok_or(BadPass::NoPass)?;
        let code = self.digits(seconds).ok_or(BadPass::NoPass)?;
        let nonce = client.challenge().await?.nonce;
        let signature = key.sign(SIGNS_IN_AS, nonce.as_bytes());
        let signing_in = SigningIn {
            post: self.post.clone(),
            officer: self.officer.clone(),
            password: self.password.clone(),
            code,
            device: key.public().id(),
            nonce,
            signature,
        };
        Ok(client.sign_in(&signing_in).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::{BadPass, Pass};
    use lingshi_rules::ids::{OfficerId, PostCode};
    use lingshi_wire::{Server, SigningKey};

    fn pass() -> Pass {
        Pass {
            address: "http://127.0.0.1:7443".to_owned(),
            server: Server {
                realm: "demo".to_owned(),
                key: SigningKey::of_seed(&[1; 32]).public(),
            },
            post: PostCode::new("BRU"),
            officer: OfficerId::new("bru-zhang"),
            name: "张伟".to_owned(),
            device: data_encoding::BASE64.encode(&[2; 32]),
            password: "correct horse battery".to_owned(),
            second_factor: data_encoding::BASE32_NOPAD.encode(&[3; 20]),
        }
    }

    #[test]
    fn a_pass_is_read_as_it_was_written_and_by_nobody_else() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pass.toml");
        pass().write(&file).unwrap();
        pass().write(&file).unwrap();
        assert_eq!(Pass::read(&file).unwrap(), pass());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&file).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn what_is_no_pass_lets_nobody_in() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pass.toml");
        assert!(matches!(Pass::read(&file), Err(BadPass::Unreadable(_))));
        let cut = Pass {
            device: "AAAA".to_owned(),
            ..pass()
        };
        cut.write(&file).unwrap();
        assert!(matches!(Pass::read(&file), Err(BadPass::NoPass)));
        std::fs::write(&file, "address = 1").unwrap();
        assert!(matches!(Pass::read(&file), Err(BadPass::NoPass)));
    }

    #[test]
    fn nothing_secret_is_shown() {
        assert_eq!(format!("{:?}", pass()), "Pass(bru-zhang at BRU)");
    }
}

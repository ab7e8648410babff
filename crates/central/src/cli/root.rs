//! `root`: the key that says whose device keys are. It is made and used away from the server; the server
//! learns its public half alone.

use super::officer::there;
use super::said::Said;
use super::{Open, Outcome, Wrong, wrong};
use clap::Subcommand;
use lingshi_central::secrets;
use lingshi_central::world::{OsChance, now};
use lingshi_registry::Chance;
use lingshi_registry::people::{self, Certificate, CertifiedKey, Root};
use lingshi_rules::ids::{OfficerId, PostCode};
use lingshi_rules::people::By;
use lingshi_wire::{PublicKey, SigningKey};
use serde_json::json;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

#[derive(Debug, Subcommand)]
pub(super) enum RootKey {
    /// Make a root key; keep the file off line
    New {
        /// The file; never written over
        file: PathBuf,
    },
    /// Tell the server a post's root by its public half
    Set {
        /// The post
        post: String,
        /// The public half, as `root new` printed it
        public: String,
    },
    /// Sign that a device key is an officer's; needs no server
    Sign {
        /// The root's file
        #[arg(long)]
        root: PathBuf,
        /// The name of the service
        #[arg(long)]
        realm: String,
        /// The post
        #[arg(long)]
        post: String,
        /// The officer's id
        #[arg(long)]
        officer: String,
        /// The device's public key, as the officer reads it out or `device list --json` shows it
        #[arg(long)]
        key: String,
        /// The officer is an administrator: with another one they may end devices
        #[arg(long)]
        admin: bool,
        /// Where to write the certificate
        #[arg(long)]
        out: PathBuf,
    },
}

impl RootKey {
    pub(super) fn run(&self, config: &Path) -> Outcome {
        match self {
            Self::New { file } => new(file),
            Self::Set { post, public } => set(config, post, public),
            Self::Sign {
                root,
                realm,
                post,
                officer,
                key,
                admin,
                out,
            } => {
                let says = CertifiedKey {
                    realm: realm.clone(),
                    post: PostCode::new(post),
                    officer: OfficerId::new(officer),
                    key: public_key(key)?,
                    at: now(),
                    admin: *admin,
                };
                sign(root, &says, out)
            }
        }
    }
}

fn public_key(text: &str) -> Result<PublicKey, Wrong> {
    serde_json::from_value(text.into())
        .map_err(|_| wrong("This is no public key: 44 characters of base64 are wanted."))
}

fn new(file: &Path) -> Outcome {
    let mut seed = Zeroizing::new([0; 32]);
    OsChance.fill(&mut *seed);
    secrets::write(file, &seed)?;
    let public = SigningKey::of_seed(&seed).public();
    let shown = serde_json::to_value(&public)?;
    let text = shown.as_str().unwrap_or_default();
    let words = format!(
        "{text}\nThat is its public half. Keep {} off line.",
        file.display()
    );
    Ok(Said::new(words, json!({ "public": shown })))
}

fn set(config: &Path, post: &str, public: &str) -> Outcome {
    let key = public_key(public)?;
    let mut open = Open::new(config)?;
    let post = there(&mut open, post)?;
    let root = Root { key };
    open.write(|_, tx, moment| people::set_root(tx, &post, &root, By::System, moment))?;
    let id = root.key.id();
    Ok(Said::new(
        format!("{post} has the root {id}."),
        json!({ "post": post, "root": id }),
    ))
}

fn sign(root: &Path, says: &CertifiedKey, out: &Path) -> Outcome {
    let key = SigningKey::of_seed(&*secrets::read(root)?);
    let certificate = Certificate::sign(says, &key);
    let text = serde_json::to_string_pretty(&certificate)?;
    std::fs::write(out, text).map_err(|fault| wrong(format!("{}: {fault}", out.display())))?;
    let words = format!("Signed: {} is {}'s.", says.key.id(), says.officer);
    Ok(Said::new(
        words,
        json!({ "key": says.key.id(), "officer": says.officer }),
    ))
}

//! `audit`.

mod export;
mod heads;
mod verify;

use super::{Open, Outcome, Wrong, wrong};
use clap::Subcommand;
use lingshi_wire::PublicKey;
use std::io::Write as _;
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub(super) enum Audit {
    /// Look at every line of the logs, and at what officers signed; ends with 3 if something is wrong
    ///
    /// In the ledger it finds a line that was changed, removed, inserted or moved, a payload that is not what was
    /// chained or is gone without a line that says so, and an officer's command that the officer did not sign
    /// with a key the post's root certified. A cut tail, and a log that was written anew from some line on, can
    /// only be found with a head that was kept elsewhere: --heads.
    ///
    /// With --export no server, settings or ledger are needed: the file is verified on any machine, with the
    /// server's public key from elsewhere. What was exported without payloads says nothing of what officers
    /// signed.
    Verify(Box<verify::Verify>),
    /// Write a post's head, signed by the server, to be kept elsewhere: a JSON list for `audit verify --heads`
    ///
    /// Keep it where whoever holds this machine cannot reach it. The server's public key, with which it is
    /// verified, is told besides: on standard error, or in the answer with --out.
    Heads(heads::WriteHeads),
    /// Write a post's log, one line of JSON each, with the server's signature at the end
    ///
    /// Without --with-payloads nothing personal is in it: who did what kind of thing when, and the digests that
    /// `audit verify --export` holds together. With it everything is: the commands as they were signed, with
    /// names, numbers and reasons. That goes to a new file alone, which nobody else may read, never to standard
    /// output; encrypt it before it travels.
    Export(export::Export),
}

impl Audit {
    pub(super) fn run(&self, config: &Path) -> Outcome {
        match self {
            Self::Verify(verify) => verify.run(config),
            Self::Heads(heads) => heads.run(config),
            Self::Export(export) => export.run(config),
        }
    }
}

fn public_key(text: &str) -> Result<PublicKey, String> {
    serde_json::from_value(text.into())
        .map_err(|_| "44 characters of base64 are wanted, as `audit heads` tells them".to_owned())
}

fn told(path: &Path) -> impl Fn(std::io::Error) -> Wrong + '_ {
    |fault| wrong(format!("{}: {fault}", path.display()))
}

/// What goes beside the answer, where a person sees it and a pipe does not.
fn aside(words: &str) {
    // Nobody is left to be told when this fails.
    let _ = writeln!(std::io::stderr().lock(), "{words}");
}

/// A new file that nobody else may read; taken away again unless it is kept.
struct New {
    path: PathBuf,
    kept: bool,
}

impl New {
    fn file(path: &Path) -> Result<(Self, std::fs::File), Wrong> {
        lingshi_central::secrets::write_private(path, b"")?;
        let new = Self {
            path: path.to_owned(),
            kept: false,
        };
        let file = std::fs::OpenOptions::new().write(true).open(path);
        Ok((new, file.map_err(told(path))?))
    }

    fn keep(mut self) {
        self.kept = true;
    }
}

impl Drop for New {
    fn drop(&mut self) {
        if !self.kept {
            std::fs::remove_file(&self.path).ok();
        }
    }
}

/// A post's log is signed for by the key of this server.
fn sign<'a>(
    open: (&'a str, &'a lingshi_wire::SigningKey),
    post: &'a lingshi_rules::ids::PostCode,
) -> impl Fn(&lingshi_ledger::Head) -> lingshi_wire::SignedHead + 'a {
    let (realm, key) = open;
    move |head| {
        lingshi_registry::heads::signed((realm, post), head, key, lingshi_central::world::now())
    }
}

/// The server's public half, as it is told and typed.
fn shown(open: &Open) -> String {
    let key = serde_json::to_value(open.secrets.server.public()).unwrap_or_default();
    key.as_str().unwrap_or_default().to_owned()
}

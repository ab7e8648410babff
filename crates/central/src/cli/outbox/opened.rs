//! Opening a sealed file, and finding out whether it is believed.

use super::super::{Open, Wrong, wrong};
use lingshi_central::blobs::{begins_as, is_named};
use lingshi_central::secrets::Secrets;
use lingshi_rules::ids::PostCode;
use lingshi_wire::outbox::{Claimed, Enclosed, Files, Head, NotAnOutbox};
use lingshi_wire::{NotTaken, PublicKey, SignedCommand};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

type Attachments = Files<BufReader<File>>;
/// Does something with an attachment.
type Show<'a> = dyn FnMut(&Enclosed, Vec<u8>) -> Result<(), Wrong> + 'a;

/// A file that was read to its end.
pub(super) struct Opened {
    pub(super) path: PathBuf,
    pub(super) head: Head,
    pub(super) commands: Vec<SignedCommand>,
    signed: Result<PublicKey, NotTaken>,
}

fn told(path: &Path) -> impl Fn(NotAnOutbox) -> Wrong + '_ {
    |fault| wrong(format!("{}: {fault}", path.display()))
}

fn claimed(path: &Path, secrets: &Secrets) -> Result<Claimed<BufReader<File>>, Wrong> {
    let file = File::open(path).map_err(|fault| wrong(format!("{}: {fault}", path.display())))?;
    Claimed::open(BufReader::new(file), &secrets.sealing).map_err(told(path))
}

/// Who must have signed it, by what stands in the ledger.
fn signs(
    open: &mut Open,
    post: &PostCode,
    head: &Head,
) -> Result<Result<PublicKey, NotTaken>, Wrong> {
    let registry = &open.registry;
    let mut said = None;
    open.store.read(&mut |tx| {
        said = Some(registry.signs_outbox(tx, post, head)?);
        Ok(())
    })?;
    said.ok_or_else(|| wrong("nothing was read"))
}

/// What a file says of itself, and whether that is believed at this post, or else at the one it names; nothing else
/// of it if it is not.
pub(super) fn look(open: &mut Open, post: Option<&PostCode>, path: &Path) -> Result<Opened, Wrong> {
    let claimed = claimed(path, &open.secrets)?;
    let head = claimed.head().clone();
    let signed = signs(open, post.unwrap_or(&head.post), &head)?;
    let commands = match &signed {
        Ok(key) => whole(path, claimed, key)?,
        Err(_) => Vec::new(),
    };
    Ok(Opened {
        path: path.to_owned(),
        head,
        commands,
        signed,
    })
}

/// A file that is this post's, believed and whole.
pub(super) fn believed(open: &mut Open, post: &PostCode, path: &Path) -> Result<Opened, Wrong> {
    let opened = look(open, Some(post), path)?;
    match opened.doubt() {
        None => Ok(opened),
        Some(why) => {
            let why = super::told::not_believed(why);
            Err(wrong(format!("{}: {why}", path.display())))
        }
    }
}

/// The commands of a file that was read to its end, and in which nothing is wrong.
fn whole(
    path: &Path,
    claimed: Claimed<BufReader<File>>,
    key: &PublicKey,
) -> Result<Vec<SignedCommand>, Wrong> {
    let (_, commands, files) = claimed.signed_by(key).map_err(told(path))?;
    each(path, files, &mut |_, _| Ok(()))?;
    Ok(commands)
}

/// Shows each attachment, after it was looked at as an upload is.
fn each(path: &Path, mut files: Attachments, show: &mut Show<'_>) -> Result<(), Wrong> {
    while let Some((said, bytes)) = files.next_file().map_err(told(path))? {
        if !is_named(&said.sha256, &bytes) || !begins_as(&said.mime, &bytes) {
            return Err(wrong(format!(
                "{}: the attachment {} is not of the type {}",
                path.display(),
                said.sha256,
                said.mime
            )));
        }
        show(&said, bytes)?;
    }
    Ok(())
}

impl Opened {
    pub(super) fn is_believed(&self) -> bool {
        self.signed.is_ok()
    }

    /// Why it is not believed.
    pub(super) fn doubt(&self) -> Option<&NotTaken> {
        self.signed.as_ref().err()
    }

    /// Reads the attachments once more: they are more than is held in memory.
    pub(super) fn each_file(&self, secrets: &Secrets, show: &mut Show<'_>) -> Result<(), Wrong> {
        let path = &self.path;
        let Ok(key) = &self.signed else {
            return Ok(());
        };
        let (head, _, files) = claimed(path, secrets)?.signed_by(key).map_err(told(path))?;
        if head != self.head {
            return Err(wrong(format!(
                "{}: it was changed meanwhile",
                path.display()
            )));
        }
        each(path, files, show)
    }
}

//! `outbox`.

mod opened;
mod told;

use super::officer::there;
use super::said::Said;
use super::{Open, Outcome, Wrong, wrong};
use clap::Subcommand;
use lingshi_central::blobs::{Bringer, Store};
use lingshi_central::world::{OsChance, moment};
use lingshi_ledger::{FaultKind, StoreFault};
use lingshi_registry::outbox::{Given, in_turn};
use lingshi_rules::ids::PostCode;
use lingshi_wire::SignedCommand;
use opened::Opened;
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub(super) enum Outbox {
    /// Take in outboxes that desks of a post sealed into files while the network was dead
    ///
    /// Every file is read to its end before anything of any is kept: it must be sealed to this server and signed by
    /// a device that is enrolled, certified and not revoked at the post. Then its attachments are kept as uploads
    /// are, and its commands are given in their order, one transaction each; one that stands on another that is not
    /// there yet is given again after the others.
    ///
    /// A command is answered as if it had come by wire, and once and for ever: the same file again, or the same
    /// commands by wire before or after, change nothing and get the same answers. The server may go on serving
    /// meanwhile. A file that was interrupted is simply imported again.
    ///
    /// Exit codes: 0 every command is accepted or refused for good; 1 a file cannot be read, and nothing was kept of
    /// any; 4 some commands were not taken or wait for another: mend what is told, or bring what is missing, and
    /// import again.
    Import {
        /// The post
        post: String,
        /// The files, in the order they were made
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Show whose outbox a file is and what is in it, and take nothing in
    Look {
        /// The file
        file: PathBuf,
    },
}

/// The ledger is tried so often while somebody else has it; each time waits ten seconds by itself.
const PATIENCE: usize = 12;

impl Outbox {
    pub(super) fn run(&self, config: &Path) -> Outcome {
        let mut open = Open::new(config)?;
        match self {
            Self::Import { post, files } => {
                let post = there(&mut open, post)?;
                import(&mut open, &post, files)
            }
            Self::Look { file } => look(&mut open, file),
        }
    }
}

fn look(open: &mut Open, file: &Path) -> Outcome {
    let opened = opened::look(open, None, file)?;
    let said = Said::new(told::look(&opened), told::head(&opened));
    Ok(if opened.is_believed() {
        said
    } else {
        said.ends_with(3)
    })
}

fn import(open: &mut Open, post: &PostCode, paths: &[PathBuf]) -> Outcome {
    let mut all = Vec::new();
    for path in paths {
        all.push(opened::believed(open, post, path)?);
    }
    if all.iter().any(|opened| !opened.head.files.is_empty()) {
        keep(open, post, &all)?;
    }
    let commands: Vec<(usize, &SignedCommand)> = all
        .iter()
        .enumerate()
        .flat_map(|(at, opened)| opened.commands.iter().map(move |signed| (at, signed)))
        .collect();
    let (given, fault) = in_turn(commands.len(), |at| give(open, post, commands[at].1));
    let from: Vec<usize> = commands.iter().map(|(file, _)| *file).collect();
    Ok(told::imported((post, &all), &from, &given, fault.as_ref()))
}

/// Keeps the attachments: before the commands, so that none refers to what is not there.
fn keep(open: &Open, post: &PostCode, all: &[Opened]) -> Result<(), Wrong> {
    let store = Store::open(&open.config.blobs, &open.config.folder)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    for opened in all {
        let bringer = Bringer::Officer(opened.head.officer.clone());
        let by = (post, &bringer);
        opened.each_file(&open.secrets, &mut |said, bytes| {
            let kept = runtime.block_on(store.keep(by, &said.sha256, bytes.into()));
            kept.map_err(|trouble| wrong(format!("an attachment cannot be kept: {trouble}")))
        })?;
    }
    Ok(())
}

/// One transaction; a server that has the ledger is waited for.
fn give(open: &mut Open, post: &PostCode, signed: &SignedCommand) -> Result<Given, StoreFault> {
    let registry = &open.registry;
    let mut tries = 0;
    loop {
        let mut given = None;
        let done = open.store.write(&mut |tx| {
            let mut chance = OsChance;
            let now = &mut moment(&mut chance);
            given = Some(registry.give_from_outbox(tx, post, signed, now)?);
            Ok(())
        });
        tries += 1;
        match (done, given) {
            (Err(fault), _) if fault.kind == FaultKind::Busy && tries < PATIENCE => {}
            (Err(fault), _) => return Err(fault),
            (Ok(()), given) => {
                return given.ok_or_else(|| StoreFault::misused("nothing was given"));
            }
        }
    }
}

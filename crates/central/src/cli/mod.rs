//! The command line: one file for each thing it looks after.

#![expect(
    clippy::doc_markdown,
    reason = "it is read as help, where nothing is marked"
)]

mod audit;
mod backup;
mod blobs;
#[cfg(feature = "demo")]
mod demo;
mod device;
mod init;
mod officer;
mod order;
mod outbox;
mod post;
mod reference;
mod root;
mod said;
mod serving;

use clap::{Parser, Subcommand};
use lingshi_central::config::Config;
use lingshi_central::secrets::Secrets;
use lingshi_central::world::{OsChance, moment};
use lingshi_ledger::{Reading, Store, Writing};
use lingshi_registry::{Moment, Registry, Told};
use said::{Said, Saying};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Lingshi Central: the server the desks sync with.
///
/// A server lives in a folder: central.toml, its secrets (nobody else may read them), and the ledger unless
/// that is in a PostgreSQL. Begin with `lingshi-central init FOLDER --realm NAME`, then give it posts,
/// officers and a root key for each post, and start it with `serve`.
///
/// Exit codes: 0 done, 1 it could not be done, 2 the command line was not understood, 3 a verification
/// found something wrong, 4 commands of an outbox still want an answer.
#[derive(Debug, Parser)]
#[command(name = "lingshi-central", version, max_term_width = 100)]
struct Arguments {
    /// The server's settings
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        default_value = "central.toml",
        env = "LINGSHI_CENTRAL"
    )]
    config: PathBuf,
    /// Answer in JSON, one document
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make a new server in a folder: settings, secrets, an empty ledger
    Init(init::Init),
    /// Listen to desks until told to stop
    Serve,
    /// Start a server with a post that is alive, of which everything is invented
    #[cfg(feature = "demo")]
    Demo(demo::Demo),
    /// Bring the ledger to the shape of this program, and make a key it did not have yet
    Migrate,
    /// Open posts and change their settings
    #[command(subcommand)]
    Post(post::Post),
    /// Look after officers and invite them
    #[command(subcommand)]
    Officer(officer::Officer),
    /// Look after devices
    #[command(subcommand)]
    Device(device::Device),
    /// A post's root key: made and kept away from the server
    #[command(subcommand)]
    Root(root::RootKey),
    /// Take in orders
    #[command(subcommand)]
    Order(order::Orders),
    /// Take in outboxes that were carried here while the network was dead
    #[command(subcommand)]
    Outbox(outbox::Outbox),
    /// Load the sheets desks need beside orders and settings
    #[command(subcommand)]
    Reference(reference::Reference),
    /// Verify the logs
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Look after the files of orders
    #[command(subcommand)]
    Blobs(blobs::Files),
    /// Copy the ledger into a file, read the copy back, and tell desks how far they are covered
    Backup(backup::Backup),
    /// Put a backup in the place of the ledger: each post begins another life of its log
    Restore(backup::Restore),
}

/// What went wrong, in a sentence.
#[derive(Debug)]
struct Wrong {
    sentence: String,
    exit: u8,
}

type Outcome = Result<Said, Wrong>;

impl<E: std::fmt::Display> From<E> for Wrong {
    fn from(fault: E) -> Self {
        Self {
            sentence: fault.to_string(),
            exit: 1,
        }
    }
}

fn wrong(sentence: impl Into<String>) -> Wrong {
    Wrong {
        sentence: sentence.into(),
        exit: 1,
    }
}

/// The ledger of a server, opened for one command of its administration.
struct Open {
    config: Config,
    secrets: Secrets,
    registry: Registry,
    store: Box<dyn Store>,
}

impl Open {
    fn new(path: &Path) -> Result<Self, Wrong> {
        let config = Config::read(path, environment)?;
        let secrets = Secrets::read(&config.folder)?;
        let registry = Registry::new(config.realm.clone(), secrets.lookup.clone());
        let store = config.engine().open()?;
        Ok(Self {
            config,
            secrets,
            registry,
            store,
        })
    }

    /// Writes one transaction.
    fn write<T>(
        &mut self,
        mut work: impl FnMut(&Registry, &mut dyn Writing, &mut Moment<'_>) -> Told<T>,
    ) -> Result<T, Wrong> {
        let mut said = None;
        let registry = &self.registry;
        self.store.write(&mut |tx| {
            said = Some(work(registry, tx, &mut moment(&mut OsChance))?);
            Ok(())
        })?;
        said.ok_or_else(|| wrong("nothing was written"))
    }

    fn read<T>(&mut self, mut work: impl FnMut(&mut dyn Reading) -> Told<T>) -> Result<T, Wrong> {
        let mut said = None;
        self.store.read(&mut |tx| {
            said = Some(work(tx)?);
            Ok(())
        })?;
        said.ok_or_else(|| wrong("nothing was read"))
    }
}

fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Reads the arguments and does what they say.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let path = &arguments.config;
    let outcome = match arguments.what {
        What::Init(init) => init.run(),
        What::Serve => serving::serve(path),
        #[cfg(feature = "demo")]
        What::Demo(demo) => demo.run(arguments.json),
        What::Migrate => init::migrate(path),
        What::Post(post) => post.run(path),
        What::Officer(officer) => officer.run(path),
        What::Device(device) => device.run(path),
        What::Root(root) => root.run(path),
        What::Order(order) => order.run(path),
        What::Outbox(outbox) => outbox.run(path),
        What::Reference(reference) => reference.run(path),
        What::Audit(audit) => audit.run(path),
        What::Blobs(files) => files.run(path),
        What::Backup(backup) => backup.run(path),
        What::Restore(restore) => restore.run(path),
    };
    match outcome {
        Ok(said) => said.print(if arguments.json {
            Saying::Json
        } else {
            Saying::Words
        }),
        Err(Wrong { sentence, exit }) => {
            // Nobody is left to be told when this fails.
            let _ = writeln!(std::io::stderr().lock(), "lingshi-central: {sentence}");
            ExitCode::from(exit)
        }
    }
}

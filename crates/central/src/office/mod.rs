//! The office: threads that read and write the ledger, so that no request waits for a disk on a thread that
//! others need.

mod alone;
mod clockwork;
mod nudges;
mod presence;
mod readers;
mod tidying;
mod watching;
mod writers;

pub use alone::Alone;
pub use nudges::Nudges;

use crate::world::{OsChance, SharedClock, moment_by};
use lingshi_ledger::postgres::PostgresStore;
use lingshi_ledger::sqlite::SqliteStore;
use lingshi_ledger::{FaultKind, Head, Reading, Store, StoreFault, Writing};
use lingshi_registry::{Moment, Registry, Told};
use lingshi_rules::ids::PostCode;
use lingshi_rules::values::Instant;
use lingshi_wire::{Answer, SignedCommand, SignedHead, SigningKey};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Where the ledger is.
#[derive(Clone)]
pub enum Engine {
    /// In a file.
    Sqlite(PathBuf),
    /// In a `PostgreSQL`, by its address.
    Postgres(String),
}

impl Engine {
    /// Opens it once more.
    pub fn open(&self) -> Result<Box<dyn Store>, StoreFault> {
        Ok(match self {
            Self::Sqlite(path) => {
                mine_alone(path)?;
                Box::new(SqliteStore::open(path)?)
            }
            Self::Postgres(url) => Box::new(PostgresStore::connect(url)?),
        })
    }

    /// A file has one server at a time; a `PostgreSQL` may have several.
    pub fn alone(&self) -> Result<Option<Alone>, StoreFault> {
        match self {
            Self::Sqlite(path) => Alone::with(path).map(Some),
            Self::Postgres(_) => Ok(None),
        }
    }

    /// How often the heads are looked at for what others wrote.
    fn look_again(&self) -> std::time::Duration {
        std::time::Duration::from_millis(match self {
            // Other nodes write to it all the time.
            Self::Postgres(_) => 250,
            // Only its administration does.
            Self::Sqlite(_) => 2_000,
        })
    }

    /// How many write at once: one to a file.
    fn writers(&self) -> usize {
        match self {
            Self::Sqlite(_) => 1,
            Self::Postgres(_) => 8,
        }
    }
}

/// A new ledger is readable by nobody else from its first byte.
fn mine_alone(path: &Path) -> Result<(), StoreFault> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(fault) if fault.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(fault) => {
            let told = format!("{}: {fault}", path.display());
            Err(StoreFault::new(FaultKind::Away, told))
        }
    }
}

/// The office of one server.
pub struct Office {
    /// What decides.
    pub registry: Arc<Registry>,
    /// The server's key.
    pub server: SigningKey,
    /// Who wants to know that a post has come further.
    pub nudges: Nudges,
    clock: SharedClock,
    noted: presence::Noted,
    offered: presence::Noted,
    writers: writers::Writers,
    readers: readers::Readers,
    alone: Mutex<Option<Alone>>,
}

/// So many read at once.
const READERS: usize = 4;

fn stopped() -> StoreFault {
    StoreFault::new(FaultKind::Away, "the office is closing")
}

impl Office {
    /// Opens the ledger, and starts the threads; everything is done by this clock.
    pub fn open(
        engine: &Engine,
        registry: Registry,
        server: SigningKey,
        clock: SharedClock,
    ) -> Result<Self, StoreFault> {
        let nudges = Nudges::new();
        Ok(Self {
            alone: Mutex::new(engine.alone()?),
            registry: Arc::new(registry),
            server,
            clock,
            noted: presence::Noted::default(),
            offered: presence::Noted::default(),
            writers: writers::Writers::start(engine)?,
            readers: readers::Readers::start(engine, READERS)?,
            nudges,
        })
    }

    /// The time, by the clock of record.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Reads as of one moment.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut dyn Reading) -> Told<T> + Send + 'static,
    ) -> Told<T> {
        self.readers.read(work).await
    }

    /// Writes one transaction.
    pub async fn write<T: Send + 'static>(
        &self,
        mut work: impl FnMut(&mut dyn Writing, &mut Moment<'_>) -> Told<T> + Send + 'static,
    ) -> Told<T> {
        let clock = Arc::clone(&self.clock);
        let work = move |tx: &mut dyn Writing| work(tx, &mut moment_by(&*clock, &mut OsChance));
        self.writers.write(work).await
    }

    /// Takes one signed command, and tells who wants to know.
    pub async fn accept(&self, post: &PostCode, signed: SignedCommand) -> Told<Answer> {
        let (registry, at) = (Arc::clone(&self.registry), post.clone());
        let answer = self
            .write(move |tx, moment| registry.accept(tx, &at, &signed, moment))
            .await?;
        if let Answer::Accepted { seq, .. } = &answer {
            self.nudges.tell(post, *seq);
        }
        Ok(answer)
    }

    /// A head as it was read, signed.
    pub fn signed(&self, post: &PostCode, head: &Head) -> SignedHead {
        let of = (self.registry.realm(), post);
        lingshi_registry::heads::signed(of, head, &self.server, self.now())
    }

    fn is_closing(&self) -> bool {
        self.readers.is_closed()
    }

    /// Lets every thread finish what it has begun.
    pub async fn close(&self) {
        self.writers.close().await;
        self.readers.close().await;
        // Whoever still holds the office holds nobody else up.
        let alone = self.alone.lock().unwrap_or_else(PoisonError::into_inner);
        { alone }.take();
    }
}

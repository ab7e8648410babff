//! The cache: orders of the post as the server confirmed them, with what a desk asks of them.
//!
//! One writes, several read, and whoever reads never waits for whoever writes. A page of changes and how far it came
//! are written together.

mod files;
mod find;
mod keep;
mod line;
mod queue;
mod words;

pub use find::Found;
pub use keep::{Kept, Pulled};
pub use line::{Flag, Flags, QueueLine};
pub use queue::{ClaimIs, Filter, Page, Place};

use crate::engine::{self, DatabaseKey, Durability};
use crate::fault::Fault;
use crate::shape::{self, NoUpgrade, Step};
use lingshi_rules::order::{Order, Status};
use lingshi_rules::values::OrderNo;
use lingshi_wire::{Epoch, Seq};
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

const SHAPES: &[Step] = &[
    Step(include_str!("schema.sql")),
    Step(include_str!("files.sql")),
];
/// So many read at once.
const READERS: usize = 4;

/// How far a cache came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// Which life of the log; none before anything came.
    pub epoch: Option<Epoch>,
    /// The last line that was applied.
    pub seq: Seq,
}

/// The cache of one officer at one post.
pub struct Orders {
    writer: Mutex<Connection>,
    readers: Readers,
}

struct Readers {
    idle: Mutex<Vec<Connection>>,
    back: Condvar,
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A reader, given back when it is dropped.
struct Borrowed<'a> {
    readers: &'a Readers,
    connection: Option<Connection>,
}

impl Drop for Borrowed<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            held(&self.readers.idle).push(connection);
            self.readers.back.notify_one();
        }
    }
}

impl Readers {
    fn open(path: &Path, key: &DatabaseKey) -> Result<Self, Fault> {
        let idle = (0..READERS)
            .map(|_| engine::open_to_read(path, key))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            idle: Mutex::new(idle),
            back: Condvar::new(),
        })
    }

    fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Fault>) -> Result<T, Fault> {
        let mut idle = held(&self.idle);
        let connection = loop {
            if let Some(connection) = idle.pop() {
                break connection;
            }
            idle = self.back.wait(idle).unwrap_or_else(PoisonError::into_inner);
        };
        drop(idle);
        let borrowed = Borrowed {
            readers: self,
            connection: Some(connection),
        };
        match &borrowed.connection {
            Some(connection) => work(connection),
            None => unreachable!("it was put there above"),
        }
    }
}

impl Orders {
    /// Opens the cache, and makes it if it is not there.
    pub fn open(path: &Path, key: &DatabaseKey) -> Result<Self, NoUpgrade> {
        let mut writer = engine::open(path, key, Durability::Whole)?;
        shape::upgrade(&mut writer, (path, key), SHAPES)?;
        let readers = Readers::open(path, key)?;
        Ok(Self {
            writer: Mutex::new(writer),
            readers,
        })
    }

    /// Every file of a cache, to be taken away when it is built anew. The outbox is none of them.
    pub fn files(path: &Path) -> Vec<PathBuf> {
        let beside = |ending: &str| {
            let mut name = path.file_name().unwrap_or_default().to_owned();
            name.push(ending);
            path.with_file_name(name)
        };
        vec![path.to_owned(), beside("-wal"), beside("-shm")]
    }

    /// How far it came.
    pub fn cursor(&self) -> Result<Cursor, Fault> {
        self.readers.read(keep::cursor)
    }

    /// One order, whole.
    pub fn order(&self, no: &OrderNo) -> Result<Option<Order>, Fault> {
        self.readers.read(|connection| {
            let sql = "SELECT body FROM bodies JOIN orders USING (id) WHERE no = ?1";
            let mut read = connection.prepare_cached(sql)?;
            let body: Option<String> =
                read.query_row([no.as_str()], |row| row.get(0)).optional()?;
            body.map(|body| Ok(serde_json::from_str(&body)?))
                .transpose()
        })
    }

    /// A page of the queue.
    pub fn queue(&self, filter: &Filter, after: Option<&Place>, most: u16) -> Result<Page, Fault> {
        self.readers
            .read(|connection| queue::page(connection, filter, after, most))
    }

    /// How many orders stand where.
    pub fn counts(&self) -> Result<BTreeMap<Status, u64>, Fault> {
        self.readers.read(queue::counts)
    }

    /// Orders in which every word is found, the newest first.
    pub fn find(&self, words: &str, most: u16) -> Result<Found, Fault> {
        self.readers
            .read(|connection| find::find(connection, words, most))
    }

    /// Looks at every page; what is wrong is told as damage.
    pub fn verify(&self) -> Result<(), Fault> {
        self.readers.read(keep::verify)
    }
}

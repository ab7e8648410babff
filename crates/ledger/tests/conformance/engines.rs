//! The two engines, each at a place of its own that several handles may open.

use lingshi_ledger::chain::Link;
use lingshi_ledger::postgres::PostgresStore;
use lingshi_ledger::sqlite::SqliteStore;
use lingshi_ledger::{
    DocKey, Document, Entry, Epoch, Head, Header, Kind, Payload, Reading, Seq, Store, StoreFault,
    Writing,
};
use lingshi_rules::ids::PostCode;
use lingshi_rules::people::By;
use lingshi_rules::values::Instant;
use std::sync::atomic::{AtomicU32, Ordering};

pub(crate) enum Place {
    File(tempfile::TempDir),
    Schema { url: String, name: String },
}

static NEXT: AtomicU32 = AtomicU32::new(0);

pub(crate) fn server() -> String {
    std::env::var("LINGSHI_POSTGRES")
        .unwrap_or_else(|_| panic!("LINGSHI_POSTGRES names no server: ./test ledger starts one"))
}

impl Place {
    pub(crate) fn file() -> Self {
        Self::File(tempfile::tempdir().unwrap())
    }

    pub(crate) fn schema() -> Self {
        let name = format!(
            "t{}_{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let server = server();
        let mut client = postgres::Client::connect(&server, postgres::NoTls).unwrap();
        client
            .batch_execute(&format!("CREATE SCHEMA {name}"))
            .unwrap();
        let url = format!("{server} application_name={name} options='-c search_path={name}'");
        Self::Schema { url, name }
    }

    pub(crate) fn open(&self) -> Box<dyn Store> {
        self.try_open().unwrap()
    }

    pub(crate) fn try_open(&self) -> Result<Box<dyn Store>, StoreFault> {
        Ok(match self {
            Self::File(dir) => Box::new(SqliteStore::open(&dir.path().join("ledger.db"))?),
            Self::Schema { url, .. } => Box::new(PostgresStore::connect(url)?),
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Self::Schema { name, .. } = self
            && let Ok(mut client) = postgres::Client::connect(&server(), postgres::NoTls)
        {
            client
                .batch_execute(&format!("DROP SCHEMA {name} CASCADE"))
                .ok();
        }
    }
}

/// The same test for each engine.
macro_rules! on_each_engine {
    ($($name:ident)*) => {
        mod on_sqlite { $(#[test] fn $name() { super::$name(&crate::engines::Place::file()); })* }
        mod on_postgres { $(#[test] fn $name() { super::$name(&crate::engines::Place::schema()); })* }
    };
}
pub(crate) use on_each_engine;

pub(crate) fn post(code: &str) -> PostCode {
    PostCode::new(code)
}

pub(crate) fn bru() -> PostCode {
    post("BRU")
}

/// Writes, and gives back what the work says.
pub(crate) fn write<T>(
    store: &mut dyn Store,
    mut work: impl FnMut(&mut dyn Writing) -> Result<T, StoreFault>,
) -> Result<T, StoreFault> {
    let mut said = None;
    store.write(&mut |tx| {
        said = Some(work(tx)?);
        Ok(())
    })?;
    Ok(said.unwrap())
}

/// Reads, and gives back what the work says.
pub(crate) fn read<T>(
    store: &mut dyn Store,
    mut work: impl FnMut(&mut dyn Reading) -> Result<T, StoreFault>,
) -> T {
    let mut said = None;
    store
        .read(&mut |tx| {
            said = Some(work(tx)?);
            Ok(())
        })
        .unwrap();
    said.unwrap()
}

/// A store with the post BRU opened.
pub(crate) fn opened(place: &Place) -> Box<dyn Store> {
    let mut store = place.open();
    open(&mut *store, &bru());
    store
}

pub(crate) fn open(store: &mut dyn Store, post: &PostCode) {
    write(store, |tx| tx.open_post(post)).unwrap();
}

pub(crate) fn order(id: &str) -> DocKey {
    DocKey::new(Kind::Order, id)
}

pub(crate) fn document(key: &DocKey, version: u32, body: &str) -> Document {
    Document {
        key: key.clone(),
        version,
        seq: Seq(1),
        body: body.as_bytes().to_vec(),
    }
}

/// The next line of a post, with this payload.
pub(crate) fn line(post: &PostCode, head: &Head, payload: &str) -> Entry {
    line_at(post, &head.link, head.seq.next(), payload)
}

pub(crate) fn line_at(post: &PostCode, before: &Link, seq: Seq, payload: &str) -> Entry {
    let header = Header {
        schema: 1,
        post: post.clone(),
        epoch: Epoch(1),
        seq,
        at: Instant::parse("2026-03-02T08:00:00.000Z").unwrap(),
        by: By::System,
        what: "test".to_owned(),
        command: None,
        key: None,
        touched: Vec::new(),
    };
    let payload = Payload {
        salt: [7; 16],
        bytes: payload.as_bytes().to_vec(),
    };
    Entry::after(before, &header, payload)
}

/// Adds a line with this payload.
pub(crate) fn append(
    store: &mut dyn Store,
    post: &PostCode,
    payload: &str,
) -> Result<Seq, StoreFault> {
    write(store, |tx| {
        let head = tx.lock_head(post)?.unwrap();
        let entry = line(post, &head, payload);
        tx.append(post, &entry)?;
        Ok(entry.seq)
    })
}

//! Where a ledger is kept in these tests: in memory, in a file, or in a schema of `PostgreSQL`.

use lingshi_ledger::Store;
use lingshi_ledger::postgres::PostgresStore;
use lingshi_ledger::sqlite::SqliteStore;
use std::sync::atomic::{AtomicU32, Ordering};

pub(crate) enum Place {
    File(tempfile::TempDir),
    Schema { url: String, name: String },
}

static NEXT: AtomicU32 = AtomicU32::new(0);

fn server() -> String {
    std::env::var("LINGSHI_POSTGRES")
        .unwrap_or_else(|_| panic!("LINGSHI_POSTGRES names no server: ./test central starts one"))
}

fn on_server(sql: &str) {
    let mut client = postgres::Client::connect(&server(), postgres::NoTls).unwrap();
    client.batch_execute(sql).unwrap();
}

impl Place {
    pub(crate) fn file() -> Self {
        Self::File(tempfile::tempdir().unwrap())
    }

    pub(crate) fn schema() -> Self {
        let count = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("r{}_{count}", std::process::id());
        on_server(&format!("CREATE SCHEMA {name}"));
        let url = format!("{} options='-c search_path={name}'", server());
        Self::Schema { url, name }
    }

    pub(crate) fn open(&self) -> Box<dyn Store> {
        match self {
            Self::File(dir) => Box::new(SqliteStore::open(&dir.path().join("ledger.db")).unwrap()),
            Self::Schema { url, .. } => Box::new(PostgresStore::connect(url).unwrap()),
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Self::Schema { name, .. } = self {
            on_server(&format!("DROP SCHEMA {name} CASCADE"));
        }
    }
}

pub(crate) fn in_memory() -> Box<dyn Store> {
    Box::new(SqliteStore::in_memory().unwrap())
}

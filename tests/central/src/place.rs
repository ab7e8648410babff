//! Where a ledger is: a file in a folder of its own, or a schema of its own in a `PostgreSQL`.

use lingshi_central::office::Engine;
use std::sync::atomic::{AtomicU32, Ordering};

/// A place that is gone with this.
pub enum Place {
    /// A folder.
    Folder(tempfile::TempDir),
    /// A schema.
    Schema {
        /// The server's address.
        server: String,
        /// Its name.
        name: String,
    },
}

static NEXT: AtomicU32 = AtomicU32::new(0);

impl Place {
    /// A folder beside the program, on the disk it was built on: memory would be no measure.
    pub fn folder() -> Self {
        let program = std::env::current_exe().unwrap();
        Self::Folder(tempfile::tempdir_in(program.parent().unwrap()).unwrap())
    }

    /// A schema on this server.
    pub fn schema(server: &str) -> Self {
        let count = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("p{}_{count}", std::process::id());
        on(server, &format!("CREATE SCHEMA {name}"));
        Self::Schema {
            server: server.to_owned(),
            name,
        }
    }

    /// As an office opens it.
    pub fn engine(&self) -> Engine {
        match self {
            Self::Folder(folder) => Engine::Sqlite(folder.path().join("ledger.db")),
            Self::Schema { .. } => Engine::Postgres(self.address()),
        }
    }

    /// The address of the schema.
    pub fn address(&self) -> String {
        match self {
            Self::Folder(_) => panic!("a file has no address"),
            Self::Schema { server, name } => format!("{server} options='-c search_path={name}'"),
        }
    }
}

fn on(server: &str, sql: &str) {
    let mut client = postgres::Client::connect(server, postgres::NoTls).unwrap();
    client.batch_execute(sql).unwrap();
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Self::Schema { server, name } = self {
            on(server, &format!("DROP SCHEMA {name} CASCADE"));
        }
    }
}

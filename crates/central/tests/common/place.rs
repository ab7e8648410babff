//! Where the ledger of a house is kept: in a file, or in a schema of `PostgreSQL`.

use super::apart;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;

/// A folder for settings and secrets, and a schema if it is not for the ledger too.
pub(crate) struct Place {
    folder: TempDir,
    schema: Option<String>,
}

static NEXT: AtomicU32 = AtomicU32::new(0);

fn server() -> String {
    std::env::var("LINGSHI_POSTGRES")
        .unwrap_or_else(|_| panic!("LINGSHI_POSTGRES names no server: ./test central starts one"))
}

fn on_server(sql: &str) -> Result<(), postgres::Error> {
    apart(|| {
        let mut client = postgres::Client::connect(&server(), postgres::NoTls)?;
        client.batch_execute(sql)
    })
}

impl Place {
    pub(crate) fn file() -> Self {
        Self::with(None)
    }

    fn with(schema: Option<String>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder, schema }
    }

    pub(crate) fn schema() -> Self {
        let count = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("h{}_{count}", std::process::id());
        on_server(&format!("CREATE SCHEMA {name}")).unwrap();
        Self::with(Some(name))
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn url(&self) -> Option<String> {
        let name = self.schema.as_ref()?;
        Some(format!("{} options='-c search_path={name}'", server()))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(name) = &self.schema {
            let dropped = on_server(&format!("DROP SCHEMA {name} CASCADE"));
            // A test that failed says why by itself.
            assert!(dropped.is_ok() || std::thread::panicking());
        }
    }
}

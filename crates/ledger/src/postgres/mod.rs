//! The engine of the whole service: several nodes on one `PostgreSQL`, posts that never wait for each other.

mod db;

use crate::fault::{FaultKind, StoreFault};
use crate::store::{Reading, Store, Work};
use crate::tables::{SCHEMA, Tables, digest};
use db::{Prepared, Statements, fault};
use lingshi_wire::Sha;
use postgres::{Client, Config, IsolationLevel, NoTls};
use std::time::Duration;

/// The advisory lock under which the tables are made; any number nobody else uses.
const MAKING: i64 = 0x6c69_6e67_7368_6901;

/// A transaction another writer was in the way of is tried so often.
const TRIES: u32 = 5;

/// One connection to the ledger; it connects again when it was cut.
pub struct PostgresStore {
    config: Config,
    connected: Option<(Client, Prepared)>,
}

impl PostgresStore {
    /// Connects, and makes the tables if they are not there.
    pub fn connect(url: &str) -> Result<Self, StoreFault> {
        let mut config: Config = url
            .parse()
            .map_err(|_| StoreFault::misused("the address of the database cannot be read"))?;
        config
            .connect_timeout(Duration::from_secs(10))
            .keepalives_idle(Duration::from_secs(30));
        if config.get_application_name().is_none() {
            config.application_name("lingshi-central");
        }
        let connected = None;
        let mut store = Self { config, connected };
        store.migrate()?;
        Ok(store)
    }

    fn client(&mut self) -> Result<&mut (Client, Prepared), StoreFault> {
        let cut = self
            .connected
            .as_ref()
            .is_some_and(|(client, _)| client.is_closed());
        if cut {
            self.connected = None;
        }
        match &mut self.connected {
            Some(connected) => Ok(connected),
            none => {
                let client = self.config.connect(NoTls).map_err(|e| fault(&e))?;
                Ok(none.insert((client, Prepared::default())))
            }
        }
    }

    fn migrate(&mut self) -> Result<(), StoreFault> {
        let (client, _) = self.client()?;
        let told = |e: postgres::Error| fault(&e);
        let mut transaction = client.transaction().map_err(told)?;
        transaction
            .execute("SELECT pg_advisory_xact_lock($1)", &[&MAKING])
            .map_err(told)?;
        let made = transaction
            .query_one("SELECT to_regclass('shape') IS NOT NULL", &[])
            .and_then(|row| row.try_get::<_, bool>(0))
            .map_err(told)?;
        if !made {
            transaction
                .batch_execute(include_str!("schema.sql"))
                .map_err(told)?;
            transaction
                .execute("INSERT INTO shape (version) VALUES ($1)", &[&SCHEMA])
                .map_err(told)?;
        }
        let shape: i64 = transaction
            .query_one("SELECT max(version) FROM shape", &[])
            .and_then(|row| row.try_get(0))
            .map_err(told)?;
        if shape > SCHEMA {
            let detail = format!("the ledger has shape {shape}, this program knows {SCHEMA}");
            return Err(StoreFault::new(FaultKind::Newer, detail));
        }
        transaction.commit().map_err(told)
    }

    fn write_once(&mut self, work: Work<'_>) -> Result<(), StoreFault> {
        let (client, prepared) = self.client()?;
        let transaction = client.transaction().map_err(|e| fault(&e))?;
        let mut tables = Tables::new(Statements::new(transaction, prepared));
        work(&mut tables)?;
        tables.db.commit()
    }

    fn read_once<T>(
        &mut self,
        work: impl FnOnce(Statements<'_>) -> Result<T, StoreFault>,
    ) -> Result<T, StoreFault> {
        let (client, prepared) = self.client()?;
        let transaction = client
            .build_transaction()
            .isolation_level(IsolationLevel::RepeatableRead)
            .read_only(true)
            .start()
            .map_err(|e| fault(&e))?;
        work(Statements::new(transaction, prepared))
    }

    /// A connection that failed once is not asked again, whatever it says of itself.
    fn cut_off<T>(&mut self, done: Result<T, StoreFault>) -> Result<T, StoreFault> {
        if done.as_ref().is_err_and(|f| f.kind == FaultKind::Away) {
            self.connected = None;
        }
        done
    }
}

impl Store for PostgresStore {
    fn read(
        &mut self,
        work: &mut dyn FnMut(&mut dyn Reading) -> Result<(), StoreFault>,
    ) -> Result<(), StoreFault> {
        let mut once = || {
            let done = self.read_once(|statements| {
                let mut tables = Tables::new(statements);
                work(&mut tables)?;
                tables.db.commit()
            });
            self.cut_off(done)
        };
        match once() {
            // The database was started anew since: reading again costs nothing.
            Err(StoreFault {
                kind: FaultKind::Away,
                ..
            }) => once(),
            done => done,
        }
    }

    fn write(&mut self, work: Work<'_>) -> Result<(), StoreFault> {
        let mut tries = 0;
        loop {
            tries += 1;
            match self.write_once(work) {
                Err(StoreFault { kind, .. }) if kind == FaultKind::Busy && tries < TRIES => {}
                done => return self.cut_off(done),
            }
        }
    }

    fn digest(&mut self) -> Result<Sha, StoreFault> {
        let done = self.read_once(|mut statements| digest(&mut statements));
        self.cut_off(done)
    }
}

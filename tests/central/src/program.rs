//! The real program `lingshi-central` as a child: one server on a file, or two on a `PostgreSQL`.

use crate::world::{PostWorld, REALM};
use lingshi_central::office::Engine;
use lingshi_central::secrets::Secrets;
use lingshi_central::world::{OsChance, moment};
use lingshi_registry::identity::open_session;
use lingshi_wire::Server;
use lingshi_wire::client::Client;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Servers of one folder.
pub struct Servers {
    program: PathBuf,
    folder: PathBuf,
    ports: Vec<u16>,
    running: Vec<Child>,
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

/// So few limits that only what is measured is in the way.
fn settings(folder: &Path, engine: &Engine) {
    let ledger = match engine {
        Engine::Sqlite(path) => format!("file = '{}'", path.display()),
        Engine::Postgres(address) => format!("postgres = \"{address}\""),
    };
    let limits = "[limits]\nstrangers_per_minute = 100000\nofficers_per_minute = 1000000";
    let text = format!("realm = \"{REALM}\"\n[ledger]\n{ledger}\n{limits}\n");
    std::fs::write(folder.join("central.toml"), text).unwrap();
    Secrets::make(folder).unwrap();
}

impl Servers {
    /// Sets so many up in a folder; none is started.
    pub fn set_up(program: &Path, folder: &Path, engine: &Engine, count: usize) -> Self {
        settings(folder, engine);
        Self {
            program: program.to_owned(),
            folder: folder.to_owned(),
            ports: (0..count).map(|_| free_port()).collect(),
            running: Vec::new(),
        }
    }

    /// Starts all of them.
    pub fn start(&mut self) {
        for port in &self.ports {
            let child = Command::new(&self.program)
                .arg("--config")
                .arg(self.folder.join("central.toml"))
                .arg("serve")
                .env("LINGSHI_LISTEN", format!("127.0.0.1:{port}"))
                .env("LINGSHI_LOG", "warn")
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            self.running.push(child);
        }
    }

    /// As desks know them.
    pub fn known(&self) -> Server {
        known(&self.folder)
    }

    /// How many run.
    pub fn running(&self) -> usize {
        self.running.len()
    }

    /// Kills one, or all: nothing is said to them before.
    pub fn kill(&mut self, at: Option<usize>) {
        match at {
            Some(at) => {
                let mut child = self.running.remove(at);
                child.kill().unwrap();
                child.wait().unwrap();
            }
            None => {
                for mut child in self.running.drain(..) {
                    child.kill().ok();
                    child.wait().unwrap();
                }
            }
        }
    }

    /// One that asks each.
    pub fn clients(&self) -> Vec<Client> {
        let address = |port: &u16| format!("http://127.0.0.1:{port}");
        self.ports
            .iter()
            .map(|port| Client::new(&address(port)).unwrap())
            .collect()
    }

    /// Kilobytes of memory the first holds: now, and at most so far.
    pub fn memory(&self) -> (u64, u64) {
        let status = format!("/proc/{}/status", self.running[0].id());
        let status = std::fs::read_to_string(status).unwrap();
        let of = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            let number = line.unwrap().trim().trim_end_matches(" kB");
            number.parse().unwrap()
        };
        (of("VmRSS:"), of("VmHWM:"))
    }
}

impl Drop for Servers {
    fn drop(&mut self) {
        self.kill(None);
    }
}

/// The server of a folder, as desks know it from their enrolment.
pub fn known(folder: &Path) -> Server {
    Server {
        realm: REALM.to_owned(),
        key: Secrets::read(folder).unwrap().server.public(),
    }
}

/// Waits until all of them answer.
pub async fn awake(clients: &[Client]) {
    let begun = Instant::now();
    for client in clients {
        while client.alive().await.is_err() {
            assert!(
                begun.elapsed() < Duration::from_secs(60),
                "it does not start"
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

/// Somebody signed in, written straight into the ledger: passwords are slow.
pub fn token(engine: &Engine, world: &PostWorld) -> String {
    let mut store = engine.open().unwrap();
    let (officer, key) = &world.reviewers[0];
    let mut token = None;
    let id = key.public().id();
    store
        .write(&mut |tx| {
            let at = (&world.post, officer, &id);
            let opened = open_session(tx, at, &mut moment(&mut OsChance))?;
            token = Some(opened.asking.show().to_string());
            Ok(())
        })
        .unwrap();
    token.unwrap()
}

//! Kills the server again and again while desks push, and sees that everything acknowledged is there once.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a proof that fails says so and stops"
)]

use clap::Parser;
use lingshi_central::office::Engine;
use lingshi_central::world::OsChance;
use lingshi_central_proof::place::Place;
use lingshi_central_proof::program::{Servers, awake, token};
use lingshi_central_proof::world::{PostWorld, REALM};
use lingshi_ledger::{Room, Seq};
use lingshi_registry::Chance;
use lingshi_registry::audit::{Witness, verify};
use lingshi_wire::api::Commands;
use lingshi_wire::client::Client;
use lingshi_wire::{Answer, SignedCommand};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Kill the server under load, and look at what is left.
#[derive(Debug, Parser)]
struct Arguments {
    /// Kills on each engine
    #[arg(long, default_value_t = 5)]
    rounds: u32,
    /// The program `lingshi-central`
    #[arg(long)]
    server: PathBuf,
    /// A command that stops and starts the database; asked every fifth round
    #[arg(long)]
    restart_postgres: Option<PathBuf>,
}

const CLIENTS: usize = 6;
const ORDERS: u32 = 60;
const BATCH: usize = 4;

/// What was answered to each command: once, and never otherwise.
#[derive(Default)]
struct Known {
    answers: BTreeMap<String, (SignedCommand, Answer)>,
    open: BTreeMap<String, SignedCommand>,
}

impl Known {
    /// Nothing but one answer is ever given.
    fn hear(&mut self, signed: &SignedCommand, answer: &Answer) {
        if matches!(answer, Answer::Later { .. }) {
            self.open.insert(signed.bytes.clone(), signed.clone());
            return;
        }
        assert!(matches!(answer, Answer::Accepted { .. }), "{answer:?}");
        self.open.remove(&signed.bytes);
        let known = self.answers.entry(signed.bytes.clone());
        let (_, before) = known.or_insert_with(|| (signed.clone(), answer.clone()));
        assert_eq!(before, answer, "one command, two answers");
    }

    fn missed(&mut self, signed: &SignedCommand) {
        if !self.answers.contains_key(&signed.bytes) {
            self.open.insert(signed.bytes.clone(), signed.clone());
        }
    }
}

struct Scene {
    engine: Engine,
    servers: Servers,
    world: PostWorld,
    known: Arc<Mutex<Known>>,
    given: usize,
}

fn lot(below: u64) -> u64 {
    let mut bytes = [0; 8];
    OsChance.fill(&mut bytes);
    u64::from_be_bytes(bytes) % below
}

impl Scene {
    fn new(place: &Place, folder: &Path, program: &Path) -> Self {
        let engine = place.engine();
        let mut store = engine.open().unwrap();
        let world = PostWorld::open(&mut *store, "PAA", ORDERS);
        let nodes = match engine {
            Engine::Sqlite(_) => 1,
            Engine::Postgres(_) => 2,
        };
        Self {
            servers: Servers::set_up(program, folder, &engine, nodes),
            engine,
            world,
            known: Arc::default(),
            given: 0,
        }
    }

    /// One round: desks push, somebody kills, everything that was not answered is offered again.
    async fn round(&mut self, number: u32, token: &str, restart: Option<&Path>) {
        self.servers.start();
        let clients = self.servers.clients();
        awake(&clients).await;
        self.offer_again(&clients, token).await;
        let stop = Arc::new(AtomicBool::new(false));
        let work: Vec<_> = (0..CLIENTS)
            .map(|at| {
                let batches: Vec<Vec<SignedCommand>> = (0..40)
                    .map(|_| (0..BATCH).map(|_| self.next()).collect())
                    .collect();
                let session = clients[at % clients.len()].session(
                    &self.world.post,
                    token,
                    &self.servers.known(),
                );
                let (known, stop) = (Arc::clone(&self.known), Arc::clone(&stop));
                tokio::spawn(async move {
                    for commands in batches {
                        if stop.load(Ordering::Relaxed) {
                            return;
                        }
                        let batch = Commands { commands };
                        let answered = session.commands(&batch).await;
                        let mut known = known.lock().unwrap();
                        match answered {
                            Ok(answers) => {
                                for (signed, answer) in batch.commands.iter().zip(&answers.answers)
                                {
                                    known.hear(signed, answer);
                                }
                            }
                            // Whether they were kept, nobody knows.
                            Err(_) => batch
                                .commands
                                .iter()
                                .for_each(|signed| known.missed(signed)),
                        }
                    }
                })
            })
            .collect();
        tokio::time::sleep(Duration::from_millis(20 + lot(400))).await;
        let several = self.servers.running() > 1;
        match restart {
            Some(restart) => {
                assert!(Command::new(restart).status().unwrap().success());
            }
            None if several && number.is_multiple_of(2) => self.servers.kill(Some(0)),
            None => self.servers.kill(None),
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
        stop.store(true, Ordering::Relaxed);
        for client in work {
            client.await.unwrap();
        }
        self.servers.kill(None);
    }

    fn next(&mut self) -> SignedCommand {
        self.given += 1;
        self.world.remark(self.given)
    }

    /// What was not answered, and some of what was, to any of the servers.
    async fn offer_again(&self, clients: &[Client], token: &str) {
        let again: Vec<SignedCommand> = {
            let known = self.known.lock().unwrap();
            let answered = known.answers.values().map(|(signed, _)| signed);
            known
                .open
                .values()
                .chain(answered.take(20))
                .cloned()
                .collect()
        };
        for (at, commands) in again.chunks(50).enumerate() {
            let session =
                clients[at % clients.len()].session(&self.world.post, token, &self.servers.known());
            let commands = commands.to_vec();
            let batch = Commands { commands };
            let answers = session.commands(&batch).await.unwrap().answers;
            let mut known = self.known.lock().unwrap();
            for (signed, answer) in batch.commands.iter().zip(&answers) {
                known.hear(signed, answer);
            }
        }
    }

    /// Every acknowledged command stands in the log as the line it was told, and no command twice.
    fn holds(&self) -> usize {
        let mut store = self.engine.open().unwrap();
        let known = self.known.lock().unwrap();
        let post = &self.world.post;
        let mut lines = BTreeMap::new();
        store
            .read(&mut |tx| {
                assert_eq!(verify(tx, (REALM, post), Witness::default())?.broken, []);
                let room = Room {
                    rows: usize::MAX >> 1,
                    bytes: usize::MAX,
                };
                for entry in tx.entries(post, Seq::START, room)? {
                    let header = entry.read_header().unwrap();
                    if let Some(command) = header.command {
                        assert_eq!(lines.insert(command, header.seq), None, "applied twice");
                    }
                }
                Ok(())
            })
            .unwrap();
        for (signed, answer) in known.answers.values() {
            let Answer::Accepted { seq, .. } = answer else {
                continue;
            };
            let (_, key) = &self.world.reviewers[0];
            let id = signed.open(&key.public()).unwrap().instruction.id().clone();
            assert_eq!(lines.get(&id), Some(seq), "acknowledged and not there");
        }
        known.answers.len()
    }
}

fn main() {
    let arguments = Arguments::parse();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = std::env::var("LINGSHI_POSTGRES").ok();
    let mut engines = vec![("sqlite", None)];
    engines.extend(
        server
            .iter()
            .map(|server| ("postgres", Some(server.as_str()))),
    );
    for (name, server) in engines {
        let place = server.map_or_else(Place::folder, Place::schema);
        let folder = tempfile::tempdir().unwrap();
        let mut scene = Scene::new(&place, folder.path(), &arguments.server);
        let mut restarts = 0;
        for number in 1..=arguments.rounds {
            let restart = arguments.restart_postgres.as_deref();
            let restart = restart.filter(|_| server.is_some() && number.is_multiple_of(5));
            restarts += u32::from(restart.is_some());
            let token = token(&scene.engine, &scene.world);
            runtime.block_on(scene.round(number, &token, restart));
            if number.is_multiple_of(20) {
                println!(
                    "{name}: {number} rounds, {} commands acknowledged",
                    scene.holds()
                );
            }
        }
        // One last time nobody kills: what is open must be answered.
        let token = token(&scene.engine, &scene.world);
        scene.servers.start();
        let clients = scene.servers.clients();
        runtime.block_on(async {
            awake(&clients).await;
            scene.offer_again(&clients, &token).await;
        });
        scene.servers.kill(None);
        assert!(scene.known.lock().unwrap().open.is_empty(), "unanswered");
        let held = scene.holds();
        println!(
            "{name}: {} kills, {restarts} of them of the database; {held} commands acknowledged, each there once",
            arguments.rounds
        );
    }
}

//! Speeds of the central server against the bare engine on the same disk in the same run.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement that fails says so and stops; it measures real time"
)]

use clap::Parser;
use lingshi_central::office::{Engine, Office};
use lingshi_central_proof::place::Place;
use lingshi_central_proof::world::{PostWorld, REALM, registry};
use lingshi_ledger::sqlite::SqliteStore;
use lingshi_ledger::{Entry, Header, Payload, Seq, Store};
use lingshi_registry::audit::{Witness, verify};
use lingshi_rules::ids::PostCode;
use lingshi_rules::people::By;
use lingshi_wire::{Answer, Epoch, Link, SignedCommand, SigningKey};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;
use tokio::sync::Mutex;

/// Measure, print a table, and write the figures as JSON.
#[derive(Debug, Parser)]
struct Arguments {
    /// Seconds for each measurement
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// Lines of the log that is verified
    #[arg(long, default_value_t = 1_000_000)]
    lines: u64,
    /// Where to write the JSON
    #[arg(long)]
    out: Option<std::path::PathBuf>,
}

const CLIENTS: usize = 32;

fn main() {
    let arguments = Arguments::parse();
    let lasts = Duration::from_secs(arguments.seconds);
    let server = std::env::var("LINGSHI_POSTGRES").ok();
    let runtime = Runtime::new().unwrap();
    let mut figures = Vec::new();
    let mut places = vec![("sqlite", None)];
    places.extend(
        server
            .iter()
            .map(|server| ("postgres", Some(server.as_str()))),
    );
    for (name, server) in places {
        let place = || server.map_or_else(Place::folder, Place::schema);
        for (writers, shown) in [(1, "one writer"), (8, "8 writers")] {
            if name == "sqlite" && writers > 1 {
                continue;
            }
            let bare = bare(&place(), writers, lasts);
            figures.push(figure(
                name,
                &format!("bare commits, {shown}"),
                bare,
                "a second",
            ));
        }
        for posts in [1, 50] {
            let commands = commands(&runtime, &place(), posts, lasts);
            let what = format!("commands, {posts} posts, {CLIENTS} at once");
            figures.push(figure(name, &what, commands, "a second"));
        }
    }
    let (wrote, verified) = audit(arguments.lines);
    figures.push(figure(
        "sqlite",
        &format!("{} lines written", arguments.lines),
        wrote,
        "s",
    ));
    figures.push(figure(
        "sqlite",
        &format!("{} lines verified", arguments.lines),
        verified,
        "s",
    ));
    if let Some(out) = arguments.out {
        std::fs::write(out, serde_json::to_vec_pretty(&figures).unwrap()).unwrap();
    }
}

fn figure(engine: &str, what: &str, value: f64, unit: &str) -> Value {
    println!("{engine:<9} {what:<42} {value:>12.1} {unit}");
    json!({ "engine": engine, "what": what, "value": value, "unit": unit })
}

/// Three capitals, as the code of a post is.
fn code(number: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap());
    format!("P{}{}", letter(number / 26), letter(number))
}

/// The smallest transaction there is, as often as the engine takes it.
fn bare(place: &Place, writers: usize, lasts: Duration) -> f64 {
    let begun = Instant::now();
    let done: u64 = match place.engine() {
        Engine::Sqlite(path) => {
            let file = rusqlite::Connection::open(path).unwrap();
            file.pragma_update(None, "journal_mode", "WAL").unwrap();
            file.pragma_update(None, "synchronous", "FULL").unwrap();
            file.execute_batch("CREATE TABLE t (n INTEGER PRIMARY KEY, b BLOB)")
                .unwrap();
            let mut done = 0;
            while begun.elapsed() < lasts {
                file.execute("INSERT INTO t (b) VALUES (?1)", [[7_u8; 64]])
                    .unwrap();
                done += 1;
            }
            done
        }
        Engine::Postgres(address) => {
            let connect = || postgres::Client::connect(&address, postgres::NoTls).unwrap();
            connect()
                .batch_execute("CREATE TABLE t (n BIGSERIAL PRIMARY KEY, b BYTEA)")
                .unwrap();
            let threads: Vec<_> = (0..writers)
                .map(|_| {
                    let mut client = connect();
                    std::thread::spawn(move || {
                        let insert = client.prepare("INSERT INTO t (b) VALUES ($1)").unwrap();
                        let mut done = 0_u64;
                        while begun.elapsed() < lasts {
                            client.execute(&insert, &[&&[7_u8; 64][..]]).unwrap();
                            done += 1;
                        }
                        done
                    })
                })
                .collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap())
                .sum()
        }
    };
    per_second(done, begun)
}

#[expect(clippy::cast_precision_loss, reason = "a speed")]
fn per_second(done: u64, begun: Instant) -> f64 {
    done as f64 / begun.elapsed().as_secs_f64()
}

/// Commands signed before, given by so many at once until the time is over or they are all given.
fn commands(runtime: &Runtime, place: &Place, posts: usize, lasts: Duration) -> f64 {
    let engine = place.engine();
    let mut store = engine.open().unwrap();
    let each = if posts == 1 { 200 } else { 8 };
    let mut worlds: Vec<PostWorld> = (0..posts)
        .map(|number| PostWorld::open(&mut *store, &code(number), each))
        .collect();
    let wanted = 2_500 * usize::try_from(lasts.as_secs()).unwrap();
    let work: Vec<(PostCode, SignedCommand)> = (0..wanted)
        .map(|number| {
            let world = &mut worlds[number % posts];
            (world.post.clone(), world.remark(number / posts))
        })
        .collect();
    let work = Arc::new(Mutex::new(work.into_iter()));
    let office = Office::open(&engine, registry(), SigningKey::of_seed(&[3; 32])).unwrap();
    let office = Arc::new(office);
    runtime.block_on(async move {
        let speed = given(&office, &work, lasts).await;
        office.close().await;
        speed
    })
}

type Work = Arc<Mutex<std::vec::IntoIter<(PostCode, SignedCommand)>>>;

async fn given(office: &Arc<Office>, work: &Work, lasts: Duration) -> f64 {
    let begun = Instant::now();
    let clients: Vec<_> = (0..CLIENTS)
        .map(|_| {
            let (work, office) = (Arc::clone(work), Arc::clone(office));
            tokio::spawn(async move {
                let mut done = 0_u64;
                while begun.elapsed() < lasts {
                    let Some((post, signed)) = work.lock().await.next() else {
                        break;
                    };
                    let answer = office.accept(&post, signed).await.unwrap();
                    assert!(matches!(answer, Answer::Accepted { .. }), "{answer:?}");
                    done += 1;
                }
                done
            })
        })
        .collect();
    let mut done = 0;
    for client in clients {
        done += client.await.unwrap();
    }
    per_second(done, begun)
}

/// A log of so many lines, each as large as that of a usual command, written and then verified.
fn audit(lines: u64) -> (f64, f64) {
    let place = Place::folder();
    let Engine::Sqlite(path) = place.engine() else {
        return (0.0, 0.0);
    };
    let mut store = SqliteStore::open(&path).unwrap();
    let post = PostCode::new("AUD");
    store
        .write(&mut |tx| tx.open_post(&post).map(drop))
        .unwrap();
    let begun = Instant::now();
    let (mut link, mut seq) = (Link::start(), Seq::START);
    let at = lingshi_central::world::now();
    while seq.0 < lines {
        store
            .write(&mut |tx| {
                tx.lock_head(&post)?;
                for _ in 0..1_000 {
                    seq = seq.next();
                    let header = Header {
                        schema: 1,
                        post: post.clone(),
                        epoch: Epoch(1),
                        seq,
                        at,
                        by: By::System,
                        what: "command".to_owned(),
                        command: None,
                        key: None,
                        touched: Vec::new(),
                    };
                    let payload = Payload {
                        salt: [5; 16],
                        bytes: vec![b'x'; 1_200],
                    };
                    let entry = Entry::after(&link, &header, payload);
                    link = entry.link;
                    tx.append(&post, &entry)?;
                }
                Ok(())
            })
            .unwrap();
    }
    let wrote = begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    store
        .read(&mut |tx| {
            let found = verify(tx, (REALM, &post), Witness::default())?;
            assert!(found.broken.is_empty() && found.lines == seq.0);
            Ok(())
        })
        .unwrap();
    (wrote, begun.elapsed().as_secs_f64())
}

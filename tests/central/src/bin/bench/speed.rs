//! Commands a second, and the smallest transactions of the bare engine.

use lingshi_central::office::{Engine, Office};
use lingshi_central::world::SystemClock;
use lingshi_central_proof::place::Place;
use lingshi_central_proof::world::{PostWorld, code, registry};
use lingshi_rules::ids::PostCode;
use lingshi_wire::{Answer, SignedCommand, SigningKey};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;
use tokio::sync::Mutex;

/// So many callers at once.
pub(crate) const CLIENTS: usize = 32;

/// The smallest transaction there is, as often as the engine takes it.
pub(crate) fn bare(place: &Place, writers: usize, lasts: Duration) -> f64 {
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
pub(crate) fn commands(runtime: &Runtime, place: &Place, posts: usize, lasts: Duration) -> f64 {
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
    let (key, clock) = (SigningKey::of_seed(&[3; 32]), Arc::new(SystemClock));
    let office = Office::open(&engine, registry(), key, clock).unwrap();
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

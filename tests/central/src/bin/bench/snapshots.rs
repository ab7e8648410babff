//! A snapshot of a post with very many orders, made by the real program, fetched and read.

use lingshi_central_proof::place::Place;
use lingshi_central_proof::program::{Servers, awake, token};
use lingshi_central_proof::world::{PostWorld, code};
use lingshi_wire::client::{ClientFault, Session};
use lingshi_wire::snapshot::{Reader, Snapshot};
use std::path::Path;
use std::time::{Duration, Instant};

/// What was measured.
pub(crate) struct Made {
    /// Seconds from the start of the program to its first answer, over such a ledger.
    pub(crate) starting: f64,
    /// Seconds from asking to its being there.
    pub(crate) making: f64,
    /// Seconds that pressing the same bytes takes alone, at the same level: the floor.
    pub(crate) pressing: f64,
    /// Seconds to fetch it from this machine.
    pub(crate) fetching: f64,
    /// Seconds to read every document of it.
    pub(crate) reading: f64,
    /// Its length, and that of what is in it.
    pub(crate) bytes: u64,
    pub(crate) unpacked: u64,
    /// Megabytes of the server's memory, before and at most.
    pub(crate) before: u64,
    pub(crate) most: u64,
}

/// A post with so many orders in every state.
pub(crate) async fn made(program: &Path, place: &Place, orders: u32) -> Made {
    let engine = place.engine();
    let (folder, setting_up) = (tempfile::tempdir().unwrap(), engine.clone());
    let world = tokio::task::spawn_blocking(move || {
        let mut store = setting_up.open().unwrap();
        let world = PostWorld::open(&mut *store, &code(0), 1);
        world.take_in(&mut *store, orders);
        let token = token(&setting_up, &world);
        (world, token)
    });
    let (world, token) = world.await.unwrap();
    let mut servers = Servers::set_up(program, folder.path(), &engine, 1);
    let begun = Instant::now();
    servers.start();
    let clients = servers.clients();
    awake(&clients).await;
    let starting = begun.elapsed().as_secs_f64();
    let session = clients[0].session(&world.post, &token, &servers.known());
    session.myself().await.unwrap();
    let (before, _) = servers.memory();
    let begun = Instant::now();
    let card = asked(&session).await;
    let making = begun.elapsed().as_secs_f64();
    let (_, most) = servers.memory();
    let begun = Instant::now();
    let file = fetched(&session, &card).await;
    let fetching = begun.elapsed().as_secs_f64();
    assert!(card.documents > u64::from(orders), "not all are there");
    let begun = Instant::now();
    let texts = texts(&file);
    let reading = begun.elapsed().as_secs_f64();
    assert_eq!(texts.1, card.documents);
    Made {
        starting,
        making,
        pressing: pressed(&texts.0),
        fetching,
        reading,
        bytes: card.bytes,
        unpacked: texts.0.len() as u64,
        before: before / 1024,
        most: most / 1024,
    }
}

/// Asks as a desk does: again, while it is being made.
async fn asked(session: &Session) -> Snapshot {
    loop {
        match session.snapshot().await {
            Ok(card) => return card,
            Err(ClientFault::Problem { again_in, .. }) if again_in.is_some() => {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            Err(fault) => panic!("{fault:?}"),
        }
    }
}

async fn fetched(session: &Session, card: &Snapshot) -> Vec<u8> {
    let mut coming = session.snapshot_from(&card.name, 0).await.unwrap();
    let mut file = Vec::new();
    while let Some(piece) = coming.next().await.unwrap() {
        file.extend_from_slice(&piece);
    }
    assert_eq!(file.len() as u64, card.bytes);
    file
}

/// The texts of all documents, one after the other, and how many there are.
fn texts(file: &[u8]) -> (Vec<u8>, u64) {
    let mut reader = Reader::begin(file).unwrap();
    let (mut all, mut documents) = (Vec::new(), 0);
    while let Some(document) = reader.next_document().unwrap() {
        all.extend_from_slice(document.body.get().as_bytes());
        documents += 1;
    }
    (all, documents)
}

fn pressed(texts: &[u8]) -> f64 {
    let begun = Instant::now();
    let mut press = zstd::bulk::Compressor::new(lingshi_wire::snapshot::LEVEL).unwrap();
    for block in texts.chunks(4 * 1024 * 1024) {
        std::hint::black_box(press.compress(block).unwrap());
    }
    begun.elapsed().as_secs_f64()
}

//! Desks that hold a line open: how soon each hears that its post has come further, and what it costs.

use lingshi_central_proof::place::Place;
use lingshi_central_proof::program::{Servers, awake, token};
use lingshi_central_proof::world::{PostWorld, code};
use lingshi_wire::api::Commands;
use lingshi_wire::client::{Nudge, Session};
use lingshi_wire::{Answer, Seq, SignedCommand};
use std::path::Path;
use std::time::{Duration, Instant};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinSet;

/// What was measured.
pub(crate) struct Heard {
    /// Milliseconds from handing a command in to a desk's hearing of it.
    pub(crate) half: f64,
    pub(crate) of_100_all_but_one: f64,
    pub(crate) latest: f64,
    /// Milliseconds from handing it in to its answer, in the same run: no desk can hear of it sooner.
    pub(crate) answered: f64,
    /// Kilobytes of the server's memory for each desk.
    pub(crate) kilobytes: f64,
}

type Hearing = (usize, Seq, Instant);

/// So many desks at so many posts; somebody pushes so many commands, one after the other.
pub(crate) async fn heard(
    program: &Path,
    place: &Place,
    (desks, posts, commands): (usize, usize, usize),
) -> Heard {
    let engine = place.engine();
    let (folder, setting_up) = (tempfile::tempdir().unwrap(), engine.clone());
    let worlds = tokio::task::spawn_blocking(move || {
        let mut store = setting_up.open().unwrap();
        let open = |at| PostWorld::open(&mut *store, &code(at), 4);
        let worlds: Vec<PostWorld> = (0..posts).map(open).collect();
        let tokens: Vec<String> = worlds.iter().map(|w| token(&setting_up, w)).collect();
        (worlds, tokens)
    });
    let (mut worlds, tokens) = worlds.await.unwrap();
    let mut servers = Servers::set_up(program, folder.path(), &engine, 1);
    servers.start();
    let clients = servers.clients();
    awake(&clients).await;
    let known = servers.known();
    let session = |at: usize| clients[0].session(&worlds[at].post, &tokens[at], &known);
    let sessions: Vec<Session> = (0..posts).map(session).collect();
    sessions[0].myself().await.unwrap();
    let (before, _) = servers.memory();
    let (mut listening, mut hearing) = listen(&sessions, desks).await;
    let (with, _) = servers.memory();
    let mut times = Vec::new();
    let mut answers = Vec::new();
    for number in 0..commands {
        let at = number % posts;
        let signed = worlds[at].remark(number / posts);
        let (seq, begun, answered) = push(&sessions[at], signed).await;
        answers.push(answered);
        let there = (0..desks).filter(|desk| desk % posts == at).count();
        times.extend(wait(&mut hearing, (at, seq, there), begun).await);
        // So that a command is not measured in the shadow of the one before.
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    listening.shutdown().await;
    Heard {
        half: part(&mut times, 50),
        of_100_all_but_one: part(&mut times, 99),
        latest: part(&mut times, 100),
        answered: part(&mut answers, 50),
        kilobytes: shared(with.saturating_sub(before), desks),
    }
}

#[expect(clippy::cast_precision_loss, reason = "a measure")]
fn shared(kilobytes: u64, desks: usize) -> f64 {
    kilobytes as f64 / desks as f64
}

/// The time within which so many of a hundred were.
fn part(times: &mut [f64], of_100: usize) -> f64 {
    times.sort_by(f64::total_cmp);
    times[(times.len() * of_100).div_ceil(100).max(1) - 1]
}

fn millis(since: Instant, until: Instant) -> f64 {
    until.duration_since(since).as_secs_f64() * 1_000.0
}

/// Desks that listen, each on a line of its own; each has heard where its post is.
async fn listen(sessions: &[Session], desks: usize) -> (JoinSet<()>, UnboundedReceiver<Hearing>) {
    let (told, mut hearing) = unbounded_channel();
    let mut listening = JoinSet::new();
    for begun in (0..desks).collect::<Vec<_>>().chunks(50) {
        for desk in begun {
            let at = desk % sessions.len();
            let (session, told) = (sessions[at].clone(), told.clone());
            listening.spawn(hear(session, at, told));
        }
        for _ in begun {
            hearing.recv().await.unwrap();
        }
    }
    (listening, hearing)
}

async fn hear(session: Session, at: usize, told: UnboundedSender<Hearing>) {
    let mut nudges = session.nudges().await.unwrap();
    while let Ok(Some(Nudge::Head(seq))) = nudges.next().await {
        if told.send((at, seq, Instant::now())).is_err() {
            return;
        }
    }
}

async fn push(session: &Session, signed: SignedCommand) -> (Seq, Instant, f64) {
    let commands = vec![signed];
    let begun = Instant::now();
    let answers = session.commands(&Commands { commands }).await.unwrap();
    let answered = millis(begun, Instant::now());
    let Answer::Accepted { seq, .. } = answers.answers[0] else {
        panic!("{:?}", answers.answers[0]);
    };
    (seq, begun, answered)
}

/// Waits until every desk of the post has heard of the line.
async fn wait(
    hearing: &mut UnboundedReceiver<Hearing>,
    (at, seq, desks): (usize, Seq, usize),
    begun: Instant,
) -> Vec<f64> {
    let mut times = Vec::new();
    while times.len() < desks {
        let heard = tokio::time::timeout(Duration::from_secs(30), hearing.recv());
        let (post, line, when) = heard.await.unwrap().unwrap();
        if (post, line) == (at, seq) {
            times.push(millis(begun, when));
        }
    }
    times
}

//! Speeds of the central server against the bare engine on the same disk in the same run.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement that fails says so and stops; it measures real time"
)]

mod listeners;
mod log;
mod snapshots;
mod speed;

use clap::Parser;
use lingshi_central_proof::place::Place;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::Duration;
use tokio::runtime::Runtime;

/// Measure, print a table, and write the figures as JSON.
#[derive(Debug, Parser)]
struct Arguments {
    /// Seconds for each measurement
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// Lines of the log that is verified
    #[arg(long, default_value_t = 1_000_000)]
    lines: u64,
    /// Orders of the post whose snapshot is made
    #[arg(long, default_value_t = 100_000)]
    orders: u32,
    /// Desks that listen
    #[arg(long, default_value_t = 2_000)]
    desks: usize,
    /// The program `lingshi-central`; without it neither snapshots nor listeners are measured
    #[arg(long)]
    server: Option<PathBuf>,
    /// Where to write the JSON
    #[arg(long)]
    out: Option<PathBuf>,
}

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
        speeds(&mut figures, name, &place, (&runtime, lasts));
        if let Some(program) = &arguments.server {
            listeners(&mut figures, name, &place, |place, posts| {
                let sizes = (arguments.desks, posts, 100);
                runtime.block_on(listeners::heard(program, place, sizes))
            });
            let place = place();
            let made = snapshots::made(program, &place, arguments.orders);
            let made = runtime.block_on(made);
            snapshot(&mut figures, name, arguments.orders, &made);
        }
    }
    let (wrote, verified) = log::audit(arguments.lines);
    for (done, took) in [("written", wrote), ("verified", verified)] {
        let what = format!("{} lines {done}", arguments.lines);
        figures.push(figure("sqlite", &what, took, "s"));
    }
    if let Some(out) = arguments.out {
        std::fs::write(out, serde_json::to_vec_pretty(&figures).unwrap()).unwrap();
    }
}

fn speeds(
    figures: &mut Vec<Value>,
    name: &str,
    place: &dyn Fn() -> Place,
    (runtime, lasts): (&Runtime, Duration),
) {
    for (writers, shown) in [(1, "one writer"), (8, "8 writers")] {
        if name == "sqlite" && writers > 1 {
            continue;
        }
        let bare = speed::bare(&place(), writers, lasts);
        let what = format!("bare commits, {shown}");
        figures.push(figure(name, &what, bare, "a second"));
    }
    for posts in [1, 50] {
        let commands = speed::commands(runtime, &place(), posts, lasts);
        let at_once = speed::CLIENTS;
        let what = format!("commands, {posts} posts, {at_once} at once");
        figures.push(figure(name, &what, commands, "a second"));
    }
}

fn listeners(
    figures: &mut Vec<Value>,
    name: &str,
    place: &dyn Fn() -> Place,
    heard: impl Fn(&Place, usize) -> listeners::Heard,
) {
    for posts in [50, 1] {
        let heard = heard(&place(), posts);
        let mut tell = |what: &str, value, unit| {
            let what = format!("listening at {posts} posts: {what}");
            figures.push(figure(name, &what, value, unit));
        };
        tell("a command is answered, median", heard.answered, "ms");
        tell("its desks hear of it, median", heard.half, "ms");
        tell("p99", heard.of_100_all_but_one, "ms");
        tell("the last", heard.latest, "ms");
        tell("memory a desk", heard.kilobytes, "KiB");
    }
}

fn snapshot(figures: &mut Vec<Value>, name: &str, orders: u32, made: &snapshots::Made) {
    let mut tell = |what: &str, value, unit| {
        let what = format!("snapshot of {orders} orders: {what}");
        figures.push(figure(name, &what, value, unit));
    };
    tell("the server started over it", made.starting, "s");
    tell("made", made.making, "s");
    tell("the same bytes pressed alone", made.pressing, "s");
    tell("fetched", made.fetching, "s");
    tell("read", made.reading, "s");
    tell("its length", megabytes(made.bytes), "MB");
    tell("unpacked", megabytes(made.unpacked), "MB");
    tell("memory of the server before", whole(made.before), "MiB");
    tell("at most", whole(made.most), "MiB");
}

#[expect(clippy::cast_precision_loss, reason = "a measure")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1_000_000.0
}

#[expect(clippy::cast_precision_loss, reason = "a measure")]
fn whole(number: u64) -> f64 {
    number as f64
}

fn figure(engine: &str, what: &str, value: f64, unit: &str) -> Value {
    println!("{engine:<9} {what:<60} {value:>12.1} {unit}");
    json!({ "engine": engine, "what": what, "value": value, "unit": unit })
}

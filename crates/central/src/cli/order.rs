//! `order`.

use super::officer::there;
use super::said::Said;
use super::{Open, Outcome, Wrong, wrong};
use clap::Subcommand;
use lingshi_registry::import::BadImport;
use lingshi_rules::life::Event;
use lingshi_rules::order::Order;
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub(super) enum Orders {
    /// Take in orders with their histories: NUMBER.json with NUMBER.events.jsonl beside it, as
    /// `lingshi-fixtures orders --events` writes them
    Import {
        /// The post
        post: String,
        /// One order's file, or a folder of them
        path: PathBuf,
    },
}

impl Orders {
    pub(super) fn run(&self, config: &Path) -> Outcome {
        let Self::Import { post, path } = self;
        let mut open = Open::new(config)?;
        let post = there(&mut open, post)?;
        let (mut taken, mut known) = (0_u64, 0_u64);
        for file in files(path)? {
            let (order, events) = read(&file)?;
            let done = open.write(|registry, tx, moment| {
                registry.import(tx, &post, (&order, &events), moment)
            })?;
            match done {
                Ok(()) => taken += 1,
                // The same folder again goes on where it stopped.
                Err(BadImport::Known) => known += 1,
                Err(bad) => return Err(wrong(format!("{}: {bad}", file.display()))),
            }
        }
        let words = format!("{taken} orders taken in; {known} were here already.");
        Ok(Said::new(words, json!({ "taken": taken, "known": known })))
    }
}

const EVENTS: &str = "events.jsonl";

fn files(path: &Path) -> Result<Vec<PathBuf>, Wrong> {
    let told = |fault: std::io::Error| wrong(format!("{}: {fault}", path.display()));
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut all = Vec::new();
    for entry in std::fs::read_dir(path).map_err(told)? {
        let file = entry.map_err(told)?.path();
        if file
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            all.push(file);
        }
    }
    all.sort();
    if all.is_empty() {
        return Err(wrong(format!("{}: there is no order here", path.display())));
    }
    Ok(all)
}

fn read(file: &Path) -> Result<(Order, Vec<Event>), Wrong> {
    let told = |path: &Path, fault: std::io::Error| wrong(format!("{}: {fault}", path.display()));
    let no_order = |path: &Path| wrong(format!("{}: this is no order", path.display()));
    let text = std::fs::read(file).map_err(|fault| told(file, fault))?;
    let order: Order = serde_json::from_slice(&text).map_err(|_| no_order(file))?;
    let path = file.with_extension(EVENTS);
    let text = std::fs::read_to_string(&path).map_err(|fault| told(&path, fault))?;
    let events = text
        .lines()
        .map(|line| lingshi_rules::life::upcast::read_event(line.as_bytes()))
        .collect::<Result<Vec<Event>, _>>()
        .map_err(|_| wrong(format!("{}: this is no history", path.display())))?;
    Ok((order, events))
}
